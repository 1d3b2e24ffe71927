#include "tests/support/window_fixture.h"

#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace likeness;

namespace {

ModelInfo wordsModel()
{
    ModelInfo model;
    model.id = "siglip2-base-0a1b2c3d";
    model.name = "SigLIP 2 base";
    model.family = "siglip2";
    model.dimension = 768;
    model.sizeBytes = 750'000'000;
    model.memoryBytes = 1'500'000'000;
    model.understandsWords = true;
    model.languages = "many languages";
    model.licence = "Apache-2.0";
    return model;
}

struct Started : WindowFixture {
    Started()
        : WindowFixture({.photoCount = 100, .moreModels = {wordsModel()}})
    {
        session->start();
    }
    InstalledModels& models() { return *session->models(); }
    QVariant at(int row, int role) { return models().data(models().index(row), role); }
};

} // namespace

/// The list of installed models as the models page reads it.
class InstalledModelsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void modelsAreDescribedInPlainWords()
    {
        Started window;
        const QAbstractItemModelTester tester(&window.models(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QTRY_COMPARE(window.models().count(), 2);
        QTRY_COMPARE(window.models().contentCount(), 100);
        using M = InstalledModels;
        QCOMPARE(window.at(0, M::FamilyRole).toString(), QStringLiteral("Built in"));
        QVERIFY(window.at(0, M::ActiveRole).toBool());
        QCOMPARE(window.at(0, M::VectorsRole).toInt(), 100);
        QVERIFY(!window.at(0, M::RemovableRole).toBool());
        QVERIFY(window.at(0, M::SpeedTextRole).toString().isEmpty());
        QCOMPARE(window.at(1, M::FamilyRole).toString(), QStringLiteral("SigLIP 2"));
        QCOMPARE(window.at(1, M::LanguagesRole).toString(), QStringLiteral("many languages"));
        QCOMPARE(window.at(1, M::MemoryTextRole).toString(),
                 QLocale().formattedDataSize(1'500'000'000, 0, QLocale::DataSizeSIFormat));
        QVERIFY(window.at(1, M::RemovableRole).toBool());
        QCOMPARE(window.models().comparableCount(), 1);
        QVERIFY(window.models().anyUnderstandsWords());
    }

    void onlyAnOlderBuiltInVersionIsOutdated()
    {
        ModelInfo newest, older;
        newest.id = "builtin-2";
        older.id = "builtin-1";
        newest.family = older.family = "builtin";
        WindowFixture window({.photoCount = 10, .moreModels = {wordsModel(), newest, older}});
        window.session->start();
        InstalledModels& models = *window.session->models();
        QTRY_COMPARE(models.count(), 4);
        for (int row = 0; row < models.count(); ++row) {
            const QModelIndex at = models.index(row);
            const bool newestOfThem = row == 0; // the window's own is built in too, and listed first
            const bool builtIn = at.data(InstalledModels::BuiltInRole).toBool();
            QCOMPARE(at.data(InstalledModels::OutdatedRole).toBool(), builtIn && !newestOfThem);
        }
    }

    void aChosenModelArrivesAndThenAnswersInWords()
    {
        Started window;
        const QAbstractItemModelTester tester(&window.models(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QTRY_COMPARE(window.models().count(), 2);
        QVERIFY(!window.session->query()->wordsSupported());
        window.models().use(QStringLiteral("siglip2-base-0a1b2c3d"));
        QTRY_COMPARE(window.models().arrivingName(), QStringLiteral("SigLIP 2 base"));
        QCOMPARE(window.models().activeName(), QStringLiteral("Fake"));
        QVERIFY(!window.at(1, InstalledModels::RemovableRole).toBool());
        window.engine->finishArrival();
        QTRY_COMPARE(window.models().activeName(), QStringLiteral("SigLIP 2 base"));
        QVERIFY(window.models().arrivingId().isEmpty());
        QVERIFY(window.session->query()->wordsSupported());
        QCOMPARE(window.models().comparableCount(), 2);
    }

    void callingOffChoosesTheModelInUse()
    {
        Started window;
        QTRY_COMPARE(window.models().count(), 2);
        window.models().use(QStringLiteral("siglip2-base-0a1b2c3d"));
        QTRY_VERIFY(!window.models().arrivingId().isEmpty());
        window.models().callOff();
        QTRY_VERIFY(window.models().arrivingId().isEmpty());
        QCOMPARE(window.engine->commandsOf<UseModel>().back().id, std::string("fake-1"));
    }

    void aMeasuredSpeedIsShown()
    {
        Started window;
        QTRY_COMPARE(window.models().count(), 2);
        window.engine->hold();
        window.models().measure(QStringLiteral("fake-1"));
        window.models().measure(QStringLiteral("fake-1")); // once is enough
        QVERIFY(window.at(0, InstalledModels::MeasuringRole).toBool());
        window.engine->release();
        QTRY_VERIFY(!window.at(0, InstalledModels::MeasuringRole).toBool());
        QCOMPARE(window.at(0, InstalledModels::SpeedTextRole).toString(), IndexingStatus::describeRate(12.5));
        QCOMPARE(window.engine->commandsOf<MeasureModel>().size(), 1U);
    }

    void anImportedFolderIsAnnounced()
    {
        Started window;
        const QAbstractItemModelTester tester(&window.models(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QTRY_COMPARE(window.models().count(), 2);
        QSignalSpy added(&window.models(), &InstalledModels::added);
        window.models().importFolder(QUrl::fromLocalFile("/models/mine"));
        QVERIFY(window.models().importing());
        QTRY_COMPARE(added.size(), 1);
        QCOMPARE(added[0][1].toString(), QStringLiteral("mine"));
        QVERIFY(!window.models().importing());
        QCOMPARE(window.engine->commandsOf<ImportModel>().back().folder, std::filesystem::path("/models/mine"));
    }

    void aFailedImportSaysWhatAModelFolderIs()
    {
        Started window;
        QTRY_COMPARE(window.models().count(), 2);
        window.engine->failNextModelCommand({ErrorCode::NotFound, "/models/mine/config.json: not there"});
        window.models().importFolder(QUrl::fromLocalFile("/models/mine"));
        QTRY_VERIFY(window.models().problem().contains(QStringLiteral("config.json")));
        QCOMPARE(window.models().problemDetail(), QStringLiteral("/models/mine/config.json: not there"));
        QVERIFY(!window.models().importing());
        window.models().dismissProblem();
        QVERIFY(window.models().problem().isEmpty());
    }

    void aRemovedModelLeavesTheList()
    {
        Started window;
        const QAbstractItemModelTester tester(&window.models(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QTRY_COMPARE(window.models().count(), 2);
        window.models().remove(QStringLiteral("siglip2-base-0a1b2c3d"));
        QTRY_COMPARE(window.models().count(), 1);
        QCOMPARE(window.models().activeName(), QStringLiteral("Fake"));
    }

    void listsThatMoveKeepTheirRows()
    {
        Started window;
        const QAbstractItemModelTester tester(&window.models(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QTRY_COMPARE(window.models().count(), 2);
        std::vector<ModelInfo> models = window.models().models();
        ModelInfo third;
        third.id = "third";
        models.insert(models.begin(), third);
        std::swap(models[1], models[2]);
        QSignalSpy reset(&window.models(), &QAbstractItemModel::modelReset);
        window.models().take(models);
        QCOMPARE(window.models().models()[0].id, std::string("third"));
        QCOMPARE(window.models().models()[1].id, models[1].id);
        QCOMPARE(window.models().models()[2].id, models[2].id);
        QCOMPARE(reset.size(), 0);
    }
};

QTEST_MAIN(InstalledModelsTest)
#include "installed_models_test.moc"
