#include "core/catalog/file_writer.h"

#include "core/catalog/content_writer.h"
#include "core/catalog/name_key.h"
#include "core/catalog/sqlite_catalog.h"
#include "core/catalog/tag_writer.h"

#include <algorithm>
#include <chrono>

namespace likeness {

namespace fs = std::filesystem;

namespace {

std::int64_t secondsNow()
{
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::seconds>(now).count();
}

/// Rounds down, also before 1970.
std::int64_t secondsOf(const FileStamp& stamp)
{
    constexpr std::int64_t kPerSecond = 1'000'000'000;
    const std::int64_t seconds = stamp.modifiedNs / kPerSecond;
    return stamp.modifiedNs % kPerSecond < 0 ? seconds - 1 : seconds;
}

} // namespace

CommitOutcome FileWriter::write(const CatalogBatch& batch)
{
    for (const GoneFile& file : batch.gone) {
        Statement place = m_database.query("SELECT f.directory_id, f.name, r.path, d.path FROM file f"
                                           " JOIN directory d ON d.id = f.directory_id"
                                           " JOIN folder r ON r.id = d.folder_id WHERE f.id = ?",
                                           file.photo.value);
        if (place.step() && StoredPath{place.bytes(2), place.bytes(3), place.bytes(1)}.absolute() == file.path) {
            m_goneHere.emplace(Target{place.integer(0), std::string(place.bytes(1))}, file.photo.value);
        }
    }
    for (const auto& [_, photo] : m_goneHere) {
        leave(photo);
    }

    const std::vector<std::int64_t> contents = writeContents(m_database, batch.indexed);
    std::vector<Arrival> arrivals(batch.indexed.size());
    for (std::size_t i = 0; i < arrivals.size(); ++i) {
        arrivals[i].file = &batch.indexed[i];
        arrivals[i].index = i;
        arrivals[i].content = contents[i];
    }
    std::ranges::stable_sort(arrivals, {}, [](const Arrival& arrival) {
        return std::pair(arrival.file->folder, std::string_view(arrival.file->relativePath.native()));
    });
    for (Arrival& arrival : arrivals) {
        arrival.target = targetOf(arrival.file->folder, arrival.file->relativePath);
    }
    for (Arrival& arrival : arrivals) {
        const Occupant occupant = occupantOf(arrival.target);
        if (occupant.photo != 0 && occupant.content == arrival.content) {
            change(occupant.photo, arrival.content, arrival.file->stamp);
            arrival.photo = occupant.photo;
        }
    }
    // A photo that is replaced by one that moved over it may itself turn up elsewhere: until nothing moves any more.
    // Those that kept their name choose first: of two files with the bytes of a gone one, the other is the copy.
    for (const bool sameName : {true, false}) {
        for (bool moved = true; moved;) {
            moved = false;
            for (Arrival& arrival : arrivals) {
                moved = (arrival.photo == 0 && takeOverGone(arrival, sameName)) || moved;
            }
        }
    }
    for (Arrival& arrival : arrivals) {
        if (arrival.photo == 0) {
            settle(arrival);
        }
    }
    for (const IndexFailure& failure : batch.failures) {
        writeFailure(failure);
    }

    CommitOutcome outcome;
    outcome.contents.resize(arrivals.size());
    outcome.photos.resize(arrivals.size());
    for (const Arrival& arrival : arrivals) {
        outcome.contents[arrival.index] = {arrival.content};
        outcome.photos[arrival.index] = {arrival.photo};
        m_database.run("UPDATE file SET sidecar_stamp = ?1 WHERE id = ?2 AND sidecar_stamp <> ?1",
                       arrival.file->sidecarStamp, arrival.photo);
    }
    return outcome;
}

void FileWriter::move(PhotoId photo, const FilePlace& place, const FileStamp& stamp)
{
    const Target target = targetOf(place.folder, place.relativePath);
    if (const Occupant occupant = occupantOf(target); occupant.photo != 0 && occupant.photo != photo.value) {
        leave(occupant.photo); // rename(2) replaces what was there
    }
    Statement row = m_database.query("SELECT content_id FROM file WHERE id = ?", photo.value);
    if (row.step()) {
        const std::optional<std::int64_t> content = row.optionalInteger(0);
        const std::string key = nameKey(target.name);
        m_database.run("UPDATE file SET directory_id = ?, name = ?, name_key = ?, size_bytes = ?, modified_ns = ?,"
                       " device = ?, inode = ?, sort_seconds = ? WHERE id = ?",
                       target.directory, Bytes{target.name}, Bytes{key}, stamp.sizeBytes, stamp.modifiedNs,
                       static_cast<std::int64_t>(stamp.device), static_cast<std::int64_t>(stamp.inode),
                       content ? sortSeconds(*content, stamp) : secondsOf(stamp), photo.value);
        return;
    }
    Statement gone = m_database.query("SELECT content_id FROM gone_file WHERE id = ?", photo.value);
    if (!gone.step()) {
        throw SqliteError({ErrorCode::NotFound, "no photo has the number " + std::to_string(photo.value)});
    }
    this->place(photo.value, target, gone.integer(0), stamp);
}

std::int64_t FileWriter::directoryOf(FolderId folder, const fs::path& relative)
{
    const auto [known, isNew] = m_directories.try_emplace({folder.value, relative.native()});
    if (!isNew) {
        return known->second;
    }
    const Bytes path{relative.native()};
    if (Statement row
        = m_database.query("SELECT id FROM directory WHERE folder_id = ? AND path = ?", folder.value, path);
        row.step()) {
        return known->second = row.integer(0);
    }
    if (!m_database.query("SELECT 1 FROM folder WHERE id = ?", folder.value).step()) {
        throw SqliteError({ErrorCode::InvalidInput, "no folder has the number " + std::to_string(folder.value)});
    }
    m_database.run("INSERT INTO directory (folder_id, path) VALUES (?, ?)", folder.value, path);
    return known->second = m_database.lastInsertId();
}

FileWriter::Target FileWriter::targetOf(FolderId folder, const fs::path& relativePath)
{
    if (relativePath.is_absolute() || !relativePath.has_filename()) {
        throw SqliteError({ErrorCode::InvalidInput, displayPath(relativePath) + " is not a path below a folder"});
    }
    return {directoryOf(folder, relativePath.parent_path()), relativePath.filename().native()};
}

FileWriter::Occupant FileWriter::occupantOf(const Target& target) const
{
    Statement row = m_database.query("SELECT id, content_id FROM file WHERE directory_id = ? AND name = ?",
                                     target.directory, Bytes{target.name});
    return row.step() ? Occupant{row.integer(0), row.integer(1)} : Occupant{};
}

/// Of several gone photos with these bytes, the one whose old place is most like the new one.
std::int64_t FileWriter::gonePhotoOf(std::int64_t content, const Target& target, bool sameName) const
{
    Statement row = m_database.query("SELECT id FROM gone_file WHERE content_id = ?1 AND (name = ?3 OR NOT ?4)"
                                     " ORDER BY directory_id = ?2 DESC, id LIMIT 1",
                                     content, target.directory, Bytes{target.name}, sameName ? 1 : 0);
    return row.step() ? row.integer(0) : 0;
}

/// Takes a file from its place. A photo stays known; a failure is forgotten.
void FileWriter::leave(std::int64_t photo)
{
    m_database.run("INSERT INTO gone_file (id, directory_id, name, content_id)"
                   " SELECT id, directory_id, name, content_id FROM file WHERE id = ? AND content_id IS NOT NULL",
                   photo);
    m_database.run("DELETE FROM file WHERE id = ?", photo);
}

void FileWriter::place(std::int64_t photo, const Target& target, std::int64_t content, const FileStamp& stamp)
{
    const std::string key = nameKey(target.name);
    const std::optional<std::int64_t> id = photo == 0 ? std::nullopt : std::optional(photo);
    m_database.run("INSERT INTO file (id, directory_id, name, content_id, size_bytes, modified_ns, device, inode,"
                   " sort_seconds, name_key) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                   id, target.directory, Bytes{target.name}, content, stamp.sizeBytes, stamp.modifiedNs,
                   static_cast<std::int64_t>(stamp.device), static_cast<std::int64_t>(stamp.inode),
                   sortSeconds(content, stamp), Bytes{key});
    if (photo != 0) {
        m_database.run("DELETE FROM gone_file WHERE id = ?", photo);
    }
}

std::int64_t FileWriter::placeNew(const Target& target, std::int64_t content, const FileStamp& stamp)
{
    place(0, target, content, stamp);
    return m_database.lastInsertId();
}

/// A file that was read again where it was.
void FileWriter::change(std::int64_t photo, std::int64_t content, const FileStamp& stamp)
{
    m_database.run("UPDATE file SET content_id = ?, size_bytes = ?, modified_ns = ?, device = ?, inode = ?,"
                   " sort_seconds = ?, failure = NULL, failed_seconds = NULL WHERE id = ?",
                   content, stamp.sizeBytes, stamp.modifiedNs, static_cast<std::int64_t>(stamp.device),
                   static_cast<std::int64_t>(stamp.inode), sortSeconds(content, stamp), photo);
}

/// A photo that was cropped or turned in place keeps what its person decided about it, whatever the new bytes say; but
/// what had been written into it and another program has changed there since is the file's to say.
void FileWriter::carryDecisionsOver(std::int64_t from, std::int64_t to)
{
    m_database.run("UPDATE content SET (rating_decided, title_decided, description_decided) ="
                   " (SELECT coalesce(content.rating_decided, "
                       + unlessOverruled("o.rating_decided", "o.rating_in_file", "content.rating_in_file")
                       + "), coalesce(content.title_decided, "
                       + textUnlessOverruled("o.title_decided", "o.title", "content.title")
                       + "), coalesce(content.description_decided, "
                       + textUnlessOverruled("o.description_decided", "o.description", "content.description")
                       + ") FROM content o WHERE o.id = ?1) WHERE id = ?2 AND ?1 <> ?2",
                   from, to);
    TagWriter(m_database).carryDecisionsOver(from, to);
}

bool FileWriter::takeOverGone(Arrival& arrival, bool sameName)
{
    const std::int64_t gone = gonePhotoOf(arrival.content, arrival.target, sameName);
    if (gone == 0) {
        return false;
    }
    if (const Occupant occupant = occupantOf(arrival.target); occupant.photo != 0) {
        leave(occupant.photo);
    }
    place(gone, arrival.target, arrival.content, arrival.file->stamp);
    arrival.photo = gone;
    return true;
}

/// For what moved nowhere and came from nowhere: changed in place, or new.
void FileWriter::settle(Arrival& arrival)
{
    const FileStamp& stamp = arrival.file->stamp;
    if (const Occupant occupant = occupantOf(arrival.target); occupant.photo != 0) {
        if (occupant.content != 0 && occupant.content != arrival.content) {
            carryDecisionsOver(occupant.content, arrival.content);
        }
        change(occupant.photo, arrival.content, stamp);
        arrival.photo = occupant.photo;
        return;
    }
    // Named as gone and there again with other bytes: some programs save by deleting and writing anew.
    if (const auto here = m_goneHere.find(arrival.target); here != m_goneHere.end()) {
        Statement row = m_database.query("SELECT content_id FROM gone_file WHERE id = ?", here->second);
        if (row.step()) {
            carryDecisionsOver(row.integer(0), arrival.content);
            row.reset();
            place(here->second, arrival.target, arrival.content, stamp);
            arrival.photo = here->second;
            return;
        }
    }
    arrival.photo = placeNew(arrival.target, arrival.content, stamp);
}

void FileWriter::writeFailure(const IndexFailure& failure)
{
    const Target target = targetOf(failure.folder, failure.relativePath);
    const FileStamp& stamp = failure.stamp;
    const std::string key = nameKey(target.name);
    const auto returning = m_goneHere.find(target);
    const std::int64_t known = occupantOf(target).photo;
    std::optional<std::int64_t> id = known != 0 ? std::optional(known) : std::nullopt;
    if (!id && returning != m_goneHere.end()
        && !m_database.query("SELECT 1 FROM file WHERE id = ?", returning->second).step()) {
        id = returning->second;
        m_database.run("DELETE FROM gone_file WHERE id = ?", *id);
    }
    m_database.run("INSERT INTO file (id, directory_id, name, size_bytes, modified_ns, device, inode, sort_seconds,"
                   " name_key, failure, failed_seconds) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                   " ON CONFLICT (id) DO UPDATE SET content_id = NULL, size_bytes = excluded.size_bytes,"
                   " modified_ns = excluded.modified_ns, device = excluded.device, inode = excluded.inode,"
                   " sort_seconds = excluded.sort_seconds, failure = excluded.failure,"
                   " failed_seconds = excluded.failed_seconds",
                   id, target.directory, Bytes{target.name}, stamp.sizeBytes, stamp.modifiedNs,
                   static_cast<std::int64_t>(stamp.device), static_cast<std::int64_t>(stamp.inode), secondsOf(stamp),
                   Bytes{key}, std::string_view(failure.reason), secondsNow());
}

std::int64_t FileWriter::sortSeconds(std::int64_t content, const FileStamp& stamp) const
{
    Statement row = m_database.query("SELECT taken_seconds FROM content WHERE id = ?", content);
    return row.step() && !row.isNull(0) ? row.integer(0) : secondsOf(stamp);
}

} // namespace likeness
