import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Templates as T
import Likeness

/// A question or a page above the window: heading, content, buttons. Esc closes it. In a small window the content
/// scrolls; heading and buttons stay.
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
        Keys.onUpPressed: event => event.accepted = flick.scrollBy(-48)
        Keys.onDownPressed: event => event.accepted = flick.scrollBy(48)
        Keys.onPressed: event => {
            if (event.key === Qt.Key_PageUp || event.key === Qt.Key_PageDown)
                event.accepted = flick.scrollBy((event.key === Qt.Key_PageUp ? -0.9 : 0.9) * flick.height);
        }
        Column {
            id: page
            width: parent.width
            spacing: 16
            UiText {
                id: headingText
                width: parent.width
                text: sheet.heading
                font.pixelSize: Theme.heading
                font.weight: Font.DemiBold
                wrapMode: Text.Wrap
            }
            UiText {
                id: noteText
                visible: sheet.note.length > 0
                width: parent.width
                text: sheet.note
                color: Theme.textSoft
                wrapMode: Text.Wrap
                lineHeight: 1.25
            }
            Flickable {
                id: flick
                readonly property real others: headingText.height + (noteText.visible ? noteText.height + page.spacing : 0)
                                               + (buttonRow.visible ? buttonRow.height + page.spacing : 0) + page.spacing
                readonly property real heightMax: (sheet.parent ? sheet.parent.height : 800) - 48 - sheet.topPadding - sheet.bottomPadding - others
                width: parent.width
                height: Math.max(0, Math.min(content.height, heightMax))
                contentHeight: content.height
                interactive: contentHeight > height
                clip: interactive // focus rings reach out of what need not scroll
                boundsBehavior: Flickable.StopAtBounds
                function scrollBy(dy) {
                    const to = Math.max(0, Math.min(contentHeight - height, contentY + dy));
                    const moved = interactive && to !== contentY;
                    if (moved)
                        contentY = to;
                    return moved;
                }
                Column {
                    id: content
                    width: flick.width - (flick.interactive ? 14 : 0)
                    spacing: 12
                }
                SlimScrollBar {
                    parent: flick
                    anchors.right: parent.right
                    anchors.top: parent.top
                    anchors.bottom: parent.bottom
                    orientation: Qt.Vertical
                    size: flick.visibleArea.heightRatio
                    position: flick.visibleArea.yPosition
                    onPositionChanged: if (pressed) flick.contentY = position * flick.contentHeight
                }
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
