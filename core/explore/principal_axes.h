#pragma once

#include "core/explore/explore_run.h"
#include "core/explore/vector_rows.h"

namespace likeness {

/// Where every row lies along the directions in which the rows differ most, the widest first, measured from their mean.
/// The directions come from at most 10,000 rows, taken evenly. Shape: result [count, axes].
/// Errors: InvalidInput (no axes), Cancelled, OutOfResources.
/// Source: orthogonal iteration, Golub & Van Loan, "Matrix Computations", section 7.3.2.
Result<std::vector<float>> principalPlaces(const VectorRows& rows, std::uint32_t axes, std::uint64_t seed,
                                           const ExploreRun& run);

} // namespace likeness
