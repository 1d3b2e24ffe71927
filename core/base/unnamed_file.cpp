#include "core/base/unnamed_file.h"

#include "core/base/descriptor.h"
#include "core/base/file_system.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <sys/mman.h>

namespace likeness {

Result<UnnamedFile> UnnamedFile::in(const std::filesystem::path& folder, std::size_t sizeBytes)
{
    if (sizeBytes == 0) {
        return UnnamedFile();
    }
    const auto refused = [&](int code) {
        return fail(code == ENOSPC || code == ENOMEM ? ErrorCode::OutOfResources : ErrorCode::Io,
                    "cannot put vectors side by side in " + displayPath(folder) + ": " + std::strerror(code));
    };
    std::string name = (folder / "vectors.XXXXXX").native();
    const Descriptor file(::mkostemp(name.data(), O_CLOEXEC));
    if (!file.valid()) {
        return refused(errno);
    }
    ::unlink(name.c_str());
    // Allocated, not just made long: on a full disk this fails, where writing into the mapping would end the program.
    if (const int code = ::posix_fallocate(file.value(), 0, static_cast<off_t>(sizeBytes)); code != 0) {
        return refused(code);
    }
    void* data = ::mmap(nullptr, sizeBytes, PROT_READ | PROT_WRITE, MAP_SHARED, file.value(), 0);
    if (data == MAP_FAILED) {
        return refused(errno);
    }
    return UnnamedFile(data, sizeBytes);
}

UnnamedFile::~UnnamedFile()
{
    if (m_data) {
        ::munmap(m_data, m_sizeBytes);
    }
}

} // namespace likeness
