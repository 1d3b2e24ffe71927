#pragma once

#include "core/engine/readers.h"
#include "core/explore/kept_clusters.h"
#include "core/explore/map_layout.h"
#include "core/explore/neighbour_graph.h"

namespace likeness {

/// What is known of a library as a whole under one model. Immutable, shared between threads.
struct Explored {
    MapLayout map;
    KeptClusters clusters; ///< of the same contents
};

/// Where that is kept: `library`/explore/<model>. All of it is derived.
struct ExploreFiles {
    static ExploreFiles of(const std::filesystem::path& library, const VectorIdentity& vectors);

    std::filesystem::path folder;
    std::filesystem::path neighbours;
    std::filesystem::path map;
    std::filesystem::path unfinishedMap; ///< one that is being laid out
    std::filesystem::path clusters;
    std::filesystem::path words; ///< vectors of what clusters may be called
};

/// Null where map or clusters are missing or damaged, or are not of the same contents.
std::shared_ptr<const Explored> savedExplored(const ExploreFiles& files);

/// The nearest neighbours of every content under one model as they were saved last, which may lag behind what is
/// indexed; some rows may be pending. `store` holds the vectors they were made from.
/// Errors: as `NeighbourGraph::open`; NotFound until they have been looked for; Corrupt where they are of other
/// vectors.
Result<NeighbourGraph> savedNeighbours(const ExploreFiles& files, const VectorIdentity& vectors,
                                       const VectorStore& store);

/// The number that the next new cluster gets, as a setting of the library: it outlives what is derived.
inline constexpr const char* kNextClusterKey = "cluster-next-id";

} // namespace likeness
