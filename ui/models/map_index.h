#pragma once

#include "core/api/explore.h"

#include <span>

namespace likeness {

/// A rectangle on the map, edges included.
struct MapRect {
    float left = 0;
    float top = 0;
    float right = 0;
    float bottom = 0;

    float width() const { return right - left; }
    float height() const { return bottom - top; }
    bool contains(MapPoint p) const { return p.x >= left && p.x <= right && p.y >= top && p.y <= bottom; }
    bool intersects(const MapRect& other) const
    {
        return left <= other.right && right >= other.left && top <= other.bottom && bottom >= other.top;
    }
    friend bool operator==(const MapRect&, const MapRect&) = default;
};

/// Photos of a map in an order in which they can be thinned out: each has a step, and those up to step k lie at least
/// `distanceOf(k)` apart in x or in y. So squares of that edge around them never overlap, coming nearer only ever adds
/// photos, and which of two neighbours is seen first does not depend on where one looks from: first come those that
/// stand for a cluster, then a fixed shuffle.
///
/// The photos are cut into runs of one step that lie close together; a run is what is drawn or searched at once.
/// Immutable. Thread: every function from any thread; `build` takes about a second for a million.
class MapIndex {
public:
    /// Photos in a run: few enough to leave most of them unsearched, enough that a million are some hundred draw calls.
    static constexpr int kRunPhotos = 2048;
    /// Each step halves the distance of the one two before it.
    static constexpr int kSteps = 44;

    struct Run {
        int first = 0; ///< in `places()`
        int count = 0;
        int step = 0;
        MapRect bounds;
    };

    /// Of the photos at these places of `map`, or of all when `places` is null.
    static std::shared_ptr<const MapIndex> build(std::shared_ptr<const PhotoMap> map,
                                                 const std::vector<std::int32_t>* places = nullptr);

    const PhotoMap& map() const { return *m_map; }
    /// Places in the map, run by run, steps ascending.
    const std::vector<std::int32_t>& places() const { return m_places; }
    const std::vector<Run>& runs() const { return m_runs; }
    std::span<const std::int32_t> placesOf(const Run& run) const
    {
        return {m_places.data() + run.first, std::size_t(run.count)};
    }
    int count() const { return int(m_places.size()); }
    const MapRect& bounds() const { return m_bounds; }
    /// How far apart neighbours are where there are photos at all, on average.
    float spacing() const { return m_spacing; }

    /// The last step, for photos that nothing parts from others (copies), has the distance 0.
    float distanceOf(int step) const;
    /// The last step whose photos are at least `distance` apart; -1 if none is.
    int stepOf(float distance) const;

    /// Calls `visit(place, step)` for the photos up to a step in a rectangle, steps ascending.
    template <class Visit> void forEachIn(const MapRect& rect, int stepMax, Visit visit) const
    {
        for (const Run& run : m_runs) {
            if (run.step > stepMax) {
                break;
            }
            if (!run.bounds.intersects(rect)) {
                continue;
            }
            for (const std::int32_t place : placesOf(run)) {
                if (rect.contains(m_map->points[std::size_t(place)])) {
                    visit(place, run.step);
                }
            }
        }
    }
    /// The photo closest to `at`, not farther away than `radius`; -1 when there is none.
    std::int32_t nearest(MapPoint at, float radius, int stepMax = kSteps) const;
    /// The photo to go to from `from` in a direction: close, and not far off to the side. -1 when there is none.
    /// Units: `dx`, `dy` of length 1.
    std::int32_t towards(MapPoint from, float dx, float dy, int stepMax = kSteps) const;
    /// The photos inside a polygon (even-odd), in no order; the last corner is joined to the first.
    std::vector<std::int32_t> inside(std::span<const MapPoint> polygon) const;

private:
    void measure();
    void assignSteps(std::vector<std::int32_t> byPriority, std::vector<std::uint8_t>& stepOfPlace) const;
    void makeRuns(const std::vector<std::uint8_t>& stepOfPlace);

    std::shared_ptr<const PhotoMap> m_map;
    std::vector<std::int32_t> m_places;
    std::vector<Run> m_runs;
    MapRect m_bounds;
    float m_extent = 1; ///< the longer edge of `m_bounds`
    float m_spacing = 1;
};

} // namespace likeness
