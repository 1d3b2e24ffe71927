#pragma once

#include "core/engine/readers.h"
#include "core/explore/explore_run.h"
#include "core/explore/perceptual_hash.h"

#include <unordered_map>

namespace likeness {

/// What one thread needs to compare the pictures of a library: connections of its own, and what it saw last, at most
/// some 20 MB of it.
/// Thread: one at a time.
class PictureComparer {
public:
    /// `vectors`: those that cosines are taken of.
    PictureComparer(std::filesystem::path library, VectorIdentity vectors)
        : m_readers(std::move(library))
        , m_identity(std::move(vectors))
    {
    }

    Readers& readers() { return m_readers; }
    /// How alike two contents are (see `alikeScore`); 0 where nothing is known of one of them. `cosine` is given where
    /// it is known.
    float score(ContentId a, ContentId b, std::optional<float> cosine);

private:
    /// Of some contents; null: nothing is known of that one.
    template <class Value> using Known = std::unordered_map<ContentId, std::shared_ptr<const Value>>;

    std::shared_ptr<const LookHashes> hashes(ContentId content);
    std::shared_ptr<const Sketch> sketch(ContentId content);
    std::shared_ptr<const std::vector<float>> vector(ContentId content);
    float cosine(ContentId a, ContentId b);

    Readers m_readers;
    const VectorIdentity m_identity;
    Known<LookHashes> m_hashes;
    Known<Sketch> m_sketches;
    Known<std::vector<float>> m_vectors;
};

/// Comparers for as many threads as there are at work; each is lent to one of them at a time.
/// Thread: any.
class PictureComparers {
public:
    PictureComparers(std::filesystem::path library, VectorIdentity vectors)
        : m_library(std::move(library))
        , m_identity(std::move(vectors))
    {
    }

    struct GiveBack {
        PictureComparers* owner = nullptr;
        void operator()(PictureComparer* comparer) const;
    };
    using Lent = std::unique_ptr<PictureComparer, GiveBack>;
    /// Must be given back before the owner ends.
    Lent lend();

    /// Calls `body(comparer, i)` for every i below `count`, in blocks on several threads, each with a comparer of its
    /// own. Errors: as `inBlocks`.
    Status forEach(std::size_t count, std::size_t blockSize, const ExploreRun& run,
                   const std::function<void(PictureComparer& comparer, std::size_t i)>& body);

private:
    const std::filesystem::path m_library;
    const VectorIdentity m_identity;
    std::mutex m_mutex;
    std::vector<std::unique_ptr<PictureComparer>> m_idle; // guarded by m_mutex
};

/// Cosine of two embeddings, which are of unit length; 0 where one of them is not there (empty).
float cosineOf(const std::vector<float>& a, const std::vector<float>& b);

} // namespace likeness
