import QtQuick
import Likeness

/// The filter panel: what photos there are, by date, camera, place and so on, to be chosen from.
FocusScope {
    id: panel
    required property Session session
    readonly property FacetModel facets: session.facets
    signal closeAsked
    signal leftSideways ///< back to the photos

    Accessible.role: Accessible.Pane
    Accessible.name: qsTr("Filters")

    function focusList() {
        list.forceActiveFocus(Qt.ShortcutFocusReason);
        if (list.currentIndex < 0 && list.count > 0)
            list.currentIndex = 0;
    }

    Binding {
        target: panel.facets
        property: "active"
        value: panel.visible
    }
    Rectangle {
        anchors.fill: parent
        color: Theme.panel
    }
    Item {
        id: top
        width: parent.width
        height: 48
        UiText {
            id: name
            x: 20
            height: parent.height
            text: qsTr("Filters")
            font.weight: Font.DemiBold
            Accessible.role: Accessible.Heading
            Accessible.name: text
        }
        UiText {
            anchors.left: name.right
            anchors.leftMargin: 10
            height: parent.height
            visible: panel.facets.counted
            text: Number(panel.facets.total).toLocaleString(Qt.locale(), "f", 0)
            color: Theme.textFaint
            font.pixelSize: Theme.small
            Accessible.name: qsTr("%Ln photo(s)", "", panel.facets.total)
        }
        Row {
            anchors.right: parent.right
            anchors.rightMargin: 8
            anchors.verticalCenter: parent.verticalCenter
            PushButton {
                visible: panel.session.query.filter.length > 0
                anchors.verticalCenter: parent.verticalCenter
                quiet: true
                leftPadding: 8
                rightPadding: 8
                implicitHeight: 26
                text: qsTr("Clear all")
                onClicked: panel.facets.clearAll()
            }
            IconButton {
                glyph: "close"
                edge: 16
                text: qsTr("Close the filters")
                keys: qsTr("Ctrl+Shift+L")
                onClicked: panel.closeAsked()
            }
        }
    }
    ListView {
        id: list
        anchors.top: top.bottom
        anchors.bottom: parent.bottom
        width: parent.width
        focus: true
        activeFocusOnTab: true
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        model: panel.facets
        bottomMargin: 16
        cacheBuffer: 600
        highlightMoveDuration: 0
        keyNavigationEnabled: true
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Filters")
        delegate: FacetLine {
            width: list.width
            facets: panel.facets
            view: list
        }
        onCountChanged: if (currentIndex >= count) currentIndex = count - 1
        function focusChild() {
            const line = itemAtIndex(currentIndex) as FacetLine;
            if (line && line.kind === "search") {
                line.searchField.forceActiveFocus(Qt.TabFocusReason);
                return true;
            }
            return false;
        }
        Keys.onPressed: event => {
            const line = currentItem as FacetLine;
            event.accepted = true;
            if (!line) {
                event.accepted = false;
            } else if (event.key === Qt.Key_Space || event.key === Qt.Key_Return || event.key === Qt.Key_Enter) {
                if (!focusChild())
                    panel.facets.activate(currentIndex);
            } else if (event.key === Qt.Key_Delete || event.key === Qt.Key_Backspace || event.key === Qt.Key_Minus) {
                if (line.isHeading)
                    panel.facets.clearFacet(currentIndex);
                else
                    panel.facets.exclude(currentIndex);
            } else if (event.key === Qt.Key_Right) {
                if (line.isHeading)
                    panel.facets.setOpen(currentIndex, true);
                else if (line.hasChildren)
                    panel.facets.enter(currentIndex);
                else
                    panel.leftSideways();
            } else if (event.key === Qt.Key_Left) {
                // To the heading first, which then closes.
                if (line.isHeading) {
                    panel.facets.setOpen(currentIndex, false);
                } else {
                    while (currentIndex > 0 && !(currentItem as FacetLine).isHeading)
                        --currentIndex;
                }
            } else if (event.key === Qt.Key_Home) {
                currentIndex = 0;
            } else if (event.key === Qt.Key_End) {
                currentIndex = count - 1;
            } else if (event.key === Qt.Key_Escape) {
                panel.leftSideways();
            } else {
                event.accepted = false;
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
    UiText {
        anchors.centerIn: list
        width: parent.width - 48
        visible: panel.facets.counted && list.count === 0
        horizontalAlignment: Text.AlignHCenter
        wrapMode: Text.Wrap
        elide: Text.ElideNone
        text: panel.session.query.filter.length > 0 ? qsTr("No photo passes the filter. Take something out of it.") : qsTr("There is nothing to filter yet.")
        color: Theme.textFaint
    }
}
