import QtQuick
import Likeness

/// Where photos come from: everything, folders, kept searches; and what needs attention.
FocusScope {
    id: sidebar
    required property Session session
    readonly property QueryModel query: session.query
    property bool modelsShown: false
    property bool mapShown: false
    property bool duplicatesShown: false
    readonly property bool elsewhere: modelsShown || mapShown || clustersShown || duplicatesShown ///< not looking at the grid
    readonly property bool showsAll: !elsewhere && query.folder.length === 0 && query.empty && query.filter.length === 0
    property bool clustersShown: false
    signal addFolderAsked
    signal removeFolderAsked(var folderId, string name)
    signal failuresAsked
    signal shortcutsAsked
    signal modelsAsked
    signal mapAsked
    signal gridAsked
    signal duplicatesAsked
    signal clustersAsked
    /// Something to look at was chosen.
    signal photosAsked

    Rectangle {
        anchors.fill: parent
        color: Theme.panel
    }
    ListView {
        id: list
        anchors.top: parent.top
        anchors.bottom: footer.top
        width: parent.width
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        model: sidebar.session.library
        reuseItems: true
        Accessible.role: Accessible.Tree
        Accessible.name: qsTr("Folders")
        header: Column {
            width: list.width
            topPadding: 12
            SidebarItem {
                width: parent.width
                glyph: "photos"
                text: qsTr("All photos")
                count: Number(sidebar.session.library.photoCount).toLocaleString(Qt.locale(), "f", 0)
                chosen: sidebar.showsAll
                onClicked: {
                    sidebar.query.showAll();
                    sidebar.gridAsked();
                }
            }
            SidebarHeading {
                width: parent.width
                text: qsTr("Explore")
            }
            SidebarItem {
                width: parent.width
                glyph: "map"
                text: qsTr("Map")
                chosen: sidebar.mapShown
                tip: qsTr("All photos at once; what looks alike lies together.")
                onClicked: sidebar.mapAsked()
            }
            SidebarItem {
                width: parent.width
                glyph: "clusters"
                text: qsTr("Clusters")
                chosen: sidebar.clustersShown
                tip: qsTr("Photos that belong together, gathered.")
                onClicked: sidebar.clustersAsked()
            }
            SidebarItem {
                width: parent.width
                glyph: "stack"
                text: qsTr("Duplicates")
                chosen: sidebar.duplicatesShown
                count: sidebar.session.duplicates.count > 0 ? sidebar.session.duplicates.count.toLocaleString(Qt.locale(), "f", 0) : ""
                onClicked: sidebar.duplicatesAsked()
            }
            SidebarHeading {
                width: parent.width
                text: qsTr("Folders")
                IconButton {
                    glyph: "plus"
                    edge: 18
                    text: qsTr("Add a photo folder…")
                    keys: qsTr("Ctrl+Shift+O")
                    onClicked: sidebar.addFolderAsked()
                }
            }
        }
        delegate: SidebarFolder {
            width: list.width
            session: sidebar.session
            dimmed: sidebar.elsewhere
            onChosen: sidebar.photosAsked()
            onRemoveAsked: (folderId, name) => sidebar.removeFolderAsked(folderId, name)
        }
        footer: Column {
            width: list.width
            bottomPadding: 12
            SidebarHeading {
                width: parent.width
                visible: saved.count > 0
                height: visible ? 40 : 0
                text: qsTr("Kept searches")
            }
            Repeater {
                id: saved
                model: sidebar.session.saved
                delegate: SidebarItem {
                    id: search
                    required property int index
                    required property string name
                    width: list.width
                    glyph: "bookmark"
                    text: name
                    chosen: sidebar.query.title === name && !sidebar.showsAll && !sidebar.elsewhere
                    onClicked: {
                        sidebar.session.saved.open(index);
                        sidebar.photosAsked();
                    }
                    onMenuAsked: searchMenu.popup()
                    Keys.onDeletePressed: sidebar.session.saved.remove(index)
                    MenuPanel {
                        id: searchMenu
                        MenuEntry {
                            glyph: "search"
                            text: qsTr("Search again")
                            onTriggered: sidebar.session.saved.open(search.index)
                        }
                        MenuEntry {
                            glyph: "close"
                            text: qsTr("Forget this search")
                            onTriggered: sidebar.session.saved.remove(search.index)
                        }
                    }
                }
            }
        }
        SlimScrollBar {
            id: bar
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
    Column {
        id: footer
        anchors.bottom: parent.bottom
        width: parent.width
        SidebarItem {
            width: parent.width
            visible: sidebar.session.failures.count > 0
            height: visible ? 36 : 0
            glyph: "warning"
            tint: Theme.warning
            text: qsTr("Could not be read")
            count: sidebar.session.failures.count.toLocaleString(Qt.locale(), "f", 0)
            onClicked: sidebar.failuresAsked()
        }
        SidebarItem {
            readonly property InstalledModels models: sidebar.session.models
            readonly property int downloads: sidebar.session.catalogue.downloadCount
            width: parent.width
            height: 36
            glyph: "models"
            text: qsTr("Models")
            chosen: sidebar.modelsShown
            count: models.arrivingId.length > 0 ? qsTr("arriving") : (downloads > 0 ? qsTr("fetching") : "")
            tip: models.arrivingId.length > 0 ? qsTr("“%1” is learning the library; “%2” answers meanwhile.").arg(models.arrivingName).arg(models.activeName)
                                              : (models.activeName.length > 0 ? qsTr("“%1” answers.").arg(models.activeName) : "")
            onClicked: sidebar.modelsAsked()
        }
        Hairline {}
        Item {
            width: parent.width
            height: 44
            Row {
                x: 10
                anchors.verticalCenter: parent.verticalCenter
                IconButton {
                    readonly property var next: ({ "system": "light", "light": "dark", "dark": "system" })
                    readonly property var names: ({ "system": qsTr("Light or dark as the desktop"), "light": qsTr("Light"), "dark": qsTr("Dark") })
                    glyph: Theme.mode === "dark" ? "moon" : (Theme.mode === "light" ? "sun" : "screen")
                    text: names[Theme.mode] ?? ""
                    onClicked: sidebar.session.settings.theme = next[Theme.mode]
                }
                IconButton {
                    glyph: "keyboard"
                    text: qsTr("Keyboard shortcuts")
                    keys: "F1"
                    onClicked: sidebar.shortcutsAsked()
                }
            }
        }
    }
}
