import QtQuick
import QtQuick.Layouts
import Likeness

/// Above photos that are compared: how they are shown.
Rectangle {
    id: head
    required property PhotoCompare compare
    required property string mode ///< as in `PhotoComparePage`
    required property bool synced
    required property bool factsShown
    required property bool canDiffer
    readonly property bool overlaid: mode !== "side"
    signal closeAsked
    signal modeAsked(string mode)
    signal syncAsked
    signal fitAsked
    signal actualSizeAsked
    signal factsAsked

    implicitHeight: 52
    color: Theme.panel
    RowLayout {
        anchors.fill: parent
        anchors.leftMargin: 10
        anchors.rightMargin: 12
        spacing: 4
        IconButton {
            glyph: "arrow-left"
            text: qsTr("Back to the photos")
            keys: qsTr("Esc")
            tint: Theme.text
            onClicked: head.closeAsked()
        }
        UiText {
            Layout.leftMargin: 6
            text: qsTr("Compare %Ln photo(s)", "", head.compare.count)
            font.pixelSize: Theme.title
            font.weight: Font.DemiBold
            Accessible.role: Accessible.Heading
            Accessible.name: text
        }
        Item { Layout.fillWidth: true }
        Row {
            spacing: 2
            ModeButton { mode: "side"; glyph: "side-by-side"; text: qsTr("Side by side"); keys: "S" }
            ModeButton { mode: "flip"; glyph: "flip"; text: qsTr("Flip"); tip: qsTr("One in the place of the other; X changes between them"); keys: "X" }
            ModeButton { mode: "curtain"; glyph: "curtain"; text: qsTr("Curtain"); tip: qsTr("One beside the other in the same place, with a line to pull"); keys: "V" }
            ModeButton {
                mode: "difference"
                glyph: "difference"
                text: qsTr("Difference")
                tip: head.canDiffer ? qsTr("Where the two are not the same, made stronger") : qsTr("Showing differences needs a graphics driver.")
                enabled: head.canDiffer && head.compare.paneCount > 1
                keys: "D"
            }
        }
        Item { Layout.fillWidth: true }
        Row {
            visible: !head.overlaid && head.compare.count > 2
            spacing: 0
            Repeater {
                model: Math.max(0, Math.min(4, head.compare.count) - 1)
                delegate: PushButton {
                    id: paneButton
                    required property int index
                    readonly property int panes: index + 2
                    readonly property bool inUse: head.compare.paneCount === panes
                    quiet: true
                    implicitWidth: 30
                    leftPadding: 0
                    rightPadding: 0
                    text: panes
                    keys: panes
                    tip: qsTr("Show %Ln photos at once", "", panes)
                    Accessible.name: tip
                    background: Rectangle {
                        radius: Theme.radius
                        color: paneButton.inUse ? Theme.chosen : paneButton.hovered ? Theme.hover : "transparent"
                        FocusRing { visible: paneButton.visualFocus }
                    }
                    onClicked: head.compare.paneCount = panes
                }
            }
        }
        IconButton {
            glyph: "link"
            text: qsTr("Zoom and move together")
            keys: qsTr("Ctrl+Y")
            visible: !head.overlaid
            checkable: true
            checked: head.synced
            tint: Theme.text
            onToggled: head.syncAsked()
        }
        IconButton {
            glyph: "fit"
            text: qsTr("Fit")
            keys: "F"
            tint: Theme.text
            onClicked: head.fitAsked()
        }
        IconButton {
            glyph: "actual-size"
            text: qsTr("One pixel to one")
            keys: "1"
            tint: Theme.text
            onClicked: head.actualSizeAsked()
        }
        IconButton {
            glyph: "info"
            text: qsTr("How they differ in what is known about them")
            keys: "I"
            checkable: true
            checked: head.factsShown
            tint: Theme.text
            onToggled: head.factsAsked()
        }
    }
    Hairline {
        anchors.bottom: parent.bottom
    }

    component ModeButton: PushButton {
        id: modeButton
        required property string mode
        readonly property bool chosen: head.mode === mode
        quiet: true
        leftPadding: 9
        rightPadding: 9
        enabled: mode === "side" || head.compare.paneCount > 1
        tip: text
        Accessible.role: Accessible.RadioButton
        Accessible.checkable: true
        Accessible.checked: chosen
        background: Rectangle {
            radius: Theme.radius
            color: modeButton.chosen ? Theme.chosen : modeButton.hovered ? Theme.hover : "transparent"
            FocusRing { visible: modeButton.visualFocus }
        }
        contentItem: Item {
            implicitWidth: modeLine.implicitWidth
            Row {
                id: modeLine
                anchors.centerIn: parent
                spacing: 6
                Icon {
                    anchors.verticalCenter: parent.verticalCenter
                    glyph: modeButton.glyph
                    edge: 18
                    color: modeButton.chosen ? Theme.accent : Theme.textSoft
                }
                UiText {
                    anchors.verticalCenter: parent.verticalCenter
                    visible: head.width >= 1000
                    text: modeButton.text
                    color: modeButton.chosen ? Theme.text : Theme.textSoft
                    font.weight: modeButton.chosen ? Font.DemiBold : Font.Medium
                }
            }
        }
        onClicked: head.modeAsked(mode)
    }
}
