#pragma once

#include "core/api/events.h"
#include "core/base/file_system.h"
#include "core/base/filter.h"
#include "core/catalog/facet_table.h"

#include <span>
#include <unordered_map>

namespace likeness {

/// What the catalog remembers of a file between two scans.
struct KnownFile {
    PhotoId photo;
    ContentId content;                  ///< 0 when the file failed
    std::filesystem::path relativePath; ///< below its folder
    FileStamp stamp;
    bool failed = false;
    bool online = true;
    std::int64_t sidecarStamp = 0; ///< sizes and times of the XMP files beside it; 0 = none
};

/// Everything a batch knows about one file that was read.
struct IndexedFile {
    FolderId folder;
    std::filesystem::path relativePath;
    FileStamp stamp;
    ContentHash hash{};
    /// Absent when the catalog already holds the content: then only the file is recorded.
    struct Content {
        int width = 0;
        int height = 0;
        std::string format;
        std::uint32_t averageRgb = 0;
        Metadata metadata;
    };
    std::optional<Content> content;
    /// Of a content that the catalog holds already: what is to be known of it from now on.
    std::optional<Metadata> metadata;
    std::int64_t sidecarStamp = 0; ///< as in `KnownFile`
};

/// A file that could not be indexed.
struct IndexFailure {
    FolderId folder;
    std::filesystem::path relativePath;
    FileStamp stamp;
    std::string reason;
};

/// A file that was seen to be missing. By the time this is committed the photo may have turned up elsewhere, even in an
/// earlier batch: only the photo that is still at `path` leaves it.
struct GoneFile {
    PhotoId photo;
    std::filesystem::path path; ///< absolute, where it was missed
};

/// Changes that become true together, in one transaction.
struct CatalogBatch {
    std::vector<IndexedFile> indexed;
    std::vector<IndexFailure> failures;
    std::vector<GoneFile> gone;
};

/// What `commit` did, in the order of `CatalogBatch::indexed`.
struct CommitOutcome {
    std::vector<ContentId> contents;
    std::vector<PhotoId> photos;
};

/// What a person decided about a cluster, and what was in it when it was last seen: by that it is known again when the
/// clusters, which are derived, are lost or found anew.
struct ClusterDecision {
    ClusterId id;
    std::string modelId; ///< whose clusters; as in `KeptClusters`
    std::uint32_t level = 0;
    std::string name; ///< empty = not named
    bool pinned = false;
    std::vector<ContentId> contents; ///< ascending

    friend bool operator==(const ClusterDecision&, const ClusterDecision&) = default;
};

/// The truth about folders, files, contents, metadata and decisions: catalog.db, SQLite in WAL mode.
///
/// A file that appears with a hash whose old file is gone takes over that file's PhotoId (a rename or move); a file
/// that is changed in place keeps its own, and what the person decided. Files that are gone keep their content row, so
/// that coming back costs nothing; `compact` drops contents without files. The order inside a batch does not matter.
/// Thread: one writer object in one thread; open further read-only objects in other threads.
class Catalog {
public:
    enum class Access { ReadWrite, ReadOnly };

    /// Opens or makes `library`/catalog.db and brings its schema up to date; read-only it makes and changes nothing.
    /// Errors: Io, Corrupt (not a database, damaged), Unsupported (made by a newer Likeness), NotFound (read-only and
    /// missing).
    static Result<std::unique_ptr<Catalog>> open(const std::filesystem::path& library, Access access);

    virtual ~Catalog() = default;

    // Folders
    virtual Result<FolderId> addFolder(const std::filesystem::path& path, const FolderRules& rules) = 0;
    virtual Status removeFolder(FolderId folder) = 0;
    virtual Status setFolderRules(FolderId folder, const FolderRules& rules) = 0;
    /// Marks all photos of a folder as reachable or not. `device` is the st_dev seen at the root, 0 = unknown.
    virtual Status setFolderOnline(FolderId folder, bool online, std::uint64_t device) = 0;
    struct FolderRecord {
        FolderInfo info;
        std::uint64_t device = 0;
    };
    virtual Result<std::vector<FolderRecord>> folders() const = 0;
    virtual Result<std::vector<SubfoldersListed::Subfolder>> subfolders(const std::filesystem::path& parent) const = 0;

    // Files
    /// Every file known below `relativePath` of a folder (empty = whole folder), by path.
    virtual Result<std::vector<KnownFile>> filesUnder(FolderId folder,
                                                      const std::filesystem::path& relativePath) const = 0;
    virtual Result<CommitOutcome> commit(const CatalogBatch& batch) = 0;
    /// Records a file's new place or stamp without reading it again (a rename inside the same device).
    virtual Status moveFile(PhotoId photo, FolderId folder, const std::filesystem::path& relativePath,
                            const FileStamp& stamp)
        = 0;
    /// The content with these bytes, or the one that `expectRewrite` named them for.
    virtual Result<std::optional<ContentId>> contentWithHash(const ContentHash& hash) const = 0;
    /// Says that a photo's file is about to get other bytes with the same picture: whoever finds them knows the
    /// content, whatever happens in between. Where other files have the old bytes too, nothing is noted: the photo then
    /// gets a content of its own, with what was decided. Errors: NotFound.
    virtual Status expectRewrite(PhotoId photo, const ContentHash& hash) = 0;
    virtual Result<std::vector<FailedFile>> failures() const = 0;
    /// Forgets failures, so that the next scan tries those files again.
    virtual Status clearFailures() = 0;

    // Asking
    /// Photos that pass, in order; equal keys by path. The date is the capture time, else the file's; names sort
    /// without regard to case, IMG_2 before IMG_10. SortKey::Score falls back to Date. With `query.parts`, which are
    /// ignored otherwise, `countMax` does not apply: it limits the answers of the search.
    virtual Result<std::vector<PhotoId>> photosMatching(const Query& query, const Filter& filter) const = 0;
    /// The contents of photos that pass, ascending.
    virtual Result<std::vector<ContentId>> contentsMatching(const Query& query, const Filter& filter) const = 0;
    /// Photos of each content (in the order given, then by path), as pairs.
    virtual Result<std::vector<std::pair<ContentId, PhotoId>>> photosOf(std::span<const ContentId> contents) const = 0;
    virtual Result<std::vector<PhotoRow>> rows(std::span<const PhotoId> photos) const = 0;
    virtual Result<PhotoDetails> details(PhotoId photo) const = 0;
    /// Two or more photos with the same content, by path.
    struct Copies {
        ContentId content;
        std::vector<PhotoId> photos;
    };
    virtual Result<std::vector<Copies>> exactDuplicates() const = 0;
    /// A content of which camera and time are known.
    struct Shot {
        ContentId content;
        std::int64_t camera = 0; ///< a number for each make and model
        std::int64_t takenSeconds = 0;
    };
    /// Camera by camera, by time; `visit` returns false to end early.
    virtual Status forEachShot(const std::function<bool(const Shot&)>& visit) const = 0;
    /// All contents that at least one file has, ascending.
    virtual Result<std::vector<ContentId>> contents() const = 0;
    /// Changes when another connection has committed something.
    virtual Result<std::int64_t> dataVersion() const = 0;
    /// Everything that photos are counted by, as it is now: 1,000,000 photos take a second or two. `abandoned` is asked
    /// now and then. Errors: Cancelled.
    virtual Result<std::shared_ptr<const FacetTable>> facetTable(const std::function<bool()>& abandoned) const = 0;

    /// A photo, by what is in it.
    struct ContentPhoto {
        ContentId content;
        PhotoId photo;
        std::uint32_t averageRgb = 0; ///< 0xRRGGBB
    };
    /// What a content says of itself, for naming groups.
    struct ContentFacts {
        ContentId content;
        std::optional<std::int64_t> takenSeconds; ///< as in `CaptureTime`
        std::optional<GeoPoint> place;
        std::int64_t camera = 0;    ///< key of `Facts::cameras`; 0 = not known
        std::int64_t directory = 0; ///< key of `Facts::directories`, of one of its files
    };
    struct Facts {
        std::vector<ContentFacts> contents; ///< that a file has, ascending
        std::unordered_map<std::int64_t, std::string> cameras;
        std::unordered_map<std::int64_t, std::string> directories; ///< last part of the path, for people
    };
    virtual Result<Facts> facts() const = 0;
    /// Every photo, by content, then by photo.
    virtual Result<std::vector<ContentPhoto>> photosByContent() const = 0;

    // Decisions
    /// Overrides what the file says, 0 included. Errors: NotFound (then nothing is changed), InvalidInput.
    virtual Status setRating(std::span<const PhotoId> photos, int rating) = 0;
    /// All of `edits` in one transaction; removing goes before adding. Returns the edits that undo what changed.
    /// Errors: NotFound, InvalidInput (a name that cannot be a tag); then nothing is changed.
    virtual Result<std::vector<TagEdit>> editTags(std::span<const TagEdit> edits) = 0;
    /// Calls a tag by another name wherever it is; if that name is in use the two become one. Returns as `editTags`.
    /// Errors: NotFound (no photo has it), InvalidInput.
    virtual Result<std::vector<TagEdit>> renameTag(const std::string& from, const std::string& to) = 0;
    /// Overrides what the file says; what is absent stays. Errors: NotFound (then nothing is changed).
    virtual Status setTexts(std::span<const PhotoId> photos, const std::optional<std::string>& title,
                            const std::optional<std::string>& description)
        = 0;
    /// Tags of these photos, or of all if there are none, by name, with the number of photos among them.
    virtual Result<std::vector<TagCount>> tags(std::span<const PhotoId> photos) const = 0;
    /// Remembers for good that none of these photos is a duplicate of another of them, or forgets it again. It is kept
    /// by what is in the files: copies and moved files are meant too. Two of the same content mean that this content
    /// may have copies. Errors: NotFound (then nothing is changed).
    virtual Status setNotDuplicates(std::span<const PhotoId> photos, bool apart) = 0;
    /// The pairs of contents above of which both are here, the lower first, ascending.
    virtual Result<std::vector<std::pair<ContentId, ContentId>>> notDuplicates() const = 0;
    /// The same name replaces. Errors: InvalidInput (a part made of bytes; no name).
    virtual Result<SavedSearchId> saveSearch(const std::string& name, const Query& query) = 0;
    virtual Status deleteSavedSearch(SavedSearchId search) = 0;
    virtual Result<std::vector<SavedSearch>> savedSearches() const = 0;
    /// Replaces what was decided about this cluster; without name and pin it is forgotten. Contents that the catalog
    /// does not have are passed over. Errors: InvalidInput (no id).
    virtual Status decideCluster(const ClusterDecision& decision) = 0;
    /// By id.
    virtual Result<std::vector<ClusterDecision>> clusterDecisions(const std::string& modelId) const = 0;
    /// Small settings of the library, such as the active model.
    virtual Result<std::string> setting(const std::string& key) const = 0; ///< empty when absent
    virtual Status setSetting(const std::string& key, const std::string& value) = 0;

    // Upkeep
    struct Counts {
        std::int64_t folders = 0, photos = 0, contents = 0, failures = 0, offlinePhotos = 0;
    };
    virtual Result<Counts> counts() const = 0;
    /// Integrity check, foreign keys, rows that contradict each other; problems in plain words.
    virtual Result<std::vector<std::string>> verify() const = 0;
    /// Drops contents without files; returns them. Gives space back.
    virtual Result<std::vector<ContentId>> compact() = 0;
};

/// The truth about embeddings of one model: vectors/<model>.db.
/// Thread: as `Catalog`.
class VectorStore {
public:
    struct Header {
        std::string modelId;
        std::string preprocessingHash;
        int dimension = 0;
    };

    /// Opens or makes the file. Errors: Io, Corrupt, InvalidInput (the header in the file differs).
    static Result<std::unique_ptr<VectorStore>> open(const std::filesystem::path& file, const Header& header,
                                                     Catalog::Access access);

    virtual ~VectorStore() = default;

    /// Adds or replaces vectors in one transaction; each gets the next sequence number, and a number is never given
    /// twice. Shape: `values` is [contents.size(), dimension]; kept as float16.
    /// Errors: InvalidInput (not finite, zero, wrong shape; then nothing is kept), Io, OutOfResources.
    virtual Status put(std::span<const ContentId> contents, std::span<const float> values) = 0;
    virtual Status remove(std::span<const ContentId> contents) = 0;
    /// Calls `visit(content, sequence, vector)` for rows with a sequence number above `after`, by sequence.
    using Visitor = std::function<void(ContentId, std::int64_t, std::span<const std::uint16_t>)>; ///< IEEE half floats
    virtual Status forEachSince(std::int64_t after, const Visitor& visit) const = 0;
    /// Calls `visit` for every row, by sequence, until it returns false.
    using Walker = std::function<bool(ContentId, std::int64_t, std::span<const std::uint16_t>)>; ///< as `Visitor`
    virtual Status walk(const Walker& visit) const = 0;
    /// Contents removed with a sequence number above `after`.
    virtual Result<std::vector<std::pair<ContentId, std::int64_t>>> removedSince(std::int64_t after) const = 0;
    /// Shape: [dimension]; empty when absent.
    virtual Result<std::vector<float>> vectorOf(ContentId content) const = 0;
    /// All content ids that have a vector, ascending.
    virtual Result<std::vector<ContentId>> contents() const = 0;
    virtual Result<std::int64_t> count() const = 0;
    virtual Result<std::int64_t> lastSequence() const = 0;
    virtual Result<std::vector<std::string>> verify() const = 0;
};

/// Thumbnails by content: thumbs.db. Derived but kept.
/// Thread: as `Catalog`.
class ThumbnailStore {
public:
    struct Entry {
        ContentId content;
        ThumbnailSize size = ThumbnailSize::Small236;
        std::span<const std::byte> encoded;
    };

    static Result<std::unique_ptr<ThumbnailStore>> open(const std::filesystem::path& library, Catalog::Access access);

    virtual ~ThumbnailStore() = default;

    virtual Status put(std::span<const Entry> entries) = 0; ///< one transaction
    virtual Status remove(std::span<const ContentId> contents) = 0;
    /// Empty when absent.
    virtual Result<std::vector<std::byte>> encoded(ContentId content, ThumbnailSize size) const = 0;
    virtual Result<std::vector<ContentId>> contents() const = 0; ///< ascending, those with both sizes

    /// Hashes of what a picture shows, computed once. The store does not look inside.
    struct PictureHashes {
        ContentId content;
        std::vector<std::byte> look;       ///< empty = none yet
        std::optional<ContentHash> pixels; ///< of all decoded pixels
    };
    /// Adds to what is there; an absent part stays as it was. One transaction.
    virtual Status putHashes(std::span<const PictureHashes> hashes) = 0;
    virtual Result<std::vector<std::byte>> lookHash(ContentId content) const = 0; ///< empty when absent
    virtual Result<std::optional<ContentHash>> pixelHash(ContentId content) const = 0;
    /// All that have one, ascending.
    using LookVisitor = std::function<void(ContentId, std::span<const std::byte>)>;
    virtual Status forEachLookHash(const LookVisitor& visit) const = 0;
    virtual Result<std::vector<std::string>> verify() const = 0;
};

} // namespace likeness
