#include "core/media/raw_preview.h"

#include "core/media/exif_orientation.h"
#include "core/media/jpeg.h"
#include "core/media/limits.h"
#include "core/media/photo_format.h"
#include "core/media/vips_decoder.h"

#include <exiv2/exiv2.hpp>

#include <algorithm>

namespace likeness {
namespace {

/// The preview's bytes, and what its raw file says of the whole picture.
struct Preview {
    std::vector<std::byte> file; ///< JPEG or, from old cameras, TIFF
    int fullWidth = 0;
    int fullHeight = 0;
    int orientation = 1;
};

Result<Preview> readPreview(std::span<const std::byte> file, const DecodeSize& size)
{
    const auto image
        = Exiv2::ImageFactory::open(reinterpret_cast<const Exiv2::byte*>(file.data()), static_cast<long>(file.size()));
    image->readMetadata();
    const Exiv2::PreviewManager previews(*image);
    Exiv2::PreviewPropertiesList list = previews.getPreviewProperties(); // sorted, smallest first
    std::erase_if(list, [](const Exiv2::PreviewProperties& p) {
        return p.mimeType_ != "image/jpeg" && p.mimeType_ != "image/tiff";
    });
    if (list.empty()) {
        return fail(ErrorCode::Unsupported, "a camera raw file without a picture for showing inside");
    }
    // Lying or standing is not known yet; a box in pixels is one of the whole picture, not of a preview.
    const bool full = (size.longEdgePx <= 0 && size.shortEdgePx <= 0) || (size.part && size.part->inPixels);
    const auto enough = std::ranges::find_if(list, [full, &size](const Exiv2::PreviewProperties& p) {
        const auto width = static_cast<int>(p.width_);
        const auto height = static_cast<int>(p.height_);
        return !full && scaleFor(width, height, size) <= 1 && scaleFor(height, width, size) <= 1;
    });
    const Exiv2::PreviewImage chosen = previews.getPreviewImage(enough == list.end() ? list.back() : *enough);

    Preview preview;
    const auto bytes = std::as_bytes(std::span(chosen.pData(), chosen.size()));
    preview.file.assign(bytes.begin(), bytes.end());
    preview.fullWidth = static_cast<int>(image->pixelWidth());
    preview.fullHeight = static_cast<int>(image->pixelHeight());
    const Exiv2::ExifData& exif = image->exifData();
    if (const auto entry = Exiv2::orientation(exif); entry != exif.end() && entry->count() > 0) {
#if EXIV2_TEST_VERSION(0, 28, 0)
        preview.orientation = static_cast<int>(entry->toInt64());
#else
        preview.orientation = static_cast<int>(entry->toLong());
#endif
    }
    return preview;
}

} // namespace

Result<DecodedPhoto> decodeRawPreview(std::span<const std::byte> file, const DecodeSize& size)
{
    const Result<Preview> preview
        = guarded("a damaged camera raw file", ErrorCode::Corrupt, [&] { return readPreview(file, size); });
    if (!preview) {
        return preview.failure();
    }
    const bool swaps = orientationSwapsEdges(preview->orientation);
    const int fullWidth = swaps ? preview->fullHeight : preview->fullWidth;
    const int fullHeight = swaps ? preview->fullWidth : preview->fullHeight;
    DecodeSize ofPreview = size;
    if (size.part && size.part->inPixels && fullWidth > 0 && fullHeight > 0) {
        const CropBox& box = *size.part;
        ofPreview.part = CropBox{box.x / fullWidth, box.y / fullHeight, box.width / fullWidth, box.height / fullHeight};
    }
    const bool isJpeg = !preview->file.empty() && preview->file[0] == std::byte{0xFF};
    Result<DecodedPhoto> photo = isJpeg ? decodeJpeg(preview->file, ofPreview, preview->orientation)
                                        : decodeWithVips(preview->file, PhotoFormat::Tiff, ofPreview);
    if (!photo) {
        return photo;
    }
    if (!isJpeg) {
        photo->image = upright(std::move(photo->image), preview->orientation);
    }
    photo->format = formatName(PhotoFormat::Raw);
    if (fullWidth > 0 && fullHeight > 0) {
        photo->fullWidth = fullWidth;
        photo->fullHeight = fullHeight;
    }
    return photo;
}

} // namespace likeness
