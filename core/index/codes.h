#pragma once

#include "core/index/rotation.h"

#include <utility>

namespace likeness {

/// Rows that share a block of codes.
inline constexpr std::size_t kCodeBlockRows = 32;

/// How codes lie in memory and in files.
///
/// A vector minus the centre is rotated and each number of it rounded to one of 2^bits levels. Four bits, of one, two
/// or four numbers, are a *group*. A block holds 32 rows:
///   f32[32] scale · f32[32] alongCentre · f32[32] error · u8[groups][16], where byte i of a group has row i in its
///   lower four bits and row i + 16 in its upper ones
/// so that one shuffle instruction looks a group of 16 rows up in a table of 16 sums. Rows past the end are zeros.
struct CodeLayout {
    std::size_t stride = 0; ///< numbers of a vector, padded; see `rowStride`
    int bits = 0;           ///< 1, 2 or 4

    std::size_t numbersPerGroup() const { return 4 / static_cast<std::size_t>(bits); }
    /// A multiple of 16, so that the kernels need no tail.
    std::size_t groups() const { return (stride / numbersPerGroup() + 15) / 16 * 16; }
    std::size_t blockBytes() const { return kCodeBlockRows * 3 * sizeof(float) + groups() * 16; }
    static std::size_t blocksOf(std::size_t rows) { return (rows + kCodeBlockRows - 1) / kCodeBlockRows; }
};

/// A query made ready for codes.
///
/// The score of a row is about constant + alongCentre * centreWeight + scale * (step * sum of table entries + offset),
/// give or take error * spread.
struct CodeQuery {
    std::vector<std::uint8_t> tables; ///< Shape: [groups, 16]; entries at most `kTableEntryMax`
    float constant = 0;
    float centreWeight = 0;
    float step = 0;
    float offset = 0;
    float spread = 0;
    float allowance = 0; ///< part of `offset`: for the rounding of the tables

    /// The same without allowance for errors: estimates that are too low as often as too high.
    CodeQuery unbiased() const
    {
        CodeQuery plain = *this;
        plain.offset -= std::exchange(plain.allowance, 0.0F);
        plain.spread = 0;
        return plain;
    }
};

/// Four entries add up in a byte without overflow.
inline constexpr unsigned kTableEntryMax = 63;

/// What codes and queries share: a centre and a rotation.
///
/// The estimate of a dot product is unbiased over random rotations, and its error is normal with a deviation that is
/// known for each row: |r| tan(angle between vector and code) |q| / sqrt(stride - 1).
/// Source: Gao & Long 2024, arXiv:2405.12497 (one bit, estimate and bound); Gao et al. 2024, arXiv:2409.09913 (more
/// bits). Unlike there, what the query has along the centre is taken out exactly: `alongCentre` is stored, so words,
/// which lie aside from all images, cost no accuracy for that.
/// Thread: any.
class CodeSpace {
public:
    /// Shape: centre [stride].
    CodeSpace(CodeLayout layout, std::uint64_t seed, std::vector<float> centre);

    const CodeLayout& layout() const { return m_layout; }
    std::span<const float> centre() const { return m_centre; }

    /// Writes the code of a row around `origin` into its place in a block, which must be zero there. Where the origin
    /// is not the centre, the constant of a query is the score of the origin. Shape: halves [stride], origin [stride].
    void encode(const std::uint16_t* halves, std::span<const float> origin, std::byte* block,
                std::size_t rowInBlock) const;
    void encode(const std::uint16_t* halves, std::byte* block, std::size_t rowInBlock) const
    {
        encode(halves, m_centre, block, rowInBlock);
    }
    /// Makes ready for scores that are at most `deviations` standard deviations of the estimate too low.
    /// Shape: query [stride].
    CodeQuery prepare(const float* query, float deviations) const;

private:
    CodeLayout m_layout;
    Rotation m_rotation;
    std::vector<float> m_centre;
    float m_centreSquared = 0;
};

/// Copies the code of one row to another place of the same layout, which must be zero.
void copyCode(const CodeLayout& layout, const std::byte* fromBlock, std::size_t fromRow, std::byte* toBlock,
              std::size_t toRow);

/// Estimates the scores of all rows of `blockCount` blocks from above. Writes them, and for each block a bit for every
/// row that reaches `floor`. The fastest instructions of this processor are chosen at run time; all give the same bits.
/// Shape: scores [blockCount, 32], reaching [blockCount].
/// Thread: any.
void scoreCodes(const CodeQuery& query, const CodeLayout& layout, std::span<const std::byte> blocks, float floor,
                float* scores, std::uint32_t* reaching);

} // namespace likeness
