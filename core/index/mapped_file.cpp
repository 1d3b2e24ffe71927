#include "core/index/mapped_file.h"

#include "core/base/descriptor.h"
#include "core/base/file_system.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

namespace likeness {
namespace {

Failure systemFailure(const char* what, const std::filesystem::path& path)
{
    const int cause = errno;
    const ErrorCode code = cause == ENOENT || cause == ENOTDIR                     ? ErrorCode::NotFound
                           : cause == EMFILE || cause == ENFILE || cause == ENOMEM ? ErrorCode::OutOfResources
                                                                                   : ErrorCode::Io;
    return fail(code, std::string(what) + " " + displayPath(path) + ": " + std::strerror(cause));
}

Descriptor openForReading(const std::filesystem::path& path)
{
    return Descriptor(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
}

} // namespace

Result<FileSum> sumOfFile(const std::filesystem::path& path, const std::atomic<bool>* cancel)
{
    const Descriptor file = openForReading(path);
    if (!file.valid()) {
        return systemFailure("cannot open", path);
    }
    const std::unique_ptr<XXH3_state_t, decltype(&XXH3_freeState)> state(XXH3_createState(), &XXH3_freeState);
    if (!state) {
        return fail(ErrorCode::OutOfResources, "out of memory");
    }
    XXH3_128bits_reset(state.get());
    FileSum sum;
    std::vector<std::byte> buffer(std::size_t{1} << 18); // fits the second-level cache with room
    while (true) {
        if (cancel && cancel->load(std::memory_order_relaxed)) {
            return fail(ErrorCode::Cancelled, "reading " + displayPath(path) + " was stopped");
        }
        const ssize_t got = ::read(file.value(), buffer.data(), buffer.size());
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            return systemFailure("cannot read", path);
        }
        if (got == 0) {
            break;
        }
        XXH3_128bits_update(state.get(), buffer.data(), static_cast<std::size_t>(got));
        sum.sizeBytes += static_cast<std::uint64_t>(got);
    }
    XXH128_canonical_t canonical;
    XXH128_canonicalFromHash(&canonical, XXH3_128bits_digest(state.get()));
    std::memcpy(sum.checksum.data(), canonical.digest, sum.checksum.size());
    return sum;
}

Result<std::unique_ptr<MappedFile>> MappedFile::open(const std::filesystem::path& path)
{
    const Descriptor file = openForReading(path);
    struct stat info { };
    if (!file.valid() || ::fstat(file.value(), &info) != 0) {
        return systemFailure("cannot open", path);
    }
    const auto size = static_cast<std::size_t>(info.st_size);
    if (size == 0) {
        return fail(ErrorCode::Corrupt, displayPath(path) + " is empty");
    }
    void* data = ::mmap(nullptr, size, PROT_READ, MAP_SHARED, file.value(), 0);
    if (data == MAP_FAILED) {
        return systemFailure("cannot map", path);
    }
    return std::unique_ptr<MappedFile>(new MappedFile(static_cast<const std::byte*>(data), size));
}

MappedFile::~MappedFile() { ::munmap(const_cast<std::byte*>(m_data), m_size); }

} // namespace likeness
