#pragma once

#include "core/base/file_system.h"
#include "core/explore/explore_run.h"
#include "core/explore/vector_rows.h"

namespace likeness {

/// A near row and how near it is.
struct GraphLink {
    std::uint32_t row = 0;
    float score = 0; ///< cosine; up to 1.001, because halves are of unit length to three digits only

    friend bool operator==(const GraphLink&, const GraphLink&) = default;
};

/// The nearest neighbours of every content: what the map, the clusters and the near-duplicates are made from.
///
/// Rows are contents in ascending order. A row is *pending* from the moment it is added, or has lost so many of its
/// links that the next ones must be looked for, until a fill has dealt with it. A graph can be saved and opened at any
/// time, pending rows included, so that a fill that was stopped goes on where it was.
/// Thread: const functions from any thread while nothing else is called.
class NeighbourGraph {
public:
    static constexpr std::uint32_t kLinksMax = 64;

    /// An empty graph. `linksPerRow` is taken to be 1..kLinksMax.
    NeighbourGraph(std::string modelId, std::uint32_t linksPerRow);

    /// Errors: NotFound, Io, Corrupt, Unsupported (version), OutOfResources: in every case start with an empty one.
    static Result<NeighbourGraph> open(const std::filesystem::path& path);
    /// Errors: Io, OutOfResources; what was there before stays.
    Status save(const std::filesystem::path& path, FileSystem& files) const;

    const std::string& modelId() const { return m_modelId; }
    std::uint32_t linksPerRow() const { return m_linksPerRow; }
    /// Sequence number of the vector store that the rows reach; the caller's to keep.
    std::int64_t lastSequence() const { return m_lastSequence; }
    void setLastSequence(std::int64_t sequence) { m_lastSequence = sequence; }

    std::uint32_t count() const { return static_cast<std::uint32_t>(m_contents.size()); }
    std::span<const ContentId> contents() const { return m_contents; }
    std::optional<std::uint32_t> rowOf(ContentId content) const;
    bool isPending(std::uint32_t row) const { return m_pending[row] != 0; }
    std::size_t pendingCount() const;
    /// Nearest first, equal scores by row, never the row itself. At most `linksPerRow`, and fewer where neighbours were
    /// removed: what is there is then still the nearest there is.
    std::span<const GraphLink> linksOf(std::uint32_t row) const
    {
        return std::span(m_links).subspan(std::size_t{row} * m_linksPerRow, m_counts[row]);
    }

    /// Takes contents in and out; what is removed goes first, so a content in both lists (a new vector for it) is added
    /// again. Costs a copy of the graph: call it with many at once.
    void apply(std::span<const ContentId> added, std::span<const ContentId> removed);

    /// Replaces the links of a row. Shape: `links` nearest first, equal scores by row; what is too many is dropped.
    void setLinks(std::uint32_t row, std::span<const GraphLink> links, bool pending);
    /// Adds a link if it is among the nearest that are known for certain. Returns whether it was.
    bool offer(std::uint32_t row, const GraphLink& link);

private:
    std::string m_modelId;
    std::uint32_t m_linksPerRow;
    std::int64_t m_lastSequence = 0;
    std::vector<ContentId> m_contents;
    std::vector<std::uint8_t> m_counts;
    std::vector<std::uint8_t> m_pending;
    std::vector<GraphLink> m_links; // Shape: [count, m_linksPerRow]
};

/// A content that a search found, and its cosine.
struct ScoredContent {
    ContentId content;
    float score = 0;
};

/// The contents nearest to one, nearest first, itself among them or not: `VectorIndex::search` with the content's own
/// vector. Thread: called from several at once.
using NeighbourSearch = std::function<Result<std::vector<ScoredContent>>(ContentId content, std::uint32_t countMax)>;

/// Gives every pending row its links by asking an index, and offers the row to those it finds: the way to keep a graph
/// up to date when little has changed. A search costs more than a row's share of `fillByDescent`.
/// Errors: what `search` says, Cancelled, OutOfResources; rows done before stay done.
Status fillBySearch(NeighbourGraph& graph, const NeighbourSearch& search, const ExploreRun& run);

/// How `fillByDescent` looks. The defaults are measured: tests/bench/RESULTS.md, "Explore".
struct DescentOptions {
    std::uint64_t seed = 1;
    std::uint32_t trees = 8;       ///< random projection trees to start from
    std::uint32_t leafRows = 48;   ///< rows of a tree's leaf, all compared with one another
    std::uint32_t candidates = 30; ///< neighbours' neighbours looked at in a round, of the new and of the old
    std::uint32_t roundsMax = 12;
    double newMin = 0.002; ///< ends when less than this share of the links is new after a round
    /// Called after every round, when the graph holds what was found so far, still pending: the time to save it. An
    /// error ends the fill with it.
    std::function<Status()> roundDone;
};

/// Gives every pending row its links by comparing neighbours of neighbours, without an index: the way to make a graph
/// of everything. `rows` must have exactly the graph's contents. The answer depends on the seed, not on the threads.
/// Errors: InvalidInput (other contents), Cancelled, OutOfResources; when stopped, what was found stays, still pending.
/// Source: Dong, Moses & Li 2011, "Efficient k-nearest neighbor graph construction for generic similarity measures";
/// random projection trees: Dasgupta & Freund 2008.
Status fillByDescent(NeighbourGraph& graph, const VectorRows& rows, const DescentOptions& options,
                     const ExploreRun& run);

/// An undirected graph: whoever links is linked to, with the same weight.
struct LinkedRows {
    std::vector<std::uint32_t> first; ///< Shape: [count + 1]; the links of r are first[r]..first[r + 1]
    std::vector<std::uint32_t> row;   ///< ascending within each row
    std::vector<float> weight;        ///< above 0, at most 1

    std::uint32_t count() const { return static_cast<std::uint32_t>(first.size() - 1); }
};

/// The graph in both directions, weighted by how near a link is for those it joins: every row's nearest counts 1, and
/// its links together as much as anyone's with as many. So a crowded place does not outweigh a lonely one.
/// Errors: Cancelled, OutOfResources.
/// Source: McInnes, Healy & Melville 2018, arXiv:1802.03426, section 3.1 (fuzzy simplicial set).
Result<LinkedRows> weightedLinks(const NeighbourGraph& graph, const ExploreRun& run);

} // namespace likeness
