#include "core/index/row_set.h"

namespace likeness {
namespace {

constexpr std::size_t kBlockRows = 256; // scores of a block stay in the first-level cache
// As many rows wait between two merges of a library that grows; only a lost index makes more come at once.
constexpr std::size_t kHeapRows = 2 * 65'536;

void offerScores(const RowChunk& chunk, std::uint32_t first, std::span<const float> scores, TopList& found)
{
    float worst = found.worstScore();
    for (std::size_t i = 0; i < scores.size(); ++i) {
        if (scores[i] >= worst) {
            found.offer({chunk.contents[first + i], clampedScore(scores[i])});
            worst = found.worstScore();
        }
    }
}

void scanWhole(const float* query, const RowChunk& chunk, std::size_t stride, TopList& found)
{
    std::array<float, kBlockRows> scores;
    for (std::uint32_t first = 0; first < chunk.count; first += kBlockRows) {
        const std::size_t count = std::min<std::size_t>(kBlockRows, chunk.count - first);
        scoreRows(query, chunk.halves + first * stride, stride, count, scores.data());
        offerScores(chunk, first, std::span(scores).first(count), found);
    }
}

/// Scores rows named in a buffer and offers them.
class ListedScan {
public:
    ListedScan(const float* query, std::size_t stride, TopList& found)
        : m_query(query)
        , m_stride(stride)
        , m_found(found)
    {
    }

    void add(const RowChunk& chunk, std::uint32_t row)
    {
        if (m_count == kBlockRows || (m_chunk != &chunk && m_count > 0)) {
            flush();
        }
        m_chunk = &chunk;
        m_listed[m_count++] = row;
    }

    void flush()
    {
        scoreListedRows(m_query, m_chunk ? m_chunk->halves : nullptr, m_stride, std::span(m_listed).first(m_count),
                        m_scores.data());
        for (std::size_t i = 0; i < m_count; ++i) {
            if (m_scores[i] >= m_found.worstScore()) {
                m_found.offer({m_chunk->contents[m_listed[i]], clampedScore(m_scores[i])});
            }
        }
        m_scored += m_count;
        m_count = 0;
    }

    /// How many rows were scored.
    std::size_t scored() const { return m_scored; }

private:
    const float* m_query;
    std::size_t m_stride;
    TopList& m_found;
    const RowChunk* m_chunk = nullptr;
    std::size_t m_count = 0;
    std::size_t m_scored = 0;
    std::array<std::uint32_t, kBlockRows> m_listed;
    std::array<float, kBlockRows> m_scores;
};

} // namespace

std::size_t scanChunks(const float* query, std::span<const RowChunk> chunks, std::size_t stride,
                       const RowFilter* filter, TopList& found)
{
    ListedScan listed(query, stride, found);
    std::size_t whole = 0;
    for (const RowChunk& chunk : chunks) {
        if (!filter && !chunk.dead) {
            scanWhole(query, chunk, stride, found);
            whole += chunk.count;
            continue;
        }
        for (std::uint32_t row = 0; row < chunk.count; ++row) {
            if (chunk.alive(row) && (!filter || filter->allows(chunk.contents[row]))) {
                listed.add(chunk, row);
            }
        }
    }
    listed.flush();
    return whole + listed.scored();
}

std::size_t scanAllowedBase(const float* query, const RowSet& rows, const RowFilter& filter, TopList& found)
{
    ListedScan listed(query, rows.stride, found);
    const std::span<const ContentId> contents = rows.baseContents();
    auto at = contents.begin();
    for (const ContentId content : filter.contents()) {
        at = std::lower_bound(at, contents.end(), content);
        if (at == contents.end()) {
            break;
        }
        if (*at == content) {
            const auto row = static_cast<std::size_t>(at - contents.begin());
            const RowChunk& chunk = rows.chunks[row / kChunkRows];
            const auto rowInChunk = static_cast<std::uint32_t>(row % kChunkRows);
            if (chunk.alive(rowInChunk)) {
                listed.add(chunk, rowInChunk);
            }
        }
    }
    listed.flush();
    return listed.scored();
}

RowWriter::RowWriter(RowSet base, int dimension, std::filesystem::path folder)
    : m_rows(std::move(base))
    , m_dimension(static_cast<std::size_t>(dimension))
    , m_folder(std::move(folder))
{
    m_rows.stride = rowStride(dimension);
}

void RowWriter::startChunk()
{
    auto memory = std::make_shared<ChunkMemory>();
    memory->contents.resize(kChunkRows);
    if (m_appended >= kHeapRows && !m_folder.empty()) {
        if (auto file = UnnamedFile::in(m_folder, kChunkRows * m_rows.stride * sizeof(std::uint16_t))) {
            memory->inFile = std::move(*file);
            memory->halves = static_cast<std::uint16_t*>(memory->inFile.data());
        }
    }
    if (!memory->halves) { // few rows, or a full disk, which is no reason to lose any
        memory->onHeap.resize(kChunkRows * m_rows.stride);
        memory->halves = memory->onHeap.data();
    }
    RowChunk chunk;
    chunk.owner = memory;
    chunk.halves = memory->halves;
    chunk.contents = memory->contents.data();
    m_rows.chunks.push_back(std::move(chunk));
    m_open = std::move(memory);
}

void RowWriter::replace(ContentId content, const std::uint16_t* halves)
{
    remove(content);
    if (!m_open || m_rows.chunks.back().count == kChunkRows) {
        startChunk();
    }
    RowChunk& chunk = m_rows.chunks.back();
    std::copy_n(halves, m_dimension, m_open->halves + chunk.count * m_rows.stride);
    m_open->contents[chunk.count] = content;
    m_tail[content] = {static_cast<std::uint32_t>(m_rows.chunks.size() - 1), chunk.count};
    ++chunk.count;
    ++m_appended;
    ++m_rows.live;
}

void RowWriter::remove(ContentId content)
{
    if (const auto found = m_tail.find(content); found != m_tail.end()) {
        markDead(found->second);
        m_tail.erase(found);
        return;
    }
    const std::span<const ContentId> contents = m_rows.baseContents();
    const auto at = std::lower_bound(contents.begin(), contents.end(), content);
    if (at == contents.end() || *at != content) {
        return;
    }
    const auto row = static_cast<std::size_t>(at - contents.begin());
    if (m_rows.baseAlive(row)) {
        markDead({static_cast<std::uint32_t>(row / kChunkRows), static_cast<std::uint32_t>(row % kChunkRows)});
        --m_rows.baseLive;
    }
}

void RowWriter::markDead(Place place)
{
    RowChunk& chunk = m_rows.chunks[place.chunk];
    auto dead = chunk.dead ? std::make_shared<DeadRows>(*chunk.dead) : std::make_shared<DeadRows>();
    dead->words[place.row / 64] |= std::uint64_t{1} << (place.row % 64);
    chunk.dead = std::move(dead);
    --m_rows.live;
}

} // namespace likeness
