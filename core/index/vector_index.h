#pragma once

#include "core/api/types.h"
#include "core/base/file_system.h"

#include <span>

namespace likeness {

/// A search hit. `score` is the cosine of the two vectors, -1..1.
struct Neighbour {
    ContentId content;
    float score = 0;

    friend bool operator==(const Neighbour&, const Neighbour&) = default;
};

/// A set of contents a search is limited to; a bit per content id.
class RowFilter {
public:
    explicit RowFilter(std::span<const ContentId> allowed);

    bool allows(ContentId content) const;
    std::size_t count() const { return m_count; }
    std::span<const ContentId> contents() const { return m_contents; }

private:
    std::vector<std::uint64_t> m_bits;
    std::vector<ContentId> m_contents; // ascending
    std::size_t m_count = 0;
};

/// Nearest-neighbour search over unit-length embeddings; an immutable snapshot.
/// Thread: every const function from any thread, any number at once.
class VectorIndex {
public:
    virtual ~VectorIndex() = default;

    virtual std::string kind() const = 0; ///< "exact", "hnsw"
    virtual int dimension() const = 0;
    virtual std::size_t size() const = 0;
    virtual std::size_t memoryBytes() const = 0;

    /// Returns the closest contents, nearest first, equal scores by ascending id; fewer than `countMax` in a small
    /// index. Shape: `query` is [dimension], unit length. `filter` null = all. Errors: InvalidInput (dimension, not
    /// finite, zero length).
    virtual Result<std::vector<Neighbour>> search(std::span<const float> query, std::uint32_t countMax,
                                                  const RowFilter* filter) const = 0;
};

/// Vectors to index. Rows appended and removed; never shrinks in place.
struct VectorChanges {
    std::vector<ContentId> added;         ///< also replaces
    std::vector<std::uint16_t> addedHalf; ///< Shape: [added.size(), dimension], IEEE half floats
    std::vector<ContentId> removed;
    std::int64_t lastSequence = 0; ///< of the vector store, after these changes
};

enum class IndexKind { Auto, Exact, Hnsw };

/// The index of one model as the engine uses it: a snapshot to search, changes to apply, files kept beside.
///
/// All vectors are held as halves in memory and searched exactly until an HNSW generation is ready; changes newer than
/// the generation are searched exactly beside it. Files under `folder`/gen-N are derived: anything missing, short, of
/// another version or failing its checksum is set aside, and the index is rebuilt from the vectors in the background.
/// Thread: `snapshot` from any thread; everything else from one thread.
class LiveIndex {
public:
    struct Options {
        std::filesystem::path folder; ///< index/<model>
        std::string modelId;
        int dimension = 0;
        IndexKind kind = IndexKind::Auto;
        int buildThreads = 0; ///< 0 = all cores
    };

    static Result<std::unique_ptr<LiveIndex>> open(const Options& options, FileSystem& files);

    virtual ~LiveIndex() = default;

    /// Sequence number of the vector store that the in-memory rows reach; feed what is newer with `apply`.
    virtual std::int64_t lastSequence() const = 0;
    virtual Status apply(const VectorChanges& changes) = 0;
    virtual std::shared_ptr<const VectorIndex> snapshot() const = 0;
    /// Snapshot that always compares with every vector.
    virtual std::shared_ptr<const VectorIndex> exactSnapshot() const = 0;

    /// Starts a background build when one is due (kind Hnsw, or Auto past the crossover) and switches when it is done.
    /// `whenDone` is called from the build thread. Does nothing while a build runs.
    virtual void buildIfDue(std::function<void(Status)> whenDone) = 0;
    /// Throws the generation away; `buildIfDue` makes the next one.
    virtual Status discardGeneration() = 0;
    virtual bool building() const = 0;
    /// Why this kind is in use, in plain words.
    virtual std::string reason() const = 0;
    virtual Result<std::vector<std::string>> verify() const = 0;
};

} // namespace likeness
