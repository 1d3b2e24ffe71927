#pragma once

#include "core/api/explore.h"
#include "core/catalog/catalog.h"

namespace likeness {

struct Explored;

/// What was found, seen by photos instead of contents, with what a person decided about clusters. One pass over the
/// catalog, none by photo. `explored` null = nothing was found yet: every photo is missing.
/// Errors: as the catalog.
Result<std::shared_ptr<const PhotoMap>> photoMapOf(const Explored* explored, const std::string& modelId,
                                                   const Catalog& catalog, std::int64_t revision);

/// The clusters of a map that have photos: level by level, pinned first, then biggest first.
std::vector<PhotoCluster> listedClusters(const PhotoMap& map);

} // namespace likeness
