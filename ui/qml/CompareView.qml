import QtQuick
import QtQuick.Layouts
import Likeness

/// The same question answered by two models, side by side.
FocusScope {
    id: view
    required property Session session
    readonly property Comparison comparison: session.comparison
    signal closeAsked
    signal pickAsked
    signal opened(ComparisonSide side, int row, bool peek)

    /// The side with the keyboard.
    readonly property ComparisonSide current: right.gridFocused ? comparison.right : comparison.left

    Component.onDestruction: comparison.stop()
    function focusGrid() {
        left.focusGrid();
    }

    Rectangle {
        anchors.fill: parent
        color: Theme.canvas
    }
    RowLayout {
        id: head
        x: 20
        width: parent.width - 32
        height: 44
        spacing: 12
        UiText {
            text: qsTr("Two models, one question")
            font.pixelSize: Theme.title
            font.weight: Font.DemiBold
            Accessible.role: Accessible.Heading
            Accessible.name: text
        }
        UiText {
            Layout.fillWidth: true
            color: Theme.textFaint
            text: view.session.query.empty || view.comparison.left.photos.count === 0 || view.comparison.right.photos.count === 0 ? ""
                  : qsTr("%1 of the first %2 are the same").arg(view.comparison.sharedCount)
                    .arg(Math.min(view.comparison.depth, Math.max(view.comparison.left.photos.count, view.comparison.right.photos.count)))
        }
        UiText {
            visible: head.width > 860
            text: qsTr("⇄ where the other side has it")
            color: Theme.textFaint
            font.pixelSize: Theme.small
        }
        PushButton {
            quiet: true
            text: qsTr("Swap sides")
            onClicked: view.comparison.swap()
        }
        PushButton {
            text: qsTr("Done")
            keys: qsTr("Esc")
            tip: qsTr("Back to the photos")
            onClicked: view.closeAsked()
        }
    }
    Hairline {
        id: rule
        anchors.top: head.bottom
    }
    CompareSide {
        id: left
        anchors.top: rule.bottom
        anchors.bottom: parent.bottom
        width: Math.floor(parent.width / 2)
        focus: true
        session: view.session
        side: view.comparison.left
        otherModelId: view.comparison.right.modelId
        onOpened: row => view.opened(view.comparison.left, row, false)
        onPeeked: row => view.opened(view.comparison.left, row, true)
        onBackAsked: view.closeAsked()
    }
    Hairline {
        id: middle
        anchors.left: left.right
        anchors.top: rule.bottom
        anchors.bottom: parent.bottom
        vertical: true
    }
    CompareSide {
        id: right
        anchors.left: middle.right
        anchors.right: parent.right
        anchors.top: rule.bottom
        anchors.bottom: parent.bottom
        session: view.session
        side: view.comparison.right
        otherModelId: view.comparison.left.modelId
        onOpened: row => view.opened(view.comparison.right, row, false)
        onPeeked: row => view.opened(view.comparison.right, row, true)
        onBackAsked: view.closeAsked()
    }
    EmptyState {
        anchors.centerIn: parent
        visible: view.session.query.empty
        glyph: "compare"
        heading: qsTr("What shall both look for?")
        note: qsTr("Drop, paste or pick a picture, or take one of your photos: both models answer the same question.")
        PushButton {
            glyph: "image"
            text: qsTr("Pick a picture…")
            onClicked: view.pickAsked()
        }
    }
    // The sides are left and right of each other. Shortcuts, because in a grid these keys move the current photo.
    Shortcut {
        sequence: "Ctrl+Left"
        enabled: right.gridFocused
        onActivated: left.focusGrid()
    }
    Shortcut {
        sequence: "Ctrl+Right"
        enabled: left.gridFocused
        onActivated: right.focusGrid()
    }
}
