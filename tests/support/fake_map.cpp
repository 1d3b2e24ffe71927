#include "fake_map.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <random>

namespace likeness {

namespace {

constexpr std::array kPlaces{"Lisbon", "Iceland", "Harbour", "Kyoto", "Garden", "Mountains", "Birthday", "Studio"};
constexpr std::array kThings{"boats", "snow",    "portraits", "food",  "night", "flowers",
                             "cats",  "bridges", "beach",     "trees", "signs", "cars"};

std::uint32_t colourOf(double hue, double brightness)
{
    const auto channel = [&](double shift) {
        const double wave = 0.5 + 0.5 * std::cos(2 * std::numbers::pi * (hue + shift));
        return std::uint32_t(255.0 * std::clamp(brightness * (0.35 + 0.65 * wave), 0.0, 1.0));
    };
    return (channel(0) << 16) | (channel(1.0 / 3) << 8) | channel(2.0 / 3);
}

} // namespace

std::shared_ptr<const PhotoMap> makeFakeMap(const FakeMap& like)
{
    auto map = std::make_shared<PhotoMap>();
    map->revision = like.revision;
    map->missing = like.missing;
    const auto count = std::size_t(like.photoCount);
    if (count == 0) {
        return map;
    }
    std::mt19937_64 random(like.seed);
    std::uniform_real_distribution<double> uniform;
    std::normal_distribution<double> normal;

    // Continents, and on each some towns; a person's photos are grouped like that, and of very different sizes.
    const int coarse = 8;
    const int perCoarse = std::clamp(int(std::sqrt(double(count)) / 8), 2, 40);
    const double width = 3.0 * std::pow(double(count), 0.25);
    struct Town {
        MapPoint centre;
        double spread = 0;
        double weight = 0;
        double hue = 0;
    };
    std::vector<Town> towns;
    for (int c = 0; c < coarse; ++c) {
        const double angle = 2.4 * c; // about the golden angle: an even sunflower
        const double radius = width * 0.5 * std::sqrt((c + 0.5) / coarse);
        for (int t = 0; t < perCoarse; ++t) {
            const double spread = width * 0.09;
            towns.push_back({{float(radius * std::cos(angle) + spread * normal(random)),
                              float(radius * std::sin(angle) + spread * normal(random))},
                             width * (0.008 + 0.03 * uniform(random)),
                             std::pow(uniform(random), 2.0) + 0.05,
                             double(c) / coarse + 0.08 * normal(random)});
        }
    }
    std::vector<double> weights;
    for (const Town& town : towns) {
        weights.push_back(town.weight);
    }
    std::discrete_distribution<std::size_t> pick(weights.begin(), weights.end());

    map->clusterOf.assign(2, std::vector<std::int32_t>(count, PhotoMap::kNoCluster));
    std::vector<std::vector<PhotoId>> members(towns.size());
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t town = pick(random);
        const Town& at = towns[town];
        const PhotoId photo{std::int64_t(i) + 1};
        map->photos.push_back(photo);
        map->points.push_back(
            {float(at.centre.x + at.spread * normal(random)), float(at.centre.y + at.spread * normal(random))});
        map->colours.push_back(colourOf(at.hue + 0.05 * normal(random), 0.65 + 0.35 * uniform(random)));
        map->clusterOf[0][i] = std::int32_t(town);
        map->clusterOf[1][i] = std::int32_t(towns.size() + town / std::size_t(perCoarse));
        members[town].push_back(photo);
    }
    for (std::size_t t = 0; t < towns.size(); ++t) {
        PhotoCluster cluster;
        cluster.id = ClusterId{std::int64_t(t) + 1};
        cluster.parent = ClusterId{std::int64_t(towns.size() + t / std::size_t(perCoarse)) + 1};
        cluster.name
            = std::string(kPlaces[t / std::size_t(perCoarse) % kPlaces.size()]) + ", " + kThings[t % kThings.size()];
        cluster.photoCount = std::int64_t(members[t].size());
        members[t].resize(std::min<std::size_t>(members[t].size(), 9));
        cluster.representatives = members[t];
        cluster.centre = towns[t].centre;
        map->clusters.push_back(std::move(cluster));
    }
    for (std::size_t c = 0; c < std::size_t(coarse); ++c) {
        PhotoCluster cluster;
        cluster.level = 1;
        cluster.id = ClusterId{std::int64_t(towns.size() + c) + 1};
        cluster.name = kPlaces[c % kPlaces.size()];
        for (std::size_t t = c * std::size_t(perCoarse); t < (c + 1) * std::size_t(perCoarse); ++t) {
            const PhotoCluster& town = map->clusters[t];
            cluster.photoCount += town.photoCount;
            cluster.centre.x += town.centre.x / float(perCoarse);
            cluster.centre.y += town.centre.y / float(perCoarse);
            if (!town.representatives.empty() && cluster.representatives.size() < 9) {
                cluster.representatives.push_back(town.representatives.front());
            }
        }
        map->clusters.push_back(std::move(cluster));
    }
    return map;
}

} // namespace likeness
