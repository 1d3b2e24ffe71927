#pragma once

#include "core/base/unnamed_file.h"
#include "core/catalog/catalog.h"
#include "core/explore/explore_run.h"
#include "core/explore/vector_rows.h"

namespace likeness {

/// Vectors side by side in the order of their contents, copied from a store into a file without a name.
class MappedVectors {
public:
    /// Where the file is made, and what of the store is wanted.
    struct Wanted {
        std::filesystem::path folder;
        std::vector<ContentId> contents; ///< ascending
        int dimension = 0;
        std::int64_t after = 0; ///< see `newer`
    };

    /// Errors: Io, OutOfResources (disk full), NotFound (a content has no vector), Cancelled.
    static Result<MappedVectors> copy(const VectorStore& store, Wanted wanted, const ExploreRun& run);

    VectorRows rows() const;
    /// Contents whose vector has a sequence number above `Wanted::after`, ascending.
    std::span<const ContentId> newer() const { return m_newer; }

private:
    MappedVectors(std::vector<ContentId> contents, std::size_t stride, UnnamedFile memory)
        : m_contents(std::move(contents))
        , m_stride(stride)
        , m_memory(std::move(memory))
    {
    }

    std::vector<ContentId> m_contents;
    std::vector<ContentId> m_newer;
    std::size_t m_stride;
    UnnamedFile m_memory;
};

} // namespace likeness
