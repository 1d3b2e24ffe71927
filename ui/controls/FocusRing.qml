import QtQuick
import Likeness

/// Shows where the keyboard is; only for people who use it.
Rectangle {
    property Item around: parent

    anchors.fill: around
    anchors.margins: -2
    radius: Theme.radius + 2
    color: "transparent"
    border.width: 2
    border.color: Theme.accent
}
