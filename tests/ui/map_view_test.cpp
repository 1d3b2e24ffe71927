#include "tests/support/fake_map.h"
#include "ui/items/map_atlas.h"
#include "ui/items/map_plan.h"
#include "ui/models/map_labels.h"

#include <QtTest/QTest>

#include <algorithm>
#include <set>

namespace likeness {

namespace {

QImage picture(int width, int height, const QColor& colour = Qt::black)
{
    QImage image(width, height, QImage::Format_RGBA8888_Premultiplied);
    image.fill(colour);
    return image;
}

MapCamera cameraOn(const MapIndex& index)
{
    MapCamera camera;
    camera.setViewSize({1200, 800});
    camera.setMap(index.bounds(), 1e6);
    return camera;
}

} // namespace

/// What the map draws and from where, without a window.
class MapViewTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void zoomingLeavesWhatIsUnderThePointerThere()
    {
        const auto index = MapIndex::build(makeFakeMap({.photoCount = 2000}));
        MapCamera camera = cameraOn(*index);
        const QPointF at(700, 300);
        const MapPoint before = camera.toMap(at);
        camera.zoomAt(at, 3, /*glide=*/true);
        QVERIFY(camera.isMoving());
        for (int frame = 0; frame < 500 && camera.isMoving(); ++frame) {
            camera.advance(0.016);
            const QPointF now = camera.toScreen(before);
            QVERIFY(std::abs(now.x() - at.x()) < 0.5 && std::abs(now.y() - at.y()) < 0.5);
        }
        QVERIFY(!camera.isMoving());
        QVERIFY(qFuzzyCompare(camera.scale(), 3 * camera.fitScale()));
    }

    void aMapLetGoOfComesToRest()
    {
        const auto index = MapIndex::build(makeFakeMap({.photoCount = 2000}));
        MapCamera camera = cameraOn(*index);
        camera.zoomAt({600, 400}, 4, /*glide=*/false);
        const QPointF start = camera.centre();
        camera.letGo({-900, 0});
        int frames = 0;
        while (camera.advance(0.016)) {
            QVERIFY(++frames < 300);
        }
        QVERIFY(camera.centre().x() > start.x());
        QCOMPARE(camera.centre().y(), start.y());
    }

    void whatFitsStaysFittedWhenTheWindowGrows()
    {
        const auto index = MapIndex::build(makeFakeMap({.photoCount = 2000}));
        MapCamera camera = cameraOn(*index);
        QVERIFY(camera.seesEverything());
        camera.setViewSize({2000, 1400});
        QVERIFY(qFuzzyCompare(camera.scale(), camera.fitScale()));
        camera.zoomAt({600, 400}, 2, /*glide=*/false);
        const double scale = camera.scale();
        camera.setViewSize({1200, 800});
        QCOMPARE(camera.scale(), scale);
    }

    void thumbnailsInFullSizeDoNotOverlap()
    {
        const auto map = makeFakeMap({.photoCount = 20'000});
        const auto index = MapIndex::build(map);
        MapCamera camera = cameraOn(*index);
        for (const double zoom : {1.0, 2.0, 5.0, 20.0}) {
            camera.fitAll(false);
            camera.zoomAt({500, 420}, zoom, /*glide=*/false);
            const MapPlan plan = MapPlan::make(camera, *index, nullptr, nullptr);
            QVERIFY(plan.isGoodFor(camera));
            int full = 0;
            for (std::size_t a = 0; a < plan.thumbnails.size(); ++a) {
                const double edge = double(plan.look.thumbnailPx);
                if (double(plan.thumbnails[a].distance) * camera.scale() < edge) {
                    continue;
                }
                ++full;
                const QPointF p = camera.toScreen(map->points[std::size_t(plan.thumbnails[a].place)]);
                for (std::size_t b = 0; b < a; ++b) {
                    if (double(plan.thumbnails[b].distance) * camera.scale() >= edge) {
                        const QPointF q = camera.toScreen(map->points[std::size_t(plan.thumbnails[b].place)]);
                        QVERIFY(std::max(std::abs(p.x() - q.x()), std::abs(p.y() - q.y())) >= edge * 0.999);
                    }
                }
            }
            QVERIFY(full > 10);
        }
    }

    void comingNearerOnlyAddsThumbnails()
    {
        const auto index = MapIndex::build(makeFakeMap({.photoCount = 20'000}));
        MapCamera camera = cameraOn(*index);
        std::set<std::int32_t> before;
        for (int notch = 0; notch < 20; ++notch) {
            camera.zoomAt({600, 400}, 1.15, /*glide=*/false);
            const MapPlan plan = MapPlan::make(camera, *index, nullptr, nullptr);
            std::set<std::int32_t> now;
            for (const auto& one : plan.thumbnails) {
                now.insert(one.place);
            }
            for (const std::int32_t place : before) {
                QVERIFY(now.contains(place) || !plan.rect.contains(index->map().points[std::size_t(place)]));
            }
            before = std::move(now);
        }
        QVERIFY(before.size() > 20);
    }

    void theDotsThatAreDrawnAreBoundedByTheScreen()
    {
        const auto index = MapIndex::build(makeFakeMap({.photoCount = 200'000}));
        const MapCamera camera = cameraOn(*index);
        const MapLook look = MapLook::at(double(index->spacing()) * camera.scale());
        int dots = 0;
        index->forEachIn(camera.seen(), index->stepOf(float(double(look.pointSpacingPx) / camera.scale())),
                         [&](std::int32_t, int) { ++dots; });
        QVERIFY(dots > 10'000);
        QVERIFY(double(dots) <= 1200.0 * 800.0 / double(look.pointSpacingPx * look.pointSpacingPx));
    }

    void answersAreShownFarOutWhereTheContextIsNot()
    {
        const auto map = makeFakeMap({.photoCount = 300'000});
        const auto all = MapIndex::build(map);
        const std::vector<std::int32_t> few{10, 70'000, 150'000, 299'999};
        const auto shown = MapIndex::build(map, &few);
        std::vector<std::int32_t> rows(300'000, -1);
        for (std::size_t i = 0; i < few.size(); ++i) {
            rows[std::size_t(few[i])] = std::int32_t(i);
        }
        const MapPlan plan = MapPlan::make(cameraOn(*all), *shown, all.get(), &rows);
        QCOMPARE(plan.thumbnails.size(), few.size());
        QVERIFY(
            std::all_of(plan.thumbnails.begin(), plan.thumbnails.end(), [](const auto& one) { return one.answers; }));
    }

    void anAtlasStaysBoundedAndGivesUpWhatWasSeenLongestAgo()
    {
        MapAtlas atlas(3); // pages of four tiles of 256
        for (std::int64_t id = 1; id <= 12; ++id) {
            QVERIFY(atlas.insert(PhotoId{id}, 256, picture(256, 170, QColor(1, 2, 3)), std::uint64_t(id), 0));
        }
        QCOMPARE(atlas.pageCount(), 3);
        QCOMPARE(atlas.tileCount(), std::size_t(12));
        atlas.touch(atlas.find(PhotoId{1}, 256).page, 20);
        QVERIFY(atlas.insert(PhotoId{99}, 256, picture(256, 256, QColor(4, 5, 6)), 21, 0));
        QCOMPARE(atlas.pageCount(), 3);
        QVERIFY(atlas.find(PhotoId{1}, 256));  // was looked at
        QVERIFY(!atlas.find(PhotoId{5}, 256)); // its page was the oldest
        QVERIFY(atlas.find(PhotoId{9}, 256));
        QVERIFY(atlas.find(PhotoId{99}, 256));
        QCOMPARE(atlas.sizeBytes(), qsizetype(3) * 1024 * 1024);
    }

    void anAtlasFullOfWhatIsInSightTakesNothing()
    {
        MapAtlas atlas(2);
        for (std::int64_t id = 1; id <= 8; ++id) {
            QVERIFY(atlas.insert(PhotoId{id}, 256, picture(200, 200), 5, 0));
        }
        QVERIFY(!atlas.insert(PhotoId{9}, 256, picture(200, 200), 5, 0));
        QVERIFY(atlas.insert(PhotoId{9}, 256, picture(200, 200), 6, 0));
    }

    void aTileIsWhereItWasPainted()
    {
        MapAtlas atlas;
        atlas.insert(PhotoId{1}, 128, picture(128, 80, QColor(255, 0, 0)), 1, 0);
        atlas.insert(PhotoId{2}, 128, picture(60, 128, QColor(0, 255, 0)), 1, 0);
        const MapAtlas::Tile second = atlas.find(PhotoId{2}, 128);
        QCOMPARE(second.rect, QRect(128, 0, 60, 128));
        QCOMPARE(atlas.page(second.page).pixelColor(second.rect.center()), QColor(0, 255, 0));
        QCOMPARE(atlas.page(second.page).pixelColor(5, 5), QColor(255, 0, 0));
        QCOMPARE(atlas.page(second.page).pixelColor(5, 100).alpha(), 0);
        atlas.forget(PhotoId{2});
        QVERIFY(!atlas.find(PhotoId{2}, 128));
    }

    void theBestTileIsTheNextLargerOne()
    {
        MapAtlas atlas;
        QVERIFY(!atlas.best(PhotoId{1}, 128));
        atlas.insert(PhotoId{1}, 64, picture(64, 64), 1, 0);
        QCOMPARE(atlas.best(PhotoId{1}, 128).rect.width(), 64);
        atlas.insert(PhotoId{1}, 256, picture(236, 150), 1, 0);
        QCOMPARE(atlas.best(PhotoId{1}, 128).rect.width(), 236);
        QCOMPARE(atlas.best(PhotoId{1}, 64).rect.width(), 64);
        QCOMPARE(MapAtlas::tilePxFor(60), 64);
        QCOMPARE(MapAtlas::tilePxFor(100), 128);
        QCOMPARE(MapAtlas::tilePxFor(9000), 512);
    }

    void namesNeverOverlapAndTheImportantOnesWin()
    {
        std::vector<MapLabels::Wish> wishes;
        for (int i = 0; i < 200; ++i) {
            wishes.push_back({{float(i % 20), float(i / 20)}, QSizeF(90, 18), 200});
        }
        for (const double scale : {20.0, 60.0, 150.0}) {
            const auto placed = MapLabels::arrange(wishes, scale, {1200, 800});
            QVERIFY(!placed.empty());
            QCOMPARE(placed.front(), std::size_t(0));
            for (std::size_t a = 0; a < placed.size(); ++a) {
                for (std::size_t b = 0; b < a; ++b) {
                    const MapPoint p = wishes[placed[a]].centre;
                    const MapPoint q = wishes[placed[b]].centre;
                    QVERIFY(std::abs(p.x - q.x) * float(scale) >= 90 || std::abs(p.y - q.y) * float(scale) >= 18);
                }
            }
        }
        QCOMPARE(MapLabels::arrange(wishes, 150, {1200, 800}).size(), wishes.size());
    }

    void aClusterTooSmallOrLargerThanTheViewHasNoName()
    {
        const std::vector<MapLabels::Wish> wishes{
            {{0, 0}, {50, 20}, 10}, {{9, 0}, {50, 20}, 300}, {{0, 9}, {50, 20}, 9000}};
        QCOMPARE(MapLabels::arrange(wishes, 100, {1200, 800}), (std::vector<std::size_t>{1}));
    }
};

} // namespace likeness

QTEST_MAIN(likeness::MapViewTest)
#include "map_view_test.moc"
