import QtQuick
import QtQuick.Layouts
import Likeness

/// How the model hub is reached: seldom needed, so folded away.
FocusScope {
    id: fields
    required property ModelCatalogue catalogue
    property bool open: false
    readonly property bool touched: mirror.text.trim() !== catalogue.mirror || proxy.text.trim() !== catalogue.proxy

    implicitHeight: column.implicitHeight

    function fill() {
        mirror.text = catalogue.mirror;
        proxy.text = catalogue.proxy;
    }
    Component.onCompleted: fill()
    Connections {
        target: fields.catalogue
        function onNetworkChanged() {
            if (fields.catalogue.networkProblem.length === 0)
                fields.fill();
        }
    }
    Column {
        id: column
        width: parent.width
        spacing: 10
        PushButton {
            quiet: true
            leftPadding: 4
            glyph: fields.open ? "chevron-down" : "chevron-right"
            text: qsTr("Connection")
            Accessible.name: fields.open ? qsTr("Fold the connection away") : qsTr("Show the connection")
            onClicked: fields.open = !fields.open
        }
        GridLayout {
            visible: fields.open
            width: Math.min(640, parent.width)
            columns: 2
            columnSpacing: 12
            rowSpacing: 8
            UiText {
                text: qsTr("Mirror")
                color: Theme.textSoft
            }
            InputField {
                id: mirror
                Layout.fillWidth: true
                placeholderText: "https://huggingface.co"
                Accessible.name: qsTr("Mirror of the model hub")
                onAccepted: keep.clicked()
            }
            UiText {
                text: qsTr("Proxy")
                color: Theme.textSoft
            }
            InputField {
                id: proxy
                Layout.fillWidth: true
                placeholderText: qsTr("as the environment says; http://host:3128")
                Accessible.name: qsTr("Proxy")
                onAccepted: keep.clicked()
            }
            Item {
                implicitWidth: 1
                implicitHeight: 1
            }
            RowLayout {
                Layout.fillWidth: true
                ErrorText {
                    Layout.fillWidth: true
                    visible: text.length > 0
                    text: fields.catalogue.networkProblem
                }
                UiText {
                    Layout.fillWidth: true
                    visible: fields.catalogue.networkProblem.length === 0
                    text: qsTr("Leave both empty unless downloads do not start. Nothing but the model files is asked for.")
                    font.pixelSize: Theme.small
                    color: Theme.textFaint
                    wrapMode: Text.Wrap
                    elide: Text.ElideNone
                }
                PushButton {
                    id: keep
                    enabled: fields.touched
                    text: qsTr("Apply")
                    onClicked: fields.catalogue.setNetwork(mirror.text, proxy.text)
                }
            }
        }
    }
}
