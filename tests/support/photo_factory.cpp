#include "tests/support/photo_factory.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cmath>
#include <cstdio> // jpeglib.h needs FILE and does not include it
#include <cstring>
#include <fstream>
#include <random>
#include <span>
#include <thread>

#include <jpeglib.h>

namespace likeness::testing {
namespace {

namespace fs = std::filesystem;

constexpr int kTileEdge = 1024; // a power of two, so that wrapping is a mask
constexpr unsigned kTileMask = kTileEdge - 1;

struct Rgb {
    int red = 0;
    int green = 0;
    int blue = 0;
};

/// A tile of noise that grows weaker with every octave, as in photos; it repeats without a seam.
std::vector<std::int8_t> makeNoiseTile(std::uint32_t seed, float falloff)
{
    std::mt19937 random(seed);
    std::vector<float> tile(std::size_t{kTileEdge} * kTileEdge, 0.0F);
    for (int cells = 4; cells <= kTileEdge; cells *= 2) {
        std::uniform_real_distribution<float> value(-1, 1);
        std::vector<float> grid(static_cast<std::size_t>(cells) * static_cast<std::size_t>(cells));
        std::generate(grid.begin(), grid.end(), [&] { return value(random); });
        const float strength = 110.0F / std::pow(static_cast<float>(cells), falloff);
        const auto at = [&](int x, int y) { return grid[static_cast<std::size_t>((y % cells) * cells + x % cells)]; };
        const float step = static_cast<float>(cells) / kTileEdge;
        for (int y = 0; y < kTileEdge; ++y) {
            const float v = static_cast<float>(y) * step;
            const int row = static_cast<int>(v);
            const float down = v - static_cast<float>(row);
            for (int x = 0; x < kTileEdge; ++x) {
                const float u = static_cast<float>(x) * step;
                const int column = static_cast<int>(u);
                const float right = u - static_cast<float>(column);
                const float top = at(column, row) * (1 - right) + at(column + 1, row) * right;
                const float bottom = at(column, row + 1) * (1 - right) + at(column + 1, row + 1) * right;
                tile[static_cast<std::size_t>(y) * kTileEdge + static_cast<std::size_t>(x)]
                    += strength * (top * (1 - down) + bottom * down);
            }
        }
    }
    std::vector<std::int8_t> rounded(tile.size());
    std::transform(tile.begin(), tile.end(), rounded.begin(),
                   [](float value) { return static_cast<std::int8_t>(std::clamp(value, -127.0F, 127.0F)); });
    return rounded;
}

/// Sensor noise: sums of four dice.
std::vector<std::int8_t> makeGrain()
{
    std::mt19937 random(7);
    std::vector<std::int8_t> grain(std::size_t{1} << 16U);
    for (std::int8_t& value : grain) {
        int sum = 0;
        for (int i = 0; i < 4; ++i) {
            sum += static_cast<int>(random() % 9) - 4;
        }
        value = static_cast<std::int8_t>(sum);
    }
    return grain;
}

/// Tables that every photo is cut from; made once.
struct Textures {
    std::vector<std::int8_t> coarse = makeNoiseTile(1, 0.6F);
    std::vector<std::int8_t> fine = makeNoiseTile(2, 0.35F);
    std::vector<std::int8_t> grain = makeGrain();
};

const Textures& textures()
{
    static const Textures made;
    return made;
}

/// A way to walk over a tile: turned, scaled and shifted. Units: 1/65536 of a tile pixel.
struct Walk {
    std::int32_t x = 0;
    std::int32_t y = 0;
    std::uint32_t startU = 0;
    std::uint32_t startV = 0;

    Walk(std::mt19937& random, float scale)
    {
        std::uniform_real_distribution<float> angle(0, 6.2831853F);
        const float direction = angle(random);
        x = static_cast<std::int32_t>(65536 * scale * std::cos(direction));
        y = static_cast<std::int32_t>(65536 * scale * std::sin(direction));
        startU = static_cast<std::uint32_t>(random());
        startV = static_cast<std::uint32_t>(random());
    }
    int sample(const std::vector<std::int8_t>& tile, int column, int row) const
    {
        const std::uint32_t u = startU + static_cast<std::uint32_t>(x * column - y * row);
        const std::uint32_t v = startV + static_cast<std::uint32_t>(y * column + x * row);
        return tile[((v >> 16U) & kTileMask) * kTileEdge + ((u >> 16U) & kTileMask)];
    }
};

std::uint8_t clamped(int value) { return static_cast<std::uint8_t>(std::clamp(value, 0, 255)); }

Rgb randomColour(std::mt19937& random)
{
    const auto channel = [&] { return 30 + static_cast<int>(random() % 200); };
    return {channel(), channel(), channel()};
}

void paintBackground(std::vector<std::uint8_t>& pixels, const PhotoSpec& spec, std::mt19937& random)
{
    const Textures& tables = textures();
    const Rgb top = randomColour(random);
    const Rgb bottom = randomColour(random);
    // Scaled with the picture: a larger photo shows the same things with more detail, not more things.
    const float scale = 640.0F / static_cast<float>(std::max(spec.width, spec.height));
    const Walk shape(random, scale * (0.5F + static_cast<float>(random() % 100) / 66.0F));
    const Walk detail(random, 0.6F + static_cast<float>(random() % 100) / 200.0F);
    const int contrast = 20 + static_cast<int>(random() % 60);
    std::size_t grain = random();
    std::size_t at = 0;
    for (int y = 0; y < spec.height; ++y) {
        const int down = y * 256 / spec.height;
        const Rgb base{top.red + (bottom.red - top.red) * down / 256,
                       top.green + (bottom.green - top.green) * down / 256,
                       top.blue + (bottom.blue - top.blue) * down / 256};
        for (int x = 0; x < spec.width; ++x) {
            const int coarse = shape.sample(tables.coarse, x, y);
            const int light
                = coarse * contrast / 40 + detail.sample(tables.fine, x, y) / 4 + tables.grain[grain++ & 0xFFFFU];
            pixels[at++] = clamped(base.red + light + coarse / 4);
            pixels[at++] = clamped(base.green + light);
            pixels[at++] = clamped(base.blue + light - coarse / 3);
        }
    }
}

/// An ellipse or a box with its own colour, shading and texture.
void paintShape(std::vector<std::uint8_t>& pixels, const PhotoSpec& spec, std::mt19937& random)
{
    const Textures& tables = textures();
    const Rgb colour = randomColour(random);
    const bool isBox = random() % 3 == 0;
    const auto within
        = [&](int low, int high) { return low + static_cast<int>(random() % static_cast<unsigned>(high - low)); };
    const int radiusX = within(spec.width / 16 + 1, spec.width / 4 + 2);
    const int radiusY = within(spec.height / 16 + 1, spec.height / 4 + 2);
    const int centreX = within(0, spec.width);
    const int centreY = within(0, spec.height);
    const Walk texture(random, 0.8F);
    for (int y = std::max(0, centreY - radiusY); y < std::min(spec.height, centreY + radiusY); ++y) {
        const float dy = static_cast<float>(y - centreY) / static_cast<float>(radiusY);
        const float half = isBox ? 1.0F : std::sqrt(std::max(0.0F, 1 - dy * dy));
        const int reach = static_cast<int>(half * static_cast<float>(radiusX));
        const int shade = static_cast<int>(-50 * dy);
        for (int x = std::max(0, centreX - reach); x < std::min(spec.width, centreX + reach); ++x) {
            const std::size_t at
                = (static_cast<std::size_t>(y) * static_cast<std::size_t>(spec.width) + static_cast<std::size_t>(x))
                  * 3;
            const int light = shade + texture.sample(tables.fine, x, y) / 4;
            pixels[at] = clamped(colour.red + light);
            pixels[at + 1] = clamped(colour.green + light);
            pixels[at + 2] = clamped(colour.blue + light);
        }
    }
}

// --- EXIF: a TIFF structure of little-endian 16- and 32-bit numbers in an APP1 segment -------------------------------

class TiffWriter {
public:
    void number16(unsigned value)
    {
        m_bytes.push_back(static_cast<std::uint8_t>(value & 0xFFU));
        m_bytes.push_back(static_cast<std::uint8_t>(value >> 8U));
    }
    void number32(unsigned value)
    {
        number16(value & 0xFFFFU);
        number16(value >> 16U);
    }
    /// One entry of a directory: tag, type (2 text, 3 short, 4 long, 5 rational), count, value or its offset.
    void entry(unsigned tag, unsigned type, unsigned count, unsigned value)
    {
        number16(tag);
        number16(type);
        number32(count);
        number32(value);
    }
    void text(const std::string& value)
    {
        m_bytes.insert(m_bytes.end(), value.begin(), value.end());
        m_bytes.push_back(0);
    }
    const std::vector<std::uint8_t>& bytes() const { return m_bytes; }

private:
    std::vector<std::uint8_t> m_bytes;
};

std::vector<std::uint8_t> exifFor(const PhotoSpec& spec)
{
    constexpr std::array<const char*, 4> kModels{"Likeness One", "Likeness Tw", "Likeness Thr", "Likeness Four"};
    std::mt19937 random(spec.seed ^ 0xE81FU);
    const std::string make = "Testwerk";
    const std::string model = kModels[random() % kModels.size()];
    std::array<char, 40> date{};
    std::snprintf(date.data(), date.size(), "%04u:%02u:%02u %02u:%02u:%02u",
                  2005U + static_cast<unsigned>(random() % 20), 1U + static_cast<unsigned>(random() % 12),
                  1U + static_cast<unsigned>(random() % 28), static_cast<unsigned>(random() % 24),
                  static_cast<unsigned>(random() % 60), static_cast<unsigned>(random() % 60));
    // Offsets count from the TIFF header: 8 bytes, a directory of 4 entries (2 + 4 · 12 + 4), then its texts, then the
    // EXIF directory of 4 entries and its values.
    const auto makeAt = 8U + 54U;
    const auto modelAt = makeAt + static_cast<unsigned>(make.size()) + 1;
    const auto exifAt = modelAt + static_cast<unsigned>(model.size()) + 1;
    const auto valuesAt = exifAt + 54U;
    TiffWriter tiff;
    tiff.number16(0x4949);
    tiff.number16(42);
    tiff.number32(8);
    tiff.number16(4);
    tiff.entry(0x010F, 2, static_cast<unsigned>(make.size()) + 1, makeAt);
    tiff.entry(0x0110, 2, static_cast<unsigned>(model.size()) + 1, modelAt);
    tiff.entry(0x0112, 3, 1, 1); // upright
    tiff.entry(0x8769, 4, 1, exifAt);
    tiff.number32(0);
    tiff.text(make);
    tiff.text(model);
    tiff.number16(4);
    tiff.entry(0x829D, 5, 1, valuesAt);               // FNumber
    tiff.entry(0x8827, 3, 1, 100U << (random() % 5)); // ISO
    tiff.entry(0x9003, 2, 20, valuesAt + 16);         // DateTimeOriginal
    tiff.entry(0x920A, 5, 1, valuesAt + 8);           // FocalLength
    tiff.number32(0);
    tiff.number32(18U + static_cast<unsigned>(random() % 60));
    tiff.number32(10);
    tiff.number32(24U + static_cast<unsigned>(random() % 176));
    tiff.number32(1);
    tiff.text(date.data());
    constexpr std::array<std::uint8_t, 6> kExif{'E', 'x', 'i', 'f', 0, 0};
    std::vector<std::uint8_t> segment(kExif.size() + tiff.bytes().size());
    const auto end = std::copy(kExif.begin(), kExif.end(), segment.begin());
    std::copy(tiff.bytes().begin(), tiff.bytes().end(), end);
    return segment;
}

std::vector<std::byte> encoded(const std::vector<std::uint8_t>& pixels, const PhotoSpec& spec)
{
    jpeg_compress_struct jpeg{};
    jpeg_error_mgr errors{};
    jpeg.err = ::jpeg_std_error(&errors);
    ::jpeg_create_compress(&jpeg);
    unsigned char* buffer = nullptr;
    unsigned long length = 0;
    ::jpeg_mem_dest(&jpeg, &buffer, &length);
    jpeg.image_width = static_cast<JDIMENSION>(spec.width);
    jpeg.image_height = static_cast<JDIMENSION>(spec.height);
    jpeg.input_components = 3;
    jpeg.in_color_space = JCS_RGB;
    ::jpeg_set_defaults(&jpeg);
    ::jpeg_set_quality(&jpeg, spec.quality, TRUE);
    ::jpeg_start_compress(&jpeg, TRUE);
    const std::vector<std::uint8_t> exif = exifFor(spec);
    ::jpeg_write_marker(&jpeg, JPEG_APP0 + 1, exif.data(), static_cast<unsigned>(exif.size()));
    while (jpeg.next_scanline < jpeg.image_height) {
        auto* row = const_cast<JSAMPLE*>(pixels.data() + std::size_t{jpeg.next_scanline} * jpeg.image_width * 3);
        ::jpeg_write_scanlines(&jpeg, &row, 1);
    }
    ::jpeg_finish_compress(&jpeg);
    ::jpeg_destroy_compress(&jpeg);
    const auto* begin = reinterpret_cast<const std::byte*>(buffer);
    std::vector<std::byte> bytes(begin, begin + length);
    std::free(buffer);
    return bytes;
}

} // namespace

std::vector<std::byte> makePhoto(const PhotoSpec& spec)
{
    std::mt19937 random(spec.seed);
    std::vector<std::uint8_t> pixels(static_cast<std::size_t>(spec.width) * static_cast<std::size_t>(spec.height) * 3);
    paintBackground(pixels, spec, random);
    const unsigned shapes = 2 + static_cast<unsigned>(random() % 7);
    for (unsigned i = 0; i < shapes; ++i) {
        paintShape(pixels, spec, random);
    }
    return encoded(pixels, spec);
}

std::vector<fs::path> writePhotos(const PhotoSeries& series)
{
    std::vector<fs::path> paths;
    for (int i = 0; i < series.count; ++i) {
        std::array<char, 48> name{};
        std::snprintf(name.data(), name.size(), "%03d/photo_%06d.jpg", i / 1000, i);
        paths.push_back(series.folder / name.data());
        if (i % 1000 == 0) {
            std::error_code error;
            fs::create_directories(paths.back().parent_path(), error);
        }
    }
    textures(); // before the threads, so that they do not wait for each other
    std::atomic<std::size_t> next{0};
    std::atomic<bool> failed{false};
    std::vector<std::thread> workers;
    for (int i = 0; i < std::max(1, series.threads); ++i) {
        workers.emplace_back([&] {
            for (std::size_t at = next++; at < paths.size() && !failed; at = next++) {
                PhotoSpec spec = series.first;
                spec.seed += static_cast<std::uint32_t>(at);
                const std::vector<std::byte> bytes = makePhoto(spec);
                std::ofstream out(paths[at], std::ios::binary);
                out.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
                if (!out.flush()) {
                    failed = true;
                }
            }
        });
    }
    for (std::thread& worker : workers) {
        worker.join();
    }
    return failed ? std::vector<fs::path>{} : paths;
}

} // namespace likeness::testing
