import QtQuick
import Likeness

/// A line in a corner of the map that says what goes on.
Rectangle {
    id: note
    property string text: ""
    property string glyph: ""
    property color tint: Theme.textSoft
    property real share: -1 ///< of the work that is done; negative: there is none

    width: row.width + 24
    height: visible ? 30 : 0
    radius: 15
    color: Theme.panel
    border.color: Theme.hairline
    Accessible.role: Accessible.StaticText
    Accessible.name: text

    Row {
        id: row
        anchors.centerIn: parent
        spacing: 8
        Icon {
            anchors.verticalCenter: parent.verticalCenter
            visible: note.glyph.length > 0
            glyph: note.glyph
            edge: 16
            color: note.tint
        }
        UiText {
            anchors.verticalCenter: parent.verticalCenter
            text: note.text
            color: Theme.textSoft
            font.pixelSize: Theme.small
        }
        Rectangle {
            anchors.verticalCenter: parent.verticalCenter
            visible: note.share >= 0
            width: 72
            height: 4
            radius: 2
            color: Theme.pressed
            Rectangle {
                width: Math.round(parent.width * Math.max(0, Math.min(1, note.share)))
                height: parent.height
                radius: 2
                color: Theme.accent
            }
        }
    }
}
