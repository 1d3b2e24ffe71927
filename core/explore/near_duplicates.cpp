#include "core/explore/near_duplicates.h"

#include "core/explore/duplicates.h"
#include "core/explore/leader_groups.h"

#include <algorithm>
#include <numeric>

namespace likeness {
namespace {

/// A link that reaches the threshold; `from` < `to`.
struct AlikePair {
    std::uint32_t from;
    std::uint32_t to;
    float score;
};

/// Calls `each(AlikePair)` for every pair that one of a row's links makes.
template <class Each> void forEachPair(const NeighbourGraph& graph, std::uint32_t row, float threshold, Each each)
{
    for (const GraphLink& link : graph.linksOf(row)) {
        if (!(link.score >= threshold)) {
            break; // the rest is farther
        }
        each(AlikePair{std::min(row, link.row), std::max(row, link.row), link.score});
    }
}

/// Rows that are connected, however long the way. Source: Tarjan 1975 (union-find, with path halving).
class Connected {
public:
    explicit Connected(std::uint32_t rows)
        : m_up(rows)
    {
        std::iota(m_up.begin(), m_up.end(), 0U);
    }

    std::uint32_t lowestOf(std::uint32_t row)
    {
        while (m_up[row] != row) {
            row = m_up[row] = m_up[m_up[row]];
        }
        return row;
    }
    void connect(std::uint32_t a, std::uint32_t b)
    {
        a = lowestOf(a);
        b = lowestOf(b);
        m_up[std::max(a, b)] = std::min(a, b);
    }

private:
    std::vector<std::uint32_t> m_up;
};

/// Divides connected rows into groups that hold together around one row each.
class Divider {
public:
    Divider(const NeighbourGraph& graph, const VectorRows& rows, const NearDuplicateOptions& options)
        : m_graph(graph)
        , m_rows(rows)
        , m_options(options)
        , m_floor(chainFloor(options.threshold))
        , m_query(rows.stride)
    {
        for (const auto& [a, b] : options.apart) {
            const auto first = graph.rowOf(a), second = graph.rowOf(b);
            if (first && second) {
                m_apart.emplace_back(*first, *second);
                m_apart.emplace_back(*second, *first);
            }
        }
        std::sort(m_apart.begin(), m_apart.end());
    }

    /// `members` ascending, at least two. Returns false when `found` does.
    bool divide(std::span<const std::uint32_t> members, const std::function<bool(const AlikeRows&)>& found)
    {
        const auto positionOf = [members](std::uint32_t row) {
            return static_cast<std::uint32_t>(std::lower_bound(members.begin(), members.end(), row) - members.begin());
        };
        LeaderGroups groups(members.size());
        m_queried.reset();
        for (const AlikePair& pair : pairsAmong(members)) {
            groups.join(positionOf(pair.from), positionOf(pair.to), [&](std::uint32_t leader, std::uint32_t position) {
                return score(members[leader], members[position]) >= m_floor
                       && !separates(groups.membersOf(leader), members, members[position]);
            });
        }
        for (std::uint32_t leader = 0; leader < members.size(); ++leader) {
            if (groups.membersOf(leader).size() < 2) {
                continue;
            }
            AlikeRows alike;
            for (const std::uint32_t position : groups.membersOf(leader)) {
                alike.rows.push_back(members[position]);
                alike.scores.push_back(position == leader ? 1.0F : score(members[leader], members[position]));
            }
            if (!found(alike)) {
                return false;
            }
        }
        return true;
    }

private:
    /// Best first, so that the closest find each other before a chain can take them.
    std::vector<AlikePair> pairsAmong(std::span<const std::uint32_t> members) const
    {
        std::vector<AlikePair> pairs;
        for (const std::uint32_t row : members) {
            forEachPair(m_graph, row, m_options.threshold, [&](const AlikePair& pair) { pairs.push_back(pair); });
        }
        const auto names = [](const AlikePair& pair) { return std::pair(pair.from, pair.to); };
        std::sort(pairs.begin(), pairs.end(), [&](const AlikePair& a, const AlikePair& b) {
            return names(a) != names(b) ? names(a) < names(b) : a.score > b.score;
        });
        pairs.erase(std::unique(pairs.begin(), pairs.end(),
                                [&](const AlikePair& a, const AlikePair& b) { return names(a) == names(b); }),
                    pairs.end());
        if (m_options.agrees) {
            std::erase_if(pairs, [this](const AlikePair& pair) { return !m_options.agrees(pair.from, pair.to); });
        }
        std::stable_sort(pairs.begin(), pairs.end(),
                         [](const AlikePair& a, const AlikePair& b) { return a.score > b.score; });
        return pairs;
    }

    float score(std::uint32_t leader, std::uint32_t row)
    {
        if (m_queried != leader) {
            m_rows.copyRow(leader, m_query.data());
            m_queried = leader;
        }
        return m_rows.score(m_query.data(), row);
    }

    /// Whether a person keeps `row` apart from someone in the group.
    bool separates(const std::vector<std::uint32_t>& group, std::span<const std::uint32_t> members,
                   std::uint32_t row) const
    {
        auto at = std::lower_bound(m_apart.begin(), m_apart.end(), std::pair(row, std::uint32_t{0}));
        for (; at != m_apart.end() && at->first == row; ++at) {
            if (std::any_of(group.begin(), group.end(),
                            [&](std::uint32_t position) { return members[position] == at->second; })) {
                return true;
            }
        }
        return false;
    }

    const NeighbourGraph& m_graph;
    const VectorRows& m_rows;
    const NearDuplicateOptions& m_options;
    float m_floor;
    std::vector<float> m_query;
    std::optional<std::uint32_t> m_queried;                       // row in m_query
    std::vector<std::pair<std::uint32_t, std::uint32_t>> m_apart; // both ways, ascending
};

} // namespace

Status findNearDuplicates(const NeighbourGraph& graph, const VectorRows& rows, const NearDuplicateOptions& options,
                          const std::function<bool(const AlikeRows&)>& found, const ExploreRun& run)
{
    if (!(options.threshold >= 0 && options.threshold <= 1)) {
        return fail(ErrorCode::InvalidInput, "near-duplicates: the threshold must be from 0 to 1");
    }
    if (!std::equal(rows.contents.begin(), rows.contents.end(), graph.contents().begin(), graph.contents().end())) {
        return fail(ErrorCode::InvalidInput,
                    "the neighbour graph has other photos than the vectors given; apply the changes to it first");
    }
    return guarded("finding near-duplicates", ErrorCode::Internal, [&]() -> Status {
        Connected connected(graph.count());
        for (std::uint32_t row = 0; row < graph.count(); ++row) {
            forEachPair(graph, row, options.threshold,
                        [&](const AlikePair& pair) { connected.connect(pair.from, pair.to); });
        }
        // Rows by the lowest they are connected with; those that are alone stand alone and are passed over.
        std::vector<std::uint32_t> lowest(graph.count()), order(graph.count());
        for (std::uint32_t row = 0; row < graph.count(); ++row) {
            lowest[row] = connected.lowestOf(row);
        }
        std::iota(order.begin(), order.end(), 0U);
        std::stable_sort(order.begin(), order.end(),
                         [&](std::uint32_t a, std::uint32_t b) { return lowest[a] < lowest[b]; });
        Divider divider(graph, rows, options);
        for (std::size_t begin = 0, end = 0; begin < order.size(); begin = end) {
            if (run.stop.stop_requested()) {
                return fail(ErrorCode::Cancelled, "exploring was stopped");
            }
            while (end < order.size() && lowest[order[end]] == lowest[order[begin]]) {
                ++end;
            }
            if (end - begin > 1 && !divider.divide(std::span(order).subspan(begin, end - begin), found)) {
                return {};
            }
            run.report(static_cast<double>(end) / static_cast<double>(order.size()));
        }
        return {};
    });
}

} // namespace likeness
