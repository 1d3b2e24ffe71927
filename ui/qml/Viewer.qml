import QtQuick
import Likeness

/// The full-size view over the whole window.
FocusScope {
    id: viewer
    required property Session session
    property int row: -1
    property bool peek: false ///< opened with Space: Space closes it
    property bool infoShown: false
    property bool cropping: false
    property bool idle: false
    readonly property bool shown: row >= 0
    property PhotoListModel photos: session.photos
    property Selection selection: session.selection
    /// The details are those of the session's own list.
    readonly property bool ownList: selection === session.selection
    property int epoch: 0
    readonly property var photoId: row >= 0 && epoch >= 0 && row < photos.count ? photos.photoIdAt(row) : 0
    readonly property var facts: row >= 0 && epoch >= 0 && row < photos.count ? photos.details(row) : ({})
    signal closed
    signal renameAsked
    signal trashAsked
    signal deleteAsked
    signal fullScreenAsked

    /// Shows a row of another list than the last one.
    function openIn(list, itsSelection, atRow, asPeek) {
        photos = list;
        selection = itsSelection;
        open(atRow, asPeek);
    }
    function open(atRow, asPeek) {
        row = atRow;
        peek = asPeek;
        cropping = false;
        opacity = 0;
        appear.restart();
        forceActiveFocus(Qt.OtherFocusReason);
        stir();
    }
    function close() {
        row = -1;
        cropping = false;
        closed();
    }
    function step(by) {
        const next = Math.max(0, Math.min(photos.count - 1, row + by));
        if (next === row)
            return;
        row = next;
        selection.click(row, 0);
    }
    /// Controls go away while nothing moves.
    function stir() {
        idle = false;
        rest.restart();
    }

    visible: shown
    Accessible.role: Accessible.Pane
    Accessible.name: qsTr("Viewer: %1").arg(facts.name ?? "")
    Connections {
        target: viewer.photos
        enabled: viewer.shown
        function onDataChanged() { viewer.epoch++; }
        function onModelReset() { viewer.follow(); }
        function onLayoutChanged() { viewer.follow(); }
        function onRowsRemoved() { viewer.follow(); }
        function onRowsInserted() { viewer.follow(); }
    }
    /// Rows came or went: stay with the photo, or with its neighbour when it is gone.
    function follow() {
        const current = selection.current;
        if (photos.count === 0) {
            close();
            return;
        }
        row = Math.max(0, Math.min(photos.count - 1, current >= 0 ? current : row));
        epoch++;
    }

    onCroppingChanged: {
        if (!cropping && shown)
            forceActiveFocus(Qt.OtherFocusReason);
    }
    /// The photo whose part is being chosen. The list may be asked again meanwhile, and be empty for a moment.
    property var partOf: 0
    onPhotoIdChanged: {
        if (cropping && photoId > 0 && photoId !== partOf)
            cropping = false;
    }
    /// `byKeys`: there is a box from the start, for the arrow keys to move.
    function choosePart(byKeys) {
        cropping = true;
        partOf = photoId;
        stage.fit();
        stage.beginPart(byKeys);
    }
    /// The part becomes the question, or joins it.
    function searchPart(joining) {
        if (!cropping || !stage.partDrawn)
            return;
        const id = partOf;
        const box = stage.part;
        close();
        if (joining)
            session.query.addPhotoPart(id, box.x, box.y, box.width, box.height);
        else
            session.query.findSimilarPart(id, box.x, box.y, box.width, box.height);
    }

    NumberAnimation {
        id: appear
        target: viewer
        property: "opacity"
        to: 1
        duration: Theme.calm
        easing.type: Easing.OutCubic
    }
    Timer {
        id: rest
        interval: 2500
        running: viewer.shown
        onTriggered: viewer.idle = !tools.hovered && !viewer.cropping
    }
    Rectangle {
        anchors.fill: parent
        color: Theme.viewerGround
    }
    MouseArea {
        // Nothing below hears of the mouse.
        anchors.fill: parent
        acceptedButtons: Qt.AllButtons
        hoverEnabled: true
        onWheel: wheel => wheel.accepted = true
    }
    ViewerStage {
        id: stage
        anchors.left: parent.left
        anchors.top: parent.top
        anchors.bottom: parent.bottom
        anchors.right: info.left
        images: viewer.session.viewer
        photoId: viewer.photoId
        photoWidth: viewer.facts.width ?? 0
        photoHeight: viewer.facts.height ?? 0
        cropping: viewer.cropping
        onStepped: by => viewer.step(by)
        onPartAccepted: viewer.searchPart(false)
        HoverHandler {
            onPointChanged: viewer.stir()
        }
    }
    Rectangle {
        // On a ground of its own: below it lies the thumbnail, if there is one.
        anchors.horizontalCenter: stage.horizontalCenter
        anchors.bottom: stage.bottom
        anchors.bottomMargin: 32
        visible: problem.visible
        width: problem.width + 32
        height: problem.height + 20
        radius: Theme.radiusLarge
        color: Theme.raised
        border.color: Theme.outline
    }
    EmptyState {
        id: problem
        anchors.horizontalCenter: stage.horizontalCenter
        anchors.bottom: stage.bottom
        anchors.bottomMargin: 32
        width: Math.min(400, stage.width - 64)
        visible: stage.failed && viewer.shown
        glyph: viewer.facts.online === false ? "offline" : "broken"
        heading: viewer.facts.online === false ? qsTr("This photo is offline") : qsTr("This photo cannot be shown in full")
        note: viewer.facts.online === false ? qsTr("The drive it is on is not there. What is seen is the thumbnail.") : qsTr("The file may be damaged or gone.")
    }

    // Top: what it is. The bar lies on a soft shade so that it can be read on any photo.
    Item {
        id: head
        anchors.left: stage.left
        anchors.right: stage.right
        height: 52
        opacity: viewer.idle ? 0 : 1
        visible: opacity > 0
        Behavior on opacity {
            NumberAnimation { duration: Theme.calm }
        }
        Rectangle {
            anchors.fill: parent
            height: 72
            gradient: Gradient {
                GradientStop { position: 0; color: Theme.dark ? "#b0000000" : "#e0e6e6e6" }
                GradientStop { position: 1; color: Theme.dark ? "#00000000" : "#00e6e6e6" }
            }
        }
        IconButton {
            x: 10
            anchors.verticalCenter: parent.verticalCenter
            glyph: "arrow-left"
            text: qsTr("Back to the photos")
            keys: qsTr("Esc")
            tint: Theme.text
            onClicked: viewer.close()
        }
        UiText {
            x: 52
            anchors.verticalCenter: parent.verticalCenter
            width: parent.width - 420
            text: viewer.facts.name ?? ""
            font.weight: Font.DemiBold
            elide: Text.ElideMiddle
        }
        Row {
            id: tools
            property bool hovered: toolHover.hovered
            anchors.right: parent.right
            anchors.rightMargin: 10
            anchors.verticalCenter: parent.verticalCenter
            spacing: 2
            HoverHandler { id: toolHover }
            UiText {
                anchors.verticalCenter: parent.verticalCenter
                rightPadding: 10
                text: qsTr("%1 of %2").arg((viewer.row + 1).toLocaleString(Qt.locale(), "f", 0)).arg(viewer.photos.count.toLocaleString(Qt.locale(), "f", 0))
                      + " · " + Math.round(stage.shownZoom * 100) + " %"
                color: Theme.textSoft
                font.pixelSize: Theme.small
            }
            IconButton {
                glyph: "similar"
                text: qsTr("Find what looks like this")
                keys: "S"
                tint: Theme.text
                onClicked: viewer.findSimilar()
            }
            IconButton {
                glyph: "crop"
                text: qsTr("Search a part of it")
                keys: "C"
                tint: Theme.text
                checkable: true
                checked: viewer.cropping
                onToggled: checked ? viewer.choosePart(false) : viewer.cropping = false
            }
            IconButton {
                glyph: "fit"
                text: qsTr("Fit")
                keys: "F"
                tint: Theme.text
                onClicked: stage.fit()
            }
            IconButton {
                glyph: "actual-size"
                text: qsTr("One pixel to one")
                keys: "1"
                tint: Theme.text
                onClicked: stage.actualSize()
            }
            IconButton {
                glyph: "rotate"
                text: qsTr("Turn the view")
                keys: "R"
                tint: Theme.text
                onClicked: stage.turnRight()
            }
            IconButton {
                glyph: "fullscreen"
                text: qsTr("Full screen")
                keys: "F11"
                tint: Theme.text
                onClicked: viewer.fullScreenAsked()
            }
            IconButton {
                glyph: "inspector"
                text: qsTr("Details")
                keys: "I"
                tint: Theme.text
                checkable: true
                visible: viewer.ownList
                checked: viewer.infoShown
                onToggled: viewer.infoShown = checked
            }
        }
    }
    component Turner: IconButton {
        anchors.verticalCenter: stage.verticalCenter
        implicitWidth: 44
        implicitHeight: 72
        edge: 24
        opacity: viewer.idle || viewer.cropping ? 0 : (enabled ? 0.85 : 0.2)
        visible: opacity > 0
        tint: Theme.text
        Behavior on opacity {
            NumberAnimation { duration: Theme.calm }
        }
    }
    Turner {
        anchors.left: stage.left
        anchors.leftMargin: 8
        glyph: "arrow-left"
        text: qsTr("Previous photo")
        keys: "←"
        enabled: viewer.row > 0
        onClicked: viewer.step(-1)
    }
    Turner {
        anchors.right: stage.right
        anchors.rightMargin: 8
        glyph: "arrow-right"
        text: qsTr("Next photo")
        keys: "→"
        enabled: viewer.row < viewer.photos.count - 1
        onClicked: viewer.step(1)
    }
    Rectangle {
        visible: viewer.cropping
        anchors.horizontalCenter: stage.horizontalCenter
        anchors.bottom: stage.bottom
        anchors.bottomMargin: 24
        width: hintRow.implicitWidth + (stage.partDrawn ? 16 : 32)
        height: stage.partDrawn ? 44 : 36
        radius: height / 2
        color: stage.partDrawn ? Theme.raised : Theme.photoGround
        border.width: stage.partDrawn ? 1 : 0
        border.color: Theme.outline
        Row {
            id: hintRow
            anchors.centerIn: parent
            spacing: 8
            UiText {
                anchors.verticalCenter: parent.verticalCenter
                visible: !stage.partDrawn
                text: qsTr("Draw a box around what you are looking for")
                color: Theme.photoInk
            }
            PushButton {
                visible: stage.partDrawn
                quiet: true
                text: qsTr("Cancel")
                keys: qsTr("Esc")
                tip: text
                onClicked: viewer.cropping = false
            }
            PushButton {
                visible: stage.partDrawn && !viewer.session.query.empty
                glyph: "plus"
                text: qsTr("Add to the question")
                keys: qsTr("Shift+Enter")
                tip: text
                onClicked: viewer.searchPart(true)
            }
            PushButton {
                visible: stage.partDrawn
                primary: true
                glyph: "similar"
                text: qsTr("Search this part")
                keys: qsTr("Enter")
                tip: qsTr("Arrow keys move the box, with Shift they change its size, with Ctrl in small steps.")
                onClicked: viewer.searchPart(false)
            }
        }
    }
    Item {
        id: info
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.bottom: parent.bottom
        width: viewer.infoShown && viewer.ownList ? 300 : 0
        visible: width > 0
        clip: true
        Behavior on width {
            NumberAnimation { duration: Theme.calm; easing.type: Easing.OutCubic }
        }
        InspectorPanel {
            width: 300
            height: parent.height
            session: viewer.session
            showPreview: false
            onRenameAsked: viewer.renameAsked()
            onTrashAsked: viewer.trashAsked()
        }
        Hairline {
            vertical: true
        }
    }

    function findSimilar() {
        const id = photoId;
        close();
        session.query.findSimilar(id);
    }

    Keys.onPressed: event => {
        stir();
        event.accepted = true;
        const plain = !(event.modifiers & (Qt.ControlModifier | Qt.AltModifier));
        switch (event.key) {
        case Qt.Key_Escape:
            if (cropping)
                cropping = false;
            else
                close();
            return;
        case Qt.Key_Space:
            if (peek)
                close();
            else
                step(1);
            return;
        case Qt.Key_Return:
        case Qt.Key_Enter:
            if (cropping)
                searchPart((event.modifiers & Qt.ShiftModifier) !== 0);
            else
                close();
            return;
        case Qt.Key_Left:
        case Qt.Key_PageUp:
        case Qt.Key_Backspace:
            if (event.modifiers & Qt.AltModifier)
                break;
            step(-1);
            return;
        case Qt.Key_Right:
        case Qt.Key_PageDown:
            if (event.modifiers & Qt.AltModifier)
                break;
            step(1);
            return;
        case Qt.Key_Home:
            step(-photos.count);
            return;
        case Qt.Key_End:
            step(photos.count);
            return;
        case Qt.Key_Plus:
        case Qt.Key_Equal:
            stage.zoomAt(stage.width / 2, stage.height / 2, 1.25);
            return;
        case Qt.Key_Minus:
            stage.zoomAt(stage.width / 2, stage.height / 2, 0.8);
            return;
        case Qt.Key_Delete:
            if (event.modifiers & Qt.ShiftModifier)
                deleteAsked();
            else
                trashAsked();
            return;
        }
        if (plain) {
            switch (event.key) {
            case Qt.Key_1:
                stage.actualSize();
                return;
            case Qt.Key_F:
                stage.fit();
                return;
            case Qt.Key_R:
                stage.turnRight();
                return;
            case Qt.Key_I:
                infoShown = ownList && !infoShown;
                return;
            case Qt.Key_C:
                if (cropping)
                    cropping = false;
                else
                    choosePart(true);
                return;
            case Qt.Key_S:
                findSimilar();
                return;
            }
        }
        event.accepted = false;
    }
}
