#include "map_scene.h"

#include <algorithm>
#include <cmath>

namespace likeness {

namespace {

/// One dot a photo, the colours of those that share a pixel averaged; the fuller, the more opaque.
QImage paintOverview(const MapIndex& all)
{
    const MapRect& bounds = all.bounds();
    const float extent = std::max({bounds.width(), bounds.height(), 1e-6F});
    // Of few photos a smaller picture, so that each is a dot that can be seen.
    const int edge = std::clamp(int(8 * std::sqrt(double(all.count()))), 48, MapScene::kOverviewPx);
    const float scale = float(edge - 1) / extent;
    const int width = int(bounds.width() * scale) + 1;
    const int height = int(bounds.height() * scale) + 1;
    struct Sum {
        std::uint32_t red = 0;
        std::uint32_t green = 0;
        std::uint32_t blue = 0;
        std::uint32_t count = 0;
    };
    std::vector<Sum> sums(std::size_t(width) * std::size_t(height));
    for (const std::int32_t place : all.places()) {
        const MapPoint p = all.map().points[std::size_t(place)];
        const auto x = std::size_t((p.x - bounds.left) * scale);
        const auto y = std::size_t((p.y - bounds.top) * scale);
        const std::uint32_t colour = all.map().colours[std::size_t(place)];
        Sum& sum = sums[y * std::size_t(width) + x];
        sum.red += (colour >> 16) & 0xFFU;
        sum.green += (colour >> 8) & 0xFFU;
        sum.blue += colour & 0xFFU;
        ++sum.count;
    }
    QImage image(width, height, QImage::Format_ARGB32);
    for (int y = 0; y < height; ++y) {
        auto* line = reinterpret_cast<QRgb*>(image.scanLine(y));
        for (int x = 0; x < width; ++x) {
            const Sum& sum = sums[std::size_t(y) * std::size_t(width) + std::size_t(x)];
            const int alpha = sum.count == 0 ? 0 : std::min(255, 150 + 40 * int(std::log2(sum.count)));
            const std::uint32_t n = std::max(sum.count, 1U);
            line[x] = qRgba(int(sum.red / n), int(sum.green / n), int(sum.blue / n), alpha);
        }
    }
    return image;
}

} // namespace

std::shared_ptr<const MapScene> MapScene::make(std::shared_ptr<const PhotoMap> map, const MapScene* previous)
{
    auto scene = std::make_shared<MapScene>();
    scene->map = std::move(map);
    scene->all = MapIndex::build(scene->map);
    const std::size_t count = scene->map->photos.size();
    scene->byId.reserve(count);
    for (std::size_t place = 0; place < count; ++place) {
        scene->byId.emplace_back(scene->map->photos[place], std::int32_t(place));
    }
    std::sort(scene->byId.begin(), scene->byId.end());
    scene->overview = paintOverview(*scene->all);
    if (previous != nullptr && previous->count() > 0) {
        // Both are ascending by id. A photo that is new grows where it is.
        scene->before = scene->map->points;
        auto old = previous->byId.begin();
        for (const auto& [photo, place] : scene->byId) {
            while (old != previous->byId.end() && old->first < photo) {
                ++old;
            }
            if (old != previous->byId.end() && old->first == photo) {
                scene->before[std::size_t(place)] = previous->map->points[std::size_t(old->second)];
            }
        }
    }
    return scene;
}

std::int32_t MapScene::placeOf(PhotoId photo) const
{
    const auto it = std::lower_bound(byId.begin(), byId.end(), std::pair(photo, std::int32_t(0)));
    return it != byId.end() && it->first == photo ? it->second : -1;
}

std::shared_ptr<const MapMatch> MapMatch::make(const MapScene& scene, const std::vector<PhotoId>& list)
{
    auto match = std::make_shared<MapMatch>();
    match->rowOfPlace.assign(std::size_t(scene.count()), -1);
    match->placeOfRow.reserve(list.size());
    std::vector<std::int32_t> places;
    places.reserve(list.size());
    for (std::size_t row = 0; row < list.size(); ++row) {
        const std::int32_t place = scene.placeOf(list[row]);
        match->placeOfRow.push_back(place);
        if (place >= 0) {
            match->rowOfPlace[std::size_t(place)] = std::int32_t(row);
            places.push_back(place);
        } else {
            ++match->notOnMap;
        }
    }
    match->shown = places.size() == std::size_t(scene.count()) ? scene.all : MapIndex::build(scene.map, &places);
    return match;
}

} // namespace likeness
