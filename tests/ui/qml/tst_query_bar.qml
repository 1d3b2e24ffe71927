import QtQuick
import QtTest
import Likeness
import LikenessTest

Item {
    id: stage
    width: 900
    height: 600

    Component {
        id: barComponent
        QueryBar {
            width: stage.width
            session: Pretend.session
        }
    }
    Component {
        id: filterComponent
        FilterBar {
            width: stage.width
            query: Pretend.session.query
            facets: Pretend.session.facets
            completer: Pretend.session.completer
            shown: true
        }
    }
    TestCase {
        name: "QueryBar"
        when: windowShown
        property QueryModel query: null

        function init() {
            failOnWarning(/.?/);
            Pretend.library(100);
            tryCompare(Pretend.session.photos, "count", 100);
            query = Pretend.session.query;
        }
        function cleanup() {
            query = null;
        }

        function test_backspaceTakesTheLastExampleAway() {
            const bar = createTemporaryObject(barComponent, stage);
            query.addPhoto(1);
            query.addPhoto(2);
            bar.focusWords();
            keyClick(Qt.Key_Backspace);
            compare(query.count, 1);
            keyClick(Qt.Key_Backspace);
            compare(query.count, 0);
        }
        function find(item, passes) {
            let found = passes(item) ? [item] : [];
            for (let i = 0; i < item.children.length; ++i)
                found = found.concat(find(item.children[i], passes));
            return found;
        }
        function test_manyMarksShareAChip() {
            const bar = createTemporaryObject(barComponent, stage);
            query.findSimilar(1);
            query.mark([5, 6], 1);
            query.refine();
            const chips = () => find(bar, item => item instanceof QueryChip && item.visible).length;
            const groups = () => find(bar, item => item instanceof MarksChip && item.visible);
            tryVerify(() => chips() === 3);
            compare(groups().length, 0);
            query.mark([7, 8, 9], -1);
            query.refine();
            tryVerify(() => chips() === 1);
            compare(groups().map(chip => chip.text), ["2 more like this", "3 less like this"]);
            const less = groups()[1];
            less.forceActiveFocus();
            keyClick(Qt.Key_Delete);
            compare(query.markCount, 2);
            tryVerify(() => chips() === 3);
        }
        function test_inANarrowBarNamesGiveWayToPictures() {
            const bar = createTemporaryObject(barComponent, stage, {width: 520});
            query.findSimilar(1);
            const shown = () => find(bar, item => item instanceof QueryChip && item.visible);
            tryVerify(() => shown().length === 1 && shown()[0].label.length > 8);
            const chip = shown()[0];
            const around = chip.parent.parent.parent; // the part of the line that is in sight
            tryVerify(() => chip.width <= around.width && around.contentX === 0);
        }
        function test_wordsAreRefusedInAMessageWhenTheModelHasNone() {
            const bar = createTemporaryObject(barComponent, stage);
            bar.focusWords();
            keyClick("a");
            keyClick(Qt.Key_Return);
            tryVerify(() => query.message.length > 0);
            compare(query.count, 0);
            const field = find(bar, item => item instanceof InputField)[0];
            compare(field.text, "a"); // still wanted when another model is in use
            compare(field.selectedText, "a");
        }
        function test_wordsBecomeExamplesWhenTheModelUnderstandsThem() {
            Pretend.libraryWithModels(true);
            query = Pretend.session.query;
            tryCompare(query, "wordsSupported", true);
            const bar = createTemporaryObject(barComponent, stage);
            query.addPhoto(3);
            bar.focusWords();
            for (const key of ["d", "o", "g"])
                keyClick(key);
            compare(query.message, "");
            keyClick(Qt.Key_Return);
            compare(query.count, 2);
            keyClick("-");
            keyClick("c");
            keyClick(Qt.Key_Return);
            compare(query.count, 3);
            compare(query.data(query.index(1, 0), QueryModel.KindRole), "words");
            compare(query.data(query.index(1, 0), QueryModel.NegativeRole), false);
            compare(query.data(query.index(2, 0), QueryModel.NegativeRole), true);
            tryCompare(Pretend.session.photos, "hasScores", true);
        }
        function test_wordsAreRefusedWhileTheyAreTyped() {
            const bar = createTemporaryObject(barComponent, stage);
            tryVerify(() => Pretend.session.models.loaded);
            bar.focusWords();
            keyClick("d");
            keyClick("o");
            compare(query.messageAboutWords, true);
            verify(query.message.includes("Fake"));
            keyClick(Qt.Key_Backspace);
            keyClick(Qt.Key_Backspace);
            compare(query.message, "");
            keyClick("/");
            keyClick("a");
            compare(query.message, ""); // a path, perhaps
        }
        function test_aChipIsOpenedByADoubleClick() {
            const bar = createTemporaryObject(barComponent, stage);
            const spy = createTemporaryObject(spyComponent, stage, { target: bar, signalName: "cropAsked" });
            query.addPhoto(5);
            tryCompare(query, "count", 1);
            verify(waitForRendering(bar));
            mouseDoubleClickSequence(bar, 190, bar.height / 2);
            tryCompare(spy, "count", 1);
        }
        function test_emptyWordsLeaveDownwards() {
            const bar = createTemporaryObject(barComponent, stage);
            const spy = createTemporaryObject(spyComponent, stage, { target: bar, signalName: "leftDownwards" });
            bar.focusWords();
            keyClick(Qt.Key_Return);
            compare(spy.count, 1);
        }
        function test_anUnknownKeyIsMarkedWhereItStands() {
            const bar = createTemporaryObject(filterComponent, stage);
            Pretend.failNextQuery("column 12: there is no key “wrong”");
            query.filter = "rating:>=3 wrong:1";
            tryVerify(() => bar.wrong);
            compare(query.filterErrorColumn, 12);
            const field = find(bar, item => item instanceof InputField)[0];
            compare(field.text, "rating:>=3 wrong:1");
            measure.font = field.font;
            measure.text = "rating:>=3 ";
            fuzzyCompare(bar.wrongPart.x, field.leftPadding + measure.advanceWidth, 2);
            measure.text = "wrong:1";
            fuzzyCompare(bar.wrongPart.width, measure.advanceWidth, 2);
            query.filter = "";
            tryVerify(() => !bar.wrong);
        }
        function test_whatCanGoOnIsUnfinishedNotWrong() {
            const bar = createTemporaryObject(filterComponent, stage);
            bar.focusField();
            Pretend.failNextQuery("column 8: a value is missing here");
            for (const letter of "camera:")
                keyClick(letter);
            tryVerify(() => query.filterError.length > 0 && Pretend.session.completer.offers.length > 1);
            verify(!bar.wrong);
            keyClick(Qt.Key_Escape); // no help wanted
            tryVerify(() => bar.wrong);
        }
        function test_theFilterIsCompletedWithTheKeyboard() {
            const bar = createTemporaryObject(filterComponent, stage);
            bar.focusField();
            for (const letter of "cam")
                keyClick(letter);
            keyClick(Qt.Key_Tab);
            for (const letter of '"model 1')
                keyClick(letter);
            tryVerify(() => Pretend.session.completer.offers.length > 1);
            keyClick(Qt.Key_Down);
            keyClick(Qt.Key_Return);
            const field = find(bar, item => item instanceof InputField)[0];
            tryCompare(field, "text", 'camera:"Model 10"');
            keyClick(Qt.Key_Return);
            compare(query.filter, 'camera:"Model 10"');
            keyClick(Qt.Key_Escape); // all of it
            compare(query.filter, "");
            keyClick(Qt.Key_Down); // what was used before
            compare(Pretend.session.completer.offers[0].text, 'camera:"Model 10"');
            keyClick(Qt.Key_Escape);
            compare(Pretend.session.completer.offers.length, 0);
            verify(bar.shown);
        }
    }
    TextMetrics { id: measure }
    Component {
        id: spyComponent
        SignalSpy {}
    }
}
