#pragma once

#include "core/catalog/catalog.h"
#include "core/catalog/sqlite_database.h"

namespace likeness {

/// The content with these bytes, or with the bytes that they were before Likeness wrote into the file; 0 = none.
std::int64_t contentWith(const SqliteDatabase& database, const ContentHash& hash);

/// SQL: a decision, or NULL where the file had taken it over (`before`) and another program has changed it there since
/// (`after`): then it is the file's to say.
std::string unlessOverruled(std::string_view decided, std::string_view before, std::string_view after);
/// The same for text, of which a file that has none any more says nothing.
std::string textUnlessOverruled(std::string_view decided, std::string_view before, std::string_view after);

/// Records the contents that the files bring along and returns the content id of each file. What is already known is
/// brought up to date; what a person decided stays.
/// Errors (thrown): InvalidInput (a hash neither known nor brought along).
std::vector<std::int64_t> writeContents(SqliteDatabase& database, std::span<const IndexedFile> files);

} // namespace likeness
