# Every QML file of the module, and the icons it shows. Paths are relative to this folder.
set(LIKENESS_QML_FILES
    controls/ErrorText.qml
    controls/FocusRing.qml
    controls/Hairline.qml
    controls/Icon.qml
    controls/IconButton.qml
    controls/InputField.qml
    controls/MenuEntry.qml
    controls/MenuPanel.qml
    controls/MenuRule.qml
    controls/ProgressLine.qml
    controls/PushButton.qml
    controls/Sheet.qml
    controls/SlimScrollBar.qml
    controls/SlimSlider.qml
    controls/SplitHandle.qml
    controls/Stars.qml
    controls/Theme.qml
    controls/Tip.qml
    controls/UiText.qml
    qml/BoxDrawer.qml
    qml/CardPicture.qml
    qml/CatalogueCard.qml
    qml/CheckLine.qml
    qml/ChipMenu.qml
    qml/ChipSign.qml
    qml/ChoiceLine.qml
    qml/ClusterBar.qml
    qml/ClusterCard.qml
    qml/ClustersPage.qml
    qml/CompareSide.qml
    qml/CompareView.qml
    qml/ConnectionFields.qml
    qml/CropSheet.qml
    qml/DateBars.qml
    qml/DiagnosticsCard.qml
    qml/DiagnosticsFacts.qml
    qml/DiagnosticsPage.qml
    qml/DiagnosticsTimes.qml
    qml/DropOverlay.qml
    qml/DropZone.qml
    qml/DuplicateCard.qml
    qml/DuplicateTile.qml
    qml/DuplicatesPage.qml
    qml/EmptyState.qml
    qml/ErrorWindow.qml
    qml/FacetLine.qml
    qml/FacetPanel.qml
    qml/FailuresSheet.qml
    qml/FilterBar.qml
    qml/FilterChips.qml
    qml/FilterOffers.qml
    qml/FirstRun.qml
    qml/InspectorField.qml
    qml/InspectorPanel.qml
    qml/LoadingNote.qml
    qml/Main.qml
    qml/MapNote.qml
    qml/MapOverviewPanel.qml
    qml/MapPage.qml
    qml/MarkBar.qml
    qml/MarksChip.qml
    qml/MessageBanner.qml
    qml/ModelCard.qml
    qml/ModelFact.qml
    qml/ModelsPage.qml
    qml/NameSheet.qml
    qml/PhotoCell.qml
    qml/PhotoCompareCaption.qml
    qml/PhotoCompareFacts.qml
    qml/PhotoCompareHead.qml
    qml/PhotoCompareOverlay.qml
    qml/PhotoComparePage.qml
    qml/PhotoComparePane.qml
    qml/PhotoCompareStrip.qml
    qml/PhotoGrid.qml
    qml/PhotoMenu.qml
    qml/QueryBar.qml
    qml/QueryChip.qml
    qml/ResultsHeader.qml
    qml/ShortcutsSheet.qml
    qml/Sidebar.qml
    qml/SidebarFolder.qml
    qml/SidebarHeading.qml
    qml/SidebarItem.qml
    qml/StatusLine.qml
    qml/TagChip.qml
    qml/TagField.qml
    qml/TextLine.qml
    qml/Toast.qml
    qml/Viewer.qml
    qml/ViewerStage.qml
    qml/WriteSheet.qml
    qml/ZoomArea.qml
    qml/ZoomPicture.qml
    qml/ZoomView.qml
)
set_source_files_properties(controls/Theme.qml PROPERTIES QT_QML_SINGLETON_TYPE TRUE)

set(LIKENESS_ICONS
    actual-size arrow-left arrow-right bookmark broken by-look calendar camera check chevron-down chevron-right
    clock close clusters compare copy crop curtain curtain-grip difference download drop file filter fit flip folder
    folder-add folder-find fullscreen grid grid-large help image info inspector keyboard lasso link lock map minus
    models moon more offline open paste pause photos pin place play plus refresh rename rotate screen search shield
    side-by-side sidebar similar sort sort-down sort-up stack star star-filled sun tag trash undo warning words)
set(LIKENESS_QML_RESOURCES)
foreach(icon IN LISTS LIKENESS_ICONS)
    set_source_files_properties(${PROJECT_SOURCE_DIR}/resources/icons/ui/${icon}.svg PROPERTIES
        QT_RESOURCE_ALIAS icons/${icon}.svg)
    list(APPEND LIKENESS_QML_RESOURCES ${PROJECT_SOURCE_DIR}/resources/icons/ui/${icon}.svg)
endforeach()
