import QtQuick
import Likeness

/// How long searches take: a line for each kind, in three columns under their headings.
Column {
    id: times
    property var model: [] ///< of DiagnosticTimes
    readonly property int cellWidth: 88

    spacing: 7
    Repeater {
        model: [[qsTr("How long it takes"), qsTr("usually"), qsTr("19 of 20"), qsTr("99 of 100")]].concat(
            times.model.map(row => [row.label, row.median, row.p95, row.p99]))
        delegate: Item {
            id: line
            required property var modelData
            required property int index
            width: times.width
            height: label.implicitHeight
            Accessible.role: Accessible.StaticText
            Accessible.name: qsTr("%1: usually %2, 19 of 20 within %3, 99 of 100 within %4").arg(modelData[0]).arg(modelData[1]).arg(modelData[2]).arg(modelData[3])
            Accessible.ignored: index === 0
            UiText {
                id: label
                width: parent.width - 3 * times.cellWidth - 8
                text: line.modelData[0]
                color: line.index === 0 ? Theme.textFaint : Theme.text
                font.pixelSize: line.index === 0 ? Theme.caption : Theme.small
                wrapMode: Text.Wrap
                elide: Text.ElideNone
                Accessible.ignored: true
            }
            Repeater {
                model: 3
                delegate: UiText {
                    required property int index
                    x: line.width - (3 - index) * times.cellWidth
                    width: times.cellWidth
                    horizontalAlignment: Text.AlignRight
                    text: line.modelData[index + 1]
                    color: label.color
                    font.pixelSize: label.font.pixelSize
                    Accessible.ignored: true
                }
            }
        }
    }
}
