import QtQuick
import QtQuick.Layouts
import Likeness

/// Under a photo that is compared: which one it is, how many stars it has, and what was decided about it.
Item {
    id: caption
    required property Session session
    required property int pane
    readonly property PhotoCompare compare: session.photoCompare
    readonly property int row: pane < compare.panes.length ? compare.panes[pane] : -1
    property int epoch: 0
    readonly property var facts: epoch >= 0 && row >= 0 ? compare.details(row) : ({})
    readonly property int verdict: facts.verdict ?? PhotoCompare.Undecided
    readonly property bool current: compare.current === pane

    implicitHeight: 40
    Connections {
        target: caption.compare
        function onDataChanged() { caption.epoch++; }
        function onModelReset() { caption.epoch++; }
    }
    RowLayout {
        anchors.fill: parent
        anchors.leftMargin: 12
        anchors.rightMargin: 6
        spacing: 6
        Rectangle {
            // Which side the keys are for.
            Layout.preferredWidth: 8
            Layout.preferredHeight: 8
            radius: 4
            color: caption.current ? Theme.accent : "transparent"
            border.width: caption.current ? 0 : 1
            border.color: Theme.outline
        }
        UiText {
            Layout.fillWidth: true
            Layout.maximumWidth: implicitWidth + 1
            text: caption.facts.name ?? ""
            font.weight: caption.current ? Font.DemiBold : Font.Medium
            elide: Text.ElideMiddle
        }
        UiText {
            text: qsTr("%1 of %2").arg(caption.row + 1).arg(caption.compare.count)
            color: Theme.textFaint
            font.pixelSize: Theme.small
        }
        Item { Layout.fillWidth: true }
        Stars {
            visible: caption.width > 420
            rating: caption.facts.rating ?? 0
            edge: 16
            onRated: stars => caption.session.actions.rate([caption.facts.photoId], stars)
        }
        VerdictButton {
            glyph: "check"
            text: qsTr("Keep")
            keys: "K"
            litColor: Theme.accent
            checked: caption.verdict === PhotoCompare.Keep
            onClicked: caption.compare.judgeRow(caption.row, PhotoCompare.Keep)
        }
        VerdictButton {
            glyph: "close"
            text: qsTr("Reject")
            keys: "J"
            litColor: Theme.danger
            checked: caption.verdict === PhotoCompare.Reject
            onClicked: caption.compare.judgeRow(caption.row, PhotoCompare.Reject)
        }
    }
    component VerdictButton: PushButton {
        id: button
        property color litColor
        quiet: true
        focusPolicy: Qt.NoFocus // K and J; Tab leads from photo to photo
        implicitHeight: 28
        leftPadding: 8
        rightPadding: 10
        tip: text
        Accessible.checkable: true
        Accessible.checked: checked
        Accessible.name: qsTr("%1: %2").arg(text).arg(caption.facts.name ?? "")
        background: Rectangle {
            radius: 14
            color: button.checked ? button.litColor : button.hovered ? Theme.hover : "transparent"
            FocusRing { visible: button.visualFocus; radius: 16 }
        }
        contentItem: Item {
            implicitWidth: inside.implicitWidth
            Row {
                id: inside
                anchors.centerIn: parent
                spacing: 4
                Icon {
                    anchors.verticalCenter: parent.verticalCenter
                    glyph: button.glyph
                    edge: 16
                    color: button.checked ? Theme.accentInk : Theme.textSoft
                }
                UiText {
                    anchors.verticalCenter: parent.verticalCenter
                    visible: caption.width > 320
                    text: button.text
                    font.pixelSize: Theme.small
                    color: button.checked ? Theme.accentInk : Theme.textSoft
                }
            }
        }
    }
}
