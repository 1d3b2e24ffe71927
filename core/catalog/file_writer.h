#pragma once

#include "core/catalog/catalog.h"
#include "core/catalog/sqlite_database.h"

#include <map>

namespace likeness {

/// Where a file lies.
struct FilePlace {
    FolderId folder;
    std::filesystem::path relativePath;
};

/// Writes files inside one transaction and decides which photo each of them is.
///
/// In this order, so that the order inside the batch cannot matter:
/// 1. what is named as gone leaves its place, and so does what another file replaces by moving over it;
/// 2. a file with the bytes of a photo that is gone is that photo: it was moved, or has come back;
/// 3. a file at the place of a photo with other bytes is that photo, changed in place;
/// 4. what is left is new.
/// Errors: functions throw SqliteError (InvalidInput: an unknown folder; a content neither known nor brought along).
class FileWriter {
public:
    explicit FileWriter(SqliteDatabase& database)
        : m_database(database)
    {
    }

    CommitOutcome write(const CatalogBatch& batch);
    void move(PhotoId photo, const FilePlace& place, const FileStamp& stamp);

private:
    /// A place as the tables know it.
    struct Target {
        std::int64_t directory = 0;
        std::string name;

        friend auto operator<=>(const Target&, const Target&) = default;
    };
    /// What a place holds now.
    struct Occupant {
        std::int64_t photo = 0;   ///< 0 = nothing
        std::int64_t content = 0; ///< 0 = failed
    };
    struct Arrival {
        const IndexedFile* file = nullptr;
        std::size_t index = 0; ///< in the batch
        Target target;
        std::int64_t content = 0;
        std::int64_t photo = 0; ///< once decided
    };

    std::int64_t directoryOf(FolderId folder, const std::filesystem::path& relative);
    Target targetOf(FolderId folder, const std::filesystem::path& relativePath);
    Occupant occupantOf(const Target& target) const;
    std::int64_t gonePhotoOf(std::int64_t content, const Target& target, bool sameName) const;

    void leave(std::int64_t photo);
    void place(std::int64_t photo, const Target& target, std::int64_t content, const FileStamp& stamp);
    std::int64_t placeNew(const Target& target, std::int64_t content, const FileStamp& stamp);
    void change(std::int64_t photo, std::int64_t content, const FileStamp& stamp);
    void carryDecisionsOver(std::int64_t from, std::int64_t to);
    bool takeOverGone(Arrival& arrival, bool sameName);
    void settle(Arrival& arrival);
    void writeFailure(const IndexFailure& failure);
    std::int64_t sortSeconds(std::int64_t content, const FileStamp& stamp) const;

    SqliteDatabase& m_database;
    std::map<std::pair<std::int64_t, std::string>, std::int64_t> m_directories; ///< known in this transaction
    std::map<Target, std::int64_t> m_goneHere; ///< photos of the batch's `gone` by the place they left
};

} // namespace likeness
