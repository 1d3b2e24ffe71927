import QtQuick
import Likeness

/// A line between two areas, one pixel of the window thick.
Rectangle {
    property bool vertical: false

    implicitWidth: 1
    implicitHeight: 1
    width: vertical ? 1 : parent.width
    height: vertical ? parent.height : 1
    color: Theme.hairline
}
