import QtQuick
import QtQuick.Templates as T
import Likeness

/// One example in the query bar: what to look for, or what to keep away from. The wheel changes its weight.
T.AbstractButton {
    id: chip

    required property QueryModel query
    required property int index
    required property string kind
    required property string label
    required property url thumbnail
    required property real weight
    required property bool negative
    required property bool hasCrop
    required property rect crop

    property real labelMax: 150 ///< the widest that the name may be; with less than a few letters it is left out
    readonly property real strength: Math.abs(weight)
    readonly property color ink: negative ? Theme.danger : Theme.text
    signal cropAsked(int row)

    function nudge(steps) {
        const next = Math.round((strength + steps * 0.25) * 4) / 4;
        query.setWeight(index, (negative ? -1 : 1) * Math.max(0.25, Math.min(3, next)));
    }

    implicitWidth: line.implicitWidth + 8
    implicitHeight: 30
    hoverEnabled: true
    focusPolicy: Qt.TabFocus
    Accessible.role: Accessible.Button
    Accessible.name: negative ? qsTr("Less like %1").arg(label) : qsTr("More like %1").arg(label)
    Accessible.description: qsTr("Weight %1").arg(strength)
    Keys.onPressed: event => {
        event.accepted = true;
        if (event.key === Qt.Key_Delete || event.key === Qt.Key_Backspace)
            query.removeChip(index);
        else if (event.key === Qt.Key_Minus || event.key === Qt.Key_Plus)
            query.toggleNegative(index);
        else if (event.key === Qt.Key_Up)
            nudge(1);
        else if (event.key === Qt.Key_Down)
            nudge(-1);
        else if (event.key === Qt.Key_Menu)
            menu.popup(0, height);
        else if (event.key === Qt.Key_C && kind !== "words")
            cropAsked(index);
        else
            event.accepted = false;
    }
    onClicked: menu.popup(0, height + 4)
    onDoubleClicked: {
        menu.close();
        if (kind !== "words")
            cropAsked(index);
    }

    NumberAnimation on opacity {
        from: 0
        to: 1
        duration: Theme.calm
    }
    background: Rectangle {
        radius: 6
        color: chip.negative ? Theme.dangerSoft : (chip.hovered ? Theme.pressed : Theme.chosen)
        border.width: 1
        border.color: chip.negative ? Theme.danger : "transparent"
        FocusRing { visible: chip.visualFocus }
    }
    contentItem: Item {
        Row {
            id: line
            x: 3
            anchors.verticalCenter: parent.verticalCenter
            spacing: 6
            Item {
                width: picture.visible ? 24 : 6
                height: 24
                clip: chip.hasCrop
                Image {
                    id: picture
                    // The part that counts fills the chip; what lies around it is cut off by the clip.
                    readonly property real partWidth: chip.crop.width * implicitWidth
                    readonly property real partHeight: chip.crop.height * implicitHeight
                    readonly property real fill: chip.hasCrop && partWidth > 0 && partHeight > 0
                                                 ? 24 / Math.min(partWidth, partHeight) : 0
                    x: fill > 0 ? 12 - (chip.crop.x + chip.crop.width / 2) * width : 0
                    y: fill > 0 ? 12 - (chip.crop.y + chip.crop.height / 2) * height : 0
                    width: fill > 0 ? implicitWidth * fill : 24
                    height: fill > 0 ? implicitHeight * fill : 24
                    visible: chip.kind !== "words"
                    source: visible ? chip.thumbnail : ""
                    sourceSize: chip.hasCrop ? Qt.size(474, 474) : Qt.size(96, 96)
                    fillMode: chip.hasCrop ? Image.Stretch : Image.PreserveAspectCrop
                    smooth: true
                    mipmap: chip.hasCrop
                    asynchronous: true
                    Rectangle {
                        anchors.fill: parent
                        visible: picture.status !== Image.Ready
                        color: Theme.placeholder
                        radius: 3
                    }
                }
            }
            Icon {
                anchors.verticalCenter: parent.verticalCenter
                visible: chip.hasCrop
                glyph: "crop"
                edge: 14
                color: chip.ink
            }
            UiText {
                anchors.verticalCenter: parent.verticalCenter
                visible: chip.kind === "words" || chip.labelMax >= 36
                width: Math.min(implicitWidth, Math.max(36, chip.labelMax))
                text: chip.kind === "words" ? "“" + chip.label + "”" : chip.label
                elide: Text.ElideMiddle
                font.pixelSize: Theme.small
                font.weight: Font.Medium
                color: chip.ink
            }
            UiText {
                anchors.verticalCenter: parent.verticalCenter
                visible: chip.strength !== 1
                text: "×" + chip.strength.toLocaleString(Qt.locale(), "g", 3)
                font.pixelSize: Theme.caption
                color: chip.negative ? Theme.danger : Theme.textSoft
            }
            Item {
                width: 40
                height: 24
                ChipSign {
                    x: 0
                    glyph: chip.negative ? "minus" : "plus"
                    ink: chip.ink
                    label: chip.negative ? qsTr("Look for this instead of away from it") : qsTr("Look away from this instead of for it")
                    onClicked: chip.query.toggleNegative(chip.index)
                }
                ChipSign {
                    x: 20
                    glyph: "close"
                    ink: chip.negative ? Theme.danger : Theme.textSoft
                    label: qsTr("Take away")
                    onClicked: chip.query.removeChip(chip.index)
                }
            }
        }
    }
    WheelHandler {
        target: null
        acceptedDevices: PointerDevice.Mouse | PointerDevice.TouchPad
        onWheel: event => chip.nudge(event.angleDelta.y > 0 ? 1 : -1)
    }
    TapHandler {
        acceptedButtons: Qt.RightButton
        onTapped: menu.popup(0, chip.height + 4)
    }
    Tip {
        visible: chip.hovered && !menu.visible
        text: chip.negative ? qsTr("Less like “%1”. Scroll to change how much it counts.").arg(chip.label)
                            : qsTr("More like “%1”. Scroll to change how much it counts.").arg(chip.label)
    }
    ChipMenu {
        id: menu
        query: chip.query
        row: chip.index
        negative: chip.negative
        hasCrop: chip.hasCrop
        words: chip.kind === "words"
        strength: chip.strength
        onCropAsked: chip.cropAsked(chip.index)
    }
}
