#pragma once

#include "core/api/engine.h"
#include "core/engine/readers.h"

#include <stop_token>

namespace likeness {

/// Answers `SortOnGrid` from the vectors of a model: copies lie side by side, photos without a vector come last, in the
/// order asked. Errors: InvalidInput (more than kPhotosMax), Cancelled, as `Catalog::rows` and `VectorStore::vectorOf`.
/// Thread: any; up to some seconds.
Result<std::vector<PhotoId>> sortedByLook(const SortOnGrid& command, const VectorIdentity& identity, Readers& readers,
                                          const std::stop_token& stop);

} // namespace likeness
