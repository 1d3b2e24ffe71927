#include "core/engine/exploration.h"

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
constexpr auto kSaveEvery = 30s;
/// Up to this share of new rows they are looked up one by one: more are found faster by comparing neighbours.
constexpr double kPendingMax = 0.1;

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

class Exploration {
public:
    explicit Exploration(const ExploreOrder& order)
        : m_order(order)
        , m_vectors(order.session->identity())
        , m_files(ExploreFiles::of(order.library, m_vectors))
        , m_readers(order.library)
        , m_graph(m_vectors.name(), kLinksPerRow)
        , m_neighboursWhole(order.neighboursWhole)
    {
    }

    Result<ExploreOutcome> bringUpToDate();

private:
    std::string modelId() const { return m_vectors.name(); }
    ExploreRun stage(ExploreState state, double from, double to);
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

    const ExploreOrder& m_order;
    const VectorIdentity& m_vectors;
    const ExploreFiles m_files;
    Readers m_readers;
    std::vector<ContentId> m_wanted; // contents with a vector and a file, ascending
    std::int64_t m_lastSequence = 0; // of the store, before anything was read
    NeighbourGraph m_graph;
    bool m_neighboursWhole;
    MapLayout m_map;
    MapLayout m_unfinishedMap;
    KeptClusters m_clusters;
    std::optional<MappedVectors> m_rows;
    Clock::time_point m_saved = Clock::now();
};

ExploreRun Exploration::stage(ExploreState state, double from, double to)
{
    ExploreRun run;
    run.threads = m_order.threads;
    run.stop = m_order.stop;
    run.progress = [this, state, from, to](double share) { m_order.report(state, from + (to - from) * share); };
    return run;
}

Status Exploration::listWanted()
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
void Exploration::openWhatIsThere()
{
    if (auto map = MapLayout::open(m_files.map); map && map->modelId == modelId() && map->roundsDone == 0) {
        m_map = std::move(*map);
    }
    if (auto map = MapLayout::open(m_files.unfinishedMap); map && map->modelId == modelId()) {
        m_unfinishedMap = std::move(*map);
    }
    if (auto clusters = KeptClusters::open(m_files.clusters); clusters && clusters->modelId == modelId()) {
        m_clusters = std::move(*clusters);
    }
}

/// False when there are none that can be gone on from. Reads them once.
bool Exploration::openNeighbours(const VectorStore& store)
{
    if (m_graph.count() > 0) {
        return true;
    }
    auto graph = savedNeighbours(m_files, m_vectors, store);
    if (!graph || graph->linksPerRow() != kLinksPerRow) {
        return false;
    }
    m_graph = std::move(*graph);
    m_neighboursWhole = true;
    return true;
}

Result<bool> Exploration::isUpToDate(const VectorStore& store)
{
    if (m_order.relayout || m_clusters.modelId != modelId() || m_clusters.contents != m_wanted
        || m_map.contents != m_wanted) {
        return false;
    }
    // The neighbours are read by others too: what is damaged is noticed at least when the library is opened again.
    std::error_code error;
    if (m_neighboursWhole ? !std::filesystem::exists(m_files.neighbours, error) : !openNeighbours(store)) {
        return false;
    }
    bool same = true;
    Status read = store.forEachSince(m_clusters.lastSequence,
                                     [&](ContentId content, std::int64_t, std::span<const std::uint16_t>) {
                                         same = same && !std::binary_search(m_wanted.begin(), m_wanted.end(), content);
                                     });
    return read ? Result<bool>(same) : read.failure();
}

Result<ExploreOutcome> Exploration::bringUpToDate()
{
    if (Status listed = listWanted(); !listed) {
        return listed.failure();
    }
    std::error_code error;
    std::filesystem::create_directories(m_files.folder, error);
    if (error) {
        return fail(ErrorCode::Io, "cannot make " + displayPath(m_files.folder) + ": " + error.message());
    }
    openWhatIsThere();
    auto store = m_readers.vectors(m_vectors);
    if (!store) {
        return store.failure();
    }
    auto upToDate = isUpToDate(**store);
    if (!upToDate || *upToDate) {
        return upToDate ? Result<ExploreOutcome>(ExploreOutcome{nullptr, false, m_neighboursWhole})
                        : upToDate.failure();
    }
    m_order.report(ExploreState::Neighbours, 0);
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
    if (Status saved = explored->map.save(m_files.map, m_order.files); !saved) {
        return saved.failure();
    }
    (void)m_order.files.removeAll(m_files.unfinishedMap);
    if (Status saved = explored->clusters.save(m_files.clusters, m_order.files); !saved) {
        return saved.failure();
    }
    const bool lagsBehind = explored->map.contents != m_wanted;
    return ExploreOutcome{std::move(explored), lagsBehind, m_neighboursWhole};
}

// --- Neighbours -----------------------------------------------------------------------------------------------------

Status Exploration::findNeighbours(const VectorStore& store)
{
    openNeighbours(store);
    MappedVectors::Wanted wanted{m_files.folder, m_wanted, m_vectors.header.dimension, m_graph.lastSequence()};
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

Status Exploration::fill(const VectorRows& rows)
{
    const ExploreRun run = stage(ExploreState::Neighbours, 0.05, 0.48);
    const std::size_t pending = m_graph.pendingCount();
    if (static_cast<double>(pending) > kPendingMax * static_cast<double>(m_graph.count())) {
        DescentOptions options;
        options.roundDone = [this] { return Clock::now() - m_saved > kSaveEvery ? saveGraph() : Status(); };
        Status filled = fillByDescent(m_graph, rows, options, run);
        if (!filled && filled.error().code == ErrorCode::Cancelled && m_order.isPaused()) {
            (void)saveGraph(); // what is lost is looked for again
        }
        return filled;
    }
    const auto index = m_order.session->snapshot().index;
    const auto dimension = static_cast<std::size_t>(m_vectors.header.dimension);
    const NeighbourSearch search = [&](ContentId content, std::uint32_t countMax) {
        const auto at = std::lower_bound(rows.contents.begin(), rows.contents.end(), content);
        std::vector<float> query(rows.stride);
        rows.copyRow(static_cast<std::uint32_t>(at - rows.contents.begin()), query.data());
        query.resize(dimension);
        return nearestOf(*index, query, countMax);
    };
    return fillBySearch(m_graph, search, run);
}

Status Exploration::saveGraph()
{
    Status saved = m_graph.save(m_files.neighbours, m_order.files);
    m_saved = Clock::now();
    return saved;
}

// --- Map ------------------------------------------------------------------------------------------------------------

/// Old photos stay where they are, unless those that came outnumber them: then the old map says too little of what the
/// library is now.
Result<std::vector<MapPoint>> Exploration::findPlaces(const LinkedRows& links, const VectorRows& rows)
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

Result<std::vector<MapPoint>> Exploration::layOutAll(const LinkedRows& links, const VectorRows& rows)
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
        Status saved = unfinished.save(m_files.unfinishedMap, m_order.files);
        m_saved = Clock::now();
        return saved;
    };
    options.roundDone = [&](std::uint32_t roundsDone, std::span<const MapPoint> points) -> Status {
        unfinished.points.assign(points.begin(), points.end());
        unfinished.roundsDone = roundsDone;
        return Clock::now() - m_saved > kSaveEvery ? save() : Status();
    };
    auto laidOut = layOut(links, start, options, run.part(0.05, 1));
    if (!laidOut && unfinished.roundsDone > 0 && m_order.isPaused()) {
        (void)save(); // what is lost is laid out again
    }
    return laidOut;
}

// --- Clusters -------------------------------------------------------------------------------------------------------

Result<std::int64_t> Exploration::firstFreeId(const Catalog& catalog) const
{
    auto setting = catalog.setting(kNextClusterKey);
    if (!setting) {
        return setting.failure();
    }
    const std::int64_t known = setting->empty() ? 1 : std::strtoll(setting->c_str(), nullptr, 10);
    return std::max(known, m_clusters.nextId);
}

/// The clusters of a level with those of the last time, or, where that is lost, with those a person decided about.
ClusterMatch Exploration::matched(const ClusterTree& tree, std::uint32_t level,
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

Result<KeptClusters> Exploration::findGroups(const LinkedRows& links, const VectorRows& rows,
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
                        m_files.words,
                        m_order.files};
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

} // namespace

Result<ExploreOutcome> bringUpToDate(const ExploreOrder& order) { return Exploration(order).bringUpToDate(); }

} // namespace likeness
