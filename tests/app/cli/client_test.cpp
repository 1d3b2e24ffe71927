#include "app/cli/client.h"

#include <QtTest>
#include <thread>

using namespace likeness;
using namespace likeness::cli;

namespace {

/// Answers each command with the events of a script, from another thread as the real engine does.
class ScriptedEngine final : public Engine {
public:
    using Script = std::function<std::vector<Event>(RequestId, const Command&)>;

    ScriptedEngine(EventSink sink, Script script)
        : m_sink(std::move(sink))
        , m_script(std::move(script))
    {
    }
    ~ScriptedEngine() override
    {
        for (std::thread& thread : m_threads) {
            thread.join();
        }
    }

    RequestId post(Command command) override
    {
        const RequestId request{++m_last};
        m_threads.emplace_back([this, events = m_script(request, command)] {
            for (const Event& event : events) {
                m_sink(event);
            }
        });
        return request;
    }
    void cancel(RequestId request) override { cancelled.push_back(request); }

    std::vector<RequestId> cancelled;

private:
    EventSink m_sink;
    Script m_script;
    std::int64_t m_last = 0;
    std::vector<std::thread> m_threads;
};

} // namespace

class ClientTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void askSkipsNewsAndOtherAnswers()
    {
        std::atomic<bool> interrupted{false};
        Client client(interrupted);
        int progressSeen = 0;
        client.observe(
            [&](const Event& event) { progressSeen += std::holds_alternative<IndexProgress>(event) ? 1 : 0; });
        ScriptedEngine engine(client.sink(), [](RequestId request, const Command&) -> std::vector<Event> {
            return {IndexProgress{}, CommandDone{RequestId{99}}, FailuresListed{request, {{}, {}}}};
        });
        client.connect(engine);
        const auto answer = client.ask<FailuresListed>(ListFailures{});
        QVERIFY(answer);
        QCOMPARE(answer->failures.size(), 2U);
        QCOMPARE(progressSeen, 1);
    }

    void newsOfADownloadAreNotItsAnswer()
    {
        std::atomic<bool> interrupted{false};
        Client client(interrupted);
        ScriptedEngine engine(client.sink(), [](RequestId request, const Command&) -> std::vector<Event> {
            DownloadProgress progress;
            progress.request = request;
            return {progress, progress, ModelsListed{request, {ModelInfo{}}}};
        });
        client.connect(engine);
        const auto answer = client.ask<ModelsListed>(DownloadModel{"a/b"});
        QVERIFY(answer);
        QCOMPARE(answer->models.size(), 1U);
    }

    void aFailedCommandGivesItsError()
    {
        std::atomic<bool> interrupted{false};
        Client client(interrupted);
        ScriptedEngine engine(client.sink(), [](RequestId request, const Command&) -> std::vector<Event> {
            return {CommandFailed{request, {ErrorCode::NotFound, "no such folder"}}};
        });
        client.connect(engine);
        const Status status = client.tell(AddFolder{});
        QVERIFY(!status);
        QCOMPARE(status.error().code, ErrorCode::NotFound);
        const auto answer = client.ask<FoldersListed>(ListFolders{});
        QCOMPARE(answer.error().message, std::string("no such folder"));
    }

    void anUnexpectedAnswerIsAnError()
    {
        std::atomic<bool> interrupted{false};
        Client client(interrupted);
        ScriptedEngine engine(client.sink(), [](RequestId request, const Command&) -> std::vector<Event> {
            return {ModelsListed{request, {}}};
        });
        client.connect(engine);
        QCOMPARE(client.ask<FoldersListed>(ListFolders{}).error().code, ErrorCode::Internal);
    }

    void indexingWaitsForTheEndOfTheRun()
    {
        std::atomic<bool> interrupted{false};
        Client client(interrupted);
        ScriptedEngine engine(client.sink(), [](RequestId request, const Command&) -> std::vector<Event> {
            return {CommandDone{request}, IndexProgress{}, LibraryChanged{}, IndexingFinished{12, 1, 0}};
        });
        client.connect(engine);
        const auto finished = client.indexAfter(Rescan{});
        QVERIFY(finished);
        QCOMPARE(finished->filesDone, 12);
        QCOMPARE(finished->filesFailed, 1);
    }

    void indexingEndsWhenTheEngineSaysWhyItStopped()
    {
        std::atomic<bool> interrupted{false};
        Client client(interrupted);
        IndexProgress stopped;
        stopped.problem = "the disk is full";
        ScriptedEngine engine(client.sink(), [stopped](RequestId request, const Command&) -> std::vector<Event> {
            return {CommandDone{request}, stopped};
        });
        client.connect(engine);
        QCOMPARE(client.indexAfter(Rescan{}).error().message, std::string("the disk is full"));
    }

    void anInterruptionCancelsTheRunAndWaitsForItsEnd()
    {
        std::atomic<bool> interrupted{false};
        Client client(interrupted);
        bool cancelPosted = false;
        ScriptedEngine engine(client.sink(), [&](RequestId request, const Command& command) -> std::vector<Event> {
            if (std::holds_alternative<CancelIndexing>(command)) {
                cancelPosted = true;
                return {CommandDone{request}, IndexingFinished{3, 0, 0}};
            }
            return {CommandDone{request}, IndexProgress{}};
        });
        client.connect(engine);
        client.observe(
            [&](const Event& event) { interrupted = interrupted || std::holds_alternative<IndexProgress>(event); });
        QCOMPARE(client.indexAfter(Rescan{}).error().code, ErrorCode::Cancelled);
        QVERIFY(cancelPosted);
    }

    void anInterruptedQuestionIsWithdrawn()
    {
        std::atomic<bool> interrupted{true};
        Client client(interrupted);
        ScriptedEngine engine(client.sink(), [](RequestId, const Command&) { return std::vector<Event>{}; });
        client.connect(engine);
        QCOMPARE(client.ask<FoldersListed>(ListFolders{}).error().code, ErrorCode::Cancelled);
        QCOMPARE(engine.cancelled.size(), 1U);
    }
};

QTEST_APPLESS_MAIN(ClientTest)
#include "client_test.moc"
