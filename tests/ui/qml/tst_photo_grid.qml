import QtQuick
import QtTest
import Likeness
import LikenessTest

Item {
    id: stage
    width: 800
    height: 600

    Component {
        id: gridComponent
        PhotoGrid {
            anchors.fill: parent
            session: Pretend.session
        }
    }

    TestCase {
        id: test
        name: "PhotoGrid"
        when: windowShown
        property PhotoGrid grid: null

        function make(photoCount) {
            failOnWarning(/.?/);
            Pretend.library(photoCount);
            tryCompare(Pretend.session.photos, "count", photoCount);
            Pretend.session.settings.thumbnailEdge = 140;
            grid = createTemporaryObject(gridComponent, stage);
            verify(grid);
            grid.forceActiveFocus();
            tryVerify(() => grid.cellOf(0) !== null);
        }
        function press(row, modifiers) {
            const square = grid.squareOf(row);
            mouseClick(grid, square.x + square.width / 2, square.y + square.height / 2, Qt.LeftButton, modifiers ?? Qt.NoModifier);
        }
        function selection() {
            const rows = [];
            for (let row = 0; row < Math.min(grid.count, 200); ++row) {
                if (grid.selection.isSelected(row))
                    rows.push(row);
            }
            return rows;
        }

        function test_everyRowInSightHasOneCell() {
            make(1000);
            for (const y of [0, 333, 5000, grid.scrollMax]) {
                grid.scrollTo(y, false);
                const first = grid.rowAt(grid.margin + 1, 1 + (y === 0 ? grid.margin : 0));
                for (let row = first; row < Math.min(1000, first + grid.columns * grid.linesInSight); ++row) {
                    const cell = grid.cellOf(row);
                    verify(cell !== null, "row " + row);
                    compare(cell.row, row);
                    tryCompare(cell, "name", Pretend.session.photos.details(row).name);
                }
            }
        }
        function test_cellsStandWhereTheirRowIsInAMillion() {
            make(1000000);
            grid.scrollTo(grid.scrollMax - 1234, false);
            const row = grid.rowAt(400, 300);
            verify(row > 900000);
            const square = grid.squareOf(row);
            verify(square.x <= 400 && square.x + square.width > 400);
            const cell = grid.cellOf(row);
            const at = cell.mapToItem(grid, 0, 0);
            verify(Math.abs(at.x - square.x) < 1 && Math.abs(at.y - square.y) < 1);
        }
        function test_noCellIsMadeWhileScrolling() {
            make(100000);
            const cell = grid.cellOf(0);
            grid.scrollTo(50000, false);
            verify(cell.row > 1000);
        }
        function test_clicksSelect() {
            make(100);
            press(2);
            compare(selection(), [2]);
            press(5, Qt.ControlModifier);
            compare(selection(), [2, 5]);
            press(7, Qt.ShiftModifier);
            compare(selection(), [5, 6, 7]);
        }
        function test_keysMoveAndSelect() {
            make(100);
            press(0);
            keyClick(Qt.Key_Right);
            compare(grid.selection.current, 1);
            keyClick(Qt.Key_Down, Qt.ShiftModifier);
            compare(selection().length, grid.columns + 1);
            keyClick(Qt.Key_End);
            compare(grid.selection.current, 99);
            tryVerify(() => grid.squareOf(99).y + grid.cellSize <= grid.height);
            keyClick(Qt.Key_Home);
            tryCompare(grid, "contentY", 0);
        }
        function test_keysAskForTheRightThing() {
            make(100);
            const spies = {};
            for (const name of ["opened", "peeked", "trashAsked", "deleteAsked", "backAsked"])
                spies[name] = createTemporaryObject(spyComponent, stage, { target: grid, signalName: name });
            press(3);
            keyClick(Qt.Key_Return);
            compare(spies.opened.count, 1);
            compare(spies.opened.signalArguments[0][0], 3);
            keyClick(Qt.Key_Space);
            compare(spies.peeked.count, 1);
            keyClick(Qt.Key_Delete);
            compare(spies.trashAsked.count, 1);
            keyClick(Qt.Key_Delete, Qt.ShiftModifier);
            compare(spies.deleteAsked.count, 1);
            compare(spies.trashAsked.count, 1);
            keyClick(Qt.Key_Escape);
            compare(spies.backAsked.count, 1);
            compare(selection(), [3]);
        }
        function test_digitsRate() {
            make(100);
            press(1);
            keyClick(Qt.Key_4);
            tryVerify(() => Pretend.ratings() === 1);
        }
        function test_marksAreSeenAndPressed() {
            make(100);
            const query = Pretend.session.query;
            query.mark([Pretend.session.photos.photoIdAt(2)], -1);
            compare(grid.cellOf(2).mark, -1);
            compare(grid.cellOf(2).markIsNew, true);
            verify(grid.cellOf(2).Accessible.description.includes("less like this"));
            grid.session.settings.thumbnailEdge = 240;
            let row = 0;
            tryVerify(() => grid.cellOf(row) !== null && grid.cellOf(row).photoRect.width > 150 || ++row > 5);
            const square = grid.squareOf(row);
            mouseMove(grid, square.x + square.width / 2, square.y + square.height / 2);
            tryCompare(grid, "hoverRow", row);
            const plus = find(grid, item => item.text === "More like this" && item.visible)[0];
            tryVerify(() => plus.parent.width > 3 * plus.width); // laid out
            mouseClick(plus);
            compare(query.newMoreCount, 1);
            compare(query.markOf(Pretend.session.photos.photoIdAt(row)), 1);
            compare(selection(), []);
        }
        function test_aStackOpensByItsNumberAndByKey() {
            failOnWarning(/.?/);
            Pretend.libraryWithDuplicates(2); // the first six photos, three and three
            const photos = Pretend.session.photos;
            photos.stacked = true;
            tryCompare(photos, "count", 12);
            Pretend.session.settings.thumbnailEdge = 140;
            grid = createTemporaryObject(gridComponent, stage);
            grid.forceActiveFocus();
            const row = photos.rowOf(1);
            tryVerify(() => grid.cellOf(row) !== null && grid.cellOf(row).stackSize === 3);
            verify(grid.cellOf(row).Accessible.description.includes("stack of 3"));
            const square = grid.squareOf(row), rect = grid.cellOf(row).photoRect;
            mouseClick(grid, square.x + rect.x + 14, square.y + rect.y + 12);
            tryCompare(photos, "count", 14);
            compare(selection(), []); // the number is no photo
            tryVerify(() => grid.cellOf(row).stackOpen && grid.cellOf(row + 1).stackOpen);
            press(row + 1);
            keyClick(Qt.Key_S, Qt.ShiftModifier);
            tryCompare(photos, "count", 12);
            verify(!grid.cellOf(row).stackOpen);
            photos.stacked = false;
            tryCompare(photos, "count", 16);
        }
        function find(item, passes) {
            let found = passes(item) ? [item] : [];
            for (let i = 0; i < item.children.length; ++i)
                found = found.concat(find(item.children[i], passes));
            return found;
        }
        function test_byLookMovesTheCellsAndKeepsTheKeyboard() {
            make(100);
            press(1);
            const photo = grid.selection.currentId;
            Pretend.session.query.byLook = true;
            tryVerify(() => Pretend.session.photos.photoIdAt(0) === 2);
            const row = grid.selection.current;
            compare(Pretend.session.photos.photoIdAt(row), photo);
            compare(selection(), [row]);
            tryVerify(() => grid.cellOf(row) !== null && grid.cellOf(row).photoId === photo);
            keyClick(Qt.Key_Right);
            compare(grid.selection.current, row + 1);
            // Where it is drawn in the end is where its row is.
            const cell = grid.cellOf(3);
            tryVerify(() => Math.abs(cell.mapToItem(grid, 0, 0).x - grid.squareOf(3).x) < 1);
            compare(cell.opacity, 1);
        }
        function test_byLookFollowsTheNumberOfColumns() {
            make(100);
            compare(Pretend.session.photos.lookColumns, grid.columns);
            Pretend.session.settings.thumbnailEdge = 100;
            compare(Pretend.session.photos.lookColumns, grid.columns);
        }
        function test_doubleClickOpens() {
            make(100);
            const spy = createTemporaryObject(spyComponent, stage, { target: grid, signalName: "opened" });
            const square = grid.squareOf(4);
            mouseDoubleClickSequence(grid, square.x + square.width / 2, square.y + square.height / 2);
            compare(spy.count, 1);
            compare(spy.signalArguments[0][0], 4);
        }
        function test_rubberBandSelectsWhatItTouches() {
            make(100);
            const last = grid.squareOf(grid.columns + 1);
            mousePress(grid, 2, 2);
            mouseMove(grid, 40, 40, 10, Qt.LeftButton);
            mouseMove(grid, last.x + 40, last.y + 40, 10, Qt.LeftButton);
            compare(selection(), [0, 1, grid.columns, grid.columns + 1]);
            mouseRelease(grid, last.x + 40, last.y + 40);
            compare(selection(), [0, 1, grid.columns, grid.columns + 1]);
        }
        function test_clickOnNothingSelectsNothing() {
            make(3);
            press(1);
            compare(selection(), [1]);
            mouseClick(grid, 400, 500);
            compare(selection(), []);
        }
        function test_controlWheelSizesAndKeepsThePlace() {
            make(5000);
            grid.scrollTo(20000, false);
            const before = grid.rowAt(grid.width / 2, 300);
            const edge = grid.edge;
            mouseWheel(grid, grid.width / 2, 300, 0, 120, Qt.NoButton, Qt.ControlModifier);
            verify(grid.edge > edge);
            compare(Pretend.session.settings.thumbnailEdge, grid.edge);
            const after = grid.rowAt(grid.width / 2, 300);
            verify(Math.abs(after - before) <= grid.columns, before + " became " + after);
        }
        function test_wheelScrolls() {
            make(1000);
            mouseWheel(grid, 300, 300, 0, -120);
            tryVerify(() => grid.contentY > 50);
            mouseWheel(grid, 300, 300, 0, 1200);
            tryCompare(grid, "contentY", 0);
        }
        function test_placeSurvivesANewWidth() {
            make(5000);
            grid.scrollTo(12000, false);
            const top = grid.anchorRow;
            stage.width = 500;
            verify(Math.abs(grid.anchorRow - top) <= grid.columns);
            stage.width = 800;
        }
    }
    Component {
        id: spyComponent
        SignalSpy {}
    }
}
