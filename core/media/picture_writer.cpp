#include "core/media/picture_writer.h"

#include <vips/vips.h>

#include <memory>

namespace likeness {
namespace {

struct Unref {
    void operator()(VipsImage* image) const { g_object_unref(image); }
};
using VipsPicture = std::unique_ptr<VipsImage, Unref>;

struct Free {
    void operator()(void* memory) const { g_free(memory); }
};

/// As in the decoder: what libvips keeps for this thread goes with the call.
struct ThreadCleanup {
    ~ThreadCleanup() { vips_thread_shutdown(); }
};

Failure refused(const char* what)
{
    const std::unique_ptr<char, Free> message(vips_error_buffer_copy());
    return fail(ErrorCode::Internal, std::string(what) + ": " + (message ? message.get() : ""));
}

} // namespace

Result<std::vector<std::byte>> encodePng(const Image& image)
{
    const ThreadCleanup cleanup;
    const VipsPicture picture(vips_image_new_from_memory(image.pixels.data(), image.pixels.size(), image.width,
                                                         image.height, image.channels, VIPS_FORMAT_UCHAR));
    void* memory = nullptr;
    std::size_t sizeBytes = 0;
    if (!picture || vips_pngsave_buffer(picture.get(), &memory, &sizeBytes, nullptr) != 0) {
        return refused("cannot write a PNG file");
    }
    const std::unique_ptr<void, Free> owner(memory);
    const auto* begin = static_cast<const std::byte*>(memory);
    return std::vector<std::byte>(begin, begin + sizeBytes);
}

Result<Image> drawText(const std::string& text, int heightPx)
{
    const ThreadCleanup cleanup;
    // The text is markup to Pango.
    const std::unique_ptr<char, Free> escaped(g_markup_escape_text(text.data(), static_cast<gssize>(text.size())));
    VipsImage* drawn = nullptr;
    constexpr int kDpi = 72; // then a point is a pixel
    const std::string font = "sans bold " + std::to_string(heightPx);
    if (vips_text(&drawn, escaped.get(), "font", font.c_str(), "dpi", kDpi, nullptr) != 0) {
        return refused("cannot draw text");
    }
    const VipsPicture picture(drawn);
    Image image{vips_image_get_width(drawn), vips_image_get_height(drawn), 1, {}};
    std::size_t sizeBytes = 0;
    const std::unique_ptr<void, Free> memory(vips_image_write_to_memory(drawn, &sizeBytes));
    if (!memory) {
        return refused("cannot draw text");
    }
    const auto* begin = static_cast<const std::uint8_t*>(memory.get());
    image.pixels.assign(begin, begin + sizeBytes);
    return image;
}

} // namespace likeness
