#pragma once

#include "core/media/media.h"
#include "core/media/photo_format.h"

namespace likeness {

/// Starts libvips: one thread per decode (the callers are threads already), no operation cache, and no loader but those
/// of the formats in PhotoFormat.
Status initialiseVips();

/// Decodes through libvips, shrinking on load where the format can.
/// Errors: Corrupt, Unsupported, OutOfResources, without the file's name.
Result<DecodedPhoto> decodeWithVips(std::span<const std::byte> file, PhotoFormat format, const DecodeSize& size);

} // namespace likeness
