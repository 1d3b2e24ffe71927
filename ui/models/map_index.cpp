#include "map_index.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>
#include <unordered_map>

namespace likeness {

namespace {

/// Spreads neighbouring ids over all 64 bits. Source: Steele, Lea & Flood 2014, SplitMix64.
std::uint64_t scramble(std::uint64_t value)
{
    value += 0x9E3779B97F4A7C15ULL;
    value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9ULL;
    value = (value ^ (value >> 27)) * 0x94D049BB133111EBULL;
    return value ^ (value >> 31);
}

/// The bits of `value`, each followed by a zero.
std::uint64_t spread(std::uint32_t value)
{
    std::uint64_t bits = value & 0xFFFFU;
    bits = (bits | (bits << 8)) & 0x00FF00FFU;
    bits = (bits | (bits << 4)) & 0x0F0F0F0FU;
    bits = (bits | (bits << 2)) & 0x33333333U;
    return (bits | (bits << 1)) & 0x55555555U;
}

/// Points by the cell they lie in; at most one in each.
class Cells {
public:
    Cells(const std::vector<MapPoint>& points, MapPoint origin, float edge, std::size_t countMax)
        : m_points(points)
        , m_origin(origin)
        , m_inverse(1.0 / double(edge))
        , m_slots(std::bit_ceil(countMax * 2 + 16), -1)
    {
    }

    std::pair<std::int64_t, std::int64_t> cellOf(MapPoint p) const
    {
        return {std::int64_t((double(p.x) - double(m_origin.x)) * m_inverse),
                std::int64_t((double(p.y) - double(m_origin.y)) * m_inverse)};
    }
    std::int32_t find(std::int64_t x, std::int64_t y) const
    {
        for (std::size_t slot = slotOf(x, y);; slot = (slot + 1) & (m_slots.size() - 1)) {
            const std::int32_t place = m_slots[slot];
            if (place < 0 || cellOf(m_points[std::size_t(place)]) == std::pair(x, y)) {
                return place;
            }
        }
    }
    void insert(std::int32_t place)
    {
        const auto [x, y] = cellOf(m_points[std::size_t(place)]);
        std::size_t slot = slotOf(x, y);
        while (m_slots[slot] >= 0) {
            slot = (slot + 1) & (m_slots.size() - 1);
        }
        m_slots[slot] = place;
    }

private:
    std::size_t slotOf(std::int64_t x, std::int64_t y) const
    {
        return std::size_t(scramble(std::uint64_t(x) * 0x9E3779B1U + std::uint64_t(y))) & (m_slots.size() - 1);
    }

    const std::vector<MapPoint>& m_points;
    MapPoint m_origin;
    double m_inverse;
    std::vector<std::int32_t> m_slots;
};

/// All places, or those given: the ones that stand for clusters first (coarse before fine), then in a fixed shuffle.
std::vector<std::int32_t> inOrderOfPriority(const PhotoMap& map, const std::vector<std::int32_t>& places)
{
    std::unordered_map<PhotoId, std::uint32_t> standing; // the higher, the earlier
    for (const PhotoCluster& cluster : map.clusters) {
        for (std::size_t i = 0; i < cluster.representatives.size(); ++i) {
            const std::uint32_t rank = (cluster.level + 1) * 16 - std::uint32_t(std::min<std::size_t>(i, 15));
            std::uint32_t& best = standing[cluster.representatives[i]];
            best = std::max(best, rank);
        }
    }
    struct Ranked {
        std::uint32_t rank;
        std::uint64_t shuffle;
        std::int32_t place;
    };
    std::vector<Ranked> ranked;
    ranked.reserve(places.size());
    for (const std::int32_t place : places) {
        const PhotoId photo = map.photos[std::size_t(place)];
        const auto it = standing.find(photo);
        ranked.push_back({it != standing.end() ? it->second : 0U, scramble(std::uint64_t(photo.value)), place});
    }
    std::sort(ranked.begin(), ranked.end(), [](const Ranked& a, const Ranked& b) {
        return a.rank != b.rank ? a.rank > b.rank : a.shuffle < b.shuffle;
    });
    std::vector<std::int32_t> order;
    order.reserve(ranked.size());
    for (const Ranked& one : ranked) {
        order.push_back(one.place);
    }
    return order;
}

float apart(MapPoint a, MapPoint b) { return std::max(std::abs(a.x - b.x), std::abs(a.y - b.y)); }

} // namespace

std::shared_ptr<const MapIndex> MapIndex::build(std::shared_ptr<const PhotoMap> map,
                                                const std::vector<std::int32_t>* places)
{
    auto index = std::make_shared<MapIndex>();
    index->m_map = std::move(map);
    if (places != nullptr) {
        index->m_places = *places;
    } else {
        index->m_places.resize(index->m_map->photos.size());
        std::iota(index->m_places.begin(), index->m_places.end(), 0);
    }
    index->measure();
    std::vector<std::uint8_t> steps(index->m_map->photos.size(), std::uint8_t(kSteps));
    index->assignSteps(inOrderOfPriority(*index->m_map, index->m_places), steps);
    index->makeRuns(steps);
    return index;
}

float MapIndex::distanceOf(int step) const { return step >= kSteps ? 0.0F : m_extent * std::exp2(-0.5F * float(step)); }

int MapIndex::stepOf(float distance) const
{
    if (distance <= 0) {
        return kSteps;
    }
    const float steps = 2.0F * std::log2(m_extent / distance);
    return steps < 0 ? -1 : std::min(int(steps), kSteps - 1);
}

void MapIndex::measure()
{
    if (m_places.empty()) {
        return;
    }
    const MapPoint first = m_map->points[std::size_t(m_places.front())];
    m_bounds = {first.x, first.y, first.x, first.y};
    for (const std::int32_t place : m_places) {
        const MapPoint p = m_map->points[std::size_t(place)];
        m_bounds.left = std::min(m_bounds.left, p.x);
        m_bounds.right = std::max(m_bounds.right, p.x);
        m_bounds.top = std::min(m_bounds.top, p.y);
        m_bounds.bottom = std::max(m_bounds.bottom, p.y);
    }
    const float extent = std::max(m_bounds.width(), m_bounds.height());
    m_extent = extent > 0 ? extent : 1.0F;
    // How much of the map is land, in cells that some photos share where there are any.
    const int grid = std::clamp(int(std::sqrt(double(m_places.size())) / 2), 1, 64);
    std::vector<bool> land(std::size_t(grid) * std::size_t(grid));
    const float edge = m_extent / float(grid);
    for (const std::int32_t place : m_places) {
        const MapPoint p = m_map->points[std::size_t(place)];
        const int column = std::min(int((p.x - m_bounds.left) / edge), grid - 1);
        const int row = std::min(int((p.y - m_bounds.top) / edge), grid - 1);
        land[std::size_t(row * grid + column)] = true;
    }
    const auto cells = std::count(land.begin(), land.end(), true);
    m_spacing = edge * std::sqrt(float(cells) / float(m_places.size()));
}

void MapIndex::assignSteps(std::vector<std::int32_t> byPriority, std::vector<std::uint8_t>& stepOfPlace) const
{
    const std::vector<MapPoint>& points = m_map->points;
    std::vector<std::int32_t> accepted;
    accepted.reserve(byPriority.size());
    for (int step = 0; step < kSteps && !byPriority.empty(); ++step) {
        const float distance = distanceOf(step);
        // No more than the cells there are, so that the table of a coarse step stays in the processor's cache.
        const double across = double(m_extent / distance) + 2;
        const double room = std::min(across * across, double(accepted.size() + byPriority.size()));
        Cells cells(points, {m_bounds.left, m_bounds.top}, distance, std::size_t(room));
        for (const std::int32_t place : accepted) {
            cells.insert(place);
        }
        const auto isFree = [&](std::int32_t place) {
            const MapPoint at = points[std::size_t(place)];
            const auto [x, y] = cells.cellOf(at);
            if (cells.find(x, y) >= 0) {
                return false; // two in one cell are closer than its edge
            }
            for (std::int64_t cy = y - 1; cy <= y + 1; ++cy) {
                for (std::int64_t cx = x - 1; cx <= x + 1; ++cx) {
                    const std::int32_t other = cx == x && cy == y ? -1 : cells.find(cx, cy);
                    if (other >= 0 && apart(points[std::size_t(other)], at) < distance) {
                        return false;
                    }
                }
            }
            return true;
        };
        std::erase_if(byPriority, [&](std::int32_t place) {
            if (!isFree(place)) {
                return false;
            }
            cells.insert(place);
            accepted.push_back(place);
            stepOfPlace[std::size_t(place)] = std::uint8_t(step);
            return true;
        });
    }
}

void MapIndex::makeRuns(const std::vector<std::uint8_t>& stepOfPlace)
{
    std::vector<std::pair<std::uint64_t, std::int32_t>> keyed;
    keyed.reserve(m_places.size());
    for (const std::int32_t place : m_places) {
        const MapPoint p = m_map->points[std::size_t(place)];
        const auto x = std::uint32_t((p.x - m_bounds.left) / m_extent * 65535.0F);
        const auto y = std::uint32_t((p.y - m_bounds.top) / m_extent * 65535.0F);
        // Along a Z-curve within each step, so that a run is a patch of the map.
        keyed.emplace_back((std::uint64_t(stepOfPlace[std::size_t(place)]) << 32) | spread(x) | (spread(y) << 1),
                           place);
    }
    std::sort(keyed.begin(), keyed.end());
    for (std::size_t i = 0; i < keyed.size(); ++i) {
        const auto [key, place] = keyed[i];
        const int step = int(key >> 32);
        m_places[i] = place;
        const MapPoint p = m_map->points[std::size_t(place)];
        if (m_runs.empty() || m_runs.back().step != step || m_runs.back().count == kRunPhotos) {
            m_runs.push_back({int(i), 0, step, {p.x, p.y, p.x, p.y}});
        }
        Run& run = m_runs.back();
        ++run.count;
        run.bounds = {std::min(run.bounds.left, p.x), std::min(run.bounds.top, p.y), std::max(run.bounds.right, p.x),
                      std::max(run.bounds.bottom, p.y)};
    }
}

std::int32_t MapIndex::nearest(MapPoint at, float radius, int stepMax) const
{
    std::int32_t best = -1;
    float bestSquare = radius * radius;
    forEachIn({at.x - radius, at.y - radius, at.x + radius, at.y + radius}, stepMax, [&](std::int32_t place, int) {
        const MapPoint p = m_map->points[std::size_t(place)];
        const float square = (p.x - at.x) * (p.x - at.x) + (p.y - at.y) * (p.y - at.y);
        if (square < bestSquare || (best < 0 && square <= bestSquare)) {
            bestSquare = square;
            best = place;
        }
    });
    return best;
}

std::int32_t MapIndex::towards(MapPoint from, float dx, float dy, int stepMax) const
{
    // A larger and larger square, until the best one in it cannot be beaten by one outside.
    for (float reach = std::max(distanceOf(std::min(stepMax, kSteps - 1)), m_extent * 1e-6F);; reach *= 2) {
        std::int32_t best = -1;
        float bestCost = reach;
        forEachIn({from.x - reach, from.y - reach, from.x + reach, from.y + reach}, stepMax,
                  [&](std::int32_t place, int) {
                      const MapPoint p = m_map->points[std::size_t(place)];
                      const float along = (p.x - from.x) * dx + (p.y - from.y) * dy;
                      const float aside = std::abs((p.x - from.x) * dy - (p.y - from.y) * dx);
                      // Within 45 degrees; what lies off to the side counts as twice as far as it does.
                      const float cost = along + 2 * aside;
                      if (along > 0 && aside <= along && cost < bestCost) {
                          bestCost = cost;
                          best = place;
                      }
                  });
        if (best >= 0 || reach > 4 * m_extent) {
            return best;
        }
    }
}

std::vector<std::int32_t> MapIndex::inside(std::span<const MapPoint> polygon) const
{
    std::vector<std::int32_t> found;
    if (polygon.size() < 3) {
        return found;
    }
    MapRect box{polygon[0].x, polygon[0].y, polygon[0].x, polygon[0].y};
    for (const MapPoint p : polygon) {
        box = {std::min(box.left, p.x), std::min(box.top, p.y), std::max(box.right, p.x), std::max(box.bottom, p.y)};
    }
    // The edges by the slabs they pass through: a photo then meets a handful of them, however long the polygon is.
    constexpr int kSlabs = 256;
    const float slabHeight = std::max(box.height(), 1e-12F) / float(kSlabs);
    const auto slabOf = [&](float y) { return std::clamp(int((y - box.top) / slabHeight), 0, kSlabs - 1); };
    std::vector<std::vector<std::size_t>> edges(kSlabs);
    for (std::size_t i = 0; i < polygon.size(); ++i) {
        const MapPoint a = polygon[i];
        const MapPoint b = polygon[(i + 1) % polygon.size()];
        for (int slab = slabOf(std::min(a.y, b.y)); slab <= slabOf(std::max(a.y, b.y)); ++slab) {
            edges[std::size_t(slab)].push_back(i);
        }
    }
    forEachIn(box, kSteps, [&](std::int32_t place, int) {
        const MapPoint p = m_map->points[std::size_t(place)];
        bool odd = false;
        for (const std::size_t i : edges[std::size_t(slabOf(p.y))]) {
            const MapPoint a = polygon[i];
            const MapPoint b = polygon[(i + 1) % polygon.size()];
            if ((a.y > p.y) != (b.y > p.y) && p.x < a.x + (p.y - a.y) / (b.y - a.y) * (b.x - a.x)) {
                odd = !odd;
            }
        }
        if (odd) {
            found.push_back(place);
        }
    });
    return found;
}

} // namespace likeness
