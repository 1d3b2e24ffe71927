import QtQuick
import Likeness

/// A rating from none to five stars; a click on the present one takes it away.
Row {
    id: stars
    property int rating: 0
    property int edge: 20
    signal rated(int stars)

    spacing: 2
    Accessible.role: Accessible.Slider
    Accessible.name: qsTr("Rating: %n star(s)", "", rating)
    Repeater {
        model: 5
        delegate: Item {
            id: star
            required property int index
            readonly property bool lit: index < (reach.hovered ? index + 1 : stars.rating)

            width: stars.edge + 2
            height: stars.edge + 4
            HoverHandler {
                id: reach
                cursorShape: Qt.PointingHandCursor
            }
            TapHandler {
                onTapped: stars.rated(star.index + 1 === stars.rating ? 0 : star.index + 1)
            }
            Icon {
                anchors.centerIn: parent
                glyph: star.index < stars.rating ? "star-filled" : "star"
                edge: stars.edge
                color: reach.hovered ? Theme.accent : (star.index < stars.rating ? Theme.text : Theme.textFaint)
            }
        }
    }
}
