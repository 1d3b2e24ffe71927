#include "app/watch/engine_watch.h"

#include <QtTest>

#include <condition_variable>
#include <fstream>
#include <mutex>

namespace fs = std::filesystem;
using namespace likeness;
using namespace std::chrono_literals;

namespace {

/// Keeps what is posted.
class RecordingEngine final : public Engine {
public:
    RequestId post(Command command) override
    {
        std::lock_guard lock(m_mutex);
        m_commands.push_back(std::move(command));
        m_news.notify_all();
        return RequestId{static_cast<std::int64_t>(m_commands.size())};
    }
    void cancel(RequestId) override { }

    template <class Kind> std::size_t count()
    {
        std::lock_guard lock(m_mutex);
        return static_cast<std::size_t>(std::ranges::count_if(
            m_commands, [](const Command& command) { return std::holds_alternative<Kind>(command); }));
    }
    /// Waits until a command of this kind satisfies the predicate.
    template <class Kind, class Predicate> bool waitFor(Predicate predicate)
    {
        std::unique_lock lock(m_mutex);
        return m_news.wait_for(lock, 20s, [&] {
            return std::ranges::any_of(m_commands, [&](const Command& command) {
                const auto* wanted = std::get_if<Kind>(&command);
                return wanted != nullptr && predicate(*wanted);
            });
        });
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_news;
    std::vector<Command> m_commands;
};

} // namespace

class EngineWatchTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void asksForTheFoldersAtOnce();
    void asksAgainWhenFoldersChange();
    void tellsTheEngineWhereToLookAndHowItWatches();
};

void EngineWatchTest::asksForTheFoldersAtOnce()
{
    RecordingEngine engine;
    const EngineWatch watch(engine);
    QCOMPARE(engine.count<ListFolders>(), std::size_t{1});
}

void EngineWatchTest::asksAgainWhenFoldersChange()
{
    RecordingEngine engine;
    EngineWatch watch(engine);
    LibraryChanged changed;
    watch.onEvent(changed);
    QCOMPARE(engine.count<ListFolders>(), std::size_t{1});
    changed.foldersChanged = true;
    watch.onEvent(changed);
    QCOMPARE(engine.count<ListFolders>(), std::size_t{2});
}

void EngineWatchTest::tellsTheEngineWhereToLookAndHowItWatches()
{
    const QTemporaryDir temporary;
    const fs::path root = temporary.path().toStdString();
    RecordingEngine engine;
    EngineWatch watch(engine);
    FoldersListed listed;
    listed.folders.emplace_back();
    listed.folders[0].id = FolderId{7};
    listed.folders[0].path = root;
    watch.onEvent(listed);
    QVERIFY(engine.waitFor<NoteWatchMode>(
        [](const NoteWatchMode& note) { return note.folder == FolderId{7} && note.mode == WatchMode::Live; }));
    const auto names = [](const fs::path& path) {
        return [path](const Rescan& rescan) { return std::ranges::find(rescan.paths, path) != rescan.paths.end(); };
    };
    QVERIFY(engine.waitFor<Rescan>(names(root)));
    std::ofstream(root / "a.jpg") << "x";
    QVERIFY(engine.waitFor<Rescan>(names(root / "a.jpg")));

    // The engine's answer to the note changes nothing for the watcher: no note, no second look at everything.
    listed.folders[0].watch = WatchMode::Live;
    listed.folders[0].photoCount = 1;
    watch.onEvent(listed);
    std::ofstream(root / "b.jpg") << "x";
    QVERIFY(engine.waitFor<Rescan>(names(root / "b.jpg")));
    QCOMPARE(engine.count<NoteWatchMode>(), std::size_t{1});
}

QTEST_GUILESS_MAIN(EngineWatchTest)
#include "engine_watch_test.moc"
