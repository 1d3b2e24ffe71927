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
        function test_aPartIsChosenWithTheKeyboard() {
            const viewer = makeViewer(3);
            const photo = Pretend.session.photos.photoIdAt(3);
            keyClick(Qt.Key_C);
            const stageItem = findStage(viewer);
            compare(stageItem.part, Qt.rect(0.25, 0.25, 0.5, 0.5));
            keyClick(Qt.Key_Right);
            fuzzyCompare(stageItem.part.x, 0.27, 1e-6);
            keyClick(Qt.Key_Up, Qt.ControlModifier);
            fuzzyCompare(stageItem.part.y, 0.248, 1e-6);
            keyClick(Qt.Key_Left, Qt.ShiftModifier);
            fuzzyCompare(stageItem.part.width, 0.48, 1e-6);
            for (let i = 0; i < 40; ++i)
                keyClick(Qt.Key_Right);
            fuzzyCompare(stageItem.part.x + stageItem.part.width, 1, 1e-6);
            compare(viewer.row, 3);
            keyClick(Qt.Key_Return);
            compare(viewer.shown, false);
            const query = Pretend.session.query;
            compare(query.count, 1);
            fuzzyCompare(query.crop(0).width, 0.48, 1e-6);
            fuzzyCompare(query.crop(0).x, 0.52, 1e-6);
            verify(String(query.picture(0)).startsWith("image://photo/" + photo + "/"));
            query.showAll();
            tryCompare(Pretend.session.photos, "count", 50);
        }
        function test_aPartIsDrawnMovedAndAccepted() {
            const viewer = makeViewer(3);
            viewer.choosePart(false);
            const drawer = findDrawer(viewer);
            const at = (x, y) => drawer.mapToItem(viewer, drawer.width * x, drawer.height * y);
            const drag = (fromX, fromY, toX, toY) => {
                const from = at(fromX, fromY);
                const to = at(toX, toY);
                mousePress(viewer, from.x, from.y);
                mouseMove(viewer, (from.x + to.x) / 2, (from.y + to.y) / 2);
                mouseMove(viewer, to.x, to.y);
                mouseRelease(viewer, to.x, to.y);
            };
            drag(0.2, 0.2, 0.6, 0.7);
            fuzzyCompare(drawer.box.x, 0.2, 0.02);
            fuzzyCompare(drawer.box.width, 0.4, 0.02);
            compare(viewer.shown, true);
            drag(0.4, 0.4, 0.5, 0.5); // inside: moves it
            fuzzyCompare(drawer.box.x, 0.3, 0.02);
            fuzzyCompare(drawer.box.width, 0.4, 0.02);
            drag(0.7, 0.8, 0.9, 0.9); // its corner
            fuzzyCompare(drawer.box.x, 0.3, 0.02);
            fuzzyCompare(drawer.box.width, 0.6, 0.02);
            keyClick(Qt.Key_Return);
            compare(viewer.shown, false);
            fuzzyCompare(Pretend.session.query.crop(0).width, 0.6, 0.02);
            Pretend.session.query.showAll();
            tryCompare(Pretend.session.photos, "count", 50);
        }
        function test_arrowsPointWhereTheTurnedPictureGoes() {
            const viewer = makeViewer(3);
            keyClick(Qt.Key_R);
            keyClick(Qt.Key_C);
            const stageItem = findStage(viewer);
            keyClick(Qt.Key_Down); // down on screen is to the right in a picture turned clockwise
            fuzzyCompare(stageItem.part.x, 0.27, 1e-6);
            fuzzyCompare(stageItem.part.y, 0.25, 1e-6);
        }
        function findBelow(item, is) {
            if (is(item))
                return item;
            for (let i = 0; i < item.children.length; ++i) {
                const found = findBelow(item.children[i], is);
                if (found)
                    return found;
            }
            return null;
        }
        function findStage(viewer) { return findBelow(viewer, item => item instanceof ViewerStage); }
        function findDrawer(viewer) { return findBelow(viewer, item => item instanceof BoxDrawer); }
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
