import QtQuick
import QtQuick.Controls.Basic
import Likeness

ApplicationWindow {
    id: root
    required property Session session
    width: 1280
    height: 800
    visible: true
    title: "Likeness"
}
