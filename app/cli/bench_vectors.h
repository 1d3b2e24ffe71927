#pragma once

#include "app/cli/npy.h"
#include "core/index/vector_index.h"

namespace likeness::cli {

/// How fast and how right an index answered. The names of the JSON fields are those of `bench search`.
struct SearchFigures {
    std::string index;
    std::string query; ///< "image" or "words"
    std::size_t rows = 0;
    double recall10 = 0;
    std::chrono::duration<double, std::micro> median{0};
    std::chrono::duration<double, std::micro> p99{0};
    double ratioHnsw = 0; ///< median divided by hnsw's for the same queries in the same run
    std::size_t memoryBytes = 0;
    std::int64_t diskBytes = 0;
    std::chrono::duration<double> build{0};
};

/// Queries of one kind. Shape: `rows` is [queries, dimension].
struct QuerySet {
    std::string kind;
    Matrix rows;
};

/// Builds every index kind over `base` in a scratch folder and puts each query to all of them, `searchCount` times in
/// all, one thread, the kinds taking turns. Rows and queries are scaled to unit length first.
/// Errors: InvalidInput (empty, a zero or infinite row, dimensions that differ), Io.
Result<std::vector<SearchFigures>> measureSearches(Matrix base, std::vector<QuerySet> queries, int searchCount,
                                                   int threads);

/// Sorts and returns the value below which `share` of the latencies lie.
std::chrono::duration<double, std::micro> percentile(std::vector<std::chrono::duration<double, std::micro>>& latencies,
                                                     double share);

} // namespace likeness::cli
