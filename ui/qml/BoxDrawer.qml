import QtQuick
import Likeness

/// Lies on a picture and lets a box be drawn on it. Units: fractions of its own size.
Item {
    id: drawer
    property rect box: Qt.rect(0, 0, 0, 0)
    property real lineWidth: 2
    signal drawn(rect box)

    readonly property rect shown: area.pressed && area.moved ? area.current : box
    readonly property bool any: shown.width > 0 && shown.height > 0
    readonly property real boxLeft: shown.x * width
    readonly property real boxTop: shown.y * height
    readonly property real boxRight: (shown.x + shown.width) * width
    readonly property real boxBottom: (shown.y + shown.height) * height

    // Four shades around the box: cheaper than a mask.
    component Shade: Rectangle {
        visible: drawer.any
        color: "#80000000"
    }
    Shade { width: drawer.width; height: drawer.boxTop }
    Shade { y: drawer.boxBottom; width: drawer.width; height: drawer.height - drawer.boxBottom }
    Shade { y: drawer.boxTop; width: drawer.boxLeft; height: drawer.boxBottom - drawer.boxTop }
    Shade { x: drawer.boxRight; y: drawer.boxTop; width: drawer.width - drawer.boxRight; height: drawer.boxBottom - drawer.boxTop }
    Rectangle {
        visible: drawer.any
        x: drawer.boxLeft
        y: drawer.boxTop
        width: drawer.boxRight - drawer.boxLeft
        height: drawer.boxBottom - drawer.boxTop
        color: "transparent"
        border.width: drawer.lineWidth
        border.color: "#ffffff"
    }
    MouseArea {
        id: area
        property real startX: 0
        property real startY: 0
        property bool moved: false
        property rect current: Qt.rect(0, 0, 0, 0)

        function at(value, size) {
            return Math.max(0, Math.min(1, value / Math.max(1, size)));
        }
        anchors.fill: parent
        cursorShape: Qt.CrossCursor
        preventStealing: true
        onPressed: mouse => {
            startX = at(mouse.x, width);
            startY = at(mouse.y, height);
            moved = false;
        }
        onPositionChanged: mouse => {
            const x = at(mouse.x, width);
            const y = at(mouse.y, height);
            moved = true;
            current = Qt.rect(Math.min(x, startX), Math.min(y, startY), Math.abs(x - startX), Math.abs(y - startY));
        }
        onReleased: if (moved && current.width > 0.01 && current.height > 0.01) drawer.drawn(current)
    }
}
