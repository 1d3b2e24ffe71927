#pragma once

#include "core/catalog/catalog.h"
#include "core/engine/inference.h"
#include "core/explore/clusters.h"

namespace likeness {

/// What clusters can be named from.
struct NamingSource {
    const Catalog& catalog;
    VectorRows rows;
    int dimension = 0;
    Inference* inference = nullptr;   ///< null = the model understands no words
    std::filesystem::path vocabulary; ///< one word a line
    std::filesystem::path wordsFile;  ///< where the words' vectors are kept
    FileSystem& files;
};

/// A name for every cluster: what its photos show, where the model understands words, and what they share and others do
/// not (see `nameParts`): "Lighthouse, cliff – Lisbon, June 2019". Empty where nothing stands out.
///
/// A word stands out when the cluster's photos score two standard deviations above the library's middle under it, on
/// average; both are robust, see `ScoreSpread`.
/// Shape: result [tree.clusters.size()]; `rows` as the tree's. Errors: as the catalog; Cancelled. A model that cannot
/// embed words now leaves them out.
Result<std::vector<std::string>> nameClusters(const ClusterTree& tree, const NamingSource& source,
                                              const ExploreRun& run);

/// A date for people: "12 June 2019", "June 2019", "2019". Units: seconds since 1970 on the camera's clock.
std::string dayName(std::int64_t localSeconds);
std::string monthName(std::int64_t localSeconds);
std::string yearName(std::int64_t localSeconds);

/// Whether a folder is called something that says what is in it: not DCIM, 100CANON, 2019 or 2019-06-12.
bool isTelling(std::string_view folderName);

} // namespace likeness
