#pragma once

#include "core/api/engine.h"
#include "core/engine/search.h"

#include <unordered_set>

namespace likeness {

/// Contents that some file has and that lack a vector or a thumbnail.
Result<std::unordered_set<ContentId>> contentsLackingSomething(Readers& readers, const VectorIdentity& identity);

/// Shape: [images + texts, dimension]. Errors: as decoding and the model.
Result<std::vector<float>> embedAll(const EmbedThings& things, Readers& readers, Inference& inference);

/// Errors: InvalidInput (unknown ending), Io.
Status exportLibrary(const std::filesystem::path& file, Readers& readers, const VectorIdentity& identity);

/// Checks catalog, vectors and thumbnails, each by itself and against the others.
Result<VerifyFinished> verifyLibrary(Readers& readers, const VectorIdentity& identity);

/// The byte counts of a library's files; the rest of the status is left empty.
LibraryStatus sizesOnDisk(const std::filesystem::path& library);

} // namespace likeness
