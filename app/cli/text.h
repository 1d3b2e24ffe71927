#pragma once

#include "core/api/types.h"

#include <string>
#include <vector>

namespace likeness::cli {

/// "1.5 MB"; powers of 1000, as file managers show them.
std::string sizeText(std::int64_t sizeBytes);
/// "1,234,567"
std::string countText(std::int64_t count);
/// "1 photo", "12,345 photos"
std::string countText(std::int64_t count, const char* singular);
/// "45 s", "3 min 20 s", "2 h 5 min"
std::string durationText(std::chrono::seconds duration);
/// "2.35 ms", "1.2 s"
std::string latencyText(std::chrono::microseconds duration);
/// "2019-06-01T10:00:00", with "+02:00" or "Z" where the zone is known.
std::string isoTime(const CaptureTime& time);
/// "2019-06-01 10:00"
std::string shortTime(const CaptureTime& time);
/// A path for a terminal: UTF-8, with control characters, which could command the terminal, replaced.
std::string printable(const std::filesystem::path& path);
std::string printable(std::string text);
/// The path's bytes with everything but unreserved characters and slashes as %XX (RFC 3986).
std::string percentEncoded(const std::filesystem::path& path);
/// Columns a terminal needs for UTF-8 text.
std::size_t columnsOf(const std::string& text);

/// Lines of cells, aligned in columns two blanks apart.
class Table {
public:
    enum class Align { Left, Right };

    explicit Table(std::vector<Align> alignment)
        : m_alignment(std::move(alignment))
    {
    }

    /// Adds a line with one cell per column.
    void add(std::vector<std::string> cells) { m_lines.push_back(std::move(cells)); }
    bool empty() const { return m_lines.empty(); }
    /// Every line ends in a newline and none in blanks.
    std::string text() const;

private:
    std::vector<Align> m_alignment;
    std::vector<std::vector<std::string>> m_lines;
};

} // namespace likeness::cli
