import QtQuick
import QtQuick.Templates as T
import Likeness

/// One of several ways, with a note on what it means.
T.AbstractButton {
    id: line
    property bool chosen: false
    property string note: ""

    implicitHeight: words.height + 20
    opacity: enabled ? 1 : 0.5
    hoverEnabled: true
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.RadioButton
    Accessible.name: text
    Accessible.description: note
    Accessible.checkable: true
    Accessible.checked: chosen
    Keys.onReturnPressed: clicked()

    background: Rectangle {
        radius: Theme.radius
        color: line.chosen ? Theme.accentSoft : (line.hovered ? Theme.hover : "transparent")
        FocusRing { visible: line.visualFocus }
    }
    contentItem: Item {
        Rectangle {
            x: 12
            y: 12
            width: 16
            height: 16
            radius: 8
            color: "transparent"
            border.width: line.chosen ? 5 : 1.5
            border.color: line.chosen ? Theme.accent : Theme.textFaint
        }
        Column {
            id: words
            x: 40
            y: 10
            width: parent.width - x - 12
            spacing: 2
            UiText {
                width: parent.width
                text: line.text
                wrapMode: Text.Wrap
            }
            UiText {
                width: parent.width
                visible: line.note.length > 0
                text: line.note
                color: Theme.textSoft
                font.pixelSize: Theme.small
                wrapMode: Text.Wrap
            }
        }
    }
}
