import QtQuick
import QtQuick.Controls.Basic

// Shown instead of the main window when a library cannot be opened.
ApplicationWindow {
    required property string heading
    required property string explanation
    property string detail: ""
    width: 560
    height: 280
    visible: true
    title: "Likeness"
    Label { anchors.centerIn: parent; text: heading + "\n" + explanation }
}
