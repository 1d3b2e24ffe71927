import QtQuick
import Likeness

/// Lies on a picture and lets a box be drawn on it, moved and stretched, with the mouse and with the arrow keys.
/// Units: fractions of its own size.
FocusScope {
    id: drawer
    property rect box: Qt.rect(0, 0, 0, 0)
    property real lineWidth: 2
    property int turn: 0 ///< degrees by which the picture is turned on screen: arrows go where they point
    /// The box is as it should be: Enter, or a double-click into it.
    signal accepted
    /// The box was changed by a person.
    signal drawn(rect box)

    readonly property real smallest: 0.02
    readonly property rect shown: area.pressed && area.moved ? area.current : box
    readonly property bool any: shown.width > 0 && shown.height > 0
    readonly property real boxLeft: shown.x * width
    readonly property real boxTop: shown.y * height
    readonly property real boxRight: (shown.x + shown.width) * width
    readonly property real boxBottom: (shown.y + shown.height) * height

    Accessible.role: Accessible.Graphic
    Accessible.name: qsTr("Part of the picture")
    Accessible.description: any ? qsTr("%1 by %2 percent of the picture. Arrow keys move it, with Shift they change its size.")
                                  .arg(Math.round(shown.width * 100)).arg(Math.round(shown.height * 100)) : ""

    function clamped(value, low, high) {
        return Math.max(low, Math.min(high, value));
    }
    function moved(dx, dy) {
        return Qt.rect(clamped(box.x + dx, 0, 1 - box.width), clamped(box.y + dy, 0, 1 - box.height), box.width, box.height);
    }
    function stretched(dx, dy) {
        return Qt.rect(box.x, box.y, clamped(box.width + dx, smallest, 1 - box.x), clamped(box.height + dy, smallest, 1 - box.y));
    }
    function set(next) {
        box = next;
        drawn(next);
    }
    /// A box to begin with for people without a mouse: the middle.
    function begin() {
        if (box.width <= 0 || box.height <= 0)
            set(Qt.rect(0.25, 0.25, 0.5, 0.5));
    }

    Keys.onPressed: event => {
        const ways = new Map([[Qt.Key_Left, [-1, 0]], [Qt.Key_Right, [1, 0]], [Qt.Key_Up, [0, -1]], [Qt.Key_Down, [0, 1]]]);
        const way = ways.get(event.key);
        if (way && !(event.modifiers & Qt.AltModifier)) {
            const step = event.modifiers & Qt.ControlModifier ? 0.002 : 0.02;
            // A turned picture has its own left and right; a quarter turn at a time takes the arrow back to it.
            let [dx, dy] = way;
            for (let quarters = turn / 90; quarters > 0; --quarters)
                [dx, dy] = [dy, -dx];
            begin();
            set(event.modifiers & Qt.ShiftModifier ? stretched(dx * step, dy * step) : moved(dx * step, dy * step));
            event.accepted = true;
        } else if ((event.key === Qt.Key_Return || event.key === Qt.Key_Enter) && any && event.modifiers === Qt.NoModifier) {
            accepted();
            event.accepted = true;
        }
    }

    // Four shades around the box: cheaper than a mask.
    component Shade: Rectangle {
        visible: drawer.any
        color: "#80000000"
    }
    Shade { width: drawer.width; height: drawer.boxTop }
    Shade { y: drawer.boxBottom; width: drawer.width; height: drawer.height - drawer.boxBottom }
    Shade { y: drawer.boxTop; width: drawer.boxLeft; height: drawer.boxBottom - drawer.boxTop }
    Shade { x: drawer.boxRight; y: drawer.boxTop; width: drawer.width - drawer.boxRight; height: drawer.boxBottom - drawer.boxTop }
    Rectangle {
        id: outline
        visible: drawer.any
        x: drawer.boxLeft
        y: drawer.boxTop
        width: drawer.boxRight - drawer.boxLeft
        height: drawer.boxBottom - drawer.boxTop
        color: "transparent"
        border.width: drawer.lineWidth
        border.color: drawer.activeFocus ? Theme.accent : "#ffffff"
        Repeater {
            model: 4
            delegate: Rectangle {
                required property int index
                x: (index % 2) * outline.width - width / 2
                y: Math.floor(index / 2) * outline.height - height / 2
                width: 10
                height: 10
                radius: 5
                color: "#ffffff"
                border.width: 1
                border.color: "#80000000"
            }
        }
    }
    MouseArea {
        id: area
        readonly property real grip: 12 ///< how near a corner is taken for the corner
        property real startX: 0
        property real startY: 0
        property rect startBox: Qt.rect(0, 0, 0, 0)
        property string doing: ""
        property bool moved: false
        property rect current: Qt.rect(0, 0, 0, 0)

        function at(value, size) {
            return Math.max(0, Math.min(1, value / Math.max(1, size)));
        }
        /// The corner under the pointer as two signs, "inside", or "" for outside.
        function placeOf(x, y) {
            if (!drawer.any)
                return "";
            const nearX = Math.abs(x - drawer.boxLeft) <= grip ? "-" : (Math.abs(x - drawer.boxRight) <= grip ? "+" : "");
            const nearY = Math.abs(y - drawer.boxTop) <= grip ? "-" : (Math.abs(y - drawer.boxBottom) <= grip ? "+" : "");
            if (nearX.length > 0 && nearY.length > 0)
                return nearX + nearY;
            return x > drawer.boxLeft && x < drawer.boxRight && y > drawer.boxTop && y < drawer.boxBottom ? "inside" : "";
        }
        function between(x0, y0, x1, y1) {
            return Qt.rect(Math.min(x0, x1), Math.min(y0, y1), Math.abs(x1 - x0), Math.abs(y1 - y0));
        }
        anchors.fill: parent
        hoverEnabled: true
        cursorShape: {
            const place = containsMouse && !pressed ? placeOf(mouseX, mouseY) : doing;
            return place === "inside" ? Qt.SizeAllCursor
                 : place === "--" || place === "++" ? Qt.SizeFDiagCursor
                 : place.length === 2 ? Qt.SizeBDiagCursor : Qt.CrossCursor;
        }
        preventStealing: true
        onPressed: mouse => {
            drawer.forceActiveFocus(Qt.MouseFocusReason);
            doing = placeOf(mouse.x, mouse.y);
            startBox = drawer.box;
            startX = at(mouse.x, width);
            startY = at(mouse.y, height);
            moved = false;
        }
        onPositionChanged: mouse => {
            if (!pressed)
                return;
            const x = at(mouse.x, width);
            const y = at(mouse.y, height);
            if (!moved && Math.max(Math.abs(x - startX) * width, Math.abs(y - startY) * height) < 3)
                return;
            moved = true;
            if (doing === "inside") {
                current = drawer.moved(x - startX, y - startY);
            } else if (doing.length === 2) {
                // The opposite corner stays.
                current = between(doing[0] === "-" ? startBox.x + startBox.width : startBox.x,
                                  doing[1] === "-" ? startBox.y + startBox.height : startBox.y, x, y);
            } else {
                current = between(startX, startY, x, y);
            }
        }
        onReleased: if (moved && current.width >= drawer.smallest / 2 && current.height >= drawer.smallest / 2) drawer.set(current)
        onDoubleClicked: mouse => {
            if (placeOf(mouse.x, mouse.y) === "inside")
                drawer.accepted();
        }
    }
}
