import QtQuick
import Likeness

/// One of the photos that are compared side by side.
FocusScope {
    id: item
    required property Session session
    required property ZoomView view
    required property int pane
    property int readyEdge: 1600
    readonly property PhotoCompare compare: session.photoCompare
    readonly property var facts: caption.facts
    readonly property bool current: compare.current === pane
    property alias picture: photo

    activeFocusOnTab: true
    Accessible.role: Accessible.Graphic
    Accessible.name: facts.name ?? ""
    Accessible.description: caption.verdict === PhotoCompare.Keep ? qsTr("kept") : caption.verdict === PhotoCompare.Reject ? qsTr("rejected") : qsTr("not decided")
    Accessible.focused: activeFocus
    onActiveFocusChanged: if (activeFocus) compare.current = pane

    Rectangle {
        anchors.fill: parent
        color: Theme.viewerGround
    }
    ZoomPicture {
        id: photo
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.bottom: caption.top
        images: item.session.viewer
        view: item.view
        photoId: item.facts.photoId ?? 0
        photoWidth: item.facts.photoWidth ?? 0
        photoHeight: item.facts.photoHeight ?? 0
        readyEdge: item.readyEdge
        opacity: caption.verdict === PhotoCompare.Reject ? 0.4 : 1
        Behavior on opacity {
            NumberAnimation { duration: Theme.fast }
        }
    }
    ZoomArea {
        anchors.fill: photo
        picture: photo
        onPressedHere: {
            item.forceActiveFocus(Qt.MouseFocusReason);
            item.compare.current = item.pane;
        }
        onStepped: by => {
            item.compare.current = item.pane;
            item.compare.step(by);
        }
    }
    LoadingNote {
        anchors.right: photo.right
        anchors.top: photo.top
        anchors.margins: 8
        loading: photo.loading
    }
    EmptyState {
        anchors.centerIn: photo
        width: Math.min(340, photo.width - 24)
        visible: photo.failed
        glyph: item.facts.online === false ? "offline" : "broken"
        heading: item.facts.online === false ? qsTr("This photo is offline") : qsTr("This photo cannot be shown in full")
        note: item.facts.online === false ? qsTr("The drive it is on is not there.") : qsTr("The file may be damaged or gone.")
    }
    Rectangle {
        anchors.fill: caption
        color: Theme.panel
    }
    PhotoCompareCaption {
        id: caption
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        session: item.session
        pane: item.pane
    }
    Rectangle {
        anchors.fill: parent
        color: "transparent"
        border.width: 2
        border.color: Theme.accent
        visible: item.current && item.compare.paneCount > 1
    }
}
