#include "core/hub/checksum.h"
#include "core/hub/hub_listing.h"

#include <QtTest>

using namespace likeness;

namespace {

constexpr const char* kSum = "0123456789012345678901234567890123456789";

/// What a hub answers for files of these names, one byte each.
std::string listingOf(const QStringList& names)
{
    QStringList entries;
    for (const QString& name : names) {
        entries.append(QString(R"({"rfilename": "%1", "size": 1, "blobId": "%2"})").arg(name, kSum));
    }
    return QString(R"({"sha": "%1", "siblings": [%2]})").arg(kSum, entries.join(',')).toStdString();
}

/// The names chosen, sorted, with blanks between; the error's message when none are.
QString chosen(const QStringList& names, HubLayout layout)
{
    const auto listing = readListing(listingOf(names));
    if (!listing) {
        return QString::fromStdString(listing.error().message);
    }
    const auto files = chooseFiles(*listing, layout);
    if (!files) {
        return QString::fromStdString(files.error().message);
    }
    QStringList found;
    for (const HubFile& file : *files) {
        found.append(QString::fromStdString(file.name));
    }
    found.sort();
    return found.join(' ');
}

std::span<const std::byte> bytesOf(std::string_view text) { return std::as_bytes(std::span(text.data(), text.size())); }

} // namespace

class ListingTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void checksumsAreThoseOfGitAndSha256Sum()
    {
        // `printf 'hello\n' | git hash-object --stdin`, `printf 'hello\n' | sha256sum`
        const std::string blob = "ce013625030ba8dba906f756967f9e9ca394464a";
        const std::string sha256 = "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03";
        for (const std::string& expected : {blob, sha256}) {
            auto sum = Checksum::begin(expected, 6);
            QVERIFY(sum);
            sum->add(bytesOf("hel"));
            sum->add(bytesOf("lo\n"));
            QCOMPARE(sum->finish(), expected);
        }
        QVERIFY(!Checksum::begin("abc", 6));
        QVERIFY(!Checksum::isOne(std::string(40, 'G')));
    }

    void onlyWhatLikenessReadsIsChosen()
    {
        const QStringList rest{"tokenizer.json",
                               "README.md",
                               "LICENSE",
                               "pytorch_model.bin",
                               ".gitattributes",
                               "onnx/config.json",
                               "tf_model.h5",
                               "flax_model.msgpack",
                               "training.log",
                               "model.fp16.safetensors",
                               "preprocessor_config.json"};
        const QString companions = "LICENSE README.md ";
        QCOMPARE(chosen(rest + QStringList{"config.json", "model.safetensors"}, HubLayout::HuggingFace),
                 companions + "config.json model.safetensors preprocessor_config.json tokenizer.json");
        const QStringList both
            = rest
              + QStringList{"config.json", "model.safetensors", "open_clip_config.json", "open_clip_model.safetensors"};
        QCOMPARE(chosen(both, HubLayout::HuggingFace),
                 companions + "config.json model.safetensors preprocessor_config.json tokenizer.json");
        QCOMPARE(chosen(both, HubLayout::OpenClip),
                 companions
                     + "open_clip_config.json open_clip_model.safetensors preprocessor_config.json tokenizer.json");
    }

    void weightsInPartsComeWithTheirIndexAndWhole()
    {
        const QStringList parts{"config.json", "model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors",
                                "model.safetensors.index.json"};
        QCOMPARE(chosen(parts, HubLayout::HuggingFace), parts.join(' '));
        QCOMPARE(chosen(parts + QStringList{"model.safetensors"}, HubLayout::HuggingFace),
                 QString("config.json model.safetensors"));
        QStringList withoutOne = parts;
        withoutOne.removeAt(2);
        QVERIFY(chosen(withoutOne, HubLayout::HuggingFace).contains("has no model that Likeness can run"));
    }

    void whatCannotBeReadIsExplained()
    {
        QVERIFY(chosen({"config.json", "pytorch_model.bin"}, HubLayout::HuggingFace).contains("only as PyTorch files"));
        QVERIFY(chosen({"config.json"}, HubLayout::HuggingFace).contains("no weights as .safetensors"));
        QVERIFY(chosen({"model.safetensors"}, HubLayout::HuggingFace).contains("needs a config.json"));
    }

    void hostileListingsAreRefused_data()
    {
        QTest::addColumn<QString>("json");
        const QString whole = QString::fromStdString(listingOf({"config.json", "model.safetensors", "NAME"}));
        QTest::newRow("parent") << QString(whole).replace("NAME", "../.bashrc");
        QTest::newRow("parent inside") << QString(whole).replace("NAME", "a/../../b");
        QTest::newRow("parent at the end") << QString(whole).replace("NAME", "LICENSE/..");
        QTest::newRow("absolute") << QString(whole).replace("NAME", "/etc/passwd");
        QTest::newRow("empty") << QString(whole).replace("NAME", "");
        QTest::newRow("empty step") << QString(whole).replace("NAME", "a//b");
        QTest::newRow("newline") << QString(whole).replace("NAME", "LICENSE\\nb");
        QTest::newRow("zero byte") << QString(whole).replace("NAME", "LICENSE\\u0000b");
        QTest::newRow("terminal") << QString(whole).replace("NAME", "\\u001b[2J");
        QTest::newRow("backslash") << QString(whole).replace("NAME", "..\\\\b");
        QTest::newRow("long") << QString(whole).replace("NAME", QString(2'000, 'a'));
        QTest::newRow("twice") << QString(whole).replace("NAME", "config.json");
        QTest::newRow("negative size") << QString(whole).replace("\"size\": 1", "\"size\": -1");
        QTest::newRow("size of 2^63") << QString(whole).replace("\"size\": 1", "\"size\": 9223372036854775808");
        QTest::newRow("size of 1e30") << QString(whole).replace("\"size\": 1", "\"size\": 1e30");
        QTest::newRow("size of words") << QString(whole).replace("\"size\": 1", "\"size\": \"1\"");
        QTest::newRow("size of 200 GiB") << QString(whole).replace("\"size\": 1", "\"size\": 214748364800");
        QTest::newRow("checksum") << QString(whole).replace("\"blobId\": \"0123", "\"blobId\": \"../.");
        QTest::newRow("commit") << QString(whole).replace("\"sha\": \"0123", "\"sha\": \"../.");
        QTest::newRow("file of a number") << QString(whole).replace("[{", "[7, {");
        QTest::newRow("no files") << QString::fromStdString(listingOf({})).replace("siblings", "files");
        QTest::newRow("no object") << "[]";
        QTest::newRow("no JSON") << "<html>Please log in</html>";
        QTest::newRow("deep") << QString(200'000, '[');
    }

    void hostileListingsAreRefused()
    {
        QFETCH(const QString, json);
        const auto listing = readListing(json.toStdString());
        QVERIFY(!listing);
        QCOMPARE(listing.error().code, ErrorCode::Corrupt);
        QVERIFY(listing.error().message.size() < 2'200); // a terminal is not flooded
    }

    void aMillionFilesAreRefused()
    {
        QString many;
        for (int i = 0; i < 1'000'000; ++i) {
            many += ",{}";
        }
        const auto listing
            = readListing(QString::fromStdString(listingOf({"a"})).replace("}]", "}" + many + "]").toStdString());
        QVERIFY(!listing);
        QVERIFY2(listing.error().message.find("1000001 files") != std::string::npos, listing.error().message.c_str());
    }

    void namesOfLicencesAreNotTrustedEither()
    {
        QCOMPARE(chosen({"config.json", "model.safetensors", "LICENSE in full.txt", "LICENSE/a", "LICENSE-MIT"},
                        HubLayout::HuggingFace),
                 QString("LICENSE-MIT config.json model.safetensors"));
    }

    void anAbsurdlyLargeTextIsRefused()
    {
        QString json = QString::fromStdString(listingOf({"config.json", "model.safetensors"}));
        json.replace(R"("config.json", "size": 1)", R"("config.json", "size": 999999999)");
        const auto listing = readListing(json.toStdString());
        QVERIFY(listing);
        const auto files = chooseFiles(*listing, HubLayout::HuggingFace);
        QVERIFY(!files);
        QCOMPARE(files.error().code, ErrorCode::Corrupt);
    }
};

QTEST_GUILESS_MAIN(ListingTest)
#include "listing_test.moc"
