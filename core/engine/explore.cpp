// Map and clusters: what is asked about them, and what a person decides about them.

#include "core/engine/likeness_engine.h"
#include "core/engine/map_picture.h"
#include "core/engine/photo_map.h"

#include <algorithm>

namespace likeness {

ExploreJob::Options LikenessEngine::exploreOptions()
{
    ExploreJob::Options options;
    options.library = m_options.library;
    options.threads = m_options.threads;
    options.sink = m_sink;
    options.quietTime = m_options.idleTime;
    options.found = [this](std::shared_ptr<const Explored> explored) {
        onEngine([this, explored = std::move(explored)] {
            noteFound(*explored);
            ++m_neighboursRevision;
            findStacksIfDue();
        });
    };
    return options;
}

/// Ids are never given twice, and what a person named is known again by what is in it now.
void LikenessEngine::noteFound(const Explored& explored)
{
    const KeptClusters& clusters = explored.clusters;
    (void)m_catalog->setSetting(kNextClusterKey,
                                std::to_string(clusters.nextId)); // else only a lost file could repeat one
    auto decisions = m_catalog->clusterDecisions(clusters.modelId);
    if (!decisions) {
        return;
    }
    for (ClusterDecision& decision : *decisions) {
        if (const std::int32_t place = clusters.placeOf(decision.id); place != KeptClusters::kNone) {
            auto contents = clusters.contentsOf(place);
            if (contents != decision.contents) {
                decision.contents = std::move(contents);
                (void)m_catalog->decideCluster(decision); // else it is known by what was in it before
            }
        }
    }
}

Result<std::shared_ptr<const PhotoMap>> LikenessEngine::photoMap(Readers& readers)
{
    auto session = answering();
    auto catalog = readers.catalog();
    if (!session || !catalog) {
        return !session ? session.failure() : catalog.failure();
    }
    const VectorIdentity& vectors = (*session)->identity();
    const MapKey key{m_explore.revision(), m_revision.load(), vectors.name()};
    const std::lock_guard lock(m_mapMutex);
    if (!m_map || m_mapKey != key) {
        auto map = photoMapOf(m_explore.explored(vectors).get(), vectors.name(), **catalog, ++m_mapRevision);
        if (!map) {
            return map.failure();
        }
        m_map = std::move(*map);
        m_mapKey = key;
    }
    return m_map;
}

Result<Filter> LikenessEngine::filterOf(const Query& query)
{
    auto filter = parseFilter(query.filter);
    if (!filter) {
        return filter.failure();
    }
    for (FilterTerm& term : filter->terms) {
        auto* clusters = std::get_if<FilterTerm::Clusters>(&term.value);
        if (clusters == nullptr) {
            continue;
        }
        auto session = answering();
        if (!session) {
            return session.failure();
        }
        const auto explored = m_explore.explored((*session)->identity());
        std::vector<ContentId> members;
        for (const ClusterId id : clusters->alternatives) {
            const std::int32_t place = explored ? explored->clusters.placeOf(id) : KeptClusters::kNone;
            if (place == KeptClusters::kNone) {
                return fail(ErrorCode::NotFound, "there is no cluster " + std::to_string(id.value)
                                                     + (explored ? " any more; the clusters were found anew" : " yet"));
            }
            const auto contents = explored->clusters.contentsOf(place);
            members.insert(members.end(), contents.begin(), contents.end());
        }
        std::sort(members.begin(), members.end());
        members.erase(std::unique(members.begin(), members.end()), members.end());
        clusters->members = std::make_shared<const std::vector<ContentId>>(std::move(members));
    }
    return filter;
}

void LikenessEngine::decide(RequestId request, ClusterId cluster, const std::function<void(ClusterDecision&)>& change)
{
    if (!m_answering) {
        return reply(request, fail(ErrorCode::NotFound, m_problem));
    }
    const VectorIdentity& vectors = m_answering->identity();
    const auto explored = m_explore.explored(vectors);
    const std::int32_t place = explored ? explored->clusters.placeOf(cluster) : KeptClusters::kNone;
    auto decisions = m_catalog->clusterDecisions(vectors.name());
    if (place == KeptClusters::kNone || !decisions) {
        return reply(request, !decisions
                                  ? decisions.failure()
                                  : fail(ErrorCode::NotFound, "there is no cluster " + std::to_string(cluster.value)));
    }
    ClusterDecision decision{cluster, vectors.name(), 0, {}, false, {}};
    for (const ClusterDecision& known : *decisions) {
        decision = known.id == cluster ? known : decision;
    }
    decision.level = explored->clusters.clusters[static_cast<std::size_t>(place)].level;
    decision.contents = explored->clusters.contentsOf(place);
    change(decision);
    Status decided = m_catalog->decideCluster(decision);
    if (decided) {
        m_explore.announce();
    }
    reply(request, decided);
}

void LikenessEngine::handle(RequestId request, LoadMap /*command*/)
{
    look(request, LookPool::Order::AsAsked, [this, request](Readers& readers) -> Result<Event> {
        auto map = photoMap(readers);
        return map ? Result<Event>(MapLoaded{request, std::move(*map)}) : map.failure();
    });
}

void LikenessEngine::handle(RequestId request, ListClusters /*command*/)
{
    look(request, LookPool::Order::AsAsked, [this, request](Readers& readers) -> Result<Event> {
        auto map = photoMap(readers);
        if (!map) {
            return map.failure();
        }
        ClustersListed answer{request, listedClusters(**map), (*map)->missing};
        if (!(*map)->clusterOf.empty()) {
            answer.unclustered
                += std::count((*map)->clusterOf[0].begin(), (*map)->clusterOf[0].end(), PhotoMap::kNoCluster);
        }
        return Event(std::move(answer));
    });
}

void LikenessEngine::handle(RequestId request, RelayoutMap /*command*/)
{
    m_explore.update(/*relayout=*/true, {});
    reply(request, {});
}

void LikenessEngine::handle(RequestId request, UpdateMap /*command*/)
{
    // Where no model can be opened, nothing would ever come of it.
    m_look.post(request, LookPool::Order::AsAsked, [this, request](Readers&, const std::stop_token&) {
        if (auto session = answering(); !session) {
            return reply(request, session.failure());
        }
        m_explore.update(/*relayout=*/false, [this, request](const Status& status) { reply(request, status); });
    });
}

void LikenessEngine::handle(RequestId request, ExportMap command)
{
    look(request, LookPool::Order::AsAsked,
         [this, request, command = std::move(command)](Readers& readers) -> Result<Event> {
             auto map = photoMap(readers);
             Status written = map ? writeMapPicture(**map, command.file, command.edgePx, readers) : map.failure();
             return written ? Result<Event>(CommandDone{request}) : written.failure();
         });
}

void LikenessEngine::handle(RequestId request, NameCluster command)
{
    decide(request, command.cluster,
           [name = std::move(command.name)](ClusterDecision& decision) { decision.name = name; });
}

void LikenessEngine::handle(RequestId request, PinCluster command)
{
    decide(request, command.cluster,
           [pinned = command.pinned](ClusterDecision& decision) { decision.pinned = pinned; });
}

} // namespace likeness
