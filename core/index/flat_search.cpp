#include "core/index/flat_search.h"

#include "core/index/dot.h"
#include "core/index/row_set.h"

#include <array>
#include <future>

namespace likeness {
namespace {

// A neighbour just good enough is missed in .13 % of the cases, any other more seldom: .9999 of the ten nearest are
// found, of images and of words alike. 2.5 finds .9995 and compares with a fifth to a third fewer rows. See
// tests/bench/RESULTS.md, "Index: codes".
constexpr float kDeviations = 3.0F;
// Float sums of about 1,000 numbers below 1, twice.
constexpr float kRounding = 1e-5F;

constexpr std::size_t kStepBlocks = 64; // their scores stay in the first-level cache
constexpr std::size_t kBatchRows = 32;

/// A row that can be as good as `upper`.
struct Waiting {
    float upper = 0;
    std::uint32_t row = 0;
};

bool morePromising(const Waiting& a, const Waiting& b)
{
    return a.upper != b.upper ? a.upper > b.upper : a.row < b.row;
}

struct Task {
    const CodesView& codes;
    const RowBlock& rows;
    std::span<const ContentId> contents;
    const FlatQuery& query;
    const std::function<bool(std::uint32_t)>* allowed;
    CodeQuery ready;
    std::atomic<float> floor{-2.0F}; ///< as good as this is the last of the best that any thread knows
    std::atomic<bool> gaveUp{false};
};

/// Searches some of the blocks.
class PartSearch {
public:
    PartSearch(Task& task, std::size_t countMax)
        : m_task(task)
        , m_best(countMax)
        , m_waitingMax(4 * countMax + 256)
    {
    }

    void scan(std::size_t firstBlock, std::size_t endBlock)
    {
        const CodeLayout& layout = m_task.codes.space.layout();
        std::array<float, kStepBlocks * kCodeBlockRows> scores;
        std::array<std::uint32_t, kStepBlocks> reaching;
        for (std::size_t block = firstBlock; block < endBlock && !m_task.gaveUp.load(std::memory_order_relaxed);
             block += kStepBlocks) {
            const std::size_t count = std::min(kStepBlocks, endBlock - block);
            scoreCodes(m_task.ready, layout,
                       m_task.codes.blocks.subspan(block * layout.blockBytes(), count * layout.blockBytes()),
                       m_task.floor.load(std::memory_order_relaxed), scores.data(), reaching.data());
            for (std::size_t i = 0; i < count; ++i) {
                for (std::uint32_t bits = reaching[i]; bits != 0; bits &= bits - 1) {
                    const auto inBlock = static_cast<std::size_t>(std::countr_zero(bits));
                    take(static_cast<std::uint32_t>((block + i) * kCodeBlockRows + inBlock),
                         scores[i * kCodeBlockRows + inBlock]);
                }
            }
            if (m_waiting.size() > m_waitingMax) {
                tighten();
            }
        }
    }

    /// Goes on with what another part left.
    void absorb(const PartSearch& other)
    {
        for (const Neighbour& neighbour : other.m_best.unsorted()) {
            m_best.offer(neighbour);
        }
        m_waiting.insert(m_waiting.end(), other.m_waiting.begin(), other.m_waiting.end());
        m_compared += other.m_compared;
    }

    /// Compares in full with all that can still be among the best.
    void finish(TopList& found)
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

    std::size_t compared() const { return m_compared; }

private:
    float floor() const { return std::max(m_best.worstScore(), m_task.floor.load(std::memory_order_relaxed)); }

    void take(std::uint32_t row, float upper)
    {
        if (row < m_task.rows.count && (!m_task.allowed || (*m_task.allowed)(row))) {
            m_waiting.push_back({upper, row});
        }
    }

    /// Compares in full with the most promising few, so that the floor rises and most of the others can go.
    void tighten()
    {
        // Enough to fill the list of the best at once: while it is not full, nothing can go.
        const std::size_t few = std::min(m_waiting.size(), 2 * kBatchRows + m_best.countMax());
        std::nth_element(m_waiting.begin(), m_waiting.begin() + static_cast<std::ptrdiff_t>(few - 1), m_waiting.end(),
                         morePromising);
        for (std::size_t at = 0; at < few; at += kBatchRows) {
            compare(std::span(m_waiting).subspan(at, std::min(kBatchRows, few - at)));
        }
        m_waiting.erase(m_waiting.begin(), m_waiting.begin() + static_cast<std::ptrdiff_t>(few));
        dropHopeless();
        if (m_waiting.size() > m_task.query.waitingMax) {
            m_task.gaveUp.store(true, std::memory_order_relaxed);
        }
        m_waitingMax = std::max(m_waitingMax, 2 * m_waiting.size());
    }

    void dropHopeless()
    {
        const float least = floor();
        std::erase_if(m_waiting, [least](const Waiting& waiting) { return waiting.upper < least; });
    }

    void compare(std::span<const Waiting> batch)
    {
        std::array<std::uint32_t, kBatchRows> listed;
        std::array<float, kBatchRows> scores;
        std::transform(batch.begin(), batch.end(), listed.begin(), [](const Waiting& w) { return w.row; });
        scoreListedRows(m_task.query.query, m_task.rows.halves, m_task.rows.stride,
                        std::span(listed).first(batch.size()), scores.data());
        for (std::size_t i = 0; i < batch.size(); ++i) {
            m_best.offer({m_task.contents[listed[i]], clampedScore(scores[i])});
        }
        m_compared += batch.size();
        const float worst = m_best.worstScore();
        float known = m_task.floor.load(std::memory_order_relaxed);
        while (worst > known && !m_task.floor.compare_exchange_weak(known, worst, std::memory_order_relaxed)) {
        }
    }

    Task& m_task;
    TopList m_best;
    std::vector<Waiting> m_waiting;
    std::size_t m_waitingMax; // more than this calls for tightening
    std::size_t m_compared = 0;
};

} // namespace

bool searchCodes(const CodesView& codes, const RowBlock& rows, std::span<const ContentId> contents,
                 const FlatQuery& query, const std::function<bool(std::uint32_t)>* allowed, TopList& found,
                 std::size_t* comparedCount)
{
    Task task{codes, rows, contents, query, allowed, codes.space.prepare(query.query, kDeviations)};
    task.ready.constant += kRounding;
    const std::size_t blocks = CodeLayout::blocksOf(rows.count);
    const auto threads = static_cast<std::size_t>(std::max(1, query.threads));
    const std::size_t perPart = (blocks + threads - 1) / threads;
    std::vector<PartSearch> parts(threads, PartSearch(task, found.countMax()));
    std::vector<std::future<void>> others;
    for (std::size_t i = 1; i < threads; ++i) {
        others.push_back(std::async(std::launch::async, [&parts, perPart, blocks, i] {
            parts[i].scan(std::min(blocks, i * perPart), std::min(blocks, (i + 1) * perPart));
        }));
    }
    parts[0].scan(0, std::min(blocks, perPart));
    for (std::size_t i = 1; i < threads; ++i) {
        others[i - 1].get();
        parts[0].absorb(parts[i]);
    }
    if (task.gaveUp.load()) {
        return false;
    }
    parts[0].finish(found);
    if (comparedCount) {
        *comparedCount = parts[0].compared();
    }
    return true;
}

} // namespace likeness
