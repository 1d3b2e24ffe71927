#pragma once

#include "core/base/descriptor.h"

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace likeness {

/// One thing that inotify said, with the descriptor turned back into a path.
struct WatchEvent {
    enum class Kind {
        FileChanged,    ///< complete: closed after writing, moved in or out, deleted, linked
        FileBegun,      ///< made, and perhaps still being written
        FolderAppeared, ///< made or moved in
        FolderGone,     ///< deleted or moved out
        WatchLost,      ///< the watched folder itself was deleted, renamed or unmounted
        Overflow,       ///< events were lost; `path` is empty
    };
    Kind kind = Kind::FileChanged;
    std::string path;
};

/// The folders watched through one inotify descriptor. Paths are kept as strings with slashes, as the kernel gives
/// them. Thread: one.
class InotifyTree {
public:
    enum class Outcome {
        Watching,
        NotThere,     ///< gone meanwhile, no folder, or not ours to read
        OutOfWatches, ///< fs.inotify.max_user_watches, or `watchesMax`
    };

    /// `watchesMax` is a limit of our own below the system's. An instance without descriptor (the system has no more)
    /// answers OutOfWatches to everything.
    explicit InotifyTree(std::size_t watchesMax);

    /// -1 when the system gave none.
    int descriptor() const { return m_descriptor.value(); }

    /// Watches one folder, not those inside. Again is harmless.
    Outcome watch(const std::string& folder);
    /// Stops to watch a folder and all below it.
    void forget(const std::string& folder);
    /// Takes what the kernel has to say now, without waiting.
    std::vector<WatchEvent> readEvents();

private:
    struct Raw;

    void translate(const Raw& event, std::vector<WatchEvent>& events);

    Descriptor m_descriptor;
    std::size_t m_watchesMax;
    std::unordered_map<int, std::string> m_paths;
    std::map<std::string, int> m_watches; // ordered, so that a subtree is one range
};

/// The keys of a map ordered by path that lie below `folder`, not `folder` itself.
template <class Map> auto rangeBelow(Map& map, const std::string& folder)
{
    // '0' is the character after '/': everything between starts with "folder/".
    return std::pair(map.lower_bound(folder + '/'), map.lower_bound(folder + '0'));
}

} // namespace likeness
