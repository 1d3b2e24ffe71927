import QtQuick
import Likeness

/// One photo of a group of duplicates: picture, whether it stays, and what there is to compare.
Item {
    id: tile
    required property int index
    required property var modelData ///< as DuplicatesModel's members
    property bool current: false    ///< the keyboard is on it
    readonly property bool goes: modelData.mark === "trash"
    readonly property bool stays: modelData.mark === "keep" || (modelData.mark === "open" && modelData.keeper)
    signal chosen(bool twice)

    width: 176
    height: facts.y + facts.height

    Accessible.role: Accessible.ListItem
    Accessible.name: modelData.name
    Accessible.description: [goes ? qsTr("to the trash") : (modelData.mark === "keep" ? qsTr("stays") : (modelData.keeper ? qsTr("proposed to stay") : "")),
                             modelData.reason].concat(modelData.facts.map(fact => fact.text)).filter(part => part.length > 0).join(", ")
    Accessible.selected: current
    Accessible.focused: current

    Item {
        id: box
        width: parent.width
        height: 132
        Rectangle {
            anchors.fill: parent
            radius: Theme.radius
            color: Theme.placeholder
            border.width: tile.current ? 2 : 0
            border.color: Theme.accent
        }
        Image {
            id: photo
            readonly property real room: 8
            anchors.centerIn: parent
            width: Math.min(parent.width - room, (parent.height - room) * tile.modelData.ratio)
            height: width / tile.modelData.ratio
            asynchronous: true
            opacity: tile.goes ? 0.28 : (tile.modelData.online ? 1 : 0.45)
            source: "image://thumb/" + tile.modelData.photoId + "/236"
            Accessible.ignored: true
            Behavior on opacity { NumberAnimation { duration: Theme.fast } }
        }
        Icon {
            anchors.centerIn: parent
            visible: tile.goes
            glyph: "trash"
            edge: 28
            color: Theme.danger
        }
        // Which number key stands for it.
        Rectangle {
            x: 8
            y: 8
            visible: tile.index < 9
            width: 20
            height: 20
            radius: 10
            color: Theme.photoGround
            UiText {
                anchors.centerIn: parent
                text: tile.index + 1
                color: Theme.photoInk
                font.pixelSize: Theme.caption
                font.weight: Font.DemiBold
            }
        }
        Rectangle {
            visible: tile.stays
            anchors.right: parent.right
            anchors.top: parent.top
            anchors.margins: 8
            width: keepText.implicitWidth + 26
            height: 20
            radius: 10
            color: tile.modelData.mark === "keep" ? Theme.accent : Theme.photoGround
            Icon {
                x: 5
                anchors.verticalCenter: parent.verticalCenter
                glyph: "check"
                edge: 14
                color: keepText.color
            }
            UiText {
                id: keepText
                x: 20
                anchors.verticalCenter: parent.verticalCenter
                text: tile.modelData.mark === "keep" ? qsTr("Stays") : qsTr("Best")
                color: tile.modelData.mark === "keep" ? Theme.accentInk : Theme.photoInk
                font.pixelSize: Theme.caption
                font.weight: Font.DemiBold
            }
        }
        TapHandler {
            onSingleTapped: tile.chosen(false)
            onDoubleTapped: tile.chosen(true)
        }
        HoverHandler { id: hover }
        Tip {
            visible: hover.hovered
            text: tile.modelData.path
        }
    }
    UiText {
        id: name
        anchors.top: box.bottom
        anchors.topMargin: 8
        width: parent.width
        text: tile.modelData.name
        elide: Text.ElideMiddle
        font.weight: Font.Medium
        color: tile.goes ? Theme.textFaint : Theme.text
    }
    UiText {
        id: reason
        anchors.top: name.bottom
        anchors.topMargin: 1
        width: parent.width
        text: tile.modelData.reason
        elide: Text.ElideRight
        color: tile.stays ? Theme.accent : Theme.textSoft
        font.pixelSize: Theme.small
    }
    // The same fact stands on the same line in every tile; what does not differ steps back.
    Column {
        id: facts
        anchors.top: reason.bottom
        anchors.topMargin: 6
        width: parent.width
        Repeater {
            model: tile.modelData.facts
            delegate: UiText {
                required property var modelData
                width: facts.width
                height: 17
                verticalAlignment: Text.AlignVCenter
                text: modelData.text
                elide: Text.ElideMiddle
                color: modelData.differs ? Theme.text : Theme.textFaint
                font.pixelSize: Theme.small
                font.weight: modelData.differs ? Font.Medium : Font.Normal
            }
        }
    }
}
