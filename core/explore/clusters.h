#pragma once

#include "core/explore/neighbour_graph.h"

namespace likeness {

/// Rows that belong together.
struct Cluster {
    std::uint32_t level = 0;                    ///< 0 = the finest
    std::optional<std::uint32_t> parent;        ///< in the list of clusters, one level up; none = noise up there
    std::vector<std::uint32_t> rows;            ///< ascending
    std::vector<std::uint32_t> representatives; ///< the most typical first, then others unlike it
};

/// Clusters within clusters.
struct ClusterTree {
    static constexpr std::int32_t kNoise = -1;

    std::vector<Cluster> clusters; ///< level by level, biggest first within each
    /// Shape: [levels][rows]; the cluster of each row, or `kNoise`.
    std::vector<std::vector<std::int32_t>> clusterOf;
};

struct ClusterOptions {
    std::uint64_t seed = 1;
    std::uint32_t rowsMin = 4; ///< a smaller group is noise
    /// Of a large cluster on each level, ascending; the mean is a third to a half of it. Empty = 24, 144, 864, ...
    /// while at least six such would fit.
    std::vector<double> typicalRows;
    std::uint32_t representatives = 9;
};

/// Finds clusters on several levels, each inside one of the next. What is far from everything is noise: rows whose
/// group is too small, and rows much farther from their neighbours than their cluster's others are. `rows` gives the
/// vectors for the representatives and must have as many rows as `links`; the answer depends on the seed, not on the
/// threads. Errors: InvalidInput (shape, levels not ascending), Cancelled, OutOfResources. Source: Traag, Waltman & van
/// Eck 2019, arXiv:1810.08473 (Leiden), with the constant Potts model, whose clusters are as large in a small library
/// as in a large one; each level divides the one below merged into nodes.
Result<ClusterTree> findClusters(const LinkedRows& links, const VectorRows& rows, const ClusterOptions& options,
                                 const ExploreRun& run);

/// A cluster as it was known: the id that names and pins hang on, and what was in it.
struct KnownCluster {
    std::int64_t id = 0;
    std::vector<ContentId> contents; ///< ascending
};

/// What became of the known clusters.
struct ClusterMatch {
    std::vector<std::int64_t> ids;  ///< Shape: [found]; an id that was known, or a new one
    std::vector<std::int64_t> lost; ///< known ids that nothing carries on, ascending
    std::int64_t nextId = 0;        ///< the first id not used yet
};

/// Gives clusters found anew the ids of those they carry on, so that names and pins stay. Each known id goes to at most
/// one cluster, the largest overlap first; two clusters are the same when at least `overlapMin` of what is in either is
/// in both. Contents that came or went since then do not count against it if the caller leaves them out.
/// Match each level with its own. Shape: `found` contents ascending.
ClusterMatch matchClusters(std::span<const KnownCluster> known, std::span<const std::vector<ContentId>> found,
                           std::int64_t nextId, double overlapMin = 0.3);

} // namespace likeness
