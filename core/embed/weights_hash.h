#pragma once

#include "core/base/result.h"

#include <filesystem>
#include <string>

namespace likeness {

/// XXH3-128 of a whole file, 32 hexadecimal digits. Reads through a small buffer: weights may be gigabytes.
/// Errors: NotFound, Io.
Result<std::string> weightsHash(const std::filesystem::path& path);

} // namespace likeness
