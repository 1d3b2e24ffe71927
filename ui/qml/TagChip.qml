import QtQuick
import QtQuick.Templates as T
import Likeness

/// One tag of the photos. Pressing it puts it on all of them where it is only on some; Del or the cross takes it away.
T.AbstractButton {
    id: chip
    property bool onAll: true
    property int photos: 1
    property int photoCount: 1
    signal removed
    signal renameAsked

    implicitHeight: 26
    implicitWidth: Math.min(words.implicitWidth + (count.visible ? count.implicitWidth + 6 : 0) + 34, maximumWidth)
    property real maximumWidth: 400
    hoverEnabled: true
    focusPolicy: Qt.TabFocus
    Accessible.role: Accessible.ListItem
    Accessible.name: onAll ? text : qsTr("%1, on %2 of %3 photos").arg(text).arg(photos).arg(photoCount)
    Accessible.description: onAll ? qsTr("Delete removes it") : qsTr("Enter puts it on all, Delete removes it")
    Keys.onDeletePressed: removed()
    Keys.onReturnPressed: clicked()
    // Else the window takes it, to rename the photo.
    Keys.onShortcutOverride: event => event.accepted = event.key === Qt.Key_F2
    Keys.onPressed: event => {
        if (event.key === Qt.Key_Backspace) {
            removed();
            event.accepted = true;
        } else if (event.key === Qt.Key_F2) {
            renameAsked();
            event.accepted = true;
        }
    }

    background: Rectangle {
        radius: height / 2
        color: chip.onAll ? Theme.accentSoft : (chip.hovered ? Theme.hover : "transparent")
        border.width: chip.onAll ? 0 : 1
        border.color: Theme.outline
        FocusRing { visible: chip.visualFocus }
    }
    contentItem: Item {
        UiText {
            id: words
            x: 10
            width: Math.min(implicitWidth, chip.width - 34 - (count.visible ? count.implicitWidth + 6 : 0))
            anchors.verticalCenter: parent.verticalCenter
            text: chip.text
            color: chip.onAll ? Theme.text : Theme.textSoft
            elide: Text.ElideMiddle
        }
        UiText {
            id: count
            visible: !chip.onAll
            anchors.left: words.right
            anchors.leftMargin: 6
            anchors.verticalCenter: parent.verticalCenter
            text: qsTr("%1/%2").arg(chip.photos).arg(chip.photoCount)
            color: Theme.textFaint
            font.pixelSize: Theme.caption
        }
        Item {
            anchors.right: parent.right
            width: 24
            height: parent.height
            Icon {
                anchors.centerIn: parent
                glyph: "close"
                edge: 12
                color: cross.hovered ? Theme.text : Theme.textFaint
            }
            HoverHandler { id: cross }
            TapHandler {
                gesturePolicy: TapHandler.ReleaseWithinBounds
                onTapped: chip.removed()
            }
            Accessible.ignored: true
        }
    }
    TapHandler {
        onDoubleTapped: chip.renameAsked()
    }
}
