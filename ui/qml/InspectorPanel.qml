import QtQuick
import Likeness

/// Everything known about the current photo, and what is most often done with it.
FocusScope {
    id: panel
    required property Session session
    readonly property Inspector photo: session.inspector
    readonly property int chosenCount: session.selection.count
    property bool showPreview: true
    /// What the buttons that have keys act on, as the keys do: everything selected. Beside a photo that is viewed it is
    /// that photo alone.
    readonly property var targets: showPreview && chosenCount > 1 ? [] : [photo.photoId]
    signal openAsked
    signal renameAsked
    signal trashAsked
    signal writeAsked
    signal tagRenameAsked(string name)
    signal leaveAsked ///< the person is done here; the photos get the keyboard back

    function focusTags() {
        tagField.focusInput();
        flick.contentY = Math.max(0, Math.min(tagField.y, flick.contentHeight - flick.height));
    }

    Rectangle {
        anchors.fill: parent
        color: Theme.panel
    }
    Column {
        anchors.centerIn: parent
        width: parent.width - 48
        spacing: 10
        visible: !panel.photo.valid
        Icon {
            anchors.horizontalCenter: parent.horizontalCenter
            glyph: "image"
            edge: 28
            color: Theme.textFaint
        }
        UiText {
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            text: qsTr("Select a photo to see what is known about it")
            color: Theme.textFaint
            wrapMode: Text.Wrap
        }
    }
    Flickable {
        id: flick
        anchors.fill: parent
        visible: panel.photo.valid
        contentHeight: page.height
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        Column {
            id: page
            x: 16
            width: flick.width - 32
            topPadding: 16
            bottomPadding: 24
            spacing: 0

            Item {
                visible: panel.showPreview
                width: parent.width
                height: visible ? Math.min(parent.width, parent.width / ratio) : 0
                readonly property real ratio: panel.photo.width > 0 ? Math.max(0.75, panel.photo.width / panel.photo.height) : 1.5
                Image {
                    id: preview
                    anchors.fill: parent
                    source: panel.photo.image
                    asynchronous: true
                    fillMode: Image.PreserveAspectFit
                    Accessible.role: Accessible.Graphic
                    Accessible.name: panel.photo.name
                    TapHandler {
                        onDoubleTapped: panel.openAsked()
                    }
                }
            }
            Item { width: 1; height: 12 }
            UiText {
                width: parent.width
                // May break before "_" and ".", so that an ending is not cut in two.
                text: panel.photo.name.replace(/[_.]/g, "\u200b$&")
                font.pixelSize: Theme.title
                font.weight: Font.DemiBold
                wrapMode: Text.Wrap
                maximumLineCount: 3
            }
            UiText {
                visible: panel.chosenCount > 1
                width: parent.width
                topPadding: 4
                text: qsTr("%Ln selected; this is the current one", "", panel.chosenCount)
                color: Theme.accent
                font.pixelSize: Theme.small
                wrapMode: Text.Wrap
            }
            Item {
                width: parent.width
                height: 36
                Stars {
                    x: -2
                    anchors.verticalCenter: parent.verticalCenter
                    rating: panel.photo.rating
                    edge: 18
                    onRated: stars => panel.session.actions.rate(panel.targets, stars)
                }
            }
            Row {
                x: -6
                spacing: 2
                bottomPadding: 8
                IconButton {
                    glyph: "similar"
                    text: qsTr("Find what looks like this")
                    keys: "S"
                    onClicked: panel.session.query.findSimilar(panel.photo.photoId)
                }
                IconButton {
                    glyph: "folder-find"
                    text: qsTr("Show in folder")
                    enabled: panel.photo.online
                    onClicked: panel.session.actions.showInFolder(panel.photo.photoId)
                }
                IconButton {
                    glyph: "open"
                    text: qsTr("Open with the usual program")
                    keys: qsTr("Ctrl+Enter")
                    enabled: panel.photo.online
                    onClicked: panel.session.actions.open(panel.targets)
                }
                IconButton {
                    glyph: "copy"
                    text: qsTr("Copy")
                    keys: qsTr("Ctrl+C")
                    onClicked: panel.session.actions.copyFiles(panel.targets)
                }
                IconButton {
                    glyph: "rename"
                    text: qsTr("Rename…")
                    keys: "F2"
                    enabled: panel.photo.online
                    onClicked: panel.renameAsked()
                }
                IconButton {
                    glyph: "trash"
                    text: qsTr("Move to trash")
                    keys: qsTr("Del")
                    enabled: panel.photo.online
                    onClicked: panel.trashAsked()
                }
            }
            Hairline {}
            Item { width: 1; height: 12 }
            TagField {
                id: tagField
                width: parent.width
                editor: panel.session.tags
                onLeaveAsked: panel.leaveAsked()
                onRenameAsked: name => panel.tagRenameAsked(name)
            }
            Item { width: 1; height: 6 }
            TextLine {
                width: parent.width
                visible: panel.chosenCount <= 1
                text: panel.photo.title
                placeholder: qsTr("Add a title…")
                onDone: text => panel.session.tags.setTitle(panel.photo.photoId, text)
                onLeaveAsked: panel.leaveAsked()
            }
            TextLine {
                width: parent.width
                visible: panel.chosenCount <= 1
                text: panel.photo.description
                placeholder: qsTr("Add a description…")
                onDone: text => panel.session.tags.setDescription(panel.photo.photoId, text)
                onLeaveAsked: panel.leaveAsked()
            }
            Item { width: 1; height: 4 }
            PushButton {
                x: -6
                leftPadding: 6
                quiet: true
                glyph: "file"
                text: qsTr("Write to file…")
                tip: qsTr("Lets other programs read stars, tags, title and description")
                keys: qsTr("Ctrl+T")
                onClicked: panel.writeAsked()
            }
            Item { width: 1; height: 8 }
            Hairline {}
            Item { width: 1; height: 8 }
            InspectorField {
                width: parent.width
                visible: !panel.photo.online
                glyph: "offline"
                text: panel.photo.online ? "" : qsTr("Offline")
                note: qsTr("The drive with this file is not there. Searching goes on with what is known.")
            }
            InspectorField {
                width: parent.width
                glyph: "calendar"
                text: panel.photo.dateText
            }
            InspectorField {
                width: parent.width
                glyph: "image"
                text: panel.photo.dimensions
                note: [panel.photo.formatText, panel.photo.sizeText].filter(part => part.length > 0).join(" · ")
            }
            InspectorField {
                width: parent.width
                glyph: "camera"
                text: panel.photo.camera.length > 0 ? panel.photo.camera : (panel.photo.exposureText.length > 0 ? panel.photo.exposureText : panel.photo.lens)
                note: panel.photo.camera.length > 0 ? [panel.photo.lens, [panel.photo.exposureText, panel.photo.iso].filter(part => part.length > 0).join(" · ")].filter(part => part.length > 0).join("\n") : panel.photo.iso
            }
            InspectorField {
                width: parent.width
                glyph: "place"
                text: panel.photo.place
            }
            InspectorField {
                width: parent.width
                glyph: "folder"
                text: panel.photo.folder
                IconButton {
                    glyph: "copy"
                    edge: 16
                    text: qsTr("Copy path")
                    keys: qsTr("Ctrl+Shift+C")
                    onClicked: panel.session.actions.copyPath(panel.targets)
                }
            }
            InspectorField {
                width: parent.width
                glyph: "stack"
                text: panel.photo.copies.length > 0 ? qsTr("%Ln identical copy(s)", "", panel.photo.copies.length) : ""
                note: panel.photo.copies.join("\n")
            }
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
}
