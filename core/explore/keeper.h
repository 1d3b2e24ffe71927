#pragma once

#include "core/api/duplicates.h"

namespace likeness {

/// What the choice of a keeper looks at.
struct KeeperFacts {
    bool grey = false;   ///< without colours
    bool part = false;   ///< shows less than another one of the group
    bool framed = false; ///< has a border that another one of the group has not
    std::int64_t pixels = 0;
    int quality = 0; ///< of JPEG 1..100; 101 lossless; 0 unknown
    int metadataCount = 0;
    int rating = 0;
    std::size_t folderRank = 0; ///< place of its folder among the preferred ones; their number when it is in none
    std::int64_t sizeBytes = 0;
    std::optional<std::int64_t> takenSeconds;
    std::string path;
};

/// A photo's place in the order of preference.
struct KeeperPlace {
    std::size_t member = 0;               ///< which of the facts given
    KeepReason reason = KeepReason::Path; ///< what the first has over it; of the first: over the second
};

/// Puts the one to keep first: an original before what was made of it, then more pixels, more metadata, better
/// compression, the higher rating, the preferred folder, the bigger file, the earlier date, the shorter path.
/// Shape: one place for each member, best first.
std::vector<KeeperPlace> inOrderOfKeeping(std::span<const KeeperFacts> members);

/// The place of the first of `folders` that a path lies in; their number when it is in none.
std::size_t folderRankOf(const std::filesystem::path& path, std::span<const std::filesystem::path> folders);

} // namespace likeness
