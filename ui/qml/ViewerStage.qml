import QtQuick
import Likeness

/// One picture that can be zoomed at any point, moved and turned. The thumbnail is there at once; the sharp picture
/// comes over it when it is decoded, as large as the zoom asks for.
Item {
    id: stage
    required property ViewerImages images
    property var photoId: 0
    property int photoWidth: 0
    property int photoHeight: 0
    property bool cropping: false

    property real zoom: 0 ///< 0 = fit; else device pixels of the screen per pixel of the photo
    property real shiftX: 0
    property real shiftY: 0
    property int turn: 0 ///< degrees
    readonly property real pixelRatio: Screen.devicePixelRatio
    readonly property bool onItsSide: turn % 180 !== 0
    readonly property real knownWidth: photoWidth > 0 ? photoWidth : Math.max(1, thumbnail.implicitWidth)
    readonly property real knownHeight: photoHeight > 0 ? photoHeight : Math.max(1, thumbnail.implicitHeight)
    readonly property real fitZoom: {
        const w = onItsSide ? knownHeight : knownWidth;
        const h = onItsSide ? knownWidth : knownHeight;
        const fill = Math.min((width - 2 * border) / w, (height - 2 * borderAbove) / h) * pixelRatio;
        return Math.min(fill, Math.max(1, smallest)); // small pictures are not blown up much
    }
    readonly property real smallest: 2
    readonly property real border: 24
    readonly property real borderAbove: 56 ///< a fitted photo does not lie under the names and buttons
    readonly property real shownZoom: zoom > 0 ? zoom : fitZoom
    readonly property bool fitted: zoom === 0
    readonly property bool sharp: full.status === Image.Ready && !full.stale
    readonly property bool failed: full.status === Image.Error
    property alias part: drawer.box
    readonly property bool partDrawn: drawer.any
    signal partAccepted
    signal stepped(int by)
    signal closeAsked

    clip: true
    onPhotoIdChanged: {
        zoom = 0;
        shiftX = 0;
        shiftY = 0;
        turn = 0;
    }

    function zoomAt(x, y, factor) {
        const before = shownZoom;
        let after = Math.max(Math.min(fitZoom, 1) * 0.5, Math.min(16, before * factor));
        if (Math.abs(after - 1) < 0.04 && Math.abs(before - 1) > 0.04)
            after = 1;
        const cx = x - width / 2;
        const cy = y - height / 2;
        shiftX = cx - (cx - shiftX) * after / before;
        shiftY = cy - (cy - shiftY) * after / before;
        zoom = after;
        keepInSight();
    }
    /// Begins to choose a part; `withBox` puts one in the middle, for people at the keyboard.
    function beginPart(withBox) {
        drawer.box = Qt.rect(0, 0, 0, 0);
        if (withBox)
            drawer.begin();
        drawer.forceActiveFocus(Qt.OtherFocusReason);
    }
    function fit() {
        zoom = 0;
        shiftX = 0;
        shiftY = 0;
    }
    function actualSize(x, y) {
        zoomAt(x === undefined ? width / 2 : x, y === undefined ? height / 2 : y, 1 / shownZoom);
    }
    function keepInSight() {
        const w = (onItsSide ? frame.height : frame.width);
        const h = (onItsSide ? frame.width : frame.height);
        const reachX = Math.max(0, (w - width) / 2 + 60);
        const reachY = Math.max(0, (h - height) / 2 + 60);
        shiftX = w <= width ? 0 : Math.max(-reachX, Math.min(reachX, shiftX));
        shiftY = h <= height ? 0 : Math.max(-reachY, Math.min(reachY, shiftY));
    }
    function turnRight() {
        turn = (turn + 90) % 360;
        fit();
    }

    Item {
        id: frame
        x: Math.round((stage.width - width) / 2 + stage.shiftX)
        y: Math.round((stage.height - height) / 2 + stage.shiftY)
        width: stage.knownWidth * stage.shownZoom / stage.pixelRatio
        height: stage.knownHeight * stage.shownZoom / stage.pixelRatio
        rotation: stage.turn

        Image {
            id: thumbnail
            anchors.fill: parent
            source: stage.images.placeholder(stage.photoId, 474)
            asynchronous: true
            visible: full.opacity < 1
            Accessible.ignored: true
        }
        Image {
            id: full
            // Decoded in steps, so that zooming does not decode again at every notch.
            readonly property int wanted: {
                const shown = Math.max(frame.width, frame.height) * stage.pixelRatio;
                const whole = Math.max(stage.knownWidth, stage.knownHeight);
                for (const edge of [1600, 2560, 4096]) {
                    if (shown <= edge * 1.05 && edge < whole)
                        return edge;
                }
                return 0;
            }
            property int edge: 1600
            property var shownId: 0
            readonly property bool stale: shownId !== stage.photoId
            anchors.fill: parent
            asynchronous: true
            cache: false
            mipmap: true
            smooth: stage.shownZoom < 3
            source: stage.photoId > 0 ? stage.images.source(stage.photoId, edge) : ""
            opacity: status === Image.Ready ? 1 : 0
            Behavior on opacity {
                enabled: full.status === Image.Ready
                NumberAnimation { duration: Theme.fast }
            }
            onStatusChanged: if (status === Image.Ready) shownId = stage.photoId
            onWantedChanged: settle.restart()
            Component.onCompleted: edge = wanted
        }
        Timer {
            id: settle
            interval: 120
            onTriggered: {
                const rank = edge => edge === 0 ? 1e9 : edge;
                if (full.stale || rank(full.wanted) > rank(full.edge))
                    full.edge = full.wanted;
            }
        }
        BoxDrawer {
            id: drawer
            anchors.fill: parent
            visible: stage.cropping
            lineWidth: 2
            turn: stage.turn
            onAccepted: stage.partAccepted()
        }
    }

    MouseArea {
        id: mouse
        property real lastX: 0
        property real lastY: 0
        property bool moved: false
        anchors.fill: parent
        enabled: !stage.cropping
        acceptedButtons: Qt.LeftButton
        cursorShape: !stage.fitted ? (pressed ? Qt.ClosedHandCursor : Qt.OpenHandCursor) : Qt.ArrowCursor
        onPressed: event => {
            lastX = event.x;
            lastY = event.y;
            moved = false;
        }
        onPositionChanged: event => {
            stage.shiftX += event.x - lastX;
            stage.shiftY += event.y - lastY;
            stage.keepInSight();
            lastX = event.x;
            lastY = event.y;
            moved = true;
        }
        onDoubleClicked: event => stage.fitted ? stage.actualSize(event.x, event.y) : stage.fit()
        onWheel: wheel => {
            if (wheel.modifiers & Qt.ControlModifier) {
                stage.zoomAt(wheel.x, wheel.y, Math.pow(1.25, wheel.angleDelta.y / 120));
                return;
            }
            gathered += wheel.angleDelta.y !== 0 ? wheel.angleDelta.y : -wheel.angleDelta.x;
            while (Math.abs(gathered) >= 120) {
                const by = gathered > 0 ? -1 : 1;
                gathered += by * 120;
                stage.stepped(by);
            }
        }
        property int gathered: 0
    }
    PinchHandler {
        target: null
        property real last: 1
        onActiveChanged: last = 1
        onActiveScaleChanged: {
            if (!active)
                return;
            stage.zoomAt(centroid.position.x, centroid.position.y, activeScale / last);
            last = activeScale;
        }
    }
}
