#include "core/explore/duplicates.h"

#include "core/explore/leader_groups.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace likeness {
namespace {

std::int64_t pixelCount(const DuplicateCandidate& candidate)
{
    return std::int64_t{candidate.width} * candidate.height;
}

/// Negative when `a` is the better one to keep; `reason` then says what is worse about `b`.
int compareForKeeping(const DuplicateCandidate& a, const DuplicateCandidate& b, std::string& reason)
{
    const auto decided = [&reason](bool aIsBetter, const char* aWon, const char* bWon) {
        reason = aIsBetter ? aWon : bWon;
        return aIsBetter ? -1 : 1;
    };
    if (pixelCount(a) != pixelCount(b)) {
        return decided(pixelCount(a) > pixelCount(b), "fewer pixels", "more pixels");
    }
    if (a.sizeBytes != b.sizeBytes) {
        return decided(a.sizeBytes > b.sizeBytes, "same pixels, smaller file", "same pixels, bigger file");
    }
    if (a.hasMetadata != b.hasMetadata) {
        return decided(a.hasMetadata, "camera data missing", "has camera data");
    }
    // A file without a capture time says nothing about its age, so it counts as the younger one.
    constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::max();
    if (const auto ta = a.takenSeconds.value_or(kNever), tb = b.takenSeconds.value_or(kNever); ta != tb) {
        return decided(ta < tb, "taken later", "taken earlier");
    }
    if (a.path.size() != b.path.size()) {
        return decided(a.path.size() < b.path.size(), "same otherwise, longer path", "same otherwise, shorter path");
    }
    if (a.path != b.path) {
        return decided(a.path < b.path, "same otherwise, path later in the alphabet",
                       "same otherwise, path earlier in the alphabet");
    }
    if (a.content != b.content) {
        return decided(a.content < b.content, "same otherwise, indexed later", "same otherwise, indexed earlier");
    }
    reason = "the same in every way";
    return 0;
}

std::string reasonToKeep(const DuplicateCandidate& keeper, const DuplicateCandidate& second)
{
    if (pixelCount(keeper) > pixelCount(second)) {
        return "most pixels: " + std::to_string(keeper.width) + " × " + std::to_string(keeper.height);
    }
    if (keeper.sizeBytes > second.sizeBytes) {
        return "biggest file of those with most pixels";
    }
    if (keeper.hasMetadata && !second.hasMetadata) {
        return "the one with camera data";
    }
    if (keeper.takenSeconds && (!second.takenSeconds || *keeper.takenSeconds < *second.takenSeconds)) {
        return "taken first";
    }
    if (keeper.path.size() < second.path.size()) {
        return "all are equally good; this one has the shortest path";
    }
    return "all are equally good; this one comes first by name";
}

/// The usable pairs, best first; equal scores by content so that the input's order does not matter.
std::vector<SimilarPair> orderedPairs(std::span<const DuplicateCandidate> candidates,
                                      std::span<const SimilarPair> pairs, float threshold)
{
    std::vector<SimilarPair> usable;
    usable.reserve(pairs.size());
    for (SimilarPair pair : pairs) {
        if (pair.first >= candidates.size() || pair.second >= candidates.size() || pair.first == pair.second
            || !(pair.score >= threshold)) {
            continue;
        }
        if (candidates[pair.second].content < candidates[pair.first].content) {
            std::swap(pair.first, pair.second);
        }
        usable.push_back(pair);
    }
    std::sort(usable.begin(), usable.end(), [&candidates](const SimilarPair& a, const SimilarPair& b) {
        if (a.score != b.score) {
            return a.score > b.score;
        }
        const ContentId a1 = candidates[a.first].content, b1 = candidates[b.first].content;
        return a1 != b1 ? a1 < b1 : candidates[a.second].content < candidates[b.second].content;
    });
    return usable;
}

} // namespace

float chainFloor(float threshold) { return std::max(-1.0F, 1.0F - 2.0F * (1.0F - threshold)); }

NearDuplicateGroup proposeKeeper(std::span<const DuplicateCandidate> candidates)
{
    NearDuplicateGroup group;
    if (candidates.empty()) {
        return group;
    }
    std::vector<std::uint32_t> order(candidates.size());
    std::iota(order.begin(), order.end(), 0U);
    std::string reason;
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        return compareForKeeping(candidates[a], candidates[b], reason) < 0;
    });

    const DuplicateCandidate& keeper = candidates[order[0]];
    group.members.reserve(candidates.size());
    for (const std::uint32_t position : order) {
        if (group.members.empty()) {
            reason = candidates.size() > 1 ? reasonToKeep(keeper, candidates[order[1]]) : "the only one";
        } else {
            compareForKeeping(keeper, candidates[position], reason);
        }
        group.members.push_back({candidates[position].content, group.members.empty(), reason});
    }
    return group;
}

std::vector<NearDuplicateGroup> groupNearDuplicates(std::span<const DuplicateCandidate> candidates,
                                                    std::span<const SimilarPair> pairs, float threshold,
                                                    const PairScore& score)
{
    const float floor = chainFloor(threshold);
    LeaderGroups groups(candidates.size());
    for (const SimilarPair& pair : orderedPairs(candidates, pairs, threshold)) {
        groups.join(pair.first, pair.second,
                    [&](std::uint32_t leader, std::uint32_t position) { return score(leader, position) >= floor; });
    }

    std::vector<NearDuplicateGroup> found;
    std::vector<DuplicateCandidate> members;
    for (std::uint32_t leader = 0; leader < candidates.size(); ++leader) {
        if (groups.membersOf(leader).size() < 2) {
            continue;
        }
        members.clear();
        for (const std::uint32_t position : groups.membersOf(leader)) {
            members.push_back(candidates[position]);
        }
        found.push_back(proposeKeeper(members));
    }
    std::sort(found.begin(), found.end(), [](const NearDuplicateGroup& a, const NearDuplicateGroup& b) {
        return a.members.size() != b.members.size() ? a.members.size() > b.members.size()
                                                    : a.members[0].content < b.members[0].content;
    });
    return found;
}

} // namespace likeness
