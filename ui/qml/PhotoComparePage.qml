import QtQuick
import QtQuick.Layouts
import Likeness

/// Photos side by side or one over the other, over the whole window, to decide which to keep.
FocusScope {
    id: page
    required property Session session
    readonly property PhotoCompare compare: session.photoCompare
    /// "side" by side; or two over each other: "flip", "curtain", "difference".
    property string mode: "side"
    property bool synced: true
    property bool factsShown: true
    property alias curtain: overlay.curtain
    readonly property bool overlaid: mode !== "side"
    /// The two panes that lie over each other.
    property int firstPane: 0
    property int secondPane: 1
    readonly property int otherPane: compare.current === firstPane ? secondPane : firstPane
    readonly property bool canDiffer: GraphicsInfo.shaderType === GraphicsInfo.RhiShader
    signal closed(var rejected) ///< photos that were decided against and are still there

    function close() {
        const rejected = compare.rejected();
        compare.stop();
        closed(rejected);
    }
    function setMode(wanted) {
        if (wanted !== "side" && (compare.paneCount < 2 || wanted === "difference" && !canDiffer))
            return;
        if (!overlaid && wanted !== "side") {
            firstPane = Math.min(compare.current, compare.paneCount - 2);
            secondPane = firstPane + 1;
        }
        mode = wanted;
        if (wanted === "difference")
            compare.measureDifference(firstPane, secondPane);
        else
            compare.stopMeasuring();
        focusPhotos();
    }
    function flip() {
        if (!overlaid)
            setMode("flip");
        if (overlaid)
            compare.current = otherPane;
    }
    function focusPhotos() {
        if (overlaid)
            overlay.forceActiveFocus(Qt.OtherFocusReason);
        else if (panes.itemAt(compare.current))
            panes.itemAt(compare.current).forceActiveFocus(Qt.OtherFocusReason);
    }
    function toggleSync() {
        synced = !synced;
        for (let i = 0; i < views.length; ++i) {
            if (!synced)
                views[i].take(shared);
        }
        if (synced)
            shared.take(views[compare.current]);
    }
    function trashRejected() {
        const ids = compare.rejected();
        if (ids.length > 0)
            session.actions.trash(ids);
    }
    /// The view and the picture that keys are for.
    function currentPicture() {
        return overlaid ? overlay.picture : panes.itemAt(compare.current)?.picture ?? null;
    }
    function zoomBy(factor) {
        const picture = currentPicture();
        if (picture)
            picture.view.zoomAt(picture, picture.width / 2, picture.height / 2, factor);
    }
    function fit() {
        shared.fit();
        for (let i = 0; i < views.length; ++i)
            views[i].fit();
    }
    function actualSize() {
        const picture = currentPicture();
        if (picture)
            picture.view.actualSize(picture);
    }

    Accessible.role: Accessible.Pane
    Accessible.name: qsTr("Compare photos")
    Component.onCompleted: appear.start()
    NumberAnimation {
        id: appear
        target: page
        property: "opacity"
        from: 0
        to: 1
        duration: Theme.calm
        easing.type: Easing.OutCubic
    }

    ZoomView { id: shared }
    readonly property list<ZoomView> views: [ZoomView {}, ZoomView {}, ZoomView {}, ZoomView {}]

    Connections {
        target: page.compare
        function onPanesChanged() {
            rest.restart();
            if (page.overlaid && page.compare.paneCount < 2)
                page.setMode("side");
            else if (page.overlaid && page.secondPane >= page.compare.paneCount) {
                page.firstPane = 0;
                page.secondPane = 1;
            }
        }
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

    // What the arrow keys may bring next is decoded already; Image shares what has the same address.
    Repeater {
        model: page.compare
        delegate: Image {
            id: kept
            required property var photoId
            required property bool ready
            readonly property bool due: ready && !rest.running
            property bool held: false
            visible: false
            asynchronous: true
            mipmap: true
            source: held ? page.session.viewer.source(photoId, stage.readyEdge) : ""
            Accessible.ignored: true
            onDueChanged: if (due) held = true
            onReadyChanged: if (!ready) held = false
            Component.onCompleted: held = due
        }
    }
    Timer {
        // Those that are shown come first.
        id: rest
        interval: 150
        running: true
    }

    PhotoCompareHead {
        id: head
        width: parent.width
        compare: page.compare
        mode: page.mode
        synced: page.synced
        factsShown: page.factsShown
        canDiffer: page.canDiffer
        onCloseAsked: page.close()
        onModeAsked: mode => page.setMode(mode)
        onSyncAsked: page.toggleSync()
        onFitAsked: page.fit()
        onActualSizeAsked: page.actualSize()
        onFactsAsked: page.factsShown = !page.factsShown
    }

    // ---- the photos ------------------------------------------------------------------------------------------------

    Item {
        id: stage
        anchors.top: head.bottom
        anchors.bottom: strip.top
        width: parent.width
        readonly property int shown: page.compare.paneCount
        readonly property int columns: shown === 4 || (shown === 3 && width < height * 1.2) ? 2 : Math.max(1, shown)
        readonly property int lines: Math.ceil(shown / columns)
        readonly property real gap: 2
        readonly property real cellWidth: (width - (columns - 1) * gap) / columns
        readonly property real cellHeight: (height - (lines - 1) * gap) / lines
        // Two sizes only, so that what is kept ready stays so when the panes change their size a little.
        readonly property int readyEdge: Math.max(page.overlaid ? width : cellWidth, page.overlaid ? height : cellHeight) * Screen.devicePixelRatio > 1700 ? 2560 : 1600

        Repeater {
            id: panes
            model: page.overlaid ? 0 : stage.shown
            delegate: PhotoComparePane {
                required property int index
                x: Math.round((index % stage.columns) * (stage.cellWidth + stage.gap))
                y: Math.round(Math.floor(index / stage.columns) * (stage.cellHeight + stage.gap))
                width: Math.round(stage.cellWidth)
                height: Math.round(stage.cellHeight)
                session: page.session
                pane: index
                view: page.synced ? shared : page.views[index]
                readyEdge: stage.readyEdge
                focus: index === 0
            }
            onItemAdded: (index, item) => {
                if (index === page.compare.current && (page.activeFocus || !page.everFocused)) {
                    page.everFocused = true;
                    item.forceActiveFocus(Qt.OtherFocusReason);
                }
            }
        }

        PhotoCompareOverlay {
            id: overlay
            anchors.fill: parent
            visible: page.overlaid
            session: page.session
            view: shared
            mode: page.mode
            firstPane: page.firstPane
            secondPane: page.secondPane
            readyEdge: stage.readyEdge
        }

        EmptyState {
            anchors.centerIn: parent
            visible: page.compare.count === 0 && !page.compare.loading
            glyph: "compare"
            heading: qsTr("Nothing is left to compare")
            note: qsTr("What you rejected can be brought back with Ctrl+Z.")
            PushButton {
                text: qsTr("Back to the photos")
                onClicked: page.close()
            }
        }
    }
    property bool everFocused: false

    // ---- the others to choose from, what is known, what was decided ---------------------------------------------

    PhotoCompareStrip {
        id: strip
        anchors.bottom: facts.top
        width: parent.width
        height: page.compare.count > page.compare.paneCount ? 76 : 0
        visible: height > 0
        compare: page.compare
        images: page.session.viewer
    }
    PhotoCompareFacts {
        id: facts
        anchors.bottom: foot.top
        width: parent.width
        height: page.factsShown ? Math.min(wantedHeight, page.height * 0.34) : 0
        visible: height > 0
        compare: page.compare
    }
    Rectangle {
        id: foot
        anchors.bottom: parent.bottom
        width: parent.width
        height: page.compare.keptCount + page.compare.rejectedCount > 0 ? 48 : 0
        visible: height > 0
        color: Theme.panel
        Behavior on height {
            NumberAnimation { duration: Theme.fast }
        }
        Hairline {}
        RowLayout {
            anchors.fill: parent
            anchors.leftMargin: 14
            anchors.rightMargin: 12
            UiText {
                Layout.fillWidth: true
                text: [page.compare.keptCount > 0 ? qsTr("%Ln kept", "", page.compare.keptCount) : "",
                       page.compare.rejectedCount > 0 ? qsTr("%Ln rejected", "", page.compare.rejectedCount) : ""].filter(part => part.length > 0).join(", ")
                font.weight: Font.DemiBold
                Accessible.role: Accessible.StaticText
                Accessible.name: text
            }
            PushButton {
                visible: page.compare.rejectedCount > 0
                glyph: "trash"
                text: qsTr("Move %Ln rejected photo(s) to the trash", "", page.compare.rejectedCount)
                keys: "T"
                tip: qsTr("They can be brought back with Ctrl+Z.")
                onClicked: page.trashRejected()
            }
        }
    }

    Keys.onPressed: event => {
        event.accepted = true;
        const control = (event.modifiers & Qt.ControlModifier) !== 0;
        const shift = (event.modifiers & Qt.ShiftModifier) !== 0;
        if (event.modifiers & Qt.AltModifier) {
            event.accepted = false;
            return;
        }
        switch (event.key) {
        case Qt.Key_Escape:
            close();
            return;
        case Qt.Key_Left:
        case Qt.Key_Right: {
            const by = event.key === Qt.Key_Left ? -1 : 1;
            if (mode === "curtain" && !control)
                curtain = Math.max(0, Math.min(1, Math.round(100 * (curtain + by * (shift ? 0.1 : 0.02))) / 100));
            else
                compare.step(by);
            return;
        }
        case Qt.Key_Up:
        case Qt.Key_PageUp:
            compare.step(-1);
            return;
        case Qt.Key_Down:
        case Qt.Key_PageDown:
            compare.step(1);
            return;
        case Qt.Key_Plus:
        case Qt.Key_Equal:
            zoomBy(1.25);
            return;
        case Qt.Key_Minus:
            zoomBy(0.8);
            return;
        case Qt.Key_Y:
            if (control) {
                toggleSync();
                return;
            }
            break;
        case Qt.Key_Delete:
            if (!shift) {
                session.actions.trash([compare.currentId]);
                return;
            }
            break;
        }
        if (!control) {
            switch (event.key) {
            case Qt.Key_K:
                compare.judge(PhotoCompare.Keep);
                return;
            case Qt.Key_J:
                compare.judge(PhotoCompare.Reject);
                return;
            case Qt.Key_T:
                trashRejected();
                return;
            case Qt.Key_X:
                flip();
                return;
            case Qt.Key_S:
                setMode("side");
                return;
            case Qt.Key_V:
                setMode("curtain");
                return;
            case Qt.Key_D:
                setMode("difference");
                return;
            case Qt.Key_F:
                fit();
                return;
            case Qt.Key_1:
                actualSize();
                return;
            case Qt.Key_2:
            case Qt.Key_3:
            case Qt.Key_4:
                compare.paneCount = event.key - Qt.Key_0;
                return;
            case Qt.Key_I:
                if (shift)
                    facts.everything = !facts.everything;
                else
                    factsShown = !factsShown;
                return;
            }
        }
        event.accepted = false;
    }
}
