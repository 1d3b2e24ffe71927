#include "core/index/vector_index.h"

#include <algorithm>

namespace likeness {

RowFilter::RowFilter(std::span<const ContentId> allowed)
    : m_contents(allowed.begin(), allowed.end())
{
    std::sort(m_contents.begin(), m_contents.end());
    m_contents.erase(std::unique(m_contents.begin(), m_contents.end()), m_contents.end());
    std::erase_if(m_contents, [](ContentId content) { return content.value <= 0; });
    m_count = m_contents.size();

    // Ids are handed out one after the other, so a bit for each costs less than the list. Should they be far apart
    // after all, the list alone has to do.
    constexpr std::int64_t kBitsPerContentMax = 4096;
    constexpr std::int64_t kBitsAlways = std::int64_t{1} << 24; // 2 MiB
    if (m_count > 0) {
        const std::int64_t last = m_contents.back().value;
        if (last <= kBitsAlways || last / kBitsPerContentMax <= static_cast<std::int64_t>(m_count)) {
            m_bits.resize(static_cast<std::size_t>(last) / 64 + 1);
            for (const ContentId content : m_contents) {
                m_bits[static_cast<std::size_t>(content.value) / 64] |= std::uint64_t{1} << (content.value % 64);
            }
        }
    }
}

bool RowFilter::allows(ContentId content) const
{
    if (m_bits.empty()) {
        return std::binary_search(m_contents.begin(), m_contents.end(), content);
    }
    const auto word = static_cast<std::size_t>(content.value) / 64; // a negative id lands far behind the end
    return word < m_bits.size() && ((m_bits[word] >> (content.value % 64)) & 1U) != 0;
}

} // namespace likeness
