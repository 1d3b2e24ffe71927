import QtQuick
import Likeness

/// The files that could not be read: which, why, and another try.
Sheet {
    id: sheet
    required property Session session
    readonly property FailureModel failures: session.failures

    width: Math.min(760, (parent ? parent.width : 760) - 48)
    heading: failures.count > 0 ? qsTr("%Ln file(s) could not be read", "", failures.count) : qsTr("Every file could be read")
    note: failures.count > 0 ? qsTr("Everything else is indexed. Files are tried again when they change, or now.") : ""
    onOpened: failures.refresh()

    ListView {
        id: list
        width: parent.width
        height: Math.min(contentHeight, Math.max(160, (sheet.parent ? sheet.parent.height : 600) - 320))
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        model: sheet.failures
        focus: true
        activeFocusOnTab: true
        keyNavigationEnabled: true
        Accessible.role: Accessible.List
        Accessible.name: sheet.heading
        delegate: Item {
            id: failed
            required property int index
            required property string path
            required property string name
            required property string reason
            width: list.width
            height: 52
            Accessible.role: Accessible.ListItem
            Accessible.name: name + ": " + reason
            Rectangle {
                anchors.fill: parent
                radius: Theme.radius
                color: failed.ListView.isCurrentItem && list.activeFocus ? Theme.chosen : (hover.hovered ? Theme.hover : "transparent")
            }
            HoverHandler { id: hover }
            Icon {
                x: 8
                anchors.verticalCenter: parent.verticalCenter
                glyph: "broken"
                color: Theme.textFaint
            }
            UiText {
                x: 40
                y: 8
                width: parent.width - x - 12
                text: failed.reason
            }
            UiText {
                x: 40
                y: 28
                width: parent.width - x - 12
                text: failed.path
                color: Theme.textFaint
                font.pixelSize: Theme.small
                elide: Text.ElideMiddle
            }
        }
        SlimScrollBar {
            parent: list
            anchors.right: parent.right
            anchors.top: parent.top
            anchors.bottom: parent.bottom
            orientation: Qt.Vertical
            size: list.visibleArea.heightRatio
            position: list.visibleArea.yPosition
            onPositionChanged: if (pressed) list.contentY = list.originY + position * list.contentHeight
        }
    }
    buttons: [
        PushButton {
            visible: sheet.failures.count > 0
            quiet: true
            glyph: "copy"
            text: qsTr("Copy the list")
            onClicked: {
                clipboard.text = sheet.failures.asText();
                clipboard.selectAll();
                clipboard.copy();
            }
        },
        PushButton {
            visible: sheet.failures.count > 0
            glyph: "refresh"
            text: qsTr("Try again")
            onClicked: {
                sheet.failures.retry();
                sheet.close();
            }
        },
        PushButton {
            primary: true
            text: qsTr("Close")
            onClicked: sheet.close()
        }
    ]
    TextEdit {
        id: clipboard
        visible: false
        height: 0
    }
}
