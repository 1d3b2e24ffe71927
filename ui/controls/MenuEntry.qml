import QtQuick
import QtQuick.Templates as T
import Likeness

/// One line of a menu: sign, words, keys.
T.MenuItem {
    id: entry
    property string glyph: ""
    property string keys: ""
    property bool danger: false

    readonly property color ink: danger ? Theme.danger : Theme.text

    implicitWidth: words.implicitWidth + (keys.length > 0 ? shortcut.implicitWidth + 28 : 0)
                   + (subMenu ? 24 : 0) + leftPadding + rightPadding
    implicitHeight: visible ? 30 : 0
    leftPadding: 34
    rightPadding: 12
    opacity: enabled ? 1 : 0.4
    Accessible.role: Accessible.MenuItem
    Accessible.name: text

    contentItem: Item {
        UiText {
            id: words
            anchors.verticalCenter: parent.verticalCenter
            text: entry.text
            color: entry.ink
        }
        UiText {
            id: shortcut
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            text: entry.keys
            color: Theme.textFaint
            font.pixelSize: Theme.small
        }
    }
    indicator: Icon {
        x: 8
        anchors.verticalCenter: parent ? parent.verticalCenter : undefined
        visible: entry.checkable ? entry.checked : entry.glyph.length > 0
        glyph: entry.checkable ? "check" : entry.glyph
        edge: 18
        color: entry.danger ? Theme.danger : (entry.checkable ? Theme.accent : Theme.textSoft)
    }
    arrow: Icon {
        x: entry.width - width - 6
        anchors.verticalCenter: parent ? parent.verticalCenter : undefined
        visible: entry.subMenu
        glyph: "chevron-right"
        edge: 16
    }
    background: Rectangle {
        radius: 5
        color: entry.highlighted ? (entry.danger ? Theme.dangerSoft : Theme.hover) : "transparent"
    }
}
