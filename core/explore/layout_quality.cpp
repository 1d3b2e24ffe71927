#include "core/explore/map_layout.h"

#include <algorithm>
#include <mutex>
#include <numeric>

namespace likeness {
namespace {

/// The two sums of one row.
struct RowQuality {
    std::uint64_t tooFar = 0; ///< ranks past the nearest, of those that are near on the map only
    std::uint64_t kept = 0;
};

/// The rows that are nearest to one, by true score and on the map; equals by row.
class Comparer {
public:
    Comparer(const VectorRows& rows, std::span<const MapPoint> points, std::uint32_t neighbours)
        : m_rows(rows)
        , m_points(points)
        , m_neighbours(neighbours)
        , m_all(rows.count())
        , m_query(rows.stride)
        , m_scores(rows.count())
        , m_distances(rows.count())
    {
        std::iota(m_all.begin(), m_all.end(), 0U);
    }

    RowQuality compare(std::uint32_t row)
    {
        m_rows.copyRow(row, m_query.data());
        m_rows.scoreListed(m_query.data(), m_rows.halves, m_rows.stride, m_all, m_scores.data());
        for (std::uint32_t other = 0; other < m_all.size(); ++other) {
            const float dx = m_points[other].x - m_points[row].x, dy = m_points[other].y - m_points[row].y;
            m_distances[other] = dx * dx + dy * dy;
        }
        nearestOf(row, m_onMap, [this](std::uint32_t a, std::uint32_t b) {
            return m_distances[a] != m_distances[b] ? m_distances[a] < m_distances[b] : a < b;
        });
        RowQuality quality;
        for (const std::uint32_t other : m_onMap) {
            std::uint64_t rank = 1;
            for (const std::uint32_t third : m_all) {
                rank += third != row
                                && (m_scores[third] > m_scores[other]
                                    || (m_scores[third] == m_scores[other] && third < other))
                            ? 1U
                            : 0U;
            }
            if (rank > m_neighbours) {
                quality.tooFar += rank - m_neighbours;
            } else {
                ++quality.kept;
            }
        }
        return quality;
    }

private:
    template <class Before> void nearestOf(std::uint32_t row, std::vector<std::uint32_t>& nearest, Before before)
    {
        nearest = m_all;
        nearest.erase(nearest.begin() + row);
        std::nth_element(nearest.begin(), nearest.begin() + m_neighbours - 1, nearest.end(), before);
        nearest.resize(m_neighbours);
    }

    const VectorRows& m_rows;
    std::span<const MapPoint> m_points;
    std::uint32_t m_neighbours;
    std::vector<std::uint32_t> m_all;
    std::vector<std::uint32_t> m_onMap;
    std::vector<float> m_query;
    std::vector<float> m_scores;
    std::vector<float> m_distances;
};

} // namespace

Result<LayoutQuality> measureLayout(const VectorRows& rows, std::span<const MapPoint> points, std::uint32_t neighbours,
                                    const ExploreRun& run)
{
    if (points.size() != rows.count() || neighbours == 0 || rows.count() < 3 * std::size_t{neighbours}) {
        return fail(ErrorCode::InvalidInput,
                    "map quality: there must be a point for each row, and three times as many rows as neighbours");
    }
    RowQuality sum;
    std::mutex mutex;
    Status compared = inBlocks(rows.count(), 64, run, [&](std::size_t begin, std::size_t end) {
        Comparer comparer(rows, points, neighbours);
        RowQuality part;
        for (std::size_t row = begin; row < end; ++row) {
            const RowQuality one = comparer.compare(static_cast<std::uint32_t>(row));
            part.tooFar += one.tooFar;
            part.kept += one.kept;
        }
        const std::lock_guard lock(mutex);
        sum.tooFar += part.tooFar;
        sum.kept += part.kept;
    });
    if (!compared) {
        return compared.failure();
    }
    const double n = rows.count(), k = neighbours;
    return LayoutQuality{1 - 2 * static_cast<double>(sum.tooFar) / (n * k * (2 * n - 3 * k - 1)),
                         static_cast<double>(sum.kept) / (n * k)};
}

} // namespace likeness
