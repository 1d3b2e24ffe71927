#pragma once

#include "core/catalog/catalog.h"
#include "core/catalog/sqlite_database.h"

namespace likeness {

/// Records the contents that the files bring along and returns the content id of each file. What is already known is
/// brought up to date; the rating that a person decided on stays.
/// Errors (thrown): InvalidInput (a hash neither known nor brought along).
std::vector<std::int64_t> writeContents(SqliteDatabase& database, std::span<const IndexedFile> files);

} // namespace likeness
