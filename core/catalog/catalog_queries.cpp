#include "core/catalog/sqlite_catalog.h"

#include "core/base/text.h"
#include "core/catalog/filter_sql.h"

#include <algorithm>

namespace likeness {
namespace {

/// The columns of a PhotoRow, for `readRow`.
constexpr const char* kRowSelect
    = "SELECT f.id, f.content_id, o.path, d.path, f.name, c.width, c.height, f.size_bytes, f.modified_ns,"
      " c.taken_seconds, c.taken_zone_minutes, c.format, coalesce(c.rating_decided, c.rating_in_file, 0),"
      " c.average_rgb, o.online"
      " FROM file f JOIN content c ON c.id = f.content_id JOIN directory d ON d.id = f.directory_id"
      " JOIN folder o ON o.id = d.folder_id WHERE f.id = ?";

PhotoRow readRow(const Statement& row)
{
    PhotoRow photo;
    photo.id = {row.integer(0)};
    photo.content = {row.integer(1)};
    photo.path = StoredPath{row.bytes(2), row.bytes(3), row.bytes(4)}.absolute();
    photo.width = static_cast<int>(row.integer(5));
    photo.height = static_cast<int>(row.integer(6));
    photo.sizeBytes = row.integer(7);
    photo.modifiedSeconds = row.integer(8) / 1'000'000'000;
    if (!row.isNull(9)) {
        photo.taken = CaptureTime{row.integer(9), std::nullopt};
        if (!row.isNull(10)) {
            photo.taken->zoneMinutes = static_cast<int>(row.integer(10));
        }
    }
    photo.format = row.text(11);
    photo.rating = static_cast<int>(row.integer(12));
    photo.averageRgb = static_cast<std::uint32_t>(row.integer(13));
    photo.online = row.integer(14) != 0;
    return photo;
}

/// A list sorted by key in which photos of equal key still have to be put in the order of their paths.
class TieBreaker {
public:
    TieBreaker(const SqliteDatabase& database, bool descending)
        : m_database(database)
        , m_descending(descending)
    {
    }

    void add(PhotoId photo, std::int64_t directory)
    {
        m_photos.push_back(photo);
        m_directories.push_back(directory);
    }

    /// What was added since the last call has one key. It came ordered by directory id, name and id; backwards if the
    /// list descends. Ties go by path in both.
    void endRun()
    {
        const std::size_t begin = std::exchange(m_runBegin, m_photos.size());
        if (m_photos.size() - begin < 2) {
            return;
        }
        if (m_ranks.empty()) {
            m_ranks = directoryRanks(m_database);
        }
        m_run.clear();
        for (std::size_t i = begin; i < m_photos.size(); ++i) {
            m_run.emplace_back(m_ranks[m_directories[i]], m_photos[i]);
        }
        if (m_descending) {
            std::reverse(m_run.begin(), m_run.end());
        }
        std::ranges::stable_sort(m_run, {}, &std::pair<std::int64_t, PhotoId>::first);
        std::ranges::transform(m_run, m_photos.begin() + static_cast<std::ptrdiff_t>(begin),
                               &std::pair<std::int64_t, PhotoId>::second);
    }

    std::size_t size() const { return m_photos.size(); }
    std::vector<PhotoId> take() { return std::move(m_photos); }

private:
    const SqliteDatabase& m_database;
    const bool m_descending;
    std::vector<PhotoId> m_photos;
    std::vector<std::int64_t> m_directories;
    std::size_t m_runBegin = 0;
    std::vector<std::pair<std::int64_t, PhotoId>> m_run;
    std::unordered_map<std::int64_t, std::int64_t> m_ranks; ///< read when the first tie turns up
};

std::string fromAndWhere(const SqlCondition& condition)
{
    std::string sql = " FROM file f";
    sql += condition.usesContent ? " JOIN content c ON c.id = f.content_id" : "";
    sql += " WHERE f.content_id IS NOT NULL";
    sql += condition.sql.empty() ? "" : " AND " + condition.sql;
    return sql;
}

std::vector<PhotoId> sortedPhotos(const SqliteDatabase& database, const Query& query, const SqlCondition& condition)
{
    const std::string key = query.sort == SortKey::Name   ? "f.name_key"
                            : query.sort == SortKey::Size ? "f.size_bytes"
                                                          : "f.sort_seconds";
    const std::string order = query.ascending ? "" : " DESC";
    // A plus keeps SQLite from walking along the index of the order: with conditions on contents that reads two rows
    // in random places per photo (minutes for 1,000,000), where reading in order of contents and sorting takes 1 s.
    const std::string free = condition.usesContent || condition.namesRows ? "+" : "";
    const std::string sql = "SELECT f.id, f.directory_id, " + key + fromAndWhere(condition) + " ORDER BY " + free + key
                            + order + ", f.directory_id" + order + ", f.name_key" + order + ", f.id" + order;
    Statement row = database.prepare(sql);
    condition.bindTo(row);

    // With parts the limit is one on the answers of the search, not on the photos that may be answers.
    const std::size_t limit = query.parts.empty() ? query.countMax : 0;
    const bool keyIsText = query.sort == SortKey::Name;
    TieBreaker photos(database, !query.ascending);
    std::int64_t number = 0;
    std::string text;
    while (row.step()) {
        const bool sameKey = keyIsText ? row.bytes(2) == text : row.integer(2) == number;
        if (!sameKey) {
            photos.endRun();
            if (limit != 0 && photos.size() >= limit) {
                break;
            }
            keyIsText ? void(text = row.bytes(2)) : void(number = row.integer(2));
        }
        photos.add({row.integer(0)}, row.integer(1));
    }
    photos.endRun();
    std::vector<PhotoId> sorted = photos.take();
    if (limit != 0 && sorted.size() > limit) {
        sorted.resize(limit);
    }
    return sorted;
}

template <class T> std::vector<T> firstColumn(Statement row)
{
    std::vector<T> values;
    while (row.step()) {
        values.push_back(T{row.integer(0)});
    }
    return values;
}

} // namespace

std::unordered_map<std::int64_t, std::int64_t> directoryRanks(const SqliteDatabase& database)
{
    std::unordered_map<std::int64_t, std::int64_t> ranks;
    Statement row = database.query("SELECT d.id FROM directory d JOIN folder o ON o.id = d.folder_id"
                                   " ORDER BY o.path, d.path");
    while (row.step()) {
        ranks.emplace(row.integer(0), static_cast<std::int64_t>(ranks.size()));
    }
    return ranks;
}

Result<std::vector<PhotoId>> SqliteCatalog::photosMatching(const Query& query, const Filter& filter) const
{
    return answered(m_database, [&]() -> Result<std::vector<PhotoId>> {
        return sortedPhotos(m_database, query, conditionOf(filter, query));
    });
}

Result<std::vector<ContentId>> SqliteCatalog::contentsMatching(const Query& query, const Filter& filter) const
{
    return answered(m_database, [&]() -> Result<std::vector<ContentId>> {
        const SqlCondition condition = conditionOf(filter, query);
        Statement row = m_database.prepare("SELECT f.content_id" + fromAndWhere(condition));
        condition.bindTo(row);
        std::vector<ContentId> contents = firstColumn<ContentId>(std::move(row));
        std::ranges::sort(contents);
        contents.erase(std::unique(contents.begin(), contents.end()), contents.end());
        return contents;
    });
}

Result<std::vector<std::pair<ContentId, PhotoId>>> SqliteCatalog::photosOf(std::span<const ContentId> contents) const
{
    return answered(m_database, [&]() -> Result<std::vector<std::pair<ContentId, PhotoId>>> {
        std::vector<std::pair<ContentId, PhotoId>> pairs;
        Statement row = m_database.query("SELECT f.id FROM file f JOIN directory d ON d.id = f.directory_id"
                                         " JOIN folder o ON o.id = d.folder_id WHERE f.content_id = ?"
                                         " ORDER BY o.path, d.path, f.name",
                                         std::int64_t{0});
        for (const ContentId content : contents) {
            row.reset();
            row.bind(content.value);
            while (row.step()) {
                pairs.emplace_back(content, PhotoId{row.integer(0)});
            }
        }
        return pairs;
    });
}

Result<std::vector<PhotoRow>> SqliteCatalog::rows(std::span<const PhotoId> photos) const
{
    return answered(m_database, [&]() -> Result<std::vector<PhotoRow>> {
        std::vector<PhotoRow> rows;
        rows.reserve(photos.size());
        Statement row = m_database.query(kRowSelect, std::int64_t{0});
        for (const PhotoId photo : photos) {
            row.reset();
            row.bind(photo.value);
            if (row.step()) {
                rows.push_back(readRow(row));
            }
        }
        return rows;
    });
}

Result<PhotoDetails> SqliteCatalog::details(PhotoId photo) const
{
    return answered(m_database, [&]() -> Result<PhotoDetails> {
        Statement main = m_database.query(kRowSelect, photo.value);
        if (!main.step()) {
            return fail(ErrorCode::NotFound, "no photo has the number " + std::to_string(photo.value));
        }
        PhotoDetails details;
        details.row = readRow(main);
        const std::int64_t content = details.row.content.value;
        Metadata& metadata = details.metadata;
        metadata.taken = details.row.taken;
        Statement row = m_database.query(
            "SELECT c.latitude, c.longitude, m.make, m.model, l.name, c.focal_length_mm, c.aperture_f,"
            " c.exposure_seconds, c.iso, c.rating_in_file, coalesce(c.title_decided, c.title),"
            " coalesce(c.description_decided, c.description) FROM content c"
            " LEFT JOIN camera m ON m.id = c.camera_id LEFT JOIN lens l ON l.id = c.lens_id WHERE c.id = ?",
            content);
        if (row.step()) {
            if (!row.isNull(0)) {
                metadata.place = GeoPoint{row.real(0), row.real(1)};
            }
            metadata.cameraMake = row.text(2);
            metadata.cameraModel = row.text(3);
            metadata.lens = row.text(4);
            metadata.focalLengthMm = row.optionalReal(5);
            metadata.apertureF = row.optionalReal(6);
            metadata.exposureSeconds = row.optionalReal(7);
            if (const auto iso = row.optionalInteger(8)) {
                metadata.iso = static_cast<int>(*iso);
            }
            if (const auto rating = row.optionalInteger(9)) {
                metadata.rating = static_cast<int>(*rating);
            }
            metadata.title = row.text(10);
            metadata.description = row.text(11);
        }
        Statement tag = m_database.query("SELECT t.name FROM content_tag ct JOIN tag t ON t.id = ct.tag_id"
                                         " WHERE ct.content_id = ? ORDER BY ct.position",
                                         content);
        while (tag.step()) {
            metadata.tags.emplace_back(tag.text(0));
        }
        Statement copy
            = m_database.query("SELECT o.path, d.path, f.name FROM file f JOIN directory d ON d.id = f.directory_id"
                               " JOIN folder o ON o.id = d.folder_id WHERE f.content_id = ? AND f.id <> ?"
                               " ORDER BY o.path, d.path, f.name",
                               content, photo.value);
        while (copy.step()) {
            details.copies.push_back(StoredPath{copy.bytes(0), copy.bytes(1), copy.bytes(2)}.absolute());
        }
        return details;
    });
}

Result<std::vector<Catalog::Copies>> SqliteCatalog::exactDuplicates() const
{
    return answered(m_database, [&]() -> Result<std::vector<Copies>> {
        std::vector<Copies> groups;
        Statement row = m_database.query("SELECT f.content_id, f.id FROM file f"
                                         " JOIN directory d ON d.id = f.directory_id"
                                         " JOIN folder o ON o.id = d.folder_id WHERE f.content_id IN"
                                         " (SELECT content_id FROM file WHERE content_id IS NOT NULL"
                                         "  GROUP BY content_id HAVING count(*) > 1)"
                                         " ORDER BY f.content_id, o.path, d.path, f.name");
        while (row.step()) {
            const ContentId content{row.integer(0)};
            if (groups.empty() || groups.back().content != content) {
                groups.push_back({content, {}});
            }
            groups.back().photos.push_back({row.integer(1)});
        }
        return groups;
    });
}

Result<std::vector<Catalog::ContentPhoto>> SqliteCatalog::photosByContent() const
{
    return answered(m_database, [&]() -> Result<std::vector<ContentPhoto>> {
        std::vector<ContentPhoto> photos;
        // CROSS: contents in the order of their rows, each with its files from the index, so that nothing is sorted.
        Statement row = m_database.query("SELECT c.id, f.id, c.average_rgb FROM content c CROSS JOIN file f"
                                         " ON f.content_id = c.id ORDER BY c.id, f.id");
        while (row.step()) {
            photos.push_back({{row.integer(0)}, {row.integer(1)}, static_cast<std::uint32_t>(row.integer(2))});
        }
        return photos;
    });
}

Result<Catalog::Facts> SqliteCatalog::facts() const
{
    return answered(m_database, [&]() -> Result<Facts> {
        Facts facts;
        Statement row
            = m_database.query("SELECT c.id, c.taken_seconds, c.latitude, c.longitude, c.camera_id,"
                               " (SELECT f.directory_id FROM file f WHERE f.content_id = c.id LIMIT 1) AS directory"
                               " FROM content c WHERE directory IS NOT NULL ORDER BY c.id");
        while (row.step()) {
            ContentFacts& one = facts.contents.emplace_back();
            one.content = {row.integer(0)};
            one.takenSeconds = row.optionalInteger(1);
            if (!row.isNull(2)) {
                one.place = GeoPoint{row.real(2), row.real(3)};
            }
            one.camera = row.integer(4);
            one.directory = row.integer(5);
        }
        Statement camera = m_database.query("SELECT id, make, model FROM camera");
        while (camera.step()) {
            facts.cameras.emplace(camera.integer(0), cameraTitle(camera.text(1), camera.text(2)));
        }
        Statement directory = m_database.query("SELECT d.id, o.path, d.path FROM directory d"
                                               " JOIN folder o ON o.id = d.folder_id");
        while (directory.step()) {
            const std::filesystem::path path
                = StoredPath{directory.bytes(1), directory.bytes(2), {}}.absolute().lexically_normal();
            facts.directories.emplace(
                directory.integer(0),
                displayPath(path.has_filename() ? path.filename() : path.parent_path().filename()));
        }
        return facts;
    });
}

Status SqliteCatalog::forEachShot(const std::function<bool(const Shot&)>& visit) const
{
    return answered(m_database, [&]() -> Status {
        Statement row = m_database.query("SELECT id, camera_id, taken_seconds FROM content c"
                                         " WHERE camera_id IS NOT NULL AND taken_seconds IS NOT NULL"
                                         " AND EXISTS (SELECT 1 FROM file f WHERE f.content_id = c.id)"
                                         " ORDER BY camera_id, taken_seconds, id");
        while (row.step() && visit({{row.integer(0)}, row.integer(1), row.integer(2)})) {
        }
        return {};
    });
}

Result<std::vector<ContentId>> SqliteCatalog::contents() const
{
    return answered(m_database, [&]() -> Result<std::vector<ContentId>> {
        return firstColumn<ContentId>(m_database.query("SELECT DISTINCT content_id FROM file"
                                                       " WHERE content_id IS NOT NULL ORDER BY content_id"));
    });
}

} // namespace likeness
