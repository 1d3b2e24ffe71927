import QtQuick
import QtTest
import Likeness
import LikenessTest

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
        name: "Window"
        when: windowShown
        property Main window: null

        function make(photoCount, hasFolder) {
            failOnWarning(/.?/);
            Pretend.library(photoCount, hasFolder);
            tryCompare(Pretend.session.library, "loaded", true);
            window = createTemporaryObject(windowComponent, stage);
            verify(window);
            window.requestActivate();
            tryVerify(() => window.active);
            tryCompare(Pretend.session.photos, "count", photoCount);
        }
        /// The first item below that passes; null when none does.
        function find(item, passes) {
            if (passes(item))
                return item;
            for (let i = 0; i < item.children.length; ++i) {
                const found = find(item.children[i], passes);
                if (found)
                    return found;
            }
            return null;
        }
        /// The first item below that shows this text.
        function shows(item, text) {
            if (!item || item.visible === false)
                return false;
            if (item.text === text)
                return true;
            for (let i = 0; i < item.children.length; ++i) {
                if (shows(item.children[i], text))
                    return true;
            }
            return false;
        }
        function type(key, modifiers) {
            keyClick(key, modifiers ?? Qt.NoModifier);
        }
        function focused(name) {
            return window.activeFocusItem && window.activeFocusItem.Accessible.name === name;
        }

        function test_firstRunAsksForAFolder() {
            make(0, false);
            verify(shows(window.contentItem, "Choose a photo folder"));
        }
        function test_photosAreShownAtOnce() {
            make(300, true);
            verify(shows(window.contentItem, "All photos"));
            verify(!shows(window.contentItem, "Choose a photo folder"));
        }
        function test_similarPhotosBecomeTheQuestionAndBackLeadsBack() {
            make(300, true);
            const query = Pretend.session.query;
            query.findSimilar(Pretend.session.photos.photoIdAt(3));
            tryCompare(Pretend.session.photos, "hasScores", true);
            compare(query.count, 1);
            window.stepBack();
            tryCompare(query, "empty", true);
            query.back();
            tryCompare(query, "count", 1);
        }
        function test_nothingBehindAComparisonHearsTheKeys() {
            make(300, true);
            window.comparePhotos([1, 2]);
            tryVerify(() => window.activeFocusItem instanceof PhotoComparePane);
            const page = window.activeFocusItem;
            for (const letter of [Qt.Key_D, Qt.Key_K, Qt.Key_M])
                type(letter, Qt.ControlModifier);
            for (const letter of [Qt.Key_D, Qt.Key_E])
                type(letter, Qt.ControlModifier | Qt.ShiftModifier);
            compare(window.place, "photos");
            verify(window.comparingPhotos);
            compare(window.activeFocusItem, page);
            type(Qt.Key_J);
            type(Qt.Key_Escape);
            verify(!window.comparingPhotos);
            verify(window.news.text.includes("rejected"));
            window.news.onAction();
            tryVerify(() => Pretend.session.undo.text.length > 0);
        }
        function test_sheetsFitIntoASmallWindow() {
            make(300, true);
            window.width = window.minimumWidth;
            window.height = window.minimumHeight;
            type(Qt.Key_F1);
            const sheet = window.shortcuts;
            tryVerify(() => sheet.opened);
            tryVerify(() => sheet.height <= window.height - 40);
            const close = sheet.buttons[0];
            tryVerify(() => close.activeFocus);
            verify(close.mapToItem(null, 0, close.height).y < window.height - 40);
            const page = Array.from(close.parent.parent.children).find(item => item instanceof Flickable);
            verify(page.interactive);
            type(Qt.Key_PageDown);
            verify(page.contentY > 0);
            type(Qt.Key_Escape);
            tryVerify(() => !sheet.opened);
        }
        function test_stepBackNeverDropsSeveralSelected() {
            make(300, true);
            Pretend.session.selection.rubberBand([0, 1, 2, 3, 4], false);
            compare(Pretend.session.selection.count, 5);
            window.stepBack();
            compare(Pretend.session.selection.count, 5);
            verify(window.news.shown);
            Pretend.session.selection.clear();
            verify(!window.news.shown); // what it said is no longer so
        }
        function test_stepBackClearsASingleSelection() {
            make(300, true);
            Pretend.session.selection.click(2, 0);
            window.stepBack();
            compare(Pretend.session.selection.count, 0);
        }
        function test_theMapOpensAndLeadsToTheGrid() {
            failOnWarning(/.?/);
            Pretend.libraryWithMap(300, 0, 2);
            tryCompare(Pretend.session.library, "loaded", true);
            window = createTemporaryObject(windowComponent, stage);
            window.requestActivate();
            tryVerify(() => window.active);
            tryCompare(Pretend.session.photos, "count", 300);
            Pretend.session.photos.stacked = true;
            tryCompare(Pretend.session.photos, "count", 296);
            keyClick(Qt.Key_E, Qt.ControlModifier | Qt.ShiftModifier);
            compare(window.place, "map");
            tryCompare(Pretend.session.map, "answering", 300); // every photo has its own place, also behind a stack
            tryVerify(() => window.activeFocusItem && window.activeFocusItem.Accessible.name.startsWith("Map of 300"));
            keyClick(Qt.Key_A, Qt.ControlModifier);
            compare(Pretend.session.selection.count, 300);
            keyClick(Qt.Key_G);
            compare(window.place, "photos");
            compare(Pretend.session.selection.count, 300);
            compare(Pretend.session.photos.stacked, false); // stacks would hide some of what was selected
        }
        function test_theFilterPanelStandsBesideTheMapToo() {
            failOnWarning(/.?/);
            Pretend.libraryWithMap(300);
            tryCompare(Pretend.session.library, "loaded", true);
            window = createTemporaryObject(windowComponent, stage);
            window.requestActivate();
            tryVerify(() => window.active);
            tryCompare(Pretend.session.photos, "count", 300);
            const panel = () => find(window.contentItem, item => item instanceof FacetPanel);
            keyClick(Qt.Key_E, Qt.ControlModifier | Qt.ShiftModifier);
            compare(window.place, "map");
            const shownBefore = panel().visible;
            Pretend.session.settings.facetsVisible = false;
            verify(!panel().visible);
            keyClick(Qt.Key_L, Qt.ControlModifier | Qt.ShiftModifier);
            verify(panel().visible);
            tryVerify(() => panel().activeFocus);
            keyClick(Qt.Key_L, Qt.ControlModifier | Qt.ShiftModifier);
            verify(!panel().visible);
            tryVerify(() => window.activeFocusItem && window.activeFocusItem.Accessible.name.startsWith("Map of 300"));
            Pretend.session.settings.facetsVisible = shownBefore;
        }
        function test_aClusterIsNamedByTheKeyOfThePage() {
            failOnWarning(/.?/);
            Pretend.libraryWithClusters(3);
            tryCompare(Pretend.session.library, "loaded", true);
            window = createTemporaryObject(windowComponent, stage);
            window.requestActivate();
            tryVerify(() => window.active);
            tryCompare(Pretend.session.photos, "count", 300);
            tryVerify(() => window.activeFocusItem !== null);
            keyClick(Qt.Key_K, Qt.ControlModifier);
            compare(window.place, "clusters");
            tryCompare(Pretend.session.clusters, "count", 3);
            tryVerify(() => shows(window.contentItem, "Cluster 1"));
            keyClick(Qt.Key_F2);
            tryVerify(() => focused("Name of the cluster"));
            type(Qt.Key_X);
            keyClick(Qt.Key_Return);
            tryVerify(() => Pretend.session.clusters.data(Pretend.session.clusters.index(0, 0), ClusterModel.NameRole) === "x");
            compare(window.place, "clusters");
        }
        function test_marksAreARoundThatGoesAndComesBack() {
            make(300, true);
            const query = Pretend.session.query;
            query.findSimilar(7);
            tryCompare(Pretend.session.photos, "hasScores", true);
            tryCompare(Pretend.session.photos, "loading", false);
            const selection = Pretend.session.selection;
            selection.click(1, 0);
            selection.click(2, Qt.ControlModifier);
            type(Qt.Key_Plus);
            selection.click(5, 0);
            type(Qt.Key_Minus);
            compare(query.newMoreCount, 2);
            compare(query.newLessCount, 1);
            compare(query.count, 1);
            tryVerify(() => shows(window.contentItem, "2 more like this · 1 less like this"));
            type(Qt.Key_R);
            compare(query.count, 4);
            compare(query.markCount, 3);
            tryVerify(() => shows(window.contentItem, "2 more like this") && shows(window.contentItem, "1 less like this"));
            type(Qt.Key_Left, Qt.AltModifier);
            compare(query.markCount, 0);
            compare(query.count, 1);
        }
        function test_escapeForgetsNewMarksFirst() {
            make(300, true);
            Pretend.session.selection.click(1, 0);
            type(Qt.Key_Plus);
            compare(Pretend.session.query.newMarkCount, 1);
            type(Qt.Key_Escape);
            compare(Pretend.session.query.newMarkCount, 0);
            compare(Pretend.session.selection.count, 1);
        }
        function test_theSelectedAreComparedAndTheGridComesBack() {
            make(300, true);
            const selection = Pretend.session.selection;
            selection.click(1, 0);
            type(Qt.Key_C);
            compare(window.comparingPhotos, false); // one is not enough
            selection.click(3, Qt.ShiftModifier);
            type(Qt.Key_C);
            compare(window.comparingPhotos, true);
            const compared = Pretend.session.photoCompare;
            tryCompare(compared, "count", 3);
            type(Qt.Key_K);
            compare(compared.keptCount, 1);
            type(Qt.Key_Right);
            type(Qt.Key_Escape);
            compare(window.comparingPhotos, false);
            compare(selection.count, 3);
            tryVerify(() => focused("Photos"));
            type(Qt.Key_Right);
            compare(selection.current, 4);
        }
        function test_rejectedPhotosComeBackWithUndo() {
            make(300, true);
            const photos = Pretend.session.photos;
            window.comparePhotos([1, 2, 3]);
            const compared = Pretend.session.photoCompare;
            tryCompare(compared, "count", 3);
            compared.judgeRow(1, PhotoCompare.Reject);
            type(Qt.Key_T);
            tryCompare(photos, "count", 299);
            verify(Pretend.session.undo.text.length > 0);
            type(Qt.Key_Z, Qt.ControlModifier);
            tryCompare(photos, "count", 300);
            compare(window.comparingPhotos, true);
        }
        function test_byLookIsAnOrderLikeTheOthers() {
            make(300, true);
            tryVerify(() => focused("Photos"));
            type(Qt.Key_L);
            compare(Pretend.session.query.sort, QueryModel.Look);
            tryVerify(() => Pretend.session.photos.photoIdAt(0) === 2);
            tryVerify(() => shows(window.contentItem, "By look"));
            type(Qt.Key_L);
            compare(Pretend.session.photos.photoIdAt(0), 1);
        }
        function test_everythingOpensInBothThemes() {
            make(300, true);
            for (const theme of ["light", "dark"]) {
                Pretend.session.settings.theme = theme;
                compare(Theme.dark, theme === "dark");
                Pretend.session.query.findSimilar(Pretend.session.photos.photoIdAt(0));
                tryCompare(Pretend.session.photos, "hasScores", true);
                Pretend.session.query.showAll();
                tryCompare(Pretend.session.photos, "hasScores", false);
            }
        }
    }
}
