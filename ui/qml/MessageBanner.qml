import QtQuick
import Likeness

/// One line that says what went wrong with the question.
Item {
    id: banner
    property string text: ""
    property string actionText: ""
    signal dismissed
    signal acted

    implicitHeight: text.length > 0 ? 44 : 0
    visible: implicitHeight > 0
    clip: true
    Behavior on implicitHeight {
        NumberAnimation { duration: Theme.fast; easing.type: Easing.OutCubic }
    }
    Rectangle {
        x: 12
        y: 2
        width: parent.width - 24
        height: 36
        radius: Theme.radius
        color: Theme.dark ? "#26e3b341" : "#1f8f6200"
        Icon {
            x: 10
            anchors.verticalCenter: parent.verticalCenter
            glyph: "info"
            color: Theme.warning
        }
        UiText {
            x: 40
            width: Math.min(implicitWidth, parent.width - 84 - (action.visible ? action.width + 12 : 0))
            id: words
            anchors.verticalCenter: parent.verticalCenter
            text: banner.text
            Accessible.role: Accessible.AlertMessage
            Accessible.name: text
        }
        PushButton {
            id: action
            anchors.left: words.right
            anchors.leftMargin: 12
            anchors.verticalCenter: parent.verticalCenter
            implicitHeight: 28
            visible: banner.actionText.length > 0
            text: banner.actionText
            onClicked: banner.acted()
        }
        IconButton {
            anchors.right: parent.right
            anchors.rightMargin: 2
            anchors.verticalCenter: parent.verticalCenter
            glyph: "close"
            edge: 18
            text: qsTr("Dismiss")
            onClicked: banner.dismissed()
        }
    }
}
