import QtQuick
import Likeness

/// Shown where photos would be when there are none: why, and what to do.
Column {
    id: empty
    property string glyph: "search"
    property string heading: ""
    property string note: ""
    default property alias actions: actionRow.data

    spacing: 8
    width: 400
    Icon {
        anchors.horizontalCenter: parent.horizontalCenter
        glyph: empty.glyph
        edge: 40
        color: Theme.textFaint
    }
    Item { width: 1; height: 4 }
    UiText {
        width: parent.width
        horizontalAlignment: Text.AlignHCenter
        text: empty.heading
        font.pixelSize: Theme.heading
        font.weight: Font.DemiBold
        wrapMode: Text.Wrap
        Accessible.role: Accessible.Heading
        Accessible.name: text
    }
    UiText {
        width: parent.width
        horizontalAlignment: Text.AlignHCenter
        text: empty.note
        color: Theme.textSoft
        wrapMode: Text.Wrap
        lineHeight: 1.3
    }
    Item { width: 1; height: 8 }
    Row {
        id: actionRow
        anchors.horizontalCenter: parent.horizontalCenter
        spacing: 8
    }
}
