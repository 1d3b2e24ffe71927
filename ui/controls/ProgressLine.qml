import QtQuick
import Likeness

/// How far something has come. `value` is 0..1.
Rectangle {
    id: line
    property real value: 0
    property bool resting: false ///< paused or stopped
    property string label: ""

    implicitHeight: 4
    radius: height / 2
    color: Theme.outline
    Accessible.role: Accessible.ProgressBar
    Accessible.name: label
    Accessible.description: qsTr("%1 percent").arg(Math.round(value * 100))
    Rectangle {
        width: parent.width * Math.max(0, Math.min(1, line.value))
        height: parent.height
        radius: parent.radius
        color: line.resting ? Theme.textFaint : Theme.accent
        Behavior on width {
            NumberAnimation { duration: Theme.calm }
        }
    }
}
