#pragma once

#include "core/api/events.h"
#include "core/base/file_system.h"

#include <deque>
#include <mutex>

namespace likeness {

/// The part `share` (0..1) of `times` is not longer than this; 0 without times. The order of `times` is changed.
std::chrono::microseconds percentile(std::vector<std::chrono::microseconds>& times, double share);

/// Wall-clock times of the searches people made, the last 1,000 of them, kept in a file from run to run. The file is
/// derived: what cannot be read begins anew.
/// Thread: every function from any thread.
class SearchLatencies {
public:
    explicit SearchLatencies(std::filesystem::path file);

    void add(std::chrono::microseconds latency);
    void report(LibraryStatus& status) const;
    /// Writes the file if there were searches since it was read. Errors: Io, OutOfResources (disk full).
    Status keep(FileSystem& files);

private:
    const std::filesystem::path m_file;
    mutable std::mutex m_mutex;
    std::deque<std::chrono::microseconds> m_last; // guarded by m_mutex
    std::int64_t m_count = 0;                     // guarded by m_mutex
    bool m_changed = false;                       // guarded by m_mutex
};

} // namespace likeness
