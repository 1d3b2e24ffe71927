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

/// Sums of four queries with two rows stay in registers, those of AVX2 too.
HWY_INLINE void dotTile(const float* queries, const std::uint16_t* rows, std::size_t stride, std::size_t count,
                        float* scores)
{
    const Floats floats;
    const auto zero = hn::Zero(floats);
    auto a0 = zero, a1 = zero, a2 = zero, a3 = zero, b0 = zero, b1 = zero, b2 = zero, b3 = zero;
    for (std::size_t i = 0; i < stride; i += hn::Lanes(floats)) {
        const auto a = loadHalves(rows + i);
        const auto b = loadHalves(rows + stride + i);
        const auto q0 = hn::LoadU(floats, queries + i);
        const auto q1 = hn::LoadU(floats, queries + stride + i);
        const auto q2 = hn::LoadU(floats, queries + 2 * stride + i);
        const auto q3 = hn::LoadU(floats, queries + 3 * stride + i);
        a0 = hn::MulAdd(q0, a, a0);
        a1 = hn::MulAdd(q1, a, a1);
        a2 = hn::MulAdd(q2, a, a2);
        a3 = hn::MulAdd(q3, a, a3);
        b0 = hn::MulAdd(q0, b, b0);
        b1 = hn::MulAdd(q1, b, b1);
        b2 = hn::MulAdd(q2, b, b2);
        b3 = hn::MulAdd(q3, b, b3);
    }
    scores[0] = hn::GetLane(hn::SumOfLanes(floats, a0));
    scores[1] = hn::GetLane(hn::SumOfLanes(floats, b0));
    scores[count] = hn::GetLane(hn::SumOfLanes(floats, a1));
    scores[count + 1] = hn::GetLane(hn::SumOfLanes(floats, b1));
    scores[2 * count] = hn::GetLane(hn::SumOfLanes(floats, a2));
    scores[2 * count + 1] = hn::GetLane(hn::SumOfLanes(floats, b2));
    scores[3 * count] = hn::GetLane(hn::SumOfLanes(floats, a3));
    scores[3 * count + 1] = hn::GetLane(hn::SumOfLanes(floats, b3));
}

void eachKernel(const float* queries, std::size_t queryCount, const std::uint16_t* rows, std::size_t stride,
                std::size_t count, float* scores)
{
    std::size_t query = 0;
    for (; query + 3 < queryCount; query += 4) {
        std::size_t row = 0;
        for (; row + 1 < count; row += 2) {
            dotTile(queries + query * stride, rows + row * stride, stride, count, scores + query * count + row);
        }
        for (; row < count; ++row) {
            for (std::size_t i = 0; i < 4; ++i) {
                scores[(query + i) * count + row]
                    = dotQuery(queries + (query + i) * stride, rows + row * stride, stride);
            }
        }
    }
    for (; query < queryCount; ++query) {
        rowsKernel(queries + query * stride, rows, stride, count, scores + query * count);
    }
}

void floatsKernel(const std::uint16_t* halves, std::size_t count, float* to)
{
    const Floats floats;
    for (std::size_t i = 0; i < count; i += hn::Lanes(floats)) {
        hn::StoreU(loadHalves(halves + i), floats, to + i);
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
HWY_EXPORT(eachKernel);
HWY_EXPORT(floatsKernel);
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

void scoreRowsForEach(const float* queries, std::size_t queryCount, const std::uint16_t* rows, std::size_t stride,
                      std::size_t count, float* scores)
{
    HWY_DYNAMIC_DISPATCH(eachKernel)(queries, queryCount, rows, stride, count, scores);
}

void floatsFromHalves(const std::uint16_t* halves, std::size_t count, float* floats)
{
    HWY_DYNAMIC_DISPATCH(floatsKernel)(halves, count, floats);
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

double dot(std::span<const float> a, std::span<const float> b)
{
    // Four sums let the compiler work on several numbers at once without changing the order of additions.
    std::array<float, 4> sums{};
    for (std::size_t i = 0; i + 3 < a.size(); i += 4) {
        for (std::size_t lane = 0; lane < 4; ++lane) {
            sums[lane] += a[i + lane] * b[i + lane];
        }
    }
    return double{sums[0]} + sums[1] + sums[2] + sums[3];
}

} // namespace likeness
#endif // HWY_ONCE
