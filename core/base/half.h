#pragma once

#include <bit>
#include <cstdint>

namespace likeness {

/// IEEE 754 binary16 nearest to `value`, ties to even; beyond ±65504 becomes infinity.
constexpr std::uint16_t halfFromFloat(float value)
{
    const auto bits = std::bit_cast<std::uint32_t>(value);
    const auto sign = static_cast<std::uint16_t>(bits >> 16 & 0x8000U);
    const std::uint32_t magnitude = bits & 0x7FFFFFFFU;
    if (magnitude > 0x7F800000U) {
        return static_cast<std::uint16_t>(sign | 0x7E00U); // not a number
    }
    if (magnitude >= 0x477FF000U) {
        return static_cast<std::uint16_t>(sign | 0x7C00U); // rounds to infinity, or is
    }
    if (magnitude >= 0x38800000U) { // a normal half: re-bias the exponent by 112, drop 13 bits of the fraction
        const std::uint32_t odd = magnitude >> 13 & 1U;
        return static_cast<std::uint16_t>(sign | ((magnitude - (112U << 23) + 0xFFFU + odd) >> 13));
    }
    if (magnitude <= 0x33000000U) {
        return sign; // at most half of the smallest step, 2^-25
    }
    // A subnormal half counts steps of 2^-24.
    const std::uint32_t exponent = magnitude >> 23;
    const std::uint32_t fraction = (magnitude & 0x7FFFFFU) | 0x800000U;
    const std::uint32_t dropped = 126U - exponent;
    const std::uint32_t middle = 1U << (dropped - 1);
    const std::uint32_t odd = fraction >> dropped & 1U;
    return static_cast<std::uint16_t>(sign | ((fraction + middle - 1 + odd) >> dropped));
}

/// The exact value of an IEEE 754 binary16.
constexpr float floatFromHalf(std::uint16_t half)
{
    const std::uint32_t sign = (half & 0x8000U) << 16;
    const std::uint32_t exponent = half >> 10 & 0x1FU;
    const std::uint32_t fraction = half & 0x3FFU;
    if (exponent == 0) {
        const float steps = static_cast<float>(fraction) * 0x1p-24F;
        return sign != 0 ? -steps : steps;
    }
    const std::uint32_t wide = exponent == 31 ? 0x7F800000U : (exponent + 112U) << 23;
    return std::bit_cast<float>(sign | wide | fraction << 13);
}

} // namespace likeness
