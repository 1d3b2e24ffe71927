#include "core/index/row_bits.h"
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

std::uint64_t RowFilter::bitsFrom(std::uint64_t content) const
{
    const std::uint64_t word = content / 64, shift = content % 64;
    const std::uint64_t low = word < m_bits.size() ? m_bits[word] >> shift : 0;
    const std::uint64_t high = shift > 0 && word + 1 < m_bits.size() ? m_bits[word + 1] << (64 - shift) : 0;
    return low | high;
}

RowBits RowFilter::rowsOf(std::span<const ContentId> contents) const
{
    RowBits rows(contents.size());
    if (m_bits.empty()) {
        auto at = contents.begin();
        for (const ContentId content : m_contents) {
            at = std::lower_bound(at, contents.end(), content);
            if (at != contents.end() && *at == content) {
                rows.add(static_cast<std::uint32_t>(at - contents.begin()));
            }
        }
        return rows;
    }
    // Where ids have no gaps a word of ours is a word of theirs, moved. Contents are read as seldom as can be: they lie
    // in a file that other searches leave alone.
    const auto isRun = [](std::span<const ContentId> some) {
        return static_cast<std::uint64_t>(some.back().value) - static_cast<std::uint64_t>(some.front().value)
               == some.size() - 1;
    };
    constexpr std::size_t kWord = RowBits::kWordRows, kPart = 64 * kWord;
    for (std::size_t part = 0; part < contents.size(); part += kPart) {
        const auto inPart = contents.subspan(part, std::min(kPart, contents.size() - part));
        const bool isPartRun = isRun(inPart);
        const auto begin = static_cast<std::uint64_t>(inPart.front().value);
        for (std::size_t first = 0; first < inPart.size(); first += kWord) {
            const std::size_t count = std::min(kWord, inPart.size() - first);
            const auto some = inPart.subspan(first, count);
            if (count == kWord && (isPartRun || isRun(some))) {
                const std::uint64_t id = isPartRun ? begin + first : static_cast<std::uint64_t>(some.front().value);
                rows.words()[(part + first) / kWord] = bitsFrom(id);
                continue;
            }
            for (std::size_t i = 0; i < count; ++i) {
                if (allows(some[i])) {
                    rows.add(static_cast<std::uint32_t>(part + first + i));
                }
            }
        }
    }
    return rows;
}

} // namespace likeness
