#include "tests/support/fake_map.h"
#include "ui/models/map_index.h"

#include <QtTest/QTest>

#include <algorithm>
#include <cmath>
#include <random>
#include <set>

namespace likeness {

namespace {

std::shared_ptr<const PhotoMap> mapOf(std::vector<MapPoint> points)
{
    auto map = std::make_shared<PhotoMap>();
    for (std::size_t i = 0; i < points.size(); ++i) {
        map->photos.push_back(PhotoId{std::int64_t(i) + 1});
        map->colours.push_back(0x808080);
    }
    map->points = std::move(points);
    return map;
}

float apart(MapPoint a, MapPoint b) { return std::max(std::abs(a.x - b.x), std::abs(a.y - b.y)); }

/// The photos up to a step, in the order of the index.
std::vector<std::int32_t> upTo(const MapIndex& index, int step)
{
    std::vector<std::int32_t> places;
    for (const MapIndex::Run& run : index.runs()) {
        if (run.step <= step) {
            places.insert(places.end(), index.placesOf(run).begin(), index.placesOf(run).end());
        }
    }
    return places;
}

} // namespace

class MapIndexTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyPhotoIsInOneRunInsideItsBounds()
    {
        const auto map = makeFakeMap({.photoCount = 5000});
        const auto index = MapIndex::build(map);
        std::set<std::int32_t> seen;
        int step = 0;
        for (const MapIndex::Run& run : index->runs()) {
            QVERIFY(run.count <= MapIndex::kRunPhotos);
            QVERIFY(run.step >= step);
            step = run.step;
            for (const std::int32_t place : index->placesOf(run)) {
                QVERIFY(seen.insert(place).second);
                QVERIFY(run.bounds.contains(map->points[std::size_t(place)]));
            }
        }
        QCOMPARE(seen.size(), std::size_t(5000));
    }

    void photosUpToAStepKeepItsDistance()
    {
        const auto map = makeFakeMap({.photoCount = 3000});
        const auto index = MapIndex::build(map);
        for (const int step : {2, 5, 8, 11}) {
            const auto places = upTo(*index, step);
            for (std::size_t a = 0; a < places.size(); ++a) {
                for (std::size_t b = 0; b < a; ++b) {
                    QVERIFY(apart(map->points[std::size_t(places[a])], map->points[std::size_t(places[b])])
                            >= index->distanceOf(step) * 0.9999F);
                }
            }
        }
    }

    void aPhotoIsLeftOutOnlyForANeighbour()
    {
        const auto map = makeFakeMap({.photoCount = 3000});
        const auto index = MapIndex::build(map);
        const int step = 9;
        const auto places = upTo(*index, step);
        for (std::int32_t place = 0; place < 3000; ++place) {
            const bool crowded = std::any_of(places.begin(), places.end(), [&](std::int32_t other) {
                return apart(map->points[std::size_t(place)], map->points[std::size_t(other)])
                       < index->distanceOf(step);
            });
            QVERIFY(crowded); // by itself, if it is shown
        }
    }

    void whatStandsForAClusterComesFirst()
    {
        auto map = std::make_shared<PhotoMap>(*mapOf({{0, 0}, {1, 0}, {0, 1}, {1, 1}, {0.5F, 0.5F}}));
        PhotoCluster cluster;
        cluster.representatives = {PhotoId{5}};
        map->clusters = {cluster};
        const auto index = MapIndex::build(map);
        QCOMPARE(index->places().front(), 4);
    }

    void thinningIsTheSameInAnotherMapOfTheSamePlaces()
    {
        const auto map = makeFakeMap({.photoCount = 2000});
        QCOMPARE(MapIndex::build(map)->places(), MapIndex::build(map)->places());
    }

    void copiesOnOnePlaceAreAllThere()
    {
        const auto index = MapIndex::build(mapOf({{1, 1}, {1, 1}, {1, 1}, {4, 1}}));
        QCOMPARE(index->count(), 4);
        QCOMPARE(int(upTo(*index, MapIndex::kSteps - 1).size()), 2);
        QCOMPARE(index->inside(std::vector<MapPoint>{{0, 0}, {2, 0}, {2, 2}, {0, 2}}).size(), std::size_t(3));
    }

    void anEmptyMapAndASinglePhotoAreFine()
    {
        const auto empty = MapIndex::build(mapOf({}));
        QCOMPARE(empty->count(), 0);
        QCOMPARE(empty->nearest({0, 0}, 1), -1);
        QCOMPARE(empty->towards({0, 0}, 1, 0), -1);
        const auto one = MapIndex::build(mapOf({{3, 4}}));
        QCOMPARE(one->nearest({3.1F, 4}, 1), 0);
        QCOMPARE(one->towards({0, 4}, 1, 0), 0);
    }

    void stepsAndDistancesAgree()
    {
        const auto index = MapIndex::build(makeFakeMap({.photoCount = 500}));
        QCOMPARE(index->stepOf(index->distanceOf(0) * 2), -1);
        for (int step = 0; step < 30; ++step) {
            QCOMPARE(index->stepOf(index->distanceOf(step) * 0.999F), step);
        }
        QCOMPARE(index->stepOf(0), MapIndex::kSteps);
    }

    void spacingIsThatOfAnEvenMapHoweverFewPhotos()
    {
        for (const int edge : {4, 16, 100}) {
            std::vector<MapPoint> even;
            for (int i = 0; i < edge * edge; ++i) {
                even.push_back({float(i % edge), float(i / edge)});
            }
            const float spacing = MapIndex::build(mapOf(even))->spacing();
            QVERIFY2(spacing > 0.7F && spacing < 1.1F, qPrintable(QString::number(double(spacing))));
        }
    }

    void nearestIsTheNearest()
    {
        const auto map = makeFakeMap({.photoCount = 4000});
        const auto index = MapIndex::build(map);
        std::mt19937 random(7);
        std::uniform_real_distribution<float> x(index->bounds().left, index->bounds().right);
        std::uniform_real_distribution<float> y(index->bounds().top, index->bounds().bottom);
        for (int round = 0; round < 200; ++round) {
            const MapPoint at{x(random), y(random)};
            const float radius = 0.4F;
            float best = radius;
            for (const MapPoint p : map->points) {
                best = std::min(best, std::hypot(p.x - at.x, p.y - at.y));
            }
            const std::int32_t found = index->nearest(at, radius);
            if (found < 0) {
                QVERIFY(best >= radius);
            } else {
                const MapPoint p = map->points[std::size_t(found)];
                QVERIFY(std::abs(std::hypot(p.x - at.x, p.y - at.y) - best) < 1e-4F);
            }
        }
    }

    void arrowsLeadThatWayAndBack()
    {
        std::vector<MapPoint> grid;
        for (int i = 0; i < 25; ++i) {
            grid.push_back({float(i % 5), float(i / 5)});
        }
        const auto index = MapIndex::build(mapOf(grid));
        QCOMPARE(index->towards({2, 2}, 1, 0), 13);
        QCOMPARE(index->towards({2, 2}, -1, 0), 11);
        QCOMPARE(index->towards({2, 2}, 0, -1), 7);
        QCOMPARE(index->towards({2, 2}, 0, 1), 17);
        QCOMPARE(index->towards({4, 2}, 1, 0), -1);
    }

    void aPolygonHoldsWhatIsInsideIt()
    {
        const auto map = makeFakeMap({.photoCount = 3000});
        const auto index = MapIndex::build(map);
        // A star that crosses itself, so that its middle is outside.
        std::vector<MapPoint> star;
        const float size = index->distanceOf(0) / 2;
        const MapPoint middle{(index->bounds().left + index->bounds().right) / 2,
                              (index->bounds().top + index->bounds().bottom) / 2};
        for (int i = 0; i < 5; ++i) {
            const float angle = 6.2831853F * float(i * 2 % 5) / 5;
            star.push_back({middle.x + size * std::sin(angle), middle.y - size * std::cos(angle)});
        }
        std::set<std::int32_t> expected;
        for (std::int32_t place = 0; place < 3000; ++place) {
            const MapPoint p = map->points[std::size_t(place)];
            int crossings = 0;
            for (std::size_t i = 0; i < star.size(); ++i) {
                const MapPoint a = star[i];
                const MapPoint b = star[(i + 1) % star.size()];
                if ((a.y > p.y) != (b.y > p.y) && p.x < a.x + (p.y - a.y) * (b.x - a.x) / (b.y - a.y)) {
                    ++crossings;
                }
            }
            if (crossings % 2 == 1) {
                expected.insert(place);
            }
        }
        const auto found = index->inside(star);
        QCOMPARE(std::set<std::int32_t>(found.begin(), found.end()), expected);
        QVERIFY(expected.size() > 100);
        QVERIFY(expected.size() < 2900);
        QVERIFY(index->inside(std::vector<MapPoint>{{0, 0}, {1, 1}}).empty());
    }

    void aSubsetIsThinnedByItself()
    {
        const auto map = makeFakeMap({.photoCount = 1000});
        const std::vector<std::int32_t> few{3, 500, 999};
        const auto index = MapIndex::build(map, &few);
        QCOMPARE(index->count(), 3);
        QCOMPARE(upTo(*index, 20).size(), std::size_t(3));
    }
};

} // namespace likeness

QTEST_GUILESS_MAIN(likeness::MapIndexTest)
#include "map_index_test.moc"
