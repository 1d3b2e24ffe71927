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
// A filter that allows no more is answered by comparing with all that it allows: 20,000 rows looked up take 3 ms.
constexpr std::size_t kAllowedCompared = 20'000;
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

std::string ofAllowed(const RowFilter* filter, std::size_t allowedCount)
{
    return filter ? ", at most " + std::to_string(allowedCount) + " of them allowed" : std::string();
}

} // namespace

Snapshot::Snapshot(std::shared_ptr<const RowSet> rows, std::shared_ptr<const Generation> generation, int dimension,
                   SearchWith with)
    : m_rows(std::move(rows))
    , m_generation(std::move(generation))
    , m_dimension(dimension)
    , m_graph(with == SearchWith::Graph && m_generation && m_generation->graph() ? &*m_generation->graph() : nullptr)
    , m_codes(with == SearchWith::Codes && m_generation && m_generation->codes() ? &*m_generation->codes() : nullptr)
    , m_lists(with == SearchWith::Lists && m_generation && m_generation->lists() ? &*m_generation->lists() : nullptr)
{
}

std::size_t Snapshot::memoryBytes() const
{
    return figures().heldBytes + (m_generation ? m_generation->sizeBytes() : 0);
}

std::vector<ContentId> Snapshot::sample(std::size_t countMax) const
{
    const std::size_t count = std::min(countMax, m_rows->live);
    std::vector<ContentId> drawn;
    drawn.reserve(count);
    const auto wanted = [&] { return drawn.size() * m_rows->live / count; }; // which of the live rows is next
    std::size_t before = 0;                                                  // live rows passed
    for (const RowChunk& chunk : m_rows->chunks) {
        if (!chunk.dead) { // most, so that rows are not passed one by one
            while (drawn.size() < count && wanted() < before + chunk.count) {
                drawn.push_back(chunk.contents[wanted() - before]);
            }
            before += chunk.count;
            continue;
        }
        for (std::uint32_t row = 0; row < chunk.count; ++row) {
            if (chunk.alive(row)) {
                if (drawn.size() < count && wanted() == before) {
                    drawn.push_back(chunk.contents[row]);
                }
                ++before;
            }
        }
    }
    return drawn;
}

IndexFigures Snapshot::figures() const
{
    IndexFigures figures;
    figures.rows = m_rows->live;
    figures.rowsWaiting = m_rows->live - m_rows->baseLive;
    figures.diskBytes = m_generation ? m_generation->sizeBytes() : 0;
    figures.build = m_generation ? m_generation->buildTime() : std::chrono::duration<double>(0);
    const std::size_t appendedChunks = m_rows->chunks.size() - m_rows->baseChunks();
    figures.heldBytes = appendedChunks * kChunkRows * (m_rows->stride * sizeof(std::uint16_t) + sizeof(ContentId));
    for (const RowChunk& chunk : m_rows->chunks) {
        figures.heldBytes += sizeof(RowChunk) + (chunk.dead ? sizeof(DeadRows) : 0);
    }
    return figures;
}

Result<std::vector<Neighbour>> Snapshot::search(std::span<const float> query, std::uint32_t countMax,
                                                const RowFilter* filter, SearchTrace* trace) const
{
    const auto prepared = preparedQuery(query, m_dimension, m_rows->stride);
    if (!prepared) {
        return prepared.failure();
    }
    SearchTrace way;
    const std::size_t count = std::min<std::size_t>(countMax, filter ? std::min(filter->count(), size()) : size());
    TopList found(count);
    if (count == 0) {
        way.plan = "nothing to search";
    } else {
        if (!scanCodes(prepared->data(), filter, found, way) && !probeLists(prepared->data(), filter, found, way)
            && !walkBase(prepared->data(), filter, found, way)) {
            scanBase(prepared->data(), filter, found, way);
        }
        const auto newer = std::span(m_rows->chunks).subspan(m_rows->baseChunks());
        const std::size_t compared = scanChunks(prepared->data(), newer, m_rows->stride, filter, found);
        way.rowsCompared += compared;
        if (m_rows->live > m_rows->baseLive) {
            way.plan += way.plan.empty() ? "" : "; ";
            way.plan += std::to_string(compared) + " newer ones compared in full";
        }
    }
    if (trace) {
        *trace = std::move(way);
    }
    return found.takeSorted();
}

std::size_t Snapshot::allowedBase(const RowFilter* filter) const
{
    return filter ? std::min(filter->count(), m_rows->baseLive) : m_rows->baseLive;
}

std::optional<RowBits> Snapshot::allowedRows(const RowFilter* filter) const
{
    if (!filter && m_rows->baseLive == m_rows->baseRows) {
        return std::nullopt;
    }
    RowBits rows = filter ? filter->rowsOf(m_rows->baseContents()) : RowBits(m_rows->baseRows, true);
    for (std::size_t chunk = 0; chunk < m_rows->baseChunks(); ++chunk) {
        if (const DeadRows* dead = m_rows->chunks[chunk].dead.get()) {
            const auto words = rows.words().subspan(chunk * dead->words.size());
            const std::size_t count = std::min(words.size(), dead->words.size());
            std::transform(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(count), dead->words.begin(),
                           words.begin(), [](std::uint64_t row, std::uint64_t isDead) { return row & ~isDead; });
        }
    }
    return rows;
}

bool Snapshot::scanCodes(const float* query, const RowFilter* filter, TopList& found, SearchTrace& trace) const
{
    if (!m_codes) {
        return false;
    }
    const std::size_t rows = m_rows->baseRows;
    const std::size_t allowedCount = allowedBase(filter);
    if (allowedCount * kCodesPerRow < rows || found.countMax() * kCodesPerRow > allowedCount) {
        return false;
    }
    const std::span<const ContentId> contents = m_rows->baseContents();
    const std::optional<RowBits> allowed = allowedRows(filter);
    FlatQuery flat;
    flat.query = query;
    flat.waitingMax = allowedCount / 4; // in no order they cost as much as all in their order
    flat.threads = static_cast<int>(
        std::clamp<std::size_t>(rows / kRowsPerThread, 1, std::max(1U, std::thread::hardware_concurrency())));
    std::size_t compared = 0;
    if (!searchCodes(*m_codes, m_generation->rows(), contents, flat, allowed ? &*allowed : nullptr, found, &compared)) {
        trace.plan = "codes left too many to compare; ";
        trace.rowsEstimated += rows;
        return false;
    }
    trace.plan = "codes of " + std::to_string(rows) + " photos" + ofAllowed(filter, allowedCount);
    trace.rowsEstimated += rows;
    trace.rowsCompared += compared;
    return true;
}

bool Snapshot::probeLists(const float* query, const RowFilter* filter, TopList& found, SearchTrace& trace) const
{
    const std::size_t allowedCount = allowedBase(filter);
    if (!m_lists || (filter && allowedCount <= kAllowedCompared) || found.countMax() * 4 > allowedCount) {
        return false;
    }
    const std::span<const ContentId> contents = m_rows->baseContents();
    const std::optional<RowBits> allowed = allowedRows(filter);
    const ListCounts counts = searchLists(*m_lists, m_generation->rows(), contents, {query, m_lists->strength},
                                          allowed ? &*allowed : nullptr, m_generation->seen(), found);
    trace.plan = std::to_string(counts.probed) + " of " + std::to_string(m_lists->terms.size()) + " lists of "
                 + std::to_string(m_rows->baseRows) + " photos" + ofAllowed(filter, allowedCount);
    trace.listsProbed = counts.probed;
    trace.rowsEstimated += counts.estimated;
    trace.rowsCompared += counts.compared;
    return true;
}

bool Snapshot::walkBase(const float* query, const RowFilter* filter, TopList& found, SearchTrace& trace) const
{
    if (!m_graph) {
        return false;
    }
    // A walk meets allowed rows about as often as they are among all, so it grows by that factor, while the
    // comparison with every allowed row shrinks by it.
    const std::size_t allowedCount = allowedBase(filter);
    const double share = static_cast<double>(allowedCount) / static_cast<double>(m_rows->baseRows);
    GraphQuery walk;
    walk.query = query;
    walk.breadth = std::max(kBreadth, found.countMax() + found.countMax() / 2);
    walk.scoresMax = allowedCount / 2; // going on would cost more than the scan
    if (static_cast<double>(walk.breadth * kScanRowsPerKept) >= share * static_cast<double>(allowedCount)) {
        return false;
    }
    const std::span<const ContentId> contents = m_rows->baseContents();
    const std::optional<RowBits> allowed = allowedRows(filter);
    std::size_t compared = 0;
    const bool walked = walkGraph(*m_graph, m_generation->rows(), contents, walk, allowed ? &*allowed : nullptr,
                                  m_generation->seen(), found, &compared);
    trace.rowsCompared += compared;
    trace.plan = walked ? "graph over " + std::to_string(m_rows->baseRows) + " photos" + ofAllowed(filter, allowedCount)
                        : "a walk through the graph led to too few; ";
    return walked;
}

void Snapshot::scanBase(const float* query, const RowFilter* filter, TopList& found, SearchTrace& trace) const
{
    // Looking a row up takes about as long as asking the filter about eight rows that follow each other.
    constexpr std::size_t kLookUpCost = 8;
    if (m_rows->baseRows == 0) {
        return;
    }
    std::size_t compared = 0;
    if (filter && filter->count() * kLookUpCost < m_rows->baseRows) {
        compared = scanAllowedBase(query, *m_rows, *filter, found);
    } else {
        compared
            = scanChunks(query, std::span(m_rows->chunks).first(m_rows->baseChunks()), m_rows->stride, filter, found);
    }
    trace.rowsCompared += compared;
    trace.plan += "every one of " + std::to_string(compared) + (filter ? " allowed" : "") + " photos compared in full";
}

} // namespace likeness
