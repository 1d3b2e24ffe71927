#include "core/engine/look_hashes.h"

#include "core/media/media.h"

#include <bit>
#include <cstring>

namespace likeness {
namespace {

static_assert(std::endian::native == std::endian::little);
constexpr std::size_t kHashesHeld = 32 * 1024; // 10 MB
constexpr std::size_t kSketchesHeld = 4096;    // 16 MB

} // namespace

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

const LookHashes* Looks::hashes(ContentId content)
{
    auto known = m_hashes.find(content);
    if (known == m_hashes.end()) {
        if (m_hashes.size() >= kHashesHeld) {
            m_hashes.clear();
        }
        auto thumbnails = m_readers.thumbnails();
        auto bytes
            = thumbnails ? (*thumbnails)->lookHash(content) : Result<std::vector<std::byte>>(thumbnails.failure());
        std::optional<LookHashes> hashes = bytes ? lookHashesFrom(*bytes) : std::nullopt;
        if (const Sketch* seen = hashes ? nullptr : sketch(content)) { // not written down yet
            hashes = lookHashesOf(*seen);
        }
        known = m_hashes.emplace(content, hashes).first;
    }
    return known->second ? &*known->second : nullptr;
}

const Sketch* Looks::sketch(ContentId content)
{
    auto known = m_sketches.find(content);
    if (known == m_sketches.end()) {
        if (m_sketches.size() >= kSketchesHeld) {
            m_sketches.clear();
        }
        const Image thumbnail = thumbnailOf(content, m_readers);
        known
            = m_sketches.emplace(content, thumbnail.empty() ? std::nullopt : std::optional(sketchOf(thumbnail))).first;
    }
    return known->second ? &*known->second : nullptr;
}

} // namespace likeness
