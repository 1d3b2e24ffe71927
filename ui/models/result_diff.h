#pragma once

#include "core/api/types.h"
#include "ui/models/row_ranges.h"

namespace likeness {

/// How to get from one list of photos to another.
struct ResultDiff {
    /// False: too much moved; replace the whole list.
    bool piecewise = false;
    std::vector<RowRange> removals;   ///< rows of the old list, last first
    std::vector<RowRange> insertions; ///< rows of the new list, first first
    RowRanges selection;              ///< the selected rows of the old list, as rows of the new one
};

/// More pieces than this cost the views more than starting over does.
inline constexpr int kPiecesMax = 64;

/// Compares two lists without repetitions. Takes about 0.2 s for a million rows: not for the gui thread.
ResultDiff diffResults(const std::vector<PhotoId>& before, const std::vector<PhotoId>& after,
                       const RowRanges& selection);

} // namespace likeness
