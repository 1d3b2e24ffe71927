#include "core/engine/inference.h"
#include "core/engine/open_engine.h"
#include "tests/support/temp_library.h"

#include <QTest>

#include <fstream>

using namespace likeness;
using likeness::test::TempLibrary;

namespace fs = std::filesystem;

namespace {

constexpr const char* kBuiltin = "builtin-2";
constexpr int kPhotos = 24;

ModelInfo infoOf(TempLibrary& library, const std::string& id)
{
    auto listed = library.ask<ModelsListed>(ListModels{});
    for (const ModelInfo& model : listed->models) {
        if (model.id == id) {
            return model;
        }
    }
    return {};
}

ModelInfo infoOfFamily(TempLibrary& library, const std::string& family)
{
    auto listed = library.ask<ModelsListed>(ListModels{});
    for (const ModelInfo& model : listed->models) {
        if (model.family == family) {
            return model;
        }
    }
    return {};
}

/// The scores of one photo's neighbours, with the model asked for.
std::vector<float> scoresOf(TempLibrary& library, PhotoId photo, const std::string& model)
{
    Query query;
    query.parts.push_back({photo, {}, 1.0});
    query.sort = SortKey::Score;
    query.model = model;
    auto answered = library.ask<QueryAnswered>(RunQuery{query});
    return answered ? answered->result->scores : std::vector<float>();
}

constexpr const char* kInstalled = "likeness-builtin-2.safetensors";
constexpr const char* kNext = "likeness-builtin-1001.safetensors";

/// A folder of built-in models of its own, with the one that is installed. Returns it.
fs::path ownBuiltin(TempLibrary& library)
{
    const fs::path builtin = library.root() / "resources" / "builtin";
    fs::create_directories(builtin);
    fs::copy_file(fs::path(LIKENESS_BUILTIN) / kInstalled, builtin / kInstalled);
    library.resources = builtin.parent_path();
    return builtin;
}

void installNext(const fs::path& builtin)
{
    fs::copy_file(fs::path(LIKENESS_TEST_DATA) / "embed" / "builtin-learned" / kNext, builtin / kNext);
}

Query alikeTo(PhotoId photo, const std::string& model)
{
    Query query;
    query.parts.push_back({photo, {}, 1.0});
    query.model = model;
    return query;
}

} // namespace

/// Several models side by side: the built-in one, the null model, and folders that cannot be run.
class ModelsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theOldModelAnswersUntilTheNewOneHasAll()
    {
        TempLibrary library("");
        fill(library);
        const PhotoId photo = library.rows().front().id;
        const auto before = scoresOf(library, photo, "");
        QCOMPARE(before.size(), std::size_t{kPhotos});

        QVERIFY(library.ask<CommandDone>(PauseIndexing{}));
        QVERIFY(library.ask<CommandDone>(UseModel{"null"}));
        QVERIFY(infoOf(library, kBuiltin).active);
        QCOMPARE(infoOf(library, kBuiltin).vectors, kPhotos);
        QCOMPARE(scoresOf(library, photo, ""), before);
        QVERIFY(library.ask<CommandDone>(ResumeIndexing{}));
        QVERIFY(library.log().waitFor<IndexingFinished>([](const IndexingFinished& run) { return run.filesDone > 0; }));

        QVERIFY(!infoOf(library, kBuiltin).active);
        QVERIFY(scoresOf(library, photo, "") != before);
        QCOMPARE(scoresOf(library, photo, "null"), scoresOf(library, photo, ""));
        QCOMPARE(scoresOf(library, photo, kBuiltin), before); // the two can be compared
    }

    void anArrivalGoesOnAfterReopening()
    {
        TempLibrary library("");
        fill(library);
        const PhotoId photo = library.rows().front().id;
        const auto before = scoresOf(library, photo, "");
        QVERIFY(library.ask<CommandDone>(PauseIndexing{}));
        QVERIFY(library.ask<CommandDone>(UseModel{"null"}));
        library.close();
        QVERIFY(library.open());
        QVERIFY(infoOf(library, kBuiltin).active);
        QCOMPARE(scoresOf(library, photo, ""), before);
        QVERIFY(library.rescan());
        QVERIFY(!infoOf(library, kBuiltin).active);
        QVERIFY(scoresOf(library, photo, "") != before);
    }

    void cancellingKeepsTheOldModel()
    {
        TempLibrary library("");
        fill(library);
        QVERIFY(library.ask<CommandDone>(PauseIndexing{}));
        QVERIFY(library.ask<CommandDone>(UseModel{"null"}));
        QVERIFY(library.ask<CommandDone>(CancelIndexing{}));
        QVERIFY(library.log().waitFor<IndexingFinished>([](const auto&) { return true; }));
        QVERIFY(infoOf(library, kBuiltin).active);
    }

    void choosingTheModelInUseCallsAnArrivingOneOff()
    {
        TempLibrary library("");
        fill(library);
        QVERIFY(library.ask<CommandDone>(PauseIndexing{}));
        QVERIFY(library.ask<CommandDone>(UseModel{"null"}));
        QVERIFY(library.ask<CommandDone>(UseModel{kBuiltin}));
        library.writePhoto("late.jpg", 99);
        QVERIFY(library.ask<CommandDone>(ResumeIndexing{}));
        QVERIFY(library.ask<CommandDone>(Rescan{}));
        QTRY_COMPARE(infoOf(library, kBuiltin).vectors, kPhotos + 1);
        QVERIFY(infoOf(library, kBuiltin).active);
        library.close();
        QVERIFY(library.open());
        QVERIFY(library.rescan());
        QVERIFY(infoOf(library, kBuiltin).active);
    }

    void aModelThatCannotBeLoadedIsRefusedAndChangesNothing()
    {
        TempLibrary library("");
        fill(library);
        auto imported = library.ask<ModelsListed>(ImportModel{fs::path(LIKENESS_TEST_DATA) / "embed" / "clip"});
        QVERIFY(imported);
        std::string id;
        for (const ModelInfo& model : imported->models) {
            id = model.family == "clip" ? model.id : id;
        }
        QVERIFY(!id.empty());
        fs::remove(library.library() / "models" / "clip" / "vocab.json"); // damaged behind our back
        fs::remove(library.library() / "models" / "clip" / "tokenizer.json");
        library.ask<ModelsListed>(ListModels{});
        id = infoOfFamily(library, "clip").id;
        auto refused = library.ask<CommandFailed>(UseModel{id});
        QVERIFY(refused);
        QVERIFY(infoOf(library, kBuiltin).active);
        QVERIFY(library.rescan());
        QCOMPARE(library.rows().size(), std::size_t{kPhotos}); // none was taken for a broken photo
        QCOMPARE(library.ask<FailuresListed>(ListFailures{})->failures.size(), std::size_t{0});
        QVERIFY(library.ask<CommandDone>(RemoveModel{id}));
        QCOMPARE(infoOf(library, id).id, std::string());
    }

    void whatCannotBeRunIsNotImported()
    {
        TempLibrary library("");
        QVERIFY(library.open());
        const fs::path folder = library.root() / "broken";
        fs::create_directories(folder);
        std::ofstream(folder / "likeness.json") << R"({"name": "Broken", "file": "m.pt", "size": 64, "dimension": 8})";
        std::ofstream(folder / "m.pt") << "PK\x03\x04 and then nothing that torch could read";
        QVERIFY(library.ask<CommandFailed>(ImportModel{folder}));
        const fs::path wordless = library.root() / "wordless";
        fs::copy(fs::path(LIKENESS_TEST_DATA) / "embed" / "clip", wordless, fs::copy_options::recursive);
        fs::remove(wordless / "merges.txt");
        fs::remove(wordless / "tokenizer.json");
        auto refused = library.ask<CommandFailed>(ImportModel{wordless});
        QVERIFY(refused);
        QVERIFY2(refused->error.message.find("merges.txt") != std::string::npos, refused->error.message.c_str());
        QCOMPARE(library.ask<ModelsListed>(ListModels{})->models.size(), std::size_t{1});
        QVERIFY(!fs::exists(library.library() / "models" / "wordless"));
    }

    void networkSettingsAreChecked()
    {
        TempLibrary library("");
        QVERIFY(library.open());
        QVERIFY(library.ask<CommandFailed>(SetNetwork{{"nonsense", ""}}));
        QVERIFY(library.ask<CommandDone>(SetNetwork{{"https://hub.example.org", "http://proxy.example.org:3128"}}));
        auto listed = library.ask<CatalogueListed>(ListCatalogue{});
        QVERIFY(listed && !listed->models.empty());
        QCOMPARE(listed->network.mirror, std::string("https://hub.example.org"));
    }

    void aNewVersionOfTheBuiltInModelArrivesWhileTheOldOneAnswers_data()
    {
        QTest::addColumn<bool>("oldFileStays");
        QTest::newRow("both versions are installed") << true;
        QTest::newRow("only the new version is installed") << false;
    }

    void aNewVersionOfTheBuiltInModelArrivesWhileTheOldOneAnswers()
    {
        QFETCH(const bool, oldFileStays);
        TempLibrary library("");
        const fs::path builtin = ownBuiltin(library);
        fill(library);
        const PhotoId photo = library.rows().front().id;
        const auto before = scoresOf(library, photo, "");
        QCOMPARE(before.size(), std::size_t{kPhotos});
        library.close();

        installNext(builtin);
        if (!oldFileStays) {
            fs::remove(builtin / kInstalled);
        }
        for (int opening = 0; opening < 2; ++opening) { // what is arriving is known again after closing
            QVERIFY(library.open());
            QVERIFY(infoOf(library, kBuiltin).active);
            QCOMPARE(infoOf(library, kBuiltin).vectors, kPhotos);
            QVERIFY(infoOf(library, "builtin-1001").arriving);
            QCOMPARE(scoresOf(library, photo, ""), before);
            library.close();
        }
        QVERIFY(library.open());
        QVERIFY(library.rescan());
        QVERIFY(infoOf(library, "builtin-1001").active);
        QCOMPARE(infoOf(library, "builtin-1001").vectors, kPhotos);
        const auto after = scoresOf(library, photo, "");
        QCOMPARE(after.size(), std::size_t{kPhotos});
        QVERIFY(after != before);
        QCOMPARE(scoresOf(library, photo, kBuiltin), before);

        QVERIFY(library.open()); // and so it stays
        QVERIFY(library.ask<CommandFailed>(UseModel{kBuiltin}));
        QVERIFY(library.ask<CommandDone>(UseModel{"builtin"}));
        QVERIFY(infoOf(library, "builtin-1001").active);
        QCOMPARE(scoresOf(library, photo, ""), after);
        QVERIFY(library.ask<CommandDone>(RemoveModel{kBuiltin}));
        QCOMPARE(infoOf(library, kBuiltin).id, std::string());
        QCOMPARE(library.ask<ModelsListed>(ListModels{})->models.size(), std::size_t{1});
    }

    /// Watching never scans everything at once, but folder by folder.
    void theNewVersionAnswersOnceEveryFolderWasLookedAt()
    {
        TempLibrary library("");
        const fs::path builtin = ownBuiltin(library);
        fill(library);
        const fs::path other = library.root() / "other";
        fs::create_directories(other);
        fs::copy_file(library.photos() / "0.jpg", other / "b.jpg");
        QVERIFY(library.ask<CommandDone>(AddFolder{other, {}}));
        QVERIFY(library.log().waitFor<IndexingFinished>([](const auto&) { return true; }));
        library.close();
        installNext(builtin);
        QVERIFY(library.open());
        QVERIFY(library.rescan({library.photos()}));
        QVERIFY(infoOf(library, "builtin-1001").arriving);
        QVERIFY(library.rescan({library.photos() / "0.jpg", other / "b.jpg"})); // not the folder
        QVERIFY(infoOf(library, "builtin-1001").arriving);
        QVERIFY(library.rescan({other}));
        QVERIFY(infoOf(library, "builtin-1001").active);
    }

    void aDamagedNewVersionLeavesTheOldOneInUse()
    {
        TempLibrary library("");
        const fs::path builtin = ownBuiltin(library);
        fill(library);
        const PhotoId photo = library.rows().front().id;
        const auto before = scoresOf(library, photo, "");
        library.close();
        // Its list of tensors says what it should; its last number is none.
        installNext(builtin);
        std::fstream file(builtin / kNext, std::ios::in | std::ios::out | std::ios::binary);
        file.seekp(-2, std::ios::end).write("\x80\x7F", 2);
        file.close();
        QVERIFY(library.open());
        QVERIFY(infoOf(library, kBuiltin).active);
        QCOMPARE(scoresOf(library, photo, ""), before);
        const auto told = library.ask<StatusReported>(ReportStatus{});
        QVERIFY(told);
        QVERIFY2(told->status.problem.find(kNext) != std::string::npos, told->status.problem.c_str());
    }

    void aModelWithoutVectorsHereIsNotAsked()
    {
        TempLibrary library("");
        fill(library);
        auto refused = library.ask<CommandFailed>(RunQuery{alikeTo(library.rows().front().id, "unheard-of")});
        QVERIFY(refused);
        QCOMPARE(refused->error.code, ErrorCode::NotFound);
    }

    void removingABuiltInModelDropsItsVectorsOnly()
    {
        TempLibrary library("");
        fill(library);
        const PhotoId photo = library.rows().front().id;
        QVERIFY(library.ask<CommandFailed>(RemoveModel{kBuiltin})); // in use
        QVERIFY(library.ask<CommandDone>(UseModel{"null"}));
        QVERIFY(library.log().waitFor<IndexingFinished>([](const IndexingFinished& run) { return run.filesDone > 0; }));
        QVERIFY(!scoresOf(library, photo, kBuiltin).empty());
        QVERIFY(library.ask<CommandDone>(RemoveModel{kBuiltin}));
        QCOMPARE(infoOf(library, kBuiltin).id, std::string(kBuiltin));
        QCOMPARE(infoOf(library, kBuiltin).vectors, 0);
        QVERIFY(library.ask<CommandFailed>(RunQuery{alikeTo(photo, kBuiltin)}));
    }

    void speedIsMeasuredAndKept()
    {
        TempLibrary library("");
        QVERIFY(library.open());
        auto measured = library.ask<ModelsListed>(MeasureModel{kBuiltin});
        QVERIFY(measured);
        const double speed = infoOf(library, kBuiltin).imagesPerSecond;
        QVERIFY(speed > 0);
        QVERIFY(library.open());
        QCOMPARE(infoOf(library, kBuiltin).imagesPerSecond, speed);
    }

    void anUnusedModelLeavesMemoryAndComesBack()
    {
        std::atomic<int> opened = 0;
        Inference inference(
            [&opened]() -> Result<std::unique_ptr<Embedder>> {
                ++opened;
                return makeNullEmbedder();
            },
            std::chrono::milliseconds(1));
        QVERIFY(inference.model());
        QTRY_VERIFY(!inference.modelIfLoaded());
        const int before = opened;
        auto model = inference.model();
        QVERIFY(model);
        QVERIFY(opened > before);
        QTRY_VERIFY(!inference.modelIfLoaded());
        QCOMPARE((*model)->info().family, std::string("null")); // still whole for whoever holds it
    }

    void aModelThatFailsIsTriedAgainWhenAsked()
    {
        std::atomic<int> tries = 0;
        Inference inference([&tries]() -> Result<std::unique_ptr<Embedder>> {
            if (++tries == 1) {
                return fail(ErrorCode::Corrupt, "cut short");
            }
            return makeNullEmbedder();
        });
        QVERIFY(!inference.model());
        QVERIFY(!inference.model());
        QCOMPARE(tries.load(), 1);
        QCOMPARE(inference.failure()->message, std::string("cut short"));
        QVERIFY(!inference.embedTextsNow({"a"}));
        inference.forgetFailure();
        QVERIFY(inference.model());
    }

private:
    static void fill(TempLibrary& library)
    {
        for (int i = 0; i < kPhotos; ++i) {
            library.writePhoto(std::to_string(i) + ".jpg", i);
        }
        QVERIFY(library.open());
        QVERIFY(library.index());
    }
};

QTEST_GUILESS_MAIN(ModelsTest)
#include "models_test.moc"
