#pragma once

#include "core/api/types.h"
#include "core/base/file_system.h"

#include <atomic>
#include <chrono>
#include <functional>
#include <span>

namespace likeness {

/// A search hit. `score` is the cosine of the two vectors, -1..1.
struct Neighbour {
    ContentId content;
    float score = 0;

    friend bool operator==(const Neighbour&, const Neighbour&) = default;
};

class RowBits;

/// A set of contents a search is limited to; a bit per content id.
class RowFilter {
public:
    explicit RowFilter(std::span<const ContentId> allowed);

    bool allows(ContentId content) const;
    std::size_t count() const { return m_count; }
    std::span<const ContentId> contents() const { return m_contents; }
    /// The rows of these contents, which ascend, that are allowed.
    RowBits rowsOf(std::span<const ContentId> contents) const;

private:
    std::uint64_t bitsFrom(std::uint64_t content) const;

    std::vector<std::uint64_t> m_bits;
    std::vector<ContentId> m_contents; // ascending
    std::size_t m_count = 0;
};

/// How an answer was found, for people who ask why.
struct SearchTrace {
    std::string plan;              ///< in words: "every one of 812 allowed photos compared in full"
    std::size_t listsProbed = 0;   ///< of those that rows are clustered into
    std::size_t rowsEstimated = 0; ///< by their codes
    std::size_t rowsCompared = 0;  ///< in full
};

/// What an index costs, and, where measured, how right and how fast it answers.
struct IndexFigures {
    using Micros = std::chrono::duration<double, std::micro>;

    std::size_t rows = 0;
    std::size_t rowsWaiting = 0;            ///< compared with one by one until they are merged
    std::size_t diskBytes = 0;              ///< files, of which what searches touch lies in the page cache
    std::size_t heldBytes = 0;              ///< memory of its own
    std::chrono::duration<double> build{0}; ///< of the files, wall time; 0 without
    std::size_t queries = 0;                ///< asked to find out the following; 0 = not measured
    double recall10 = 0;                    ///< share of the ten nearest found, 0..1
    Micros median{0};
    Micros p95{0};
    Micros p99{0};
};

/// Nearest-neighbour search over unit-length embeddings; an immutable snapshot.
/// Thread: every const function from any thread, any number at once.
class VectorIndex {
public:
    virtual ~VectorIndex() = default;

    virtual std::string kind() const = 0; ///< "exact", "flat", "hnsw-if", "hnsw"
    virtual int dimension() const = 0;
    virtual std::size_t size() const = 0;
    virtual std::size_t memoryBytes() const = 0; ///< mapped and held
    /// At most `countMax` contents, evenly drawn.
    virtual std::vector<ContentId> sample(std::size_t countMax) const = 0;
    /// What is known without asking anything.
    virtual IndexFigures figures() const = 0;

    /// Returns the closest contents, nearest first, equal scores by ascending id; fewer than `countMax` in a small
    /// index. Shape: `query` is [dimension], unit length. `filter` null = all. `trace`, if any, is filled in.
    /// Errors: InvalidInput (dimension, not finite, zero length).
    virtual Result<std::vector<Neighbour>> search(std::span<const float> query, std::uint32_t countMax,
                                                  const RowFilter* filter, SearchTrace* trace = nullptr) const = 0;
};

/// Asks `index` for the ten nearest of each query, one after the other, and compares with what `exact`, a snapshot of
/// the same rows that compares with all of them, says. A row as near as the last of the exact ones counts as found.
/// Shape: queries [count, dimension], unit length. Errors: Cancelled (between two queries), InvalidInput.
Result<IndexFigures> measureIndex(const VectorIndex& index, const VectorIndex& exact, std::span<const float> queries,
                                  const std::atomic<bool>& cancel);

/// Vectors to index. What is removed goes first, so a content in both lists stays, with the added vector.
struct VectorChanges {
    std::vector<ContentId> added;         ///< also replaces
    std::vector<std::uint16_t> addedHalf; ///< Shape: [added.size(), dimension], IEEE half floats
    std::vector<ContentId> removed;
    std::int64_t lastSequence = 0; ///< of the vector store, after these changes
};

enum class IndexKind { Auto, Exact, Flat, HnswIf, Hnsw };

/// The index of one model as the engine uses it: a snapshot to search, changes to apply, files kept beside.
///
/// Vectors are halves, mapped from the newest generation or, while newer than it, in memory; all are compared with
/// until a generation with codes, lists or a graph is ready, and those newer than it after that. Files under
/// `folder`/gen-N are derived: anything missing, short, or of another version or model is removed at `open`, `reason`
/// says why, and `lastSequence` is 0, so that feeding what is newer feeds everything.
///
/// Opening maps the files without reading them; a thread then compares all of them with their checksums (`checking`).
/// Until it has, a damaged file can cost hits or name a wrong content, but no more, and nothing is copied from it:
/// builds wait. When it found damage, snapshots from then on compare with all rows, `whenChecked` tells, and
/// `discardGeneration`, feeding what is newer and `buildIfDue` mend it.
/// Thread: `snapshot` from any thread; everything else from one thread.
class LiveIndex {
public:
    struct Options {
        std::filesystem::path folder; ///< index/<model>
        std::string modelId;
        int dimension = 0;
        IndexKind kind = IndexKind::Auto;
        int buildThreads = 0; ///< 0 = all cores
        /// Gives what people may ask in words, to find out how many lists a search has to look into; none = made up
        /// from the photos. Called on the building thread, and only for lists; is to return soon after `cancel` is set.
        /// Shape: result [count, dimension].
        std::function<std::vector<float>(const std::atomic<bool>& cancel)> wordQueries;
        /// Called once, from a thread of the index, when the files found at `open` have been checked; not when there
        /// were none, nor when that was stopped. An error says which is damaged, and how. It must not call back.
        std::function<void(const Status&)> whenChecked;
    };

    static Result<std::unique_ptr<LiveIndex>> open(const Options& options, FileSystem& files);

    virtual ~LiveIndex() = default;

    /// Sequence number of the vector store that the in-memory rows reach; feed what is newer with `apply`.
    virtual std::int64_t lastSequence() const = 0;
    /// All or nothing. Errors: InvalidInput (sizes, no content, a vector that is zero or not finite; names the
    /// content).
    virtual Status apply(const VectorChanges& changes) = 0;
    virtual std::shared_ptr<const VectorIndex> snapshot() const = 0;
    /// Snapshot that always compares with every vector.
    virtual std::shared_ptr<const VectorIndex> exactSnapshot() const = 0;

    /// Starts writing the next generation in the background when one is due, and switches to it when it is done: when
    /// codes, lists or a graph are wanted (by the kind; Auto goes by the number of photos) and missing, when enough
    /// changed since the last one, or after `discardGeneration`. Does nothing while a build runs, nor soon after one
    /// failed. `whenDone` is called from the building thread, and only if a build was started; it must not call back.
    virtual void buildIfDue(std::function<void(Status)> whenDone) = 0;
    /// Stops a build and the check, throws the files away; `buildIfDue` makes the next ones. The rows stay, unless
    /// theirs is damaged: then `lastSequence` is 0 afterwards and everything has to be applied again. Reads the rows to
    /// find out, unless the check just has.
    virtual Status discardGeneration() = 0;
    virtual bool building() const = 0;
    /// Whether the files found at `open` are still being checked.
    virtual bool checking() const = 0;
    /// Why this kind is in use, in plain words.
    virtual std::string reason() const = 0;
    /// Reads the files again, compares their checksums, and counts the rows. Returns what is wrong, in words, and what
    /// the check found wrong before.
    virtual Result<std::vector<std::string>> verify() const = 0;
};

} // namespace likeness
