#include "core/index/codes.h"

#include "core/index/dot.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

namespace likeness {
namespace {

// Distance of the levels, in standard deviations, with the least square error for a normal distribution.
// Source: Max 1960, "Quantizing for minimum distortion", uniform quantisers of 2, 4 and 16 levels.
float firstStep(int bits) { return bits == 1 ? 1.596F : bits == 2 ? 0.9957F : 0.3352F; }

struct RowTerms {
    float scale = 0;
    float alongCentre = 0;
    float error = 0;
};

RowTerms termsIn(const std::byte* block, std::size_t row)
{
    RowTerms terms;
    std::memcpy(&terms.scale, block + row * sizeof(float), sizeof(float));
    std::memcpy(&terms.alongCentre, block + (kCodeBlockRows + row) * sizeof(float), sizeof(float));
    std::memcpy(&terms.error, block + (2 * kCodeBlockRows + row) * sizeof(float), sizeof(float));
    return terms;
}

void putTerms(std::byte* block, std::size_t row, const RowTerms& terms)
{
    std::memcpy(block + row * sizeof(float), &terms.scale, sizeof(float));
    std::memcpy(block + (kCodeBlockRows + row) * sizeof(float), &terms.alongCentre, sizeof(float));
    std::memcpy(block + (2 * kCodeBlockRows + row) * sizeof(float), &terms.error, sizeof(float));
}

constexpr std::size_t kTermBytes = kCodeBlockRows * 3 * sizeof(float);

unsigned groupOf(const std::byte* block, std::size_t group, std::size_t row)
{
    const auto both = std::to_integer<unsigned>(block[kTermBytes + group * 16 + row % 16]);
    return row < 16 ? both & 0xFU : both >> 4;
}

void putGroup(std::byte* block, std::size_t group, std::size_t row, unsigned value)
{
    block[kTermBytes + group * 16 + row % 16] |= static_cast<std::byte>(row < 16 ? value : value << 4);
}

} // namespace

CodeSpace::CodeSpace(CodeLayout layout, std::uint64_t seed, std::vector<float> centre)
    : m_layout(layout)
    , m_rotation(layout.stride, seed)
    , m_centre(std::move(centre))
    , m_centreSquared(static_cast<float>(dot(m_centre, m_centre)))
{
}

void CodeSpace::encode(const std::uint16_t* halves, std::span<const float> origin, std::byte* block,
                       std::size_t rowInBlock) const
{
    const std::size_t stride = m_layout.stride;
    std::vector<float> rest(stride);
    floatsFromHalves(halves, stride, rest.data());
    std::transform(rest.begin(), rest.end(), origin.begin(), rest.begin(), std::minus<>());
    RowTerms terms;
    terms.alongCentre = static_cast<float>(dot(m_centre, rest));
    const double squared = dot(rest, rest);
    const auto length = static_cast<float>(std::sqrt(squared));
    constexpr float kNothing = 1e-6F; // far below the rounding of half floats
    if (length < kNothing) {
        terms.error = length;
        putTerms(block, rowInBlock, terms);
        return;
    }
    m_rotation.apply(rest);

    // Rounds, fits the distance of the levels to what came out, and rounds again.
    const auto levels = static_cast<float>(1U << static_cast<unsigned>(m_layout.bits));
    const float middle = (levels - 1.0F) / 2.0F;
    std::vector<float> code(stride);
    float step = firstStep(m_layout.bits) * length / std::sqrt(static_cast<float>(stride));
    double along = 0, codeSquared = 0;
    const int rounds = m_layout.bits == 1 ? 1 : 4; // signs do not depend on the distance
    for (int round = 0; round < rounds; ++round) {
        const float perStep = 1.0F / step;
        for (std::size_t i = 0; i < stride; ++i) {
            const float level = rest[i] * perStep + levels / 2.0F; // truncated below: rounds to the level beneath
            code[i] = static_cast<float>(static_cast<int>(std::clamp(level, 0.0F, levels - 1.0F))) - middle;
        }
        along = dot(rest, code);
        codeSquared = dot(code, code);
        step = static_cast<float>(along / codeSquared);
    }
    terms.scale = static_cast<float>(squared / along);
    const double cosine = std::min(1.0, along / (std::sqrt(codeSquared) * length));
    const double tangent = std::sqrt(1.0 - cosine * cosine) / cosine;
    terms.error = static_cast<float>(length * tangent / std::sqrt(static_cast<double>(stride - 1)));
    putTerms(block, rowInBlock, terms);

    const std::size_t perGroup = m_layout.numbersPerGroup();
    for (std::size_t group = 0; group < stride / perGroup; ++group) {
        unsigned value = 0;
        for (std::size_t i = 0; i < perGroup; ++i) {
            const auto level = static_cast<unsigned>(code[group * perGroup + i] + middle);
            value |= level << (i * static_cast<unsigned>(m_layout.bits));
        }
        putGroup(block, group, rowInBlock, value);
    }
}

CodeQuery CodeSpace::prepare(const float* query, float deviations) const
{
    const std::size_t stride = m_layout.stride;
    const std::span<const float> whole(query, stride);
    CodeQuery ready;
    ready.constant = static_cast<float>(dot(whole, m_centre));
    ready.centreWeight = m_centreSquared > 0 ? ready.constant / m_centreSquared : 0.0F;
    std::vector<float> rest(stride);
    for (std::size_t i = 0; i < stride; ++i) {
        rest[i] = query[i] - ready.centreWeight * m_centre[i];
    }
    const auto length = static_cast<float>(std::sqrt(dot(rest, rest)));
    m_rotation.apply(rest);

    const std::size_t perGroup = m_layout.numbersPerGroup();
    const auto bits = static_cast<unsigned>(m_layout.bits);
    const float middle = static_cast<float>((1U << bits) - 1) / 2.0F;
    const std::size_t used = stride / perGroup;
    std::vector<float> sums(used * 16);
    std::vector<float> least(used);
    float widest = 0;
    for (std::size_t group = 0; group < used; ++group) {
        float* of = sums.data() + group * 16;
        std::size_t made = 1; // sums over the numbers before; each number multiplies them by its levels
        float farthest = 0;   // of the sums, from zero
        for (std::size_t i = 0; i < perGroup; ++i) {
            const float number = rest[group * perGroup + i];
            farthest += std::abs(number) * middle;
            for (std::size_t level = 1U << bits; level-- > 0;) {
                const float part = number * (static_cast<float>(level) - middle);
                for (std::size_t value = 0; value < made; ++value) {
                    of[level * made + value] = of[value] + part;
                }
            }
            made <<= bits;
        }
        least[group] = -farthest;
        widest = std::max(widest, 2 * farthest);
    }
    ready.step = widest > 0 ? widest / static_cast<float>(kTableEntryMax) : 1.0F;
    const float perStep = 1.0F / ready.step;
    ready.tables.assign(m_layout.groups() * 16, 0);
    double offset = 0;
    for (std::size_t group = 0; group < used; ++group) {
        offset += least[group];
        for (std::size_t value = 0; value < 16; ++value) {
            const float entry = (sums[group * 16 + value] - least[group]) * perStep;
            ready.tables[group * 16 + value] = static_cast<std::uint8_t>(std::clamp(entry + 0.5F, 0.0F, 63.0F));
        }
    }
    // Rounding the entries adds an error of its own, evenly distributed over a step in each group.
    const float rounding = ready.step * std::sqrt(static_cast<float>(used) / 12.0F);
    ready.allowance = deviations * rounding;
    ready.offset = static_cast<float>(offset) + ready.allowance;
    ready.spread = deviations * length;
    return ready;
}

void copyCode(const CodeLayout& layout, const std::byte* fromBlock, std::size_t fromRow, std::byte* toBlock,
              std::size_t toRow)
{
    putTerms(toBlock, toRow, termsIn(fromBlock, fromRow));
    for (std::size_t group = 0; group < layout.groups(); ++group) {
        putGroup(toBlock, group, toRow, groupOf(fromBlock, group, fromRow));
    }
}

} // namespace likeness
