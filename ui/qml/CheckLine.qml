import QtQuick
import QtQuick.Templates as T
import Likeness

/// Something to be on or off.
T.CheckBox {
    id: box
    implicitHeight: Math.max(Theme.rowHeight, words.implicitHeight + 10)
    hoverEnabled: true
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.CheckBox
    Accessible.name: text
    Keys.onReturnPressed: toggle()

    indicator: Rectangle {
        x: 12
        y: (box.height - height) / 2
        width: 16
        height: 16
        radius: 4
        color: box.checked ? Theme.accent : "transparent"
        border.width: box.checked ? 0 : 1.5
        border.color: Theme.textFaint
        Icon {
            anchors.centerIn: parent
            visible: box.checked
            glyph: "check"
            edge: 14
            color: Theme.accentInk
        }
        FocusRing { visible: box.visualFocus }
    }
    contentItem: UiText {
        id: words
        leftPadding: 40
        rightPadding: 12
        verticalAlignment: Text.AlignVCenter
        text: box.text
        wrapMode: Text.Wrap
    }
}
