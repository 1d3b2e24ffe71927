#include "row_ranges.h"

#include <algorithm>

namespace likeness {

std::vector<RowRange>::iterator RowRanges::firstEndingAtOrAfter(int row)
{
    return std::lower_bound(m_ranges.begin(), m_ranges.end(), row,
                            [](const RowRange& range, int value) { return range.last < value; });
}

bool RowRanges::contains(int row) const
{
    const auto it = const_cast<RowRanges*>(this)->firstEndingAtOrAfter(row);
    return it != m_ranges.end() && it->first <= row;
}

void RowRanges::clear()
{
    m_ranges.clear();
    m_count = 0;
}

void RowRanges::add(RowRange range)
{
    if (range.count() <= 0) {
        return;
    }
    // Everything that overlaps or touches melts into one.
    const auto begin = firstEndingAtOrAfter(range.first - 1);
    auto end = begin;
    while (end != m_ranges.end() && end->first <= range.last + 1) {
        range.first = std::min(range.first, end->first);
        range.last = std::max(range.last, end->last);
        m_count -= end->count();
        ++end;
    }
    const auto at = m_ranges.erase(begin, end);
    m_ranges.insert(at, range);
    m_count += range.count();
}

void RowRanges::remove(RowRange range)
{
    auto it = firstEndingAtOrAfter(range.first);
    while (it != m_ranges.end() && it->first <= range.last) {
        const RowRange whole = *it;
        m_count -= whole.count();
        it = m_ranges.erase(it);
        if (whole.first < range.first) {
            it = m_ranges.insert(it, {whole.first, range.first - 1}) + 1;
            m_count += range.first - whole.first;
        }
        if (whole.last > range.last) {
            it = m_ranges.insert(it, {range.last + 1, whole.last}) + 1;
            m_count += whole.last - range.last;
        }
    }
}

void RowRanges::toggle(int row)
{
    if (contains(row)) {
        remove({row, row});
    } else {
        add({row, row});
    }
}

void RowRanges::invert(int rowCount)
{
    std::vector<RowRange> gaps;
    int next = 0;
    for (const RowRange& range : m_ranges) {
        if (range.first > next) {
            gaps.push_back({next, range.first - 1});
        }
        next = range.last + 1;
    }
    if (next < rowCount) {
        gaps.push_back({next, rowCount - 1});
    }
    m_ranges = std::move(gaps);
    m_count = rowCount - m_count;
}

void RowRanges::shiftForInsert(int first, int count)
{
    auto it = firstEndingAtOrAfter(first);
    if (it != m_ranges.end() && it->first < first) {
        const RowRange tail{first, it->last};
        it->last = first - 1;
        it = m_ranges.insert(it + 1, tail);
    }
    for (; it != m_ranges.end(); ++it) {
        it->first += count;
        it->last += count;
    }
}

void RowRanges::shiftForRemove(RowRange removed)
{
    remove(removed);
    const auto begin = firstEndingAtOrAfter(removed.first);
    for (auto it = begin; it != m_ranges.end(); ++it) {
        it->first -= removed.count();
        it->last -= removed.count();
    }
    // The hole closed: neighbours may touch now.
    if (begin != m_ranges.end() && begin != m_ranges.begin() && (begin - 1)->last + 1 == begin->first) {
        (begin - 1)->last = begin->last;
        m_ranges.erase(begin);
    }
}

} // namespace likeness
