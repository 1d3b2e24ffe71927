#pragma once

#include "core/engine/readers.h"
#include "core/explore/perceptual_hash.h"

#include <optional>

namespace likeness {

/// Layout: the picture's hash, then those of its parts, 8 bytes each, little-endian.
std::vector<std::byte> bytesOf(const LookHashes& hashes);
/// Empty when the bytes are not such hashes.
std::optional<LookHashes> lookHashesFrom(std::span<const std::byte> bytes);

/// A content's small thumbnail. Empty when there is none, or it cannot be decoded.
Image thumbnailOf(ContentId content, Readers& readers);

} // namespace likeness
