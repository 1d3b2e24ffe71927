#include "core/engine/explore_files.h"

#include "core/base/file_system.h"

namespace likeness {

ExploreFiles ExploreFiles::of(const std::filesystem::path& library, const VectorIdentity& vectors)
{
    const std::filesystem::path folder = library / "explore" / vectors.name();
    return {folder, folder / "neighbours", folder / "map", folder / "map.part", folder / "clusters", folder / "words"};
}

std::shared_ptr<const Explored> savedExplored(const ExploreFiles& files)
{
    auto map = MapLayout::open(files.map);
    auto clusters = KeptClusters::open(files.clusters);
    if (!map || !clusters || map->roundsDone != 0 || map->contents != clusters->contents) {
        return nullptr;
    }
    return std::make_shared<const Explored>(Explored{std::move(*map), std::move(*clusters)});
}

Result<NeighbourGraph> savedNeighbours(const ExploreFiles& files, const VectorIdentity& vectors,
                                       const VectorStore& store)
{
    auto graph = NeighbourGraph::open(files.neighbours);
    auto lastSequence = graph ? store.lastSequence() : Result<std::int64_t>(graph.failure());
    if (!lastSequence) {
        return lastSequence.failure();
    }
    if (graph->modelId() != vectors.name() || graph->lastSequence() > *lastSequence) {
        return fail(ErrorCode::Corrupt,
                    displayPath(files.neighbours) + " is of other vectors; it can be computed again");
    }
    return graph;
}

} // namespace likeness
