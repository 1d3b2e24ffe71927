import QtQuick
import Likeness

/// What is known about the photos that are compared, a column for each; at first only what is not the same for all.
Item {
    id: table
    required property PhotoCompare compare
    property bool everything: false
    readonly property var rows: compare.facts.filter(fact => everything || fact.differs)
    readonly property int hiddenRows: compare.facts.length - rows.length
    readonly property int labelWidth: 110
    /// Where the column of a photo begins: under the photo while they lie in one line, the first behind the labels.
    function columnX(pane) {
        const count = Math.max(1, compare.paneCount);
        return count > 3 ? labelWidth + pane * (width - labelWidth - 24) / count : pane > 0 ? Math.max(labelWidth, pane * width / count) : labelWidth;
    }
    /// Never shrinks while photos come and go: the photos above would change their size each time.
    property int linesMost: 0
    readonly property bool inSquare: compare.paneCount > 3 ///< the photos lie in two lines: columns need their names
    readonly property real wantedHeight: (linesMost + (inSquare ? 1 : 0)) * 24 + 28 + 16
    onRowsChanged: linesMost = Math.max(linesMost, rows.length)
    onEverythingChanged: linesMost = rows.length

    clip: true
    Accessible.role: Accessible.Table
    Accessible.name: qsTr("How the photos differ in what is known about them")
    Rectangle {
        anchors.fill: parent
        color: Theme.panel
    }
    Hairline {}
    Flickable {
        id: flick
        anchors.fill: parent
        contentHeight: lines.height + 16
        interactive: contentHeight > height
        boundsBehavior: Flickable.StopAtBounds
        Column {
            id: lines
            x: 12
            y: 8
            width: table.width - 24
            Item {
                visible: table.inSquare && table.rows.length > 0
                width: lines.width
                height: 24
                Repeater {
                    model: table.inSquare ? table.compare.panes : []
                    delegate: UiText {
                        required property int modelData
                        required property int index
                        x: table.columnX(index)
                        width: Math.max(32, Math.min(table.columnX(index + 1), lines.width) - x - 8)
                        height: 24
                        text: modelData >= 0 ? table.compare.details(modelData).name ?? "" : ""
                        elide: Text.ElideMiddle
                        color: Theme.textFaint
                        font.pixelSize: Theme.small
                    }
                }
            }
            Repeater {
                model: table.rows
                delegate: Item {
                    id: line
                    required property var modelData
                    width: lines.width
                    height: 24
                    Accessible.role: Accessible.Row
                    Accessible.name: modelData.label + ": " + modelData.values.map(value => value.length > 0 ? value : qsTr("unknown")).join("; ")
                    UiText {
                        width: table.labelWidth
                        height: parent.height
                        text: line.modelData.label
                        color: Theme.textFaint
                        font.pixelSize: Theme.small
                    }
                    Repeater {
                        model: line.modelData.values
                        delegate: Item {
                            id: value
                            required property string modelData
                            required property int index
                            readonly property bool odd: line.modelData.odd[index]
                            x: table.columnX(index)
                            width: Math.max(32, Math.min(table.columnX(index + 1), lines.width) - x - 8)
                            height: line.height
                            Rectangle {
                                visible: value.odd
                                anchors.verticalCenter: parent.verticalCenter
                                x: -6
                                width: Math.min(parent.width, words.implicitWidth + 12)
                                height: 20
                                radius: 4
                                color: Theme.accentSoft
                            }
                            UiText {
                                id: words
                                anchors.fill: parent
                                text: value.modelData.length > 0 ? value.modelData : "–"
                                elide: line.modelData.isPath ? Text.ElideLeft : Text.ElideRight
                                color: value.modelData.length === 0 ? Theme.textFaint : line.modelData.differs ? Theme.text : Theme.textSoft
                                font.pixelSize: Theme.small
                            }
                        }
                    }
                }
            }
            Item {
                width: lines.width
                height: 28
                UiText {
                    anchors.verticalCenter: parent.verticalCenter
                    visible: table.rows.length === 0
                    text: table.compare.facts.length > 0 ? qsTr("Everything known about them is the same.") : ""
                    color: Theme.textSoft
                    font.pixelSize: Theme.small
                }
                PushButton {
                    anchors.right: parent.right
                    anchors.verticalCenter: parent.verticalCenter
                    visible: table.everything || table.hiddenRows > 0
                    quiet: true
                    implicitHeight: 26
                    text: table.everything ? qsTr("Only what differs") : qsTr("%Ln more that are the same", "", table.hiddenRows)
                    keys: qsTr("Shift+I")
                    tip: table.everything ? qsTr("Hide what is the same for all") : qsTr("Show what is the same, too")
                    onClicked: table.everything = !table.everything
                }
            }
        }
    }
    SlimScrollBar {
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.bottom: parent.bottom
        orientation: Qt.Vertical
        size: flick.visibleArea.heightRatio
        position: flick.visibleArea.yPosition
        onPositionChanged: if (pressed) flick.contentY = position * flick.contentHeight
    }
}
