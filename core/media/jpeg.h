#pragma once

#include "core/media/media.h"

namespace likeness {

/// Decodes a JPEG with libjpeg-turbo at the smallest DCT scale (1/8, 1/4, 1/2, 1) that leaves `size`; four-ink
/// pictures go to libvips. A picture that is cut off is taken if at least a quarter of it is there; the rest is grey.
/// `outerOrientation` is what the file around it says; it counts where the JPEG itself says nothing.
/// Errors: Corrupt, Unsupported, OutOfResources, without the file's name.
Result<DecodedPhoto> decodeJpeg(std::span<const std::byte> file, const DecodeSize& size, int outerOrientation = 1);

} // namespace likeness
