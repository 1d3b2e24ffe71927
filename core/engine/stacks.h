#pragma once

#include "core/engine/duplicate_list.h"
#include "core/engine/readers.h"

#include <stop_token>

namespace likeness {

/// Which photos are shown as one: frames of a burst, near-duplicates, and copies. Immutable, shared between threads.
class Stacks {
public:
    /// Shape: photos of one stack after the other; a photo that is in two joins them.
    explicit Stacks(std::span<const std::vector<PhotoId>> stacks);

    std::size_t photoCount() const { return m_stackOf.size(); }
    /// Nullopt for a photo that stands alone.
    std::optional<std::uint32_t> stackOf(PhotoId photo) const;

private:
    std::vector<std::pair<PhotoId, std::uint32_t>> m_stackOf; // by photo
};

/// Leaves of each stack the first photo, and right behind it the others if one of them is in `unfolded`.
/// Fills `stackSizes` and `folded`.
void fold(QueryResult& result, const Stacks& stacks, std::span<const PhotoId> unfolded);

/// Longest pause between two frames of a burst.
inline constexpr std::int64_t kBurstPauseSeconds = 3;
/// Cosine of a frame with the first of its burst: between frames people and water move, so it is less than for copies.
inline constexpr float kBurstScore = 0.8F;

/// Finds the stacks of the whole library. Bursts need no neighbours: frames follow one another in time, so each is
/// compared with the first of its burst only. `near` are near-duplicates that were found; may be null.
/// Errors: Cancelled, Io, Corrupt.
Result<Stacks> findStacks(Readers& readers, const VectorIdentity& identity, const DuplicateList* near,
                          const std::stop_token& stop);

} // namespace likeness
