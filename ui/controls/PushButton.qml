import QtQuick
import QtQuick.Templates as T
import Likeness

/// A button with words. `primary` is the one thing to do next; `danger` cannot be taken back.
T.Button {
    id: button
    property string glyph: ""
    property string tip: ""
    property string keys: ""
    property bool primary: false
    property bool danger: false
    property bool quiet: false
    property bool large: false

    readonly property color ink: primary ? Theme.accentInk : (danger ? Theme.danger : Theme.text)

    implicitWidth: contentItem.implicitWidth + leftPadding + rightPadding
    implicitHeight: large ? 44 : Theme.controlHeight
    leftPadding: large ? 22 : 12
    rightPadding: large ? 22 : 12
    opacity: enabled ? 1 : 0.4
    hoverEnabled: true
    focusPolicy: Qt.TabFocus
    Accessible.role: Accessible.Button
    Accessible.name: text

    contentItem: Item {
        implicitWidth: line.implicitWidth
        Row {
            id: line
            anchors.centerIn: parent
            spacing: button.large ? 10 : 6
            Icon {
                visible: button.glyph.length > 0
                anchors.verticalCenter: parent.verticalCenter
                glyph: button.glyph
                edge: button.large ? 22 : 18
                color: button.ink
            }
            UiText {
                anchors.verticalCenter: parent.verticalCenter
                text: button.text
                color: button.ink
                font.pixelSize: button.large ? Theme.title : Theme.body
                font.weight: button.primary || button.large ? Font.DemiBold : Font.Medium
            }
        }
    }
    background: Rectangle {
        radius: button.large ? 8 : Theme.radius
        color: button.primary ? (button.down || button.hovered ? Theme.accentHover : Theme.accent)
             : button.danger && button.hovered ? Theme.dangerSoft
             : button.down ? Theme.pressed
             : button.hovered ? Theme.hover
             : "transparent"
        border.width: button.primary || button.quiet ? 0 : 1
        border.color: Theme.outline
        FocusRing { visible: button.visualFocus }
    }
    Keys.onReturnPressed: clicked()
    Keys.onEnterPressed: clicked()
    Tip {
        visible: button.hovered && button.tip.length > 0 && !button.down
        text: button.tip
        keys: button.keys
    }
}
