#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace likeness {

/// A random rotation, the same for the same seed and width. It spreads what a vector holds evenly over all numbers, so
/// that each deserves the same few bits.
///
/// Four rounds of random signs and a fast Hadamard transform, `width` x log `width` instead of `width` squared. Where
/// the width is no power of two, the transform takes as many of the numbers as make one, the first and the last by
/// turns, and another step mixes the two halves.
/// Source: Ailon & Chazelle 2009 (fast Johnson-Lindenstrauss transform); Andoni et al. 2015, arXiv:1509.02897.
/// Thread: any.
class Rotation {
public:
    /// `width` must be even.
    Rotation(std::size_t width, std::uint64_t seed);

    /// Shape: values [width].
    void apply(std::span<float> values) const;

private:
    static constexpr std::size_t kRounds = 4;

    std::size_t m_width;
    std::size_t m_block;        ///< largest power of two that fits into the width
    float m_scale;              ///< keeps lengths through a transform of a block
    std::vector<float> m_signs; ///< Shape: [kRounds, width], 1 or -1
};

} // namespace likeness
