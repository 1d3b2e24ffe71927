import QtQuick
import Likeness

/// A thumbnail that fills its place, cut where it is longer.
Rectangle {
    id: picture
    property alias source: image.source

    radius: 3
    color: Theme.placeholder
    clip: true
    Image {
        id: image
        anchors.fill: parent
        asynchronous: true
        fillMode: Image.PreserveAspectCrop
        opacity: status === Image.Ready ? 1 : 0
        Accessible.ignored: true
        Behavior on opacity { NumberAnimation { duration: Theme.fast } }
    }
}
