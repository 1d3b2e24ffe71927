#pragma once

#include "core/api/types.h"

#include <bit>
#include <span>
#include <vector>

namespace likeness {

/// Dot products of `query` with the rows named in `listed`. It comes from outside because the fast one belongs to the
/// index: `scoreListedRows` of core/index/dot.h has this shape.
/// Shape: query [stride], rows [count, stride], scores [listed.size()]. Thread: any.
using ScoreListedRows = void (*)(const float* query, const std::uint16_t* rows, std::size_t stride,
                                 std::span<const std::uint32_t> listed, float* scores);

/// Unit-length embeddings that lie one after the other, one for each content. Nothing here owns memory.
struct VectorRows {
    std::span<const ContentId> contents;   ///< ascending
    const std::uint16_t* halves = nullptr; ///< Shape: [contents.size(), stride], IEEE half floats
    std::size_t stride = 0;                ///< what is past the dimension is zero
    ScoreListedRows scoreListed = nullptr;

    std::uint32_t count() const { return static_cast<std::uint32_t>(contents.size()); }
    const std::uint16_t* row(std::uint32_t index) const { return halves + std::size_t{index} * stride; }

    /// Writes a row as floats. Shape: `out` is [stride].
    void copyRow(std::uint32_t index, float* out) const
    {
        // Unlike floatFromHalf without a branch, so that the compiler makes vector instructions of it; infinities and
        // NaN, which no embedding has, become large numbers.
        const std::uint16_t* from = row(index);
        for (std::size_t i = 0; i < stride; ++i) {
            const std::uint32_t half = from[i];
            const float magnitude = std::bit_cast<float>((half & 0x7FFFU) << 13) * 0x1p112F;
            out[i] = std::bit_cast<float>(std::bit_cast<std::uint32_t>(magnitude) | (half & 0x8000U) << 16);
        }
    }

    /// Cosine of a row, given as floats, with another.
    float score(const float* query, std::uint32_t other) const
    {
        float result = 0;
        scoreListed(query, halves, stride, std::span(&other, 1), &result);
        return result;
    }
};

} // namespace likeness
