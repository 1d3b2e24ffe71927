import QtQuick
import Likeness

/// The terms of the filter, each to be taken away with a click.
ListView {
    id: chips
    required property FacetModel facets

    orientation: ListView.Horizontal
    spacing: 6
    clip: true
    boundsBehavior: Flickable.StopAtBounds
    model: facets.chips
    Accessible.role: Accessible.List
    Accessible.name: qsTr("Active filters")
    delegate: PushButton {
        id: chip
        required property int index
        required property var modelData
        height: 26
        implicitHeight: 26
        leftPadding: 10
        rightPadding: 6
        text: modelData.negated ? qsTr("Not %1").arg(modelData.label) : modelData.label
        Accessible.name: qsTr("Take away the filter %1").arg(text)
        onClicked: chips.facets.removeChip(index)
        Keys.onDeletePressed: chips.facets.removeChip(index)
        contentItem: Item {
            implicitWidth: Math.min(320, words.implicitWidth) + 22
            UiText {
                id: words
                width: parent.width - 22
                anchors.verticalCenter: parent.verticalCenter
                text: chip.text
                color: chip.modelData.negated ? Theme.danger : Theme.text
                font.pixelSize: Theme.small
                elide: Text.ElideMiddle
            }
            Icon {
                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                glyph: "close"
                edge: 14
                color: chip.hovered ? Theme.text : Theme.textFaint
            }
        }
        background: Rectangle {
            radius: 13
            color: chip.hovered ? Theme.pressed : (chip.modelData.negated ? Theme.dangerSoft : Theme.accentSoft)
            FocusRing {
                visible: chip.visualFocus
                radius: 15
            }
        }
    }
}
