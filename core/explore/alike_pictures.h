#pragma once

#include "core/explore/explore_run.h"
#include "core/explore/perceptual_hash.h"

#include <functional>
#include <span>

namespace likeness {

// What makes two pictures near-duplicates: their pixels must agree, down to the details, and either the embedding or
// the pixels say how well. The numbers are measured: tests/bench/RESULTS.md, "Duplicates".

/// Bits of the hashes that may differ for two pictures to be laid over each other at all. Of copies by resizing,
/// recompressing, turning, mirroring, framing, changes of brightness or colour 95 of 100 differ in 7 or fewer, of those
/// cropped by 20 % 99 in 16 or fewer. Of two photos that are neighbours a few in a thousand do by chance.
inline constexpr int kAlikeBitsMax = 16;
/// Correlation of the details, laid over each other exactly. Things of one shape on one ground agree in their hashes
/// and often score as well as copies do, but not in what is finer; of the copies that are laid over each other 998 of
/// 1,000 do.
inline constexpr float kAlikeDetailMin = 0.65F;
/// Cosine from which neighbours are looked at. Below it the embedding has nothing to say; copies that are turned,
/// which no model recognises (median cosine .4), are found by their hashes alone.
inline constexpr float kAlikeCosineMin = 0.55F;
/// Bits that may differ for two pictures to be found by their hashes alone: all such pairs are found.
inline constexpr int kTurnedBitsMax = 3;

/// How alike two pictures are, 0..1 as a cosine: the better of what the embedding says and the correlation of the
/// pixels; 0 where the pixels, or their details, disagree.
float alikeScore(float cosine, const Sketch& a, const Sketch& b, const Alignment& alignment);

/// Calls `each(first, second)` once for every pair of hashes that are at most `kTurnedBitsMax` apart, turned and
/// mirrored as may be, on this thread; ends with its first failure. Hashes of 0 are passed over: nobody knows them. So
/// are hashes of which thousands are in part the same (pages, blank pictures): that would compare all with all.
/// Errors: Cancelled; those of `each`.
/// Source: Norouzi, Punjani & Fleet 2012, "Fast search in Hamming space with multi-index hashing".
Status forEachHashPair(std::span<const PerceptualHash> hashes, const ExploreRun& run,
                       const std::function<Status(std::uint32_t first, std::uint32_t second)>& each);

} // namespace likeness
