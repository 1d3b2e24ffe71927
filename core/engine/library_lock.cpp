#include "core/base/file_system.h"
#include "core/engine/open_engine.h"

#include <cerrno>
#include <charconv>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <pwd.h>
#include <sys/file.h>
#include <unistd.h>

namespace likeness {

Result<LibraryLock::Attempt> LibraryLock::tryAcquire(const std::filesystem::path& library)
{
    std::error_code error;
    std::filesystem::create_directories(library, error);
    if (error) {
        return fail(ErrorCode::Io, "cannot make the library folder " + displayPath(library) + ": " + error.message());
    }
    const std::filesystem::path file = library / "lock";
    const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    if (descriptor < 0) {
        return fail(ErrorCode::Io, "cannot open " + displayPath(file) + ": " + std::strerror(errno));
    }
    LibraryLock held(descriptor);
    std::array<char, 32> text{};
    Attempt attempt;
    // flock, not a pid in a file: the kernel lets go when the holder dies, however it dies.
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
        const ssize_t length = ::pread(descriptor, text.data(), text.size(), 0);
        if (length > 0) {
            std::from_chars(text.data(), text.data() + length, attempt.holderPid);
        }
        return attempt;
    }
    const char* end = std::to_chars(text.data(), text.data() + text.size(), ::getpid()).ptr;
    if (::ftruncate(descriptor, 0) != 0
        || ::pwrite(descriptor, text.data(), static_cast<std::size_t>(end - text.data()), 0) < 0) {
        return fail(ErrorCode::Io, "cannot write " + displayPath(file) + ": " + std::strerror(errno));
    }
    attempt.lock = std::move(held);
    return attempt;
}

LibraryLock::LibraryLock(LibraryLock&& other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1))
{
}

LibraryLock& LibraryLock::operator=(LibraryLock&& other) noexcept
{
    std::swap(m_descriptor, other.m_descriptor);
    return *this;
}

LibraryLock::~LibraryLock()
{
    if (m_descriptor >= 0) {
        ::close(m_descriptor);
    }
}

std::filesystem::path defaultLibrary()
{
    if (const char* data = std::getenv("XDG_DATA_HOME"); data != nullptr && data[0] == '/') {
        return std::filesystem::path(data) / "likeness";
    }
    const char* home = std::getenv("HOME");
    if (home == nullptr || home[0] == '\0') {
        const passwd* user = ::getpwuid(::getuid());
        home = user != nullptr ? user->pw_dir : "/";
    }
    return std::filesystem::path(home) / ".local/share/likeness";
}

} // namespace likeness
