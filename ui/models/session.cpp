#include "session.h"

#include "query_json.h"

#include <QtCore/QCryptographicHash>
#include <QtQml/QQmlEngine>

#include <algorithm>

namespace likeness {

Session::Session(EngineBridge& bridge, const QString& libraryName, const QString& settingsFile, QObject* parent)
    : QObject(parent)
    , m_bridge(bridge)
    , m_libraryName(libraryName)
    , m_pictures{std::make_shared<ImageCache>(), std::make_shared<ChipSources>(), std::make_shared<PictureDecoder>()}
    , m_settings(settingsFile)
    , m_library(bridge)
    , m_photos(bridge)
    , m_selection(m_photos)
    , m_query(bridge, m_photos, m_pictures.chips)
    , m_saved(bridge, m_query)
    , m_facets(bridge, m_query, m_photos)
    , m_completer(bridge, m_facets, m_settings)
    , m_indexing(bridge)
    , m_failures(bridge)
    , m_inspector(bridge, m_selection)
    , m_actions(bridge, m_selection, m_pictures.cache, m_undo)
    , m_tags(bridge, m_selection, m_undo)
    , m_models(bridge)
    , m_catalogue(bridge, m_models)
    , m_comparison(bridge, m_query, m_models)
    , m_map(bridge, m_photos, m_selection, m_query, m_pictures.decoder)
    , m_diagnostics(bridge)
    , m_photoCompare(bridge)
    , m_duplicates(bridge, m_actions)
    , m_clusters(bridge, m_query)
{
    // Members, not children: QML must not think that it may delete them.
    for (QObject* object : std::initializer_list<QObject*>{
             this,           &m_settings,     &m_library,    &m_photos,    &m_selection,  &m_query,
             &m_saved,       &m_facets,       &m_indexing,   &m_failures,  &m_inspector,  &m_undo,
             &m_actions,     &m_tags,         &m_models,     &m_catalogue, &m_comparison, &m_map,
             &m_diagnostics, &m_photoCompare, &m_duplicates, &m_clusters,  &m_viewer}) {
        QQmlEngine::setObjectOwnership(object, QQmlEngine::CppOwnership);
    }
    connect(&bridge, &EngineBridge::libraryChanged, &m_photos,
            [this](const LibraryChanged&) { m_photos.refreshSoon(); });
    connect(&m_models, &InstalledModels::changed, &m_query, [this] {
        const auto& models = m_models.models();
        const auto active = std::find_if(models.begin(), models.end(), [](const ModelInfo& m) { return m.active; });
        m_query.setModel(m_models.activeName(), active != models.end() && active->understandsWords);
    });
    connect(&m_indexing, &IndexingStatus::graphicsChanged, &m_diagnostics,
            [this] { m_diagnostics.setGraphics(m_indexing.graphics(), m_indexing.graphicsReason()); });
    connect(&m_duplicates, &DuplicatesModel::keptApart, &m_undo, [this] {
        m_undo.offer(tr("Remembered as not duplicates"), [this] { m_duplicates.takeBackNotDuplicates(); });
    });
    connect(&m_photos, &PhotoListModel::contentChanged, &m_photos,
            [cache = m_pictures.cache](PhotoId photo) { cache->forget(photo); });
    if (const QVariant open = m_settings.value(QStringLiteral("openFacets")); open.isValid()) {
        m_facets.setOpenKeys(open.toString().split(u',', Qt::SkipEmptyParts));
    }
    connect(&m_facets, &FacetModel::openKeysChanged, this,
            [this] { m_settings.setValue(QStringLiteral("openFacets"), m_facets.openKeys().join(u',')); });
    connect(&m_photos, &PhotoListModel::stackedChanged, this,
            [this] { m_settings.setValue(QStringLiteral("stacked"), m_photos.stacked()); });
    // Not only at the end: a session may end with the power.
    m_keepSoon.setSingleShot(true);
    m_keepSoon.setInterval(2000);
    connect(&m_keepSoon, &QTimer::timeout, this, &Session::keepQuestion);
    const auto keepSoon = [this] { m_keepSoon.start(); };
    connect(&m_query, &QueryModel::queryChanged, this, keepSoon);
    connect(&m_query, &QueryModel::filterChanged, this, keepSoon);
    connect(&m_query, &QueryModel::sortChanged, this, keepSoon);
    connect(&m_query, &QueryModel::cutOffChanged, this, keepSoon);
    m_actions.setPathLookup([this](PhotoId photo) {
        for (const PhotoListModel* list : {&m_photos, m_comparison.left()->photos(), m_comparison.right()->photos()}) {
            if (const PhotoRow* row = list->loadedRow(photo)) {
                return row->path;
            }
        }
        return std::filesystem::path();
    });
}

Session::~Session() = default;

void Session::installProviders(QQmlEngine& engine)
{
    using Kind = EngineImageProvider::Kind;
    engine.addImageProvider(QStringLiteral("thumb"), new EngineImageProvider(Kind::Thumbnail, m_bridge, m_pictures));
    engine.addImageProvider(QStringLiteral("photo"), new EngineImageProvider(Kind::Photo, m_bridge, m_pictures));
    engine.addImageProvider(QStringLiteral("query"), new EngineImageProvider(Kind::Chip, m_bridge, m_pictures));
}

void Session::start(bool openLast)
{
    m_models.refresh();
    m_photos.setStacked(m_settings.value(QStringLiteral("stacked"), false).toBool());
    const auto last = queryFromJson(m_settings.value(lastQueryKey()).toByteArray());
    m_query.start(openLast && last ? *last : Query());
    m_library.refresh();
    m_saved.refresh();
    m_failures.refresh();
}

void Session::keepQuestion()
{
    Query query = m_query.query();
    if (m_query.hasOwnCutOff()) {
        query.scoreMin = float(m_query.cutOff());
    }
    m_settings.setValue(lastQueryKey(), queryToJson(query));
}

QString Session::lastQueryKey() const
{
    const QByteArray hash = QCryptographicHash::hash(m_libraryName.toUtf8(), QCryptographicHash::Sha1).toHex();
    return QStringLiteral("lastQuery/") + QString::fromLatin1(hash.left(16));
}

} // namespace likeness
