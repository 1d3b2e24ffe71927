#pragma once

#include "core/engine/look_pool.h"
#include "core/engine/model_session.h"
#include "core/engine/open_engine.h"
#include "core/engine/scanner.h"

#include <deque>
#include <map>

namespace likeness {

/// Wall-clock figures of the last searches, for `status`.
/// Thread: every function from any thread.
class SearchLatencies {
public:
    void add(std::chrono::microseconds latency);
    void report(LibraryStatus& status) const;

private:
    mutable std::mutex m_mutex;
    std::deque<std::chrono::microseconds> m_last; // guarded by m_mutex
    std::int64_t m_count = 0;                     // guarded by m_mutex
};

/// The engine behind core/api: composes catalog, media, embedding and index.
///
/// Threads: `engine` owns every write to catalog, vectors, thumbnails and index, and carries out commands that change
/// something; `scan` compares folders with the catalog; `work-n` and `infer` belong to the ModelSession; `look-n`
/// answer what a person waits for from read-only connections. They are joined in reverse order of creation.
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
    using SessionPtr = std::shared_ptr<ModelSession>;

    // engine.cpp: threads and the main loop
    void runEngine();
    void runScans();
    void onEngine(Task task);
    void wake();
    void work();
    /// Commits what is due: a full batch, an old one, or `all`.
    void commitResults(bool all);
    Status writeBatch(const std::vector<FinishedFile>& batch);
    void publish();
    void tick();
    void finishIfDone();
    IndexProgress progress();
    std::string bottleneck(const IngestFigures& figures);
    void noteChange(LibraryChanged change);
    bool hasWork() const;
    void openSession(const std::string& modelId);
    /// Waits until the model's vectors and index are open. Errors: why they cannot be.
    Result<std::pair<SessionPtr, SearchSnapshot>> waitForSession();

    // commands.cpp: one handler for each command
    void look(RequestId request, LookPool::Order order, Look question);
    void reply(RequestId request, Status status);
    void enqueueScan(ScanRequest request);
    void scanOnce(const ScanRequest& request, Readers& readers);
    void forgetFiles(std::vector<GoneFile> files);
    template <class Remove> void removeFiles(RequestId request, const std::vector<PhotoId>& photos, Remove remove);

    void handle(RequestId request, AddFolder command);
    void handle(RequestId request, RemoveFolder command);
    void handle(RequestId request, SetFolderRules command);
    void handle(RequestId request, Rescan command);
    void handle(RequestId request, NoteWatchMode command);
    void handle(RequestId request, PauseIndexing command);
    void handle(RequestId request, ResumeIndexing command);
    void handle(RequestId request, CancelIndexing command);
    void handle(RequestId request, RunQuery command);
    void handle(RequestId request, LoadPhotos command);
    void handle(RequestId request, LoadDetails command);
    void handle(RequestId request, LoadThumbnail command);
    void handle(RequestId request, LoadImage command);
    void handle(RequestId request, SetRating command);
    void handle(RequestId request, MoveToTrash command);
    void handle(RequestId request, RestoreFromTrash command);
    void handle(RequestId request, DeleteForever command);
    void handle(RequestId request, RenamePhoto command);
    void handle(RequestId request, ListFolders command);
    void handle(RequestId request, ListSubfolders command);
    void handle(RequestId request, ListFailures command);
    void handle(RequestId request, RetryFailures command);
    void handle(RequestId request, ListSavedSearches command);
    void handle(RequestId request, SaveSearch command);
    void handle(RequestId request, DeleteSavedSearch command);
    void handle(RequestId request, ListModels command);
    void handle(RequestId request, ImportModel command);
    void handle(RequestId request, UseModel command);
    void handle(RequestId request, RemoveModel command);
    void handle(RequestId request, ReportStatus command);
    void handle(RequestId request, FindDuplicates command);
    void handle(RequestId request, EmbedThings command);
    void handle(RequestId request, VerifyLibrary command);
    void handle(RequestId request, ExportLibrary command);
    void handle(RequestId request, RebuildIndex command);
    void handle(RequestId request, CompactLibrary command);

    const EngineOptions m_options;
    const LibraryLock m_lock;
    const EventSink m_sink;
    FileSystem m_files;

    // Owned by the engine thread.
    std::unique_ptr<Catalog> m_catalog;
    std::unique_ptr<ThumbnailStore> m_thumbnails;
    ModelShelf m_shelf;
    std::map<FolderId, std::pair<WatchMode, std::string>> m_watchModes;
    std::vector<FinishedFile> m_pending;
    std::chrono::steady_clock::time_point m_pendingSince;
    std::vector<RequestId> m_rebuildRequests;
    bool m_active = false;       ///< a run of indexing is under way
    bool m_buildChecked = false; ///< the index was asked whether it wants a build at the end of this run
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
    std::int64_t m_revision = 0;

    std::atomic<std::int64_t> m_nextRequest{1};
    std::atomic<std::int64_t> m_filesFound{0};
    std::atomic<int> m_scansPending{0};
    std::atomic<bool> m_cancelScans{false};
    SearchLatencies m_latencies;

    std::mutex m_inboxMutex;
    std::condition_variable m_inboxHasWork;
    std::deque<Task> m_inbox; // guarded by m_inboxMutex
    bool m_woken = false;     // guarded by m_inboxMutex
    bool m_stopping = false;  // guarded by m_inboxMutex

    std::mutex m_sessionMutex;
    std::condition_variable m_sessionReady;
    SessionPtr m_session;                // guarded by m_sessionMutex; written by the engine thread
    SearchSnapshot m_snapshot;           // guarded by m_sessionMutex
    std::optional<Error> m_sessionError; // guarded by m_sessionMutex
    bool m_shuttingDown = false;         // guarded by m_sessionMutex

    BoundedQueue<ScanRequest> m_scans;
    LookPool m_look;
    std::thread m_scanThread;
    std::thread m_engineThread;
};

} // namespace likeness
