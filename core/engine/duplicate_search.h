#pragma once

#include "core/api/engine.h"
#include "core/engine/duplicate_list.h"
#include "core/engine/search.h"
#include "core/explore/explore_run.h"

#include <limits>

namespace likeness {

/// What a search for duplicates needs of the engine. Neighbours are taken from what was found for the map where that
/// is there and whole (`savedNeighbours`); of photos that it lacks, or of all, the index is asked.
struct DuplicateSearch {
    const std::filesystem::path& library;
    Readers& readers;
    /// Null before any model is open: then only the same bytes are found.
    const SearchSnapshot* snapshot = nullptr;
    /// Keeps what was computed of pictures, for the next time. Called now and then, with many at once.
    std::function<void(std::vector<ThumbnailStore::PictureHashes>)> keepHashes;
    ExploreRun run;
    /// If the neighbours of more photos than these are not known, nobody is asked for them.
    std::size_t askedMax = std::numeric_limits<std::size_t>::max();
};

struct DuplicatesSearched {
    DuplicateList list;
    /// Photos whose neighbours are not known and were not asked for: only their hashes could find them.
    std::size_t unasked = 0;
};

/// Finds groups. Photos that cannot be read are taken for unlike all others.
/// Errors: InvalidInput (threshold), NotFound (near-duplicates without a model), Cancelled, Io, Corrupt (the library's
/// own files).
/// Thread: one, which starts helpers; takes seconds to minutes.
Result<DuplicatesSearched> findDuplicates(const FindDuplicates& question, const DuplicateSearch& search);

} // namespace likeness
