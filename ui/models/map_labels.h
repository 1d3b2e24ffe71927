#pragma once

#include "ui/models/map_camera.h"
#include "ui/models/map_scene.h"

#include <QtCore/QAbstractListModel>
#include <QtCore/QSizeF>
#include <QtQmlIntegration/qqmlintegration.h>

namespace likeness {

/// The names of clusters on the map: the coarse ones first, finer ones as there comes to be room, none over another.
/// Which are shown depends on how near one is, not on where one looks, so that none comes or goes while panning.
/// A name that is no longer shown stays a row until the view has faded it out and calls `retire`.
/// Thread: gui.
class MapLabels : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("belongs to a PhotoMapItem")

public:
    enum Role { ClusterRole = Qt::UserRole + 1, TextRole, LevelRole, XRole, YRole, ShownRole, CountRole };
    Q_ENUM(Role)

    /// A name that wants to be placed; those before it are more important.
    struct Wish {
        MapPoint centre;
        QSizeF sizePx;
        double clusterPx = 0; ///< how wide the cluster is on screen
    };
    /// Which of them find a place, by index, ascending.
    static std::vector<std::size_t> arrange(const std::vector<Wish>& wishes, double scale, QSizeF viewPx);

    explicit MapLabels(QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    void setScene(std::shared_ptr<const MapScene> scene);
    void look(const MapCamera& camera);
    /// The view has faded the name of this cluster out.
    Q_INVOKABLE void retire(qint64 cluster);
    /// Units: pixels. The type of a name, by its level.
    Q_INVOKABLE static int fontPx(int level);

private:
    struct Row {
        std::size_t cluster = 0; ///< in `PhotoMap::clusters`
        bool shown = true;
    };

    void arrangeFor(const MapCamera& camera);

    std::shared_ptr<const MapScene> m_scene;
    std::vector<std::size_t> m_named; ///< clusters with a name, most important first
    std::vector<QSizeF> m_sizes;      ///< of their names
    std::vector<std::size_t> m_placed;
    int m_arrangedFor = 0; ///< quarter octaves of scale
    bool m_arranged = false;
    std::vector<Row> m_rows;
};

} // namespace likeness
