import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Templates as T
import Likeness

/// All marks of the question that point one way, as one chip; pressed, it shows them one by one.
T.AbstractButton {
    id: chip
    required property QueryModel query
    required property int sign ///< 1 = more like this, -1 = less
    property var marks: []

    readonly property color ink: sign < 0 ? Theme.danger : Theme.text
    readonly property string words: sign > 0 ? qsTr("%Ln more like this", "", marks.length) : qsTr("%Ln less like this", "", marks.length)

    implicitWidth: line.implicitWidth + 12
    implicitHeight: 30
    hoverEnabled: true
    focusPolicy: Qt.TabFocus
    text: words
    Accessible.role: Accessible.Button
    Accessible.name: words
    onClicked: list.visible ? list.close() : list.open()
    Keys.onPressed: event => {
        if (event.key === Qt.Key_Delete || event.key === Qt.Key_Backspace) {
            query.removeMarks(sign);
            event.accepted = true;
        }
    }

    function read() {
        marks = query.marks(sign);
    }
    Component.onCompleted: read()
    Connections {
        target: chip.query
        function onMarksChanged() { chip.read(); }
    }

    background: Rectangle {
        radius: 6
        color: chip.sign < 0 ? Theme.dangerSoft : (chip.hovered ? Theme.pressed : Theme.chosen)
        border.width: 1
        border.color: chip.sign < 0 ? Theme.danger : "transparent"
        FocusRing { visible: chip.visualFocus }
    }
    contentItem: Item {
        Row {
            id: line
            x: 3
            anchors.verticalCenter: parent.verticalCenter
            spacing: 6
            Row {
                // A few of them, like cards in a hand.
                anchors.verticalCenter: parent.verticalCenter
                spacing: -14
                Repeater {
                    model: chip.marks.slice(-3)
                    delegate: Image {
                        required property var modelData
                        width: 24
                        height: 24
                        source: modelData.thumbnail
                        sourceSize: Qt.size(96, 96)
                        fillMode: Image.PreserveAspectCrop
                        asynchronous: true
                        Accessible.ignored: true
                    }
                }
            }
            Icon {
                anchors.verticalCenter: parent.verticalCenter
                glyph: chip.sign > 0 ? "plus" : "minus"
                edge: 14
                color: chip.ink
            }
            UiText {
                anchors.verticalCenter: parent.verticalCenter
                text: chip.words
                font.pixelSize: Theme.small
                font.weight: Font.Medium
                color: chip.ink
            }
            ChipSign {
                anchors.verticalCenter: parent.verticalCenter
                glyph: "close"
                ink: chip.sign < 0 ? Theme.danger : Theme.textSoft
                label: qsTr("Take these marks away")
                onClicked: chip.query.removeMarks(chip.sign)
            }
        }
    }
    Tip {
        visible: chip.hovered && !list.visible
        text: chip.words
    }
    Popup {
        id: list
        y: chip.height + 6
        padding: 10
        margins: 8
        focus: true
        background: Rectangle {
            color: Theme.raised
            radius: 8
            border.color: Theme.outline
        }
        contentItem: Grid {
            columns: Math.min(5, Math.max(1, chip.marks.length))
            spacing: 8
            Repeater {
                model: chip.marks
                delegate: T.AbstractButton {
                    id: one
                    required property var modelData
                    width: 72
                    height: 72
                    hoverEnabled: true
                    focusPolicy: Qt.TabFocus
                    text: modelData.label
                    Accessible.role: Accessible.Button
                    Accessible.name: qsTr("Take the mark of %1 away").arg(modelData.label)
                    background: Image {
                        source: one.modelData.thumbnail
                        fillMode: Image.PreserveAspectCrop
                        asynchronous: true
                        opacity: one.hovered || one.visualFocus ? 0.55 : 1
                        FocusRing { visible: one.visualFocus }
                    }
                    contentItem: Item {
                        Rectangle {
                            anchors.centerIn: parent
                            visible: one.hovered || one.visualFocus
                            width: 26
                            height: 26
                            radius: 13
                            color: Theme.photoGround
                            Icon {
                                anchors.centerIn: parent
                                glyph: "close"
                                edge: 16
                                color: Theme.photoInk
                            }
                        }
                    }
                    // A round of its own, so that it can be taken back like every other.
                    onClicked: {
                        const query = chip.query;
                        query.mark([modelData.photoId], query.markOf(modelData.photoId));
                        query.refine();
                    }
                    Tip {
                        visible: one.hovered
                        text: one.Accessible.name
                    }
                }
            }
        }
    }
}
