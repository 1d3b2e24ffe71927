import QtQuick
import QtQuick.Controls
import QtTest
import Likeness
import LikenessTest

Item {
    id: stage
    width: 1000
    height: 700

    Component {
        id: pageComponent
        DiagnosticsPage {
            anchors.fill: parent
            session: Pretend.session
        }
    }
    Component {
        id: headerComponent
        ResultsHeader {
            session: Pretend.session
        }
    }
    Component {
        id: spyComponent
        SignalSpy {}
    }
    /// The first item in sight below `item` for which `is` holds.
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

    TestCase {
        name: "DiagnosticsPage"
        when: windowShown
        property DiagnosticsPage page: null
        property Diagnostics diagnostics: null

        function init() {
            failOnWarning(/.?/);
            Pretend.damagedLibrary();
            diagnostics = Pretend.session.diagnostics;
            page = createTemporaryObject(pageComponent, stage);
            tryCompare(diagnostics, "loaded", true);
            page.forceActiveFocus();
        }
        function cleanup() {
            page = null;
        }
        function shown(text) {
            return stage.find(page, item => item.text === text);
        }
        function press(text) {
            const button = stage.find(page, item => item.text === text && typeof item.clicked === "function");
            verify(button && button.enabled, text);
            button.forceActiveFocus(Qt.TabFocusReason);
            keyClick(Qt.Key_Return);
        }

        function test_recallIsShownOnceItIsMeasured() {
            tryVerify(() => stage.find(page, item => String(item.text).startsWith("Not measured yet")) !== null);
            Pretend.hold();
            press("Measure now");
            tryVerify(() => shown("Measuring…") !== null);
            Pretend.release();
            tryVerify(() => stage.find(page, item => String(item.text).startsWith("99.9")) !== null);
            verify(stage.find(page, item => String(item.text).startsWith("98.1")));
            tryVerify(() => shown("The index alone, with words") !== null);
        }
        function test_aCheckListsTheDamage() {
            press("Check");
            tryVerify(() => shown("12 photos have no thumbnail") !== null);
        }
        function test_makingTheIndexAgainAsksFirst() {
            press("Make the index again…");
            tryVerify(() => stage.find(page.Overlay.overlay, item => item.text === "Make it again") !== null);
            compare(Pretend.rebuilt(), 0);
            stage.find(page.Overlay.overlay, item => item.text === "Make it again" && typeof item.clicked === "function").clicked();
            tryVerify(() => Pretend.rebuilt() === 1);
        }
        function test_keysLeadToTheFailuresAndBack() {
            const failures = createTemporaryObject(spyComponent, stage, { target: page, signalName: "failuresAsked" });
            const back = createTemporaryObject(spyComponent, stage, { target: page, signalName: "backAsked" });
            press("Which…");
            compare(failures.count, 1);
            keyClick(Qt.Key_Escape);
            compare(back.count, 1);
        }
        function test_nothingIsCutOffInASmallWindow() {
            for (const width of [520, 760, 1000, 1600]) {
                page.anchors.fill = null;
                page.width = width;
                page.height = 700;
                waitForRendering(page);
                const cut = stage.find(page, item => item.truncated === true && item.width > 0);
                verify(cut === null, cut ? width + ": " + cut.text : "");
            }
        }
    }
    TestCase {
        name: "ResultsHeader"
        when: windowShown

        function test_theCountIsNeverCutOff() {
            failOnWarning(/.?/);
            Pretend.libraryWithModels(true);
            tryVerify(() => Pretend.session.library.loaded);
            const header = createTemporaryObject(headerComponent, stage, { width: 760 });
            Pretend.session.query.addWords("something that takes quite a few words to say, as people do now and then");
            tryVerify(() => Pretend.session.photos.hasScores);
            for (const width of [560, 640, 700, 760, 900, 1000]) {
                header.width = width;
                waitForRendering(header);
                const count = stage.find(header, item => /alike/.test(String(item.text)));
                verify(count, width);
                tryVerify(() => count.width >= Math.floor(count.implicitWidth), 2000, width + ": " + count.text);
            }
        }
    }
}
