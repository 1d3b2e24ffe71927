import QtQuick
import Likeness

/// A line of the filter panel: a heading, a value with its count, a search field, or the way to more.
Item {
    id: line
    required property FacetModel facets
    required property ListView view
    required property int index
    required property string kind
    required property string facet
    required property string title
    required property bool open
    required property string note
    required property var photoCount
    required property real share
    required property int depth
    required property int stars
    required property bool chosen
    required property bool excluded
    required property bool hasChildren
    required property string searchText
    readonly property bool current: ListView.isCurrentItem && view.activeFocus && !dates.activeFocus // one ring at a time
    readonly property bool isHeading: kind === "heading" || kind === "dates"
    readonly property bool isValue: kind === "value"
    readonly property alias searchField: search

    function countText(count) {
        return Number(count).toLocaleString(Qt.locale(), "f", 0);
    }

    readonly property int air: isHeading && index > 0 ? 8 : 0 ///< above a heading

    height: isHeading ? air + 38 + (kind === "dates" && open ? 104 : 0) : (kind === "search" ? 38 : 26)
    Accessible.role: isHeading ? Accessible.Heading : (isValue ? Accessible.CheckBox : (kind === "search" ? Accessible.EditableText : Accessible.Button))
    Accessible.name: isValue ? (excluded ? qsTr("%1, left out, %2") : qsTr("%1, %2")).arg(stars > 0 ? qsTr("%n star(s)", "", stars) : title).arg(countText(photoCount))
                   : kind === "more" ? qsTr("Show %1 more").arg(note)
                   : kind === "less" ? qsTr("Show fewer")
                   : title
    Accessible.description: !isHeading ? "" : [open ? qsTr("open") : qsTr("closed"), note].filter(part => part.length > 0).join(", ")
    Accessible.checkable: isValue
    Accessible.checked: chosen
    Accessible.focusable: true
    Accessible.focused: current
    Accessible.onPressAction: facets.activate(index)
    Accessible.onToggleAction: facets.activate(index)

    Rectangle {
        x: 8
        y: line.isHeading ? line.air + 5 : 0
        width: parent.width - 16
        height: line.isHeading ? 30 : parent.height
        radius: Theme.radius
        visible: line.kind !== "search"
        color: area.containsMouse ? Theme.hover : "transparent"
        border.width: line.current ? 2 : 0
        border.color: Theme.accent
    }
    Rectangle {
        // How many, at a glance.
        visible: line.isValue && !line.excluded && line.photoCount > 0
        x: box.x + 20
        anchors.verticalCenter: parent.verticalCenter
        height: 20
        width: Math.max(3, line.share * (line.width - x - 14))
        radius: 4
        color: line.chosen ? Theme.accentSoft : Theme.hover
    }
    MouseArea {
        id: area
        width: parent.width
        height: line.isHeading ? line.air + 38 : parent.height
        enabled: line.kind !== "search"
        hoverEnabled: true
        acceptedButtons: Qt.LeftButton
        onClicked: mouse => {
            line.view.currentIndex = line.index;
            line.view.forceActiveFocus(Qt.MouseFocusReason);
            if (line.isValue && (mouse.modifiers & Qt.AltModifier))
                line.facets.exclude(line.index);
            else
                line.facets.activate(line.index);
        }
    }
    Hairline {
        visible: line.isHeading && line.index > 0
        y: line.air
        x: 16
        width: parent.width - 32
    }

    // ---- a heading
    Icon {
        visible: line.isHeading
        x: 14
        y: line.air + 12
        glyph: line.open ? "chevron-down" : "chevron-right"
        edge: 16
        color: Theme.textFaint
    }
    UiText {
        id: heading
        visible: line.isHeading
        x: 34
        y: line.air + 6
        height: 28
        text: line.title
        font.weight: Font.DemiBold
        font.pixelSize: Theme.small
        color: line.note.length > 0 ? Theme.text : Theme.textSoft
    }
    UiText {
        visible: line.isHeading && !line.open
        x: heading.x + heading.implicitWidth + 10
        y: line.air + 6
        height: 28
        width: parent.width - x - (clear.visible ? 42 : 18)
        text: line.note
        color: Theme.accent
        font.pixelSize: Theme.small
    }
    IconButton {
        id: clear
        visible: line.isHeading && line.note.length > 0
        anchors.right: parent.right
        anchors.rightMargin: 12
        y: line.air + 8
        implicitWidth: 24
        implicitHeight: 24
        edge: 14
        glyph: "close"
        focusPolicy: Qt.NoFocus
        text: qsTr("Take “%1” out of the filter").arg(line.title)
        onClicked: line.facets.clearFacet(line.index)
    }
    Loader {
        id: dates
        active: line.kind === "dates" && line.open
        x: 20
        y: line.air + 38
        width: parent.width - 40
        sourceComponent: DateBars {
            facets: line.facets
        }
    }

    // ---- a search field
    InputField {
        id: search
        visible: line.kind === "search"
        x: 14
        y: 2
        width: parent.width - 28
        height: 30
        glyph: "search"
        font.pixelSize: Theme.small
        placeholderText: qsTr("Find in “%1”").arg(line.title)
        text: line.searchText
        onTextEdited: line.facets.setSearch(line.index, text)
        Keys.onDownPressed: {
            line.view.currentIndex = line.index + 1;
            line.view.forceActiveFocus(Qt.TabFocusReason);
        }
        Keys.onEscapePressed: {
            if (text.length > 0) {
                clear();
                line.facets.setSearch(line.index, "");
            } else {
                line.view.forceActiveFocus(Qt.TabFocusReason);
            }
        }
    }

    // ---- a value
    Rectangle {
        id: box
        visible: line.isValue
        x: 18 + line.depth * 16
        anchors.verticalCenter: parent.verticalCenter
        width: 14
        height: 14
        radius: 3
        color: line.chosen ? Theme.accent : (line.excluded ? Theme.dangerSoft : "transparent")
        border.width: line.chosen ? 0 : 1
        border.color: line.excluded ? Theme.danger : (area.containsMouse ? Theme.textSoft : Theme.outline)
        Icon {
            visible: line.chosen || line.excluded
            anchors.centerIn: parent
            glyph: line.chosen ? "check" : "minus"
            edge: 12
            color: line.chosen ? Theme.accentInk : Theme.danger
        }
    }
    Row {
        visible: line.stars > 0
        x: box.x + 24
        anchors.verticalCenter: parent.verticalCenter
        Repeater {
            model: line.stars > 0 ? line.stars : 0
            delegate: Icon {
                glyph: "star-filled"
                edge: 14
                color: line.chosen ? Theme.accent : Theme.textSoft
            }
        }
    }
    UiText {
        visible: line.isValue && line.stars <= 0
        x: box.x + 24
        anchors.verticalCenter: parent.verticalCenter
        width: parent.width - x - 22 - (side.visible ? side.width : number.implicitWidth) - 8
        text: line.title
        color: line.excluded ? Theme.textFaint : (line.photoCount > 0 || line.chosen ? Theme.text : Theme.textFaint)
        font.strikeout: line.excluded
        font.weight: line.chosen ? Font.DemiBold : Font.Normal
        elide: Text.ElideMiddle
    }
    UiText {
        id: number
        visible: line.isValue && !side.visible
        anchors.right: parent.right
        anchors.rightMargin: 20
        anchors.verticalCenter: parent.verticalCenter
        text: line.countText(line.photoCount)
        color: line.chosen ? Theme.text : Theme.textFaint
        font.pixelSize: Theme.small
    }
    Row {
        id: side
        visible: line.isValue && (area.containsMouse || leaveOut.hovered || lookInside.hovered)
        anchors.right: parent.right
        anchors.rightMargin: 12
        anchors.verticalCenter: parent.verticalCenter
        IconButton {
            id: leaveOut
            implicitWidth: 24
            implicitHeight: 24
            edge: 14
            glyph: "minus"
            focusPolicy: Qt.NoFocus
            tint: line.excluded ? Theme.danger : Theme.textSoft
            text: line.excluded ? qsTr("No longer leave out “%1”").arg(line.title) : qsTr("Leave out “%1”").arg(line.title)
            keys: qsTr("Alt+click, Delete")
            onClicked: line.facets.exclude(line.index)
        }
        IconButton {
            id: lookInside
            visible: line.hasChildren
            implicitWidth: 24
            implicitHeight: 24
            edge: 14
            glyph: "chevron-right"
            focusPolicy: Qt.NoFocus
            text: qsTr("Look inside “%1”").arg(line.title)
            keys: "→"
            onClicked: line.facets.enter(line.index)
        }
    }

    // ---- more, less, up
    UiText {
        visible: line.kind === "more" || line.kind === "less"
        x: 42
        anchors.verticalCenter: parent.verticalCenter
        text: line.kind === "more" ? qsTr("Show %1 more").arg(line.note) : qsTr("Show fewer")
        color: Theme.accent
        font.pixelSize: Theme.small
    }
    Row {
        visible: line.kind === "up"
        x: 16
        anchors.verticalCenter: parent.verticalCenter
        spacing: 6
        Icon {
            anchors.verticalCenter: parent.verticalCenter
            glyph: "arrow-left"
            edge: 16
        }
        UiText {
            text: line.kind === "up" && line.title.length > 0 ? qsTr("Up to “%1”").arg(line.title) : qsTr("All folders")
            color: Theme.textSoft
            font.pixelSize: Theme.small
        }
    }
}
