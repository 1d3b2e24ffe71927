#pragma once

#include "core/embed/safetensors.h"

#include <ATen/core/Tensor.h>

namespace likeness {

/// A tensor of a built-in model's file, as floats. Shape: `shape`, where -1 stands for any extent.
/// Errors: Corrupt (missing, another shape, a number that is not finite).
Result<at::Tensor> builtinTensor(const SafetensorsFile& file, const std::string& name, at::IntArrayRef shape);

} // namespace likeness
