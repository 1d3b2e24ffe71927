#pragma once

#include "core/index/graph.h"

namespace likeness {

/// How long lists are to be. Measured in tests/bench/RESULTS.md, "Index: hnsw-if".
struct ListSizes {
    std::size_t usual = 128;
    std::size_t most = 512; ///< a longer list is split, unless its rows are all alike
    std::size_t least = 16; ///< the rows of a shorter one go to other lists
};

inline constexpr std::uint32_t kNoList = std::numeric_limits<std::uint32_t>::max();

/// Rows that are like each other.
struct RowList {
    std::vector<std::uint32_t> rows;
    std::vector<std::uint16_t> centre; ///< Shape: [stride]
    std::uint32_t keptFrom = kNoList;  ///< the list of the generation before with this very centre
    std::uint32_t newRows = 0;         ///< rows that came since the centre was chosen
};

/// Puts every row into one list: k-means in two levels on a sample, every row to its nearest centre, then
/// `balanceLists`. Holds the centres, about eight bytes for each row and a few megabytes for each thread. The result
/// does not depend on `threads`. Errors: Cancelled (soon after `cancel` is set).
/// Source: Lloyd 1982 (k-means).
Result<std::vector<RowList>> clusterRows(const RowBlock& rows, const ListSizes& sizes, int threads,
                                         const std::atomic<bool>& cancel);

/// Splits long lists, gives the rows of short ones to others, and moves the centre of a list to the mean of its rows
/// once half of them came after it was chosen. No row is lost: a list whose rows are all alike stays as long as it is.
/// Errors: Cancelled.
/// Source: Xu et al. 2023, arXiv:2410.14452 (SPFresh), which keeps one of many equal rows; this keeps all.
Status balanceLists(const RowBlock& rows, const ListSizes& sizes, std::vector<RowList>& lists,
                    const std::atomic<bool>& cancel);

/// Mean of the rows named in `listed`, which are at least one. Shape: result [stride].
std::vector<std::uint16_t> meanOf(const RowBlock& rows, std::span<const std::uint32_t> listed);

/// The number of the nearest of `centres`, by distance, to each of the rows named in `listed`; of many centres one of
/// the nearest, as in `clusterRows`.
std::vector<std::uint32_t> nearestCentres(const RowBlock& rows, std::span<const std::uint32_t> listed,
                                          const RowBlock& centres, int threads);

} // namespace likeness
