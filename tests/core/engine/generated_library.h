#pragma once

#include "core/engine/model_session.h"
#include "tests/core/index/index_fixture.h"

#include <random>

namespace likeness::test {

/// A photo as a test made it up: what the catalog is told, kept so that a test can judge for itself.
struct GeneratedPhoto {
    std::string folder; ///< below /photos; empty = there
    std::string name;
    std::chrono::year_month_day day;
    IndexedFile file;
    int rating = 0;         ///< the person's, else the file's
    std::size_t vector = 0; ///< its row; copies share one
    bool hasCopy = false;
    PhotoId id;
};

/// A catalog of photos with every kind of metadata and their vectors, without any files to decode, some deleted since.
class GeneratedLibrary {
public:
    static constexpr int kDimension = 32;

    /// `contents` photos, every twelfth of which has a copy elsewhere and every twentieth of which was deleted.
    GeneratedLibrary(std::size_t contents, unsigned seed);

    std::filesystem::path library() const { return m_folder.path().toStdString(); }
    const std::vector<GeneratedPhoto>& photos() const { return m_photos; }
    std::span<const float> vector(std::size_t row) const
    {
        return std::span(m_vectors).subspan(row * kDimension, kDimension);
    }
    /// The library's model, with an index of this kind that is ready.
    std::shared_ptr<ModelSession> open(IndexKind kind);

private:
    GeneratedPhoto photo(std::size_t number, std::size_t vector);
    template <class T> const T& oneOf(const std::vector<T>& values) { return values[m_random() % values.size()]; }

    QTemporaryDir m_folder;
    std::mt19937 m_random;
    FileSystem m_files;
    std::unique_ptr<Catalog> m_catalog;
    FolderId m_root;
    std::vector<GeneratedPhoto> m_photos; ///< that are still there
    std::vector<float> m_vectors;         ///< Shape: [contents, kDimension]
};

} // namespace likeness::test
