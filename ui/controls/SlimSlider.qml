import QtQuick
import QtQuick.Templates as T
import Likeness

/// A slider as thin as a line. `mark` shows a value that is suggested.
T.Slider {
    id: slider
    property real mark: NaN
    property string label: ""

    implicitWidth: 120
    implicitHeight: 24
    padding: 0
    hoverEnabled: true
    focusPolicy: Qt.TabFocus
    opacity: enabled ? 1 : 0.4
    Accessible.role: Accessible.Slider
    Accessible.name: label

    background: Item {
        Rectangle {
            anchors.verticalCenter: parent.verticalCenter
            width: parent.width
            height: 3
            radius: 1.5
            color: Theme.outline
            Rectangle {
                width: slider.visualPosition * (slider.width - 12) + 6
                height: parent.height
                radius: 1.5
                color: slider.hovered || slider.pressed || slider.visualFocus ? Theme.accent : Theme.textFaint
            }
        }
        Rectangle {
            visible: !isNaN(slider.mark) && slider.mark > slider.from && slider.mark < slider.to
            x: 6 + (slider.mark - slider.from) / Math.max(1e-9, slider.to - slider.from) * (slider.width - 12) - 1
            anchors.verticalCenter: parent.verticalCenter
            width: 2
            height: 11
            radius: 1
            color: Theme.textSoft
        }
    }
    handle: Rectangle {
        x: slider.visualPosition * (slider.width - width)
        anchors.verticalCenter: parent.verticalCenter
        width: 12
        height: 12
        radius: 6
        color: slider.pressed ? Theme.accent : (Theme.dark ? "#e0e0e0" : "#ffffff")
        border.color: Theme.dark ? "#60000000" : "#70000000"
        FocusRing {
            visible: slider.visualFocus
            radius: 10
        }
    }
}
