#pragma once

#include "core/api/explore.h"
#include "core/engine/readers.h"

namespace likeness {

/// Writes a map as a square PNG picture: a dot of its colour for every photo, on them thumbnails where there is room
/// without hiding one another much, the most typical first, and the names of the coarsest clusters that have one.
/// Units: `edgePx` 256..16384. Errors: InvalidInput (size, nothing on the map), Io, OutOfResources (disk full), as the
/// catalog. Thread: as `readers`.
Status writeMapPicture(const PhotoMap& map, const std::filesystem::path& file, int edgePx, Readers& readers);

} // namespace likeness
