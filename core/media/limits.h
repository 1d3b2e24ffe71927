#pragma once

#include "core/media/media.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace likeness {

/// The most pixels that are ever held decoded at once: 256 million, 768 MiB. The largest camera back has 150 million.
constexpr std::int64_t kPixelsInMemoryMax = 256'000'000;

/// The most pixels of an original that is read row by row and shrunk on the way: what JPEG can express. Above it only
/// bombs are left, and half a minute of decoding.
constexpr std::int64_t kPixelsStreamedMax = std::int64_t{65'535} * 65'535;

/// By how much an upright picture of this size may be scaled and still be as large as wanted; above 1 it is too small.
/// 1 where the full size is wanted.
inline double scaleFor(int width, int height, const DecodeSize& size)
{
    if (size.longEdgePx <= 0 && size.shortEdgePx <= 0) {
        return 1;
    }
    double partWidth = width;
    double partHeight = height;
    if (size.part) {
        partWidth = size.part->inPixels ? size.part->width : size.part->width * width;
        partHeight = size.part->inPixels ? size.part->height : size.part->height * height;
    }
    const double longPart = std::max(1.0, std::max(partWidth, partHeight));
    const double shortPart = std::max(1.0, std::min(partWidth, partHeight));
    return std::max(size.longEdgePx / longPart, size.shortEdgePx / shortPart);
}

/// The long edge to decode an upright picture of this size to, as far as memory allows.
inline int boundedEdge(int width, int height, const DecodeSize& size)
{
    const double pixels = static_cast<double>(width) * height;
    const int longEdge = width > height ? width : height;
    int most = longEdge;
    if (pixels > static_cast<double>(kPixelsInMemoryMax)) {
        most = static_cast<int>(longEdge * std::sqrt(static_cast<double>(kPixelsInMemoryMax) / pixels));
    }
    return std::min(most, static_cast<int>(std::ceil(std::min(1.0, scaleFor(width, height, size)) * longEdge)));
}

} // namespace likeness
