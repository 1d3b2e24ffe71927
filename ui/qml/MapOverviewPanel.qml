import QtQuick
import Likeness

/// The whole map in a corner, with a frame around what is in view; hidden while that is everything.
Rectangle {
    id: panel
    required property PhotoMapItem view
    required property PhotoMapModel map

    readonly property real edge: 148
    readonly property rect bounds: view.mapBounds
    readonly property real ratio: edge / Math.max(bounds.width, bounds.height, 1e-6)

    visible: opacity > 0
    opacity: map.count > 0 && !view.seesEverything ? 1 : 0
    width: Math.max(40, bounds.width * ratio) + 16
    height: Math.max(40, bounds.height * ratio) + 16
    radius: Theme.radiusLarge
    color: Theme.panel
    border.color: Theme.hairline
    Accessible.role: Accessible.Graphic
    Accessible.name: qsTr("Overview of the map")
    Behavior on opacity {
        NumberAnimation { duration: Theme.calm }
    }

    MapOverview {
        id: overview
        anchors.centerIn: parent
        width: panel.bounds.width * panel.ratio
        height: panel.bounds.height * panel.ratio
        map: panel.map
        opacity: 0.85
    }
    Item {
        anchors.fill: parent
        anchors.margins: 2
        clip: true
        Rectangle {
            readonly property rect seen: panel.view.seen
            x: overview.x - 2 + (seen.x - panel.bounds.x) * panel.ratio
            y: overview.y - 2 + (seen.y - panel.bounds.y) * panel.ratio
            width: Math.max(6, seen.width * panel.ratio)
            height: Math.max(6, seen.height * panel.ratio)
            radius: 2
            color: Theme.accentSoft
            border.color: Theme.accent
            border.width: 1.5
        }
    }
    MouseArea {
        anchors.fill: parent
        function look(x, y) {
            panel.view.lookAt(panel.bounds.x + (x - overview.x) / panel.ratio, panel.bounds.y + (y - overview.y) / panel.ratio, false);
        }
        onPressed: event => look(event.x, event.y)
        onPositionChanged: event => look(event.x, event.y)
        onWheel: wheel => panel.view.zoomAt(panel.view.width / 2, panel.view.height / 2, Math.pow(1.3, wheel.angleDelta.y / 120))
    }
}
