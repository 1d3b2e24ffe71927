// The only place with hnswlib: it builds the graph, in private; what is searched and saved are plain arrays of ours.
// Its own search cannot filter in version 0.6, counts in shared atomics and keeps its breadth in the object; its own
// file is written unchecked and read back trusting.
#include "core/index/dot.h"
#include "core/index/graph.h"

#include <cstring>
#include <hnswlib/hnswlib.h>
#include <thread>
#include <xxhash.h>

namespace likeness {
namespace {

using Hnsw = hnswlib::HierarchicalNSW<float>;

// How many candidates an insertion looks at. 100 builds in half the time, but then a walk misses half as many again of
// what words should find (.979 instead of .987 at breadth 96, 100,000 synthetic rows); see tests/bench/RESULTS.md.
constexpr std::size_t kBuildBreadth = 200;
constexpr std::size_t kSeed = 100;

/// Inner product over rows of halves: half the memory of floats, and the vectors as they are searched later.
class HalfSpace final : public hnswlib::SpaceInterface<float> {
public:
    explicit HalfSpace(std::size_t stride)
        : m_stride(stride)
    {
    }

    std::size_t get_data_size() override { return m_stride * sizeof(std::uint16_t); }
    hnswlib::DISTFUNC<float> get_dist_func() override
    {
        return [](const void* a, const void* b, const void* stride) {
            return 1.0F
                   - dotHalves(static_cast<const std::uint16_t*>(a), static_cast<const std::uint16_t*>(b),
                               *static_cast<const std::size_t*>(stride));
        };
    }
    void* get_dist_func_param() override { return &m_stride; }

private:
    std::size_t m_stride;
};

/// Links rows with equal vectors through `nextSame` and returns the first of each kind.
std::vector<std::uint32_t> chainEqualRows(const RowBlock& rows, std::vector<std::uint32_t>& nextSame)
{
    const std::size_t rowBytes = rows.stride * sizeof(std::uint16_t);
    std::vector<std::pair<XXH64_hash_t, std::uint32_t>> hashes(rows.count);
    for (std::uint32_t row = 0; row < rows.count; ++row) {
        hashes[row] = {XXH3_64bits(rows.halves + row * rows.stride, rowBytes), row};
    }
    std::sort(hashes.begin(), hashes.end());

    nextSame.assign(rows.count, 0);
    std::vector<std::uint32_t> firsts;
    std::vector<std::uint32_t> lasts; // of the chains whose hash is the current one
    for (std::size_t i = 0; i < hashes.size(); ++i) {
        if (i == 0 || hashes[i].first != hashes[i - 1].first) {
            lasts.clear();
        }
        const std::uint32_t row = hashes[i].second;
        const auto same = std::find_if(lasts.begin(), lasts.end(), [&](std::uint32_t last) {
            return std::memcmp(rows.halves + last * rows.stride, rows.halves + row * rows.stride, rowBytes) == 0;
        });
        if (same != lasts.end()) {
            nextSame[*same] = row;
            *same = row;
        } else {
            firsts.push_back(row);
            lasts.push_back(row);
        }
    }
    return firsts;
}

/// Inserts all nodes, from several threads. Errors: Cancelled, OutOfResources, Internal.
Status insertAll(Hnsw& hnsw, const RowBlock& rows, std::span<const std::uint32_t> nodes, int threads,
                 const std::atomic<bool>& cancel)
{
    std::atomic<std::size_t> next{0};
    std::mutex mutex;
    Status outcome;
    const auto insert = [&] {
        Status ended = guarded("cannot build the graph", ErrorCode::Internal, [&]() -> Status {
            for (std::size_t i = next++; i < nodes.size(); i = next++) {
                if (cancel.load(std::memory_order_relaxed)) {
                    return fail(ErrorCode::Cancelled, "building the graph was stopped");
                }
                hnsw.addPoint(rows.halves + nodes[i] * rows.stride, nodes[i]);
            }
            return {};
        });
        if (!ended) {
            next = nodes.size();
            const std::lock_guard lock(mutex);
            outcome = ended;
        }
    };
    std::vector<std::thread> helpers;
    for (int i = 1; i < threads; ++i) {
        helpers.emplace_back(insert);
    }
    insert();
    for (std::thread& helper : helpers) {
        helper.join();
    }
    return outcome;
}

GraphArrays arraysOf(const Hnsw& hnsw, std::uint32_t rowCount)
{
    GraphArrays arrays;
    arrays.bottom.assign(std::size_t{rowCount} * (1 + kBottomLinks), 0);
    arrays.upperFirst.assign(std::size_t{rowCount} + 1, 0);
    const std::size_t nodeCount = hnsw.cur_element_count;
    const auto rowOf
        = [&hnsw](hnswlib::tableint node) { return static_cast<std::uint32_t>(hnsw.getExternalLabel(node)); };
    const auto copyLinks = [&](hnswlib::linklistsizeint* from, std::uint32_t* to) {
        to[0] = hnsw.getListCount(from);
        for (std::uint32_t i = 1; i <= to[0]; ++i) {
            to[i] = rowOf(from[i]);
        }
    };

    for (std::size_t node = 0; node < nodeCount; ++node) {
        const auto id = static_cast<hnswlib::tableint>(node);
        copyLinks(hnsw.get_linklist0(id), arrays.bottom.data() + std::size_t{rowOf(id)} * (1 + kBottomLinks));
        arrays.upperFirst[rowOf(id) + 1] = static_cast<std::uint32_t>(hnsw.element_levels_[node]);
    }
    for (std::size_t row = 0; row < rowCount; ++row) {
        arrays.upperFirst[row + 1] += arrays.upperFirst[row];
    }
    arrays.upper.assign(std::size_t{arrays.upperFirst[rowCount]} * (1 + kGraphLinks), 0);
    for (std::size_t node = 0; node < nodeCount; ++node) {
        const auto id = static_cast<hnswlib::tableint>(node);
        for (int level = 1; level <= hnsw.element_levels_[node]; ++level) {
            const std::size_t record = arrays.upperFirst[rowOf(id)] + static_cast<std::size_t>(level - 1);
            copyLinks(hnsw.get_linklist(id, level), arrays.upper.data() + record * (1 + kGraphLinks));
        }
    }
    arrays.entry = rowOf(hnsw.enterpoint_node_);
    arrays.levels = static_cast<std::uint32_t>(hnsw.maxlevel_);
    return arrays;
}

} // namespace

GraphView GraphArrays::view() const
{
    GraphView view;
    view.rows = static_cast<std::uint32_t>(nextSame.size());
    view.entry = entry;
    view.levels = levels;
    view.bottom = bottom;
    view.upperFirst = upperFirst;
    view.upper = upper;
    view.nextSame = nextSame;
    return view;
}

Result<GraphArrays> buildGraph(const RowBlock& rows, int threads, const std::atomic<bool>& cancel)
{
    if (rows.count == 0) {
        return fail(ErrorCode::InvalidInput, "no rows to build a graph of");
    }
    return guarded("cannot build the graph", ErrorCode::Internal, [&]() -> Result<GraphArrays> {
        std::vector<std::uint32_t> nextSame;
        std::vector<std::uint32_t> nodes = chainEqualRows(rows, nextSame);
        // Sorted by hash, that is: in no order. Rows come by the time they were added, and a graph grown along
        // neighbouring folders finds less.
        HalfSpace space(rows.stride);
        Hnsw hnsw(&space, nodes.size(), kGraphLinks, kBuildBreadth, kSeed);
        hnsw.num_deleted_ = 0;
        if (Status inserted = insertAll(hnsw, rows, nodes, std::max(1, threads), cancel); !inserted) {
            return inserted.failure();
        }
        GraphArrays arrays = arraysOf(hnsw, rows.count);
        arrays.nextSame = std::move(nextSame);
        return arrays;
    });
}

Status checkGraph(const GraphView& graph)
{
    const auto corrupt = [](const char* what) { return fail(ErrorCode::Corrupt, std::string("graph: ") + what); };
    const std::size_t rows = graph.rows;
    if (rows == 0 || graph.entry >= rows || graph.levels > 64 || graph.bottom.size() != rows * (1 + kBottomLinks)
        || graph.upperFirst.size() != rows + 1 || graph.nextSame.size() != rows || graph.upperFirst[0] != 0
        || graph.upper.size() != std::size_t{graph.upperFirst[rows]} * (1 + kGraphLinks)) {
        return corrupt("sizes do not fit");
    }
    const auto levelsOf = [&graph](std::size_t row) { return graph.upperFirst[row + 1] - graph.upperFirst[row]; };
    for (std::size_t row = 0; row < rows; ++row) {
        if (graph.upperFirst[row + 1] < graph.upperFirst[row] || levelsOf(row) > graph.levels) {
            return corrupt("levels out of order");
        }
        // Ascending, so that walking a chain always ends.
        if (graph.nextSame[row] >= rows || (graph.nextSame[row] != 0 && graph.nextSame[row] <= row)) {
            return corrupt("chain of equal rows");
        }
    }
    if (levelsOf(graph.entry) != graph.levels) {
        return corrupt("entry is not at the top");
    }
    for (std::uint32_t row = 0; row < rows; ++row) {
        if (graph.bottomLinks(row).size() != graph.bottom[std::size_t{row} * (1 + kBottomLinks)]) {
            return corrupt("link to no row");
        }
        for (std::uint32_t level = 1; level <= levelsOf(row); ++level) {
            const std::span<const std::uint32_t> links = graph.upperLinks(row, level);
            const std::size_t record = std::size_t{graph.upperFirst[row]} + level - 1;
            if (links.size() != graph.upper[record * (1 + kGraphLinks)]
                || std::any_of(links.begin(), links.end(), [&](std::uint32_t to) { return levelsOf(to) < level; })) {
                return corrupt("link to no row above");
            }
        }
    }
    return {};
}

} // namespace likeness
