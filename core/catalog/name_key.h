#pragma once

#include <string>
#include <string_view>

namespace likeness {

/// Bytes whose order is the order in which a person expects file names: without regard to case, and IMG_2 before
/// IMG_10, and a.jpg before a-copy.jpg. A run of digits becomes '0', one byte with its length, and the digits without
/// leading zeros; the ending follows after a zero byte.
std::string nameKey(std::string_view name);

} // namespace likeness
