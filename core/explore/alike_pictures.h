#pragma once

#include "core/explore/near_duplicates.h"
#include "core/explore/perceptual_hash.h"

namespace likeness {

// What makes two pictures near-duplicates: their pixels must agree, and either the embedding or the pixels say how
// well. The numbers are measured: tests/bench/RESULTS.md, "Duplicates".

/// Bits of the hashes that may differ, laid over each other at best. Of copies by resizing, recompressing, turning,
/// mirroring, framing, changes of brightness or colour 95 of 100 differ in 7 or fewer, of those cropped by 20 % in 14
/// or fewer; of two photos by chance 3 pairs of 10,000 in 10 or fewer, and those then have to score as well.
inline constexpr int kAlikeBitsMax = 12;
/// Cosine from which neighbours are looked at. Below it the embedding has nothing to say; copies that are turned,
/// which no model recognises (median cosine .4), are found by their hashes alone.
inline constexpr float kAlikeCosineMin = 0.55F;
/// Bits that may differ for two pictures to be found by their hashes alone: all such pairs are found.
inline constexpr int kTurnedBitsMax = 3;

/// How alike two pictures are, 0..1 as a cosine: the better of what the embedding says and the correlation of the
/// pixels; 0 where the pixels disagree.
float alikeScore(float cosine, const Sketch& a, const Sketch& b, const Alignment& alignment);

/// Calls `each(first, second)` once for every pair of hashes that are at most `kTurnedBitsMax` apart, turned and
/// mirrored as may be. Hashes of 0 are passed over: nobody knows them. So are hashes of which thousands are in part the
/// same (pages, blank pictures): that would compare all with all.
/// Source: Norouzi, Punjani & Fleet 2012, "Fast search in Hamming space with multi-index hashing".
void forEachHashPair(std::span<const PerceptualHash> hashes,
                     const std::function<void(std::uint32_t first, std::uint32_t second)>& each);

} // namespace likeness
