#pragma once

#include "core/catalog/catalog.h"

#include <mutex>

namespace likeness {

/// Which vectors are in use: the three identities that must never be mixed, and the file they name.
struct VectorIdentity {
    VectorStore::Header header;
    std::filesystem::path file;

    /// `library`/vectors/<model>-<preprocessing>.db
    static VectorIdentity of(const std::filesystem::path& library, VectorStore::Header header);
    /// <model>-<preprocessing>: what is derived from the vectors is called so, and says so of itself.
    std::string name() const { return file.stem().string(); }
};

/// One thread's read-only connections to everything that is true, opened when first used.
/// Thread: one.
class Readers {
public:
    explicit Readers(std::filesystem::path library)
        : m_library(std::move(library))
    {
    }

    Result<Catalog*> catalog();
    Result<ThumbnailStore*> thumbnails();
    Result<VectorStore*> vectors(const VectorIdentity& identity);

private:
    std::filesystem::path m_library;
    std::unique_ptr<Catalog> m_catalog;
    std::unique_ptr<ThumbnailStore> m_thumbnails;
    std::unique_ptr<VectorStore> m_vectors;
    std::filesystem::path m_vectorsFile; // which one m_vectors is
};

} // namespace likeness
