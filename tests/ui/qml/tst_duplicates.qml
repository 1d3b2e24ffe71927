import QtQuick
import QtQuick.Controls
import QtTest
import Likeness
import LikenessTest

Item {
    id: stage
    width: 1000
    height: 800

    Component {
        id: pageComponent
        DuplicatesPage {
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
        name: "DuplicatesPage"
        when: windowShown
        property DuplicatesPage page: null
        property DuplicatesModel groups: null

        function init() {
            failOnWarning(/.?/);
            Pretend.libraryWithDuplicates(8);
            groups = Pretend.session.duplicates;
            page = createTemporaryObject(pageComponent, stage);
            page.forceActiveFocus();
            tryCompare(groups, "count", 8);
            tryVerify(() => state(0) === "open");
        }
        function cleanup() {
            page = null;
        }
        function state(row) {
            return groups.data(groups.index(row, 0), DuplicatesModel.StateRole);
        }
        function marks(row) {
            return groups.data(groups.index(row, 0), DuplicatesModel.MembersRole).map(member => member.mark).join(" ");
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

        function test_everythingByKeyboard() {
            keyClick(Qt.Key_Return); // as proposed, and on to the next
            compare(marks(0), "keep trash trash");
            compare(groups.current, 1);
            keyClick(Qt.Key_2);
            compare(marks(1), "trash keep trash");
            keyClick(Qt.Key_Right);
            compare(groups.currentMember, 2);
            keyClick(Qt.Key_X);
            compare(marks(1), "trash keep keep");
            keyClick(Qt.Key_K);
            compare(marks(1), "trash trash keep");
            keyClick(Qt.Key_Down);
            compare(groups.current, 2);
            keyClick(Qt.Key_A);
            compare(marks(2), "keep keep keep");
            compare(groups.current, 3);
            keyClick(Qt.Key_N);
            compare(state(3), "apart");
            compare(groups.current, 4);
            keyClick(Qt.Key_Up);
            keyClick(Qt.Key_Home);
            compare(groups.current, 0);
            keyClick(Qt.Key_End);
            compare(groups.current, 7);
            compare(groups.trashCount, 4);
        }
        function test_applyingShowsFirstWhatWillHappen() {
            keyClick(Qt.Key_Return, Qt.ControlModifier);
            compare(find(page.Overlay.overlay, item => item.text === "Move to the trash"), null); // nothing is marked
            keyClick(Qt.Key_Return);
            keyClick(Qt.Key_Return, Qt.ControlModifier);
            let button = null;
            tryVerify(() => (button = find(page.Overlay.overlay, item => item.text === "Move to the trash")) !== null);
            verify(find(page.Overlay.overlay, item => String(item.text).startsWith("/photos")));
            compare(Pretend.applied(), 0);
            keyClick(Qt.Key_Return); // the button has the focus
            tryCompare(groups, "trashCount", 0);
            compare(Pretend.applied(), 1);
            tryVerify(() => state(0) === "settled");
            verify(Pretend.session.undo.text.length > 0);
        }
        function test_spaceFlipsThroughTheGroup() {
            keyClick(Qt.Key_Space);
            compare(page.peeking, true);
            keyClick(Qt.Key_Right);
            compare(groups.currentMember, 1);
            keyClick(Qt.Key_Escape);
            compare(page.peeking, false);
            const spy = createTemporaryObject(spyComponent, stage, { target: page, signalName: "backAsked" });
            keyClick(Qt.Key_Escape);
            compare(spy.count, 1);
        }
        function test_aTileIsChosenByMouse() {
            let tile = null;
            tryVerify(() => (tile = find(page, item => item instanceof DuplicateTile && item.index === 2)) !== null);
            mouseClick(tile, 60, 60);
            tryCompare(groups, "currentMember", 2);
        }
        function test_nothingFoundSaysSo() {
            page.destroy();
            Pretend.libraryWithDuplicates(0);
            page = createTemporaryObject(pageComponent, stage);
            tryVerify(() => find(page, item => item.text === "No duplicates") !== null);
        }
    }
}
