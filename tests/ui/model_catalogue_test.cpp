#include "tests/support/window_fixture.h"

#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace likeness;

namespace {

constexpr const char* kRepository = "google/siglip2-base-patch16-224";

CatalogueModel siglip()
{
    CatalogueModel model;
    model.repository = kRepository;
    model.name = "SigLIP 2 base";
    model.family = "siglip2";
    model.dimension = 768;
    model.downloadBytes = 750'000'000;
    model.understandsWords = true;
    model.languages = "many languages";
    model.licence = "Apache-2.0";
    model.description = "Finds by words in many languages.";
    return model;
}

CatalogueModel dino()
{
    CatalogueModel model;
    model.repository = "facebook/dinov3-vitb16";
    model.name = "DINOv3";
    model.family = "dinov3";
    model.fetchable = false;
    return model;
}

struct Started : WindowFixture {
    Started()
        : WindowFixture({.photoCount = 100, .catalogue = {siglip(), dino()}})
    {
        session->start();
        catalogue().refresh();
    }
    ModelCatalogue& catalogue() { return *session->catalogue(); }
    QVariant at(int row, int role) { return catalogue().data(catalogue().index(row), role); }
    int stage(int row = 0) { return at(row, ModelCatalogue::StageRole).toInt(); }
    void beginDownload()
    {
        catalogue().size(0);
        QTRY_COMPARE(stage(), int(ModelCatalogue::Sized));
        catalogue().download(0);
        QTRY_COMPARE(engine->commandsOf<DownloadModel>().size(), 1U);
    }
};

} // namespace

/// What can be fetched, and how a download goes, stops and fails.
class ModelCatalogueTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nothingIsFetchedBeforeItsSizeIsKnown()
    {
        Started window;
        const QAbstractItemModelTester tester(&window.catalogue(),
                                              QAbstractItemModelTester::FailureReportingMode::QtTest);
        QTRY_COMPARE(window.catalogue().count(), 2);
        QCOMPARE(window.stage(), int(ModelCatalogue::Offered));
        QVERIFY(window.at(0, ModelCatalogue::SizeTextRole).toString().startsWith(QStringLiteral("about ")));
        QVERIFY(!window.at(1, ModelCatalogue::FetchableRole).toBool());
        window.catalogue().size(0);
        QCOMPARE(window.stage(), int(ModelCatalogue::Sizing));
        QTRY_COMPARE(window.stage(), int(ModelCatalogue::Sized));
        QCOMPARE(window.at(0, ModelCatalogue::SizeTextRole).toString(),
                 QLocale().formattedDataSize(400'000'000, 0, QLocale::DataSizeSIFormat));
        QVERIFY(window.engine->commandsOf<DownloadModel>().empty());
        window.catalogue().putBack(0);
        QCOMPARE(window.stage(), int(ModelCatalogue::Offered));
    }

    void aDownloadShowsHowFarItHasComeAndInstalls()
    {
        Started window;
        QTRY_COMPARE(window.catalogue().count(), 2);
        QSignalSpy added(window.session->models(), &InstalledModels::added);
        window.beginDownload();
        QCOMPARE(window.catalogue().downloadCount(), 1);
        window.engine->progressDownload(kRepository, 100'000'000, 400'000'000);
        QTRY_COMPARE(window.at(0, ModelCatalogue::FractionRole).toDouble(), 0.25);
        QVERIFY(window.at(0, ModelCatalogue::ProgressTextRole).toString().contains(QStringLiteral("/s")));
        QCOMPARE(window.at(0, ModelCatalogue::StepTextRole).toString(), QStringLiteral("model.safetensors"));
        window.engine->finishDownload(kRepository);
        QTRY_COMPARE(window.stage(), int(ModelCatalogue::Installed));
        QCOMPARE(window.catalogue().downloadCount(), 0);
        QCOMPARE(added.size(), 1);
        QCOMPARE(window.session->models()->count(), 2);
    }

    void aStoppedDownloadKeepsWhatHasComeAndGoesOn()
    {
        Started window;
        QTRY_COMPARE(window.catalogue().count(), 2);
        window.beginDownload();
        window.engine->progressDownload(kRepository, 100'000'000, 400'000'000);
        QTRY_COMPARE(window.at(0, ModelCatalogue::FractionRole).toDouble(), 0.25);
        window.catalogue().stop(0);
        QCOMPARE(window.stage(), int(ModelCatalogue::Stopped));
        QCOMPARE(window.catalogue().downloadCount(), 0);
        QCOMPARE(window.engine->cancelled().size(), 1U);
        QCOMPARE(window.at(0, ModelCatalogue::FractionRole).toDouble(), 0.25);
        window.catalogue().download(0);
        QCOMPARE(window.stage(), int(ModelCatalogue::Downloading));
        QTRY_COMPARE(window.engine->commandsOf<DownloadModel>().size(), 2U);
        window.engine->finishDownload(kRepository);
        QTRY_COMPARE(window.stage(), int(ModelCatalogue::Installed));
    }

    void newsOfAStoppedDownloadIsNotShown()
    {
        Started window;
        QTRY_COMPARE(window.catalogue().count(), 2);
        window.beginDownload();
        window.engine->progressDownload(kRepository, 100'000'000, 400'000'000);
        window.catalogue().stop(0); // what is on its way is dropped
        QSignalSpy changes(&window.catalogue(), &QAbstractItemModel::dataChanged);
        window.catalogue().size(0); // its answer comes after the late news
        QTRY_COMPARE(window.stage(), int(ModelCatalogue::Sized));
        QCOMPARE(changes.size(), 2);
    }

    void aFailureSaysWhatToDo()
    {
        Started window;
        QTRY_COMPARE(window.catalogue().count(), 2);
        window.beginDownload();
        window.engine->failDownload(kRepository, {ErrorCode::Io, "huggingface.co cannot be found"});
        QTRY_COMPARE(window.stage(), int(ModelCatalogue::Failed));
        QVERIFY(window.at(0, ModelCatalogue::ProblemRole).toString().contains(QStringLiteral("proxy")));
        QCOMPARE(window.at(0, ModelCatalogue::ProblemDetailRole).toString(),
                 QStringLiteral("huggingface.co cannot be found"));
        QCOMPARE(window.catalogue().downloadCount(), 0);
        window.catalogue().download(0);
        QVERIFY(window.at(0, ModelCatalogue::ProblemRole).toString().isEmpty());
    }

    void aHubThatCannotBeAskedIsAFailureToo()
    {
        Started window;
        QTRY_COMPARE(window.catalogue().count(), 2);
        window.engine->failNextModelCommand({ErrorCode::Unsupported, "asks for a login"});
        window.catalogue().size(0);
        QTRY_COMPARE(window.stage(), int(ModelCatalogue::Failed));
        QVERIFY(window.at(0, ModelCatalogue::ProblemRole).toString().contains(QStringLiteral("by hand")));
        window.catalogue().putBack(0);
        QCOMPARE(window.stage(), int(ModelCatalogue::Offered));
    }

    void aModelThatIsRemovedCanBeFetchedAgain()
    {
        Started window;
        QTRY_COMPARE(window.catalogue().count(), 2);
        window.beginDownload();
        window.engine->finishDownload(kRepository);
        QTRY_COMPARE(window.stage(), int(ModelCatalogue::Installed));
        window.session->models()->remove(QStringLiteral("fetched-1234abcd"));
        QTRY_COMPARE(window.stage(), int(ModelCatalogue::Offered));
    }

    void aModelFetchedInAnEarlierSessionIsInstalled()
    {
        ModelInfo earlier;
        earlier.id = "siglip-vit-1234abcd";
        earlier.name = "siglip2-base-patch16-224";
        WindowFixture window({.photoCount = 100, .moreModels = {earlier}, .catalogue = {siglip(), dino()}});
        window.session->start();
        ModelCatalogue& catalogue = *window.session->catalogue();
        catalogue.refresh();
        QTRY_COMPARE(catalogue.count(), 2);
        const auto stage
            = [&](int row) { return catalogue.data(catalogue.index(row), ModelCatalogue::StageRole).toInt(); };
        QTRY_COMPARE(stage(0), int(ModelCatalogue::Installed));
        QCOMPARE(stage(1), int(ModelCatalogue::Offered));
    }

    void theConnectionIsKeptWhenTheEngineTakesIt()
    {
        Started window;
        QTRY_COMPARE(window.catalogue().count(), 2);
        QSignalSpy kept(&window.catalogue(), &ModelCatalogue::networkKept);
        window.catalogue().setNetwork(QStringLiteral(" https://mirror.example "), QString());
        QTRY_COMPARE(kept.size(), 1);
        QCOMPARE(window.catalogue().mirror(), QStringLiteral("https://mirror.example"));
        window.engine->failNextModelCommand({ErrorCode::InvalidInput, "the mirror must begin with https://"});
        window.catalogue().setNetwork(QStringLiteral("nonsense"), QString());
        QTRY_VERIFY(window.catalogue().networkProblem().contains(QStringLiteral("https://")));
        QCOMPARE(window.catalogue().mirror(), QStringLiteral("https://mirror.example"));
    }
};

QTEST_MAIN(ModelCatalogueTest)
#include "model_catalogue_test.moc"
