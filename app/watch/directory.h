#pragma once

#include <functional>
#include <string>
#include <sys/stat.h>

namespace likeness {

/// One name in a folder. Symbolic links are not followed: `info` is the link's own.
struct DirectoryEntry {
    const std::string& path;
    const std::string& name;
    const struct stat& info;
};

/// Calls `visit` for every name in a folder, in no order. Returns false when the folder cannot be read.
bool forEachEntry(const std::string& folder, const std::function<void(const DirectoryEntry&)>& visit);

/// `path` without `root` and the slash between them; empty for the root itself.
std::string relativeTo(const std::string& root, const std::string& path);

} // namespace likeness
