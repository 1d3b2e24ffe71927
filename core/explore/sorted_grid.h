#pragma once

#include "core/explore/explore_run.h"
#include "core/explore/vector_rows.h"

namespace likeness {

struct GridOptions {
    static constexpr std::uint32_t kRowsMax = 10'000;

    std::uint64_t seed = 1;
    std::uint32_t columns = 0; ///< 0 = as many as make a square
};

/// Columns of the grid for so many pictures.
std::uint32_t gridColumns(std::uint32_t pictures, const GridOptions& options);

/// Arranges pictures on a grid so that neighbours look alike, left to right and top to bottom without gaps.
/// Shape: result [rows.count()], the row to show at each place. One thread; the same from the same seed.
/// Errors: InvalidInput (more than kRowsMax), Cancelled, OutOfResources.
/// Source: Barthel, Hezel, Jung & Schall 2022, arXiv:2205.04255 (Fast Linear Assignment Sorting); the assignments:
/// Kuhn 1955 as in Jonker & Volgenant 1987.
Result<std::vector<std::uint32_t>> sortOnGrid(const VectorRows& rows, const GridOptions& options,
                                              const ExploreRun& run);

/// How well near places hold near pictures: 1 as well as no grid could, 0 no better than chance. Compares all with all:
/// for some thousands. Shape: `places` as from `sortOnGrid`. Errors: InvalidInput (shape), Cancelled, OutOfResources.
/// Source: the same, section 4 (distance preservation quality, p = 16).
Result<double> measureGrid(const VectorRows& rows, std::span<const std::uint32_t> places, std::uint32_t columns,
                           const ExploreRun& run);

} // namespace likeness
