#include "core/index/rotation.h"

#include <bit>
#include <cmath>

namespace likeness {
namespace {

/// Source: Steele, Lea & Flood 2014 (SplitMix64). Written out because the sequence is part of the file format.
class SignSource {
public:
    explicit SignSource(std::uint64_t seed)
        : m_state(seed)
    {
    }

    std::uint64_t next()
    {
        m_state += 0x9E3779B97F4A7C15ULL;
        std::uint64_t mixed = m_state;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9ULL;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBULL;
        return mixed ^ (mixed >> 31);
    }

private:
    std::uint64_t m_state;
};

void hadamard(float* values, std::size_t count)
{
    for (std::size_t half = 1; half < count; half *= 2) {
        for (std::size_t first = 0; first < count; first += 2 * half) {
            for (std::size_t i = first; i < first + half; ++i) {
                const float a = values[i];
                const float b = values[i + half];
                values[i] = a + b;
                values[i + half] = a - b;
            }
        }
    }
}

} // namespace

Rotation::Rotation(std::size_t width, std::uint64_t seed)
    : m_width(width)
    , m_block(std::bit_floor(width))
    , m_scale(1.0F / std::sqrt(static_cast<float>(m_block)))
    , m_signs(kRounds * width)
{
    SignSource source(seed);
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < m_signs.size(); ++i) {
        bits = i % 64 == 0 ? source.next() : bits >> 1;
        m_signs[i] = (bits & 1U) != 0 ? 1.0F : -1.0F;
    }
}

void Rotation::apply(std::span<float> values) const
{
    constexpr float kSqrtHalf = 0.70710678F;
    for (std::size_t round = 0; round < kRounds; ++round) {
        const float* signs = m_signs.data() + round * m_width;
        for (std::size_t i = 0; i < m_width; ++i) {
            values[i] *= signs[i];
        }
        float* block = round % 2 == 0 ? values.data() : values.data() + (m_width - m_block);
        hadamard(block, m_block);
        for (std::size_t i = 0; i < m_block; ++i) {
            block[i] *= m_scale;
        }
        if (m_block == m_width) {
            continue; // the step below would only undo the last one of the transform
        }
        const std::size_t half = m_width / 2;
        for (std::size_t i = 0; i < half; ++i) {
            const float a = values[i];
            const float b = values[i + half];
            values[i] = (a + b) * kSqrtHalf;
            values[i + half] = (a - b) * kSqrtHalf;
        }
    }
}

} // namespace likeness
