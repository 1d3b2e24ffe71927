#include "app/cli/arguments.h"

#include <QtTest>

using namespace likeness;
using namespace likeness::cli;

namespace {

std::variant<Invocation, Farewell> parsed(std::vector<const char*> arguments)
{
    arguments.insert(arguments.begin(), "likeness-cli");
    return parseArguments(static_cast<int>(arguments.size()), arguments.data());
}

template <class Command> Command commandOf(std::vector<const char*> arguments)
{
    const auto result = parsed(std::move(arguments));
    if (const auto* farewell = std::get_if<Farewell>(&result)) {
        qWarning("%s", farewell->text.c_str());
        return {};
    }
    const auto* command = std::get_if<Command>(&std::get<Invocation>(result).command);
    return command != nullptr ? *command : Command{};
}

std::string here(const char* name) { return std::filesystem::absolute(name).lexically_normal().string(); }

std::string nameOf(const QueryPart& part)
{
    if (const auto* words = std::get_if<Words>(&part.source)) {
        return words->text;
    }
    const auto* file = std::get_if<ImageFile>(&part.source);
    return file != nullptr ? file->path.filename().string() : "-";
}

} // namespace

class ArgumentsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void globalFlagsWorkBeforeAndAfterTheCommand()
    {
        for (const auto& arguments : {std::vector<const char*>{"--library", "/l", "--json", "--quiet", "--threads", "3",
                                                               "--device", "cpu", "status"},
                                      std::vector<const char*>{"status", "--library", "/l/", "--json", "--quiet",
                                                               "--threads", "3", "--device", "cpu"}}) {
            const auto result = parsed(arguments);
            QVERIFY(std::holds_alternative<Invocation>(result));
            const auto& invocation = std::get<Invocation>(result);
            QVERIFY(std::holds_alternative<StatusCommand>(invocation.command));
            QCOMPARE(invocation.global.library.string(), std::string("/l"));
            QVERIFY(invocation.global.json && invocation.global.quiet);
            QCOMPARE(invocation.global.threads, 3);
            QCOMPARE(invocation.global.device, Device::Cpu);
        }
    }

    void tagsAndWritingAreUnderstood()
    {
        const auto tag = commandOf<TagCommand>(
            {"tag", "--add", "a", "b.jpg", "--add", "c d", "--remove", "e", "--rating", "4", "/f.jpg"});
        QCOMPARE(tag.add, (std::vector<std::string>{"a", "c d"}));
        QCOMPARE(tag.remove, std::vector<std::string>{"e"});
        QCOMPARE(tag.rating.value_or(-1), 4);
        QCOMPARE(tag.choice.photos, (std::vector<std::filesystem::path>{here("b.jpg"), "/f.jpg"}));
        QCOMPARE(commandOf<TagCommand>({"tag", "--rating", "0", "--filter", "tag:x"}).choice.filter,
                 std::string("tag:x"));
        QCOMPARE(commandOf<TagCommand>({"tag", "--rename", "a", "b"}).renamed, (std::vector<std::string>{"a", "b"}));
        QVERIFY(std::holds_alternative<TagCommand>(std::get<Invocation>(parsed({"tag"})).command));
        const auto write = commandOf<WriteMetadataCommand>({"write-metadata", "--embedded", "/a.jpg"});
        QVERIFY(write.into == MetadataPlace::Embedded);
        const auto beside = commandOf<WriteMetadataCommand>({"write-metadata", "--short-names", "--filter", "has:tag"});
        QVERIFY(beside.into == MetadataPlace::Sidecar && beside.sidecarName == SidecarName::Stem);
        QCOMPARE(commandOf<TagCommand>({"tag", "/a.jpg"}).choice.photos, std::vector<std::filesystem::path>{"/a.jpg"});
        for (const auto& wrong : {std::vector<const char*>{"tag", "--add", "a"},
                                  {"tag", "--rating", "6", "/a.jpg"},
                                  {"tag", "--add", "a", "--filter", "x", "/a.jpg"},
                                  {"tag", "--rename", "a"},
                                  {"tag", "--rename", "a", "b", "--add", "c", "/a.jpg"},
                                  {"tag", "--rename", "a", "b", "/a.jpg"},
                                  {"write-metadata"},
                                  {"write-metadata", "--sidecar", "--embedded", "/a.jpg"}}) {
            const auto result = parsed(wrong);
            QVERIFY(std::holds_alternative<Farewell>(result));
            QVERIFY(std::get<Farewell>(result).code == ExitCode::WrongUsage);
        }
    }

    void everyCommandOfTheContractIsUnderstood()
    {
        QCOMPARE(commandOf<AddCommand>({"add", "/a", "b/", "--exclude", "*.tmp", "--exclude", "**/x/**"}).folders,
                 (std::vector<std::filesystem::path>{"/a", here("b")}));
        QCOMPARE(commandOf<AddCommand>({"add", "--exclude", "*.tmp", "/a", "--exclude", "y"}).excludes,
                 (std::vector<std::string>{"*.tmp", "y"}));
        QCOMPARE(commandOf<AddCommand>({"add", "/"}).folders.front().string(), std::string("/"));
        QCOMPARE(commandOf<RemoveCommand>({"remove", "/a"}).folders.size(), 1U);
        QCOMPARE(std::get<Invocation>(parsed({"index", "--model", "null"})).global.model, std::string("null"));
        QVERIFY(std::holds_alternative<WatchCommand>(std::get<Invocation>(parsed({"watch"})).command));
        QCOMPARE(commandOf<DuplicatesCommand>({"duplicates", "--exact"}).kind, DuplicateKind::Exact);
        QCOMPARE(commandOf<DuplicatesCommand>({"duplicates", "--near"}).kind, DuplicateKind::Near);
        QCOMPARE(commandOf<DuplicatesCommand>({"duplicates", "--threshold", "0.5"}).threshold, 0.5F);
        QCOMPARE(commandOf<ClustersCommand>({"clusters", "--level", "2"}).level, std::optional<std::uint32_t>(2));
        QVERIFY(!commandOf<ClustersCommand>({"clusters"}).level);
        QCOMPARE(commandOf<MapCommand>({"map", "--out", "m.png", "--size", "512"}).out.string(), here("m.png"));
        QCOMPARE(commandOf<MapCommand>({"map", "--out", "m.png", "--size", "512"}).edgePx, 512);
        QVERIFY(commandOf<MapCommand>({"--json", "map"}).out.empty());
        QCOMPARE(commandOf<ModelsCommand>({"models", "use", "x"}).argument, std::string("x"));
        QCOMPARE(commandOf<ModelsCommand>({"models", "import", "d"}).argument, here("d"));
        QCOMPARE(commandOf<ModelsCommand>({"models", "info", "x"}).action, ModelsCommand::Action::Info);
        QCOMPARE(commandOf<ModelsCommand>({"models", "remove", "x"}).action, ModelsCommand::Action::Remove);
        QCOMPARE(commandOf<ModelsCommand>({"models", "catalogue"}).action, ModelsCommand::Action::Catalogue);
        const auto download = commandOf<ModelsCommand>({"models", "download", "a/b"});
        QCOMPARE(download.action, ModelsCommand::Action::Download);
        QCOMPARE(download.argument, std::string("a/b"));
        QVERIFY(download.asks && !download.mirror && !download.proxy);
        const auto elsewhere
            = commandOf<ModelsCommand>({"models", "download", "a/b", "--mirror", "http://m", "--proxy", "", "--yes"});
        QCOMPARE(elsewhere.action, ModelsCommand::Action::Download);
        QCOMPARE(elsewhere.mirror.value_or("none"), std::string("http://m"));
        QCOMPARE(elsewhere.proxy.value_or("none"), std::string());
        QVERIFY(!elsewhere.asks);
        const auto kept = commandOf<ModelsCommand>({"models", "--mirror", "http://m"});
        QCOMPARE(kept.action, ModelsCommand::Action::List);
        QCOMPARE(kept.mirror.value_or("none"), std::string("http://m"));
        QVERIFY(std::holds_alternative<ModelsCommand>(std::get<Invocation>(parsed({"models"})).command));
        QVERIFY(std::holds_alternative<ModelsCommand>(std::get<Invocation>(parsed({"models", "list"})).command));
        const auto embed = commandOf<EmbedCommand>({"embed", "a.jpg", "--text", "one", "b.jpg", "--text", "two"});
        QCOMPARE(embed.images.size(), 2U);
        QCOMPARE(embed.texts, (std::vector<std::string>{"one", "two"}));
        QCOMPARE(commandOf<EmbedCommand>({"embed", "a.jpg", "--out", "v.npy"}).out.string(), here("v.npy"));
        QVERIFY(commandOf<FailuresCommand>({"failures", "--retry"}).retry);
        QVERIFY(std::holds_alternative<VerifyCommand>(std::get<Invocation>(parsed({"verify"})).command));
        QVERIFY(std::holds_alternative<RebuildCommand>(std::get<Invocation>(parsed({"rebuild"})).command));
        QVERIFY(std::holds_alternative<CompactCommand>(std::get<Invocation>(parsed({"compact"})).command));
        QCOMPARE(commandOf<ExportCommand>({"export", "--out", "x.csv"}).out.string(), here("x.csv"));
        QCOMPARE(commandOf<BenchCommand>({"bench", "decode", "/p"}).what, BenchCommand::What::Decode);
        QCOMPARE(commandOf<BenchCommand>({"bench", "search", "--vectors", "v.npy"}).input.string(), here("v.npy"));
        QCOMPARE(commandOf<BenchCommand>({"bench", "embed", "--count", "7"}).count, 7);
        QCOMPARE(commandOf<BenchCommand>({"bench", "index"}).what, BenchCommand::What::Index);
    }

    void searchKeepsTheOrderOfItsParts()
    {
        const auto search = commandOf<SearchCommand>({"search", "a.jpg", "--text", "dusk", "--not", "b.jpg", "c.jpg",
                                                      "--weight", "0.5", "--not-text", "night", "--weight", "2"});
        std::vector<std::string> names;
        std::vector<double> weights;
        for (const QueryPart& part : search.query.parts) {
            names.push_back(nameOf(part));
            weights.push_back(part.weight);
        }
        QCOMPARE(names, (std::vector<std::string>{"a.jpg", "dusk", "b.jpg", "c.jpg", "night"}));
        QCOMPARE(weights, (std::vector<double>{0.5, 2, -1, 1, -1}));
        QCOMPARE(search.query.sort, SortKey::Score);
        QCOMPARE(search.query.countMax, 20U);
        QVERIFY(!search.query.scoreMin);
    }

    void searchReadsItsOtherOptions()
    {
        const auto search = commandOf<SearchCommand>({"search", "-", "--filter", "-tag:print", "--filter", "rating:>=3",
                                                      "-k", "5", "--min-score", "0.25", "--sort", "date", "--exact",
                                                      "--explain", "--crop", "0.1,0,0.5,1"});
        QVERIFY(search.readsStandardInput);
        QVERIFY(std::holds_alternative<ImageBytes>(search.query.parts.at(0).source));
        QCOMPARE(search.query.filter, std::string("-tag:print rating:>=3"));
        QCOMPARE(search.query.countMax, 5U);
        QCOMPARE(*search.query.scoreMin, 0.25F);
        QCOMPARE(search.query.sort, SortKey::Date);
        QVERIFY(search.query.exact && search.explain);
        QVERIFY(search.query.parts[0].crop == (CropBox{0.1, 0, 0.5, 1, false}));
        const auto pixels = commandOf<SearchCommand>({"search", "a.jpg", "--crop", "10,20,300,400"});
        QVERIFY(pixels.query.parts.at(0).crop == (CropBox{10, 20, 300, 400, true}));
    }

    void aSearchWithoutPartsListsByDate()
    {
        const auto search = commandOf<SearchCommand>({"search", "--filter", "has:gps"});
        QVERIFY(search.query.parts.empty());
        QCOMPARE(search.query.sort, SortKey::Date);
    }

    void mistakesEndWithTwo_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("mention");
        const auto row = [](const char* arguments, const char* mention) {
            QTest::newRow(arguments[0] != '\0' ? arguments : "nothing")
                << QString(arguments).split(' ', Qt::SkipEmptyParts) << QString(mention);
        };
        row("", "subcommand");
        row("frobnicate", "frobnicate");
        row("add", "FOLDER");
        row("search", "IMAGE");
        row("search a.jpg --sort size", "size");
        row("search a.jpg -k 0", "-k");
        row("search a.jpg -k x", "x");
        row("search a.jpg --crop 1,2,3", "--crop");
        row("search a.jpg --crop 0.5,0,0.6,1", "outside");
        row("search a.jpg --crop 0,0,0,1", "positive");
        row("search --text x --crop 0,0,1,1", "--crop");
        row("search a.jpg --weight 1 --weight 2", "--weight");
        row("search a.jpg --weight -1", "--not");
        row("search - -", "once");
        row("search --filter x --sort score", "--sort");
        row("duplicates --exact --near", "--exact");
        row("duplicates --threshold 2", "threshold");
        row("models info", "ID");
        row("models download", "NAME");
        row("models list --yes", "--yes");
        row("clusters --level two", "--level");
        row("map", "--out FILE.png");
        row("map --out x.jpg", ".png");
        row("map --out x.png --size 10", "--size");
        row("embed", "IMAGE");
        row("embed a.jpg --out x.txt", ".npy");
        row("export", "--out");
        row("export --out x.txt", ".csv");
        row("--device abacus status", "abacus");
        row("--threads 0 status", "--threads");
        row("status extra", "extra");
        row("bench", "subcommand");
        row("bench decode", "FOLDER");
    }

    void mistakesEndWithTwo()
    {
        QFETCH(const QStringList, arguments);
        QFETCH(const QString, mention);
        std::vector<QByteArray> bytes;
        for (const QString& argument : arguments) {
            bytes.push_back(argument.toUtf8());
        }
        std::vector<const char*> pointers;
        for (const QByteArray& argument : bytes) {
            pointers.push_back(argument.constData());
        }
        const auto result = parsed(pointers);
        QVERIFY(std::holds_alternative<Farewell>(result));
        const auto& farewell = std::get<Farewell>(result);
        QCOMPARE(static_cast<int>(farewell.code), 2);
        QVERIFY2(QString::fromStdString(farewell.text).contains(mention), farewell.text.c_str());
    }

    void helpAndVersionEndWithZero()
    {
        for (const auto& arguments :
             {std::vector<const char*>{"--help"}, std::vector<const char*>{"search", "--help"},
              std::vector<const char*>{"bench", "search", "-h"}, std::vector<const char*>{"--version"}}) {
            const auto result = parsed(arguments);
            QVERIFY(std::holds_alternative<Farewell>(result));
            QCOMPARE(std::get<Farewell>(result).code, ExitCode::Done);
            QVERIFY(!std::get<Farewell>(result).text.empty());
        }
    }
};

QTEST_APPLESS_MAIN(ArgumentsTest)
#include "arguments_test.moc"
