#pragma once

#include "core/api/types.h"
#include "core/base/file_system.h"

#include <memory>

namespace likeness {

/// What is to be written for one photo, and where.
struct WriteOrder {
    PhotoDetails photo; ///< with what the person decided
    MetadataPlace into = MetadataPlace::Sidecar;
    SidecarName sidecarName = SidecarName::Full;
};

/// New bytes of a photo or a sidecar that lie beside the old ones, checked, and wait to take their place. What never
/// took its place is removed with the object.
/// Thread: one at a time.
class PreparedWrite {
public:
    /// Reads the photo, writes the new file beside the old one and reads it back. Nothing when the files say it all
    /// already. The old file is not touched.
    /// Errors, each naming the file: Unsupported (a kind of photo that only a sidecar can describe; a file with several
    /// names; one that is write-protected; one that cannot be written safely), Io, OutOfResources (disk full),
    /// Corrupt (the sidecar that is there cannot be read), NotFound.
    static Result<std::unique_ptr<PreparedWrite>> prepare(const WriteOrder& order, FileSystem& files);

    ~PreparedWrite();
    PreparedWrite(const PreparedWrite&) = delete;
    PreparedWrite& operator=(const PreparedWrite&) = delete;

    /// Puts the new file in the place of the old one in one step, if that is still what was read. Errors: Io
    /// (InvalidInput: somebody else has changed it meanwhile); then the old file is as it was.
    Status replace(FileSystem& files);

    PhotoId photo() const { return m_photo; }
    const std::filesystem::path& path() const { return m_path; }   ///< of the photo
    const ContentHash& hashBefore() const { return m_hashBefore; } ///< of the photo's bytes as they were read
    const ContentHash& hash() const { return m_hash; }             ///< of the photo's bytes once `replace` is done
    const Metadata& metadata() const { return m_metadata; }        ///< what its files say then
    bool intoPhoto() const { return m_intoPhoto; }

private:
    PreparedWrite(const WriteOrder& order, FileSystem& files)
        : m_photo(order.photo.row.id)
        , m_path(order.photo.row.path)
        , m_files(files)
    {
    }
    Result<bool> prepareEmbedded(const PhotoDetails& photo);
    Result<bool> prepareSidecar(const PhotoDetails& photo, SidecarName name);
    Status writeBeside(std::span<const std::byte> content, bool isNew);

    const PhotoId m_photo;
    const std::filesystem::path m_path;
    FileSystem& m_files;
    std::filesystem::path m_target; ///< what is replaced, links followed
    std::filesystem::path m_beside; ///< empty = nothing is there
    FileStamp m_seen;               ///< of the target when it was read; zeros = it was not there
    ContentHash m_hashBefore{};
    ContentHash m_hash{};
    Metadata m_metadata;
    bool m_intoPhoto = false;
};

} // namespace likeness
