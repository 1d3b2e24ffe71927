import QtQuick
import Likeness

/// Asks for one name: of a file, of a search.
Sheet {
    id: sheet
    property string start: ""
    property string doText: qsTr("OK")
    /// How much of the name is marked at first; a file keeps its ending.
    property int markedLength: start.length
    property bool slashAllowed: false
    signal named(string name)

    readonly property bool good: field.text.trim().length > 0 && !field.wrong
    onOpened: {
        field.text = start;
        field.forceActiveFocus();
        field.select(0, markedLength);
    }

    InputField {
        id: field
        width: parent.width
        focus: true
        wrong: !sheet.slashAllowed && text.indexOf("/") >= 0
        Accessible.name: sheet.heading
        onAccepted: if (sheet.good) go.clicked()
    }
    ErrorText {
        width: parent.width
        visible: field.wrong
        text: qsTr("A name cannot hold a slash.")
    }
    buttons: [
        PushButton {
            text: qsTr("Cancel")
            onClicked: sheet.close()
        },
        PushButton {
            id: go
            primary: true
            text: sheet.doText
            enabled: sheet.good
            onClicked: {
                const name = field.text.trim();
                sheet.close();
                sheet.named(name);
            }
        }
    ]
}
