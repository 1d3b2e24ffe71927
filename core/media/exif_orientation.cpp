#include "core/media/exif_orientation.h"

#include <algorithm>
#include <cstring>

namespace likeness {
namespace {

/// Reads numbers of a TIFF in its own byte order; what lies outside reads as absent.
class TiffBytes {
public:
    explicit TiffBytes(std::span<const std::byte> bytes)
        : m_bytes(bytes)
        , m_littleEndian(!bytes.empty() && bytes[0] == std::byte{'I'})
    {
    }

    std::optional<std::uint32_t> number(std::size_t at, std::size_t sizeBytes) const
    {
        if (at > m_bytes.size() || m_bytes.size() - at < sizeBytes) {
            return std::nullopt;
        }
        std::uint32_t value = 0;
        for (std::size_t i = 0; i < sizeBytes; ++i) {
            const std::size_t place = m_littleEndian ? sizeBytes - 1 - i : i;
            value = value << 8 | std::to_integer<std::uint32_t>(m_bytes[at + place]);
        }
        return value;
    }

private:
    std::span<const std::byte> m_bytes;
    bool m_littleEndian;
};

} // namespace

// TIFF 6.0: byte order (2 bytes), 42 (2), offset of the first directory (4). A directory is a count (2) and entries of
// 12 bytes: tag (2), type (2: 1 = byte, 3 = 16 bits, 4 = 32 bits), count (4), value or its offset (4).
std::optional<std::uint32_t> readTiffTag(std::span<const std::byte> tiff, std::uint16_t wantedTag)
{
    const TiffBytes bytes(tiff);
    const std::optional<std::uint32_t> directory = bytes.number(4, 4);
    const std::optional<std::uint32_t> count = directory ? bytes.number(*directory, 2) : std::nullopt;
    for (std::uint32_t i = 0; count && i < *count; ++i) {
        const std::size_t entry = std::size_t{*directory} + 2 + std::size_t{12} * i;
        const std::optional<std::uint32_t> tag = bytes.number(entry, 2);
        if (!tag) {
            break;
        }
        if (*tag == wantedTag) {
            const std::optional<std::uint32_t> type = bytes.number(entry + 2, 2);
            return bytes.number(entry + 8, type == 3U ? 2 : 4);
        }
    }
    return std::nullopt;
}

int exifOrientation(std::span<const std::byte> tiff)
{
    constexpr std::uint16_t kOrientation = 0x0112;
    const std::uint32_t value = readTiffTag(tiff, kOrientation).value_or(1);
    return value >= 1 && value <= 8 ? static_cast<int>(value) : 1;
}

Image upright(Image image, int orientation)
{
    if (orientation <= 1 || orientation > 8 || image.empty()) {
        return image;
    }
    const bool swaps = orientationSwapsEdges(orientation);
    const bool fromRight = orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
    const bool fromBottom = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;

    Image turned;
    turned.width = swaps ? image.height : image.width;
    turned.height = swaps ? image.width : image.height;
    turned.channels = image.channels;
    turned.pixels.resize(image.pixels.size());

    const auto channels = static_cast<std::ptrdiff_t>(image.channels);
    const std::ptrdiff_t rowBytes = image.width * channels;
    // One step to the right, and one down, in the result, as steps in the source.
    const std::ptrdiff_t sourceX = fromRight ? -channels : channels;
    const std::ptrdiff_t sourceY = fromBottom ? -rowBytes : rowBytes;
    const std::ptrdiff_t stepX = swaps ? sourceY : sourceX;
    const std::ptrdiff_t stepY = swaps ? sourceX : sourceY;
    const std::uint8_t* origin = image.pixels.data() + (fromRight ? rowBytes - channels : 0)
                                 + (fromBottom ? (image.height - 1) * rowBytes : 0);

    std::uint8_t* to = turned.pixels.data();
    for (int y = 0; y < turned.height; ++y) {
        const std::uint8_t* row = origin + y * stepY;
        for (int x = 0; x < turned.width; ++x) {
            std::memcpy(to, row + x * stepX, static_cast<std::size_t>(channels));
            to += channels;
        }
    }
    return turned;
}

} // namespace likeness
