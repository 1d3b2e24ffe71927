import QtQuick
import QtTest
import Likeness
import LikenessTest

/// Tagging with the keyboard, and the sheet that writes to files.
Item {
    id: stage
    width: 100
    height: 100

    Component {
        id: windowComponent
        Main {
            session: Pretend.session
        }
    }
    TestCase {
        id: test
        name: "Tags"
        when: windowShown
        property Main window: null
        property TagEditor tags: null

        function init() {
            failOnWarning(/.?/);
            Pretend.library(20);
            tryCompare(Pretend.session.library, "loaded", true);
            window = createTemporaryObject(windowComponent, stage, {width: 1400, height: 900});
            window.requestActivate();
            tryVerify(() => window.active);
            tryCompare(Pretend.session.photos, "count", 20);
            tags = Pretend.session.tags;
            Pretend.session.selection.click(0, 0);
            tryCompare(tags, "photoCount", 1);
            tryVerify(() => Pretend.session.inspector.valid);
        }
        function names() {
            return tags.tags.map(tag => tag.name).join(" ");
        }
        function type(text) {
            for (const letter of text)
                keyClick(letter);
        }
        function focusName() {
            return window.activeFocusItem ? window.activeFocusItem.Accessible.name : "";
        }
        function begin() {
            keyClick(Qt.Key_T);
            tryCompare(test, "fieldFocused", true);
        }
        readonly property bool fieldFocused: window && window.activeFocusItem && window.activeFocusItem.hasOwnProperty("chosen")

        function test_tagsAreAddedAndRemovedWithTheKeyboard() {
            begin();
            type("night");
            keyClick(Qt.Key_Return);
            tryVerify(() => names() === "night");
            type("river, boat");
            keyClick(Qt.Key_Return);
            tryVerify(() => names() === "boat night river");
            keyClick(Qt.Key_Backspace);
            tryVerify(() => names() === "boat night");
            keyClick(Qt.Key_Escape);
            verify(!fieldFocused);
            keyClick(Qt.Key_Z, Qt.ControlModifier);
            tryVerify(() => names() === "boat night river");
        }
        function test_aTagOfTheLibraryIsCompleted() {
            tags.add("waterfall");
            tryVerify(() => names() === "waterfall");
            Pretend.session.selection.click(1, 0);
            tryVerify(() => names() === "");
            begin();
            tryVerify(() => tags.completions("wat").length === 1);
            type("wat");
            keyClick(Qt.Key_Down);
            keyClick(Qt.Key_Return);
            tryVerify(() => names() === "waterfall");
        }
        function test_theSheetSaysWhatIsWrittenAndOffersAnotherWay() {
            Pretend.session.selection.rubberBand([0, 1, 2], false);
            tryCompare(tags, "photoCount", 3);
            keyClick(Qt.Key_T, Qt.ControlModifier);
            tryVerify(() => tags.plan.photos === 3);
            tags.write(true, false);
            tryVerify(() => tags.outcome.failed === 1);
            tags.writeFailedToSidecars(false);
            tryVerify(() => tags.outcome.failed === 0);
            keyClick(Qt.Key_Escape);
        }
        function test_allOfItOpensInBothThemes() {
            tags.add("night");
            tryVerify(() => names() === "night");
            for (const theme of ["light", "dark"]) {
                Pretend.session.settings.theme = theme;
                Pretend.session.selection.rubberBand([0, 1], false);
                tryCompare(tags, "photoCount", 2);
                verify(!tags.tags[0].onAll);
                Pretend.session.selection.click(0, 0);
                tryCompare(tags, "photoCount", 1);
            }
        }
    }
}
