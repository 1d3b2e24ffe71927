// Models from a hub to the library, with the real likeness-cli.

#include "tests/e2e/command_line.h"
#include "tests/support/model_hub.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QtTest>
#include <csignal>

using namespace likeness::testing;

namespace {

const QString kRepository = "maker/tiny-clip";

/// A tiny CLIP with random weights that runs.
const QString kModelFolder = LIKENESS_TEST_DATA "/embed/clip";

QStringList idsOf(const CliResult& listed)
{
    QStringList ids;
    for (const QJsonObject& model : listed.lines()) {
        ids.append(model["id"].toString());
    }
    return ids;
}

} // namespace

class ModelsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_hub.isRunning());
        for (const char* name : {"HF_ENDPOINT", "http_proxy", "https_proxy", "all_proxy", "HTTPS_PROXY", "ALL_PROXY"}) {
            qunsetenv(name);
        }
        const QStringList names = QDir(kModelFolder).entryList(QDir::Files);
        QVERIFY(names.contains("config.json") && names.contains("model.safetensors"));
        for (const QString& name : names) {
            QFile file(kModelFolder + "/" + name);
            QVERIFY(file.open(QIODevice::ReadOnly));
            m_hub.put(kRepository, name, file.readAll());
        }
        m_hub.put(kRepository, "pytorch_model.bin", "not for us");
    }

    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_cli = std::make_unique<CommandLine>(m_folder->path() + "/library");
        m_hub.setFaults({});
        m_hub.log();
        const CliResult kept = m_cli->run({"models", "--mirror", mirror()});
        QVERIFY2(kept.exitCode == 0, kept.explain());
    }

    void theCatalogueNeedsNoNetwork()
    {
        const CliResult listed = m_cli->run({"models", "catalogue"});
        QVERIFY2(listed.exitCode == 0, listed.explain());
        QVERIFY(listed.lines().size() >= 12);
        for (const QJsonObject& model : listed.lines()) {
            QVERIFY(model["bytes"].toInteger() > 0 && !model["licence"].toString().isEmpty());
        }
        QVERIFY(m_hub.log().isEmpty());
    }

    void aModelIsFetchedUsedAndRemoved()
    {
        const CliResult fetched = m_cli->run({"models", "download", kRepository});
        QVERIFY2(fetched.exitCode == 0, fetched.explain());
        QCOMPARE(fetched.lines().size(), 2); // the built-in one and this
        const QJsonObject model = fetched.lines().last();
        QCOMPARE(model["family"].toString(), QString("clip"));
        QVERIFY(model["words"].toBool());
        const QString id = model["id"].toString();

        QCOMPARE(m_cli->run({"models", "use", id}).exitCode, 0);
        const CliResult info = m_cli->run({"models", "info", id});
        QVERIFY2(info.object()["active"].toBool(), info.explain());
        const CliResult embedded = m_cli->run({"embed", "--text", "a bridge"});
        QVERIFY2(embedded.exitCode == 0, embedded.explain());
        QCOMPARE(embedded.object()["dimension"].toInt(), model["dimension"].toInt());

        QCOMPARE(m_cli->run({"models", "use", "builtin"}).exitCode, 0);
        const CliResult removed = m_cli->run({"models", "remove", id});
        QVERIFY2(removed.exitCode == 0, removed.explain());
        QCOMPARE(idsOf(m_cli->run({"models"})).size(), 1);
    }

    void progressAndNewsGoToStandardError()
    {
        const CliResult plain = m_cli->runPlain({"models", "download", kRepository});
        QVERIFY2(plain.exitCode == 0, plain.explain());
        QVERIFY2(plain.err.contains("maker/tiny-clip has "), plain.explain()); // size and licence, before it begins
        QVERIFY2(plain.err.contains("licence"), plain.explain());
        QVERIFY2(plain.err.contains("model.safetensors, "), plain.explain());
        QVERIFY2(plain.err.contains("likeness-cli models use "), plain.explain());
        QVERIFY2(!plain.out.contains("model.safetensors"), plain.explain());
    }

    void whatGoesWrongIsOneSentence_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QJsonObject>("fault");
        QTest::addColumn<QByteArray>("words");
        QTest::newRow("unknown") << "maker/none" << QJsonObject{} << QByteArray("check the spelling");
        QTest::newRow("no name") << "none" << QJsonObject{} << QByteArray("owner/name");
        QTest::newRow("login") << kRepository << QJsonObject{{"match", "/api/"}, {"do", "status"}, {"status", 401}}
                               << QByteArray("then import the folder");
        QTest::newRow("gated") << "facebook/dinov3-vitb16-pretrain-lvd1689m" << QJsonObject{}
                               << QByteArray("DINOv3 License");
        QTest::newRow("changed on the way")
            << kRepository << QJsonObject{{"match", "/cdn/"}, {"do", "corrupt"}} << QByteArray("wrong checksum");
    }

    void whatGoesWrongIsOneSentence()
    {
        QFETCH(const QString, name);
        QFETCH(const QJsonObject, fault);
        QFETCH(const QByteArray, words);
        m_hub.setFaults(fault.isEmpty() ? QJsonArray() : QJsonArray{fault});
        const CliResult failed = m_cli->run({"--quiet", "models", "download", name});
        QVERIFY2(failed.exitCode == 1, failed.explain());
        QVERIFY2(failed.err.contains(words) && failed.err.count('\n') == 1, failed.explain());
        QCOMPARE(idsOf(m_cli->run({"models"})).size(), 1);
    }

    void anInterruptedDownloadGoesOn_data()
    {
        QTest::addColumn<int>("signal");
        QTest::newRow("Ctrl+C") << SIGINT;
        QTest::newRow("kill") << SIGKILL;
    }

    void anInterruptedDownloadGoesOn()
    {
        QFETCH(const int, signal);
        // Larger than what a kill may lose.
        const QString large = "maker/large";
        for (const QString& name : QDir(kModelFolder).entryList(QDir::Files)) {
            m_hub.put(large, name, m_hub.content(kRepository, name));
        }
        m_hub.put(large, "tokenizer.json", QByteArray(3'000'000, ' '));
        m_hub.setFaults(
            {QJsonObject{{"match", "tokenizer.json"}, {"at", "cdn"}, {"do", "stall"}, {"after", 2'000'000}}});
        const auto process = m_cli->start({"models", "download", large});
        QVERIFY(waitForBytes(*process, 1'800'000));
        ::kill(static_cast<pid_t>(process->processId()), signal);
        QVERIFY(process->waitForFinished());
        QVERIFY(signal == SIGKILL || process->exitCode() == 1);
        const QByteArray said = process->readAllStandardError();
        QVERIFY2(signal == SIGKILL || said.contains("goes on from there"), said);
        QCOMPARE(idsOf(m_cli->run({"models"})).size(), 1);

        m_hub.setFaults({});
        m_hub.log();
        m_cli->run({"models", "download", large}); // not a tokenizer, but that is not what is looked at here
        QString range;
        for (const QJsonValue& asked : m_hub.log()) {
            if (asked["at"] == "cdn" && asked["path"].toString().endsWith("tokenizer.json")) {
                range = asked["range"].toString();
            }
        }
        QVERIFY2(range.startsWith("bytes="), qPrintable(range));
        QVERIFY2(range.mid(6).chopped(1).toInt() >= 1'000'000, qPrintable(range));
    }

    void aPersonIsAskedFirst_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<QByteArray>("typed");
        QTest::addColumn<bool>("asked");
        QTest::addColumn<bool>("fetched");
        QTest::newRow("yes") << QStringList{} << QByteArray("y\n") << true << true;
        QTest::newRow("no") << QStringList{} << QByteArray("n\n") << true << false;
        QTest::newRow("nothing") << QStringList{} << QByteArray("\n") << true << false;
        QTest::newRow("yes beforehand") << QStringList{"--yes"} << QByteArray() << false << true;
        QTest::newRow("script") << QStringList{"--json"} << QByteArray() << false << true;
    }

    void aPersonIsAskedFirst()
    {
        QFETCH(const QStringList, options);
        QFETCH(const QByteArray, typed);
        QFETCH(const bool, asked);
        QFETCH(const bool, fetched);
        // Python lends the terminal that standard input and error must be.
        QProcess terminal;
        terminal.setProcessChannelMode(QProcess::MergedChannels);
        terminal.start("python3", QStringList{"-c", "import pty, sys; sys.exit(pty.spawn(sys.argv[1:]) >> 8)",
                                              LIKENESS_BIN "/likeness-cli", "--library", m_cli->library(), "models",
                                              "download", kRepository}
                                      + options);
        terminal.write(typed);
        QVERIFY(terminal.waitForFinished(120'000));
        const QByteArray said = terminal.readAll();
        QVERIFY2(terminal.exitCode() == 0, said);
        QVERIFY2(said.contains("Download it? [y/N]") == asked, said);
        QCOMPARE(idsOf(m_cli->run({"models"})).size(), fetched ? 2 : 1);
    }

    void theMirrorIsKeptAndCanBeGivenBack()
    {
        QCOMPARE(m_cli->run({"models", "download", kRepository, "--mirror", "http://nobody.invalid"}).exitCode, 1);
        const CliResult still = m_cli->run({"models", "download", kRepository});
        QVERIFY2(still.err.contains("nobody.invalid cannot be found"), still.explain());
        QVERIFY(m_hub.log().isEmpty());
        qputenv("HF_ENDPOINT", mirror().toUtf8());
        const CliResult usual = m_cli->run({"models", "download", kRepository, "--mirror", ""});
        qunsetenv("HF_ENDPOINT");
        QVERIFY2(usual.exitCode == 0, usual.explain());
        const CliResult wrong = m_cli->run({"models", "download", kRepository, "--mirror", "nonsense"});
        QVERIFY2(wrong.exitCode != 0 && wrong.err.contains("the mirror is not the address"), wrong.explain());
    }

private:
    QString mirror() const { return QString::fromStdString(m_hub.address()); }

    /// Reads progress until so many bytes are there; false when the program ended before.
    static bool waitForBytes(QProcess& process, qint64 bytes)
    {
        process.setReadChannel(QProcess::StandardError);
        while (true) {
            while (process.canReadLine()) {
                const QJsonObject progress = QJsonDocument::fromJson(process.readLine()).object();
                if (progress["done_bytes"].toInteger() >= bytes) {
                    return true;
                }
            }
            if (!process.waitForReadyRead(120'000)) {
                return false;
            }
        }
    }

    ModelHub m_hub;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<CommandLine> m_cli;
};

QTEST_GUILESS_MAIN(ModelsTest)
#include "models_test.moc"
