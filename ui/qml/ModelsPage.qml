import QtQuick
import QtQuick.Dialogs
import QtQuick.Layouts
import Likeness

/// The models: which one answers, which others there are, and where to get more.
FocusScope {
    id: page
    required property Session session
    property bool getting: false ///< the catalogue is shown
    readonly property InstalledModels models: session.models
    readonly property ModelCatalogue catalogue: session.catalogue
    signal backAsked
    signal compareAsked(string modelId)

    Accessible.role: Accessible.Pane
    Accessible.name: qsTr("Models")
    Component.onCompleted: models.follow(true)
    Component.onDestruction: models.follow(false)
    onGettingChanged: {
        if (getting)
            catalogue.refresh();
        scroller.contentY = 0;
    }
    Keys.onEscapePressed: page.getting ? page.getting = false : page.backAsked()

    /// A folder that was dropped or chosen.
    function importFolder(url) {
        getting = false;
        models.importFolder(url);
    }

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
            text: page.getting ? qsTr("Back to the installed models") : qsTr("Back to the photos")
            keys: qsTr("Esc")
            onClicked: page.getting ? page.getting = false : page.backAsked()
        }
        UiText {
            id: title
            y: 20
            text: page.getting ? qsTr("Get more models") : qsTr("Models")
            font.pixelSize: Theme.heading
            font.weight: Font.DemiBold
            Accessible.role: Accessible.Heading
            Accessible.name: text
        }
        UiText {
            anchors.top: title.bottom
            anchors.topMargin: 4
            width: parent.width - buttons.width - 16
            text: page.getting ? qsTr("Fetched from Hugging Face and kept in your library. Photos never leave this machine.")
                               : qsTr("A model decides what “looks alike” means. Several can learn the same library side by side.")
            color: Theme.textSoft
            font.pixelSize: Theme.small
        }
        Row {
            id: buttons
            anchors.right: parent.right
            y: 18
            spacing: 8
            PushButton {
                visible: !page.getting && page.models.comparableCount > 1
                glyph: "compare"
                text: qsTr("Compare…")
                onClicked: page.compareAsked("")
            }
            PushButton {
                enabled: !page.models.importing
                glyph: "folder"
                text: page.models.importing ? qsTr("Importing…") : qsTr("Import folder…")
                tip: qsTr("A folder as Hugging Face stores a model, or a TorchScript file with likeness.json. It can also be dropped here.")
                onClicked: folderDialog.open()
            }
            PushButton {
                visible: !page.getting
                primary: true
                glyph: "download"
                text: page.catalogue.downloadCount > 0 ? qsTr("Downloads…") : qsTr("Get more…")
                onClicked: page.getting = true
            }
        }
    }
    Flickable {
        id: scroller
        anchors.top: head.bottom
        anchors.bottom: parent.bottom
        width: parent.width
        contentHeight: column.height + 32
        boundsBehavior: Flickable.StopAtBounds
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
                visible: page.models.problem.length > 0
                spacing: 4
                RowLayout {
                    width: parent.width
                    ErrorText {
                        Layout.fillWidth: true
                        text: page.models.problem
                    }
                    IconButton {
                        glyph: "close"
                        edge: 18
                        text: qsTr("Dismiss")
                        onClicked: page.models.dismissProblem()
                    }
                }
                UiText {
                    x: 22
                    width: parent.width - 60
                    text: page.models.problemDetail
                    color: Theme.textFaint
                    font.pixelSize: Theme.caption
                    wrapMode: Text.Wrap
                    elide: Text.ElideNone
                }
            }
            Repeater {
                model: page.getting ? null : page.models
                delegate: ModelCard {
                    width: column.width
                    session: page.session
                    onActiveFocusChanged: if (activeFocus) scroller.show(this)
                    onRemoveAsked: (modelId, name, builtIn) => {
                        removeSheet.modelId = modelId;
                        removeSheet.modelName = name;
                        removeSheet.builtIn = builtIn;
                        removeSheet.open();
                    }
                    onCompareAsked: modelId => page.compareAsked(modelId)
                }
            }
            // Somebody with nothing but the built-in model wonders what this page is for.
            Item {
                width: parent.width
                height: visible ? 280 : 0
                visible: !page.getting && page.models.loaded && !page.models.anyUnderstandsWords
                EmptyState {
                    anchors.centerIn: parent
                    width: 520
                    glyph: "words"
                    heading: qsTr("None of these understands words")
                    note: qsTr("With a model that does, “a dog on the beach” finds photos as well as a picture does, and both can be mixed.")
                    PushButton {
                        glyph: "download"
                        text: qsTr("Get one…")
                        onClicked: page.getting = true
                    }
                }
            }
            ConnectionFields {
                id: connection
                width: parent.width
                visible: page.getting
                catalogue: page.catalogue
            }
            Repeater {
                model: page.getting ? page.catalogue : null
                delegate: CatalogueCard {
                    width: column.width
                    session: page.session
                    onActiveFocusChanged: if (activeFocus) scroller.show(this)
                    onImportAsked: folderDialog.open()
                    onConnectionAsked: {
                        connection.open = true;
                        scroller.contentY = 0;
                        connection.forceActiveFocus(Qt.OtherFocusReason);
                    }
                }
            }
            Item {
                width: parent.width
                height: visible ? 260 : 0
                visible: page.getting && page.catalogue.count === 0
                EmptyState {
                    anchors.centerIn: parent
                    glyph: page.catalogue.problem.length > 0 ? "broken" : "clock"
                    heading: page.catalogue.problem.length > 0 ? qsTr("No list of models")
                             : (page.catalogue.loading ? qsTr("One moment") : qsTr("The list of models is empty"))
                    note: page.catalogue.problem
                }
                UiText {
                    anchors.bottom: parent.bottom
                    anchors.horizontalCenter: parent.horizontalCenter
                    text: page.catalogue.problemDetail
                    color: Theme.textFaint
                    font.pixelSize: Theme.caption
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
    FolderDialog {
        id: folderDialog
        title: qsTr("Choose a model folder")
        onAccepted: page.importFolder(selectedFolder)
    }
    Sheet {
        id: removeSheet
        property string modelId: ""
        property string modelName: ""
        property bool builtIn: false
        heading: builtIn ? qsTr("Forget what “%1” has learnt?").arg(modelName) : qsTr("Remove “%1”?").arg(modelName)
        note: builtIn ? qsTr("Its numbers for the photos of this library are deleted. Using it again means learning all photos anew.")
                      : qsTr("The model and what it has learnt of this library are deleted. Having it back means fetching it and learning all photos anew. Your photos are not touched.")
        buttons: [
            PushButton {
                focus: true
                text: qsTr("Cancel")
                onClicked: removeSheet.close()
            },
            PushButton {
                danger: true
                text: removeSheet.builtIn ? qsTr("Forget") : qsTr("Remove")
                onClicked: {
                    removeSheet.close();
                    page.models.remove(removeSheet.modelId);
                }
            }
        ]
    }
}
