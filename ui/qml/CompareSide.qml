import QtQuick
import QtQuick.Layouts
import Likeness

/// One model's answer: whose it is, how good it thinks it is, and the photos.
FocusScope {
    id: view
    required property Session session
    required property ComparisonSide side
    required property string otherModelId
    readonly property InstalledModels models: session.models
    readonly property PhotoListModel photos: side.photos
    readonly property bool answered: !session.query.empty && side.problem.length === 0 && side.modelId.length > 0
    signal opened(int row)
    signal peeked(int row)
    signal backAsked

    Accessible.role: Accessible.Pane
    Accessible.name: qsTr("Answer of %1").arg(side.modelName)

    function focusGrid() {
        grid.forceActiveFocus(Qt.OtherFocusReason);
    }
    readonly property bool gridFocused: grid.activeFocus

    RowLayout {
        id: head
        x: 16
        width: parent.width - 28
        height: 48
        spacing: 8
        PushButton {
            id: chooser
            Layout.maximumWidth: parent.width * 0.5
            quiet: true
            leftPadding: 6
            rightPadding: 6
            text: view.side.modelName.length > 0 ? view.side.modelName : qsTr("Choose a model")
            tip: qsTr("Choose which model answers on this side")
            Accessible.name: qsTr("Model of this side: %1").arg(text)
            contentItem: Item {
                implicitWidth: Math.min(chooserName.implicitWidth, 260) + 22
                UiText {
                    id: chooserName
                    anchors.left: parent.left
                    anchors.right: arrow.left
                    anchors.rightMargin: 4
                    anchors.verticalCenter: parent.verticalCenter
                    text: chooser.text
                    font.pixelSize: Theme.title
                    font.weight: Font.DemiBold
                    elide: Text.ElideMiddle
                }
                Icon {
                    id: arrow
                    anchors.right: parent.right
                    anchors.verticalCenter: parent.verticalCenter
                    glyph: "chevron-down"
                    edge: 16
                }
            }
            onClicked: menu.popup(chooser, 0, chooser.height + 4)
        }
        UiText {
            Layout.fillWidth: true
            color: Theme.textFaint
            font.pixelSize: Theme.small
            text: !view.answered || view.photos.loading || view.photos.count === 0 ? ""
                  : [qsTr("%Ln alike", "", view.side.aboveCutOff), view.photos.searchTimeText].filter(part => part.length > 0).join(" · ")
            HoverHandler { id: factsHover }
            Tip {
                visible: factsHover.hovered && parent.text.length > 0
                text: qsTr("How many of the first %1 are more alike than chance explains, and how long the search took. Paler scores are below that line.").arg(view.session.comparison.depth)
            }
        }
        UiText {
            visible: view.side.inUse
            text: qsTr("In use")
            color: Theme.accent
            font.pixelSize: Theme.small
            font.weight: Font.DemiBold
        }
        PushButton {
            visible: !view.side.inUse && view.side.modelId.length > 0
            enabled: view.models.arrivingId !== view.side.modelId
            text: view.models.arrivingId === view.side.modelId ? qsTr("Arriving…") : qsTr("Use this one")
            Accessible.name: qsTr("Use %1").arg(view.side.modelName)
            onClicked: view.models.use(view.side.modelId)
        }
    }
    PhotoGrid {
        id: grid
        anchors.top: head.bottom
        anchors.bottom: parent.bottom
        width: parent.width
        focus: true
        visible: view.answered
        session: view.session
        photos: view.side.photos
        selection: view.side.selection
        side: view.side
        doubtBelow: view.side.suggestedCutOff
        Accessible.name: qsTr("Photos found by %1").arg(view.side.modelName)
        onOpened: row => view.opened(row)
        onPeeked: row => view.peeked(row)
        onBackAsked: view.backAsked()
    }
    EmptyState {
        anchors.centerIn: grid
        width: Math.min(400, view.width - 48)
        visible: !view.session.query.empty && (view.side.problem.length > 0 || view.side.modelId.length === 0)
        glyph: "models"
        heading: view.side.modelId.length === 0 ? qsTr("No second model") : qsTr("No answer from this one")
        note: view.side.modelId.length === 0 ? qsTr("Only models that have learnt photos of this library can be compared.") : view.side.problem
    }
    MenuPanel {
        id: menu
        Repeater {
            model: view.models
            delegate: MenuEntry {
                required property string modelId
                required property string name
                required property var vectors
                checkable: true
                checked: modelId === view.side.modelId
                enabled: Number(vectors) > 0
                text: Number(vectors) > 0 ? name : qsTr("%1 (has learnt no photo yet)").arg(name)
                onTriggered: {
                    if (modelId === view.otherModelId)
                        view.session.comparison.swap();
                    else
                        view.side.modelId = modelId;
                }
            }
        }
    }
}
