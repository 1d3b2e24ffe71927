import QtQuick
import Likeness

/// Two photos over each other: one in the place of the other, a line between them, or their difference.
FocusScope {
    id: overlay
    required property Session session
    required property ZoomView view
    /// "flip", "curtain" or "difference"; everything else shows nothing.
    property string mode: ""
    property int firstPane: 0
    property int secondPane: 1
    property int readyEdge: 1600
    property real curtain: 0.5 ///< where the line is, of the width
    property real gain: 4      ///< how much stronger differences are shown
    readonly property PhotoCompare compare: session.photoCompare
    readonly property ZoomPicture picture: firstLayer
    readonly property bool firstIsCurrent: compare.current === firstPane

    activeFocusOnTab: true
    Accessible.role: Accessible.Graphic
    Accessible.name: overlay.mode === "difference" ? difference.words
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
            images: overlay.session.viewer
            view: overlay.view
            photoId: overlay.visible ? facts.photoId ?? 0 : 0
            photoWidth: facts.photoWidth ?? 0
            photoHeight: facts.photoHeight ?? 0
            readyEdge: overlay.readyEdge
        }
        Item {
            // What the line has been pulled over.
            width: overlay.mode === "curtain" ? Math.round(layers.width * overlay.curtain) : layers.width
            height: layers.height
            clip: true
            visible: overlay.mode === "curtain" || overlay.mode === "flip" && overlay.firstIsCurrent
            Layer {
                id: firstLayer
                facts: firstCaption.facts
            }
        }
        Item {
            readonly property real from: overlay.mode === "curtain" ? Math.round(layers.width * overlay.curtain) : 0
            x: from
            width: layers.width - from
            height: layers.height
            clip: true
            visible: overlay.mode === "curtain" || overlay.mode === "flip" && !overlay.firstIsCurrent
            Layer {
                id: secondLayer
                x: -parent.from
                facts: secondCaption.facts
                // Only a difference has to lie pixel on pixel.
                frameWidth: overlay.mode === "difference" ? firstLayer.photoWidth : photoWidth
                frameHeight: overlay.mode === "difference" ? firstLayer.photoHeight : photoHeight
            }
        }
        Loader {
            anchors.fill: parent
            active: overlay.mode === "difference"
            sourceComponent: ShaderEffect {
                property real gain: overlay.gain
                property var first: ShaderEffectSource { sourceItem: firstLayer }
                property var second: ShaderEffectSource { sourceItem: secondLayer }
                fragmentShader: "qrc:/qt/qml/Likeness/shaders/difference.frag.qsb"
            }
        }
        ZoomArea {
            anchors.fill: parent
            picture: firstLayer
            onPressedHere: overlay.forceActiveFocus(Qt.MouseFocusReason)
            onStepped: by => overlay.compare.step(by)
        }
        Item {
            id: line
            visible: overlay.mode === "curtain"
            x: Math.round(layers.width * overlay.curtain) - width / 2
            width: 32
            height: parent.height
            Accessible.role: Accessible.Slider
            Accessible.name: qsTr("Line between the two photos: %1 %").arg(Math.round(overlay.curtain * 100))
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
                        overlay.curtain = Math.max(0, Math.min(1, mapToItem(layers, mouse.x, 0).x / layers.width));
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
            visible: bad !== null && (overlay.mode === "difference" || overlay.mode === "curtain" || (bad === firstLayer) === overlay.firstIsCurrent)
            glyph: "broken"
            heading: bad ? qsTr("“%1” cannot be shown in full").arg(bad.facts.name ?? "") : ""
            note: qsTr("The file may be damaged or gone.")
        }
        Rectangle {
            id: difference
            readonly property string words: {
                const compare = overlay.compare;
                if (compare.differenceProblem.length > 0)
                    return compare.differenceProblem;
                if (!compare.differenceKnown)
                    return qsTr("Measuring…");
                const percent = share => (100 * share).toLocaleString(Qt.locale(), "f", share > 0 && share < 0.1 ? 1 : 0);
                return compare.difference < 0.0005 ? qsTr("No difference to be seen")
                     : qsTr("They differ by %1 % on average; %2 % of the pixels visibly").arg(percent(compare.difference)).arg(percent(compare.visibleDifference));
            }
            visible: overlay.mode === "difference"
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
                    value: overlay.gain
                    onMoved: overlay.gain = value
                }
                UiText {
                    anchors.verticalCenter: parent.verticalCenter
                    width: 28
                    text: "×" + overlay.gain
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
            session: overlay.session
            pane: overlay.firstPane
            TapHandler { onTapped: overlay.compare.current = overlay.firstPane }
        }
        PhotoCompareCaption {
            id: secondCaption
            width: parent.width / 2
            height: 40
            session: overlay.session
            pane: overlay.secondPane
            TapHandler { onTapped: overlay.compare.current = overlay.secondPane }
        }
    }
    Hairline {
        x: parent.width / 2
        vertical: true
        height: 40
        anchors.bottom: parent.bottom
    }
}
