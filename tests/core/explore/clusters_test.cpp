#include "core/explore/clusters.h"

#include "core/explore/communities.h"
#include "tests/core/explore/explore_fixture.h"

#include <map>

using namespace likeness;
using namespace likeness::test;

namespace {

ClusterTree treeOf(const Collection& collection, const ClusterOptions& options, int threadCount = 2)
{
    const auto links = weightedLinks(collection.graph(), threads(threadCount));
    auto tree = findClusters(*links, collection.rows(), options, threads(threadCount));
    if (!tree) {
        qFatal("%s", tree.error().message.c_str());
    }
    return *tree;
}

ClusterOptions levels(std::vector<double> typicalRows)
{
    ClusterOptions options;
    options.typicalRows = std::move(typicalRows);
    return options;
}

double potts(const NodeGraph& graph, const std::vector<std::uint32_t>& communityOf, double density)
{
    double inside = 0;
    std::map<std::uint32_t, double> sizes;
    for (std::uint32_t node = 0; node < graph.count(); ++node) {
        sizes[communityOf[node]] += graph.size[node];
        for (std::uint32_t i = graph.first[node]; i < graph.first[node + 1]; ++i) {
            inside += communityOf[graph.node[i]] == communityOf[node] ? graph.weight[i] / 2 : 0;
        }
    }
    for (const auto& [community, size] : sizes) {
        inside -= density * size * size / 2;
    }
    return inside;
}

std::vector<ContentId> ids(std::initializer_list<int> values)
{
    std::vector<ContentId> contents;
    for (const int value : values) {
        contents.push_back({value});
    }
    return contents;
}

} // namespace

class ClustersTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void groupsFarApartAreTheClusters()
    {
        const Collection collection = Collection::grouped(12, 60);
        const ClusterTree tree = treeOf(collection, levels({60}));
        std::map<std::int32_t, std::map<std::uint32_t, int>> seen;
        for (std::uint32_t row = 0; row < collection.count(); ++row) {
            ++seen[tree.clusterOf[0][row]][row % 12];
        }
        int noise = 0;
        for (const auto& [value, count] : seen[ClusterTree::kNoise]) {
            noise += count;
        }
        QVERIFY2(noise < 40, qPrintable(QString::number(noise)));
        for (const auto& [cluster, groups] : seen) {
            QVERIFY(cluster == ClusterTree::kNoise || groups.size() == 1); // nothing is mixed
        }
        QVERIFY(tree.clusters.size() >= 12 && tree.clusters.size() <= 20);
    }

    void aPhotoFarFromAllIsNoise()
    {
        Collection collection = Collection::grouped(4, 80);
        std::mt19937 random(21);
        std::normal_distribution<float> normal;
        std::vector<std::uint32_t> loners;
        for (int i = 0; i < 5; ++i) {
            std::vector<float> row(64);
            std::generate(row.begin(), row.end(), [&] { return normal(random); });
            loners.push_back(collection.count());
            collection.add(row);
        }
        const ClusterTree tree = treeOf(collection, levels({80}));
        for (const std::uint32_t loner : loners) {
            QCOMPARE(tree.clusterOf[0][loner], ClusterTree::kNoise);
        }
    }

    void everyLevelLiesInTheNext()
    {
        const Collection collection = Collection::realistic(6000);
        const ClusterTree tree = treeOf(collection, {});
        QCOMPARE(tree.clusterOf.size(), std::size_t{3});
        std::vector<std::size_t> counts(3, 0);
        for (std::uint32_t i = 0; i < tree.clusters.size(); ++i) {
            const Cluster& cluster = tree.clusters[i];
            ++counts[cluster.level];
            QVERIFY(cluster.rows.size() >= 4);
            QVERIFY(std::is_sorted(cluster.rows.begin(), cluster.rows.end()));
            QVERIFY(!cluster.representatives.empty() && cluster.representatives.size() <= 9);
            std::set<std::uint32_t> rows(cluster.rows.begin(), cluster.rows.end());
            for (const std::uint32_t row : cluster.representatives) {
                QVERIFY(rows.contains(row));
            }
            QCOMPARE((std::set(cluster.representatives.begin(), cluster.representatives.end()).size()),
                     cluster.representatives.size());
            for (const std::uint32_t row : cluster.rows) {
                QCOMPARE(tree.clusterOf[cluster.level][row], static_cast<std::int32_t>(i));
                if (cluster.parent) {
                    const std::int32_t above = tree.clusterOf[cluster.level + 1][row];
                    QVERIFY(above == static_cast<std::int32_t>(*cluster.parent) || above == ClusterTree::kNoise);
                }
            }
            QVERIFY(!cluster.parent || tree.clusters[*cluster.parent].level == cluster.level + 1);
        }
        QVERIFY(counts[0] > 2 * counts[1] && counts[1] > 2 * counts[2] && counts[2] >= 2);
    }

    void theThreadsDoNotShowInTheAnswer()
    {
        const Collection collection = Collection::realistic(2000);
        const ClusterTree one = treeOf(collection, {}, 1), many = treeOf(collection, {}, 4);
        QVERIFY(one.clusterOf == many.clusterOf);
        QCOMPARE(one.clusters.size(), many.clusters.size());
        for (std::size_t i = 0; i < one.clusters.size(); ++i) {
            QVERIFY(one.clusters[i].representatives == many.clusters[i].representatives);
        }
    }

    void communitiesAreAsGoodAsTheBestOfAll()
    {
        // Two triangles joined by one weak link: every division of six nodes is tried.
        LinkedRows links;
        const std::vector<std::vector<std::pair<std::uint32_t, float>>> around{
            {{1, 1}, {2, 1}}, {{0, 1}, {2, 1}}, {{0, 1}, {1, 1}, {3, 0.4F}}, {{2, 0.4F}, {4, 1}, {5, 1}},
            {{3, 1}, {5, 1}}, {{3, 1}, {4, 1}}};
        links.first = {0};
        for (const auto& each : around) {
            for (const auto& [row, weight] : each) {
                links.row.push_back(row);
                links.weight.push_back(weight);
            }
            links.first.push_back(static_cast<std::uint32_t>(links.row.size()));
        }
        const NodeGraph graph = nodesOf(links);
        for (const double density : {0.01, 0.1, 0.5, 0.9, 1.5}) {
            double best = -1e9;
            for (std::uint32_t code = 0; code < 6 * 6 * 6 * 6 * 6 * 6; ++code) {
                std::vector<std::uint32_t> division;
                for (std::uint32_t i = 0, rest = code; i < 6; ++i, rest /= 6) {
                    division.push_back(rest % 6);
                }
                best = std::max(best, potts(graph, division, density));
            }
            const auto found = findCommunities(graph, density, 4, {});
            QVERIFY2(potts(graph, found->communityOf, density) > best - 1e-9,
                     qPrintable(QString("density %1").arg(density)));
        }
    }

    void communitiesAreConnected()
    {
        const Collection collection = Collection::realistic(3000);
        const NodeGraph graph = nodesOf(*weightedLinks(collection.graph(), threads(2)));
        const auto found = findCommunities(graph, 0.05, 4, {});
        std::vector<std::uint8_t> seen(graph.count(), 0);
        std::set<std::uint32_t> begun;
        for (std::uint32_t node = 0; node < graph.count(); ++node) {
            if (seen[node] != 0) {
                continue;
            }
            QVERIFY(begun.insert(found->communityOf[node]).second); // else it has a second piece
            std::vector<std::uint32_t> open{node};
            seen[node] = 1;
            while (!open.empty()) {
                const std::uint32_t at = open.back();
                open.pop_back();
                for (std::uint32_t i = graph.first[at]; i < graph.first[at + 1]; ++i) {
                    if (seen[graph.node[i]] == 0 && found->communityOf[graph.node[i]] == found->communityOf[node]) {
                        seen[graph.node[i]] = 1;
                        open.push_back(graph.node[i]);
                    }
                }
            }
        }
        QCOMPARE(begun.size(), std::size_t{found->count});
    }

    void idsStayWhereTheContentsDo()
    {
        const std::vector<KnownCluster> known{{7, ids({1, 2, 3, 4})}, {9, ids({5, 6, 7, 8})}, {4, ids({20, 21})}};
        // 9 grew, 7 lost a half to a cluster of its own, 4 fell apart, and one is quite new.
        const std::vector<std::vector<ContentId>> found{ids({5, 6, 7, 8, 9}), ids({1, 2, 3}), ids({4, 30, 31}),
                                                        ids({40, 41})};
        const ClusterMatch match = matchClusters(known, found, 10);
        QCOMPARE(match.ids, (std::vector<std::int64_t>{9, 7, 10, 11}));
        QCOMPARE(match.lost, (std::vector<std::int64_t>{4}));
        QCOMPARE(match.nextId, std::int64_t{12});

        const ClusterMatch split = matchClusters(known, std::vector{ids({1, 2}), ids({3, 4})}, 1);
        QCOMPARE(split.ids, (std::vector<std::int64_t>{7, 10})); // one half carries it on; new ids are never old ones
        QVERIFY(matchClusters({}, {}, 5).ids.empty());
    }

    void theLargestOverlapCarriesTheIdOnAndATrifleDoesNot()
    {
        const std::vector<KnownCluster> known{{7, ids({1, 2, 3, 4, 5, 6, 7, 8, 9, 10})}, {9, ids({20, 21, 22, 23})}};
        const std::vector<std::vector<ContentId>> found{ids({1, 2, 3, 4}), ids({5, 6, 7, 8, 9, 10}),
                                                        ids({23, 30, 31, 32, 33})};
        const ClusterMatch match = matchClusters(known, found, 10);
        QCOMPARE(match.ids, (std::vector<std::int64_t>{10, 7, 11})); // .4 and .6 of 7; an eighth of 9
        QCOMPARE(match.lost, (std::vector<std::int64_t>{9}));
        // And the other way round: what two clusters became is the larger one's.
        const ClusterMatch joined
            = matchClusters(std::vector<KnownCluster>{{2, ids({1, 2, 3, 4})}, {5, ids({5, 6, 7, 8, 9, 10})}},
                            std::vector<std::vector<ContentId>>{ids({1, 2, 3, 4, 5, 6, 7, 8, 9, 10})}, 10);
        QCOMPARE(joined.ids, (std::vector<std::int64_t>{5}));
        QCOMPARE(joined.lost, (std::vector<std::int64_t>{2}));
    }

    void theFirstRepresentativeIsTheMostTypicalAndTheOthersDiffer()
    {
        const Collection collection = Collection::grouped(8, 60);
        for (const Cluster& cluster : treeOf(collection, levels({60})).clusters) {
            if (cluster.rows.size() < 30) {
                continue;
            }
            // As near to all as any row is: its mean score with the members is that with their mean.
            const auto closeness = [&](std::uint32_t row) {
                double sum = 0;
                for (const std::uint32_t other : cluster.rows) {
                    sum += static_cast<double>(collection.score(row, other));
                }
                return sum;
            };
            const double first = closeness(cluster.representatives.front());
            std::size_t nearer = 0;
            for (const std::uint32_t row : cluster.rows) {
                nearer += closeness(row) > first + 1e-3 ? 1 : 0;
            }
            QCOMPARE(nearer, std::size_t{0});
            for (const std::uint32_t row : cluster.representatives) { // the outer half is not shown
                std::size_t outer = 0;
                for (const std::uint32_t other : cluster.rows) {
                    outer += closeness(other) < closeness(row) - 1e-3 ? 1 : 0;
                }
                QVERIFY(outer + 1 >= cluster.rows.size() / 2);
            }
        }
    }

    void idsSurviveMorePhotos()
    {
        const Collection collection = Collection::grouped(10, 60);
        const ClusterTree tree = treeOf(collection, levels({60}));
        std::vector<KnownCluster> known;
        for (const Cluster& cluster : tree.clusters) {
            known.push_back({static_cast<std::int64_t>(known.size() + 1), {}});
            for (const std::uint32_t row : cluster.rows) {
                known.back().contents.push_back(collection.contents()[row]);
            }
        }
        NeighbourGraph graph("m", 15);
        const VectorRows fewer = collection.first(540);
        graph.apply(std::vector<ContentId>(fewer.contents.begin(), fewer.contents.end()), {});
        QVERIFY(fillByDescent(graph, fewer, {}, threads(2)));
        const auto before = findClusters(*weightedLinks(graph, threads(2)), fewer, levels({60}), threads(2));
        std::vector<std::vector<ContentId>> found;
        for (const Cluster& cluster : before->clusters) {
            found.emplace_back();
            for (const std::uint32_t row : cluster.rows) {
                found.back().push_back(collection.contents()[row]);
            }
        }
        const ClusterMatch match = matchClusters(known, found, 1000);
        int kept = 0;
        for (std::size_t i = 0; i < match.ids.size(); ++i) {
            kept += match.ids[i] < 1000 && found[i].size() > 20 ? 1 : 0;
        }
        QVERIFY2(kept >= 9, qPrintable(QString::number(kept)));
    }

    void emptyWrongAndStopped()
    {
        LinkedRows none;
        none.first = {0};
        const auto tree = findClusters(none, {}, {}, threads(1));
        QVERIFY(tree.has_value() && tree->clusters.empty());
        const Collection collection = Collection::realistic(500);
        const auto links = weightedLinks(collection.graph(), threads(1));
        QCOMPARE(findClusters(*links, collection.first(499), {}, threads(1)).error().code, ErrorCode::InvalidInput);
        QCOMPARE(findClusters(*links, collection.rows(), levels({50, 20}), threads(1)).error().code,
                 ErrorCode::InvalidInput);
        QCOMPARE(findClusters(*links, collection.rows(), levels({NAN}), threads(1)).error().code,
                 ErrorCode::InvalidInput);
        StoppedRun stopped(1);
        QCOMPARE(findClusters(*links, collection.rows(), {}, stopped.run).error().code, ErrorCode::Cancelled);
    }
};

QTEST_GUILESS_MAIN(ClustersTest)
#include "clusters_test.moc"
