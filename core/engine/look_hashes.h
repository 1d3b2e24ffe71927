#pragma once

#include "core/engine/readers.h"
#include "core/explore/perceptual_hash.h"

#include <unordered_map>

namespace likeness {

/// Layout: the picture's hash, then those of its parts, 8 bytes each, little-endian.
std::vector<std::byte> bytesOf(const LookHashes& hashes);
/// Empty when the bytes are not such hashes.
std::optional<LookHashes> lookHashesFrom(std::span<const std::byte> bytes);

/// A content's small thumbnail. Empty when there is none, or it cannot be decoded.
Image thumbnailOf(ContentId content, Readers& readers);

/// Hashes and sketches of pictures, fetched when asked for; some thousands are held.
/// Thread: one.
class Looks {
public:
    explicit Looks(Readers& readers)
        : m_readers(readers)
    {
    }

    /// Null when nothing is known of the picture. Valid until the next call.
    const LookHashes* hashes(ContentId content);
    const Sketch* sketch(ContentId content);

private:
    Readers& m_readers;
    std::unordered_map<ContentId, std::optional<LookHashes>> m_hashes;
    std::unordered_map<ContentId, std::optional<Sketch>> m_sketches;
};

} // namespace likeness
