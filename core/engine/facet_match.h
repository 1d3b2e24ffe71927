#pragma once

#include "core/catalog/catalog.h"

namespace likeness {

/// One byte for each row of a `FacetTable`: 1 = the photo passes.
using PhotoMask = std::vector<std::uint8_t>;

/// The facet that a term belongs to; nullopt for terms that belong to none, such as a name or a distance.
struct TermHome {
    std::optional<Facet> facet;
    bool isDate = false;

    bool none() const { return !facet && !isDate; }
};
TermHome homeOf(const FilterTerm& term);

/// Which of a facet's values, by their code in the table, one of the term's alternatives means; without regard to
/// `negated`. Shape: as the dictionary that belongs to the term's key; empty for keys without one.
PhotoMask codesMatching(const FilterTerm& term, const FacetTable& table);

/// Clears the rows that do not pass. What the table has no column for is asked of the catalog.
/// Errors: as `Catalog::photosMatching`.
Status keepMatching(const FilterTerm& term, const FacetTable& table, const Catalog& catalog, PhotoMask& mask);

/// Clears the rows that do not lie below `folder` (empty = everywhere).
void keepBelow(const std::filesystem::path& folder, const FacetTable& table, PhotoMask& mask);

/// The rows of these photos; those that the table does not know are left out.
PhotoMask maskOf(std::vector<PhotoId> photos, const FacetTable& table);

} // namespace likeness
