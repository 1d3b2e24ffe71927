#include "core/explore/map_layout.h"

#include "core/explore/derived_file.h"

#include <algorithm>
#include <cmath>

namespace likeness {
namespace {

// The file, after magic and version: rows u32, rounds done u32, model id (length u32 and bytes), contents [rows] i64,
// points [rows] of x f32, y f32.
constexpr std::string_view kMagic("LKMAP\n\0\0", 8);
constexpr std::uint32_t kVersion = 1;
static_assert(sizeof(MapPoint) == 8, "points are stored as they are");

// How much more a push counts than a pull: LargeVis' gamma. UMAP's 1 makes tighter islands, and of 10,000 photos keeps
// .22 of the nearest instead of .28 (tests/bench/RESULTS.md, "Explore").
constexpr float kPush = 7;
constexpr float kStepMax = 4;         // of one pull or push, as in the original
constexpr float kNearest = 0.001F;    // keeps the push between rows in one place finite, as in the original
constexpr float kStartHalfWidth = 10; // as in the original
constexpr std::size_t kRowsAtOnce = 1024;

/// The plane while rows move on it.
class Plane {
public:
    Plane(const LinkedRows& links, std::vector<MapPoint> points, const LayoutOptions& options)
        : m_links(links)
        , m_points(std::move(points))
        , m_next(m_points)
        , m_options(options)
    {
        const auto widest = std::max_element(links.weight.begin(), links.weight.end());
        m_weightMax = widest != links.weight.end() ? *widest : 1.0F;
    }

    using RoundDone = std::function<Status(std::uint32_t roundsDone, std::span<const MapPoint> points)>;

    /// Moves the rows in `moving` for the rounds from `first` to `rounds`, less and less far.
    Status settle(std::span<const std::uint32_t> moving, std::uint32_t first, std::uint32_t rounds,
                  const RoundDone& roundDone, const ExploreRun& run)
    {
        const ExploreRun quiet = run.quiet();
        for (std::uint32_t round = first; round < rounds; ++round) {
            const float step = 1.0F - static_cast<float>(round) / static_cast<float>(rounds);
            Status moved = inBlocks(moving.size(), kRowsAtOnce, quiet, [&](std::size_t begin, std::size_t end) {
                for (std::size_t i = begin; i < end; ++i) {
                    m_next[moving[i]] = placeAfter(moving[i], round, step);
                }
            });
            if (!moved) {
                return moved;
            }
            for (const std::uint32_t row : moving) {
                m_points[row] = m_next[row];
            }
            run.report(static_cast<double>(round + 1) / rounds);
            if (roundDone) {
                if (Status kept = roundDone(round + 1, m_points); !kept) {
                    return kept;
                }
            }
        }
        return {};
    }

    std::vector<MapPoint> takePoints() { return std::move(m_points); }

private:
    static MapPoint stepped(MapPoint from, float dx, float dy, float pull, float step)
    {
        return {from.x + step * std::clamp(pull * dx, -kStepMax, kStepMax),
                from.y + step * std::clamp(pull * dy, -kStepMax, kStepMax)};
    }

    /// Where a row goes in this round. A link takes part in a share of the rounds that is its weight.
    MapPoint placeAfter(std::uint32_t row, std::uint32_t round, float step) const
    {
        MixedSequence random(mixedBits(m_options.seed, row, round));
        MapPoint at = m_points[row];
        const auto rows = static_cast<std::uint32_t>(m_points.size());
        for (std::uint32_t i = m_links.first[row]; i < m_links.first[row + 1]; ++i) {
            const double share = static_cast<double>(m_links.weight[i] / m_weightMax);
            const double phase = static_cast<double>(mixedBits(m_options.seed, i) >> 11) * 0x1p-53;
            if (std::floor(phase + share * (round + 1)) <= std::floor(phase + share * round)) {
                continue;
            }
            const MapPoint to = m_points[m_links.row[i]];
            const float dx = at.x - to.x, dy = at.y - to.y;
            at = stepped(at, dx, dy, -2.0F / (1.0F + dx * dx + dy * dy), step);
            for (std::uint32_t n = 0; n < m_options.negatives; ++n) {
                const std::uint32_t other = random.below(rows);
                if (other == row) {
                    continue;
                }
                const MapPoint from = m_points[other];
                const float ex = at.x - from.x, ey = at.y - from.y;
                const float squared = ex * ex + ey * ey;
                at = stepped(at, ex, ey, 2.0F * kPush / ((kNearest + squared) * (1.0F + squared)), step);
            }
        }
        return at;
    }

    const LinkedRows& m_links;
    std::vector<MapPoint> m_points;
    std::vector<MapPoint> m_next;
    const LayoutOptions& m_options;
    float m_weightMax = 1;
};

Failure wrongShape()
{
    return fail(ErrorCode::InvalidInput, "map: the points given are not as many as the rows of the graph");
}

/// A little to the side, so that rows with the same vector can part.
float jitter(std::uint64_t seed, std::uint64_t a, std::uint64_t b)
{
    return static_cast<float>(static_cast<double>(mixedBits(seed, a, b) >> 11) * 0x1p-53 - 0.5) * 2e-3F;
}

/// Gives every new row the mean of the placed ones it is linked to, spreading from these; the rest go to a ring around
/// the map.
void spread(const LinkedRows& links, std::vector<MapPoint>& points, std::vector<std::uint8_t> placed,
            std::uint64_t seed)
{
    const std::uint32_t rows = links.count();
    float radius = 1;
    for (std::uint32_t row = 0; row < rows; ++row) {
        if (placed[row] != 0) {
            radius = std::max({radius, std::abs(points[row].x), std::abs(points[row].y)});
        }
    }
    std::vector<std::uint32_t> waiting;
    for (std::uint32_t row = 0; row < rows; ++row) {
        if (placed[row] == 0) {
            waiting.push_back(row);
        }
    }
    for (bool any = true; any && !waiting.empty();) {
        std::vector<std::uint32_t> reached;
        for (const std::uint32_t row : waiting) {
            double x = 0, y = 0, sum = 0;
            for (std::uint32_t i = links.first[row]; i < links.first[row + 1]; ++i) {
                if (placed[links.row[i]] != 0) {
                    const auto weight = static_cast<double>(links.weight[i]);
                    x += weight * static_cast<double>(points[links.row[i]].x);
                    y += weight * static_cast<double>(points[links.row[i]].y);
                    sum += weight;
                }
            }
            if (sum > 0) {
                points[row] = {static_cast<float>(x / sum) + jitter(seed, row, 0),
                               static_cast<float>(y / sum) + jitter(seed, row, 1)};
                reached.push_back(row);
            }
        }
        for (const std::uint32_t row : reached) {
            placed[row] = 1;
        }
        std::erase_if(waiting, [&](std::uint32_t row) { return placed[row] != 0; });
        any = !reached.empty();
    }
    // What is linked together stands together: a row is put by the lowest of those it is linked to.
    for (const std::uint32_t row : waiting) {
        std::uint32_t lowest = row;
        for (std::uint32_t i = links.first[row]; i < links.first[row + 1]; ++i) {
            lowest = std::min(lowest, links.row[i]);
        }
        const double angle = static_cast<double>(mixedBits(seed, lowest) >> 11) * 0x1p-53 * 2 * 3.14159265358979;
        points[row] = {1.1F * radius * static_cast<float>(std::cos(angle)) + jitter(seed, row, 0),
                       1.1F * radius * static_cast<float>(std::sin(angle)) + jitter(seed, row, 1)};
    }
}

} // namespace

Result<MapLayout> MapLayout::open(const std::filesystem::path& path)
{
    auto file = DerivedFileReader::open(path, kMagic, kVersion);
    if (!file) {
        return file.failure();
    }
    MapLayout layout;
    std::uint32_t rows = 0;
    const bool whole = file->take(rows) && file->take(layout.roundsDone) && file->takeText(layout.modelId)
                       && file->takeAll(layout.contents, rows) && file->takeAll(layout.points, rows) && file->atEnd();
    if (!whole
        || std::adjacent_find(layout.contents.begin(), layout.contents.end(), std::greater_equal<>())
               != layout.contents.end()
        || !std::all_of(layout.points.begin(), layout.points.end(),
                        [](MapPoint p) { return std::isfinite(p.x) && std::isfinite(p.y); })) {
        return fail(ErrorCode::Corrupt, displayPath(path) + " is damaged; the map can be laid out again");
    }
    return layout;
}

Status MapLayout::save(const std::filesystem::path& path, FileSystem& files) const
{
    DerivedFileWriter file(kMagic, kVersion);
    file.put(static_cast<std::uint32_t>(contents.size()));
    file.put(roundsDone);
    file.putText(modelId);
    file.putAll(std::span<const ContentId>(contents));
    file.putAll(std::span<const MapPoint>(points));
    return file.writeTo(path, files);
}

Result<std::vector<MapPoint>> layOut(const LinkedRows& links, std::span<const float> start,
                                     const LayoutOptions& options, const ExploreRun& run)
{
    const std::uint32_t rows = links.count();
    if (start.size() != std::size_t{rows} * 2) {
        return wrongShape();
    }
    return guarded("laying out the map", ErrorCode::Internal, [&]() -> Result<std::vector<MapPoint>> {
        float widest = 1e-30F; // all in one place: what is left is the jitter
        for (const float value : start) {
            widest = std::max(widest, std::abs(value));
        }
        const bool goesOn = options.roundsDone > 0;
        const float scale = goesOn ? 1 : kStartHalfWidth / widest;
        std::vector<MapPoint> points(rows);
        std::vector<std::uint32_t> all(rows);
        for (std::uint32_t row = 0; row < rows; ++row) {
            points[row] = {start[row * 2] * scale + (goesOn ? 0 : jitter(options.seed, row, 0)),
                           start[row * 2 + 1] * scale + (goesOn ? 0 : jitter(options.seed, row, 1))};
            all[row] = row;
        }
        constexpr std::uint32_t kManyRows = 10'000;
        const std::uint32_t rounds = options.rounds > 0 ? options.rounds : rows <= kManyRows ? 500 : 200;
        Plane plane(links, std::move(points), options);
        if (Status settled = plane.settle(all, options.roundsDone, rounds, options.roundDone, run); !settled) {
            return settled.failure();
        }
        return plane.takePoints();
    });
}

Result<std::vector<MapPoint>> placeNew(const LinkedRows& links, std::vector<MapPoint> points,
                                       std::span<const std::uint8_t> placed, const LayoutOptions& options,
                                       const ExploreRun& run)
{
    const std::uint32_t rows = links.count();
    if (points.size() != rows || placed.size() != rows) {
        return wrongShape();
    }
    return guarded("placing on the map", ErrorCode::Internal, [&]() -> Result<std::vector<MapPoint>> {
        spread(links, points, {placed.begin(), placed.end()}, options.seed);
        std::vector<std::uint32_t> moving;
        for (std::uint32_t row = 0; row < rows; ++row) {
            if (placed[row] == 0) {
                moving.push_back(row);
            }
        }
        constexpr std::uint32_t kRounds = 60;
        Plane plane(links, std::move(points), options);
        const std::uint32_t rounds = options.rounds > 0 ? options.rounds : kRounds;
        if (Status settled = plane.settle(moving, 0, rounds, {}, run); !settled) {
            return settled.failure();
        }
        return plane.takePoints();
    });
}

} // namespace likeness
