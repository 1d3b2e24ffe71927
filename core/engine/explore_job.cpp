#include "core/engine/explore_job.h"

#include "core/base/thread_priority.h"
#include "core/engine/cluster_naming.h"
#include "core/engine/mapped_vectors.h"
#include "core/explore/principal_axes.h"

#include <algorithm>

namespace likeness {
namespace {

using Clock = std::chrono::steady_clock;
using namespace std::chrono_literals;

/// The lists of 15 that UMAP uses by default; more make the map smoother and cost as much again.
constexpr std::uint32_t kLinksPerRow = 15;
/// Behind everything that a person waits for; while one waits for a run itself, as the threads that index.
constexpr int kNiceness = 15;
constexpr int kNicenessAwaited = 5;
constexpr auto kSaveEvery = 30s;
constexpr auto kProgressEvery = 100ms;
/// Up to this share of new rows they are looked up one by one: more are found faster by comparing neighbours.
constexpr double kPendingMax = 0.1;

constexpr const char* kNeighboursFile = "neighbours";
constexpr const char* kMapFile = "map";
constexpr const char* kUnfinishedMapFile = "map.part";
constexpr const char* kClustersFile = "clusters";
constexpr const char* kWordsFile = "words";

std::vector<ContentId> inBoth(const std::vector<ContentId>& a, const std::vector<ContentId>& b)
{
    std::vector<ContentId> both;
    both.reserve(std::min(a.size(), b.size()));
    std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
    return both;
}

std::vector<ContentId> onlyInFirst(std::span<const ContentId> a, std::span<const ContentId> b)
{
    std::vector<ContentId> only;
    std::set_difference(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(only));
    return only;
}

/// Amid the points, and where many are rather than where the mean of several islands falls between them.
MapPoint centreOf(const std::vector<std::uint32_t>& rows, std::span<const MapPoint> points)
{
    std::vector<float> xs, ys;
    xs.reserve(rows.size());
    ys.reserve(rows.size());
    for (const std::uint32_t row : rows) {
        xs.push_back(points[row].x);
        ys.push_back(points[row].y);
    }
    const auto middle = static_cast<std::ptrdiff_t>(rows.size() / 2);
    std::nth_element(xs.begin(), xs.begin() + middle, xs.end());
    std::nth_element(ys.begin(), ys.begin() + middle, ys.end());
    return {xs[static_cast<std::size_t>(middle)], ys[static_cast<std::size_t>(middle)]};
}

} // namespace

// --- One run --------------------------------------------------------------------------------------------------------

/// Takes everything one model has from where the files are to where the library is.
class ExploreJob::Run {
public:
    struct Outcome {
        std::shared_ptr<const Explored> found; ///< null when nothing had changed
        bool lagsBehind = false;               ///< what was begun is finished; what came meanwhile is not in it
    };

    Run(ExploreJob& job, const Order& order, std::stop_token stop)
        : m_job(job)
        , m_order(order)
        , m_vectors(order.session->identity())
        , m_folder(folderOf(job.m_options.library, m_vectors))
        , m_readers(job.m_options.library)
        , m_stop(std::move(stop))
        , m_graph(m_vectors.file.stem().string(), kLinksPerRow)
    {
    }

    Result<Outcome> bringUpToDate();

private:
    std::string modelId() const { return m_vectors.file.stem().string(); }
    ExploreRun stage(ExploreState state, double from, double to);
    Status stopped() const;
    Status listWanted();
    void openWhatIsThere();
    bool openNeighbours(const VectorStore& store);
    Result<bool> isUpToDate(const VectorStore& store);
    Status findNeighbours(const VectorStore& store);
    Status fill(const VectorRows& rows);
    Status saveGraph();
    Result<std::vector<MapPoint>> findPlaces(const LinkedRows& links, const VectorRows& rows);
    Result<std::vector<MapPoint>> layOutAll(const LinkedRows& links, const VectorRows& rows);
    Result<KeptClusters> findGroups(const LinkedRows& links, const VectorRows& rows, std::span<const MapPoint> points);
    Result<std::int64_t> firstFreeId(const Catalog& catalog) const;
    ClusterMatch matched(const ClusterTree& tree, std::uint32_t level, const std::vector<ClusterDecision>& decisions,
                         std::int64_t nextId) const;

    ExploreJob& m_job;
    const Order& m_order;
    const VectorIdentity& m_vectors;
    const std::filesystem::path m_folder;
    Readers m_readers;
    const std::stop_token m_stop;
    std::vector<ContentId> m_wanted; // contents with a vector and a file, ascending
    std::int64_t m_lastSequence = 0; // of the store, before anything was read
    NeighbourGraph m_graph;
    MapLayout m_map;
    MapLayout m_unfinishedMap;
    KeptClusters m_clusters;
    std::optional<MappedVectors> m_rows;
    Clock::time_point m_saved = Clock::now();
};

ExploreRun ExploreJob::Run::stage(ExploreState state, double from, double to)
{
    ExploreRun run;
    run.threads = m_job.m_options.threads;
    run.stop = m_stop;
    run.progress = [this, state, from, to](double share) { m_job.report(state, from + (to - from) * share); };
    return run;
}

Status ExploreJob::Run::stopped() const
{
    return m_stop.stop_requested() ? Status(fail(ErrorCode::Cancelled, "exploring was stopped")) : Status();
}

Status ExploreJob::Run::listWanted()
{
    auto catalog = m_readers.catalog();
    auto store = m_readers.vectors(m_vectors);
    if (!catalog || !store) {
        return !catalog ? catalog.failure() : store.failure();
    }
    auto lastSequence = (*store)->lastSequence();
    auto contents = (*catalog)->contents();
    auto embedded = (*store)->contents();
    if (!lastSequence || !contents || !embedded) {
        return !lastSequence ? lastSequence.failure() : !contents ? contents.failure() : embedded.failure();
    }
    m_lastSequence = *lastSequence;
    m_wanted = inBoth(*contents, *embedded);
    return {};
}

/// What cannot be read is as good as missing: it is computed again.
void ExploreJob::Run::openWhatIsThere()
{
    if (auto map = MapLayout::open(m_folder / kMapFile); map && map->modelId == modelId() && map->roundsDone == 0) {
        m_map = std::move(*map);
    }
    if (auto map = MapLayout::open(m_folder / kUnfinishedMapFile); map && map->modelId == modelId()) {
        m_unfinishedMap = std::move(*map);
    }
    if (auto clusters = KeptClusters::open(m_folder / kClustersFile); clusters && clusters->modelId == modelId()) {
        m_clusters = std::move(*clusters);
    }
}

/// False when there are none that can be gone on from. Reads them once.
bool ExploreJob::Run::openNeighbours(const VectorStore& store)
{
    if (m_graph.count() > 0) {
        return true;
    }
    auto graph = savedNeighbours(m_job.m_options.library, m_vectors, store);
    if (!graph || graph->linksPerRow() != kLinksPerRow) {
        return false;
    }
    m_graph = std::move(*graph);
    m_job.m_neighboursRead = m_folder;
    return true;
}

Result<bool> ExploreJob::Run::isUpToDate(const VectorStore& store)
{
    if (m_order.relayout || m_clusters.modelId != modelId() || m_clusters.contents != m_wanted
        || m_map.contents != m_wanted) {
        return false;
    }
    // The neighbours are read by others too: what is damaged is noticed at least when the library is opened again.
    std::error_code error;
    if (m_job.m_neighboursRead == m_folder ? !std::filesystem::exists(m_folder / kNeighboursFile, error)
                                           : !openNeighbours(store)) {
        return false;
    }
    bool same = true;
    Status read = store.forEachSince(m_clusters.lastSequence,
                                     [&](ContentId content, std::int64_t, std::span<const std::uint16_t>) {
                                         same = same && !std::binary_search(m_wanted.begin(), m_wanted.end(), content);
                                     });
    return read ? Result<bool>(same) : read.failure();
}

Result<ExploreJob::Run::Outcome> ExploreJob::Run::bringUpToDate()
{
    if (Status listed = listWanted(); !listed) {
        return listed.failure();
    }
    std::error_code error;
    std::filesystem::create_directories(m_folder, error);
    if (error) {
        return fail(ErrorCode::Io, "cannot make " + displayPath(m_folder) + ": " + error.message());
    }
    openWhatIsThere();
    auto store = m_readers.vectors(m_vectors);
    if (!store) {
        return store.failure();
    }
    auto upToDate = isUpToDate(**store);
    if (!upToDate || *upToDate) {
        return upToDate ? Result<Outcome>(Outcome{}) : upToDate.failure();
    }
    m_job.report(ExploreState::Neighbours, 0);
    if (Status found = findNeighbours(**store); !found) {
        return found.failure();
    }
    const VectorRows rows = m_rows->rows();
    auto explored = std::make_shared<Explored>();
    explored->map.modelId = modelId();
    explored->map.contents = {rows.contents.begin(), rows.contents.end()};
    auto links = weightedLinks(m_graph, stage(ExploreState::Layout, 0.48, 0.5));
    if (!links) {
        return links.failure();
    }
    auto points = findPlaces(*links, rows);
    if (!points) {
        return points.failure();
    }
    auto clusters = findGroups(*links, rows, *points);
    if (!clusters) {
        return clusters.failure();
    }
    explored->map.points = std::move(*points);
    explored->clusters = std::move(*clusters);
    if (Status saved = explored->map.save(m_folder / kMapFile, m_job.m_files); !saved) {
        return saved.failure();
    }
    (void)m_job.m_files.removeAll(m_folder / kUnfinishedMapFile);
    if (Status saved = explored->clusters.save(m_folder / kClustersFile, m_job.m_files); !saved) {
        return saved.failure();
    }
    const bool lagsBehind = explored->map.contents != m_wanted;
    return Outcome{std::move(explored), lagsBehind};
}

// --- Neighbours -----------------------------------------------------------------------------------------------------

Status ExploreJob::Run::findNeighbours(const VectorStore& store)
{
    openNeighbours(store);
    MappedVectors::Wanted wanted{m_folder, m_wanted, m_vectors.header.dimension, m_graph.lastSequence()};
    const ExploreRun copying = stage(ExploreState::Neighbours, 0, 0.05);
    // A map that was begun is finished first: it takes longest, and photos that came meanwhile find their places on it.
    const auto& begun = m_unfinishedMap.contents;
    if (!m_order.relayout && m_graph.pendingCount() == 0 && !begun.empty() && begun != m_wanted
        && std::equal(begun.begin(), begun.end(), m_graph.contents().begin(), m_graph.contents().end())) {
        wanted.contents = begun;
        auto rows = MappedVectors::copy(store, wanted, copying);
        if (rows && rows->newer().empty()) {
            m_rows.emplace(std::move(*rows));
            m_lastSequence = m_graph.lastSequence();
            return {};
        }
        wanted.contents = m_wanted;
    }
    auto rows = MappedVectors::copy(store, std::move(wanted), copying);
    if (!rows) {
        return rows.failure();
    }
    m_rows.emplace(std::move(*rows));
    std::vector<ContentId> removed = onlyInFirst(m_graph.contents(), m_wanted);
    std::vector<ContentId> added = onlyInFirst(m_wanted, m_graph.contents());
    for (const ContentId content : m_rows->newer()) { // a new vector for a content that is there
        if (m_graph.rowOf(content)) {
            removed.push_back(content);
            added.push_back(content);
        }
    }
    if (!added.empty() || !removed.empty()) {
        std::sort(added.begin(), added.end());
        std::sort(removed.begin(), removed.end());
        m_graph.apply(added, removed);
    }
    m_graph.setLastSequence(m_lastSequence);
    const VectorRows view = m_rows->rows();
    if (Status filled = fill(view); !filled) {
        return filled;
    }
    return saveGraph();
}

Status ExploreJob::Run::fill(const VectorRows& rows)
{
    const ExploreRun run = stage(ExploreState::Neighbours, 0.05, 0.48);
    const std::size_t pending = m_graph.pendingCount();
    if (static_cast<double>(pending) > kPendingMax * static_cast<double>(m_graph.count())) {
        DescentOptions options;
        options.roundDone = [this] { return Clock::now() - m_saved > kSaveEvery ? saveGraph() : Status(); };
        Status filled = fillByDescent(m_graph, rows, options, run);
        if (!filled && filled.error().code == ErrorCode::Cancelled && m_job.isPaused()) {
            (void)saveGraph(); // what is lost is looked for again
        }
        return filled;
    }
    const auto index = m_order.session->snapshot().index;
    const auto dimension = static_cast<std::size_t>(m_vectors.header.dimension);
    const NeighbourSearch search
        = [&](ContentId content, std::uint32_t countMax) -> Result<std::vector<ScoredContent>> {
        const auto at = std::lower_bound(rows.contents.begin(), rows.contents.end(), content);
        std::vector<float> query(rows.stride);
        rows.copyRow(static_cast<std::uint32_t>(at - rows.contents.begin()), query.data());
        query.resize(dimension);
        auto hits = index->search(query, countMax, nullptr);
        if (!hits) {
            return hits.failure();
        }
        std::vector<ScoredContent> found;
        found.reserve(hits->size());
        for (const Neighbour& hit : *hits) {
            found.push_back({hit.content, hit.score});
        }
        return found;
    };
    return fillBySearch(m_graph, search, run);
}

Status ExploreJob::Run::saveGraph()
{
    Status saved = m_graph.save(m_folder / kNeighboursFile, m_job.m_files);
    m_saved = Clock::now();
    return saved;
}

// --- Map ------------------------------------------------------------------------------------------------------------

/// Old photos stay where they are, unless those that came outnumber them: then the old map says too little of what the
/// library is now.
Result<std::vector<MapPoint>> ExploreJob::Run::findPlaces(const LinkedRows& links, const VectorRows& rows)
{
    const std::size_t count = rows.contents.size();
    std::vector<MapPoint> points(count);
    std::vector<std::uint8_t> placed(count, 0);
    std::size_t known = 0;
    for (std::size_t row = 0, at = 0; row < count; ++row) {
        while (at < m_map.contents.size() && m_map.contents[at] < rows.contents[row]) {
            ++at;
        }
        if (at < m_map.contents.size() && m_map.contents[at] == rows.contents[row]) {
            points[row] = m_map.points[at];
            placed[row] = 1;
            ++known;
        }
    }
    if (m_order.relayout || known * 2 < count) {
        return layOutAll(links, rows);
    }
    return placeNew(links, std::move(points), placed, {}, stage(ExploreState::Layout, 0.5, 0.88));
}

Result<std::vector<MapPoint>> ExploreJob::Run::layOutAll(const LinkedRows& links, const VectorRows& rows)
{
    const ExploreRun run = stage(ExploreState::Layout, 0.5, 0.88);
    LayoutOptions options;
    std::vector<float> start;
    if (m_unfinishedMap.roundsDone > 0
        && std::equal(m_unfinishedMap.contents.begin(), m_unfinishedMap.contents.end(), rows.contents.begin(),
                      rows.contents.end())) {
        options.roundsDone = m_unfinishedMap.roundsDone;
        for (const MapPoint point : m_unfinishedMap.points) {
            start.insert(start.end(), {point.x, point.y});
        }
    } else {
        auto places = principalPlaces(rows, 2, options.seed, run.part(0, 0.05));
        if (!places) {
            return places.failure();
        }
        start = std::move(*places);
    }
    MapLayout unfinished;
    unfinished.modelId = modelId();
    unfinished.contents = {rows.contents.begin(), rows.contents.end()};
    const auto save = [&] {
        Status saved = unfinished.save(m_folder / kUnfinishedMapFile, m_job.m_files);
        m_saved = Clock::now();
        return saved;
    };
    options.roundDone = [&](std::uint32_t roundsDone, std::span<const MapPoint> points) -> Status {
        unfinished.points.assign(points.begin(), points.end());
        unfinished.roundsDone = roundsDone;
        return Clock::now() - m_saved > kSaveEvery ? save() : Status();
    };
    auto laidOut = layOut(links, start, options, run.part(0.05, 1));
    if (!laidOut && unfinished.roundsDone > 0 && m_job.isPaused()) {
        (void)save(); // what is lost is laid out again
    }
    return laidOut;
}

// --- Clusters -------------------------------------------------------------------------------------------------------

constexpr const char* kNextIdKey = "cluster-next-id";

Result<std::int64_t> ExploreJob::Run::firstFreeId(const Catalog& catalog) const
{
    auto setting = catalog.setting(kNextIdKey);
    if (!setting) {
        return setting.failure();
    }
    const std::int64_t known = setting->empty() ? 1 : std::strtoll(setting->c_str(), nullptr, 10);
    return std::max(known, m_clusters.nextId);
}

/// The clusters of a level with those of the last time, or, where that is lost, with those a person decided about.
ClusterMatch ExploreJob::Run::matched(const ClusterTree& tree, std::uint32_t level,
                                      const std::vector<ClusterDecision>& decisions, std::int64_t nextId) const
{
    const auto& contents = m_rows->rows().contents;
    std::vector<KnownCluster> known;
    if (level < m_clusters.clusterOf.size()) {
        std::vector<std::size_t> placeInKnown(m_clusters.clusters.size(), m_clusters.clusters.size());
        for (std::size_t i = 0; i < m_clusters.clusters.size(); ++i) {
            if (m_clusters.clusters[i].level == level) {
                placeInKnown[i] = known.size();
                known.push_back({m_clusters.clusters[i].id.value, {}});
            }
        }
        for (std::size_t row = 0; row < m_clusters.contents.size(); ++row) {
            const std::int32_t place = m_clusters.clusterOf[level][row];
            const bool isHere = std::binary_search(contents.begin(), contents.end(), m_clusters.contents[row]);
            if (place != KeptClusters::kNone && isHere) {
                known[placeInKnown[static_cast<std::size_t>(place)]].contents.push_back(m_clusters.contents[row]);
            }
        }
    }
    for (const ClusterDecision& decision : decisions) {
        if (decision.level == level && m_clusters.placeOf(decision.id) == KeptClusters::kNone) {
            known.push_back({decision.id.value, decision.contents});
        }
    }
    std::vector<std::vector<ContentId>> found;
    for (const Cluster& cluster : tree.clusters) {
        if (cluster.level != level) {
            continue;
        }
        std::vector<ContentId>& members = found.emplace_back();
        for (const std::uint32_t row : cluster.rows) {
            const ContentId content = contents[row];
            const bool wasThere
                = m_clusters.contents.empty()
                  || std::binary_search(m_clusters.contents.begin(), m_clusters.contents.end(), content);
            if (wasThere) {
                members.push_back(content);
            }
        }
    }
    return matchClusters(known, found, nextId);
}

Result<KeptClusters> ExploreJob::Run::findGroups(const LinkedRows& links, const VectorRows& rows,
                                                 std::span<const MapPoint> points)
{
    auto tree = findClusters(links, rows, {}, stage(ExploreState::Clusters, 0.88, 0.95));
    auto catalog = m_readers.catalog();
    if (!tree || !catalog) {
        return !tree ? tree.failure() : catalog.failure();
    }
    auto decisions = (*catalog)->clusterDecisions(modelId());
    auto nextId = firstFreeId(**catalog);
    if (!decisions || !nextId) {
        return !decisions ? decisions.failure() : nextId.failure();
    }
    NamingSource source{**catalog,
                        rows,
                        m_vectors.header.dimension,
                        m_order.vocabulary.empty() ? nullptr : &m_order.session->inference(),
                        m_order.vocabulary,
                        m_folder / kWordsFile,
                        m_job.m_files};
    auto names = nameClusters(*tree, source, stage(ExploreState::Clusters, 0.95, 1));
    if (!names) {
        return names.failure();
    }
    KeptClusters kept;
    kept.modelId = modelId();
    kept.lastSequence = m_lastSequence;
    kept.contents = {rows.contents.begin(), rows.contents.end()};
    kept.clusterOf = std::move(tree->clusterOf);
    std::vector<std::int64_t> ids;
    for (std::uint32_t level = 0; level < kept.clusterOf.size(); ++level) {
        const ClusterMatch match = matched(*tree, level, *decisions, *nextId);
        ids.insert(ids.end(), match.ids.begin(), match.ids.end());
        *nextId = match.nextId;
    }
    kept.nextId = *nextId;
    kept.clusters.reserve(tree->clusters.size());
    for (std::size_t i = 0; i < tree->clusters.size(); ++i) {
        const Cluster& cluster = tree->clusters[i];
        KeptClusters::Kept& one = kept.clusters.emplace_back();
        one.id = ClusterId{ids[i]};
        one.level = cluster.level;
        one.parent = cluster.parent ? static_cast<std::int32_t>(*cluster.parent) : KeptClusters::kNone;
        one.name = std::move((*names)[i]);
        one.centre = centreOf(cluster.rows, points);
        one.representatives.reserve(cluster.representatives.size());
        for (const std::uint32_t row : cluster.representatives) {
            one.representatives.push_back(rows.contents[row]);
        }
    }
    return kept;
}

// --- The thread -----------------------------------------------------------------------------------------------------

ExploreJob::ExploreJob(Options options, FileSystem& files)
    : m_options(std::move(options))
    , m_files(files)
    , m_thread([this] { run(); })
{
}

ExploreJob::~ExploreJob() { stop(); }

std::filesystem::path ExploreJob::folderOf(const std::filesystem::path& library, const VectorIdentity& vectors)
{
    return library / "explore" / vectors.file.stem();
}

void ExploreJob::explore(std::shared_ptr<ModelSession> session, std::filesystem::path vocabulary)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_session != session) {
            m_running.request_stop();
        }
        m_session = std::move(session);
        m_vocabulary = std::move(vocabulary);
        postpone();
    }
    m_changed.notify_all();
}

void ExploreJob::noteChange()
{
    {
        const std::lock_guard lock(m_mutex);
        postpone();
    }
    m_changed.notify_all();
}

void ExploreJob::update(bool relayout, Done done)
{
    {
        const std::lock_guard lock(m_mutex);
        m_dueAt = Clock::now();
        m_relayout = m_relayout || relayout;
        if (done) {
            m_waiting.push_back(std::move(done));
        }
    }
    m_changed.notify_all();
}

void ExploreJob::pause()
{
    const std::lock_guard lock(m_mutex);
    if (!m_paused) {
        m_paused = true;
        m_running.request_stop();
    }
}

void ExploreJob::resume()
{
    {
        const std::lock_guard lock(m_mutex);
        m_paused = false;
    }
    m_changed.notify_all();
}

void ExploreJob::requestStop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
        m_running.request_stop();
    }
    m_changed.notify_all();
}

void ExploreJob::stop()
{
    requestStop();
    if (m_thread.joinable()) {
        m_thread.join();
    }
}

bool ExploreJob::isPaused()
{
    const std::lock_guard lock(m_mutex);
    return m_paused && !m_stopping;
}

/// A run that was asked for stays due at once. The mutex is held.
void ExploreJob::postpone()
{
    if (m_waiting.empty() && !m_relayout) {
        m_dueAt = Clock::now() + m_options.quietTime;
    }
}

/// The mutex is held.
bool ExploreJob::isDue() const { return m_session && m_dueAt && !m_paused && Clock::now() >= *m_dueAt; }

void ExploreJob::run()
{
    std::unique_lock lock(m_mutex);
    while (!m_stopping) {
        if (isDue()) {
            work(lock);
        } else if (m_session && m_dueAt && !m_paused) {
            m_changed.wait_until(lock, *m_dueAt);
        } else {
            m_changed.wait(lock);
        }
    }
}

/// One run; the mutex is held before and after.
void ExploreJob::work(std::unique_lock<std::mutex>& lock)
{
    const Order order{m_session, m_vocabulary, std::exchange(m_relayout, false)};
    std::vector<Done> waiting = std::exchange(m_waiting, {});
    m_dueAt.reset();
    m_running = {};
    const std::stop_token stop = m_running.get_token();
    lock.unlock();
    Result<Run::Outcome> outcome = fail(ErrorCode::Internal, "exploring did not begin");
    // A thread for each run: its priority, which those that it starts inherit, can be lowered but never raised again.
    const auto body = [&] {
        lowerPriorityOfThisThread(waiting.empty() ? kNiceness : kNicenessAwaited);
        outcome = guarded("exploring", ErrorCode::Internal, [&] { return Run(*this, order, stop).bringUpToDate(); });
    };
    Status begun = guarded("exploring", ErrorCode::OutOfResources, [&]() -> Status {
        std::thread(body).join();
        return {};
    });
    if (!begun) {
        outcome = begun.failure();
    }
    const bool stopped = stop.stop_requested();
    if (outcome && outcome->found) {
        publish(order.session->identity(), outcome->found);
    }
    const bool again = outcome ? outcome->lagsBehind : stopped;
    report(ExploreState::Idle, outcome ? 1 : 0, outcome || stopped ? std::string() : outcome.error().message);
    if (!again) {
        for (const Done& done : waiting) {
            done(outcome ? Status() : Status(outcome.failure()));
        }
    }
    lock.lock();
    if (again) {
        m_relayout = m_relayout || (order.relayout && !outcome);
        m_waiting.insert(m_waiting.begin(), waiting.begin(), waiting.end());
        m_dueAt = m_dueAt ? std::min(*m_dueAt, Clock::now()) : Clock::now();
    }
}

void ExploreJob::report(ExploreState state, double share, const std::string& problem)
{
    const auto now = Clock::now();
    const bool changed = state != m_progress.state || problem != m_progress.problem;
    if (!changed && (state == ExploreState::Idle || now - m_progressSent < kProgressEvery)) {
        return;
    }
    m_progress = {state, share, problem};
    m_progressSent = now;
    m_options.sink(m_progress);
}

void ExploreJob::publish(const VectorIdentity& vectors, std::shared_ptr<const Explored> explored)
{
    {
        const std::lock_guard lock(m_exploredMutex);
        m_exploredFolder = folderOf(m_options.library, vectors);
        m_explored = explored;
    }
    m_options.found(std::move(explored));
    announce();
}

void ExploreJob::announce() { m_options.sink(ExploreChanged{++m_revision}); }

std::shared_ptr<const Explored> ExploreJob::explored(const VectorIdentity& vectors)
{
    const std::filesystem::path folder = folderOf(m_options.library, vectors);
    const std::lock_guard lock(m_exploredMutex);
    if (m_exploredFolder == folder) {
        return m_explored;
    }
    m_exploredFolder = folder;
    m_explored.reset();
    auto map = MapLayout::open(folder / kMapFile);
    auto clusters = KeptClusters::open(folder / kClustersFile);
    if (map && clusters && map->roundsDone == 0 && map->contents == clusters->contents) {
        m_explored = std::make_shared<const Explored>(Explored{std::move(*map), std::move(*clusters)});
    }
    return m_explored;
}

Result<NeighbourGraph> savedNeighbours(const std::filesystem::path& library, const VectorIdentity& vectors,
                                       const VectorStore& store)
{
    const std::filesystem::path path = ExploreJob::folderOf(library, vectors) / kNeighboursFile;
    auto graph = NeighbourGraph::open(path);
    auto lastSequence = graph ? store.lastSequence() : Result<std::int64_t>(graph.failure());
    if (!lastSequence) {
        return lastSequence.failure();
    }
    if (graph->modelId() != vectors.file.stem().string() || graph->lastSequence() > *lastSequence) {
        return fail(ErrorCode::Corrupt, displayPath(path) + " is of other vectors; it can be computed again");
    }
    return graph;
}

} // namespace likeness
