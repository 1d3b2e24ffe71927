#include "core/engine/duplicate_scope.h"

#include "core/base/filter.h"

#include <algorithm>

namespace likeness {

Result<DuplicateScope> DuplicateScope::of(const std::filesystem::path& folder, const Catalog& catalog)
{
    DuplicateScope scope(catalog);
    Query below;
    below.folder = folder;
    auto contents = folder.empty() ? catalog.contents() : catalog.contentsMatching(below, Filter{});
    if (!contents) {
        return contents.failure();
    }
    scope.m_contents = std::move(*contents);
    if (!folder.empty()) {
        auto photos = catalog.photosMatching(below, Filter{});
        if (!photos) {
            return photos.failure();
        }
        std::sort(photos->begin(), photos->end());
        scope.m_photos = std::move(*photos);
    }
    return scope;
}

std::optional<std::uint32_t> DuplicateScope::rowOf(ContentId content) const
{
    const auto at = std::lower_bound(m_contents.begin(), m_contents.end(), content);
    return at != m_contents.end() && *at == content ? std::optional(static_cast<std::uint32_t>(at - m_contents.begin()))
                                                    : std::nullopt;
}

bool DuplicateScope::has(PhotoId photo) const
{
    return !m_photos || std::binary_search(m_photos->begin(), m_photos->end(), photo);
}

std::vector<std::pair<std::uint32_t, std::uint32_t>>
DuplicateScope::rowsOf(std::span<const std::pair<ContentId, ContentId>> pairs) const
{
    std::vector<std::pair<std::uint32_t, std::uint32_t>> rows;
    for (const auto& [a, b] : pairs) {
        const auto first = rowOf(a), second = rowOf(b);
        if (first && second && a != b) {
            rows.emplace_back(*first, *second);
        }
    }
    return rows;
}

Result<std::vector<std::pair<ContentId, PhotoId>>> DuplicateScope::photosOf(std::span<const ContentId> contents) const
{
    auto pairs = m_catalog->photosOf(contents);
    if (pairs) {
        std::erase_if(*pairs, [this](const auto& pair) { return !has(pair.second); });
    }
    return pairs;
}

Result<DuplicateScope::RowsByContent> DuplicateScope::firstRows(std::span<const ContentId> contents) const
{
    auto files = photosOf(contents);
    if (!files) {
        return files.failure();
    }
    std::vector<PhotoId> photos;
    photos.reserve(contents.size());
    ContentId last;
    for (const auto& [content, photo] : *files) {
        if (content != last) {
            photos.push_back(photo);
            last = content;
        }
    }
    auto rows = m_catalog->rows(photos);
    if (!rows) {
        return rows.failure();
    }
    RowsByContent found;
    for (PhotoRow& row : *rows) {
        found.emplace(row.content, std::move(row));
    }
    return found;
}

} // namespace likeness
