#include "map_labels.h"

#include <QtCore/QRectF>
#include <QtGui/QFont>
#include <QtGui/QFontMetricsF>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace likeness {

namespace {

/// Between two names.
constexpr double kGapPx = 14;
/// A cluster narrower than this is not worth a name yet.
constexpr double kClusterMinPx = 84;
/// One this many times as wide as the view is all there is to see.
constexpr double kClusterMaxViews = 1.4;

} // namespace

MapLabels::MapLabels(QObject* parent)
    : QAbstractListModel(parent)
{
}

int MapLabels::fontPx(int level) { return level <= 0 ? 12 : (level == 1 ? 15 : 18); }

std::vector<std::size_t> MapLabels::arrange(const std::vector<Wish>& wishes, double scale, QSizeF viewPx)
{
    std::vector<std::size_t> placed;
    std::vector<QRectF> taken;
    const double most = kClusterMaxViews * std::max(viewPx.width(), viewPx.height());
    for (std::size_t i = 0; i < wishes.size(); ++i) {
        const Wish& wish = wishes[i];
        if (wish.clusterPx < kClusterMinPx || wish.clusterPx > most) {
            continue;
        }
        QRectF rect(QPointF(), wish.sizePx);
        rect.moveCenter({double(wish.centre.x) * scale, double(wish.centre.y) * scale});
        const QRectF wide = rect.adjusted(-kGapPx, -kGapPx / 2, kGapPx, kGapPx / 2);
        if (std::none_of(taken.begin(), taken.end(), [&](const QRectF& other) { return other.intersects(wide); })) {
            taken.push_back(rect);
            placed.push_back(i);
        }
    }
    return placed;
}

int MapLabels::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : int(m_rows.size()); }

QHash<int, QByteArray> MapLabels::roleNames() const
{
    return {{ClusterRole, "cluster"}, {TextRole, "name"},   {LevelRole, "level"},     {XRole, "mapX"},
            {YRole, "mapY"},          {ShownRole, "shown"}, {CountRole, "photoCount"}};
}

QVariant MapLabels::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)) {
        return {};
    }
    const Row& row = m_rows[std::size_t(index.row())];
    const PhotoCluster& cluster = m_scene->map->clusters[row.cluster];
    switch (role) {
    case ClusterRole:
        return qint64(cluster.id.value);
    case TextRole:
    case Qt::DisplayRole:
        return QString::fromStdString(cluster.name);
    case LevelRole:
        return int(cluster.level);
    case XRole:
        return double(cluster.centre.x);
    case YRole:
        return double(cluster.centre.y);
    case ShownRole:
        return row.shown;
    case CountRole:
        return qint64(cluster.photoCount);
    default:
        return {};
    }
}

void MapLabels::setScene(std::shared_ptr<const MapScene> scene)
{
    beginResetModel();
    m_scene = std::move(scene);
    m_rows.clear();
    m_placed.clear();
    m_named.clear();
    m_sizes.clear();
    m_arranged = false;
    if (m_scene) {
        const auto& clusters = m_scene->map->clusters;
        for (std::size_t i = 0; i < clusters.size(); ++i) {
            if (!clusters[i].name.empty()) {
                m_named.push_back(i);
            }
        }
        std::stable_sort(m_named.begin(), m_named.end(), [&](std::size_t a, std::size_t b) {
            return std::pair(clusters[a].level, clusters[a].photoCount)
                   > std::pair(clusters[b].level, clusters[b].photoCount);
        });
        m_sizes.reserve(m_named.size());
        for (const std::size_t i : m_named) {
            QFont font(QStringLiteral("Inter"));
            font.setPixelSize(fontPx(int(clusters[i].level)));
            font.setWeight(QFont::DemiBold);
            m_sizes.push_back(QFontMetricsF(font).size(0, QString::fromStdString(clusters[i].name)));
        }
    }
    endResetModel();
}

void MapLabels::arrangeFor(const MapCamera& camera)
{
    const int quarter = int(std::lround(4 * std::log2(camera.scale() / camera.fitScale())));
    if (m_arranged && quarter == m_arrangedFor) {
        return;
    }
    m_arranged = true;
    m_arrangedFor = quarter;
    const double scale = camera.fitScale() * std::exp2(quarter / 4.0);
    std::vector<Wish> wishes;
    wishes.reserve(m_named.size());
    for (std::size_t i = 0; i < m_named.size(); ++i) {
        const PhotoCluster& cluster = m_scene->map->clusters[m_named[i]];
        const double across = double(m_scene->all->spacing()) * std::sqrt(double(cluster.photoCount));
        wishes.push_back({cluster.centre, m_sizes[i], across * scale});
    }
    m_placed.clear();
    for (const std::size_t wish : arrange(wishes, scale, camera.viewSize())) {
        m_placed.push_back(m_named[wish]);
    }
}

void MapLabels::look(const MapCamera& camera)
{
    if (!m_scene || m_named.empty()) {
        return;
    }
    arrangeFor(camera);
    const MapRect seen = camera.seen(0.1);
    std::vector<std::size_t> wanted;
    for (const std::size_t cluster : m_placed) {
        if (seen.contains(m_scene->map->clusters[cluster].centre)) {
            wanted.push_back(cluster);
        }
    }
    for (int i = 0; i < int(m_rows.size()); ++i) {
        Row& row = m_rows[std::size_t(i)];
        const auto it = std::find(wanted.begin(), wanted.end(), row.cluster);
        const bool shown = it != wanted.end();
        if (shown) {
            wanted.erase(it);
        }
        if (row.shown != shown) {
            row.shown = shown;
            Q_EMIT dataChanged(index(i), index(i), {ShownRole});
        }
    }
    if (!wanted.empty()) {
        beginInsertRows({}, int(m_rows.size()), int(m_rows.size() + wanted.size()) - 1);
        for (const std::size_t cluster : wanted) {
            m_rows.push_back({cluster, true});
        }
        endInsertRows();
    }
}

void MapLabels::retire(qint64 cluster)
{
    for (int i = 0; i < int(m_rows.size()); ++i) {
        const Row& row = m_rows[std::size_t(i)];
        if (m_scene->map->clusters[row.cluster].id.value == cluster && !row.shown) {
            beginRemoveRows({}, i, i);
            m_rows.erase(m_rows.begin() + i);
            endRemoveRows();
            return;
        }
    }
}

} // namespace likeness
