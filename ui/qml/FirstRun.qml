import QtQuick
import Likeness

/// The very first thing a person sees: what this is, and the one thing to do.
FocusScope {
    id: page
    signal chooseAsked

    Rectangle {
        anchors.fill: parent
        color: Theme.canvas
    }
    // A quiet picture of the idea: one photo among many, and the ones like it.
    Item {
        id: idea
        anchors.horizontalCenter: parent.horizontalCenter
        // The first to give way in a low window.
        visible: page.height >= 640
        y: visible ? Math.max(32, parent.height * 0.5 - 300) : Math.max(0, parent.height * 0.5 - 170)
        width: 5 * 76 - 12
        height: visible ? 3 * 76 - 12 : 0
        Repeater {
            model: 15
            delegate: Rectangle {
                id: tile
                required property int index
                readonly property bool sought: index === 7
                readonly property bool alike: [2, 6, 13].includes(index)
                x: (index % 5) * 76
                y: Math.floor(index / 5) * 76
                width: 64
                height: 64
                radius: 8
                color: Theme.placeholder
                opacity: sought || alike ? 1 : 0.75
                border.width: sought ? 2 : 0
                border.color: Theme.accent
                scale: sought ? 1.06 : 1
                Item {
                    anchors.fill: parent
                    anchors.margins: tile.sought ? 4 : 0
                    visible: tile.sought || tile.alike
                    Rectangle {
                        anchors.fill: parent
                        radius: tile.sought ? 5 : 8
                        gradient: Gradient {
                            GradientStop { position: 0; color: tile.sought ? "#ffd08a" : ["#f7c48a", "#ffc6a0", "#f0b27f"][tile.index % 3] }
                            GradientStop { position: 1; color: tile.sought ? "#ff9466" : ["#e8825c", "#f2937a", "#d9784f"][tile.index % 3] }
                        }
                    }
                    Rectangle {
                        x: parent.width * (tile.index % 2 ? 0.62 : 0.22)
                        y: parent.height * 0.22
                        width: parent.width * 0.18
                        height: width
                        radius: width / 2
                        color: "#f4ffffff"
                    }
                    Rectangle {
                        anchors.bottom: parent.bottom
                        width: parent.width
                        height: parent.height * 0.3
                        radius: tile.sought ? 5 : 8
                        color: "#40000000"
                    }
                }
            }
        }
    }
    Column {
        anchors.top: idea.bottom
        anchors.topMargin: 40
        anchors.horizontalCenter: parent.horizontalCenter
        width: Math.min(560, parent.width - 64)
        spacing: 12
        UiText {
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            text: qsTr("Find pictures by how they look")
            font.pixelSize: Theme.display
            font.weight: Font.Bold
            font.letterSpacing: -0.5
            wrapMode: Text.Wrap
            Accessible.role: Accessible.Heading
            Accessible.name: text
        }
        UiText {
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            text: qsTr("Show Likeness a picture and it finds the ones like it among the photos you already have, right where they are.")
            color: Theme.textSoft
            font.pixelSize: Theme.title
            wrapMode: Text.Wrap
            lineHeight: 1.3
        }
        Item { width: 1; height: 8 }
        PushButton {
            anchors.horizontalCenter: parent.horizontalCenter
            focus: true
            large: true
            primary: true
            glyph: "folder-add"
            text: qsTr("Choose a photo folder")
            onClicked: page.chooseAsked()
        }
        UiText {
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            text: qsTr("or drop one anywhere in this window")
            color: Theme.textFaint
            font.pixelSize: Theme.small
        }
    }
    Row {
        anchors.horizontalCenter: parent.horizontalCenter
        anchors.bottom: parent.bottom
        anchors.bottomMargin: 28
        spacing: 8
        Icon {
            anchors.verticalCenter: parent.verticalCenter
            glyph: "shield"
            edge: 18
            color: Theme.textFaint
        }
        UiText {
            anchors.verticalCenter: parent.verticalCenter
            text: qsTr("Nothing leaves this machine. Your files are neither moved nor changed.")
            color: Theme.textFaint
            font.pixelSize: Theme.small
        }
    }
}
