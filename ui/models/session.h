#pragma once

#include "ui/models/cluster_model.h"
#include "ui/models/comparison.h"
#include "ui/models/diagnostics.h"
#include "ui/models/duplicates_model.h"
#include "ui/models/facet_model.h"
#include "ui/models/failure_model.h"
#include "ui/models/filter_completer.h"
#include "ui/models/indexing_status.h"
#include "ui/models/inspector.h"
#include "ui/models/library_model.h"
#include "ui/models/model_catalogue.h"
#include "ui/models/photo_actions.h"
#include "ui/models/photo_compare.h"
#include "ui/models/photo_list_model.h"
#include "ui/models/photo_map_model.h"
#include "ui/models/query_model.h"
#include "ui/models/saved_search_model.h"
#include "ui/models/selection.h"
#include "ui/models/tag_editor.h"
#include "ui/models/ui_settings.h"
#include "ui/models/undo.h"
#include "ui/models/viewer_images.h"

class QQmlEngine;

namespace likeness {

/// Everything the window shows of one library. Made by the application, given to Main.qml as its `session`.
/// Thread: gui.
class Session : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by the application")
    Q_PROPERTY(likeness::LibraryModel* library READ library CONSTANT)
    Q_PROPERTY(likeness::PhotoListModel* photos READ photos CONSTANT)
    Q_PROPERTY(likeness::Selection* selection READ selection CONSTANT)
    Q_PROPERTY(likeness::QueryModel* query READ query CONSTANT)
    Q_PROPERTY(likeness::SavedSearchModel* saved READ saved CONSTANT)
    Q_PROPERTY(likeness::FacetModel* facets READ facets CONSTANT)
    Q_PROPERTY(likeness::FilterCompleter* completer READ completer CONSTANT)
    Q_PROPERTY(likeness::IndexingStatus* indexing READ indexing CONSTANT)
    Q_PROPERTY(likeness::FailureModel* failures READ failures CONSTANT)
    Q_PROPERTY(likeness::Inspector* inspector READ inspector CONSTANT)
    Q_PROPERTY(likeness::Undo* undo READ undo CONSTANT)
    Q_PROPERTY(likeness::PhotoActions* actions READ actions CONSTANT)
    Q_PROPERTY(likeness::TagEditor* tags READ tags CONSTANT)
    Q_PROPERTY(likeness::InstalledModels* models READ models CONSTANT)
    Q_PROPERTY(likeness::ModelCatalogue* catalogue READ catalogue CONSTANT)
    Q_PROPERTY(likeness::Comparison* comparison READ comparison CONSTANT)
    Q_PROPERTY(likeness::PhotoMapModel* map READ map CONSTANT)
    Q_PROPERTY(likeness::Diagnostics* diagnostics READ diagnostics CONSTANT)
    Q_PROPERTY(likeness::PhotoCompare* photoCompare READ photoCompare CONSTANT)
    Q_PROPERTY(likeness::DuplicatesModel* duplicates READ duplicates CONSTANT)
    Q_PROPERTY(likeness::ClusterModel* clusters READ clusters CONSTANT)
    Q_PROPERTY(likeness::ViewerImages* viewer READ viewer CONSTANT)
    Q_PROPERTY(likeness::UiSettings* settings READ settings CONSTANT)

public:
    /// `bridge` outlives the session. `libraryName` tells the last questions of several libraries apart.
    /// `settingsFile` empty: the platform's place.
    explicit Session(EngineBridge& bridge, const QString& libraryName = {}, const QString& settingsFile = {},
                     QObject* parent = nullptr);
    ~Session() override;

    LibraryModel* library() { return &m_library; }
    PhotoListModel* photos() { return &m_photos; }
    Selection* selection() { return &m_selection; }
    QueryModel* query() { return &m_query; }
    SavedSearchModel* saved() { return &m_saved; }
    FacetModel* facets() { return &m_facets; }
    FilterCompleter* completer() { return &m_completer; }
    IndexingStatus* indexing() { return &m_indexing; }
    FailureModel* failures() { return &m_failures; }
    Inspector* inspector() { return &m_inspector; }
    Undo* undo() { return &m_undo; }
    PhotoActions* actions() { return &m_actions; }
    TagEditor* tags() { return &m_tags; }
    InstalledModels* models() { return &m_models; }
    ModelCatalogue* catalogue() { return &m_catalogue; }
    Comparison* comparison() { return &m_comparison; }
    PhotoMapModel* map() { return &m_map; }
    Diagnostics* diagnostics() { return &m_diagnostics; }
    PhotoCompare* photoCompare() { return &m_photoCompare; }
    DuplicatesModel* duplicates() { return &m_duplicates; }
    ClusterModel* clusters() { return &m_clusters; }
    ViewerImages* viewer() { return &m_viewer; }
    UiSettings* settings() { return &m_settings; }

    /// Gives the QML engine the image providers.
    void installProviders(QQmlEngine& engine);
    /// Asks the engine for everything the window shows at first; `openLast` asks the last session's question again.
    void start(bool openLast = true);
    /// Writes the present question down for the next session.
    void keepQuestion();

private:
    QString lastQueryKey() const;

    EngineBridge& m_bridge;
    QString m_libraryName;
    EngineImageProvider::Shared m_pictures;
    UiSettings m_settings;
    LibraryModel m_library;
    PhotoListModel m_photos;
    Selection m_selection;
    QueryModel m_query;
    SavedSearchModel m_saved;
    FacetModel m_facets;
    FilterCompleter m_completer;
    IndexingStatus m_indexing;
    FailureModel m_failures;
    Inspector m_inspector;
    Undo m_undo;
    PhotoActions m_actions;
    TagEditor m_tags;
    InstalledModels m_models;
    ModelCatalogue m_catalogue;
    Comparison m_comparison;
    PhotoMapModel m_map;
    Diagnostics m_diagnostics;
    PhotoCompare m_photoCompare;
    DuplicatesModel m_duplicates;
    ClusterModel m_clusters;
    ViewerImages m_viewer;
    QTimer m_keepSoon;
};

} // namespace likeness
