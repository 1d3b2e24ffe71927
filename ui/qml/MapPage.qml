import QtQuick
import QtQuick.Shapes
import Likeness

/// The map of all photos: what looks alike lies together. From afar dots, from near by thumbnails; what does not answer
/// the present question stays for orientation.
FocusScope {
    id: page
    required property Session session
    readonly property MenuPanel choices: moreMenu ///< what "More" opens
    readonly property PhotoMapModel map: session.map
    readonly property Selection selection: session.selection
    /// Dragging draws around photos instead of moving the map.
    property bool lasso: false

    signal opened(int row)
    signal peeked(int row)
    signal gridAsked
    signal renameAsked
    signal trashAsked
    signal deleteAsked
    signal backAsked

    clip: true
    Accessible.role: Accessible.Pane
    Accessible.name: qsTr("Map")
    Component.onCompleted: map.follow(visible)
    Component.onDestruction: map.follow(false)
    onVisibleChanged: map.follow(visible)

    function focusMap() {
        view.forceActiveFocus(Qt.OtherFocusReason);
        view.reveal(map.currentPlace);
    }
    function open(place, peek) {
        const row = map.rowOf(place);
        if (row < 0)
            return;
        if (selection.current !== row)
            selection.click(row, 0);
        if (peek)
            peeked(row);
        else
            opened(row);
    }

    Rectangle {
        anchors.fill: parent
        color: Theme.canvas
    }

    PhotoMapItem {
        id: view
        anchors.fill: parent
        focus: true
        activeFocusOnTab: true
        map: page.map
        accent: Theme.accent
        ground: Theme.canvas
        animated: !Theme.reducedMotion

        Accessible.role: Accessible.Graphic
        Accessible.name: qsTr("Map of %Ln photo(s)", "", page.map.count)
        Accessible.description: {
            if (page.map.currentPlace < 0)
                return qsTr("No photo is current.");
            const name = page.session.inspector.name;
            return page.selection.revision >= 0 && page.selection.isSelected(page.selection.current) ? qsTr("%1, selected").arg(name) : name;
        }

        function go(key, adding) {
            const place = neighbour(page.map.currentPlace, key);
            if (place < 0)
                return;
            page.map.click(place, adding && !page.selection.isSelected(page.map.rowOf(place)) ? Qt.ShiftModifier : Qt.NoModifier);
            reveal(place);
        }
        Keys.onPressed: event => {
            event.accepted = true;
            const control = event.modifiers & Qt.ControlModifier;
            const shift = event.modifiers & Qt.ShiftModifier;
            switch (event.key) {
            case Qt.Key_Left:
            case Qt.Key_Right:
            case Qt.Key_Up:
            case Qt.Key_Down:
                if (event.modifiers & Qt.AltModifier)
                    break;
                if (control) {
                    const step = Math.min(width, height) / 4;
                    glide(event.key === Qt.Key_Left ? step : (event.key === Qt.Key_Right ? -step : 0),
                          event.key === Qt.Key_Up ? step : (event.key === Qt.Key_Down ? -step : 0));
                } else {
                    go(event.key, shift);
                }
                return;
            case Qt.Key_Plus:
            case Qt.Key_Equal:
                zoomAt(zoomX, zoomY, 1.5);
                return;
            case Qt.Key_Minus:
                zoomAt(zoomX, zoomY, 1 / 1.5);
                return;
            case Qt.Key_F:
            case Qt.Key_Home:
                if (control)
                    break;
                fitAll();
                return;
            case Qt.Key_L:
                if (control)
                    break;
                page.lasso = !page.lasso;
                return;
            case Qt.Key_Return:
            case Qt.Key_Enter:
                if (control)
                    break;
                page.open(page.map.currentPlace, false);
                return;
            case Qt.Key_Space:
                if (control)
                    page.selection.toggleCurrent();
                else
                    page.open(page.map.currentPlace, true);
                return;
            case Qt.Key_S:
                if (control || page.selection.currentId <= 0)
                    break;
                page.session.query.findSimilar(page.selection.currentId);
                return;
            case Qt.Key_G:
                if (control || page.selection.count === 0)
                    break;
                page.gridAsked();
                return;
            case Qt.Key_Delete:
                if (shift)
                    page.deleteAsked();
                else
                    page.trashAsked();
                return;
            case Qt.Key_Menu:
                menu.popup();
                return;
            case Qt.Key_Escape:
                if (draw.active)
                    draw.cancel();
                else if (page.lasso)
                    page.lasso = false;
                else if (!seesEverything)
                    fitAll();
                else
                    page.backAsked();
                return;
            }
            if (event.key >= Qt.Key_0 && event.key <= Qt.Key_5 && !control && page.selection.current >= 0) {
                page.session.actions.rate([], event.key - Qt.Key_0);
                return;
            }
            event.accepted = false;
        }
        /// A zoom by key stays with the current photo where that is in view.
        readonly property rect currentRect: seen, mapScale, rectOf(page.map.currentPlace)
        readonly property bool currentInView: currentRect.width > 0 && currentRect.x < width && currentRect.y < height
                                              && currentRect.x + currentRect.width > 0 && currentRect.y + currentRect.height > 0
        readonly property real zoomX: currentInView ? currentRect.x + currentRect.width / 2 : width / 2
        readonly property real zoomY: currentInView ? currentRect.y + currentRect.height / 2 : height / 2

        function glide(dx, dy) {
            lookAt(seen.x + seen.width / 2 - dx / mapScale, seen.y + seen.height / 2 - dy / mapScale, true);
        }
    }
    FrameAnimation {
        running: view.moving && page.visible
        onTriggered: view.advance(frameTime)
    }

    // ---- the photo with the keyboard ----------------------------------------------------------------------------

    Rectangle {
        visible: page.map.currentPlace >= 0 && view.currentInView && view.activeFocus
        x: view.currentRect.x - 4
        y: view.currentRect.y - 4
        width: view.currentRect.width + 8
        height: view.currentRect.height + 8
        radius: 6
        color: "transparent"
        border.width: 2
        border.color: Theme.accent
    }

    // ---- the hand -----------------------------------------------------------------------------------------------

    HoverHandler {
        id: hover
        acceptedDevices: PointerDevice.Mouse | PointerDevice.Stylus
        onPointChanged: {
            if (preview.isOf(point.position))
                return;
            preview.hide();
            if (hovered && !mouse.pressed)
                rest.restart();
        }
        onHoveredChanged: if (!hovered) {
            rest.stop();
            preview.hide();
        }
    }
    Timer {
        id: rest
        interval: 320
        onTriggered: if (hover.hovered && !mouse.pressed && !view.moving) preview.showAt(hover.point.position.x, hover.point.position.y)
    }
    MouseArea {
        id: mouse
        property real lastX: 0
        property real lastY: 0
        property real lastAt: 0
        property real speedX: 0 ///< pixels per second
        property real speedY: 0
        property bool moved: false

        anchors.fill: view
        acceptedButtons: Qt.LeftButton | Qt.RightButton
        preventStealing: true
        cursorShape: page.lasso ? Qt.CrossCursor : (moved && pressed && !draw.active ? Qt.ClosedHandCursor : Qt.ArrowCursor)

        onPressed: event => {
            view.forceActiveFocus(Qt.MouseFocusReason);
            view.stop();
            preview.hide();
            rest.stop();
            lastX = event.x;
            lastY = event.y;
            lastAt = Date.now();
            speedX = 0;
            speedY = 0;
            moved = false;
            if (event.button === Qt.RightButton) {
                const place = view.placeAt(event.x, event.y);
                if (place >= 0 && !page.selection.isSelected(page.map.rowOf(place)))
                    page.map.click(place, 0);
                if (place >= 0 && page.map.answers(place))
                    menu.popup();
                else
                    moreMenu.popup();
                return;
            }
            if (event.modifiers & Qt.ShiftModifier)
                draw.begin(event.x, event.y, true, (event.modifiers & Qt.ControlModifier) !== 0);
            else if (page.lasso || event.modifiers & Qt.AltModifier)
                draw.begin(event.x, event.y, false, (event.modifiers & Qt.ControlModifier) !== 0);
        }
        onPositionChanged: event => {
            if (!(pressedButtons & Qt.LeftButton))
                return;
            const dx = event.x - lastX;
            const dy = event.y - lastY;
            if (!moved && Math.max(Math.abs(dx), Math.abs(dy)) < Qt.styleHints.startDragDistance)
                return;
            moved = true;
            if (draw.active) {
                draw.stretch(event.x, event.y);
            } else {
                const passed = Math.max(1, Date.now() - lastAt) / 1000;
                const weight = Math.min(1, passed / 0.05);
                speedX += (dx / passed - speedX) * weight;
                speedY += (dy / passed - speedY) * weight;
                lastAt = Date.now();
                view.panBy(dx, dy);
            }
            lastX = event.x;
            lastY = event.y;
        }
        onReleased: event => {
            if (event.button !== Qt.LeftButton)
                return;
            if (draw.active && moved) {
                draw.finish();
            } else if (moved) {
                if (Date.now() - lastAt < 60)
                    view.letGo(speedX, speedY);
            } else {
                draw.cancel();
                const place = view.placeAt(event.x, event.y);
                if (place < 0 && event.modifiers === Qt.NoModifier && page.selection.count <= 1)
                    page.selection.clear();
                else if (place >= 0 && !page.map.click(place, event.modifiers))
                    preview.showAt(event.x, event.y);
            }
        }
        onCanceled: draw.cancel()
        onDoubleClicked: event => {
            if (event.button !== Qt.LeftButton || event.modifiers !== Qt.NoModifier)
                return;
            const place = view.placeAt(event.x, event.y);
            if (place >= 0)
                page.open(place, false);
            else
                view.zoomAt(event.x, event.y, 2.5);
        }
        onWheel: wheel => {
            preview.hide();
            if (wheel.pixelDelta.y !== 0)
                view.zoomAt(wheel.x, wheel.y, Math.pow(2, wheel.pixelDelta.y / 160), false);
            else
                view.zoomAt(wheel.x, wheel.y, Math.pow(1.3, wheel.angleDelta.y / 120));
        }
    }
    DragHandler {
        property point last
        acceptedDevices: PointerDevice.TouchScreen
        target: null
        onActiveChanged: {
            last = Qt.point(0, 0);
            if (!active)
                view.letGo(centroid.velocity.x, centroid.velocity.y);
        }
        onTranslationChanged: if (active) {
            view.panBy(translation.x - last.x, translation.y - last.y);
            last = Qt.point(translation.x, translation.y);
        }
    }
    PinchHandler {
        property real last: 1
        acceptedDevices: PointerDevice.TouchScreen | PointerDevice.TouchPad
        target: null
        onActiveChanged: last = 1
        onActiveScaleChanged: if (active) {
            view.zoomAt(centroid.position.x, centroid.position.y, activeScale / last, false);
            last = activeScale;
        }
    }

    // ---- names --------------------------------------------------------------------------------------------------

    Repeater {
        model: view.labels
        delegate: Item {
            id: label
            required property var cluster
            required property string name
            required property int level
            required property real mapX
            required property real mapY
            required property bool shown
            required property var photoCount
            x: Math.round((mapX - view.seen.x) * view.mapScale)
            y: Math.round((mapY - view.seen.y) * view.mapScale)
            opacity: 0
            Accessible.role: Accessible.Button
            Accessible.name: qsTr("%1, %Ln photo(s)", "", photoCount).arg(name)
            Component.onCompleted: opacity = Qt.binding(() => shown ? 1 : 0)
            onOpacityChanged: if (opacity === 0 && !shown) view.labels.retire(cluster)
            onShownChanged: if (!shown && opacity === 0) view.labels.retire(cluster)
            Behavior on opacity {
                enabled: !Theme.reducedMotion
                NumberAnimation { duration: Theme.calm }
            }
            Rectangle {
                anchors.centerIn: parent
                width: words.implicitWidth + 16
                height: words.implicitHeight + 6
                radius: height / 2
                color: Theme.canvas
                opacity: over.hovered ? 0.95 : 0.72
                HoverHandler {
                    id: over
                    enabled: label.shown
                    cursorShape: Qt.PointingHandCursor
                }
                TapHandler {
                    enabled: label.shown && !page.lasso
                    gesturePolicy: TapHandler.ReleaseWithinBounds
                    onTapped: {
                        view.showCluster(label.mapX, label.mapY, label.photoCount);
                        view.forceActiveFocus(Qt.MouseFocusReason);
                    }
                }
            }
            UiText {
                id: words
                anchors.centerIn: parent
                text: label.name
                font.pixelSize: view.labels.fontPx(label.level)
                font.weight: Font.DemiBold
                color: label.level > 0 ? Theme.text : Theme.textSoft
            }
        }
    }

    // ---- drawing around photos ----------------------------------------------------------------------------------

    Shape {
        id: draw
        property bool active: false
        property bool box: false
        property bool adding: false
        property var corners: [] ///< points of the item

        anchors.fill: view
        visible: active && corners.length > 1

        function begin(x, y, asBox, add) {
            active = true;
            box = asBox;
            adding = add;
            corners = [Qt.point(x, y)];
        }
        function stretch(x, y) {
            const from = corners[0];
            if (box) {
                corners = [from, Qt.point(x, from.y), Qt.point(x, y), Qt.point(from.x, y), from];
                return;
            }
            const last = corners[corners.length - 1];
            if (Math.abs(x - last.x) + Math.abs(y - last.y) >= 3)
                corners = corners.concat([Qt.point(x, y)]);
        }
        function finish() {
            const polygon = [];
            for (const corner of corners)
                polygon.push(corner.x, corner.y);
            cancel();
            page.lasso = false;
            view.selectInside(polygon, adding);
        }
        function cancel() {
            active = false;
            corners = [];
        }
        ShapePath {
            strokeColor: Theme.accent
            strokeWidth: 1.5
            fillColor: Theme.accentSoft
            PathPolyline {
                path: draw.active ? draw.corners : []
            }
        }
    }

    // ---- a closer look ------------------------------------------------------------------------------------------

    Rectangle {
        id: preview
        readonly property size shape: page.map.previewSize
        readonly property real edge: 248
        readonly property real ratio: shape.width > 0 ? edge / Math.max(shape.width, shape.height) : 0
        property rect around

        function showAt(x, y) {
            const place = view.placeAt(x, y);
            around = view.rectOf(place);
            page.map.previewPlace = place;
        }
        function isOf(at) {
            return page.map.previewPlace >= 0 && at.x >= around.x && at.x <= around.x + around.width
                && at.y >= around.y && at.y <= around.y + around.height;
        }
        function hide() {
            page.map.previewPlace = -1;
        }
        visible: opacity > 0
        opacity: page.map.previewPlace >= 0 && page.map.previewName.length > 0 ? 1 : 0
        Behavior on opacity {
            NumberAnimation { duration: Theme.fast }
        }
        width: Math.max(picture.width, 170) + 12
        height: picture.height + 12 + words.height + 8
        x: Math.max(8, Math.min(parent.width - width - 8,
                                around.x + around.width + 12 + width > parent.width - 8 ? around.x - width - 12 : around.x + around.width + 12))
        y: Math.max(8, Math.min(parent.height - height - 8, around.y + around.height / 2 - height / 2))
        radius: Theme.radiusLarge
        color: Theme.raised
        border.color: Theme.outline
        Image {
            id: picture
            anchors.horizontalCenter: parent.horizontalCenter
            y: 6
            width: Math.round(preview.shape.width * preview.ratio)
            height: Math.round(preview.shape.height * preview.ratio)
            source: page.map.previewId > 0 && preview.ratio > 0 ? page.session.viewer.placeholder(page.map.previewId) : ""
            asynchronous: true
            fillMode: Image.PreserveAspectFit
        }
        Column {
            id: words
            x: 10
            width: parent.width - 20
            anchors.bottom: parent.bottom
            anchors.bottomMargin: 8
            spacing: 1
            UiText {
                width: parent.width
                text: page.map.previewName
                font.pixelSize: Theme.small
                font.weight: Font.Medium
                elide: Text.ElideMiddle
            }
            UiText {
                width: parent.width
                text: page.map.previewDate
                color: Theme.textSoft
                font.pixelSize: Theme.caption
            }
            UiText {
                width: parent.width
                visible: page.map.asking && !page.map.answers(page.map.previewPlace)
                text: qsTr("Not among the photos shown")
                color: Theme.textFaint
                font.pixelSize: Theme.caption
            }
        }
    }

    // ---- tools --------------------------------------------------------------------------------------------------

    Rectangle {
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.margins: 12
        visible: page.map.count > 0
        width: tools.width + 8
        height: tools.height + 8
        radius: Theme.radiusLarge
        color: Theme.panel
        border.color: Theme.hairline
        Column {
            id: tools
            anchors.centerIn: parent
            spacing: 2
            IconButton {
                glyph: "plus"
                text: qsTr("Nearer")
                keys: "+"
                enabled: view.zoom < view.zoomMax * 0.999
                onClicked: view.zoomAt(view.width / 2, view.height / 2, 1.6)
            }
            IconButton {
                glyph: "minus"
                text: qsTr("Farther")
                keys: "−"
                onClicked: view.zoomAt(view.width / 2, view.height / 2, 1 / 1.6)
            }
            IconButton {
                glyph: "fit"
                text: qsTr("Show everything")
                keys: "F"
                onClicked: view.fitAll()
            }
            IconButton {
                glyph: "lasso"
                text: qsTr("Draw around photos to select them")
                keys: "L"
                checkable: true
                checked: page.lasso
                onClicked: {
                    page.lasso = checked;
                    view.forceActiveFocus(Qt.MouseFocusReason);
                }
            }
            IconButton {
                id: more
                glyph: "more"
                text: qsTr("More")
                onClicked: moreMenu.popup(more, more.width - moreMenu.width, more.height + 4)
            }
        }
    }
    MapOverviewPanel {
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        anchors.margins: 12
        view: view
        map: page.map
    }
    MenuPanel {
        id: moreMenu
        MenuEntry {
            glyph: "fit"
            text: qsTr("Show everything")
            keys: "F"
            onTriggered: view.fitAll()
        }
        MenuEntry {
            glyph: "refresh"
            text: qsTr("Lay the map out anew")
            enabled: page.map.count > 0 && page.map.work.length === 0
            onTriggered: {
                view.fitAll();
                page.map.layOutAnew();
            }
        }
    }
    PhotoMenu {
        id: menu
        session: page.session
        selection: page.selection
        onOpenAsked: page.opened(page.selection.current)
        onRenameAsked: page.renameAsked()
        onTrashAsked: page.trashAsked()
        onDeleteAsked: page.deleteAsked()
    }

    // ---- what goes on -------------------------------------------------------------------------------------------

    Column {
        anchors.left: parent.left
        anchors.bottom: parent.bottom
        anchors.margins: 12
        spacing: 6
        MapNote {
            visible: page.map.problem.length > 0
            glyph: "warning"
            tint: Theme.warning
            text: qsTr("The map is not up to date: %1").arg(page.map.problem)
        }
        MapNote {
            visible: page.map.work.length > 0 && page.map.count > 0
            text: page.workText
            share: page.map.workShare
        }
        MapNote {
            visible: page.map.missing > 0 && page.map.count > 0
            text: qsTr("%Ln photo(s) are not on the map yet", "", page.map.missing)
        }
        MapNote {
            visible: page.map.asking && page.map.count > 0
            text: page.map.answering > 0 ? qsTr("%Ln photo(s) of the present question", "", page.map.answering)
                                         : qsTr("No photo on the map answers the present question")
        }
    }
    readonly property string workText: qsTr("%1… %2 %").arg(map.work).arg(Math.floor(map.workShare * 100))

    Rectangle {
        anchors.horizontalCenter: parent.horizontalCenter
        anchors.bottom: parent.bottom
        anchors.bottomMargin: 14
        visible: page.selection.count > 0 && page.map.count > 0
        width: chosen.width + 20
        height: 42
        radius: 21
        color: Theme.raised
        border.color: Theme.outline
        Row {
            id: chosen
            anchors.centerIn: parent
            spacing: 6
            UiText {
                anchors.verticalCenter: parent.verticalCenter
                leftPadding: 8
                rightPadding: 4
                text: qsTr("%Ln photo(s) selected", "", page.selection.count)
            }
            PushButton {
                anchors.verticalCenter: parent.verticalCenter
                text: qsTr("Show in grid")
                glyph: "grid"
                onClicked: page.gridAsked()
            }
            IconButton {
                anchors.verticalCenter: parent.verticalCenter
                glyph: "close"
                edge: 18
                text: qsTr("Select none")
                keys: qsTr("Ctrl+Shift+A")
                onClicked: page.selection.clear()
            }
        }
    }
    EmptyState {
        anchors.centerIn: parent
        visible: page.map.count === 0 && page.map.loaded
        readonly property bool working: page.map.work.length > 0
        glyph: "map"
        heading: working ? page.workText : (page.map.problem.length > 0 ? qsTr("There is no map") : qsTr("The map is not there yet"))
        note: page.map.problem.length > 0 ? page.map.problem
            : working ? qsTr("The map appears when all photos have found their places.")
            : qsTr("It is made when Likeness has learnt your photos; what looks alike will lie together.")
    }
}
