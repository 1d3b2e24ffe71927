import QtQuick
import Likeness

/// The name of a group of the sidebar.
Item {
    id: heading
    property string text: ""
    default property alias tools: toolRow.data

    height: 40
    UiText {
        x: 20
        anchors.bottom: parent.bottom
        anchors.bottomMargin: 7
        text: heading.text
        color: Theme.textFaint
        font.pixelSize: Theme.caption
        font.weight: Font.DemiBold
        Accessible.role: Accessible.Heading
        Accessible.name: text
    }
    Row {
        id: toolRow
        anchors.right: parent.right
        anchors.rightMargin: 8
        anchors.bottom: parent.bottom
    }
}
