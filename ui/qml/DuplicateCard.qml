import QtQuick
import Likeness

/// A group of duplicates side by side, best first.
Item {
    id: card
    required property int index
    required property var members
    required property string heading
    required property string groupState
    required property string freedText
    required property DuplicatesModel groups
    property bool current: false
    signal opened

    readonly property bool ready: members.length > 1
    readonly property bool done: groupState === "apart" || groupState === "settled"
    height: done ? 64 : 348

    Accessible.role: Accessible.Grouping
    Accessible.name: heading
    Accessible.description: stateText.text

    /// Brings a photo of a long row into sight.
    function showMember(member) {
        row.positionViewAtIndex(member, ListView.Contain);
    }

    Rectangle {
        anchors.fill: parent
        anchors.topMargin: 4
        anchors.bottomMargin: 4
        radius: Theme.radiusLarge
        color: Theme.panel
        border.width: card.current ? 2 : 1
        border.color: card.current ? Theme.accent : Theme.hairline
    }
    Item {
        id: top
        x: 18
        y: 8
        width: parent.width - 36
        height: card.done ? parent.height - 16 : 42
        UiText {
            id: title
            anchors.verticalCenter: parent.verticalCenter
            text: card.groupState === "apart" ? qsTr("Not duplicates")
                : card.groupState === "settled" ? qsTr("Nothing left to decide") : card.heading
            font.weight: Font.DemiBold
            color: card.done ? Theme.textFaint : Theme.text
        }
        UiText {
            id: stateText
            anchors.left: title.right
            anchors.leftMargin: 12
            anchors.verticalCenter: parent.verticalCenter
            text: card.groupState === "apart" ? qsTr("remembered; they will not be shown together again") : card.done ? "" : card.freedText
            color: Theme.textFaint
            font.pixelSize: Theme.small
        }
        Row {
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            visible: card.ready && !card.done
            spacing: 4
            PushButton {
                quiet: true
                text: card.groupState === "decided" ? qsTr("Decided") : qsTr("Accept")
                glyph: "check"
                tip: qsTr("The best stays, the others go to the trash")
                keys: qsTr("Enter")
                onClicked: {
                    card.groups.current = card.index;
                    card.groups.accept();
                }
            }
            PushButton {
                quiet: true
                text: qsTr("Keep all")
                keys: "A"
                tip: qsTr("All stay")
                onClicked: {
                    card.groups.current = card.index;
                    card.groups.keepAll();
                }
            }
            PushButton {
                quiet: true
                text: qsTr("Not duplicates")
                keys: "N"
                tip: qsTr("Remembered: these photos are not shown as duplicates of one another again")
                onClicked: {
                    card.groups.current = card.index;
                    card.groups.notDuplicates();
                }
            }
        }
    }
    ListView {
        id: row
        visible: !card.done
        anchors.top: top.bottom
        anchors.topMargin: 4
        anchors.bottom: parent.bottom
        anchors.bottomMargin: 12
        x: 18
        width: parent.width - 36
        orientation: ListView.Horizontal
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        spacing: 14
        reuseItems: true
        model: card.done ? [] : card.members
        delegate: DuplicateTile {
            current: card.current && card.groups.currentMember === index
            onChosen: twice => {
                card.groups.current = card.index;
                card.groups.currentMember = index;
                if (twice)
                    card.opened();
            }
        }
    }
}
