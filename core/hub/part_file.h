#pragma once

#include "core/base/file_system.h"
#include "core/hub/checksum.h"
#include "core/hub/hub_listing.h"

#include <optional>
#include <stop_token>

namespace likeness {

/// A file that is arriving. It lies beside its later name, ends in ".part", and is kept when the arrival is cut short;
/// its name carries the checksum to come, so that parts of two versions of a file never meet.
/// Thread: one.
class PartFile {
public:
    /// Where the file will lie, and where it lies until it is whole.
    static std::filesystem::path finalPath(const std::filesystem::path& folder, const HubFile& file);
    static std::filesystem::path partPath(const std::filesystem::path& folder, const HubFile& file);
    /// Bytes of `file` in `folder`, whole or in part, unchecked.
    static std::int64_t haveBytes(const std::filesystem::path& folder, const HubFile& file);
    /// Whether the file of the final name has the checksum. Errors: Io, Cancelled.
    static Result<bool> isWhole(const std::filesystem::path& folder, const HubFile& file, const std::stop_token& stop);

    /// Goes on with what is there, reading it once for the checksum. Errors: Io, OutOfResources, Cancelled.
    static Result<PartFile> open(FileSystem& files, const std::filesystem::path& folder, const HubFile& file,
                                 const std::stop_token& stop);

    std::int64_t sizeBytes() const { return m_sizeBytes; }
    /// Errors: Io, OutOfResources (disk full).
    Status append(std::span<const std::byte> bytes);
    /// Hands over to the operating system what `append` has gathered. Errors: as there.
    Status flush();
    /// Throws away what has arrived. Errors: Io.
    Status restart();
    /// Once all bytes are there: true when the checksum is right and the file lies, synced, under its final name;
    /// false when it was wrong and the part is gone. Errors: Io, OutOfResources.
    Result<bool> finish();

private:
    PartFile(FileSystem& files, std::filesystem::path folder, HubFile file, Checksum sum)
        : m_files(&files)
        , m_folder(std::move(folder))
        , m_file(std::move(file))
        , m_sum(std::move(sum))
    {
    }

    FileSystem* m_files;
    std::filesystem::path m_folder;
    HubFile m_file;
    Checksum m_sum; // of everything appended, the gathered bytes included
    std::int64_t m_sizeBytes = 0;
    std::vector<std::byte> m_gathered;
};

} // namespace likeness
