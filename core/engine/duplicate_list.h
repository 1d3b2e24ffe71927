#pragma once

#include "core/api/duplicates.h"

#include <span>

namespace likeness {

/// Groups of duplicates as ids alone: 8 bytes for each photo in one, and 5 for each group. Facts and keepers are
/// looked up for the groups that are shown. Immutable once shared between threads.
class DuplicateList {
public:
    explicit DuplicateList(DuplicateKind kind)
        : m_kind(kind)
    {
    }

    DuplicateKind kind() const { return m_kind; }
    std::size_t count() const { return m_ends.size(); }
    std::size_t photoCount() const { return m_photos.size(); }
    std::span<const PhotoId> group(std::size_t index) const;
    bool sameBytes(std::size_t index) const { return m_sameBytes[index] != 0; }

    /// Fewer than two photos are no group, and passed over.
    void add(std::span<const PhotoId> photos, bool sameBytes);
    /// Biggest groups first, equal ones by their first photo.
    void sort();

private:
    DuplicateKind m_kind;
    std::vector<PhotoId> m_photos;
    std::vector<std::uint32_t> m_ends; // one for each group
    std::vector<std::uint8_t> m_sameBytes;
};

} // namespace likeness
