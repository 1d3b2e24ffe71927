#pragma once

#include "duplicates.h"
#include "error.h"
#include "explore.h"
#include "facets.h"
#include "query.h"

namespace likeness {

enum class IndexingState { Idle, Scanning, Indexing, Paused };

/// Where indexing stands; sent at most every 100 ms and once at each change of state.
struct IndexProgress {
    IndexingState state = IndexingState::Idle;
    std::int64_t filesFound = 0; ///< files the scans have seen so far in this run
    std::int64_t filesToDo = 0;  ///< files of this run that needed or still need work
    std::int64_t filesDone = 0;  ///< of those, finished (failed ones included)
    std::int64_t filesFailed = 0;
    double filesPerSecond = 0;
    std::optional<std::chrono::seconds> timeLeft;
    /// "reading", "decoding", "embedding", "writing", "building the index"; empty when idle.
    std::string bottleneck;
    std::string problem;      ///< why indexing stopped by itself ("the disk is full"); empty when all is well
    std::string device;       ///< what computes embeddings, for people: "CPU, 2 threads"
    std::string deviceReason; ///< why not the GPU; empty if it is the GPU
};

/// The set of photos, folders, ratings, tags or saved searches changed. What is shown may be stale.
struct LibraryChanged {
    std::int64_t revision = 0; ///< grows by every committed batch
    bool foldersChanged = false;
    bool searchesChanged = false;
    bool modelsChanged = false;
};

/// A run of indexing came to its end: all work known at that moment is committed and searchable.
struct IndexingFinished {
    std::int64_t filesDone = 0;
    std::int64_t filesFailed = 0;
    std::int64_t filesEmbedded = 0; ///< of those done, the ones whose bytes the model had not seen
};

struct QueryAnswered {
    RequestId request;
    std::shared_ptr<const QueryResult> result;
};

struct FacetsLoaded {
    RequestId request;
    std::vector<FacetCounts> facets; ///< in the order of `Facet`, those without a value left out
    DateHistogram dates;
    std::int64_t total = 0; ///< photos that pass everything
    bool stale = false;     ///< the library has changed since it was counted; ask again in a while
};

struct GridSorted {
    RequestId request;
    /// Those asked for, left to right and top to bottom; what the model has not seen yet comes last, in the order
    /// asked.
    std::vector<PhotoId> photos;
};

struct PhotosLoaded {
    RequestId request;
    std::vector<PhotoRow> rows; ///< in the order asked for; photos that are gone are left out
};

struct DetailsLoaded {
    RequestId request;
    PhotoDetails details;
};

/// Thread: sent from a work thread as soon as the bytes are there; ids that were cancelled get no answer.
struct ThumbnailLoaded {
    RequestId request;
    std::shared_ptr<const std::vector<std::byte>> encoded; ///< JPEG; null when there is none
};

/// A picture decoded for the viewer or a query chip.
struct ImageLoaded {
    RequestId request;
    std::shared_ptr<const Image> image; ///< upright, sRGB
    int fullWidth = 0;                  ///< size of the original, upright
    int fullHeight = 0;
};

struct FoldersListed {
    RequestId request;
    std::vector<FolderInfo> folders;
};

/// The folders one level below `parent` that hold photos, for the folder tree.
struct SubfoldersListed {
    struct Subfolder {
        std::filesystem::path path;
        std::int64_t photoCount = 0; ///< everything below it
        bool hasChildren = false;
    };
    RequestId request;
    std::filesystem::path parent;
    std::vector<Subfolder> children; ///< by name
};

struct FailuresListed {
    RequestId request;
    std::vector<FailedFile> failures;
};

struct TagsListed {
    RequestId request;
    std::vector<TagCount> tags; ///< by name
};

/// What a command did to tags, turned round: `SetTags` with these edits undoes it.
struct TagsChanged {
    RequestId request;
    std::vector<TagEdit> undo; ///< empty when nothing changed
};

/// What writing would do, for a person to decide.
struct MetadataPlanned {
    RequestId request;
    std::int64_t photos = 0;
    std::int64_t embeddable = 0;         ///< photos of a kind that can hold an XMP packet
    std::vector<std::string> cannotHold; ///< formats among the others: "raw", "heif"
    std::int64_t sidecarsThere = 0;      ///< photos that have a sidecar already
    std::int64_t offline = 0;            ///< photos whose drive is away
    std::filesystem::path example;       ///< the sidecar of the first photo
};

/// Sent at most every 100 ms while files are written.
struct MetadataProgress {
    RequestId request;
    std::int64_t done = 0;
    std::int64_t total = 0;
};

struct MetadataWritten {
    RequestId request;
    std::int64_t written = 0;
    std::int64_t unchanged = 0; ///< said the same already
    std::vector<FailedFile> failures;
};

struct SavedSearchesListed {
    RequestId request;
    std::vector<SavedSearch> searches;
};

struct ModelsListed {
    RequestId request;
    std::vector<ModelInfo> models;
};

struct CatalogueListed {
    RequestId request;
    std::vector<CatalogueModel> models;
    NetworkSettings network; ///< in use
};

/// What a download would fetch, for a person to decide.
struct DownloadSized {
    RequestId request;
    std::string repository;
    std::int64_t totalBytes = 0;
    std::int64_t haveBytes = 0; ///< of those, already here from an interrupted download
};

/// Sent at most every 100 ms while a download runs.
struct DownloadProgress {
    RequestId request;
    std::string repository;
    std::int64_t doneBytes = 0;
    std::int64_t totalBytes = 0;
    double bytesPerSecond = 0;
    std::string step; ///< what happens now, for people: "model.safetensors", "checking", "waiting to try again"
};

/// How right and how fast an index answers one kind of query, against comparing with every photo.
struct QueryFigures {
    std::int64_t queries = 0;
    double recall10 = 0; ///< share of the ten nearest that it finds, 0..1
    std::chrono::microseconds median{0};
    std::chrono::microseconds p95{0};
    std::chrono::microseconds p99{0};

    friend bool operator==(const QueryFigures&, const QueryFigures&) = default;
};

/// What measuring an index on its own library found, and when.
struct IndexMeasurement {
    std::int64_t whenSeconds = 0; ///< seconds since 1970 UTC
    std::string indexKind;
    std::int64_t vectors = 0;          ///< that were indexed then
    QueryFigures images;               ///< photos of the library; each is one of its own ten nearest
    std::optional<QueryFigures> words; ///< captions that come with the program; nullopt: the model understands none

    friend bool operator==(const IndexMeasurement&, const IndexMeasurement&) = default;
};

/// What `likeness-cli status` and the diagnostics page show.
struct LibraryStatus {
    std::filesystem::path library;
    std::int64_t folders = 0;
    std::int64_t photos = 0;
    std::int64_t contents = 0;
    std::int64_t vectors = 0;
    std::int64_t failures = 0;
    std::int64_t offlinePhotos = 0;
    std::int64_t catalogBytes = 0;
    std::int64_t thumbnailBytes = 0;
    std::int64_t vectorBytes = 0;
    std::int64_t indexBytes = 0;
    ModelInfo model;
    std::string indexKind;   ///< in use now
    std::string indexReason; ///< why this kind
    bool indexBuilding = false;
    std::int64_t waitingVectors = 0; ///< newer than the index files, compared with one by one until merged into them
    std::chrono::milliseconds indexBuildTime{0}; ///< of the files in use; 0 = there are none
    std::int64_t indexHeldBytes = 0;             ///< memory of its own, without what is mapped from files
    std::int64_t modelHeldBytes = 0;             ///< about; 0 = not loaded
    std::int64_t processBytes = 0;               ///< resident memory of the whole program
    std::string device;
    std::string deviceReason;
    std::string problem;       ///< why indexing stopped by itself; empty when all is well
    std::int64_t searches = 0; ///< by people, in this library so far; latencies below are over the last 1,000 of these
    std::chrono::microseconds searchMedian{0};
    std::chrono::microseconds searchP95{0};
    std::chrono::microseconds searchP99{0};
    bool measuring = false;
    double measuredShare = 0;                 ///< of the measurement under way, 0..1
    std::optional<IndexMeasurement> measured; ///< the last one of the model in use; nullopt until then
};

struct StatusReported {
    RequestId request;
    LibraryStatus status;
};

/// Where the background work on neighbours, map and clusters stands; sent at most every 100 ms and at each change.
struct ExploreProgress {
    ExploreState state = ExploreState::Idle;
    double share = 0;    ///< of all the work, 0..1
    std::string problem; ///< why it stopped by itself ("the disk is full"); empty when all is well
};

/// Map or clusters are new: what is shown may be stale.
struct ExploreChanged {
    std::int64_t revision = 0; ///< as in `PhotoMap`
};

struct MapLoaded {
    RequestId request;
    std::shared_ptr<const PhotoMap> map; ///< never null
};

struct ClustersListed {
    RequestId request;
    std::vector<PhotoCluster> clusters; ///< level by level, pinned first, then biggest first
    std::int64_t unclustered = 0;       ///< photos that are in no cluster of the finest level
};

/// Files that went to the trash together; handed back to undo.
struct TrashedFiles {
    struct Item {
        PhotoId photo;
        std::filesystem::path original;
        std::filesystem::path inTrash;
    };
    RequestId request;
    std::vector<Item> items;
    std::vector<FailedFile> failures;
};

/// A list of groups of duplicates is there to be loaded, biggest group first.
struct DuplicatesFound {
    RequestId request;
    DuplicateListId list;
    std::int64_t groups = 0;
    std::int64_t photos = 0;                          ///< in all groups together
    std::vector<std::filesystem::path> keeperFolders; ///< as set by `SetKeeperFolders`
};

/// How far the search for duplicates is; sent at most every 100 ms.
struct DuplicatesProgress {
    RequestId request;
    double share = 0; ///< 0..1
};

struct DuplicatesLoaded {
    RequestId request;
    DuplicateListId list;
    std::int64_t first = 0;
    std::vector<DuplicateGroup> groups; ///< from `first` on, without gaps
};

/// Vectors asked for with `EmbedThings`. Shape: [rows, dimension], unit length, in the order of the request.
struct Embedded {
    RequestId request;
    int dimension = 0;
    std::vector<float> values;
};

/// What a check of the whole library found; empty `problems` means clean.
struct VerifyFinished {
    RequestId request;
    std::int64_t checked = 0;
    std::vector<std::string> problems;
};

/// A command without an answer of its own was carried out.
struct CommandDone {
    RequestId request;
};

/// The command could not be carried out.
struct CommandFailed {
    RequestId request;
    Error error;
};

using Event
    = std::variant<IndexProgress, LibraryChanged, IndexingFinished, QueryAnswered, FacetsLoaded, GridSorted,
                   PhotosLoaded, DetailsLoaded, ThumbnailLoaded, ImageLoaded, FoldersListed, SubfoldersListed,
                   FailuresListed, TagsListed, TagsChanged, SavedSearchesListed, ModelsListed, CatalogueListed,
                   DownloadSized, DownloadProgress, StatusReported, ExploreProgress, ExploreChanged, MapLoaded,
                   ClustersListed, TrashedFiles, DuplicatesFound, Embedded, VerifyFinished, CommandDone, CommandFailed,
                   DuplicatesProgress, DuplicatesLoaded, MetadataPlanned, MetadataProgress, MetadataWritten>;

/// Where the engine sends its answers and news.
/// Thread: called from the engine's threads, several at once; must not block and must not call back into the engine.
using EventSink = std::function<void(Event)>;

} // namespace likeness
