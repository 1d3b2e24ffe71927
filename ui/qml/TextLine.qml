import QtQuick
import Likeness

/// A text that is changed where it stands: Enter or leaving the line keeps it, Esc takes the change back.
FocusScope {
    id: line
    property string text: ""
    property string placeholder: ""
    signal done(string text)
    signal leaveAsked ///< the person is done here

    implicitHeight: visible ? input.implicitHeight + 4 : 0
    onTextChanged: if (!input.activeFocus) input.text = text
    InputField {
        id: input
        width: parent.width
        focus: true
        text: line.text
        placeholderText: line.placeholder
        property bool edited: false ///< by the person: showing a text of several lines must not flatten it
        onTextEdited: edited = true
        function keep() {
            if (edited && text.trim() !== line.text)
                line.done(text);
            edited = false;
        }
        onAccepted: {
            keep();
            line.leaveAsked();
        }
        onActiveFocusChanged: {
            if (!activeFocus)
                keep();
        }
        Keys.onEscapePressed: {
            edited = false;
            text = line.text;
            line.leaveAsked();
        }
    }
}
