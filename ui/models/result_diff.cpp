#include "result_diff.h"

#include <algorithm>
#include <numeric>

namespace likeness {

namespace {

constexpr int kGone = -1;

/// For every row of `list`, its row in `other`, or kGone.
std::vector<int> rowsIn(const std::vector<PhotoId>& list, const std::vector<PhotoId>& other)
{
    // Sorting beats a hash table here: no million small allocations.
    std::vector<std::pair<PhotoId, int>> sorted(other.size());
    for (std::size_t i = 0; i < other.size(); ++i) {
        sorted[i] = {other[i], int(i)};
    }
    std::sort(sorted.begin(), sorted.end());
    std::vector<int> rows(list.size(), kGone);
    for (std::size_t i = 0; i < list.size(); ++i) {
        const auto it = std::lower_bound(sorted.begin(), sorted.end(), std::pair{list[i], 0});
        if (it != sorted.end() && it->first == list[i]) {
            rows[i] = it->second;
        }
    }
    return rows;
}

RowRanges selectionAfter(const RowRanges& selection, const std::vector<int>& rowsAfter)
{
    std::vector<int> rows;
    rows.reserve(std::size_t(selection.count()));
    for (const RowRange& range : selection.ranges()) {
        for (int row = range.first; row <= range.last && row < int(rowsAfter.size()); ++row) {
            if (rowsAfter[std::size_t(row)] != kGone) {
                rows.push_back(rowsAfter[std::size_t(row)]);
            }
        }
    }
    std::sort(rows.begin(), rows.end());
    RowRanges after;
    for (std::size_t i = 0; i < rows.size();) {
        std::size_t end = i + 1;
        while (end < rows.size() && rows[end] == rows[end - 1] + 1) {
            ++end;
        }
        after.add({rows[i], rows[end - 1]});
        i = end;
    }
    return after;
}

} // namespace

ResultDiff diffResults(const std::vector<PhotoId>& before, const std::vector<PhotoId>& after,
                       const RowRanges& selection)
{
    ResultDiff diff;
    const std::vector<int> rowsAfter = rowsIn(before, after);
    diff.selection = selectionAfter(selection, rowsAfter);

    std::vector<bool> kept(after.size(), false);
    int previous = kGone;
    for (std::size_t row = 0; row < before.size(); ++row) {
        const int target = rowsAfter[row];
        if (target == kGone) {
            if (!diff.removals.empty() && diff.removals.back().last + 1 == int(row)) {
                ++diff.removals.back().last;
            } else {
                diff.removals.push_back({int(row), int(row)});
            }
            continue;
        }
        if (target < previous) {
            return diff; // something changed places
        }
        previous = target;
        kept[std::size_t(target)] = true;
    }
    for (std::size_t row = 0; row < after.size(); ++row) {
        if (kept[row]) {
            continue;
        }
        if (!diff.insertions.empty() && diff.insertions.back().last + 1 == int(row)) {
            ++diff.insertions.back().last;
        } else {
            diff.insertions.push_back({int(row), int(row)});
        }
    }
    diff.piecewise = int(diff.removals.size() + diff.insertions.size()) <= kPiecesMax;
    std::reverse(diff.removals.begin(), diff.removals.end());
    return diff;
}

} // namespace likeness
