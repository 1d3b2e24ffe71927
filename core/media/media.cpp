#include "core/media/media.h"

#include "core/base/file_system.h"
#include "core/media/jpeg.h"
#include "core/media/metadata.h"
#include "core/media/photo_format.h"
#include "core/media/raw_preview.h"
#include "core/media/vips_decoder.h"

#include <xxhash.h>

namespace likeness {
namespace {

Result<DecodedPhoto> decodeAs(PhotoFormat format, std::span<const std::byte> file, const DecodeSize& size)
{
    switch (format) {
    case PhotoFormat::Jpeg:
        return decodeJpeg(file, size);
    case PhotoFormat::Raw:
        return decodeRawPreview(file, size);
    default:
        return decodeWithVips(file, format, size);
    }
}

} // namespace

Status initialiseMedia()
{
    initialiseMetadata();
    return initialiseVips();
}

ContentHash hashContent(std::span<const std::byte> file)
{
    XXH128_canonical_t canonical;
    XXH128_canonicalFromHash(&canonical, XXH3_128bits(file.data(), file.size()));
    ContentHash hash;
    static_assert(sizeof canonical.digest == std::tuple_size_v<ContentHash>);
    std::copy(std::begin(canonical.digest), std::end(canonical.digest), hash.begin());
    return hash;
}

Result<DecodedPhoto> decodePhoto(std::span<const std::byte> file, const std::filesystem::path& path,
                                 const DecodeSize& size)
{
    Result<DecodedPhoto> photo = guarded("cannot decode", ErrorCode::Corrupt, [&]() -> Result<DecodedPhoto> {
        const Result<PhotoFormat> format = sniffFormat(file, path);
        return format ? decodeAs(*format, file, size) : format.failure();
    });
    if (!photo) {
        return fail(photo.error().code, displayPath(path) + ": " + photo.error().message);
    }
    return photo;
}

} // namespace likeness
