#pragma once

#include "ui/bridge/engine_bridge.h"

#include <QtCore/QAbstractListModel>
#include <QtCore/QTimer>
#include <QtQmlIntegration/qqmlintegration.h>

namespace likeness {

class QueryModel;

/// Photos that belong together, on one level of detail, pinned clusters first.
/// Thread: gui.
class ClusterModel : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("belongs to a Session")
    Q_PROPERTY(int count READ count NOTIFY changed)
    Q_PROPERTY(bool loaded READ loaded NOTIFY changed)
    Q_PROPERTY(int detail READ detail WRITE setDetail NOTIFY changed)
    Q_PROPERTY(int detailCount READ detailCount NOTIFY changed)
    Q_PROPERTY(qint64 unclustered READ unclustered NOTIFY changed)
    Q_PROPERTY(bool working READ working NOTIFY progressChanged)
    Q_PROPERTY(double share READ share NOTIFY progressChanged)
    Q_PROPERTY(QString activity READ activity NOTIFY progressChanged)
    Q_PROPERTY(QString problem READ problem NOTIFY progressChanged)
    Q_PROPERTY(qint64 openId READ openId NOTIFY openChanged)
    Q_PROPERTY(QString openName READ openName NOTIFY openChanged)
    Q_PROPERTY(bool openPinned READ openPinned NOTIFY openChanged)

public:
    enum Role {
        ClusterIdRole = Qt::UserRole + 1,
        NameRole,     ///< "Unnamed cluster" where nothing is known to say
        OwnNameRole,  ///< what the person called it; empty = nothing
        NamedRole,    ///< by a person
        NamelessRole, ///< nothing is known to say
        PinnedRole,
        PhotoCountRole,
        RepresentativesRole, ///< photo ids, the most typical first
    };
    Q_ENUM(Role)

    ClusterModel(EngineBridge& bridge, QueryModel& query, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    /// While true, the list follows what changes; nobody looks otherwise.
    Q_INVOKABLE void follow(bool on);
    Q_INVOKABLE void refresh();
    /// Shows the cluster's photos, in place of the present question.
    Q_INVOKABLE void open(qint64 clusterId);
    /// Empty takes the person's name away.
    Q_INVOKABLE void rename(qint64 clusterId, const QString& name);
    Q_INVOKABLE void setPinned(qint64 clusterId, bool pinned);
    Q_INVOKABLE int rowOf(qint64 clusterId) const;

    int count() const { return int(m_shown.size()); }
    bool loaded() const { return m_loaded; }
    /// 0 = few large clusters, `detailCount` - 1 = many small ones.
    int detail() const;
    void setDetail(int detail);
    int detailCount() const { return m_levels; }
    /// Photos in no cluster of the finest level.
    qint64 unclustered() const { return m_unclustered; }
    bool working() const { return m_progress.state != ExploreState::Idle; }
    double share() const { return m_progress.share; }
    /// What is being done, for people; empty when nothing is.
    QString activity() const;
    QString problem() const { return QString::fromStdString(m_progress.problem); }
    /// The cluster whose photos are shown: the one that the filter asks for; 0 = none.
    qint64 openId() const { return m_openId; }
    QString openName() const;
    bool openPinned() const;

Q_SIGNALS:
    void changed();
    void progressChanged();
    void openChanged();
    /// Naming or pinning was refused.
    void refused(const QString& reason);

private:
    const PhotoCluster* find(qint64 clusterId) const;
    static QString shownName(const PhotoCluster& cluster);
    void take(const ClustersListed& listed);
    void show(std::vector<PhotoCluster> next);
    std::vector<PhotoCluster> ofLevel(int level) const;
    int levelAtFirst() const;
    void findOpen();
    void decide(Command command);

    EngineBridge& m_bridge;
    QueryModel& m_query;
    std::vector<PhotoCluster> m_all;   ///< as the engine listed them
    std::vector<PhotoCluster> m_shown; ///< of `m_level`
    int m_levels = 0;
    int m_level = -1; ///< the engine's: 0 = the finest; -1 = not chosen yet
    bool m_loaded = false;
    bool m_following = false;
    bool m_stale = false;
    qint64 m_unclustered = 0;
    qint64 m_openId = 0;
    ExploreProgress m_progress;
    RequestId m_request;
    QTimer m_refreshSoon;
};

} // namespace likeness
