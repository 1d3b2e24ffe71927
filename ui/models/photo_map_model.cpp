#include "photo_map_model.h"

#include "ui/bridge/convert.h"

#include <QtCore/QLocale>

#include <algorithm>

namespace likeness {

PhotoMapModel::PhotoMapModel(EngineBridge& bridge, PhotoListModel& photos, Selection& selection, QueryModel& query,
                             std::shared_ptr<PictureDecoder> decoder, QObject* parent)
    : QObject(parent)
    , m_bridge(bridge)
    , m_photos(photos)
    , m_selection(selection)
    , m_query(query)
    , m_thumbnails(bridge, std::move(decoder))
{
    m_pool.setMaxThreadCount(1);
    m_matchSoon.setSingleShot(true);
    m_matchSoon.setInterval(50); // several changes of one list become one
    connect(&m_matchSoon, &QTimer::timeout, this, &PhotoMapModel::matchNow);
    m_readSoon.setSingleShot(true);
    m_readSoon.setInterval(0);
    connect(&m_readSoon, &QTimer::timeout, this, &PhotoMapModel::readSelection);
    connect(&bridge, &EngineBridge::exploreProgressed, this, [this](const ExploreProgress& progress) {
        m_progress = progress;
        Q_EMIT workChanged();
    });
    connect(&bridge, &EngineBridge::exploreChanged, this, [this](const ExploreChanged&) {
        m_stale = true;
        load();
    });
    const auto soon = [this] { matchSoon(); };
    connect(&photos, &QAbstractItemModel::modelReset, this, soon);
    connect(&photos, &QAbstractItemModel::rowsInserted, this, soon);
    connect(&photos, &QAbstractItemModel::rowsRemoved, this, soon);
    connect(&photos, &QAbstractItemModel::layoutChanged, this, soon);
    connect(&photos, &PhotoListModel::contentChanged, this, &PhotoMapModel::contentChanged);
    connect(&selection, &Selection::changed, &m_readSoon, [this] { m_readSoon.start(); });
    connect(&selection, &Selection::currentChanged, &m_readSoon, [this] { m_readSoon.start(); });
}

PhotoMapModel::~PhotoMapModel()
{
    m_pool.clear();
    m_pool.waitForDone();
}

void PhotoMapModel::follow(bool on)
{
    m_following = on;
    if (!on) {
        m_thumbnails.wish({});
        setPreviewPlace(-1);
        return;
    }
    load();
    matchSoon();
}

void PhotoMapModel::layOutAnew() { m_bridge.send(RelayoutMap{}); }

void PhotoMapModel::load()
{
    if (!m_following || !m_stale || m_request || m_makingScene) {
        return; // when what is under way has come, this is asked again
    }
    m_stale = false;
    m_request = m_bridge.ask<MapLoaded>(
        LoadMap{}, this,
        [this](const MapLoaded& loaded) {
            m_request = {};
            takeMap(loaded.map);
        },
        [this](const Error& error) {
            m_request = {};
            m_progress.problem = explain(error).toStdString();
            Q_EMIT workChanged();
        });
}

void PhotoMapModel::takeMap(std::shared_ptr<const PhotoMap> map)
{
    m_makingScene = true;
    m_pool.start([this, map = std::move(map), previous = m_scene] {
        auto scene = MapScene::make(map, previous.get());
        // The pool ends before this object does.
        QMetaObject::invokeMethod(this, [this, scene = std::move(scene)] { takeScene(scene); });
    });
}

void PhotoMapModel::takeScene(std::shared_ptr<const MapScene> scene)
{
    m_makingScene = false;
    m_scene = std::move(scene);
    m_match.reset(); // its places were those of the map before
    m_selected.clear();
    m_currentPlace = -1;
    setPreviewPlace(-1);
    Q_EMIT sceneChanged();
    Q_EMIT matchChanged();
    Q_EMIT selectedChanged();
    Q_EMIT currentChanged();
    matchNow();
    load();
}

void PhotoMapModel::matchSoon()
{
    if (m_following && !m_matchSoon.isActive()) {
        m_matchSoon.start();
    }
}

void PhotoMapModel::matchNow()
{
    if (!m_scene || m_matching) {
        m_matchAgain = m_matching;
        return;
    }
    m_matching = true;
    m_pool.start([this, scene = m_scene, list = m_photos.shownPhotos()] {
        auto match = MapMatch::make(*scene, list);
        QMetaObject::invokeMethod(this, [this, scene, match = std::move(match)] {
            m_matching = false;
            if (scene == m_scene) {
                m_match = match;
                Q_EMIT matchChanged();
                readSelection();
            }
            if (std::exchange(m_matchAgain, false) || scene != m_scene) {
                matchNow();
            }
        });
    });
}

void PhotoMapModel::readSelection()
{
    std::vector<std::int32_t> selected;
    int current = -1;
    if (m_match) {
        selected.reserve(std::size_t(m_selection.count()));
        for (const RowRange& range : m_selection.rows().ranges()) {
            for (int row = range.first; row <= range.last; ++row) {
                if (const int place = m_match->placeAt(row); place >= 0) {
                    selected.push_back(place);
                }
            }
        }
        std::sort(selected.begin(), selected.end());
        current = m_match->placeAt(m_selection.current());
    }
    if (m_selected != selected) {
        m_selected = std::move(selected);
        Q_EMIT selectedChanged();
    }
    if (m_currentPlace != current) {
        m_currentPlace = current;
        Q_EMIT currentChanged();
    }
}

int PhotoMapModel::currentPlace() const { return m_currentPlace; }

bool PhotoMapModel::asking() const
{
    return m_match && (!m_query.empty() || !m_query.filter().isEmpty() || !m_query.folder().isEmpty());
}

int PhotoMapModel::rowOf(int place) const
{
    if (!m_match || place < 0 || place >= count()) {
        return -1;
    }
    const int row = m_match->rowAt(place);
    const PhotoId photo = m_scene->map->photos[std::size_t(place)];
    // The list may have moved on since it was matched.
    return row >= 0 && m_photos.photoAt(row) != photo ? m_photos.rowOfPhoto(photo) : row;
}

qint64 PhotoMapModel::photoIdAt(int place) const
{
    return place >= 0 && place < count() ? m_scene->map->photos[std::size_t(place)].value : 0;
}

bool PhotoMapModel::click(int place, int modifiers)
{
    const int row = rowOf(place);
    if (row < 0) {
        return false;
    }
    const bool more = (modifiers & (Qt::ControlModifier | Qt::ShiftModifier)) != 0;
    m_selection.click(row, more ? Qt::ControlModifier : Qt::NoModifier);
    return true;
}

void PhotoMapModel::selectInside(const std::vector<MapPoint>& polygon, bool additive)
{
    if (!m_match) {
        return;
    }
    std::vector<int> rows;
    for (const std::int32_t place : m_match->shown->inside(polygon)) {
        const int row = m_match->rowAt(place);
        if (row >= 0 && m_photos.photoAt(row) == m_scene->map->photos[std::size_t(place)]) {
            rows.push_back(row);
        }
    }
    std::sort(rows.begin(), rows.end());
    QList<int> ranges;
    for (const int row : rows) {
        if (!ranges.isEmpty() && ranges.back() == row - 1) {
            ranges.back() = row;
        } else {
            ranges << row << row;
        }
    }
    m_selection.beginRubberBand(additive);
    m_selection.updateRubberBand(ranges);
    m_selection.endRubberBand();
    if (!rows.empty()) {
        m_selection.setCurrent(rows.front());
    }
}

QString PhotoMapModel::work() const
{
    switch (m_progress.state) {
    case ExploreState::Neighbours:
        return tr("Finding neighbours");
    case ExploreState::Layout:
        return tr("Laying out the map");
    case ExploreState::Clusters:
        return tr("Finding clusters");
    case ExploreState::Idle:
        break;
    }
    return {};
}

void PhotoMapModel::setPreviewPlace(int place)
{
    if (m_previewPlace == place) {
        return;
    }
    m_previewPlace = place;
    m_previewName.clear();
    m_previewDate.clear();
    m_previewSize = {};
    m_bridge.forget(std::exchange(m_previewRequest, {}));
    Q_EMIT previewChanged();
    if (previewId() <= 0) {
        return;
    }
    m_previewRequest
        = m_bridge.ask<PhotosLoaded>(LoadPhotos{{PhotoId{previewId()}}}, this, [this](const PhotosLoaded& loaded) {
              m_previewRequest = {};
              if (!loaded.rows.empty()) {
                  const PhotoRow& row = loaded.rows.front();
                  m_previewName = displayName(row.path);
                  m_previewDate = QLocale().toString(whenTaken(row), QLocale::ShortFormat);
                  m_previewSize = QSize(row.width, row.height);
                  Q_EMIT previewChanged();
              }
          });
}

} // namespace likeness
