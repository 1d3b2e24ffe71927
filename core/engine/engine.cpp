#include "core/engine/likeness_engine.h"

#include "core/media/media.h"

#include <algorithm>
#include <unistd.h>
#include <unordered_map>
#include <unordered_set>

namespace likeness {
namespace {

using Clock = std::chrono::steady_clock;
using namespace std::chrono_literals;

/// A commit costs two disk syncs (about 5 ms on an SSD): every 64 files that is nothing, and no more than that is lost.
constexpr std::size_t kCommitFiles = 64;
constexpr auto kCommitAge = 250ms;
constexpr auto kTick = 100ms;
/// Lists are asked for again after a change; twice a second is fast enough to watch photos arrive.
constexpr auto kChangeInterval = 500ms;
constexpr auto kRateWindow = 5s;
/// Three, so that two slow answers (a large picture, a model being loaded) do not hold up thumbnails.
constexpr int kLookThreads = 3;
constexpr std::size_t kScansMax = 100'000;

std::filesystem::path programFolder()
{
    std::error_code error;
    return std::filesystem::read_symlink("/proc/self/exe", error).parent_path();
}

Result<std::unique_ptr<ThumbnailStore>> openThumbnails(const std::filesystem::path& library)
{
    auto opened = ThumbnailStore::open(library, Catalog::Access::ReadWrite);
    if (opened || opened.error().code != ErrorCode::Corrupt) {
        return opened;
    }
    // Thumbnails are derived: set the damaged file aside and make them again.
    std::error_code error;
    std::filesystem::rename(library / "thumbs.db", library / "thumbs.db.damaged", error);
    std::filesystem::remove(library / "thumbs.db-wal", error);
    std::filesystem::remove(library / "thumbs.db-shm", error);
    return ThumbnailStore::open(library, Catalog::Access::ReadWrite);
}

} // namespace

Result<std::filesystem::path> findResources(const std::filesystem::path& wanted)
{
    std::vector<std::filesystem::path> places{wanted};
    if (wanted.empty()) {
        places = {programFolder() / "../share/likeness", programFolder() / "resources"};
    }
    std::error_code error;
    for (const auto& place : places) {
        if (std::filesystem::is_directory(place / "builtin", error)) {
            return std::filesystem::weakly_canonical(place, error);
        }
    }
    return fail(ErrorCode::NotFound, "the built-in model is missing: no folder builtin in "
                                         + displayPath(places.front()) + "; reinstalling Likeness puts it back");
}

Result<std::unique_ptr<Engine>> openEngine(EngineOptions options, LibraryLock lock)
{
    auto resources = findResources(options.resources);
    if (!resources) {
        return resources.failure();
    }
    if (Status media = initialiseMedia(); !media) {
        return media.failure();
    }
    auto catalog = Catalog::open(options.library, Catalog::Access::ReadWrite);
    if (!catalog) {
        return catalog.failure();
    }
    auto thumbnails = openThumbnails(options.library);
    if (!thumbnails) {
        return thumbnails.failure();
    }
    if (!options.modelId.empty()) {
        if (auto model = ModelShelf(options, *resources).resolve(options.modelId); !model) {
            return model.failure();
        }
    }
    return std::unique_ptr<Engine>(std::make_unique<LikenessEngine>(
        std::move(options), std::move(lock), std::move(*catalog), std::move(*thumbnails), std::move(*resources)));
}

LikenessEngine::LikenessEngine(EngineOptions options, LibraryLock lock, std::unique_ptr<Catalog> catalog,
                               std::unique_ptr<ThumbnailStore> thumbnails, std::filesystem::path resources)
    : m_options(std::move(options))
    , m_lock(std::move(lock))
    , m_sink(m_options.sink)
    , m_resources(std::move(resources))
    , m_catalog(std::move(catalog))
    , m_thumbnails(std::move(thumbnails))
    , m_shelf(m_options, m_resources)
    , m_latencies(m_options.library / "index" / "searches.json")
    , m_scans(kScansMax)
    , m_meter(m_options.library, m_files, m_options.idleTime)
    , m_look(m_options.library, kLookThreads)
    , m_facets(
          m_options.library, m_sink, [this](const Query& query) { return filterOf(query); },
          [this](const ResolvedQuery& query, Readers& readers) { return alike(query, readers); })
    , m_explore(exploreOptions(), m_files)
    , m_scanThread([this] { runScans(); })
    , m_engineThread([this] { runEngine(); })
{
}

LikenessEngine::~LikenessEngine()
{
    {
        const std::lock_guard lock(m_inboxMutex);
        m_stopping = true; // before the scans end, so that their end is not taken for the end of the work
    }
    m_inboxHasWork.notify_all();
    m_meter.cancel();
    ++m_scanEpoch;
    m_scans.clear();
    m_scans.close();
    {
        const std::lock_guard lock(m_sessionMutex);
        m_shuttingDown = true;
    }
    m_sessionsChanged.notify_all();
    m_explore.requestStop();
    m_jobs.stop();
    m_engineThread.join(); // commits what is finished, and wakes a scan that waits for room
    m_scanThread.join();
    for (const auto& [_, session] : m_sessions) {
        session->stop(); // answers every search and measurement that still waits for the model
    }
    m_explore.stop();
    m_look.stop();
    m_facets.stop();
    m_meter.stop();
    (void)m_latencies.keep(m_files); // derived: nothing is lost but figures
}

void LikenessEngine::onEngine(Task task)
{
    {
        const std::lock_guard lock(m_inboxMutex);
        m_inbox.push_back(std::move(task));
    }
    m_inboxHasWork.notify_one();
}

void LikenessEngine::wake()
{
    {
        const std::lock_guard lock(m_inboxMutex);
        m_woken = true;
    }
    m_inboxHasWork.notify_one();
}

void LikenessEngine::runEngine()
{
    openModels();
    measureLater();
    std::unique_lock lock(m_inboxMutex);
    while (true) {
        const bool busy = hasWork();
        const auto isDue = [this] { return m_stopping || m_woken || !m_inbox.empty(); };
        if (busy) {
            m_inboxHasWork.wait_for(lock, kTick, isDue);
        } else if (m_measureAt) {
            m_inboxHasWork.wait_until(lock, *m_measureAt, isDue);
        } else {
            m_inboxHasWork.wait(lock, isDue);
        }
        m_woken = false;
        std::deque<Task> tasks;
        tasks.swap(m_inbox);
        const bool stopping = m_stopping;
        lock.unlock();
        for (const Task& task : tasks) {
            task();
        }
        if (stopping) {
            if (m_embedding) {
                m_embedding->results().close(); // so that no worker waits for room here
                m_embedding->ingest()->stop();
                commitResults(/*all=*/true);
            }
            return;
        }
        work();
        lock.lock();
    }
}

bool LikenessEngine::hasWork() const { return m_active || !m_rebuildRequests.empty() || m_unsentChange.has_value(); }

void LikenessEngine::work()
{
    if (m_embedding) {
        commitResults(/*all=*/false);
        if (const auto failure = m_embedding->inference().failure(); failure && m_active && m_problem.empty()) {
            m_problem = failure->message;
            m_embedding->ingest()->pause();
        }
    }
    tick();
    finishIfDone();
    measureIfDue();
    // What is kept of answers, neighbours and measurements, is made after the index was checked.
    m_active || (m_answering && m_answering->index().checking()) ? m_explore.pause() : m_explore.resume();
}

void LikenessEngine::commitResults(bool all)
{
    while (m_problem.empty()) {
        while (m_pending.size() < kCommitFiles) {
            auto finished = m_embedding->results().tryPop();
            if (!finished) {
                break;
            }
            if (m_pending.empty()) {
                m_pendingSince = Clock::now();
            }
            m_pending.push_back(std::move(*finished));
        }
        const bool due = all || m_pending.size() >= kCommitFiles || m_embedding->ingest()->idle()
                         || Clock::now() - m_pendingSince > kCommitAge;
        if (m_pending.empty() || !due) {
            return;
        }
        if (Status written = writeBatch(m_pending); !written) {
            m_problem = written.error().message; // kept in hand; resuming tries again
            m_embedding->ingest()->pause();
            return;
        }
        for (const FinishedFile& file : m_pending) {
            m_embedding->ingest()->settle(file.task);
            ++m_runDone;
            m_runFailed += file.failure.empty() ? 0 : 1;
        }
        m_pending.clear();
        ++m_photosRevision;
        noteChange({});
    }
}

Status LikenessEngine::writeBatch(const std::vector<FinishedFile>& batch)
{
    CatalogBatch changes;
    std::vector<const FinishedFile*> indexed;
    for (const FinishedFile& file : batch) {
        if (!file.failure.empty()) {
            changes.failures.push_back({file.task.folder, file.task.relativePath, file.task.stamp, file.failure});
            continue;
        }
        changes.indexed.push_back({file.task.folder, file.task.relativePath, file.task.stamp, file.hash, file.content,
                                   file.metadata, file.task.sidecarStamp});
        changes.gone.insert(changes.gone.end(), file.vanished.begin(), file.vanished.end());
        indexed.push_back(&file);
    }
    // The catalog first, as it gives the content ids. A kill between these three commits leaves a content without a
    // thumbnail or a vector: the next scan sees that and makes them.
    auto outcome = m_catalog->commit(changes);
    if (!outcome) {
        return outcome.failure();
    }
    std::vector<ThumbnailStore::Entry> thumbnails;
    std::vector<ThumbnailStore::PictureHashes> hashes;
    std::vector<ContentId> embedded;
    std::vector<float> vectors;
    std::unordered_set<ContentId> seen; // two files with the same bytes may have been under way at once
    for (std::size_t i = 0; i < indexed.size(); ++i) {
        const FinishedFile& file = *indexed[i];
        const ContentId content = outcome->contents[i];
        if (!seen.insert(content).second) {
            continue;
        }
        if (!file.thumbnail236.empty()) {
            thumbnails.push_back({content, ThumbnailSize::Small236, file.thumbnail236});
            thumbnails.push_back({content, ThumbnailSize::Large474, file.thumbnail474});
            hashes.push_back({content, file.lookHashes, std::nullopt});
        }
        if (!file.embedding.empty()) {
            embedded.push_back(content);
            vectors.insert(vectors.end(), file.embedding.begin(), file.embedding.end());
        }
    }
    Status kept = m_thumbnails->put(thumbnails);
    if (kept) {
        kept = m_thumbnails->putHashes(hashes);
    }
    if (!kept) {
        return kept;
    }
    if (embedded.empty()) {
        return {};
    }
    kept = m_embedding->vectors().put(embedded, vectors);
    if (!kept) {
        return kept;
    }
    m_runEmbedded += static_cast<std::int64_t>(embedded.size());
    Status fed = m_embedding->feedIndex();
    m_embedding->publish();
    return fed;
}

void LikenessEngine::noteChange(LibraryChanged change)
{
    if (!m_unsentChange) {
        m_unsentChange = LibraryChanged{};
    }
    m_unsentChange->revision = ++m_revision;
    m_explore.noteChange();
    m_unsentChange->foldersChanged |= change.foldersChanged;
    m_unsentChange->searchesChanged |= change.searchesChanged;
    m_unsentChange->modelsChanged |= change.modelsChanged;
}

void LikenessEngine::tick()
{
    const auto now = Clock::now();
    if (m_unsentChange && (now - m_lastChange >= kChangeInterval || !m_active)) {
        m_sink(*m_unsentChange);
        m_unsentChange.reset();
        m_lastChange = now;
    }
    if (m_active && now - m_lastTick >= kTick) {
        m_lastTick = now;
        m_sink(progress());
    }
    if (!m_rebuildRequests.empty() && (!m_answering || !m_answering->index().building())) {
        if (m_answering) {
            m_answering->publish();
        }
        for (const RequestId request : m_rebuildRequests) {
            m_sink(CommandDone{request});
        }
        m_rebuildRequests.clear();
        measureLater();
    }
}

void LikenessEngine::finishIfDone()
{
    if (!m_active || m_scansPending.load() > 0) {
        return;
    }
    if (m_embedding) {
        if (!m_problem.empty() || !m_embedding->ingest()->idle() || m_embedding->results().size() > 0
            || !m_pending.empty()) {
            return;
        }
        if (!m_buildChecked) {
            m_buildChecked = true;
            m_embedding->index().buildIfDue([this](Status) { wake(); });
        }
        if (m_embedding->index().building() || m_embedding->index().checking()) {
            return;
        }
        m_embedding->publish();
        letArrivedModelAnswer();
    }
    m_active = false;
    m_buildChecked = false;
    m_sink(progress());
    tick(); // the change that ended the run is told before its end
    m_sink(IndexingFinished{m_runDone, m_runFailed, m_runEmbedded});
    forgetRun();
    m_filesFound = 0;
    measureLater();
    findStacksIfDue();
}

void LikenessEngine::forgetRun()
{
    m_runDone = 0;
    m_runFailed = 0;
    m_runEmbedded = 0;
    m_doneHistory.clear();
}

IndexProgress LikenessEngine::progress()
{
    IndexProgress news;
    news.problem = m_problem;
    if (!m_embedding) {
        return news;
    }
    const IngestFigures figures = m_embedding->ingest()->figures();
    const bool paused = m_embedding->ingest()->paused();
    news.filesFound = m_filesFound.load();
    news.filesDone = m_runDone;
    news.filesFailed = m_runFailed;
    news.filesToDo = figures.submitted - m_runBase - figures.dropped;
    if (!m_active) {
        m_runBase = figures.submitted;
    }
    news.state = paused                                             ? IndexingState::Paused
                 : !m_active                                        ? IndexingState::Idle
                 : news.filesToDo == 0 && m_scansPending.load() > 0 ? IndexingState::Scanning
                                                                    : IndexingState::Indexing;
    const auto now = Clock::now();
    m_doneHistory.emplace_back(now, m_runDone);
    while (now - m_doneHistory.front().first > kRateWindow) {
        m_doneHistory.pop_front();
    }
    const std::chrono::duration<double> window = now - m_doneHistory.front().first;
    if (window.count() > 0.5) {
        news.filesPerSecond = static_cast<double>(m_runDone - m_doneHistory.front().second) / window.count();
    }
    if (news.filesPerSecond > 0 && m_scansPending.load() == 0) {
        const auto left = static_cast<double>(news.filesToDo - news.filesDone) / news.filesPerSecond;
        news.timeLeft = std::chrono::seconds(static_cast<std::int64_t>(left + 0.5));
    }
    if (m_active) {
        news.bottleneck = m_buildChecked ? "building the index" : bottleneck(figures);
    }
    if (const auto model = m_embedding->inference().modelIfLoaded()) {
        news.device = model->device();
        news.deviceReason = model->deviceReason();
    }
    return news;
}

std::string LikenessEngine::bottleneck(const IngestFigures& figures)
{
    const auto reading = figures.reading - m_lastFigures.reading;
    const auto decoding = figures.decoding - m_lastFigures.decoding;
    const auto preparing = figures.preparing - m_lastFigures.preparing;
    const BoundedQueue<FinishedFile>& results = m_embedding->results();
    if (results.size() * 4 > results.capacity() * 3) {
        m_lastBottleneck = "writing";
    } else if (figures.inferenceFullness > 0.5 || (preparing > decoding && preparing > reading)) {
        m_lastBottleneck = "embedding";
    } else if (reading + decoding > 50ms) { // else too little happened to tell
        m_lastBottleneck = reading > decoding ? "reading" : "decoding";
    }
    if (reading + decoding + preparing > 1s) {
        m_lastFigures = figures;
    }
    return m_lastBottleneck;
}

void LikenessEngine::runScans()
{
    Readers readers(m_options.library);
    while (auto scan = m_scans.pop()) {
        scanOnce(*scan, readers);
        onEngine([this] { --m_scansPending; });
    }
}

} // namespace likeness
