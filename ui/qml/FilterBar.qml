import QtQuick
import QtQuick.Controls.Basic
import Likeness

/// The second line: an expression that says which photos may be shown, with what is wrong marked where it is.
FocusScope {
    id: bar
    required property QueryModel query
    required property FacetModel facets
    required property FilterCompleter completer
    property bool panelShown: false
    property bool shown: false
    readonly property int chipsHeight: !wrong && facets.chips.length > 0 ? 34 : 0
    signal closeAsked
    signal panelToggled

    implicitHeight: shown ? 44 + (wrong ? 22 : chipsHeight) : 0
    readonly property alias wrongPart: underline
    /// While there is something to go on with, what is typed is unfinished, not wrong.
    readonly property bool wrong: query.filterError.length > 0 && !offers.visible
    visible: implicitHeight > 0
    clip: true

    function focusField() {
        field.forceActiveFocus(Qt.ShortcutFocusReason);
        field.selectAll();
    }

    InputField {
        id: field
        focus: true
        x: 12
        width: parent.width - 24 - panelButton.width - 8
        height: 34
        glyph: "filter"
        wrong: bar.wrong
        rightPadding: 72
        placeholderText: qsTr("Filter: camera:\"EOS 5D\" date:2019..2020 rating:>=3 -tag:print")
        Accessible.name: qsTr("Filter expression")
        text: bar.query.filter
        Accessible.description: qsTr("Down shows what the filter can go on with")
        onTextEdited: {
            settle.restart();
            offers.chosen = -1;
            bar.completer.look(text, cursorPosition);
        }
        onAccepted: {
            if (offers.chosen >= 0) {
                take(offers.chosen);
                return;
            }
            bar.completer.dismiss();
            finish();
            bar.completer.remember(text);
        }
        onActiveFocusChanged: {
            if (!activeFocus) {
                bar.completer.dismiss();
                finish();
                if (!bar.wrong)
                    bar.completer.remember(bar.query.filter);
            }
        }
        function finish() {
            if (settle.running) {
                settle.stop();
                bar.query.filter = text;
            }
            bar.query.endTyping();
        }
        function replace(filter) {
            settle.stop();
            text = filter;
            bar.query.changeFilter(filter);
        }
        function take(offer) {
            const whole = bar.completer.take(offer);
            text = whole.text;
            cursorPosition = whole.cursor;
            settle.restart();
            offers.chosen = -1;
            bar.completer.look(text, cursorPosition);
        }
        Keys.onDownPressed: {
            if (offers.count === 0)
                bar.completer.look(text, cursorPosition, true);
            else
                offers.chosen = Math.min(offers.chosen + 1, offers.count - 1);
        }
        Keys.onUpPressed: offers.chosen = Math.max(offers.chosen - 1, -1)
        Keys.onTabPressed: event => {
            event.accepted = offers.count > 0;
            if (event.accepted)
                take(Math.max(0, offers.chosen));
        }
        Keys.onEscapePressed: {
            if (offers.count > 0) {
                bar.completer.dismiss();
            } else if (text.length > 0) {
                replace("");
            } else {
                bar.closeAsked();
            }
        }
        Connections {
            target: bar.query
            function onFilterChanged() {
                if (field.text !== bar.query.filter && !settle.running)
                    field.text = bar.query.filter;
            }
        }
        Timer {
            id: settle
            interval: 350
            onTriggered: bar.query.filter = field.text
        }
        Rectangle {
            id: underline
            // Underlines the word that was not understood.
            readonly property int from: Math.max(0, bar.query.filterErrorColumn - 1)
            readonly property int to: {
                const end = field.text.indexOf(" ", from);
                return Math.max(from + 1, end < 0 ? field.text.length : end);
            }
            visible: bar.wrong && field.text.length > 0
            // Qt leaves the padding out of the one and not of the other.
            readonly property real origin: field.cursorRectangle.x - field.positionToRectangle(field.cursorPosition).x
            // The width of the text stands for its layout, which cannot be listened to.
            x: field.contentWidth >= 0 ? origin + field.positionToRectangle(from).x : 0
            y: field.height - 8
            width: field.contentWidth >= 0 ? Math.max(6, origin + field.positionToRectangle(to).x - x) : 6
            height: 2
            radius: 1
            color: Theme.danger
        }
        Row {
            anchors.right: parent.right
            anchors.rightMargin: 2
            anchors.verticalCenter: parent.verticalCenter
            IconButton {
                glyph: "help"
                edge: 18
                text: qsTr("What can be filtered")
                onClicked: help.opened ? help.close() : help.open()
            }
            IconButton {
                glyph: "close"
                edge: 18
                text: qsTr("Take the filter away")
                keys: qsTr("Esc")
                onClicked: {
                    field.replace("");
                    bar.closeAsked();
                }
            }
        }
    }
    FilterOffers {
        id: offers
        x: field.x
        y: field.y + field.height + 4
        width: Math.min(440, field.width)
        visible: field.activeFocus && count > 0
        completer: bar.completer
        onTaken: offer => field.take(offer)
    }
    PushButton {
        id: panelButton
        anchors.right: parent.right
        anchors.rightMargin: 12
        height: 34
        text: bar.panelShown ? qsTr("Hide the panel") : qsTr("Show the panel")
        tip: qsTr("Choose from the dates, cameras, places and so on that there are")
        keys: qsTr("Ctrl+Shift+L")
        onClicked: bar.panelToggled()
    }
    FilterChips {
        x: 12
        y: 40
        width: parent.width - 24
        height: 26
        visible: bar.chipsHeight > 0
        facets: bar.facets
    }
    ErrorText {
        x: 14
        y: 37
        width: parent.width - 28
        visible: bar.wrong
        text: bar.query.filterError
    }
    Popup {
        id: help
        x: bar.width - width - 12
        y: 42
        width: 420
        padding: 16
        closePolicy: Popup.CloseOnEscape | Popup.CloseOnPressOutside
        background: Rectangle {
            color: Theme.raised
            radius: Theme.radiusLarge
            border.color: Theme.outline
        }
        contentItem: Column {
            spacing: 10
            UiText {
                text: qsTr("What can be filtered")
                font.weight: Font.DemiBold
            }
            Column {
                spacing: 2
                Repeater {
                    model: [["camera:\"EOS 5D\"", qsTr("camera; also lens")], ["date:2019-01..2020-06", qsTr("when it was taken")],
                            ["rating:>=3", qsTr("stars")], ["folder:Trips", qsTr("folder; also name")],
                            ["format:raw,heic", qsTr("one of several formats")], ["orientation:portrait", qsTr("or landscape, square")],
                            ["width:>3000", qsTr("pixels; also height, size")], ["iso:<=400", qsTr("also aperture, focal")],
                            ["has:gps", qsTr("also rating, tag, title, duplicate")], ["place:Paris", qsTr("town, region or country")],
                            ["near:48.85,2.35,5km", qsTr("distance from a point")], ["aspect:3:2", qsTr("proportion; also megapixels")],
                            ["tag:print", qsTr("tag")]]
                    delegate: Item {
                        id: hint
                        required property var modelData
                        width: 388
                        height: 24
                        Rectangle {
                            anchors.fill: parent
                            anchors.leftMargin: -6
                            anchors.rightMargin: -6
                            radius: 4
                            color: hintArea.containsMouse ? Theme.hover : "transparent"
                        }
                        UiText {
                            anchors.verticalCenter: parent.verticalCenter
                            text: hint.modelData[0]
                            color: Theme.accent
                            font.pixelSize: Theme.small
                        }
                        UiText {
                            x: 180
                            anchors.verticalCenter: parent.verticalCenter
                            width: parent.width - x
                            text: hint.modelData[1]
                            color: Theme.textSoft
                            font.pixelSize: Theme.small
                        }
                        MouseArea {
                            id: hintArea
                            anchors.fill: parent
                            hoverEnabled: true
                            onClicked: field.replace((field.text.trim() + " " + hint.modelData[0]).trim())
                        }
                    }
                }
            }
            UiText {
                width: 388
                text: qsTr("Commas part alternatives, a minus in front leaves out, quotes keep words together. A word alone looks in file names.")
                color: Theme.textFaint
                font.pixelSize: Theme.small
                wrapMode: Text.Wrap
            }
        }
    }
}
