#pragma once

#include "core/base/result.h"

#include <filesystem>

namespace likeness {

/// Moves a file into the trash of its drive, where the desktop's file manager shows it and can restore it.
/// Returns its place there. Errors: Io (no trash can be made on that drive), NotFound.
/// Source: freedesktop.org Trash specification 1.0.
Result<std::filesystem::path> moveToTrash(const std::filesystem::path& file);

/// Puts a file back; never replaces what has taken its place. Errors: InvalidInput (place taken), NotFound, Io.
Status restoreFromTrash(const std::filesystem::path& inTrash, const std::filesystem::path& original);

} // namespace likeness
