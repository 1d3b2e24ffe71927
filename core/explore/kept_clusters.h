#pragma once

#include "core/api/explore.h"
#include "core/explore/clusters.h"

namespace likeness {

/// The clusters of one model as they are kept: who is in them. What a person decided about them is in the catalog.
struct KeptClusters {
    static constexpr std::int32_t kNone = -1;

    struct Kept {
        ClusterId id;
        std::uint32_t level = 0;
        std::int32_t parent = kNone;            ///< place in `clusters`
        std::string name;                       ///< what its photos share; empty = nothing
        std::vector<ContentId> representatives; ///< as in `Cluster`
        MapPoint centre;                        ///< amid its photos
    };

    std::string modelId;
    std::int64_t lastSequence = 0;   ///< of the vector store, which this reaches
    std::int64_t nextId = 1;         ///< the first id not used yet
    std::vector<ContentId> contents; ///< ascending
    std::vector<Kept> clusters;      ///< level by level
    /// Shape: [levels][contents.size()]; place in `clusters`, or `kNone`.
    std::vector<std::vector<std::int32_t>> clusterOf;

    /// Errors: NotFound, Io, Corrupt, Unsupported (version), OutOfResources: in every case find them anew.
    static Result<KeptClusters> open(const std::filesystem::path& path);
    /// Errors: Io, OutOfResources; what was there before stays.
    Status save(const std::filesystem::path& path, FileSystem& files) const;

    /// The place of a cluster in `clusters`; `kNone` if there is none of that id.
    std::int32_t placeOf(ClusterId id) const;
    /// What is in a cluster, ascending.
    std::vector<ContentId> contentsOf(std::int32_t place) const;
};

} // namespace likeness
