#pragma once

#include "core/media/media.h"

namespace likeness {

/// Decodes the picture that a camera put into its raw file for showing: the smallest one that has `size`, or the
/// largest there is.
/// Errors: Corrupt, Unsupported (no picture inside), OutOfResources, without the file's name.
Result<DecodedPhoto> decodeRawPreview(std::span<const std::byte> file, const DecodeSize& size);

} // namespace likeness
