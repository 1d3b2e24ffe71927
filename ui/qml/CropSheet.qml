import QtQuick
import Likeness

/// Draws the box on an example of the question that is to count.
Sheet {
    id: sheet
    required property QueryModel query
    property int row: -1
    property url picture: ""
    property rect box: Qt.rect(0, 0, 1, 1)

    function search() {
        close();
        query.setCrop(row, box.x, box.y, box.width, box.height);
    }
    function openFor(chipRow) {
        row = chipRow;
        picture = query.picture(chipRow);
        const crop = query.crop(chipRow);
        box = crop.width > 0 && crop.width < 1 ? crop : Qt.rect(0, 0, 0, 0);
        drawer.box = box;
        open();
        drawer.forceActiveFocus(Qt.OtherFocusReason);
    }

    width: Math.min(720, (parent ? parent.width : 720) - 48)
    heading: qsTr("Only a part of it")
    note: qsTr("Draw a box around what should count. Arrow keys move it, with Shift they change its size.")

    Item {
        width: parent.width
        height: Math.min(460, (sheet.parent ? sheet.parent.height : 800) - 280)
        Image {
            id: image
            anchors.fill: parent
            source: sheet.picture
            sourceSize: Qt.size(1600, 1600)
            fillMode: Image.PreserveAspectFit
            asynchronous: true
        }
        UiText {
            anchors.centerIn: parent
            visible: image.status === Image.Error
            text: qsTr("This picture cannot be shown.")
            color: Theme.textSoft
        }
        BoxDrawer {
            id: drawer
            anchors.centerIn: parent
            width: image.paintedWidth
            height: image.paintedHeight
            focus: true
            activeFocusOnTab: true
            onDrawn: box => sheet.box = box
            onAccepted: sheet.search()
        }
    }
    buttons: [
        PushButton {
            quiet: true
            text: qsTr("The whole picture")
            onClicked: {
                sheet.close();
                sheet.query.setCrop(sheet.row, 0, 0, 0, 0);
            }
        },
        PushButton {
            text: qsTr("Cancel")
            onClicked: sheet.close()
        },
        PushButton {
            primary: true
            text: qsTr("Search this part")
            enabled: sheet.box.width > 0.01 && sheet.box.height > 0.01
            onClicked: sheet.search()
        }
    ]
}
