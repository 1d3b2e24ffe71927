#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace likeness {

/// Rows are padded with zeros to a multiple of this many halves, so that the kernels need no tail.
inline constexpr std::size_t kRowAlignment = 32;

/// Halves from the start of one row to the start of the next.
constexpr std::size_t rowStride(int dimension)
{
    return (static_cast<std::size_t>(dimension) + kRowAlignment - 1) / kRowAlignment * kRowAlignment;
}

/// Dot products of `query` with `count` rows that lie one after the other. The fastest instructions of this processor
/// are chosen at run time. Shape: query [stride], rows [count, stride], scores [count].
/// Thread: any.
void scoreRows(const float* query, const std::uint16_t* rows, std::size_t stride, std::size_t count, float* scores);

/// The same for the rows named in `listed`, in any order.
void scoreListedRows(const float* query, const std::uint16_t* rows, std::size_t stride,
                     std::span<const std::uint32_t> listed, float* scores);

/// The same for several queries: queries and rows are read once for many sums. Shape: queries [queryCount, stride],
/// rows [count, stride], scores [queryCount, count].
void scoreRowsForEach(const float* queries, std::size_t queryCount, const std::uint16_t* rows, std::size_t stride,
                      std::size_t count, float* scores);

/// Shape: [count] each; a multiple of `kRowAlignment`.
void floatsFromHalves(const std::uint16_t* halves, std::size_t count, float* floats);

/// Dot product of two rows. Shape: [stride] each.
float dotHalves(const std::uint16_t* a, const std::uint16_t* b, std::size_t stride);

/// Shape: [n] each, n a multiple of 4.
double dot(std::span<const float> a, std::span<const float> b);

/// IEEE half floats, rounded to nearest even.
std::vector<std::uint16_t> halvesFromFloats(std::span<const float> values);

} // namespace likeness
