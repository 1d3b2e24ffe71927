import QtQuick
import QtQuick.Layouts
import Likeness

/// One installed model: what it is, what it knows, and what can be done with it.
FocusScope {
    id: card
    required property Session session
    required property string modelId
    required property string name
    required property string family
    required property bool builtIn
    required property int dimension
    required property string sizeText
    required property string memoryText
    required property bool understandsWords
    required property string languages
    required property string licence
    required property string speedText
    required property var vectors
    required property bool active
    required property bool arriving
    required property bool measuring
    required property bool choosing
    required property bool removable
    required property bool outdated

    readonly property InstalledModels models: session.models
    readonly property IndexingStatus indexing: session.indexing
    readonly property var contents: models.contentCount
    signal removeAsked(string modelId, string name, bool builtIn)
    signal compareAsked(string modelId)

    function number(value) {
        return Number(value).toLocaleString(Qt.locale(), "f", 0);
    }

    implicitHeight: column.implicitHeight + 32
    Accessible.role: Accessible.ListItem
    Accessible.name: active ? qsTr("%1, in use").arg(name) : (arriving ? qsTr("%1, arriving").arg(name) : name)

    Rectangle {
        anchors.fill: parent
        radius: Theme.radiusLarge
        color: Theme.panel
        border.width: card.active ? 2 : 1
        border.color: card.active ? Theme.accent : Theme.hairline
    }
    Column {
        id: column
        x: 20
        y: 16
        width: parent.width - 40
        spacing: 12

        RowLayout {
            width: parent.width
            spacing: 10
            UiText {
                Layout.maximumWidth: column.width - actions.implicitWidth - mark.width - 40
                text: card.name
                font.pixelSize: Theme.title
                font.weight: Font.DemiBold
                elide: Text.ElideMiddle
                Accessible.role: Accessible.Heading
                Accessible.name: text
            }
            Rectangle {
                id: mark
                visible: card.active || card.arriving
                implicitWidth: visible ? markRow.implicitWidth + 18 : 0
                implicitHeight: 22
                radius: 11
                color: Theme.accentSoft
                Row {
                    id: markRow
                    anchors.centerIn: parent
                    spacing: 4
                    Icon {
                        anchors.verticalCenter: parent.verticalCenter
                        glyph: card.active ? "check" : "clock"
                        edge: 14
                        color: Theme.accent
                    }
                    UiText {
                        anchors.verticalCenter: parent.verticalCenter
                        text: card.active ? qsTr("In use") : qsTr("Arriving")
                        color: Theme.accent
                        font.pixelSize: Theme.small
                        font.weight: Font.DemiBold
                    }
                }
            }
            Item {
                Layout.fillWidth: true
                implicitHeight: 1
            }
            Row {
                id: actions
                spacing: 6
                PushButton {
                    visible: card.models.comparableCount > 1 && Number(card.vectors) > 0 && !card.active
                    quiet: true
                    glyph: "compare"
                    text: qsTr("Compare")
                    tip: qsTr("The same question, answered by this model and by the one in use, side by side")
                    onClicked: card.compareAsked(card.modelId)
                }
                PushButton {
                    visible: card.removable
                    quiet: true
                    glyph: "trash"
                    text: card.builtIn ? qsTr("Forget…") : qsTr("Remove…")
                    tip: card.builtIn && !card.outdated ? qsTr("Forgets what it knows of this library; the model itself stays.") : ""
                    onClicked: card.removeAsked(card.modelId, card.name, card.builtIn)
                }
                PushButton {
                    visible: !card.active && !card.arriving && !card.outdated
                    enabled: !card.choosing
                    primary: card.models.arrivingId.length === 0
                    text: card.choosing ? qsTr("Starting…") : qsTr("Use")
                    Accessible.name: qsTr("Use %1").arg(card.name)
                    onClicked: card.models.use(card.modelId)
                }
            }
        }
        Flow {
            width: parent.width
            spacing: 28
            ModelFact {
                label: qsTr("Kind")
                value: card.family
            }
            ModelFact {
                label: qsTr("Words")
                value: !card.understandsWords ? qsTr("No words, pictures only")
                       : (card.languages.length > 0 ? card.languages : qsTr("Understood"))
                faint: !card.understandsWords
            }
            ModelFact {
                label: qsTr("Knows")
                value: Number(card.contents) > 0 ? qsTr("%1 of %2 photos").arg(card.number(Math.min(card.vectors, card.contents))).arg(card.number(card.contents))
                                         : qsTr("no photo yet")
                faint: Number(card.vectors) === 0
                tip: qsTr("Photos of this library that this model has learnt. Copies count once.")
            }
            ModelFact {
                label: qsTr("Speed here")
                value: card.outdated ? "" : card.measuring ? qsTr("Measuring…") : (card.speedText.length > 0 ? card.speedText : qsTr("not measured"))
                faint: card.speedText.length === 0
                PushButton {
                    id: measure
                    anchors.verticalCenter: parent.verticalCenter
                    visible: !card.measuring
                    quiet: true
                    implicitHeight: 22
                    leftPadding: 6
                    rightPadding: 6
                    contentItem: Item {
                        implicitWidth: measureText.implicitWidth
                        UiText {
                            id: measureText
                            anchors.centerIn: parent
                            text: measure.text
                            color: Theme.accent
                            font.pixelSize: Theme.small
                        }
                    }
                    text: card.speedText.length > 0 ? qsTr("Again") : qsTr("Measure")
                    tip: qsTr("Takes a few seconds.")
                    Accessible.name: qsTr("Measure the speed of %1").arg(card.name)
                    onClicked: card.models.measure(card.modelId)
                }
            }
            ModelFact {
                label: qsTr("On disk")
                value: card.outdated ? "" : card.sizeText
            }
            ModelFact {
                label: qsTr("Memory")
                value: card.memoryText.length > 0 ? qsTr("about %1").arg(card.memoryText) : ""
                tip: qsTr("While it is in use.")
            }
            ModelFact {
                label: qsTr("Numbers per photo")
                value: card.dimension > 0 ? card.number(card.dimension) : ""
                tip: qsTr("A photo is described by this many numbers. More tell finer differences and take more room.")
            }
            ModelFact {
                label: qsTr("Licence")
                value: card.outdated ? "" : (card.licence.length > 0 ? card.licence : qsTr("not stated"))
                faint: card.licence.length === 0
            }
        }
        // It learns the library while the other one goes on answering.
        Column {
            width: parent.width
            visible: card.arriving
            spacing: 8
            ProgressLine {
                width: parent.width
                value: card.indexing.fraction
                resting: card.indexing.state === "paused"
                label: progress.text
            }
            RowLayout {
                width: parent.width
                spacing: 8
                UiText {
                    id: progress
                    Layout.fillWidth: true
                    wrapMode: Text.Wrap
                    font.pixelSize: Theme.small
                    text: {
                        const answers = qsTr("“%1” answers meanwhile.").arg(card.models.activeName);
                        const status = card.indexing;
                        if (status.problem.length > 0)
                            return qsTr("Stopped: %1.").arg(status.problem) + " " + answers;
                        if (status.state === "paused")
                            return qsTr("Paused at %1 of %2 photos.").arg(card.number(status.done)).arg(card.number(status.toDo)) + " " + answers;
                        if (status.state !== "indexing")
                            return qsTr("Looking through the photos.") + " " + answers;
                        const pace = [status.rateText, status.timeLeftText].filter(part => part.length > 0).join(" · ");
                        return qsTr("%1 of %2 photos").arg(card.number(status.done)).arg(card.number(status.toDo))
                            + (pace.length > 0 ? " · " + pace : "") + ". " + answers;
                    }
                }
                PushButton {
                    readonly property bool paused: card.indexing.state === "paused"
                    glyph: paused ? "play" : "pause"
                    text: paused ? qsTr("Go on") : qsTr("Pause")
                    onClicked: paused ? card.indexing.resume() : card.indexing.pause()
                }
                PushButton {
                    text: qsTr("Call off")
                    tip: qsTr("Stays with “%1”. What has been learnt is kept for another time.").arg(card.models.activeName)
                    onClicked: card.models.callOff()
                }
            }
        }
    }
}
