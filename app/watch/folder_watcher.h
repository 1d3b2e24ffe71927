#pragma once

#include "core/api/types.h"

#include <limits>

namespace likeness {

/// How quick the watcher is, and the edges where tests put something else.
struct WatchOptions {
    std::chrono::milliseconds quiet{300};         ///< a burst is over when nothing happened for this long,
    std::chrono::milliseconds gatheredMax{1500};  ///< or has been gathered for this long
    std::chrono::milliseconds pollInterval{5000}; ///< at least; a look never takes more than 1/20 of the time
    std::chrono::milliseconds rootInterval{1000}; ///< between two looks whether a root is still the same folder
    std::size_t watchesMax = std::numeric_limits<std::size_t>::max(); ///< a limit below the system's own
    /// statfs f_type of the file system that holds a folder; absent = ask the system.
    std::function<std::int64_t(const std::filesystem::path&)> fileSystemType;
};

/// Says where in the registered folders something has changed: new, changed, renamed, moved, deleted files and folders.
///
/// It only says where to look; what changed is found by the scan. Live through inotify; by looking again every few
/// seconds where inotify cannot work. A root that is away (an unplugged drive) is reported when it goes and when it is
/// back. Once a folder is watched, its root is reported, so that nothing from before is missed.
/// Thread: every function from any thread; the callbacks come on the watcher's own thread, and the destructor joins it.
class FolderWatcher {
public:
    /// Files and folders below registered roots, or roots; a burst of changes is one call.
    using Changed = std::function<void(std::vector<std::filesystem::path>)>;
    /// How a folder is watched from now on; `reason` is empty for Live.
    using ModeNoted = std::function<void(FolderId, WatchMode, std::string reason)>;

    FolderWatcher(Changed changed, ModeNoted modeNoted, WatchOptions options = {});
    ~FolderWatcher();

    /// Watches these folders and no others. Folders that stay the same are not disturbed.
    void setFolders(std::vector<FolderInfo> folders);

private:
    class Loop;

    std::unique_ptr<Loop> m_loop;
};

} // namespace likeness
