#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <filesystem>
#include <utility>

namespace likeness {

/// Memory behind which lies a file that has no name any more: the page cache holds it, not the heap, and it goes with
/// the object.
/// Thread: as any memory.
class UnnamedFile {
public:
    /// Errors: OutOfResources (disk full, too much mapped), Io (no such folder, not writable).
    static Result<UnnamedFile> in(const std::filesystem::path& folder, std::size_t sizeBytes);

    UnnamedFile() = default;
    UnnamedFile(UnnamedFile&& other) noexcept
        : m_data(std::exchange(other.m_data, nullptr))
        , m_sizeBytes(std::exchange(other.m_sizeBytes, 0))
    {
    }
    UnnamedFile& operator=(UnnamedFile&& other) noexcept
    {
        std::swap(m_data, other.m_data);
        std::swap(m_sizeBytes, other.m_sizeBytes);
        return *this;
    }
    ~UnnamedFile();

    /// Zeros at first; null when there is nothing.
    void* data() const { return m_data; }

private:
    UnnamedFile(void* data, std::size_t sizeBytes)
        : m_data(data)
        , m_sizeBytes(sizeBytes)
    {
    }

    void* m_data = nullptr; // of m_sizeBytes
    std::size_t m_sizeBytes = 0;
};

} // namespace likeness
