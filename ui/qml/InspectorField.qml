import QtQuick
import Likeness

/// One fact about a photo; nothing when it is not known.
Item {
    id: field
    property string glyph: ""
    property string text: ""
    property string note: ""
    default property alias tools: toolRow.data

    visible: text.length > 0
    height: visible ? lines.implicitHeight + 10 : 0
    Accessible.role: Accessible.StaticText
    Accessible.name: note.length > 0 ? text + ", " + note : text
    Icon {
        x: 0
        y: 5
        glyph: field.glyph
        edge: 18
        color: Theme.textFaint
    }
    Column {
        id: lines
        x: 28
        y: 5
        width: parent.width - x - toolRow.width
        spacing: 2
        UiText {
            width: parent.width
            text: field.text
            wrapMode: Text.WrapAtWordBoundaryOrAnywhere
            maximumLineCount: 4
        }
        UiText {
            width: parent.width
            visible: field.note.length > 0
            text: field.note
            color: Theme.textFaint
            font.pixelSize: Theme.small
            wrapMode: Text.WrapAtWordBoundaryOrAnywhere
            maximumLineCount: 4
        }
    }
    Row {
        id: toolRow
        anchors.right: parent.right
        y: -1
    }
}
