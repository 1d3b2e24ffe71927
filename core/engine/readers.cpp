#include "core/engine/readers.h"

namespace likeness {

VectorIdentity VectorIdentity::of(const std::filesystem::path& library, VectorStore::Header header)
{
    const std::string name = header.modelId + "-" + header.preprocessingHash.substr(0, 12) + ".db";
    return {std::move(header), library / "vectors" / name};
}

Result<Catalog*> Readers::catalog()
{
    if (!m_catalog) {
        auto opened = Catalog::open(m_library, Catalog::Access::ReadOnly);
        if (!opened) {
            return opened.failure();
        }
        m_catalog = std::move(*opened);
    }
    return m_catalog.get();
}

Result<ThumbnailStore*> Readers::thumbnails()
{
    if (!m_thumbnails) {
        auto opened = ThumbnailStore::open(m_library, Catalog::Access::ReadOnly);
        if (!opened) {
            return opened.failure();
        }
        m_thumbnails = std::move(*opened);
    }
    return m_thumbnails.get();
}

Result<VectorStore*> Readers::vectors(const VectorIdentity& identity)
{
    if (!m_vectors || m_vectorsFile != identity.file) {
        auto opened = VectorStore::open(identity.file, identity.header, Catalog::Access::ReadOnly);
        if (!opened) {
            return opened.failure();
        }
        m_vectors = std::move(*opened);
        m_vectorsFile = identity.file;
    }
    return m_vectors.get();
}

} // namespace likeness
