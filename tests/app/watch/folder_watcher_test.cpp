#include "app/watch/folder_watcher.h"

#include <QtTest>

#include <condition_variable>
#include <fcntl.h>
#include <fstream>
#include <mutex>
#include <set>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using likeness::FolderId;
using likeness::FolderInfo;
using likeness::FolderWatcher;
using likeness::WatchMode;
using likeness::WatchOptions;

namespace {

/// Collects what a watcher says and waits for parts of it.
class Notes {
public:
    void changed(const std::vector<fs::path>& paths)
    {
        std::unique_lock lock(m_mutex);
        m_lists.push_back(paths);
        m_paths.insert(paths.begin(), paths.end());
        m_news.notify_all();
        m_news.wait(lock, [this] { return !m_held; });
    }
    void modeNoted(FolderId folder, WatchMode mode, std::string reason)
    {
        std::lock_guard lock(m_mutex);
        m_modes[folder.value] = {mode, std::move(reason)};
        m_news.notify_all();
    }

    bool waitForPath(const fs::path& path)
    {
        return wait([&] { return m_paths.contains(path); });
    }
    /// True when the path or a folder above it is named.
    bool waitForLookAt(const fs::path& path)
    {
        return wait([&] {
            return std::ranges::any_of(m_paths, [&](const fs::path& named) {
                return path == named || path.native().starts_with(named.native() + '/');
            });
        });
    }
    bool waitForMode(WatchMode mode, int folder = 1)
    {
        return wait([&] { return m_modes.contains(folder) && m_modes[folder].first == mode; });
    }
    std::string reason(int folder = 1)
    {
        std::lock_guard lock(m_mutex);
        return m_modes[folder].second;
    }
    /// True when one call named both.
    bool waitForTogether(const fs::path& a, const fs::path& b)
    {
        return wait([&] {
            return std::ranges::any_of(m_lists, [&](const auto& list) {
                return std::ranges::find(list, a) != list.end() && std::ranges::find(list, b) != list.end();
            });
        });
    }
    bool hasPathBelow(const fs::path& folder)
    {
        std::lock_guard lock(m_mutex);
        return std::ranges::any_of(m_paths,
                                   [&](const fs::path& path) { return path.native().starts_with(folder.native()); });
    }
    std::size_t listCount()
    {
        std::lock_guard lock(m_mutex);
        return m_lists.size();
    }
    void clear()
    {
        std::lock_guard lock(m_mutex);
        m_paths.clear();
        m_lists.clear();
    }
    /// Keeps the watcher inside its next call, so that it reads no events.
    void hold(bool held)
    {
        std::lock_guard lock(m_mutex);
        m_held = held;
        m_news.notify_all();
    }

private:
    template <class Predicate> bool wait(Predicate predicate)
    {
        std::unique_lock lock(m_mutex);
        return m_news.wait_for(lock, 20s, predicate);
    }

    std::mutex m_mutex;
    std::condition_variable m_news;
    std::set<fs::path> m_paths;
    std::vector<std::vector<fs::path>> m_lists;
    std::map<std::int64_t, std::pair<WatchMode, std::string>> m_modes;
    bool m_held = false;
};

void write(const fs::path& path, const std::string& content) { std::ofstream(path, std::ios::binary) << content; }

/// A mounted tmpfs that goes away with the test.
class Mount {
public:
    explicit Mount(fs::path folder)
        : m_folder(std::move(folder))
    {
    }
    ~Mount() { take(); }
    bool put()
    {
        m_mounted = ::mount("tmpfs", m_folder.c_str(), "tmpfs", 0, "size=1m") == 0;
        return m_mounted;
    }
    void take()
    {
        if (m_mounted) {
            ::umount2(m_folder.c_str(), MNT_DETACH);
            m_mounted = false;
        }
    }

private:
    fs::path m_folder;
    bool m_mounted = false;
};

} // namespace

class FolderWatcherTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void everythingIsSeenWithinTwoSeconds();
    void aNewFileIsSeen();
    void aFileChangedInPlaceIsSeenWhenClosed();
    void aFileStillBeingWrittenIsLeftAlone();
    void aLinkedFileIsSeen();
    void aFileThatBecomesReadableIsSeen();
    void aRenamedFileIsSeenUnderBothNamesAtOnce();
    void aFileMovedBetweenFoldersIsSeenInBothAtOnce();
    void aDeletedFileIsSeen();
    void aNewFolderWithContentIsSeenAndWatched();
    void aFolderMovedInIsSeenAndWatched();
    void aFolderMovedOutIsSeenAndForgotten();
    void aRenamedFolderIsWatchedUnderItsNewName();
    void aDeletedFolderIsSeen();
    void namesThatAreNotUtf8AreSeen();
    void aBurstIsOneReport();
    void excludedFoldersAreNeverWatched();
    void changedRulesAreFollowed();
    void aForgottenFolderIsSilent();
    void runningOutOfWatchesFallsBackToPolling();
    void runningOutOfWatchesLaterFallsBackToPolling();
    void aNetworkFileSystemIsPolled();
    void aNetworkMountInsideAFolderIsPolled();
    void pollingSeesEveryKindOfChange();
    void anUnpluggedFolderIsReportedWhenItGoesAndWhenItIsBack();
    void anUnmountedDriveIsReportedWhenItGoesAndWhenItIsBack();
    void aVeryLargeBurstNamesFolders();
    void lostEventsHaveEverythingLookedAt();
    void aWatcherCanBeDestroyedAtAnyMoment();

private:
    FolderInfo folder(const fs::path& path, std::vector<std::string> excludes = {}, int id = 1) const
    {
        FolderInfo info;
        info.id = FolderId{id};
        info.path = path;
        info.rules.excludes = std::move(excludes);
        return info;
    }
    /// Watches m_root and waits until that works.
    void watch(WatchMode expected = WatchMode::Live, std::vector<std::string> excludes = {});
    void makeWatcher()
    {
        m_watcher
            = std::make_unique<FolderWatcher>([this](const std::vector<fs::path>& paths) { m_notes->changed(paths); },
                                              [this](FolderId id, WatchMode mode, std::string reason) {
                                                  m_notes->modeNoted(id, mode, std::move(reason));
                                              },
                                              m_options);
    }

    std::unique_ptr<QTemporaryDir> m_temporary;
    fs::path m_outside;
    fs::path m_root;
    WatchOptions m_options;
    std::unique_ptr<Notes> m_notes;
    std::unique_ptr<FolderWatcher> m_watcher;
};

void FolderWatcherTest::init()
{
    m_temporary = std::make_unique<QTemporaryDir>();
    m_outside = fs::path(m_temporary->path().toStdString()) / "outside";
    m_root = fs::path(m_temporary->path().toStdString()) / "photos";
    fs::create_directories(m_outside);
    fs::create_directories(m_root / "trips");
    m_options = {};
    m_options.quiet = 30ms;
    m_options.pollInterval = 50ms;
    m_options.rootInterval = 50ms;
    m_notes = std::make_unique<Notes>();
}

void FolderWatcherTest::cleanup()
{
    if (m_notes) {
        m_notes->hold(false);
    }
    m_watcher.reset();
    fs::remove_all(m_root.parent_path()); // QTemporaryDir cannot remove names that are not UTF-8
}

void FolderWatcherTest::watch(WatchMode expected, std::vector<std::string> excludes)
{
    makeWatcher();
    m_watcher->setFolders({folder(m_root, std::move(excludes))});
    QVERIFY(m_notes->waitForMode(expected));
    QVERIFY(m_notes->waitForPath(m_root));
    m_notes->clear();
}

void FolderWatcherTest::everythingIsSeenWithinTwoSeconds()
{
    const WatchOptions real;
    QVERIFY(real.quiet <= real.gatheredMax);
    QVERIFY(real.gatheredMax < 2s);
    QVERIFY(real.rootInterval + real.quiet < 2s);
}

void FolderWatcherTest::aNewFileIsSeen()
{
    watch();
    write(m_root / "trips/rome.jpg", "x");
    QVERIFY(m_notes->waitForPath(m_root / "trips/rome.jpg"));
}

void FolderWatcherTest::aFileChangedInPlaceIsSeenWhenClosed()
{
    write(m_root / "a.jpg", "before");
    watch();
    std::fstream file(m_root / "a.jpg", std::ios::in | std::ios::out);
    file << "after!";
    file.close();
    QVERIFY(m_notes->waitForPath(m_root / "a.jpg"));
}

void FolderWatcherTest::aFileStillBeingWrittenIsLeftAlone()
{
    watch();
    std::ofstream file(m_root / "slow.jpg");
    write(m_root / "fence.jpg", "x");
    QVERIFY(m_notes->waitForPath(m_root / "fence.jpg"));
    QVERIFY(!m_notes->hasPathBelow(m_root / "slow.jpg"));
    file << "all of it";
    file.close();
    QVERIFY(m_notes->waitForPath(m_root / "slow.jpg"));
}

void FolderWatcherTest::aLinkedFileIsSeen()
{
    write(m_outside / "a.jpg", "x");
    watch();
    fs::create_hard_link(m_outside / "a.jpg", m_root / "hard.jpg");
    QVERIFY(m_notes->waitForPath(m_root / "hard.jpg"));
    fs::create_symlink(m_outside / "a.jpg", m_root / "soft.jpg");
    QVERIFY(m_notes->waitForPath(m_root / "soft.jpg"));

    // A file written without a name and linked into place is never closed under that name.
    const int nameless = ::open(m_root.c_str(), O_TMPFILE | O_WRONLY, 0600);
    if (nameless < 0) {
        QSKIP("this file system has no O_TMPFILE");
    }
    QCOMPARE(::write(nameless, "x", 1), 1);
    const std::string source = "/proc/self/fd/" + std::to_string(nameless);
    QCOMPARE(::linkat(AT_FDCWD, source.c_str(), AT_FDCWD, (m_root / "late.jpg").c_str(), AT_SYMLINK_FOLLOW), 0);
    const bool seen = m_notes->waitForPath(m_root / "late.jpg");
    ::close(nameless);
    QVERIFY(seen);
}

void FolderWatcherTest::aFileThatBecomesReadableIsSeen()
{
    write(m_root / "a.jpg", "x");
    fs::permissions(m_root / "a.jpg", fs::perms::none);
    watch();
    fs::permissions(m_root / "a.jpg", fs::perms::owner_read);
    QVERIFY(m_notes->waitForPath(m_root / "a.jpg"));
}

void FolderWatcherTest::aRenamedFileIsSeenUnderBothNamesAtOnce()
{
    write(m_root / "a.jpg", "x");
    watch();
    fs::rename(m_root / "a.jpg", m_root / "b.jpg");
    QVERIFY(m_notes->waitForTogether(m_root / "a.jpg", m_root / "b.jpg"));
}

void FolderWatcherTest::aFileMovedBetweenFoldersIsSeenInBothAtOnce()
{
    fs::create_directories(m_root / "best");
    write(m_root / "trips/a.jpg", "x");
    watch();
    fs::rename(m_root / "trips/a.jpg", m_root / "best/a.jpg");
    QVERIFY(m_notes->waitForTogether(m_root / "trips/a.jpg", m_root / "best/a.jpg"));
}

void FolderWatcherTest::aDeletedFileIsSeen()
{
    write(m_root / "a.jpg", "x");
    watch();
    fs::remove(m_root / "a.jpg");
    QVERIFY(m_notes->waitForPath(m_root / "a.jpg"));
}

void FolderWatcherTest::aNewFolderWithContentIsSeenAndWatched()
{
    watch();
    fs::create_directories(m_root / "2024/may/deep");
    write(m_root / "2024/may/deep/a.jpg", "x");
    QVERIFY(m_notes->waitForPath(m_root / "2024"));
    m_notes->clear();
    write(m_root / "2024/may/deep/b.jpg", "x");
    QVERIFY(m_notes->waitForPath(m_root / "2024/may/deep/b.jpg"));
}

void FolderWatcherTest::aFolderMovedInIsSeenAndWatched()
{
    fs::create_directories(m_outside / "new/inner");
    watch();
    fs::rename(m_outside / "new", m_root / "new");
    QVERIFY(m_notes->waitForPath(m_root / "new"));
    write(m_root / "new/inner/a.jpg", "x");
    QVERIFY(m_notes->waitForPath(m_root / "new/inner/a.jpg"));
}

void FolderWatcherTest::aFolderMovedOutIsSeenAndForgotten()
{
    fs::create_directories(m_root / "trips/inner");
    watch();
    fs::rename(m_root / "trips", m_outside / "trips");
    QVERIFY(m_notes->waitForPath(m_root / "trips"));
    m_notes->clear();
    write(m_outside / "trips/inner/a.jpg", "x");
    write(m_root / "fence.jpg", "x");
    QVERIFY(m_notes->waitForPath(m_root / "fence.jpg"));
    QVERIFY(!m_notes->hasPathBelow(m_root / "trips"));
}

void FolderWatcherTest::aRenamedFolderIsWatchedUnderItsNewName()
{
    fs::create_directories(m_root / "trips/inner");
    watch();
    fs::rename(m_root / "trips", m_root / "travels");
    QVERIFY(m_notes->waitForTogether(m_root / "trips", m_root / "travels"));
    m_notes->clear();
    write(m_root / "travels/inner/a.jpg", "x");
    QVERIFY(m_notes->waitForPath(m_root / "travels/inner/a.jpg"));
    QVERIFY(!m_notes->hasPathBelow(m_root / "trips"));
}

void FolderWatcherTest::aDeletedFolderIsSeen()
{
    write(m_root / "trips/a.jpg", "x");
    watch();
    fs::remove_all(m_root / "trips");
    QVERIFY(m_notes->waitForPath(m_root / "trips"));
}

void FolderWatcherTest::namesThatAreNotUtf8AreSeen()
{
    watch();
    write(m_root / "\xE9t\xE9.jpg", "x");
    QVERIFY(m_notes->waitForPath(m_root / "\xE9t\xE9.jpg"));
}

void FolderWatcherTest::aBurstIsOneReport()
{
    watch();
    for (int i = 0; i < 200; ++i) {
        write(m_root / (std::to_string(i) + ".jpg"), "x");
    }
    QVERIFY(m_notes->waitForPath(m_root / "199.jpg"));
    QVERIFY2(m_notes->listCount() < 20, std::to_string(m_notes->listCount()).c_str());
}

void FolderWatcherTest::excludedFoldersAreNeverWatched()
{
    for (int i = 0; i < 50; ++i) {
        fs::create_directories(m_root / "private" / std::to_string(i));
        fs::create_directories(m_root / ".thumbnails" / std::to_string(i));
    }
    m_options.watchesMax = 2; // room for the root and trips/, and not one more
    watch(WatchMode::Live, {"private", "*.tmp"});
    fs::create_directories(m_root / "trips/private");
    write(m_root / "private/1/a.jpg", "x");
    write(m_root / ".thumbnails/1/a.jpg", "x");
    write(m_root / "trips/a.tmp", "x");
    write(m_root / "trips/fence.jpg", "x");
    QVERIFY(m_notes->waitForPath(m_root / "trips/fence.jpg"));
    for (const char* name : {"private", "trips/private", ".thumbnails", "trips/a.tmp"}) {
        QVERIFY2(!m_notes->hasPathBelow(m_root / name), name);
    }
    QVERIFY(m_notes->waitForMode(WatchMode::Live));
}

void FolderWatcherTest::changedRulesAreFollowed()
{
    watch();
    m_watcher->setFolders({folder(m_root, {"trips"})});
    QVERIFY(m_notes->waitForPath(m_root)); // watched anew
    m_notes->clear();
    write(m_root / "trips/a.jpg", "x");
    write(m_root / "fence.jpg", "x");
    QVERIFY(m_notes->waitForPath(m_root / "fence.jpg"));
    QVERIFY(!m_notes->hasPathBelow(m_root / "trips"));
}

void FolderWatcherTest::aForgottenFolderIsSilent()
{
    watch();
    m_watcher->setFolders({folder(m_outside, {}, 2)});
    QVERIFY(m_notes->waitForPath(m_outside));
    m_notes->clear();
    write(m_root / "a.jpg", "x");
    write(m_outside / "fence.jpg", "x");
    QVERIFY(m_notes->waitForPath(m_outside / "fence.jpg"));
    QVERIFY(!m_notes->hasPathBelow(m_root));
}

void FolderWatcherTest::runningOutOfWatchesFallsBackToPolling()
{
    for (int i = 0; i < 20; ++i) {
        fs::create_directories(m_root / std::to_string(i));
    }
    m_options.watchesMax = 5;
    watch(WatchMode::Polled);
    QVERIFY2(m_notes->reason().find("max_user_watches") != std::string::npos, m_notes->reason().c_str());
    write(m_root / "7/a.jpg", "x");
    QVERIFY(m_notes->waitForPath(m_root / "7"));

    // The folder that does not fit leaves its watches to others.
    m_watcher->setFolders({folder(m_root), folder(m_outside, {}, 2)});
    QVERIFY(m_notes->waitForMode(WatchMode::Live, 2));
}

void FolderWatcherTest::runningOutOfWatchesLaterFallsBackToPolling()
{
    m_options.watchesMax = 3;
    watch();
    fs::create_directories(m_root / "a/b/c/d");
    QVERIFY(m_notes->waitForMode(WatchMode::Polled));
    QVERIFY(m_notes->waitForPath(m_root)); // what was missed in between is looked for
    m_notes->clear();
    write(m_root / "a/b/c/d/a.jpg", "x");
    QVERIFY(m_notes->waitForLookAt(m_root / "a/b/c/d"));
}

void FolderWatcherTest::aNetworkFileSystemIsPolled()
{
    m_options.fileSystemType = [](const fs::path&) { return std::int64_t{0x6969}; };
    watch(WatchMode::Polled);
    QVERIFY2(m_notes->reason().find("NFS") != std::string::npos, m_notes->reason().c_str());
    write(m_root / "trips/a.jpg", "x");
    QVERIFY(m_notes->waitForPath(m_root / "trips"));
}

void FolderWatcherTest::aNetworkMountInsideAFolderIsPolled()
{
    fs::create_directories(m_root / "trips/nas");
    Mount mount(m_root / "trips/nas");
    if (!mount.put()) {
        QSKIP("mounting needs root");
    }
    m_options.fileSystemType = [nas = m_root / "trips/nas"](const fs::path& path) {
        return path == nas ? std::int64_t{0xFE534D42} : std::int64_t{0xEF53};
    };
    watch(WatchMode::Polled);
    QVERIFY2(m_notes->reason().find("SMB") != std::string::npos, m_notes->reason().c_str());
}

void FolderWatcherTest::pollingSeesEveryKindOfChange()
{
    fs::create_directories(m_root / "private");
    write(m_root / "trips/changed.jpg", "before");
    write(m_root / "trips/deleted.jpg", "x");
    m_options.fileSystemType = [](const fs::path&) { return std::int64_t{0x517B}; };
    watch(WatchMode::Polled, {"private"});
    const auto seenInTrips = [this] {
        const bool seen = m_notes->waitForPath(m_root / "trips");
        m_notes->clear();
        return seen;
    };
    write(m_root / "private/a.jpg", "x"); // excluded: must not show in what follows
    write(m_root / "trips/new.jpg", "x");
    QVERIFY(seenInTrips());
    write(m_root / "trips/changed.jpg", "after!"); // same size
    QVERIFY(seenInTrips());
    fs::rename(m_root / "trips/new.jpg", m_root / "trips/renamed.jpg");
    QVERIFY(seenInTrips());
    fs::remove(m_root / "trips/deleted.jpg");
    QVERIFY(seenInTrips());
    QVERIFY(!m_notes->hasPathBelow(m_root / "private"));
    fs::create_directories(m_root / "trips/inner");
    QVERIFY(seenInTrips());
    write(m_root / "trips/inner/a.jpg", "x");
    QVERIFY(m_notes->waitForPath(m_root / "trips/inner"));
    fs::remove_all(m_root / "trips");
    QVERIFY(m_notes->waitForPath(m_root));
}

void FolderWatcherTest::anUnpluggedFolderIsReportedWhenItGoesAndWhenItIsBack()
{
    watch();
    fs::rename(m_root, m_outside / "away");
    QVERIFY(m_notes->waitForMode(WatchMode::None));
    QVERIFY(m_notes->waitForPath(m_root));
    m_notes->clear();
    fs::rename(m_outside / "away", m_root);
    QVERIFY(m_notes->waitForMode(WatchMode::Live));
    QVERIFY(m_notes->waitForPath(m_root));
    write(m_root / "trips/a.jpg", "x");
    QVERIFY(m_notes->waitForPath(m_root / "trips/a.jpg"));
}

void FolderWatcherTest::anUnmountedDriveIsReportedWhenItGoesAndWhenItIsBack()
{
    // The mount point stays as an empty folder, as those in fstab do.
    Mount drive(m_root);
    if (!drive.put()) {
        QSKIP("mounting needs root");
    }
    watch();
    write(m_root / "a.jpg", "x");
    QVERIFY(m_notes->waitForPath(m_root / "a.jpg"));
    m_notes->clear();
    drive.take();
    QVERIFY(m_notes->waitForPath(m_root));
    m_notes->clear();
    QVERIFY(drive.put());
    QVERIFY(m_notes->waitForPath(m_root));
    write(m_root / "b.jpg", "x");
    QVERIFY(m_notes->waitForPath(m_root / "b.jpg"));
}

void FolderWatcherTest::aVeryLargeBurstNamesFolders()
{
    fs::create_directories(m_root / "best");
    watch();
    m_notes->hold(true);
    write(m_root / "trips/first.jpg", "x");
    QVERIFY(m_notes->waitForPath(m_root / "trips/first.jpg"));
    for (int i = 0; i < 1500; ++i) {
        write(m_root / (i % 2 == 0 ? "trips" : "best") / std::to_string(i), "x");
    }
    m_notes->hold(false);
    QVERIFY(m_notes->waitForTogether(m_root / "trips", m_root / "best"));
    QVERIFY(!m_notes->hasPathBelow(m_root / "best" / "1"));
}

void FolderWatcherTest::lostEventsHaveEverythingLookedAt()
{
    std::size_t queueMax = 0;
    std::ifstream("/proc/sys/fs/inotify/max_queued_events") >> queueMax;
    if (queueMax == 0 || queueMax > 100'000) {
        QSKIP("the event queue of this system is too long to overflow");
    }
    watch();
    m_notes->hold(true);
    write(m_root / "trips/first.jpg", "x");
    QVERIFY(m_notes->waitForPath(m_root / "trips/first.jpg")); // the watcher is inside its call now
    for (std::size_t i = 0; i < queueMax; ++i) {
        write(m_root / "trips" / std::to_string(i), {});
    }
    fs::create_directories(m_root / "unnoticed"); // its event is among the lost
    m_notes->hold(false);
    QVERIFY(m_notes->waitForPath(m_root));
    m_notes->clear();
    write(m_root / "unnoticed/a.jpg", "x");
    QVERIFY(m_notes->waitForPath(m_root / "unnoticed/a.jpg"));
}

void FolderWatcherTest::aWatcherCanBeDestroyedAtAnyMoment()
{
    for (int i = 0; i < 200; ++i) {
        fs::create_directories(m_root / "many" / std::to_string(i));
    }
    for (int round = 0; round < 50; ++round) {
        makeWatcher();
        m_watcher->setFolders({folder(m_root)});
        if (round % 2 == 1) {
            write(m_root / "a.jpg", "x");
            QVERIFY(m_notes->waitForMode(WatchMode::Live));
        }
        m_watcher.reset();
    }
}

QTEST_GUILESS_MAIN(FolderWatcherTest)
#include "folder_watcher_test.moc"
