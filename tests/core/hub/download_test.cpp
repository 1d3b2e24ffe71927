// The real client against a real server on this computer that does everything wrong which servers do.

#include "core/hub/hub_download.h"
#include "tests/support/faulty_file_system.h"
#include "tests/support/model_hub.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>
#include <atomic>
#include <future>

using namespace likeness;
using namespace likeness::testing;
using namespace std::chrono_literals;

namespace {

const QString kRepository = "maker/tiny-clip";
constexpr int kFiles = 7; // that Likeness reads

/// Long waits where none is expected, so that one that comes anyway is noticed by its length.
Patience quick()
{
    Patience patience;
    patience.connect = 2s;
    patience.stall = 1s;
    patience.firstWait = 1ms;
    patience.longestWait = 5ms;
    patience.triesToFetch = 4;
    return patience;
}

QJsonArray one(const QJsonObject& fault) { return {fault}; }

} // namespace

class DownloadTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_hub.isRunning());
        for (const char* name : {"HF_ENDPOINT", "http_proxy", "https_proxy", "all_proxy", "no_proxy", "HTTPS_PROXY",
                                 "ALL_PROXY", "NO_PROXY", "SSL_CERT_FILE"}) {
            qunsetenv(name);
        }
        m_hub.putModel(kRepository);
        // A proxy would not be asked for this computer's own addresses otherwise.
        qputenv("no_proxy", "nothing.invalid");
    }

    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_hub.setFaults({});
        m_hub.log();
        m_steps.clear();
    }

    void aModelArrivesWhole()
    {
        const HubDownload::Options options = optionsFor(kRepository);
        HubDownload download(options);
        const auto plan = download.plan();
        QVERIFY2(plan, plan ? "" : plan.error().message.c_str());
        QCOMPARE(static_cast<int>(plan->files.size()), kFiles);
        QCOMPARE(plan->modelType, std::string("clip"));
        QCOMPARE(plan->haveBytes, 0);
        QCOMPARE(plan->totalBytes, totalBytes());
        const Status fetched = download.fetch(*plan);
        QVERIFY2(fetched, fetched ? "" : fetched.error().message.c_str());
        verifyFolder();
        QVERIFY(m_steps.size() >= 2);
        QCOMPARE(m_steps.back().doneBytes, plan->totalBytes);
        QCOMPARE(m_steps.back().totalBytes, plan->totalBytes);
        for (const QJsonValue& asked : m_hub.log()) {
            QCOMPARE(asked["agent"].toString(), QString("Likeness/" LIKENESS_VERSION));
            QCOMPARE(asked["authorization"].toString(), QString());
        }
    }

    void whatIsHereIsCheckedAndNotFetchedAgain()
    {
        QVERIFY(fetchAll());
        m_hub.log();
        HubDownload download(optionsFor(kRepository));
        const auto plan = download.plan();
        QVERIFY(plan);
        QCOMPARE(plan->haveBytes, plan->totalBytes);
        m_hub.log();
        QVERIFY(download.fetch(*plan));
        QCOMPARE(m_hub.log().size(), 0);
        // A byte that turned over on the disk is noticed although the size is right.
        flipByte(pathOf("model.safetensors"));
        QVERIFY(download.fetch(*plan));
        verifyFolder();
    }

    void filesOfAnotherVersionDoNotStay()
    {
        QVERIFY(QDir().mkpath(m_folder->path()));
        for (const char* name : {"model.safetensors.0123456789abcdef.part", "model-00001-of-00002.safetensors",
                                 "model.safetensors.index.json", "vocab.json", "holiday.jpg"}) {
            write(pathOf(name), "old");
        }
        QVERIFY(fetchAll());
        QVERIFY(QFile::remove(pathOf("holiday.jpg"))); // not ours: left alone
        verifyFolder();
    }

    void aBrokenConnectionGoesOnWhereItBroke_data()
    {
        QTest::addColumn<bool>("reset");
        QTest::newRow("closed") << false;
        QTest::newRow("reset") << true;
    }

    void aBrokenConnectionGoesOnWhereItBroke()
    {
        QFETCH(const bool, reset);
        m_hub.setFaults(one({{"match", "/cdn/"}, {"do", "drop"}, {"after", 600'000}, {"times", 2}, {"reset", reset}}));
        QVERIFY(fetchAll());
        verifyFolder();
        QStringList ranges;
        for (const QJsonValue& asked : m_hub.log()) {
            if (asked["path"].toString().contains("/cdn/maker/tiny-clip/model.safetensors")) {
                ranges.append(asked["range"].toString());
            }
        }
        QVERIFY2(ranges.size() >= 2 && ranges.last().startsWith("bytes="), qPrintable(ranges.join(", ")));
    }

    void aServerThatSendsEverythingAgainIsBelieved()
    {
        m_hub.setFaults(
            {QJsonObject{
                 {"match", "model.safetensors"}, {"at", "cdn"}, {"do", "drop"}, {"after", 600'000}, {"times", 1}},
             QJsonObject{{"match", "model.safetensors"}, {"at", "cdn"}, {"do", "no_ranges"}}});
        QVERIFY(fetchAll());
        verifyFolder();
        int weightsAsked = 0;
        for (const QJsonValue& asked : m_hub.log()) {
            weightsAsked += asked["at"] == "cdn" && asked["path"].toString().endsWith("/model.safetensors") ? 1 : 0;
        }
        QCOMPARE(weightsAsked, 2); // begun anew at once, not after a wrong checksum
    }

    void theWaitThatAServerAsksForIsKept()
    {
        m_hub.setFaults(one({{"match", "/api/"},
                             {"do", "status"},
                             {"status", 429},
                             {"times", 1},
                             {"headers", QJsonObject{{"Retry-After", "1"}}}}));
        QElapsedTimer clock;
        clock.start();
        QVERIFY(fetchAll());
        QVERIFY(clock.elapsed() >= 1'000); // our own waits are a few milliseconds here
    }

    void theWrongPieceOfAFileIsNotTaken()
    {
        m_hub.setFaults(
            {QJsonObject{
                 {"match", "model.safetensors"}, {"at", "cdn"}, {"do", "drop"}, {"after", 600'000}, {"times", 1}},
             QJsonObject{{"match", "model.safetensors"}, {"at", "cdn"}, {"do", "other_range"}, {"times", 1}}});
        QVERIFY(fetchAll());
        verifyFolder();
    }

    void troubleThatPassesIsWaitedOut_data()
    {
        QTest::addColumn<QJsonObject>("fault");
        const QJsonObject once{{"match", "model.safetensors"}, {"times", 1}};
        const auto row = [&once](const char* name, QJsonObject fault) {
            for (const QString& key : once.keys()) {
                if (!fault.contains(key)) {
                    fault[key] = once[key];
                }
            }
            QTest::newRow(name) << fault;
        };
        row("error 500", {{"do", "status"}, {"status", 500}});
        row("error 500 for the list", {{"do", "status"}, {"status", 500}, {"match", "/api/"}});
        row("error 503, three times", {{"do", "status"}, {"status", 503}, {"times", 3}});
        row("too many", {{"do", "status"}, {"status", 429}, {"headers", QJsonObject{{"Retry-After", "1"}}}});
        row("stalls", {{"do", "stall"}, {"after", 500'000}, {"at", "cdn"}});
        row("hangs", {{"do", "hang"}});
        row("corrupt once", {{"do", "corrupt"}, {"at", "cdn"}});
        row("shorter once", {{"do", "shorter"}, {"at", "cdn"}});
        row("longer", {{"do", "longer"}, {"at", "cdn"}, {"times", 9}});
        row("chunked", {{"do", "chunked"}, {"at", "cdn"}, {"times", 9}});
        row("chunked and short", {{"do", "chunked_short"}, {"at", "cdn"}});
        row("page of a login instead", {{"do", "body"}, {"body", "<html>"}, {"at", "cdn"}});
        row("elsewhere", {{"do", "redirect"}, {"to", "http://localhost:{cdn}/cdn/maker/tiny-clip/model.safetensors"}});
        row("small file corrupt once", {{"do", "corrupt"}, {"match", "config.json"}});
    }

    void troubleThatPassesIsWaitedOut()
    {
        QFETCH(const QJsonObject, fault);
        m_hub.setFaults(one(fault));
        QVERIFY(fetchAll());
        verifyFolder();
    }

    void troubleThatStaysIsExplained_data()
    {
        QTest::addColumn<QJsonObject>("fault");
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("words");
        const auto row = [](const char* name, const QJsonObject& fault, ErrorCode code, const char* words) {
            QTest::newRow(name) << fault << static_cast<int>(code) << QString(words);
        };
        const auto status = [](int number, const char* match, const char* reason = "") {
            return QJsonObject{{"match", match},
                               {"do", "status"},
                               {"status", number},
                               {"headers", QJsonObject{{"X-Error-Code", reason}}}};
        };
        using enum ErrorCode;
        row("unknown model", status(404, "/api/"), NotFound, "check the spelling");
        row("unknown model, as the Hub says it", status(401, "/api/", "RepoNotFound"), NotFound, "check the spelling");
        row("login", status(401, "/api/"), Unsupported, "then import the folder");
        row("terms", status(403, "/resolve/", "GatedRepo"), Unsupported, "then import the folder");
        row("gated", {{"match", "/api/"}, {"do", "with"}, {"with", QJsonObject{{"gated", "manual"}}}}, Unsupported,
            "then import the folder");
        row("file gone", status(404, "README.md", "EntryNotFound"), NotFound, "README.md");
        row("too many for ever", status(429, "/cdn/"), Io, "too many downloads from this network");
        row("error 500 for ever", status(500, "/api/"), Io, "error 500");
        row("hangs for ever", {{"match", "/api/"}, {"do", "hang"}}, Io, "next to nothing for 1 seconds");
        row("drops for ever", {{"match", "/cdn/"}, {"do", "drop"}, {"after", 10}}, Io, "broke");
        row("corrupt for ever", {{"match", "/cdn/"}, {"do", "corrupt"}}, Corrupt, "twice with a wrong checksum");
        row("shorter for ever", {{"match", "/cdn/"}, {"do", "shorter"}}, Corrupt, "another size");
        row("another version",
            {{"match", "/model.safetensors"},
             {"at", "hub"},
             {"do", "status"},
             {"status", 200},
             {"headers", QJsonObject{{"X-Linked-Etag", QString(64, '1')}}}},
            Corrupt, "another checksum");
        row("page of a login", {{"match", "/api/"}, {"do", "body"}, {"body", "<html>"}}, Corrupt, "login page");
        row("in circles", {{"match", "/resolve/"}, {"do", "redirect"}, {"to", "http://127.0.0.1:{hub}/x/resolve/y"}},
            Io, "leads in circles");
        row("to a file", {{"match", "/cdn/"}, {"do", "redirect"}, {"to", "file:///etc/passwd"}}, Io, "not http");
        row("to another protocol", {{"match", "/cdn/"}, {"do", "redirect"}, {"to", "ftp://127.0.0.1:{hub}/"}}, Io,
            "not http");
    }

    void troubleThatStaysIsExplained()
    {
        QFETCH(const QJsonObject, fault);
        QFETCH(const int, code);
        QFETCH(const QString, words);
        m_hub.setFaults(one(fault));
        const Status fetched = fetchAll(/*isExpected=*/false);
        QVERIFY(!fetched);
        const QString message = QString::fromStdString(fetched.error().message);
        QVERIFY2(static_cast<int>(fetched.error().code) == code && message.contains(words), qPrintable(message));
        QVERIFY2(message.contains("tiny-clip"), qPrintable(message)); // whatever it is, it says for what
        // What is half there does not look as if it were whole.
        QVERIFY(!QFile::exists(pathOf("model.safetensors")));
        // And nothing stands in the way once the trouble is over.
        m_hub.setFaults({});
        QVERIFY(fetchAll());
        verifyFolder();
    }

    void whatTheListLeavesOutIsAskedFor()
    {
        m_hub.setFaults(one({{"match", "/api/"}, {"do", "terse"}}));
        QVERIFY(fetchAll());
        verifyFolder();
    }

    void timmsConfigurationLeadsToOpenClip()
    {
        m_hub.put("timm/a", "config.json", R"({"architecture": "vit_base_patch32_clip_224"})");
        m_hub.put("timm/a", "model.safetensors", "x");
        m_hub.put("timm/a", "open_clip_config.json", "{}");
        m_hub.put("timm/a", "open_clip_model.safetensors", "y");
        HubDownload download(optionsFor("timm/a"));
        const auto plan = download.plan();
        QVERIFY(plan);
        QCOMPARE(plan->modelType, std::string("open_clip"));
        QVERIFY(download.fetch(*plan));
        QVERIFY(!QFile::exists(pathOf("model.safetensors")));
        QCOMPARE(read(pathOf("open_clip_model.safetensors")), QByteArray("y"));
    }

    void modelsWithOldWeightsOnlyAreNotFetched()
    {
        m_hub.put("old/b", "config.json", R"({"model_type": "clip"})");
        m_hub.put("old/b", "pytorch_model.bin", "x");
        const auto plan = HubDownload(optionsFor("old/b")).plan();
        QVERIFY(!plan);
        QCOMPARE(plan.error().code, ErrorCode::Unsupported);
        QVERIFY(plan.error().message.find("old/b") != std::string::npos);
    }

    void aKilledDownloadGoesOn()
    {
        QByteArray noise = m_hub.content(kRepository, "model.safetensors");
        m_hub.putModel("maker/large");
        m_hub.put("maker/large", "model.safetensors", noise + noise + noise);
        m_hub.setFaults(
            one({{"match", "large/model.safetensors"}, {"at", "cdn"}, {"do", "stall"}, {"after", 5'000'000}}));
        QProcess process;
        process.start(LIKENESS_FETCH_MODEL, {QString::fromStdString(m_hub.address()), "maker/large", m_folder->path()});
        QVERIFY(process.waitForStarted());
        m_hub.awaitFault("stall");
        QTRY_VERIFY_WITH_TIMEOUT(partBytes() >= 3 << 20, 60'000);
        process.kill();
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.exitStatus(), QProcess::CrashExit);
        QVERIFY(!QFile::exists(pathOf("model.safetensors")));
        const qint64 kept = partBytes();

        m_hub.setFaults({});
        m_hub.log();
        HubDownload download(optionsFor("maker/large"));
        const auto plan = download.plan();
        QVERIFY(plan);
        QVERIFY(plan->haveBytes >= kept);
        QVERIFY(download.fetch(*plan));
        QCOMPARE(read(pathOf("model.safetensors")), noise + noise + noise);
        QString range;
        for (const QJsonValue& asked : m_hub.log()) {
            if (asked["at"] == "cdn" && asked["path"].toString().endsWith("model.safetensors")) {
                range = asked["range"].toString();
            }
        }
        QCOMPARE(range, QString("bytes=%1-").arg(kept));
    }

    void aPartThatWentBadOnTheDiskCostsOnlyTime()
    {
        const QJsonObject inCdn{{"match", "model.safetensors"}, {"at", "cdn"}};
        QJsonObject drops = inCdn;
        drops["do"] = "drop";
        drops["after"] = 1'500'000;
        drops["times"] = 1;
        QJsonObject fails = inCdn;
        fails["do"] = "status";
        fails["status"] = 500;
        m_hub.setFaults({drops, fails});
        QVERIFY(!fetchAll(/*isExpected=*/false));
        QVERIFY(partBytes() >= 1'000'000);
        flipByte(partPath());
        m_hub.setFaults({});
        QVERIFY(fetchAll());
        verifyFolder();
    }

    void stoppingEndsEverythingAtOnce_data()
    {
        QTest::addColumn<QJsonObject>("fault");
        QTest::addColumn<bool>("inPlan");
        QTest::newRow("no answer") << QJsonObject{{"match", "/api/"}, {"do", "hang"}} << true;
        QTest::newRow("in the middle of a file")
            << QJsonObject{{"match", "model.safetensors"}, {"at", "cdn"}, {"do", "stall"}, {"after", 1'500'000}}
            << false;
        QTest::newRow("waiting to try again")
            << QJsonObject{{"match", "README.md"}, {"do", "status"}, {"status", 503}} << false;
    }

    void stoppingEndsEverythingAtOnce()
    {
        QFETCH(const QJsonObject, fault);
        QFETCH(const bool, inPlan);
        m_hub.setFaults(one(fault));
        std::stop_source stop;
        std::promise<void> reached;
        std::atomic<bool> told = false;
        HubDownload::Options options = optionsFor(kRepository);
        options.stop = stop.get_token();
        // Any of these would be over long after the test's patience.
        options.patience.stall = 1h;
        options.patience.firstWait = 1h;
        options.patience.longestWait = 1h;
        options.progress = [&](const DownloadStep& step) {
            const bool isThere = step.step == "waiting to try again" || step.doneBytes > 1'000'000;
            if (isThere && !told.exchange(true)) {
                reached.set_value();
            }
        };
        auto outcome = std::async(std::launch::async, [&options] {
            HubDownload download(options);
            const auto plan = download.plan();
            return plan ? download.fetch(*plan) : Status(plan.failure());
        });
        if (inPlan) {
            m_hub.awaitFault("hang");
        } else {
            reached.get_future().wait();
        }
        stop.request_stop();
        const Status stopped = outcome.get();
        QVERIFY(!stopped);
        QCOMPARE(stopped.error().code, ErrorCode::Cancelled);
        if (fault["do"] == "stall") {
            QVERIFY(partBytes() > 1'000'000 - 100'000); // what had come was written down
        }
    }

    void aServerThatTakesNoConnectionIsGivenUp()
    {
        HubDownload::Options options = optionsFor(kRepository);
        options.network.mirror = m_hub.address("deaf");
        options.patience.connect = 200ms;
        const auto plan = HubDownload(options).plan();
        QVERIFY(!plan);
        QCOMPARE(plan.error().code, ErrorCode::Io);
        QVERIFY2(plan.error().message.find("does not answer") != std::string::npos, plan.error().message.c_str());
    }

    void nobodyThereIsSaid()
    {
        HubDownload::Options options = optionsFor(kRepository);
        options.network.mirror = "http://nobody.invalid";
        const auto plan = HubDownload(options).plan();
        QVERIFY(!plan);
        QVERIFY2(plan.error().message.find("nobody.invalid cannot be found") != std::string::npos,
                 plan.error().message.c_str());
    }

    void certificatesAreVerified()
    {
        HubDownload::Options options = optionsFor(kRepository);
        options.network.mirror = m_hub.address("tls");
        const auto refused = HubDownload(options).plan();
        QVERIFY(!refused);
        QVERIFY2(refused.error().message.find("certificate") != std::string::npos, refused.error().message.c_str());
        QVERIFY(m_hub.log().isEmpty());

        qputenv("SSL_CERT_FILE", LIKENESS_TEST_DATA "/hub/certificate.pem");
        const auto trusted = HubDownload(options).plan();
        QVERIFY2(trusted, trusted ? "" : trusted.error().message.c_str());
        // From here on, only encrypted.
        const Status downgraded = HubDownload(options).fetch(*trusted);
        qunsetenv("SSL_CERT_FILE");
        QVERIFY(!downgraded);
        QVERIFY2(downgraded.error().message.find("from an encrypted connection") != std::string::npos,
                 downgraded.error().message.c_str());
        for (const QJsonValue& asked : m_hub.log()) {
            QCOMPARE(asked["at"].toString(), QString("tls"));
        }
    }

    void aProxyIsAsked_data()
    {
        QTest::addColumn<bool>("fromEnvironment");
        QTest::newRow("setting") << false;
        QTest::newRow("environment") << true;
    }

    void aProxyIsAsked()
    {
        QFETCH(const bool, fromEnvironment);
        HubDownload::Options options = optionsFor(kRepository);
        options.network.mirror = "http://hub.invalid"; // that only the proxy knows
        if (fromEnvironment) {
            qputenv("http_proxy", m_hub.address("proxy").c_str());
        } else {
            options.network.proxy = m_hub.address("proxy");
        }
        HubDownload download(options);
        const auto plan = download.plan();
        const Status fetched = plan ? download.fetch(*plan) : Status(plan.failure());
        qunsetenv("http_proxy");
        QVERIFY2(fetched, fetched ? "" : fetched.error().message.c_str());
        verifyFolder();
        for (const QJsonValue& asked : m_hub.log()) {
            QCOMPARE(asked["at"].toString(), QString("proxy"));
        }
    }

    void aProxyThatWantsALoginIsExplained()
    {
        m_hub.setFaults(one({{"match", "/"}, {"at", "proxy"}, {"do", "status"}, {"status", 407}}));
        HubDownload::Options options = optionsFor(kRepository);
        options.network.proxy = m_hub.address("proxy");
        const auto plan = HubDownload(options).plan();
        QVERIFY(!plan);
        QVERIFY2(plan.error().message.find("the proxy asks for a login") != std::string::npos,
                 plan.error().message.c_str());
    }

    void passwordsGoOnlyWhereTheyBelong()
    {
        HubDownload::Options options = optionsFor(kRepository);
        options.network.mirror = "http://name:secret@127.0.0.1:" + std::to_string(m_hub.port("hub")) + "/";
        HubDownload download(options);
        const auto plan = download.plan();
        QVERIFY(plan);
        QVERIFY(download.fetch(*plan));
        bool wasUsed = false;
        for (const QJsonValue& asked : m_hub.log()) {
            const bool hasPassword = !asked["authorization"].toString().isEmpty();
            QCOMPARE(hasPassword, asked["at"] == "hub");
            wasUsed = wasUsed || hasPassword;
        }
        QVERIFY(wasUsed);
        m_hub.setFaults(one({{"match", "/api/"}, {"do", "status"}, {"status", 404}}));
        const auto missing = HubDownload(options).plan();
        QVERIFY(missing.error().message.find("secret") == std::string::npos);
    }

    void theEnvironmentNamesTheHubWhenNoMirrorIsSet()
    {
        qputenv("HF_ENDPOINT", m_hub.address().c_str());
        HubDownload::Options options = optionsFor(kRepository);
        options.network.mirror.clear();
        const auto plan = HubDownload(options).plan();
        qunsetenv("HF_ENDPOINT");
        QVERIFY(plan);
        QCOMPARE(hubRoot({}), std::string("https://huggingface.co"));
        QCOMPARE(hubRoot({"https://mirror.example/hf/", ""}), std::string("https://mirror.example/hf"));
    }

    void wrongNamesAreRefused()
    {
        for (const char* name : {"", "clip", "/clip", "openai/", "a/b/c", "../b", "a/..", "a/.b", "-a/b", "a/b?x=1",
                                 "a/b#c", "a b/c", "a/b\n", "https://huggingface.co/a/b", "a/b..c", "a/%2e%2e"}) {
            const auto plan = HubDownload(optionsFor(name)).plan();
            QVERIFY2(!plan && plan.error().code == ErrorCode::InvalidInput, name);
        }
        QVERIFY(m_hub.log().isEmpty());
        QVERIFY(checkRepository("laion/CLIP-ViT-B-16-DataComp.XL-s13B-b90K"));
    }

    void wrongAddressesAreRefused()
    {
        for (const char* mirror : {"huggingface.co", "ftp://huggingface.co", "file:///etc", "https://", "not one",
                                   "https://huggingface.co/?a=b", "https://huggingface.co/#a"}) {
            const Status checked = checkNetwork({mirror, ""});
            QVERIFY2(!checked && checked.error().code == ErrorCode::InvalidInput, mirror);
        }
        for (const char* proxy : {"ftp://host:1", "http://", "a b"}) {
            QVERIFY2(!checkNetwork({"", proxy}), proxy);
        }
        for (const char* proxy : {"host:3128", "http://name:secret@host:3128", "socks5h://127.0.0.1:1080"}) {
            QVERIFY2(checkNetwork({"", proxy}), proxy);
        }
        QVERIFY(checkNetwork({}));
    }

    void aDiskWithoutRoomIsNoticedBeforehand()
    {
        HubDownload download(optionsFor(kRepository));
        auto plan = download.plan();
        QVERIFY(plan);
        const auto large = static_cast<qint64>(std::filesystem::space(m_folder->path().toStdString()).available);
        for (int i = 1; plan->totalBytes <= large + plan->totalBytes / 2; ++i) {
            const HubFile part{"model-" + std::to_string(i) + "-of-9.safetensors", kHubFileMaxBytes,
                               plan->files.back().checksum};
            plan->files.push_back(part);
            plan->totalBytes += part.sizeBytes;
        }
        m_hub.log();
        const Status fetched = download.fetch(*plan);
        QVERIFY(!fetched);
        QCOMPARE(fetched.error().code, ErrorCode::OutOfResources);
        QVERIFY2(fetched.error().message.find(" GB") != std::string::npos, fetched.error().message.c_str());
        QVERIFY(m_hub.log().isEmpty());
    }

    void aDiskThatFillsUpKeepsWhatHasCome()
    {
        // How many writes there are depends on the pieces in which the network brings things: until none fails.
        int failing = 0;
        for (bool failed = true; failed; ++failing) {
            m_folder = std::make_unique<QTemporaryDir>();
            test::FaultyFileSystem full(failing);
            HubDownload::Options options = optionsFor(kRepository);
            options.files = &full;
            HubDownload download(options);
            const auto plan = download.plan();
            QVERIFY(plan);
            const Status fetched = download.fetch(*plan);
            failed = !fetched;
            if (failed) {
                QCOMPARE(fetched.error().code, ErrorCode::OutOfResources);
                full.heal();
                QVERIFY(download.fetch(*plan));
            }
            verifyFolder();
        }
        QVERIFY(failing > kFiles);
    }

    void whatIsNoFileIsNotWrittenThrough()
    {
        QTemporaryDir elsewhere;
        write(elsewhere.path() + "/precious", "untouched");
        QVERIFY(QFile::link(elsewhere.path() + "/precious", pathOf("config.json")));
        const Status fetched = fetchAll(/*isExpected=*/false);
        QVERIFY(!fetched);
        QCOMPARE(fetched.error().code, ErrorCode::Io);
        QCOMPARE(read(elsewhere.path() + "/precious"), QByteArray("untouched"));
    }

    void aForeignPlanIsRefused()
    {
        HubDownload download(optionsFor(kRepository));
        auto plan = download.plan();
        QVERIFY(plan);
        auto other = *plan;
        other.files.front().name = "../outside";
        QVERIFY(!download.fetch(other));
        other = *plan;
        other.revision = "main";
        QVERIFY(!download.fetch(other));
        other = *plan;
        other.files.front().checksum = "abc";
        QVERIFY(!download.fetch(other));
    }

private:
    HubDownload::Options optionsFor(const QString& repository)
    {
        HubDownload::Options options;
        options.repository = repository.toStdString();
        options.network.mirror = m_hub.address();
        options.folder = m_folder->path().toStdString();
        options.progress = [this](const DownloadStep& step) { m_steps.push_back(step); };
        options.patience = quick();
        return options;
    }

    Status fetchAll(bool isExpected = true)
    {
        HubDownload download(optionsFor(kRepository));
        const auto plan = download.plan();
        Status fetched = plan ? download.fetch(*plan) : Status(plan.failure());
        if (!fetched && isExpected) {
            qWarning("%s", fetched.error().message.c_str());
        }
        return fetched;
    }

    static QStringList wanted()
    {
        return {"LICENSE.txt",   "README.md",         "config.json",
                "merges.txt",    "model.safetensors", "preprocessor_config.json",
                "tokenizer.json"};
    }

    std::int64_t totalBytes() const
    {
        std::int64_t total = 0;
        for (const QString& name : wanted()) {
            total += m_hub.content(kRepository, name).size();
        }
        return total;
    }

    /// The files, these only, byte for byte.
    void verifyFolder()
    {
        QCOMPARE(QDir(m_folder->path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden, QDir::Name),
                 wanted());
        for (const QString& name : wanted()) {
            QVERIFY2(read(pathOf(name)) == m_hub.content(kRepository, name), qPrintable(name));
        }
    }

    QString pathOf(const QString& name) const { return m_folder->path() + "/" + name; }

    QString partPath() const
    {
        const QStringList parts = QDir(m_folder->path()).entryList({"model.safetensors.*.part"});
        return parts.size() == 1 ? pathOf(parts.first()) : QString();
    }

    qint64 partBytes() const { return partPath().isEmpty() ? 0 : QFileInfo(partPath()).size(); }

    static QByteArray read(const QString& path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("cannot be read");
    }

    static void write(const QString& path, const QByteArray& content)
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(content), content.size());
    }

    static void flipByte(const QString& path)
    {
        QByteArray content = read(path);
        content[100] = static_cast<char>(content[100] ^ 1);
        write(path, content);
    }

    ModelHub m_hub{LIKENESS_TEST_DATA "/hub/certificate-and-key.pem"};
    std::unique_ptr<QTemporaryDir> m_folder;
    std::vector<DownloadStep> m_steps;
};

QTEST_GUILESS_MAIN(DownloadTest)
#include "download_test.moc"
