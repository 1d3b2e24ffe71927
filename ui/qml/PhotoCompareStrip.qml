import QtQuick
import Likeness

/// The photos to choose among, small; one that is pressed goes into the current pane.
Rectangle {
    id: strip
    required property PhotoCompare compare
    required property ViewerImages images

    color: Theme.panel
    Hairline {}
    ListView {
        id: candidates
        anchors.fill: parent
        anchors.margins: 6
        orientation: ListView.Horizontal
        spacing: 6
        model: strip.visible ? strip.compare : null
        boundsBehavior: Flickable.StopAtBounds
        currentIndex: strip.compare.current < strip.compare.panes.length ? strip.compare.panes[strip.compare.current] : -1
        highlightFollowsCurrentItem: true
        highlightMoveDuration: Theme.calm
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Photos to compare")
        delegate: Item {
            id: candidate
            required property int index
            required property var photoId
            required property string name
            required property real photoWidth
            required property real photoHeight
            required property int verdict
            required property int pane
            width: Math.round(Math.max(40, Math.min(110, 64 * (photoHeight > 0 ? photoWidth / photoHeight : 1))))
            height: 64
            Accessible.role: Accessible.ListItem
            Accessible.name: name
            Accessible.description: pane >= 0 ? qsTr("shown") : ""
            Accessible.onPressAction: strip.compare.show(index)
            Image {
                anchors.fill: parent
                anchors.margins: 3
                source: strip.images.placeholder(candidate.photoId, 236)
                fillMode: Image.PreserveAspectCrop
                asynchronous: true
                opacity: candidate.verdict === PhotoCompare.Reject ? 0.4 : 1
                Accessible.ignored: true
            }
            Rectangle {
                anchors.fill: parent
                color: "transparent"
                radius: 3
                border.width: 2
                visible: candidate.pane >= 0 || over.hovered
                border.color: candidate.pane >= 0 && candidate.pane === strip.compare.current ? Theme.accent : Theme.textFaint
            }
            Rectangle {
                visible: candidate.verdict !== PhotoCompare.Undecided
                anchors.right: parent.right
                anchors.bottom: parent.bottom
                anchors.margins: 6
                width: 18
                height: 18
                radius: 9
                color: candidate.verdict === PhotoCompare.Keep ? Theme.accent : Theme.danger
                Icon {
                    anchors.centerIn: parent
                    glyph: candidate.verdict === PhotoCompare.Keep ? "check" : "close"
                    edge: 13
                    color: Theme.accentInk
                }
            }
            HoverHandler { id: over }
            TapHandler { onTapped: strip.compare.show(candidate.index) }
            Tip {
                visible: over.hovered
                text: candidate.name
            }
        }
    }
}
