import QtQuick
import QtQuick.Controls.Basic
import Likeness

/// Under the line of the filter: what it can go on with.
Popup {
    id: list
    required property FilterCompleter completer
    property int chosen: -1
    readonly property int count: completer.offers.length
    signal taken(int offer)

    padding: 4
    focus: false
    closePolicy: Popup.NoAutoClose
    background: Rectangle {
        color: Theme.raised
        radius: Theme.radiusLarge
        border.color: Theme.outline
    }
    contentItem: Column {
        Accessible.role: Accessible.List
        Accessible.name: qsTr("How the filter can go on")
        Repeater {
            model: list.completer.offers
            delegate: Rectangle {
                id: line
                required property int index
                required property var modelData
                width: list.availableWidth
                height: 28
                radius: Theme.radius
                color: index === list.chosen ? Theme.chosen : (over.hovered ? Theme.hover : "transparent")
                Accessible.role: Accessible.ListItem
                Accessible.name: modelData.note.length > 0 ? modelData.text + ", " + modelData.note : modelData.text
                Accessible.selected: index === list.chosen
                UiText {
                    x: 10
                    width: parent.width - 30 - note.width
                    anchors.verticalCenter: parent.verticalCenter
                    text: line.modelData.text
                    elide: Text.ElideMiddle
                }
                UiText {
                    id: note
                    anchors.right: parent.right
                    anchors.rightMargin: 10
                    anchors.verticalCenter: parent.verticalCenter
                    text: line.modelData.note
                    color: Theme.textFaint
                    font.pixelSize: Theme.small
                }
                HoverHandler { id: over }
                TapHandler { onTapped: list.taken(line.index) }
            }
        }
    }
}
