#pragma once

#include "ui/bridge/engine_bridge.h"

#include <QtCore/QAbstractListModel>
#include <QtCore/QUrl>
#include <QtQmlIntegration/qqmlintegration.h>

namespace likeness {

/// The registered folders and, below those that are open, the folders inside them: one flat list for the sidebar.
/// Thread: gui.
class LibraryModel : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("belongs to a Session")
    Q_PROPERTY(qint64 photoCount READ photoCount NOTIFY foldersChanged)
    Q_PROPERTY(int folderCount READ folderCount NOTIFY foldersChanged)
    Q_PROPERTY(int offlineCount READ offlineCount NOTIFY foldersChanged)
    Q_PROPERTY(bool empty READ empty NOTIFY foldersChanged)
    Q_PROPERTY(bool loaded READ loaded NOTIFY foldersChanged)

public:
    enum Role {
        PathRole = Qt::UserRole + 1,
        NameRole,
        DepthRole,
        ExpandedRole,
        HasChildrenRole,
        PhotoCountRole,
        OnlineRole,
        FolderIdRole,  ///< 0 for folders inside a registered one
        WatchModeRole, ///< "none", "live", "polled"
        WatchReasonRole,
        ExcludesRole, ///< list of globs
    };
    Q_ENUM(Role)

    explicit LibraryModel(EngineBridge& bridge, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    Q_INVOKABLE void toggle(int row);
    Q_INVOKABLE void addFolder(const QUrl& url);
    Q_INVOKABLE void removeFolder(qint64 folderId);
    Q_INVOKABLE void setExcludes(qint64 folderId, const QStringList& excludes);
    /// Looks for changes everywhere.
    Q_INVOKABLE void rescan();

    qint64 photoCount() const;
    int folderCount() const { return int(m_folders.size()); }
    /// Folders whose drive is not there.
    int offlineCount() const;
    bool empty() const { return m_loaded && m_folders.empty(); }
    bool loaded() const { return m_loaded; }

    void addFolderPath(const std::filesystem::path& path);
    void refresh();

Q_SIGNALS:
    void foldersChanged();
    /// Something could not be done, in a sentence.
    void failed(const QString& text);

private:
    struct Node {
        std::filesystem::path path;
        int depth = 0;
        bool expanded = false;
        bool hasChildren = true;
        std::int64_t photoCount = 0;
        bool online = true;
        FolderId folder; ///< of the registered folder; null below it
    };

    void takeFolders(const std::vector<FolderInfo>& folders);
    void takeChildren(const SubfoldersListed& listed);
    void askChildren(const std::filesystem::path& path);
    int rowOfPath(const std::filesystem::path& path) const;
    int endOfSubtree(int row) const;
    void removeRowsFrom(int first, int end);
    const FolderInfo* info(FolderId folder) const;

    EngineBridge& m_bridge;
    std::vector<FolderInfo> m_folders;
    std::vector<Node> m_nodes;
    bool m_loaded = false;
    RequestId m_request;
    QTimer m_refreshTimer;
};

} // namespace likeness
