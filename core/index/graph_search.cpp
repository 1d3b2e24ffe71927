#include "core/index/dot.h"
#include "core/index/graph.h"
#include "core/index/row_set.h"

#include <array>

namespace likeness {
namespace {

struct Candidate {
    float score = 0;
    std::uint32_t row = 0;

    friend bool operator<(const Candidate& a, const Candidate& b)
    {
        return a.score != b.score ? a.score < b.score : a.row > b.row;
    }
};

/// Climbs down the upper levels: on each, steps to a better row until there is none.
Candidate descend(const GraphView& graph, const RowBlock& rows, const float* query)
{
    std::array<float, kGraphLinks> scores;
    Candidate best{0, graph.entry};
    scoreListedRows(query, rows.halves, rows.stride, std::span(&best.row, 1), &best.score);
    for (std::uint32_t level = graph.levels; level > 0; --level) {
        for (bool moved = true; moved;) {
            moved = false;
            const std::span<const std::uint32_t> linked = graph.upperLinks(best.row, level);
            scoreListedRows(query, rows.halves, rows.stride, linked, scores.data());
            for (std::size_t i = 0; i < linked.size(); ++i) {
                if (scores[i] > best.score) {
                    best = {scores[i], linked[i]};
                    moved = true;
                }
            }
        }
    }
    return best;
}

} // namespace

SeenRows::Lease::Lease(SeenRows& from)
    : m_from(from)
{
    const std::lock_guard lock(m_from.m_mutex);
    if (m_from.m_free.empty()) {
        m_bits.resize(m_from.m_rows / 64 + 1);
    } else {
        m_bits = std::move(m_from.m_free.back());
        m_from.m_free.pop_back();
    }
}

SeenRows::Lease::~Lease()
{
    for (const std::uint32_t row : m_marked) {
        m_bits[row / 64] = 0;
    }
    const std::lock_guard lock(m_from.m_mutex);
    m_from.m_free.push_back(std::move(m_bits));
}

bool SeenRows::Lease::mark(std::uint32_t row)
{
    std::uint64_t& word = m_bits[row / 64];
    const std::uint64_t bit = std::uint64_t{1} << (row % 64);
    if ((word & bit) != 0) {
        return false;
    }
    word |= bit;
    m_marked.push_back(row);
    return true;
}

bool walkGraph(const GraphView& graph, const RowBlock& rows, std::span<const ContentId> contents,
               const GraphQuery& query, const RowBits* allowed, SeenRows& seen, TopList& found,
               std::size_t* scoredCount)
{
    SeenRows::Lease marks(seen);
    TopList best(query.breadth);
    std::vector<Candidate> open; // a heap, the best in front
    std::size_t scored = 1;

    const auto visit = [&](const Candidate& candidate) {
        if (best.full() && candidate.score < best.worstScore()) {
            return;
        }
        open.push_back(candidate);
        std::push_heap(open.begin(), open.end());
        const float score = clampedScore(candidate.score);
        std::uint32_t row = candidate.row;
        do {
            if (!allowed || allowed->has(row)) {
                const Neighbour neighbour{contents[row], score};
                if (!best.takes(neighbour)) {
                    break; // the others have the same score and higher ids
                }
                best.offer(neighbour);
            }
            row = graph.next(row);
        } while (row != 0);
    };

    const Candidate start = descend(graph, rows, query.query);
    marks.mark(start.row);
    visit(start);

    std::array<std::uint32_t, kBottomLinks> fresh;
    std::array<float, kBottomLinks> scores;
    while (!open.empty()) {
        std::pop_heap(open.begin(), open.end());
        const Candidate current = open.back();
        open.pop_back();
        if (best.full() && current.score < best.worstScore()) {
            break;
        }
        std::size_t freshCount = 0;
        for (const std::uint32_t to : graph.bottomLinks(current.row)) {
            if (marks.mark(to)) {
                fresh[freshCount++] = to;
            }
        }
        scoreListedRows(query.query, rows.halves, rows.stride, std::span(fresh).first(freshCount), scores.data());
        for (std::size_t i = 0; i < freshCount; ++i) {
            visit({scores[i], fresh[i]});
        }
        scored += freshCount;
        if (scored > query.scoresMax) {
            break;
        }
    }
    if (scoredCount) {
        *scoredCount = scored;
    }
    if (scored > query.scoresMax || !best.full()) {
        return false;
    }
    for (const Neighbour& neighbour : best.unsorted()) {
        found.offer(neighbour);
    }
    return true;
}

} // namespace likeness
