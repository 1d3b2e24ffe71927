#pragma once

#include "core/api/types.h"

#include <cstddef>
#include <string>
#include <vector>

namespace likeness::test {

using Bytes = std::vector<std::byte>;

/// A picture whose upper left quarter is red, upper right green, lower left blue, lower right yellow; muted, so that
/// no format clips them.
Image quadrants(int width, int height);

/// How a sample differs from a plain 8-bit sRGB picture.
struct SampleOptions {
    int orientation = 0;      ///< EXIF, 0 = none
    bool transparent = false; ///< the lower half is see-through
    bool sixteenBits = false;
    bool grey = false;
    bool cmyk = false;
    bool displayP3 = false; ///< the same colours, stored as Display P3 numbers with the profile
    int frames = 1;         ///< more: the later frames are black
};

/// The file that libvips writes for an ending like ".png" or ".jpg[Q=90]"; empty when it cannot.
Bytes savedAs(const Image& image, const std::string& ending, const SampleOptions& options = {});

/// A file of one grey, written without ever holding its pixels.
Bytes flat(int width, int height, const std::string& ending);

/// The two ways in which cameras store their preview: as a JPEG with an offset, and as the strip of a small TIFF
/// picture.
enum class PreviewKind { Interchange, Strip };

/// A raw file as cameras make them, reduced to what matters: a TIFF with the DNG tag and a JPEG as preview in its first
/// directory.
Bytes rawWithPreview(const Bytes& jpeg, int previewWidth, int previewHeight, int orientation,
                     PreviewKind kind = PreviewKind::Interchange);

/// What a test wants written into a photo, key and value as Exiv2 writes them.
struct Written {
    std::vector<std::pair<std::string, std::string>> exif;
    std::vector<std::pair<std::string, std::string>> xmp;
    std::vector<std::pair<std::string, std::string>> iptc;
};

/// The photo with what Exiv2 itself writes.
Bytes withMetadata(const Bytes& photo, const Written& written);

/// The PNG with an eXIf chunk that says `orientation`.
Bytes withPngOrientation(const Bytes& png, int orientation);

/// The PNG with a header that claims another size.
Bytes withPngSize(const Bytes& png, std::uint32_t width, std::uint32_t height);

/// The picture's colour at a place given as parts of its width and height, 0xRRGGBB.
std::uint32_t colourAt(const Image& image, double x, double y);

/// The largest difference of the three channels.
int colourDistance(std::uint32_t a, std::uint32_t b);

constexpr std::uint32_t kRed = 0xB44030;
constexpr std::uint32_t kGreen = 0x40A050;
constexpr std::uint32_t kBlue = 0x3050B0;
constexpr std::uint32_t kYellow = 0xC0B040;

} // namespace likeness::test
