#pragma once

#include "events.h"

namespace likeness {

// --- Folders and indexing -------------------------------------------------------------------------------------------

/// Registers a folder and starts to index it. Answer: CommandDone or CommandFailed (NotFound, InvalidInput if it lies
/// inside a registered folder or contains one).
struct AddFolder {
    std::filesystem::path path;
    FolderRules rules;
};
/// Forgets a folder and its photos; embeddings stay until `Compact`. Answer: CommandDone.
struct RemoveFolder {
    FolderId folder;
};
/// Changes what a folder leaves out and scans it again. Answer: CommandDone.
struct SetFolderRules {
    FolderId folder;
    FolderRules rules;
};
/// Looks for changes: in `paths` (files or folders, each below a registered folder) or, when empty, everywhere.
/// Answer: CommandDone at once; IndexingFinished when the work is done.
struct Rescan {
    std::vector<std::filesystem::path> paths;
};
/// Tells how a folder is watched, for `FolderInfo`. Answer: CommandDone.
struct NoteWatchMode {
    FolderId folder;
    WatchMode mode = WatchMode::None;
    std::string reason;
};
struct PauseIndexing { };
struct ResumeIndexing { };
/// Forgets what is queued; what is committed stays. The next `Rescan` finds the rest again.
struct CancelIndexing { };

// --- Looking --------------------------------------------------------------------------------------------------------

/// Answer: QueryAnswered, or CommandFailed (InvalidInput for a wrong filter, naming the column; Unsupported for words
/// with a model that has none).
struct RunQuery {
    Query query;
};
/// Counts the photos of a question by camera, date and so on. With parts, those at least as alike as `query.scoreMin`
/// count, at most `query.countMax`. Asking again calls an earlier one off, which then fails with Cancelled.
/// Answer: FacetsLoaded, or CommandFailed (as RunQuery).
struct LoadFacets {
    Query query;
    std::optional<DateSpan> dateView; ///< the histogram shows these days only; nullopt = all there are
};
/// Arranges photos on a grid so that neighbours look alike. Answer: GridSorted, or CommandFailed (InvalidInput: more
/// than kPhotosMax). `Engine::cancel` stops it in the middle; then there is no answer.
struct SortOnGrid {
    static constexpr std::size_t kPhotosMax = 10'000;

    std::vector<PhotoId> photos;
    std::uint32_t columns = 0; ///< of the grid; 0 = as many as make a square
};
/// Answer: PhotosLoaded.
struct LoadPhotos {
    std::vector<PhotoId> photos;
};
/// Answer: DetailsLoaded.
struct LoadDetails {
    PhotoId photo;
};
/// Answer: ThumbnailLoaded. The newest request is served first, so that what is on screen comes first.
struct LoadThumbnail {
    PhotoId photo;
    ThumbnailSize size = ThumbnailSize::Small236;
};
/// Decodes a picture so that its long edge is at least `edgePx` where the original has that many (0 = full size).
/// Answer: ImageLoaded.
struct LoadImage {
    std::variant<PhotoId, ImageFile, ImageBytes> source;
    int edgePx = 0;
};

// --- Changing -------------------------------------------------------------------------------------------------------

/// 0 takes the rating away. Kept in the catalog with the content; files are not touched. Answer: CommandDone.
struct SetRating {
    std::vector<PhotoId> photos;
    int rating = 0;
};
/// Puts tags on photos and takes tags from them, all of `edits` or nothing. Kept in the catalog with the content; files
/// are not touched. Answer: TagsChanged, or CommandFailed (InvalidInput for a name that cannot be a tag, NotFound).
struct SetTags {
    std::vector<TagEdit> edits;
};
/// Calls a tag by another name wherever it is; if that name is in use the two become one.
/// Answer: TagsChanged, or CommandFailed (NotFound if no photo has it, InvalidInput).
struct RenameTag {
    std::string from;
    std::string to;
};
/// Title and description as the person wants them; what is absent here stays. Kept in the catalog with the content;
/// files are not touched. Answer: CommandDone.
struct SetTexts {
    std::vector<PhotoId> photos;
    std::optional<std::string> title;
    std::optional<std::string> description;
};
/// Writes rating, tags, title and description into files. Everything else in a file stays as it is, byte for byte; a
/// file that cannot be written safely is left alone and named with the reason. `Engine::cancel` stops between two
/// files. Answer: MetadataWritten; MetadataProgress meanwhile.
struct WriteMetadata {
    std::vector<PhotoId> photos;
    MetadataPlace into = MetadataPlace::Sidecar;
    SidecarName sidecarName = SidecarName::Full;
};
/// Says what `WriteMetadata` would do, for a person to decide. Answer: MetadataPlanned.
struct PlanMetadata {
    std::vector<PhotoId> photos;
    SidecarName sidecarName = SidecarName::Full;
};

/// Moves files to the desktop's trash (freedesktop.org Trash 1.0). Answer: TrashedFiles.
struct MoveToTrash {
    std::vector<PhotoId> photos;
};
/// Puts files back where they were. Answer: CommandDone or CommandFailed naming the first file that could not go back.
struct RestoreFromTrash {
    std::vector<TrashedFiles::Item> items;
};
/// Deletes files for good; the window asks before. Answer: TrashedFiles with `items` left empty of trash paths.
struct DeleteForever {
    std::vector<PhotoId> photos;
};
/// Renames a file inside its folder; never replaces another. Answer: CommandDone.
struct RenamePhoto {
    PhotoId photo;
    std::string newName;
};

// --- Lists and upkeep -----------------------------------------------------------------------------------------------

struct ListFolders { };
struct ListSubfolders {
    std::filesystem::path parent;
};
struct ListFailures { };
/// The tags of these photos, or of the whole library if there are none, by name. Answer: TagsListed.
struct ListTags {
    std::vector<PhotoId> photos;
};
/// Tries failed files again. Answer: CommandDone; IndexingFinished when the work is done.
struct RetryFailures { };
struct ListSavedSearches { };
/// Keeps a query under a name; the same name replaces. Answer: CommandDone.
struct SaveSearch {
    std::string name;
    Query query;
};
struct DeleteSavedSearch {
    SavedSearchId search;
};
struct ListModels { };
/// Copies a model folder into the library. Answer: ModelsListed.
struct ImportModel {
    std::filesystem::path folder;
};
/// Embeds with this model what it has not seen; until that is done the model in use keeps answering. Choosing the one
/// in use calls an arriving one off. What was embedded stays in either case. Answer: CommandDone at once;
/// LibraryChanged with `modelsChanged` when it answers.
struct UseModel {
    std::string id;
};
/// Removes a model that is neither active nor arriving, with its vectors; of the built-in one only the vectors.
/// Answer: CommandDone.
struct RemoveModel {
    std::string id;
};
/// Embeds generated pictures for a moment to learn how fast a model is here. Answer: ModelsListed.
struct MeasureModel {
    std::string id;
};
/// The models we recommend, shipped with the program. Answer: CatalogueListed.
struct ListCatalogue { };
/// Answer: CommandDone.
struct SetNetwork {
    NetworkSettings network;
};
/// Asks the hub how large a model is. Answer: DownloadSized.
struct SizeDownload {
    std::string repository; ///< "owner/name"
};
/// Fetches a model and installs it; goes on where an earlier attempt stopped. `Engine::cancel` stops it and keeps what
/// has come. Answer: ModelsListed; DownloadProgress meanwhile.
struct DownloadModel {
    std::string repository;
};
/// Answer: StatusReported.
struct ReportStatus { };
/// Compares what the index finds with what comparing with every photo finds. Without being asked, the engine does so
/// when it has nothing else to do, once there is an index and when the library has grown or shrunk by a tenth.
/// Answer: StatusReported with what was measured, or CommandFailed (NotFound: no photo is indexed yet).
struct MeasureIndex { };

// --- Exploring ------------------------------------------------------------------------------------------------------

/// Answer: MapLoaded; a library that has not been laid out yet has an empty map.
struct LoadMap { };
/// Lays the whole map out anew, where photos that come in otherwise leave all others in their places.
/// Answer: CommandDone at once; ExploreChanged when it is there.
struct RelayoutMap { };
/// Brings neighbours, map and clusters up to date with what is indexed, which otherwise happens by itself a moment
/// after indexing has come to rest. Answer: CommandDone when they are, or CommandFailed with the reason why they cannot
/// be.
struct UpdateMap { };
/// Writes the map as a square PNG picture: thumbnails where there is room, colours elsewhere, names of clusters.
/// Answer: CommandDone, or CommandFailed (InvalidInput: size, or nothing is on the map; Io).
struct ExportMap {
    std::filesystem::path file;
    int edgePx = 2048; ///< 256..16384
};
/// Answer: ClustersListed.
struct ListClusters { };
/// Calls a cluster by a name of the person's; empty takes it away. It stays with the cluster when clusters are found
/// anew. Answer: CommandDone or CommandFailed (NotFound).
struct NameCluster {
    ClusterId cluster;
    std::string name;
};
/// Answer: CommandDone or CommandFailed (NotFound).
struct PinCluster {
    ClusterId cluster;
    bool pinned = false;
};

// --- Duplicates and upkeep ------------------------------------------------------------------------------------------

/// Looks for groups of duplicates below `folder` (empty = everywhere) and keeps the list until the next one is asked
/// for. What a person has said are no duplicates are left out. Answer: DuplicatesFound; DuplicatesProgress meanwhile.
struct FindDuplicates {
    DuplicateKind kind = DuplicateKind::Near;
    float threshold = kNearDuplicateScore; ///< of near ones, 0..1; see `DuplicatesFound`
    std::filesystem::path folder;
};
/// Groups `first` to `first + count` of a list, each with its proposed keeper. Answer: DuplicatesLoaded, or
/// CommandFailed (NotFound: another list has taken its place).
struct LoadDuplicates {
    DuplicateListId list;
    std::int64_t first = 0;
    std::int64_t count = 0; ///< at most 1,000 are answered
};
/// Remembers for good that none of these photos is a duplicate of another (`apart`), or forgets it again. Lists that
/// were found before stay as they are. Answer: CommandDone.
struct SetNotDuplicates {
    std::vector<PhotoId> photos;
    bool apart = true;
};
/// The folders whose photos are rather kept than others, most preferred first. Answer: CommandDone.
struct SetKeeperFolders {
    std::vector<std::filesystem::path> folders;
};
/// Moves what was decided against to the trash. Refused as a whole when a group would lose all that is to be kept;
/// where a kept file turns out to be missing, its group stays untouched and is reported.
/// Answer: TrashedFiles, or CommandFailed (InvalidInput).
struct ApplyDuplicates {
    std::vector<DuplicateDecision> decisions;
};
/// Answer: Embedded.
struct EmbedThings {
    std::vector<ImageFile> images;
    std::vector<std::string> texts;
};
/// Checks every row, vector, thumbnail and index file against each other. Answer: VerifyFinished.
struct VerifyLibrary { };
/// Writes every photo to a file; its ending says how: .csv, .jsonl, or .npy (vectors, float32) with a .jsonl beside it.
/// Answer: CommandDone.
struct ExportLibrary {
    std::filesystem::path file;
};
/// Throws derived index files away and makes them again. Answer: CommandDone when the new index is in use.
struct RebuildIndex { };
/// Drops what no file refers to any more and gives the space back. Answer: CommandDone.
struct CompactLibrary { };

using Command
    = std::variant<AddFolder, RemoveFolder, SetFolderRules, Rescan, NoteWatchMode, PauseIndexing, ResumeIndexing,
                   CancelIndexing, RunQuery, LoadFacets, SortOnGrid, LoadPhotos, LoadDetails, LoadThumbnail, LoadImage,
                   SetRating, SetTags, RenameTag, SetTexts, MoveToTrash, RestoreFromTrash, DeleteForever, RenamePhoto,
                   ListFolders, ListSubfolders, ListFailures, ListTags, RetryFailures, ListSavedSearches, SaveSearch,
                   DeleteSavedSearch, ListModels, ImportModel, UseModel, RemoveModel, MeasureModel, ListCatalogue,
                   SetNetwork, SizeDownload, DownloadModel, ReportStatus, LoadMap, RelayoutMap, UpdateMap, ExportMap,
                   ListClusters, NameCluster, PinCluster, FindDuplicates, EmbedThings, VerifyLibrary, MeasureIndex,
                   ExportLibrary, RebuildIndex, CompactLibrary, LoadDuplicates, SetNotDuplicates, SetKeeperFolders,
                   ApplyDuplicates, WriteMetadata, PlanMetadata>;

/// The engine as the window and the command line see it: commands in, events out, nothing that blocks.
/// Thread: every function from any thread. The destructor waits until the engine's threads have ended.
class Engine {
public:
    virtual ~Engine() = default;

    /// Queues a command and returns at once. Every command is answered by exactly one event that carries the id,
    /// unless it is cancelled first.
    virtual RequestId post(Command command) = 0;

    /// Withdraws a request; an answer already on its way may still arrive.
    virtual void cancel(RequestId request) = 0;
};

} // namespace likeness
