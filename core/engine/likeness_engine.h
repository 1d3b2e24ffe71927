#pragma once

#include "core/engine/background_jobs.h"
#include "core/engine/duplicate_search.h"
#include "core/engine/explore_job.h"
#include "core/engine/facet_service.h"
#include "core/engine/index_meter.h"
#include "core/engine/look_pool.h"
#include "core/engine/model_session.h"
#include "core/engine/open_engine.h"
#include "core/engine/scanner.h"
#include "core/engine/search_latencies.h"
#include "core/engine/stacks.h"
#include "core/hub/hub_download.h"

#include <deque>
#include <map>
#include <set>

namespace likeness {

class PreparedWrite;

/// The engine behind core/api: composes catalog, media, embedding and index.
///
/// Threads: `engine` owns every write to catalog, vectors, thumbnails and index, and carries out commands that change
/// something; `scan` compares folders with the catalog; `work-n` and `infer` belong to the ModelSession; `look-n`
/// answer what a person waits for from read-only connections; `measure` asks the index when nobody else does; `explore`
/// finds map and clusters. They are joined in reverse order of creation.
class LikenessEngine final : public Engine {
public:
    LikenessEngine(EngineOptions options, LibraryLock lock, std::unique_ptr<Catalog> catalog,
                   std::unique_ptr<ThumbnailStore> thumbnails, std::filesystem::path resources);
    ~LikenessEngine() override;

    RequestId post(Command command) override;
    void cancel(RequestId request) override;

private:
    using Task = std::function<void()>;
    using Look = std::function<Result<Event>(Readers&)>;
    using LongLook = std::function<Result<Event>(Readers&, const std::stop_token&)>;
    using SessionPtr = std::shared_ptr<ModelSession>;
    struct EpochScan {
        ScanRequest request;
        std::int64_t epoch = 0;
    };

    // engine.cpp: threads and the main loop
    void runEngine();
    void runScans();
    void onEngine(Task task);
    void wake();
    void work();
    /// Commits what is due: a full batch, an old one, or `all`.
    void commitResults(bool all);
    Status writeBatch(const std::vector<FinishedFile>& batch);
    void tick();
    void finishIfDone();
    IndexProgress progress();
    std::string bottleneck(const IngestFigures& figures);
    /// The figures of a run begin anew.
    void forgetRun();
    void noteChange(LibraryChanged change);
    bool hasWork() const;

    // models.cpp: which model answers, which one embeds
    void openModels();
    /// Opens a model's vectors and index, or finds them open.
    Result<SessionPtr> openSession(const std::string& modelId);
    /// What `embedder` finds from now on goes to this model; the one before keeps answering.
    void embedWith(const SessionPtr& session);
    void answerWith(const SessionPtr& session);
    /// Remembers the folders that a scan which went through has offered to the model that embeds, as long as that one
    /// is arriving.
    void noteScanned(const ScanRequest& request);
    /// Whether every folder that is there was offered to it: at once, or folder by folder as watching does.
    bool everythingOffered() const;
    /// A model that has embedded all there is to embed takes over from the one that answered meanwhile.
    void letArrivedModelAnswer();
    void arrive(RequestId request, const std::string& modelId);
    void modelInstalled(RequestId request, const Status& status);
    std::vector<ModelInfo> installedModels() const;
    /// Contents of this library that a model has embedded.
    std::int64_t vectorCount(const std::string& modelId) const;
    /// The version of the built-in model that made this library's vectors, where `current` is another one.
    /// `answering` is the setting; empty = nobody ever chose a model.
    std::optional<std::string> builtinBefore(const std::string& current, const std::string& answering) const;
    std::vector<std::string> modelsWithVectors() const;
    NetworkSettings network() const;
    HubDownload::Options hubOptions(const std::string& repository) const;
    /// Waits until the model is open; "" is the one that answers. Errors: why it cannot be; NotFound (a model that has
    /// not embedded anything here).
    Result<SessionPtr> answering(const std::string& modelId = {});
    Result<SessionPtr> embedding();
    Result<SessionPtr> waitForModel(const std::function<SessionPtr()>& find, const std::string& modelId);

    // diagnostics.cpp: what the engine says of itself
    LibraryStatus statusNow();
    /// Looks, once nothing has been going on for a while, whether the index is to be measured.
    void measureLater();
    void measureIfDue();
    bool understandsWords(const std::string& modelId) const;
    void startMeasuring();
    void noteMeasurement(const SessionPtr& session, const Result<IndexMeasurement>& measurement);
    /// The files of a model's index were compared with their checksums; a damaged index is made again.
    void noteIndexChecked(const std::string& modelId, const Status& checked);
    Status rebuildIndex(const SessionPtr& session);
    // explore.cpp: map and clusters
    struct MapKey {
        std::int64_t explored = 0;
        std::int64_t library = 0;
        std::string model;

        friend bool operator==(const MapKey&, const MapKey&) = default;
    };
    ExploreJob::Options exploreOptions();
    void noteFound(const Explored& explored);
    /// As of now; made anew only when something in it changed. Thread: look threads.
    Result<std::shared_ptr<const PhotoMap>> photoMap(Readers& readers);
    /// The query's filter, with who is in the clusters that it names. Thread: any.
    Result<Filter> filterOf(const Query& query);
    void decide(RequestId request, ClusterId cluster, const std::function<void(ClusterDecision&)>& change);

    // duplicates.cpp
    DuplicateSearch duplicateSearch(Readers& readers, const SearchSnapshot* snapshot);
    /// Makes one row of each stack if the query asks for it, and sees to it that stacks are looked for.
    std::shared_ptr<const QueryResult> stacked(std::shared_ptr<const QueryResult> result, const Query& query);
    /// Looks for stacks in the background unless those that are known are up to date.
    void findStacksIfDue();
    struct FoundStacks {
        std::shared_ptr<const Stacks> stacks; ///< null if it failed or was stopped
        bool lackNeighbours = false;          ///< there may be near-duplicates that nobody could find yet
    };
    /// Thread: a job's.
    FoundStacks lookForStacks(const std::stop_token& stop);

    // commands.cpp: one handler for each command
    /// Answers a query with examples. Thread: any; may wait for a model.
    Result<std::shared_ptr<const QueryResult>> alike(const ResolvedQuery& query, Readers& readers);
    void look(RequestId request, LookPool::Order order, Look question);
    /// A question that a cancel stops in the middle; then nothing is answered.
    void look(RequestId request, LookPool::Order order, LongLook question);
    void reply(RequestId request, Status status);
    void enqueueScan(ScanRequest request);
    void scanOnce(const EpochScan& wanted, Readers& readers);
    void forgetFiles(std::vector<GoneFile> files);

    // metadata_commands.cpp
    struct MetadataJob;
    void tagsChanged(RequestId request, Result<std::vector<TagEdit>> undo);
    /// Takes a file away and says where it went.
    using Remove = std::function<Result<std::filesystem::path>(const std::filesystem::path&)>;
    void removePhotos(RequestId request, const std::vector<PhotoId>& photos, const Remove& remove);
    /// `failures` are told together with those that come up.
    void removeFiles(RequestId request, const std::vector<PhotoRow>& rows, const Remove& remove,
                     std::vector<FailedFile> failures);
    void noteWritten(MetadataJob& job);
    /// Replaces a file and lets the catalog know.
    Status putInPlace(PreparedWrite& write);

    void handle(RequestId request, AddFolder command);
    void handle(RequestId request, RemoveFolder command);
    void handle(RequestId request, SetFolderRules command);
    void handle(RequestId request, Rescan command);
    void handle(RequestId request, NoteWatchMode command);
    void handle(RequestId request, PauseIndexing command);
    void handle(RequestId request, ResumeIndexing command);
    void handle(RequestId request, CancelIndexing command);
    void handle(RequestId request, RunQuery command);
    void handle(RequestId request, LoadFacets command);
    void handle(RequestId request, SortOnGrid command);
    void handle(RequestId request, LoadPhotos command);
    void handle(RequestId request, LoadDetails command);
    void handle(RequestId request, LoadThumbnail command);
    void handle(RequestId request, LoadImage command);
    void handle(RequestId request, SetRating command);
    void handle(RequestId request, SetTags command);
    void handle(RequestId request, RenameTag command);
    void handle(RequestId request, SetTexts command);
    void handle(RequestId request, WriteMetadata command);
    void handle(RequestId request, PlanMetadata command);
    void handle(RequestId request, MoveToTrash command);
    void handle(RequestId request, RestoreFromTrash command);
    void handle(RequestId request, DeleteForever command);
    void handle(RequestId request, RenamePhoto command);
    void handle(RequestId request, ListFolders command);
    void handle(RequestId request, ListSubfolders command);
    void handle(RequestId request, ListFailures command);
    void handle(RequestId request, ListTags command);
    void handle(RequestId request, RetryFailures command);
    void handle(RequestId request, ListSavedSearches command);
    void handle(RequestId request, SaveSearch command);
    void handle(RequestId request, DeleteSavedSearch command);
    void handle(RequestId request, ListModels command);
    void handle(RequestId request, ImportModel command);
    void handle(RequestId request, UseModel command);
    void handle(RequestId request, RemoveModel command);
    void handle(RequestId request, MeasureModel command);
    void handle(RequestId request, ListCatalogue command);
    void handle(RequestId request, SetNetwork command);
    void handle(RequestId request, SizeDownload command);
    void handle(RequestId request, DownloadModel command);
    void handle(RequestId request, ReportStatus command);
    void handle(RequestId request, LoadMap command);
    void handle(RequestId request, RelayoutMap command);
    void handle(RequestId request, UpdateMap command);
    void handle(RequestId request, ExportMap command);
    void handle(RequestId request, ListClusters command);
    void handle(RequestId request, NameCluster command);
    void handle(RequestId request, PinCluster command);
    void handle(RequestId request, MeasureIndex command);
    void handle(RequestId request, FindDuplicates command);
    void handle(RequestId request, LoadDuplicates command);
    void handle(RequestId request, SetNotDuplicates command);
    void handle(RequestId request, SetKeeperFolders command);
    void handle(RequestId request, ApplyDuplicates command);
    void handle(RequestId request, EmbedThings command);
    void handle(RequestId request, VerifyLibrary command);
    void handle(RequestId request, ExportLibrary command);
    void handle(RequestId request, RebuildIndex command);
    void handle(RequestId request, CompactLibrary command);

    const EngineOptions m_options;
    const LibraryLock m_lock;
    const EventSink m_sink;
    const std::filesystem::path m_resources;
    FileSystem m_files;

    // Owned by the engine thread.
    std::unique_ptr<Catalog> m_catalog;
    std::unique_ptr<ThumbnailStore> m_thumbnails;
    ModelShelf m_shelf;
    std::map<FolderId, std::pair<WatchMode, std::string>> m_watchModes;
    std::vector<FinishedFile> m_pending;
    std::chrono::steady_clock::time_point m_pendingSince;
    std::vector<RequestId> m_rebuildRequests;
    std::vector<RequestId> m_measureRequests;
    std::optional<std::chrono::steady_clock::time_point> m_measureAt; ///< see `measureLater`
    SessionPtr m_measuredSession;                                     ///< which one m_measurement is of
    std::optional<IndexMeasurement> m_measurement;
    std::map<std::string, RequestId> m_downloading; ///< by repository: the last request that is not over
    bool m_active = false;                          ///< a run of indexing is under way
    bool m_buildChecked = false;         ///< the index was asked whether it wants a build at the end of this run
    std::set<FolderId> m_scannedFolders; ///< that the model which arrives was offered whole
    std::int64_t m_runDone = 0;
    std::int64_t m_runFailed = 0;
    std::int64_t m_runEmbedded = 0;
    std::int64_t m_runBase = 0; ///< figures().submitted at the beginning of the run
    std::string m_problem;
    std::deque<std::pair<std::chrono::steady_clock::time_point, std::int64_t>> m_doneHistory; ///< for the rate
    IngestFigures m_lastFigures;
    std::string m_lastBottleneck;
    std::chrono::steady_clock::time_point m_lastTick;
    std::chrono::steady_clock::time_point m_lastChange;
    std::optional<LibraryChanged> m_unsentChange;
    std::atomic<std::int64_t> m_revision{0};

    std::atomic<std::int64_t> m_nextRequest{1};
    std::atomic<std::int64_t> m_filesFound{0};
    std::atomic<int> m_scansPending{0};
    std::atomic<std::int64_t> m_scanEpoch{0}; ///< scans of an earlier one are cancelled
    SearchLatencies m_latencies;

    std::mutex m_duplicatesMutex;
    DuplicateListId m_duplicatesId;                    // guarded by m_duplicatesMutex
    std::shared_ptr<const DuplicateList> m_duplicates; // guarded by m_duplicatesMutex; null before the first search
    std::shared_ptr<const Stacks> m_stacks;            // guarded by m_duplicatesMutex; null before the first search
    std::atomic<bool> m_stacksWanted{false};           ///< a query has asked for them
    std::atomic<std::int64_t> m_photosRevision{1};     ///< grows when photos come or go
    std::int64_t m_stacksRevision = 0;                 ///< the engine thread's: m_photosRevision that m_stacks is of
    bool m_findingStacks = false;                      ///< the engine thread's
    std::int64_t m_neighboursRevision = 0;             ///< the engine thread's: grows when the map has found some
    std::int64_t m_stacksNeighboursRevision = 0;       ///< the engine thread's: that one when stacks were looked for
    bool m_stacksLackNeighbours = false;               ///< the engine thread's; see `FoundStacks`

    std::mutex m_inboxMutex;
    std::condition_variable m_inboxHasWork;
    std::deque<Task> m_inbox; // guarded by m_inboxMutex
    bool m_woken = false;     // guarded by m_inboxMutex
    bool m_stopping = false;  // guarded by m_inboxMutex

    // Guarded by m_sessionMutex; written by the engine thread.
    mutable std::mutex m_sessionMutex;
    std::condition_variable m_sessionsChanged;
    std::map<std::string, SessionPtr> m_sessions; ///< the models that are open
    std::map<std::string, Error> m_openErrors;    ///< of those that could not be opened; "" = none could
    SessionPtr m_answering;                       ///< answers queries
    SessionPtr m_embedding;                       ///< embeds what is found; another one while that one is arriving
    bool m_shuttingDown = false;

    std::mutex m_mapMutex;
    std::shared_ptr<const PhotoMap> m_map; // guarded by m_mapMutex, as the next two
    MapKey m_mapKey;
    std::int64_t m_mapRevision = 0;

    BoundedQueue<EpochScan> m_scans;
    IndexMeter m_meter;
    LookPool m_look;
    FacetService m_facets;
    BackgroundJobs m_jobs;
    ExploreJob m_explore;
    std::thread m_scanThread;
    std::thread m_engineThread;
};

} // namespace likeness
