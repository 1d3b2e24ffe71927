#pragma once

#include "core/index/generation.h"

namespace likeness {

/// What a search through codes is to find.
struct FlatQuery {
    const float* query = nullptr; ///< Shape: [stride]
    std::size_t waitingMax = 0;   ///< gives up when the bound leaves more rows than this to be compared in full
    int threads = 1;
};

/// Offers the best rows that are `allowed` (null = all) to `found`: codes say how good a row can be at most, and the
/// rows that can be good enough are compared in full, the most promising first, until no other can be.
///
/// A row is missed only if its code is wrong by more than `kDeviations` standard deviations, so the recall does not
/// depend on the vectors; how many are compared in full does. Equal rows have equal codes, so thousands of them are
/// found by ascending id as a comparison with every row finds them.
/// Returns false if it gave up; `comparedCount` takes how many rows were compared with in full.
/// Thread: any.
bool searchCodes(const CodesView& codes, const RowBlock& rows, std::span<const ContentId> contents,
                 const FlatQuery& query, const RowBits* allowed, TopList& found, std::size_t* comparedCount = nullptr);

} // namespace likeness
