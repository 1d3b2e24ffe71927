import QtQuick
import Likeness

/// Says on top of a picture that it is not yet as sharp as it will be; only when that takes long enough to notice.
Rectangle {
    id: note
    property bool loading: false
    property bool longEnough: false

    visible: loading && longEnough
    width: words.implicitWidth + 20
    height: 24
    radius: 12
    color: Theme.photoGround
    Accessible.role: Accessible.StaticText
    Accessible.name: words.text
    onLoadingChanged: longEnough = false
    Timer {
        interval: 300
        running: note.loading
        onTriggered: note.longEnough = true
    }
    UiText {
        id: words
        anchors.centerIn: parent
        text: qsTr("Loading…")
        color: Theme.photoInk
        font.pixelSize: Theme.small
    }
}
