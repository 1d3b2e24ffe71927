import QtQuick
import Likeness

/// A folder of the tree, registered or inside a registered one.
Item {
    id: folder
    required property Session session
    required property int index
    required property string path
    required property string name
    required property int depth
    required property bool expanded
    required property bool hasChildren
    required property var photoCount
    required property bool online
    required property var folderId
    required property string watchMode
    required property string watchReason
    readonly property bool registered: folderId > 0
    property bool dimmed: false ///< something else than photos is shown
    signal removeAsked(var folderId, string name)
    signal chosen

    height: Theme.rowHeight
    SidebarItem {
        id: line
        anchors.fill: parent
        indent: 12 + folder.depth * 14
        glyph: "folder"
        text: folder.name
        count: Number(folder.photoCount).toLocaleString(Qt.locale(), "f", 0)
        chosen: !folder.dimmed && folder.session.query.folder === folder.path
        opacity: folder.online ? 1 : 0.55
        badge: !folder.online ? "offline" : (folder.registered && folder.watchMode === "polled" ? "clock" : "")
        tip: {
            const lines = [folder.path];
            if (!folder.online)
                lines.push(qsTr("Offline. Its photos stay searchable; they open again when the drive is back."));
            if (folder.registered && folder.watchMode === "polled")
                lines.push(qsTr("Looked through now and then instead of watched: %1").arg(folder.watchReason));
            return lines.join("\n");
        }
        onClicked: {
            folder.session.query.folder = folder.path;
            folder.chosen();
        }
        onDoubleClicked: folder.session.library.toggle(folder.index)
        onMenuAsked: menu.popup()
        Keys.onRightPressed: if (!folder.expanded) folder.session.library.toggle(folder.index)
        Keys.onLeftPressed: if (folder.expanded) folder.session.library.toggle(folder.index)
        Keys.onDeletePressed: if (folder.registered) folder.removeAsked(folder.folderId, folder.name)
    }
    Item {
        x: 8 + folder.depth * 14
        width: 20
        height: parent.height
        visible: folder.hasChildren
        Icon {
            anchors.centerIn: parent
            glyph: "chevron-right"
            edge: 14
            rotation: folder.expanded ? 90 : 0
            color: arrow.containsMouse ? Theme.text : Theme.textFaint
            Behavior on rotation {
                NumberAnimation { duration: Theme.fast }
            }
        }
        MouseArea {
            id: arrow
            anchors.fill: parent
            hoverEnabled: true
            Accessible.role: Accessible.Button
            Accessible.name: folder.expanded ? qsTr("Fold %1").arg(folder.name) : qsTr("Unfold %1").arg(folder.name)
            onClicked: folder.session.library.toggle(folder.index)
        }
    }
    MenuPanel {
        id: menu
        MenuEntry {
            glyph: "photos"
            text: qsTr("Show its photos")
            onTriggered: {
                folder.session.query.folder = folder.path;
                folder.chosen();
            }
        }
        MenuEntry {
            glyph: "refresh"
            text: qsTr("Look for changes")
            keys: "F5"
            onTriggered: folder.session.library.rescan()
        }
        MenuEntry {
            glyph: "open"
            text: qsTr("Open in the file manager")
            onTriggered: Qt.openUrlExternally("file://" + encodeURI(folder.path))
        }
        MenuEntry {
            visible: folder.registered
            glyph: "close"
            text: qsTr("Remove from Likeness…")
            onTriggered: folder.removeAsked(folder.folderId, folder.name)
        }
    }
}
