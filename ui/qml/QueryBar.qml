import QtQuick
import QtQuick.Layouts
import Likeness

/// The question, in one calm line: examples as chips, words, history.
FocusScope {
    id: bar
    required property Session session
    readonly property QueryModel query: session.query
    property bool dropHere: false
    /// Two marks still are chips like others; more of them would fill the line.
    readonly property bool marksGrouped: query.markCount > 2
    property bool sidebarShown: true
    signal sidebarAsked
    signal saveAsked
    signal cropAsked(int row)
    signal leftDownwards

    implicitHeight: 56

    function focusWords() {
        words.forceActiveFocus(Qt.ShortcutFocusReason);
        words.selectAll();
    }

    RowLayout {
        anchors.fill: parent
        anchors.leftMargin: 12
        anchors.rightMargin: 12
        spacing: 4

        IconButton {
            glyph: "sidebar"
            text: bar.sidebarShown ? qsTr("Hide the sidebar") : qsTr("Show the sidebar")
            keys: qsTr("Ctrl+B")
            onClicked: bar.sidebarAsked()
        }
        IconButton {
            glyph: "arrow-left"
            text: qsTr("Back")
            keys: qsTr("Alt+Left")
            enabled: bar.query.canGoBack
            onClicked: bar.query.back()
        }
        IconButton {
            glyph: "arrow-right"
            text: qsTr("Forward")
            keys: qsTr("Alt+Right")
            enabled: bar.query.canGoForward
            onClicked: bar.query.forward()
        }
        Rectangle {
            id: frame
            Layout.fillWidth: true
            Layout.leftMargin: 4
            Layout.rightMargin: 4
            implicitHeight: 40
            radius: 9
            color: Theme.field
            border.width: words.activeFocus || bar.dropHere ? 2 : 1
            border.color: words.activeFocus || bar.dropHere ? Theme.accent : Theme.outline
            clip: true

            Icon {
                id: lens
                x: 11
                anchors.verticalCenter: parent.verticalCenter
                glyph: "search"
                color: words.activeFocus ? Theme.text : Theme.textFaint
            }
            Flickable {
                id: chips
                readonly property int count: examples.count
                function showLast() {
                    contentX = Math.max(0, contentWidth - width);
                }
                anchors.left: lens.right
                anchors.leftMargin: count > 0 ? 9 : 3
                anchors.verticalCenter: parent.verticalCenter
                readonly property real widthMax: Math.max(90, frame.width - tools.width - 110)
                /// Names give way before pictures and buttons do, which take 92 pixels of a chip.
                readonly property real labelMax: Math.min(150, (widthMax + line.spacing) / Math.max(1, count) - line.spacing - 92)
                width: Math.min(contentWidth, widthMax)
                height: 30
                contentWidth: line.width
                clip: contentWidth > width
                interactive: contentWidth > width
                boundsBehavior: Flickable.StopAtBounds
                onContentWidthChanged: showLast()
                onWidthChanged: showLast()
                Row {
                    id: line
                    spacing: 6
                    Repeater {
                        id: examples
                        model: bar.query
                        delegate: QueryChip {
                            required property bool marked
                            visible: !marked || !bar.marksGrouped
                            query: bar.query
                            labelMax: chips.labelMax
                            onCropAsked: row => bar.cropAsked(row)
                        }
                    }
                    MarksChip {
                        visible: bar.marksGrouped && marks.length > 0
                        query: bar.query
                        sign: 1
                    }
                    MarksChip {
                        visible: bar.marksGrouped && marks.length > 0
                        query: bar.query
                        sign: -1
                    }
                }
            }
            InputField {
                id: words
                focus: true
                bare: true
                anchors.left: chips.right
                anchors.leftMargin: chips.count > 0 ? 10 : 8
                anchors.right: tools.left
                anchors.rightMargin: 6
                anchors.verticalCenter: parent.verticalCenter
                placeholderText: chips.count > 0 ? qsTr("and…")
                                 : bar.query.wordsSupported ? qsTr("Say what you look for, or drop, paste or pick a picture")
                                 : qsTr("Drop, paste or pick a picture to find what looks like it")
                Accessible.name: qsTr("Search in words")
                onAccepted: {
                    if (text.trim().length > 0) {
                        const before = chips.count;
                        bar.query.addTyped(text.trim());
                        if (bar.query.messageAboutWords && chips.count === before)
                            selectAll(); // what was typed is still wanted when another model is in use
                        else
                            clear();
                    } else {
                        bar.leftDownwards();
                    }
                }
                // Said while there is still little to lose, not only after Enter.
                onTextEdited: {
                    const looksLikeAddress = /^([/~]|[a-z]+:)/.test(text.trim());
                    if (!bar.query.wordsSupported && !bar.query.messageAboutWords && text.trim().length > 1 && !looksLikeAddress)
                        bar.query.explainWords();
                    else if (bar.query.messageAboutWords && text.trim().length === 0)
                        bar.query.dismissMessage();
                }
                Keys.onPressed: event => {
                    if (event.key === Qt.Key_Backspace && text.length === 0 && chips.count > 0) {
                        bar.query.removeChip(chips.count - 1);
                        event.accepted = true;
                    } else if (event.key === Qt.Key_Down || event.key === Qt.Key_Escape) {
                        bar.leftDownwards();
                        event.accepted = true;
                    } else if (event.matches(StandardKey.Paste)) {
                        // Words are pasted as words while some are being typed; anything else becomes an example.
                        if (text.length === 0) {
                            bar.query.pasteFromClipboard();
                            event.accepted = true;
                        }
                    }
                }
            }
            Row {
                id: tools
                anchors.right: parent.right
                anchors.rightMargin: 4
                anchors.verticalCenter: parent.verticalCenter
                IconButton {
                    glyph: "close"
                    visible: !bar.query.empty
                    text: qsTr("Clear the question")
                    keys: qsTr("Esc")
                    onClicked: bar.query.clear()
                }
                IconButton {
                    glyph: "paste"
                    text: qsTr("Search with what is on the clipboard")
                    keys: qsTr("Ctrl+V")
                    onClicked: bar.query.pasteFromClipboard()
                }
                IconButton {
                    glyph: "image"
                    text: qsTr("Pick a picture…")
                    keys: qsTr("Ctrl+O")
                    onClicked: bar.pickAsked()
                }
            }
            // A thin line runs while an answer is on its way.
            Rectangle {
                id: runner
                property real along: 0
                anchors.bottom: parent.bottom
                x: along * (frame.width - width)
                width: frame.width * 0.25
                height: 2
                radius: 1
                color: Theme.accent
                opacity: bar.query.busy && longEnough ? 1 : 0
                property bool longEnough: false
                Timer {
                    interval: 250
                    running: bar.query.busy
                    onTriggered: runner.longEnough = true
                    onRunningChanged: if (!bar.query.busy) runner.longEnough = false
                }
                SequentialAnimation on along {
                    running: runner.opacity > 0 && !Theme.reducedMotion
                    loops: Animation.Infinite
                    NumberAnimation { from: 0; to: 1; duration: 700; easing.type: Easing.InOutSine }
                    NumberAnimation { from: 1; to: 0; duration: 700; easing.type: Easing.InOutSine }
                }
            }
        }
        IconButton {
            glyph: "filter"
            text: qsTr("Filter")
            keys: qsTr("Ctrl+L")
            checkable: true
            checked: bar.filterShown
            onToggled: bar.filterToggled()
        }
        IconButton {
            glyph: "bookmark"
            text: qsTr("Keep this search…")
            keys: qsTr("Ctrl+S")
            enabled: !bar.query.empty || bar.query.filter.length > 0 || bar.query.folder.length > 0
            onClicked: bar.saveAsked()
        }
        IconButton {
            glyph: "inspector"
            text: bar.session.settings.inspectorVisible ? qsTr("Hide the details") : qsTr("Show the details")
            keys: "I"
            onClicked: bar.session.settings.inspectorVisible = !bar.session.settings.inspectorVisible
        }
    }
    property bool filterShown: false
    signal filterToggled
    signal pickAsked
}
