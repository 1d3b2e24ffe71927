#include "tests/support/fake_map.h"
#include "tests/support/window_fixture.h"

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

namespace likeness {

namespace {

constexpr std::int64_t kPhotos = 400;

/// A session that looks at a map of its 400 photos.
struct Fixture : WindowFixture {
    Fixture()
        : WindowFixture({.photoCount = kPhotos})
        , map(session->map())
    {
        engine->setMap(makeFakeMap({.photoCount = kPhotos}));
        session->start();
    }
    bool open()
    {
        map->follow(true);
        return QTest::qWaitFor([this] { return map->answering() == kPhotos; });
    }
    std::vector<MapPoint> everything() const
    {
        const MapRect r = map->scene()->all->bounds();
        return {
            {r.left - 1, r.top - 1}, {r.right + 1, r.top - 1}, {r.right + 1, r.bottom + 1}, {r.left - 1, r.bottom + 1}};
    }
    /// A square around one photo that holds no other.
    std::vector<MapPoint> around(int place) const
    {
        const MapPoint p = map->scene()->map->points[std::size_t(place)];
        const float e = 1e-5F;
        return {{p.x - e, p.y - e}, {p.x + e, p.y - e}, {p.x + e, p.y + e}, {p.x - e, p.y + e}};
    }

    PhotoMapModel* map;
};

} // namespace

class PhotoMapModelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theMapIsLoadedWhenItIsLookedAt()
    {
        Fixture f;
        QTRY_COMPARE(f.session->photos()->count(), int(kPhotos));
        QVERIFY(f.engine->commandsOf<LoadMap>().empty());
        QVERIFY(f.open());
        QCOMPARE(f.map->count(), int(kPhotos));
        QCOMPARE(f.engine->commandsOf<LoadMap>().size(), std::size_t(1));
        QVERIFY(!f.map->asking());
        QVERIFY(!f.map->scene()->overview.isNull());
    }

    void aNewMapComesWhileItIsLookedAtAndKnowsTheOldPlaces()
    {
        Fixture f;
        QVERIFY(f.open());
        const auto before = f.map->scene();
        f.engine->setMap(makeFakeMap({.photoCount = kPhotos, .seed = 2, .revision = 2, .missing = 7}));
        f.engine->emitEvent(ExploreChanged{2});
        QTRY_COMPARE(f.map->missing(), qint64(7));
        const auto now = f.map->scene();
        QCOMPARE(now->before.size(), std::size_t(kPhotos));
        QCOMPARE(now->before[10].x, before->map->points[10].x);
        QVERIFY(now->map->points[10].x != before->map->points[10].x);

        f.map->follow(false);
        f.engine->emitEvent(ExploreChanged{3});
        f.engine->emitEvent(ExploreProgress{ExploreState::Layout, 0.5, ""}); // arrives after it
        QTRY_COMPARE(f.map->workShare(), 0.5);
        QCOMPARE(f.engine->commandsOf<LoadMap>().size(), std::size_t(2));
        f.map->follow(true);
        QTRY_COMPARE(f.engine->commandsOf<LoadMap>().size(), std::size_t(3));
    }

    void aPolygonSelectsInTheGridToo()
    {
        Fixture f;
        QVERIFY(f.open());
        f.map->selectInside(f.everything(), false);
        QCOMPARE(f.session->selection()->count(), int(kPhotos));
        QTRY_COMPARE(f.map->selectedPlaces().size(), std::size_t(kPhotos));
        f.map->selectInside(f.around(5), false);
        QCOMPARE(f.session->selection()->photos(), std::vector<PhotoId>{PhotoId{6}});
        f.map->selectInside(f.around(8), /*additive=*/true);
        QCOMPARE(f.session->selection()->count(), 2);
        QTRY_COMPARE(f.map->selectedPlaces(), (std::vector<std::int32_t>{5, 8}));
    }

    void whatTheGridSelectsIsSelectedOnTheMap()
    {
        Fixture f;
        QVERIFY(f.open());
        f.session->selection()->click(12, 0);
        QTRY_COMPARE(f.map->currentPlace(), 12);
        QCOMPARE(f.map->selectedPlaces(), (std::vector<std::int32_t>{12}));
        QVERIFY(f.map->click(20, Qt::ControlModifier));
        QCOMPARE(f.session->selection()->count(), 2);
        QVERIFY(f.map->click(20, 0));
        QCOMPARE(f.session->selection()->count(), 1);
    }

    void onlyWhatAnswersTheQuestionCanBeSelected()
    {
        Fixture f;
        QVERIFY(f.open());
        f.engine->setPhotos({PhotoId{3}, PhotoId{9}});
        f.session->query()->setFilter(QStringLiteral("rating:>=3"));
        QTRY_COMPARE(f.map->answering(), 2);
        QVERIFY(f.map->asking());
        QVERIFY(f.map->answers(2));
        QVERIFY(!f.map->answers(4));
        QVERIFY(!f.map->click(4));
        f.map->selectInside(f.everything(), false);
        QCOMPARE(f.session->selection()->photos(), (std::vector<PhotoId>{PhotoId{3}, PhotoId{9}}));
        QCOMPARE(f.map->match()->shown->count(), 2);
    }

    void aPreviewTellsTheName()
    {
        Fixture f;
        QVERIFY(f.open());
        QSignalSpy spy(f.map, &PhotoMapModel::previewChanged);
        f.map->setPreviewPlace(7);
        QTRY_COMPARE(f.map->previewName(), QStringLiteral("IMG_00000008.jpg"));
        QVERIFY(!f.map->previewDate().isEmpty());
        QCOMPARE(f.map->previewId(), qint64(8));
        f.map->setPreviewPlace(-1);
        QVERIFY(f.map->previewName().isEmpty());
    }

    void workAndProblemsAreSaid()
    {
        Fixture f;
        QVERIFY(f.open());
        QVERIFY(f.map->work().isEmpty());
        f.engine->emitEvent(ExploreProgress{ExploreState::Neighbours, 0.43, ""});
        QTRY_COMPARE(f.map->work(), QStringLiteral("Finding neighbours"));
        QCOMPARE(f.map->workShare(), 0.43);
        f.engine->emitEvent(ExploreProgress{ExploreState::Idle, 0, "the disk is full"});
        QTRY_COMPARE(f.map->problem(), QStringLiteral("the disk is full"));
        f.map->layOutAnew();
        QTRY_COMPARE(f.engine->commandsOf<RelayoutMap>().size(), std::size_t(1));
    }

    void thumbnailsComeNearestFirstAndAreCalledOff()
    {
        Fixture f;
        QVERIFY(f.open());
        MapThumbnails& thumbnails = f.map->thumbnails();
        f.engine->hold();
        std::deque<MapThumbnails::Wish> wishes;
        for (std::int64_t id = 1; id <= 40; ++id) {
            wishes.push_back({PhotoId{id}, 64});
        }
        thumbnails.wish(wishes);
        QCOMPARE(thumbnails.underWay(), MapThumbnails::kUnderWay);
        const auto asked = f.engine->commandsOf<LoadThumbnail>();
        QCOMPARE(asked.back().photo, PhotoId{1}); // the newest is served first

        const std::size_t cancelled = f.engine->cancelled().size();
        thumbnails.wish({{PhotoId{2}, 64}, {PhotoId{100}, 64}});
        QCOMPARE(thumbnails.underWay(), 2);
        QCOMPARE(f.engine->cancelled().size(), cancelled + std::size_t(MapThumbnails::kUnderWay) - 1);
        f.engine->release();
        std::vector<MapThumbnails::Arrived> arrived;
        QTRY_VERIFY([&] {
            for (auto& one : thumbnails.take(10)) {
                arrived.push_back(std::move(one));
            }
            return arrived.size() == 2;
        }());
        for (const auto& one : arrived) {
            QCOMPARE(std::max(one.image.width(), one.image.height()), 64);
            QCOMPARE(one.image.format(), QImage::Format_RGBA8888_Premultiplied);
        }
        QCOMPARE(thumbnails.underWay(), 0);
    }
};

} // namespace likeness

QTEST_MAIN(likeness::PhotoMapModelTest)
#include "photo_map_model_test.moc"
