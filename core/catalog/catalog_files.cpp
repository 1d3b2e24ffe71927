#include "core/catalog/sqlite_catalog.h"

#include "core/catalog/content_writer.h"
#include "core/catalog/file_writer.h"

namespace likeness {

namespace fs = std::filesystem;

Result<std::vector<KnownFile>> SqliteCatalog::filesUnder(FolderId folder, const fs::path& relativePath) const
{
    return answered(m_database, [&]() -> Result<std::vector<KnownFile>> {
        const std::string& below = relativePath.native();
        // '0' is the character after '/': everything that begins with "below/" lies between them.
        constexpr const char* kSelect
            = "SELECT f.id, f.content_id, d.path, f.name, f.size_bytes, f.modified_ns, f.device, f.inode, o.online,"
              " f.sidecar_stamp"
              " FROM directory d JOIN file f ON f.directory_id = d.id JOIN folder o ON o.id = d.folder_id"
              " WHERE d.folder_id = ?1 AND (?2 = x'' OR d.path = ?2 OR (d.path > ?3 AND d.path < ?4)"
              " OR (d.path = ?5 AND f.name = ?6)) ORDER BY d.path, f.name";
        const std::string from = below + "/";
        const std::string to = below + "0";
        const std::string parent = relativePath.parent_path().native();
        const std::string name = relativePath.filename().native();
        Statement row
            = m_database.query(kSelect, folder.value, Bytes{below}, Bytes{from}, Bytes{to}, Bytes{parent}, Bytes{name});
        std::vector<KnownFile> files;
        while (row.step()) {
            KnownFile file;
            file.photo = {row.integer(0)};
            file.content = {row.integer(1)};
            file.failed = row.isNull(1);
            file.relativePath = StoredPath{{}, row.bytes(2), row.bytes(3)}.relative();
            file.stamp = {row.integer(4), row.integer(5), static_cast<std::uint64_t>(row.integer(6)),
                          static_cast<std::uint64_t>(row.integer(7))};
            file.online = row.integer(8) != 0;
            file.sidecarStamp = row.integer(9);
            files.push_back(std::move(file));
        }
        return files;
    });
}

Result<CommitOutcome> SqliteCatalog::commit(const CatalogBatch& batch)
{
    return answered(m_database, [&]() -> Result<CommitOutcome> {
        Transaction transaction(m_database);
        CommitOutcome outcome = FileWriter(m_database).write(batch);
        transaction.commit();
        return outcome;
    });
}

Status SqliteCatalog::moveFile(PhotoId photo, FolderId folder, const fs::path& relativePath, const FileStamp& stamp)
{
    return answered(m_database, [&]() -> Status {
        Transaction transaction(m_database);
        FileWriter(m_database).move(photo, {folder, relativePath}, stamp);
        transaction.commit();
        return {};
    });
}

Result<std::optional<ContentId>> SqliteCatalog::contentWithHash(const ContentHash& hash) const
{
    return answered(m_database, [&]() -> Result<std::optional<ContentId>> {
        const std::int64_t content = contentWith(m_database, hash);
        return content != 0 ? std::optional(ContentId{content}) : std::nullopt;
    });
}

Status SqliteCatalog::expectRewrite(PhotoId photo, const ContentHash& hash)
{
    return answered(m_database, [&]() -> Status {
        Statement row
            = m_database.query("SELECT content_id, (SELECT count(*) FROM file o WHERE o.content_id = f.content_id)"
                               " FROM file f WHERE f.id = ? AND f.content_id IS NOT NULL",
                               photo.value);
        if (!row.step()) {
            return fail(ErrorCode::NotFound, "no photo has the number " + std::to_string(photo.value));
        }
        const std::int64_t content = row.integer(0);
        const bool isShared = row.integer(1) > 1;
        row.reset();
        if (!isShared && contentWith(m_database, hash) == 0) {
            m_database.run("INSERT INTO rewritten_hash (hash, content_id) VALUES (?, ?)",
                           bytesOf(std::as_bytes(std::span(hash))), content);
        }
        return {};
    });
}

Result<std::vector<FailedFile>> SqliteCatalog::failures() const
{
    return answered(m_database, [&]() -> Result<std::vector<FailedFile>> {
        std::vector<FailedFile> failed;
        Statement row = m_database.query("SELECT f.id, o.path, d.path, f.name, f.failure, f.failed_seconds FROM file f"
                                         " JOIN directory d ON d.id = f.directory_id"
                                         " JOIN folder o ON o.id = d.folder_id"
                                         " WHERE f.content_id IS NULL ORDER BY o.path, d.path, f.name");
        while (row.step()) {
            failed.push_back({{row.integer(0)},
                              StoredPath{row.bytes(1), row.bytes(2), row.bytes(3)}.absolute(),
                              std::string(row.text(4)),
                              row.integer(5)});
        }
        return failed;
    });
}

Status SqliteCatalog::clearFailures()
{
    return answered(m_database, [&]() -> Status {
        m_database.run("DELETE FROM file WHERE content_id IS NULL");
        return {};
    });
}

} // namespace likeness
