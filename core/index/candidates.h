#pragma once

#include "core/index/codes.h"
#include "core/index/graph.h"

namespace likeness {

/// Rows as `Candidates` sees them, and what is asked of them; shared by the threads of one search.
struct CandidateTask {
    const RowBlock& rows;
    std::span<const ContentId> contents; ///< names of the rows
    const float* query = nullptr;        ///< Shape: [stride]
    const RowBits* allowed = nullptr;    ///< null = every row
    std::size_t waitingMax = 0;          ///< gives up when more rows than this have to be compared
    std::atomic<float> floor{-2.0F};     ///< score of the last of the best that any thread knows
    std::atomic<bool> gaveUp{false};
};

/// The rows that codes say can be among the best, and the best of those compared in full.
/// Thread: one.
class Candidates {
public:
    Candidates(CandidateTask& task, std::size_t countMax);

    /// Estimates the rows of `blocks`, which are named by `rowNumbers` or, if that is null, follow each other from
    /// `firstRow`. Those that can reach the floor wait, and the most promising are compared in full whenever they
    /// became too many. Shape: rowNumbers [blocks, 32], `kNoRow` past the end of a list.
    void scan(const CodeQuery& query, const CodeLayout& layout, std::span<const std::byte> blocks,
              const std::uint32_t* rowNumbers, std::uint32_t firstRow);
    /// Compares in full with the most promising few, so that the floor rises and most of the others can go.
    void tighten();
    /// Goes on with what another part left.
    void absorb(const Candidates& other);
    /// Compares in full with all that can still be among the best.
    void finish(TopList& found);

    /// A row has to reach this score to be among the best.
    float floor() const;
    std::size_t waiting() const { return m_waiting.size(); }
    std::size_t compared() const { return m_compared; }

private:
    /// Of the rows of a block, those that are allowed: a bit each.
    std::uint32_t allowedIn(std::size_t block, const std::uint32_t* rowNumbers, std::uint32_t firstRow) const;

    struct Waiting {
        float upper = 0; ///< the row can be as good as this
        std::uint32_t row = 0;
    };

    static bool morePromising(const Waiting& a, const Waiting& b);
    void dropHopeless();
    void compare(std::span<const Waiting> batch);

    CandidateTask& m_task;
    const bool m_asksFirst; // whether a row is allowed, before its code is looked at
    TopList m_best;
    std::vector<Waiting> m_waiting;
    std::size_t m_waitingMax; // more than this calls for tightening
    std::size_t m_compared = 0;
};

/// How many standard deviations an estimate may be too low. A neighbour just good enough is missed in .13 % of the
/// cases, any other more seldom: .9999 of the ten nearest are found, of images and of words alike. 2.5 finds .9995 and
/// compares with a fifth to a third fewer rows. See tests/bench/RESULTS.md, "Index: codes".
inline constexpr float kCodeDeviations = 3.0F;
/// Float sums of about 1,000 numbers below 1, twice.
inline constexpr float kScoreRounding = 1e-5F;
inline constexpr std::uint32_t kNoRow = std::numeric_limits<std::uint32_t>::max();

} // namespace likeness
