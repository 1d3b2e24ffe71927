#include "core/explore/sorted_grid.h"

#include "core/explore/principal_axes.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>

namespace likeness {
namespace {

// As the paper's FLAS, with more exchanges in each round: half as many are a few hundredths worse.
constexpr std::uint32_t kExchanged = 9;   // pictures that change places at once
constexpr double kRadiusStep = 0.93;      // of the filter, from one round to the next
constexpr std::uint32_t kAxes = 16;       // of the vectors; what the rest holds does not show on a grid
constexpr double kFirstRadiusShare = 0.5; // of the longer side

struct Grid {
    std::uint32_t pictures;
    std::uint32_t columns;
    std::uint32_t lines;

    Grid(std::uint32_t pictureCount, std::uint32_t columnCount)
        : pictures(pictureCount)
        , columns(columnCount)
        , lines((pictureCount + columnCount - 1) / columnCount)
    {
    }
};

/// Means over boxes of places, cut off at the border; the places after the last picture do not count.
/// Shape: values [pictures, kAxes].
class BoxFilter {
public:
    explicit BoxFilter(const Grid& grid)
        : m_grid(grid)
        , m_sums((std::size_t{grid.columns} + 1) * (grid.lines + 1) * kAxes)
    {
    }

    void apply(const std::vector<float>& values, std::uint32_t radius, std::vector<float>& means)
    {
        addUp(values);
        for (std::uint32_t place = 0; place < m_grid.pictures; ++place) {
            const std::uint32_t x = place % m_grid.columns, y = place / m_grid.columns;
            const std::uint32_t left = x - std::min(x, radius), top = y - std::min(y, radius);
            const std::uint32_t right = std::min(m_grid.columns, x + radius + 1);
            const std::uint32_t bottom = std::min(m_grid.lines, y + radius + 1);
            std::uint32_t count = (right - left) * (bottom - top);
            if (bottom == m_grid.lines) {
                const std::uint32_t inLast = m_grid.pictures - (m_grid.lines - 1) * m_grid.columns;
                count -= right - std::max(left, std::min(right, inLast));
            }
            const double* a = sumAt(left, top);
            const double* b = sumAt(right, top);
            const double* c = sumAt(left, bottom);
            const double* d = sumAt(right, bottom);
            for (std::uint32_t axis = 0; axis < kAxes; ++axis) {
                means[std::size_t{place} * kAxes + axis]
                    = static_cast<float>((d[axis] - b[axis] - c[axis] + a[axis]) / count);
            }
        }
    }

private:
    double* sumAt(std::uint32_t x, std::uint32_t y)
    {
        return m_sums.data() + (std::size_t{y} * (m_grid.columns + 1) + x) * kAxes;
    }

    /// The sum of everything above and to the left, for every corner. Source: Crow 1984 (summed-area table).
    void addUp(const std::vector<float>& values)
    {
        for (std::uint32_t y = 0; y < m_grid.lines; ++y) {
            for (std::uint32_t x = 0; x < m_grid.columns; ++x) {
                const std::size_t place = std::size_t{y} * m_grid.columns + x;
                const double* above = sumAt(x + 1, y);
                const double* before = sumAt(x, y + 1);
                const double* both = sumAt(x, y);
                double* here = sumAt(x + 1, y + 1);
                for (std::uint32_t axis = 0; axis < kAxes; ++axis) {
                    const float value = place < m_grid.pictures ? values[place * kAxes + axis] : 0.0F;
                    here[axis] = above[axis] + before[axis] - both[axis] + static_cast<double>(value);
                }
            }
        }
    }

    const Grid& m_grid;
    std::vector<double> m_sums; // Shape: [lines + 1, columns + 1, kAxes]; the first line and column stay zero
};

using Costs = std::array<std::array<float, kExchanged>, kExchanged>;

/// Gives each of `count` pictures one place so that the costs sum to the least; returns the place of each.
std::array<std::uint32_t, kExchanged> cheapestAssignment(const Costs& costs, std::uint32_t count)
{
    // Shortest augmenting paths with potentials; index 0 is the outside, so everything else counts from 1.
    std::array<float, kExchanged + 1> ofPicture{}, ofPlace{};
    std::array<std::uint32_t, kExchanged + 1> pictureAt{}, before{};
    for (std::uint32_t picture = 1; picture <= count; ++picture) {
        std::array<float, kExchanged + 1> shortest;
        shortest.fill(std::numeric_limits<float>::infinity());
        std::array<bool, kExchanged + 1> isDone{};
        pictureAt[0] = picture;
        std::uint32_t at = 0;
        do {
            isDone[at] = true;
            const std::uint32_t now = pictureAt[at];
            float step = std::numeric_limits<float>::infinity();
            std::uint32_t next = 0;
            for (std::uint32_t place = 1; place <= count; ++place) {
                if (isDone[place]) {
                    continue;
                }
                const float cost = costs[now - 1][place - 1] - ofPicture[now] - ofPlace[place];
                if (cost < shortest[place]) {
                    shortest[place] = cost;
                    before[place] = at;
                }
                if (shortest[place] < step) {
                    step = shortest[place];
                    next = place;
                }
            }
            for (std::uint32_t place = 0; place <= count; ++place) {
                if (isDone[place]) {
                    ofPicture[pictureAt[place]] += step;
                    ofPlace[place] -= step;
                } else {
                    shortest[place] -= step;
                }
            }
            at = next;
        } while (pictureAt[at] != 0);
        while (at != 0) {
            pictureAt[at] = pictureAt[before[at]];
            at = before[at];
        }
    }
    std::array<std::uint32_t, kExchanged> placeOf{};
    for (std::uint32_t place = 1; place <= count; ++place) {
        placeOf[pictureAt[place] - 1] = place - 1;
    }
    return placeOf;
}

/// Pictures on their way to their places.
class Sorter {
public:
    /// Shape: `values` [pictures, kAxes].
    Sorter(const Grid& grid, std::vector<float> values, std::uint64_t seed)
        : m_grid(grid)
        , m_values(std::move(values))
        , m_targets(m_values.size())
        , m_rowAt(grid.pictures)
        , m_filter(grid)
        , m_random(seed)
    {
        std::iota(m_rowAt.begin(), m_rowAt.end(), 0U);
        for (std::uint32_t i = grid.pictures; i > 1; --i) {
            exchange(i - 1, m_random.below(i));
        }
    }

    Status sort(const ExploreRun& run)
    {
        const double first = std::max(1.0, kFirstRadiusShare * std::max(m_grid.columns, m_grid.lines));
        for (double radius = first; radius >= 1; radius *= kRadiusStep) {
            m_filter.apply(m_values, static_cast<std::uint32_t>(std::lround(radius)), m_targets);
            for (std::uint32_t i = 0; i < m_grid.pictures; ++i) {
                if (i % 1024 == 0 && run.stop.stop_requested()) {
                    return fail(ErrorCode::Cancelled, "exploring was stopped");
                }
                improve(static_cast<std::uint32_t>(std::lround(radius)));
            }
            run.report(first > 1 ? std::log(radius / first) / std::log(1 / first) : 1);
        }
        return {};
    }

    std::vector<std::uint32_t> takeRows() { return std::move(m_rowAt); }

private:
    void exchange(std::uint32_t a, std::uint32_t b)
    {
        std::swap(m_rowAt[a], m_rowAt[b]);
        std::swap_ranges(m_values.begin() + a * std::ptrdiff_t{kAxes},
                         m_values.begin() + (a + 1) * std::ptrdiff_t{kAxes},
                         m_values.begin() + b * std::ptrdiff_t{kAxes});
    }

    /// A few places near one another, each once.
    std::uint32_t choosePlaces(std::uint32_t radius, std::array<std::uint32_t, kExchanged>& places)
    {
        const std::uint32_t middle = m_random.below(m_grid.pictures);
        const std::uint32_t x = middle % m_grid.columns, y = middle / m_grid.columns;
        const std::uint32_t left = x - std::min(x, radius), top = y - std::min(y, radius);
        const std::uint32_t width = std::min(m_grid.columns, x + radius + 1) - left;
        const std::uint32_t height = std::min(m_grid.lines, y + radius + 1) - top;
        std::uint32_t count = 0;
        for (std::uint32_t trial = 0; trial < 2 * kExchanged && count < kExchanged; ++trial) {
            const std::uint32_t place = (top + m_random.below(height)) * m_grid.columns + left + m_random.below(width);
            const auto end = places.begin() + count;
            if (place < m_grid.pictures && std::find(places.begin(), end, place) == end) {
                places[count++] = place;
            }
        }
        return count;
    }

    void improve(std::uint32_t radius)
    {
        std::array<std::uint32_t, kExchanged> places{}, rows{};
        const std::uint32_t count = choosePlaces(radius, places);
        if (count < 2) {
            return;
        }
        Costs costs;
        std::array<std::array<float, kAxes>, kExchanged> values;
        for (std::uint32_t picture = 0; picture < count; ++picture) {
            rows[picture] = m_rowAt[places[picture]];
            std::copy_n(m_values.begin() + places[picture] * std::ptrdiff_t{kAxes}, kAxes, values[picture].begin());
            for (std::uint32_t place = 0; place < count; ++place) {
                const float* target = m_targets.data() + std::size_t{places[place]} * kAxes;
                float squared = 0;
                for (std::uint32_t axis = 0; axis < kAxes; ++axis) {
                    const float difference = values[picture][axis] - target[axis];
                    squared += difference * difference;
                }
                costs[picture][place] = squared;
            }
        }
        const auto placeOf = cheapestAssignment(costs, count);
        for (std::uint32_t picture = 0; picture < count; ++picture) {
            const std::uint32_t to = places[placeOf[picture]];
            m_rowAt[to] = rows[picture];
            std::copy_n(values[picture].begin(), kAxes, m_values.begin() + to * std::ptrdiff_t{kAxes});
        }
    }

    const Grid& m_grid;
    std::vector<float> m_values;  // by place
    std::vector<float> m_targets; // what would fit a place: the mean of what is around
    std::vector<std::uint32_t> m_rowAt;
    BoxFilter m_filter;
    MixedSequence m_random;
};

/// Adds up the distances of the nearest 1, 2, 3, ... Shape: both [count].
void addRunning(const std::vector<double>& distances, std::vector<double>& sums)
{
    double sum = 0;
    for (std::size_t i = 0; i < distances.size(); ++i) {
        sum += distances[i];
        sums[i] += sum / static_cast<double>(i + 1);
    }
}

double normOf(const std::vector<double>& sums, double mean, std::uint32_t pictures)
{
    constexpr double kPower = 16;
    double total = 0;
    for (const double sum : sums) {
        total += std::pow(std::max(0.0, (mean - sum / pictures) / mean), kPower);
    }
    return std::pow(total, 1 / kPower);
}

} // namespace

std::uint32_t gridColumns(std::uint32_t pictures, const GridOptions& options)
{
    const auto square = static_cast<std::uint32_t>(std::ceil(std::sqrt(static_cast<double>(pictures))));
    return std::max<std::uint32_t>(1, options.columns > 0 ? options.columns : square);
}

Result<std::vector<std::uint32_t>> sortOnGrid(const VectorRows& rows, const GridOptions& options, const ExploreRun& run)
{
    if (rows.count() > GridOptions::kRowsMax) {
        return fail(ErrorCode::InvalidInput, "a sorted grid takes at most " + std::to_string(GridOptions::kRowsMax)
                                                 + " photos, not " + std::to_string(rows.count())
                                                 + "; narrow the selection");
    }
    if (rows.count() == 0) {
        return std::vector<std::uint32_t>();
    }
    return guarded("sorting on a grid", ErrorCode::Internal, [&]() -> Result<std::vector<std::uint32_t>> {
        auto places = principalPlaces(rows, kAxes, options.seed, run.part(0, 0.1));
        if (!places) {
            return places.failure();
        }
        const Grid grid(rows.count(), gridColumns(rows.count(), options));
        Sorter sorter(grid, std::move(*places), options.seed);
        if (Status sorted = sorter.sort(run.part(0.1, 1)); !sorted) {
            return sorted.failure();
        }
        return sorter.takeRows();
    });
}

Result<double> measureGrid(const VectorRows& rows, std::span<const std::uint32_t> places, std::uint32_t columns,
                           const ExploreRun& run)
{
    const std::uint32_t count = rows.count();
    if (places.size() != count || count < 3 || columns == 0
        || std::any_of(places.begin(), places.end(), [count](std::uint32_t row) { return row >= count; })) {
        return fail(ErrorCode::InvalidInput, "grid quality: each of at least three rows must have its place");
    }
    std::vector<double> inTruth(count - 1, 0.0), onGrid(count - 1, 0.0);
    // One place at a time in order, so that the sums do not depend on the threads to the last bit.
    ExploreRun single = run;
    single.threads = 1;
    Status measured = inBlocks(count, 64, single, [&](std::size_t begin, std::size_t end) {
        std::vector<float> query(rows.stride), scores(count);
        std::vector<std::uint32_t> order(count);
        std::vector<double> distances(count - 1);
        for (std::size_t place = begin; place < end; ++place) {
            rows.copyRow(places[place], query.data());
            rows.scoreListed(query.data(), rows.halves, rows.stride, places, scores.data());
            const auto distanceOf = [&](std::uint32_t other) {
                return std::sqrt(std::max(0.0, 2 - 2 * static_cast<double>(scores[other])));
            };
            const auto squaredOnGrid = [&](std::uint32_t other) {
                const std::int64_t dx
                    = static_cast<std::int64_t>(other % columns) - static_cast<std::int64_t>(place % columns);
                const std::int64_t dy
                    = static_cast<std::int64_t>(other / columns) - static_cast<std::int64_t>(place / columns);
                return dx * dx + dy * dy;
            };
            std::iota(order.begin(), order.end(), 0U);
            std::stable_sort(order.begin(), order.end(),
                             [&](std::uint32_t a, std::uint32_t b) { return squaredOnGrid(a) < squaredOnGrid(b); });
            for (std::uint32_t i = 1; i < count; ++i) {
                distances[i - 1] = distanceOf(order[i]);
            }
            addRunning(distances, onGrid);
            std::sort(distances.begin(), distances.end());
            addRunning(distances, inTruth);
        }
    });
    if (!measured) {
        return measured.failure();
    }
    const double mean = onGrid.back() / count;
    const double best = mean > 0 ? normOf(inTruth, mean, count) : 0;
    return best > 0 ? normOf(onGrid, mean, count) / best : 1.0;
}

} // namespace likeness
