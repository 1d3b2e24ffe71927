import QtQuick
import QtQuick.Controls.Basic
import Likeness

/// Asks where rating, tags, title and description of the photos are to be written, shows how far that is, and what
/// could not be written.
Sheet {
    id: sheet
    required property Session session
    readonly property TagEditor editor: session.tags
    readonly property var plan: editor.plan
    readonly property var outcome: editor.outcome
    readonly property bool planned: plan.photos !== undefined
    readonly property bool finished: outcome.written !== undefined
    readonly property int failedCount: finished ? outcome.failed : 0
    readonly property int ready: planned ? plan.photos - plan.offline : 0
    property bool embedded: false
    readonly property bool shortNames: session.settings.shortSidecarNames

    function offer() {
        embedded = false;
        editor.makePlan(shortNames);
        open();
    }

    width: Math.min(560, (parent ? parent.width : 560) - 48)
    closePolicy: editor.writing ? Popup.NoAutoClose : Popup.CloseOnEscape | Popup.CloseOnPressOutside
    heading: editor.writing ? qsTr("Writing…")
           : finished ? qsTr("%Ln file(s) written", "", outcome.written)
           : qsTr("Write to file")
    note: editor.writing ? ""
        : finished ? (outcome.unchanged > 0 ? qsTr("%Ln photo(s) said it already.", "", outcome.unchanged) : "")
        : qsTr("Stars, tags, title and description of %Ln photo(s) become readable for other programs. Nothing else in the files changes.", "", planned ? plan.photos : 0)

    Column {
        width: parent.width
        spacing: 4
        visible: !sheet.editor.writing && !sheet.finished
        ChoiceLine {
            id: beside
            width: parent.width
            focus: true
            chosen: !sheet.embedded
            text: qsTr("Into files beside the photos")
            note: !sheet.planned ? ""
                : [qsTr("%Ln XMP file(s)", "", sheet.ready)
                   + (sheet.plan.example.length > 0 ? qsTr(", as “%1”").arg(sheet.plan.example) : ""),
                   sheet.plan.sidecarsThere > 0 ? qsTr("%Ln of them there already; what others wrote into them stays", "", sheet.plan.sidecarsThere) : "",
                   qsTr("The photos stay untouched.")].filter(part => part.length > 0).join(". ").replace("..", ".")
            onClicked: sheet.embedded = false
            Keys.onDownPressed: inside.forceActiveFocus(Qt.TabFocusReason)
        }
        ChoiceLine {
            id: inside
            width: parent.width
            enabled: sheet.planned && sheet.plan.embeddable > 0
            chosen: sheet.embedded
            text: qsTr("Into the photos themselves")
            note: !sheet.planned ? ""
                : sheet.plan.embeddable === 0 ? qsTr("None of these photos can be written into (%1).").arg(sheet.plan.kinds)
                : qsTr("%Ln photo(s) are written and their modification time changes. The picture stays as it is, byte for byte.", "", sheet.plan.embeddable)
                  + (sheet.ready > sheet.plan.embeddable ? " " + qsTr("%Ln photo(s) cannot hold it (%1) and are left out.", "", sheet.ready - sheet.plan.embeddable).arg(sheet.plan.kinds) : "")
            onClicked: sheet.embedded = true
            Keys.onUpPressed: beside.forceActiveFocus(Qt.TabFocusReason)
        }
        UiText {
            width: parent.width
            visible: sheet.planned && sheet.plan.offline > 0
            topPadding: 6
            text: sheet.planned ? qsTr("%Ln photo(s) are on a drive that is not there.", "", sheet.plan.offline) : ""
            color: Theme.warning
            wrapMode: Text.Wrap
        }
        CheckLine {
            width: parent.width
            visible: !sheet.embedded
            text: qsTr("Call new files IMG_1.xmp, as Lightroom does, not IMG_1.CR2.xmp")
            checked: sheet.shortNames
            onToggled: {
                sheet.session.settings.shortSidecarNames = checked;
                sheet.editor.makePlan(checked);
            }
        }
    }
    ProgressLine {
        width: parent.width
        visible: sheet.editor.writing
        value: sheet.editor.writingShare
        label: sheet.heading
    }
    ErrorText {
        width: parent.width
        visible: sheet.failedCount > 0
        text: qsTr("%Ln file(s) could not be written; they are as they were.", "", sheet.failedCount)
    }
    ListView {
        id: list
        width: parent.width
        height: Math.min(contentHeight, 220)
        visible: sheet.failedCount > 0 && !sheet.editor.writing
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        activeFocusOnTab: true
        model: sheet.finished ? sheet.outcome.failures : []
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Files that could not be written")
        delegate: Column {
            id: failure
            required property var modelData
            width: list.width
            bottomPadding: 8
            Accessible.role: Accessible.ListItem
            Accessible.name: modelData.name + ": " + modelData.reason
            UiText {
                width: parent.width
                text: failure.modelData.name
                elide: Text.ElideMiddle
            }
            UiText {
                width: parent.width
                text: failure.modelData.reason
                color: Theme.textFaint
                font.pixelSize: Theme.small
                wrapMode: Text.Wrap
            }
        }
    }
    buttons: [
        PushButton {
            visible: sheet.editor.writing
            text: qsTr("Stop")
            tip: qsTr("What is written stays written")
            onClicked: {
                sheet.editor.cancelWriting();
                sheet.close();
            }
        },
        PushButton {
            visible: !sheet.editor.writing && !sheet.finished
            text: qsTr("Cancel")
            onClicked: sheet.close()
        },
        PushButton {
            visible: !sheet.editor.writing && !sheet.finished
            primary: true
            enabled: sheet.ready > 0
            text: qsTr("Write")
            onClicked: sheet.editor.write(sheet.embedded, sheet.shortNames)
        },
        PushButton {
            visible: sheet.finished && sheet.failedCount > 0 && sheet.embedded
            text: qsTr("Write these beside the photos")
            onClicked: {
                sheet.embedded = false;
                sheet.editor.writeFailedToSidecars(sheet.shortNames);
            }
        },
        PushButton {
            visible: sheet.finished
            primary: true
            text: qsTr("Close")
            onClicked: sheet.close()
        }
    ]
}
