#pragma once

#include "core/base/file_system.h"

#include <optional>
#include <string>
#include <vector>

namespace likeness {

/// The lines of a text file that has one thing a line; empty ones and those that begin with `#` are left out.
/// Errors: NotFound, Io.
Result<std::vector<std::string>> readLines(const std::filesystem::path& file);

/// The vectors of exactly these texts from a derived file; nullopt when it is missing, damaged, of other texts or of
/// another dimension: all mean to embed them again. Shape: [texts.size(), dimension].
/// Layout: magic, version (u32), the texts (u32 length, bytes), dimension (u32), f32[texts][dimension]; checksum as in
/// every derived file.
std::optional<std::vector<float>> readTextVectors(const std::filesystem::path& file,
                                                  const std::vector<std::string>& texts, int dimension);
/// Errors: Io, OutOfResources (disk full).
Status keepTextVectors(const std::filesystem::path& file, const std::vector<std::string>& texts,
                       const std::vector<float>& vectors, FileSystem& files);

} // namespace likeness
