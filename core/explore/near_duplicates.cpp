#include "core/explore/near_duplicates.h"

#include "core/explore/leader_groups.h"

#include <algorithm>

namespace likeness {
namespace {

/// Best first; equal scores by row, so that the input's order does not matter.
void putInOrder(std::vector<AlikePair>& pairs, std::uint32_t count, float threshold)
{
    std::erase_if(pairs, [&](const AlikePair& pair) {
        return pair.first >= count || pair.second >= count || pair.first == pair.second || !(pair.score >= threshold);
    });
    for (AlikePair& pair : pairs) {
        if (pair.second < pair.first) {
            std::swap(pair.first, pair.second);
        }
    }
    std::sort(pairs.begin(), pairs.end(), [](const AlikePair& a, const AlikePair& b) {
        return a.score != b.score ? a.score > b.score : a.first != b.first ? a.first < b.first : a.second < b.second;
    });
}

/// Rows that must not meet, both ways, ascending.
class Apart {
public:
    explicit Apart(const std::vector<std::pair<std::uint32_t, std::uint32_t>>& pairs)
    {
        m_pairs.reserve(pairs.size() * 2);
        for (const auto& [a, b] : pairs) {
            m_pairs.emplace_back(a, b);
            m_pairs.emplace_back(b, a);
        }
        std::sort(m_pairs.begin(), m_pairs.end());
    }

    /// Whether `row` must not meet someone in `group`.
    bool separates(std::uint32_t row, const std::vector<std::uint32_t>& group) const
    {
        auto at = std::lower_bound(m_pairs.begin(), m_pairs.end(), std::pair(row, std::uint32_t{0}));
        for (; at != m_pairs.end() && at->first == row; ++at) {
            if (std::find(group.begin(), group.end(), at->second) != group.end()) {
                return true;
            }
        }
        return false;
    }

private:
    std::vector<std::pair<std::uint32_t, std::uint32_t>> m_pairs;
};

} // namespace

float chainFloor(float threshold) { return std::max(-1.0F, 1.0F - 2.0F * (1.0F - threshold)); }

AlikeGroups groupAlike(std::uint32_t count, std::vector<AlikePair> pairs, const AlikeOptions& options,
                       const PairScore& score)
{
    putInOrder(pairs, count, options.threshold);
    const float floor = chainFloor(options.threshold);
    const Apart apart(options.apart);
    LeaderGroups groups(count);
    for (const AlikePair& pair : pairs) {
        groups.join(pair.first, pair.second, [&](std::uint32_t leader, std::uint32_t row) {
            return !apart.separates(row, groups.membersOf(leader)) && score(leader, row) >= floor;
        });
    }
    std::vector<std::uint32_t> leaders;
    for (std::uint32_t row = 0; row < count; ++row) {
        if (groups.membersOf(row).size() > 1) {
            leaders.push_back(row);
        }
    }
    AlikeGroups found;
    std::vector<std::vector<std::uint32_t>> sorted;
    sorted.reserve(leaders.size());
    for (const std::uint32_t leader : leaders) {
        sorted.push_back(groups.membersOf(leader));
        std::sort(sorted.back().begin(), sorted.back().end());
    }
    std::sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) {
        return a.size() != b.size() ? a.size() > b.size() : a.front() < b.front();
    });
    found.ends.reserve(sorted.size());
    for (const auto& group : sorted) {
        found.rows.insert(found.rows.end(), group.begin(), group.end());
        found.ends.push_back(static_cast<std::uint32_t>(found.rows.size()));
    }
    return found;
}

} // namespace likeness
