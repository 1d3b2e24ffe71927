#include "ui/models/row_ranges.h"

#include <QtTest/QTest>

#include <random>
#include <set>

using namespace likeness;

namespace {

std::set<int> rowsOf(const RowRanges& ranges)
{
    std::set<int> rows;
    for (const RowRange& range : ranges.ranges()) {
        for (int row = range.first; row <= range.last; ++row) {
            rows.insert(row);
        }
    }
    return rows;
}

bool isTidy(const RowRanges& ranges)
{
    int end = -2;
    for (const RowRange& range : ranges.ranges()) {
        if (range.first <= end + 1 || range.last < range.first) {
            return false;
        }
        end = range.last;
    }
    return true;
}

} // namespace

class RowRangesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void touchingRangesBecomeOne()
    {
        RowRanges rows;
        rows.add({0, 4});
        rows.add({6, 9});
        QCOMPARE(rows.ranges().size(), 2U);
        rows.add({5, 5});
        QCOMPARE(rows.ranges(), (std::vector<RowRange>{{0, 9}}));
        QCOMPARE(rows.count(), 10);
    }

    void allOfAMillionIsOneEntry()
    {
        RowRanges rows;
        rows.add({0, 999'999});
        QCOMPARE(rows.count(), 1'000'000);
        rows.toggle(500'000);
        QCOMPARE(rows.count(), 999'999);
        QCOMPARE(rows.ranges().size(), 2U);
        rows.invert(1'000'000);
        QCOMPARE(rows.ranges(), (std::vector<RowRange>{{500'000, 500'000}}));
    }

    void rowsInsertedInsideARangeAreNotInIt()
    {
        RowRanges rows;
        rows.add({2, 5});
        rows.shiftForInsert(4, 3);
        QCOMPARE(rows.ranges(), (std::vector<RowRange>{{2, 3}, {7, 8}}));
    }

    void removingWhatLiesBetweenClosesTheGap()
    {
        RowRanges rows;
        rows.add({0, 2});
        rows.add({5, 7});
        rows.shiftForRemove({3, 4});
        QCOMPARE(rows.ranges(), (std::vector<RowRange>{{0, 5}}));
    }

    void agreesWithASetOfRowsOnRandomEdits()
    {
        std::mt19937 random(20'240'601); // NOLINT: fixed seed
        RowRanges ranges;
        std::set<int> rows;
        int count = 60;
        for (int step = 0; step < 4000; ++step) {
            const int a = int(random() % unsigned(count));
            const int b = std::min(count - 1, a + int(random() % 9U));
            switch (random() % 6U) {
            case 0:
                ranges.add({a, b});
                for (int row = a; row <= b; ++row) {
                    rows.insert(row);
                }
                break;
            case 1:
                ranges.remove({a, b});
                for (int row = a; row <= b; ++row) {
                    rows.erase(row);
                }
                break;
            case 2:
                ranges.toggle(a);
                if (!rows.erase(a)) {
                    rows.insert(a);
                }
                break;
            case 3: {
                ranges.invert(count);
                std::set<int> others;
                for (int row = 0; row < count; ++row) {
                    if (!rows.contains(row)) {
                        others.insert(row);
                    }
                }
                rows = others;
                break;
            }
            case 4: {
                const int added = b - a + 1;
                ranges.shiftForInsert(a, added);
                std::set<int> moved;
                for (const int row : rows) {
                    moved.insert(row >= a ? row + added : row);
                }
                rows = moved;
                count += added;
                break;
            }
            default: {
                if (count < 40) {
                    break;
                }
                ranges.shiftForRemove({a, b});
                std::set<int> moved;
                for (const int row : rows) {
                    if (row < a) {
                        moved.insert(row);
                    } else if (row > b) {
                        moved.insert(row - (b - a + 1));
                    }
                }
                rows = moved;
                count -= b - a + 1;
                break;
            }
            }
            QVERIFY(isTidy(ranges));
            QCOMPARE(rowsOf(ranges), rows);
            QCOMPARE(ranges.count(), int(rows.size()));
            QCOMPARE(ranges.contains(a), rows.contains(a));
        }
    }
};

QTEST_GUILESS_MAIN(RowRangesTest)
#include "row_ranges_test.moc"
