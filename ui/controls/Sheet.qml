import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Templates as T
import Likeness

/// A question or a page above the window: heading, content, buttons. Esc closes it.
Popup {
    id: sheet
    property string heading: ""
    property string note: ""
    default property alias body: content.data
    property alias buttons: buttonRow.data

    parent: T.Overlay.overlay
    anchors.centerIn: parent
    width: Math.min(480, (parent ? parent.width : 480) - 48)
    modal: true
    focus: true
    padding: 24
    closePolicy: Popup.CloseOnEscape | Popup.CloseOnPressOutside
    contentItem: FocusScope {
        focus: true
        implicitHeight: page.implicitHeight
        Accessible.role: Accessible.Dialog
        Accessible.name: sheet.heading
        Column {
            id: page
            width: parent.width
            spacing: 16
            UiText {
                width: parent.width
                text: sheet.heading
                font.pixelSize: Theme.heading
                font.weight: Font.DemiBold
                wrapMode: Text.Wrap
            }
            UiText {
                visible: sheet.note.length > 0
                width: parent.width
                text: sheet.note
                color: Theme.textSoft
                wrapMode: Text.Wrap
                lineHeight: 1.25
            }
            Column {
                id: content
                width: parent.width
                spacing: 12
            }
            Row {
                id: buttonRow
                anchors.right: parent.right
                spacing: 8
                visible: children.length > 0
            }
        }
    }
    background: Rectangle {
        color: Theme.raised
        radius: 12
        border.color: Theme.outline
    }
    T.Overlay.modal: Rectangle {
        color: Theme.scrim
    }
    enter: Transition {
        NumberAnimation { property: "opacity"; from: 0; to: 1; duration: Theme.fast }
        NumberAnimation { property: "scale"; from: Theme.reducedMotion ? 1 : 0.98; to: 1; duration: Theme.fast; easing.type: Easing.OutCubic }
    }
    exit: Transition {
        NumberAnimation { property: "opacity"; to: 0; duration: Theme.fast }
    }
}
