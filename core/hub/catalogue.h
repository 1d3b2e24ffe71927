#pragma once

#include "core/api/types.h"
#include "core/base/result.h"

namespace likeness {

/// Reads the catalogue shipped with the program: {"models": [{...}, ...]} with the fields of `CatalogueModel` under
/// their names there, recommended models first. A field that is missing or not known is refused.
/// Errors: NotFound, Io, Corrupt (which model, and what is wrong with it).
Result<std::vector<CatalogueModel>> readCatalogue(const std::filesystem::path& file);

} // namespace likeness
