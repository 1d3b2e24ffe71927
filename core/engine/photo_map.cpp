#include "core/engine/photo_map.h"

#include "core/engine/explore_job.h"

#include <algorithm>

namespace likeness {
namespace {

constexpr std::size_t kRepresentativesMax = 9;

using ContentPhotos = std::vector<Catalog::ContentPhoto>;

PhotoId photoOf(ContentId content, const ContentPhotos& photos)
{
    const auto at = std::lower_bound(photos.begin(), photos.end(), content,
                                     [](const Catalog::ContentPhoto& one, ContentId id) { return one.content < id; });
    return at != photos.end() && at->content == content ? at->photo : PhotoId{};
}

PhotoCluster shown(const KeptClusters::Kept& kept, const std::vector<KeptClusters::Kept>& all,
                   const ContentPhotos& photos)
{
    PhotoCluster cluster;
    cluster.id = kept.id;
    cluster.level = kept.level;
    cluster.parent = kept.parent >= 0 ? all[static_cast<std::size_t>(kept.parent)].id : ClusterId{};
    cluster.name = kept.name;
    cluster.centre = kept.centre;
    for (const ContentId content : kept.representatives) {
        if (const PhotoId photo = photoOf(content, photos)) {
            cluster.representatives.push_back(photo);
        }
    }
    return cluster;
}

void applyDecisions(std::vector<PhotoCluster>& clusters, const std::vector<ClusterDecision>& decisions)
{
    for (const ClusterDecision& decision : decisions) {
        for (PhotoCluster& cluster : clusters) {
            if (cluster.id == decision.id) {
                cluster.pinned = decision.pinned;
                cluster.named = !decision.name.empty();
                cluster.name = cluster.named ? decision.name : cluster.name;
            }
        }
    }
}

} // namespace

Result<std::shared_ptr<const PhotoMap>> photoMapOf(const Explored* explored, const std::string& modelId,
                                                   const Catalog& catalog, std::int64_t revision)
{
    auto photos = catalog.photosByContent();
    auto decisions = catalog.clusterDecisions(modelId);
    if (!photos || !decisions) {
        return !photos ? photos.failure() : decisions.failure();
    }
    auto map = std::make_shared<PhotoMap>();
    map->revision = revision;
    if (explored == nullptr) {
        map->missing = static_cast<std::int64_t>(photos->size());
        return std::shared_ptr<const PhotoMap>(std::move(map));
    }
    const KeptClusters& kept = explored->clusters;
    map->clusters.reserve(kept.clusters.size());
    for (const KeptClusters::Kept& cluster : kept.clusters) {
        map->clusters.push_back(shown(cluster, kept.clusters, *photos));
    }
    applyDecisions(map->clusters, *decisions);
    map->photos.reserve(photos->size());
    map->points.reserve(photos->size());
    map->colours.reserve(photos->size());
    map->clusterOf.resize(kept.clusterOf.size());
    std::size_t row = 0;
    for (const Catalog::ContentPhoto& photo : *photos) { // both ascend by content
        while (row < kept.contents.size() && kept.contents[row] < photo.content) {
            ++row;
        }
        if (row == kept.contents.size() || kept.contents[row] != photo.content) {
            ++map->missing;
            continue;
        }
        map->photos.push_back(photo.photo);
        map->points.push_back(explored->map.points[row]);
        map->colours.push_back(photo.averageRgb);
        for (std::size_t level = 0; level < kept.clusterOf.size(); ++level) {
            const std::int32_t place = kept.clusterOf[level][row];
            map->clusterOf[level].push_back(place);
            if (place == PhotoMap::kNoCluster) {
                continue;
            }
            PhotoCluster& cluster = map->clusters[static_cast<std::size_t>(place)];
            ++cluster.photoCount;
            if (cluster.representatives.empty()) { // those that were chosen are gone
                cluster.representatives.push_back(photo.photo);
            }
        }
    }
    for (PhotoCluster& cluster : map->clusters) {
        cluster.representatives.resize(std::min(cluster.representatives.size(), kRepresentativesMax));
    }
    return std::shared_ptr<const PhotoMap>(std::move(map));
}

std::vector<PhotoCluster> listedClusters(const PhotoMap& map)
{
    std::vector<PhotoCluster> clusters = map.clusters;
    std::erase_if(clusters, [](const PhotoCluster& cluster) { return cluster.photoCount == 0; });
    std::stable_sort(clusters.begin(), clusters.end(), [](const PhotoCluster& a, const PhotoCluster& b) {
        return a.level != b.level ? a.level < b.level : a.pinned != b.pinned ? a.pinned : a.photoCount > b.photoCount;
    });
    return clusters;
}

} // namespace likeness
