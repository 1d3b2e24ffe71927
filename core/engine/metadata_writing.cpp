#include "core/engine/metadata_writing.h"

#include "core/media/media.h"
#include "core/media/sidecar.h"

#include <sys/stat.h>

namespace likeness {
namespace {

namespace fs = std::filesystem;

/// As ingest has it.
constexpr std::int64_t kFileBytesMax = std::int64_t{2} * 1024 * 1024 * 1024;

Annotations annotationsOf(const PhotoDetails& photo)
{
    return {photo.row.rating, photo.metadata.tags, photo.metadata.title, photo.metadata.description};
}

Annotations annotationsOf(const Metadata& metadata)
{
    return {metadata.rating.value_or(0), metadata.tags, metadata.title, metadata.description};
}

Failure refused(const fs::path& path, const std::string& why)
{
    return fail(ErrorCode::Unsupported, displayPath(path) + ": " + why);
}

/// The file that is meant, links followed, if it can be replaced by another one without harm.
Result<fs::path> replaceable(const fs::path& path)
{
    std::error_code error;
    fs::path target = fs::canonical(path, error);
    struct stat info { };
    if (error || ::stat(target.c_str(), &info) != 0) {
        return fail(ErrorCode::NotFound, displayPath(path) + " is not there");
    }
    if (!S_ISREG(info.st_mode)) {
        return refused(path, "it is not a regular file");
    }
    if (info.st_nlink > 1) {
        return refused(path, "it has " + std::to_string(info.st_nlink)
                                 + " names (hard links), which would become different files; write a sidecar instead");
    }
    if ((info.st_mode & 0222U) == 0 || ::access(target.c_str(), W_OK) != 0) {
        return refused(path, "it is write-protected");
    }
    return target;
}

FileStamp stampOrZeros(const fs::path& path)
{
    auto stamp = stampOf(path);
    return stamp ? *stamp : FileStamp{};
}

} // namespace

Result<std::unique_ptr<PreparedWrite>> PreparedWrite::prepare(const WriteOrder& order, FileSystem& files)
{
    std::unique_ptr<PreparedWrite> write(new PreparedWrite(order, files));
    auto needed = order.into == MetadataPlace::Embedded ? write->prepareEmbedded(order.photo)
                                                        : write->prepareSidecar(order.photo, order.sidecarName);
    if (!needed) {
        return needed.failure();
    }
    return *needed ? std::move(write) : nullptr;
}

PreparedWrite::~PreparedWrite()
{
    if (!m_beside.empty()) {
        std::error_code error;
        fs::remove(m_beside, error);
    }
}

Result<bool> PreparedWrite::prepareEmbedded(const PhotoDetails& photo)
{
    if (!canHoldAnnotations(photo.row.format)) {
        return refused(m_path, "Likeness does not write into files of this kind (" + photo.row.format
                                   + "); write a sidecar instead");
    }
    auto target = replaceable(m_path);
    if (!target) {
        return target.failure();
    }
    m_target = std::move(*target);
    m_seen = stampOrZeros(m_target);
    m_intoPhoto = true;
    auto old = readFile(m_target, kFileBytesMax);
    if (!old) {
        return old.failure();
    }
    auto written = annotated(*old, m_path, annotationsOf(photo));
    if (!written) {
        return written.failure();
    }
    if (!*written) {
        return false;
    }
    m_hashBefore = hashContent(*old);
    m_hash = hashContent(**written);
    m_metadata = withSidecarsOf(readMetadata(**written, m_path), m_path);
    if (Status beside = writeBeside(**written, /*isNew=*/false); !beside) {
        return beside.failure();
    }
    return true;
}

Result<bool> PreparedWrite::prepareSidecar(const PhotoDetails& photo, SidecarName name)
{
    auto bytes = readFile(m_path, kFileBytesMax);
    if (!bytes) {
        return bytes.failure();
    }
    m_hashBefore = hashContent(*bytes);
    m_hash = m_hashBefore;
    const Metadata inPhoto = readMetadata(*bytes, m_path);
    m_target = sidecarToWrite(m_path, name);
    m_seen = stampOrZeros(m_target);
    const bool isNew = m_seen == FileStamp{};
    std::vector<std::byte> old;
    if (!isNew) {
        auto target = replaceable(m_target);
        auto read = target ? readFile(*target, kFileBytesMax) : Result<std::vector<std::byte>>(target.failure());
        if (!read) {
            return read.failure();
        }
        m_target = std::move(*target);
        old = std::move(*read);
    }
    auto written
        = annotatedSidecar(old, m_target, annotationsOf(withSidecarsOf(inPhoto, m_path)), annotationsOf(photo));
    if (!written) {
        return written.failure();
    }
    if (!*written) {
        return false;
    }
    m_metadata = withSidecar(inPhoto, readMetadata(**written, m_target));
    if (Status beside = writeBeside(**written, isNew); !beside) {
        return beside.failure();
    }
    return true;
}

Status PreparedWrite::writeBeside(std::span<const std::byte> content, bool isNew)
{
    // One name for each photo, so that what a kill left behind is found and replaced; short, as names may be full.
    m_beside = m_target.parent_path() / (".likeness-" + std::to_string(m_photo.value) + ".new");
    std::error_code error;
    fs::remove(m_beside, error);
    if (Status written = m_files.writeBeside(m_beside, content, isNew ? fs::path() : m_target); !written) {
        return written;
    }
    auto back = readFile(m_beside, kFileBytesMax);
    if (!back) {
        return back.failure();
    }
    return std::ranges::equal(*back, content)
               ? Status()
               : fail(ErrorCode::Io, displayPath(m_target) + ": the drive did not give back what was written");
}

Status PreparedWrite::replace(FileSystem& files)
{
    if (!(stampOrZeros(m_target) == m_seen)) {
        return fail(ErrorCode::InvalidInput,
                    displayPath(m_target) + ": another program has changed it just now; try again");
    }
    Status renamed = files.renameDurably(m_beside, m_target);
    if (renamed) {
        m_beside.clear();
    }
    return renamed;
}

} // namespace likeness
