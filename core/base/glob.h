#pragma once

#include "core/api/types.h"

#include <string_view>

namespace likeness {

/// True when the whole of `relativePath` fits `pattern`: `*` and `?` stop at a slash, `**` crosses them, `[a-z]` and
/// `[!a-z]` stand for one character. A pattern without a slash is compared with the last name only. Upper and lower
/// case differ, as they do on disk.
bool matchesGlob(std::string_view pattern, std::string_view relativePath);

/// Decides what of a registered folder is left out: what its rules name, and what is never a person's photos.
///
/// Always left out: hidden folders (`.git`, `.thumbnails`, `.Trash-1000`), `@eaDir`, `lost+found`, `$RECYCLE.BIN`,
/// `System Volume Information`, `node_modules`, and the `._*` shadow files of macOS.
/// Thread: any, several at once.
class ExcludeRules {
public:
    explicit ExcludeRules(const FolderRules& rules);

    /// True when the path, relative to the registered folder, or a folder above it is left out. A pattern that ends in
    /// a slash means folders only.
    bool excludes(const std::filesystem::path& relativePath, bool isFolder) const;

private:
    struct Pattern {
        std::string text;
        bool foldersOnly = false;
    };

    bool excludesEntry(std::string_view path, bool isFolder) const;

    std::vector<Pattern> m_patterns;
};

} // namespace likeness
