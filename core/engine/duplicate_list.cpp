#include "core/engine/duplicate_list.h"

#include <algorithm>
#include <numeric>

namespace likeness {

std::span<const PhotoId> DuplicateList::group(std::size_t index) const
{
    const std::uint32_t begin = index == 0 ? 0 : m_ends[index - 1];
    return std::span(m_photos).subspan(begin, m_ends[index] - begin);
}

void DuplicateList::add(std::span<const PhotoId> photos, bool sameBytes)
{
    if (photos.size() < 2) {
        return;
    }
    m_photos.insert(m_photos.end(), photos.begin(), photos.end());
    m_ends.push_back(static_cast<std::uint32_t>(m_photos.size()));
    m_sameBytes.push_back(sameBytes ? 1 : 0);
}

void DuplicateList::sort()
{
    std::vector<std::uint32_t> order(count());
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(), [this](std::uint32_t a, std::uint32_t b) {
        return group(a).size() != group(b).size() ? group(a).size() > group(b).size()
                                                  : group(a).front() < group(b).front();
    });
    DuplicateList sorted(m_kind);
    sorted.m_photos.reserve(m_photos.size());
    sorted.m_ends.reserve(m_ends.size());
    sorted.m_sameBytes.reserve(m_sameBytes.size());
    for (const std::uint32_t index : order) {
        sorted.add(group(index), sameBytes(index));
    }
    *this = std::move(sorted);
}

} // namespace likeness
