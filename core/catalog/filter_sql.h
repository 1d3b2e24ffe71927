#pragma once

#include "core/api/query.h"
#include "core/base/filter.h"
#include "core/catalog/sqlite_database.h"

#include <variant>

namespace likeness {

/// A condition on the rows `f` of file and `c` of content, with its parameters in order.
struct SqlCondition {
    using Value = std::variant<std::int64_t, double, std::string>;

    std::string sql; ///< empty = everything passes
    std::vector<Value> values;
    bool usesContent = false; ///< content has to be joined
    bool namesRows = false;   ///< lists the rows that pass: better looked up than met along an order

    void bindTo(Statement& statement) const;
};

/// What passes `filter` and is where and among what `query` says.
SqlCondition conditionOf(const Filter& filter, const Query& query);

/// The functions that the conditions call: likeness_matches, likeness_path, likeness_inside, likeness_label,
/// likeness_distance, likeness_place, likeness_place_matches.
void registerFilterFunctions(SqliteDatabase& database);

/// Units: metres, on a sphere of the Earth's mean radius (off by at most 0.6 % against the ellipsoid).
double greatCircleMetres(const GeoPoint& a, const GeoPoint& b);

} // namespace likeness
