#include "core/explore/near_duplicates.h"

#include "core/explore/duplicates.h"
#include "tests/core/explore/explore_fixture.h"

using namespace likeness;
using namespace likeness::test;

namespace {

/// Vectors on a circle in two of many dimensions: the score of two is the cosine of the angle between.
Collection circle(const std::vector<double>& degrees)
{
    Collection collection(32);
    for (const double angle : degrees) {
        std::vector<float> row(32, 0.0F);
        row[0] = static_cast<float>(std::cos(angle * 3.14159265358979 / 180));
        row[1] = static_cast<float>(std::sin(angle * 3.14159265358979 / 180));
        collection.add(row);
    }
    return collection;
}

NeighbourGraph exactGraph(const Collection& collection, std::uint32_t links)
{
    NeighbourGraph graph("m", links);
    graph.apply(collection.contents(), {});
    for (std::uint32_t row = 0; row < graph.count(); ++row) {
        graph.setLinks(row, collection.nearest(row, links), /*pending=*/false);
    }
    return graph;
}

using Groups = std::vector<std::set<std::uint32_t>>;

Groups groupsOf(const Collection& collection, const NeighbourGraph& graph, const NearDuplicateOptions& options)
{
    Groups groups;
    const Status done = findNearDuplicates(
        graph, collection.rows(), options,
        [&](const AlikeRows& alike) {
            groups.emplace_back(alike.rows.begin(), alike.rows.end());
            return true;
        },
        threads(1));
    if (!done) {
        qFatal("%s", done.error().message.c_str());
    }
    return groups;
}

NearDuplicateOptions reaching(float threshold)
{
    NearDuplicateOptions options;
    options.threshold = threshold;
    return options;
}

} // namespace

class NearDuplicatesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void closePicturesShareAGroupAndLonersHaveNone()
    {
        const Collection collection = circle({0, 90, 2, 180, 91, 4});
        const NeighbourGraph graph = exactGraph(collection, 4);
        QCOMPARE(groupsOf(collection, graph, reaching(0.99F)), (Groups{{0, 2, 5}, {1, 4}}));
        const Collection loners = circle({0, 40, 80});
        QVERIFY(groupsOf(loners, exactGraph(loners, 4), reaching(0.99F)).empty());
        QVERIFY(groupsOf(Collection(32), NeighbourGraph("m", 4), reaching(0.9F)).empty());
    }

    void aLongChainFallsIntoPieces()
    {
        std::vector<double> angles;
        for (int i = 0; i < 36; ++i) {
            angles.push_back(5.0 * i);
        }
        const Collection collection = circle(angles);
        const float threshold = 0.996F;
        std::size_t members = 0, groups = 0;
        QVERIFY(findNearDuplicates(
            exactGraph(collection, 6), collection.rows(), reaching(threshold),
            [&](const AlikeRows& alike) {
                ++groups;
                members += alike.rows.size();
                for (std::size_t i = 0; i < alike.rows.size(); ++i) {
                    const float score = collection.score(alike.rows[0], alike.rows[i]);
                    if (i > 0 && (score < chainFloor(threshold) || std::abs(score - alike.scores[i]) > 1e-6F)) {
                        groups = 1000;
                    }
                }
                return true;
            },
            threads(1)));
        QVERIFY(groups > 3 && groups < 1000);
        QVERIFY(members <= 36);
    }

    void theSameAsFromAllPairs()
    {
        const Collection collection = Collection::realistic(1500);
        const float threshold = 0.97F;
        std::vector<DuplicateCandidate> candidates;
        std::vector<SimilarPair> pairs;
        const NeighbourGraph graph = exactGraph(collection, 20);
        for (std::uint32_t row = 0; row < collection.count(); ++row) {
            candidates.push_back({collection.contents()[row], 1, 1, 1, false, {}, "/a"});
            for (const GraphLink& link : graph.linksOf(row)) {
                pairs.push_back({row, link.row, link.score});
            }
        }
        Groups expected;
        for (const auto& group :
             groupNearDuplicates(candidates, pairs, threshold,
                                 [&](std::uint32_t a, std::uint32_t b) { return collection.score(a, b); })) {
            std::set<std::uint32_t> rows;
            for (const auto& member : group.members) {
                rows.insert(static_cast<std::uint32_t>(member.content.value / 10 - 1));
            }
            expected.push_back(std::move(rows));
        }
        Groups found = groupsOf(collection, graph, reaching(threshold));
        QVERIFY(found.size() > 10);
        std::sort(expected.begin(), expected.end());
        std::sort(found.begin(), found.end());
        QCOMPARE(found, expected);
    }

    void pixelsMayDisagree()
    {
        const Collection collection = circle({0, 1, 90, 91});
        NearDuplicateOptions options = reaching(0.99F);
        std::set<std::pair<std::uint32_t, std::uint32_t>> asked;
        options.agrees = [&](std::uint32_t first, std::uint32_t second) {
            if (!asked.emplace(first, second).second) {
                qFatal("a pair was asked about twice");
            }
            return first != 0;
        };
        QCOMPARE(groupsOf(collection, exactGraph(collection, 3), options), (Groups{{2, 3}}));
        QCOMPARE(asked.size(), std::size_t{2});
    }

    void whatAPersonKeepsApartStaysApart()
    {
        const Collection collection = circle({0, 1, 2, 90, 91});
        NearDuplicateOptions options = reaching(0.99F);
        options.apart = {{{10}, {30}}, {{50}, {40}}, {{999}, {10}}};
        const Groups groups = groupsOf(collection, exactGraph(collection, 4), options);
        QCOMPARE(groups.size(), std::size_t{1});
        QCOMPARE(groups[0].size(), std::size_t{2});
        QVERIFY(groups[0].contains(1));
    }

    void thousandsOfEqualPicturesAreOneGroup()
    {
        const Collection collection = circle(std::vector<double>(3000, 12.0));
        const Groups groups = groupsOf(collection, collection.graph(10), reaching(0.97F));
        QCOMPARE(groups.size(), std::size_t{1});
        QCOMPARE(groups[0].size(), std::size_t{3000});
    }

    void itEndsWhenToldTo()
    {
        const Collection collection = circle({0, 1, 90, 91, 180, 181});
        const NeighbourGraph graph = exactGraph(collection, 3);
        int calls = 0;
        QVERIFY(findNearDuplicates(
            graph, collection.rows(), reaching(0.99F), [&](const AlikeRows&) { return ++calls < 2; }, threads(1)));
        QCOMPARE(calls, 2);
        StoppedRun stopped(0);
        const auto ignore = [](const AlikeRows&) { return true; };
        QCOMPARE(findNearDuplicates(graph, collection.rows(), reaching(0.9F), ignore, stopped.run).error().code,
                 ErrorCode::Cancelled);
        QCOMPARE(findNearDuplicates(graph, collection.rows(), reaching(NAN), ignore, threads(1)).error().code,
                 ErrorCode::InvalidInput);
        QCOMPARE(findNearDuplicates(graph, collection.first(5), reaching(0.9F), ignore, threads(1)).error().code,
                 ErrorCode::InvalidInput);
    }
};

QTEST_GUILESS_MAIN(NearDuplicatesTest)
#include "near_duplicates_test.moc"
