#include "core/catalog/sqlite_catalog.h"

#include <map>

namespace likeness {
namespace {

namespace fs = std::filesystem;

/// What is left of `path` below `parent`, or nullopt when it does not lie below it.
std::optional<std::string_view> below(std::string_view path, std::string_view parent)
{
    if (parent.ends_with('/')) { // only the root folder does
        parent.remove_suffix(1);
    }
    if (path.size() <= parent.size() + 1 || !path.starts_with(parent) || path[parent.size()] != '/') {
        return std::nullopt;
    }
    return path.substr(parent.size() + 1);
}

bool isSameOrInside(std::string_view path, std::string_view parent)
{
    return path == parent || below(path, parent).has_value();
}

/// Without `.`, `..` and a slash at the end, so that equal places are equal bytes.
std::string normalised(const fs::path& path)
{
    std::string text = path.lexically_normal().native();
    while (text.size() > 1 && text.ends_with('/')) {
        text.pop_back();
    }
    return text;
}

void writeRules(SqliteDatabase& database, FolderId folder, const FolderRules& rules)
{
    database.run("DELETE FROM folder_exclude WHERE folder_id = ?", folder.value);
    for (std::size_t i = 0; i < rules.excludes.size(); ++i) {
        database.run("INSERT INTO folder_exclude (folder_id, position, pattern) VALUES (?, ?, ?)", folder.value,
                     static_cast<std::int64_t>(i), std::string_view(rules.excludes[i]));
    }
}

Failure noFolder(FolderId folder)
{
    return fail(ErrorCode::NotFound, "no folder has the number " + std::to_string(folder.value));
}

/// Photos counted towards the folder in which they will be shown.
class SubfolderCounts {
public:
    void add(const fs::path& parent, std::string_view rest, std::int64_t photos)
    {
        const std::size_t slash = rest.find('/');
        auto& child = m_byName[std::string(rest.substr(0, slash))];
        if (child.path.empty()) {
            child.path = parent / rest.substr(0, slash);
        }
        child.photoCount += photos;
        child.hasChildren = child.hasChildren || slash != std::string_view::npos;
    }
    void addFolder(const std::string& path, std::int64_t photos, bool hasChildren)
    {
        auto& child = m_byName[path];
        child.path = path;
        child.photoCount += photos;
        child.hasChildren = child.hasChildren || hasChildren;
    }
    std::vector<SubfoldersListed::Subfolder> take()
    {
        std::vector<SubfoldersListed::Subfolder> children;
        for (auto& [name, child] : m_byName) {
            children.push_back(std::move(child));
        }
        return children;
    }

private:
    std::map<std::string, SubfoldersListed::Subfolder> m_byName;
};

} // namespace

fs::path StoredPath::relative() const { return fs::path(directory) / name; }

fs::path StoredPath::absolute() const { return fs::path(folder) / directory / name; }

Result<FolderId> SqliteCatalog::addFolder(const fs::path& path, const FolderRules& rules)
{
    return answered(m_database, [&]() -> Result<FolderId> {
        const std::string text = normalised(path);
        if (!path.is_absolute()) {
            return fail(ErrorCode::InvalidInput, displayPath(path) + " is not an absolute path");
        }
        Transaction transaction(m_database);
        Statement known = m_database.query("SELECT path FROM folder");
        while (known.step()) {
            const std::string_view other = known.bytes(0);
            if (isSameOrInside(text, other) || isSameOrInside(other, text)) {
                const char* how = other == text        ? " is registered already: "
                                  : below(text, other) ? " lies inside "
                                                       : " contains ";
                return fail(ErrorCode::InvalidInput, displayPath(text) + how + displayPath(fs::path(other)));
            }
        }
        m_database.run("INSERT INTO folder (path) VALUES (?)", Bytes{text});
        const FolderId folder{m_database.lastInsertId()};
        writeRules(m_database, folder, rules);
        transaction.commit();
        return folder;
    });
}

Status SqliteCatalog::removeFolder(FolderId folder)
{
    return answered(m_database, [&]() -> Status {
        Transaction transaction(m_database);
        constexpr const char* kInside = " WHERE directory_id IN (SELECT id FROM directory WHERE folder_id = ?)";
        m_database.run(std::string("DELETE FROM file") + kInside, folder.value);
        m_database.run(std::string("DELETE FROM gone_file") + kInside, folder.value);
        m_database.run("DELETE FROM directory WHERE folder_id = ?", folder.value);
        m_database.run("DELETE FROM folder WHERE id = ?", folder.value);
        if (m_database.changes() == 0) {
            return noFolder(folder);
        }
        transaction.commit();
        return {};
    });
}

Status SqliteCatalog::setFolderRules(FolderId folder, const FolderRules& rules)
{
    return answered(m_database, [&]() -> Status {
        Transaction transaction(m_database);
        if (!m_database.query("SELECT 1 FROM folder WHERE id = ?", folder.value).step()) {
            return noFolder(folder);
        }
        writeRules(m_database, folder, rules);
        transaction.commit();
        return {};
    });
}

Status SqliteCatalog::setFolderOnline(FolderId folder, bool online, std::uint64_t device)
{
    return answered(m_database, [&]() -> Status {
        m_database.run("UPDATE folder SET online = ?, device = ? WHERE id = ?", online ? 1 : 0,
                       static_cast<std::int64_t>(device), folder.value);
        return m_database.changes() == 0 ? Status(noFolder(folder)) : Status();
    });
}

Result<std::vector<Catalog::FolderRecord>> SqliteCatalog::folders() const
{
    return answered(m_database, [&]() -> Result<std::vector<FolderRecord>> {
        std::vector<FolderRecord> records;
        Statement folder = m_database.query("SELECT id, path, online, device FROM folder ORDER BY path");
        while (folder.step()) {
            FolderRecord record;
            record.info.id = {folder.integer(0)};
            record.info.path = fs::path(folder.bytes(1));
            record.info.online = folder.integer(2) != 0;
            record.device = static_cast<std::uint64_t>(folder.integer(3));
            Statement exclude = m_database.query(
                "SELECT pattern FROM folder_exclude WHERE folder_id = ? ORDER BY position", folder.integer(0));
            while (exclude.step()) {
                record.info.rules.excludes.emplace_back(exclude.text(0));
            }
            records.push_back(std::move(record));
        }
        std::unordered_map<std::int64_t, std::int64_t> photos;
        Statement count = m_database.query("SELECT d.folder_id, sum(f.photos) FROM"
                                           " (SELECT directory_id, count(*) AS photos FROM file"
                                           "  WHERE content_id IS NOT NULL GROUP BY directory_id) f"
                                           " JOIN directory d ON d.id = f.directory_id GROUP BY d.folder_id");
        while (count.step()) {
            photos[count.integer(0)] = count.integer(1);
        }
        for (FolderRecord& record : records) {
            record.info.photoCount = photos[record.info.id.value];
        }
        return records;
    });
}

Result<std::vector<SubfoldersListed::Subfolder>> SqliteCatalog::subfolders(const fs::path& parent) const
{
    return answered(m_database, [&]() -> Result<std::vector<SubfoldersListed::Subfolder>> {
        const std::string wanted = parent.empty() ? std::string() : normalised(parent);
        SubfolderCounts counts;
        Statement row = m_database.query("SELECT o.path, d.path, f.photos FROM"
                                         " (SELECT directory_id, count(*) AS photos FROM file"
                                         "  WHERE content_id IS NOT NULL GROUP BY directory_id) f"
                                         " JOIN directory d ON d.id = f.directory_id"
                                         " JOIN folder o ON o.id = d.folder_id");
        std::string whole;
        while (row.step()) {
            whole.assign(row.bytes(0));
            const std::size_t folderLength = whole.size();
            if (!row.bytes(1).empty()) {
                whole += whole.ends_with('/') ? "" : "/";
                whole += row.bytes(1);
            }
            if (wanted.empty()) { // the registered folders themselves are the first level
                const bool hasChildren = whole.size() > folderLength;
                counts.addFolder(whole.substr(0, folderLength), row.integer(2), hasChildren);
            } else if (const auto rest = below(whole, wanted)) {
                counts.add(wanted, *rest, row.integer(2));
            }
        }
        return counts.take();
    });
}

} // namespace likeness
