#pragma once

#include "core/api/types.h"
#include "core/base/result.h"

namespace likeness {

/// Errors: Internal. Thread: any, several at once.
Result<std::vector<std::byte>> encodePng(const Image& image);

/// A line of text as it covers the pixels: an image of one channel, 0..255. Units: `heightPx` of a line of the font.
/// Errors: Internal. Thread: any, several at once.
Result<Image> drawText(const std::string& text, int heightPx);

} // namespace likeness
