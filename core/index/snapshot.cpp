#include "core/index/snapshot.h"

#include "core/index/flat_search.h"

#include <cmath>
#include <thread>

namespace likeness {
namespace {

// How many of the best a walk keeps. Finds .998 of the ten nearest of 47,000 real vectors in .3 ms, and .998 for words
// on synthetic ones; 96 takes half the time and finds .992 and .987. Nobody sees .15 ms. See tests/bench/RESULTS.md.
constexpr std::size_t kBreadth = 192;
// A walk compares with about 11 rows for each one that it keeps, and each costs as much as four rows in a scan, which
// reads memory in order.
constexpr std::size_t kScanRowsPerKept = 48;

// Scanning as many codes, 5 ns each, takes as long as comparing in full with one row that is looked up, .13 us.
constexpr std::size_t kCodesPerRow = 24;
// Starting a thread takes about as long as scanning 10,000 codes.
constexpr std::size_t kRowsPerThread = 250'000;

/// The query at unit length, padded to `stride`. Errors: InvalidInput.
Result<std::vector<float>> preparedQuery(std::span<const float> query, int dimension, std::size_t stride)
{
    if (query.size() != static_cast<std::size_t>(dimension)) {
        return fail(ErrorCode::InvalidInput, "the query has " + std::to_string(query.size()) + " numbers, the index "
                                                 + std::to_string(dimension));
    }
    double squared = 0;
    for (const float value : query) {
        squared += double{value} * value;
    }
    if (!std::isfinite(squared)) {
        return fail(ErrorCode::InvalidInput, "the query holds a number that is not finite");
    }
    if (squared == 0) {
        return fail(ErrorCode::InvalidInput, "the query is zero everywhere");
    }
    std::vector<float> prepared(stride, 0.0F);
    const double scale = 1.0 / std::sqrt(squared);
    std::transform(query.begin(), query.end(), prepared.begin(),
                   [scale](float value) { return static_cast<float>(value * scale); });
    return prepared;
}

} // namespace

Snapshot::Snapshot(std::shared_ptr<const RowSet> rows, std::shared_ptr<const Generation> generation, int dimension,
                   SearchWith with)
    : m_rows(std::move(rows))
    , m_generation(std::move(generation))
    , m_dimension(dimension)
    , m_graph(with == SearchWith::Graph && m_generation && m_generation->graph() ? &*m_generation->graph() : nullptr)
    , m_codes(with == SearchWith::Codes && m_generation && m_generation->codes() ? &*m_generation->codes() : nullptr)
{
}

std::size_t Snapshot::memoryBytes() const
{
    const std::size_t appendedChunks = m_rows->chunks.size() - m_rows->baseChunks();
    std::size_t bytes = appendedChunks * kChunkRows * (m_rows->stride * sizeof(std::uint16_t) + sizeof(ContentId));
    for (const RowChunk& chunk : m_rows->chunks) {
        bytes += sizeof(RowChunk) + (chunk.dead ? sizeof(DeadRows) : 0);
    }
    return bytes + (m_generation ? m_generation->sizeBytes() : 0);
}

Result<std::vector<Neighbour>> Snapshot::search(std::span<const float> query, std::uint32_t countMax,
                                                const RowFilter* filter) const
{
    const auto prepared = preparedQuery(query, m_dimension, m_rows->stride);
    if (!prepared) {
        return prepared.failure();
    }
    const std::size_t count = std::min<std::size_t>(countMax, filter ? std::min(filter->count(), size()) : size());
    TopList found(count);
    if (count == 0) {
        return found.takeSorted();
    }
    if (!scanCodes(prepared->data(), count, filter, found) && !walkBase(prepared->data(), count, filter, found)) {
        scanBase(prepared->data(), filter, found);
    }
    const std::span<const RowChunk> chunks(m_rows->chunks);
    scanChunks(prepared->data(), chunks.subspan(m_rows->baseChunks()), m_rows->stride, filter, found);
    return found.takeSorted();
}

bool Snapshot::scanCodes(const float* query, std::size_t countMax, const RowFilter* filter, TopList& found) const
{
    if (!m_codes) {
        return false;
    }
    const std::size_t rows = m_rows->baseRows;
    const std::size_t allowedCount = filter ? std::min(filter->count(), m_rows->baseLive) : m_rows->baseLive;
    if (allowedCount * kCodesPerRow < rows || countMax * kCodesPerRow > allowedCount) {
        return false;
    }
    const std::span<const ContentId> contents = m_rows->baseContents();
    const std::function<bool(std::uint32_t)> allowed
        = [&](std::uint32_t row) { return m_rows->baseAlive(row) && (!filter || filter->allows(contents[row])); };
    const bool all = !filter && m_rows->baseLive == rows;
    FlatQuery flat;
    flat.query = query;
    flat.waitingMax = allowedCount / 4; // in no order they cost as much as all in their order
    flat.threads = static_cast<int>(
        std::clamp<std::size_t>(rows / kRowsPerThread, 1, std::max(1U, std::thread::hardware_concurrency())));
    return searchCodes(*m_codes, m_generation->rows(), contents, flat, all ? nullptr : &allowed, found);
}

bool Snapshot::walkBase(const float* query, std::size_t countMax, const RowFilter* filter, TopList& found) const
{
    if (!m_graph) {
        return false;
    }
    // A walk meets allowed rows about as often as they are among all, so it grows by that factor, while the
    // comparison with every allowed row shrinks by it.
    const std::size_t allowedCount = filter ? std::min(filter->count(), m_rows->baseLive) : m_rows->baseLive;
    const double share = static_cast<double>(allowedCount) / static_cast<double>(m_rows->baseRows);
    GraphQuery walk;
    walk.query = query;
    walk.breadth = std::max(kBreadth, countMax + countMax / 2);
    walk.scoresMax = allowedCount / 2; // going on would cost more than the scan
    if (static_cast<double>(walk.breadth * kScanRowsPerKept) >= share * static_cast<double>(allowedCount)) {
        return false;
    }
    const std::span<const ContentId> contents = m_rows->baseContents();
    const std::function<bool(std::uint32_t)> allowed
        = [&](std::uint32_t row) { return m_rows->baseAlive(row) && (!filter || filter->allows(contents[row])); };
    const bool all = !filter && m_rows->baseLive == m_rows->baseRows;
    return walkGraph(*m_graph, m_generation->rows(), contents, walk, all ? nullptr : &allowed, m_generation->seen(),
                     found);
}

void Snapshot::scanBase(const float* query, const RowFilter* filter, TopList& found) const
{
    // Looking a row up takes about as long as asking the filter about eight rows that follow each other.
    constexpr std::size_t kLookUpCost = 8;
    if (filter && filter->count() * kLookUpCost < m_rows->baseRows) {
        scanAllowedBase(query, *m_rows, *filter, found);
    } else {
        scanChunks(query, std::span(m_rows->chunks).first(m_rows->baseChunks()), m_rows->stride, filter, found);
    }
}

} // namespace likeness
