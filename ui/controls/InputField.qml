import QtQuick
import QtQuick.Templates as T
import Likeness

/// One line to type in.
T.TextField {
    id: field
    property string glyph: ""
    property bool bare: false
    property bool wrong: false

    implicitHeight: Theme.controlHeight
    implicitWidth: 200
    leftPadding: glyph.length > 0 ? 34 : (bare ? 2 : 10)
    rightPadding: bare ? 2 : 10
    verticalAlignment: TextInput.AlignVCenter
    color: Theme.text
    selectionColor: Theme.accent
    selectedTextColor: Theme.accentInk
    placeholderTextColor: Theme.textFaint
    font.family: Theme.fontFamily
    font.pixelSize: Theme.body
    selectByMouse: true
    Accessible.role: Accessible.EditableText
    Accessible.name: placeholderText

    background: Rectangle {
        visible: !field.bare
        radius: Theme.radius
        color: Theme.field
        border.width: field.activeFocus ? 2 : 1
        border.color: field.wrong ? Theme.danger : (field.activeFocus ? Theme.accent : Theme.outline)
    }
    UiText {
        x: field.leftPadding
        width: field.width - field.leftPadding - field.rightPadding
        height: field.height
        visible: field.text.length === 0 && field.preeditText.length === 0
        text: field.placeholderText
        color: Theme.textFaint
        font: field.font
        Accessible.ignored: true
    }
    Icon {
        visible: field.glyph.length > 0
        x: 9
        anchors.verticalCenter: parent.verticalCenter
        glyph: field.glyph
        edge: 18
        color: Theme.textFaint
    }
}
