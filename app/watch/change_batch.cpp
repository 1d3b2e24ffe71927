#include "app/watch/change_batch.h"

#include <algorithm>
#include <sys/stat.h>

namespace likeness {
namespace {

using namespace std::chrono_literals;

// Above this many single files, their folders are named instead: one walk is then cheaper than as many questions.
constexpr std::size_t kFilesMax = 1000;
constexpr auto kBegunPatience = 1000ms;

/// True when the file was written to within the last second, or is still empty.
bool isBeingWritten(const std::string& path)
{
    struct stat info { };
    if (::lstat(path.c_str(), &info) != 0) {
        return false;
    }
    const auto modified = std::chrono::seconds(info.st_mtim.tv_sec) + std::chrono::nanoseconds(info.st_mtim.tv_nsec);
    const auto age = std::chrono::system_clock::now().time_since_epoch() - modified;
    return info.st_size == 0 || (age >= 0s && age < kBegunPatience);
}

} // namespace

void ChangeBatch::addFile(std::string path, Clock::time_point now)
{
    m_begun.erase(path);
    m_first = empty() ? now : m_first;
    m_last = now;
    m_files.insert(std::move(path));
}

void ChangeBatch::addFolder(std::string path, Clock::time_point now)
{
    m_first = empty() ? now : m_first;
    m_last = now;
    m_folders.insert(std::move(path));
}

void ChangeBatch::addBegun(std::string path, Clock::time_point now) { m_begun[std::move(path)] = now + kBegunPatience; }

std::optional<ChangeBatch::Clock::time_point> ChangeBatch::due() const
{
    std::optional<Clock::time_point> soonest;
    if (!empty()) {
        soonest = std::min(m_last + m_quiet, m_first + m_gatheredMax);
    }
    for (const auto& [path, when] : m_begun) {
        soonest = std::min(soonest.value_or(when), when);
    }
    return soonest;
}

void ChangeBatch::takeFinished(Clock::time_point now)
{
    for (auto begun = m_begun.begin(); begun != m_begun.end();) {
        if (begun->second > now) {
            ++begun;
        } else if (isBeingWritten(begun->first)) {
            begun->second = now + kBegunPatience;
            ++begun;
        } else {
            // Ready at once: it has been quiet for longer than any burst.
            m_first = empty() ? now - m_gatheredMax : m_first;
            m_last = empty() ? now - m_quiet : m_last;
            m_files.insert(begun->first);
            begun = m_begun.erase(begun);
        }
    }
}

std::vector<std::filesystem::path> ChangeBatch::take(Clock::time_point now)
{
    takeFinished(now);
    if (empty() || now < std::min(m_last + m_quiet, m_first + m_gatheredMax)) {
        return {};
    }
    if (m_files.size() > kFilesMax) {
        for (const std::string& path : m_files) {
            m_folders.insert(path.substr(0, std::max<std::size_t>(path.rfind('/'), 1)));
        }
        m_files.clear();
    }
    m_files.merge(m_folders);
    std::vector<std::filesystem::path> taken;
    for (const std::string& path : m_files) {
        // A name such as "a b" sorts between "a" and "a/c": look for each folder above, not just at the one before.
        bool inside = false;
        for (std::size_t slash = path.rfind('/'); !inside && slash != std::string::npos && slash > 0;
             slash = path.rfind('/', slash - 1)) {
            inside = m_files.contains(path.substr(0, slash));
        }
        if (!inside) {
            taken.emplace_back(path);
        }
    }
    m_files.clear();
    m_folders.clear();
    return taken;
}

} // namespace likeness
