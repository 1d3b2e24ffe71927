import QtQuick
import QtTest
import Likeness
import LikenessTest

Item {
    id: stage
    width: 900
    height: 600

    Component {
        id: viewerComponent
        Viewer {
            anchors.fill: parent
            session: Pretend.session
        }
    }
    Component {
        id: stageComponent
        ViewerStage {
            anchors.fill: parent
            images: Pretend.session.viewer
            photoId: 1
            photoWidth: 4000
            photoHeight: 3000
        }
    }
    TestCase {
        name: "Viewer"
        when: windowShown

        function initTestCase() {
            Pretend.library(50);
            tryCompare(Pretend.session.photos, "count", 50);
        }
        function init() {
            failOnWarning(/.?/);
        }
        function makeViewer(row) {
            const viewer = createTemporaryObject(viewerComponent, stage);
            viewer.open(row, false);
            tryCompare(viewer, "opacity", 1);
            return viewer;
        }

        function test_arrowsStepAndSelect() {
            const viewer = makeViewer(5);
            keyClick(Qt.Key_Right);
            compare(viewer.row, 6);
            compare(Pretend.session.selection.current, 6);
            keyClick(Qt.Key_Left);
            keyClick(Qt.Key_Left);
            compare(viewer.row, 4);
            keyClick(Qt.Key_Home);
            compare(viewer.row, 0);
            keyClick(Qt.Key_Left);
            compare(viewer.row, 0);
        }
        function test_escapeClosesInSteps() {
            const viewer = makeViewer(2);
            keyClick(Qt.Key_C);
            compare(viewer.cropping, true);
            keyClick(Qt.Key_Escape);
            compare(viewer.cropping, false);
            compare(viewer.shown, true);
            keyClick(Qt.Key_Escape);
            compare(viewer.shown, false);
        }
        function test_spaceClosesAPreview() {
            const viewer = createTemporaryObject(viewerComponent, stage);
            viewer.open(2, true);
            keyClick(Qt.Key_Space);
            compare(viewer.shown, false);
        }
        function test_theWheelGoesToTheNext() {
            const viewer = makeViewer(2);
            mouseWheel(viewer, 300, 300, 0, -120);
            compare(viewer.row, 3);
        }
        function test_zoomKeepsThePointUnderThePointer() {
            const view = createTemporaryObject(stageComponent, stage);
            view.zoomAt(300, 200, 4);
            const zoom = view.shownZoom;
            const x = (300 - view.width / 2 - view.shiftX) / zoom;
            const y = (200 - view.height / 2 - view.shiftY) / zoom;
            view.zoomAt(300, 200, 1.5);
            fuzzyCompare((300 - view.width / 2 - view.shiftX) / view.shownZoom, x, 0.5);
            fuzzyCompare((200 - view.height / 2 - view.shiftY) / view.shownZoom, y, 0.5);
            verify(view.shownZoom > zoom);
        }
        function test_oneToOneAndFit() {
            const view = createTemporaryObject(stageComponent, stage);
            verify(view.fitted);
            verify(view.fitZoom < 0.3);
            view.actualSize();
            compare(view.shownZoom, 1);
            view.fit();
            verify(view.fitted);
        }
        function test_turningFitsTheOtherWay() {
            const view = createTemporaryObject(stageComponent, stage);
            const before = view.fitZoom;
            view.turnRight();
            compare(view.turn, 90);
            verify(view.fitZoom !== before);
        }
    }
}
