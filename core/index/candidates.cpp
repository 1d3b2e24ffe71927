#include "core/index/candidates.h"

#include "core/index/dot.h"
#include "core/index/row_set.h"

#include <array>

namespace likeness {
namespace {

constexpr std::size_t kStepBlocks = 64; // their scores stay in the first-level cache
constexpr std::size_t kBatchRows = 32;
// Where a smaller share of the rows is allowed, blocks are passed that hold none of them: asking for 32 rows takes a
// fifth of looking at their codes.
constexpr double kAskedFirst = 0.95;

} // namespace

Candidates::Candidates(CandidateTask& task, std::size_t countMax)
    : m_task(task)
    , m_asksFirst(task.allowed && task.allowed->share() < kAskedFirst)
    , m_best(countMax)
    , m_waitingMax(4 * countMax + 256)
{
}

bool Candidates::morePromising(const Waiting& a, const Waiting& b)
{
    return a.upper != b.upper ? a.upper > b.upper : a.row < b.row;
}

void Candidates::scan(const CodeQuery& query, const CodeLayout& layout, std::span<const std::byte> blocks,
                      const std::uint32_t* rowNumbers, std::uint32_t firstRow)
{
    std::array<float, kStepBlocks * kCodeBlockRows> scores;
    std::array<std::uint32_t, kStepBlocks> reaching, allowed;
    allowed.fill(~std::uint32_t{0});
    const std::size_t blockCount = blocks.size() / layout.blockBytes();
    for (std::size_t block = 0; block < blockCount && !m_task.gaveUp.load(std::memory_order_relaxed);
         block += kStepBlocks) {
        const std::size_t count = std::min(kStepBlocks, blockCount - block);
        if (m_asksFirst) {
            for (std::size_t i = 0; i < count; ++i) {
                allowed[i] = allowedIn(block + i, rowNumbers, firstRow);
            }
        }
        for (std::size_t first = 0, end = 0; first < count; first = end) {
            while (first < count && allowed[first] == 0) {
                reaching[first++] = 0;
            }
            for (end = first; end < count && allowed[end] != 0;) {
                ++end;
            }
            scoreCodes(query, layout,
                       blocks.subspan((block + first) * layout.blockBytes(), (end - first) * layout.blockBytes()),
                       floor(), scores.data() + first * kCodeBlockRows, reaching.data() + first);
        }
        for (std::size_t i = 0; i < count; ++i) {
            for (std::uint32_t bits = reaching[i] & allowed[i]; bits != 0; bits &= bits - 1) {
                const std::size_t inBlock = static_cast<std::size_t>(std::countr_zero(bits));
                const std::size_t at = (block + i) * kCodeBlockRows + inBlock;
                const std::uint32_t row = rowNumbers ? rowNumbers[at] : firstRow + static_cast<std::uint32_t>(at);
                if (row < m_task.rows.count && (!m_task.allowed || m_asksFirst || m_task.allowed->has(row))) {
                    m_waiting.push_back({scores[i * kCodeBlockRows + inBlock], row});
                }
            }
        }
        if (m_waiting.size() > m_waitingMax) {
            tighten();
        }
    }
}

std::uint32_t Candidates::allowedIn(std::size_t block, const std::uint32_t* rowNumbers, std::uint32_t firstRow) const
{
    const RowBits& allowed = *m_task.allowed;
    if (!rowNumbers) {
        return allowed.of32(firstRow + static_cast<std::uint32_t>(block * kCodeBlockRows));
    }
    std::uint32_t bits = 0;
    for (std::uint32_t i = 0; i < kCodeBlockRows; ++i) {
        bits |= static_cast<std::uint32_t>(allowed.has(rowNumbers[block * kCodeBlockRows + i])) << i;
    }
    return bits;
}

void Candidates::tighten()
{
    if (m_waiting.empty()) {
        return;
    }
    // Enough to fill the list of the best at once: while it is not full, nothing can go.
    const std::size_t few = std::min(m_waiting.size(), 2 * kBatchRows + m_best.countMax());
    std::nth_element(m_waiting.begin(), m_waiting.begin() + static_cast<std::ptrdiff_t>(few - 1), m_waiting.end(),
                     morePromising);
    for (std::size_t at = 0; at < few; at += kBatchRows) {
        compare(std::span(m_waiting).subspan(at, std::min(kBatchRows, few - at)));
    }
    m_waiting.erase(m_waiting.begin(), m_waiting.begin() + static_cast<std::ptrdiff_t>(few));
    dropHopeless();
    if (m_waiting.size() > m_task.waitingMax) {
        m_task.gaveUp.store(true, std::memory_order_relaxed);
    }
    m_waitingMax = std::max(m_waitingMax, 2 * m_waiting.size());
}

void Candidates::absorb(const Candidates& other)
{
    for (const Neighbour& neighbour : other.m_best.unsorted()) {
        m_best.offer(neighbour);
    }
    m_waiting.insert(m_waiting.end(), other.m_waiting.begin(), other.m_waiting.end());
    m_compared += other.m_compared;
}

void Candidates::finish(TopList& found)
{
    dropHopeless();
    std::sort(m_waiting.begin(), m_waiting.end(), morePromising);
    for (std::size_t at = 0; at < m_waiting.size() && m_waiting[at].upper >= floor(); at += kBatchRows) {
        compare(std::span(m_waiting).subspan(at, std::min(kBatchRows, m_waiting.size() - at)));
    }
    for (const Neighbour& neighbour : m_best.unsorted()) {
        found.offer(neighbour);
    }
}

float Candidates::floor() const { return std::max(m_best.worstScore(), m_task.floor.load(std::memory_order_relaxed)); }

void Candidates::dropHopeless()
{
    const float least = floor();
    std::erase_if(m_waiting, [least](const Waiting& waiting) { return waiting.upper < least; });
}

void Candidates::compare(std::span<const Waiting> batch)
{
    std::array<std::uint32_t, kBatchRows> listed;
    std::array<float, kBatchRows> scores;
    std::transform(batch.begin(), batch.end(), listed.begin(), [](const Waiting& w) { return w.row; });
    scoreListedRows(m_task.query, m_task.rows.halves, m_task.rows.stride, std::span(listed).first(batch.size()),
                    scores.data());
    for (std::size_t i = 0; i < batch.size(); ++i) {
        m_best.offer({m_task.contents[listed[i]], clampedScore(scores[i])});
    }
    m_compared += batch.size();
    const float worst = m_best.worstScore();
    float known = m_task.floor.load(std::memory_order_relaxed);
    while (worst > known && !m_task.floor.compare_exchange_weak(known, worst, std::memory_order_relaxed)) {
    }
}

} // namespace likeness
