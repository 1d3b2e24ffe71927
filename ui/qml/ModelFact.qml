import QtQuick
import Likeness

/// One thing known about a model: what, and below it how much.
Column {
    id: fact
    property string label: ""
    property string value: ""
    property string tip: ""
    property bool faint: false
    default property alias tools: toolRow.data

    spacing: 1
    visible: value.length > 0
    Accessible.role: Accessible.StaticText
    Accessible.name: qsTr("%1: %2").arg(label).arg(value)
    UiText {
        text: fact.label
        color: Theme.textFaint
        font.pixelSize: Theme.caption
        Accessible.ignored: true
    }
    Row {
        id: toolRow
        height: 22
        spacing: 6
        UiText {
            anchors.verticalCenter: parent.verticalCenter
            text: fact.value
            color: fact.faint ? Theme.textFaint : Theme.text
            font.pixelSize: Theme.small
            Accessible.ignored: true
        }
    }
    HoverHandler { id: hover }
    Tip {
        visible: hover.hovered && fact.tip.length > 0
        text: fact.tip
    }
}
