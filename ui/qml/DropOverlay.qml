import QtQuick
import Likeness

/// The whole window takes drops; this says what a drop will do before it is let go.
DropArea {
    id: area
    required property Session session
    property bool firstRun: false
    property bool ownDrag: false
    property bool modelsShown: false ///< a folder that is dropped is a model then
    property Item folderZone: null ///< a drop of files here adds folders instead
    readonly property bool overFolders: !modelsShown && folderZone !== null && folderZone.visible && area.containsDrag
                                        && drag.x < folderZone.x + folderZone.width
    property bool localFiles: false
    signal foldersDropped(var urls)
    signal modelDropped(url folder)

    onEntered: event => {
        const pictures = event.formats.some(format => format.startsWith("image/"));
        event.accepted = event.hasUrls || event.hasText || pictures;
        localFiles = event.hasUrls && event.urls.every(url => url.toString().startsWith("file:"));
    }
    onDropped: event => {
        event.accept(Qt.CopyAction);
        const urls = [];
        for (const url of event.urls)
            urls.push(url);
        if (modelsShown) {
            if (localFiles && urls.length > 0)
                modelDropped(urls[0]);
            return;
        }
        if (localFiles && (firstRun || overFolders)) {
            foldersDropped(urls);
            return;
        }
        // A browser brings the bitmap itself next to its address; that needs no network.
        let bytes = undefined;
        if (!localFiles) {
            for (const format of ["image/png", "image/jpeg", "image/webp", "image/bmp"]) {
                if (event.formats.includes(format)) {
                    bytes = event.getDataAsArrayBuffer(format);
                    break;
                }
            }
        }
        session.query.addDrop(urls, bytes, event.hasText ? event.text : "");
    }

    Rectangle {
        anchors.fill: parent
        color: Theme.dark ? "#d9141414" : "#e6f0f0f0"
        opacity: area.containsDrag && !area.ownDrag ? 1 : 0
        visible: opacity > 0
        Behavior on opacity {
            NumberAnimation { duration: Theme.fast }
        }
        DropZone {
            id: folders
            visible: area.folderZone !== null && area.folderZone.visible && area.localFiles && !area.firstRun && !area.modelsShown
            x: 12
            y: 12
            width: visible ? area.folderZone.width - 18 : 0
            height: parent.height - 24
            glyph: "folder-add"
            heading: qsTr("Add folder")
            note: ""
            lit: area.overFolders
        }
        DropZone {
            x: folders.visible ? folders.x + folders.width + 12 : 12
            y: 12
            width: parent.width - x - 12
            height: parent.height - 24
            glyph: area.modelsShown ? "models" : area.firstRun && area.localFiles ? "folder-add" : "similar"
            heading: area.modelsShown ? qsTr("Drop to import this model") : area.firstRun && area.localFiles ? qsTr("Drop to add this folder") : qsTr("Drop to find what looks like it")
            note: area.modelsShown ? qsTr("A folder as Hugging Face stores a model, or a TorchScript file with likeness.json") : area.firstRun && area.localFiles ? qsTr("Its photos stay where they are") : qsTr("A picture, several, or an image from the browser")
            lit: !area.overFolders
        }
    }
}
