#include "core/explore/keeper.h"

#include <QtTest>

using namespace likeness;

class KeeperTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theKeeperIsTheBestAndSaysWhy_data()
    {
        QTest::addColumn<int>("criterion");
        for (const KeepReason reason : {KeepReason::Colour, KeepReason::Whole, KeepReason::Unframed, KeepReason::Pixels,
                                        KeepReason::Quality, KeepReason::Metadata, KeepReason::Rating,
                                        KeepReason::Folder, KeepReason::Bytes, KeepReason::Date, KeepReason::Path}) {
            QTest::addRow("%d", static_cast<int>(reason)) << static_cast<int>(reason);
        }
    }

    /// The better one is so for one reason only, and worse for all later ones.
    void theKeeperIsTheBestAndSaysWhy()
    {
        QFETCH(int, criterion);
        const auto isBy = [criterion](KeepReason reason) { return criterion <= static_cast<int>(reason); };
        const auto isAfter = [criterion](KeepReason reason) { return criterion < static_cast<int>(reason); };
        KeeperFacts better, worse;
        worse.grey = isBy(KeepReason::Colour) && !isAfter(KeepReason::Colour);
        better.part = isAfter(KeepReason::Whole);
        worse.part = criterion == static_cast<int>(KeepReason::Whole);
        better.framed = isAfter(KeepReason::Unframed);
        worse.framed = criterion == static_cast<int>(KeepReason::Unframed);
        const auto number = [&](KeepReason reason, auto& good, auto& bad) {
            good = criterion == static_cast<int>(reason) ? 2 : 1;
            bad = isAfter(reason) ? 2 : 1;
        };
        number(KeepReason::Pixels, better.pixels, worse.pixels);
        number(KeepReason::Quality, better.quality, worse.quality);
        number(KeepReason::Metadata, better.metadataCount, worse.metadataCount);
        number(KeepReason::Rating, better.rating, worse.rating);
        number(KeepReason::Folder, worse.folderRank, better.folderRank);
        number(KeepReason::Bytes, better.sizeBytes, worse.sizeBytes);
        if (criterion == static_cast<int>(KeepReason::Date)) {
            better.takenSeconds = 10; // a file without a date says nothing of its age
        } else if (isAfter(KeepReason::Date)) {
            worse.takenSeconds = 10;
        }
        better.path = isAfter(KeepReason::Path) ? "/longer" : "/a";
        worse.path = isAfter(KeepReason::Path) ? "/b" : "/b";
        for (const bool betterFirst : {true, false}) {
            const KeeperFacts both[] = {betterFirst ? better : worse, betterFirst ? worse : better};
            const auto places = inOrderOfKeeping(both);
            QCOMPARE(places.size(), std::size_t{2});
            QCOMPARE(places[0].member, betterFirst ? std::size_t{0} : std::size_t{1});
            QCOMPARE(static_cast<int>(places[0].reason), criterion);
            QCOMPARE(static_cast<int>(places[1].reason), criterion);
        }
    }

    void theKeeperIsComparedWithTheNextBestAndTheOthersWithIt()
    {
        KeeperFacts best, second, third;
        best.pixels = second.pixels = 100;
        third.pixels = 50;
        best.quality = 95;
        second.quality = 80;
        third.quality = 99;
        const KeeperFacts all[] = {third, second, best};
        const auto places = inOrderOfKeeping(all);
        QCOMPARE(places[0].member, std::size_t{2});
        QCOMPARE(places[1].member, std::size_t{1});
        QCOMPARE(places[2].member, std::size_t{0});
        QVERIFY(places[0].reason == KeepReason::Quality);
        QVERIFY(places[1].reason == KeepReason::Quality);
        QVERIFY(places[2].reason == KeepReason::Pixels);
        QVERIFY(inOrderOfKeeping({}).empty());
    }

    void aFolderHoldsWhatLiesBelowItAndNotItsNamesakes()
    {
        const std::filesystem::path folders[] = {"/photos/best", "/photos"};
        QCOMPARE(folderRankOf("/photos/best/a.jpg", folders), std::size_t{0});
        QCOMPARE(folderRankOf("/photos/bestiary/a.jpg", folders), std::size_t{1});
        QCOMPARE(folderRankOf("/elsewhere/a.jpg", folders), std::size_t{2});
        QCOMPARE(folderRankOf("/a.jpg", {}), std::size_t{0});
    }
};

QTEST_GUILESS_MAIN(KeeperTest)
#include "keeper_test.moc"
