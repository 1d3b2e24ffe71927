import QtQuick
import QtQuick.Templates as T
import Likeness

/// A scroll bar that grows when the pointer comes near.
T.ScrollBar {
    id: bar
    implicitWidth: 12
    implicitHeight: 12
    padding: 2
    minimumSize: 0.04
    visible: size < 1.0
    contentItem: Item {
        implicitWidth: 8
        implicitHeight: 8
        Rectangle {
            property int thickness: bar.hovered || bar.pressed ? 8 : 5
            anchors.right: bar.vertical ? parent.right : undefined
            anchors.bottom: bar.vertical ? undefined : parent.bottom
            width: bar.vertical ? thickness : parent.width
            height: bar.vertical ? parent.height : thickness
            radius: thickness / 2
            color: bar.pressed ? Theme.textSoft : (bar.hovered ? Theme.textFaint : Theme.outline)
            Behavior on thickness {
                NumberAnimation { duration: Theme.fast }
            }
        }
    }
}
