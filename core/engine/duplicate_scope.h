#pragma once

#include "core/catalog/catalog.h"

#include <unordered_map>

namespace likeness {

/// The contents that a search for duplicates looks at, and the files that they are shown by. A row is a content's place
/// among them. The catalog must outlive it.
class DuplicateScope {
public:
    /// What is below `folder`; empty: everything. Errors: Io, Corrupt.
    static Result<DuplicateScope> of(const std::filesystem::path& folder, const Catalog& catalog);

    /// Ascending.
    const std::vector<ContentId>& contents() const { return m_contents; }
    std::uint32_t count() const { return static_cast<std::uint32_t>(m_contents.size()); }
    std::optional<std::uint32_t> rowOf(ContentId content) const;
    bool has(PhotoId photo) const;

    /// Those of the pairs that lie in the scope, as rows. What is paired with itself, copies, is left out.
    std::vector<std::pair<std::uint32_t, std::uint32_t>>
    rowsOf(std::span<const std::pair<ContentId, ContentId>> pairs) const;

    /// The files of some contents, in their order, then by path.
    Result<std::vector<std::pair<ContentId, PhotoId>>> photosOf(std::span<const ContentId> contents) const;

    /// One file for each content, the first by path.
    using RowsByContent = std::unordered_map<ContentId, PhotoRow>;
    Result<RowsByContent> firstRows(std::span<const ContentId> contents) const;

private:
    explicit DuplicateScope(const Catalog& catalog)
        : m_catalog(&catalog)
    {
    }

    const Catalog* m_catalog;
    std::vector<ContentId> m_contents;
    std::optional<std::vector<PhotoId>> m_photos; // ascending; absent = all
};

} // namespace likeness
