#include "core/explore/cluster_names.h"

#include <QtTest>

using namespace likeness;

namespace {

std::string said(const std::vector<NamePart>& parts)
{
    std::string text;
    for (const NamePart& part : parts) {
        text += (text.empty() ? "" : ", ") + part.value;
    }
    return text;
}

} // namespace

class ClusterNamesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aPlaceAndATimeMakeAName()
    {
        const std::vector<FieldCount> counts{
            {NameField::Year, "2019", 100, 2000},   {NameField::Month, "2019-06", 95, 200},
            {NameField::Day, "2019-06-03", 30, 40}, {NameField::Place, "Paris", 90, 300},
            {NameField::Folder, "Trips", 100, 150}, {NameField::Camera, "X100", 100, 100}};
        const auto parts = nameParts(counts, 100, 10'000);
        QCOMPARE(said(parts), std::string("Paris, 2019-06"));
        QCOMPARE(parts[0], (NamePart{NameField::Place, "Paris", 0.9}));
        QCOMPARE(parts[1].field, NameField::Month);
    }

    void whatEveryPhotoHasIsNoName()
    {
        const std::vector<FieldCount> counts{{NameField::Camera, "X100", 100, 9000},
                                             {NameField::Folder, "Photos", 100, 10'000},
                                             {NameField::Year, "2019", 70, 4000}};
        QVERIFY(nameParts(counts, 100, 10'000).empty());
    }

    void aFolderStandsInForAPlaceAndACameraForEverything()
    {
        QCOMPARE(said(nameParts(std::vector<FieldCount>{{NameField::Folder, "Birds", 80, 100},
                                                        {NameField::Place, "Paris", 50, 300}},
                                100, 10'000)),
                 std::string("Birds"));
        QCOMPARE(said(nameParts(std::vector<FieldCount>{{NameField::Camera, "X100", 80, 100}}, 100, 10'000)),
                 std::string("X100"));
    }

    void twoValuesMayShareAName()
    {
        const std::vector<FieldCount> counts{{NameField::Place, "Rome", 40, 300},
                                             {NameField::Place, "Oslo", 45, 300},
                                             {NameField::Place, "Bern", 15, 20}};
        QCOMPARE(said(nameParts(counts, 100, 10'000)), std::string("Oslo, Rome"));
        const std::vector<FieldCount> uneven{{NameField::Place, "Rome", 50, 300}, {NameField::Place, "Oslo", 20, 300}};
        QVERIFY(nameParts(uneven, 100, 10'000).empty());
    }

    void twoTimesComeInTheirOrder()
    {
        const std::vector<FieldCount> counts{{NameField::Month, "May 2021", 35, 60},
                                             {NameField::Month, "August 2021", 60, 80}};
        QCOMPARE(said(nameParts(counts, 100, 10'000)), std::string("August 2021"));
        const std::vector<FieldCount> close{{NameField::Month, "May 2021", 40, 60},
                                            {NameField::Month, "August 2021", 45, 80}};
        QCOMPARE(said(nameParts(close, 100, 10'000)), std::string("May 2021, August 2021"));
    }

    void impossibleCountsArePassedOver()
    {
        const std::vector<FieldCount> counts{{NameField::Place, "Rome", 90, 20},
                                             {NameField::Folder, "", 100, 100},
                                             {NameField::Camera, "X", 200, 300},
                                             {NameField::Year, "2001", 0, 0}};
        QVERIFY(nameParts(counts, 100, 10'000).empty());
        QVERIFY(nameParts(counts, 0, 0).empty());
        QVERIFY(nameParts({}, 10, 100).empty());
        QVERIFY(nameParts(counts, 100, 10).empty());
    }
};

QTEST_GUILESS_MAIN(ClusterNamesTest)
#include "cluster_names_test.moc"
