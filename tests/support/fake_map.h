#pragma once

#include "core/api/explore.h"

namespace likeness {

/// What a pretended map looks like.
struct FakeMap {
    std::int64_t photoCount = 1000; ///< ids 1..photoCount, each at a place of its own
    std::uint64_t seed = 1;         ///< another seed, another layout of the same photos
    std::int64_t revision = 1;
    std::int64_t missing = 0;
};

/// Patches of photos of about the density of a real layout, in clusters of two levels that have names.
std::shared_ptr<const PhotoMap> makeFakeMap(const FakeMap& like);

} // namespace likeness
