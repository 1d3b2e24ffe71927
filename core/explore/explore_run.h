#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <functional>
#include <stop_token>

namespace likeness {

/// How a long computation over the whole collection is run. What it answers never depends on `threads`.
struct ExploreRun {
    int threads = 0;                      ///< 0 = one for each core
    std::stop_token stop;                 ///< asked about every few milliseconds; the answer is then Cancelled
    std::function<void(double)> progress; ///< share done, 0..1, never falling; called on the calling thread

    /// The same run, whose progress goes from `from` to `to` of the whole.
    ExploreRun part(double from, double to) const;
    /// The same run without progress, for one of many steps.
    ExploreRun quiet() const { return {threads, stop, {}}; }
    void report(double share) const;
};

/// Calls `body(begin, end)` for blocks that together cover 0..count, on several threads at once. Which thread gets
/// which block is left to chance, so a body writes only what belongs to its block, or what comes out the same in any
/// order. Errors: Cancelled, OutOfResources, Internal (the body threw).
Status inBlocks(std::size_t count, std::size_t blockSize, const ExploreRun& run,
                const std::function<void(std::size_t begin, std::size_t end)>& body);

/// A number as good as random, the same for the same three: what several threads need in place of a generator.
/// Source: Steele, Lea & Flood 2014, "Fast splittable pseudorandom number generators" (SplitMix64's mixing step).
constexpr std::uint64_t mixedBits(std::uint64_t seed, std::uint64_t a, std::uint64_t b = 0)
{
    std::uint64_t x = seed + 0x9E3779B97F4A7C15U * (a + 1) + 0xD1B54A32D192ED03U * (b + 1);
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9U;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBU;
    return x ^ (x >> 31);
}

/// Numbers in a row from one seed. Source: as above.
class MixedSequence {
public:
    explicit MixedSequence(std::uint64_t seed)
        : m_state(seed)
    {
    }

    std::uint64_t next() { return mixedBits(m_state += 0x9E3779B97F4A7C15U, 0); }
    /// 0..count-1.
    std::uint32_t below(std::uint32_t count)
    {
        return static_cast<std::uint32_t>(((next() >> 32) * std::uint64_t{count}) >> 32);
    }
    /// 0..1, without 1.
    double share() { return static_cast<double>(next() >> 11) * 0x1p-53; }

private:
    std::uint64_t m_state;
};

} // namespace likeness
