#include "core/catalog/catalog.h"

#include "core/catalog/schema.h"

#include <algorithm>
#include <cstring>

namespace likeness {
namespace {

SqliteOptions optionsFor(Catalog::Access access)
{
    SqliteOptions options = kThumbnailOptions;
    options.readOnly = access == Catalog::Access::ReadOnly;
    return options;
}

class SqliteThumbnailStore final : public ThumbnailStore {
public:
    SqliteThumbnailStore(const std::filesystem::path& file, Catalog::Access access)
        : m_database(file, optionsFor(access))
    {
    }

    Status put(std::span<const Entry> entries) override
    {
        return answered(m_database, [&]() -> Status {
            Transaction transaction(m_database);
            for (const Entry& entry : entries) {
                if (entry.encoded.empty() || entry.content.value <= 0) {
                    return fail(ErrorCode::InvalidInput, "an empty thumbnail, or one of nothing");
                }
                m_database.run(entry.size == ThumbnailSize::Small236
                                   ? "INSERT OR REPLACE INTO small (content_id, encoded) VALUES (?, ?)"
                                   : "INSERT OR REPLACE INTO large (content_id, encoded) VALUES (?, ?)",
                               entry.content.value, bytesOf(entry.encoded));
            }
            transaction.commit();
            return {};
        });
    }

    Status remove(std::span<const ContentId> contents) override
    {
        return answered(m_database, [&]() -> Status {
            Transaction transaction(m_database);
            for (const ContentId content : contents) {
                m_database.run("DELETE FROM small WHERE content_id = ?", content.value);
                m_database.run("DELETE FROM large WHERE content_id = ?", content.value);
                m_database.run("DELETE FROM picture_hash WHERE content_id = ?", content.value);
            }
            transaction.commit();
            m_database.execute("PRAGMA incremental_vacuum");
            return {};
        });
    }

    Result<std::vector<std::byte>> encoded(ContentId content, ThumbnailSize size) const override
    {
        return answered(m_database, [&]() -> Result<std::vector<std::byte>> {
            Statement row
                = m_database.query(size == ThumbnailSize::Small236 ? "SELECT encoded FROM small WHERE content_id = ?"
                                                                   : "SELECT encoded FROM large WHERE content_id = ?",
                                   content.value);
            if (!row.step()) {
                return std::vector<std::byte>();
            }
            const auto bytes = std::as_bytes(std::span(row.bytes(0)));
            return std::vector<std::byte>(bytes.begin(), bytes.end());
        });
    }

    Result<std::vector<ContentId>> contents() const override
    {
        return answered(m_database, [&]() -> Result<std::vector<ContentId>> {
            const std::vector<ContentId> small = idsOf("SELECT content_id FROM small INDEXED BY small_contents"
                                                       " ORDER BY content_id");
            const std::vector<ContentId> large = idsOf("SELECT content_id FROM large INDEXED BY large_contents"
                                                       " ORDER BY content_id");
            std::vector<ContentId> both;
            std::ranges::set_intersection(small, large, std::back_inserter(both));
            return both;
        });
    }

    Status putHashes(std::span<const PictureHashes> hashes) override
    {
        return answered(m_database, [&]() -> Status {
            Transaction transaction(m_database);
            for (const PictureHashes& one : hashes) {
                std::optional<Bytes> look, pixels;
                if (!one.look.empty()) {
                    look = bytesOf(one.look);
                }
                if (one.pixels) {
                    pixels = bytesOf(std::as_bytes(std::span(*one.pixels)));
                }
                m_database.run("INSERT INTO picture_hash (content_id, look, pixels) VALUES (?, ?, ?)"
                               " ON CONFLICT (content_id) DO UPDATE SET look = coalesce(excluded.look, look),"
                               " pixels = coalesce(excluded.pixels, pixels)",
                               one.content.value, look, pixels);
            }
            transaction.commit();
            return {};
        });
    }

    Result<std::vector<std::byte>> lookHash(ContentId content) const override
    {
        return answered(m_database, [&]() -> Result<std::vector<std::byte>> {
            Statement row = m_database.query("SELECT look FROM picture_hash WHERE content_id = ?", content.value);
            if (!row.step()) {
                return std::vector<std::byte>();
            }
            const auto bytes = std::as_bytes(std::span(row.bytes(0)));
            return std::vector<std::byte>(bytes.begin(), bytes.end());
        });
    }

    Result<std::optional<ContentHash>> pixelHash(ContentId content) const override
    {
        return answered(m_database, [&]() -> Result<std::optional<ContentHash>> {
            Statement row = m_database.query("SELECT pixels FROM picture_hash WHERE content_id = ?", content.value);
            ContentHash hash{};
            if (!row.step() || row.bytes(0).size() != hash.size()) {
                return std::optional<ContentHash>();
            }
            std::memcpy(hash.data(), row.bytes(0).data(), hash.size());
            return std::optional(hash);
        });
    }

    Status forEachLookHash(const LookVisitor& visit) const override
    {
        return answered(m_database, [&]() -> Status {
            Statement row = m_database.query("SELECT content_id, look FROM picture_hash WHERE look IS NOT NULL"
                                             " ORDER BY content_id");
            while (row.step()) {
                visit({row.integer(0)}, std::as_bytes(std::span(row.bytes(1))));
            }
            return {};
        });
    }

    Result<std::vector<std::string>> verify() const override
    {
        return answered(m_database, [&]() -> Result<std::vector<std::string>> {
            std::vector<std::string> problems = m_database.integrityProblems();
            try {
                verifyTable("SELECT content_id, substr(encoded, 1, 2) FROM small", "small", problems);
                verifyTable("SELECT content_id, substr(encoded, 1, 2) FROM large", "large", problems);
            } catch (const SqliteError& error) {
                problems.push_back(error.error().message);
            }
            return problems;
        });
    }

private:
    std::vector<ContentId> idsOf(std::string_view sql) const
    {
        std::vector<ContentId> ids;
        Statement row = m_database.query(sql);
        while (row.step()) {
            ids.push_back({row.integer(0)});
        }
        return ids;
    }

    void verifyTable(std::string_view sql, const char* table, std::vector<std::string>& problems) const
    {
        Statement row = m_database.query(sql);
        while (row.step()) {
            if (row.bytes(1) != "\xFF\xD8") {
                problems.push_back(std::string("thumbs.db: the ") + table + " thumbnail of content "
                                   + std::to_string(row.integer(0)) + " is not a JPEG");
            }
        }
    }

    mutable SqliteDatabase m_database;
};

} // namespace

Result<std::unique_ptr<ThumbnailStore>> ThumbnailStore::open(const std::filesystem::path& library,
                                                             Catalog::Access access)
{
    if (access == Catalog::Access::ReadWrite) {
        std::error_code error;
        std::filesystem::create_directories(library, error);
        if (error) {
            return fail(ErrorCode::Io, "cannot make " + displayPath(library) + ": " + error.message());
        }
    }
    return opened<ThumbnailStore, SqliteThumbnailStore>(library / "thumbs.db", access);
}

} // namespace likeness
