#pragma once

#include "core/api/duplicates.h"
#include "core/engine/duplicate_search.h"

namespace likeness {

/// Groups `first` to `first + count` of a list with all that there is to compare, the proposed keeper first. Files that
/// are gone are left out. Reads the headers of JPEGs and some thumbnails: about 10 ms for a group.
Result<std::vector<DuplicateGroup>> loadGroups(const DuplicateList& list, std::size_t first, std::size_t count,
                                               std::span<const std::filesystem::path> keeperFolders, Readers& readers);

/// What `ApplyDuplicates` asks for, checked.
struct TrashPlan {
    std::vector<PhotoRow> rows;       ///< to be moved
    std::vector<FailedFile> failures; ///< to be left where they are, with the reason
};

/// What is to be moved must leave something behind: a photo that is kept, is there as the catalog knows it, and is no
/// link to one that goes. Errors: InvalidInput: nothing is kept of a group, or a photo is to be kept and trashed.
Result<TrashPlan> checkDecisions(std::span<const DuplicateDecision> decisions, const Catalog& catalog);

/// The preferred folders as one setting of the library, a path a line.
inline constexpr const char* kKeeperFoldersKey = "keeper-folders";
std::vector<std::filesystem::path> keeperFoldersFrom(const std::string& setting);
/// Errors: InvalidInput (a path that is not absolute, or has a line break).
Result<std::string> settingOf(std::span<const std::filesystem::path> keeperFolders);

} // namespace likeness
