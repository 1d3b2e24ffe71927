import QtQuick

/// Which part of a picture is seen: how much larger than fitted, and what lies in the middle. In relation to the
/// picture, so that pictures of any size can share it.
QtObject {
    id: view
    property real zoom: 1    ///< 1 = the whole picture fits
    property real centreX: 0.5 ///< of the picture's width
    property real centreY: 0.5
    readonly property bool fitted: zoom === 1

    function fit() {
        zoom = 1;
        centreX = 0.5;
        centreY = 0.5;
    }
    function take(other) {
        zoom = other.zoom;
        centreX = other.centreX;
        centreY = other.centreY;
    }
    /// What is under (x, y) of `picture` stays there.
    function zoomAt(picture, x, y, factor) {
        const after = Math.max(1, Math.min(picture.zoomMax, zoom * factor));
        const along = (at, length, fitted) => (at - length / 2) / fitted * (1 / zoom - 1 / after);
        centreX += along(x, picture.width, picture.fitWidth);
        centreY += along(y, picture.height, picture.fitHeight);
        zoom = after;
        keepInSight(picture);
    }
    function pan(picture, dx, dy) {
        centreX -= dx / (picture.fitWidth * zoom);
        centreY -= dy / (picture.fitHeight * zoom);
        keepInSight(picture);
    }
    function actualSize(picture) {
        zoomAt(picture, picture.width / 2, picture.height / 2, picture.actualZoom / zoom);
    }
    function keepInSight(picture) {
        const kept = (centre, length, fitted) => {
            const seen = length / (fitted * zoom);
            return seen >= 1 ? 0.5 : Math.max(seen / 2, Math.min(1 - seen / 2, centre));
        };
        centreX = kept(centreX, picture.width, picture.fitWidth);
        centreY = kept(centreY, picture.height, picture.fitHeight);
    }
}
