import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Dialogs
import Likeness

/// The window: sidebar, question, photos, details, status; the viewer and everything modal above them.
ApplicationWindow {
    id: root
    required property Session session
    readonly property QueryModel query: session.query
    readonly property UiSettings settings: session.settings
    readonly property bool firstRun: session.library.empty && query.empty
    /// What lies between sidebar and status line: "photos", "map", "clusters", "duplicates", "compare", "models" or
    /// "diagnostics".
    property string place: "photos"
    /// A page, not the photos of the question.
    readonly property bool reading: ["clusters", "duplicates", "models", "diagnostics"].includes(place)
    /// Photos are compared, over the whole window.
    property bool comparingPhotos: false
    readonly property bool browsing: !viewer.shown && !comparingPhotos && !firstRun && place === "photos"
    /// The session's photos are in sight, as a grid or as a map.
    readonly property bool choosing: !viewer.shown && !comparingPhotos && !firstRun && (place === "photos" || place === "map")
    readonly property ShortcutsSheet shortcuts: shortcutsSheet
    readonly property Toast news: toast ///< what is said in passing
    readonly property bool roaming: !comparingPhotos && !firstRun && session.library.loaded ///< keys lead to other places
    readonly property bool asking: !viewer.shown && !comparingPhotos && !firstRun && !reading ///< the query bar is there

    width: 1280
    height: 800
    minimumWidth: 760
    minimumHeight: 480
    visible: true
    title: firstRun ? qsTr("Likeness") : qsTr("%1 – Likeness").arg(query.title)
    color: Theme.canvas
    font.family: Theme.fontFamily
    font.pixelSize: Theme.body

    Component.onCompleted: {
        const last = settings.windowGeometry;
        if (last.width >= minimumWidth && last.height >= minimumHeight) {
            width = Math.min(last.width, Screen.desktopAvailableWidth);
            height = Math.min(last.height, Screen.desktopAvailableHeight);
        }
        if (settings.windowMaximized)
            showMaximized();
        filterBar.shown = query.filter.length > 0;
        session.failures.refresh();
        grid.forceActiveFocus();
    }
    onClosing: {
        settings.windowMaximized = visibility === Window.Maximized;
        if (visibility === Window.Windowed)
            settings.windowGeometry = Qt.rect(x, y, width, height);
    }

    Binding {
        target: root.session.photos
        property: "folding"
        value: root.place !== "map"
    }
    Binding {
        target: Theme
        property: "mode"
        value: root.settings.theme
    }
    Binding {
        target: Theme
        property: "reducedMotion"
        value: String(root.settings.value("reducedMotion", false)) === "true"
    }

    // ---- what the window asks for -------------------------------------------------------------------------------

    function focusPhotos() {
        focusPlace();
        if (place === "photos")
            grid.ensureVisible(session.selection.current);
    }
    function showPhotos() {
        place = "photos";
        grid.forceActiveFocus(Qt.OtherFocusReason);
    }
    function showMap() {
        if (viewer.shown)
            viewer.close();
        place = "map";
        map.visited = true;
        map.view.focusMap();
    }
    /// The grid, with the first of the selected photos in sight. Stacks would hide some of them.
    function showSelectedInGrid() {
        if (session.selection.count > 1)
            session.photos.stacked = false;
        showPhotos();
        const row = session.selection.firstRow();
        if (row >= 0)
            grid.ensureVisible(row);
    }
    function focusPlace() {
        if (place === "compare")
            compare.view.focusGrid();
        else if (place === "map")
            map.view.focusMap();
        else
            grid.forceActiveFocus(Qt.OtherFocusReason);
    }
    function showModels(getting) {
        if (viewer.shown)
            viewer.close();
        place = "models";
        models.view.getting = getting;
        models.view.forceActiveFocus(Qt.OtherFocusReason);
    }
    function showDiagnostics() {
        if (viewer.shown)
            viewer.close();
        place = "diagnostics";
        diagnostics.view.forceActiveFocus(Qt.OtherFocusReason);
    }
    function showDuplicates() {
        if (viewer.shown)
            viewer.close();
        place = "duplicates";
        duplicates.view.forceActiveFocus(Qt.OtherFocusReason);
    }
    function showClusters() {
        if (viewer.shown)
            viewer.close();
        place = "clusters";
        clusters.view.focusGrid();
    }
    /// `modelId` empty: the models that were compared last, else the one in use and another.
    function showComparison(modelId) {
        if (session.models.comparableCount < 2) {
            toast.show(qsTr("A comparison needs two models that have learnt this library."), qsTr("Models"), () => showModels(false));
            return;
        }
        if (viewer.shown)
            viewer.close();
        place = "compare";
        if (modelId.length > 0)
            session.comparison.start(session.models.activeId, modelId);
        else
            session.comparison.start();
        compare.view.focusGrid();
    }
    /// Opens the page on which photos are looked at side by side; `ids` are two or more.
    function comparePhotos(ids) {
        if (ids.length < 2) {
            toast.show(qsTr("Select the photos to compare first: two or more."));
            return;
        }
        if (viewer.shown)
            viewer.close();
        session.photoCompare.start(ids);
        comparingPhotos = true;
        photoCompare.item.forceActiveFocus(Qt.OtherFocusReason);
    }
    /// `rejected` are photos that were decided against and are still there.
    function leaveComparison(rejected) {
        comparingPhotos = false; // its page is gone from here on
        focusPhotos();
        if (rejected.length > 0)
            toast.show(qsTr("%Ln rejected photo(s) not moved to the trash", "", rejected.length), qsTr("Move to trash"),
                       () => session.actions.trash(rejected));
    }
    /// What an action is for: none for the session's own selection.
    function targets() {
        if (comparingPhotos)
            return [session.photoCompare.currentId];
        return place === "compare" ? compare.view.current.selection.ids() : [];
    }
    function stepBack() {
        // One step at a time; several selected photos are never dropped silently.
        if (query.newMarkCount > 0) {
            query.forgetNewMarks();
        } else if (session.selection.count > 1) {
            selectedNews = qsTr("%Ln photo(s) selected", "", session.selection.count);
            toast.show(selectedNews, qsTr("Select none"), () => session.selection.clear());
        } else if (!query.empty) {
            query.clear();
        } else if (query.folder.length > 0 || query.filter.length > 0) {
            query.showAll();
        } else {
            session.selection.clear();
        }
    }
    property string selectedNews: "" ///< what was said about the selection; untrue as soon as it changes
    function tag() {
        settings.inspectorVisible = true;
        if (inspector.visible)
            inspector.focusTags();
        else
            tagSheet.open(); // there is no room for the panel
    }
    function askName() {
        if (session.selection.currentId <= 0)
            return;
        const name = session.inspector.name;
        const dot = name.lastIndexOf(".");
        renameSheet.photoId = session.selection.currentId;
        renameSheet.start = name;
        renameSheet.markedLength = dot > 0 ? dot : name.length;
        renameSheet.open();
    }
    function trash() {
        if (session.actions.targetCount() > 0)
            session.actions.trash();
    }
    function askDelete() {
        if (session.actions.targetCount() > 0)
            deleteSheet.open();
    }
    function toggleFullScreen() {
        if (visibility === Window.FullScreen)
            visibility = wasMaximized ? Window.Maximized : Window.Windowed;
        else {
            wasMaximized = visibility === Window.Maximized;
            visibility = Window.FullScreen;
        }
    }
    property bool wasMaximized: false

    // ---- the page -----------------------------------------------------------------------------------------------

    Item {
        id: page
        anchors.fill: parent
        visible: root.session.library.loaded && !root.firstRun

        Sidebar {
            id: sidebar
            anchors.top: parent.top
            anchors.bottom: status.top
            width: root.settings.sidebarWidth
            // Panels make room for the photos in a small window.
            visible: root.settings.sidebarVisible && page.width - width - (facets.visible ? facets.width : 0) >= 480
            session: root.session
            modelsShown: root.place === "models"
            mapShown: root.place === "map"
            onModelsAsked: root.showModels(false)
            onMapAsked: root.showMap()
            onGridAsked: root.showPhotos()
            onPhotosAsked: if (root.reading) root.place = "photos"
            duplicatesShown: root.place === "duplicates"
            onDuplicatesAsked: root.showDuplicates()
            clustersShown: root.place === "clusters"
            onClustersAsked: root.showClusters()
            onAddFolderAsked: folderDialog.open()
            onFailuresAsked: failuresSheet.open()
            onShortcutsAsked: shortcutsSheet.open()
            onRemoveFolderAsked: (folderId, name) => {
                removeSheet.folderId = folderId;
                removeSheet.folderName = name;
                removeSheet.open();
            }
        }
        SplitHandle {
            id: leftHandle
            anchors.left: sidebar.right
            anchors.top: parent.top
            anchors.bottom: status.top
            visible: sidebar.visible
            z: 2
            size: root.settings.sidebarWidth
            onMoved: size => root.settings.sidebarWidth = size
        }
        FacetPanel {
            id: facets
            anchors.left: sidebar.visible ? leftHandle.right : parent.left
            anchors.top: parent.top
            anchors.bottom: status.top
            width: root.settings.facetsWidth
            visible: root.settings.facetsVisible && (root.place === "photos" || root.place === "map")
            session: root.session
            onCloseAsked: {
                root.settings.facetsVisible = false;
                root.focusPlace();
            }
            onLeftSideways: root.focusPlace()
        }
        SplitHandle {
            id: facetsHandle
            anchors.left: facets.right
            anchors.top: parent.top
            anchors.bottom: status.top
            visible: facets.visible
            z: 2
            sizeMin: 200
            sizeMax: 420
            size: root.settings.facetsWidth
            onMoved: size => root.settings.facetsWidth = size
        }
        Item {
            id: middle
            anchors.left: facets.visible ? facetsHandle.right : (sidebar.visible ? leftHandle.right : parent.left)
            anchors.right: inspector.visible ? rightHandle.left : parent.right
            anchors.top: parent.top
            anchors.bottom: status.top

            QueryBar {
                id: queryBar
                width: parent.width
                session: root.session
                sidebarShown: root.settings.sidebarVisible
                filterShown: filterBar.shown
                dropHere: drop.containsDrag && drop.ownDrag
                onSidebarAsked: root.settings.sidebarVisible = !root.settings.sidebarVisible
                onFilterToggled: root.toggleFilter()
                onPickAsked: pictureDialog.open()
                onSaveAsked: saveSheet.open()
                onCropAsked: row => cropSheet.openFor(row)
                onLeftDownwards: root.focusPlace()
            }
            FilterBar {
                id: filterBar
                anchors.top: queryBar.bottom
                width: parent.width
                query: root.query
                facets: root.session.facets
                completer: root.session.completer
                panelShown: facets.visible
                onPanelToggled: root.togglePanel()
                onCloseAsked: {
                    shown = false;
                    root.focusPlace();
                }
            }
            MessageBanner {
                id: banner
                anchors.top: filterBar.bottom
                width: parent.width
                text: root.query.message
                actionText: root.query.messageAboutWords ? (root.session.models.anyUnderstandsWords ? qsTr("Choose a model") : qsTr("Get a model that does")) : ""
                onActed: {
                    root.query.dismissMessage();
                    root.showModels(!root.session.models.anyUnderstandsWords);
                }
                onDismissed: root.query.dismissMessage()
            }
            ClusterBar {
                id: clusterBar
                anchors.top: banner.bottom
                width: parent.width
                session: root.session
                onBackAsked: root.showClusters()
            }
            ResultsHeader {
                id: header
                anchors.top: clusterBar.bottom
                width: parent.width
                visible: root.place !== "compare" && root.place !== "map"
                session: root.session
                view: grid
                onCompareAsked: root.showComparison("")
            }
            PhotoGrid {
                id: grid
                anchors.top: header.bottom
                anchors.bottom: parent.bottom
                width: parent.width
                focus: true
                visible: root.place !== "compare" && root.place !== "map"
                session: root.session
                onOpened: row => viewer.openIn(root.session.photos, root.session.selection, row, false)
                onPeeked: row => viewer.openIn(root.session.photos, root.session.selection, row, true)
                onRenameAsked: root.askName()
                onTrashAsked: root.trash()
                onDeleteAsked: root.askDelete()
                onTagAsked: root.tag()
                onWriteAsked: writeSheet.offer()
                onBackAsked: root.stepBack()
                onCompareAsked: root.comparePhotos(selection.ids())
            }
            MarkBar {
                id: markBar
                anchors.horizontalCenter: grid.horizontalCenter
                anchors.bottom: grid.bottom
                anchors.bottomMargin: 12
                visible: opacity > 0 && grid.visible
                query: root.query
            }
            EmptyState {
                id: nothing
                anchors.centerIn: grid
                visible: root.place !== "compare" && root.place !== "map" && root.session.photos.count === 0 && !root.session.photos.loading && !root.query.busy
                readonly property bool learning: root.session.indexing.state !== "idle"
                readonly property bool asked: !root.query.empty || root.query.filter.length > 0
                readonly property int hidden: root.session.photos.hiddenCount
                glyph: hidden > 0 ? "similar" : (asked ? "search" : (learning ? "photos" : "folder"))
                heading: hidden > 0 ? qsTr("Nothing is that much alike")
                       : asked ? (root.query.empty ? qsTr("No photo passes the filter") : qsTr("Nothing alike found"))
                       : learning ? qsTr("The first photos appear in a moment")
                       : qsTr("No photos here")
                note: hidden > 0 ? qsTr("%Ln photo(s) are below the line.", "", hidden)
                    : asked && learning ? qsTr("Likeness is still learning your photos. Results grow as it goes on.")
                    : asked ? qsTr("Try another picture, or let more photos through the filter.")
                    : learning ? qsTr("You can already look around and search while Likeness learns the rest.")
                    : qsTr("There are no pictures in this folder that Likeness can read.")
                PushButton {
                    visible: nothing.hidden > 0
                    primary: true
                    text: qsTr("Show the closest anyway")
                    onClicked: root.query.cutOff = root.session.photos.worstScore
                }
                PushButton {
                    visible: nothing.asked && nothing.hidden === 0
                    text: qsTr("Show all photos")
                    onClicked: root.query.showAll()
                }
                PushButton {
                    visible: !nothing.asked && !nothing.learning
                    text: qsTr("Add a photo folder…")
                    glyph: "folder-add"
                    onClicked: folderDialog.open()
                }
            }
            Loader {
                id: compare
                readonly property CompareView view: item as CompareView
                anchors.top: banner.bottom
                anchors.bottom: parent.bottom
                width: parent.width
                active: root.place === "compare"
                sourceComponent: CompareView {
                    session: root.session
                    onCloseAsked: root.showPhotos()
                    onPickAsked: pictureDialog.open()
                    onOpened: (side, row, peek) => viewer.openIn(side.photos, side.selection, row, peek)
                }
            }
            Loader {
                id: map
                readonly property MapPage view: item as MapPage
                property bool visited: false ///< the page stays, so that one comes back to where one was
                anchors.top: banner.bottom
                anchors.bottom: parent.bottom
                width: parent.width
                active: visited
                visible: root.place === "map"
                onVisibleChanged: visited = visited || visible
                sourceComponent: MapPage {
                    session: root.session
                    onOpened: row => viewer.openIn(root.session.photos, root.session.selection, row, false)
                    onPeeked: row => viewer.openIn(root.session.photos, root.session.selection, row, true)
                    onGridAsked: root.showSelectedInGrid()
                    onRenameAsked: root.askName()
                    onTrashAsked: root.trash()
                    onDeleteAsked: root.askDelete()
                    onBackAsked: root.showPhotos()
                }
            }
        }
        SplitHandle {
            id: rightHandle
            anchors.right: inspector.left
            anchors.top: parent.top
            anchors.bottom: status.top
            visible: inspector.visible
            z: 2
            reversed: true
            sizeMin: 220
            size: root.settings.inspectorWidth
            onMoved: size => root.settings.inspectorWidth = size
        }
        InspectorPanel {
            id: inspector
            anchors.right: parent.right
            anchors.top: parent.top
            anchors.bottom: status.top
            width: root.settings.inspectorWidth
            visible: root.settings.inspectorVisible && (root.place === "photos" || root.place === "map")
                     && page.width - width - (sidebar.visible ? sidebar.width : 0) - (facets.visible ? facets.width : 0) >= 480
            session: root.session
            onOpenAsked: viewer.open(root.session.selection.current, false)
            onRenameAsked: root.askName()
            onTrashAsked: root.trash()
            onWriteAsked: writeSheet.offer()
            onTagRenameAsked: name => {
                tagNameSheet.start = name;
                tagNameSheet.open();
            }
            onLeaveAsked: grid.forceActiveFocus(Qt.OtherFocusReason)
        }
        Loader {
            id: models
            readonly property ModelsPage view: item as ModelsPage
            anchors.left: sidebar.visible ? leftHandle.right : parent.left
            anchors.right: parent.right
            anchors.top: parent.top
            anchors.bottom: status.top
            active: root.place === "models"
            sourceComponent: ModelsPage {
                session: root.session
                onBackAsked: root.showPhotos()
                onCompareAsked: modelId => root.showComparison(modelId)
            }
        }
        Loader {
            id: clusters
            readonly property ClustersPage view: item as ClustersPage
            anchors.left: sidebar.visible ? leftHandle.right : parent.left
            anchors.right: parent.right
            anchors.top: parent.top
            anchors.bottom: status.top
            active: root.place === "clusters"
            sourceComponent: ClustersPage {
                session: root.session
                onBackAsked: root.showPhotos()
                onPhotosAsked: root.showPhotos()
            }
        }
        Loader {
            id: duplicates
            readonly property DuplicatesPage view: item as DuplicatesPage
            anchors.left: sidebar.visible ? leftHandle.right : parent.left
            anchors.right: parent.right
            anchors.top: parent.top
            anchors.bottom: status.top
            active: root.place === "duplicates"
            sourceComponent: DuplicatesPage {
                session: root.session
                onBackAsked: root.showPhotos()
            }
        }
        Loader {
            id: diagnostics
            readonly property DiagnosticsPage view: item as DiagnosticsPage
            anchors.left: sidebar.visible ? leftHandle.right : parent.left
            anchors.right: parent.right
            anchors.top: parent.top
            anchors.bottom: status.top
            active: root.place === "diagnostics"
            sourceComponent: DiagnosticsPage {
                session: root.session
                onBackAsked: root.showPhotos()
                onFailuresAsked: failuresSheet.open()
                onCopied: toast.show(qsTr("Copied."), "", null, null)
            }
        }
        StatusLine {
            id: status
            anchors.bottom: parent.bottom
            width: parent.width
            session: root.session
            onFailuresAsked: failuresSheet.open()
            onDiagnosticsAsked: root.place === "diagnostics" ? root.showPhotos() : root.showDiagnostics()
        }
    }
    FirstRun {
        anchors.fill: parent
        visible: root.session.library.loaded && root.firstRun
        focus: visible
        onChooseAsked: folderDialog.open()
    }
    Viewer {
        id: viewer
        anchors.fill: parent
        session: root.session
        onClosed: {
            if (root.visibility === Window.FullScreen)
                root.toggleFullScreen();
            root.focusPhotos();
        }
        onRenameAsked: root.askName()
        onTrashAsked: root.trash()
        onDeleteAsked: root.askDelete()
        onFullScreenAsked: root.toggleFullScreen()
    }
    Loader {
        id: photoCompare
        anchors.fill: parent
        active: root.comparingPhotos
        sourceComponent: PhotoComparePage {
            session: root.session
            onClosed: rejected => root.leaveComparison(rejected)
        }
    }
    DropOverlay {
        id: drop
        anchors.fill: parent
        session: root.session
        firstRun: root.firstRun
        ownDrag: grid.dragging
        modelsShown: root.place === "models"
        onModelDropped: folder => models.view.importFolder(folder)
        folderZone: sidebar
        onFoldersDropped: urls => {
            for (const url of urls)
                root.session.library.addFolder(url);
        }
        onContainsDragChanged: if (!containsDrag) grid.dragging = false
    }
    Toast {
        id: toast
        anchors.horizontalCenter: parent.horizontalCenter
        anchors.bottom: parent.bottom
        anchors.bottomMargin: markBar.visible ? 104 : 56
    }

    // ---- news ---------------------------------------------------------------------------------------------------

    Connections {
        target: root.session.undo
        function onChanged() {
            const undo = root.session.undo;
            if (undo.text.length > 0)
                toast.show(undo.text, qsTr("Undo"), () => undo.takeBack());
            else
                toast.hide();
        }
    }
    Connections {
        target: root.session.selection
        function onChanged() {
            if (toast.shown && toast.text === root.selectedNews)
                toast.hide();
        }
    }
    Connections {
        target: root.session.actions
        function onFailed(text) { toast.warn(text); }
    }
    Connections {
        target: root.session.tags
        function onFailed(text) { toast.warn(text); }
    }
    Connections {
        target: root.session.models
        function onAdded(modelId, name) {
            toast.show(qsTr("“%1” is installed.").arg(name), qsTr("Use it"), () => root.session.models.use(modelId), null);
        }
        function onProblemChanged() {
            if (root.place !== "models" && root.session.models.problem.length > 0)
                toast.warn(root.session.models.problem);
        }
    }
    Connections {
        target: root.session.library
        function onFailed(text) { toast.warn(text); }
    }
    Connections {
        target: root.session.duplicates
        function onFailed(text) { toast.warn(text); }
    }
    Connections {
        target: root.session.saved
        function onFailed(text) { toast.warn(text); }
    }
    Connections {
        target: root.session.indexing
        function onFinished(done, failed) { root.session.failures.refresh(); }
    }
    Connections {
        target: root.query
        function onFoldersOffered(folders) {
            offerSheet.folders = folders;
            offerSheet.open();
        }
        function onFilterChanged() {
            if (root.query.filter.length > 0)
                filterBar.shown = true;
        }
        function onQueryChanged() {
            if (viewer.shown)
                viewer.close();
            if (root.comparingPhotos)
                photoCompare.item.close();
            if (root.reading)
                root.place = "photos";
        }
    }

    // ---- sheets and dialogs -------------------------------------------------------------------------------------

    FolderDialog {
        id: folderDialog
        title: qsTr("Choose a photo folder")
        onAccepted: root.session.library.addFolder(selectedFolder)
    }
    FileDialog {
        id: pictureDialog
        title: qsTr("Pick a picture to find what looks like it")
        fileMode: FileDialog.OpenFiles
        onAccepted: root.query.addUrls(selectedFiles)
    }
    FailuresSheet {
        id: failuresSheet
        session: root.session
    }
    ShortcutsSheet {
        id: shortcutsSheet
    }
    CropSheet {
        id: cropSheet
        query: root.query
    }
    NameSheet {
        id: renameSheet
        property var photoId: 0
        heading: qsTr("Rename")
        doText: qsTr("Rename")
        onNamed: name => {
            if (name !== start)
                root.session.actions.rename(photoId, name);
        }
    }
    NameSheet {
        id: tagNameSheet
        heading: qsTr("Rename the tag “%1”").arg(start)
        note: qsTr("On every photo that has it. If the new name is a tag already, the two become one.")
        doText: qsTr("Rename")
        slashAllowed: true
        onNamed: name => root.session.tags.rename(start, name)
    }
    Sheet {
        id: tagSheet
        heading: qsTr("Tag %Ln photo(s)", "", root.session.tags.photoCount)
        onOpened: tagField.focusInput()
        TagField {
            id: tagField
            width: parent.width
            editor: root.session.tags
            onLeaveAsked: tagSheet.close()
            onRenameAsked: name => {
                tagNameSheet.start = name;
                tagNameSheet.open();
            }
        }
        buttons: [
            PushButton {
                primary: true
                text: qsTr("Close")
                onClicked: tagSheet.close()
            }
        ]
    }
    WriteSheet {
        id: writeSheet
        session: root.session
    }
    NameSheet {
        id: saveSheet
        heading: qsTr("Keep this search")
        note: qsTr("It stays in the sidebar and finds new photos too.")
        start: root.query.title
        doText: qsTr("Keep")
        slashAllowed: true
        onNamed: name => root.session.saved.save(name)
    }
    Sheet {
        id: deleteSheet
        readonly property int count: opened ? root.session.actions.targetCount() : 0
        heading: qsTr("Delete %Ln photo(s) for ever?", "", count)
        note: qsTr("The files are removed from the disk and cannot be brought back.")
        buttons: [
            PushButton {
                focus: true
                text: qsTr("Cancel")
                onClicked: deleteSheet.close()
            },
            PushButton {
                danger: true
                text: qsTr("Delete for ever")
                onClicked: {
                    deleteSheet.close();
                    root.session.actions.deleteForever();
                }
            }
        ]
    }
    Sheet {
        id: removeSheet
        property var folderId: 0
        property string folderName: ""
        heading: qsTr("Remove “%1” from Likeness?").arg(folderName)
        note: qsTr("The photos stay on the disk untouched. Likeness only stops showing and searching them.")
        buttons: [
            PushButton {
                focus: true
                text: qsTr("Cancel")
                onClicked: removeSheet.close()
            },
            PushButton {
                primary: true
                text: qsTr("Remove")
                onClicked: {
                    removeSheet.close();
                    root.session.library.removeFolder(removeSheet.folderId);
                }
            }
        ]
    }
    Sheet {
        id: offerSheet
        property var folders: []
        heading: qsTr("Add %Ln folder(s) to Likeness?", "", folders.length)
        note: qsTr("Their photos are indexed where they are; nothing is moved or copied.")
        buttons: [
            PushButton {
                text: qsTr("Cancel")
                onClicked: offerSheet.close()
            },
            PushButton {
                primary: true
                focus: true
                text: qsTr("Add")
                onClicked: {
                    for (const folder of offerSheet.folders)
                        root.session.library.addFolder(folder);
                    offerSheet.close();
                }
            }
        ]
    }

    // ---- keys ---------------------------------------------------------------------------------------------------

    function toggleFilter() {
        if (filterBar.shown && !filterBar.activeFocus) {
            filterBar.focusField();
        } else if (filterBar.shown) {
            filterBar.shown = false;
            root.focusPlace();
        } else {
            filterBar.shown = true;
            filterBar.focusField();
        }
    }
    Shortcut {
        sequences: [StandardKey.Find]
        enabled: root.asking
        onActivated: queryBar.focusWords()
    }
    function togglePanel() {
        if (settings.facetsVisible && facets.activeFocus) {
            settings.facetsVisible = false;
            focusPlace();
        } else {
            settings.facetsVisible = true;
            facets.focusList();
        }
    }
    Shortcut {
        sequence: "Ctrl+Shift+L"
        enabled: root.choosing
        onActivated: root.togglePanel()
    }
    Shortcut {
        sequence: "Ctrl+L"
        enabled: root.asking
        onActivated: root.toggleFilter()
    }
    Shortcut {
        sequences: [StandardKey.Paste]
        onActivated: root.query.pasteFromClipboard()
    }
    Shortcut {
        sequences: [StandardKey.Open]
        onActivated: pictureDialog.open()
    }
    Shortcut {
        sequence: "Ctrl+Shift+O"
        onActivated: folderDialog.open()
    }
    Shortcut {
        sequences: [StandardKey.Save]
        enabled: root.browsing
        onActivated: saveSheet.open()
    }
    Shortcut {
        sequence: "Alt+Left"
        enabled: root.query.canGoBack
        onActivated: root.query.back()
    }
    Shortcut {
        sequence: "Alt+Right"
        enabled: root.query.canGoForward
        onActivated: root.query.forward()
    }
    Shortcut {
        sequence: "Ctrl+B"
        enabled: !viewer.shown && !root.comparingPhotos && !root.firstRun
        onActivated: root.settings.sidebarVisible = !root.settings.sidebarVisible
    }
    Shortcut {
        sequence: "I"
        enabled: root.choosing
        onActivated: root.settings.inspectorVisible = !root.settings.inspectorVisible
    }
    Shortcut {
        sequences: [StandardKey.SelectAll]
        enabled: root.choosing
        onActivated: root.session.selection.selectAll()
    }
    Shortcut {
        sequence: "Ctrl+Shift+A"
        enabled: root.choosing
        onActivated: root.session.selection.clear()
    }
    Shortcut {
        sequence: "Ctrl+I"
        enabled: root.choosing
        onActivated: root.session.selection.invert()
    }
    Shortcut {
        sequences: [StandardKey.Copy]
        onActivated: root.session.actions.copyFiles(root.targets())
    }
    Shortcut {
        sequence: "Ctrl+Shift+C"
        onActivated: root.session.actions.copyPath(root.targets())
    }
    Shortcut {
        sequences: ["Ctrl+Return", "Ctrl+Enter"]
        enabled: root.place !== "duplicates"
        onActivated: root.session.actions.open(root.targets())
    }
    Shortcut {
        sequences: [StandardKey.Undo]
        enabled: root.session.undo.text.length > 0
        onActivated: root.session.undo.takeBack()
    }
    Shortcut {
        sequence: "T"
        enabled: root.browsing && root.session.selection.currentId > 0
        onActivated: root.tag()
    }
    Shortcut {
        sequence: "Ctrl+T"
        enabled: root.browsing && root.session.selection.currentId > 0
        onActivated: writeSheet.offer()
    }
    Shortcut {
        sequence: "F2"
        enabled: root.choosing || viewer.shown // elsewhere the key is the page's
        onActivated: root.askName()
    }
    Shortcut {
        sequence: "F5"
        onActivated: root.session.library.rescan()
    }
    Shortcut {
        sequence: "F11"
        onActivated: root.toggleFullScreen()
    }
    Shortcut {
        sequence: "Ctrl+K"
        enabled: root.roaming
        onActivated: root.place === "clusters" ? root.showPhotos() : root.showClusters()
    }
    Shortcut {
        sequence: "Ctrl+M"
        enabled: root.roaming
        onActivated: root.place === "models" ? root.showPhotos() : root.showModels(false)
    }
    Shortcut {
        sequence: "Ctrl+Shift+D"
        enabled: root.roaming
        onActivated: root.place === "duplicates" ? root.showPhotos() : root.showDuplicates()
    }
    Shortcut {
        sequence: "Ctrl+Shift+E"
        enabled: root.roaming
        onActivated: root.place === "map" ? root.showPhotos() : root.showMap()
    }
    Shortcut {
        sequence: "Ctrl+D"
        enabled: root.roaming
        onActivated: root.place === "diagnostics" ? root.showPhotos() : root.showDiagnostics()
    }
    Shortcut {
        sequence: "Ctrl+Shift+M"
        enabled: root.roaming
        onActivated: root.place === "compare" ? root.showPhotos() : root.showComparison("")
    }
    Shortcut {
        sequences: ["F1", "?"]
        onActivated: shortcutsSheet.open()
    }
    Shortcut {
        sequence: "+"
        enabled: root.browsing && grid.activeFocus && root.session.selection.currentId > 0
        onActivated: root.query.mark(root.session.selection.ids(), 1)
    }
    Shortcut {
        sequence: "-"
        enabled: root.browsing && grid.activeFocus && root.session.selection.currentId > 0
        onActivated: root.query.mark(root.session.selection.ids(), -1)
    }
    Shortcut {
        sequence: "C"
        enabled: root.browsing && grid.activeFocus
        onActivated: root.comparePhotos(root.session.selection.ids())
    }
    Shortcut {
        sequence: "R"
        enabled: root.browsing && grid.activeFocus && root.query.newMarkCount > 0
        onActivated: root.query.refine()
    }
    Shortcut {
        sequence: "L"
        enabled: root.browsing && grid.activeFocus
        onActivated: root.query.byLook = !root.query.byLook
    }
    Shortcut {
        sequences: [StandardKey.Quit]
        onActivated: root.close()
    }
    TapHandler {
        acceptedButtons: Qt.BackButton
        onTapped: root.query.back()
    }
    TapHandler {
        acceptedButtons: Qt.ForwardButton
        onTapped: root.query.forward()
    }
}
