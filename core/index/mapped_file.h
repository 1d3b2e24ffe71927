#pragma once

#include "core/base/result.h"

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>

namespace likeness {

/// XXH3-128 as XXH128_canonicalFromHash writes it.
using Checksum = std::array<std::uint8_t, 16>;

/// What a file has to be: how long, and what its bytes add up to.
struct FileSum {
    std::uint64_t sizeBytes = 0;
    Checksum checksum{};

    friend bool operator==(const FileSum&, const FileSum&) = default;
};
/// The checksum of a file's bytes, read (not mapped, so that a bad sector is an error and not a signal).
/// Errors: NotFound, Io, Cancelled (soon after `cancel`, if any, is set).
Result<FileSum> sumOfFile(const std::filesystem::path& path, const std::atomic<bool>* cancel = nullptr);

/// A whole file in memory, read-only; the memory belongs to the page cache. Stays readable after the file is unlinked.
class MappedFile {
public:
    /// Errors: NotFound, Io, OutOfResources.
    static Result<std::unique_ptr<MappedFile>> open(const std::filesystem::path& path);
    ~MappedFile();
    MappedFile(const MappedFile&) = delete;
    MappedFile& operator=(const MappedFile&) = delete;

    std::span<const std::byte> bytes() const { return {m_data, m_size}; }

private:
    MappedFile(const std::byte* data, std::size_t size)
        : m_data(data)
        , m_size(size)
    {
    }

    const std::byte* m_data;
    std::size_t m_size;
};

} // namespace likeness
