import QtQuick
import QtTest
import Likeness
import LikenessTest

Item {
    id: stage
    width: 1280
    height: 800

    Component {
        id: pageComponent
        PhotoComparePage {
            anchors.fill: parent
            session: Pretend.session
        }
    }
    Component {
        id: spyComponent
        SignalSpy {}
    }
    TestCase {
        name: "PhotoComparePage"
        when: windowShown
        property PhotoComparePage page: null
        property PhotoCompare compared: null

        function make(count) {
            failOnWarning(/.?/);
            Pretend.library(50);
            compared = Pretend.session.photoCompare;
            const ids = [];
            for (let id = 1; id <= count; ++id)
                ids.push(id);
            compared.start(ids);
            page = createTemporaryObject(pageComponent, stage);
            page.forceActiveFocus();
            tryCompare(compared, "count", count);
            tryVerify(() => panes().length === compared.paneCount && panes().every(pane => pane.facts.photoId > 0));
            tryVerify(() => panes()[0].activeFocus);
            const table = find(page, item => item instanceof PhotoCompareFacts)[0];
            tryVerify(() => table.rows.length > 0); // from then on nothing changes its size
        }
        function cleanup() {
            page = null;
        }
        function find(item, passes) {
            let found = passes(item) ? [item] : [];
            for (let i = 0; i < item.children.length; ++i)
                found = found.concat(find(item.children[i], passes));
            return found;
        }
        function panes() {
            return find(page, item => item instanceof PhotoComparePane);
        }
        function shown() {
            return compared.panes.map(row => compared.details(row).photoId);
        }

        function test_arrowsReplaceThePhotoOfTheCurrentSide() {
            make(6);
            compare(shown(), [1, 2]);
            keyClick(Qt.Key_Right);
            compare(shown(), [3, 2]);
            keyClick(Qt.Key_Tab);
            compare(compared.current, 1);
            keyClick(Qt.Key_PageDown);
            compare(shown(), [3, 4]);
            keyClick(Qt.Key_Left);
            compare(shown(), [3, 2]);
            mouseClick(panes()[0], 50, 50);
            compare(compared.current, 0);
            mouseWheel(panes()[1], 50, 50, 0, -120);
            compare(shown(), [3, 4]);
        }
        function test_zoomStaysUnderThePointerOnAllSides() {
            make(2);
            const [left, right] = panes();
            tryVerify(() => left.picture.fitWidth > 50);
            const x = Math.round(left.picture.width * 0.6);
            const y = Math.round(left.picture.height * 0.45);
            const under = picture => {
                const view = picture.view;
                return [view.centreX + (x - picture.width / 2) / (picture.fitWidth * view.zoom),
                        view.centreY + (y - picture.height / 2) / (picture.fitHeight * view.zoom)];
            };
            // Far enough in that nothing is held back by the edges.
            for (let i = 0; i < 8; ++i)
                mouseWheel(left, left.picture.width / 2, left.picture.height / 2, 0, 120, Qt.NoButton, Qt.ControlModifier);
            const before = under(left.picture);
            mouseWheel(left, x, y, 0, 120, Qt.NoButton, Qt.ControlModifier);
            const after = under(left.picture);
            fuzzyCompare(after[0], before[0], 1e-6);
            fuzzyCompare(after[1], before[1], 1e-6);
            verify(left.view.zoom > 5);
            compare(right.view.zoom, left.view.zoom);
            compare(right.view.centreX, left.view.centreX);

            keyClick(Qt.Key_Y, Qt.ControlModifier);
            compare(page.synced, false);
            const zoom = right.view.zoom;
            keyClick(Qt.Key_Plus);
            verify(left.view.zoom > zoom);
            compare(right.view.zoom, zoom);
            keyClick(Qt.Key_Y, Qt.ControlModifier);
            compare(right.view.zoom, left.view.zoom);
            keyClick(Qt.Key_F);
            compare(left.view.zoom, 1);
            compare(right.view.centreX, 0.5);
        }
        function test_draggingMovesAllSides() {
            make(2);
            const [left, right] = panes();
            for (let i = 0; i < 5; ++i)
                keyClick(Qt.Key_Plus);
            const from = left.view.centreX;
            mousePress(left, 300, 200);
            mouseMove(left, 280, 200);
            mouseMove(left, 240, 200);
            mouseRelease(left, 240, 200);
            fuzzyCompare(left.view.centreX, from + 60 / (left.picture.fitWidth * left.view.zoom), 1e-6);
            compare(right.view.centreX, left.view.centreX);
        }
        function test_oneToOneIsOnePixelOfTheCurrentPhoto() {
            make(2);
            keyClick(Qt.Key_1);
            fuzzyCompare(panes()[0].picture.shownZoom, 1, 1e-6);
        }
        function test_flipChangesTheSideAndKeepsTheZoom() {
            make(3);
            keyClick(Qt.Key_2);
            for (let i = 0; i < 4; ++i)
                keyClick(Qt.Key_Plus);
            const zoom = panes()[0].view.zoom;
            keyClick(Qt.Key_X);
            compare(page.mode, "flip");
            compare(compared.current, 1);
            const layers = find(page, item => item instanceof ZoomPicture && item.visible);
            compare(layers.length, 1);
            compare(layers[0].photoId, 2);
            compare(layers[0].view.zoom, zoom);
            keyClick(Qt.Key_X);
            compare(compared.current, 0);
            keyClick(Qt.Key_Right);
            compare(shown(), [3, 2]);
            keyClick(Qt.Key_S);
            compare(page.mode, "side");
            tryVerify(() => panes().length === 2 && panes()[0].activeFocus);
        }
        function test_theCurtainIsPulledByMouseAndKeys() {
            make(2);
            keyClick(Qt.Key_V);
            compare(page.mode, "curtain");
            keyClick(Qt.Key_Right);
            fuzzyCompare(page.curtain, 0.52, 1e-9);
            keyClick(Qt.Key_Left, Qt.ShiftModifier);
            fuzzyCompare(page.curtain, 0.42, 1e-9);
            const y = 300;
            mousePress(page, page.width * 0.42, y);
            mouseMove(page, page.width * 0.5, y);
            mouseMove(page, page.width * 0.75, y);
            mouseRelease(page, page.width * 0.75, y);
            fuzzyCompare(page.curtain, 0.75, 0.01);
            for (let i = 0; i < 6; ++i)
                keyClick(Qt.Key_Right, Qt.ShiftModifier);
            compare(page.curtain, 1);
            compare(shown(), [1, 2]);
        }
        function test_differenceNeedsAGraphicsDriver() {
            make(2);
            // Tests draw without one.
            compare(page.canDiffer, false);
            keyClick(Qt.Key_D);
            compare(page.mode, "side");
        }
        function test_keepRejectAndTheTrash() {
            make(3);
            keyClick(Qt.Key_K);
            keyClick(Qt.Key_Tab);
            keyClick(Qt.Key_J);
            compare(compared.keptCount, 1);
            compare(compared.rejected(), [2]);
            compare(panes()[1].Accessible.description, "rejected");
            tryVerify(() => find(page, item => item.text === "1 kept, 1 rejected" && item.visible).length === 1);
            keyClick(Qt.Key_J);
            compare(compared.rejectedCount, 0);
            keyClick(Qt.Key_J);
            const before = Pretend.trashed();
            keyClick(Qt.Key_T);
            tryVerify(() => Pretend.trashed() === before + 1);
            tryVerify(() => Pretend.session.undo.text.length > 0);
        }
        function test_twoToFourAtOnce() {
            make(6);
            keyClick(Qt.Key_4);
            tryVerify(() => panes().length === 4);
            compare(panes()[3].x, panes()[1].x);
            compare(panes()[2].y, panes()[3].y);
            keyClick(Qt.Key_3);
            tryVerify(() => panes().length === 3);
            compare(shown(), [1, 2, 3]);
        }
        function test_onlyWhatDiffersUntilAskedForAll() {
            make(2);
            const table = find(page, item => item instanceof PhotoCompareFacts)[0];
            tryVerify(() => table.rows.length > 0);
            verify(table.rows.every(row => row.differs));
            const few = table.rows.length;
            keyClick(Qt.Key_I, Qt.ShiftModifier);
            verify(table.rows.length > few);
            keyClick(Qt.Key_I);
            compare(table.visible, false);
        }
        function test_theStripPutsAPhotoIntoTheCurrentSide() {
            make(6);
            const strip = find(page, item => item instanceof ListView && item.visible)[0];
            tryVerify(() => strip.itemAtIndex(4) !== null);
            mouseClick(strip.itemAtIndex(4));
            compare(shown(), [5, 2]);
        }
        function test_escapeLeaves() {
            make(2);
            const spy = createTemporaryObject(spyComponent, stage, { target: page, signalName: "closed" });
            keyClick(Qt.Key_Escape);
            compare(spy.count, 1);
            compare(compared.count, 0);
        }
        function test_whatWasDecidedIsKnownWhenOneComesBack() {
            make(3);
            const spy = createTemporaryObject(spyComponent, stage, { target: page, signalName: "closed" });
            compared.judge(PhotoCompare.Reject);
            keyClick(Qt.Key_Escape);
            compare(spy.signalArguments[0][0], [1]);
            compare(compared.rejectedCount, 0);
            compared.start([1, 2]);
            tryCompare(compared, "rejectedCount", 1);
            compared.start([2, 3]);
            tryCompare(compared, "count", 2);
            compare(compared.rejectedCount, 0);
        }
    }
}
