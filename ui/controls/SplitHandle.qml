import QtQuick
import Likeness

/// The line between two panels, to be dragged. `reversed` when the panel that is sized lies to the right.
Item {
    id: handle
    property int size: 0
    property int sizeMin: 180
    property int sizeMax: 480
    property bool reversed: false
    signal moved(int size)

    width: 1
    Hairline {
        vertical: true
    }
    Rectangle {
        anchors.horizontalCenter: parent.horizontalCenter
        width: 3
        height: parent.height
        color: Theme.accent
        opacity: grip.containsMouse || grip.pressed ? 1 : 0
        Behavior on opacity {
            NumberAnimation { duration: Theme.fast }
        }
    }
    MouseArea {
        id: grip
        property real startX: 0
        property int startSize: 0
        anchors.fill: parent
        anchors.leftMargin: -4
        anchors.rightMargin: -4
        hoverEnabled: true
        cursorShape: Qt.SplitHCursor
        onPressed: mouse => {
            startX = mapToItem(null, mouse.x, 0).x;
            startSize = handle.size;
        }
        onPositionChanged: mouse => {
            if (!pressed)
                return;
            const by = mapToItem(null, mouse.x, 0).x - startX;
            const wanted = startSize + (handle.reversed ? -by : by);
            handle.moved(Math.max(handle.sizeMin, Math.min(handle.sizeMax, Math.round(wanted))));
        }
    }
}
