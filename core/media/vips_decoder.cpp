#include "core/media/vips_decoder.h"

#include "core/media/colour.h"
#include "core/media/limits.h"

#include <vips/vips.h>

#include <vips/vector.h> // does not stand on its own

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>

namespace likeness {
namespace {

struct Unref {
    void operator()(VipsImage* image) const { g_object_unref(image); }
};
using VipsPicture = std::unique_ptr<VipsImage, Unref>;

struct Free {
    void operator()(void* memory) const { g_free(memory); }
};

/// libvips keeps buffers for each thread that used it; they go when the decode is done, so that a pool of threads does
/// not hold them for ever.
struct ThreadCleanup {
    ~ThreadCleanup() { vips_thread_shutdown(); }
};

/// What libvips said last: the last line, because the lines before it are warnings. Its error text is shared by all
/// threads, so with several failing at once this may be another file's cause; the code of the error never depends on
/// it.
std::string takeMessage()
{
    constexpr std::size_t kMessageBytesMax = 200;
    const std::unique_ptr<char, Free> buffer(vips_error_buffer_copy());
    std::string text = buffer ? buffer.get() : "";
    text.erase(text.find_last_not_of("\n .") + 1); // it ends in dots where it was cut short
    text.erase(0, text.rfind('\n') + 1);
    // "vipspng: libpng read error": which part of libvips says so means nothing to people.
    if (const std::size_t colon = text.find(": "); colon != std::string::npos && text.find(' ') > colon) {
        text.erase(0, colon + 2);
    }
    text.resize(std::min(text.size(), kMessageBytesMax));
    return text;
}

Failure damaged(PhotoFormat format)
{
    const std::string message = takeMessage();
    return fail(ErrorCode::Corrupt,
                std::string("a damaged ") + formatName(format) + " file" + (message.empty() ? "" : ": ") + message);
}

/// The size of the picture without decoding it.
struct Header {
    int width = 0;
    int height = 0;
    bool swapsEdges = false;
    bool inks = false; ///< CMYK
    std::vector<std::byte> iccProfile;
    bool streamed = false; ///< read row by row; everything else is decoded whole before it is shrunk
};

Result<Header> readHeader(std::span<const std::byte> file, PhotoFormat format)
{
    // libvips falls back to ImageMagick for what its own loaders do not know, which would bring its 200 formats back
    // in.
    const char* loader = vips_foreign_find_load_buffer(file.data(), file.size());
    if (loader == nullptr
        || (std::string_view(loader).find("Magick") != std::string_view::npos) != (format == PhotoFormat::Bmp)) {
        vips_error_clear();
        return fail(ErrorCode::Unsupported,
                    std::string("a damaged or unusual ") + formatName(format) + " file that no decoder takes");
    }
    const VipsPicture image(
        vips_image_new_from_buffer(file.data(), file.size(), "", "access", VIPS_ACCESS_SEQUENTIAL, nullptr));
    if (!image) {
        return damaged(format);
    }
    Header header;
    header.width = vips_image_get_width(image.get());
    header.height = vips_image_get_height(image.get());
    header.swapsEdges = vips_image_get_orientation_swap(image.get()) != 0;
    header.inks = vips_image_get_interpretation(image.get()) == VIPS_INTERPRETATION_CMYK;
    const void* profile = nullptr;
    std::size_t profileBytes = 0;
    if (vips_image_get_typeof(image.get(), VIPS_META_ICC_NAME) != 0
        && vips_image_get_blob(image.get(), VIPS_META_ICC_NAME, &profile, &profileBytes) == 0) {
        const auto* begin = static_cast<const std::byte*>(profile);
        header.iccProfile.assign(begin, begin + profileBytes);
    }
    const bool interlaced = vips_image_get_typeof(image.get(), "interlaced") != 0;
    header.streamed
        = (format == PhotoFormat::Png || format == PhotoFormat::Tiff || format == PhotoFormat::Jpeg) && !interlaced;
    return header;
}

Status checkSize(const Header& header, PhotoFormat format)
{
    const std::int64_t pixels = static_cast<std::int64_t>(header.width) * header.height;
    const std::int64_t most = header.streamed ? kPixelsStreamedMax : kPixelsInMemoryMax;
    if (pixels > most) {
        return fail(ErrorCode::OutOfResources, "too large: " + std::to_string(header.width) + " x "
                                                   + std::to_string(header.height) + " pixels, and a "
                                                   + formatName(format) + " file can be decoded up to "
                                                   + std::to_string(most / 1'000'000) + " megapixels");
    }
    return {};
}

/// Decodes, shrinks, turns upright, and makes 8-bit RGB without alpha of it. Only inks are converted to sRGB here: for
/// pictures without a profile libvips' conversion is not the identity (it moves a dull red by 10 of 255).
VipsPicture thumbnail(std::span<const std::byte> file, const Header& header, int edgePx, VipsFailOn failOn)
{
    const bool strict = failOn != VIPS_FAIL_ON_NONE; // libvips 8.14 forgets `fail_on` on most ways through here
    const char* const options = strict ? "[fail_on=truncated]" : "";
    // libvips does not write to the buffer.
    auto* const bytes = const_cast<std::byte*>(file.data());
    VipsImage* raw = nullptr;
    const int failed
        = header.inks ? vips_thumbnail_buffer(bytes, file.size(), &raw, edgePx, "height", edgePx, "size",
                                              VIPS_SIZE_DOWN, "fail_on", failOn, "option_string", options,
                                              "export_profile", "srgb", "intent", VIPS_INTENT_RELATIVE, nullptr)
                      : vips_thumbnail_buffer(bytes, file.size(), &raw, edgePx, "height", edgePx, "size",
                                              VIPS_SIZE_DOWN, "fail_on", failOn, "option_string", options, nullptr);
    if (failed != 0) {
        return nullptr;
    }
    VipsPicture image(raw);
    if (vips_colourspace(image.get(), &raw, VIPS_INTERPRETATION_sRGB, nullptr) != 0) {
        return nullptr;
    }
    image.reset(raw);
    if (vips_image_hasalpha(image.get()) != 0) {
        const std::unique_ptr<VipsArrayDouble, void (*)(VipsArrayDouble*)> white(
            vips_array_double_newv(1, 255.0), [](VipsArrayDouble* array) { vips_area_unref(VIPS_AREA(array)); });
        if (vips_flatten(image.get(), &raw, "background", white.get(), nullptr) != 0) {
            return nullptr;
        }
        image.reset(raw);
    }
    if (vips_image_get_bands(image.get()) > 3) {
        if (vips_extract_band(image.get(), &raw, 0, "n", 3, nullptr) != 0) {
            return nullptr;
        }
        image.reset(raw);
    }
    if (vips_cast(image.get(), &raw, VIPS_FORMAT_UCHAR, nullptr) != 0) {
        return nullptr;
    }
    return VipsPicture(raw);
}

/// Runs the pipeline. Empty when it fails, or when it does not end in three bytes per pixel.
Image pixelsOf(VipsImage* picture)
{
    Image image;
    if (picture == nullptr || vips_image_get_bands(picture) != 3) {
        return image;
    }
    std::size_t sizeBytes = 0;
    const std::unique_ptr<void, Free> memory(vips_image_write_to_memory(picture, &sizeBytes));
    if (memory) {
        const auto* bytes = static_cast<const std::uint8_t*>(memory.get());
        image.width = vips_image_get_width(picture);
        image.height = vips_image_get_height(picture);
        image.pixels.assign(bytes, bytes + sizeBytes);
    }
    return image;
}

/// The part of the rows from the top down to the last one that is not all the colour of the bottom right corner: what
/// was there of a file that is cut off, because decoders fill the rest with one colour.
double drawnPart(const Image& image)
{
    const std::size_t rowBytes = static_cast<std::size_t>(image.width) * 3;
    const std::span<const std::uint8_t> pixels(image.pixels);
    const std::span<const std::uint8_t> fill = pixels.last(3);
    int drawn = image.height;
    while (drawn > 0) {
        const auto row = pixels.subspan(static_cast<std::size_t>(drawn - 1) * rowBytes, rowBytes);
        // Every pixel equals the one before it, and the first one the fill.
        if (!std::ranges::equal(row.first(3), fill) || !std::equal(row.begin() + 3, row.end(), row.begin())) {
            break;
        }
        --drawn;
    }
    return static_cast<double>(drawn) / image.height;
}

} // namespace

Status initialiseVips()
{
    if (vips_init("likeness") != 0) {
        return fail(ErrorCode::Internal, "libvips does not start: " + takeMessage());
    }
    vips_concurrency_set(1);
    vips_cache_set_max(0);
    // liborc, which compiles libvips's inner loops at run time, frees that code without a lock (0.4.33, Debian 12): two
    // threads shrinking pictures at once crash now and then. The plain loops cost little: only what is neither a JPEG
    // nor small goes through them.
    vips_vector_set_enabled(FALSE);
    vips_operation_block_set("VipsForeignLoad", TRUE);
    for (const char* loader :
         {"VipsForeignLoadJpeg", "VipsForeignLoadPng", "VipsForeignLoadWebp", "VipsForeignLoadNsgif",
          "VipsForeignLoadTiff", "VipsForeignLoadHeif", "VipsForeignLoadJxl",
          "VipsForeignLoadMagick"}) { // the last for BMP, the only thing it is given
        vips_operation_block_set(loader, FALSE);
    }
    const auto ignore = [](const gchar*, GLogLevelFlags, const gchar*, gpointer) {};
    g_log_set_handler("VIPS", static_cast<GLogLevelFlags>(G_LOG_LEVEL_WARNING | G_LOG_LEVEL_MESSAGE | G_LOG_LEVEL_INFO),
                      ignore, nullptr);
    return {};
}

Result<DecodedPhoto> decodeWithVips(std::span<const std::byte> file, PhotoFormat format, const DecodeSize& size)
{
    const ThreadCleanup cleanup;
    const Result<Header> header = readHeader(file, format);
    if (!header) {
        return header.failure();
    }
    if (const Status allowed = checkSize(*header, format); !allowed) {
        return allowed.failure();
    }
    DecodedPhoto photo;
    photo.format = formatName(format);
    photo.fullWidth = header->swapsEdges ? header->height : header->width;
    photo.fullHeight = header->swapsEdges ? header->width : header->height;
    const int edge = boundedEdge(photo.fullWidth, photo.fullHeight, size);
    photo.image = pixelsOf(thumbnail(file, *header, edge, VIPS_FAIL_ON_TRUNCATED).get());
    if (photo.image.empty()) {
        const Failure reason = damaged(format);
        // Once more, taking what is there.
        vips_error_clear();
        photo.image = pixelsOf(thumbnail(file, *header, edge, VIPS_FAIL_ON_NONE).get());
        constexpr double kPartMin = 0.25;
        if (photo.image.empty() || drawnPart(photo.image) < kPartMin) {
            vips_error_clear();
            return reason;
        }
    }
    if (!header->inks) {
        convertToSrgb(photo.image, header->iccProfile);
    }
    return photo;
}

} // namespace likeness
