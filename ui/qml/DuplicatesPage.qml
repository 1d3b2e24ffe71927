import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Dialogs
import Likeness

/// Duplicates, group by group, to be decided by keyboard or mouse. Nothing moves before "Apply".
FocusScope {
    id: page
    required property Session session
    readonly property DuplicatesModel groups: session.duplicates
    signal backAsked
    property bool peeking: false ///< one photo fills the page; flipping to the next one shows what differs

    Accessible.role: Accessible.Pane
    Accessible.name: qsTr("Duplicates")
    Component.onCompleted: if (!groups.searched && !groups.searching) groups.search()

    function step(by) {
        groups.move(by);
        list.positionViewAtIndex(groups.current, ListView.Contain);
    }
    function afterDecision() {
        groups.nextOpen();
        list.positionViewAtIndex(groups.current, ListView.Contain);
    }
    function askApply() {
        if (groups.trashCount > 0)
            applySheet.open();
    }

    Keys.onEscapePressed: page.peeking ? page.peeking = false : page.backAsked()
    Keys.onPressed: event => {
        if (event.modifiers & (Qt.AltModifier | Qt.MetaModifier))
            return;
        event.accepted = true;
        const plain = !(event.modifiers & Qt.ControlModifier);
        if (event.key === Qt.Key_Down || (plain && event.key === Qt.Key_J))
            page.step(1);
        else if (event.key === Qt.Key_Up)
            page.step(-1);
        else if (event.key === Qt.Key_PageDown)
            page.step(4);
        else if (event.key === Qt.Key_PageUp)
            page.step(-4);
        else if (event.key === Qt.Key_Home)
            page.step(-page.groups.count);
        else if (event.key === Qt.Key_End)
            page.step(page.groups.count);
        else if (event.key === Qt.Key_Right)
            page.groups.moveMember(1);
        else if (event.key === Qt.Key_Left)
            page.groups.moveMember(-1);
        else if (!plain && (event.key === Qt.Key_Return || event.key === Qt.Key_Enter))
            page.askApply();
        else if (plain && (event.key === Qt.Key_Return || event.key === Qt.Key_Enter)) {
            page.groups.accept();
            page.afterDecision();
        } else if (plain && event.key === Qt.Key_K)
            page.groups.keep(-1);
        else if (plain && event.key >= Qt.Key_1 && event.key <= Qt.Key_9)
            page.groups.keep(event.key - Qt.Key_1);
        else if (plain && event.key === Qt.Key_X)
            page.groups.toggleTrash(-1);
        else if (plain && event.key === Qt.Key_A) {
            page.groups.keepAll();
            page.afterDecision();
        } else if (plain && event.key === Qt.Key_N) {
            page.groups.notDuplicates();
            page.afterDecision();
        } else if (plain && event.key === Qt.Key_Space)
            page.peeking = !page.peeking;
        else
            event.accepted = false;
    }

    function currentMembers() {
        const card = list.itemAtIndex(groups.current);
        return card ? card.members : [];
    }

    Rectangle {
        anchors.fill: parent
        color: Theme.canvas
    }
    Item {
        id: head
        x: 20
        width: parent.width - 40
        height: 104
        IconButton {
            id: backButton
            anchors.verticalCenter: title.verticalCenter
            glyph: "arrow-left"
            text: qsTr("Back to the photos")
            keys: qsTr("Esc")
            onClicked: page.backAsked()
        }
        UiText {
            id: title
            anchors.left: backButton.right
            anchors.leftMargin: 8
            y: 16
            text: qsTr("Duplicates")
            font.pixelSize: Theme.heading
            font.weight: Font.DemiBold
            Accessible.role: Accessible.Heading
            Accessible.name: text
        }
        UiText {
            anchors.left: title.right
            anchors.leftMargin: 14
            anchors.right: actions.left
            anchors.rightMargin: 12
            anchors.baseline: title.baseline
            color: Theme.textFaint
            elide: Text.ElideRight
            text: page.groups.searching ? qsTr("Looking… %1 %").arg(Math.floor(page.groups.progress * 100))
                : page.groups.count > 0 ? qsTr("%Ln group(s)", "", page.groups.count) : ""
        }
        Row {
            id: actions
            anchors.right: parent.right
            anchors.verticalCenter: title.verticalCenter
            spacing: 8
            PushButton {
                visible: page.groups.trashCount > 0
                quiet: true
                text: qsTr("Forget the marks")
                onClicked: page.groups.clearMarks()
            }
            PushButton {
                visible: page.groups.count > 0
                enabled: !page.groups.acceptingAll
                text: page.groups.acceptingAll ? qsTr("Marking…") : qsTr("Accept all")
                tip: qsTr("In every group that is still open the best stays and the others are marked")
                onClicked: page.groups.acceptAll()
            }
            PushButton {
                primary: true
                enabled: page.groups.trashCount > 0 && !page.groups.acceptingAll
                glyph: "trash"
                text: page.groups.trashCount > 0 ? qsTr("Apply: %Ln file(s), %1", "", page.groups.trashCount).arg(page.groups.trashSizeText) : qsTr("Apply")
                tip: qsTr("Shows first what will happen")
                keys: qsTr("Ctrl+Enter")
                onClicked: page.askApply()
            }
        }
        // What is looked for.
        Row {
            id: kinds
            y: 60
            spacing: 2
            Repeater {
                model: [qsTr("Exact"), qsTr("Near")]
                delegate: PushButton {
                    required property int index
                    required property string modelData
                    readonly property bool chosen: page.groups.near === (index === 1)
                    quiet: !chosen
                    text: modelData
                    glyph: chosen ? "check" : ""
                    tip: index === 0 ? qsTr("The same file, or the same pixels with other metadata")
                                     : qsTr("The same picture at another size, quality, crop or turn")
                    Accessible.role: Accessible.RadioButton
                    Accessible.checked: chosen
                    onClicked: page.groups.near = index === 1
                }
            }
        }
        Row {
            anchors.left: kinds.right
            anchors.leftMargin: 18
            anchors.verticalCenter: kinds.verticalCenter
            visible: page.groups.near
            spacing: 8
            UiText {
                anchors.verticalCenter: parent.verticalCenter
                text: qsTr("loose")
                color: Theme.textFaint
                font.pixelSize: Theme.small
            }
            SlimSlider {
                anchors.verticalCenter: parent.verticalCenter
                width: 160
                label: qsTr("How alike near-duplicates must be")
                from: 0.6
                to: 0.99
                stepSize: 0.01
                mark: page.groups.thresholdDefault
                value: page.groups.threshold
                onMoved: page.groups.threshold = value
            }
            UiText {
                anchors.verticalCenter: parent.verticalCenter
                text: qsTr("strict")
                color: Theme.textFaint
                font.pixelSize: Theme.small
            }
            UiText {
                anchors.verticalCenter: parent.verticalCenter
                text: page.groups.threshold.toLocaleString(Qt.locale(), "f", 2)
                color: Theme.textSoft
                font.pixelSize: Theme.small
            }
        }
        Row {
            anchors.right: parent.right
            anchors.verticalCenter: kinds.verticalCenter
            spacing: 4
            PushButton {
                quiet: true
                glyph: "shield"
                text: page.groups.keeperFolders.length > 0 ? qsTr("Preferred: %1").arg(page.shortName(page.groups.keeperFolders[0])) : qsTr("Prefer a folder…")
                tip: qsTr("Between equals, photos in this folder stay")
                onClicked: page.groups.keeperFolders.length > 0 ? preferMenu.popup() : preferDialog.open()
            }
            PushButton {
                quiet: true
                glyph: "folder"
                text: page.groups.folder.length > 0 ? page.shortName(page.groups.folder) : qsTr("All folders")
                tip: page.groups.folder.length > 0 ? page.groups.folder : qsTr("Look in one folder only")
                onClicked: page.groups.folder.length > 0 ? page.groups.limitTo("") : limitDialog.open()
            }
            IconButton {
                anchors.verticalCenter: parent.verticalCenter
                glyph: page.groups.searching ? "close" : "refresh"
                text: page.groups.searching ? qsTr("Stop looking") : qsTr("Look again")
                onClicked: page.groups.searching ? page.groups.stop() : page.groups.search()
            }
        }
        ProgressLine {
            anchors.bottom: parent.bottom
            width: parent.width
            visible: page.groups.searching
            value: page.groups.progress
        }
    }
    function shortName(path) {
        return path.substring(path.lastIndexOf("/") + 1);
    }

    ListView {
        id: list
        anchors.top: head.bottom
        anchors.bottom: parent.bottom
        x: 20
        width: parent.width - 40
        clip: true
        focus: true
        keyNavigationEnabled: false // the page moves through the groups
        reuseItems: true
        boundsBehavior: Flickable.StopAtBounds
        cacheBuffer: 400
        opacity: page.groups.searching ? 0.5 : 1
        model: page.groups
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Groups of duplicates")
        delegate: DuplicateCard {
            id: card
            width: list.width
            groups: page.groups
            current: index === page.groups.current
            onOpened: page.peeking = true
            Connections {
                target: page.groups
                function onCurrentChanged() {
                    if (card.current)
                        card.showMember(page.groups.currentMember);
                }
            }
        }
        SlimScrollBar {
            parent: page
            anchors.right: parent.right
            anchors.top: head.bottom
            anchors.bottom: parent.bottom
            orientation: Qt.Vertical
            size: list.visibleArea.heightRatio
            position: list.visibleArea.yPosition
            onPositionChanged: if (pressed) list.contentY = list.originY + position * list.contentHeight
        }
    }
    EmptyState {
        anchors.centerIn: list
        visible: page.groups.count === 0
        glyph: page.groups.problem.length > 0 ? "broken" : (page.groups.searching ? "search" : "stack")
        heading: page.groups.problem.length > 0 ? qsTr("That did not work")
               : page.groups.searching ? qsTr("Looking for duplicates…") : qsTr("No duplicates")
        note: page.groups.problem.length > 0 ? page.groups.problem
            : page.groups.searching ? qsTr("You can go on with something else meanwhile.")
            : page.groups.near ? qsTr("No two photos look the same. A looser line finds more.")
                               : qsTr("No two photos are the same. “Near” finds other sizes, crops and turns of a picture.")
    }

    Rectangle {
        id: peek
        readonly property var photo: page.peeking ? page.currentMembers()[page.groups.currentMember] ?? null : null
        anchors.fill: parent
        visible: photo !== null
        color: Theme.viewerGround
        ViewerStage {
            anchors.fill: parent
            anchors.bottomMargin: 48
            images: page.session.viewer
            photoId: peek.photo ? peek.photo.photoId : 0
            photoWidth: peek.photo ? peek.photo.width : 0
            photoHeight: peek.photo ? peek.photo.height : 0
            onStepped: by => page.groups.moveMember(by)
            onCloseAsked: page.peeking = false
        }
        UiText {
            anchors.horizontalCenter: parent.horizontalCenter
            anchors.bottom: parent.bottom
            anchors.bottomMargin: 16
            text: peek.photo ? [page.groups.currentMember + 1, peek.photo.name, peek.photo.reason].concat(peek.photo.facts.slice(0, 3).map(fact => fact.text)).join("  ·  ") : ""
            color: Theme.textSoft
        }
    }
    MenuPanel {
        id: preferMenu
        MenuEntry {
            glyph: "folder"
            text: qsTr("Prefer another folder…")
            onTriggered: preferDialog.open()
        }
        MenuEntry {
            glyph: "close"
            text: qsTr("Prefer “%1” no longer").arg(page.groups.keeperFolders.length > 0 ? page.shortName(page.groups.keeperFolders[0]) : "")
            onTriggered: page.groups.forgetPreferred(0)
        }
    }
    FolderDialog {
        id: limitDialog
        title: qsTr("Look for duplicates in")
        onAccepted: page.groups.limitTo(selectedFolder)
    }
    FolderDialog {
        id: preferDialog
        title: qsTr("Rather keep photos in")
        onAccepted: page.groups.preferFolder(selectedFolder)
    }
    Sheet {
        id: applySheet
        property var plan: []
        width: 560
        heading: qsTr("Move %Ln file(s) to the trash?", "", page.groups.trashCount)
        note: qsTr("%1 become free once the trash is emptied. At least one photo of each group stays; it can be undone.").arg(page.groups.trashSizeText)
        onAboutToShow: plan = page.groups.plan()
        onClosed: page.forceActiveFocus()
        ListView {
            width: parent.width
            height: Math.min(contentHeight, 260)
            clip: true
            boundsBehavior: Flickable.StopAtBounds
            model: applySheet.plan
            Accessible.role: Accessible.List
            Accessible.name: qsTr("By folder")
            delegate: Item {
                id: line
                required property var modelData
                width: ListView.view.width
                height: 26
                Accessible.role: Accessible.ListItem
                Accessible.name: [modelData.folder, files.text, modelData.sizeText].join(", ")
                UiText {
                    anchors.verticalCenter: parent.verticalCenter
                    width: parent.width - 170
                    text: line.modelData.folder
                    elide: Text.ElideMiddle
                    color: Theme.textSoft
                }
                UiText {
                    id: files
                    anchors.right: size.left
                    anchors.verticalCenter: parent.verticalCenter
                    width: 70
                    horizontalAlignment: Text.AlignRight
                    text: qsTr("%Ln file(s)", "", line.modelData.count)
                }
                UiText {
                    id: size
                    anchors.right: parent.right
                    anchors.verticalCenter: parent.verticalCenter
                    width: 90
                    horizontalAlignment: Text.AlignRight
                    text: line.modelData.sizeText
                    color: Theme.textSoft
                }
            }
        }
        buttons: [
            PushButton {
                text: qsTr("Cancel")
                onClicked: applySheet.close()
            },
            PushButton {
                primary: true
                focus: true
                glyph: "trash"
                text: qsTr("Move to the trash")
                onClicked: {
                    applySheet.close();
                    page.groups.apply();
                }
            }
        ]
    }
}
