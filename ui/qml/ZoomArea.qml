import QtQuick
import Likeness

/// Mouse and fingers over a `ZoomPicture`: Ctrl+wheel and pinching zoom at the pointer, dragging moves, the wheel alone
/// steps.
MouseArea {
    id: area
    required property ZoomPicture picture
    property real lastX: 0
    property real lastY: 0
    property int gathered: 0
    signal stepped(int by)
    signal pressedHere

    acceptedButtons: Qt.LeftButton
    cursorShape: picture.view.fitted ? Qt.ArrowCursor : (pressed ? Qt.ClosedHandCursor : Qt.OpenHandCursor)
    onPressed: event => {
        lastX = event.x;
        lastY = event.y;
        pressedHere();
    }
    onPositionChanged: event => {
        picture.view.pan(picture, event.x - lastX, event.y - lastY);
        lastX = event.x;
        lastY = event.y;
    }
    onDoubleClicked: event => {
        const view = picture.view;
        if (view.fitted)
            view.zoomAt(picture, event.x, event.y, Math.max(2, picture.actualZoom));
        else
            view.fit();
    }
    onWheel: wheel => {
        if (wheel.modifiers & Qt.ControlModifier) {
            picture.view.zoomAt(picture, wheel.x, wheel.y, Math.pow(1.25, wheel.angleDelta.y / 120));
            return;
        }
        gathered += wheel.angleDelta.y;
        while (Math.abs(gathered) >= 120) {
            const by = gathered > 0 ? -1 : 1;
            gathered += by * 120;
            stepped(by);
        }
    }
    PinchHandler {
        target: null
        property real last: 1
        onActiveChanged: last = 1
        onActiveScaleChanged: {
            if (!active)
                return;
            area.picture.view.zoomAt(area.picture, centroid.position.x, centroid.position.y, activeScale / last);
            last = activeScale;
        }
    }
}
