#include "core/engine/search_latencies.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

namespace likeness {
namespace {

constexpr std::size_t kKept = 1000;
constexpr std::int64_t kFileBytesMax = 1 << 20;

} // namespace

std::chrono::microseconds percentile(std::vector<std::chrono::microseconds>& times, double share)
{
    if (times.empty()) {
        return {};
    }
    const auto rank = static_cast<std::size_t>(std::ceil(share * static_cast<double>(times.size())));
    const std::size_t at = std::clamp<std::size_t>(rank, 1, times.size()) - 1;
    std::nth_element(times.begin(), times.begin() + static_cast<std::ptrdiff_t>(at), times.end());
    return times[at];
}

SearchLatencies::SearchLatencies(std::filesystem::path file)
    : m_file(std::move(file))
{
    const auto bytes = readFile(m_file, kFileBytesMax);
    if (!bytes) {
        return;
    }
    const auto* text = reinterpret_cast<const char*>(bytes->data());
    const auto kept = nlohmann::json::parse(text, text + bytes->size(), nullptr, /*allow_exceptions=*/false);
    const auto last = kept.is_object() ? kept.find("last_us") : kept.end();
    if (last == kept.end() || !last->is_array() || !kept.contains("count") || !kept["count"].is_number_unsigned()) {
        return;
    }
    for (const auto& time : *last) {
        if (time.is_number_unsigned() && m_last.size() < kKept) {
            m_last.emplace_back(time.get<std::int64_t>());
        }
    }
    m_count = std::max(kept["count"].get<std::int64_t>(), static_cast<std::int64_t>(m_last.size()));
}

void SearchLatencies::add(std::chrono::microseconds latency)
{
    const std::lock_guard lock(m_mutex);
    ++m_count;
    m_changed = true;
    m_last.push_back(latency);
    if (m_last.size() > kKept) {
        m_last.pop_front();
    }
}

void SearchLatencies::report(LibraryStatus& status) const
{
    const std::lock_guard lock(m_mutex);
    status.searches = m_count;
    std::vector<std::chrono::microseconds> times(m_last.begin(), m_last.end());
    status.searchMedian = percentile(times, 0.5);
    status.searchP95 = percentile(times, 0.95);
    status.searchP99 = percentile(times, 0.99);
}

Status SearchLatencies::keep(FileSystem& files)
{
    nlohmann::ordered_json kept;
    {
        const std::lock_guard lock(m_mutex);
        if (!std::exchange(m_changed, false)) {
            return {};
        }
        kept["count"] = m_count;
        kept["last_us"] = nlohmann::ordered_json::array();
        for (const std::chrono::microseconds time : m_last) {
            kept["last_us"].push_back(time.count());
        }
    }
    std::error_code error;
    std::filesystem::create_directories(m_file.parent_path(), error);
    const std::string text = kept.dump() + "\n";
    return files.replaceFile(m_file, std::as_bytes(std::span(text)));
}

} // namespace likeness
