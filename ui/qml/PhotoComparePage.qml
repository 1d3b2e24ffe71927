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
    property real curtain: 0.5 ///< where the line is, of the width
    property real gain: 4      ///< how much stronger differences are shown
    readonly property bool overlaid: mode !== "side"
    /// The two panes that lie over each other.
    property int firstPane: 0
    property int secondPane: 1
    readonly property int otherPane: compare.current === firstPane ? secondPane : firstPane
    readonly property bool canDiffer: GraphicsInfo.shaderType === GraphicsInfo.RhiShader
    signal closed

    function close() {
        compare.stop();
        closed();
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
        return overlaid ? firstLayer : panes.itemAt(compare.current)?.picture ?? null;
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
        model: page.compare.ready
        delegate: Image {
            required property var modelData
            visible: false
            asynchronous: true
            mipmap: true
            source: page.session.viewer.source(modelData, stage.readyEdge)
        }
    }

    // ---- what it is, and how it is shown -------------------------------------------------------------------------

    Rectangle {
        id: head
        width: parent.width
        height: 52
        color: Theme.panel
        RowLayout {
            anchors.fill: parent
            anchors.leftMargin: 10
            anchors.rightMargin: 12
            spacing: 4
            IconButton {
                glyph: "arrow-left"
                text: qsTr("Back to the photos")
                keys: qsTr("Esc")
                tint: Theme.text
                onClicked: page.close()
            }
            UiText {
                Layout.leftMargin: 6
                text: qsTr("Compare %Ln photo(s)", "", page.compare.count)
                font.pixelSize: Theme.title
                font.weight: Font.DemiBold
                Accessible.role: Accessible.Heading
                Accessible.name: text
            }
            Item { Layout.fillWidth: true }
            Row {
                spacing: 2
                ModeButton { mode: "side"; glyph: "side-by-side"; text: qsTr("Side by side"); keys: "S" }
                ModeButton { mode: "flip"; glyph: "flip"; text: qsTr("Flip"); tip: qsTr("One in the place of the other; X changes between them"); keys: "X" }
                ModeButton { mode: "curtain"; glyph: "curtain"; text: qsTr("Curtain"); tip: qsTr("One beside the other in the same place, with a line to pull"); keys: "V" }
                ModeButton {
                    mode: "difference"
                    glyph: "difference"
                    text: qsTr("Difference")
                    tip: page.canDiffer ? qsTr("Where the two are not the same, made stronger") : qsTr("Showing differences needs a graphics driver.")
                    enabled: page.canDiffer && page.compare.paneCount > 1
                    keys: "D"
                }
            }
            Item { Layout.fillWidth: true }
            Row {
                visible: !page.overlaid && page.compare.count > 2
                spacing: 0
                Repeater {
                    model: Math.max(0, Math.min(4, page.compare.count) - 1)
                    delegate: PushButton {
                        id: paneButton
                        required property int index
                        readonly property int panes: index + 2
                        readonly property bool inUse: page.compare.paneCount === panes
                        quiet: true
                        implicitWidth: 30
                        leftPadding: 0
                        rightPadding: 0
                        text: panes
                        keys: panes
                        tip: qsTr("Show %Ln photos at once", "", panes)
                        Accessible.name: tip
                        background: Rectangle {
                            radius: Theme.radius
                            color: paneButton.inUse ? Theme.chosen : paneButton.hovered ? Theme.hover : "transparent"
                            FocusRing { visible: paneButton.visualFocus }
                        }
                        onClicked: page.compare.paneCount = panes
                    }
                }
            }
            IconButton {
                glyph: "link"
                text: qsTr("Zoom and move together")
                keys: qsTr("Ctrl+Y")
                visible: !page.overlaid
                checkable: true
                checked: page.synced
                tint: Theme.text
                onToggled: page.toggleSync()
            }
            IconButton {
                glyph: "fit"
                text: qsTr("Fit")
                keys: "F"
                tint: Theme.text
                onClicked: page.fit()
            }
            IconButton {
                glyph: "actual-size"
                text: qsTr("One pixel to one")
                keys: "1"
                tint: Theme.text
                onClicked: page.actualSize()
            }
            IconButton {
                glyph: "info"
                text: qsTr("How they differ in what is known about them")
                keys: "I"
                checkable: true
                checked: page.factsShown
                tint: Theme.text
                onToggled: page.factsShown = checked
            }
        }
        Hairline {
            anchors.bottom: parent.bottom
        }
    }
    component ModeButton: PushButton {
        id: modeButton
        required property string mode
        readonly property bool chosen: page.mode === mode
        quiet: true
        leftPadding: 9
        rightPadding: 9
        enabled: mode === "side" || page.compare.paneCount > 1
        tip: text
        Accessible.role: Accessible.RadioButton
        Accessible.checkable: true
        Accessible.checked: chosen
        background: Rectangle {
            radius: Theme.radius
            color: modeButton.chosen ? Theme.chosen : modeButton.hovered ? Theme.hover : "transparent"
            FocusRing { visible: modeButton.visualFocus }
        }
        contentItem: Item {
            implicitWidth: modeLine.implicitWidth
            Row {
                id: modeLine
                anchors.centerIn: parent
                spacing: 6
                Icon {
                    anchors.verticalCenter: parent.verticalCenter
                    glyph: modeButton.glyph
                    edge: 18
                    color: modeButton.chosen ? Theme.accent : Theme.textSoft
                }
                UiText {
                    anchors.verticalCenter: parent.verticalCenter
                    visible: page.width >= 1000
                    text: modeButton.text
                    color: modeButton.chosen ? Theme.text : Theme.textSoft
                    font.weight: modeButton.chosen ? Font.DemiBold : Font.Medium
                }
            }
        }
        onClicked: page.setMode(mode)
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

        FocusScope {
            id: overlay
            anchors.fill: parent
            visible: page.overlaid
            activeFocusOnTab: true
            Accessible.role: Accessible.Graphic
            Accessible.name: page.mode === "difference" ? difference.words
                             : qsTr("%1 over %2").arg(firstCaption.facts.name ?? "").arg(secondCaption.facts.name ?? "")
            Item {
                id: layers
                anchors.left: parent.left
                anchors.right: parent.right
                anchors.top: parent.top
                anchors.bottom: captions.top
                component Layer: ZoomPicture {
                    property var facts: ({})
                    width: layers.width
                    height: layers.height
                    images: page.session.viewer
                    view: shared
                    photoId: page.overlaid ? facts.photoId ?? 0 : 0
                    photoWidth: facts.photoWidth ?? 0
                    photoHeight: facts.photoHeight ?? 0
                    readyEdge: stage.readyEdge
                }
                Item {
                    // What the line has been pulled over.
                    width: page.mode === "curtain" ? Math.round(layers.width * page.curtain) : layers.width
                    height: layers.height
                    clip: true
                    visible: page.mode === "curtain" || page.mode === "flip" && page.compare.current === page.firstPane
                    Layer {
                        id: firstLayer
                        facts: firstCaption.facts
                    }
                }
                Item {
                    readonly property real from: page.mode === "curtain" ? Math.round(layers.width * page.curtain) : 0
                    x: from
                    width: layers.width - from
                    height: layers.height
                    clip: true
                    visible: page.mode === "curtain" || page.mode === "flip" && page.compare.current === page.secondPane
                    Layer {
                        id: secondLayer
                        x: -parent.from
                        facts: secondCaption.facts
                        // Only a difference has to lie pixel on pixel.
                        frameWidth: page.mode === "difference" ? firstLayer.photoWidth : photoWidth
                        frameHeight: page.mode === "difference" ? firstLayer.photoHeight : photoHeight
                    }
                }
                Loader {
                    anchors.fill: parent
                    active: page.mode === "difference"
                    sourceComponent: ShaderEffect {
                        property real gain: page.gain
                        property var first: ShaderEffectSource { sourceItem: firstLayer }
                        property var second: ShaderEffectSource { sourceItem: secondLayer }
                        fragmentShader: "qrc:/qt/qml/Likeness/shaders/difference.frag.qsb"
                    }
                }
                ZoomArea {
                    anchors.fill: parent
                    picture: firstLayer
                    onPressedHere: overlay.forceActiveFocus(Qt.MouseFocusReason)
                    onStepped: by => page.compare.step(by)
                }
                Item {
                    id: line
                    visible: page.mode === "curtain"
                    x: Math.round(layers.width * page.curtain) - width / 2
                    width: 32
                    height: parent.height
                    Accessible.role: Accessible.Slider
                    Accessible.name: qsTr("Line between the two photos: %1 %").arg(Math.round(page.curtain * 100))
                    Rectangle {
                        anchors.horizontalCenter: parent.horizontalCenter
                        width: 2
                        height: parent.height
                        color: Theme.photoInk
                        border.width: 0
                        Rectangle {
                            // Seen on white, too.
                            anchors.fill: parent
                            anchors.margins: -1
                            z: -1
                            color: Theme.photoGround
                        }
                    }
                    Rectangle {
                        anchors.centerIn: parent
                        width: 32
                        height: 32
                        radius: 16
                        color: pull.containsMouse || pull.pressed ? Theme.accent : Theme.photoGround
                        border.color: Theme.photoInk
                        border.width: 1.5
                        Icon {
                            anchors.centerIn: parent
                            glyph: "curtain-grip"
                            edge: 18
                            color: Theme.photoInk
                        }
                    }
                    MouseArea {
                        id: pull
                        anchors.fill: parent
                        hoverEnabled: true
                        cursorShape: Qt.SplitHCursor
                        preventStealing: true
                        onPressed: overlay.forceActiveFocus(Qt.MouseFocusReason)
                        onPositionChanged: mouse => {
                            if (pressed)
                                page.curtain = Math.max(0, Math.min(1, mapToItem(layers, mouse.x, 0).x / layers.width));
                        }
                    }
                }
                LoadingNote {
                    anchors.right: parent.right
                    anchors.top: parent.top
                    anchors.margins: 8
                    loading: firstLayer.loading || secondLayer.loading
                }
                EmptyState {
                    anchors.centerIn: parent
                    readonly property ZoomPicture bad: firstLayer.failed ? firstLayer : secondLayer.failed ? secondLayer : null
                    visible: bad !== null && (page.mode === "difference" || page.mode === "curtain" || (bad === firstLayer) === (page.compare.current === page.firstPane))
                    glyph: "broken"
                    heading: bad ? qsTr("“%1” cannot be shown in full").arg(bad.facts.name ?? "") : ""
                    note: qsTr("The file may be damaged or gone.")
                }
                Rectangle {
                    id: difference
                    readonly property string words: {
                        const compare = page.compare;
                        if (compare.differenceProblem.length > 0)
                            return compare.differenceProblem;
                        if (!compare.differenceKnown)
                            return qsTr("Measuring…");
                        const percent = share => (100 * share).toLocaleString(Qt.locale(), "f", share > 0 && share < 0.1 ? 1 : 0);
                        return compare.difference < 0.0005 ? qsTr("No difference to be seen")
                             : qsTr("They differ by %1 % on average; %2 % of the pixels visibly").arg(percent(compare.difference)).arg(percent(compare.visibleDifference));
                    }
                    visible: page.mode === "difference"
                    anchors.horizontalCenter: parent.horizontalCenter
                    anchors.bottom: parent.bottom
                    anchors.bottomMargin: 16
                    width: differenceLine.width + 32
                    height: 40
                    radius: 20
                    color: Theme.raised
                    border.color: Theme.outline
                    Row {
                        id: differenceLine
                        x: 16
                        anchors.verticalCenter: parent.verticalCenter
                        spacing: 12
                        UiText {
                            anchors.verticalCenter: parent.verticalCenter
                            text: difference.words
                        }
                        SlimSlider {
                            anchors.verticalCenter: parent.verticalCenter
                            label: qsTr("How much stronger differences are shown")
                            from: 1
                            to: 16
                            stepSize: 1
                            value: page.gain
                            onMoved: page.gain = value
                        }
                        UiText {
                            anchors.verticalCenter: parent.verticalCenter
                            width: 28
                            text: "×" + page.gain
                            color: Theme.textSoft
                            font.pixelSize: Theme.small
                        }
                    }
                }
            }
            Rectangle {
                anchors.fill: captions
                color: Theme.panel
            }
            Row {
                id: captions
                anchors.bottom: parent.bottom
                width: parent.width
                height: 40
                PhotoCompareCaption {
                    id: firstCaption
                    width: parent.width / 2
                    height: 40
                    session: page.session
                    pane: page.firstPane
                    TapHandler { onTapped: page.compare.current = page.firstPane }
                }
                PhotoCompareCaption {
                    id: secondCaption
                    width: parent.width / 2
                    height: 40
                    session: page.session
                    pane: page.secondPane
                    TapHandler { onTapped: page.compare.current = page.secondPane }
                }
            }
            Hairline {
                x: parent.width / 2
                vertical: true
                height: 40
                anchors.bottom: parent.bottom
            }
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

    Rectangle {
        id: strip
        anchors.bottom: facts.top
        width: parent.width
        height: page.compare.count > page.compare.paneCount ? 76 : 0
        visible: height > 0
        color: Theme.panel
        Hairline {}
        ListView {
            id: candidates
            anchors.fill: parent
            anchors.margins: 6
            orientation: ListView.Horizontal
            spacing: 6
            model: strip.visible ? page.compare : null
            boundsBehavior: Flickable.StopAtBounds
            currentIndex: page.compare.current < page.compare.panes.length ? page.compare.panes[page.compare.current] : -1
            highlightFollowsCurrentItem: true
            highlightMoveDuration: Theme.calm
            Accessible.role: Accessible.List
            Accessible.name: qsTr("Photos to compare")
            delegate: Item {
                id: candidate
                required property int index
                required property var photoId
                required property string name
                required property real photoWidth
                required property real photoHeight
                required property int verdict
                required property int pane
                width: Math.round(Math.max(40, Math.min(110, 64 * (photoHeight > 0 ? photoWidth / photoHeight : 1))))
                height: 64
                Accessible.role: Accessible.ListItem
                Accessible.name: name
                Accessible.description: pane >= 0 ? qsTr("shown") : ""
                Accessible.onPressAction: page.compare.show(index)
                Image {
                    anchors.fill: parent
                    anchors.margins: 3
                    source: page.session.viewer.placeholder(candidate.photoId, 236)
                    fillMode: Image.PreserveAspectCrop
                    asynchronous: true
                    opacity: candidate.verdict === PhotoCompare.Reject ? 0.4 : 1
                    Accessible.ignored: true
                }
                Rectangle {
                    anchors.fill: parent
                    color: "transparent"
                    radius: 3
                    border.width: 2
                    visible: candidate.pane >= 0 || over.hovered
                    border.color: candidate.pane >= 0 && candidate.pane === page.compare.current ? Theme.accent : Theme.textFaint
                }
                Rectangle {
                    visible: candidate.verdict !== PhotoCompare.Undecided
                    anchors.right: parent.right
                    anchors.bottom: parent.bottom
                    anchors.margins: 6
                    width: 18
                    height: 18
                    radius: 9
                    color: candidate.verdict === PhotoCompare.Keep ? Theme.accent : Theme.danger
                    Icon {
                        anchors.centerIn: parent
                        glyph: candidate.verdict === PhotoCompare.Keep ? "check" : "close"
                        edge: 13
                        color: Theme.accentInk
                    }
                }
                HoverHandler { id: over }
                TapHandler { onTapped: page.compare.show(candidate.index) }
                Tip {
                    visible: over.hovered
                    text: candidate.name
                }
            }
        }
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
