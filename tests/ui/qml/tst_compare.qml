import QtQuick
import QtTest
import Likeness
import LikenessTest

Item {
    id: stage
    width: 1000
    height: 600

    Component {
        id: viewComponent
        CompareView {
            anchors.fill: parent
            session: Pretend.session
        }
    }
    Component {
        id: spyComponent
        SignalSpy {}
    }
    TestCase {
        name: "CompareView"
        when: windowShown
        property CompareView view: null
        property Comparison comparison: null

        function init() {
            failOnWarning(/.?/);
            Pretend.libraryWithModels(false);
            tryCompare(Pretend.session.models, "count", 2);
            comparison = Pretend.session.comparison;
            Pretend.session.query.addPhoto(7);
            view = createTemporaryObject(viewComponent, stage);
            comparison.start();
            view.focusGrid();
            tryCompare(comparison.left.photos, "count", 100);
            tryCompare(comparison.right.photos, "count", 100);
        }
        function cleanup() {
            view = null;
        }
        function grids(item) {
            let found = item.objectName === undefined || !(item instanceof PhotoGrid) ? [] : [item];
            for (let i = 0; i < item.children.length; ++i)
                found = found.concat(grids(item.children[i]));
            return found;
        }

        function test_everyPhotoSaysWhetherTheOtherSideHasIt() {
            const [left] = grids(view);
            tryVerify(() => left.cellOf(0) !== null && left.cellOf(0).otherRank === 1);
            compare(left.cellOf(1).otherRank, 0);
            compare(left.cellOf(1).Accessible.description.includes("only on this side"), true);
            compare(comparison.sharedCount, 50);
        }
        function test_arrowsMoveWithinASideAndControlBetweenThem() {
            compare(view.current, comparison.left);
            keyClick(Qt.Key_Right);
            keyClick(Qt.Key_Right);
            compare(comparison.left.selection.current, 1);
            compare(comparison.right.selection.current, -1);
            compare(Pretend.session.selection.current, -1);
            keyClick(Qt.Key_Right, Qt.ControlModifier);
            compare(view.current, comparison.right);
            keyClick(Qt.Key_Right);
            compare(comparison.right.selection.current, 0);
            compare(comparison.left.selection.current, 1);
            keyClick(Qt.Key_Left, Qt.ControlModifier);
            compare(view.current, comparison.left);
            keyClick(Qt.Key_Right);
            compare(comparison.left.selection.current, 2);
            compare(comparison.right.selection.current, 0);
        }
        function test_enterOpensThePhotoOfThatSide() {
            const spy = createTemporaryObject(spyComponent, stage, { target: view, signalName: "opened" });
            keyClick(Qt.Key_Right);
            keyClick(Qt.Key_Return);
            compare(spy.count, 1);
            compare(spy.signalArguments[0][0], comparison.left);
            compare(spy.signalArguments[0][1], 0);
        }
        function test_ratingTouchesThePhotoOfThatSide() {
            keyClick(Qt.Key_Right);
            keyClick(Qt.Key_4);
            tryVerify(() => Pretend.ratings() === 1);
        }
        function test_leavingStopsTheComparison() {
            compare(comparison.running, true);
            const spy = createTemporaryObject(spyComponent, stage, { target: view, signalName: "closeAsked" });
            keyClick(Qt.Key_Escape);
            compare(spy.count, 1);
            view.destroy();
            tryCompare(comparison, "running", false);
        }
    }
}
