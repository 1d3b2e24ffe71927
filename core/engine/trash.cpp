#include "core/engine/trash.h"

#include "core/base/file_system.h"

#include <array>
#include <cctype>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace likeness {
namespace {

namespace fs = std::filesystem;

struct TrashFolder {
    fs::path folder;  ///< holds files/ and info/
    fs::path topPath; ///< paths in info files are relative to it; empty = absolute
};

std::uint64_t deviceOf(const fs::path& path)
{
    auto stamp = stampOf(path);
    return stamp ? stamp->device : 0;
}

fs::path homeTrash()
{
    const char* data = std::getenv("XDG_DATA_HOME");
    const char* home = std::getenv("HOME");
    return data != nullptr && data[0] == '/' ? fs::path(data) / "Trash"
                                             : fs::path(home != nullptr ? home : "/") / ".local/share/Trash";
}

/// The highest folder on the way up from `file` that is still on the same drive.
fs::path topFolderOf(const fs::path& file, std::uint64_t device)
{
    fs::path top = file.parent_path();
    while (top.has_relative_path() && deviceOf(top.parent_path()) == device) {
        top = top.parent_path();
    }
    return top;
}

bool makePrivateFolder(const fs::path& folder)
{
    std::error_code error;
    fs::create_directories(folder.parent_path(), error);
    return ::mkdir(folder.c_str(), 0700) == 0 || (errno == EEXIST && fs::is_directory(folder, error));
}

Result<TrashFolder> trashFor(const fs::path& file)
{
    const std::uint64_t device = deviceOf(file.parent_path());
    TrashFolder trash{homeTrash(), {}};
    std::error_code error;
    fs::create_directories(trash.folder, error);
    if (deviceOf(trash.folder) != device) {
        const fs::path top = topFolderOf(file, device);
        const std::string user = std::to_string(::getuid());
        struct stat info { };
        const fs::path shared = top / ".Trash";
        // The specification wants a shared .Trash to be sticky and not a link before it is trusted.
        const bool sharedUsable
            = ::lstat(shared.c_str(), &info) == 0 && S_ISDIR(info.st_mode) && (info.st_mode & S_ISVTX) != 0;
        trash = {sharedUsable ? shared / user : top / (".Trash-" + user), top};
    }
    if (!makePrivateFolder(trash.folder) || !makePrivateFolder(trash.folder / "files")
        || !makePrivateFolder(trash.folder / "info")) {
        return fail(ErrorCode::Io, "there is no trash on the drive of " + displayPath(file) + " and none can be made");
    }
    return trash;
}

std::string percentEncoded(const std::string& path)
{
    std::string encoded;
    for (const char symbol : path) {
        const bool plain
            = std::isalnum(static_cast<unsigned char>(symbol)) != 0 || std::strchr("/-_.~", symbol) != nullptr;
        if (plain && symbol != '\0') {
            encoded += symbol;
        } else {
            std::array<char, 4> text{};
            std::snprintf(text.data(), text.size(), "%%%02X",
                          static_cast<unsigned>(static_cast<unsigned char>(symbol)));
            encoded += text.data();
        }
    }
    return encoded;
}

std::string infoText(const fs::path& file, const TrashFolder& trash)
{
    const fs::path shown = trash.topPath.empty() ? file : file.lexically_relative(trash.topPath);
    const std::time_t now = std::time(nullptr);
    std::tm local{};
    ::localtime_r(&now, &local);
    std::array<char, 32> date{};
    std::strftime(date.data(), date.size(), "%Y-%m-%dT%H:%M:%S", &local);
    return "[Trash Info]\nPath=" + percentEncoded(shown.native()) + "\nDeletionDate=" + date.data() + "\n";
}

} // namespace

Result<fs::path> moveToTrash(const fs::path& file)
{
    auto trash = trashFor(file);
    if (!trash) {
        return trash.failure();
    }
    const std::string stem = file.stem().native();
    const std::string ending = file.extension().native();
    for (int attempt = 1; attempt < 10'000; ++attempt) {
        const std::string name = attempt == 1 ? stem + ending : stem + " " + std::to_string(attempt) + ending;
        const fs::path info = trash->folder / "info" / (name + ".trashinfo");
        // O_EXCL reserves the name, as the specification asks.
        const int descriptor = ::open(info.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
        if (descriptor < 0 && errno == EEXIST) {
            continue;
        }
        const std::string text = infoText(file, *trash);
        const bool written
            = descriptor >= 0 && ::write(descriptor, text.data(), text.size()) == static_cast<ssize_t>(text.size());
        if (descriptor >= 0) {
            ::close(descriptor);
        }
        const fs::path inTrash = trash->folder / "files" / name;
        Status moved = written ? renameWithoutReplacing(file, inTrash)
                               : fail(ErrorCode::Io, "cannot write " + displayPath(info));
        if (!moved) {
            ::unlink(info.c_str());
            return moved.failure();
        }
        return inTrash;
    }
    return fail(ErrorCode::Io, "the trash is full of files named " + displayPath(file.filename()));
}

Status restoreFromTrash(const fs::path& inTrash, const fs::path& original)
{
    std::error_code error;
    fs::create_directories(original.parent_path(), error);
    if (Status moved = renameWithoutReplacing(inTrash, original); !moved) {
        return moved;
    }
    fs::path info = inTrash.parent_path().parent_path() / "info" / inTrash.filename();
    info += ".trashinfo";
    fs::remove(info, error);
    return {};
}

} // namespace likeness
