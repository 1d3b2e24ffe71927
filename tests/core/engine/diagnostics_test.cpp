#include "core/engine/background_jobs.h"
#include "core/engine/index_meter.h"
#include "core/engine/search_latencies.h"
#include "generated_library.h"
#include "tests/support/temp_library.h"

#include <QtTest>

#include <fstream>
#include <future>
#include <latch>

using namespace likeness;
using likeness::test::GeneratedLibrary;
using likeness::test::TempLibrary;
using namespace std::chrono_literals;

namespace fs = std::filesystem;

namespace {

constexpr int kPhotos = 30;

void fill(TempLibrary& library)
{
    for (int i = 0; i < kPhotos; ++i) {
        library.writePhoto(std::to_string(i) + ".jpg", i);
    }
    QVERIFY(library.open());
    QVERIFY(library.index());
}

LibraryStatus statusOf(TempLibrary& library, Command command = ReportStatus{})
{
    auto reported = library.ask<StatusReported>(std::move(command));
    return reported ? reported->status : LibraryStatus();
}

/// The one folder below index/.
fs::path indexFolder(const TempLibrary& library)
{
    for (const auto& entry : fs::directory_iterator(library.library() / "index")) {
        if (entry.is_directory()) {
            return entry.path();
        }
    }
    return {};
}

/// The newest of the sets of index files.
fs::path generation(const TempLibrary& library)
{
    fs::path newest;
    for (const auto& entry : fs::recursive_directory_iterator(library.library() / "index")) {
        const std::string name = entry.path().filename().string();
        if (name.starts_with("gen-") && !name.ends_with(".tmp")) {
            newest = std::max(newest, entry.path());
        }
    }
    return newest;
}

/// The model of the test data, which counts the texts it is given.
class CountingEmbedder final : public Embedder {
public:
    CountingEmbedder(std::unique_ptr<Embedder> model, std::atomic<int>& texts)
        : m_model(std::move(model))
        , m_texts(texts)
    {
    }

    const ModelInfo& info() const override { return m_model->info(); }
    const std::string& preprocessingHash() const override { return m_model->preprocessingHash(); }
    int inputEdgePx() const override { return m_model->inputEdgePx(); }
    int batchSize() const override { return m_model->batchSize(); }
    std::string device() const override { return m_model->device(); }
    std::string deviceReason() const override { return m_model->deviceReason(); }
    Result<ModelInput> prepare(const Image& image) const override { return m_model->prepare(image); }
    Result<std::vector<float>> embedImages(std::span<const ModelInput> inputs) override
    {
        return m_model->embedImages(inputs);
    }
    Result<std::vector<float>> embedTexts(std::span<const std::string> texts) override
    {
        m_texts += static_cast<int>(texts.size());
        return m_model->embedTexts(texts);
    }

private:
    std::unique_ptr<Embedder> m_model;
    std::atomic<int>& m_texts;
};

/// An open model with 60 captions.
struct Captioned {
    static constexpr int kCaptions = 60;

    Captioned()
    {
        std::ofstream captions(root() / "captions.txt");
        for (int i = 0; i < kCaptions; ++i) {
            captions << "a photo of " << i << " dogs\n";
        }
        captions.close();
        catalog = *Catalog::open(root() / "library", Catalog::Access::ReadWrite);
        ModelSession::Options options;
        options.library = root() / "library";
        options.modelId = "clip";
        options.captions = root() / "captions.txt";
        options.opener = [this]() -> Result<std::unique_ptr<Embedder>> {
            auto model = openModelFolder(fs::path(LIKENESS_TEST_DATA) / "embed" / "clip", {});
            return model
                       ? Result<std::unique_ptr<Embedder>>(std::make_unique<CountingEmbedder>(std::move(*model), texts))
                       : model.failure();
        };
        session = *ModelSession::open(std::move(options), *catalog, files);
    }

    fs::path root() const { return folder.path().toStdString(); }

    QTemporaryDir folder;
    FileSystem files;
    std::atomic<int> texts{0}; ///< that the model has embedded
    std::unique_ptr<Catalog> catalog;
    std::shared_ptr<ModelSession> session;
};

} // namespace

/// What the engine says of itself.
class DiagnosticsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theIndexIsMeasuredWhenAskedAndTheResultIsKept()
    {
        TempLibrary library;
        fill(library);
        QVERIFY(!statusOf(library).measured);
        const LibraryStatus status = statusOf(library, MeasureIndex{});
        QVERIFY(status.measured);
        QCOMPARE(status.measured->indexKind, std::string("exact"));
        QCOMPARE(status.measured->vectors, kPhotos);
        QCOMPARE(status.measured->images.queries, kPhotos);
        QCOMPARE(status.measured->images.recall10, 1.0); // everything is compared with
        QVERIFY(status.measured->images.median <= status.measured->images.p95);
        QVERIFY(status.measured->images.p95 <= status.measured->images.p99);
        QVERIFY(!status.measured->words); // the null model has none
        QVERIFY(!status.measuring);
        QVERIFY(library.open());
        QVERIFY(statusOf(library).measured == status.measured);
    }

    void anEmptyLibraryCannotBeMeasured()
    {
        TempLibrary library;
        QVERIFY(library.open());
        auto failed = library.ask<CommandFailed>(MeasureIndex{});
        QVERIFY(failed);
        QCOMPARE(failed->error.code, ErrorCode::NotFound);
    }

    void anIdleEngineMeasuresItselfAndAgainOnceTheLibraryHasGrown()
    {
        TempLibrary library;
        library.idleTime = 0ms;
        fill(library);
        QTRY_VERIFY(statusOf(library).measured);
        QCOMPARE(statusOf(library).measured->vectors, kPhotos);
        library.writePhoto("one-more.jpg", 1000);
        QVERIFY(library.rescan());
        for (int i = 0; i < kPhotos / 10; ++i) {
            library.writePhoto("tenth-" + std::to_string(i) + ".jpg", 2000 + i);
        }
        QVERIFY(library.rescan());
        QTRY_COMPARE(statusOf(library).measured->vectors, kPhotos + 1 + kPhotos / 10);
    }

    void aRebuiltIndexIsMeasuredAnew()
    {
        TempLibrary library;
        fill(library);
        QVERIFY(statusOf(library, MeasureIndex{}).measured);
        QVERIFY(library.ask<CommandDone>(RebuildIndex{}));
        QVERIFY(!statusOf(library).measured);
        library.idleTime = 0ms;
        QVERIFY(library.open());
        QTRY_VERIFY(statusOf(library).measured);
    }

    void aDamagedIndexMendsItself_data()
    {
        QTest::addColumn<bool>("whileIndexing");
        QTest::newRow("when nothing else goes on") << false;
        QTest::newRow("while photos are indexed") << true;
    }

    void aDamagedIndexMendsItself()
    {
        QFETCH(bool, whileIndexing);
        TempLibrary library;
        fill(library);
        QVERIFY(library.ask<CommandDone>(RebuildIndex{}));
        library.close();
        const fs::path before = generation(library);
        QVERIFY(!before.empty());
        const auto size = static_cast<std::streamoff>(fs::file_size(before / "rows"));
        std::fstream rows(before / "rows", std::ios::in | std::ios::out | std::ios::binary);
        rows.seekp(size - 10);
        rows.put('\x11');
        rows.close();

        QVERIFY(library.open());
        if (whileIndexing) {
            library.writePhoto("one-more.jpg", 1000);
            QVERIFY(library.rescan());
        }
        QTRY_VERIFY_WITH_TIMEOUT(!generation(library).empty() && generation(library) != before, 60'000);
        QTRY_VERIFY(!statusOf(library).indexBuilding);
        QVERIFY(statusOf(library).indexReason.find("set aside") == std::string::npos);
        auto verified = library.ask<VerifyFinished>(VerifyLibrary{});
        QCOMPARE(verified->problems, std::vector<std::string>());
        for (const PhotoRow& row : library.rows()) { // each is the nearest to itself
            Query query;
            query.parts.push_back({row.id, {}, 1.0});
            query.sort = SortKey::Score;
            query.countMax = 1;
            const auto found = library.ask<QueryAnswered>(RunQuery{query});
            QVERIFY(found && !found->result->photos.empty());
            QVERIFY(found->result->scores.front() > 0.999F);
        }
    }

    void whatIsDamagedIsMeasuredAgain()
    {
        TempLibrary library;
        fill(library);
        QVERIFY(statusOf(library, MeasureIndex{}).measured);
        const fs::path file = indexFolder(library) / "measured.json";
        QVERIFY(fs::exists(file));
        for (const char* damage :
             {"", "{", "[]", "null", R"({"version": 1, "when": "yesterday"})", "\xFF\xFE\x00 bytes"}) {
            library.close();
            std::ofstream(file, std::ios::trunc) << damage;
            QVERIFY(library.open());
            QVERIFY2(!statusOf(library).measured, damage);
        }
        library.idleTime = 0ms;
        QVERIFY(library.open());
        QTRY_VERIFY(statusOf(library).measured);
    }

    void aMeasurementIsOutdatedByATenthOrAnotherKind()
    {
        IndexMeasurement measured;
        measured.indexKind = "flat";
        measured.vectors = 1000;
        QVERIFY(isOutdated(std::nullopt, "flat", 1000));
        QVERIFY(isOutdated(measured, "hnsw", 1000));
        QVERIFY(!isOutdated(measured, "flat", 1099));
        QVERIFY(isOutdated(measured, "flat", 1100));
        QVERIFY(!isOutdated(measured, "flat", 910));
        QVERIFY(isOutdated(measured, "flat", 909));
    }

    void wordsAreMeasuredWithAModelThatUnderstandsThem()
    {
        TempLibrary library("");
        QVERIFY(library.open());
        auto imported = library.ask<ModelsListed>(ImportModel{fs::path(LIKENESS_TEST_DATA) / "embed" / "clip"});
        QVERIFY(imported);
        QVERIFY(library.ask<CommandDone>(UseModel{imported->models.back().id}));
        fill(library);
        const LibraryStatus status = statusOf(library, MeasureIndex{});
        QVERIFY(status.measured && status.measured->words);
        QVERIFY(status.measured->words->queries > 300);
        QCOMPARE(status.measured->words->recall10, 1.0);
        const auto captions = [&] {
            for (const auto& entry : fs::recursive_directory_iterator(library.library() / "index")) {
                if (entry.path().filename() == "captions") {
                    return entry.path();
                }
            }
            return fs::path();
        }();
        QVERIFY(!captions.empty());
        // The vectors are kept: with the same ones the model is not asked, and cannot be missed.
        const fs::path weights = library.library() / "models" / "clip" / "model.safetensors";
        const auto written = fs::last_write_time(captions);
        library.close();
        fs::rename(weights, library.root() / "away");
        QVERIFY(library.open());
        fs::rename(library.root() / "away", weights);
        QVERIFY(statusOf(library, MeasureIndex{}).measured->words);
        QVERIFY(fs::last_write_time(captions) == written);
        // Damaged, they are embedded again.
        std::ofstream(captions, std::ios::trunc) << "nothing";
        QVERIFY(statusOf(library, MeasureIndex{}).measured->words);
        QVERIFY(fs::file_size(captions) > 1000);
    }

    void listsAreCalibratedWithCaptions()
    {
        TempLibrary library("");
        library.indexKind = "hnsw-if";
        QVERIFY(library.open());
        auto imported = library.ask<ModelsListed>(ImportModel{fs::path(LIKENESS_TEST_DATA) / "embed" / "clip"});
        QVERIFY(imported);
        QVERIFY(library.ask<CommandDone>(UseModel{imported->models.back().id}));
        fill(library);
        QCOMPARE(statusOf(library).indexKind, std::string("hnsw-if"));
        const fs::path gen = generation(library);
        QVERIFY(!gen.empty());
        QVERIFY(fs::file_size(gen.parent_path() / "captions") > 1000);
        // Kept, and made again where they are missing.
        fs::remove(gen.parent_path() / "captions");
        QVERIFY(library.ask<CommandDone>(RebuildIndex{}));
        QVERIFY(fs::file_size(gen.parent_path() / "captions") > 1000);
    }

    void whoWantsTheCaptionsAtOnceSharesTheWork()
    {
        Captioned captioned;
        std::latch bothBegan(2);
        const auto embed = [&] {
            return captioned.session->captionVectors([&](std::size_t embedded) {
                if (embedded == 0) {
                    bothBegan.arrive_and_wait();
                }
                return true;
            });
        };
        auto first = std::async(std::launch::async, embed), second = std::async(std::launch::async, embed);
        const auto ofFirst = first.get(), ofSecond = second.get();
        QVERIFY(ofFirst && ofSecond);
        QVERIFY(*ofFirst == *ofSecond);
        QVERIFY(!ofFirst->empty() && ofFirst->size() % Captioned::kCaptions == 0);
        QCOMPARE(captioned.texts.load(), Captioned::kCaptions);
    }

    void whatAStoppedMeasurementHasEmbeddedIsNotEmbeddedAgain()
    {
        Captioned captioned;
        const auto stopped = captioned.session->captionVectors(
            [](std::size_t embedded) { return embedded < Captioned::kCaptions / 2; });
        QVERIFY(!stopped && stopped.error().code == ErrorCode::Cancelled);
        const int embedded = captioned.texts;
        QVERIFY(embedded >= Captioned::kCaptions / 2 && embedded < Captioned::kCaptions);
        const auto vectors = captioned.session->captionVectors([](std::size_t) { return true; });
        QVERIFY(vectors);
        QCOMPARE(captioned.texts.load(), Captioned::kCaptions);
        // They are what the model says of each, in order.
        Captioned undisturbed;
        const auto expected = undisturbed.session->captionVectors([](std::size_t) { return true; });
        QVERIFY(expected && *expected == *vectors);
    }

    void aMeasurementWaitsForSearches()
    {
        GeneratedLibrary library(200, 7);
        FileSystem files;
        const auto session = library.open(IndexKind::Exact);
        IndexMeter meter(library.library(), files, 0ms);
        IndexMeter undisturbed(library.library(), files, 0ms);
        std::latch measured(1);
        std::latch measuredUndisturbed(1);
        std::optional<Result<IndexMeasurement>> result;
        {
            const IndexMeter::Search search(meter);
            meter.start({session, false}, [&](Result<IndexMeasurement> outcome) {
                result = std::move(outcome);
                measured.count_down();
            });
            undisturbed.start({session, false}, [&](const auto&) { measuredUndisturbed.count_down(); });
            measuredUndisturbed.wait(); // as much work, begun later
            QVERIFY(meter.running());
            QCOMPARE(meter.share(), 0.0);
        }
        measured.wait();
        QVERIFY(*result);
        QCOMPARE((*result)->images.queries, 200); // also of those that were deleted: their vectors stay
    }

    void codesAreMeasuredAgainstExactAnswers()
    {
        GeneratedLibrary library(11'000, 8);
        FileSystem files;
        IndexMeter meter(library.library(), files, 0ms);
        std::promise<Result<IndexMeasurement>> promised;
        meter.start({library.open(IndexKind::Flat), false},
                    [&](Result<IndexMeasurement> outcome) { promised.set_value(std::move(outcome)); });
        const Result<IndexMeasurement> measured = promised.get_future().get();
        QVERIFY(measured);
        QCOMPARE(measured->indexKind, std::string("flat"));
        QCOMPARE(measured->vectors, 11'000);
        QCOMPARE(measured->images.queries, 500);
        QVERIFY(measured->images.recall10 > 0.99);
        QCOMPARE(meter.share(), 1.0);
    }

    void aMeasurementCanBeStopped()
    {
        GeneratedLibrary library(200, 7);
        FileSystem files;
        std::optional<ErrorCode> outcome;
        IndexMeter meter(library.library(), files, 0ms);
        const auto search = std::make_unique<IndexMeter::Search>(meter);
        meter.start({library.open(IndexKind::Exact), false},
                    [&](Result<IndexMeasurement> result) { outcome = result ? ErrorCode{} : result.error().code; });
        meter.stop();
        QVERIFY(outcome == ErrorCode::Cancelled);
    }

    void percentilesAreOfTheTimesThemselves()
    {
        std::vector<std::chrono::microseconds> times;
        QCOMPARE(percentile(times, 0.5).count(), 0);
        for (int i = 100; i >= 1; --i) {
            times.emplace_back(i);
        }
        QCOMPARE(percentile(times, 0.5).count(), 50);
        QCOMPARE(percentile(times, 0.95).count(), 95);
        QCOMPARE(percentile(times, 0.99).count(), 99);
        QCOMPARE(percentile(times, 1).count(), 100);
        times = {std::chrono::microseconds(3)};
        QCOMPARE(percentile(times, 0.99).count(), 3);
    }

    void searchTimesOutliveTheProgram()
    {
        TempLibrary library;
        fill(library);
        Query query;
        query.parts.push_back({library.rows().front().id, {}, 1.0});
        for (int i = 0; i < 5; ++i) {
            QVERIFY(library.ask<QueryAnswered>(RunQuery{query}));
        }
        const LibraryStatus before = statusOf(library);
        QCOMPARE(before.searches, 5);
        QVERIFY(before.searchP99.count() > 0);
        QVERIFY(library.open());
        const LibraryStatus after = statusOf(library);
        QCOMPARE(after.searches, 5);
        QCOMPARE(after.searchMedian, before.searchMedian);
        QCOMPARE(after.searchP99, before.searchP99);
        library.close();
        std::ofstream(library.library() / "index" / "searches.json", std::ios::trunc)
            << R"({"count": -1, "last_us": [)";
        QVERIFY(library.open());
        QCOMPARE(statusOf(library).searches, 0);
    }

    void anAnswerSaysHowItWasFound()
    {
        TempLibrary library;
        fill(library);
        Query query;
        query.parts.push_back({library.rows().front().id, {}, 1.0});
        auto all = library.ask<QueryAnswered>(RunQuery{query});
        QVERIFY(all);
        QVERIFY(!all->result->plan.words.empty());
        QVERIFY(!all->result->plan.allowedContents);
        QCOMPARE(all->result->plan.rowsCompared, kPhotos);
        query.filter = "name:1"; // 1, 10 to 19, 21
        auto some = library.ask<QueryAnswered>(RunQuery{query});
        QVERIFY(some);
        QCOMPARE(some->result->plan.allowedContents.value_or(0), 12);
        QCOMPARE(some->result->plan.rowsCompared, 12);
    }

    void theNextNetworkJobWaitsForTheOneThatIsStopping()
    {
        BackgroundJobs jobs;
        std::latch firstMayEnd(1);
        std::latch secondHasEnded(1);
        std::atomic<bool> firstHasEnded = false;
        bool inOrder = false;
        jobs.start(RequestId{1}, [&](const std::stop_token&) {
            firstMayEnd.wait(); // writes what it has, however long that takes
            firstHasEnded = true;
        });
        QVERIFY(!jobs.isEnding(RequestId{1}));
        jobs.cancel(RequestId{1});
        QVERIFY(jobs.isEnding(RequestId{1}));
        jobs.start(
            RequestId{2},
            [&](const std::stop_token&) {
                inOrder = firstHasEnded;
                secondHasEnded.count_down();
            },
            RequestId{1});
        QVERIFY(!jobs.isEnding(RequestId{2}));
        firstMayEnd.count_down();
        secondHasEnded.wait();
        QVERIFY(inOrder);
        QVERIFY(jobs.isEnding(RequestId{3})); // one that never was
    }

    void stoppingAllJobsWaitsForThoseThatWait()
    {
        std::atomic<int> stopped = 0;
        {
            BackgroundJobs jobs;
            const auto job = [&](const std::stop_token& stop) {
                std::latch never(1);
                const std::stop_callback wake(stop, [&never] { never.count_down(); });
                never.wait();
                ++stopped;
            };
            jobs.start(RequestId{1}, job);
            jobs.start(RequestId{2}, job, RequestId{1});
        }
        QCOMPARE(stopped.load(), 2);
    }
};

QTEST_GUILESS_MAIN(DiagnosticsTest)
#include "diagnostics_test.moc"
