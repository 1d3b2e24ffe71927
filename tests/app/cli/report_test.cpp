#include "app/cli/npy.h"
#include "app/cli/progress.h"
#include "app/cli/report.h"
#include "app/cli/text.h"

#include <QTemporaryDir>
#include <QtTest>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

using namespace likeness;
using namespace likeness::cli;
using namespace std::chrono_literals;

namespace {

constexpr std::int64_t kFirstOfJune2019At10 = 1559383200; // 2019-06-01T10:00:00 on the camera's clock

PhotoRow photo(std::int64_t id, const std::filesystem::path& path)
{
    PhotoRow row;
    row.id = PhotoId{id};
    row.path = path;
    row.width = 4000;
    row.height = 3000;
    return row;
}

std::vector<std::string> linesOf(const std::ostringstream& out)
{
    std::istringstream in(out.str());
    std::vector<std::string> lines;
    for (std::string line; std::getline(in, line);) {
        lines.push_back(line);
    }
    return lines;
}

/// A list without scores.
QueryResult onePhoto()
{
    QueryResult result;
    result.photos = {PhotoId{3}};
    return result;
}

} // namespace

class ReportTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aClusterIsALine()
    {
        PhotoCluster cluster;
        cluster.id = ClusterId{7};
        cluster.level = 1;
        cluster.parent = ClusterId{9};
        cluster.name = "Beach – June 2019";
        cluster.pinned = true;
        cluster.photoCount = 24;
        cluster.representatives = {PhotoId{3}, PhotoId{4}};
        const PhotoPaths paths{{PhotoId{3}, "/p/a.jpg"}}; // the other one is gone
        std::ostringstream out;
        makeJsonReport(out)->clusters(std::array{cluster}, paths);
        QCOMPARE(out.str(),
                 std::string(R"({"cluster":7,"level":1,"parent":9,"name":"Beach – June 2019","named":false,)"
                             R"("pinned":true,"photos":24,"representatives":[{"path":"/p/a.jpg","photo":3}]})"
                             "\n"));
        std::ostringstream people;
        makeHumanReport(people)->clusters(std::array{cluster}, paths);
        const auto lines = linesOf(people);
        QCOMPARE(lines.size(), std::size_t{2});
        QVERIFY(lines[1].find("Beach – June 2019 (pinned)") != std::string::npos);
        QVERIFY(lines[1].find("/p/a.jpg") != std::string::npos);
        std::ostringstream none;
        makeHumanReport(none)->clusters({}, {});
        QVERIFY(none.str().starts_with("No clusters"));
    }

    void aPhotoOfTheMapIsALine()
    {
        PhotoMap map;
        map.photos = {PhotoId{3}, PhotoId{4}};
        map.points = {{0.25F, -1.5F}, {2, 3}};
        map.clusters.resize(1);
        map.clusters[0].id = ClusterId{7};
        map.clusterOf = {{0, PhotoMap::kNoCluster}};
        std::ostringstream out;
        makeJsonReport(out)->map(map, {{PhotoId{3}, "/p/a.jpg"}});
        QCOMPARE(out.str(), std::string(R"({"photo":3,"path":"/p/a.jpg","x":0.25,"y":-1.5,"clusters":[7]})"
                                        "\n"
                                        R"({"photo":4,"x":2.0,"y":3.0,"clusters":[null]})"
                                        "\n"));
    }

    void aHitIsTheLineOfTheContract()
    {
        std::ostringstream out;
        PhotoRow row = photo(17, "/p/ä.jpg");
        row.taken = CaptureTime{kFirstOfJune2019At10, std::nullopt};
        QueryResult result;
        result.photos = {PhotoId{17}};
        result.scores = {0.93F};
        makeJsonReport(out)->hits(result, std::array{row}, /*explain=*/false);
        QCOMPARE(out.str(),
                 std::string(R"({"rank":1,"score":0.93,"path":"/p/ä.jpg","photo":17,"width":4000,"height":3000,)"
                             R"("taken":"2019-06-01T10:00:00"})"
                             "\n"));
    }

    void unknownTimesAndScoresAreNull()
    {
        std::ostringstream out;
        makeJsonReport(out)->hits(onePhoto(), std::array{photo(3, "/a.jpg")}, false);
        const auto hit = nlohmann::json::parse(out.str());
        QVERIFY(hit.at("taken").is_null());
        QVERIFY(hit.at("score").is_null());
    }

    void aPhotoThatIsGoneTakesItsScoreAlong()
    {
        std::ostringstream out;
        QueryResult result;
        result.photos = {PhotoId{1}, PhotoId{2}};
        result.scores = {0.9F, 0.5F};
        makeJsonReport(out)->hits(result, std::array{photo(2, "/b.jpg")}, false);
        const auto hit = nlohmann::json::parse(out.str());
        QCOMPARE(hit.at("rank").get<int>(), 1);
        QCOMPARE(hit.at("score").get<double>(), 0.5);
    }

    void aNameThatIsNotUtf8CanBeRecovered()
    {
        std::ostringstream out;
        makeJsonReport(out)->hits(onePhoto(), std::array{photo(3, "/p/b\xE4r.jpg")}, false);
        const auto hit = nlohmann::json::parse(out.str());
        QCOMPARE(hit.at("path").get<std::string>(), std::string("/p/b\xEF\xBF\xBDr.jpg"));
        QCOMPARE(hit.at("path_bytes").get<std::string>(), std::string("/p/b%E4r.jpg"));
    }

    void timesCarryTheirZoneWhenItIsKnown()
    {
        QCOMPARE(isoTime({kFirstOfJune2019At10, 120}), std::string("2019-06-01T10:00:00+02:00"));
        QCOMPARE(isoTime({kFirstOfJune2019At10, -210}), std::string("2019-06-01T10:00:00-03:30"));
        QCOMPARE(isoTime({kFirstOfJune2019At10, 0}), std::string("2019-06-01T10:00:00Z"));
        QCOMPARE(isoTime({-1, std::nullopt}), std::string("1969-12-31T23:59:59"));
        QCOMPARE(shortTime({kFirstOfJune2019At10, 120}), std::string("2019-06-01 10:00"));
    }

    void duplicatesAreOneGroupPerLine()
    {
        std::ostringstream out;
        DuplicateGroup group;
        group.kind = DuplicateKind::Near;
        group.members.resize(2);
        group.members[0].row.path = "/a.jpg";
        group.members[0].row.width = 4000;
        group.members[0].row.height = 3000;
        group.members[0].keep = true;
        group.members[1].row.path = "/b.jpg";
        group.members[0].reason = group.members[1].reason = KeepReason::Pixels;
        makeJsonReport(out)->duplicates(std::array{group, group});
        const auto lines = linesOf(out);
        QCOMPARE(lines.size(), 2U);
        const auto object = nlohmann::json::parse(lines[0]);
        QCOMPARE(object.at("kind").get<std::string>(), std::string("near"));
        QCOMPARE(object.at("photos").at(0).at("path").get<std::string>(), std::string("/a.jpg"));
        QCOMPARE(object.at("photos").at(0).at("keep").get<bool>(), true);
        QCOMPARE(object.at("photos").at(0).at("reason").get<std::string>(), std::string("most pixels: 4000 × 3000"));
        QCOMPARE(object.at("photos").at(1).at("reason").get<std::string>(), std::string("fewer pixels: 0 × 0"));
    }

    void modelsCarryTheFieldsOfTheContract()
    {
        std::ostringstream out;
        ModelInfo installed;
        installed.id = "m1";
        installed.family = "builtin";
        installed.dimension = 320;
        installed.sizeBytes = 12;
        installed.active = true;
        makeJsonReport(out)->models(std::array{installed});
        const auto model = nlohmann::json::parse(out.str());
        QCOMPARE(model.at("id").get<std::string>(), std::string("m1"));
        QCOMPARE(model.at("family").get<std::string>(), std::string("builtin"));
        QCOMPARE(model.at("dimension").get<int>(), 320);
        QCOMPARE(model.at("bytes").get<int>(), 12);
        QCOMPARE(model.at("words").get<bool>(), false);
        QCOMPARE(model.at("active").get<bool>(), true);
    }

    void theCatalogueSaysWhatAModelIsAndAsksFor()
    {
        CatalogueModel model;
        model.repository = "maker/clip";
        model.downloadBytes = 605'000'000;
        model.understandsWords = true;
        model.languages = "English";
        model.licence = "MIT";
        model.description = "Small.";
        CatalogueModel gated = model;
        gated.fetchable = false;
        gated.terms = "Ask first.";
        std::ostringstream people;
        makeHumanReport(people)->catalogue(std::array{model, gated});
        const auto lines = linesOf(people);
        QCOMPARE(lines.size(), 5U);
        QCOMPARE(lines[0], std::string("maker/clip  605 MB  English  MIT"));
        QCOMPARE(lines[1], std::string("    Small."));
        QCOMPARE(lines[2], std::string("maker/clip  605 MB  English  MIT, import only"));
        QCOMPARE(lines[4], std::string("    Ask first."));
        std::ostringstream scripts;
        makeJsonReport(scripts)->catalogue(std::array{model, gated});
        const auto object = nlohmann::json::parse(linesOf(scripts).at(1));
        QCOMPARE(object.at("repository").get<std::string>(), std::string("maker/clip"));
        QCOMPARE(object.at("bytes").get<int>(), 605'000'000);
        QCOMPARE(object.at("fetchable").get<bool>(), false);
    }

    void aDownloadSaysHowFarItIs()
    {
        const DownloadProgress progress{RequestId{1}, "maker/clip", 500'000'000, 1'500'000'000, 10e6, "a.bin"};
        QCOMPARE(progressText(progress), std::string("a.bin, 500 MB of 1.5 GB, 10 MB/s, 1 min 40 s left"));
        QCOMPARE(progressText(DownloadProgress{{}, "", 0, 2'000, 0, "checking"}),
                 std::string("checking, 0 B of 2.0 kB"));
        std::ostringstream err;
        ProgressDisplay display(err, ProgressDisplay::Style::Json);
        display.show(progress);
        const auto object = nlohmann::json::parse(err.str());
        QCOMPARE(object.at("done_bytes").get<std::int64_t>(), std::int64_t{500'000'000});
        QCOMPARE(object.at("step").get<std::string>(), std::string("a.bin"));
    }

    void everyJsonReportIsOneObjectPerLine()
    {
        std::ostringstream out;
        const auto report = makeJsonReport(out);
        const std::vector<float> vector{0.25F, -1.0F};
        report->status({});
        report->failures(std::array{FailedFile{PhotoId{1}, "/x\n.jpg", "cut short", 0}});
        report->verified({{}, 3, {"a \xFF problem"}});
        report->embedded(std::array{EmbeddedRow{"a.jpg", false, vector}, EmbeddedRow{"dusk", true, vector}});
        report->measurement({{"index", "exact"}});
        const auto lines = linesOf(out);
        QCOMPARE(lines.size(), 6U);
        for (const std::string& line : lines) {
            QVERIFY(nlohmann::json::parse(line).is_object());
        }
        QCOMPARE(lines[3], std::string(R"({"image":"a.jpg","dimension":2,"vector":[0.25,-1.0]})"));
        QCOMPARE(nlohmann::json::parse(lines[4]).at("text").get<std::string>(), std::string("dusk"));
    }

    void aMeasurementIsReportedWithItsDate()
    {
        LibraryStatus status;
        status.vectors = 20'000;
        status.measured = IndexMeasurement{1'600'000'000, "flat", 20'000, {500, 0.9998, 310us, 400us, 620us}, {}};
        std::ostringstream json;
        makeJsonReport(json)->status(status);
        auto object = nlohmann::json::parse(json.str());
        QCOMPARE(object.at("recall10").get<double>(), 0.9998);
        QVERIFY(object.at("recall10_words").is_null());
        QCOMPARE(object.at("measured").at("when").get<std::string>(), std::string("2020-09-13T12:26:40Z"));
        QCOMPARE(object.at("measured").at("image").at("p95_us").get<int>(), 400);

        status.measured->words = QueryFigures{411, 0.99, 500us, 900us, 1200us};
        std::ostringstream plain;
        makeHumanReport(plain)->status(status);
        for (const char* part : {"411 captions", "median 310 µs, 95th percentile 400 µs, 99th 620 µs", "2020-09-13"}) {
            QVERIFY2(plain.str().find(part) != std::string::npos, plain.str().c_str());
        }
        std::ostringstream unmeasured;
        makeHumanReport(unmeasured)->status({});
        QVERIFY(unmeasured.str().find("--measure") != std::string::npos);
    }

    void anExplanationFollowsTheHits()
    {
        QueryResult result;
        result.indexKind = "flat";
        result.plan.words = "codes of 20000 photos";
        result.plan.rowsEstimated = 20'000;
        result.plan.rowsCompared = 37;
        std::ostringstream json;
        makeJsonReport(json)->hits(result, {}, /*explain=*/true);
        auto explain = nlohmann::json::parse(json.str()).at("explain");
        QCOMPARE(explain.at("plan").get<std::string>(), result.plan.words);
        QCOMPARE(explain.at("rows_compared").get<int>(), 37);
        QVERIFY(explain.at("allowed").is_null());
        result.plan.allowedContents = 812;
        std::ostringstream plain;
        makeHumanReport(plain)->hits(result, {}, /*explain=*/true);
        for (const char* part :
             {"codes of 20000 photos", "lets 812 photos through", "20,000 codes, 37 vectors in full"}) {
            QVERIFY2(plain.str().find(part) != std::string::npos, plain.str().c_str());
        }
    }

    void tablesAlignUmlautsAndWideLetters()
    {
        Table table({Table::Align::Left, Table::Align::Right});
        table.add({"müde", "1"});
        table.add({"写真", "22"});
        table.add({"a", ""});
        QCOMPARE(table.text(), std::string("müde   1\n写真  22\na\n"));
    }

    void humanHitsShowScoreSizeAndPath()
    {
        std::ostringstream out;
        QueryResult result;
        result.photos = {PhotoId{1}};
        result.scores = {0.9312F};
        makeHumanReport(out)->hits(result, std::array{photo(1, "/p/a\x1b[31m.jpg")}, false);
        const auto lines = linesOf(out);
        QCOMPARE(lines.size(), 2U);
        QCOMPARE(lines[1], std::string("1  0.931         4000×3000  /p/a?[31m.jpg"));
    }

    void humanReportsNeverPrintNothing()
    {
        std::ostringstream out;
        const auto report = makeHumanReport(out);
        report->hits({}, {}, false);
        report->duplicatesEnd(0, 0);
        report->failures({});
        report->verified({});
        QCOMPARE(linesOf(out).size(), 4U);
    }

    void unitsAreReadable()
    {
        QCOMPARE(sizeText(0), std::string("0 B"));
        QCOMPARE(sizeText(999), std::string("999 B"));
        QCOMPARE(sizeText(1500), std::string("1.5 kB"));
        QCOMPARE(sizeText(999'999), std::string("1.0 MB"));
        QCOMPARE(sizeText(82'000'000'000), std::string("82 GB"));
        QCOMPARE(countText(1'234'567), std::string("1,234,567"));
        QCOMPARE(countText(-1234), std::string("-1,234"));
        QCOMPARE(countText(1, "photo"), std::string("1 photo"));
        QCOMPARE(countText(0, "photo"), std::string("0 photos"));
        QCOMPARE(durationText(std::chrono::seconds{200}), std::string("3 min 20 s"));
        QCOMPARE(durationText(std::chrono::seconds{7500}), std::string("2 h 5 min"));
        QCOMPARE(latencyText(std::chrono::microseconds{2350}), std::string("2.35 ms"));
    }

    void npyRoundTrips()
    {
        QTemporaryDir folder;
        const std::filesystem::path file = folder.filePath("v.npy").toStdString();
        QVERIFY(writeNpy(file, {2, 3, {1, 2, 3, -4, 5.5F, 0}}));
        const auto read = readNpy(file);
        QVERIFY(read);
        QCOMPARE(read->rows, 2U);
        QCOMPARE(read->columns, 3U);
        QCOMPARE(read->values, (std::vector<float>{1, 2, 3, -4, 5.5F, 0}));
    }

    void npyHasTheBytesNumpyExpects()
    {
        QTemporaryDir folder;
        const std::filesystem::path file = folder.filePath("v.npy").toStdString();
        QVERIFY(writeNpy(file, {1, 2, {1, 2}}));
        std::ifstream in(file, std::ios::binary);
        const std::string bytes((std::istreambuf_iterator<char>(in)), {});
        QCOMPARE(bytes.size(), 128U + 8U);
        QCOMPARE(bytes.substr(0, 10), std::string("\x93NUMPY\x01\x00\x76\x00", 10));
        QCOMPARE(bytes.substr(10, 59), std::string("{'descr': '<f4', 'fortran_order': False, 'shape': (1, 2), }"));
        QCOMPARE(bytes[127], '\n');
    }

    void npyReadsHalves()
    {
        QTemporaryDir folder;
        const std::filesystem::path file = folder.filePath("h.npy").toStdString();
        std::string text = "{'descr': '<f2', 'fortran_order': False, 'shape': (1, 4), }";
        text.append(117 - text.size(), ' ').append("\n");
        std::ofstream(file, std::ios::binary) << std::string("\x93NUMPY\x01\x00\x76\x00", 10) << text
                                              << std::string("\x00\x3C\x00\xC0\x01\x00\x00\x7C", 8);
        const auto read = readNpy(file);
        QVERIFY2(read, read ? "" : read.error().message.c_str());
        QCOMPARE(read->values[0], 1.0F);
        QCOMPARE(read->values[1], -2.0F);
        QCOMPARE(read->values[2], 0x1p-24F);
        QVERIFY(std::isinf(read->values[3]));
    }

    void npyRefusesWhatIsNotAMatrix()
    {
        QTemporaryDir folder;
        const std::filesystem::path file = folder.filePath("x.npy").toStdString();
        const auto refuses = [&](const std::string& description) {
            std::string head("\x93NUMPY\x01\x00", 8);
            head += static_cast<char>(description.size());
            head += '\0';
            std::ofstream(file, std::ios::binary) << head << description << std::string(16, '\0');
            return !readNpy(file).has_value();
        };
        QVERIFY(refuses("{'descr': '<f8', 'fortran_order': False, 'shape': (1, 2), }"));
        QVERIFY(refuses("{'descr': '<f4', 'fortran_order': True, 'shape': (2, 2), }"));
        QVERIFY(refuses("{'descr': '<f4', 'fortran_order': False, 'shape': (4,), }"));
        QVERIFY(refuses("{'descr': '<f4', 'fortran_order': False, 'shape': (4, 2), }"));
        QVERIFY(refuses("{'descr': '<f4', 'fortran_order': False, 'shape': (4611686018427387905, 4), }"));
        QVERIFY(!refuses("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 2), }"));
        std::ofstream(file, std::ios::binary) << "hello";
        QCOMPARE(readNpy(file).error().code, ErrorCode::Corrupt);
        QCOMPARE(readNpy("/nowhere/x.npy").error().code, ErrorCode::NotFound);
    }

    void progressIsOneReadableLine()
    {
        IndexProgress progress;
        progress.state = IndexingState::Indexing;
        progress.filesToDo = 5000;
        progress.filesDone = 1200;
        progress.filesPerSecond = 82.5;
        progress.timeLeft = std::chrono::seconds{63};
        progress.bottleneck = "decoding";
        QCOMPARE(progressText(progress),
                 std::string("indexing 1,200 of 5,000, 82/s, 1 min 3 s left, decoding is the bottleneck"));
    }

    void progressRewritesItsLineOnATerminalOnly()
    {
        IndexProgress progress;
        progress.state = IndexingState::Indexing;
        std::ostringstream terminal;
        ProgressDisplay display(terminal, ProgressDisplay::Style::Terminal);
        display.show(progress);
        display.show(progress);
        display.finishLine();
        QCOMPARE(terminal.str(), std::string("\rindexing\x1b[K\rindexing\x1b[K\n"));
        std::ostringstream log;
        ProgressDisplay(log, ProgressDisplay::Style::Log).show(progress);
        QCOMPARE(log.str(), std::string("indexing\n"));
        std::ostringstream silent;
        ProgressDisplay(silent, ProgressDisplay::Style::Silent).show(progress);
        QCOMPARE(silent.str(), std::string());
        std::ostringstream json;
        ProgressDisplay(json, ProgressDisplay::Style::Json).show(progress);
        QCOMPARE(nlohmann::json::parse(json.str()).at("progress").get<std::string>(), std::string("indexing"));
    }
};

QTEST_APPLESS_MAIN(ReportTest)
#include "report_test.moc"
