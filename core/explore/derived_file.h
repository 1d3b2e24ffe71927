#pragma once

#include "core/base/file_system.h"

#include <array>
#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>

namespace likeness {

static_assert(std::endian::native == std::endian::little, "derived files are little-endian, as memory is");

/// What explore keeps on disk can all be computed again; so a file is believed only if every byte is as it was written.
/// Layout: magic (8 bytes), version (u32), the fields one after the other, XXH3-128 of everything before (16 bytes).

/// Gathers the fields of a file and writes it whole or not at all.
class DerivedFileWriter {
public:
    /// `magic` has 8 bytes.
    DerivedFileWriter(std::string_view magic, std::uint32_t version);

    template <class T> void put(const T& value)
    {
        static_assert(std::is_trivially_copyable_v<T>);
        add(std::as_bytes(std::span(&value, 1)));
    }
    template <class T> void putAll(std::span<const T> values)
    {
        static_assert(std::is_trivially_copyable_v<T>);
        add(std::as_bytes(values));
    }
    /// Length (u32), then the bytes.
    void putText(std::string_view text);

    /// Errors: Io, OutOfResources (disk full).
    Status writeTo(const std::filesystem::path& path, FileSystem& files);

private:
    void add(std::span<const std::byte> bytes) { m_bytes.insert(m_bytes.end(), bytes.begin(), bytes.end()); }

    std::vector<std::byte> m_bytes;
};

/// Reads the fields of a file in the order in which they were put.
class DerivedFileReader {
public:
    /// Errors: NotFound, Io, Corrupt (checksum, another magic), Unsupported (version), OutOfResources.
    static Result<DerivedFileReader> open(const std::filesystem::path& path, std::string_view magic,
                                          std::uint32_t version);

    /// Takes a value; false at the end of the file.
    template <class T> bool take(T& value)
    {
        static_assert(std::is_trivially_copyable_v<T>);
        return copy(&value, sizeof(T));
    }
    template <class T> bool takeAll(std::vector<T>& values, std::uint64_t count)
    {
        static_assert(std::is_trivially_copyable_v<T>);
        if (count > left() / sizeof(T)) {
            return false;
        }
        values.resize(count);
        return copy(values.data(), count * sizeof(T));
    }
    bool takeText(std::string& text);
    bool atEnd() const { return left() == 0; }

private:
    std::size_t left() const { return m_end - m_at; }
    bool copy(void* to, std::size_t size);

    std::vector<std::byte> m_bytes;
    std::size_t m_at = 0;
    std::size_t m_end = 0;
};

} // namespace likeness
