#pragma once

#include "core/api/facets.h"
#include "core/api/filter_text.h"

#include <QtCore/QString>

namespace likeness {

/// A facet's name in the panel's memory: its key, and for those that share the key `has` the value too.
QString facetName(const FacetCounts& facet);

/// What a facet is called, for people; `key` as in a filter expression.
QString facetTitle(const QString& name);

/// A value of a filter expression in words: "201 – 400", "f/2.8", "Jun 2019", "Portrait".
QString valueTitle(const QString& key, const QString& value);

/// A whole term: "Camera: Canon EOS 5D, X100".
QString termTitle(const FilterTermText& term);

/// Whole days, months or years as a value of `date:`, as short as it can be said. Units: local seconds since 1970.
std::string dateValue(const DateSpan& span);

/// A day for people.
QString dayTitle(std::int64_t seconds);

/// A bar of the histogram for people: "June 2019".
QString barTitle(DateHistogram::Step step, const DateHistogram::Bar& bar);

} // namespace likeness
