#pragma once

#include "core/index/row_bits.h"
#include "core/index/top_list.h"

#include <atomic>
#include <mutex>

namespace likeness {

// Links per row: `kGraphLinks` on the upper levels, twice as many at the bottom. Measured in tests/bench/RESULTS.md,
// "Index: exact and hnsw".
inline constexpr std::uint32_t kGraphLinks = 16;
inline constexpr std::uint32_t kBottomLinks = 2 * kGraphLinks;

/// A hierarchical small-world graph over rows, as arrays that can lie in a mapped file. Rows with the same vector are
/// one node: the first of them, from which the others are reached through `nextSame`. Without that, a thousand equal
/// pictures link only to each other and cut the graph in pieces.
/// Source: Malkov & Yashunin 2016, arXiv:1603.09320.
struct GraphView {
    std::uint32_t rows = 0;
    std::uint32_t entry = 0;               ///< row where a search begins
    std::uint32_t levels = 0;              ///< above the bottom one
    std::span<const std::uint32_t> bottom; ///< Shape: [rows, 1 + kBottomLinks]; the count, then the rows linked to
    std::span<const std::uint32_t>
        upperFirst;                          ///< Shape: [rows + 1]; a row's records in `upper` are first[r]..first[r+1]
    std::span<const std::uint32_t> upper;    ///< Shape: [records, 1 + kGraphLinks]; from level 1 upwards
    std::span<const std::uint32_t> nextSame; ///< Shape: [rows]; the next row with the same vector, 0 = none

    /// The rows that a row is linked to at the bottom. In a damaged file links end where one leads to no row.
    std::span<const std::uint32_t> bottomLinks(std::uint32_t row) const
    {
        return linksIn(bottom.subspan(std::size_t{row} * (1 + kBottomLinks), 1 + kBottomLinks));
    }
    /// The same on a level from 1 upwards.
    std::span<const std::uint32_t> upperLinks(std::uint32_t row, std::uint32_t level) const
    {
        const std::size_t at = (std::size_t{upperFirst[row]} + level - 1) * (1 + kGraphLinks);
        return at < upper.size() ? linksIn(upper.subspan(at, 1 + kGraphLinks)) : std::span<const std::uint32_t>();
    }
    /// The next row with the same vector; 0 = none. Ascending even in a damaged file, so that a chain ends.
    std::uint32_t next(std::uint32_t row) const
    {
        const std::uint32_t same = nextSame[row];
        return same > row && same < rows ? same : 0;
    }

private:
    std::span<const std::uint32_t> linksIn(std::span<const std::uint32_t> record) const
    {
        const auto links = record.subspan(1, std::min<std::size_t>(record[0], record.size() - 1));
        const auto end = std::find_if(links.begin(), links.end(), [this](std::uint32_t to) { return to >= rows; });
        return links.first(static_cast<std::size_t>(end - links.begin()));
    }
};

/// The arrays behind a `GraphView` that was just built.
struct GraphArrays {
    std::uint32_t entry = 0;
    std::uint32_t levels = 0;
    std::vector<std::uint32_t> bottom;
    std::vector<std::uint32_t> upperFirst;
    std::vector<std::uint32_t> upper;
    std::vector<std::uint32_t> nextSame;

    GraphView view() const;
};

/// Vectors that lie one after the other. Shape: halves [count, stride].
struct RowBlock {
    const std::uint16_t* halves = nullptr;
    std::uint32_t count = 0;
    std::size_t stride = 0;
};

/// Builds the graph; `threads` 1 gives the same graph every time. Errors: Cancelled (soon after `cancel` is set),
/// OutOfResources, Internal.
Result<GraphArrays> buildGraph(const RowBlock& rows, int threads, const std::atomic<bool>& cancel);

/// Whether the counts of links fit, and every link leads to a row that exists on that level. Errors: Corrupt.
Status checkGraph(const GraphView& graph);

/// Marks of the rows a search has seen, kept from one search to the next: a million rows take 125 kB, which would cost
/// more to clear each time than the search takes.
/// Thread: any; each `Lease` is used by one.
class SeenRows {
public:
    explicit SeenRows(std::uint32_t rows)
        : m_rows(rows)
    {
    }

    class Lease {
    public:
        explicit Lease(SeenRows& from);
        ~Lease();
        Lease(const Lease&) = delete;
        Lease& operator=(const Lease&) = delete;

        /// Returns false if the row was marked before.
        bool mark(std::uint32_t row);

    private:
        SeenRows& m_from;
        std::vector<std::uint64_t> m_bits;
        std::vector<std::uint32_t> m_marked;
    };

private:
    const std::uint32_t m_rows;
    std::mutex m_mutex;
    std::vector<std::vector<std::uint64_t>> m_free; // guarded by m_mutex, all zero
};

/// What a walk through the graph is to find.
struct GraphQuery {
    const float* query = nullptr; ///< Shape: [stride]
    std::size_t breadth = 0;      ///< `ef` of the paper: how many of the best are kept while walking
    std::size_t scoresMax = 0;    ///< gives up after comparing this many rows
};

/// Offers the best rows that are `allowed` (null = all) to `found`; rows that are not allowed still lead to others.
/// `contents` names the rows; `scoredCount` takes how many rows were compared with. Returns false if it gave up, or
/// ended before `breadth` rows were found.
bool walkGraph(const GraphView& graph, const RowBlock& rows, std::span<const ContentId> contents,
               const GraphQuery& query, const RowBits* allowed, SeenRows& seen, TopList& found,
               std::size_t* scoredCount = nullptr);

} // namespace likeness
