#include "core/catalog/sqlite_catalog.h"

#include "core/catalog/filter_sql.h"
#include "core/catalog/name_key.h"
#include "core/catalog/query_json.h"
#include "core/catalog/schema.h"

namespace likeness {
namespace {

SqliteOptions optionsFor(Catalog::Access access)
{
    SqliteOptions options = kCatalogOptions;
    options.readOnly = access == Catalog::Access::ReadOnly;
    return options;
}

/// A rule that the tables must keep, as a query that finds where they do not.
struct Contradiction {
    const char* sql; ///< selects ids
    const char* what;
};

constexpr Contradiction kContradictions[] = {
    {"SELECT f.id FROM file f JOIN gone_file g ON g.id = f.id", "photo %: is both there and gone"},
    {"SELECT f.id FROM file f JOIN content c ON c.id = f.content_id"
     " WHERE f.sort_seconds <> coalesce(c.taken_seconds,"
     " (f.modified_ns - (f.modified_ns < 0) * 999999999) / 1000000000)",
     "photo %: the date that it is sorted by is not its date"},
    {"SELECT id FROM file WHERE length(name) = 0 OR instr(name, x'2F') > 0 OR instr(name, x'00') > 0",
     "photo %: its name is not a file name"},
    {"SELECT id FROM file WHERE size_bytes < 0", "photo %: its size is negative"},
    {"SELECT id FROM directory WHERE substr(path, 1, 1) = x'2F' OR substr(path, -1) = x'2F'",
     "directory %: its path begins or ends with a slash"},
    {"SELECT id FROM folder WHERE substr(path, 1, 1) <> x'2F'", "folder %: its path is not absolute"},
    {"SELECT a.id FROM folder a JOIN folder b ON a.id <> b.id AND likeness_inside(a.path, b.path)",
     "folder %: lies inside another one"},
    {"SELECT id FROM content WHERE length(hash) <> 16", "content %: its hash is not 16 bytes"},
    {"SELECT id FROM content WHERE width < 1 OR height < 1", "content %: has no size"},
    {"SELECT id FROM content WHERE NOT coalesce(rating_decided, 0) BETWEEN 0 AND 5"
     " OR NOT coalesce(rating_in_file, 0) BETWEEN 0 AND 5",
     "content %: its rating is not 0 to 5"},
    {"SELECT id FROM content WHERE (latitude IS NULL) <> (longitude IS NULL) OR abs(latitude) > 90"
     " OR abs(longitude) > 180",
     "content %: its place is not on Earth"},
    {"SELECT id FROM content c WHERE EXISTS (SELECT 1 FROM ("
     "SELECT tag_id FROM tag_in_file WHERE content_id = c.id"
     " UNION SELECT tag_id FROM tag_decision WHERE content_id = c.id AND present = 1"
     " EXCEPT SELECT tag_id FROM tag_decision WHERE content_id = c.id AND present = 0"
     " EXCEPT SELECT tag_id FROM content_tag WHERE content_id = c.id)) OR EXISTS ("
     "SELECT 1 FROM content_tag ct WHERE ct.content_id = c.id AND NOT EXISTS (SELECT 1 FROM tag_decision d"
     " WHERE d.content_id = c.id AND d.tag_id = ct.tag_id AND d.present = 1) AND (NOT EXISTS (SELECT 1 FROM "
     "tag_in_file i"
     " WHERE i.content_id = c.id AND i.tag_id = ct.tag_id) OR EXISTS (SELECT 1 FROM tag_decision d"
     " WHERE d.content_id = c.id AND d.tag_id = ct.tag_id)))",
     "content %: its tags do not follow from its file and what was decided"},
    {"SELECT max(id) FROM content HAVING max(id) > (SELECT seq FROM sqlite_sequence WHERE name = 'content')",
     "content %: its number would be given again"},
    {"SELECT max(id) FROM (SELECT id FROM file UNION ALL SELECT id FROM gone_file)"
     " HAVING max(id) > (SELECT seq FROM sqlite_sequence WHERE name = 'file')",
     "photo %: its number would be given again"},
};

void findContradictions(const SqliteDatabase& database, std::vector<std::string>& problems)
{
    constexpr int kListedMax = 20; // of one kind: a list of a million would help nobody
    for (const Contradiction& contradiction : kContradictions) {
        Statement row = database.query(contradiction.sql);
        for (int listed = 0; listed < kListedMax && row.step(); ++listed) {
            std::string problem = contradiction.what;
            problem.replace(problem.find('%'), 1, std::to_string(row.integer(0)));
            problems.push_back(std::move(problem));
        }
    }
    Statement name = database.query("SELECT id, name, name_key FROM file");
    while (name.step()) {
        if (nameKey(name.bytes(1)) != name.bytes(2)) {
            problems.push_back("photo " + std::to_string(name.integer(0)) + ": is not sorted by its name");
        }
    }
    Statement search = database.query("SELECT name, query FROM saved_search");
    while (search.step()) {
        if (auto query = queryOfJson(std::string(search.text(1))); !query) {
            problems.push_back("kept search \"" + std::string(search.text(0)) + "\": " + query.error().message);
        }
    }
}

} // namespace

SqliteCatalog::SqliteCatalog(const std::filesystem::path& file, Access access)
    : m_database(file, optionsFor(access))
{
    registerFilterFunctions(m_database);
}

Result<std::unique_ptr<Catalog>> Catalog::open(const std::filesystem::path& library, Access access)
{
    if (access == Access::ReadWrite) {
        std::error_code error;
        std::filesystem::create_directories(library, error);
        if (error) {
            return fail(ErrorCode::Io, "cannot make " + displayPath(library) + ": " + error.message());
        }
    }
    return opened<Catalog, SqliteCatalog>(library / "catalog.db", access);
}

Result<Catalog::Counts> SqliteCatalog::counts() const
{
    return answered(m_database, [&]() -> Result<Counts> {
        const auto count = [&](std::string_view sql) {
            Statement row = m_database.query(sql);
            return row.step() ? row.integer(0) : 0;
        };
        Counts counts;
        counts.folders = count("SELECT count(*) FROM folder");
        counts.failures = count("SELECT count(*) FROM file WHERE content_id IS NULL");
        counts.photos = count("SELECT count(*) FROM file") - counts.failures;
        counts.contents = count("SELECT count(*) FROM content");
        counts.offlinePhotos = count("SELECT count(*) FROM folder o JOIN directory d ON d.folder_id = o.id"
                                     " JOIN file f ON f.directory_id = d.id"
                                     " WHERE o.online = 0 AND f.content_id IS NOT NULL");
        return counts;
    });
}

Result<std::vector<std::string>> SqliteCatalog::verify() const
{
    return answered(m_database, [&]() -> Result<std::vector<std::string>> {
        std::vector<std::string> problems = m_database.integrityProblems();
        try {
            findContradictions(m_database, problems);
        } catch (const SqliteError& error) { // damage, and the reason why the rest could not be checked
            problems.push_back(error.error().message);
        }
        return problems;
    });
}

Result<std::vector<ContentId>> SqliteCatalog::compact()
{
    return answered(m_database, [&]() -> Result<std::vector<ContentId>> {
        std::vector<ContentId> dropped;
        Transaction transaction(m_database);
        m_database.run("DELETE FROM gone_file");
        constexpr const char* kUnused
            = "SELECT id FROM content c WHERE NOT EXISTS (SELECT 1 FROM file f WHERE f.content_id = c.id) ORDER BY id";
        Statement unused = m_database.query(kUnused);
        while (unused.step()) {
            dropped.push_back({unused.integer(0)});
        }
        unused.reset();
        for (const ContentId content : dropped) {
            m_database.run("DELETE FROM content WHERE id = ?", content.value);
        }
        m_database.run(
            "DELETE FROM directory WHERE NOT EXISTS (SELECT 1 FROM file f WHERE f.directory_id = directory.id)");
        m_database.run("DELETE FROM camera WHERE NOT EXISTS (SELECT 1 FROM content c WHERE c.camera_id = camera.id)");
        m_database.run("DELETE FROM lens WHERE NOT EXISTS (SELECT 1 FROM content c WHERE c.lens_id = lens.id)");
        m_database.run("DELETE FROM tag WHERE NOT EXISTS (SELECT 1 FROM content_tag ct WHERE ct.tag_id = tag.id)"
                       " AND id NOT IN (SELECT tag_id FROM tag_in_file UNION ALL SELECT tag_id FROM tag_decision)");
        transaction.commit();
        m_database.execute("VACUUM; PRAGMA wal_checkpoint(TRUNCATE); ANALYZE");
        return dropped;
    });
}

} // namespace likeness
