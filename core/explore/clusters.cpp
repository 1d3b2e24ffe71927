#include "core/explore/clusters.h"

#include "core/explore/communities.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>

namespace likeness {
namespace {

constexpr double kFinestRows = 24;
constexpr double kLevelStep = 6;
constexpr double kRowsPerRoom = 8; // see fillLevels
// A row is noise when it is this many robust standard deviations farther from its neighbours than its cluster's others.
constexpr double kNoiseDeviations = 4;
constexpr double kDeviationPerMad = 1.4826;

std::vector<double> levelsFor(std::uint32_t rows)
{
    std::vector<double> levels{kFinestRows};
    while (levels.back() * kLevelStep * kLevelStep <= rows) {
        levels.push_back(levels.back() * kLevelStep);
    }
    return levels;
}

double medianOf(std::vector<double> values)
{
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

/// How far every row is from those it is linked to: 1 - cosine, the mean of the nearest half.
Result<std::vector<double>> lonelinessOf(const LinkedRows& links, const VectorRows& rows, const ExploreRun& run)
{
    std::vector<double> loneliness(rows.count(), 0.0);
    Status measured = inBlocks(rows.count(), 512, run, [&](std::size_t begin, std::size_t end) {
        std::vector<float> query(rows.stride), scores;
        for (std::size_t row = begin; row < end; ++row) {
            const std::span others(links.row.data() + links.first[row], links.first[row + 1] - links.first[row]);
            if (others.empty()) {
                loneliness[row] = 2; // farther than any two vectors
                continue;
            }
            rows.copyRow(static_cast<std::uint32_t>(row), query.data());
            scores.resize(others.size());
            rows.scoreListed(query.data(), rows.halves, rows.stride, others, scores.data());
            std::sort(scores.begin(), scores.end(), std::greater<>());
            const std::size_t near = (scores.size() + 1) / 2;
            double sum = 0;
            for (std::size_t i = 0; i < near; ++i) {
                sum += 1.0 - static_cast<double>(scores[i]);
            }
            loneliness[row] = sum / static_cast<double>(near);
        }
    });
    if (!measured) {
        return measured.failure();
    }
    return loneliness;
}

/// Takes away the rows that are too far from the rest; returns whether enough are left.
bool dropNoise(std::vector<std::uint32_t>& members, const std::vector<double>& loneliness, std::uint32_t rowsMin)
{
    if (members.size() < rowsMin) {
        return false;
    }
    std::vector<double> values;
    values.reserve(members.size());
    for (const std::uint32_t row : members) {
        values.push_back(loneliness[row]);
    }
    const double median = medianOf(values);
    for (double& value : values) {
        value = std::abs(value - median);
    }
    // Equal pictures have no spread at all; then a hundredth still counts as near.
    const double spread = std::max(kDeviationPerMad * medianOf(values), 0.0025);
    std::erase_if(members, [&](std::uint32_t row) { return loneliness[row] > median + kNoiseDeviations * spread; });
    return members.size() >= rowsMin;
}

/// The row nearest to the mean of all, then always the one least like those chosen, among the more typical half.
std::vector<std::uint32_t> representativesOf(const std::vector<std::uint32_t>& members, const VectorRows& rows,
                                             std::uint32_t wanted)
{
    constexpr std::size_t kLookedAtMax = 2000; // of a cluster of any size
    std::vector<std::uint32_t> some;
    const std::size_t count = std::min(members.size(), kLookedAtMax);
    for (std::size_t i = 0; i < count; ++i) {
        some.push_back(members[i * members.size() / count]);
    }
    std::vector<float> mean(rows.stride, 0.0F), row(rows.stride), scores(some.size());
    for (const std::uint32_t member : some) {
        rows.copyRow(member, row.data());
        std::transform(mean.begin(), mean.end(), row.begin(), mean.begin(), std::plus<>());
    }
    rows.scoreListed(mean.data(), rows.halves, rows.stride, some, scores.data());
    std::vector<std::size_t> order(some.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return scores[a] > scores[b]; });
    std::vector<std::uint32_t> typical;
    for (std::size_t i = 0;
         i < std::max<std::size_t>((order.size() + 1) / 2, std::min<std::size_t>(order.size(), wanted)); ++i) {
        typical.push_back(some[order[i]]);
    }
    std::vector<std::uint32_t> chosen;
    std::vector<float> likeness(typical.size(), -2.0F); // to the most like of those chosen
    scores.resize(typical.size());
    for (std::size_t next = 0; chosen.size() < std::min<std::size_t>(wanted, typical.size());) {
        chosen.push_back(typical[next]);
        rows.copyRow(typical[next], row.data());
        rows.scoreListed(row.data(), rows.halves, rows.stride, typical, scores.data());
        for (std::size_t i = 0; i < typical.size(); ++i) {
            likeness[i] = std::max(likeness[i], scores[i]);
        }
        likeness[next] = std::numeric_limits<float>::max();
        next = static_cast<std::size_t>(std::min_element(likeness.begin(), likeness.end()) - likeness.begin());
    }
    return chosen;
}

/// The communities of one level as clusters, noise taken away, biggest first.
void addLevel(ClusterTree& tree, const Communities& communities, const std::vector<double>& loneliness,
              const ClusterOptions& options)
{
    const auto level = static_cast<std::uint32_t>(tree.clusterOf.size());
    std::vector<std::vector<std::uint32_t>> members(communities.count);
    for (std::uint32_t row = 0; row < communities.communityOf.size(); ++row) {
        members[communities.communityOf[row]].push_back(row);
    }
    std::erase_if(members, [&](auto& rows) { return !dropNoise(rows, loneliness, options.rowsMin); });
    std::stable_sort(members.begin(), members.end(), [](auto& a, auto& b) { return a.size() > b.size(); });
    std::vector<std::int32_t> clusterOf(communities.communityOf.size(), ClusterTree::kNoise);
    for (auto& rows : members) {
        for (const std::uint32_t row : rows) {
            clusterOf[row] = static_cast<std::int32_t>(tree.clusters.size());
        }
        tree.clusters.push_back({level, std::nullopt, std::move(rows), {}});
    }
    tree.clusterOf.push_back(std::move(clusterOf));
}

/// A cluster lies in the cluster above that most of its rows are in.
void linkParents(ClusterTree& tree)
{
    for (Cluster& cluster : tree.clusters) {
        if (cluster.level + 1 == tree.clusterOf.size()) {
            continue;
        }
        std::map<std::int32_t, std::size_t> above;
        for (const std::uint32_t row : cluster.rows) {
            ++above[tree.clusterOf[cluster.level + 1][row]];
        }
        above.erase(ClusterTree::kNoise);
        const auto most = std::max_element(above.begin(), above.end(),
                                           [](const auto& a, const auto& b) { return a.second < b.second; });
        if (most != above.end()) {
            cluster.parent = static_cast<std::uint32_t>(most->first);
        }
    }
}

Status fillLevels(ClusterTree& tree, const LinkedRows& links, const std::vector<double>& loneliness,
                  const ClusterOptions& options, const ExploreRun& run)
{
    const std::vector<double> levels = options.typicalRows.empty() ? levelsFor(links.count()) : options.typicalRows;
    NodeGraph graph = nodesOf(links);
    const double weightPerRow
        = std::accumulate(graph.weight.begin(), graph.weight.end(), 0.0) / std::max<double>(1, links.count());
    Communities rowsIn; // of the level below
    rowsIn.communityOf.resize(links.count());
    std::iota(rowsIn.communityOf.begin(), rowsIn.communityOf.end(), 0U);
    for (std::size_t level = 0; level < levels.size(); ++level) {
        // A community grows while its links outweigh density for each pair of rows: to weight / density rows if it kept
        // all its links. It keeps far from all, so it is given room; see tests/bench/RESULTS.md, "Explore".
        const auto found
            = findCommunities(graph, weightPerRow / (kRowsPerRoom * levels[level]), options.seed + level, run.stop);
        if (!found) {
            return found.failure();
        }
        for (std::uint32_t& community : rowsIn.communityOf) {
            community = found->communityOf[community];
        }
        rowsIn.count = found->count;
        addLevel(tree, rowsIn, loneliness, options);
        graph = mergedNodes(graph, found->communityOf, found->count);
        run.report(static_cast<double>(level + 1) / static_cast<double>(levels.size()));
    }
    return {};
}

} // namespace

Result<ClusterTree> findClusters(const LinkedRows& links, const VectorRows& rows, const ClusterOptions& options,
                                 const ExploreRun& run)
{
    const auto& levels = options.typicalRows;
    if (links.count() != rows.count()
        || std::adjacent_find(levels.begin(), levels.end(), std::greater_equal<>()) != levels.end()
        || std::any_of(levels.begin(), levels.end(), [](double size) { return !(size >= 1); })) {
        return fail(ErrorCode::InvalidInput,
                    "clusters: there must be a vector for each row of the graph, and cluster sizes must ascend from 1");
    }
    return guarded("finding clusters", ErrorCode::Internal, [&]() -> Result<ClusterTree> {
        ClusterTree tree;
        const auto loneliness = lonelinessOf(links, rows, run.part(0, 0.1));
        if (!loneliness) {
            return loneliness.failure();
        }
        if (Status filled = fillLevels(tree, links, *loneliness, options, run.part(0.1, 0.8)); !filled) {
            return filled.failure();
        }
        linkParents(tree);
        Status shown = inBlocks(tree.clusters.size(), 8, run.part(0.8, 1), [&](std::size_t begin, std::size_t end) {
            for (std::size_t i = begin; i < end; ++i) {
                tree.clusters[i].representatives
                    = representativesOf(tree.clusters[i].rows, rows, options.representatives);
            }
        });
        if (!shown) {
            return shown.failure();
        }
        return tree;
    });
}

ClusterMatch matchClusters(std::span<const KnownCluster> known, std::span<const std::vector<ContentId>> found,
                           std::int64_t nextId, double overlapMin)
{
    // Clusters of one level share nothing, so each content leads to one cluster found.
    std::vector<std::pair<ContentId, std::uint32_t>> foundIn;
    for (std::uint32_t i = 0; i < found.size(); ++i) {
        for (const ContentId content : found[i]) {
            foundIn.emplace_back(content, i);
        }
    }
    std::sort(foundIn.begin(), foundIn.end());
    struct Overlap {
        double share;
        std::uint32_t known;
        std::uint32_t found;
    };
    std::vector<Overlap> overlaps;
    for (std::uint32_t i = 0; i < known.size(); ++i) {
        std::map<std::uint32_t, std::size_t> shared;
        for (const ContentId content : known[i].contents) {
            const auto at = std::lower_bound(foundIn.begin(), foundIn.end(), std::pair(content, std::uint32_t{0}));
            if (at != foundIn.end() && at->first == content) {
                ++shared[at->second];
            }
        }
        for (const auto& [other, count] : shared) {
            const std::size_t together = known[i].contents.size() + found[other].size() - count;
            const double share = static_cast<double>(count) / static_cast<double>(together);
            if (share >= overlapMin) {
                overlaps.push_back({share, i, other});
            }
        }
    }
    std::sort(overlaps.begin(), overlaps.end(), [&](const Overlap& a, const Overlap& b) {
        return a.share != b.share   ? a.share > b.share
               : a.known != b.known ? known[a.known].id < known[b.known].id
                                    : a.found < b.found;
    });
    ClusterMatch match;
    match.ids.assign(found.size(), 0);
    std::vector<std::uint8_t> carriedOn(known.size(), 0);
    for (const Overlap& overlap : overlaps) {
        if (carriedOn[overlap.known] == 0 && match.ids[overlap.found] == 0) {
            carriedOn[overlap.known] = 1;
            match.ids[overlap.found] = known[overlap.known].id;
        }
    }
    for (std::uint32_t i = 0; i < known.size(); ++i) {
        nextId = std::max(nextId, known[i].id + 1);
        if (carriedOn[i] == 0) {
            match.lost.push_back(known[i].id);
        }
    }
    std::sort(match.lost.begin(), match.lost.end());
    for (std::int64_t& id : match.ids) {
        id = id != 0 ? id : nextId++;
    }
    match.nextId = nextId;
    return match;
}

} // namespace likeness
