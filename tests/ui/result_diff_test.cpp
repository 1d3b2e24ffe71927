#include "ui/models/result_diff.h"

#include <QtTest/QTest>

#include <random>

using namespace likeness;

namespace {

std::vector<PhotoId> ids(std::initializer_list<int> values)
{
    std::vector<PhotoId> photos;
    for (const int value : values) {
        photos.push_back(PhotoId{value});
    }
    return photos;
}

/// Carries a diff out, piece by piece, as a view would see it.
std::vector<PhotoId> applied(std::vector<PhotoId> list, const ResultDiff& diff, const std::vector<PhotoId>& after)
{
    for (const RowRange& gone : diff.removals) {
        list.erase(list.begin() + gone.first, list.begin() + gone.last + 1);
    }
    for (const RowRange& fresh : diff.insertions) {
        list.insert(list.begin() + fresh.first, after.begin() + fresh.first, after.begin() + fresh.last + 1);
    }
    return list;
}

} // namespace

class ResultDiffTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void oneNewPhotoIsOneInsertion()
    {
        const ResultDiff diff = diffResults(ids({1, 2, 3}), ids({1, 9, 2, 3}), {});
        QVERIFY(diff.piecewise);
        QVERIFY(diff.removals.empty());
        QCOMPARE(diff.insertions, (std::vector<RowRange>{{1, 1}}));
    }

    void neighboursThatGoTogetherAreOneRemoval()
    {
        const ResultDiff diff = diffResults(ids({1, 2, 3, 4, 5}), ids({1, 5}), {});
        QCOMPARE(diff.removals, (std::vector<RowRange>{{1, 3}}));
    }

    void aChangedOrderReplacesTheList() { QVERIFY(!diffResults(ids({1, 2, 3}), ids({3, 2, 1}), {}).piecewise); }

    void manyScatteredPiecesReplaceTheList()
    {
        std::vector<PhotoId> before;
        std::vector<PhotoId> after;
        for (int i = 0; i < 10'000; ++i) {
            after.push_back(PhotoId{i + 1});
            if (i % 2 == 0) {
                before.push_back(PhotoId{i + 1});
            }
        }
        QVERIFY(!diffResults(before, after, {}).piecewise);
    }

    void theSelectionFollowsItsPhotos()
    {
        RowRanges selected;
        selected.add({1, 2}); // photos 2 and 3
        const ResultDiff diff = diffResults(ids({1, 2, 3, 4}), ids({3, 7, 4, 2}), selected);
        QCOMPARE(diff.selection.ranges(), (std::vector<RowRange>{{0, 0}, {3, 3}}));
    }

    void newPhotosAreNotSelectedWhenAllWere()
    {
        RowRanges all;
        all.add({0, 2});
        const ResultDiff diff = diffResults(ids({1, 2, 3}), ids({1, 8, 2, 3}), all);
        QCOMPARE(diff.selection.ranges(), (std::vector<RowRange>{{0, 0}, {2, 3}}));
    }

    void piecesRebuildTheNewList()
    {
        std::mt19937 random(7); // NOLINT: fixed seed
        for (int round = 0; round < 300; ++round) {
            std::vector<PhotoId> before;
            std::vector<PhotoId> after;
            for (int id = 1; id <= 200; ++id) {
                const auto dice = random() % 20U;
                if (dice != 0) {
                    before.push_back(PhotoId{id});
                }
                if (dice != 1) {
                    after.push_back(PhotoId{id});
                }
            }
            const ResultDiff diff = diffResults(before, after, {});
            QVERIFY(diff.piecewise);
            QCOMPARE(applied(before, diff, after), after);
        }
    }
};

QTEST_GUILESS_MAIN(ResultDiffTest)
#include "result_diff_test.moc"
