import QtQuick
import Likeness

/// Facts one below the other: what, how much, and what is to be said about it.
Column {
    id: facts
    property var model: []
    property int labelWidth: 132

    spacing: 8
    Repeater {
        model: facts.model
        delegate: Item {
            id: fact
            required property var modelData
            width: facts.width
            height: words.implicitHeight
            Accessible.role: Accessible.StaticText
            Accessible.name: qsTr("%1: %2").arg(modelData.label).arg([modelData.value, modelData.note].filter(part => part.length > 0).join(", "))
            UiText {
                width: facts.labelWidth - 12
                text: fact.modelData.label
                color: Theme.textFaint
                font.pixelSize: Theme.small
                Accessible.ignored: true
            }
            Column {
                id: words
                x: facts.labelWidth
                width: parent.width - x
                spacing: 1
                UiText {
                    width: parent.width
                    text: fact.modelData.value
                    font.pixelSize: Theme.small
                    wrapMode: Text.WrapAtWordBoundaryOrAnywhere
                    elide: Text.ElideNone
                    Accessible.ignored: true
                }
                UiText {
                    width: parent.width
                    visible: text.length > 0
                    text: fact.modelData.note
                    color: Theme.textFaint
                    font.pixelSize: Theme.caption
                    wrapMode: Text.WrapAtWordBoundaryOrAnywhere
                    elide: Text.ElideNone
                    Accessible.ignored: true
                }
            }
        }
    }
}
