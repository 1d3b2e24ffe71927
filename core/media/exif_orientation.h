#pragma once

#include "core/api/types.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace likeness {

/// The value of a tag of the first directory of a TIFF file or of the TIFF inside an EXIF block (its first value, or
/// its first four bytes read as one number). Reads nothing but that directory: a full EXIF parse costs 50 times more.
std::optional<std::uint32_t> readTiffTag(std::span<const std::byte> tiff, std::uint16_t wantedTag);

/// The EXIF orientation, 1..8; 1 when there is none or it is nonsense.
int exifOrientation(std::span<const std::byte> tiff);

/// True when width and height change places.
constexpr bool orientationSwapsEdges(int orientation) { return orientation >= 5 && orientation <= 8; }

/// The picture turned and mirrored so that orientation `orientation` becomes 1.
Image upright(Image image, int orientation);

} // namespace likeness
