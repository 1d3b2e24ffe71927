#include "core/index/manifest.h"

#include "core/index/graph.h"

#include <bit>
#include <cstring>
#include <xxhash.h>

namespace likeness {
namespace {

static_assert(std::endian::native == std::endian::little, "the files are little-endian and mapped as they are");
static_assert(sizeof(ContentId) == sizeof(std::int64_t), "content ids are mapped as they are");

constexpr std::string_view kManifestMagic("LKINDEX\n", 8);
constexpr std::uint32_t kVersion = 5;
constexpr std::size_t kModelIdBytesMax = 4096;

Checksum checksumOf(std::span<const std::byte> bytes)
{
    XXH128_canonical_t canonical;
    XXH128_canonicalFromHash(&canonical, XXH3_128bits(bytes.data(), bytes.size()));
    Checksum checksum;
    std::memcpy(checksum.data(), canonical.digest, checksum.size());
    return checksum;
}

class Writer {
public:
    template <class T> void put(const T& value)
    {
        const auto bytes = std::as_bytes(std::span(&value, 1));
        m_bytes.insert(m_bytes.end(), bytes.begin(), bytes.end());
    }
    void put(std::string_view text)
    {
        const auto bytes = std::as_bytes(std::span(text));
        m_bytes.insert(m_bytes.end(), bytes.begin(), bytes.end());
    }
    std::vector<std::byte> take() { return std::move(m_bytes); }
    std::span<const std::byte> bytes() const { return m_bytes; }

private:
    std::vector<std::byte> m_bytes;
};

class Reader {
public:
    explicit Reader(std::span<const std::byte> bytes)
        : m_rest(bytes)
    {
    }
    template <class T> bool take(T& value)
    {
        if (m_rest.size() < sizeof(T)) {
            return false;
        }
        std::memcpy(&value, m_rest.data(), sizeof(T));
        m_rest = m_rest.subspan(sizeof(T));
        return true;
    }
    bool take(std::string& text, std::size_t size)
    {
        if (m_rest.size() < size) {
            return false;
        }
        text.assign(reinterpret_cast<const char*>(m_rest.data()), size);
        m_rest = m_rest.subspan(size);
        return true;
    }
    bool atEnd() const { return m_rest.empty(); }

private:
    std::span<const std::byte> m_rest;
};

} // namespace

std::vector<std::byte> encode(const Manifest& manifest)
{
    Writer out;
    out.put(kManifestMagic);
    out.put(kVersion);
    out.put(manifest.dimension);
    out.put(manifest.stride);
    out.put(manifest.rows);
    out.put(manifest.lastSequence);
    out.put(manifest.withGraph);
    out.put(manifest.entry);
    out.put(manifest.levels);
    out.put(manifest.records);
    out.put(manifest.codeBits);
    out.put(manifest.seed);
    out.put(manifest.staleRows);
    out.put(manifest.lists);
    out.put(manifest.listBlocks);
    out.put(manifest.clusteredRows);
    out.put(manifest.probeStrength);
    out.put(manifest.buildSeconds);
    out.put(static_cast<std::uint32_t>(manifest.modelId.size()));
    out.put(std::string_view(manifest.modelId));
    for (const FileSum& file : {manifest.rowsFile, manifest.graphFile, manifest.codesFile, manifest.listsFile}) {
        out.put(file.sizeBytes);
        out.put(file.checksum);
    }
    out.put(checksumOf(out.bytes()));
    return out.take();
}

Result<Manifest> decode(std::span<const std::byte> bytes)
{
    const Failure corrupt = fail(ErrorCode::Corrupt, "the manifest is damaged");
    if (bytes.size() < kManifestMagic.size() + sizeof(Checksum)) {
        return corrupt;
    }
    const auto content = bytes.first(bytes.size() - sizeof(Checksum));
    Checksum checksum;
    std::memcpy(checksum.data(), bytes.data() + content.size(), checksum.size());
    Reader in(content);
    std::string magic;
    std::uint32_t version = 0;
    if (checksumOf(content) != checksum || !in.take(magic, kManifestMagic.size()) || magic != kManifestMagic
        || !in.take(version)) {
        return corrupt;
    }
    if (version != kVersion) {
        return fail(ErrorCode::Unsupported, "version " + std::to_string(version) + " of the index files");
    }
    Manifest manifest;
    std::uint32_t idLength = 0;
    const bool whole = in.take(manifest.dimension) && in.take(manifest.stride) && in.take(manifest.rows)
                       && in.take(manifest.lastSequence) && in.take(manifest.withGraph) && in.take(manifest.entry)
                       && in.take(manifest.levels) && in.take(manifest.records) && in.take(manifest.codeBits)
                       && in.take(manifest.seed) && in.take(manifest.staleRows) && in.take(manifest.lists)
                       && in.take(manifest.listBlocks) && in.take(manifest.clusteredRows)
                       && in.take(manifest.probeStrength) && in.take(manifest.buildSeconds) && in.take(idLength)
                       && idLength <= kModelIdBytesMax && in.take(manifest.modelId, idLength)
                       && in.take(manifest.rowsFile.sizeBytes) && in.take(manifest.rowsFile.checksum)
                       && in.take(manifest.graphFile.sizeBytes) && in.take(manifest.graphFile.checksum)
                       && in.take(manifest.codesFile.sizeBytes) && in.take(manifest.codesFile.checksum)
                       && in.take(manifest.listsFile.sizeBytes) && in.take(manifest.listsFile.checksum) && in.atEnd();
    if (!whole) {
        return corrupt;
    }
    return manifest;
}

std::size_t halvesOffset(std::size_t rows)
{
    const std::size_t idBytes = rows * sizeof(ContentId);
    return kFileHeaderBytes + (idBytes + 63) / 64 * 64;
}

std::size_t rowsFileBytes(std::size_t rows, std::size_t stride)
{
    return halvesOffset(rows) + rows * stride * sizeof(std::uint16_t);
}

std::size_t graphFileBytes(std::size_t nodes, std::size_t records)
{
    return kFileHeaderBytes
           + sizeof(std::uint32_t) * (nodes * (1 + kBottomLinks) + nodes + 1 + records * (1 + kGraphLinks) + nodes);
}

ListsOffsets listsOffsets(std::size_t lists, std::size_t blocks, std::size_t stride)
{
    const std::size_t terms = kFileHeaderBytes + stride * sizeof(float) + lists * sizeof(ListTerms);
    ListsOffsets offsets;
    offsets.centres = (terms + 63) / 64 * 64;
    offsets.rests = offsets.centres + lists * stride * sizeof(std::uint16_t);
    offsets.centreBlocks = offsets.rests + kRests * stride * sizeof(std::uint16_t);
    offsets.rowNumbers
        = offsets.centreBlocks + CodeLayout::blocksOf(lists) * CodeLayout{stride, kCentreBits}.blockBytes();
    offsets.blocks = offsets.rowNumbers + blocks * kCodeBlockRows * sizeof(std::uint32_t);
    return offsets;
}

std::size_t listsFileBytes(std::size_t lists, std::size_t blocks, const CodeLayout& layout)
{
    return listsOffsets(lists, blocks, layout.stride).blocks + blocks * layout.blockBytes();
}

std::size_t codesFileBytes(std::size_t rows, const CodeLayout& layout)
{
    return kFileHeaderBytes + layout.stride * sizeof(float) + CodeLayout::blocksOf(rows) * layout.blockBytes();
}

} // namespace likeness
