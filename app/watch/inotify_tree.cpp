#include "app/watch/inotify_tree.h"

#include <cerrno>
#include <cstdint>
#include <cstring>
#include <sys/inotify.h>
#include <sys/stat.h>

namespace likeness {
namespace {

// IN_MODIFY is left out on purpose: it comes for every write, and only the close says that a file is worth reading.
constexpr std::uint32_t kMask = IN_CREATE | IN_CLOSE_WRITE | IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE | IN_ATTRIB
                                | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR | IN_EXCL_UNLINK;

/// A name that exists from its first moment with all its bytes: a symbolic or a second hard link.
bool isLink(const std::string& path)
{
    struct stat info { };
    return ::lstat(path.c_str(), &info) == 0 && (!S_ISREG(info.st_mode) || info.st_nlink > 1);
}

} // namespace

struct InotifyTree::Raw {
    int watch = -1;
    std::uint32_t mask = 0;
    std::string name;
};

InotifyTree::InotifyTree(std::size_t watchesMax)
    : m_descriptor(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC))
    , m_watchesMax(watchesMax)
{
}

InotifyTree::Outcome InotifyTree::watch(const std::string& folder)
{
    const bool full = m_watches.size() >= m_watchesMax && !m_watches.contains(folder);
    int watch = -1;
    if (m_descriptor.valid() && !full) {
        watch = ::inotify_add_watch(m_descriptor.value(), folder.c_str(), kMask);
    } else {
        errno = ENOSPC;
    }
    if (watch < 0) {
        return errno == ENOSPC || errno == ENOMEM ? Outcome::OutOfWatches : Outcome::NotThere;
    }
    if (const auto known = m_watches.find(folder); known != m_watches.end() && known->second != watch) {
        m_paths.erase(known->second); // the name now means another folder
    }
    if (const auto other = m_paths.find(watch); other != m_paths.end() && other->second != folder) {
        m_watches.erase(other->second); // the same folder under an older name
    }
    m_paths[watch] = folder;
    m_watches[folder] = watch;
    return Outcome::Watching;
}

void InotifyTree::forget(const std::string& folder)
{
    const auto drop = [this](auto entry) {
        ::inotify_rm_watch(m_descriptor.value(), entry->second);
        m_paths.erase(entry->second);
        return m_watches.erase(entry);
    };
    auto [entry, end] = rangeBelow(m_watches, folder);
    while (entry != end) {
        entry = drop(entry);
    }
    if (const auto self = m_watches.find(folder); self != m_watches.end()) {
        drop(self);
    }
}

std::vector<WatchEvent> InotifyTree::readEvents()
{
    std::vector<WatchEvent> events;
    // Room for some hundred events; one event is the struct and a name of at most 255 bytes.
    alignas(inotify_event) char buffer[64 * 1024];
    while (true) {
        const ssize_t got = ::read(m_descriptor.value(), buffer, sizeof buffer);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got <= 0) {
            return events;
        }
        for (std::size_t at = 0; at < static_cast<std::size_t>(got);) {
            inotify_event head;
            std::memcpy(&head, buffer + at, sizeof head);
            const char* name = buffer + at + sizeof head;
            translate({head.wd, head.mask, head.len > 0 ? std::string(name) : std::string()}, events);
            at += sizeof head + head.len;
        }
    }
}

void InotifyTree::translate(const Raw& event, std::vector<WatchEvent>& events)
{
    using Kind = WatchEvent::Kind;
    if (event.mask & IN_Q_OVERFLOW) {
        events.push_back({Kind::Overflow, {}});
        return;
    }
    const auto watched = m_paths.find(event.watch);
    if (watched == m_paths.end()) {
        return; // forgotten while the event was on its way
    }
    const std::string folder = watched->second;
    if (event.mask & (IN_DELETE_SELF | IN_MOVE_SELF | IN_UNMOUNT | IN_IGNORED)) {
        forget(folder);
        events.push_back({Kind::WatchLost, folder});
        return;
    }
    if (event.name.empty()) {
        return; // the folder's own attributes
    }
    std::string path = folder == "/" ? folder + event.name : folder + '/' + event.name;
    if (event.mask & IN_ISDIR) {
        if (event.mask & (IN_CREATE | IN_MOVED_TO | IN_ATTRIB)) {
            events.push_back({Kind::FolderAppeared, std::move(path)}); // chmod may have made it readable
        } else if (event.mask & (IN_DELETE | IN_MOVED_FROM)) {
            forget(path);
            events.push_back({Kind::FolderGone, std::move(path)});
        }
        return;
    }
    const bool begun = (event.mask & IN_CREATE) != 0 && !isLink(path);
    events.push_back({begun ? Kind::FileBegun : Kind::FileChanged, std::move(path)});
}

} // namespace likeness
