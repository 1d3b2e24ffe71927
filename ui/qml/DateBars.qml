import QtQuick
import Likeness

/// Photos over time. A drag or Shift+arrows choose a stretch, a drag at its edge moves the edge, a click chooses one bar,
/// a double click or Return looks closer, Delete takes the choice away.
FocusScope {
    id: chart
    required property FacetModel facets
    readonly property var bars: facets.bars
    readonly property real step: width / Math.max(1, bars.length)
    readonly property bool chosen: first >= 0
    /// What is chosen now, or is about to be while the pointer is down.
    readonly property int first: area.dragging ? Math.min(area.start, area.end) : facets.firstBar
    readonly property int last: area.dragging ? Math.max(area.start, area.end) : facets.lastBar
    property int cursor: -1 ///< the bar that the keyboard is on
    property int anchor: -1

    implicitHeight: 92
    activeFocusOnTab: true
    Accessible.role: Accessible.Slider
    Accessible.name: qsTr("Photos over time")
    Accessible.description: chosen ? qsTr("%1 to %2").arg(facets.datesFrom).arg(facets.datesTo) : qsTr("All dates")
    Accessible.focusable: true

    function barAt(x) {
        return Math.max(0, Math.min(bars.length - 1, Math.floor(x / step)));
    }
    function move(by, extend) {
        if (bars.length === 0)
            return;
        if (cursor < 0)
            cursor = chosen ? (by > 0 ? last : first) : (by > 0 ? -1 : bars.length);
        cursor = Math.max(0, Math.min(bars.length - 1, cursor + by));
        if (!extend || anchor < 0)
            anchor = extend && chosen ? (by > 0 ? facets.firstBar : facets.lastBar) : cursor;
        settle.restart();
    }

    // A key held down asks once, at its end.
    Timer {
        id: settle
        interval: 150
        onTriggered: chart.facets.chooseBars(chart.anchor, chart.cursor)
    }
    Keys.onPressed: event => {
        const extend = event.modifiers & Qt.ShiftModifier;
        event.accepted = true;
        if (event.key === Qt.Key_Left)
            move(-1, extend);
        else if (event.key === Qt.Key_Right)
            move(1, extend);
        else if (event.key === Qt.Key_Home)
            move(-bars.length, extend);
        else if (event.key === Qt.Key_End)
            move(bars.length, extend);
        else if (event.key === Qt.Key_Delete || event.key === Qt.Key_Backspace) {
            cursor = anchor = -1;
            facets.clearDates();
        } else if ((event.key === Qt.Key_Return || event.key === Qt.Key_Enter) && chosen) {
            facets.zoom(first, last);
            cursor = anchor = -1;
        } else if (event.key === Qt.Key_Escape && facets.zoomed)
            facets.zoomOut();
        else
            event.accepted = false;
    }

    Rectangle {
        anchors.fill: plot
        anchors.margins: -4
        radius: Theme.radius
        color: "transparent"
        border.width: 2
        border.color: Theme.accent
        visible: chart.activeFocus
    }
    Item {
        id: plot
        width: parent.width
        height: parent.height - 20
        Rectangle {
            // The chosen stretch.
            visible: chart.chosen
            x: chart.first * chart.step
            width: (chart.last - chart.first + 1) * chart.step
            height: parent.height
            radius: 3
            color: Theme.accentSoft
        }
        Repeater {
            model: chart.bars.length
            delegate: Rectangle {
                required property int index
                readonly property var bar: chart.bars[index]
                readonly property bool lit: !chart.chosen || (index >= chart.first && index <= chart.last)
                readonly property real share: bar ? bar.count / chart.facets.barMax : 0
                x: index * chart.step + (chart.step > 4 ? 0.5 : 0)
                width: Math.max(1, chart.step - (chart.step > 4 ? 1 : 0))
                // The smallest count is still seen.
                height: share > 0 ? Math.max(2, Math.sqrt(share) * (plot.height - 4)) : 0
                y: plot.height - height
                radius: Math.min(2, width / 3)
                color: index === area.hoveredBar ? Theme.accentHover : (lit ? Theme.accent : Theme.textFaint)
                opacity: lit || index === area.hoveredBar ? 1 : 0.45
            }
        }
        Hairline {
            anchors.bottom: parent.bottom
        }
        Repeater {
            model: chart.chosen ? 2 : 0
            delegate: Rectangle {
                // The edges, to be dragged.
                required property int index
                x: (index === 0 ? chart.first : chart.last + 1) * chart.step - 1.5
                width: 3
                height: plot.height
                radius: 1.5
                color: Theme.accent
            }
        }
        MouseArea {
            id: area
            property bool dragging: false
            property int start: 0
            property int end: 0
            readonly property int hoveredBar: containsMouse && chart.bars.length > 0 ? chart.barAt(mouseX) : -1
            /// -1: the left edge of what is chosen, 1: the right one, 0: neither.
            function edgeAt(x) {
                if (!chart.chosen)
                    return 0;
                const left = Math.abs(x - chart.first * chart.step);
                const right = Math.abs(x - (chart.last + 1) * chart.step);
                return Math.min(left, right) > 5 ? 0 : (left < right ? -1 : 1);
            }
            anchors.fill: parent
            hoverEnabled: true
            preventStealing: true
            cursorShape: containsMouse && edgeAt(mouseX) !== 0 ? Qt.SizeHorCursor : Qt.ArrowCursor
            onPressed: mouse => {
                chart.forceActiveFocus(Qt.MouseFocusReason);
                const bar = chart.barAt(mouse.x);
                const edge = edgeAt(mouse.x);
                start = edge < 0 ? chart.facets.lastBar : (edge > 0 ? chart.facets.firstBar : bar);
                end = bar;
                chart.cursor = chart.anchor = -1;
                dragging = true;
            }
            onPositionChanged: mouse => {
                if (dragging)
                    end = chart.barAt(mouse.x);
            }
            onReleased: {
                if (!dragging)
                    return;
                dragging = false;
                const onlyThis = start === end && chart.facets.firstBar === start && chart.facets.lastBar === start;
                if (onlyThis)
                    chart.facets.clearDates();
                else
                    chart.facets.chooseBars(start, end);
            }
            onCanceled: dragging = false
            onDoubleClicked: mouse => {
                dragging = false;
                chart.facets.zoom(chart.chosen ? chart.first : chart.barAt(mouse.x), chart.chosen ? chart.last : chart.barAt(mouse.x));
            }
            Tip {
                visible: area.hoveredBar >= 0
                delay: 150
                x: Math.max(0, Math.min(chart.width - width, area.mouseX - width / 2))
                y: -height - 4
                readonly property var bar: chart.bars[area.hoveredBar] ?? null
                text: bar ? bar.label : ""
                keys: bar ? Number(bar.count).toLocaleString(Qt.locale(), "f", 0) : ""
            }
        }
    }
    UiText {
        anchors.left: parent.left
        anchors.bottom: parent.bottom
        text: chart.facets.datesFrom
        color: chart.chosen ? Theme.text : Theme.textFaint
        font.pixelSize: Theme.caption
    }
    UiText {
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        text: chart.facets.datesTo
        color: chart.chosen ? Theme.text : Theme.textFaint
        font.pixelSize: Theme.caption
    }
    IconButton {
        anchors.horizontalCenter: parent.horizontalCenter
        anchors.bottom: parent.bottom
        anchors.bottomMargin: -6
        visible: chart.facets.zoomed
        implicitWidth: 26
        implicitHeight: 26
        edge: 16
        glyph: "fit"
        text: qsTr("Show all dates")
        keys: qsTr("Esc")
        onClicked: chart.facets.zoomOut()
    }
}
