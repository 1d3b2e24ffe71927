#pragma once

#include "ui/models/installed_models.h"

namespace likeness {

/// The models that can be fetched, and the downloads under way. A download goes on where an earlier attempt stopped.
/// Thread: gui.
class ModelCatalogue : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("belongs to a Session")
    Q_PROPERTY(int count READ count NOTIFY changed)
    Q_PROPERTY(bool loading READ loading NOTIFY changed)
    Q_PROPERTY(QString problem READ problem NOTIFY changed)
    Q_PROPERTY(QString problemDetail READ problemDetail NOTIFY changed)
    Q_PROPERTY(QString mirror READ mirror NOTIFY networkChanged)
    Q_PROPERTY(QString proxy READ proxy NOTIFY networkChanged)
    Q_PROPERTY(QString networkProblem READ networkProblem NOTIFY networkChanged)
    Q_PROPERTY(int downloadCount READ downloadCount NOTIFY downloadCountChanged)

public:
    enum Role {
        RepositoryRole = Qt::UserRole + 1,
        NameRole,
        FamilyRole,
        DimensionRole,
        UnderstandsWordsRole,
        LanguagesRole,
        LicenceRole,
        TermsRole,
        DescriptionRole,
        FetchableRole,
        WebAddressRole, ///< where a person finds it
        StageRole,
        SizeTextRole,     ///< as the catalogue says before the hub was asked, as the hub says afterwards
        HereTextRole,     ///< what an interrupted download has brought; empty = nothing
        FractionRole,     ///< 0..1
        ProgressTextRole, ///< "120 MB of 599 MB · 4.1 MB/s · 2 minutes left"
        StepTextRole,
        ProblemRole,
        ProblemDetailRole,
    };
    Q_ENUM(Role)

    /// Where a model of the catalogue stands.
    enum Stage {
        Offered,
        Sizing,      ///< the hub is being asked
        Sized,       ///< a person decides
        Downloading, ///< until it is installed
        Stopped,     ///< by a person; what has come stays
        Failed,
        Installed,
    };
    Q_ENUM(Stage)

    ModelCatalogue(EngineBridge& bridge, InstalledModels& installed, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    /// Reads the catalogue that came with the program; downloads under way go on.
    Q_INVOKABLE void refresh();
    /// Asks the hub how large a model is; fetches nothing.
    Q_INVOKABLE void size(int row);
    /// Fetches and installs, or goes on with it.
    Q_INVOKABLE void download(int row);
    /// Stops whatever is under way for a row, and keeps what has come.
    Q_INVOKABLE void stop(int row);
    /// Back to how it was before the hub was asked.
    Q_INVOKABLE void putBack(int row);
    /// Empty texts: the hub itself, and what the environment says.
    Q_INVOKABLE void setNetwork(const QString& mirror, const QString& proxy);

    int count() const { return int(m_entries.size()); }
    bool loading() const { return bool(m_request); }
    QString problem() const { return m_problem; }
    QString problemDetail() const { return m_problemDetail; }
    QString mirror() const { return QString::fromStdString(m_network.mirror); }
    QString proxy() const { return QString::fromStdString(m_network.proxy); }
    QString networkProblem() const { return m_networkProblem; }
    int downloadCount() const;

Q_SIGNALS:
    void changed();
    void networkChanged();
    /// What was typed is kept.
    void networkKept();
    void downloadCountChanged();

private:
    struct Entry {
        CatalogueModel model;
        Stage stage = Offered;
        RequestId request;
        std::int64_t totalBytes = 0; ///< 0: the hub has not been asked
        std::int64_t doneBytes = 0;
        double bytesPerSecond = 0;
        QString step;
        QString problem;
        QString problemDetail;
        std::string installedAs; ///< known when it was fetched just now
    };

    int rowOf(const std::string& repository) const;
    /// Null when the row is gone.
    Entry* entry(const std::string& repository);
    void announce(const std::string& repository);
    void fail(const std::string& repository, const Error& error);
    void noteInstalled();
    bool isInstalled(const Entry& entry) const;
    QString progressText(const Entry& entry) const;
    static QString explainDownload(const Error& error);

    EngineBridge& m_bridge;
    InstalledModels& m_installed;
    std::vector<Entry> m_entries;
    NetworkSettings m_network;
    RequestId m_request;
    QString m_problem;
    QString m_problemDetail;
    QString m_networkProblem;
};

} // namespace likeness
