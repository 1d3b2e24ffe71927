#include "tests/support/window_fixture.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace likeness;

/// The cards of the clusters page.
class ClusterModelTest : public QObject {
    Q_OBJECT

private:
    /// Ids 1.. on the finest level, 101.. on the coarse one, ever smaller.
    static std::vector<PhotoCluster> twoLevels(int fine, int coarse)
    {
        std::vector<PhotoCluster> clusters;
        for (int level = 0; level < 2; ++level) {
            for (int i = 0; i < (level == 0 ? fine : coarse); ++i) {
                PhotoCluster cluster;
                cluster.id = ClusterId{level * 100 + i + 1};
                cluster.level = static_cast<std::uint32_t>(level);
                cluster.name = "Group " + std::to_string(cluster.id.value);
                cluster.photoCount = 500 * (level + 1) - i;
                cluster.representatives = {PhotoId{i + 1}, PhotoId{i + 2}};
                clusters.push_back(cluster);
            }
        }
        return clusters;
    }
    static QString nameAt(const ClusterModel& model, int row)
    {
        return model.data(model.index(row), ClusterModel::NameRole).toString();
    }

private Q_SLOTS:
    void asksOnlyWhenLookedAt()
    {
        WindowFixture window;
        window.engine->setClusters(twoLevels(3, 2), 7);
        ClusterModel& model = *window.session->clusters();
        QVERIFY(!model.loaded());
        model.follow(true);
        QTRY_VERIFY(model.loaded());
        QCOMPARE(model.unclustered(), 7);
        QCOMPARE(int(window.engine->commandsOf<ListClusters>().size()), 1);
    }

    void beginsWithTheLargestClustersThatFillAWindow()
    {
        WindowFixture window;
        const QAbstractItemModelTester tester(window.session->clusters());
        window.engine->setClusters(twoLevels(30, 3));
        ClusterModel& model = *window.session->clusters();
        model.follow(true);
        QTRY_COMPARE(model.count(), 30); // three cards would be an empty window
        QCOMPARE(model.detailCount(), 2);
        QCOMPARE(model.detail(), 1);
        model.setDetail(0);
        QCOMPARE(model.count(), 3);
        QCOMPARE(nameAt(model, 0), QStringLiteral("Group 101"));
        model.setDetail(9);
        QCOMPARE(model.detail(), 1);
        model.setDetail(-1);
        QCOMPARE(model.detail(), 0);

        WindowFixture other;
        other.engine->setClusters(twoLevels(60, 12));
        other.session->clusters()->follow(true);
        QTRY_COMPARE(other.session->clusters()->count(), 12);
    }

    void aPinnedClusterMovesToTheFront()
    {
        WindowFixture window;
        window.engine->setClusters(twoLevels(5, 0));
        ClusterModel& model = *window.session->clusters();
        const QAbstractItemModelTester tester(&model);
        model.follow(true);
        QTRY_COMPARE(model.count(), 5);
        model.setPinned(4, true);
        QTRY_COMPARE(model.rowOf(4), 0);
        QVERIFY(model.data(model.index(0), ClusterModel::PinnedRole).toBool());
        QCOMPARE(model.rowOf(1), 1);
        model.setPinned(4, false);
        QTRY_COMPARE(model.rowOf(4), 3);
    }

    void aNameIsShownAtOnceAndTakenAwayAgain()
    {
        WindowFixture window;
        window.engine->setClusters(twoLevels(2, 0));
        ClusterModel& model = *window.session->clusters();
        model.follow(true);
        QTRY_COMPARE(model.count(), 2);
        model.rename(2, QStringLiteral("  Bridges "));
        QTRY_COMPARE(nameAt(model, 1), QStringLiteral("Bridges"));
        QCOMPARE(model.data(model.index(1), ClusterModel::OwnNameRole).toString(), QStringLiteral("Bridges"));
        model.rename(2, QString());
        QTRY_VERIFY(!model.data(model.index(1), ClusterModel::NamedRole).toBool());
        QCOMPARE(nameAt(model, 1), QStringLiteral("Unnamed cluster"));
        QVERIFY(model.data(model.index(1), ClusterModel::OwnNameRole).toString().isEmpty());
    }

    void whatIsRefusedIsSaid()
    {
        WindowFixture window;
        QSignalSpy refused(window.session->clusters(), &ClusterModel::refused);
        window.session->clusters()->rename(77, QStringLiteral("x"));
        QTRY_COMPARE(refused.size(), 1);
        QCOMPARE(refused.front().front().toString(), QStringLiteral("there is no such cluster"));
    }

    void openingAClusterFiltersThePhotosAndThereIsAWayBack()
    {
        WindowFixture window;
        window.engine->setClusters(twoLevels(4, 0));
        window.session->start(false);
        ClusterModel& model = *window.session->clusters();
        model.follow(true);
        QTRY_COMPARE(model.count(), 4);
        QCOMPARE(model.openId(), 0);
        model.open(3);
        QCOMPARE(window.session->query()->filter(), QStringLiteral("cluster:3"));
        QCOMPARE(window.session->query()->title(), QStringLiteral("Group 3"));
        QCOMPARE(model.openId(), 3);
        QCOMPARE(model.openName(), QStringLiteral("Group 3"));
        QVERIFY(window.session->query()->canGoBack());
        window.session->query()->back();
        QCOMPARE(model.openId(), 0);
        QVERIFY(model.openName().isEmpty());
    }

    void aClusterInAKeptFilterIsKnownWithoutThePage()
    {
        WindowFixture window;
        window.engine->setClusters(twoLevels(4, 0));
        ClusterModel& model = *window.session->clusters();
        window.session->query()->setFilter(QStringLiteral("rating:>=3 cluster:2"));
        QTRY_COMPARE(model.openName(), QStringLiteral("Group 2"));
        // Without, or several: no one group.
        window.session->query()->setFilter(QStringLiteral("-cluster:2"));
        QCOMPARE(model.openId(), 0);
        window.session->query()->setFilter(QStringLiteral("cluster:2,3"));
        QCOMPARE(model.openId(), 0);
    }

    void progressAndProblemsAreTold()
    {
        WindowFixture window;
        ClusterModel& model = *window.session->clusters();
        QVERIFY(!model.working());
        window.engine->emitEvent(ExploreProgress{ExploreState::Layout, 0.5, {}});
        QTRY_VERIFY(model.working());
        QCOMPARE(model.share(), 0.5);
        QVERIFY(!model.activity().isEmpty());
        window.engine->emitEvent(ExploreProgress{ExploreState::Idle, 0, "the disk is full"});
        QTRY_VERIFY(!model.working());
        QCOMPARE(model.problem(), QStringLiteral("the disk is full"));
        QVERIFY(model.activity().isEmpty());
    }

    void clustersFoundAnewReplaceThoseThatAreGone()
    {
        WindowFixture window;
        window.engine->setClusters(twoLevels(6, 0));
        ClusterModel& model = *window.session->clusters();
        const QAbstractItemModelTester tester(&model);
        model.follow(true);
        QTRY_COMPARE(model.count(), 6);
        auto next = twoLevels(8, 0);
        next.erase(next.begin() + 2);
        window.engine->setClusters(next);
        window.engine->emitEvent(ExploreChanged{2});
        QTRY_COMPARE(model.count(), 7);
        QCOMPARE(model.rowOf(3), -1);
        QCOMPARE(nameAt(model, 6), QStringLiteral("Group 8"));
    }
};

QTEST_MAIN(ClusterModelTest)
#include "cluster_model_test.moc"
