#pragma once

#include "core/api/query.h"
#include "core/base/result.h"

#include <span>

namespace likeness {

/// Prepares the image libraries for use by several threads. Call once in main before anything else here.
Status initialiseMedia();

/// XXH3-128 of a whole file.
ContentHash hashContent(std::span<const std::byte> file);

/// True when the ending of the name is one that Likeness indexes (whatever is inside).
bool hasPhotoExtension(const std::filesystem::path& path);

/// What one pass over a file's bytes gives.
struct DecodedPhoto {
    Image image;       ///< RGB, upright, sRGB; at least as large as asked for, where the original is
    int fullWidth = 0; ///< size of the original, upright
    int fullHeight = 0;
    std::string
        format; ///< by content, not by name: "jpeg", "png", "webp", "gif", "tiff", "heif", "avif", "jxl", "bmp", "raw"
};

/// How large a picture is wanted at least; an original with fewer pixels comes as large as it is.
struct DecodeSize {
    int longEdgePx = 0;
    int shortEdgePx = 0;         ///< both 0 = full size
    std::optional<CropBox> part; ///< the edges are those of this part of the upright picture

    // NOLINTNEXTLINE(google-explicit-constructor): the usual case is one number
    DecodeSize(int longEdge, int shortEdge = 0, std::optional<CropBox> box = {})
        : longEdgePx(longEdge)
        , shortEdgePx(shortEdge)
        , part(box)
    {
    }
};

/// Decodes at least as large as `size` says, using whatever makes that cheap: DCT scaling, shrink-on-load, embedded
/// previews. Applies EXIF orientation and the colour profile; flattens alpha on white; takes
/// the first frame. `path` is used for messages and, for camera RAW, the ending.
/// Errors: Corrupt (in plain words), Unsupported (not an image, or one we do not know), OutOfResources (pixel bomb).
/// Thread: any, several at once.
Result<DecodedPhoto> decodePhoto(std::span<const std::byte> file, const std::filesystem::path& path,
                                 const DecodeSize& size);

/// EXIF, XMP and IPTC of a file; what cannot be read is absent, never an error.
/// Thread: any (the XMP part is serialised inside).
Metadata readMetadata(std::span<const std::byte> file, const std::filesystem::path& path);

/// Shrinks so that the long edge is `edgePx`; smaller pictures come back as they are. Area-averaging quality.
Image shrunkTo(const Image& image, int edgePx);

/// The part of an image inside a box. Errors: InvalidInput (empty, or outside).
Result<Image> cropped(const Image& image, int x, int y, int width, int height);

/// Errors: Internal.
Result<std::vector<std::byte>> encodeJpeg(const Image& image, int quality);

/// Mean colour, 0xRRGGBB.
std::uint32_t averageRgb(const Image& image);

} // namespace likeness
