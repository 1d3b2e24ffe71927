#pragma once

#include <cstdint>
#include <numeric>
#include <vector>

namespace likeness {

/// Groups while they grow: every position points to its group's leader.
class LeaderGroups {
public:
    explicit LeaderGroups(std::size_t count)
        : m_leader(count)
        , m_members(count)
    {
        std::iota(m_leader.begin(), m_leader.end(), 0U);
        for (std::uint32_t i = 0; i < count; ++i) {
            m_members[i] = {i};
        }
    }

    std::uint32_t leaderOf(std::uint32_t position) const { return m_leader[position]; }
    /// Of leaders, the leader first; empty for everyone else.
    const std::vector<std::uint32_t>& membersOf(std::uint32_t leader) const { return m_members[leader]; }

    /// Joins the groups of two positions under the leader of the larger, if `mayJoin(leader, position)` says so for
    /// every member of the smaller.
    template <class MayJoin> void join(std::uint32_t a, std::uint32_t b, MayJoin mayJoin)
    {
        std::uint32_t larger = m_leader[a], smaller = m_leader[b];
        if (larger == smaller) {
            return;
        }
        if (m_members[larger].size() < m_members[smaller].size()) {
            std::swap(larger, smaller);
        }
        for (const std::uint32_t position : m_members[smaller]) {
            if (!mayJoin(larger, position)) {
                return;
            }
        }
        for (const std::uint32_t position : m_members[smaller]) {
            m_leader[position] = larger;
        }
        m_members[larger].insert(m_members[larger].end(), m_members[smaller].begin(), m_members[smaller].end());
        m_members[smaller] = {};
    }

private:
    std::vector<std::uint32_t> m_leader;
    std::vector<std::vector<std::uint32_t>> m_members;
};

} // namespace likeness
