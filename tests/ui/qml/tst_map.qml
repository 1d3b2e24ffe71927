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
        MapPage {
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
        name: "MapPage"
        when: windowShown
        property MapPage page: null
        property PhotoMapItem view: null
        property Selection selection: null

        function make(count, missing) {
            failOnWarning(/.?/);
            Pretend.libraryWithMap(count, missing ?? 0);
            selection = Pretend.session.selection;
            page = createTemporaryObject(pageComponent, stage);
            tryCompare(page.map, "answering", count);
            view = find(page, item => item.mapScale !== undefined && item.zoomAt !== undefined);
            page.focusMap();
            tryCompare(view, "activeFocus", true);
        }
        function cleanup() {
            page = null;
            view = null;
        }
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
        function shown(text) {
            return find(page, item => String(item.text).startsWith(text));
        }
        function press(text) {
            const button = find(page, item => item.text === text && typeof item.clicked === "function");
            verify(button, text);
            mouseClick(button);
        }
        function test_theMenuOpensAtItsButton() {
            make(300);
            press("More");
            tryVerify(() => page.choices.opened);
            const button = find(page, item => item.text === "More" && typeof item.clicked === "function");
            const menu = page.choices.contentItem.mapToItem(page, 0, 0);
            const at = button.mapToItem(page, 0, button.height);
            verify(menu.y >= at.y && menu.y < at.y + 30, menu.y + " " + at.y);
            verify(menu.x > at.x - page.choices.width && menu.x < at.x + button.width, menu.x + " " + at.x);
            page.choices.close();
        }
        function still() {
            tryCompare(view, "moving", false);
        }
        /// The name of a cluster lies there, and takes clicks.
        function isName(x, y) {
            return find(page, item => {
                if (item.mapX === undefined || item.cluster === undefined)
                    return false;
                const at = item.children[0].mapFromItem(view, x, y);
                return item.children[0].contains(at);
            }) !== null;
        }
        /// A photo well inside the view that is hit where it is drawn; not the one given.
        function someVisible(but) {
            for (let place = 0; place < page.map.count; ++place) {
                if (place === but)
                    continue;
                const rect = view.rectOf(place);
                const x = rect.x + rect.width / 2;
                const y = rect.y + rect.height / 2;
                if (x > 150 && x < 700 && y > 150 && y < 550 && view.placeAt(x, y) === place && !isName(x, y))
                    return place;
            }
            return -1;
        }
        function middleOf(place) {
            const rect = view.rectOf(place);
            return Qt.point(rect.x + rect.width / 2, rect.y + rect.height / 2);
        }
        function spyOn(signalName) {
            return createTemporaryObject(spyComponent, stage, { target: page, signalName: signalName });
        }

        function test_everythingIsInViewAtFirst() {
            make(400);
            compare(view.seesEverything, true);
            fuzzyCompare(view.zoom, 1, 0.001);
            verify(find(page, item => item.glyph === "plus").enabled);
            compare(find(page, item => item.Accessible.name === "Overview of the map"), null);
        }
        function test_theWheelZoomsAtThePointer() {
            make(400);
            const place = someVisible();
            const at = middleOf(place);
            mouseWheel(view, at.x, at.y, 0, 480);
            tryVerify(() => view.zoom > 2.5);
            still();
            const now = middleOf(place);
            verify(Math.abs(now.x - at.x) < 2 && Math.abs(now.y - at.y) < 2, at + " became " + now);
            tryVerify(() => find(page, item => item.Accessible.name === "Overview of the map") !== null);
            keyClick(Qt.Key_F);
            tryVerify(() => Math.abs(view.zoom - 1) < 0.001);
            still();
        }
        function test_draggingMovesTheMapWithTheHand() {
            make(400);
            view.zoomAt(400, 300, 3, false);
            const beforeX = view.seen.x;
            const beforeY = view.seen.y;
            mousePress(view, 400, 300);
            mouseMove(view, 430, 300, -1, Qt.LeftButton);
            mouseMove(view, 520, 360, -1, Qt.LeftButton);
            fuzzyCompare((beforeX - view.seen.x) * view.mapScale, 120, 0.5);
            fuzzyCompare((beforeY - view.seen.y) * view.mapScale, 60, 0.5);
            mouseRelease(view, 520, 360);
            still();
            compare(selection.count, 0);
        }
        function test_aClickSelectsAndControlAdds() {
            make(400);
            const place = someVisible();
            const at = middleOf(place);
            mouseClick(view, at.x, at.y);
            tryCompare(page.map, "currentPlace", place);
            compare(selection.currentId, page.map.photoIdAt(place));
            compare(selection.count, 1);
            const there = middleOf(someVisible(place));
            mouseClick(view, there.x, there.y, Qt.LeftButton, Qt.ControlModifier);
            compare(selection.count, 2);
            verify(shown("2 photo"));
        }
        function test_arrowsGoFromPhotoToPhotoAndEnterOpens() {
            make(400);
            keyClick(Qt.Key_Right);
            tryVerify(() => page.map.currentPlace >= 0);
            const first = page.map.currentPlace;
            const expected = view.neighbour(first, Qt.Key_Right);
            keyClick(Qt.Key_Right);
            tryCompare(page.map, "currentPlace", expected);
            verify(middleOf(expected).x > middleOf(first).x);
            keyClick(Qt.Key_Left, Qt.ShiftModifier);
            tryVerify(() => selection.count === 2);
            verify(view.Accessible.name.includes("400"));
            tryVerify(() => view.Accessible.description.includes("IMG_"));

            const opened = spyOn("opened");
            const peeked = spyOn("peeked");
            keyClick(Qt.Key_Return);
            compare(opened.count, 1);
            compare(opened.signalArguments[0][0], selection.current);
            keyClick(Qt.Key_Space);
            compare(peeked.count, 1);
        }
        function test_controlArrowsMoveTheMap() {
            make(400);
            view.zoomAt(400, 300, 4, false);
            const before = view.seen.x;
            keyClick(Qt.Key_Right, Qt.ControlModifier);
            tryVerify(() => view.seen.x > before);
            still();
            compare(selection.count, 0);
        }
        function test_plusAndMinusZoom() {
            make(400);
            keyClick(Qt.Key_Plus);
            tryVerify(() => view.zoom > 1.4);
            still();
            keyClick(Qt.Key_Minus);
            still();
            fuzzyCompare(view.zoom, 1, 0.01);
        }
        function test_shiftDragSelectsARectangle() {
            make(400);
            mousePress(view, 2, 2, Qt.LeftButton, Qt.ShiftModifier);
            mouseMove(view, 500, 400, -1, Qt.LeftButton, Qt.ShiftModifier);
            mouseMove(view, view.width - 80, view.height - 2, -1, Qt.LeftButton, Qt.ShiftModifier);
            mouseRelease(view, view.width - 80, view.height - 2, Qt.LeftButton, Qt.ShiftModifier);
            compare(selection.count, 400);
            const grid = spyOn("gridAsked");
            press("Show in grid");
            compare(grid.count, 1);
        }
        function test_theLassoSelectsWhatIsInsideAndIsPutAway() {
            make(400);
            const place = someVisible();
            const at = middleOf(place);
            keyClick(Qt.Key_L);
            compare(page.lasso, true);
            mousePress(view, at.x - 40, at.y - 40);
            for (const [dx, dy] of [[20, -40], [40, 0], [40, 40], [0, 40], [-40, 40], [-40, 0]])
                mouseMove(view, at.x + dx, at.y + dy, -1, Qt.LeftButton);
            mouseRelease(view, at.x - 40, at.y);
            compare(page.lasso, false);
            verify(selection.count > 0 && selection.count < 400);
            verify(selection.isSelected(page.map.rowOf(place)));
        }
        function test_escapeLeadsBackInSteps() {
            make(400);
            const back = spyOn("backAsked");
            view.zoomAt(400, 300, 3, false);
            keyClick(Qt.Key_L);
            keyClick(Qt.Key_Escape);
            compare(page.lasso, false);
            keyClick(Qt.Key_Escape);
            tryCompare(view, "seesEverything", true);
            still();
            compare(back.count, 0);
            keyClick(Qt.Key_Escape);
            compare(back.count, 1);
        }
        function test_thumbnailsComeIntoView() {
            make(400);
            tryVerify(() => {
                for (let place = 0; place < 400; ++place) {
                    if (view.rectOf(place).width > 24)
                        return true;
                }
                return false;
            });
        }
        function test_restingOnAPhotoShowsIt() {
            make(400);
            const at = middleOf(someVisible());
            mouseMove(view, at.x, at.y);
            tryVerify(() => page.map.previewPlace >= 0);
            tryVerify(() => find(page, item => String(item.text).startsWith("IMG_")) !== null);
        }
        function test_whatDoesNotAnswerStaysButCannotBeSelected() {
            make(400);
            Pretend.keepEvery(10);
            Pretend.session.query.filter = "rating:>=4";
            tryCompare(page.map, "answering", 40);
            verify(shown("40 photo"));
            let other = -1;
            for (let place = 0; place < 400 && other < 0; ++place) {
                const rect = view.rectOf(place);
                const x = rect.x + rect.width / 2;
                const y = rect.y + rect.height / 2;
                if (x > 150 && x < 700 && !page.map.answers(place) && view.placeAt(x, y) === place && !isName(x, y))
                    other = place;
            }
            verify(other >= 0);
            const at = middleOf(other);
            mouseMove(view, at.x, at.y);
            mouseClick(view, at.x, at.y);
            compare(selection.count, 0);
            tryVerify(() => find(page, item => item.text === "Not among the photos shown") !== null);
        }
        function test_namesAppearAndAreCoarseFirst() {
            make(3000);
            tryVerify(() => view.labels.rowCount() > 0);
            verify(shown("Lisbon") || shown("Iceland") || shown("Harbour") || shown("Kyoto"));
        }
        function test_workMissingPhotosAndProblemsAreSaid() {
            make(400, 17);
            verify(shown("17 photo"));
            Pretend.explore(1, 0.43, "");
            tryVerify(() => shown("Finding neighbours… 43 %") !== null);
            Pretend.explore(0, 0, "the disk is full");
            tryVerify(() => shown("The map is not up to date: the disk is full") !== null);
        }
        function test_withoutAMapThePageSaysSo() {
            failOnWarning(/.?/);
            Pretend.library(50);
            page = createTemporaryObject(pageComponent, stage);
            tryVerify(() => shown("The map is not there yet") !== null);
            Pretend.explore(2, 0.7, "");
            tryVerify(() => shown("Laying out the map… 70 %") !== null);
        }
        function test_theMapCanBeLaidOutAnew() {
            make(400);
            page.map.layOutAnew();
            tryVerify(() => Pretend.relayouts() === 1);
        }
    }
}
