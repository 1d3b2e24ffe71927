import QtQuick
import Likeness

/// What was marked since the question was asked, and the way to ask again with it.
Rectangle {
    id: bar
    required property QueryModel query
    readonly property int taken: query.newMarkCount - query.newMoreCount - query.newLessCount
    readonly property string summary: {
        const parts = [];
        if (query.newMoreCount > 0)
            parts.push(qsTr("%Ln more like this", "", query.newMoreCount));
        if (query.newLessCount > 0)
            parts.push(qsTr("%Ln less like this", "", query.newLessCount));
        if (taken > 0)
            parts.push(qsTr("%Ln mark(s) taken away", "", taken));
        return parts.join(" · ");
    }
    readonly property bool shown: query.newMarkCount > 0

    width: line.width + 20
    height: 44
    radius: 22
    color: Theme.raised
    border.color: Theme.outline
    opacity: shown ? 1 : 0
    visible: opacity > 0
    Behavior on opacity {
        NumberAnimation { duration: Theme.fast }
    }
    Accessible.role: Accessible.Pane
    Accessible.name: qsTr("Marked: %1").arg(summary)
    Row {
        id: line
        x: 16
        anchors.verticalCenter: parent.verticalCenter
        spacing: 8
        UiText {
            anchors.verticalCenter: parent.verticalCenter
            text: bar.summary
            rightPadding: 6
        }
        PushButton {
            anchors.verticalCenter: parent.verticalCenter
            quiet: true
            text: qsTr("Forget")
            keys: qsTr("Esc")
            tip: qsTr("Forget these marks")
            onClicked: bar.query.forgetNewMarks()
        }
        PushButton {
            anchors.verticalCenter: parent.verticalCenter
            primary: true
            glyph: "search"
            text: qsTr("Search again")
            keys: "R"
            tip: qsTr("Search again with what is marked. Alt+Left takes the round back.")
            onClicked: bar.query.refine()
        }
    }
    MouseArea {
        // Presses beside the buttons are not for the photos below.
        z: -1
        anchors.fill: parent
        hoverEnabled: true
    }
}
