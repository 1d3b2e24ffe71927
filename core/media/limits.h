#pragma once

#include <cmath>
#include <cstdint>

namespace likeness {

/// The most pixels that are ever held decoded at once: 256 million, 768 MiB. The largest camera back has 150 million.
constexpr std::int64_t kPixelsInMemoryMax = 256'000'000;

/// The most pixels of an original that is read row by row and shrunk on the way: what JPEG can express. Above it only
/// bombs are left, and half a minute of decoding.
constexpr std::int64_t kPixelsStreamedMax = std::int64_t{65'535} * 65'535;

/// The edge to decode to: `edgePx`, or for 0 the full size as far as memory allows.
inline int boundedEdge(int width, int height, int edgePx)
{
    const double pixels = static_cast<double>(width) * height;
    const int longEdge = width > height ? width : height;
    int most = longEdge;
    if (pixels > static_cast<double>(kPixelsInMemoryMax)) {
        most = static_cast<int>(longEdge * std::sqrt(static_cast<double>(kPixelsInMemoryMax) / pixels));
    }
    return edgePx <= 0 || edgePx > most ? most : edgePx;
}

} // namespace likeness
