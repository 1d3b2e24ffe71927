#pragma once

#include <cstddef>

namespace likeness {

/// Values of a SIFT descriptor: 4 x 4 cells of 8 directions.
inline constexpr std::size_t kSiftValues = 128;

/// Gradients summed by direction on a grid of cells. Layout: [rows, columns, 8].
struct GradientCells {
    const float* sums = nullptr;
    std::size_t rows = 0;
    std::size_t columns = 0;

    /// How many descriptors whose cells are `apart` cells from one another lie above and beside each other.
    std::size_t down(std::size_t apart) const { return rows > 3 * apart ? rows - 3 * apart : 0; }
    std::size_t across(std::size_t apart) const { return columns > 3 * apart ? columns - 3 * apart : 0; }
};

/// Every descriptor on the grid whose length is above `contrastMin`, brought to unit length, cut off at .2, brought to
/// unit length again and its values replaced by their square roots. One pass over memory; the processor's widest
/// vectors. Shape: `values` has room for [down x across, 128], `places` for [down x across, 2] (x, y of the middle,
/// each about -0.5..0.5); returns how many were kept. Thread: any. Source: Lowe 2004 (SIFT); Arandjelovic, Zisserman
/// 2012 (square roots).
std::size_t siftDescriptors(const GradientCells& cells, std::size_t apart, float contrastMin, float* values,
                            float* places);

} // namespace likeness
