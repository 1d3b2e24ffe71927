#pragma once

#include "core/api/types.h"

#include <vector>

namespace likeness {

/// Resamples to `width` x `height` with a triangle filter that averages when it shrinks and interpolates when it grows.
/// Shape: returns planes [3, height, width], 0..1; the first three channels of `image`, or its grey three times.
std::vector<float> resampledPlanes(const Image& image, int width, int height);

} // namespace likeness
