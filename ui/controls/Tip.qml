import QtQuick
import QtQuick.Controls.Basic
import Likeness

/// What a control does, and the keys for it.
ToolTip {
    id: tip
    property string keys: ""

    delay: Theme.tipDelay
    padding: 0
    horizontalPadding: 10
    verticalPadding: 6
    margins: 6
    contentItem: Row {
        spacing: 8
        UiText {
            width: Math.min(implicitWidth, 320)
            text: tip.text
            wrapMode: Text.Wrap
            elide: Text.ElideNone
            font.pixelSize: Theme.small
        }
        UiText {
            visible: tip.keys.length > 0
            text: tip.keys
            color: Theme.textFaint
            font.pixelSize: Theme.small
        }
    }
    background: Rectangle {
        color: Theme.raised
        border.color: Theme.outline
        radius: Theme.radius
    }
    enter: Transition {
        NumberAnimation { property: "opacity"; from: 0; to: 1; duration: Theme.fast }
    }
    exit: Transition {
        NumberAnimation { property: "opacity"; to: 0; duration: Theme.fast }
    }
}
