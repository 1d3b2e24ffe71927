#include "core/engine/readers.h"

#include <cstdio>

namespace likeness {

VectorIdentity VectorIdentity::of(const std::filesystem::path& library, VectorStore::Header header)
{
    // FNV-1a: the recipe may be any text, a file name may not. The whole recipe stands in the file's header row.
    std::uint64_t hash = 0xCBF29CE484222325ULL;
    for (const char symbol : header.preprocessingHash) {
        hash = (hash ^ static_cast<unsigned char>(symbol)) * 0x100000001B3ULL;
    }
    std::array<char, 17> digits{};
    std::snprintf(digits.data(), digits.size(), "%016llx", static_cast<unsigned long long>(hash));
    const std::string name = header.modelId + "-" + digits.data() + ".db";
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
