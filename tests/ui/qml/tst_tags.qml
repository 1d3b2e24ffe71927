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
        function find(item, passes) {
            let found = passes(item) ? [item] : [];
            for (let i = 0; i < item.children.length; ++i)
                found = found.concat(find(item.children[i], passes));
            return found;
        }
        function test_starsInThePanelAreForAllSelected() {
            Pretend.session.selection.rubberBand([0, 1, 2], false);
            const panel = find(window.contentItem, item => item instanceof InspectorPanel && item.visible)[0];
            find(panel, item => item instanceof Stars)[0].rated(4);
            const photos = Pretend.session.photos;
            for (const row of [0, 1, 2])
                tryVerify(() => photos.data(photos.index(row, 0), PhotoListModel.RatingRole) === 4);
            verify(photos.data(photos.index(3, 0), PhotoListModel.RatingRole) !== 4);
        }
        function test_aNarrowWindowHasASheetForTags() {
            window.width = window.minimumWidth;
            begin();
            type("night");
            keyClick(Qt.Key_Return);
            tryVerify(() => names() === "night");
            verify(fieldFocused);
            keyClick(Qt.Key_Escape);
            tryVerify(() => !fieldFocused);
        }
        function test_aTagWithACommaStaysOne() {
            tags.add("", "Paris, France");
            tryVerify(() => names() === "Paris, France");
            for (const key of [Qt.Key_Return, Qt.Key_Tab]) {
                Pretend.session.selection.click(key === Qt.Key_Tab ? 1 : 2, 0);
                tryVerify(() => names() === "");
                begin();
                tryVerify(() => tags.completions("par").length === 1);
                type("boat, par");
                if (key === Qt.Key_Return)
                    keyClick(Qt.Key_Down);
                keyClick(key);
                tryVerify(() => names() === "Paris, France boat" || names() === "boat Paris, France");
                keyClick(Qt.Key_Escape);
                keyClick(Qt.Key_Z, Qt.ControlModifier); // one step
                tryVerify(() => names() === "");
            }
        }
        function test_whatWasDoneIsSaidWithAWayBack() {
            const toast = window.news;
            tags.add("night");
            tryCompare(toast, "text", "Tag “night” added");
            verify(toast.shown);
            compare(toast.actionText, "Undo");
            Pretend.session.actions.trash([5]);
            tryVerify(() => toast.text.includes("trash"));
            verify(toast.shown);
            tags.add("river");
            tryCompare(toast, "text", "Tag “river” added");
            verify(toast.shown);
            toast.onAction();
            tryVerify(() => !toast.shown);
            tryVerify(() => names() === "night");
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
