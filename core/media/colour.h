#pragma once

#include "core/api/types.h"

#include <cstddef>
#include <span>

namespace likeness {

/// Converts RGB pixels (grey ones stored as R = G = B) from the colours of an ICC profile to sRGB, in place. A profile
/// that is sRGB already, broken, or of another kind of colour leaves the pixels as they are.
void convertToSrgb(Image& image, std::span<const std::byte> iccProfile);

} // namespace likeness
