// Highway compiles this file once per instruction set (foreach_target) and chooses at run time.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/index/dot.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "core/index/dot.h"

HWY_BEFORE_NAMESPACE();
namespace likeness::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

// At most 16 lanes and two sums: `kRowAlignment` halves are then a whole number of steps on every processor.
using Floats = hn::CappedTag<float, 16>;
using Halves = hn::Rebind<hwy::float16_t, Floats>;

HWY_INLINE hn::Vec<Floats> loadHalves(const std::uint16_t* from)
{
    return hn::PromoteTo(Floats(), hn::LoadU(Halves(), reinterpret_cast<const hwy::float16_t*>(from)));
}

HWY_INLINE float dotQuery(const float* query, const std::uint16_t* row, std::size_t stride)
{
    const Floats floats;
    const std::size_t lanes = hn::Lanes(floats);
    auto even = hn::Zero(floats);
    auto odd = hn::Zero(floats);
    for (std::size_t i = 0; i < stride; i += 2 * lanes) {
        even = hn::MulAdd(hn::LoadU(floats, query + i), loadHalves(row + i), even);
        odd = hn::MulAdd(hn::LoadU(floats, query + i + lanes), loadHalves(row + i + lanes), odd);
    }
    return hn::GetLane(hn::SumOfLanes(floats, hn::Add(even, odd)));
}

void rowsKernel(const float* query, const std::uint16_t* rows, std::size_t stride, std::size_t count, float* scores)
{
    for (std::size_t i = 0; i < count; ++i) {
        scores[i] = dotQuery(query, rows + i * stride, stride);
    }
}

void listedKernel(const float* query, const std::uint16_t* rows, std::size_t stride, const std::uint32_t* listed,
                  std::size_t count, float* scores)
{
    // Asking the memory for the next rows early made no difference here (47,000 rows of 384).
    for (std::size_t i = 0; i < count; ++i) {
        scores[i] = dotQuery(query, rows + std::size_t{listed[i]} * stride, stride);
    }
}

float halvesKernel(const std::uint16_t* a, const std::uint16_t* b, std::size_t stride)
{
    const Floats floats;
    const std::size_t lanes = hn::Lanes(floats);
    auto even = hn::Zero(floats);
    auto odd = hn::Zero(floats);
    for (std::size_t i = 0; i < stride; i += 2 * lanes) {
        even = hn::MulAdd(loadHalves(a + i), loadHalves(b + i), even);
        odd = hn::MulAdd(loadHalves(a + i + lanes), loadHalves(b + i + lanes), odd);
    }
    return hn::GetLane(hn::SumOfLanes(floats, hn::Add(even, odd)));
}

} // namespace likeness::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
#include "core/base/half.h"

namespace likeness {
HWY_EXPORT(rowsKernel);
HWY_EXPORT(listedKernel);
HWY_EXPORT(halvesKernel);

void scoreRows(const float* query, const std::uint16_t* rows, std::size_t stride, std::size_t count, float* scores)
{
    HWY_DYNAMIC_DISPATCH(rowsKernel)(query, rows, stride, count, scores);
}

void scoreListedRows(const float* query, const std::uint16_t* rows, std::size_t stride,
                     std::span<const std::uint32_t> listed, float* scores)
{
    HWY_DYNAMIC_DISPATCH(listedKernel)(query, rows, stride, listed.data(), listed.size(), scores);
}

float dotHalves(const std::uint16_t* a, const std::uint16_t* b, std::size_t stride)
{
    return HWY_DYNAMIC_DISPATCH(halvesKernel)(a, b, stride);
}

std::vector<std::uint16_t> halvesFromFloats(std::span<const float> values)
{
    std::vector<std::uint16_t> halves(values.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
        halves[i] = halfFromFloat(values[i]);
    }
    return halves;
}

} // namespace likeness
#endif // HWY_ONCE
