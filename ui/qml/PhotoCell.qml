import QtQuick
import Likeness

/// One photo of the grid. Cells are kept and handed from row to row, so everything about a row is read in one go when
/// the row changes; what is rarely needed is only made when it is.
Item {
    id: cell

    required property PhotoListModel photos
    property ComparisonSide side: null
    property int row: -1
    /// Changes when the model has news for the rows in sight.
    property int epoch: 0
    property bool selected: false
    property bool current: false
    property bool showRing: false
    property bool hovered: false ///< the view shows more, so the cell shows less
    property bool large: false
    /// Scores below this are no better than chance.
    property real doubtBelow: -2
    property int inset: 6
    property int mark: 0 ///< 1 = more like this, -1 = less
    property bool markIsNew: false ///< it does not take part in the question yet

    property var photoId: 0
    property string name: ""
    property real score: 0
    property bool hasScore: false
    property int photoWidth: 0
    property int photoHeight: 0
    property int rating: 0
    property bool online: true
    property int stackSize: 1 ///< photos in the stack that this one is the first of
    property bool stackOpen: false
    property int otherRank: 0 ///< in a comparison: where the other side has this photo; 0 = nowhere
    property color averageColor: "transparent"

    readonly property real room: Math.max(1, Math.min(width, height) - 2 * inset)
    readonly property real ratio: photoWidth > 0 && photoHeight > 0 ? photoWidth / photoHeight : 1
    readonly property rect photoRect: Qt.rect(photo.x, photo.y, photo.width, photo.height)

    visible: row >= 0
    transform: Translate { id: shift }
    /// Comes from another place, `x` and `y` away.
    function glideFrom(x, y) {
        appearing.stop();
        opacity = 1;
        glideX.from = x;
        glideY.from = y;
        gliding.restart();
    }
    function appear() {
        gliding.stop();
        shift.x = 0;
        shift.y = 0;
        appearing.restart();
    }
    ParallelAnimation {
        id: gliding
        NumberAnimation { id: glideX; target: shift; property: "x"; to: 0; duration: 2 * Theme.calm; easing.type: Easing.InOutCubic }
        NumberAnimation { id: glideY; target: shift; property: "y"; to: 0; duration: 2 * Theme.calm; easing.type: Easing.InOutCubic }
    }
    NumberAnimation {
        id: appearing
        target: cell
        property: "opacity"
        from: 0
        to: 1
        duration: 2 * Theme.calm
    }
    onRowChanged: read()
    onEpochChanged: read()
    Component.onCompleted: read()

    function read() {
        if (row < 0 || row >= photos.count) {
            photoId = 0;
            return;
        }
        const index = photos.index(row, 0);
        photoId = photos.data(index, PhotoListModel.PhotoIdRole);
        name = photos.data(index, PhotoListModel.NameRole);
        photoWidth = photos.data(index, PhotoListModel.WidthRole);
        photoHeight = photos.data(index, PhotoListModel.HeightRole);
        rating = photos.data(index, PhotoListModel.RatingRole);
        online = photos.data(index, PhotoListModel.OnlineRole);
        stackSize = photos.data(index, PhotoListModel.StackSizeRole);
        stackOpen = photos.data(index, PhotoListModel.StackOpenRole);
        averageColor = photos.data(index, PhotoListModel.AverageColorRole);
        hasScore = photos.hasScores;
        score = hasScore ? photos.data(index, PhotoListModel.ScoreRole) : 0;
        otherRank = side ? side.otherRank(photoId) : 0;
    }

    Accessible.role: Accessible.ListItem
    Accessible.name: name
    Accessible.description: {
        const parts = [];
        if (hasScore)
            parts.push(qsTr("Likeness %1").arg(score.toLocaleString(Qt.locale(), "f", 2)));
        if (mark !== 0)
            parts.push(mark > 0 ? qsTr("marked: more like this") : qsTr("marked: less like this"));
        if (stackSize > 1)
            parts.push(stackOpen ? qsTr("first of an open stack of %Ln", "", stackSize) : qsTr("stack of %Ln", "", stackSize));
        if (side)
            parts.push(otherRank > 0 ? qsTr("place %1 on the other side").arg(otherRank) : qsTr("only on this side"));
        return parts.join(", ");
    }
    Accessible.selectable: true
    Accessible.selected: selected
    Accessible.focused: current

    /// Whether a place of the cell is on the number of its stack.
    function isOnStackBadge(x, y) {
        const badge = stackBadge.item;
        return badge !== null && x >= stackBadge.x - 4 && x <= stackBadge.x + badge.width + 4
            && y >= stackBadge.y - 4 && y <= stackBadge.y + badge.height + 4;
    }

    // The photos of an open stack lie on one ground; a closed one shows that there is more behind.
    Loader {
        active: cell.stackOpen
        anchors.fill: parent
        sourceComponent: Rectangle {
            color: Theme.raised
        }
    }
    Loader {
        active: cell.stackSize > 1 && !cell.stackOpen
        x: photo.x
        y: photo.y
        sourceComponent: Item {
            Repeater {
                model: 2
                delegate: Rectangle {
                    required property int index
                    x: 3 * (2 - index)
                    y: -3 * (2 - index)
                    width: photo.width
                    height: photo.height
                    radius: 2
                    color: Theme.placeholder
                    border.color: Theme.outline
                }
            }
        }
    }
    Rectangle {
        visible: cell.selected || (cell.current && cell.showRing)
        anchors.fill: photo
        anchors.margins: -4
        radius: 4
        color: cell.selected ? Theme.accentSoft : "transparent"
        border.width: 2
        border.color: cell.selected ? Theme.accent : Theme.textFaint
    }
    Rectangle {
        anchors.fill: photo
        visible: photo.status !== Image.Ready
        color: cell.averageColor.a > 0 ? cell.averageColor : Theme.placeholder
    }
    Image {
        id: photo
        anchors.centerIn: parent
        width: Math.max(1, Math.round(cell.ratio >= 1 ? cell.room : cell.room * cell.ratio))
        height: Math.max(1, Math.round(cell.ratio >= 1 ? cell.room / cell.ratio : cell.room))
        asynchronous: true
        opacity: cell.online ? 1 : 0.45
        source: cell.photoId > 0 ? "image://thumb/" + cell.photoId + (cell.large ? "/474" : "/236") : ""
        Accessible.ignored: true
    }
    Rectangle {
        id: scorePill
        visible: cell.hasScore
        x: photo.x + 6
        y: photo.y + 6
        width: scoreText.implicitWidth + 12
        height: 18
        radius: 9
        color: Theme.photoGround
        Text {
            id: scoreText
            anchors.centerIn: parent
            text: cell.hasScore ? cell.score.toLocaleString(Qt.locale(), "f", 2) : ""
            color: Theme.photoInk
            opacity: cell.score < cell.doubtBelow ? 0.6 : 1
            font.family: Theme.fontFamily
            font.pixelSize: Theme.caption
            font.weight: Font.Medium
            renderType: Text.QtRendering
        }
    }
    Loader {
        id: stackBadge
        active: cell.stackSize > 1
        x: photo.x + 6 + (cell.hasScore ? scorePill.width + 4 : 0)
        y: photo.y + 6
        sourceComponent: Rectangle {
            width: number.implicitWidth + 28
            height: 18
            radius: 9
            color: cell.stackOpen ? Theme.accent : Theme.photoGround
            Icon {
                x: 6
                anchors.verticalCenter: parent.verticalCenter
                glyph: "stack"
                edge: 13
                color: number.color
            }
            Text {
                id: number
                x: 22
                anchors.verticalCenter: parent.verticalCenter
                text: cell.stackSize
                color: cell.stackOpen ? Theme.accentInk : Theme.photoInk
                font.family: Theme.fontFamily
                font.pixelSize: Theme.caption
                font.weight: Font.Medium
                renderType: Text.QtRendering
            }
        }
    }
    Loader {
        active: cell.rating > 0 && cell.room > 80
        visible: !cell.hovered
        x: photo.x + 6
        y: photo.y + photo.height - 24
        sourceComponent: Rectangle {
            width: stars.implicitWidth + 12
            height: 18
            radius: 9
            color: Theme.photoGround
            Text {
                id: stars
                anchors.centerIn: parent
                text: "★".repeat(cell.rating)
                color: Theme.photoInk
                font.family: Theme.fontFamily
                font.pixelSize: Theme.caption
                font.letterSpacing: 1
            }
        }
    }
    // In a comparison: both agree on it, and where the other one has it; or nobody else found it.
    Loader {
        active: cell.side !== null && cell.photoId > 0 && cell.room > 56
        visible: !cell.hovered
        x: photo.x + photo.width - width - 6
        y: photo.y + photo.height - height - 6
        sourceComponent: Rectangle {
            readonly property bool shared: cell.otherRank > 0
            width: markText.implicitWidth + 14
            height: 18
            radius: 9
            color: shared ? Theme.photoGround : Theme.accent
            Text {
                id: markText
                anchors.centerIn: parent
                text: parent.shared ? "⇄ " + cell.otherRank : qsTr("only here")
                color: parent.shared ? Theme.photoInk : Theme.accentInk
                font.family: Theme.fontFamily
                font.pixelSize: Theme.caption
                font.weight: Font.Medium
                renderType: Text.QtRendering
            }
        }
    }
    Loader {
        active: cell.mark !== 0 && cell.room > 40
        x: photo.x + photo.width - 26
        y: photo.y + photo.height - 26
        sourceComponent: Rectangle {
            readonly property color ink: cell.mark > 0 ? Theme.accent : Theme.danger
            width: 20
            height: 20
            radius: 10
            // What already takes part in the question is quieter than what is about to.
            color: cell.markIsNew ? ink : Theme.photoGround
            border.width: 1.5
            border.color: cell.markIsNew ? Theme.photoInk : ink
            Icon {
                anchors.centerIn: parent
                glyph: cell.mark > 0 ? "plus" : "minus"
                edge: 14
                color: cell.markIsNew ? Theme.accentInk : Theme.photoInk
            }
        }
    }
    Loader {
        active: !cell.online
        x: photo.x + photo.width - 26
        y: photo.y + 6
        sourceComponent: Rectangle {
            width: 20
            height: 20
            radius: 10
            color: Theme.photoGround
            Icon {
                anchors.centerIn: parent
                glyph: "offline"
                edge: 14
                color: Theme.photoInk
            }
        }
    }
}
