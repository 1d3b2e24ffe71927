#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <vector>

namespace likeness {

/// What the operating system says of a file without opening it.
struct FileStamp {
    std::int64_t sizeBytes = 0;
    std::int64_t modifiedNs = 0; ///< nanoseconds since 1970 UTC
    std::uint64_t device = 0;    ///< st_dev
    std::uint64_t inode = 0;

    friend bool operator==(const FileStamp&, const FileStamp&) = default;
};

/// The writes of Likeness' own files go through here, so that tests can make the n-th one fail.
/// Thread: every function from any thread.
class FileSystem {
public:
    virtual ~FileSystem() = default;

    /// Writes beside `path`, syncs file and folder, and renames: after a crash the old or the new content is there,
    /// whole. Errors: Io, OutOfResources (disk full).
    virtual Status replaceFile(const std::filesystem::path& path, std::span<const std::byte> content);
    /// Adds to the end of a file and makes it if need be; on the disk only after `syncToDisk`.
    /// Errors: Io, OutOfResources (disk full).
    virtual Status appendToFile(const std::filesystem::path& path, std::span<const std::byte> content);
    /// Writes `content` into `beside`, which must not be there, with the owner, permissions, access list and extended
    /// attributes of `original`, or as a new file if that is empty, and syncs it. Together with `renameDurably` that
    /// replaces a file of the person's. Errors: Io (then `beside` is removed again), OutOfResources (disk full).
    virtual Status writeBeside(const std::filesystem::path& beside, std::span<const std::byte> content,
                               const std::filesystem::path& original);
    /// Syncs and renames a file or folder over `to`. Errors: Io.
    virtual Status renameDurably(const std::filesystem::path& from, const std::filesystem::path& to);
    /// Errors: Io.
    virtual Status removeAll(const std::filesystem::path& path);
};

/// Errors: NotFound, Io (a folder, no permission), OutOfResources (larger than `sizeMaxBytes`).
Result<std::vector<std::byte>> readFile(const std::filesystem::path& path, std::int64_t sizeMaxBytes);

/// Errors: NotFound, Io.
Result<FileStamp> stampOf(const std::filesystem::path& path);

/// Renames without ever replacing. Errors: InvalidInput (`to` exists), NotFound, Io (another drive, no permission).
Status renameWithoutReplacing(const std::filesystem::path& from, const std::filesystem::path& to);

/// Flushes a file's or folder's content to the disk. Errors: Io.
Status syncToDisk(const std::filesystem::path& path);

/// The path as UTF-8 for people and JSON; bytes that are not UTF-8 become U+FFFD.
std::string displayPath(const std::filesystem::path& path);

} // namespace likeness
