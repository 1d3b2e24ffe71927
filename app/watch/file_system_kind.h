#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace likeness {

/// statfs f_type, or 0 when it cannot be asked.
std::int64_t fileSystemTypeOf(const std::filesystem::path& folder);

/// The name of a file system on which inotify sees only part of the changes, because others make them elsewhere; empty
/// for the rest.
std::string remoteFileSystemName(std::int64_t type);

} // namespace likeness
