import QtQuick
import QtQuick.Layouts
import Likeness

/// All keys on one page.
Sheet {
    id: sheet
    width: Math.min(1180, (parent ? parent.width : 1180) - 48)
    heading: qsTr("Keyboard shortcuts")

    readonly property var groups: [
        [qsTr("Search"), [["Ctrl+F", qsTr("Query bar")], ["Ctrl+V", qsTr("Search with the clipboard")], ["Ctrl+O", qsTr("Pick a picture")],
                          ["S", qsTr("What looks like this")], ["+ / −", qsTr("Mark as more / less like this")], ["R", qsTr("Search again with the marks")], ["Ctrl+L", qsTr("Filter")], ["Ctrl+Shift+L", qsTr("Filter panel")],
                          ["Ctrl+S", qsTr("Keep this search")], ["Alt+← / →", qsTr("Back, forward")], ["Esc", qsTr("One step back")]]],
        [qsTr("Photos"), [["← ↑ → ↓", qsTr("Move")], ["Shift+…", qsTr("Select up to there")], ["Ctrl+Space", qsTr("Select this one too")],
                          ["Ctrl+A", qsTr("Select all")], ["Ctrl+Shift+A", qsTr("Select none")], ["Ctrl+I", qsTr("Select the others")],
                          ["Enter", qsTr("View")], ["Space", qsTr("Preview")], ["Ctrl+Enter", qsTr("Open with the usual program")],
                          ["L", qsTr("Arrange by look")], ["C", qsTr("Compare the selected")], ["Shift+S", qsTr("Open or close a stack")], ["0 – 5", qsTr("Rate")], ["T", qsTr("Tag")], ["Ctrl+T", qsTr("Write to file")], ["Ctrl+C", qsTr("Copy")], ["Ctrl+Shift+C", qsTr("Copy path")], ["F2", qsTr("Rename")], ["Del", qsTr("Move to trash")],
                          ["Shift+Del", qsTr("Delete for ever")], ["Ctrl+Z", qsTr("Undo what was done last")]]],
        [qsTr("Viewer"), [["← →", qsTr("Previous, next")], ["Ctrl+wheel", qsTr("Zoom at the pointer")], ["1", qsTr("One pixel to one")],
                          ["F", qsTr("Fit")], ["R", qsTr("Turn the view")], ["C", qsTr("Search a part")], ["Shift+← →", qsTr("Size of the part")], ["I", qsTr("Details")],
                          ["F11", qsTr("Full screen")]]],
        [qsTr("Map"), [["Ctrl+Shift+E", qsTr("Map")], ["← ↑ → ↓", qsTr("Next photo that way")], ["Ctrl+←…", qsTr("Move the map")], ["+ / −", qsTr("Nearer / farther")],
                       ["F", qsTr("Show everything")], ["L, Alt+drag", qsTr("Draw around photos")], ["Shift+drag", qsTr("Select a rectangle")],
                       ["G", qsTr("Show the selected in the grid")]]],
        [qsTr("Compare photos"), [["← →", qsTr("Previous, next in this place")], ["Tab", qsTr("The other place")], ["2 3 4", qsTr("So many at once")], ["+ / −, F, 1", qsTr("Nearer / farther, fit, one pixel to one")],
                          ["S X V D", qsTr("Side by side, flip, curtain, difference")], ["Ctrl+Y", qsTr("Zoom together")],
                          ["K / J", qsTr("Keep / reject")], ["T", qsTr("Rejected ones to the trash")], ["I, Shift+I", qsTr("What differs, everything")]]],
        [qsTr("Duplicates"), [["↑ ↓", qsTr("Groups")], ["← →", qsTr("Photos of a group")], ["Enter", qsTr("Accept what is proposed")],
                          ["K, 1 – 9", qsTr("This one stays")], ["X", qsTr("To the trash, or not")], ["A", qsTr("Keep all")],
                          ["N", qsTr("Not duplicates")], ["Space", qsTr("Preview")], ["Ctrl+Enter", qsTr("Apply…")]]],
        [qsTr("Window"), [["I", qsTr("Details")], ["Ctrl+B", qsTr("Sidebar")], ["Ctrl+Shift+O", qsTr("Add a photo folder")], ["Ctrl+M", qsTr("Models")], ["Ctrl+Shift+M", qsTr("Compare two models")], ["Ctrl+← →", qsTr("To the other model's side")], ["Ctrl+K", qsTr("Clusters")], ["P", qsTr("Pin a cluster")], ["Ctrl+Shift+D", qsTr("Duplicates")], ["Ctrl+D", qsTr("Diagnostics")], ["Ctrl+wheel", qsTr("Size of the thumbnails")],
                          ["F5", qsTr("Look for changes")], ["F1, ?", qsTr("This list")], ["Ctrl+Q", qsTr("Quit")]]]
    ]

    /// Keys as they are written on the keyboard of this language.
    function keyText(keys) {
        const names = {"Ctrl": qsTr("Ctrl"), "Shift": qsTr("Shift"), "Space": qsTr("Space"), "Enter": qsTr("Enter"), "Del": qsTr("Del"),
                       "Esc": qsTr("Esc"), "Tab": qsTr("Tab"), "wheel": qsTr("wheel"), "drag": qsTr("drag")};
        return keys.replace(/[A-Za-z]+/g, word => names[word] ?? word);
    }

    RowLayout {
        width: parent.width
        spacing: 28
        Repeater {
            model: sheet.width >= 1040 ? [[0, 2], [1], [4, 5], [3, 6]] : sheet.width >= 780 ? [[0, 3, 2], [1, 5], [4, 6]] : [[0, 2, 4, 6], [1, 3, 5]]
            delegate: Column {
                id: column
                required property var modelData
                Layout.alignment: Qt.AlignTop
                Layout.fillWidth: true
                Layout.preferredWidth: 100
                spacing: 3
                Repeater {
                    model: column.modelData
                    delegate: Column {
                        id: group
                        required property int modelData
                        width: column.width
                        spacing: 3
                        bottomPadding: 14
                        UiText {
                            text: sheet.groups[group.modelData][0]
                            font.weight: Font.DemiBold
                            bottomPadding: 4
                        }
                        Repeater {
                            model: sheet.groups[group.modelData][1]
                            delegate: Item {
                                id: pair
                                required property var modelData
                                width: group.width
                                height: Math.max(23, words.height)
                                UiText {
                                    id: words
                                    anchors.verticalCenter: parent.verticalCenter
                                    width: parent.width - key.width - 8
                                    text: pair.modelData[1]
                                    wrapMode: Text.Wrap
                                    color: Theme.textSoft
                                    font.pixelSize: Theme.small
                                }
                                Rectangle {
                                    id: key
                                    anchors.right: parent.right
                                    anchors.verticalCenter: parent.verticalCenter
                                    width: keyText.implicitWidth + 12
                                    height: 20
                                    radius: 4
                                    color: Theme.hover
                                    border.color: Theme.hairline
                                    UiText {
                                        id: keyText
                                        anchors.centerIn: parent
                                        text: sheet.keyText(pair.modelData[0])
                                        font.pixelSize: Theme.caption
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
    buttons: [
        PushButton {
            primary: true
            focus: true
            text: qsTr("Close")
            onClicked: sheet.close()
        }
    ]
}
