import QtQuick
import QtQuick.Layouts
import Likeness

/// How the library is doing: how right and how fast the search is, on what it runs, what it takes, and whether all of
/// it is whole.
FocusScope {
    id: page
    required property Session session
    readonly property Diagnostics diagnostics: session.diagnostics
    readonly property bool twoColumns: frame.width >= 760
    signal backAsked
    signal failuresAsked
    signal copied

    Accessible.role: Accessible.Pane
    Accessible.name: qsTr("Diagnostics")
    Component.onCompleted: diagnostics.follow(true)
    Component.onDestruction: diagnostics.follow(false)
    Keys.onEscapePressed: page.backAsked()

    Rectangle {
        anchors.fill: parent
        color: Theme.canvas
    }
    Item {
        id: head
        x: frame.x
        width: frame.width
        height: 84
        IconButton {
            x: -38
            anchors.verticalCenter: title.verticalCenter
            glyph: "arrow-left"
            text: qsTr("Back to the photos")
            keys: qsTr("Esc")
            onClicked: page.backAsked()
        }
        UiText {
            id: title
            y: 20
            text: qsTr("Diagnostics")
            font.pixelSize: Theme.heading
            font.weight: Font.DemiBold
            Accessible.role: Accessible.Heading
            Accessible.name: text
        }
        UiText {
            anchors.top: title.bottom
            anchors.topMargin: 4
            width: parent.width - buttons.width - 16
            visible: width >= 400
            text: qsTr("How right and how fast your searches are, measured on this library. Nothing of it leaves this machine.")
            color: Theme.textSoft
            font.pixelSize: Theme.small
            wrapMode: Text.Wrap
            maximumLineCount: 2
        }
        Row {
            id: buttons
            anchors.right: parent.right
            y: 18
            spacing: 8
            PushButton {
                enabled: page.diagnostics.loaded
                glyph: "copy"
                text: qsTr("Copy all")
                tip: qsTr("Everything on this page as text, for a report")
                onClicked: {
                    page.diagnostics.copy();
                    page.copied();
                }
            }
            PushButton {
                enabled: page.diagnostics.loaded && !page.diagnostics.empty && !page.diagnostics.measuring
                primary: true
                text: page.diagnostics.measuring ? qsTr("Measuring…") : qsTr("Measure now")
                tip: qsTr("Compares what the index finds with what comparing with every photo finds. Likeness also does that by itself when the library has grown by a tenth.")
                onClicked: page.diagnostics.measure()
            }
        }
    }
    EmptyState {
        anchors.centerIn: scroller
        visible: !page.diagnostics.loaded
        glyph: "clock"
        heading: qsTr("One moment")
        note: qsTr("Counting and measuring the files of the library.")
    }
    Flickable {
        id: scroller
        anchors.top: head.bottom
        anchors.bottom: parent.bottom
        width: parent.width
        contentHeight: column.height + 32
        boundsBehavior: Flickable.StopAtBounds
        visible: page.diagnostics.loaded
        clip: true

        /// The card with the keyboard stays in sight.
        function show(item) {
            const top = item.mapToItem(column, 0, 0).y;
            if (top < contentY)
                contentY = Math.max(0, top - 8);
            else if (top + item.height > contentY + height)
                contentY = Math.min(Math.max(0, contentHeight - height), top + item.height + 8 - height);
        }
        Column {
            id: column
            x: frame.x
            width: frame.width
            spacing: 12

            Column {
                width: parent.width
                visible: page.diagnostics.problem.length > 0
                spacing: 4
                RowLayout {
                    width: parent.width
                    ErrorText {
                        Layout.fillWidth: true
                        text: page.diagnostics.problem
                    }
                    IconButton {
                        glyph: "close"
                        edge: 18
                        text: qsTr("Dismiss")
                        onClicked: page.diagnostics.dismissProblem()
                    }
                }
                UiText {
                    x: 22
                    width: parent.width - 60
                    text: page.diagnostics.problemDetail
                    color: Theme.textFaint
                    font.pixelSize: Theme.caption
                    wrapMode: Text.Wrap
                    elide: Text.ElideNone
                }
            }
            DiagnosticsCard {
                id: finding
                width: parent.width
                heading: qsTr("Searching")
                onActiveFocusChanged: if (activeFocus) scroller.show(this)
                tools: PushButton {
                    quiet: true
                    enabled: !page.diagnostics.empty && !page.diagnostics.building
                    text: page.diagnostics.building ? qsTr("Being made…") : qsTr("Make the index again…")
                    onClicked: rebuildSheet.open()
                }
                Grid {
                    width: parent.width
                    columns: page.twoColumns ? 2 : 1
                    columnSpacing: 40
                    rowSpacing: 14
                    readonly property real half: page.twoColumns ? (width - columnSpacing) / 2 : width
                    DiagnosticsFacts {
                        width: parent.half
                        model: page.diagnostics.index
                    }
                    Column {
                        width: parent.half
                        spacing: 8
                        DiagnosticsFacts {
                            width: parent.width
                            model: page.diagnostics.recall
                        }
                        UiText {
                            width: parent.width
                            visible: page.diagnostics.recall.length === 0 && !page.diagnostics.measuring
                            text: page.diagnostics.empty ? qsTr("There is nothing to measure with until the first photos are learnt.")
                                                         : qsTr("Not measured yet. Likeness does it by itself once nothing else is going on.")
                            color: Theme.textFaint
                            font.pixelSize: Theme.small
                            wrapMode: Text.Wrap
                            elide: Text.ElideNone
                        }
                        Column {
                            width: parent.width
                            visible: page.diagnostics.measuring
                            topPadding: 4
                            spacing: 6
                            ProgressLine {
                                width: parent.width
                                value: page.diagnostics.measuredShare
                                label: qsTr("Measuring the index")
                            }
                            UiText {
                                text: qsTr("Comparing with every photo; your searches go first.")
                                color: Theme.textFaint
                                font.pixelSize: Theme.caption
                            }
                        }
                    }
                }
                Hairline {
                    anchors.top: undefined
                    width: parent.width
                    visible: times.visible
                }
                DiagnosticsTimes {
                    id: times
                    width: parent.width
                    visible: page.diagnostics.times.length > 0
                    model: page.diagnostics.times
                }
            }
            Grid {
                width: parent.width
                columns: page.twoColumns ? 2 : 1
                columnSpacing: 12
                rowSpacing: 12
                readonly property real half: page.twoColumns ? (width - columnSpacing) / 2 : width
                readonly property real tallest: page.twoColumns ? Math.max(library.implicitHeight, computing.implicitHeight) : 0
                DiagnosticsCard {
                    id: library
                    width: parent.half
                    height: Math.max(implicitHeight, parent.tallest)
                    heading: qsTr("Library")
                    onActiveFocusChanged: if (activeFocus) scroller.show(this)
                    tools: PushButton {
                        quiet: true
                        visible: page.diagnostics.failures > 0
                        glyph: "warning"
                        text: qsTr("Which…")
                        tip: qsTr("The files that could not be read, and why")
                        onClicked: page.failuresAsked()
                    }
                    DiagnosticsFacts {
                        width: parent.width
                        labelWidth: 108
                        model: page.diagnostics.library
                    }
                }
                DiagnosticsCard {
                    id: computing
                    width: parent.half
                    height: Math.max(implicitHeight, parent.tallest)
                    heading: qsTr("Model and device")
                    DiagnosticsFacts {
                        width: parent.width
                        labelWidth: 108
                        model: page.diagnostics.computing
                    }
                }
            }
            DiagnosticsCard {
                width: parent.width
                heading: qsTr("Space")
                Column {
                    width: parent.width
                    spacing: 10
                    UiText {
                        text: qsTr("%1 on the disk, beside your photos").arg(page.diagnostics.diskText)
                        color: Theme.textSoft
                        font.pixelSize: Theme.small
                    }
                    Row {
                        id: bar
                        width: parent.width
                        height: 8
                        spacing: 2
                        Accessible.ignored: true
                        Repeater {
                            model: page.diagnostics.parts
                            delegate: Rectangle {
                                required property var modelData
                                required property int index
                                width: Math.max(modelData.share > 0 ? 2 : 0, (bar.width - 14) * modelData.share)
                                height: 8
                                radius: 2
                                color: page.shade(index)
                            }
                        }
                    }
                    Flow {
                        width: parent.width
                        spacing: 24
                        Repeater {
                            model: page.diagnostics.parts
                            delegate: Row {
                                id: part
                                required property var modelData
                                required property int index
                                spacing: 7
                                Accessible.role: Accessible.StaticText
                                Accessible.name: qsTr("%1: %2").arg(modelData.label).arg(modelData.size)
                                Rectangle {
                                    anchors.verticalCenter: parent.verticalCenter
                                    width: 8
                                    height: 8
                                    radius: 2
                                    color: page.shade(part.index)
                                }
                                UiText {
                                    text: part.modelData.label
                                    color: Theme.textFaint
                                    font.pixelSize: Theme.small
                                    Accessible.ignored: true
                                }
                                UiText {
                                    text: part.modelData.size
                                    font.pixelSize: Theme.small
                                    Accessible.ignored: true
                                }
                            }
                        }
                    }
                }
                Hairline {
                    anchors.top: undefined
                    width: parent.width
                }
                UiText {
                    text: qsTr("In memory")
                    color: Theme.textSoft
                    font.pixelSize: Theme.small
                }
                DiagnosticsFacts {
                    width: parent.width
                    model: page.diagnostics.memory
                }
            }
            DiagnosticsCard {
                width: parent.width
                heading: qsTr("Is everything whole?")
                onActiveFocusChanged: if (activeFocus) scroller.show(this)
                tools: PushButton {
                    quiet: true
                    enabled: !page.diagnostics.verifying
                    glyph: "shield"
                    text: page.diagnostics.verifying ? qsTr("Checking…") : qsTr("Check")
                    onClicked: page.diagnostics.verify()
                }
                UiText {
                    width: parent.width
                    text: page.diagnostics.verifiedText.length > 0 ? page.diagnostics.verifiedText
                        : qsTr("Reads every row, vector, thumbnail and index file again and compares them with each other. Your photos are not touched.")
                    color: page.diagnostics.damages.length > 0 ? Theme.danger : (page.diagnostics.verifiedText.length > 0 ? Theme.text : Theme.textFaint)
                    font.pixelSize: Theme.small
                    wrapMode: Text.Wrap
                    elide: Text.ElideNone
                    Accessible.role: page.diagnostics.verifiedText.length > 0 ? Accessible.AlertMessage : Accessible.StaticText
                    Accessible.name: text
                }
                Repeater {
                    model: page.diagnostics.damages
                    delegate: ErrorText {
                        required property string modelData
                        width: column.width - 40
                        text: modelData
                    }
                }
            }
        }
        SlimScrollBar {
            parent: page
            anchors.right: parent.right
            anchors.top: head.bottom
            anchors.bottom: parent.bottom
            orientation: Qt.Vertical
            size: scroller.visibleArea.heightRatio
            position: scroller.visibleArea.yPosition
            onPositionChanged: if (pressed) scroller.contentY = position * scroller.contentHeight
        }
    }
    Item {
        // A page that is read keeps to the width of a page.
        id: frame
        x: Math.max(52, (parent.width - width) / 2)
        width: Math.min(980, parent.width - 104)
        height: 1
    }

    /// One colour in steps: the parts are told apart by their place and name.
    function shade(index) {
        return Qt.rgba(Theme.accent.r, Theme.accent.g, Theme.accent.b, [0.95, 0.65, 0.4, 0.22][index % 4]);
    }

    Sheet {
        id: rebuildSheet
        heading: qsTr("Make the index again?")
        note: qsTr("Its files are thrown away and made from what the models learnt, which is not touched. Searches go on meanwhile, by comparing with every photo.")
        buttons: [
            PushButton {
                focus: true
                text: qsTr("Cancel")
                onClicked: rebuildSheet.close()
            },
            PushButton {
                primary: true
                text: qsTr("Make it again")
                onClicked: {
                    rebuildSheet.close();
                    page.diagnostics.rebuild();
                }
            }
        ]
    }
}
