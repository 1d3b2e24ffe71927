import QtQuick
import Likeness

/// Says in passing what was done, with a way back.
Item {
    id: toast
    property string text: ""
    property string actionText: ""
    property bool alarming: false
    property int stayMs: 8000
    property var onAction: null
    property var onGone: null
    readonly property bool shown: state === "shown"

    function show(message, action, whenPressed, whenGone) {
        text = message;
        actionText = action ?? "";
        onAction = whenPressed ?? null;
        onGone = whenGone ?? null;
        alarming = false;
        state = "shown";
        away.restart();
    }
    function warn(message) {
        show(message);
        alarming = true;
    }
    function hide() {
        state = "";
        away.stop();
    }

    width: box.width
    height: 44
    opacity: 0
    visible: opacity > 0
    Accessible.role: Accessible.AlertMessage
    Accessible.name: text
    states: State {
        name: "shown"
        PropertyChanges { toast.opacity: 1 }
        PropertyChanges { box.y: 0 }
    }
    transitions: Transition {
        NumberAnimation { properties: "opacity,y"; duration: Theme.calm; easing.type: Easing.OutCubic }
    }
    Timer {
        id: away
        interval: toast.stayMs
        running: false
        onTriggered: {
            if (hover.hovered) {
                restart();
                return;
            }
            toast.state = "";
            if (toast.onGone)
                toast.onGone();
        }
    }
    Rectangle {
        id: box
        y: 12
        width: row.width + 24
        height: 44
        radius: 10
        color: Theme.dark ? "#3a3a3a" : "#2b2b2b"
        border.color: Theme.outline
        HoverHandler { id: hover }
        Row {
            id: row
            x: 16
            anchors.verticalCenter: parent.verticalCenter
            spacing: 10
            Icon {
                anchors.verticalCenter: parent.verticalCenter
                visible: toast.alarming
                glyph: "warning"
                color: "#e3b341"
            }
            UiText {
                anchors.verticalCenter: parent.verticalCenter
                width: Math.min(implicitWidth, 520)
                text: toast.text
                color: "#f2f2f2"
            }
            PushButton {
                id: action
                anchors.verticalCenter: parent.verticalCenter
                visible: toast.actionText.length > 0
                text: toast.actionText
                quiet: true
                contentItem: Item {
                    implicitWidth: actionLabel.implicitWidth
                    UiText {
                        id: actionLabel
                        anchors.centerIn: parent
                        text: toast.actionText
                        color: "#7db5ff"
                        font.weight: Font.DemiBold
                    }
                }
                onClicked: {
                    const act = toast.onAction;
                    toast.hide();
                    if (act)
                        act();
                }
            }
            Item {
                width: action.visible ? 0 : 4
                height: 1
            }
        }
    }
}
