#include "core/explore/kept_clusters.h"

#include <QTemporaryDir>
#include <QtTest>

#include <fstream>

using namespace likeness;

/// The file of clusters.
class KeptClustersTest : public QObject {
    Q_OBJECT

private:
    static KeptClusters example()
    {
        KeptClusters kept;
        kept.modelId = "m";
        kept.lastSequence = 42;
        kept.nextId = 9;
        kept.contents = {{10}, {20}, {30}, {40}};
        kept.clusters = {{ClusterId{5}, 0, 1, "Lisbon", {ContentId{20}, ContentId{10}}, {1.5F, -2}},
                         {ClusterId{8}, 1, KeptClusters::kNone, "", {ContentId{30}}, {0, 0}}};
        kept.clusterOf = {{0, 0, -1, -1}, {1, 1, 1, -1}};
        return kept;
    }
    static void damage(const std::filesystem::path& path, std::size_t at)
    {
        std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
        file.seekg(static_cast<std::streamoff>(at));
        const int old = file.get();
        file.seekp(static_cast<std::streamoff>(at));
        file.put(static_cast<char>(old ^ 0x10));
    }

private Q_SLOTS:
    void whatWasSavedComesBack()
    {
        const QTemporaryDir folder;
        const std::filesystem::path path = folder.filePath("clusters").toStdString();
        FileSystem files;
        const KeptClusters kept = example();
        QVERIFY(kept.save(path, files));
        const auto again = KeptClusters::open(path);
        QVERIFY(again.has_value());
        QCOMPARE(again->modelId, kept.modelId);
        QCOMPARE(again->lastSequence, kept.lastSequence);
        QCOMPARE(again->nextId, kept.nextId);
        QVERIFY(again->contents == kept.contents);
        QVERIFY(again->clusterOf == kept.clusterOf);
        QCOMPARE(again->clusters.size(), std::size_t{2});
        QCOMPARE(again->clusters[0].name, std::string("Lisbon"));
        QCOMPARE(again->clusters[0].parent, 1);
        QVERIFY(again->clusters[0].representatives == kept.clusters[0].representatives);
        QVERIFY((again->clusters[0].centre == MapPoint{1.5F, -2}));
        QCOMPARE(again->placeOf(ClusterId{8}), 1);
        QCOMPARE(again->placeOf(ClusterId{7}), KeptClusters::kNone);
        QVERIFY((again->contentsOf(0) == std::vector<ContentId>{{10}, {20}}));
        QVERIFY((again->contentsOf(1) == std::vector<ContentId>{{10}, {20}, {30}}));
    }

    void noDamagedByteIsBelieved()
    {
        const QTemporaryDir folder;
        const std::filesystem::path path = folder.filePath("clusters").toStdString();
        FileSystem files;
        QVERIFY(example().save(path, files));
        const std::size_t size = std::filesystem::file_size(path);
        for (std::size_t at = 0; at < size; ++at) {
            damage(path, at);
            QVERIFY(!KeptClusters::open(path));
            damage(path, at);
        }
        QVERIFY(KeptClusters::open(path));
        std::filesystem::resize_file(path, size - 1);
        QVERIFY(!KeptClusters::open(path));
    }

    void whatPointsToNothingIsDamaged()
    {
        const QTemporaryDir folder;
        const std::filesystem::path path = folder.filePath("clusters").toStdString();
        FileSystem files;
        const auto refused = [&](const KeptClusters& kept) {
            if (!kept.save(path, files)) {
                return false;
            }
            const auto opened = KeptClusters::open(path);
            return !opened && opened.error().code == ErrorCode::Corrupt;
        };
        KeptClusters wrong = example();
        wrong.clusterOf[0][2] = 2; // there are two
        QVERIFY(refused(wrong));
        wrong = example();
        wrong.clusterOf[0][0] = 1; // of the level above
        QVERIFY(refused(wrong));
        wrong = example();
        wrong.clusters[0].parent = 0; // itself
        QVERIFY(refused(wrong));
        wrong = example();
        std::swap(wrong.contents[0], wrong.contents[1]);
        QVERIFY(refused(wrong));
    }
};

QTEST_GUILESS_MAIN(KeptClustersTest)
#include "kept_clusters_test.moc"
