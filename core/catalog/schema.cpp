#include "core/catalog/schema.h"

namespace likeness {
namespace {

// Migrations are numbered by their place and never change once released: a file of version i runs those from i on.
// Types and constraints are those that PostgreSQL has too (BLOB = bytea, AUTOINCREMENT = identity, no rowid tricks).

/// Paths and names are BLOBs: a file name is any bytes but `/` and NUL, and comparing bytes is also what makes
/// "everything below a/b" a range of the index. `CAST(path AS TEXT)` shows them.
///
/// Ids of contents and files are AUTOINCREMENT, never given twice: vectors, thumbnails and index files name them
/// outside of this file and its transactions.
void catalogVersion1(SqliteDatabase& database)
{
    database.execute(R"sql(
        CREATE TABLE folder (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            path BLOB NOT NULL UNIQUE,
            online INTEGER NOT NULL DEFAULT 1 CHECK (online IN (0, 1)),
            device INTEGER NOT NULL DEFAULT 0
        ) STRICT;

        CREATE TABLE folder_exclude (
            folder_id INTEGER NOT NULL REFERENCES folder (id) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            pattern TEXT NOT NULL,
            PRIMARY KEY (folder_id, position)
        ) STRICT;

        -- path is relative to the folder, without slashes at its ends; the folder itself is the empty path
        CREATE TABLE directory (
            id INTEGER PRIMARY KEY,
            folder_id INTEGER NOT NULL REFERENCES folder (id),
            path BLOB NOT NULL,
            UNIQUE (folder_id, path)
        ) STRICT;

        CREATE TABLE camera (
            id INTEGER PRIMARY KEY,
            make TEXT NOT NULL,
            model TEXT NOT NULL,
            UNIQUE (make, model)
        ) STRICT;

        CREATE TABLE lens (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE
        ) STRICT;

        CREATE TABLE tag (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE
        ) STRICT;

        -- rating_decided is what the person said in Likeness and wins over rating_in_file
        CREATE TABLE content (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 16),
            width INTEGER NOT NULL CHECK (width > 0),
            height INTEGER NOT NULL CHECK (height > 0),
            format TEXT NOT NULL,
            average_rgb INTEGER NOT NULL CHECK (average_rgb BETWEEN 0 AND 16777215),
            taken_seconds INTEGER,
            taken_zone_minutes INTEGER,
            latitude REAL CHECK (latitude BETWEEN -90 AND 90),
            longitude REAL CHECK (longitude BETWEEN -180 AND 180),
            camera_id INTEGER REFERENCES camera (id),
            lens_id INTEGER REFERENCES lens (id),
            focal_length_mm REAL,
            aperture_f REAL,
            exposure_seconds REAL,
            iso INTEGER,
            rating_in_file INTEGER CHECK (rating_in_file BETWEEN 0 AND 5),
            rating_decided INTEGER CHECK (rating_decided BETWEEN 0 AND 5),
            title TEXT NOT NULL,
            description TEXT NOT NULL,
            CHECK ((latitude IS NULL) = (longitude IS NULL))
        ) STRICT;
        CREATE INDEX content_by_camera ON content (camera_id);
        CREATE INDEX content_by_lens ON content (lens_id);
        CREATE INDEX content_by_place ON content (latitude, longitude) WHERE latitude IS NOT NULL;

        CREATE TABLE content_tag (
            content_id INTEGER NOT NULL REFERENCES content (id) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            tag_id INTEGER NOT NULL REFERENCES tag (id),
            PRIMARY KEY (content_id, position)
        ) STRICT;
        CREATE INDEX content_tag_by_tag ON content_tag (tag_id, content_id);

        -- what lies on the disk: a photo with its content, or a file that failed with the reason
        CREATE TABLE file (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            directory_id INTEGER NOT NULL REFERENCES directory (id),
            name BLOB NOT NULL,
            content_id INTEGER REFERENCES content (id),
            size_bytes INTEGER NOT NULL,
            modified_ns INTEGER NOT NULL,
            device INTEGER NOT NULL,
            inode INTEGER NOT NULL,
            sort_seconds INTEGER NOT NULL, -- when taken, else when modified
            name_key BLOB NOT NULL,        -- see name_key.h
            failure TEXT,
            failed_seconds INTEGER,
            UNIQUE (directory_id, name),
            CHECK ((content_id IS NULL) = (failure IS NOT NULL)),
            CHECK ((failure IS NULL) = (failed_seconds IS NULL))
        ) STRICT;
        CREATE INDEX file_by_content ON file (content_id);
        CREATE INDEX file_by_failure ON file (id) WHERE content_id IS NULL;
        -- these three hold all that a sorted list needs, so that a million photos are listed without touching a row
        CREATE INDEX file_by_date ON file (sort_seconds, directory_id, name_key) WHERE content_id IS NOT NULL;
        CREATE INDEX file_by_name ON file (name_key, directory_id) WHERE content_id IS NOT NULL;
        CREATE INDEX file_by_size ON file (size_bytes, directory_id, name_key) WHERE content_id IS NOT NULL;

        -- photos whose file is no longer there, until it comes back, turns up elsewhere, or the library is compacted
        CREATE TABLE gone_file (
            id INTEGER PRIMARY KEY,
            directory_id INTEGER NOT NULL REFERENCES directory (id),
            name BLOB NOT NULL,
            content_id INTEGER NOT NULL REFERENCES content (id)
        ) STRICT;
        CREATE INDEX gone_file_by_content ON gone_file (content_id);
        CREATE INDEX gone_file_by_directory ON gone_file (directory_id);

        CREATE TABLE saved_search (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            name TEXT NOT NULL UNIQUE,
            query TEXT NOT NULL -- JSON, see query_json.h
        ) STRICT;

        CREATE TABLE setting (
            key TEXT PRIMARY KEY,
            value TEXT NOT NULL
        ) STRICT;
    )sql");
}

/// What a person decides about tags and texts, beside what the file says. `content_tag` becomes what follows from both
/// (see tag_writer.h), as `coalesce(rating_decided, rating_in_file)` does for ratings.
void addTagDecisions(SqliteDatabase& database)
{
    database.execute(R"sql(
        CREATE TABLE tag_in_file (
            content_id INTEGER NOT NULL REFERENCES content (id) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            tag_id INTEGER NOT NULL REFERENCES tag (id),
            PRIMARY KEY (content_id, position)
        ) STRICT;
        INSERT INTO tag_in_file (content_id, position, tag_id) SELECT content_id, position, tag_id FROM content_tag;

        -- only where the person wants something else than the file says
        CREATE TABLE tag_decision (
            content_id INTEGER NOT NULL REFERENCES content (id) ON DELETE CASCADE,
            tag_id INTEGER NOT NULL REFERENCES tag (id),
            present INTEGER NOT NULL CHECK (present IN (0, 1)),
            PRIMARY KEY (content_id, tag_id)
        ) STRICT;

        ALTER TABLE content ADD COLUMN title_decided TEXT;
        ALTER TABLE content ADD COLUMN description_decided TEXT;

        -- sizes and times of the XMP files beside a photo, see sidecar.h; 0 = none
        ALTER TABLE file ADD COLUMN sidecar_stamp INTEGER NOT NULL DEFAULT 0;

        -- other bytes of the same picture: Likeness wrote metadata into the file, or is about to
        CREATE TABLE rewritten_hash (
            hash BLOB PRIMARY KEY CHECK (length(hash) = 16),
            content_id INTEGER NOT NULL REFERENCES content (id) ON DELETE CASCADE
        ) STRICT;
    )sql");
}

/// What a person decided about clusters. Ids come from the setting "cluster-next-id", never twice.
void addClusters(SqliteDatabase& database)
{
    database.execute(R"sql(
        CREATE TABLE cluster (
            id INTEGER PRIMARY KEY,
            model_id TEXT NOT NULL,
            level INTEGER NOT NULL CHECK (level >= 0),
            name TEXT NOT NULL, -- empty = not named
            pinned INTEGER NOT NULL CHECK (pinned IN (0, 1))
        ) STRICT;

        -- what was in it when it was last seen
        CREATE TABLE cluster_content (
            cluster_id INTEGER NOT NULL REFERENCES cluster (id) ON DELETE CASCADE,
            content_id INTEGER NOT NULL REFERENCES content (id) ON DELETE CASCADE,
            PRIMARY KEY (cluster_id, content_id)
        ) STRICT;
        CREATE INDEX cluster_content_by_content ON cluster_content (content_id);
    )sql");
}

/// Decisions of a person, by the contents' hashes rather than their ids: a content that was dropped and comes back is
/// still not a duplicate. A hash with itself: copies of it are wanted.
void notDuplicates(SqliteDatabase& database)
{
    database.execute(R"sql(
        CREATE TABLE not_duplicate (
            first_hash BLOB NOT NULL CHECK (length(first_hash) = 16),
            second_hash BLOB NOT NULL CHECK (length(second_hash) = 16),
            PRIMARY KEY (first_hash, second_hash),
            CHECK (first_hash <= second_hash)
        ) STRICT;
    )sql");
}

/// The primary key is the sequence, so that what is new since N is one range of pages in order; the index reads
/// 10,000,000 vectors that way at start.
/// value: dimension × 2 bytes, IEEE half floats, little-endian.
void vectorsVersion1(SqliteDatabase& database)
{
    database.execute(R"sql(
        CREATE TABLE header (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            model_id TEXT NOT NULL,
            preprocessing_hash TEXT NOT NULL,
            dimension INTEGER NOT NULL CHECK (dimension > 0),
            last_sequence INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE vector (
            sequence INTEGER PRIMARY KEY,
            content_id INTEGER NOT NULL UNIQUE,
            value BLOB NOT NULL
        ) STRICT;

        CREATE TABLE removal (
            sequence INTEGER PRIMARY KEY,
            content_id INTEGER NOT NULL UNIQUE
        ) STRICT;
    )sql");
}

/// encoded: a JPEG. The indexes answer "which contents have one" without walking through the pictures.
void thumbnailsVersion1(SqliteDatabase& database)
{
    database.execute(R"sql(
        CREATE TABLE small (content_id INTEGER PRIMARY KEY, encoded BLOB NOT NULL) STRICT;
        CREATE INDEX small_contents ON small (content_id);
        CREATE TABLE large (content_id INTEGER PRIMARY KEY, encoded BLOB NOT NULL) STRICT;
        CREATE INDEX large_contents ON large (content_id);
    )sql");
}

/// look: 37 hashes of 8 bytes, little-endian: the picture's and those of its parts (core/explore/perceptual_hash.h).
/// pixels: XXH3-128 of width, height and all pixels as they are shown.
void pictureHashes(SqliteDatabase& database)
{
    database.execute("CREATE TABLE picture_hash (content_id INTEGER PRIMARY KEY, look BLOB,"
                     " pixels BLOB CHECK (length(pixels) = 16)) STRICT");
}

constexpr Migration kCatalogMigrations[] = {catalogVersion1, addTagDecisions, addClusters, notDuplicates};
constexpr Migration kVectorMigrations[] = {vectorsVersion1};
constexpr Migration kThumbnailMigrations[] = {thumbnailsVersion1, pictureHashes};

} // namespace

// Durable: a rating is a decision of a person. And ids: if a power cut took back the commit that gave out a content id,
// the id would be given again while vectors.db, which is another file, may hold the vector of the first one.
const SqliteOptions kCatalogOptions{.applicationId = 0x4C6B4374, .migrations = kCatalogMigrations};

// Durable: index files name the last sequence number that they hold. Were that number given twice, a row would be
// missed. Pages of 16 KiB waste less than those of 4 KiB on rows of 640 to 2,048 bytes.
const SqliteOptions kVectorOptions{
    .applicationId = 0x4C6B5665, .migrations = kVectorMigrations, .pageSizeBytes = 16384, .durable = true};

// Not durable: what a power cut takes back is made again, and large commits do not wait for the disk. Incremental
// vacuum: VACUUM would write 40 GB anew at 1,000,000 photos. Pages of 8 KiB: 3 % more on the disk than 4 KiB and a
// quarter less CPU time to write; 16 KiB cost 16 % (tests/bench/RESULTS.md, thumbnail storage).
const SqliteOptions kThumbnailOptions{.applicationId = 0x4C6B5468,
                                      .migrations = kThumbnailMigrations,
                                      .pageSizeBytes = 8192,
                                      .incrementalVacuum = true,
                                      .durable = false};

} // namespace likeness
