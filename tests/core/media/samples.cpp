#include "tests/core/media/samples.h"

#include <exiv2/exiv2.hpp>
#include <vips/vips.h>

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <span>

#ifdef __SANITIZE_ADDRESS__
// libheif's writer never frees its x265 encoder.
extern "C" const char* __lsan_default_suppressions() { return "leak:libx265"; }
#endif

namespace likeness::test {
namespace {

struct Unref {
    void operator()(VipsImage* image) const { g_object_unref(image); }
};
using Picture = std::unique_ptr<VipsImage, Unref>;

/// Replaces `picture` by what a libvips operation of one input and one output makes of it.
template <class Operation> bool apply(Picture& picture, Operation operation)
{
    VipsImage* out = nullptr;
    if (!picture || operation(picture.get(), &out) != 0) {
        picture.reset();
        return false;
    }
    picture.reset(out);
    return true;
}

Picture wrapped(const Image& image)
{
    VipsImage* picture = vips_image_new_from_memory_copy(image.pixels.data(), image.pixels.size(), image.width,
                                                         image.height, image.channels, VIPS_FORMAT_UCHAR);
    picture->Type = VIPS_INTERPRETATION_sRGB;
    return Picture(picture);
}

void addFrames(Picture& picture, int frames)
{
    const int height = vips_image_get_height(picture.get());
    apply(picture, [&](VipsImage* in, VipsImage** out) {
        return vips_embed(in, out, 0, 0, vips_image_get_width(in), height * frames, nullptr);
    });
    apply(picture, [](VipsImage* in, VipsImage** out) { return vips_copy(in, out, nullptr); });
    vips_image_set_int(picture.get(), VIPS_META_PAGE_HEIGHT, height);
}

void makeTransparentBelow(Picture& picture)
{
    const int width = vips_image_get_width(picture.get());
    const int height = vips_image_get_height(picture.get());
    std::vector<std::uint8_t> alpha(static_cast<std::size_t>(width) * static_cast<std::size_t>(height), 255);
    std::fill(alpha.begin() + width * (height / 2), alpha.end(), std::uint8_t{0});
    const Picture band(
        vips_image_new_from_memory_copy(alpha.data(), alpha.size(), width, height, 1, VIPS_FORMAT_UCHAR));
    apply(picture, [&](VipsImage* in, VipsImage** out) { return vips_bandjoin2(in, band.get(), out, nullptr); });
}

Bytes written(const Picture& picture, const std::string& ending)
{
    void* data = nullptr;
    std::size_t sizeBytes = 0;
    if (!picture || vips_image_write_to_buffer(picture.get(), ending.c_str(), &data, &sizeBytes, nullptr) != 0) {
        vips_error_clear();
        return {};
    }
    const auto* begin = static_cast<const std::byte*>(data);
    Bytes file(begin, begin + sizeBytes);
    g_free(data);
    return file;
}

/// TIFF numbers, low byte first.
void append(Bytes& bytes, std::uint32_t value, int sizeBytes)
{
    for (int i = 0; i < sizeBytes; ++i) {
        bytes.push_back(static_cast<std::byte>(value >> (8 * i)));
    }
}

/// The checksum of a PNG chunk.
std::uint32_t crcOf(std::span<const std::byte> bytes)
{
    std::uint32_t crc = 0xFFFFFFFF;
    for (const std::byte byte : bytes) {
        crc ^= std::to_integer<std::uint32_t>(byte);
        for (int bit = 0; bit < 8; ++bit) {
            crc = crc >> 1 ^ ((crc & 1) != 0 ? 0xEDB88320 : 0);
        }
    }
    return ~crc;
}

void putHighFirst(std::byte* at, std::uint32_t value)
{
    for (int i = 0; i < 4; ++i) {
        at[i] = static_cast<std::byte>(value >> (24 - 8 * i));
    }
}

} // namespace

Image quadrants(int width, int height)
{
    Image image;
    image.width = width;
    image.height = height;
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            const bool left = x < width / 2;
            const std::uint32_t colour = y < height / 2 ? (left ? kRed : kGreen) : (left ? kBlue : kYellow);
            for (const int shift : {16, 8, 0}) {
                image.pixels.push_back(static_cast<std::uint8_t>(colour >> shift));
            }
        }
    }
    return image;
}

Bytes savedAs(const Image& image, const std::string& ending, const SampleOptions& options)
{
    Picture picture = wrapped(image);
    if (options.displayP3) {
        apply(picture, [](VipsImage* in, VipsImage** out) {
            return vips_icc_transform(in, out, "p3", "input_profile", "srgb", nullptr);
        });
    }
    if (options.cmyk) {
        apply(picture, [](VipsImage* in, VipsImage** out) {
            return vips_icc_transform(in, out, "cmyk", "input_profile", "srgb", nullptr);
        });
    }
    if (options.grey) {
        apply(picture, [](VipsImage* in, VipsImage** out) {
            return vips_colourspace(in, out, VIPS_INTERPRETATION_B_W, nullptr);
        });
    }
    if (options.sixteenBits) {
        apply(picture, [](VipsImage* in, VipsImage** out) {
            return vips_colourspace(in, out, VIPS_INTERPRETATION_RGB16, nullptr);
        });
    }
    if (options.transparent && picture) {
        makeTransparentBelow(picture);
    }
    if (options.frames > 1 && picture) {
        addFrames(picture, options.frames);
    }
    if (!picture) {
        return {};
    }
    if (options.orientation > 0) {
        vips_image_set_int(picture.get(), VIPS_META_ORIENTATION, options.orientation);
    }
    return written(picture, ending);
}

Bytes flat(int width, int height, const std::string& ending)
{
    VipsImage* black = nullptr;
    if (vips_black(&black, width, height, "bands", 3, nullptr) != 0) {
        return {};
    }
    Picture picture(black);
    apply(picture, [](VipsImage* in, VipsImage** out) {
        return vips_copy(in, out, "interpretation", VIPS_INTERPRETATION_sRGB, nullptr);
    });
    return written(picture, ending);
}

Bytes rawWithPreview(const Bytes& jpeg, int previewWidth, int previewHeight, int orientation, PreviewKind kind)
{
    struct Entry {
        std::uint32_t tag;
        std::uint32_t type; // 1 = byte, 3 = 16 bits, 4 = 32 bits
        std::uint32_t count;
        std::uint32_t value;
    };
    constexpr std::uint32_t kEntries = 11;
    constexpr std::uint32_t kJpegAt = 8 + 2 + 12 * kEntries + 4;
    const bool strip = kind == PreviewKind::Strip;
    const std::uint32_t compression = strip ? 7 : 6;
    const Entry size = {strip ? 0x0117U : 0x0202U, 4, 1, static_cast<std::uint32_t>(jpeg.size())};
    const Entry place = {strip ? 0x0111U : 0x0201U, 4, 1, kJpegAt};
    const Entry turn = {0x0112, 3, 1, static_cast<std::uint32_t>(orientation)};
    // Tags must rise.
    const Entry entries[kEntries] = {
        {0x00FE, 4, 1, 1}, // a reduced picture
        {0x0100, 4, 1, static_cast<std::uint32_t>(previewWidth)},
        {0x0101, 4, 1, static_cast<std::uint32_t>(previewHeight)},
        {0x0102, 3, 1, 8}, // bits
        {0x0103, 3, 1, compression},
        {0x0106, 3, 1, 6}, // YCbCr
        strip ? place : turn,
        strip ? turn : Entry{0x0115, 3, 1, 3},
        strip ? Entry{0x0115, 3, 1, 3} : place,
        size,
        {0xC612, 1, 4, 0x00000401}, // DNG version 1.4
    };
    Bytes file;
    append(file, 0x002A4949, 4);
    append(file, 8, 4);
    append(file, kEntries, 2);
    for (const Entry& entry : entries) {
        append(file, entry.tag, 2);
        append(file, entry.type, 2);
        append(file, entry.count, 4);
        append(file, entry.value, 4);
    }
    append(file, 0, 4);
    file.insert(file.end(), jpeg.begin(), jpeg.end());
    return file;
}

Bytes withMetadata(const Bytes& photo, const Written& written)
{
    const auto image = Exiv2::ImageFactory::open(reinterpret_cast<const Exiv2::byte*>(photo.data()),
                                                 static_cast<long>(photo.size()));
    image->readMetadata();
    for (const auto& [key, value] : written.exif) {
        image->exifData()[key] = value;
    }
    for (const auto& [key, value] : written.xmp) {
        image->xmpData()[key] = value;
    }
    for (const auto& [key, value] : written.iptc) {
        const auto text = Exiv2::Value::create(Exiv2::string);
        text->read(value);
        image->iptcData().add(Exiv2::IptcKey(key), text.get());
    }
    image->writeMetadata();
    Exiv2::BasicIo& io = image->io();
    io.open();
    Bytes file(io.size());
    io.read(reinterpret_cast<Exiv2::byte*>(file.data()), static_cast<long>(file.size()));
    return file;
}

Bytes withPngOrientation(const Bytes& png, int orientation)
{
    // Chunk: length (4 bytes, high first), name (4), data, CRC-32 of name and data (4). It goes after the first one.
    Bytes chunk;
    for (const char c : {'e', 'X', 'I', 'f'}) {
        chunk.push_back(static_cast<std::byte>(c));
    }
    append(chunk, 0x002A4949, 4);
    append(chunk, 8, 4);
    append(chunk, 1, 2);
    append(chunk, 0x0112, 2);
    append(chunk, 3, 2);
    append(chunk, 1, 4);
    append(chunk, static_cast<std::uint32_t>(orientation), 4);
    append(chunk, 0, 4);
    const std::size_t length = chunk.size() - 4;
    const std::uint32_t crc = crcOf(chunk);
    chunk.insert(chunk.begin(), {std::byte{0}, std::byte{0}, std::byte{0}, static_cast<std::byte>(length)});
    chunk.resize(chunk.size() + 4);
    putHighFirst(chunk.data() + chunk.size() - 4, crc);
    constexpr std::ptrdiff_t kAfterFirstChunk = 8 + 25;
    Bytes file = png;
    file.insert(file.begin() + kAfterFirstChunk, chunk.begin(), chunk.end());
    return file;
}

Bytes withPngSize(const Bytes& png, std::uint32_t width, std::uint32_t height)
{
    // Signature (8 bytes), then the first chunk: length (4), "IHDR" (4), width (4), height (4), 5 more, CRC (4).
    Bytes file = png;
    putHighFirst(file.data() + 16, width);
    putHighFirst(file.data() + 20, height);
    putHighFirst(file.data() + 29, crcOf(std::span(file).subspan(12, 17)));
    return file;
}

std::uint32_t colourAt(const Image& image, double x, double y)
{
    const auto column = static_cast<std::size_t>(x * image.width);
    const auto row = static_cast<std::size_t>(y * image.height);
    const std::uint8_t* pixel
        = image.pixels.data()
          + (row * static_cast<std::size_t>(image.width) + column) * static_cast<std::size_t>(image.channels);
    return static_cast<std::uint32_t>(pixel[0]) << 16 | static_cast<std::uint32_t>(pixel[1]) << 8 | pixel[2];
}

int colourDistance(std::uint32_t a, std::uint32_t b)
{
    int largest = 0;
    for (const int shift : {16, 8, 0}) {
        largest
            = std::max(largest, std::abs(static_cast<int>(a >> shift & 0xFF) - static_cast<int>(b >> shift & 0xFF)));
    }
    return largest;
}

} // namespace likeness::test
