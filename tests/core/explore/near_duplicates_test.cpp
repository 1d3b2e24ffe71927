#include "core/explore/near_duplicates.h"

#include <QtTest>

#include <algorithm>
#include <cmath>
#include <random>
#include <set>

using namespace likeness;

namespace {

/// Pictures on a circle: the score of two is the cosine of the angle between.
struct Circle {
    std::vector<double> degrees;

    std::uint32_t count() const { return static_cast<std::uint32_t>(degrees.size()); }
    float score(std::uint32_t a, std::uint32_t b) const
    {
        return static_cast<float>(std::cos((degrees[a] - degrees[b]) * 3.14159265358979 / 180));
    }
    std::vector<AlikePair> pairs() const
    {
        std::vector<AlikePair> pairs;
        for (std::uint32_t a = 0; a < count(); ++a) {
            for (std::uint32_t b = a + 1; b < count(); ++b) {
                pairs.push_back({a, b, score(a, b)});
            }
        }
        return pairs;
    }
    AlikeGroups groups(const AlikeOptions& options) const
    {
        return groupAlike(count(), pairs(), options, [this](std::uint32_t a, std::uint32_t b) { return score(a, b); });
    }
};

using Groups = std::vector<std::vector<std::uint32_t>>;

Groups listOf(const AlikeGroups& groups)
{
    Groups list;
    for (std::size_t i = 0; i < groups.count(); ++i) {
        list.emplace_back(groups.group(i).begin(), groups.group(i).end());
    }
    return list;
}

} // namespace

class NearDuplicatesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void closePicturesShareAGroupAndLonersHaveNone()
    {
        QCOMPARE(listOf(Circle{{90, 0, 2, 180, 91, 4}}.groups({0.99F, {}})), (Groups{{1, 2, 5}, {0, 4}}));
        QVERIFY(listOf(Circle{{0, 40, 80}}.groups({0.99F, {}})).empty());
        QVERIFY(listOf(Circle{}.groups({0.99F, {}})).empty());
        QVERIFY(listOf(Circle{{5}}.groups({0.99F, {}})).empty());
    }

    void aLongChainFallsIntoPieces()
    {
        Circle circle; // each looks like the next (5 degrees, .996), the first and the last are opposite
        for (int i = 0; i < 37; ++i) {
            circle.degrees.push_back(5.0 * i);
        }
        const float threshold = 0.996F;
        const Groups groups = listOf(circle.groups({threshold, {}}));
        QVERIFY(groups.size() > 1);
        const double leaderAngle = std::acos(chainFloor(threshold)) * 180 / 3.14159265358979;
        for (const auto& group : groups) { // all are near one leader, so any two at most twice as far apart
            QVERIFY(5.0 * (group.back() - group.front()) <= 2 * leaderAngle + 0.01);
        }
    }

    void aChainTooShortToGoAstrayStaysWhole()
    {
        // 0 and 10 are below the threshold of .99 (8.1 degrees), but both are near 5.
        QCOMPARE(listOf(Circle{{0, 5, 10}}.groups({0.99F, {}})), (Groups{{0, 1, 2}}));
    }

    void theOrderOfThePairsDoesNotMatter()
    {
        std::mt19937 random(5);
        std::uniform_real_distribution<double> angle(0, 360);
        Circle circle;
        circle.degrees.resize(200);
        std::generate(circle.degrees.begin(), circle.degrees.end(), [&] { return angle(random); });
        const Groups expected = listOf(circle.groups({0.999F, {}}));
        QVERIFY(expected.size() > 5);
        auto pairs = circle.pairs();
        std::shuffle(pairs.begin(), pairs.end(), random);
        for (std::size_t i = 0; i < pairs.size(); i += 2) {
            std::swap(pairs[i].first, pairs[i].second);
        }
        QCOMPARE(listOf(groupAlike(circle.count(), pairs, {0.999F, {}},
                                   [&](std::uint32_t a, std::uint32_t b) { return circle.score(a, b); })),
                 expected);
    }

    void oddPairsArePassedOver()
    {
        const Circle circle{{0, 1, 2}};
        const auto score = [&](std::uint32_t a, std::uint32_t b) { return circle.score(a, b); };
        const std::vector<AlikePair> odd{{0, 0, 1.0F}, {0, 3, 1.0F}, {7, 9, 1.0F}, {0, 1, NAN}, {0, 1, 0.9F}};
        QCOMPARE(groupAlike(3, odd, {0.95F, {}}, score).count(), std::size_t{0});
        const std::vector<AlikePair> twice{{0, 1, 0.99F}, {1, 0, 0.99F}, {0, 1, 0.98F}};
        QCOMPARE(listOf(groupAlike(3, twice, {0.95F, {}}, score)), (Groups{{0, 1}}));
    }

    void whatAPersonKeepsApartStaysApart()
    {
        const AlikeOptions options{0.99F, {{0, 2}, {4, 3}}};
        const Groups groups = listOf(Circle{{0, 1, 2, 90, 91}}.groups(options));
        QCOMPARE(groups.size(), std::size_t{1});
        QCOMPARE(groups[0].size(), std::size_t{2}); // 1 is with one of them, not with both
        QCOMPARE(std::count(groups[0].begin(), groups[0].end(), 1U), 1);
    }

    void thousandsOfEqualPicturesAreOneGroup()
    {
        const Circle circle{std::vector<double>(5000, 12.0)};
        std::vector<AlikePair> pairs; // as an index gives them: a few neighbours each, not all
        for (std::uint32_t i = 0; i < 5000; ++i) {
            for (std::uint32_t step = 1; step <= 5; ++step) {
                pairs.push_back({i, (i + step * step) % 5000, 1.0F});
            }
        }
        const auto groups = groupAlike(5000, pairs, {0.97F, {}}, [](std::uint32_t, std::uint32_t) { return 1.0F; });
        QCOMPARE(groups.count(), std::size_t{1});
        QCOMPARE(groups.group(0).size(), std::size_t{5000});
    }
};

QTEST_GUILESS_MAIN(NearDuplicatesTest)
#include "near_duplicates_test.moc"
