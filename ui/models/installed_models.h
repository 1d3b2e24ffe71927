#pragma once

#include "ui/bridge/engine_bridge.h"

#include <QtCore/QAbstractListModel>
#include <QtCore/QUrl>
#include <QtQmlIntegration/qqmlintegration.h>

#include <set>

namespace likeness {

/// The embedding models that are installed, which one answers, which one is arriving, and what is done with them.
/// Thread: gui.
class InstalledModels : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("belongs to a Session")
    Q_PROPERTY(int count READ count NOTIFY changed)
    Q_PROPERTY(bool loaded READ loaded NOTIFY changed)
    Q_PROPERTY(QString activeId READ activeId NOTIFY changed)
    Q_PROPERTY(QString activeName READ activeName NOTIFY changed)
    Q_PROPERTY(QString arrivingId READ arrivingId NOTIFY changed)
    Q_PROPERTY(QString arrivingName READ arrivingName NOTIFY changed)
    Q_PROPERTY(bool anyUnderstandsWords READ anyUnderstandsWords NOTIFY changed)
    Q_PROPERTY(int comparableCount READ comparableCount NOTIFY changed)
    Q_PROPERTY(qint64 contentCount READ contentCount NOTIFY changed)
    Q_PROPERTY(bool importing READ importing NOTIFY importingChanged)
    Q_PROPERTY(QString problem READ problem NOTIFY problemChanged)
    Q_PROPERTY(QString problemDetail READ problemDetail NOTIFY problemChanged)

public:
    enum Role {
        ModelIdRole = Qt::UserRole + 1,
        NameRole,
        FamilyRole, ///< for people
        BuiltInRole,
        DimensionRole,
        SizeTextRole,
        MemoryTextRole, ///< empty: unknown
        UnderstandsWordsRole,
        LanguagesRole,
        LicenceRole,
        SpeedTextRole, ///< empty: not measured
        VectorsRole,
        ActiveRole,
        ArrivingRole,
        MeasuringRole,
        ChoosingRole,  ///< its weights are being loaded
        RemovableRole, ///< of the built-in one only what it has learnt
        OutdatedRole,  ///< an older version of the built-in one: what it has learnt is there, but it learns no more
    };
    Q_ENUM(Role)

    explicit InstalledModels(EngineBridge& bridge, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    /// Lets a model answer as soon as it has embedded the library; choosing the one in use calls an arriving one off.
    Q_INVOKABLE void use(const QString& modelId);
    Q_INVOKABLE void callOff() { use(activeId()); }
    /// The page asks before it calls this.
    Q_INVOKABLE void remove(const QString& modelId);
    Q_INVOKABLE void measure(const QString& modelId);
    /// Copies a model's folder into the library.
    Q_INVOKABLE void importFolder(const QUrl& folder);
    Q_INVOKABLE void dismissProblem();
    Q_INVOKABLE void refresh();
    /// While true, counts follow indexing; nobody looks otherwise.
    Q_INVOKABLE void follow(bool on);
    /// Empty when there is no such model.
    Q_INVOKABLE QString nameOf(const QString& modelId) const;

    int count() const { return int(m_models.size()); }
    bool loaded() const { return m_loaded; }
    QString activeId() const;
    QString activeName() const;
    QString arrivingId() const;
    QString arrivingName() const;
    bool anyUnderstandsWords() const;
    /// How many models have embedded photos of this library.
    int comparableCount() const;
    /// Photos with different bytes.
    qint64 contentCount() const { return m_contentCount; }
    bool importing() const { return bool(m_importing); }
    QString problem() const { return m_problem; }
    QString problemDetail() const { return m_problemDetail; }

    const std::vector<ModelInfo>& models() const { return m_models; }
    /// Takes an answer that somebody else asked for.
    void take(const std::vector<ModelInfo>& models);

    /// The name of a model family for people.
    static QString familyName(const std::string& family);

Q_SIGNALS:
    void changed();
    void importingChanged();
    void problemChanged();
    /// A model came to those that were there.
    void added(const QString& modelId, const QString& name);

private:
    const ModelInfo* find(const QString& modelId) const;
    const ModelInfo* active() const;
    const ModelInfo* arriving() const;
    void announce(const QString& modelId, const QList<int>& roles);
    void setProblem(const QString& problem, const Error& error);

    EngineBridge& m_bridge;
    std::vector<ModelInfo> m_models;
    bool m_loaded = false;
    qint64 m_contentCount = 0;
    std::set<std::string> m_measuring;
    std::string m_choosing;
    RequestId m_request;
    RequestId m_statusRequest;
    RequestId m_importing;
    bool m_following = false;
    QTimer m_refreshTimer;
    QString m_problem;
    QString m_problemDetail;
};

} // namespace likeness
