#include "core/explore/communities.h"

#include <algorithm>
#include <cmath>
#include <deque>
#include <limits>
#include <numeric>

namespace likeness {
namespace {

constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();
// How freely the refinement chooses among the communities that would do, as in the paper.
constexpr double kFreedom = 0.01;

std::vector<std::uint32_t> shuffled(std::uint32_t count, MixedSequence& random)
{
    std::vector<std::uint32_t> order(count);
    std::iota(order.begin(), order.end(), 0U);
    for (std::uint32_t i = count; i > 1; --i) {
        std::swap(order[i - 1], order[random.below(i)]);
    }
    return order;
}

/// Numbers the values used, in the order of their first use, and returns how many there are.
std::uint32_t renumber(std::vector<std::uint32_t>& values)
{
    std::vector<std::uint32_t> number(values.empty() ? 0 : *std::max_element(values.begin(), values.end()) + 1, kNone);
    std::uint32_t count = 0;
    for (std::uint32_t& value : values) {
        if (number[value] == kNone) {
            number[value] = count++;
        }
        value = number[value];
    }
    return count;
}

/// Weights to the communities around one node; cleared in time of their number.
class Around {
public:
    explicit Around(std::uint32_t count)
        : m_weight(count, 0.0)
        , m_isListed(count, 0)
    {
    }

    void add(std::uint32_t community, double weight)
    {
        if (m_isListed[community] == 0) {
            m_isListed[community] = 1;
            m_listed.push_back(community);
        }
        m_weight[community] += weight;
    }
    double operator[](std::uint32_t community) const { return m_weight[community]; }
    const std::vector<std::uint32_t>& listed() const { return m_listed; }
    void clear()
    {
        for (const std::uint32_t community : m_listed) {
            m_weight[community] = 0;
            m_isListed[community] = 0;
        }
        m_listed.clear();
    }

private:
    std::vector<double> m_weight;
    std::vector<std::uint8_t> m_isListed;
    std::vector<std::uint32_t> m_listed;
};

std::vector<double> sizesOf(const NodeGraph& graph, const std::vector<std::uint32_t>& communityOf)
{
    std::vector<double> sizes(graph.count(), 0.0);
    for (std::uint32_t node = 0; node < graph.count(); ++node) {
        sizes[communityOf[node]] += graph.size[node];
    }
    return sizes;
}

/// Moves nodes to the community around them that gains most, until none gains. Returns false when stopped.
bool moveNodes(const NodeGraph& graph, double density, std::vector<std::uint32_t>& communityOf, MixedSequence& random,
               const std::stop_token& stop)
{
    constexpr double kGainMin = 1e-9;
    std::vector<double> sizes = sizesOf(graph, communityOf);
    std::vector<std::uint32_t> empty; // communities without a node, to go to alone
    for (std::uint32_t community = graph.count(); community-- > 0;) {
        if (sizes[community] == 0) {
            empty.push_back(community);
        }
    }
    const std::vector<std::uint32_t> order = shuffled(graph.count(), random);
    std::deque<std::uint32_t> queue(order.begin(), order.end());
    std::vector<std::uint8_t> isQueued(graph.count(), 1);
    Around around(graph.count());
    for (std::uint64_t moves = 0; !queue.empty(); ++moves) {
        if (moves % 4096 == 0 && stop.stop_requested()) {
            return false;
        }
        const std::uint32_t node = queue.front();
        queue.pop_front();
        isQueued[node] = 0;
        const std::uint32_t from = communityOf[node];
        sizes[from] -= graph.size[node];
        if (sizes[from] == 0) {
            empty.push_back(from);
        }
        around.add(from, 0);
        around.add(empty.empty() ? from : empty.back(), 0);
        for (std::uint32_t i = graph.first[node]; i < graph.first[node + 1]; ++i) {
            around.add(communityOf[graph.node[i]], graph.weight[i]);
        }
        std::uint32_t best = from;
        double bestGain = around[from] - density * graph.size[node] * sizes[from];
        for (const std::uint32_t to : around.listed()) {
            const double gain = around[to] - density * graph.size[node] * sizes[to];
            if (gain > bestGain + kGainMin) {
                best = to;
                bestGain = gain;
            }
        }
        around.clear();
        if (sizes[best] == 0) {
            empty.pop_back(); // the last one pushed: `from` itself, or the one offered
        }
        sizes[best] += graph.size[node];
        communityOf[node] = best;
        if (best == from) {
            continue;
        }
        for (std::uint32_t i = graph.first[node]; i < graph.first[node + 1]; ++i) {
            const std::uint32_t other = graph.node[i];
            if (isQueued[other] == 0 && communityOf[other] != best) {
                isQueued[other] = 1;
                queue.push_back(other);
            }
        }
    }
    return true;
}

/// Divides every community again, from single nodes, into parts that hold together well.
class Refinement {
public:
    Refinement(const NodeGraph& graph, double density, const std::vector<std::uint32_t>& communityOf)
        : m_graph(graph)
        , m_density(density)
        , m_communityOf(communityOf)
        , m_communitySizes(sizesOf(graph, communityOf))
        , m_partOf(graph.count())
        , m_partSizes(graph.size)
        , m_outward(graph.count(), 0.0)
        , m_nodes(graph.count(), 1)
        , m_around(graph.count())
    {
        std::iota(m_partOf.begin(), m_partOf.end(), 0U);
        for (std::uint32_t node = 0; node < graph.count(); ++node) {
            forEachInside(node, [&](std::uint32_t, double weight) { m_outward[node] += weight; });
        }
    }

    std::vector<std::uint32_t> run(MixedSequence& random)
    {
        for (const std::uint32_t node : shuffled(m_graph.count(), random)) {
            if (m_nodes[m_partOf[node]] == 1 && holdsWell(m_partOf[node], m_communityOf[node])) {
                join(node, random);
            }
        }
        return std::move(m_partOf);
    }

private:
    template <class Each> void forEachInside(std::uint32_t node, Each each) const
    {
        for (std::uint32_t i = m_graph.first[node]; i < m_graph.first[node + 1]; ++i) {
            if (m_communityOf[m_graph.node[i]] == m_communityOf[node]) {
                each(m_graph.node[i], m_graph.weight[i]);
            }
        }
    }

    /// Whether a part is tied to the rest of its community as tightly as a community should be.
    bool holdsWell(std::uint32_t part, std::uint32_t community) const
    {
        return m_outward[part] >= m_density * m_partSizes[part] * (m_communitySizes[community] - m_partSizes[part]);
    }

    void join(std::uint32_t node, MixedSequence& random)
    {
        forEachInside(node, [&](std::uint32_t other, double weight) { m_around.add(m_partOf[other], weight); });
        std::vector<std::pair<std::uint32_t, double>>& choices = m_choices;
        choices.clear();
        double best = 0;
        for (const std::uint32_t part : m_around.listed()) {
            const double gain = m_around[part] - m_density * m_graph.size[node] * m_partSizes[part];
            if (gain >= 0 && holdsWell(part, m_communityOf[node])) {
                choices.emplace_back(part, gain);
                best = std::max(best, gain);
            }
        }
        // In proportion to exp(gain / freedom), staying alone (gain 0) being one of the choices.
        double sum = std::exp(-best / kFreedom);
        for (const auto& [part, gain] : choices) {
            sum += std::exp((gain - best) / kFreedom);
        }
        double left = random.share() * sum;
        for (const auto& [part, gain] : choices) {
            left -= std::exp((gain - best) / kFreedom);
            if (left < 0) {
                const double tie = m_around[part];
                m_partSizes[part] += m_graph.size[node];
                m_outward[part] += m_outward[m_partOf[node]] - 2 * tie;
                ++m_nodes[part];
                m_nodes[m_partOf[node]] = 0;
                m_partOf[node] = part;
                break;
            }
        }
        m_around.clear();
    }

    const NodeGraph& m_graph;
    double m_density;
    const std::vector<std::uint32_t>& m_communityOf;
    std::vector<double> m_communitySizes;
    std::vector<std::uint32_t> m_partOf;
    std::vector<double> m_partSizes;
    std::vector<double> m_outward; // weight from a part to the rest of its community
    std::vector<std::uint32_t> m_nodes;
    Around m_around;
    std::vector<std::pair<std::uint32_t, double>> m_choices;
};

} // namespace

NodeGraph nodesOf(const LinkedRows& links)
{
    NodeGraph graph;
    graph.first = links.first;
    graph.node = links.row;
    graph.weight.assign(links.weight.begin(), links.weight.end());
    graph.size.assign(links.count(), 1.0);
    return graph;
}

NodeGraph mergedNodes(const NodeGraph& graph, std::span<const std::uint32_t> communityOf, std::uint32_t communities)
{
    NodeGraph merged;
    merged.size.assign(communities, 0.0);
    std::vector<std::uint32_t> ends(std::size_t{communities} + 1, 0), members(graph.count());
    for (std::uint32_t node = 0; node < graph.count(); ++node) {
        merged.size[communityOf[node]] += graph.size[node];
        ++ends[communityOf[node] + 1];
    }
    std::partial_sum(ends.begin(), ends.end(), ends.begin());
    std::vector<std::uint32_t> at(ends.begin(), ends.end() - 1);
    for (std::uint32_t node = 0; node < graph.count(); ++node) {
        members[at[communityOf[node]]++] = node;
    }
    Around around(communities);
    merged.first.assign(1, 0);
    for (std::uint32_t community = 0; community < communities; ++community) {
        for (std::uint32_t m = ends[community]; m < ends[community + 1]; ++m) {
            for (std::uint32_t i = graph.first[members[m]]; i < graph.first[members[m] + 1]; ++i) {
                if (communityOf[graph.node[i]] != community) {
                    around.add(communityOf[graph.node[i]], graph.weight[i]);
                }
            }
        }
        for (const std::uint32_t other : around.listed()) {
            merged.node.push_back(other);
            merged.weight.push_back(around[other]);
        }
        around.clear();
        merged.first.push_back(static_cast<std::uint32_t>(merged.node.size()));
    }
    return merged;
}

Result<Communities> findCommunities(const NodeGraph& graph, double density, std::uint64_t seed,
                                    const std::stop_token& stop)
{
    return guarded("finding communities", ErrorCode::Internal, [&]() -> Result<Communities> {
        const Failure stopped = fail(ErrorCode::Cancelled, "exploring was stopped");
        MixedSequence random(seed);
        std::vector<std::uint32_t> nodeOf(graph.count()); // which merged node a node is in
        std::iota(nodeOf.begin(), nodeOf.end(), 0U);
        NodeGraph merged;
        const NodeGraph* now = &graph;
        std::vector<std::uint32_t> communityOf = nodeOf; // of the merged nodes
        constexpr int kRoundsMax = 30;
        for (int round = 0; round < kRoundsMax; ++round) {
            if (!moveNodes(*now, density, communityOf, random, stop) || stop.stop_requested()) {
                return stopped;
            }
            const std::uint32_t communities = renumber(communityOf);
            if (communities == now->count()) {
                break;
            }
            std::vector<std::uint32_t> partOf = Refinement(*now, density, communityOf).run(random);
            std::uint32_t parts = renumber(partOf);
            if (parts == now->count()) { // nothing was refined: go on with the communities themselves
                partOf = communityOf;
                parts = communities;
            }
            std::vector<std::uint32_t> communityOfPart(parts);
            for (std::uint32_t node = 0; node < now->count(); ++node) {
                communityOfPart[partOf[node]] = communityOf[node];
            }
            for (std::uint32_t& node : nodeOf) {
                node = partOf[node];
            }
            merged = mergedNodes(*now, partOf, parts);
            now = &merged;
            communityOf = std::move(communityOfPart);
        }
        Communities found;
        found.communityOf.resize(graph.count());
        for (std::uint32_t node = 0; node < graph.count(); ++node) {
            found.communityOf[node] = communityOf[nodeOf[node]];
        }
        found.count = renumber(found.communityOf);
        return found;
    });
}

} // namespace likeness
