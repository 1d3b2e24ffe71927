import QtQuick
import Likeness

/// The tags of the selected photos, and a line to add more to.
FocusScope {
    id: field
    required property TagEditor editor
    signal leaveAsked ///< the person is done here
    signal renameAsked(string name)
    implicitHeight: page.height
    Accessible.role: Accessible.Grouping
    Accessible.name: qsTr("Tags")

    function focusInput() {
        input.forceActiveFocus(Qt.ShortcutFocusReason);
    }

    Column {
        id: page
        width: parent.width
        spacing: 6
        Flow {
            id: chips
            width: parent.width
            spacing: 6
            visible: field.editor.tags.length > 0
            Accessible.role: Accessible.List
            Accessible.name: qsTr("%Ln tag(s)", "", field.editor.tags.length)
            Repeater {
                model: field.editor.tags
                delegate: TagChip {
                    required property var modelData
                    maximumWidth: chips.width
                    text: modelData.name
                    onAll: modelData.onAll
                    photos: modelData.photos
                    photoCount: field.editor.photoCount
                    onClicked: if (!onAll) field.editor.add("", text)
                    onRemoved: {
                        input.forceActiveFocus(Qt.OtherFocusReason);
                        field.editor.remove(text);
                    }
                    onRenameAsked: field.renameAsked(text)
                }
            }
        }
        InputField {
            id: input
            property int chosen: -1 ///< among the completions
            width: parent.width
            focus: true
            glyph: "tag"
            placeholderText: field.editor.photoCount > 1 ? qsTr("Tag %Ln photo(s)…", "", field.editor.photoCount) : qsTr("Add a tag…")
            Accessible.description: qsTr("Enter adds the tag, Backspace in the empty line removes the last one")
            onActiveFocusChanged: if (activeFocus) field.editor.loadNames()
            onTextEdited: chosen = -1
            function complete(name) {
                const comma = text.lastIndexOf(",");
                text = comma >= 0 ? text.substring(0, comma + 1) + " " + name : name;
                chosen = -1;
            }
            /// Adds what is typed, and a name of the list in the place of the last part. Names may have commas in them.
            function take(name) {
                field.editor.add(text.substring(0, text.lastIndexOf(",") + 1), name);
                text = "";
                chosen = -1;
            }
            onAccepted: {
                if (chosen >= 0) {
                    take(list.names[chosen]);
                } else {
                    field.editor.add(text);
                    text = "";
                }
            }
            Keys.onPressed: event => {
                if (event.key === Qt.Key_Backspace && text.length === 0 && field.editor.tags.length > 0) {
                    field.editor.remove(field.editor.tags[field.editor.tags.length - 1].name);
                } else if (event.key === Qt.Key_Down && list.names.length > 0) {
                    chosen = Math.min(chosen + 1, list.names.length - 1);
                } else if (event.key === Qt.Key_Up && list.names.length > 0) {
                    chosen = Math.max(chosen - 1, -1);
                } else if (event.key === Qt.Key_Tab && list.names.length > 0) {
                    const name = list.names[Math.max(chosen, 0)];
                    if (name.includes(","))
                        take(name);
                    else
                        complete(name);
                } else if (event.key === Qt.Key_Escape) {
                    if (text.length > 0)
                        text = "";
                    else
                        field.leaveAsked();
                } else {
                    return;
                }
                event.accepted = true;
            }
        }
        Column {
            id: list
            readonly property var names: input.activeFocus ? field.editor.completions(input.text) : []
            width: parent.width
            visible: names.length > 0
            Accessible.role: Accessible.List
            Accessible.name: qsTr("Tags to choose from")
            Repeater {
                model: list.names
                delegate: Rectangle {
                    id: line
                    required property int index
                    required property string modelData
                    width: list.width
                    height: 26
                    radius: Theme.radius
                    color: index === input.chosen ? Theme.chosen : (over.hovered ? Theme.hover : "transparent")
                    Accessible.role: Accessible.ListItem
                    Accessible.name: modelData
                    Accessible.selected: index === input.chosen
                    UiText {
                        x: 10
                        width: parent.width - 20
                        anchors.verticalCenter: parent.verticalCenter
                        text: line.modelData
                        elide: Text.ElideMiddle
                    }
                    HoverHandler { id: over }
                    TapHandler {
                        onTapped: input.take(line.modelData)
                    }
                }
            }
        }
    }
}
