import QtQuick
import Likeness

/// Draws the box on an example of the question that is to count.
Sheet {
    id: sheet
    required property QueryModel query
    property int row: -1
    property url picture: ""
    property rect box: Qt.rect(0, 0, 1, 1)

    function openFor(chipRow) {
        row = chipRow;
        const thumbnail = query.data(query.index(chipRow, 0), QueryModel.ThumbnailRole);
        picture = thumbnail;
        const crop = query.crop(chipRow);
        box = crop.width > 0 ? crop : Qt.rect(0, 0, 1, 1);
        open();
    }

    width: Math.min(720, (parent ? parent.width : 720) - 48)
    heading: qsTr("Only a part of it")
    note: qsTr("Draw a box around what should count.")

    Item {
        width: parent.width
        height: Math.min(460, (sheet.parent ? sheet.parent.height : 800) - 280)
        Image {
            id: image
            anchors.fill: parent
            source: sheet.picture
            sourceSize: Qt.size(1024, 1024)
            fillMode: Image.PreserveAspectFit
            asynchronous: true
        }
        BoxDrawer {
            anchors.centerIn: parent
            width: image.paintedWidth
            height: image.paintedHeight
            box: sheet.box
            onDrawn: box => sheet.box = box
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
            onClicked: {
                sheet.close();
                sheet.query.setCrop(sheet.row, sheet.box.x, sheet.box.y, sheet.box.width, sheet.box.height);
            }
        }
    ]
}
