#include "core/explore/map_layout.h"

#include "core/explore/principal_axes.h"
#include "tests/core/explore/explore_fixture.h"
#include "tests/support/faulty_file_system.h"

using namespace likeness;
using namespace likeness::test;

namespace {

LinkedRows linksFor(const Collection& collection) { return *weightedLinks(collection.graph(), threads(2)); }

std::vector<MapPoint> layOutAll(const Collection& collection, const LinkedRows& links, const ExploreRun& run)
{
    const auto start = principalPlaces(collection.rows(), 2, 1, run);
    auto points = layOut(links, *start, {}, run);
    if (!points) {
        qFatal("%s", points.error().message.c_str());
    }
    return *points;
}

float distance(MapPoint a, MapPoint b) { return std::hypot(a.x - b.x, a.y - b.y); }

} // namespace

class MapLayoutTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aStoppedLayoutGoesOnToTheSamePlaces()
    {
        const Collection collection = Collection::realistic(600);
        const LinkedRows links = linksFor(collection);
        const auto start = principalPlaces(collection.rows(), 2, 1, threads(2));
        LayoutOptions options;
        options.rounds = 60;
        const auto whole = layOut(links, *start, options, threads(2));
        std::vector<float> halfway;
        options.roundDone = [&](std::uint32_t roundsDone, std::span<const MapPoint> points) -> Status {
            if (roundsDone < 25) {
                return {};
            }
            for (const MapPoint point : points) {
                halfway.insert(halfway.end(), {point.x, point.y});
            }
            return fail(ErrorCode::Io, "the disk is full");
        };
        const auto stopped = layOut(links, *start, options, threads(2));
        QVERIFY(!stopped && stopped.error().code == ErrorCode::Io);
        options.roundDone = {};
        options.roundsDone = 25;
        const auto later = layOut(links, halfway, options, threads(1));
        QVERIFY(later.has_value());
        QVERIFY(*later == *whole);
    }

    void nearPhotosLieNearOneAnother()
    {
        const Collection collection = Collection::realistic(2000);
        const auto points = layOutAll(collection, linksFor(collection), threads(2));
        const auto quality = measureLayout(collection.rows(), points, 15, threads(2));
        QVERIFY(quality.has_value());
        QVERIFY2(quality->trustworthiness > 0.9 && quality->neighboursKept > 0.37,
                 qPrintable(QString("%1 %2").arg(quality->trustworthiness).arg(quality->neighboursKept)));
    }

    void theThreadsDoNotShowInTheAnswer()
    {
        const Collection collection = Collection::realistic(1500);
        const LinkedRows links = linksFor(collection);
        const auto one = layOutAll(collection, links, threads(1));
        QVERIFY(one == layOutAll(collection, links, threads(3)));
        QVERIFY(one == layOutAll(collection, links, threads(3)));
    }

    void newPhotosComeToTheirLikeAndTheOthersStay()
    {
        const Collection collection = Collection::grouped(6, 150);
        const std::uint32_t old = 6 * 140; // whole rounds of the groups
        Collection before(64);
        NeighbourGraph graph("m", 15);
        graph.apply(std::vector<ContentId>(collection.contents().begin(), collection.contents().begin() + old), {});
        QVERIFY(fillByDescent(graph, collection.first(old), {}, threads(2)));
        const auto oldLinks = weightedLinks(graph, threads(2));
        const auto start = principalPlaces(collection.first(old), 2, 1, threads(2));
        auto points = *layOut(*oldLinks, *start, {}, threads(2));
        const auto oldPoints = points;

        const LinkedRows links = linksFor(collection);
        points.resize(collection.count());
        std::vector<std::uint8_t> placed(collection.count(), 1);
        std::fill(placed.begin() + old, placed.end(), 0);
        const auto found = placeNew(links, points, placed, {}, threads(2));
        QVERIFY(found.has_value());
        QVERIFY(std::equal(oldPoints.begin(), oldPoints.end(), found->begin()));
        for (std::uint32_t row = old; row < collection.count(); ++row) {
            std::uint32_t nearest = 0;
            for (std::uint32_t other = 1; other < old; ++other) {
                if (distance((*found)[row], (*found)[other]) < distance((*found)[row], (*found)[nearest])) {
                    nearest = other;
                }
            }
            QCOMPARE(nearest % 6, row % 6);
        }
    }

    void aPhotoLinkedToNothingGoesToTheBorder()
    {
        LinkedRows links; // 0 - 1, and 2 - 3 apart from them, and 4 alone
        links.first = {0, 1, 2, 3, 4, 4};
        links.row = {1, 0, 3, 2};
        links.weight = {1, 1, 1, 1};
        const std::vector<MapPoint> points{{-3, 0}, {-2, 0}, {}, {}, {}};
        const auto found = placeNew(links, points, std::vector<std::uint8_t>{1, 1, 0, 0, 0}, {}, threads(1));
        QVERIFY(found.has_value());
        QVERIFY(distance((*found)[4], {0, 0}) > 3);
        QVERIFY(distance((*found)[2], (*found)[3]) < 6);
        for (const MapPoint point : *found) {
            QVERIFY(std::isfinite(point.x) && std::isfinite(point.y));
        }
    }

    void fewAndEqualPhotosHavePlacesToo()
    {
        LinkedRows none;
        none.first = {0};
        QVERIFY(layOut(none, {}, {}, threads(1))->empty());
        Collection equal(64);
        for (int i = 0; i < 100; ++i) {
            equal.add(std::vector<float>(64, 1.0F));
        }
        for (const MapPoint point : layOutAll(equal, linksFor(equal), threads(2))) {
            QVERIFY(std::isfinite(point.x) && std::isfinite(point.y));
        }
    }

    void wrongShapesAndStopsAreErrors()
    {
        const Collection collection = Collection::realistic(300);
        const LinkedRows links = linksFor(collection);
        QCOMPARE(layOut(links, std::vector<float>(3), {}, threads(1)).error().code, ErrorCode::InvalidInput);
        QCOMPARE(placeNew(links, {}, {}, {}, threads(1)).error().code, ErrorCode::InvalidInput);
        StoppedRun stopped(3);
        const std::vector<float> start(600, 0.5F);
        QCOMPARE(layOut(links, start, {}, stopped.run).error().code, ErrorCode::Cancelled);
        QCOMPARE(principalPlaces(collection.rows(), 0, 1, threads(1)).error().code, ErrorCode::InvalidInput);
        QCOMPARE(measureLayout(collection.rows(), {}, 15, threads(1)).error().code, ErrorCode::InvalidInput);
    }

    void thePrincipalPlaneIsTheWidest()
    {
        Collection collection(32); // wide along 3, less along 7, hardly along the rest
        std::mt19937 random(9);
        std::normal_distribution<float> normal;
        std::vector<float> wide;
        for (int i = 0; i < 500; ++i) {
            std::vector<float> row(32, 0.0F);
            std::generate(row.begin(), row.end(), [&] { return 0.01F * normal(random); });
            row[0] += 20;
            row[3] = 2 * normal(random);
            row[7] = normal(random);
            wide.push_back(row[3]);
            collection.add(row);
        }
        const auto places = principalPlaces(collection.rows(), 2, 5, threads(2));
        double along = 0, first = 0, second = 0, widest = 0;
        for (std::size_t i = 0; i < 500; ++i) {
            const double a = (*places)[2 * i], b = (*places)[2 * i + 1], w = wide[i];
            along += a * w;
            first += a * a;
            second += b * b;
            widest += w * w;
        }
        QVERIFY(std::abs(along) / std::sqrt(first * widest) > 0.99);
        QVERIFY(first > 2 * second && second > 0);
    }

    void theMeasuresAreThoseOfTheirDefinition()
    {
        // Four rows on a line of angles; the map swaps the last two, worked out by hand for one neighbour.
        Collection collection(32);
        for (const double angle : {0.0, 10.0, 30.0, 31.0}) {
            std::vector<float> row(32, 0.0F);
            row[0] = static_cast<float>(std::cos(angle / 57.29578));
            row[1] = static_cast<float>(std::sin(angle / 57.29578));
            collection.add(row);
        }
        const std::vector<MapPoint> same{{0, 0}, {10, 0}, {30, 0}, {31, 0}};
        const auto perfect = measureLayout(collection.rows(), same, 1, threads(1));
        QCOMPARE(perfect->trustworthiness, 1.0);
        QCOMPARE(perfect->neighboursKept, 1.0);
        // On the map 0's nearest is 3 (in truth third), 1's is 2 (second), 2's is 1 (second), 3's is 0 (third).
        const std::vector<MapPoint> other{{0, 0}, {20, 0}, {21, 0}, {1, 0}};
        const auto poor = measureLayout(collection.rows(), other, 1, threads(1));
        // Ranks: 0->3 is 3rd, 1->2 is 2nd, 2->1 is 2nd, 3->0 is 3rd: 2 + 1 + 1 + 2 past the first.
        QVERIFY(std::abs(poor->trustworthiness - (1 - 2.0 / (4 * 1 * (8 - 3 - 1)) * 6)) < 1e-9);
        QCOMPARE(poor->neighboursKept, 0.0);
    }

    void aSavedMapComesBackTheSame()
    {
        MapLayout layout{"model", {{10}, {20}, {40}}, {{1, 2}, {-3, 4.5F}, {0, 0}}};
        const QTemporaryDir folder;
        FileSystem files;
        QVERIFY(layout.save(fileIn(folder), files));
        const auto again = MapLayout::open(fileIn(folder));
        QVERIFY(again.has_value());
        QCOMPARE(again->modelId, layout.modelId);
        QVERIFY(again->contents == layout.contents && again->points == layout.points);
        const auto good = *readFile(fileIn(folder), 1 << 20);
        for (std::size_t at = 0; at < good.size(); ++at) {
            auto bad = good;
            bad[at] ^= std::byte{1};
            QVERIFY(files.replaceFile(fileIn(folder), bad));
            QCOMPARE(MapLayout::open(fileIn(folder)).error().code, ErrorCode::Corrupt);
        }
        for (std::size_t size = 0; size < good.size(); ++size) {
            QVERIFY(files.replaceFile(fileIn(folder), std::span(good).first(size)));
            QVERIFY(!MapLayout::open(fileIn(folder)));
        }
        std::swap(layout.contents[0], layout.contents[1]);
        QVERIFY(layout.save(fileIn(folder), files));
        QCOMPARE(MapLayout::open(fileIn(folder)).error().code, ErrorCode::Corrupt);
        std::swap(layout.contents[0], layout.contents[1]);
        layout.points[1].x = NAN;
        QVERIFY(layout.save(fileIn(folder), files));
        QVERIFY(!MapLayout::open(fileIn(folder)));
        FaultyFileSystem full(0);
        QVERIFY(!layout.save(fileIn(folder), full));
        QCOMPARE(MapLayout::open(fileIn(folder) / "none").error().code == ErrorCode::Corrupt, false);
    }
};

QTEST_GUILESS_MAIN(MapLayoutTest)
#include "map_layout_test.moc"
