#include "core/explore/duplicates.h"

#include <QtTest>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>
#include <set>

using namespace likeness;

namespace {

/// Candidates on a circle: the score of two is the cosine of the angle between them.
struct Circle {
    explicit Circle(std::vector<double> degrees)
        : angles(std::move(degrees))
    {
        for (std::size_t i = 0; i < angles.size(); ++i) {
            DuplicateCandidate candidate;
            candidate.content = {static_cast<std::int64_t>(i + 1)};
            candidate.width = 100;
            candidate.height = 100;
            candidate.path = "/photos/" + std::to_string(1000 + i);
            candidates.push_back(std::move(candidate));
        }
    }

    float score(std::uint32_t a, std::uint32_t b) const
    {
        constexpr double kRadians = 3.14159265358979 / 180;
        return static_cast<float>(std::cos((angles[a] - angles[b]) * kRadians));
    }

    std::vector<SimilarPair> pairs() const
    {
        std::vector<SimilarPair> all;
        for (std::uint32_t i = 0; i < angles.size(); ++i) {
            for (std::uint32_t j = 0; j < i; ++j) {
                all.push_back({i, j, score(i, j)});
            }
        }
        return all;
    }

    std::vector<NearDuplicateGroup> groups(float threshold) const
    {
        return groupNearDuplicates(candidates, pairs(), threshold,
                                   [this](std::uint32_t a, std::uint32_t b) { return score(a, b); });
    }

    std::vector<double> angles;
    std::vector<DuplicateCandidate> candidates;
};

std::vector<std::set<std::int64_t>> idsOf(const std::vector<NearDuplicateGroup>& groups)
{
    std::vector<std::set<std::int64_t>> ids;
    for (const NearDuplicateGroup& group : groups) {
        std::set<std::int64_t> members;
        for (const auto& member : group.members) {
            members.insert(member.content.value);
        }
        ids.push_back(std::move(members));
    }
    return ids;
}

using Groups = std::vector<std::set<std::int64_t>>;

DuplicateCandidate photo(std::int64_t id, int width, std::int64_t sizeBytes, bool hasMetadata = false,
                         std::optional<std::int64_t> taken = {}, std::string path = "/a/same")
{
    return {{id}, width, width, sizeBytes, hasMetadata, taken, std::move(path)};
}

} // namespace

class DuplicatesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void closePicturesShareAGroupAndLonersHaveNone()
    {
        const Circle circle({0, 2, 4, 90, 91, 180});
        QCOMPARE(idsOf(circle.groups(0.99F)), (Groups{{1, 2, 3}, {4, 5}}));
        QVERIFY(Circle({0, 40, 80}).groups(0.99F).empty());
        QVERIFY(Circle({}).groups(0.99F).empty());
        QVERIFY(Circle({5}).groups(0.99F).empty());
    }

    void aLongChainFallsIntoPieces()
    {
        // Each looks like the next (5 degrees, .996), the first and the last are opposite.
        std::vector<double> angles;
        for (int i = 0; i < 37; ++i) {
            angles.push_back(5.0 * i);
        }
        const Circle circle(std::move(angles));
        const float threshold = 0.996F;
        const auto groups = circle.groups(threshold);
        QVERIFY(groups.size() > 1);
        for (const auto& group : groups) {
            // Every member is near one leader, so any two are at most twice the floor's angle apart.
            const double leaderAngle = std::acos(chainFloor(threshold)) * 180 / 3.14159265358979;
            double low = 1e9, high = -1e9;
            for (const auto& member : group.members) {
                const double angle = circle.angles[static_cast<std::size_t>(member.content.value - 1)];
                low = std::min(low, angle);
                high = std::max(high, angle);
            }
            QVERIFY(high - low <= 2 * leaderAngle + 0.01);
        }
    }

    void aChainTooShortToGoAstrayStaysWhole()
    {
        // 0 and 10 are below the threshold of .99 (8.1 degrees), but both are near 5.
        QCOMPARE(idsOf(Circle({0, 5, 10}).groups(0.99F)), (Groups{{1, 2, 3}}));
    }

    void theOrderOfTheInputDoesNotMatter()
    {
        std::mt19937 random(5);
        std::uniform_real_distribution<double> angle(0, 360);
        std::vector<double> angles(200);
        std::generate(angles.begin(), angles.end(), [&] { return angle(random); });
        const Circle circle(std::move(angles));
        const auto expected = circle.groups(0.999F);
        QVERIFY(expected.size() > 5);

        std::vector<std::uint32_t> order(200);
        std::iota(order.begin(), order.end(), 0U);
        std::shuffle(order.begin(), order.end(), random);
        std::vector<DuplicateCandidate> shuffled;
        for (const std::uint32_t at : order) {
            shuffled.push_back(circle.candidates[at]);
        }
        std::vector<SimilarPair> pairs;
        for (std::uint32_t i = 0; i < 200; ++i) {
            for (std::uint32_t j = i + 1; j < 200; ++j) {
                pairs.push_back({i, j, circle.score(order[i], order[j])});
            }
        }
        std::shuffle(pairs.begin(), pairs.end(), random);
        const auto found = groupNearDuplicates(shuffled, pairs, 0.999F, [&](std::uint32_t a, std::uint32_t b) {
            return circle.score(order[a], order[b]);
        });
        QCOMPARE(idsOf(found), idsOf(expected));
    }

    void oddPairsArePassedOver()
    {
        const Circle circle({0, 1, 2});
        const auto score = [&](std::uint32_t a, std::uint32_t b) { return circle.score(a, b); };
        const std::vector<SimilarPair> odd{{0, 0, 1.0F}, {0, 3, 1.0F}, {7, 9, 1.0F}, {0, 1, NAN}, {0, 1, 0.9F}};
        QVERIFY(groupNearDuplicates(circle.candidates, odd, 0.95F, score).empty());
        const std::vector<SimilarPair> twice{{0, 1, 0.99F}, {1, 0, 0.99F}, {0, 1, 0.98F}};
        QCOMPARE(idsOf(groupNearDuplicates(circle.candidates, twice, 0.95F, score)), (Groups{{1, 2}}));
    }

    void thousandsOfEqualPicturesAreOneGroupQuickly()
    {
        const Circle circle(std::vector<double>(5000, 12.0));
        std::vector<SimilarPair> pairs; // as an index gives them: a few neighbours each, not all
        for (std::uint32_t i = 0; i < 5000; ++i) {
            for (std::uint32_t step = 1; step <= 5; ++step) {
                pairs.push_back({i, (i + step * step) % 5000, 1.0F});
            }
        }
        const auto groups = groupNearDuplicates(circle.candidates, pairs, 0.97F,
                                                [&](std::uint32_t a, std::uint32_t b) { return circle.score(a, b); });
        QCOMPARE(groups.size(), std::size_t{1});
        QCOMPARE(groups[0].members.size(), std::size_t{5000});
        QCOMPARE(std::count_if(groups[0].members.begin(), groups[0].members.end(), [](auto& m) { return m.keep; }), 1);
    }

    void theKeeperIsTheBestAndSaysWhy_data()
    {
        QTest::addColumn<QString>("what");
        QTest::addColumn<QString>("keeperReason");
        QTest::addColumn<QString>("otherReason");
        QTest::newRow("pixels") << "pixels"
                                << "most pixels: 200 × 200"
                                << "fewer pixels";
        QTest::newRow("size") << "size"
                              << "biggest file of those with most pixels"
                              << "same pixels, smaller file";
        QTest::newRow("metadata") << "metadata"
                                  << "the one with camera data"
                                  << "camera data missing";
        QTest::newRow("taken") << "taken"
                               << "taken first"
                               << "taken later";
        QTest::newRow("untimed") << "untimed"
                                 << "taken first"
                                 << "taken later";
        QTest::newRow("path") << "path"
                              << "all are equally good; this one has the shortest path"
                              << "same otherwise, longer path";
        QTest::newRow("name") << "name"
                              << "all are equally good; this one comes first by name"
                              << "same otherwise, path later in the alphabet";
    }

    void theKeeperIsTheBestAndSaysWhy()
    {
        QFETCH(QString, what);
        QFETCH(QString, keeperReason);
        QFETCH(QString, otherReason);
        std::vector<DuplicateCandidate> both; // 2 is the better one, for one reason only and against all later ones
        if (what == "pixels") {
            both = {photo(1, 100, 900, true, 1, "/a"), photo(2, 200, 100, false, {}, "/long/path")};
        } else if (what == "size") {
            both = {photo(1, 100, 900, true, 1, "/a"), photo(2, 100, 901, false, {}, "/long/path")};
        } else if (what == "metadata") {
            both = {photo(1, 100, 900, false, 1, "/a"), photo(2, 100, 900, true, {}, "/long/path")};
        } else if (what == "taken") {
            both = {photo(1, 100, 900, true, 11, "/a"), photo(2, 100, 900, true, 10, "/long/path")};
        } else if (what == "untimed") {
            both = {photo(1, 100, 900, true, {}, "/a"), photo(2, 100, 900, true, 10, "/long/path")};
        } else if (what == "path") {
            both = {photo(1, 100, 900, true, 10, "/b/long"), photo(2, 100, 900, true, 10, "/c/l")};
        } else {
            both = {photo(1, 100, 900, true, 10, "/b"), photo(2, 100, 900, true, 10, "/a")};
        }
        for (int order = 0; order < 2; ++order) {
            const NearDuplicateGroup group = proposeKeeper(both);
            QCOMPARE(group.members.size(), std::size_t{2});
            QCOMPARE(group.members[0].content.value, std::int64_t{2});
            QVERIFY(group.members[0].keep && !group.members[1].keep);
            QCOMPARE(QString::fromStdString(group.members[0].reason), keeperReason);
            QCOMPARE(QString::fromStdString(group.members[1].reason), otherReason);
            std::swap(both[0], both[1]);
        }
    }
};

QTEST_GUILESS_MAIN(DuplicatesTest)
#include "duplicates_test.moc"
