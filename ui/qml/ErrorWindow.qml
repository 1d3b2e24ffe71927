import QtQuick
import QtQuick.Controls.Basic
import Likeness

/// Shown instead of the main window when a library cannot be opened: what, where, and what to do.
ApplicationWindow {
    id: root
    required property string heading
    required property string explanation
    property string detail: ""

    width: 560
    height: page.implicitHeight + 64
    minimumWidth: 420
    visible: true
    title: qsTr("Likeness")
    color: Theme.panel

    Column {
        id: page
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.margins: 32
        spacing: 12
        Icon {
            glyph: "lock"
            edge: 36
            color: Theme.warning
        }
        UiText {
            width: parent.width
            text: root.heading
            font.pixelSize: Theme.heading
            font.weight: Font.DemiBold
            wrapMode: Text.Wrap
            Accessible.role: Accessible.AlertMessage
            Accessible.name: text
        }
        UiText {
            width: parent.width
            text: root.explanation
            color: Theme.textSoft
            wrapMode: Text.Wrap
            lineHeight: 1.3
        }
        Rectangle {
            visible: root.detail.length > 0
            width: parent.width
            height: detailText.implicitHeight + 20
            radius: Theme.radius
            color: Theme.canvas
            TextEdit {
                id: detailText
                x: 12
                y: 10
                width: parent.width - 24
                text: root.detail
                readOnly: true
                selectByMouse: true
                wrapMode: TextEdit.Wrap
                color: Theme.textSoft
                selectionColor: Theme.accent
                font.family: Theme.fontFamily
                font.pixelSize: Theme.small
                Accessible.name: qsTr("Details")
            }
        }
        Item { width: 1; height: 4 }
        PushButton {
            anchors.right: parent.right
            primary: true
            focus: true
            text: qsTr("Quit")
            onClicked: Qt.quit()
        }
    }
    Shortcut {
        sequences: [StandardKey.Cancel, StandardKey.Quit]
        onActivated: Qt.quit()
    }
}
