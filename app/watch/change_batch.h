#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

namespace likeness {

/// Gathers a burst of changes into one list: a copy of a thousand files is one look, not a thousand.
/// Thread: one.
class ChangeBatch {
public:
    using Clock = std::chrono::steady_clock;

    ChangeBatch(std::chrono::milliseconds quiet, std::chrono::milliseconds gatheredMax)
        : m_quiet(quiet)
        , m_gatheredMax(gatheredMax)
    {
    }

    /// A file that is worth a look now.
    void addFile(std::string path, Clock::time_point now);
    /// A folder that is worth a look now, with all below it.
    void addFolder(std::string path, Clock::time_point now);
    /// A file that was made but not yet closed: it joins when it is closed, or when nobody has written to it for a
    /// second (a file linked into place, or one whose writer just keeps it open).
    void addBegun(std::string path, Clock::time_point now);

    /// When to call `take` next.
    std::optional<Clock::time_point> due() const;
    /// What is ready, without paths inside other paths of the list; empty before `due`.
    std::vector<std::filesystem::path> take(Clock::time_point now);

private:
    bool empty() const { return m_files.empty() && m_folders.empty(); }
    void takeFinished(Clock::time_point now);

    const std::chrono::milliseconds m_quiet;
    const std::chrono::milliseconds m_gatheredMax;
    std::set<std::string> m_files;
    std::set<std::string> m_folders;
    Clock::time_point m_first;
    Clock::time_point m_last;
    std::unordered_map<std::string, Clock::time_point> m_begun; // when to look at them again
};

} // namespace likeness
