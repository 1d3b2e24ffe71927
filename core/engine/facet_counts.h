#pragma once

#include "core/engine/facet_match.h"

#include <map>

namespace likeness {

/// For each facet the photos that pass everything but the facet's own terms, and for the date likewise.
struct FacetBase {
    PhotoMask all;                  ///< those that pass everything
    std::map<Facet, PhotoMask> own; ///< of facets that have terms of their own; the others count over `all`
    std::optional<PhotoMask> dates; ///< if there are terms of the date

    const PhotoMask& of(Facet facet) const
    {
        const auto found = own.find(facet);
        return found == own.end() ? all : found->second;
    }
};

/// Finds the base of a question without parts; `filter` is that of the query.
/// Errors: as `Catalog::photosMatching`.
Result<FacetBase> facetBase(const Query& query, const Filter& filter, const FacetTable& table, const Catalog& catalog);

/// Counts the values of every facet; the folder facet has the folders one level below `folder`. At most `kValuesMax`
/// values each.
std::vector<FacetCounts> countFacets(const FacetBase& base, const Filter& filter, const std::filesystem::path& folder,
                                     const FacetTable& table);
constexpr std::size_t kValuesMax = 500;

/// Bars over the photos of the base that lie in the view, or over all but strays: files that claim to be from 1970 or
/// 2038 do not squeeze everything else into one bar.
DateHistogram countDates(const FacetBase& base, const Filter& filter, const std::optional<DateSpan>& view,
                         const FacetTable& table);

/// The classes that ISO speeds, apertures, focal lengths, megapixels and file sizes are counted in, as values of a
/// filter expression, ascending and without gaps.
std::span<const char* const> facetClasses(Facet facet);

} // namespace likeness
