#pragma once

#include "core/api/types.h"

#include <span>

namespace likeness {

/// What grouping and the choice of a keeper look at.
struct DuplicateCandidate {
    ContentId content;
    int width = 0; ///< pixels, after orientation
    int height = 0;
    std::int64_t sizeBytes = 0;
    bool hasMetadata = false;                 ///< camera or capture time known
    std::optional<std::int64_t> takenSeconds; ///< capture time, local seconds since 1970
    std::string path;                         ///< of the file shown for the content
};

/// Two candidates that look alike. Shape: `first` and `second` are positions in the list of candidates.
struct SimilarPair {
    std::uint32_t first = 0;
    std::uint32_t second = 0;
    float score = 0; ///< cosine
};

/// Contents that look the same, the proposed keeper first.
struct NearDuplicateGroup {
    struct Member {
        ContentId content;
        bool keep = false;
        std::string reason; ///< plain words, why it is or is not the proposed keeper
    };
    std::vector<Member> members; ///< at least two
};

/// The cosine of two candidates, by position.
using PairScore = std::function<float(std::uint32_t first, std::uint32_t second)>;

/// Groups candidates that are joined by pairs of at least `threshold`, biggest group first.
///
/// Chains are held short: bursts and panoramas form long rows of pictures of which each looks like the next but the
/// last no longer like the first. Every group therefore has a leader, and two groups are joined only when every member
/// of the smaller one scores at least `chainFloor(threshold)` against the leader of the larger. Pairs are taken best
/// first, so the closest pictures find each other before a chain can take them. The order of the input does not change
/// the answer.
/// Errors: pairs that name no candidate, or the same one twice, or score below `threshold` or NaN, are passed over.
std::vector<NearDuplicateGroup> groupNearDuplicates(std::span<const DuplicateCandidate> candidates,
                                                    std::span<const SimilarPair> pairs, float threshold,
                                                    const PairScore& score);

/// How much less than `threshold` a member may look like its group's leader: a picture twice as far (1 - cosine) as
/// the threshold allows between neighbours is still taken for the same, nothing farther is.
float chainFloor(float threshold);

/// Puts the keeper first and says why of each: more pixels, then a bigger file, then metadata, then the older capture,
/// then the shorter path. Also for files with the same bytes, where only the path decides.
/// Shape: one member per candidate, keeper first, the rest in order of preference.
NearDuplicateGroup proposeKeeper(std::span<const DuplicateCandidate> candidates);

} // namespace likeness
