#include "library_model.h"

#include "ui/bridge/convert.h"
#include "ui/bridge/engine_text.h"

#include <QtCore/QStringList>

#include <algorithm>

namespace likeness {

namespace {

bool isBelow(const std::filesystem::path& path, const std::filesystem::path& folder)
{
    const auto end = std::mismatch(folder.begin(), folder.end(), path.begin(), path.end());
    return end.first == folder.end();
}

} // namespace

LibraryModel::LibraryModel(EngineBridge& bridge, QObject* parent)
    : QAbstractListModel(parent)
    , m_bridge(bridge)
{
    m_refreshTimer.setSingleShot(true);
    m_refreshTimer.setInterval(1000); // counts grow with every batch; nobody reads them faster
    connect(&m_refreshTimer, &QTimer::timeout, this, &LibraryModel::refresh);
    connect(&bridge, &EngineBridge::libraryChanged, this, [this](const LibraryChanged& change) {
        if (change.foldersChanged) {
            refresh();
        } else if (!m_refreshTimer.isActive()) {
            m_refreshTimer.start();
        }
    });
}

int LibraryModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : int(m_nodes.size()); }

QHash<int, QByteArray> LibraryModel::roleNames() const
{
    return {{PathRole, "path"},
            {NameRole, "name"},
            {DepthRole, "depth"},
            {ExpandedRole, "expanded"},
            {HasChildrenRole, "hasChildren"},
            {PhotoCountRole, "photoCount"},
            {OnlineRole, "online"},
            {FolderIdRole, "folderId"},
            {WatchModeRole, "watchMode"},
            {WatchReasonRole, "watchReason"},
            {ExcludesRole, "excludes"}};
}

QVariant LibraryModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)) {
        return {};
    }
    const Node& node = m_nodes[std::size_t(index.row())];
    const FolderInfo* folder = info(node.folder);
    switch (role) {
    case PathRole:
        return shownPath(node.path);
    case NameRole:
    case Qt::DisplayRole:
        return displayName(node.path);
    case DepthRole:
        return node.depth;
    case ExpandedRole:
        return node.expanded;
    case HasChildrenRole:
        return node.hasChildren;
    case PhotoCountRole:
        return qint64(node.photoCount);
    case OnlineRole:
        return node.online;
    case FolderIdRole:
        return qint64(node.folder.value);
    case WatchModeRole:
        return folder == nullptr || folder->watch == WatchMode::None ? QStringLiteral("none")
               : folder->watch == WatchMode::Live                    ? QStringLiteral("live")
                                                                     : QStringLiteral("polled");
    case WatchReasonRole:
        return folder != nullptr ? engineText(folder->watchReason) : QString();
    case ExcludesRole: {
        QStringList globs;
        if (folder != nullptr) {
            for (const std::string& glob : folder->rules.excludes) {
                globs << QString::fromStdString(glob);
            }
        }
        return globs;
    }
    default:
        return {};
    }
}

int LibraryModel::offlineCount() const
{
    return int(
        std::count_if(m_folders.begin(), m_folders.end(), [](const FolderInfo& folder) { return !folder.online; }));
}

void LibraryModel::refresh()
{
    m_bridge.forget(m_request);
    m_request = m_bridge.ask<FoldersListed>(ListFolders{}, this, [this](const FoldersListed& listed) {
        m_request = {};
        takeFolders(listed.folders);
    });
}

void LibraryModel::takeFolders(const std::vector<FolderInfo>& folders)
{
    m_folders = folders;
    // Gone ones out, new ones in at their place, the others kept as they are, open or closed.
    for (int row = int(m_nodes.size()) - 1; row >= 0; --row) {
        const Node& node = m_nodes[std::size_t(row)];
        if (node.depth == 0 && info(node.folder) == nullptr) {
            removeRowsFrom(row, endOfSubtree(row));
        }
    }
    int row = 0;
    for (const FolderInfo& folder : m_folders) {
        const int existing = rowOfPath(folder.path);
        if (existing < 0) {
            beginInsertRows({}, row, row);
            m_nodes.insert(m_nodes.begin() + row,
                           Node{folder.path, 0, false, true, folder.photoCount, folder.online, folder.id});
            endInsertRows();
        } else {
            row = existing;
            Node& node = m_nodes[std::size_t(row)];
            node.photoCount = folder.photoCount;
            node.online = folder.online;
            Q_EMIT dataChanged(index(row), index(row));
        }
        row = endOfSubtree(row);
    }
    for (const Node& node : m_nodes) {
        if (node.expanded) {
            askChildren(node.path);
        }
    }
    m_loaded = true;
    Q_EMIT foldersChanged();
}

void LibraryModel::toggle(int row)
{
    if (row < 0 || row >= int(m_nodes.size())) {
        return;
    }
    Node& node = m_nodes[std::size_t(row)];
    node.expanded = !node.expanded;
    Q_EMIT dataChanged(index(row), index(row), {ExpandedRole});
    if (node.expanded) {
        askChildren(node.path);
    } else if (endOfSubtree(row) > row + 1) {
        removeRowsFrom(row + 1, endOfSubtree(row));
    }
}

void LibraryModel::askChildren(const std::filesystem::path& path)
{
    m_bridge.ask<SubfoldersListed>(ListSubfolders{path}, this,
                                   [this](const SubfoldersListed& listed) { takeChildren(listed); });
}

void LibraryModel::takeChildren(const SubfoldersListed& listed)
{
    const int parent = rowOfPath(listed.parent);
    if (parent < 0 || !m_nodes[std::size_t(parent)].expanded) {
        return; // closed again meanwhile
    }
    m_nodes[std::size_t(parent)].hasChildren = !listed.children.empty();
    Q_EMIT dataChanged(index(parent), index(parent), {HasChildrenRole});
    const Node above = m_nodes[std::size_t(parent)];
    for (int row = endOfSubtree(parent) - 1; row > parent; --row) {
        const Node& node = m_nodes[std::size_t(row)];
        const bool stays = node.depth != above.depth + 1
                           || std::any_of(listed.children.begin(), listed.children.end(),
                                          [&node](const auto& child) { return child.path == node.path; });
        if (!stays) {
            removeRowsFrom(row, endOfSubtree(row));
        }
    }
    int row = parent + 1;
    for (const auto& child : listed.children) {
        const int existing = rowOfPath(child.path);
        if (existing < 0) {
            beginInsertRows({}, row, row);
            m_nodes.insert(
                m_nodes.begin() + row,
                Node{child.path, above.depth + 1, false, child.hasChildren, child.photoCount, above.online, {}});
            endInsertRows();
        } else {
            row = existing;
            Node& node = m_nodes[std::size_t(row)];
            node.photoCount = child.photoCount;
            node.hasChildren = child.hasChildren;
            Q_EMIT dataChanged(index(row), index(row));
        }
        row = endOfSubtree(row);
    }
}

void LibraryModel::removeRowsFrom(int first, int end)
{
    beginRemoveRows({}, first, end - 1);
    m_nodes.erase(m_nodes.begin() + first, m_nodes.begin() + end);
    endRemoveRows();
}

int LibraryModel::rowOfPath(const std::filesystem::path& path) const
{
    const auto it = std::find_if(m_nodes.begin(), m_nodes.end(), [&path](const Node& n) { return n.path == path; });
    return it != m_nodes.end() ? int(it - m_nodes.begin()) : -1;
}

int LibraryModel::endOfSubtree(int row) const
{
    int end = row + 1;
    while (end < int(m_nodes.size()) && m_nodes[std::size_t(end)].depth > m_nodes[std::size_t(row)].depth) {
        ++end;
    }
    return end;
}

const FolderInfo* LibraryModel::info(FolderId folder) const
{
    const auto it
        = std::find_if(m_folders.begin(), m_folders.end(), [folder](const FolderInfo& f) { return f.id == folder; });
    return it != m_folders.end() ? &*it : nullptr;
}

qint64 LibraryModel::photoCount() const
{
    qint64 count = 0;
    for (const FolderInfo& folder : m_folders) {
        count += folder.photoCount;
    }
    return count;
}

void LibraryModel::addFolder(const QUrl& url) { addFolderPath(localPath(url)); }

void LibraryModel::addFolderPath(const std::filesystem::path& path)
{
    const auto known = std::find_if(m_folders.begin(), m_folders.end(),
                                    [&path](const FolderInfo& folder) { return isBelow(path, folder.path); });
    if (known != m_folders.end()) {
        Q_EMIT failed(tr("“%1” is already in the library.").arg(displayName(path)));
        return;
    }
    m_bridge.ask<CommandDone>(
        AddFolder{path, {}}, this, [this](const CommandDone&) { refresh(); },
        [this, path](const Error& error) {
            Q_EMIT failed(error.code == ErrorCode::InvalidInput
                              ? tr("“%1” overlaps a folder that is already in the library.").arg(displayName(path))
                              : tr("“%1” cannot be added. %2").arg(displayName(path), explain(error)));
        });
}

void LibraryModel::removeFolder(qint64 folderId)
{
    m_bridge.ask<CommandDone>(
        RemoveFolder{FolderId{folderId}}, this, [this](const CommandDone&) { refresh(); },
        [this](const Error& error) { Q_EMIT failed(explain(error)); });
}

void LibraryModel::setExcludes(qint64 folderId, const QStringList& excludes)
{
    FolderRules rules;
    for (const QString& glob : excludes) {
        if (!glob.trimmed().isEmpty()) {
            rules.excludes.push_back(glob.trimmed().toStdString());
        }
    }
    m_bridge.ask<CommandDone>(
        SetFolderRules{FolderId{folderId}, rules}, this, [this](const CommandDone&) { refresh(); },
        [this](const Error& error) { Q_EMIT failed(explain(error)); });
}

void LibraryModel::rescan() { m_bridge.send(Rescan{}); }

} // namespace likeness
