#include "core/engine/look_hashes.h"

#include "core/media/media.h"

#include <bit>
#include <cstring>

namespace likeness {

static_assert(std::endian::native == std::endian::little);

std::vector<std::byte> bytesOf(const LookHashes& hashes)
{
    std::vector<std::byte> bytes(sizeof(PerceptualHash) * (1 + LookHashes::kParts));
    std::memcpy(bytes.data(), &hashes.whole, sizeof hashes.whole);
    std::memcpy(bytes.data() + sizeof hashes.whole, hashes.parts.data(), sizeof hashes.parts);
    return bytes;
}

std::optional<LookHashes> lookHashesFrom(std::span<const std::byte> bytes)
{
    LookHashes hashes;
    if (bytes.size() != sizeof hashes.whole + sizeof hashes.parts) {
        return std::nullopt;
    }
    std::memcpy(&hashes.whole, bytes.data(), sizeof hashes.whole);
    std::memcpy(hashes.parts.data(), bytes.data() + sizeof hashes.whole, sizeof hashes.parts);
    return hashes;
}

Image thumbnailOf(ContentId content, Readers& readers)
{
    auto thumbnails = readers.thumbnails();
    auto encoded = thumbnails ? (*thumbnails)->encoded(content, ThumbnailSize::Small236)
                              : Result<std::vector<std::byte>>(thumbnails.failure());
    if (!encoded || encoded->empty()) {
        return {};
    }
    auto decoded = decodePhoto(*encoded, "thumbnail", DecodeSize(0));
    return decoded ? std::move(decoded->image) : Image{};
}

} // namespace likeness
