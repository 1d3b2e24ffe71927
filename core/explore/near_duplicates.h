#pragma once

#include "core/explore/neighbour_graph.h"

namespace likeness {

/// Rows that look the same; no keeper is chosen here (`proposeKeeper` in duplicates.h does, from the files).
struct AlikeRows {
    std::vector<std::uint32_t> rows; ///< at least two; the first is the one all others were compared with
    std::vector<float> scores;       ///< Shape: [rows.size()]; cosine to the first, 1 for itself
};

struct NearDuplicateOptions {
    float threshold = 0.97F; ///< cosine that two pictures must reach, 0..1
    /// Whether two rows that reach the threshold are alike by their pixels too; empty = the vectors decide. Each pair
    /// is asked about once, those of one group together.
    std::function<bool(std::uint32_t first, std::uint32_t second)> agrees;
    /// Pairs that a person has said are not duplicates: never in one group, whatever leads from one to the other.
    std::vector<std::pair<ContentId, ContentId>> apart;
};

/// Finds groups of near-duplicates in a neighbour graph and hands each out as soon as it is made, so that memory is
/// that of the largest and a few bytes for each row; never compares all with all. Groups do not chain: see
/// `groupNearDuplicates`, whose rule this is: every member scores at least `chainFloor(threshold)` against the first.
/// Groups come in the order of their lowest row; `found` returns false to end early. More equal pictures than a row has
/// links still make one group, through what they share.
/// Shape: `rows` must have exactly the graph's contents. Errors: InvalidInput (threshold, contents), Cancelled,
/// OutOfResources. Thread: one; both functions are called on it.
Status findNearDuplicates(const NeighbourGraph& graph, const VectorRows& rows, const NearDuplicateOptions& options,
                          const std::function<bool(const AlikeRows&)>& found, const ExploreRun& run);

} // namespace likeness
