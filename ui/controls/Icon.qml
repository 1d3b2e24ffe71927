import QtQuick
import QtQuick.Controls.impl
import Likeness

/// A line icon of the family in resources/icons/ui, in any colour, crisp at any scale.
IconImage {
    property string glyph: ""
    property int edge: 20

    source: glyph.length > 0 ? "qrc:/qt/qml/Likeness/icons/" + glyph + ".svg" : ""
    sourceSize: Qt.size(edge, edge)
    width: edge
    height: edge
    color: Theme.textSoft
    Accessible.ignored: true
}
