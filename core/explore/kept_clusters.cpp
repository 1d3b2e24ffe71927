#include "core/explore/kept_clusters.h"

#include "core/explore/derived_file.h"

#include <algorithm>
#include <cmath>

namespace likeness {
namespace {

// The file, after magic and version: rows u32, clusters u32, levels u32, last sequence i64, next id i64, model id
// (length u32 and bytes), contents [rows] i64; for each cluster id i64, level u32, parent i32, centre x f32 and y f32,
// name (length u32 and bytes), representatives u32 and as many i64; for each level [rows] i32.
constexpr std::string_view kMagic("LKCLU\n\0\0", 8);
constexpr std::uint32_t kVersion = 1;

bool takeCluster(DerivedFileReader& file, KeptClusters::Kept& cluster)
{
    std::uint32_t representatives = 0;
    return file.take(cluster.id) && file.take(cluster.level) && file.take(cluster.parent) && file.take(cluster.centre)
           && file.takeText(cluster.name) && file.take(representatives)
           && file.takeAll(cluster.representatives, representatives);
}

/// What every reader relies on; the checksum only says that the file is as it was written.
bool isSound(const KeptClusters& kept)
{
    const auto clusters = static_cast<std::int32_t>(kept.clusters.size());
    const auto names = [&](std::int32_t place, std::size_t level) {
        return place == KeptClusters::kNone
               || (place >= 0 && place < clusters && kept.clusters[static_cast<std::size_t>(place)].level == level);
    };
    for (const KeptClusters::Kept& cluster : kept.clusters) {
        if (!cluster.id || !names(cluster.parent, cluster.level + 1) || !std::isfinite(cluster.centre.x)
            || !std::isfinite(cluster.centre.y)) {
            return false;
        }
    }
    for (std::size_t level = 0; level < kept.clusterOf.size(); ++level) {
        const auto& places = kept.clusterOf[level];
        if (!std::all_of(places.begin(), places.end(), [&](std::int32_t place) { return names(place, level); })) {
            return false;
        }
    }
    return std::adjacent_find(kept.contents.begin(), kept.contents.end(), std::greater_equal<>())
           == kept.contents.end();
}

} // namespace

Result<KeptClusters> KeptClusters::open(const std::filesystem::path& path)
{
    auto file = DerivedFileReader::open(path, kMagic, kVersion);
    if (!file) {
        return file.failure();
    }
    KeptClusters kept;
    std::uint32_t rows = 0, clusters = 0, levels = 0;
    bool whole = file->take(rows) && file->take(clusters) && file->take(levels) && file->take(kept.lastSequence)
                 && file->take(kept.nextId) && file->takeText(kept.modelId) && file->takeAll(kept.contents, rows);
    for (std::uint32_t i = 0; whole && i < clusters; ++i) {
        whole = takeCluster(*file, kept.clusters.emplace_back());
    }
    for (std::uint32_t level = 0; whole && level < levels; ++level) {
        whole = file->takeAll(kept.clusterOf.emplace_back(), rows);
    }
    if (!whole || !file->atEnd() || !isSound(kept)) {
        return fail(ErrorCode::Corrupt, displayPath(path) + " is damaged; the clusters can be found again");
    }
    return kept;
}

Status KeptClusters::save(const std::filesystem::path& path, FileSystem& files) const
{
    DerivedFileWriter file(kMagic, kVersion);
    file.put(static_cast<std::uint32_t>(contents.size()));
    file.put(static_cast<std::uint32_t>(clusters.size()));
    file.put(static_cast<std::uint32_t>(clusterOf.size()));
    file.put(lastSequence);
    file.put(nextId);
    file.putText(modelId);
    file.putAll(std::span<const ContentId>(contents));
    for (const Kept& cluster : clusters) {
        file.put(cluster.id);
        file.put(cluster.level);
        file.put(cluster.parent);
        file.put(cluster.centre);
        file.putText(cluster.name);
        file.put(static_cast<std::uint32_t>(cluster.representatives.size()));
        file.putAll(std::span<const ContentId>(cluster.representatives));
    }
    for (const auto& places : clusterOf) {
        file.putAll(std::span<const std::int32_t>(places));
    }
    return file.writeTo(path, files);
}

std::int32_t KeptClusters::placeOf(ClusterId id) const
{
    const auto at = std::find_if(clusters.begin(), clusters.end(), [id](const Kept& one) { return one.id == id; });
    return at == clusters.end() ? kNone : static_cast<std::int32_t>(at - clusters.begin());
}

std::vector<ContentId> KeptClusters::contentsOf(std::int32_t place) const
{
    std::vector<ContentId> found;
    const auto& places = clusterOf[clusters[static_cast<std::size_t>(place)].level];
    for (std::size_t row = 0; row < places.size(); ++row) {
        if (places[row] == place) {
            found.push_back(contents[row]);
        }
    }
    return found;
}

} // namespace likeness
