#include "app/watch/folder_watcher.h"

#include "app/watch/change_batch.h"
#include "app/watch/directory.h"
#include "app/watch/file_system_kind.h"
#include "app/watch/inotify_tree.h"
#include "app/watch/polled_tree.h"

#include <algorithm>
#include <atomic>
#include <fstream>
#include <mutex>
#include <poll.h>
#include <sys/eventfd.h>
#include <thread>

namespace likeness {
namespace {

using Clock = std::chrono::steady_clock;

std::string outOfWatchesReason(bool hasDescriptor)
{
    if (!hasDescriptor) {
        return "the system allows no further inotify instances (fs.inotify.max_user_instances)";
    }
    std::string limit;
    std::ifstream("/proc/sys/fs/inotify/max_user_watches") >> limit;
    return "the system's limit of watched folders is reached (fs.inotify.max_user_watches"
           + (limit.empty() ? std::string() : " = " + limit) + ")";
}

/// Which folder a path names now; a drive mounted over it, or taken away, makes it another.
struct RootIdentity {
    bool there = false;
    dev_t device = 0;
    ino_t inode = 0;

    static RootIdentity of(const std::string& root)
    {
        struct stat info { };
        if (::stat(root.c_str(), &info) != 0 || !S_ISDIR(info.st_mode)) {
            return {};
        }
        return {true, info.st_dev, info.st_ino};
    }
    friend bool operator==(const RootIdentity&, const RootIdentity&) = default;
};

/// A registered folder as the loop knows it.
struct WatchedFolder {
    WatchedFolder(FolderInfo folder)
        : info(std::move(folder))
        , root(info.path.native())
        , rules(info.rules)
    {
        while (root.size() > 1 && root.back() == '/') {
            root.pop_back();
        }
    }

    bool contains(const std::string& path) const
    {
        return path == root || path.starts_with(root == "/" ? root : root + '/');
    }
    bool excludes(const std::string& path, bool isFolder) const
    {
        return rules.excludes(relativeTo(root, path), isFolder);
    }
    bool sameAs(const FolderInfo& other) const
    {
        return info.id == other.id && info.path == other.path && info.rules == other.rules;
    }

    FolderInfo info;
    std::string root;
    ExcludeRules rules;
    RootIdentity identity;
    WatchMode mode = WatchMode::None;
    std::unique_ptr<PolledTree> polled; // while mode is Polled
    Clock::time_point nextLook;
};

} // namespace

class FolderWatcher::Loop {
public:
    Loop(Changed changed, ModeNoted modeNoted, WatchOptions options)
        : m_options(std::move(options))
        , m_changed(std::move(changed))
        , m_modeNoted(std::move(modeNoted))
        , m_wakeUp(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
        , m_inotify(std::make_unique<InotifyTree>(m_options.watchesMax))
        , m_batch(m_options.quiet, m_options.gatheredMax)
        , m_thread([this] { run(); })
    {
    }

    ~Loop()
    {
        m_stopping = true;
        wakeUp();
        m_thread.join();
    }

    void setFolders(std::vector<FolderInfo> folders)
    {
        {
            std::lock_guard lock(m_mutex);
            m_wanted = std::move(folders);
        }
        wakeUp();
    }

private:
    void wakeUp() { ::eventfd_write(m_wakeUp.value(), 1); }

    void run()
    {
        while (!m_stopping) {
            takeWanted();
            checkRoots();
            lookAtPolled();
            if (auto changed = m_batch.take(Clock::now()); !changed.empty()) {
                m_changed(std::move(changed));
            }
            waitForNews();
        }
    }

    void waitForNews()
    {
        Clock::time_point until = m_nextRootCheck;
        until = std::min(until, m_batch.due().value_or(until));
        for (const auto& folder : m_folders) {
            until = folder->polled ? std::min(until, folder->nextLook) : until;
        }
        const auto wait = std::chrono::ceil<std::chrono::milliseconds>(until - Clock::now()).count();
        pollfd descriptors[] = {{m_wakeUp.value(), POLLIN, 0}, {m_inotify->descriptor(), POLLIN, 0}};
        ::poll(descriptors, 2, static_cast<int>(std::max<std::int64_t>(wait, 0)));
        eventfd_t ignored = 0;
        ::eventfd_read(m_wakeUp.value(), &ignored);
        if (descriptors[1].revents != 0) {
            for (const WatchEvent& event : m_inotify->readEvents()) {
                handle(event);
            }
        }
    }

    void takeWanted()
    {
        std::optional<std::vector<FolderInfo>> wanted;
        {
            std::lock_guard lock(m_mutex);
            wanted.swap(m_wanted);
        }
        if (!wanted) {
            return;
        }
        std::erase_if(m_folders, [&](const auto& folder) {
            const bool stays = std::ranges::any_of(*wanted, [&](const auto& info) { return folder->sameAs(info); });
            if (!stays) {
                m_inotify->forget(folder->root);
            }
            return !stays;
        });
        for (FolderInfo& info : *wanted) {
            if (std::ranges::none_of(m_folders, [&](const auto& folder) { return folder->sameAs(info); })) {
                m_folders.push_back(std::make_unique<WatchedFolder>(std::move(info)));
                start(*m_folders.back());
            }
        }
    }

    /// Watches a folder from the beginning, in the best way that works, and has all of it looked at.
    void start(WatchedFolder& folder)
    {
        m_inotify->forget(folder.root);
        folder.polled.reset();
        folder.identity = RootIdentity::of(folder.root);
        if (!folder.identity.there) {
            note(folder, WatchMode::None, "the folder is not there now; Likeness looks for it every second");
        } else if (const std::string reason = watchTree(folder, folder.root, folder.identity.device); reason.empty()) {
            note(folder, WatchMode::Live, {});
        } else {
            startPolling(folder, reason);
        }
        m_batch.addFolder(folder.root, Clock::now());
    }

    void startPolling(WatchedFolder& folder, const std::string& reason)
    {
        m_inotify->forget(folder.root);
        folder.polled = std::make_unique<PolledTree>(folder.root, folder.info.rules);
        folder.nextLook = Clock::now();
        note(folder, WatchMode::Polled, reason);
        m_batch.addFolder(folder.root, Clock::now()); // the first look only remembers
    }

    void note(WatchedFolder& folder, WatchMode mode, std::string reason)
    {
        folder.mode = mode;
        m_modeNoted(folder.info.id, mode, std::move(reason));
    }

    /// Watches a folder of a tree and all below it. Each is watched before it is read, so that nothing made meanwhile
    /// is missed. Returns why that is impossible, or nothing.
    std::string watchTree(const WatchedFolder& folder, const std::string& top, dev_t deviceAbove)
    {
        struct Visit {
            std::string path;
            dev_t deviceAbove;
        };
        std::vector<Visit> toVisit{{top, deviceAbove}};
        while (!toVisit.empty() && !m_stopping) {
            const Visit visit = std::move(toVisit.back());
            toVisit.pop_back();
            const RootIdentity identity = RootIdentity::of(visit.path);
            if (visit.path == folder.root || identity.device != visit.deviceAbove) {
                const std::int64_t type
                    = m_options.fileSystemType ? m_options.fileSystemType(visit.path) : fileSystemTypeOf(visit.path);
                if (const std::string name = remoteFileSystemName(type); !name.empty()) {
                    return "it is on a network file system (" + name + ")";
                }
            }
            if (m_inotify->watch(visit.path) == InotifyTree::Outcome::OutOfWatches) {
                return outOfWatchesReason(m_inotify->descriptor() >= 0);
            }
            forEachEntry(visit.path, [&](const DirectoryEntry& entry) {
                if (S_ISDIR(entry.info.st_mode) && !folder.excludes(entry.path, /*isFolder=*/true)) {
                    toVisit.push_back({entry.path, identity.device});
                }
            });
        }
        return {};
    }

    void handle(const WatchEvent& event)
    {
        using Kind = WatchEvent::Kind;
        if (event.kind == Kind::Overflow) {
            startAgain();
            return;
        }
        const auto owner
            = std::ranges::find_if(m_folders, [&](const auto& folder) { return folder->contains(event.path); });
        if (owner == m_folders.end()) {
            return;
        }
        WatchedFolder& folder = **owner;
        if (folder.polled) {
            return; // one of the last events of watches just given up
        }
        if (event.kind == Kind::WatchLost && event.path == folder.root) {
            m_nextRootCheck = Clock::now();
            return;
        }
        const bool isFolder = event.kind != Kind::FileChanged && event.kind != Kind::FileBegun;
        if (folder.excludes(event.path, isFolder)) {
            return;
        }
        const Clock::time_point now = Clock::now();
        if (event.kind == Kind::FileBegun) {
            m_batch.addBegun(event.path, now);
            return;
        }
        if (event.kind == Kind::FileChanged) {
            m_batch.addFile(event.path, now);
            return;
        }
        m_batch.addFolder(event.path, now);
        // A watch below the root is lost to an unmount too; what is then in its place is watched instead.
        if (event.kind != Kind::FolderGone && RootIdentity::of(event.path).there) {
            if (const std::string reason = watchTree(folder, event.path, folder.identity.device); !reason.empty()) {
                startPolling(folder, reason);
            }
        }
    }

    /// After lost events no path that we remember can be trusted.
    void startAgain()
    {
        m_inotify = std::make_unique<InotifyTree>(m_options.watchesMax);
        for (const auto& folder : m_folders) {
            if (folder->mode == WatchMode::Live) {
                start(*folder);
            }
        }
    }

    void checkRoots()
    {
        const Clock::time_point now = Clock::now();
        if (now < m_nextRootCheck) {
            return;
        }
        m_nextRootCheck = now + m_options.rootInterval;
        for (const auto& folder : m_folders) {
            if (RootIdentity::of(folder->root) != folder->identity) {
                start(*folder);
            }
        }
    }

    void lookAtPolled()
    {
        for (const auto& folder : m_folders) {
            const Clock::time_point began = Clock::now();
            if (!folder->polled || began < folder->nextLook) {
                continue;
            }
            for (std::string& path : folder->polled->look(m_stopping)) {
                m_batch.addFolder(std::move(path), Clock::now());
            }
            const Clock::time_point ended = Clock::now();
            folder->nextLook = ended + std::max<Clock::duration>(m_options.pollInterval, 20 * (ended - began));
        }
    }

    const WatchOptions m_options;
    const Changed m_changed;
    const ModeNoted m_modeNoted;
    const Descriptor m_wakeUp;
    std::atomic<bool> m_stopping{false};
    std::mutex m_mutex;
    std::optional<std::vector<FolderInfo>> m_wanted; // guarded by m_mutex

    // Only the thread touches these.
    std::unique_ptr<InotifyTree> m_inotify;
    std::vector<std::unique_ptr<WatchedFolder>> m_folders;
    ChangeBatch m_batch;
    Clock::time_point m_nextRootCheck;

    std::thread m_thread; // last: it uses everything above
};

FolderWatcher::FolderWatcher(Changed changed, ModeNoted modeNoted, WatchOptions options)
    : m_loop(std::make_unique<Loop>(std::move(changed), std::move(modeNoted), std::move(options)))
{
}

FolderWatcher::~FolderWatcher() = default;

void FolderWatcher::setFolders(std::vector<FolderInfo> folders) { m_loop->setFolders(std::move(folders)); }

} // namespace likeness
