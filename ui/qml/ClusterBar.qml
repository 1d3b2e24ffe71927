import QtQuick
import Likeness

/// Above the photos of one cluster: which it is, and the way back to the others.
Item {
    id: bar
    required property Session session
    readonly property ClusterModel clusters: session.clusters
    signal backAsked

    height: visible ? 40 : 0
    visible: clusters.openId > 0 && clusters.openName.length > 0
    Accessible.role: Accessible.Pane
    Accessible.name: qsTr("Cluster %1").arg(clusters.openName)

    Rectangle {
        anchors.fill: parent
        color: Theme.panel
    }
    PushButton {
        id: backButton
        x: 12
        anchors.verticalCenter: parent.verticalCenter
        quiet: true
        glyph: "arrow-left"
        text: qsTr("Clusters")
        tip: qsTr("All clusters")
        onClicked: bar.backAsked()
    }
    UiText {
        anchors.left: backButton.right
        anchors.leftMargin: 8
        width: Math.min(implicitWidth, parent.width - x - 60)
        anchors.verticalCenter: parent.verticalCenter
        // The heading below says it too, unless there is more to the question.
        text: bar.session.query.title === bar.clusters.openName ? "" : bar.clusters.openName
        font.weight: Font.DemiBold
        elide: Text.ElideRight
    }
    IconButton {
        anchors.right: parent.right
        anchors.rightMargin: 12
        anchors.verticalCenter: parent.verticalCenter
        glyph: "pin"
        edge: 18
        checked: bar.clusters.openPinned
        text: bar.clusters.openPinned ? qsTr("Do not pin any more") : qsTr("Pin in front")
        onClicked: bar.clusters.setPinned(bar.clusters.openId, !bar.clusters.openPinned)
    }
    Hairline { anchors.bottom: parent.bottom }
}
