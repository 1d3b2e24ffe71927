import QtQuick
import Likeness

/// A sentence about something that went wrong, with its sign.
Row {
    property alias text: words.text

    spacing: 6
    Icon {
        anchors.verticalCenter: parent.verticalCenter
        glyph: "warning"
        edge: 16
        color: Theme.danger
    }
    UiText {
        id: words
        width: parent.width - 22
        wrapMode: Text.Wrap
        elide: Text.ElideNone
        color: Theme.danger
        font.pixelSize: Theme.small
        Accessible.role: Accessible.AlertMessage
        Accessible.name: text
    }
}
