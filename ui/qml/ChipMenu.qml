import QtQml
import QtQuick
import Likeness

/// What can be done with one example of the question.
MenuPanel {
    id: menu
    required property QueryModel query
    required property int row
    required property bool negative
    required property bool hasCrop
    required property bool words
    required property real strength
    signal cropAsked

    MenuEntry {
        glyph: menu.negative ? "plus" : "minus"
        text: menu.negative ? qsTr("More like this") : qsTr("Less like this")
        onTriggered: menu.query.toggleNegative(menu.row)
    }
    MenuEntry {
        glyph: "crop"
        text: menu.hasCrop ? qsTr("Choose another part…") : qsTr("Only a part of it…")
        keys: "C"
        enabled: !menu.words
        onTriggered: menu.cropAsked()
    }
    MenuEntry {
        text: qsTr("The whole picture again")
        visible: menu.hasCrop
        onTriggered: menu.query.setCrop(menu.row, 0, 0, 0, 0)
    }
    MenuRule {}
    Instantiator {
        model: [0.25, 0.5, 1, 1.5, 2, 3]
        delegate: MenuEntry {
            required property real modelData
            checkable: true
            checked: menu.strength === modelData
            text: modelData === 1 ? qsTr("Counts once") : qsTr("Counts %1 times").arg(modelData.toLocaleString(Qt.locale(), "g", 3))
            onTriggered: menu.query.setWeight(menu.row, (menu.negative ? -1 : 1) * modelData)
        }
        onObjectAdded: (index, object) => menu.insertItem(4 + index, object)
        onObjectRemoved: (index, object) => menu.removeItem(object)
    }
    MenuRule {}
    MenuEntry {
        glyph: "close"
        text: qsTr("Take away")
        keys: qsTr("Del")
        onTriggered: menu.query.removeChip(menu.row)
    }
}
