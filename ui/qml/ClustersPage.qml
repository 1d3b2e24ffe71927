import QtQuick
import Likeness

/// The clusters of photos that belong together: cards to open, name and pin.
FocusScope {
    id: page
    required property Session session
    readonly property ClusterModel clusters: session.clusters
    signal backAsked
    /// A cluster is shown in the grid from now on.
    signal photosAsked

    Accessible.role: Accessible.Pane
    Accessible.name: qsTr("Clusters")
    Component.onCompleted: clusters.follow(true)
    Component.onDestruction: clusters.follow(false)

    function focusGrid() {
        grid.forceActiveFocus(Qt.OtherFocusReason);
    }
    function idAt(row) {
        return clusters.data(clusters.index(row, 0), ClusterModel.ClusterIdRole);
    }
    function open(row) {
        clusters.open(idAt(row));
        page.photosAsked();
    }
    function togglePin(row) {
        grid.followedId = idAt(row);
        clusters.setPinned(grid.followedId, !clusters.data(clusters.index(row, 0), ClusterModel.PinnedRole));
    }
    Connections {
        target: page.clusters
        /// What was pinned stays the current one where it went.
        function onChanged() {
            const row = page.clusters.rowOf(grid.followedId);
            if (row >= 0)
                grid.currentIndex = row;
            grid.followedId = 0;
        }
    }

    Rectangle {
        anchors.fill: parent
        color: Theme.canvas
    }
    Item {
        id: head
        x: 20
        width: parent.width - 40
        height: 76
        IconButton {
            id: backButton
            anchors.verticalCenter: title.verticalCenter
            x: -6
            glyph: "arrow-left"
            text: qsTr("Back to the photos")
            keys: qsTr("Esc")
            onClicked: page.backAsked()
        }
        UiText {
            id: title
            anchors.left: backButton.right
            anchors.leftMargin: 4
            y: 16
            text: qsTr("Clusters")
            font.pixelSize: Theme.heading
            font.weight: Font.DemiBold
            Accessible.role: Accessible.Heading
            Accessible.name: text
        }
        UiText {
            anchors.left: title.left
            anchors.top: title.bottom
            anchors.topMargin: 3
            width: parent.width - detailRow.width - 60
            visible: page.clusters.count > 0
            text: {
                const found = qsTr("%Ln cluster(s)", "", page.clusters.count);
                return page.clusters.unclustered > 0 ? qsTr("%1, and %2").arg(found).arg(qsTr("%Ln photo(s) in none", "", page.clusters.unclustered)) : found;
            }
            color: Theme.textSoft
            font.pixelSize: Theme.small
        }
        Row {
            id: detailRow
            anchors.right: parent.right
            y: 16
            spacing: 10
            visible: page.clusters.detailCount > 1
            UiText {
                anchors.verticalCenter: parent.verticalCenter
                text: qsTr("Larger")
                color: Theme.textFaint
                font.pixelSize: Theme.small
            }
            SlimSlider {
                id: detailSlider
                anchors.verticalCenter: parent.verticalCenter
                label: qsTr("Size of the clusters, from larger to smaller")
                from: 0
                to: Math.max(1, page.clusters.detailCount - 1)
                stepSize: 1
                snapMode: SlimSlider.SnapAlways
                value: page.clusters.detail
                onMoved: page.clusters.detail = Math.round(value)
            }
            UiText {
                anchors.verticalCenter: parent.verticalCenter
                text: qsTr("Smaller")
                color: Theme.textFaint
                font.pixelSize: Theme.small
            }
        }
    }
    // What is going on, above what is already there.
    Item {
        id: strip
        anchors.top: head.bottom
        x: 20
        width: parent.width - 40
        height: shown ? 34 : 0
        visible: shown
        readonly property bool shown: page.clusters.count > 0 && (page.clusters.working || page.clusters.problem.length > 0)
        UiText {
            id: stripText
            text: page.clusters.problem.length > 0 ? qsTr("The clusters could not be brought up to date: %1").arg(page.clusters.problem)
                                                   : qsTr("%1 – the clusters follow").arg(page.clusters.activity)
            width: parent.width
            color: page.clusters.problem.length > 0 ? Theme.warning : Theme.textSoft
            font.pixelSize: Theme.small
        }
        ProgressLine {
            anchors.top: stripText.bottom
            anchors.topMargin: 6
            width: parent.width
            visible: page.clusters.working
            implicitHeight: 2
            value: page.clusters.share
            label: page.clusters.activity
        }
    }
    GridView {
        id: grid
        property var namingId: 0   ///< of the cluster whose name is being typed
        property var followedId: 0 ///< of the cluster that is about to move
        property bool byKeyboard: false
        readonly property int columns: Math.max(1, Math.floor(width / 260))
        anchors.top: strip.bottom
        anchors.bottom: parent.bottom
        x: 12
        width: parent.width - 24
        focus: true
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        keyNavigationEnabled: true
        highlightMoveDuration: 0
        cellWidth: Math.floor(width / columns)
        cellHeight: Math.round(cellWidth * 0.68) + 58
        cacheBuffer: cellHeight
        model: page.clusters
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Clusters of photos")
        delegate: ClusterCard {
            id: card
            width: grid.cellWidth
            height: grid.cellHeight
            clusters: page.clusters
            current: GridView.isCurrentItem
            showRing: grid.byKeyboard && grid.activeFocus
            editing: grid.namingId === clusterId
            onChosen: {
                grid.currentIndex = index;
                grid.byKeyboard = false;
            }
            onOpened: page.open(index)
            onMenuAsked: menu.popup()
            onEditEnded: {
                grid.namingId = 0;
                grid.forceActiveFocus(Qt.OtherFocusReason);
            }
        }
        Keys.onPressed: event => {
            byKeyboard = true;
            const row = currentIndex;
            if (row < 0)
                return;
            event.accepted = true;
            if (event.key === Qt.Key_Return || event.key === Qt.Key_Enter || event.key === Qt.Key_Space)
                page.open(row);
            else if (event.key === Qt.Key_F2)
                namingId = page.idAt(row);
            else if (event.key === Qt.Key_P && event.modifiers === Qt.NoModifier)
                page.togglePin(row);
            else if (event.key === Qt.Key_Menu)
                menu.popup(currentItem, 20, 20);
            else if (event.key === Qt.Key_Home)
                currentIndex = 0;
            else if (event.key === Qt.Key_End)
                currentIndex = count - 1;
            else if (event.key === Qt.Key_PageUp || event.key === Qt.Key_PageDown) {
                const rows = Math.max(1, Math.floor(height / cellHeight)) * columns;
                currentIndex = Math.max(0, Math.min(count - 1, row + (event.key === Qt.Key_PageUp ? -rows : rows)));
            } else if (event.key === Qt.Key_Plus)
                page.clusters.detail += 1;
            else if (event.key === Qt.Key_Minus)
                page.clusters.detail -= 1;
            else
                event.accepted = false;
        }
        Keys.onEscapePressed: page.backAsked()
        MenuPanel {
            id: menu
            MenuEntry {
                glyph: "photos"
                text: qsTr("Show the photos")
                onTriggered: page.open(grid.currentIndex)
            }
            MenuEntry {
                glyph: "rename"
                text: qsTr("Rename…")
                onTriggered: grid.namingId = page.idAt(grid.currentIndex)
            }
            MenuEntry {
                glyph: "pin"
                text: grid.currentItem && (grid.currentItem as ClusterCard).pinned ? qsTr("Do not pin any more") : qsTr("Pin in front")
                onTriggered: page.togglePin(grid.currentIndex)
            }
        }
    }
    SlimScrollBar {
        anchors.right: parent.right
        anchors.top: grid.top
        anchors.bottom: parent.bottom
        orientation: Qt.Vertical
        size: grid.visibleArea.heightRatio
        position: grid.visibleArea.yPosition
        onPositionChanged: if (pressed) grid.contentY = grid.originY + position * grid.contentHeight
    }
    EmptyState {
        id: nothing
        anchors.centerIn: parent
        visible: page.clusters.count === 0
        readonly property bool indexing: page.session.indexing.state !== "idle"
        glyph: page.clusters.problem.length > 0 ? "warning" : "clusters"
        heading: page.clusters.problem.length > 0 ? qsTr("The clusters could not be found")
               : page.clusters.working || !page.clusters.loaded || indexing ? qsTr("One moment") : qsTr("No clusters yet")
        note: page.clusters.problem.length > 0 ? page.clusters.problem
            : indexing ? qsTr("Photos that belong together are gathered here once Likeness has learnt your photos.")
            : page.clusters.working ? qsTr("%1. This happens once; later photos join those they belong to.").arg(page.clusters.activity)
            : qsTr("Photos that belong together are gathered here. It takes at least four that are alike.")
        ProgressLine {
            visible: page.clusters.working
            width: 240
            value: page.clusters.share
            label: page.clusters.activity
        }
    }
}
