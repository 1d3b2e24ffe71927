import QtQuick
import QtQuick.Templates as T
import Likeness

/// One line of the sidebar that shows something when pressed.
T.AbstractButton {
    id: item
    property string glyph: ""
    property string count: ""
    property bool chosen: false
    property int indent: 0
    property color tint: chosen ? Theme.accent : Theme.textSoft
    property string tip: ""
    property string badge: "" ///< a second sign, behind the name
    signal menuAsked

    height: Theme.rowHeight
    hoverEnabled: true
    focusPolicy: Qt.TabFocus
    Accessible.role: Accessible.ListItem
    Accessible.name: count.length > 0 ? qsTr("%1, %2").arg(text).arg(count) : text
    Accessible.selected: chosen
    Keys.onReturnPressed: clicked()
    Keys.onMenuPressed: menuAsked()

    background: Item {
        Rectangle {
            anchors.fill: parent
            anchors.leftMargin: 8
            anchors.rightMargin: 8
            radius: Theme.radius
            color: item.chosen ? Theme.chosen : (item.hovered ? Theme.hover : "transparent")
            FocusRing { visible: item.visualFocus }
        }
    }
    contentItem: Item {
        Icon {
            id: sign
            x: 16 + item.indent
            anchors.verticalCenter: parent.verticalCenter
            glyph: item.glyph
            edge: 18
            color: item.tint
        }
        UiText {
            id: label
            x: sign.x + 26
            width: Math.min(implicitWidth, parent.width - x - 20 - number.implicitWidth - (badge.visible ? 22 : 0) - 6)
            anchors.verticalCenter: parent.verticalCenter
            text: item.text
            font.weight: item.chosen ? Font.DemiBold : Font.Normal
            elide: Text.ElideMiddle
        }
        Icon {
            id: badge
            visible: item.badge.length > 0
            anchors.left: label.right
            anchors.leftMargin: 6
            anchors.verticalCenter: parent.verticalCenter
            glyph: item.badge
            edge: 14
            color: Theme.textFaint
        }
        UiText {
            id: number
            anchors.right: parent.right
            anchors.rightMargin: 18
            anchors.verticalCenter: parent.verticalCenter
            text: item.count
            color: Theme.textFaint
            font.pixelSize: Theme.small
        }
    }
    TapHandler {
        acceptedButtons: Qt.RightButton
        onTapped: item.menuAsked()
    }
    Tip {
        // Beside it: above, it would lie on the item before, and take the click that is meant for that.
        x: item.width + 2
        y: Math.round((item.height - height) / 2)
        visible: item.hovered && item.tip.length > 0
        text: item.tip
    }
}
