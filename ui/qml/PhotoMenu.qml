import QtQuick
import Likeness

/// What can be done with the selected photos.
MenuPanel {
    id: menu
    required property Session session
    property Selection selection: session.selection
    readonly property bool ownList: selection === session.selection
    readonly property int photoCount: selection.count
    readonly property bool single: photoCount <= 1
    function targets() {
        return ownList ? [] : selection.ids();
    }
    signal openAsked
    signal renameAsked
    signal trashAsked
    signal deleteAsked
    signal compareAsked
    signal tagAsked
    signal writeAsked

    MenuEntry {
        glyph: "similar"
        text: qsTr("Find what looks like this")
        keys: "S"
        enabled: menu.single
        onTriggered: menu.session.query.findSimilar(menu.selection.currentId)
    }
    MenuEntry {
        glyph: "plus"
        text: qsTr("More like this")
        keys: "+"
        onTriggered: menu.session.query.mark(menu.selection.ids(), 1)
    }
    MenuEntry {
        glyph: "minus"
        text: qsTr("Less like this")
        keys: "−"
        onTriggered: menu.session.query.mark(menu.selection.ids(), -1)
    }
    MenuEntry {
        glyph: "side-by-side"
        text: menu.single ? qsTr("Compare photos") : qsTr("Compare %Ln photo(s)", "", menu.photoCount)
        keys: "C"
        visible: menu.ownList
        enabled: !menu.single
        onTriggered: menu.compareAsked()
    }
    MenuRule {}
    MenuEntry {
        glyph: "image"
        text: qsTr("View")
        keys: qsTr("Enter")
        onTriggered: menu.openAsked()
    }
    MenuEntry {
        glyph: "open"
        text: qsTr("Open with the usual program")
        keys: qsTr("Ctrl+Enter")
        onTriggered: menu.session.actions.open(menu.targets())
    }
    MenuEntry {
        glyph: "folder-find"
        text: qsTr("Show in folder")
        enabled: menu.single
        onTriggered: menu.session.actions.showInFolder(menu.selection.currentId)
    }
    MenuRule {}
    MenuEntry {
        glyph: "copy"
        text: menu.single ? qsTr("Copy") : qsTr("Copy %Ln file(s)", "", menu.photoCount)
        keys: qsTr("Ctrl+C")
        onTriggered: menu.session.actions.copyFiles(menu.targets())
    }
    MenuEntry {
        text: qsTr("Copy path")
        keys: qsTr("Ctrl+Shift+C")
        onTriggered: menu.session.actions.copyPath(menu.targets())
    }
    MenuPanel {
        title: qsTr("Rate")
        MenuEntry {
            text: qsTr("No stars")
            keys: "0"
            onTriggered: menu.session.actions.rate(menu.targets(), 0)
        }
        MenuEntry {
            text: "★"
            keys: "1"
            onTriggered: menu.session.actions.rate(menu.targets(), 1)
        }
        MenuEntry {
            text: "★★"
            keys: "2"
            onTriggered: menu.session.actions.rate(menu.targets(), 2)
        }
        MenuEntry {
            text: "★★★"
            keys: "3"
            onTriggered: menu.session.actions.rate(menu.targets(), 3)
        }
        MenuEntry {
            text: "★★★★"
            keys: "4"
            onTriggered: menu.session.actions.rate(menu.targets(), 4)
        }
        MenuEntry {
            text: "★★★★★"
            keys: "5"
            onTriggered: menu.session.actions.rate(menu.targets(), 5)
        }
    }
    MenuEntry {
        glyph: "tag"
        visible: menu.ownList
        text: qsTr("Tag…")
        keys: "T"
        onTriggered: menu.tagAsked()
    }
    MenuEntry {
        glyph: "file"
        visible: menu.ownList
        text: qsTr("Write to file…")
        keys: qsTr("Ctrl+T")
        onTriggered: menu.writeAsked()
    }
    MenuEntry {
        glyph: "rename"
        visible: menu.ownList
        text: qsTr("Rename…")
        keys: "F2"
        enabled: menu.single
        onTriggered: menu.renameAsked()
    }
    MenuRule {
        visible: menu.ownList
        height: visible ? implicitHeight : 0
    }
    MenuEntry {
        glyph: "trash"
        visible: menu.ownList
        text: menu.single ? qsTr("Move to trash") : qsTr("Move %Ln photo(s) to trash", "", menu.photoCount)
        keys: qsTr("Del")
        onTriggered: menu.trashAsked()
    }
    MenuEntry {
        visible: menu.ownList
        text: qsTr("Delete for ever…")
        keys: qsTr("Shift+Del")
        danger: true
        onTriggered: menu.deleteAsked()
    }
}
