#include "core/index/vector_index.h"

#include <algorithm>

namespace likeness {
namespace {

constexpr std::uint32_t kNeighbours = 10;

double shareFound(const std::vector<Neighbour>& exact, const std::vector<Neighbour>& found)
{
    if (exact.empty()) {
        return 1;
    }
    constexpr float kRounding = 1e-6F;
    const float floor = exact.back().score - kRounding;
    const auto hits = std::count_if(found.begin(), found.end(), [&](const Neighbour& n) { return n.score >= floor; });
    return std::min(1.0, static_cast<double>(hits) / static_cast<double>(exact.size()));
}

} // namespace

Result<IndexFigures> measureIndex(const VectorIndex& index, const VectorIndex& exact, std::span<const float> queries,
                                  const std::atomic<bool>& cancel)
{
    const auto dimension = static_cast<std::size_t>(index.dimension());
    if (queries.size() % dimension != 0) {
        return fail(ErrorCode::InvalidInput,
                    "queries to measure with do not have " + std::to_string(dimension) + " numbers");
    }
    IndexFigures figures = index.figures();
    figures.queries = queries.size() / dimension;
    std::vector<IndexFigures::Micros> times;
    times.reserve(figures.queries);
    double shares = 0;
    for (std::size_t i = 0; i < figures.queries; ++i) {
        if (cancel.load(std::memory_order_relaxed)) {
            return fail(ErrorCode::Cancelled, "measuring the index was stopped");
        }
        const std::span<const float> query = queries.subspan(i * dimension, dimension);
        const auto right = exact.search(query, kNeighbours, nullptr);
        if (!right) {
            return right.failure();
        }
        const auto begun = std::chrono::steady_clock::now();
        const auto found = index.search(query, kNeighbours, nullptr);
        times.emplace_back(std::chrono::steady_clock::now() - begun);
        if (!found) {
            return found.failure();
        }
        shares += shareFound(*right, *found);
    }
    if (figures.queries > 0) {
        std::sort(times.begin(), times.end());
        const auto at = [&times](double share) {
            return times[static_cast<std::size_t>(share * static_cast<double>(times.size() - 1))];
        };
        figures.recall10 = shares / static_cast<double>(figures.queries);
        figures.median = at(0.5);
        figures.p95 = at(0.95);
        figures.p99 = at(0.99);
    }
    return figures;
}

} // namespace likeness
