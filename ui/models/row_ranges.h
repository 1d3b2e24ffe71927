#pragma once

#include <QtCore/QtGlobal>

#include <vector>

namespace likeness {

/// Rows `first`..`last`, both included.
struct RowRange {
    int first = 0;
    int last = -1;

    int count() const { return last - first + 1; }
    friend bool operator==(const RowRange&, const RowRange&) = default;
};

/// A set of rows kept as sorted, disjoint, non-adjacent ranges, so that "all of a million" is one entry.
class RowRanges {
public:
    bool contains(int row) const;
    int count() const { return m_count; }
    bool empty() const { return m_ranges.empty(); }
    const std::vector<RowRange>& ranges() const { return m_ranges; }

    void clear();
    void add(RowRange range);
    void remove(RowRange range);
    void toggle(int row);
    /// Every row below `rowCount` that is not in the set, instead of those that are.
    void invert(int rowCount);

    /// Rows appeared before `first`; none of the new ones is in the set.
    void shiftForInsert(int first, int count);
    /// Rows went away.
    void shiftForRemove(RowRange removed);

    friend bool operator==(const RowRanges&, const RowRanges&) = default;

private:
    std::vector<RowRange>::iterator firstEndingAtOrAfter(int row);

    std::vector<RowRange> m_ranges;
    int m_count = 0;
};

} // namespace likeness
