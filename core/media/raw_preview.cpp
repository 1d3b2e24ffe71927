#include "core/media/raw_preview.h"

#include "core/media/exif_orientation.h"
#include "core/media/jpeg.h"
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

Result<Preview> readPreview(std::span<const std::byte> file, int edgePx)
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
    const auto enough = std::ranges::find_if(list, [edgePx](const Exiv2::PreviewProperties& p) {
        return edgePx > 0 && static_cast<int>(std::max(p.width_, p.height_)) >= edgePx;
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

Result<DecodedPhoto> decodeRawPreview(std::span<const std::byte> file, int edgePx)
{
    const Result<Preview> preview
        = guarded("a damaged camera raw file", ErrorCode::Corrupt, [&] { return readPreview(file, edgePx); });
    if (!preview) {
        return preview.failure();
    }
    const bool isJpeg = !preview->file.empty() && preview->file[0] == std::byte{0xFF};
    Result<DecodedPhoto> photo = isJpeg ? decodeJpeg(preview->file, edgePx, preview->orientation)
                                        : decodeWithVips(preview->file, PhotoFormat::Tiff, edgePx);
    if (!photo) {
        return photo;
    }
    if (!isJpeg) {
        photo->image = upright(std::move(photo->image), preview->orientation);
    }
    photo->format = formatName(PhotoFormat::Raw);
    if (preview->fullWidth > 0 && preview->fullHeight > 0) {
        const bool swaps = orientationSwapsEdges(preview->orientation);
        photo->fullWidth = swaps ? preview->fullHeight : preview->fullWidth;
        photo->fullHeight = swaps ? preview->fullWidth : preview->fullHeight;
    }
    return photo;
}

} // namespace likeness
