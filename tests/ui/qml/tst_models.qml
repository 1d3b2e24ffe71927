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
        ModelsPage {
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
        name: "ModelsPage"
        when: windowShown
        property ModelsPage page: null
        property InstalledModels models: null

        function init() {
            failOnWarning(/.?/);
            Pretend.libraryWithModels(false);
            models = Pretend.session.models;
            page = createTemporaryObject(pageComponent, stage);
            tryCompare(models, "count", 2);
            page.forceActiveFocus();
        }
        function cleanup() {
            page = null;
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
        function shown(text) {
            return find(page, item => item.text === text);
        }
        function named(name) {
            return find(page, item => item.Accessible.name === name && typeof item.clicked === "function");
        }
        function press(name) {
            tryVerify(() => named(name) !== null && named(name).enabled, 5000, name);
            named(name).forceActiveFocus(Qt.TabFocusReason);
            keyClick(Qt.Key_Return);
        }
        /// A button of the sheet that is open.
        function pressInSheet(text) {
            const overlay = find(page.Overlay.overlay, item => item.text === text && typeof item.clicked === "function");
            verify(overlay, text);
            overlay.clicked();
        }

        function test_theOneInUseIsMarkedAndCannotBeRemoved() {
            tryVerify(() => shown("In use") !== null);
            verify(find(page, item => item.Accessible.name === "Fake, in use"));
            const card = find(page, item => item.modelId === "fake-1");
            compare(card.removable, false);
            compare(find(card, item => item.text === "Remove…" || item.text === "Forget…"), null);
        }
        function test_anotherOneArrivesAndCanBeCalledOff() {
            press("Use Second");
            tryCompare(models, "arrivingId", "second");
            tryVerify(() => find(page, item => item.text !== undefined && String(item.text).includes("“Fake” answers meanwhile")) !== null);
            press("Call off");
            tryCompare(models, "arrivingId", "");
            compare(models.activeId, "fake-1");
        }
        function test_removingAsksFirst() {
            const remove = find(page, item => item.text === "Remove…");
            remove.clicked();
            compare(models.count, 2);
            tryVerify(() => find(page.Overlay.overlay, item => item.text === "Remove “Second”?") !== null);
            pressInSheet("Remove");
            tryCompare(models, "count", 1);
        }
        function test_aSpeedIsMeasuredWhenAsked() {
            press("Measure the speed of Fake");
            tryVerify(() => shown("12 photos/s") !== null || shown("13 photos/s") !== null);
        }
        function test_nothingIsFetchedUnasked() {
            page.getting = true;
            press("Get Offered");
            tryVerify(() => find(page, item => String(item.text).startsWith("400 MB to fetch.")) !== null);
            compare(Pretend.sized(), 1);
            compare(Pretend.fetched(), 0);
            press("Not now");
            tryVerify(() => named("Get Offered") !== null);
            compare(Pretend.fetched(), 0);
        }
        function test_aDownloadStopsGoesOnAndInstalls() {
            page.getting = true;
            press("Get Offered");
            press("Download Offered, 400 MB");
            Pretend.progressDownload(100e6, 400e6);
            tryVerify(() => find(page, item => String(item.text).startsWith("100 MB of 400 MB")) !== null);
            press("Stop fetching Offered");
            tryVerify(() => find(page, item => String(item.text).startsWith("Stopped at 100 MB of 400 MB")) !== null);
            press("Go on fetching Offered");
            compare(Pretend.fetched(), 2);
            Pretend.finishDownload();
            tryVerify(() => shown("Installed") !== null);
            compare(models.count, 3);
        }
        function test_aFailureSaysWhatToDo() {
            page.getting = true;
            press("Get Offered");
            press("Download Offered, 400 MB");
            Pretend.failDownload();
            tryVerify(() => shown("the hub cannot be found") !== null);
            verify(find(page, item => String(item.text).includes("proxy")));
            press("Try again");
            tryVerify(() => Pretend.sized() + Pretend.fetched() === 3);
        }
        function test_whatCannotBeFetchedExplainsTheImport() {
            page.getting = true;
            tryVerify(() => shown("Gated") !== null);
            compare(named("Get Gated"), null);
            verify(find(page, item => String(item.text).includes("ask for a login")));
            verify(shown("Open its page"));
        }
        function test_escapeLeadsBackInSteps() {
            const spy = createTemporaryObject(spyComponent, stage, { target: page, signalName: "backAsked" });
            page.getting = true;
            page.forceActiveFocus();
            keyClick(Qt.Key_Escape);
            compare(page.getting, false);
            compare(spy.count, 0);
            keyClick(Qt.Key_Escape);
            compare(spy.count, 1);
        }
    }
}
