#include "app/watch/directory.h"

#include <dirent.h>
#include <fcntl.h>
#include <memory>

namespace likeness {

bool forEachEntry(const std::string& folder, const std::function<void(const DirectoryEntry&)>& visit)
{
    const auto close = [](DIR* stream) { ::closedir(stream); };
    const std::unique_ptr<DIR, decltype(close)> stream(::opendir(folder.c_str()), close);
    if (!stream) {
        return false;
    }
    const std::string prefix = folder == "/" ? folder : folder + '/';
    while (const dirent* entry = ::readdir(stream.get())) {
        const std::string name = entry->d_name;
        struct stat info { };
        if (name != "." && name != ".."
            && ::fstatat(::dirfd(stream.get()), name.c_str(), &info, AT_SYMLINK_NOFOLLOW) == 0) {
            visit({prefix + name, name, info});
        }
    }
    return true;
}

std::string relativeTo(const std::string& root, const std::string& path)
{
    if (path.size() <= root.size()) {
        return {};
    }
    return path.substr(root == "/" ? 1 : root.size() + 1);
}

} // namespace likeness
