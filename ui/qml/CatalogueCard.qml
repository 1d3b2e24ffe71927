import QtQuick
import QtQuick.Layouts
import Likeness

/// One model that can be fetched: what it is good at, what it costs, and how far it has come.
FocusScope {
    id: card
    required property Session session
    required property int index
    required property string repository
    required property string name
    required property string family
    required property int dimension
    required property bool understandsWords
    required property string languages
    required property string licence
    required property string terms
    required property string description
    required property bool fetchable
    required property string webAddress
    required property int stage
    required property string sizeText
    required property string hereText
    required property real fraction
    required property string progressText
    required property string stepText
    required property string problem
    required property string problemDetail

    readonly property ModelCatalogue catalogue: session.catalogue
    readonly property bool begun: stage === ModelCatalogue.Downloading || stage === ModelCatalogue.Stopped
    signal importAsked
    signal connectionAsked

    implicitHeight: column.implicitHeight + 32
    Accessible.role: Accessible.ListItem
    Accessible.name: name
    Accessible.description: description

    Rectangle {
        anchors.fill: parent
        radius: Theme.radiusLarge
        color: Theme.panel
        border.width: 1
        border.color: Theme.hairline
    }
    Column {
        id: column
        x: 20
        y: 16
        width: parent.width - 40
        spacing: 10

        RowLayout {
            width: parent.width
            spacing: 10
            UiText {
                Layout.maximumWidth: column.width * 0.6
                text: card.name
                font.pixelSize: Theme.title
                font.weight: Font.DemiBold
                elide: Text.ElideMiddle
                Accessible.role: Accessible.Heading
                Accessible.name: text
            }
            Rectangle {
                visible: card.index === 0 && card.stage !== ModelCatalogue.Installed
                implicitWidth: recommended.implicitWidth + 16
                implicitHeight: 22
                radius: 11
                color: Theme.accentSoft
                UiText {
                    id: recommended
                    anchors.centerIn: parent
                    text: qsTr("Recommended")
                    color: Theme.accent
                    font.pixelSize: Theme.small
                    font.weight: Font.DemiBold
                }
            }
            Item {
                Layout.fillWidth: true
                implicitHeight: 1
            }
            Row {
                visible: card.stage === ModelCatalogue.Installed
                spacing: 4
                Icon {
                    anchors.verticalCenter: parent.verticalCenter
                    glyph: "check"
                    edge: 16
                    color: Theme.accent
                }
                UiText {
                    anchors.verticalCenter: parent.verticalCenter
                    text: qsTr("Installed")
                    color: Theme.textSoft
                }
            }
            PushButton {
                visible: card.fetchable && (card.stage === ModelCatalogue.Offered || card.stage === ModelCatalogue.Sizing)
                enabled: card.stage === ModelCatalogue.Offered
                glyph: "download"
                text: card.stage === ModelCatalogue.Sizing ? qsTr("Asking for its size…") : qsTr("Get…")
                tip: qsTr("First asks how large it is; nothing is fetched before you say so.")
                Accessible.name: qsTr("Get %1").arg(card.name)
                onClicked: card.catalogue.size(card.index)
            }
            PushButton {
                visible: card.stage === ModelCatalogue.Downloading
                text: qsTr("Stop")
                tip: qsTr("What has come stays, and the download can go on from there.")
                Accessible.name: qsTr("Stop fetching %1").arg(card.name)
                onClicked: card.catalogue.stop(card.index)
            }
            PushButton {
                visible: card.stage === ModelCatalogue.Stopped
                primary: true
                glyph: "play"
                text: qsTr("Go on")
                Accessible.name: qsTr("Go on fetching %1").arg(card.name)
                onClicked: card.catalogue.download(card.index)
            }
        }
        UiText {
            width: parent.width
            visible: text.length > 0
            text: card.description
            color: Theme.textSoft
            wrapMode: Text.Wrap
            elide: Text.ElideNone
            lineHeight: 1.2
        }
        Flow {
            width: parent.width
            spacing: 28
            ModelFact {
                label: qsTr("Words")
                value: !card.understandsWords ? qsTr("No words, pictures only")
                       : (card.languages.length > 0 ? card.languages : qsTr("Understood"))
                faint: !card.understandsWords
            }
            ModelFact {
                label: qsTr("Download")
                value: card.sizeText
            }
            ModelFact {
                label: qsTr("Kind")
                value: card.family
            }
            ModelFact {
                label: qsTr("Licence")
                value: card.licence
            }
            ModelFact {
                label: qsTr("From")
                value: card.repository
                faint: true
            }
        }
        Row {
            visible: card.terms.length > 0 && card.stage !== ModelCatalogue.Installed
            width: parent.width
            spacing: 6
            Icon {
                glyph: "info"
                edge: 16
                color: Theme.warning
            }
            UiText {
                width: parent.width - 22
                text: card.terms
                font.pixelSize: Theme.small
                wrapMode: Text.Wrap
                elide: Text.ElideNone
            }
        }
        // Nothing is fetched before a person has seen how much.
        RowLayout {
            visible: card.stage === ModelCatalogue.Sized
            width: parent.width
            spacing: 8
            UiText {
                Layout.fillWidth: true
                wrapMode: Text.Wrap
                text: (card.hereText.length > 0 ? qsTr("%1 to fetch, of which %2 are here already.").arg(card.sizeText).arg(card.hereText)
                                               : qsTr("%1 to fetch.").arg(card.sizeText))
                      + " " + qsTr("Licence: %1.").arg(card.licence)
            }
            PushButton {
                text: qsTr("Not now")
                onClicked: card.catalogue.putBack(card.index)
            }
            PushButton {
                primary: true
                glyph: "download"
                text: qsTr("Download")
                Accessible.name: qsTr("Download %1, %2").arg(card.name).arg(card.sizeText)
                onClicked: card.catalogue.download(card.index)
            }
        }
        Column {
            visible: card.begun
            width: parent.width
            spacing: 6
            ProgressLine {
                width: parent.width
                value: card.fraction
                resting: card.stage === ModelCatalogue.Stopped
                label: qsTr("Download of %1").arg(card.name)
            }
            UiText {
                width: parent.width
                font.pixelSize: Theme.small
                color: Theme.textSoft
                text: (card.stage === ModelCatalogue.Stopped ? qsTr("Stopped at %1. What has come stays.").arg(card.progressText) : card.progressText)
                      + (card.stage === ModelCatalogue.Downloading && card.stepText.length > 0 ? " · " + card.stepText : "")
            }
        }
        Column {
            visible: card.stage === ModelCatalogue.Failed
            width: parent.width
            spacing: 8
            ErrorText {
                width: parent.width
                text: card.problem
            }
            UiText {
                x: 22
                width: parent.width - 22
                visible: text.length > 0
                text: card.problemDetail
                color: Theme.textFaint
                font.pixelSize: Theme.caption
                wrapMode: Text.Wrap
                elide: Text.ElideNone
            }
            Row {
                anchors.right: parent.right
                spacing: 8
                PushButton {
                    quiet: true
                    text: qsTr("Connection…")
                    onClicked: card.connectionAsked()
                }
                PushButton {
                    quiet: true
                    text: qsTr("Leave it")
                    onClicked: card.catalogue.putBack(card.index)
                }
                PushButton {
                    glyph: "refresh"
                    text: qsTr("Try again")
                    onClicked: card.sizeText.length > 0 && card.hereText.length > 0 ? card.catalogue.download(card.index)
                                                                                    : card.catalogue.size(card.index)
                }
            }
        }
        RowLayout {
            visible: !card.fetchable && card.stage !== ModelCatalogue.Installed
            width: parent.width
            spacing: 8
            UiText {
                Layout.fillWidth: true
                text: qsTr("Its makers ask for a login, so Likeness cannot fetch it. Download its files in a browser into one folder, then import that folder.")
                font.pixelSize: Theme.small
                color: Theme.textSoft
                wrapMode: Text.Wrap
                elide: Text.ElideNone
            }
            PushButton {
                glyph: "open"
                text: qsTr("Open its page")
                tip: card.webAddress
                onClicked: Qt.openUrlExternally(card.webAddress)
            }
            PushButton {
                glyph: "folder"
                text: qsTr("Import folder…")
                onClicked: card.importAsked()
            }
        }
    }
}
