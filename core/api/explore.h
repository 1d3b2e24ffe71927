#pragma once

#include "types.h"

namespace likeness {

/// A group of photos that belong together. It keeps its id for as long as most of what is in it stays.
using ClusterId = Id<struct ClusterTag>;

/// A place on the map. Its unit is the distance at which two photos that are alike are at rest; a map of a million is
/// some dozens of them wide.
struct MapPoint {
    float x = 0;
    float y = 0;

    friend bool operator==(const MapPoint&, const MapPoint&) = default;
};

/// A cluster as it is shown.
struct PhotoCluster {
    ClusterId id;
    std::uint32_t level = 0; ///< 0 = the finest
    ClusterId parent;        ///< one level up; 0 = none
    std::string name;        ///< what a person called it, else what its photos share; empty = nothing they share
    bool named = false;      ///< by a person
    bool pinned = false;
    std::int64_t photoCount = 0;
    std::vector<PhotoId> representatives; ///< the most typical first, then others unlike it; at most 9
    MapPoint centre;                      ///< amid its photos on the map
};

/// The map of a library as it was computed last. Immutable, shared between threads.
struct PhotoMap {
    static constexpr std::int32_t kNoCluster = -1;

    std::int64_t revision = 0;                        ///< grows when anything in it changes
    std::vector<PhotoId> photos;                      ///< copies of one content lie on the same point
    std::vector<MapPoint> points;                     ///< Shape: [photos.size()]
    std::vector<std::uint32_t> colours;               ///< Shape: [photos.size()]; average colour, 0xRRGGBB
    std::vector<PhotoCluster> clusters;               ///< level by level, biggest first within each
    std::vector<std::vector<std::int32_t>> clusterOf; ///< Shape: [levels][photos.size()]; place in `clusters`
    std::int64_t missing = 0;                         ///< photos that are not on the map yet
};

/// What the background work on neighbours, map and clusters is doing.
enum class ExploreState { Idle, Neighbours, Layout, Clusters };

} // namespace likeness
