import QtQuick
import QtTest
import Likeness
import LikenessTest

Item {
    id: stage
    width: 300
    height: 900

    Component {
        id: panelComponent
        FacetPanel {
            width: 264
            height: stage.height
            session: Pretend.session
        }
    }
    TestCase {
        name: "FacetPanel"
        when: windowShown
        property QueryModel query: null
        property FacetModel facets: null

        function init() {
            failOnWarning(/.?/);
            Pretend.library(100);
            tryCompare(Pretend.session.photos, "count", 100);
            query = Pretend.session.query;
            facets = Pretend.session.facets;
            facets.openKeys = ["date", "camera"];
        }
        function cleanup() {
            query = null;
            facets = null;
        }
        function open() {
            const panel = createTemporaryObject(panelComponent, stage);
            tryVerify(() => facets.counted);
            panel.focusList();
            return panel;
        }
        function listOf(panel) {
            let list = null;
            const look = item => {
                if (item instanceof ListView)
                    list = item;
                for (let i = 0; i < item.children.length; ++i)
                    look(item.children[i]);
            };
            look(panel);
            return list;
        }

        function test_valuesAreChosenByTheKeyboardAlone() {
            const panel = open();
            const list = listOf(panel);
            tryCompare(list, "currentIndex", 0);
            // dates, camera, search, the first value
            for (let i = 0; i < 3; ++i)
                keyClick(Qt.Key_Down);
            compare(list.currentItem.kind, "value");
            keyClick(Qt.Key_Space);
            compare(query.filter, "camera:\"Model 1\"");
            keyClick(Qt.Key_Down);
            keyClick(Qt.Key_Delete);
            compare(query.filter, "camera:\"Model 1\" -camera:\"Model 2\"");
            tryCompare(list.currentItem, "excluded", true);
            keyClick(Qt.Key_Left);
            compare(list.currentItem.kind, "heading");
            keyClick(Qt.Key_Delete);
            compare(query.filter, "");
            keyClick(Qt.Key_Left);
            verify(!facets.openKeys.includes("camera"));
            keyClick(Qt.Key_Right);
            verify(facets.openKeys.includes("camera"));
        }
        function test_longListsAreSearched() {
            const panel = open();
            const list = listOf(panel);
            keyClick(Qt.Key_Down);
            keyClick(Qt.Key_Down);
            compare(list.currentItem.kind, "search");
            keyClick(Qt.Key_Space);
            keyClick("1");
            keyClick("9");
            keyClick(Qt.Key_Down);
            compare(list.currentItem.title, "Model 19");
            keyClick(Qt.Key_Space);
            compare(query.filter, "camera:\"Model 19\"");
        }
        function test_aValueIsChosenAndLeftOutByThePointer() {
            const panel = open();
            const list = listOf(panel);
            tryVerify(() => list.itemAtIndex(3) !== null);
            const line = list.itemAtIndex(3);
            mouseClick(line, 60, 10);
            compare(query.filter, "camera:\"Model 1\"");
            mouseClick(list.itemAtIndex(4), 60, 10, Qt.LeftButton, Qt.AltModifier);
            compare(query.filter, "camera:\"Model 1\" -camera:\"Model 2\"");
        }
        function barsOf(panel) {
            let bars = null;
            const look = item => {
                if (item instanceof DateBars)
                    bars = item;
                for (let i = 0; i < item.children.length; ++i)
                    look(item.children[i]);
            };
            look(panel);
            return bars;
        }
        function test_aDragOverTheBarsChoosesMonths() {
            const panel = open();
            const bars = barsOf(panel);
            const at = bar => (bar + 0.5) * bars.step;
            mousePress(bars, at(0), 30);
            mouseMove(bars, at(3), 30);
            mouseMove(bars, at(5), 30);
            mouseRelease(bars, at(5), 30);
            compare(query.filter, "date:2019-01..2019-06");
            // The right edge, dragged.
            mousePress(bars, 6 * bars.step, 30);
            mouseMove(bars, at(8), 30);
            mouseMove(bars, at(11), 30);
            mouseRelease(bars, at(11), 30);
            compare(query.filter, "date:2019");
            mouseClick(bars, at(20), 30);
            compare(query.filter, "date:2020-09");
        }
        function test_barsAreChosenByTheKeyboard() {
            const panel = open();
            const bars = barsOf(panel);
            bars.forceActiveFocus(Qt.TabFocusReason);
            keyClick(Qt.Key_Right);
            tryCompare(query, "filter", "date:2019-01");
            keyClick(Qt.Key_Right, Qt.ShiftModifier);
            keyClick(Qt.Key_Right, Qt.ShiftModifier);
            tryCompare(query, "filter", "date:2019-01..2019-03");
            keyClick(Qt.Key_Return);
            tryVerify(() => facets.bars.length === 3);
            keyClick(Qt.Key_Escape);
            tryVerify(() => facets.bars.length === 48);
            keyClick(Qt.Key_Delete);
            compare(query.filter, "");
        }
    }
}
