import QtQuick
import QtQuick.Layouts
import Likeness

/// What is shown, in which order, down to which likeness, and how large.
Item {
    id: header
    required property Session session
    property PhotoGrid view: null
    readonly property QueryModel query: session.query
    readonly property PhotoListModel photos: session.photos
    readonly property var sortNames: [qsTr("Likeness"), qsTr("Date"), qsTr("Name"), qsTr("Size"), qsTr("By look")]

    readonly property bool narrow: width < 900
    readonly property bool tight: width < 640 && photos.hasScores ///< what can be had by other ways gives way
    signal compareAsked

    implicitHeight: 44

    function countText(count) {
        return count.toLocaleString(Qt.locale(), "f", 0);
    }

    RowLayout {
        anchors.fill: parent
        anchors.leftMargin: 20
        anchors.rightMargin: 16
        spacing: 8

        UiText {
            // The first to give way: the question is also in the bar above.
            Layout.fillWidth: true
            Layout.minimumWidth: Math.min(implicitWidth, 48)
            Layout.maximumWidth: Math.min(Math.ceil(implicitWidth), 360, header.width * (header.photos.hasScores ? 0.22 : 0.3))
            text: header.query.title
            font.pixelSize: Theme.title
            font.weight: Font.DemiBold
            elide: Text.ElideMiddle
            Accessible.role: Accessible.Heading
            Accessible.name: text
        }
        UiText {
            id: countLine
            // Nothing is said of a list that is only coming.
            opacity: header.photos.count === 0 && (header.photos.loading || header.session.indexing.state !== "idle") ? 0 : 1
            Layout.minimumWidth: Math.ceil(implicitWidth)
            Layout.leftMargin: 4
            color: Theme.textFaint
            text: {
                const shown = header.photos.count;
                const closest = header.photos.standingOut;
                if (header.session.selection.count > 1)
                    return qsTr("%Ln of %1 selected", "", header.session.selection.count).arg(header.countText(shown));
                if (!header.photos.hasScores) {
                    const found = qsTr("%Ln photo(s)", "", shown);
                    const folded = header.photos.foldedCount;
                    return folded > 0 && !header.narrow ? qsTr("%1, %2").arg(found).arg(qsTr("%Ln more in stacks", "", folded)) : found;
                }
                if (shown <= closest)
                    return qsTr("%Ln alike", "", shown);
                return header.narrow ? qsTr("%1 of %Ln alike", "", shown).arg(header.countText(closest))
                                     : qsTr("%1 alike, the closest %Ln shown", "", shown).arg(header.countText(closest));
            }
        }
        Item {
            // How far the arranging is, or how long the search took, where there is room for all of it.
            Layout.fillWidth: true
            Layout.fillHeight: true
            UiText {
                anchors.verticalCenter: parent.verticalCenter
                visible: text.length > 0 && implicitWidth <= parent.width
                text: {
                    if (header.query.sort !== QueryModel.Look || header.session.selection.count > 1)
                        return header.photos.hasScores ? header.photos.searchTimeText : "";
                    if (header.photos.arranging)
                        return qsTr("arranging…");
                    return header.photos.count > header.photos.lookMax ? qsTr("the first %1 by look").arg(header.countText(header.photos.lookMax)) : "";
                }
                color: Theme.textFaint
                font.pixelSize: Theme.small
            }
        }
        Row {
            visible: header.photos.hasScores && header.photos.bestScore > header.photos.worstScore
            spacing: 8
            Layout.alignment: Qt.AlignVCenter
            UiText {
                anchors.verticalCenter: parent.verticalCenter
                visible: !header.narrow
                text: qsTr("at least")
                color: Theme.textFaint
                font.pixelSize: Theme.small
            }
            SlimSlider {
                id: cut
                anchors.verticalCenter: parent.verticalCenter
                width: header.narrow ? 80 : 132
                label: qsTr("Least likeness shown")
                from: Math.floor(header.photos.worstScore * 100) / 100
                to: Math.ceil(header.photos.bestScore * 100) / 100
                stepSize: 0.01
                mark: header.query.suggestedCutOff
                // Names its ends, so that it is set again when they have moved.
                value: Math.max(from, Math.min(to, header.query.cutOff))
                onMoved: header.query.cutOff = value
                Tip {
                    visible: cut.hovered && !cut.pressed
                    text: qsTr("Photos less alike than this are hidden.")
                }
            }
            UiText {
                anchors.verticalCenter: parent.verticalCenter
                width: 30
                text: Math.max(cut.from, Math.min(cut.to, header.query.cutOff)).toLocaleString(Qt.locale(), "f", 2)
                color: Theme.textSoft
                font.pixelSize: Theme.small
            }
            IconButton {
                anchors.verticalCenter: parent.verticalCenter
                visible: header.query.hasOwnCutOff
                implicitWidth: 26
                implicitHeight: 26
                edge: 16
                glyph: "undo"
                text: qsTr("Back to the suggested line")
                onClicked: header.query.resetCutOff()
            }
            IconButton {
                id: why
                anchors.verticalCenter: parent.verticalCenter
                implicitWidth: 26
                implicitHeight: 26
                edge: 16
                glyph: "help"
                text: qsTr("Why this line?")
                tip: ""
                Accessible.description: reasons.text
                onClicked: whyTip.visible = !whyTip.visible
                Tip {
                    id: whyTip
                    visible: why.hovered || why.visualFocus
                    text: reasons.text
                }
                QtObject {
                    id: reasons
                    readonly property string text: {
                        const line = header.query.suggestedCutOff;
                        const best = header.photos.bestScore;
                        if (line > best)
                            return qsTr("No photo here stands out: the closest ones are about as alike as chance would have them. They are shown all the same, with paler scores.");
                        const mark = qsTr("The mark at %1 is where Likeness draws the line: of the photos above it, at most every fifth is there by chance.").arg(line.toLocaleString(Qt.locale(), "f", 2));
                        const rest = header.query.hasOwnCutOff ? qsTr("You have moved the line yourself.")
                                   : header.query.cutOff < line ? qsTr("Fewer than a screenful reach it, so the closest others are shown too, with paler scores.")
                                   : "";
                        return [mark, rest].filter(part => part.length > 0).join(" ");
                    }
                }
            }
        }
        PushButton {
            visible: header.photos.hasScores && header.session.models.comparableCount > 1
            quiet: true
            leftPadding: 8
            rightPadding: 8
            glyph: "compare"
            text: header.width < 1240 ? "" : qsTr("Compare models…")
            tip: qsTr("Compare models: the same question, answered by two side by side")
            keys: qsTr("Ctrl+Shift+M")
            Accessible.name: qsTr("Compare models…")
            onClicked: header.compareAsked()
        }
        IconButton {
            glyph: "stack"
            checkable: true
            checked: header.photos.stacked
            text: qsTr("Stack bursts and near-duplicates")
            tip: checked && header.photos.foldedCount > 0 ? qsTr("%Ln photo(s) lie in stacks", "", header.photos.foldedCount) : text
            onToggled: header.photos.stacked = checked
        }
        PushButton {
            id: sortButton
            quiet: true
            leftPadding: 8
            rightPadding: 8
            glyph: header.query.sort === QueryModel.Look ? "by-look" : header.query.ascending ? "sort-up" : "sort-down"
            text: header.tight ? "" : header.sortNames[header.query.sort]
            tip: header.tight ? qsTr("Order: %1").arg(header.sortNames[header.query.sort]) : qsTr("Order")
            Accessible.name: qsTr("Order: %1").arg(header.sortNames[header.query.sort])
            onClicked: sortMenu.popup(sortButton, 0, sortButton.height + 4)
        }
        Hairline {
            vertical: true
            visible: !header.tight
            Layout.preferredHeight: 20
            Layout.preferredWidth: 1
        }
        Icon {
            visible: !header.narrow
            glyph: "grid"
            edge: 16
            color: Theme.textFaint
        }
        SlimSlider {
            id: sizer
            visible: !header.tight // Ctrl+wheel
            Layout.preferredWidth: header.narrow ? 72 : 96
            label: qsTr("Size of the thumbnails")
            from: 72
            to: 474
            stepSize: 1
            value: header.session.settings.thumbnailEdge
            onMoved: header.view ? header.view.resize(value, 0) : undefined
            Tip {
                visible: sizer.hovered && !sizer.pressed
                text: qsTr("Size of the thumbnails")
                keys: qsTr("Ctrl+wheel")
            }
        }
        Icon {
            visible: !header.narrow
            glyph: "grid-large"
            edge: 16
            color: Theme.textFaint
        }
    }
    MenuPanel {
        id: sortMenu
        MenuEntry {
            checkable: true
            text: header.sortNames[0]
            enabled: !header.query.empty
            checked: header.query.sort === QueryModel.Score
            onTriggered: header.query.sort = QueryModel.Score
        }
        MenuEntry {
            checkable: true
            text: header.sortNames[1]
            checked: header.query.sort === QueryModel.Date
            onTriggered: header.query.sort = QueryModel.Date
        }
        MenuEntry {
            checkable: true
            text: header.sortNames[2]
            checked: header.query.sort === QueryModel.Name
            onTriggered: header.query.sort = QueryModel.Name
        }
        MenuEntry {
            checkable: true
            text: header.sortNames[3]
            checked: header.query.sort === QueryModel.Size
            onTriggered: header.query.sort = QueryModel.Size
        }
        MenuEntry {
            checkable: true
            text: header.sortNames[4]
            keys: "L"
            checked: header.query.sort === QueryModel.Look
            onTriggered: header.query.sort = QueryModel.Look
        }
        MenuRule {}
        MenuEntry {
            checkable: true
            enabled: header.query.sort !== QueryModel.Look
            text: qsTr("Descending")
            checked: !header.query.ascending
            onTriggered: header.query.ascending = false
        }
        MenuEntry {
            checkable: true
            enabled: header.query.sort !== QueryModel.Look
            text: qsTr("Ascending")
            checked: header.query.ascending
            onTriggered: header.query.ascending = true
        }
    }
}
