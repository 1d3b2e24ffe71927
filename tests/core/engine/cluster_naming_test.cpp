#include "core/engine/cluster_naming.h"
#include "core/index/dot.h"
#include "tests/core/catalog/catalog_fixture.h"

#include <QtTest>

#include <random>

using namespace likeness;

/// Names of clusters from a real catalog and made-up vectors.
class ClusterNamingTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void datesAreWrittenAsPeopleDo()
    {
        constexpr std::int64_t kFirstOfJune2019 = 1559383200;
        QCOMPARE(dayName(kFirstOfJune2019), std::string("1 June 2019"));
        QCOMPARE(monthName(kFirstOfJune2019), std::string("June 2019"));
        QCOMPARE(yearName(kFirstOfJune2019), std::string("2019"));
        QCOMPARE(dayName(-1), std::string("31 December 1969"));
    }

    void foldersThatCamerasMakeSayNothing()
    {
        for (const char* name : {"DCIM", "100CANON", "101_PANA", "123ABCDE", "2019", "2019-06-12", "2019_06", "07"}) {
            QVERIFY2(!isTelling(name), name);
        }
        for (const char* name : {"Lisbon", "2019 Lisbon", "100 best", "raw", "IMG", "Ågård"}) {
            QVERIFY2(isTelling(name), name);
        }
    }

    void whatAClusterSharesIsItsName()
    {
        CatalogFixture fixture;
        constexpr std::int64_t kJune2019 = 1560000000, kMay2020 = 1590000000, kDay = 86400;
        std::vector<ContentId> contents;
        const auto add = [&](const std::string& name, std::int64_t taken, std::optional<GeoPoint> place,
                             const std::string& camera) {
            Metadata metadata;
            metadata.taken = CaptureTime{taken, std::nullopt};
            metadata.place = place;
            metadata.cameraModel = camera;
            const PhotoId photo = fixture.add(name, static_cast<int>(contents.size()) + 1, metadata);
            contents.push_back(fixture.row(photo).content);
        };
        const GeoPoint lisbon{38.7223, -9.1393};
        for (int i = 0; i < 10; ++i) { // one town, many days of one month
            add("trip/" + std::to_string(i) + ".jpg", kJune2019 + i * kDay, lisbon, "Canon EOS 5D");
        }
        for (int i = 0; i < 10; ++i) { // nothing but a folder
            add(std::to_string(i % 2) + "/Grandma's album/" + std::to_string(i) + ".jpg", kMay2020 - i * 400 * kDay,
                std::nullopt, "Canon EOS 5D");
        }
        for (int i = 0; i < 20; ++i) { // nothing at all
            add("DCIM/" + std::to_string(i) + ".jpg", kMay2020 + i * 40 * kDay, std::nullopt, "Canon EOS 5D");
        }
        std::vector<std::uint16_t> halves(contents.size() * kRowAlignment, 0);
        NamingSource source{
            *fixture.catalog, {contents, halves.data(), kRowAlignment, &scoreListedRows}, 32, nullptr, {}, {}, m_files};
        ClusterTree tree;
        tree.clusters.resize(3);
        for (std::uint32_t row = 0; row < contents.size(); ++row) {
            tree.clusters[row < 10 ? 0 : row < 20 ? 1 : 2].rows.push_back(row);
        }
        const auto names = nameClusters(tree, source, {});
        QVERIFY(names.has_value());
        QCOMPARE((*names)[0], std::string("Lisbon, June 2019"));
        QCOMPARE((*names)[1], std::string("Grandma's album"));
        QCOMPARE((*names)[2], std::string());
    }

    void twoTimesStandInTheOrderOfTime()
    {
        CatalogFixture fixture;
        constexpr std::int64_t kMay2021 = 1620000000, kAugust2021 = 1628000000, kDay = 86400, kYear = 365 * kDay;
        std::vector<ContentId> contents;
        for (int i = 0; i < 40; ++i) {
            Metadata metadata; // six of August, five of May, the rest long before
            metadata.taken = CaptureTime{i < 6    ? kAugust2021 + i * kDay
                                         : i < 11 ? kMay2021 + i * kDay
                                                  : kMay2021 - (i - 9) * kYear,
                                         std::nullopt};
            contents.push_back(fixture.row(fixture.add(std::to_string(i) + ".jpg", i + 1, metadata)).content);
        }
        std::vector<std::uint16_t> halves(contents.size() * kRowAlignment, 0);
        NamingSource source{
            *fixture.catalog, {contents, halves.data(), kRowAlignment, &scoreListedRows}, 32, nullptr, {}, {}, m_files};
        ClusterTree tree;
        tree.clusters.resize(1);
        for (std::uint32_t row = 0; row < 11; ++row) {
            tree.clusters[0].rows.push_back(row);
        }
        const auto names = nameClusters(tree, source, {});
        QVERIFY(names.has_value());
        QCOMPARE((*names)[0], std::string("May 2021 and August 2021"));
    }

private:
    FileSystem m_files;
};

QTEST_GUILESS_MAIN(ClusterNamingTest)
#include "cluster_naming_test.moc"
