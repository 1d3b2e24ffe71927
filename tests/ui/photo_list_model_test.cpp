#include "tests/support/window_fixture.h"

#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace likeness;

namespace {

std::vector<PhotoId> range(int first, int last)
{
    std::vector<PhotoId> photos;
    for (int id = first; id <= last; ++id) {
        photos.push_back(PhotoId{id});
    }
    return photos;
}

std::vector<PhotoId> shownBy(const PhotoListModel& model)
{
    std::vector<PhotoId> photos;
    for (int row = 0; row < model.count(); ++row) {
        photos.push_back(PhotoId{model.data(model.index(row), PhotoListModel::PhotoIdRole).toLongLong()});
    }
    return photos;
}

/// A view as a test sees it: keeps its own copy up to date from the model's signals alone.
class Mirror : public QObject {
public:
    explicit Mirror(PhotoListModel& model)
        : m_model(model)
    {
        read();
        connect(&model, &QAbstractItemModel::modelReset, this, [this] {
            ++resets;
            read();
        });
        connect(&model, &QAbstractItemModel::rowsInserted, this, [this](const QModelIndex&, int first, int last) {
            for (int row = first; row <= last; ++row) {
                photos.insert(photos.begin() + row, m_model.photoAt(row));
            }
        });
        connect(&model, &QAbstractItemModel::rowsRemoved, this, [this](const QModelIndex&, int first, int last) {
            photos.erase(photos.begin() + first, photos.begin() + last + 1);
        });
        connect(&model, &QAbstractItemModel::layoutChanged, this, [this] {
            ++moves;
            read();
        });
    }
    void read() { photos = shownBy(m_model); }

    std::vector<PhotoId> photos;
    int resets = 0;
    int moves = 0;

private:
    PhotoListModel& m_model;
};

Query queryWithParts()
{
    Query query;
    query.parts.push_back({PhotoId{1}, {}, 1.0});
    query.sort = SortKey::Score;
    query.countMax = 1000;
    return query;
}

} // namespace

class PhotoListModelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void stacksAreOneRowAndOpenInTheirPlace()
    {
        WindowFixture window({.photoCount = 20, .duplicateGroups = 2});
        PhotoListModel& photos = *window.session->photos();
        const QAbstractItemModelTester tester(&photos, QAbstractItemModelTester::FailureReportingMode::QtTest);
        window.session->start();
        QTRY_COMPARE(photos.count(), 20);
        photos.setStacked(true);
        QTRY_COMPARE(photos.count(), 16);
        QCOMPARE(photos.foldedCount(), 4);
        const auto size
            = [&](int row) { return photos.data(photos.index(row), PhotoListModel::StackSizeRole).toInt(); };
        const auto open
            = [&](int row) { return photos.data(photos.index(row), PhotoListModel::StackOpenRole).toBool(); };
        const int first = photos.rowOf(1), second = photos.rowOf(4), alone = photos.rowOf(20);
        QCOMPARE(size(first), 3);
        QCOMPARE(size(second), 3);
        QCOMPARE(size(alone), 1);
        QVERIFY(!open(first));
        QSignalSpy inserted(&photos, &QAbstractItemModel::rowsInserted);
        QSignalSpy reset(&photos, &QAbstractItemModel::modelReset);
        photos.toggleStack(first);
        QTRY_COMPARE(photos.count(), 18);
        QCOMPARE(inserted.count(), 1);
        QCOMPARE(reset.count(), 0);
        QVERIFY(open(photos.rowOf(1)) && open(photos.rowOf(2)) && open(photos.rowOf(3)));
        QVERIFY(!open(photos.rowOf(4)));
        QCOMPARE(size(photos.rowOf(2)), 0);
        photos.toggleStack(photos.rowOf(3)); // any of them closes it
        QTRY_COMPARE(photos.count(), 16);
        photos.toggleStack(photos.rowOf(20)); // not a stack
        QCOMPARE(photos.count(), 16);
        photos.setFolding(false); // a map has come in front
        QTRY_COMPARE(photos.count(), 20);
        QVERIFY(photos.stacked());
        QCOMPARE(size(photos.rowOf(1)), 1);
        photos.toggleStack(photos.rowOf(1));
        photos.setFolding(true);
        QTRY_COMPARE(photos.count(), 16);
        photos.setStacked(false);
        QTRY_COMPARE(photos.count(), 20);
        QCOMPARE(size(photos.rowOf(1)), 1);
    }

    void showsTheAnswerOfAQuery()
    {
        WindowFixture window({.photoCount = 500});
        PhotoListModel& photos = *window.session->photos();
        const QAbstractItemModelTester tester(&photos, QAbstractItemModelTester::FailureReportingMode::QtTest);
        photos.show({}, {}, /*keepPlace=*/false);
        QTRY_COMPARE(photos.count(), 500);
        QCOMPARE(photos.photoIdAt(0), 1);
        QVERIFY(!photos.hasScores());
    }

    void byLookMovesPhotosAndKeepsWhatIsSelected()
    {
        WindowFixture window({.photoCount = 50});
        PhotoListModel& photos = *window.session->photos();
        Selection& selection = *window.session->selection();
        const QAbstractItemModelTester tester(&photos, QAbstractItemModelTester::FailureReportingMode::QtTest);
        photos.setLookColumns(7);
        photos.show({}, {}, false);
        QTRY_COMPARE(photos.count(), 50);
        selection.click(3);
        selection.click(4, Qt::ControlModifier);
        const QPersistentModelIndex fourth(photos.index(3));
        Mirror view(photos);
        photos.setByLook(true);
        QVERIFY(photos.arranging());
        QTRY_COMPARE(shownBy(photos), FakeEngine::likeFirst(range(1, 50)));
        QVERIFY(!photos.arranging());
        QCOMPARE(view.photos, shownBy(photos));
        QCOMPARE(view.resets, 0);
        QCOMPARE(window.engine->commandsOf<SortOnGrid>().back().columns, 7U);
        QCOMPARE(photos.photoIdAt(fourth.row()), 4);
        QCOMPARE(selection.photos(), (std::vector<PhotoId>{PhotoId{4}, PhotoId{5}}));
        QCOMPARE(selection.currentId(), 5);
        QCOMPARE(photos.photoIdAt(selection.current()), 5);
        photos.setByLook(false);
        QCOMPARE(shownBy(photos), range(1, 50));
        QCOMPARE(selection.photos(), (std::vector<PhotoId>{PhotoId{4}, PhotoId{5}}));
    }

    void byLookAsksAgainForOtherColumnsButNotForTheSame()
    {
        WindowFixture window({.photoCount = 50});
        PhotoListModel& photos = *window.session->photos();
        photos.setLookColumns(5);
        photos.show({}, {}, false);
        QTRY_COMPARE(photos.count(), 50);
        photos.setByLook(true);
        QTRY_VERIFY(!photos.arranging());
        photos.setLookColumns(6);
        photos.setLookColumns(8);
        QTRY_VERIFY(!photos.arranging());
        const auto asked = window.engine->commandsOf<SortOnGrid>();
        QCOMPARE(asked.size(), 2U);
        QCOMPARE(asked[1].columns, 8U);
        photos.setLookColumns(9);
        photos.setLookColumns(8);
        QTRY_VERIFY(!photos.arranging());
        QCOMPARE(window.engine->commandsOf<SortOnGrid>().size(), 2U);
    }

    void byLookNewPhotosWaitAtTheEndAndGoneOnesGo()
    {
        WindowFixture window({.photoCount = 20});
        PhotoListModel& photos = *window.session->photos();
        const QAbstractItemModelTester tester(&photos, QAbstractItemModelTester::FailureReportingMode::QtTest);
        photos.show({}, {}, false);
        QTRY_COMPARE(photos.count(), 20);
        photos.setByLook(true);
        QTRY_COMPARE(photos.photoIdAt(0), 2);
        Mirror view(photos);
        std::vector<PhotoId> now = range(2, 22);
        window.engine->setPhotos(now);
        photos.refreshSoon();
        QTRY_COMPARE(photos.count(), 21);
        QCOMPARE(photos.photoIdAt(20), 22); // known only since now, so not arranged yet
        QCOMPARE(view.photos, shownBy(photos));
        QTRY_COMPARE(shownBy(photos), FakeEngine::likeFirst(now));
        QCOMPARE(view.photos, shownBy(photos));
        QCOMPARE(view.resets, 0);
    }

    void byLookArrangesTheFirstTenThousandOfMore()
    {
        WindowFixture window({.photoCount = 30'000});
        PhotoListModel& photos = *window.session->photos();
        photos.show({}, {}, false);
        QTRY_COMPARE(photos.count(), 30'000);
        Selection& selection = *window.session->selection();
        selection.click(20'000);
        photos.setByLook(true);
        QTRY_VERIFY(!photos.arranging());
        QCOMPARE(window.engine->commandsOf<SortOnGrid>().back().photos.size(), SortOnGrid::kPhotosMax);
        QCOMPARE(photos.photoIdAt(0), 2);
        QCOMPARE(photos.photoIdAt(9'999), 9'999);
        QCOMPARE(photos.photoIdAt(10'000), 10'001);
        QCOMPARE(selection.photos(), std::vector<PhotoId>{PhotoId{20'001}});
    }

    void byLookKeepsToTheCutOff()
    {
        WindowFixture window({.photoCount = 2000});
        PhotoListModel& photos = *window.session->photos();
        photos.show(queryWithParts(), 0.9F, false);
        QTRY_VERIFY(photos.count() > 10);
        const int above = photos.count();
        photos.setByLook(true);
        QTRY_VERIFY(!photos.arranging());
        QCOMPARE(int(window.engine->commandsOf<SortOnGrid>().back().photos.size()), above);
        QVERIFY(photos.photoIdAt(0) % 2 == 0 || photos.photoIdAt(above - 1) % 2 == 1);
        photos.setCutOff(0.8F);
        QTRY_VERIFY(!photos.arranging());
        QVERIFY(photos.count() > above);
        QCOMPARE(int(window.engine->commandsOf<SortOnGrid>().back().photos.size()), photos.count());
    }

    void detailsAreLoadedByPageWhenAsked()
    {
        WindowFixture window({.photoCount = 100'000});
        PhotoListModel& photos = *window.session->photos();
        photos.show({}, {}, false);
        QTRY_COMPARE(photos.count(), 100'000);
        QVERIFY(window.engine->commandsOf<LoadPhotos>().empty());
        const QModelIndex row = photos.index(70'000);
        QCOMPARE(photos.data(row, PhotoListModel::NameRole).toString(), QString());
        QTRY_VERIFY(!photos.data(row, PhotoListModel::NameRole).toString().isEmpty());
        const auto asked = window.engine->commandsOf<LoadPhotos>();
        QCOMPARE(asked.size(), 1U);
        QVERIFY(asked[0].photos.size() <= std::size_t(PhotoListModel::kPageRows));
    }

    void flyingOverAMillionRowsAsksForFewPages()
    {
        WindowFixture window({.photoCount = 1'000'000});
        PhotoListModel& photos = *window.session->photos();
        photos.show({}, {}, false);
        QTRY_COMPARE(photos.count(), 1'000'000);
        window.engine->hold();
        for (int row = 0; row < 1'000'000; row += 50) {
            photos.data(photos.index(row), PhotoListModel::NameRole);
        }
        window.engine->release();
        const QModelIndex last = photos.index(999'950);
        QTRY_VERIFY(!photos.data(last, PhotoListModel::NameRole).toString().isEmpty());
        QVERIFY(window.engine->commandsOf<LoadPhotos>().size() <= 2 * PhotoListModel::kPagesWanted);
    }

    void photosThatAreGoneAreNotAskedForForEver()
    {
        WindowFixture window({.photoCount = 10});
        PhotoListModel& photos = *window.session->photos();
        photos.show({}, {}, false);
        QTRY_COMPARE(photos.count(), 10);
        QSignalSpy changed(&photos, &QAbstractItemModel::dataChanged);
        photos.data(photos.index(0), PhotoListModel::NameRole);
        QVERIFY(changed.wait());
        for (int i = 0; i < 10; ++i) {
            photos.data(photos.index(i), PhotoListModel::NameRole);
        }
        int listed = 0;
        window.bridge->ask<FoldersListed>(ListFolders{}, this, [&listed](const FoldersListed&) { ++listed; });
        QTRY_COMPARE(listed, 1);
        QCOMPARE(window.engine->commandsOf<LoadPhotos>().size(), 1U);
    }

    void aFewNewPhotosAreInsertedNotReset_data()
    {
        QTest::addColumn<int>("rows");
        QTest::newRow("small, on the gui thread") << 2000;
        QTest::newRow("large, on another thread") << 60'000;
    }
    void aFewNewPhotosAreInsertedNotReset()
    {
        QFETCH(const int, rows);
        WindowFixture window({.photoCount = rows});
        PhotoListModel& photos = *window.session->photos();
        const QAbstractItemModelTester tester(&photos, QAbstractItemModelTester::FailureReportingMode::QtTest);
        photos.show({}, {}, false);
        QTRY_COMPARE(photos.count(), rows);
        Mirror mirror(photos);
        auto next = range(1, rows);
        next.erase(next.begin() + 1000, next.begin() + 1100);
        next.insert(next.begin() + 10, PhotoId{5'000'001});
        next.insert(next.begin(), PhotoId{5'000'000});
        next.push_back(PhotoId{5'000'002});
        window.engine->setPhotos(next);
        window.engine->emitEvent(LibraryChanged{1, false, false, false});
        QTRY_COMPARE_WITH_TIMEOUT(photos.count(), int(next.size()), 20'000);
        QCOMPARE(mirror.resets, 0);
        QCOMPARE(mirror.photos, next);
        QCOMPARE(shownBy(photos), next);
    }

    void manyScatteredChangesResetButKeepThePlace()
    {
        WindowFixture window({.photoCount = 2000});
        PhotoListModel& photos = *window.session->photos();
        photos.show({}, {}, false);
        QTRY_COMPARE(photos.count(), 2000);
        photos.setTopRow(1000); // photo 1001
        window.session->selection()->click(1000);
        QSignalSpy restored(&photos, &PhotoListModel::placeRestored);
        std::vector<PhotoId> odd;
        for (int id = 1; id <= 2000; id += 2) {
            odd.push_back(PhotoId{id});
        }
        window.engine->setPhotos(odd);
        window.engine->emitEvent(LibraryChanged{1, false, false, false});
        QTRY_COMPARE(photos.count(), 1000);
        QCOMPARE(restored.size(), 1);
        QCOMPARE(restored[0][0].toInt(), 500);
        QCOMPARE(photos.photoIdAt(500), 1001);
        QCOMPARE(window.session->selection()->currentId(), 1001);
        QVERIFY(window.session->selection()->isSelected(500));
        QCOMPARE(window.session->selection()->count(), 1);
    }

    void theAnswerToAnOlderQueryIsNotShown()
    {
        WindowFixture window({.photoCount = 3000});
        PhotoListModel& photos = *window.session->photos();
        window.engine->hold();
        photos.show({}, {}, false);
        photos.show(queryWithParts(), -1.0F, false);
        QSignalSpy answered(&photos, &PhotoListModel::answered);
        window.engine->release();
        QTRY_COMPARE(photos.count(), 1000);
        QCOMPARE(answered.size(), 1);
        QVERIFY(photos.hasScores());
    }

    void theCutOffHidesLowScoresWithoutAskingAgain()
    {
        WindowFixture window({.photoCount = 3000});
        PhotoListModel& photos = *window.session->photos();
        const QAbstractItemModelTester tester(&photos, QAbstractItemModelTester::FailureReportingMode::QtTest);
        photos.show(queryWithParts(), {}, false);
        QTRY_VERIFY(photos.count() > 0);
        const auto lowest
            = [&photos] { return photos.data(photos.index(photos.count() - 1), PhotoListModel::ScoreRole).toDouble(); };
        QVERIFY(lowest() >= 0.6); // the suggested one
        const int before = photos.count();
        photos.setCutOff(0.8F);
        QVERIFY(photos.count() < before);
        QVERIFY(lowest() >= 0.8);
        QCOMPARE(photos.count() + photos.hiddenCount(), 1000);
        photos.setCutOff(-1.0F);
        QCOMPARE(photos.count(), 1000);
        QCOMPARE(window.engine->commandsOf<RunQuery>().size(), 1U);
    }

    void aNewRatingReachesTheRow()
    {
        WindowFixture window({.photoCount = 50});
        PhotoListModel& photos = *window.session->photos();
        photos.show({}, {}, false);
        QTRY_COMPARE(photos.count(), 50);
        photos.data(photos.index(3), PhotoListModel::RatingRole);
        QTRY_VERIFY(!photos.data(photos.index(3), PhotoListModel::NameRole).toString().isEmpty());
        QCOMPARE(photos.data(photos.index(3), PhotoListModel::RatingRole).toInt(), 0);
        window.engine->setRating(photos.photoAt(3), 4);
        window.engine->emitEvent(LibraryChanged{1, false, false, false});
        QTRY_COMPARE(photos.data(photos.index(3), PhotoListModel::RatingRole).toInt(), 4);
    }

    void aFailedQueryKeepsWhatWasShown()
    {
        WindowFixture window({.photoCount = 50});
        PhotoListModel& photos = *window.session->photos();
        photos.show({}, {}, false);
        QTRY_COMPARE(photos.count(), 50);
        window.engine->failNextQuery({ErrorCode::InvalidInput, "column 1: no"});
        QSignalSpy failed(&photos, &PhotoListModel::failed);
        Query query;
        query.filter = "x";
        photos.show(query, {}, false);
        QVERIFY(failed.wait());
        QCOMPARE(photos.count(), 50);
        QVERIFY(!photos.loading());
    }
};

QTEST_MAIN(PhotoListModelTest)
#include "photo_list_model_test.moc"
