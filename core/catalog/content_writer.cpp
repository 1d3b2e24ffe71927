#include "core/catalog/content_writer.h"

#include "core/catalog/tag_writer.h"

#include <algorithm>
#include <cmath>

namespace likeness {
namespace {

Bytes bytesOf(const ContentHash& hash) { return likeness::bytesOf(std::as_bytes(std::span(hash))); }

std::optional<std::int64_t> cameraOf(SqliteDatabase& database, const Metadata& metadata)
{
    const std::string_view make = metadata.cameraMake;
    const std::string_view model = metadata.cameraModel;
    if (make.empty() && model.empty()) {
        return std::nullopt;
    }
    if (Statement row = database.query("SELECT id FROM camera WHERE make = ? AND model = ?", make, model); row.step()) {
        return row.integer(0);
    }
    database.run("INSERT INTO camera (make, model) VALUES (?, ?)", make, model);
    return database.lastInsertId();
}

std::optional<std::int64_t> lensOf(SqliteDatabase& database, const Metadata& metadata)
{
    const std::string_view name = metadata.lens;
    if (name.empty()) {
        return std::nullopt;
    }
    if (Statement row = database.query("SELECT id FROM lens WHERE name = ?", name); row.step()) {
        return row.integer(0);
    }
    database.run("INSERT INTO lens (name) VALUES (?)", name);
    return database.lastInsertId();
}

/// SQLite would store "not a number" as null, which is what it means.
std::optional<double> finite(const std::optional<double>& value)
{
    return value && std::isfinite(*value) ? value : std::nullopt;
}

/// Files lie; a wrong place or rating in one of them must not stop a batch.
std::optional<GeoPoint> validPlace(const Metadata& metadata)
{
    const bool valid = metadata.place && std::abs(metadata.place->latitudeDegrees) <= 90
                       && std::abs(metadata.place->longitudeDegrees) <= 180;
    return valid ? metadata.place : std::nullopt;
}

std::optional<int> validRating(const Metadata& metadata)
{
    return metadata.rating && *metadata.rating >= 0 && *metadata.rating <= 5 ? metadata.rating : std::nullopt;
}

void writeMetadata(SqliteDatabase& database, std::int64_t content, const Metadata& metadata)
{
    const std::optional<GeoPoint> place = validPlace(metadata);
    std::optional<double> latitude;
    std::optional<double> longitude;
    if (place) {
        latitude = place->latitudeDegrees;
        longitude = place->longitudeDegrees;
    }
    std::optional<std::int64_t> seconds;
    std::optional<int> zone;
    if (metadata.taken) {
        seconds = metadata.taken->localSeconds;
        zone = metadata.taken->zoneMinutes;
    }
    database.run(
        "UPDATE content SET taken_seconds = ?1, taken_zone_minutes = ?2, latitude = ?3, longitude = ?4,"
        " camera_id = ?5, lens_id = ?6, focal_length_mm = ?7, aperture_f = ?8, exposure_seconds = ?9, iso = ?10,"
        " rating_in_file = ?11, title = ?12, description = ?13,"
        " rating_decided = "
            + unlessOverruled("rating_decided", "rating_in_file", "?11")
            + ", title_decided = " + textUnlessOverruled("title_decided", "title", "?12") + ", description_decided = "
            + textUnlessOverruled("description_decided", "description", "?13") + " WHERE id = ?14",
        seconds, zone, latitude, longitude, cameraOf(database, metadata), lensOf(database, metadata),
        finite(metadata.focalLengthMm), finite(metadata.apertureF), finite(metadata.exposureSeconds), metadata.iso,
        validRating(metadata), std::string_view(metadata.title), std::string_view(metadata.description), content);
    TagWriter(database).setInFile(content, metadata.tags);
    // The files' place in lists by date follows; the division rounds down also before 1970.
    database.run("UPDATE file SET sort_seconds = coalesce(?1,"
                 " (modified_ns - (modified_ns < 0) * 999999999) / 1000000000) WHERE content_id = ?2",
                 seconds, content);
}

std::int64_t writeContent(SqliteDatabase& database, const ContentHash& hash, const IndexedFile::Content& content)
{
    std::int64_t id = contentWith(database, hash);
    const std::int64_t averageRgb = content.averageRgb & 0xFFFFFFU;
    if (id == 0) {
        database.run("INSERT INTO content (hash, width, height, format, average_rgb, title, description)"
                     " VALUES (?, ?, ?, ?, ?, '', '')",
                     bytesOf(hash), std::max(1, content.width), std::max(1, content.height),
                     std::string_view(content.format), averageRgb);
        id = database.lastInsertId();
    } else {
        database.run("UPDATE content SET width = ?, height = ?, format = ?, average_rgb = ? WHERE id = ?",
                     std::max(1, content.width), std::max(1, content.height), std::string_view(content.format),
                     averageRgb, id);
    }
    writeMetadata(database, id, content.metadata);
    return id;
}

/// The bytes that a content has now: those that it had before Likeness wrote into the file are remembered.
void adoptRewrittenHash(SqliteDatabase& database, std::int64_t content, const ContentHash& hash)
{
    if (!database.query("SELECT 1 FROM rewritten_hash WHERE hash = ?", bytesOf(hash)).step()) {
        return;
    }
    database.run("DELETE FROM rewritten_hash WHERE hash = ?", bytesOf(hash));
    database.run("INSERT INTO rewritten_hash (hash, content_id) SELECT hash, id FROM content WHERE id = ?", content);
    database.run("UPDATE content SET hash = ? WHERE id = ?", bytesOf(hash), content);
}

} // namespace

std::int64_t contentWith(const SqliteDatabase& database, const ContentHash& hash)
{
    Statement row = database.query("SELECT id FROM content WHERE hash = ?1"
                                   " UNION ALL SELECT content_id FROM rewritten_hash WHERE hash = ?1",
                                   bytesOf(hash));
    return row.step() ? row.integer(0) : 0;
}

std::string unlessOverruled(std::string_view decided, std::string_view before, std::string_view after)
{
    const std::string now(decided);
    return "CASE WHEN " + now + " = " + std::string(before) + " AND " + now + " <> " + std::string(after)
           + " THEN NULL ELSE " + now + " END";
}

std::string textUnlessOverruled(std::string_view decided, std::string_view before, std::string_view after)
{
    // NULL differs from nothing.
    return unlessOverruled(decided, before, "nullif(" + std::string(after) + ", '')");
}

std::vector<std::int64_t> writeContents(SqliteDatabase& database, std::span<const IndexedFile> files)
{
    std::vector<std::int64_t> ids(files.size());
    for (std::size_t i = 0; i < files.size(); ++i) {
        if (files[i].content) {
            ids[i] = writeContent(database, files[i].hash, *files[i].content);
        }
    }
    for (std::size_t i = 0; i < files.size(); ++i) {
        if (!files[i].content) {
            ids[i] = contentWith(database, files[i].hash);
        }
        if (ids[i] == 0) {
            throw SqliteError({ErrorCode::InvalidInput,
                               displayPath(files[i].relativePath) + ": its content is not known to the catalog"});
        }
        if (files[i].metadata) {
            writeMetadata(database, ids[i], *files[i].metadata);
        }
        adoptRewrittenHash(database, ids[i], files[i].hash);
    }
    return ids;
}

} // namespace likeness
