#pragma once

#include "core/catalog/sqlite_database.h"

namespace likeness {

/// catalog.db. "LkCt"; migrations in schema.cpp.
extern const SqliteOptions kCatalogOptions;
/// vectors/<model>.db. "LkVe"
extern const SqliteOptions kVectorOptions;
/// thumbs.db. "LkTh"
extern const SqliteOptions kThumbnailOptions;

} // namespace likeness
