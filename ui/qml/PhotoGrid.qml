import QtQuick
import QtQuick.Templates as T
import Likeness

/// The photos of the present question, as a grid of any length.
///
/// A GridView would put its delegates at their true place, tens of millions of pixels down, where the scene graph's
/// floats are several pixels apart. Here the cells in sight are placed in relation to the first line in sight, and
/// a cell that leaves at one end is given to the line that comes in at the other: nothing is made while scrolling.
FocusScope {
    id: grid

    required property Session session
    property PhotoListModel photos: session.photos
    property Selection selection: session.selection
    /// Scores below this are no better than chance.
    property real doubtBelow: session.query.suggestedCutOff
    /// A comparison in which this grid is one side; its photos then say where the other side has them.
    property ComparisonSide side: null
    readonly property bool ownList: selection === session.selection
    /// What an action is for: the ids, or none for the session's selection.
    function targets() {
        return ownList ? [] : selection.ids();
    }
    readonly property int count: photos.count

    property int edge: session.settings.thumbnailEdge
    readonly property int margin: 12
    readonly property int inset: edge < 120 ? 4 : 8
    readonly property int columns: Math.max(1, Math.floor((width - 2 * margin) / (edge + 2 * inset)))
    readonly property int cellSize: Math.max(24, Math.floor((width - 2 * margin) / columns))
    readonly property int lines: Math.ceil(count / columns)
    readonly property real contentHeight: lines * cellSize + 2 * margin + (footer.visible ? footer.height : 0)
    readonly property real scrollMax: Math.max(0, contentHeight - height)
    readonly property int linesInSight: Math.max(1, Math.floor(height / cellSize))
    readonly property bool large: edge * Screen.devicePixelRatio > 270

    /// Lines kept ready above and below what is in sight.
    readonly property int spareLines: cellSize > 160 ? 1 : 2
    readonly property int poolLines: Math.ceil(Math.max(0, height) / cellSize) + 1 + 2 * spareLines
    readonly property int firstLine: Math.max(0, Math.floor((contentY - margin) / cellSize) - spareLines)

    property real contentY: 0
    property int epoch: 0
    property int marksEpoch: 0
    property int hoverRow: -1
    property bool dragging: false
    property bool keyboardUsed: false

    signal opened(int row)
    signal peeked(int row)
    signal renameAsked
    signal trashAsked
    signal deleteAsked
    signal tagAsked
    signal writeAsked
    signal backAsked
    signal compareAsked

    clip: true
    activeFocusOnTab: true
    Accessible.role: Accessible.List
    Accessible.name: qsTr("Photos")

    function rowAt(x, y) {
        const column = Math.floor((x - margin) / cellSize);
        const line = Math.floor((y + contentY - margin) / cellSize);
        if (column < 0 || column >= columns || line < 0)
            return -1;
        const row = line * columns + column;
        return row < count ? row : -1;
    }

    /// The square of a row, in the coordinates of the grid.
    function squareOf(row) {
        const line = Math.floor(row / columns);
        return Qt.rect(margin + (row - line * columns) * cellSize, margin + line * cellSize - contentY, cellSize, cellSize);
    }

    function cellOf(row) {
        const line = Math.floor(row / columns);
        const slot = (line % poolLines) * columns + (row - line * columns);
        const cell = cells.itemAt(slot);
        return cell && cell.row === row ? cell : null;
    }

    function isOnStackBadge(row, x, y) {
        const cell = cellOf(row);
        return cell !== null && cell.isOnStackBadge(x - board.x - cell.x, y - board.y - cell.y);
    }
    function isOnPhoto(row, x, y) {
        const cell = cellOf(row);
        if (!cell)
            return false;
        const square = squareOf(row);
        const inner = cell.photoRect;
        return x >= square.x + inner.x && x <= square.x + inner.x + inner.width
            && y >= square.y + inner.y && y <= square.y + inner.y + inner.height;
    }

    function scrollTo(y, glidingly) {
        const to = Math.max(0, Math.min(scrollMax, y));
        glide.stop();
        if (glidingly && Theme.fast > 0) {
            glide.to = to;
            glide.start();
        } else {
            contentY = to;
        }
    }

    function scrollBy(distance, glidingly) {
        scrollTo((glide.running ? glide.to : contentY) + distance, glidingly);
    }

    function ensureVisible(row) {
        if (row < 0)
            return;
        const top = margin + Math.floor(row / columns) * cellSize;
        if (top - margin < contentY)
            scrollTo(top - margin, true);
        else if (top + cellSize + margin > contentY + height)
            scrollTo(top + cellSize + margin - height, true);
    }

    function bringToTop(row) {
        scrollTo(Math.floor(row / columns) * cellSize, false);
    }

    /// Changes the size of the thumbnails and keeps the photo at `y` where it is.
    function resize(newEdge, y) {
        const wanted = Math.max(72, Math.min(474, Math.round(newEdge)));
        if (wanted === edge)
            return;
        const at = y === undefined ? height / 2 : y;
        const line = (contentY + at - margin) / cellSize;
        const row = Math.floor(line) * columns;
        const part = line - Math.floor(line);
        keepingPlace = true;
        session.settings.thumbnailEdge = wanted;
        keepingPlace = false;
        // Only now is the new shape known.
        scrollTo((Math.floor(row / columns) + part) * cellSize + margin - at, false);
    }

    property bool keepingPlace: false
    property int anchorRow: 0

    function topRowAt(y) {
        return Math.min(Math.max(0, count - 1), Math.floor(y / cellSize) * columns);
    }

    /// Rows came or went above: the same photo stays at the top, unless the very top was in sight.
    function follow(newTop) {
        if (newTop === anchorRow)
            return;
        if (contentY < 1)
            photos.topRow = 0;
        else
            scrollTo(Math.floor(newTop / columns) * cellSize + contentY % cellSize, false);
    }
    /// Another shape, another size: the row that was at the top stays there.
    function layOutAgain() {
        if (keepingPlace)
            return;
        keepingPlace = true;
        bringToTop(anchorRow);
        keepingPlace = false;
    }
    onContentYChanged: {
        if (!keepingPlace)
            anchorRow = topRowAt(contentY);
        if (photos.topRow !== anchorRow)
            photos.topRow = anchorRow;
        if (hover.hovered && hoverRow >= 0)
            hoverRow = rowAt(hover.point.position.x, hover.point.position.y);
    }
    onColumnsChanged: {
        layOutAgain();
        tellColumns();
    }
    Component.onCompleted: tellColumns()
    /// An arrangement by look depends on how many photos stand side by side.
    function tellColumns() {
        if (ownList && width > 0)
            photos.lookColumns = columns;
    }
    onCellSizeChanged: layOutAgain()
    onScrollMaxChanged: if (contentY > scrollMax) layOutAgain()

    /// Cells are made for the largest view so far, with some to spare: another size then costs nothing.
    readonly property int needed: poolLines * columns
    property int capacity: 0
    onNeededChanged: {
        if (needed > capacity || needed < capacity / 4)
            capacity = Math.ceil(needed * 1.25);
    }

    Connections {
        target: grid.session.query
        enabled: grid.ownList
        function onMarksChanged() { grid.marksEpoch++; }
    }
    Connections {
        target: grid.side
        function onMarksChanged() { grid.epoch++; }
    }
    Connections {
        target: grid.photos
        function onDataChanged() { grid.epoch++; }
        function onRowsInserted() { grid.epoch++; }
        function onRowsRemoved() { grid.epoch++; }
        function onModelReset() { grid.epoch++; }
        function onLayoutAboutToBeChanged() { grid.rememberSight(); }
        function onLayoutChanged() { grid.glideFromBefore(); }
        function onResultChanged() { grid.epoch++; }
        function onPlaceRestored(topRow) { grid.bringToTop(topRow); }
        function onTopRowChanged() {
            grid.follow(grid.photos.topRow);
        }
    }

    /// Where each photo in sight is before the order changes; in the coordinates of the grid.
    property var placeBefore: new Map()
    property bool currentWasSeen: false
    function isSeen(row) {
        const top = squareOf(row).y;
        return row >= 0 && top < height && top + cellSize > 0;
    }
    function rememberSight() {
        placeBefore.clear();
        currentWasSeen = isSeen(selection.current);
        for (let slot = 0; slot < needed; ++slot) {
            const cell = cells.itemAt(slot);
            if (cell && cell.photoId > 0 && isSeen(cell.row)) {
                const square = squareOf(cell.row);
                placeBefore.set(cell.photoId, Qt.point(square.x, square.y));
            }
        }
    }
    /// Photos that stay in sight move to their new places, so that the eye can follow; the others appear.
    function glideFromBefore() {
        epoch++;
        if (currentWasSeen)
            ensureVisible(selection.current);
        if (Theme.calm === 0 || !visible)
            return;
        for (let slot = 0; slot < needed; ++slot) {
            const cell = cells.itemAt(slot);
            if (!cell || !isSeen(cell.row))
                continue;
            const before = placeBefore.get(cell.photoId);
            const square = squareOf(cell.row);
            if (!before)
                cell.appear();
            else if (before.x !== square.x || before.y !== square.y)
                cell.glideFrom(before.x - square.x, before.y - square.y);
        }
    }

    NumberAnimation {
        id: glide
        target: grid
        property: "contentY"
        duration: Theme.fast
        easing.type: Easing.OutCubic
    }

    Item {
        id: board
        // Whole pixels keep the photos sharp while they stand still.
        y: Math.round(grid.margin + grid.firstLine * grid.cellSize - grid.contentY)
        x: grid.margin

        Repeater {
            id: cells
            model: grid.capacity
            delegate: PhotoCell {
                required property int index
                readonly property int slotLine: Math.floor(index / grid.columns)
                readonly property int line: grid.firstLine
                    + ((slotLine - grid.firstLine) % grid.poolLines + grid.poolLines) % grid.poolLines
                readonly property int column: index - slotLine * grid.columns

                photos: grid.photos
                side: grid.side
                x: column * grid.cellSize
                y: (line - grid.firstLine) * grid.cellSize
                width: grid.cellSize
                height: grid.cellSize
                inset: grid.inset
                row: index < grid.needed && line * grid.columns + column < grid.count ? line * grid.columns + column : -1
                epoch: grid.epoch
                large: grid.large
                doubtBelow: grid.doubtBelow
                selected: row >= 0 && grid.selection.revision >= 0 && grid.selection.isSelected(row)
                current: row === grid.selection.current
                mark: grid.ownList && photoId > 0 && grid.marksEpoch >= 0 ? grid.session.query.markOf(photoId) : 0
                markIsNew: mark !== 0 && grid.marksEpoch >= 0 && grid.session.query.markIsNew(photoId)
                hovered: row >= 0 && row === grid.hoverRow
                showRing: grid.activeFocus && grid.keyboardUsed
            }
        }
    }

    // What the cut-off hides is never far away.
    Item {
        id: footer
        z: 1
        readonly property int hiddenCount: grid.photos.hiddenCount
        visible: grid.ownList && grid.count > 0 && hiddenCount > 0
        y: Math.round(grid.margin + grid.lines * grid.cellSize - grid.contentY)
        width: grid.width
        height: 72
        Row {
            anchors.centerIn: parent
            spacing: 12
            UiText {
                anchors.verticalCenter: parent.verticalCenter
                text: qsTr("%Ln photo(s) are less alike than that", "", footer.hiddenCount)
                color: Theme.textFaint
            }
            PushButton {
                id: showHidden
                anchors.verticalCenter: parent.verticalCenter
                text: qsTr("Show them too")
                onClicked: grid.session.query.cutOff = grid.photos.worstScore
            }
        }
    }

    HoverHandler {
        id: hover
        acceptedDevices: PointerDevice.Mouse | PointerDevice.Stylus
        onPointChanged: grid.hoverRow = hover.hovered && !band.visible ? grid.rowAt(point.position.x, point.position.y) : -1
        onHoveredChanged: if (!hovered) grid.hoverRow = -1
    }

    MouseArea {
        id: mouse
        property real startX: 0
        property real startY: 0 ///< in the content
        property int pressRow: -1
        property bool clickOnRelease: false
        property bool moved: false
        property bool onPhoto: false

        anchors.fill: parent
        anchors.rightMargin: bar.visible ? bar.width : 0
        acceptedButtons: Qt.LeftButton | Qt.RightButton
        preventStealing: true

        onPressed: event => {
            grid.forceActiveFocus(Qt.MouseFocusReason);
            grid.keyboardUsed = false;
            grid.dragging = false;
            startX = event.x;
            startY = event.y + grid.contentY;
            moved = false;
            pressRow = grid.rowAt(event.x, event.y);
            onPhoto = pressRow >= 0 && grid.isOnPhoto(pressRow, event.x, event.y);
            clickOnRelease = false;
            if (event.button === Qt.LeftButton && pressRow >= 0 && grid.isOnStackBadge(pressRow, event.x, event.y)) {
                grid.photos.toggleStack(pressRow);
                onPhoto = false;
                moved = true; // nothing more comes of this press
                return;
            }
            if (event.button === Qt.RightButton) {
                if (pressRow >= 0 && !grid.selection.isSelected(pressRow))
                    grid.selection.click(pressRow, 0);
                if (pressRow >= 0)
                    menu.popup();
                return;
            }
            if (pressRow < 0)
                return;
            // A press on one of several selected photos may become a drag of them all.
            if (!onPhoto || (grid.selection.isSelected(pressRow) && event.modifiers === Qt.NoModifier))
                clickOnRelease = true;
            else
                grid.selection.click(pressRow, event.modifiers);
        }
        onPositionChanged: event => {
            if (!(pressedButtons & Qt.LeftButton))
                return;
            if (!moved) {
                const far = Math.max(Math.abs(event.x - startX), Math.abs(event.y + grid.contentY - startY));
                if (far < Qt.styleHints.startDragDistance)
                    return;
                moved = true;
                if (onPhoto) {
                    grid.dragging = true;
                    if (!grid.selection.isSelected(pressRow))
                        grid.selection.click(pressRow, 0);
                    grid.session.actions.startDrag(grid.targets(), grid);
                } else {
                    grid.selection.beginRubberBand((event.modifiers & (Qt.ControlModifier | Qt.ShiftModifier)) !== 0);
                    band.begin();
                }
            }
            if (band.visible)
                band.stretch(event.x, event.y);
        }
        onReleased: event => {
            if (event.button !== Qt.LeftButton)
                return;
            if (band.visible) {
                band.finish();
                return;
            }
            if (moved)
                return;
            if (pressRow < 0) {
                if (event.modifiers === Qt.NoModifier)
                    grid.selection.clear();
            } else if (clickOnRelease) {
                grid.selection.click(pressRow, event.modifiers);
            }
        }
        onCanceled: if (band.visible) band.finish()
        onDoubleClicked: event => {
            const row = grid.rowAt(event.x, event.y);
            if (event.button === Qt.LeftButton && row >= 0 && event.modifiers === Qt.NoModifier)
                grid.opened(row);
        }
        onWheel: wheel => {
            if (wheel.modifiers & Qt.ControlModifier) {
                const steps = wheel.angleDelta.y / 120;
                grid.resize(grid.edge * Math.pow(1.12, steps), wheel.y);
            } else if (wheel.pixelDelta.y !== 0) {
                grid.scrollBy(-wheel.pixelDelta.y, false);
            } else {
                grid.scrollBy(-wheel.angleDelta.y / 120 * Math.min(grid.cellSize, 160), true);
            }
        }
    }

    DragHandler {
        // A finger scrolls; a mouse selects.
        property real startScroll: 0
        acceptedDevices: PointerDevice.TouchScreen
        target: null
        onActiveChanged: if (active) startScroll = grid.contentY
        onTranslationChanged: if (active) grid.scrollTo(startScroll - translation.y, false)
    }
    PinchHandler {
        property int startEdge: 0
        acceptedDevices: PointerDevice.TouchScreen | PointerDevice.TouchPad
        target: null
        onActiveChanged: if (active) startEdge = grid.edge
        onActiveScaleChanged: if (active) grid.resize(startEdge * activeScale, centroid.position.y)
    }

    // Name of the photo under the pointer, and the question people ask most.
    Item {
        id: hoverPanel
        readonly property PhotoCell cell: grid.hoverRow >= 0 && grid.epoch >= 0 ? grid.cellOf(grid.hoverRow) : null
        readonly property rect inner: cell ? cell.photoRect : Qt.rect(0, 0, 0, 0)
        readonly property bool roomy: inner.width > 92 && inner.height > 60

        visible: cell !== null && cell.photoId > 0 && !band.visible
        x: cell ? board.x + cell.x + inner.x : 0
        y: cell ? board.y + cell.y + inner.y : 0
        width: inner.width
        height: inner.height
        Rectangle {
            anchors.bottom: parent.bottom
            width: parent.width
            height: Math.min(parent.height, 44)
            visible: parent.roomy
            gradient: Gradient {
                GradientStop { position: 0; color: "#00000000" }
                GradientStop { position: 1; color: "#b8000000" }
            }
            UiText {
                anchors.left: parent.left
                anchors.right: parent.right
                anchors.bottom: parent.bottom
                anchors.margins: 8
                anchors.rightMargin: hoverPanel.cell && hoverPanel.cell.mark !== 0 ? 32 : 8 // the mark stays in sight
                text: hoverPanel.cell ? (hoverPanel.cell.rating > 0 ? "★".repeat(hoverPanel.cell.rating) + "  " : "") + hoverPanel.cell.name : ""
                color: Theme.photoInk
                font.pixelSize: Theme.small
                elide: Text.ElideMiddle
            }
        }
        Row {
            anchors.right: parent.right
            anchors.top: parent.top
            anchors.margins: 6
            spacing: 4
            visible: parent.roomy && (!hoverPanel.cell || hoverPanel.cell.online)
            HoverButton {
                visible: grid.ownList && hoverPanel.inner.width > 150
                glyph: "plus"
                text: qsTr("More like this")
                keys: "+"
                lit: hoverPanel.cell !== null && hoverPanel.cell.mark > 0
                onClicked: grid.session.query.mark([hoverPanel.cell.photoId], 1)
            }
            HoverButton {
                visible: grid.ownList && hoverPanel.inner.width > 150
                glyph: "minus"
                text: qsTr("Less like this")
                keys: "−"
                lit: hoverPanel.cell !== null && hoverPanel.cell.mark < 0
                litColor: Theme.danger
                onClicked: grid.session.query.mark([hoverPanel.cell.photoId], -1)
            }
            HoverButton {
                glyph: "similar"
                text: qsTr("Find what looks like this")
                keys: "S"
                onClicked: grid.session.query.findSimilar(hoverPanel.cell.photoId)
            }
        }
    }
    component HoverButton: T.AbstractButton {
        id: over
        property string glyph: ""
        property string keys: ""
        property bool lit: false
        property color litColor: Theme.accent
        width: 26
        height: 26
        focusPolicy: Qt.NoFocus
        Accessible.role: Accessible.Button
        Accessible.name: text
        background: Rectangle {
            radius: 13
            color: over.hovered || over.lit ? over.litColor : Theme.photoGround
        }
        contentItem: Item {
            Icon {
                anchors.centerIn: parent
                glyph: over.glyph
                edge: 16
                color: over.hovered || over.lit ? Theme.accentInk : Theme.photoInk
            }
        }
        Tip {
            visible: over.hovered
            text: over.text
            keys: over.keys
        }
    }

    Rectangle {
        id: band
        property real pointerX: 0
        property real pointerY: 0

        visible: false
        color: Theme.accentSoft
        border.color: Theme.accent
        radius: 2

        function begin() {
            visible = true;
        }
        function stretch(x, y) {
            pointerX = x;
            pointerY = y;
            const left = Math.min(mouse.startX, x);
            const right = Math.max(mouse.startX, x);
            const top = Math.min(mouse.startY, y + grid.contentY);
            const bottom = Math.max(mouse.startY, y + grid.contentY);
            band.x = left;
            band.width = right - left;
            band.y = top - grid.contentY;
            band.height = bottom - top;
            grid.selection.updateRubberBand(rowsWithin(left, top, right, bottom));
        }
        function rowsWithin(left, top, right, bottom) {
            // A photo is touched when the band reaches into its square past the gap.
            const gap = grid.inset;
            const size = grid.cellSize;
            const first = Math.max(0, Math.ceil((left - grid.margin + gap - size) / size));
            const last = Math.min(grid.columns - 1, Math.floor((right - grid.margin - gap) / size));
            const firstLine = Math.max(0, Math.ceil((top - grid.margin + gap - size) / size));
            const lastLine = Math.min(grid.lines - 1, Math.floor((bottom - grid.margin - gap) / size));
            const rows = [];
            if (first > last || firstLine > lastLine)
                return rows;
            if (first === 0 && last === grid.columns - 1)
                return [firstLine * grid.columns, Math.min(grid.count - 1, lastLine * grid.columns + last)];
            for (let line = firstLine; line <= lastLine; ++line) {
                const from = line * grid.columns + first;
                if (from < grid.count)
                    rows.push(from, Math.min(grid.count - 1, line * grid.columns + last));
            }
            return rows;
        }
        function finish() {
            visible = false;
            grid.selection.endRubberBand();
        }
    }
    Timer {
        // Drags the grid along while the band is pulled past its end.
        readonly property real past: band.pointerY < 0 ? band.pointerY : Math.max(0, band.pointerY - grid.height)
        interval: 16
        repeat: true
        running: band.visible && past !== 0
        onTriggered: {
            grid.scrollTo(grid.contentY + Math.max(-40, Math.min(40, past / 2)), false);
            band.stretch(band.pointerX, band.pointerY);
        }
    }

    SlimScrollBar {
        id: bar
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.bottom: parent.bottom
        orientation: Qt.Vertical
        size: grid.contentHeight > 0 ? Math.min(1, grid.height / grid.contentHeight) : 1
        position: grid.contentHeight > 0 ? grid.contentY / grid.contentHeight : 0
        onPositionChanged: if (pressed) grid.scrollTo(position * grid.contentHeight, false)
    }
    Rectangle {
        // Where in the collection the bar has been pulled to.
        readonly property string where: {
            if (!visible || grid.epoch < 0)
                return "";
            const index = grid.photos.index(grid.anchorRow, 0);
            const sort = grid.ownList ? grid.session.query.sort : QueryModel.Score;
            if (sort === QueryModel.Score)
                return grid.photos.data(index, PhotoListModel.ScoreRole).toLocaleString(Qt.locale(), "f", 2);
            if (sort === QueryModel.Date) {
                const date = grid.photos.data(index, PhotoListModel.DateRole);
                return date && !isNaN(date) ? date.toLocaleDateString(Qt.locale(), "MMMM yyyy") : "";
            }
            return grid.photos.data(index, PhotoListModel.NameRole);
        }
        visible: bar.pressed
        x: bar.x - width - 8
        y: Math.max(4, Math.min(parent.height - height - 4, bar.visualPosition * bar.height))
        width: Math.min(260, whereText.implicitWidth + 24)
        height: 30
        radius: 15
        color: Theme.raised
        border.color: Theme.outline
        opacity: where.length > 0 ? 1 : 0
        UiText {
            id: whereText
            anchors.fill: parent
            anchors.leftMargin: 12
            anchors.rightMargin: 12
            text: parent.where
            font.weight: Font.Medium
        }
    }

    PhotoMenu {
        id: menu
        session: grid.session
        selection: grid.selection
        onOpenAsked: grid.opened(grid.selection.current)
        onRenameAsked: grid.renameAsked()
        onTrashAsked: grid.trashAsked()
        onDeleteAsked: grid.deleteAsked()
        onCompareAsked: grid.compareAsked()
        onTagAsked: grid.tagAsked()
        onWriteAsked: grid.writeAsked()
    }

    function showMenuAtCurrent() {
        if (selection.current < 0)
            return;
        ensureVisible(selection.current);
        const square = squareOf(selection.current);
        menu.popup(square.x + square.width / 2, square.y + square.height / 2);
    }

    Keys.onPressed: event => {
        event.accepted = true;
        keyboardUsed = true;
        const control = event.modifiers & Qt.ControlModifier;
        const steps = [[Qt.Key_Left, Selection.Left], [Qt.Key_Right, Selection.Right], [Qt.Key_Up, Selection.Up],
                       [Qt.Key_Down, Selection.Down], [Qt.Key_PageUp, Selection.PageUp],
                       [Qt.Key_PageDown, Selection.PageDown], [Qt.Key_Home, Selection.Home], [Qt.Key_End, Selection.End]];
        for (const [key, direction] of steps) {
            if (event.key === key && !(event.modifiers & Qt.AltModifier)) {
                ensureVisible(selection.step(direction, columns, linesInSight, event.modifiers));
                return;
            }
        }
        if (event.key >= Qt.Key_0 && event.key <= Qt.Key_5 && !control) {
            if (selection.current >= 0)
                session.actions.rate(targets(), event.key - Qt.Key_0);
            return;
        }
        switch (event.key) {
        case Qt.Key_Return:
        case Qt.Key_Enter:
            if (selection.current >= 0)
                opened(selection.current);
            return;
        case Qt.Key_Space:
            if (control)
                selection.toggleCurrent();
            else if (selection.current >= 0)
                peeked(selection.current);
            return;
        case Qt.Key_S:
            if (event.modifiers & Qt.ShiftModifier) {
                photos.toggleStack(selection.current);
                return;
            }
            if (!control && selection.currentId > 0) {
                session.query.findSimilar(selection.currentId);
                return;
            }
            break;
        case Qt.Key_Delete:
            if (event.modifiers & Qt.ShiftModifier)
                deleteAsked();
            else
                trashAsked();
            return;
        case Qt.Key_Menu:
            showMenuAtCurrent();
            return;
        case Qt.Key_F10:
            if (event.modifiers & Qt.ShiftModifier) {
                showMenuAtCurrent();
                return;
            }
            break;
        case Qt.Key_Escape:
            backAsked();
            return;
        }
        event.accepted = false;
    }
}
