import QtQuick
import Likeness

/// A part of the diagnostics page under its heading, with what can be done about it on the right.
FocusScope {
    id: card
    property string heading: ""
    property alias tools: toolRow.data
    default property alias content: body.data

    implicitHeight: body.y + body.implicitHeight + 18
    Accessible.role: Accessible.Grouping
    Accessible.name: heading

    Rectangle {
        anchors.fill: parent
        radius: Theme.radiusLarge
        color: Theme.panel
        border.color: Theme.hairline
    }
    UiText {
        id: title
        x: 20
        y: 16
        height: Math.max(24, toolRow.height)
        text: card.heading
        font.pixelSize: Theme.title
        font.weight: Font.DemiBold
        Accessible.role: Accessible.Heading
        Accessible.name: text
    }
    Row {
        id: toolRow
        anchors.right: parent.right
        anchors.rightMargin: 14
        y: 16
        spacing: 6
    }
    Column {
        id: body
        x: 20
        anchors.top: title.bottom
        anchors.topMargin: 10
        width: parent.width - 40
        spacing: 14
    }
}
