import QtQuick
import Likeness

/// A picture seen through a `ZoomView`: the thumbnail at once, then the picture at the size of the screen, and as many of
/// its own pixels as the zoom asks for.
Item {
    id: picture
    required property ViewerImages images
    required property ZoomView view
    property var photoId: 0
    property real photoWidth: 0
    property real photoHeight: 0
    /// Long edge of the picture that is decoded for a fitted view; the same for all that are kept ready.
    property int readyEdge: 1600
    /// The frame is fitted as for a picture of this shape; for pictures that lie over each other.
    property real frameWidth: photoWidth
    property real frameHeight: photoHeight

    readonly property real pixelRatio: Screen.devicePixelRatio
    readonly property real shapeWidth: frameWidth > 0 ? frameWidth : Math.max(1, thumbnail.implicitWidth)
    readonly property real shapeHeight: frameHeight > 0 ? frameHeight : Math.max(1, thumbnail.implicitHeight)
    readonly property real fitScale: Math.max(1e-6, Math.min(width / shapeWidth, height / shapeHeight))
    readonly property real fitWidth: shapeWidth * fitScale
    readonly property real fitHeight: shapeHeight * fitScale
    /// One pixel of the picture on one of the screen.
    readonly property real actualZoom: Math.max(1, photoWidth / (fitWidth * pixelRatio))
    readonly property real zoomMax: Math.max(4, 8 * actualZoom)
    readonly property bool failed: base.status === Image.Error
    readonly property bool loading: base.status === Image.Loading
    /// Device pixels of the screen per pixel of the picture.
    readonly property real shownZoom: photoWidth > 0 ? frame.width * pixelRatio / photoWidth : 1

    clip: true
    Item {
        id: frame
        readonly property real step: picture.pixelRatio
        x: Math.round((picture.width / 2 - picture.view.centreX * width) * step) / step
        y: Math.round((picture.height / 2 - picture.view.centreY * height) * step) / step
        width: picture.fitWidth * picture.view.zoom
        height: picture.fitHeight * picture.view.zoom

        Image {
            id: thumbnail
            anchors.fill: parent
            source: picture.images.placeholder(picture.photoId, 474)
            asynchronous: true
            visible: base.status !== Image.Ready
            Accessible.ignored: true
        }
        Image {
            id: base
            anchors.fill: parent
            asynchronous: true
            mipmap: true
            source: picture.images.source(picture.photoId, picture.readyEdge)
            Accessible.ignored: true
        }
        Image {
            // More pixels than the fitted view has are only decoded for who looks that close.
            id: detail
            readonly property int wanted: {
                const shown = Math.max(frame.width, frame.height) * picture.pixelRatio;
                const whole = Math.max(picture.photoWidth, picture.photoHeight);
                if (shown <= picture.readyEdge * 1.05 || whole <= picture.readyEdge)
                    return -1;
                return shown <= 4096 && whole > 4096 ? 4096 : 0;
            }
            property int edge: -1
            anchors.fill: parent
            asynchronous: true
            cache: false
            mipmap: true
            smooth: picture.shownZoom < 3
            source: edge >= 0 ? picture.images.source(picture.photoId, edge) : ""
            visible: status === Image.Ready
            Accessible.ignored: true
            onWantedChanged: settle.restart()
            Timer {
                id: settle
                interval: 150 // not for every notch of the wheel
                onTriggered: detail.edge = detail.wanted
            }
        }
    }
}
