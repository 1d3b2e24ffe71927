#pragma once

#include "core/catalog/catalog.h"
#include "core/engine/ingest.h"

namespace likeness {

/// What to look through: whole registered folders, or single files and folders below them.
struct ScanRequest {
    std::vector<std::filesystem::path> paths; ///< empty = every registered folder
};

/// What a scan tells the engine while it runs. Thread: called on the scanning thread.
struct ScanReport {
    std::function<void(std::int64_t files)> found; ///< this many more photo files were seen
    std::function<bool(FileTask)> task;            ///< returns false to stop the scan
    /// True, once for each, if a known content still needs a thumbnail or a vector.
    std::function<bool(ContentId)> lacksSomething;
    std::function<void(PhotoId, FolderId, std::filesystem::path, FileStamp)> moved;
    std::function<void(std::vector<GoneFile>)> gone;
    std::function<void(FolderId, bool online, std::uint64_t device)> folderOnline;
    std::function<bool()> cancelled;
    std::function<void(std::string)> problem; ///< for the log
};

/// Compares folders on disk with the catalog and reports the differences.
///
/// A file whose name is new but whose device, inode, size and time are those of a known file that is no longer at its
/// place was renamed: it is reported as moved and not read again. A folder whose root is missing, or whose mount point
/// stands empty, is offline: nothing in it counts as gone. Symbolic links to files are followed, links to folders are
/// not (they make loops and duplicates).
/// Errors: Io, Corrupt (catalog).
Status scan(const ScanRequest& request, const Catalog& catalog, const ScanReport& report);

} // namespace likeness
