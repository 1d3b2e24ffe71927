import QtQuick
import Likeness

/// One cluster: the most typical large, others beside it, its name and how many there are.
Item {
    id: card
    required property ClusterModel clusters
    required property int index
    required property var clusterId
    required property string name
    required property string ownName
    required property bool named
    required property bool nameless
    required property bool pinned
    required property var photoCount
    required property var photos
    property bool current: false
    property bool showRing: false
    property bool editing: false
    readonly property string countText: qsTr("%Ln photo(s)", "", Number(photoCount))
    signal chosen
    signal opened
    signal menuAsked
    signal editEnded

    Accessible.role: Accessible.ListItem
    Accessible.name: pinned ? qsTr("%1, %2, pinned").arg(name).arg(countText) : qsTr("%1, %2").arg(name).arg(countText)
    Accessible.focused: current
    Accessible.onPressAction: opened()

    // A field that is hidden would keep the grid's keyboard.
    onEditingChanged: if (!editing) field.focus = false

    function thumbnail(at, edge) {
        return at < photos.length ? "image://thumb/" + photos[at] + "/" + edge : "";
    }

    Rectangle {
        id: frame
        anchors.fill: parent
        anchors.margins: 8
        radius: Theme.radiusLarge
        color: hover.hovered || card.current ? Theme.raised : Theme.panel
        border.width: card.current && card.showRing ? 2 : 1
        border.color: card.current && card.showRing ? Theme.accent : Theme.hairline
        Behavior on color { ColorAnimation { duration: Theme.fast } }

        HoverHandler {
            id: hover
            cursorShape: Qt.PointingHandCursor
        }
        TapHandler {
            onTapped: {
                card.chosen();
                card.opened();
            }
        }
        TapHandler {
            acceptedButtons: Qt.RightButton
            onTapped: {
                card.chosen();
                card.menuAsked();
            }
        }

        // A large picture and a column of small ones; fewer photos share the room.
        Item {
            id: pictures
            x: 6
            y: 6
            width: parent.width - 12
            height: parent.height - 58
            readonly property int small: card.photos.length >= 4 ? 3 : Math.max(0, card.photos.length - 1)
            readonly property real column: small > 0 ? Math.floor((height - 2 * gap) / 3) : 0
            readonly property int gap: 3

            CardPicture {
                width: pictures.width - (pictures.small > 0 ? pictures.column + pictures.gap : 0)
                height: pictures.height
                source: card.thumbnail(0, 474)
            }
            Repeater {
                model: pictures.small
                delegate: CardPicture {
                    required property int index
                    readonly property real share: (pictures.height - (pictures.small - 1) * pictures.gap) / pictures.small
                    x: pictures.width - pictures.column
                    y: index * (share + pictures.gap)
                    width: pictures.column
                    height: share
                    source: card.thumbnail(index + 1, 236)
                }
            }
        }
        UiText {
            id: label
            x: 12
            y: parent.height - 44
            width: parent.width - 24 - (pin.visible ? 26 : 0)
            visible: !card.editing
            text: card.name
            color: card.nameless ? Theme.textFaint : Theme.text
            font.weight: Font.DemiBold
            elide: Text.ElideRight
        }
        UiText {
            x: 12
            y: parent.height - 24
            visible: !card.editing
            text: card.countText
            color: Theme.textFaint
            font.pixelSize: Theme.small
        }
        InputField {
            id: field
            x: 6
            y: parent.height - 46
            width: parent.width - 12
            visible: card.editing
            placeholderText: card.named ? qsTr("No name") : card.name
            Accessible.name: qsTr("Name of the cluster")
            onAccepted: {
                if (text.trim() !== card.ownName)
                    card.clusters.rename(card.clusterId, text);
                card.editEnded();
            }
            Keys.priority: Keys.AfterItem
            Keys.onEscapePressed: card.editEnded()
            // The keys that end typing, too, are the field's: the cards behind it would open.
            Keys.onPressed: event => event.accepted = event.key !== Qt.Key_Tab && event.key !== Qt.Key_Backtab
            // Not when `editing` changes: what cannot be seen yet cannot have the keyboard.
            onVisibleChanged: {
                if (!visible)
                    return;
                text = card.ownName;
                forceActiveFocus(Qt.OtherFocusReason);
                selectAll();
            }
            onActiveFocusChanged: if (!activeFocus && card.editing) card.editEnded()
        }
        IconButton {
            id: pin
            anchors.right: parent.right
            anchors.rightMargin: 8
            y: parent.height - 44
            visible: !card.editing && (card.pinned || hover.hovered || (card.current && card.showRing))
            glyph: "pin"
            edge: 18
            checked: card.pinned
            text: card.pinned ? qsTr("Do not pin any more") : qsTr("Pin in front")
            keys: "P"
            onClicked: card.clusters.setPinned(card.clusterId, !card.pinned)
        }
    }
}
