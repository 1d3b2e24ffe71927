// Compiled once for each kind of processor; the one that fits is taken at run time.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/embed/sift_descriptors.cpp"
#include <hwy/foreach_target.h>
// After foreach_target.h, as Highway asks for.
#include "core/embed/sift_descriptors.h"

#include <cmath>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace likeness::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

constexpr std::size_t kDirections = 8;
constexpr float kValueMax = 0.2F;        // Lowe: one strong edge must not drown the others
constexpr float kFlatness = 0.02F;       // added to the length: what is nearly flat stays short
constexpr float kLengthMin = 1e-3F;      // added to the second length
using Directions = HWY_CAPPED(float, 8); // the directions of one cell, or a part of them

/// Copies the 16 cells of a descriptor to `values`. Returns its length.
HWY_INLINE float gather(const float* corner, std::size_t apart, std::size_t columns, float* values)
{
    const Directions d;
    auto sum = hn::Zero(d);
    for (std::size_t row = 0; row < 4; ++row) {
        for (std::size_t column = 0; column < 4; ++column) {
            const float* cell = corner + (row * columns + column) * apart * kDirections;
            for (std::size_t i = 0; i < kDirections; i += hn::Lanes(d), values += hn::Lanes(d)) {
                const auto part = hn::LoadU(d, cell + i);
                hn::StoreU(part, d, values);
                sum = hn::MulAdd(part, part, sum);
            }
        }
    }
    return std::sqrt(hn::GetLane(hn::SumOfLanes(d, sum)));
}

HWY_INLINE void normalise(float* values, float length)
{
    const Directions d;
    const auto scale = hn::Set(d, 1 / (length + kFlatness));
    const auto most = hn::Set(d, kValueMax);
    auto sum = hn::Zero(d);
    for (std::size_t i = 0; i < kSiftValues; i += hn::Lanes(d)) {
        const auto part = hn::Min(hn::Mul(hn::LoadU(d, values + i), scale), most);
        hn::StoreU(part, d, values + i);
        sum = hn::MulAdd(part, part, sum);
    }
    const auto again = hn::Set(d, 1 / (std::sqrt(hn::GetLane(hn::SumOfLanes(d, sum))) + kLengthMin));
    for (std::size_t i = 0; i < kSiftValues; i += hn::Lanes(d)) {
        hn::StoreU(hn::Sqrt(hn::Mul(hn::LoadU(d, values + i), again)), d, values + i);
    }
}

std::size_t descriptorsKernel(const GradientCells& cells, std::size_t apart, float contrastMin, float* values,
                              float* places)
{
    const auto place = [apart](std::size_t first, std::size_t extent) {
        return (static_cast<float>(first) + 1.5F * static_cast<float>(apart)) / static_cast<float>(extent - 1) - 0.5F;
    };
    std::size_t kept = 0;
    for (std::size_t y = 0; y < cells.down(apart); ++y) {
        for (std::size_t x = 0; x < cells.across(apart); ++x) {
            float* to = values + kept * kSiftValues;
            const float length = gather(cells.sums + (y * cells.columns + x) * kDirections, apart, cells.columns, to);
            if (length > contrastMin) {
                normalise(to, length);
                places[2 * kept] = place(x, cells.columns);
                places[2 * kept + 1] = place(y, cells.rows);
                ++kept;
            }
        }
    }
    return kept;
}

} // namespace likeness::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace likeness {

HWY_EXPORT(descriptorsKernel);

std::size_t siftDescriptors(const GradientCells& cells, std::size_t apart, float contrastMin, float* values,
                            float* places)
{
    return HWY_DYNAMIC_DISPATCH(descriptorsKernel)(cells, apart, contrastMin, values, places);
}

} // namespace likeness
#endif // HWY_ONCE
