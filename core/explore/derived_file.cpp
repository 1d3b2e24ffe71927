#include "core/explore/derived_file.h"

#include <xxhash.h>

namespace likeness {
namespace {

constexpr std::size_t kMagicBytes = 8;
constexpr std::size_t kChecksumBytes = 16;
constexpr std::int64_t kFileBytesMax = std::int64_t{8} << 30;

std::array<std::byte, kChecksumBytes> checksumOf(std::span<const std::byte> bytes)
{
    XXH128_canonical_t canonical;
    XXH128_canonicalFromHash(&canonical, XXH3_128bits(bytes.data(), bytes.size()));
    std::array<std::byte, kChecksumBytes> checksum;
    std::memcpy(checksum.data(), canonical.digest, checksum.size());
    return checksum;
}

} // namespace

DerivedFileWriter::DerivedFileWriter(std::string_view magic, std::uint32_t version)
{
    add(std::as_bytes(std::span(magic)));
    put(version);
}

void DerivedFileWriter::putText(std::string_view text)
{
    put(static_cast<std::uint32_t>(text.size()));
    add(std::as_bytes(std::span(text)));
}

Status DerivedFileWriter::writeTo(const std::filesystem::path& path, FileSystem& files)
{
    put(checksumOf(m_bytes));
    return files.replaceFile(path, m_bytes);
}

Result<DerivedFileReader> DerivedFileReader::open(const std::filesystem::path& path, std::string_view magic,
                                                  std::uint32_t version)
{
    auto bytes = readFile(path, kFileBytesMax);
    if (!bytes) {
        return bytes.failure();
    }
    DerivedFileReader reader;
    reader.m_bytes = std::move(*bytes);
    if (reader.m_bytes.size() < kMagicBytes + sizeof(version) + kChecksumBytes) {
        return fail(ErrorCode::Corrupt, displayPath(path) + " is too short; it can be computed again");
    }
    reader.m_end = reader.m_bytes.size() - kChecksumBytes;
    const auto checksum = checksumOf(std::span(reader.m_bytes).first(reader.m_end));
    if (std::memcmp(checksum.data(), reader.m_bytes.data() + reader.m_end, kChecksumBytes) != 0) {
        return fail(ErrorCode::Corrupt, displayPath(path) + " has a wrong checksum; it can be computed again");
    }
    if (std::memcmp(reader.m_bytes.data(), magic.data(), kMagicBytes) != 0) {
        return fail(ErrorCode::Corrupt, displayPath(path) + " is not what its name says; it can be computed again");
    }
    reader.m_at = kMagicBytes;
    std::uint32_t found = 0;
    if (!reader.take(found) || found != version) {
        return fail(ErrorCode::Unsupported,
                    displayPath(path) + " is of version " + std::to_string(found) + "; it can be computed again");
    }
    return reader;
}

bool DerivedFileReader::takeText(std::string& text)
{
    std::uint32_t size = 0;
    if (!take(size) || size > left()) {
        return false;
    }
    text.resize(size);
    return copy(text.data(), size);
}

bool DerivedFileReader::copy(void* to, std::size_t size)
{
    if (size > left()) {
        return false;
    }
    if (size > 0) {
        std::memcpy(to, m_bytes.data() + m_at, size);
    }
    m_at += size;
    return true;
}

} // namespace likeness
