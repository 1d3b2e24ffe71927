import QtQuick
import QtQuick.Shapes
import Likeness

/// A place to drop something on, with a dashed frame.
Item {
    id: zone
    property string glyph: ""
    property string heading: ""
    property string note: ""
    property bool lit: false

    Rectangle {
        anchors.fill: parent
        radius: 14
        color: Theme.accentSoft
        opacity: zone.lit ? 0.6 : 0
        Behavior on opacity {
            NumberAnimation { duration: Theme.fast }
        }
    }
    Shape {
        anchors.fill: parent
        ShapePath {
            strokeColor: zone.lit ? Theme.accent : Theme.textFaint
            strokeWidth: 2
            strokeStyle: ShapePath.DashLine
            dashPattern: [4, 4]
            fillColor: "transparent"
            PathSvg {
                path: {
                    const w = zone.width - 2;
                    const h = zone.height - 2;
                    const r = Math.max(0, Math.min(13, w / 2, h / 2));
                    const arc = (x, y) => `a${r},${r} 0 0 1 ${x},${y}`;
                    return `M${1 + r},1 H${1 + w - r} ${arc(r, r)} V${1 + h - r} ${arc(-r, r)} H${1 + r} ${arc(-r, -r)} V${1 + r} ${arc(r, -r)} Z`;
                }
            }
        }
    }
    Column {
        anchors.centerIn: parent
        width: parent.width - 32
        spacing: 12
        Icon {
            anchors.horizontalCenter: parent.horizontalCenter
            glyph: zone.glyph
            edge: zone.note.length > 0 ? 56 : 32
            color: zone.lit ? Theme.accent : Theme.textFaint
        }
        UiText {
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            text: zone.heading
            font.pixelSize: zone.note.length > 0 ? Theme.heading : Theme.title
            font.weight: Font.DemiBold
            wrapMode: Text.Wrap
        }
        UiText {
            width: parent.width
            visible: zone.note.length > 0
            horizontalAlignment: Text.AlignHCenter
            text: zone.note
            color: Theme.textSoft
            wrapMode: Text.Wrap
        }
    }
}
