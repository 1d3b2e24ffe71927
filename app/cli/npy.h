#pragma once

#include "core/base/result.h"

#include <filesystem>
#include <span>
#include <vector>

namespace likeness::cli {

/// A matrix as NumPy keeps it. Shape: `values` is [rows, columns].
struct Matrix {
    std::size_t rows = 0;
    std::size_t columns = 0;
    std::vector<float> values;

    std::span<const float> row(std::size_t index) const { return std::span(values).subspan(index * columns, columns); }
};

/// Writes float32 rows in NumPy's format 1.0, beside first and then renamed. Errors: Io.
Status writeNpy(const std::filesystem::path& file, const Matrix& matrix);

/// Reads a two-dimensional little-endian float32 or float16 array in C order.
/// Errors: NotFound, Io, Corrupt (not .npy, short), Unsupported (another type or order).
Result<Matrix> readNpy(const std::filesystem::path& file);

} // namespace likeness::cli
