import QtQuick
import QtQuick.Templates as T
import Likeness

/// Parts two groups of a menu.
T.MenuSeparator {
    implicitWidth: 100
    implicitHeight: 9
    contentItem: Item {
        Hairline {
            anchors.verticalCenter: parent.verticalCenter
        }
    }
}
