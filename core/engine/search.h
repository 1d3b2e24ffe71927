#pragma once

#include "core/engine/inference.h"
#include "core/engine/readers.h"
#include "core/explore/neighbour_graph.h"
#include "core/index/vector_index.h"
#include "core/media/media.h"

namespace likeness {

/// What a search runs on; immutable, shared between threads.
struct SearchSnapshot {
    std::shared_ptr<const VectorIndex> index;
    std::shared_ptr<const VectorIndex> exact;
    VectorIdentity vectors;
    std::shared_ptr<const RowFilter> sample; ///< some of the vectors, evenly drawn: what chance looks like; may be null
};

/// A query with its filter, ready for the catalog.
struct ResolvedQuery {
    Query query;
    Filter filter; ///< of `query.filter`, clusters with their members

    /// Whether anything but likeness decides.
    bool limits() const { return !filter.terms.empty() || !query.folder.empty() || query.among; }
};

/// The nearest to a vector, nearest first, as the index finds them. Errors: as `VectorIndex::search`. Thread: any.
Result<std::vector<ScoredContent>> nearestOf(const VectorIndex& index, std::span<const float> vector,
                                             std::uint32_t countMax);

/// Answers a query without examples: a list from the catalog.
Result<std::shared_ptr<const QueryResult>> listPhotos(const ResolvedQuery& resolved, Readers& readers);

/// Answers a query with examples: their vectors, calibrated and summed (see calibration.h), ask the index.
/// Errors: InvalidInput (an example that cannot be used), Unsupported (words), NotFound.
/// Thread: any; may wait for the infer thread.
Result<std::shared_ptr<const QueryResult>> findAlike(const ResolvedQuery& resolved, const SearchSnapshot& snapshot,
                                                     Readers& readers, Inference& inference);

/// Reads and decodes one image of a query or for the viewer. Errors: as `decodePhoto`, NotFound.
struct LoadedImage {
    Image image;
    int fullWidth = 0;
    int fullHeight = 0;
};
Result<LoadedImage> loadImage(const std::variant<PhotoId, ImageFile, ImageBytes>& source, const DecodeSize& size,
                              Readers& readers);

} // namespace likeness
