import QtQuick
import QtQuick.Templates as T
import Likeness

/// A button that is an icon; its name is told by a tip and to screen readers.
T.AbstractButton {
    id: button
    property string glyph: ""
    property string tip: text
    property string keys: ""
    property int edge: 20
    property color tint: Theme.textSoft
    property bool onPhoto: false

    implicitWidth: 32
    implicitHeight: 32
    opacity: enabled ? 1 : 0.35
    hoverEnabled: true
    focusPolicy: Qt.TabFocus
    Accessible.role: checkable ? Accessible.CheckBox : Accessible.Button
    Accessible.name: text
    Accessible.checkable: checkable
    Accessible.checked: checked

    contentItem: Item {
        Icon {
            anchors.centerIn: parent
            glyph: button.glyph
            edge: button.edge
            color: button.onPhoto ? Theme.photoInk
                                  : (button.checked ? Theme.accent : (button.hovered ? Theme.text : button.tint))
        }
    }
    background: Rectangle {
        radius: Theme.radius
        color: button.down ? (button.onPhoto ? "#40ffffff" : Theme.pressed)
                           : (button.hovered && button.enabled ? (button.onPhoto ? "#26ffffff" : Theme.hover)
                                                               : "transparent")
        FocusRing { visible: button.visualFocus }
    }
    Tip {
        visible: button.hovered && button.tip.length > 0 && !button.down
        text: button.tip
        keys: button.keys
    }
}
