import QtQuick
import QtTest
import Likeness
import LikenessTest

Item {
    id: stage
    width: 1000
    height: 700

    Component {
        id: pageComponent
        ClustersPage {
            anchors.fill: parent
            session: Pretend.session
        }
    }
    Component {
        id: spyComponent
        SignalSpy {}
    }
    TestCase {
        id: test
        name: "ClustersPage"
        when: windowShown
        property ClustersPage page: null
        property ClusterModel clusters: null

        function init() {
            failOnWarning(/.?/);
        }
        function cleanup() {
            page = null;
        }
        function openPage(clusterCount) {
            Pretend.libraryWithClusters(clusterCount);
            clusters = Pretend.session.clusters;
            page = createTemporaryObject(pageComponent, stage);
            tryCompare(clusters, "loaded", true);
            compare(clusters.count, clusterCount);
            page.focusGrid();
            if (clusterCount > 0)
                card("Cluster 1"); // keys move only over cards that are there
        }
        function spyOn(target, signalName) {
            return createTemporaryObject(spyComponent, test, { target: target, signalName: signalName });
        }
        /// The first item in sight below `item` for which `is` holds.
        function find(item, is) {
            if (!item || item.visible === false)
                return null;
            if (is(item))
                return item;
            for (let i = 0; i < item.children.length; ++i) {
                const found = find(item.children[i], is);
                if (found)
                    return found;
            }
            return null;
        }
        function card(name) {
            let found = null;
            tryVerify(() => {
                found = find(page, item => item.name === name && item.photoCount !== undefined);
                return found !== null;
            });
            return found;
        }
        function nameAt(row) {
            return clusters.data(clusters.index(row, 0), ClusterModel.NameRole);
        }

        function test_everyClusterIsACard() {
            openPage(4);
            compare(card("Cluster 1").photoCount, 100);
            verify(card("Cluster 4").Accessible.name.indexOf("Cluster 4") === 0);
        }
        function test_enterAndClickShowThePhotos() {
            openPage(4);
            const asked = spyOn(page, "photosAsked");
            keyClick(Qt.Key_Right);
            keyClick(Qt.Key_Return);
            compare(asked.count, 1);
            compare(Pretend.session.query.filter, "cluster:2");
            mouseClick(card("Cluster 1"), 60, 60);
            tryCompare(asked, "count", 2);
            compare(Pretend.session.query.filter, "cluster:1");
        }
        function test_f2NamesAndEscapeDoesNot() {
            openPage(4);
            keyClick(Qt.Key_Right);
            keyClick(Qt.Key_F2);
            tryVerify(() => card("Cluster 2").editing);
            for (const key of ["b", "i", "g", " ", "o", "n", "e"])
                keyClick(key);
            keyClick(Qt.Key_Return);
            tryVerify(() => nameAt(1) === "big one");
            compare(Pretend.session.query.filter, ""); // Enter and space were the field's
            keyClick(Qt.Key_F2);
            tryVerify(() => card("big one").editing);
            keyClick("x");
            keyClick(Qt.Key_Escape);
            tryVerify(() => !card("big one").editing);
            compare(nameAt(1), "big one");
        }
        function test_pPinsInFrontAndStaysThere() {
            openPage(4);
            keyClick(Qt.Key_Right);
            keyClick(Qt.Key_Right);
            keyClick("p");
            tryVerify(() => nameAt(0) === "Cluster 3");
            tryVerify(() => card("Cluster 3").current);
            keyClick("p");
            tryVerify(() => nameAt(2) === "Cluster 3");
            tryVerify(() => card("Cluster 3").current);
        }
        function test_escapeGoesBack() {
            openPage(2);
            const asked = spyOn(page, "backAsked");
            keyClick(Qt.Key_Escape);
            compare(asked.count, 1);
        }
        function test_withoutClustersThePageSaysWhy() {
            openPage(0);
            tryVerify(() => find(page, item => item.text === "No clusters yet") !== null);
        }
    }
}
