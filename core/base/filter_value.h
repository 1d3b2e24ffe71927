#pragma once

#include "core/base/filter.h"

#include <string_view>

namespace likeness {

/// Reads `3`, `>=3`, `100..400`, `2019-01..2020-06`, `>5MB` in the way of the key. A number stands for everything that
/// is written like that: `date:2019` is the year, `aperture:2.8` is 2.75 to 2.85, `size:5MB` is 4.5 to 5.5 MB; without
/// a unit, widths, heights, ISO, ratings and bytes are exact, and a proportion is right to one hundredth.
/// Errors: InvalidInput, without a column.
Result<FilterTerm::Range> parseFilterRange(FilterTerm::Key key, std::string_view text);

/// Reads degrees and a distance with its unit: m, km or mi. Errors: InvalidInput, without a column.
Result<FilterTerm::Circle> parseFilterCircle(std::string_view latitude, std::string_view longitude,
                                             std::string_view distance);

/// The alternatives of a term as `parseFilterRange` and `parseFilterCircle` read them; words come back as they are.
std::vector<std::string> printFilterValues(const FilterTerm& term);

} // namespace likeness
