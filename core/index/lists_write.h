#pragma once

#include "core/index/file_builder.h"
#include "core/index/generation.h"

namespace likeness {

/// Where a row of a new generation comes from.
struct RowSource {
    ContentId content;
    const std::uint16_t* halves = nullptr;
    std::uint32_t baseRow = kNoRow; ///< its number in the generation before
};

/// The rows of a generation that is being written: where they come from, and where they lie now.
struct RowsToList {
    std::span<const RowSource> sources;
    RowBlock rows;
};

inline constexpr std::uint64_t kRotationSeed = 0x4C696B656E657373; // "Likeness"

/// Puts the rows into lists, those of `plan.previous` where it has any, writes them and the graph over their centres
/// into `folder`, and finds out how many of them searches have to look into. Errors: Cancelled, Io, OutOfResources,
/// Internal.
Status addLists(Manifest& manifest, const GenerationPlan& plan, const std::filesystem::path& folder,
                const RowsToList& rows, FileSystem& files, const std::atomic<bool>& cancel);

/// Writes the graph over `nodes`, and says in the manifest how it lies. Errors: as `buildGraph`; Io.
Status addGraph(Manifest& manifest, const std::filesystem::path& folder, const RowBlock& nodes, int threads,
                FileSystem& files, const std::atomic<bool>& cancel);

/// The mean of at most 65,536 rows, taken evenly. Shape: result [stride].
std::vector<float> centreOf(const RowBlock& rows);

/// How `calibrateProbes` works.
struct CalibrationPlan {
    std::span<const float> wordQueries; ///< Shape: [count, dimension]; made from the rows if there are none
    int dimension = 0;
    int threads = 1;
};

/// Asks some of the rows themselves, and words, and finds the strength at which a search looks into the lists of so
/// many of their neighbours as a library of that size is to find, of either kind. Errors: Cancelled. Shape: listOf
/// [rows].
Result<float> calibrateProbes(const ListsView& lists, const RowBlock& rows, std::span<const std::uint32_t> listOf,
                              const CalibrationPlan& plan, const std::atomic<bool>& cancel);

} // namespace likeness
