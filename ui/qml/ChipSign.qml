import QtQuick
import QtQuick.Templates as T
import Likeness

/// A small sign to press inside a chip.
T.AbstractButton {
    id: sign
    required property string glyph
    required property string label
    property color ink: Theme.textSoft

    width: 20
    height: 24
    focusPolicy: Qt.NoFocus
    hoverEnabled: true
    text: label
    Accessible.role: Accessible.Button
    Accessible.name: label
    background: Rectangle {
        anchors.centerIn: parent
        width: 18
        height: 18
        radius: 4
        color: sign.hovered ? Theme.pressed : "transparent"
    }
    contentItem: Item {
        Icon {
            anchors.centerIn: parent
            glyph: sign.glyph
            edge: 14
            color: sign.ink
        }
    }
    Tip {
        visible: sign.hovered
        text: sign.label
    }
}
