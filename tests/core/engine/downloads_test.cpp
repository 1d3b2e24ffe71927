#include "tests/support/model_hub.h"
#include "tests/support/temp_library.h"

#include <QDir>
#include <QtTest>

using namespace likeness;
using likeness::test::TempLibrary;
using likeness::testing::ModelHub;

/// Fetching models through the engine, from a hub on this computer.
class DownloadsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        for (const char* name : {"HF_ENDPOINT", "http_proxy", "https_proxy", "all_proxy", "HTTPS_PROXY", "ALL_PROXY"}) {
            qunsetenv(name);
        }
        QVERIFY(m_hub.isRunning());
        const QDir folder(LIKENESS_TEST_DATA "/embed/clip"); // a tiny CLIP that runs
        for (const QString& name : folder.entryList(QDir::Files)) {
            QFile file(folder.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            m_hub.put(QString::fromStdString(m_repository), name, file.readAll());
        }
    }

    void aSecondDownloadIsRefusedUntilTheFirstIsStoppedAndThenGoesOn()
    {
        TempLibrary library("");
        QVERIFY(library.open());
        QVERIFY(library.ask<CommandDone>(SetNetwork{{m_hub.address(), ""}}));
        m_hub.setFaults({QJsonObject{
            {"match", "model.safetensors"}, {"at", "cdn"}, {"do", "stall"}, {"after", 1000}, {"times", 1}}});
        const RequestId first = library.engine().post(DownloadModel{m_repository});
        m_hub.awaitFault("stall");
        auto refused = library.ask<CommandFailed>(DownloadModel{m_repository});
        QVERIFY(refused);
        QVERIFY2(refused->error.message.find("already") != std::string::npos, refused->error.message.c_str());

        library.engine().cancel(first);
        auto installed = library.ask<ModelsListed>(DownloadModel{m_repository}); // no moment later than that
        QVERIFY(installed);
        QCOMPARE(installed->models.back().family, std::string("clip"));
        QCOMPARE(installed->models.size(), std::size_t{2});
    }

private:
    const std::string m_repository = "maker/tiny-clip";
    ModelHub m_hub;
};

QTEST_GUILESS_MAIN(DownloadsTest)
#include "downloads_test.moc"
