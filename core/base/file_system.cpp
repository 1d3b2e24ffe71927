#include "core/base/file_system.h"

#include "core/base/descriptor.h"
#include "core/base/text.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

namespace likeness {
namespace {

Failure systemFailure(const char* what, const std::filesystem::path& path)
{
    const int cause = errno;
    ErrorCode code = ErrorCode::Io;
    if (cause == ENOENT || cause == ENOTDIR) {
        code = ErrorCode::NotFound;
    } else if (cause == ENOSPC || cause == EDQUOT || cause == EMFILE || cause == ENFILE || cause == ENOMEM) {
        code = ErrorCode::OutOfResources;
    }
    return fail(code, std::string(what) + " " + displayPath(path) + ": " + std::strerror(cause));
}

Status writeAll(int descriptor, std::span<const std::byte> content, const std::filesystem::path& path)
{
    while (!content.empty()) {
        const ssize_t written = ::write(descriptor, content.data(), content.size());
        if (written < 0) {
            if (errno == EINTR) {
                continue;
            }
            return systemFailure("cannot write", path);
        }
        content = content.subspan(static_cast<std::size_t>(written));
    }
    return {};
}

/// Owner, permissions, and what the file system keeps beside (the access list is an extended attribute too). What the
/// target's file system or the system's rules do not let us set is left out, except owner and permissions.
Status copyAttributes(int from, int to, const std::filesystem::path& path)
{
    struct stat info { };
    struct stat made { };
    if (::fstat(from, &info) != 0 || ::fstat(to, &made) != 0) {
        return systemFailure("cannot look at", path);
    }
    const bool sameOwner = info.st_uid == made.st_uid && info.st_gid == made.st_gid;
    if (!sameOwner && ::fchown(to, info.st_uid, info.st_gid) != 0) {
        return systemFailure("cannot keep the owner of", path);
    }
    std::string names(static_cast<std::size_t>(std::max<ssize_t>(::flistxattr(from, nullptr, 0), 0)), '\0');
    names.resize(static_cast<std::size_t>(std::max<ssize_t>(::flistxattr(from, names.data(), names.size()), 0)));
    for (std::size_t at = 0; at < names.size(); at += std::strlen(names.c_str() + at) + 1) {
        const char* name = names.c_str() + at;
        std::string value(static_cast<std::size_t>(std::max<ssize_t>(::fgetxattr(from, name, nullptr, 0), 0)), '\0');
        if (::fgetxattr(from, name, value.data(), value.size()) == static_cast<ssize_t>(value.size())
            && ::fsetxattr(to, name, value.data(), value.size(), 0) != 0 && (errno == ENOSPC || errno == EDQUOT)) {
            return systemFailure("cannot keep the attributes of", path);
        }
    }
    // Last: changing the owner takes special bits away, and a read-only mode would refuse attributes.
    return ::fchmod(to, info.st_mode & 07777U) == 0 ? Status() : Status(systemFailure("cannot keep the mode of", path));
}

} // namespace

Status syncToDisk(const std::filesystem::path& path)
{
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!file.valid() || ::fsync(file.value()) != 0) {
        return systemFailure("cannot sync", path);
    }
    return {};
}

Status FileSystem::replaceFile(const std::filesystem::path& path, std::span<const std::byte> content)
{
    const std::filesystem::path beside = path.string() + ".new";
    {
        const Descriptor file(::open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644));
        if (!file.valid()) {
            return systemFailure("cannot create", beside);
        }
        if (Status written = writeAll(file.value(), content, beside); !written) {
            ::unlink(beside.c_str());
            return written;
        }
    }
    return renameDurably(beside, path);
}

Status FileSystem::appendToFile(const std::filesystem::path& path, std::span<const std::byte> content)
{
    const Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644));
    return file.valid() ? writeAll(file.value(), content, path) : systemFailure("cannot open", path);
}

Status FileSystem::writeBeside(const std::filesystem::path& beside, std::span<const std::byte> content,
                               const std::filesystem::path& original)
{
    const bool isNew = original.empty();
    const Descriptor from(isNew ? -1 : ::open(original.c_str(), O_RDONLY | O_CLOEXEC));
    if (!isNew && !from.valid()) {
        return systemFailure("cannot open", original);
    }
    const mode_t mode = isNew ? 0666 : 0600; // private until it has the permissions of the original
    const Descriptor to(::open(beside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode));
    if (!to.valid()) {
        return systemFailure("cannot write in", beside.parent_path());
    }
    Status written = writeAll(to.value(), content, beside);
    if (written && !isNew) {
        written = copyAttributes(from.value(), to.value(), original);
    }
    if (written && ::fsync(to.value()) != 0) {
        written = systemFailure("cannot sync", beside);
    }
    if (!written) {
        ::unlink(beside.c_str());
    }
    return written;
}

Status FileSystem::renameDurably(const std::filesystem::path& from, const std::filesystem::path& to)
{
    if (Status synced = syncToDisk(from); !synced) {
        return synced;
    }
    if (::rename(from.c_str(), to.c_str()) != 0) {
        return systemFailure("cannot rename", from);
    }
    return syncToDisk(to.parent_path());
}

Status FileSystem::removeAll(const std::filesystem::path& path)
{
    std::error_code error;
    std::filesystem::remove_all(path, error);
    if (error) {
        return fail(ErrorCode::Io, "cannot remove " + displayPath(path) + ": " + error.message());
    }
    return {};
}

Result<std::vector<std::byte>> readFile(const std::filesystem::path& path, std::int64_t sizeMaxBytes)
{
    // O_NONBLOCK: a named pipe in a photo folder must not stop the reader for ever.
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    struct stat info { };
    if (!file.valid() || ::fstat(file.value(), &info) != 0) {
        return systemFailure("cannot open", path);
    }
    if (!S_ISREG(info.st_mode)) {
        return fail(ErrorCode::Io, "cannot read " + displayPath(path) + ": not a regular file");
    }
    if (info.st_size > sizeMaxBytes) {
        return fail(ErrorCode::OutOfResources, displayPath(path) + " is larger than the limit of "
                                                   + std::to_string(sizeMaxBytes / (1024 * 1024)) + " MiB");
    }
    std::vector<std::byte> content(static_cast<std::size_t>(info.st_size));
    std::size_t filled = 0;
    while (filled < content.size()) {
        const ssize_t got = ::read(file.value(), content.data() + filled, content.size() - filled);
        if (got < 0) {
            if (errno == EINTR) {
                continue;
            }
            return systemFailure("cannot read", path);
        }
        if (got == 0) {
            break; // shortened while we read: what is there decides
        }
        filled += static_cast<std::size_t>(got);
    }
    content.resize(filled);
    return content;
}

Status renameWithoutReplacing(const std::filesystem::path& from, const std::filesystem::path& to)
{
    if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) {
        return {};
    }
    if (errno == EINVAL) { // FAT and some network drives cannot promise it in one step: look, then rename
        std::error_code error;
        if (!std::filesystem::exists(std::filesystem::symlink_status(to, error))
            && ::rename(from.c_str(), to.c_str()) == 0) {
            return {};
        }
        errno = EEXIST;
    }
    if (errno == EEXIST) {
        return fail(ErrorCode::InvalidInput,
                    "cannot rename " + displayPath(from) + ": " + displayPath(to) + " exists already");
    }
    return systemFailure("cannot rename", from);
}

Result<FileStamp> stampOf(const std::filesystem::path& path)
{
    struct stat info { };
    if (::stat(path.c_str(), &info) != 0) {
        return systemFailure("cannot look at", path);
    }
    FileStamp stamp;
    stamp.sizeBytes = info.st_size;
    stamp.modifiedNs = info.st_mtim.tv_sec * std::int64_t{1'000'000'000} + info.st_mtim.tv_nsec;
    stamp.device = info.st_dev;
    stamp.inode = info.st_ino;
    return stamp;
}

std::string displayPath(const std::filesystem::path& path)
{
    std::string_view bytes = path.native();
    std::string text;
    text.reserve(bytes.size());
    while (!bytes.empty()) {
        const std::size_t length = firstCharacterLength(bytes);
        text.append(length > 0 ? bytes.substr(0, length) : "\xEF\xBF\xBD");
        bytes.remove_prefix(length > 0 ? length : 1);
    }
    return text;
}

} // namespace likeness
