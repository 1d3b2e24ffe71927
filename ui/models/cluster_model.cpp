#include "cluster_model.h"

#include "query_model.h"
#include "result_diff.h"

#include <QtCore/QRegularExpression>

#include <algorithm>

namespace likeness {

namespace {

/// Counts change with every batch that is indexed; once a second is enough to see them grow.
constexpr std::chrono::milliseconds kFollowEvery{1000};
/// The coarsest level with so many clusters is a good one to begin with: it fills a window.
constexpr int kClustersAtFirst = 12;

std::vector<PhotoId> idsOf(const std::vector<PhotoCluster>& clusters)
{
    std::vector<PhotoId> ids;
    ids.reserve(clusters.size());
    for (const PhotoCluster& cluster : clusters) {
        ids.push_back({cluster.id.value}); // the diff looks at nothing but the number
    }
    return ids;
}

} // namespace

ClusterModel::ClusterModel(EngineBridge& bridge, QueryModel& query, QObject* parent)
    : QAbstractListModel(parent)
    , m_bridge(bridge)
    , m_query(query)
{
    m_refreshSoon.setSingleShot(true);
    m_refreshSoon.setInterval(kFollowEvery);
    connect(&m_refreshSoon, &QTimer::timeout, this, &ClusterModel::refresh);
    connect(&bridge, &EngineBridge::exploreChanged, this, [this](const ExploreChanged&) {
        m_stale = true;
        if (m_following || m_openId != 0) {
            refresh();
        }
    });
    connect(&bridge, &EngineBridge::libraryChanged, this, [this](const LibraryChanged&) {
        m_stale = true;
        if (m_following && !m_refreshSoon.isActive()) {
            m_refreshSoon.start();
        }
    });
    connect(&bridge, &EngineBridge::exploreProgressed, this, [this](const ExploreProgress& progress) {
        m_progress = progress;
        Q_EMIT progressChanged();
    });
    connect(&query, &QueryModel::filterChanged, this, &ClusterModel::findOpen);
    findOpen();
}

int ClusterModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : count(); }

QHash<int, QByteArray> ClusterModel::roleNames() const
{
    return {{ClusterIdRole, "clusterId"},   {NameRole, "name"},
            {OwnNameRole, "ownName"},       {NamedRole, "named"},
            {NamelessRole, "nameless"},     {PinnedRole, "pinned"},
            {PhotoCountRole, "photoCount"}, {RepresentativesRole, "photos"}};
}

QVariant ClusterModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)) {
        return {};
    }
    const PhotoCluster& cluster = m_shown[std::size_t(index.row())];
    switch (role) {
    case ClusterIdRole:
        return qint64(cluster.id.value);
    case NameRole:
    case Qt::DisplayRole:
        return shownName(cluster);
    case OwnNameRole:
        return cluster.named ? QString::fromStdString(cluster.name) : QString();
    case NamedRole:
        return cluster.named;
    case NamelessRole:
        return cluster.name.empty();
    case PinnedRole:
        return cluster.pinned;
    case PhotoCountRole:
        return qint64(cluster.photoCount);
    case RepresentativesRole: {
        QVariantList photos;
        for (const PhotoId photo : cluster.representatives) {
            photos.append(qint64(photo.value));
        }
        return photos;
    }
    default:
        return {};
    }
}

QString ClusterModel::shownName(const PhotoCluster& cluster)
{
    return cluster.name.empty() ? tr("Unnamed cluster") : QString::fromStdString(cluster.name);
}

void ClusterModel::follow(bool on)
{
    m_following = on;
    if (on && (!m_loaded || m_stale)) {
        refresh();
    }
}

void ClusterModel::refresh()
{
    m_refreshSoon.stop();
    m_stale = false;
    m_bridge.forget(m_request);
    m_request = m_bridge.ask<ClustersListed>(ListClusters{}, this, [this](const ClustersListed& listed) {
        m_request = {};
        take(listed);
    });
}

void ClusterModel::take(const ClustersListed& listed)
{
    m_all = listed.clusters;
    m_unclustered = listed.unclustered;
    m_levels = 0;
    for (const PhotoCluster& cluster : m_all) {
        m_levels = std::max(m_levels, int(cluster.level) + 1);
    }
    if (m_level < 0 || m_level >= m_levels) {
        m_level = levelAtFirst();
    }
    m_loaded = true;
    show(ofLevel(m_level));
    Q_EMIT openChanged();
}

int ClusterModel::levelAtFirst() const
{
    for (int level = m_levels - 1; level > 0; --level) {
        if (int(ofLevel(level).size()) >= kClustersAtFirst) {
            return level;
        }
    }
    return m_levels > 0 ? 0 : -1;
}

std::vector<PhotoCluster> ClusterModel::ofLevel(int level) const
{
    std::vector<PhotoCluster> found;
    std::copy_if(m_all.begin(), m_all.end(), std::back_inserter(found),
                 [level](const PhotoCluster& cluster) { return int(cluster.level) == level; });
    return found;
}

void ClusterModel::show(std::vector<PhotoCluster> next)
{
    const ResultDiff diff = diffResults(idsOf(m_shown), idsOf(next), {});
    if (!diff.piecewise) {
        beginResetModel();
        m_shown = std::move(next);
        endResetModel();
        Q_EMIT changed();
        return;
    }
    for (const RowRange& gone : diff.removals) {
        beginRemoveRows({}, gone.first, gone.last);
        m_shown.erase(m_shown.begin() + gone.first, m_shown.begin() + gone.last + 1);
        endRemoveRows();
    }
    for (const RowRange& fresh : diff.insertions) {
        beginInsertRows({}, fresh.first, fresh.last);
        m_shown.insert(m_shown.begin() + fresh.first, next.begin() + fresh.first, next.begin() + fresh.last + 1);
        endInsertRows();
    }
    m_shown = std::move(next);
    if (count() > 0) {
        Q_EMIT dataChanged(index(0), index(count() - 1));
    }
    Q_EMIT changed();
}

int ClusterModel::detail() const { return m_level < 0 ? 0 : m_levels - 1 - m_level; }

void ClusterModel::setDetail(int detail)
{
    const int level = m_levels - 1 - std::clamp(detail, 0, std::max(0, m_levels - 1));
    if (level != m_level && level >= 0) {
        m_level = level;
        show(ofLevel(level));
    }
}

QString ClusterModel::activity() const
{
    switch (m_progress.state) {
    case ExploreState::Neighbours:
        return tr("Comparing photos");
    case ExploreState::Layout:
        return tr("Laying out the map");
    case ExploreState::Clusters:
        return tr("Finding clusters");
    case ExploreState::Idle:
        break;
    }
    return {};
}

const PhotoCluster* ClusterModel::find(qint64 clusterId) const
{
    const auto at = std::find_if(m_all.begin(), m_all.end(),
                                 [clusterId](const PhotoCluster& cluster) { return cluster.id.value == clusterId; });
    return at != m_all.end() ? &*at : nullptr;
}

int ClusterModel::rowOf(qint64 clusterId) const
{
    const auto at = std::find_if(m_shown.begin(), m_shown.end(),
                                 [clusterId](const PhotoCluster& cluster) { return cluster.id.value == clusterId; });
    return at != m_shown.end() ? int(at - m_shown.begin()) : -1;
}

void ClusterModel::open(qint64 clusterId)
{
    if (const PhotoCluster* cluster = find(clusterId)) {
        Query query;
        query.filter = "cluster:" + std::to_string(clusterId);
        m_query.open(query, shownName(*cluster));
    }
}

void ClusterModel::decide(Command command)
{
    m_bridge.ask<CommandDone>(
        std::move(command), this, [this](const CommandDone&) { refresh(); },
        [this](const Error& error) { Q_EMIT refused(QString::fromStdString(error.message)); });
}

void ClusterModel::rename(qint64 clusterId, const QString& name)
{
    decide(NameCluster{ClusterId{clusterId}, name.trimmed().toStdString()});
}

void ClusterModel::setPinned(qint64 clusterId, bool pinned) { decide(PinCluster{ClusterId{clusterId}, pinned}); }

void ClusterModel::findOpen()
{
    static const QRegularExpression kOneCluster(QStringLiteral("(?:^|\\s)cluster:(\\d+)(?:\\s|$)"));
    const auto match = kOneCluster.match(m_query.filter());
    const qint64 found = match.hasMatch() ? match.captured(1).toLongLong() : 0;
    if (std::exchange(m_openId, found) != found) {
        if (found != 0 && !m_loaded) {
            refresh();
        }
        Q_EMIT openChanged();
    }
}

QString ClusterModel::openName() const
{
    const PhotoCluster* cluster = find(m_openId);
    return cluster != nullptr ? shownName(*cluster) : QString();
}

bool ClusterModel::openPinned() const
{
    const PhotoCluster* cluster = find(m_openId);
    return cluster != nullptr && cluster->pinned;
}

} // namespace likeness
