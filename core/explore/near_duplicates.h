#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <utility>
#include <vector>

namespace likeness {

/// Two pictures that were found to be alike. Shape: `first` and `second` are rows of whatever the caller counts.
struct AlikePair {
    std::uint32_t first = 0;
    std::uint32_t second = 0;
    float score = 0; ///< 0..1
};

/// Groups of rows, one after the other.
struct AlikeGroups {
    std::vector<std::uint32_t> rows;
    std::vector<std::uint32_t> ends; ///< one for each group: where in `rows` it ends

    std::size_t count() const { return ends.size(); }
    std::span<const std::uint32_t> group(std::size_t index) const
    {
        const std::uint32_t begin = index == 0 ? 0 : ends[index - 1];
        return std::span(rows).subspan(begin, ends[index] - begin);
    }
};

/// How alike two rows are.
using PairScore = std::function<float(std::uint32_t first, std::uint32_t second)>;

struct AlikeOptions {
    float threshold = 0.97F; ///< what a pair must reach
    /// Rows that a person has said are not duplicates: never in one group, whatever leads from one to the other.
    std::vector<std::pair<std::uint32_t, std::uint32_t>> apart;
};

/// Groups rows that are joined by pairs, biggest group first, then by lowest row; rows within a group ascend. Which row
/// is the keeper is not asked here.
///
/// Chains are held short: bursts and panoramas form long rows of pictures of which each looks like the next but the
/// last no longer like the first. Every group therefore has a leader, and two groups are joined only when every member
/// of the smaller one scores at least `chainFloor(threshold)` against the leader of the larger. Pairs are taken best
/// first, so the closest pictures find each other before a chain can take them. The order of the pairs does not change
/// the answer.
/// Errors: pairs that name no row below `count`, or the same one twice, or score below the threshold or NaN, are passed
/// over.
AlikeGroups groupAlike(std::uint32_t count, std::vector<AlikePair> pairs, const AlikeOptions& options,
                       const PairScore& score);

/// How much less than `threshold` a member may look like its group's leader: a picture twice as far (1 - score) as
/// the threshold allows between neighbours is still taken for the same, nothing farther is.
float chainFloor(float threshold);

} // namespace likeness
