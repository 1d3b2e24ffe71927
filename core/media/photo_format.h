#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <filesystem>
#include <span>

namespace likeness {

/// The kinds of picture that Likeness reads.
enum class PhotoFormat { Jpeg, Png, Webp, Gif, Tiff, Heif, Avif, Jxl, Bmp, Raw };

/// The name that the catalog and the `format:` filter use.
const char* formatName(PhotoFormat format);

/// Tells the format by its first bytes; the ending decides only whether a TIFF is a camera's raw file.
/// Errors: Corrupt (empty), Unsupported (something else, named in plain words).
Result<PhotoFormat> sniffFormat(std::span<const std::byte> file, const std::filesystem::path& path);

} // namespace likeness
