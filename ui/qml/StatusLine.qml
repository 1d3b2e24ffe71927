import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Likeness

/// What the engine is doing, how fast, on what; details in a panel above.
FocusScope {
    id: line
    required property Session session
    readonly property IndexingStatus status: session.indexing
    readonly property bool working: status.state === "scanning" || status.state === "indexing"
    readonly property bool paused: status.state === "paused"
    readonly property InstalledModels models: session.models
    readonly property bool arriving: models.arrivingId.length > 0
    signal failuresAsked
    signal diagnosticsAsked

    implicitHeight: 32

    function number(value) {
        return Number(value).toLocaleString(Qt.locale(), "f", 0);
    }

    Rectangle {
        anchors.fill: parent
        color: Theme.panel
    }
    Hairline {}
    Rectangle {
        height: 2
        width: line.status.state === "scanning" ? 0 : parent.width * Math.max(0, Math.min(1, line.status.fraction))
        visible: line.working || line.paused
        color: line.paused ? Theme.textFaint : Theme.accent
        Behavior on width {
            NumberAnimation { duration: Theme.calm }
        }
    }
    RowLayout {
        anchors.fill: parent
        anchors.leftMargin: 8
        anchors.rightMargin: 16
        spacing: 8
        IconButton {
            implicitWidth: 26
            implicitHeight: 26
            visible: line.working || line.paused
            glyph: line.paused ? "play" : "pause"
            edge: 16
            text: line.paused ? qsTr("Go on indexing") : qsTr("Pause indexing")
            onClicked: line.paused ? line.status.resume() : line.status.pause()
        }
        MouseArea {
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.leftMargin: line.working || line.paused ? 0 : 12
            Accessible.role: Accessible.Button
            Accessible.name: stage.text
            Accessible.onPressAction: details.open()
            onClicked: details.opened ? details.close() : details.open()
            Row {
                anchors.verticalCenter: parent.verticalCenter
                spacing: 8
                UiText {
                    id: stage
                    font.pixelSize: Theme.small
                    font.weight: line.working ? Font.Medium : Font.Normal
                    color: line.working ? Theme.text : Theme.textSoft
                    text: {
                        switch (line.status.state) {
                        case "scanning": return qsTr("Looking through the folders: %Ln file(s)", "", line.status.found);
                        case "indexing":
                            return line.arriving ? qsTr("“%3” learns %1 of %2 photos").arg(line.number(line.status.done)).arg(line.number(line.status.toDo)).arg(line.models.arrivingName)
                                                 : qsTr("Learning %1 of %2 photos").arg(line.number(line.status.done)).arg(line.number(line.status.toDo));
                        case "paused": return line.status.toDo > 0 ? qsTr("Paused at %1 of %2").arg(line.number(line.status.done)).arg(line.number(line.status.toDo)) : qsTr("Paused");
                        default: return line.session.library.offlineCount > 0 ? qsTr("%Ln folder(s) offline; everything else is up to date", "", line.session.library.offlineCount)
                                                                              : qsTr("Everything is up to date");
                        }
                    }
                }
                UiText {
                    visible: line.working && text.length > 0
                    font.pixelSize: Theme.small
                    color: Theme.textFaint
                    text: [line.status.rateText, line.status.timeLeftText].filter(part => part.length > 0).join(" · ")
                }
            }
        }
        AbstractButton {
            id: machine
            Layout.fillHeight: true
            leftPadding: 6
            rightPadding: 6
            hoverEnabled: true
            focusPolicy: Qt.TabFocus
            Accessible.role: Accessible.Button
            Accessible.name: qsTr("Diagnostics")
            Accessible.description: [line.status.device, line.status.graphics].filter(part => part.length > 0).join(", ")
            onClicked: line.diagnosticsAsked()
            contentItem: Row {
                spacing: 8
                UiText {
                    id: device
                    anchors.verticalCenter: parent.verticalCenter
                    text: line.status.device.length > 0 ? line.status.device : qsTr("Diagnostics")
                    font.pixelSize: Theme.small
                    color: machine.hovered ? Theme.textSoft : Theme.textFaint
                }
                Rectangle {
                    anchors.verticalCenter: parent.verticalCenter
                    visible: graphics.visible
                    width: 3
                    height: 3
                    radius: 1.5
                    color: Theme.textFaint
                }
                UiText {
                    id: graphics
                    anchors.verticalCenter: parent.verticalCenter
                    visible: text.length > 0
                    text: line.status.graphics
                    font.pixelSize: Theme.small
                    color: device.color
                }
            }
            background: Rectangle {
                radius: Theme.radius
                color: machine.down ? Theme.pressed : machine.hovered ? Theme.hover : "transparent"
                FocusRing { visible: machine.visualFocus }
            }
            Tip {
                visible: machine.hovered && !machine.down
                text: [qsTr("How right and how fast the search is, and what it runs on."), line.status.deviceReason,
                       line.status.graphicsReason].filter(part => part.length > 0).join("\n")
                keys: qsTr("Ctrl+D")
            }
        }
    }
    Popup {
        id: details
        x: 12
        y: -height - 8
        width: 380
        padding: 16
        closePolicy: Popup.CloseOnEscape | Popup.CloseOnPressOutside
        background: Rectangle {
            color: Theme.raised
            radius: Theme.radiusLarge
            border.color: Theme.outline
        }
        contentItem: Column {
            spacing: 8
            UiText {
                text: stage.text
                font.weight: Font.DemiBold
                width: parent.width
            }
            Rectangle {
                width: parent.width
                height: 4
                radius: 2
                color: Theme.outline
                visible: line.working || line.paused
                Rectangle {
                    width: parent.width * Math.max(0, Math.min(1, line.status.fraction))
                    height: 4
                    radius: 2
                    color: Theme.accent
                }
            }
            Repeater {
                model: [[qsTr("Files seen"), line.number(line.status.found)],
                        [qsTr("Learnt"), line.status.toDo > 0 ? qsTr("%1 of %2").arg(line.number(line.status.done)).arg(line.number(line.status.toDo)) : ""],
                        [qsTr("Speed"), line.working ? line.status.rateText : ""],
                        [qsTr("Time left"), line.working ? line.status.timeLeftText : ""],
                        [qsTr("Slowest step"), line.status.bottleneck],
                        [qsTr("Answers"), line.models.activeName],
                        [qsTr("Learns"), line.arriving ? line.models.arrivingName : ""],
                        [qsTr("Computes on"), line.status.device],
                        ["", line.status.deviceReason],
                        [qsTr("Draws with"), line.status.graphics],
                        ["", line.status.graphicsReason]]
                delegate: Item {
                    id: fact
                    required property var modelData
                    width: parent ? parent.width : 0
                    height: visible ? value.implicitHeight + 2 : 0
                    visible: modelData[1].length > 0
                    UiText {
                        text: fact.modelData[0]
                        color: Theme.textFaint
                        font.pixelSize: Theme.small
                    }
                    UiText {
                        id: value
                        x: 110
                        width: parent.width - x
                        text: fact.modelData[1]
                        color: fact.modelData[0].length > 0 ? Theme.text : Theme.textFaint
                        font.pixelSize: Theme.small
                        wrapMode: Text.Wrap
                    }
                }
            }
            PushButton {
                visible: line.session.failures.count > 0
                glyph: "warning"
                text: qsTr("%Ln file(s) could not be read…", "", line.session.failures.count)
                onClicked: {
                    details.close();
                    line.failuresAsked();
                }
            }
        }
    }
}
