# Every QML file of the module, and the icons it shows. Paths are relative to this folder.
set(LIKENESS_QML_FILES
    qml/Main.qml
    qml/ErrorWindow.qml
)
set(LIKENESS_QML_RESOURCES
)
