#pragma once

#include "types.h"

#include <span>

namespace likeness {

/// Three different things, never mixed: *exact* duplicates show the same pixels (mostly because they are the same
/// bytes), *near* ones the same picture at another size, quality, crop or turn; what is only similar is for search.
enum class DuplicateKind { Exact, Near };

/// Score from which photos count as near-duplicates unless the person says otherwise.
/// Measured: tests/bench/RESULTS.md, "Duplicates".
inline constexpr float kNearDuplicateScore = 0.85F;

/// A list of groups that the engine found and keeps until the next one is asked for.
using DuplicateListId = Id<struct DuplicateListTag>;

/// What decides between two photos of a group; the first that differs.
enum class KeepReason {
    Colour,   ///< the other has lost its colours
    Whole,    ///< the other is a part of it
    Unframed, ///< the other has a border around it
    Pixels,   ///< more of them
    Metadata, ///< more is known: date, camera, place, words
    Quality,  ///< of the JPEG compression; lossless is best. After metadata: what was saved again only seems better
    Rating,   ///< higher
    Folder,   ///< in a folder that the person prefers
    Bytes,    ///< the bigger file
    Date,     ///< taken earlier
    Path,     ///< shorter, or first in the alphabet: nothing else differs
};

/// A photo of a group, with what there is to compare.
struct DuplicateMember {
    PhotoRow row;
    bool keep = false;                    ///< the proposed keeper
    KeepReason reason = KeepReason::Path; ///< what the keeper has over this one; of the keeper: over the next best
    std::optional<int> jpegQuality;       ///< 1..100, estimated; absent for other formats and unreadable files
    int metadataCount = 0;                ///< how many of date, camera, lens, exposure, place, title, tags are known
    std::int64_t copies = 0;              ///< other files with the same bytes that are not in this group
};

/// Photos that are duplicates of one another, best first. Fewer than two are left when files have gone meanwhile.
struct DuplicateGroup {
    DuplicateKind kind = DuplicateKind::Exact;
    bool sameBytes = false; ///< exact, and the metadata too
    std::vector<DuplicateMember> members;
};

/// What a person decided about one group.
struct DuplicateDecision {
    std::vector<PhotoId> keep;
    std::vector<PhotoId> trash;

    friend bool operator==(const DuplicateDecision&, const DuplicateDecision&) = default;
};

} // namespace likeness
