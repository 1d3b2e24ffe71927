#include "core/explore/sorted_grid.h"

#include "tests/core/explore/explore_fixture.h"

#include <numeric>

using namespace likeness;
using namespace likeness::test;

class SortedGridTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void neighboursLookAlike()
    {
        const Collection collection = Collection::realistic(625);
        const auto places = sortOnGrid(collection.rows(), {}, threads(1));
        QVERIFY(places.has_value());
        std::vector<std::uint32_t> byChance(625);
        std::iota(byChance.begin(), byChance.end(), 0U);
        std::shuffle(byChance.begin(), byChance.end(), std::mt19937(1));
        const double sorted = *measureGrid(collection.rows(), *places, 25, threads(1));
        const double chance = *measureGrid(collection.rows(), byChance, 25, threads(1));
        QVERIFY2(sorted > 0.5 && chance < 0.2, qPrintable(QString("%1 %2").arg(sorted).arg(chance)));
    }

    void everyPhotoHasOnePlace()
    {
        for (const std::uint32_t count : {0U, 1U, 2U, 3U, 17U, 100U, 531U}) {
            const Collection collection = Collection::realistic(count);
            for (const std::uint32_t columns : {0U, 1U, 7U, 1000U}) {
                GridOptions options;
                options.columns = columns;
                auto places = sortOnGrid(collection.rows(), options, threads(1));
                QVERIFY(places.has_value());
                std::sort(places->begin(), places->end());
                std::vector<std::uint32_t> all(count);
                std::iota(all.begin(), all.end(), 0U);
                QCOMPARE(*places, all);
            }
        }
    }

    void groupsStandTogether()
    {
        const Collection collection = Collection::grouped(4, 64, 0.1F);
        const auto places = sortOnGrid(collection.rows(), {}, threads(1));
        int same = 0;
        for (std::uint32_t place = 0; place < 256; ++place) {
            if (place % 16 < 15) {
                same += (*places)[place] % 4 == (*places)[place + 1] % 4 ? 1 : 0;
            }
        }
        QVERIFY2(same > 205, qPrintable(QString::number(same))); // of 240, with 60 by chance
    }

    void theSameSeedGivesTheSameGrid()
    {
        const Collection collection = Collection::realistic(400);
        const auto one = sortOnGrid(collection.rows(), {}, threads(1));
        QCOMPARE(*one, *sortOnGrid(collection.rows(), {}, threads(4)));
        GridOptions other;
        other.seed = 2;
        QVERIFY(*one != *sortOnGrid(collection.rows(), other, threads(1)));
    }

    void aLineInOrderIsPerfect()
    {
        Collection collection(32);
        for (int i = 0; i < 30; ++i) {
            std::vector<float> row(32, 0.0F);
            row[0] = static_cast<float>(std::cos(0.05 * i));
            row[1] = static_cast<float>(std::sin(0.05 * i));
            collection.add(row);
        }
        GridOptions line;
        line.columns = 30;
        const auto places = sortOnGrid(collection.rows(), line, threads(1));
        const double quality = *measureGrid(collection.rows(), *places, 30, threads(1));
        QVERIFY2(quality > 0.9, qPrintable(QString::number(quality)));
    }

    void tooManyAndStoppedAreErrors()
    {
        const std::vector<ContentId> contents(GridOptions::kRowsMax + 1);
        const std::vector<std::uint16_t> halves(contents.size() * 32);
        const VectorRows rows{contents, halves.data(), 32, &scoreListedRows};
        QCOMPARE(sortOnGrid(rows, {}, threads(1)).error().code, ErrorCode::InvalidInput);
        const Collection collection = Collection::realistic(300);
        StoppedRun stopped(3);
        QCOMPARE(sortOnGrid(collection.rows(), {}, stopped.run).error().code, ErrorCode::Cancelled);
        QCOMPARE(measureGrid(collection.rows(), {}, 5, threads(1)).error().code, ErrorCode::InvalidInput);
    }
};

QTEST_GUILESS_MAIN(SortedGridTest)
#include "sorted_grid_test.moc"
