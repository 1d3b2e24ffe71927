#pragma once

#include "core/api/engine.h"
#include "core/engine/search.h"
#include "core/explore/explore_run.h"

namespace likeness {

/// Groups of duplicates as ids alone: 8 bytes for each photo in one, and 5 for each group. Facts and keepers are
/// looked up for the groups that are shown. Immutable, shared between threads.
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

    void add(std::span<const PhotoId> photos, bool sameBytes);
    /// Biggest groups first, equal ones by their first photo.
    void sort();

private:
    DuplicateKind m_kind;
    std::vector<PhotoId> m_photos;
    std::vector<std::uint32_t> m_ends; // one for each group
    std::vector<std::uint8_t> m_sameBytes;
};

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
};

/// Cosine of two embeddings, which are of unit length; 0 where one of them is not there (empty).
float cosineOf(const std::vector<float>& a, const std::vector<float>& b);

/// Finds groups. Photos that cannot be read are taken for unlike all others.
/// Errors: InvalidInput (threshold), Cancelled, Io, Corrupt (the library's own files).
/// Thread: one; takes seconds to minutes.
Result<DuplicateList> findDuplicates(const FindDuplicates& question, const DuplicateSearch& search);

} // namespace likeness
