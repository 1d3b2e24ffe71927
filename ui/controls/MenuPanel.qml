import QtQuick
import QtQuick.Controls.Basic
import Likeness

/// A menu as wide as its widest entry.
Menu {
    id: menu
    padding: 4
    margins: 4
    overlap: 4
    implicitWidth: {
        let widest = 180;
        for (let i = 0; i < count; ++i) {
            const item = itemAt(i);
            if (item)
                widest = Math.max(widest, item.implicitWidth);
        }
        return widest + 2 * padding;
    }
    delegate: MenuEntry {}
    background: Rectangle {
        color: Theme.raised
        radius: 8
        border.color: Theme.outline
        Rectangle {
            z: -1
            anchors.fill: parent
            anchors.topMargin: 2
            anchors.bottomMargin: -3
            anchors.leftMargin: -1
            anchors.rightMargin: -1
            radius: 10
            color: Theme.shadow
            opacity: 0.35
        }
    }
    enter: Transition {
        NumberAnimation { property: "opacity"; from: 0; to: 1; duration: Theme.fast }
    }
    exit: Transition {
        NumberAnimation { property: "opacity"; to: 0; duration: Theme.fast }
    }
}
