#pragma once

#include "core/index/manifest.h"

#include <cstring>
#include <xxhash.h>

namespace likeness {

/// Appends to a file in pieces of about a megabyte and keeps its checksum.
class FileBuilder {
public:
    FileBuilder(FileSystem& files, std::filesystem::path path, std::string_view magic)
        : m_files(files)
        , m_path(std::move(path))
        , m_state(XXH3_createState(), &XXH3_freeState)
    {
        XXH3_128bits_reset(m_state.get());
        m_buffer.reserve(kFlushBytes);
        add(std::as_bytes(std::span(magic)));
        pad(kFileHeaderBytes);
    }

    void add(std::span<const std::byte> bytes)
    {
        while (!bytes.empty() && m_status) {
            const std::size_t part = std::min(bytes.size(), kFlushBytes - m_buffer.size());
            m_buffer.insert(m_buffer.end(), bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(part));
            bytes = bytes.subspan(part);
            m_sizeBytes += part;
            if (m_buffer.size() == kFlushBytes) {
                flush();
            }
        }
    }

    template <class T> void addAll(std::span<const T> values) { add(std::as_bytes(values)); }

    void pad(std::size_t multiple)
    {
        static constexpr std::array<std::byte, kFileHeaderBytes> kZeros{};
        add(std::span(kZeros).first((multiple - m_sizeBytes % multiple) % multiple));
    }

    /// The first error of all, or the sum of a file that is on the disk.
    Result<FileSum> finish()
    {
        flush();
        if (m_status) {
            m_status = syncToDisk(m_path);
        }
        if (!m_status) {
            return m_status.failure();
        }
        FileSum sum;
        sum.sizeBytes = m_sizeBytes;
        XXH128_canonical_t canonical;
        XXH128_canonicalFromHash(&canonical, XXH3_128bits_digest(m_state.get()));
        std::memcpy(sum.checksum.data(), canonical.digest, sum.checksum.size());
        return sum;
    }

private:
    static constexpr std::size_t kFlushBytes = std::size_t{1} << 20;

    void flush()
    {
        if (m_status && !m_buffer.empty()) {
            XXH3_128bits_update(m_state.get(), m_buffer.data(), m_buffer.size());
            m_status = m_files.appendToFile(m_path, m_buffer);
            m_buffer.clear();
        }
    }

    FileSystem& m_files;
    std::filesystem::path m_path;
    std::unique_ptr<XXH3_state_t, decltype(&XXH3_freeState)> m_state;
    std::vector<std::byte> m_buffer;
    std::uint64_t m_sizeBytes = 0;
    Status m_status;
};

} // namespace likeness
