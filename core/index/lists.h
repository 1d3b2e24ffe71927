#pragma once

#include "core/index/candidates.h"

namespace likeness {

/// Bits of a code in a list, and of the code of a centre.
inline constexpr int kListBits = 2;
inline constexpr int kCentreBits = 4;

/// Rows of which a generation keeps by what they differ from their centres. They tell the width of a search to about 4
/// % (1 / sqrt(2 x 256)), and to compare with them takes about 8 us.
inline constexpr std::uint32_t kRests = 256;

/// What is known of a list. As it lies in a file: five numbers of four bytes.
struct ListTerms {
    std::uint32_t firstBlock = 0; ///< of its codes; they end where those of the next list begin
    std::uint32_t rows = 0;
    std::uint32_t newRows = 0; ///< that came since the centre was chosen
    float centreSquared = 0;   ///< |centre|^2
    float spread = 0;          ///< root of the mean of |row - centre|^2, divided by the root of the stride
};

/// Rows clustered into lists, each with the codes of its rows around its own centre; and a graph over the centres.
struct ListsView {
    CodeSpace space; ///< its centre is the mean of all rows
    std::span<const ListTerms> terms;
    RowBlock centres;                          ///< Shape: [lists, stride]
    RowBlock rests;                            ///< Shape: [kRests, stride]; (row - its centre) / spread, of some rows
    CodeSpace centreSpace;                     ///< around the mean of all rows too
    std::span<const std::byte> centreBlocks;   ///< codes of the centres, in the order of the lists
    std::span<const std::uint32_t> rowNumbers; ///< Shape: [blocks, 32]; `kNoRow` past the end of a list
    std::span<const std::byte> blocks;
    float strength = 0;                     ///< for a search; see `calibrateProbes`
    GraphView graph;                        ///< over the centres
    std::span<const ContentId> listNumbers; ///< Shape: [lists]; 0, 1, 2, ...: names for a walk through the graph

    /// The terms were checked when the file was opened, see `Generation`; row numbers are where they are used.
    std::uint32_t blocksOf(std::size_t list) const
    {
        const std::size_t end
            = list + 1 < terms.size() ? terms[list + 1].firstBlock : rowNumbers.size() / kCodeBlockRows;
        return static_cast<std::uint32_t>(end) - terms[list].firstBlock;
    }
};

/// With fewer lists the codes of all their centres are scanned, .06 ms for 7,800 of 512 numbers. A walk
/// to 256 of them takes .2 to .3 ms whatever their number, but what it does not lead to is not found: of lists of 64
/// rows it found .982 of the neighbours where a scan found more in less time. See tests/bench/RESULTS.md, "Index:
/// hnsw-if".
inline constexpr std::size_t kWalkFrom = 131'072;

/// What a search through lists is to find.
struct ListQuery {
    const float* query = nullptr; ///< Shape: [stride]
    float strength = 0;
    std::size_t walkFrom = kWalkFrom; ///< from so many lists on, the graph leads to the nearest
};

/// What it took.
struct ListCounts {
    std::size_t probed = 0;
    std::size_t estimated = 0;
    std::size_t compared = 0;
    float width = 0; ///< by how many times the spread of a list the scores of its rows differ from its centre's
};

/// The scores of the centres as their codes tell them: errors are .1 of a width. Shape: query [stride], result [lists].
/// Thread: any.
std::vector<float> estimatedCentres(const ListsView& lists, const float* query);

/// Offers the best rows that are `allowed` (null = all) to `found`.
///
/// The lists with the nearest centres are scanned, which tells how widely this query's scores of rows lie about those
/// of their centres; if rows from everywhere say more, that counts. Then come the others, in the order of what their
/// best row may reach: the score of the centre plus `strength` times that width, in proportion to the spread of the
/// list. No more when none can reach the last of the best by that. So a query whose neighbours are far away looks into
/// more lists, and so does one that few rows are allowed to answer, until all are seen; and the strength is much the
/// same for images and for words. Measured against other rules in tests/bench/RESULTS.md, "Index: hnsw-if". Thread:
/// any.
ListCounts searchLists(const ListsView& lists, const RowBlock& rows, std::span<const ContentId> contents,
                       const ListQuery& query, const RowBits* allowed, SeenRows& seen, TopList& found);

} // namespace likeness
