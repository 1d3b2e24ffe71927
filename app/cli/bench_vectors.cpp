#include "app/cli/bench_vectors.h"

#include "core/base/half.h"

#include <algorithm>
#include <cmath>
#include <condition_variable>
#include <mutex>
#include <numeric>
#include <unistd.h>
#include <unordered_set>

namespace likeness::cli {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;
using Latency = std::chrono::duration<double, std::micro>;

constexpr std::uint32_t kHits = 10;
/// Queries one index answers in a row before the next takes its turn: long enough to be warm, short enough that both
/// meet the same weather.
constexpr std::size_t kTurn = 50;

/// A folder that is gone when the measurement is.
class ScratchFolder {
public:
    ScratchFolder()
    {
        std::string name = (fs::temp_directory_path() / "likeness-bench-XXXXXX").string();
        m_path = ::mkdtemp(name.data()) != nullptr ? name : std::string();
    }
    ~ScratchFolder()
    {
        std::error_code error;
        fs::remove_all(m_path, error);
    }
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;

    const fs::path& path() const { return m_path; }

private:
    fs::path m_path;
};

std::int64_t bytesBelow(const fs::path& folder)
{
    std::int64_t bytes = 0;
    std::error_code error;
    for (const auto& entry : fs::recursive_directory_iterator(folder, error)) {
        bytes += entry.is_regular_file(error) ? static_cast<std::int64_t>(entry.file_size(error)) : 0;
    }
    return bytes;
}

Status scaleToUnitLength(Matrix& matrix)
{
    for (std::size_t i = 0; i < matrix.rows; ++i) {
        const std::span<float> row = std::span(matrix.values).subspan(i * matrix.columns, matrix.columns);
        const double squares = std::inner_product(row.begin(), row.end(), row.begin(), 0.0);
        if (!(squares > 0) || !std::isfinite(squares)) {
            return fail(ErrorCode::InvalidInput, "row " + std::to_string(i) + " has no direction");
        }
        const auto scale = static_cast<float>(1 / std::sqrt(squares));
        std::for_each(row.begin(), row.end(), [scale](float& value) { value *= scale; });
    }
    return {};
}

VectorChanges changesFrom(const Matrix& matrix)
{
    VectorChanges changes;
    changes.added.resize(matrix.rows);
    for (std::size_t i = 0; i < matrix.rows; ++i) {
        changes.added[i] = ContentId{static_cast<std::int64_t>(i) + 1};
    }
    changes.addedHalf.resize(matrix.values.size());
    std::transform(matrix.values.begin(), matrix.values.end(), changes.addedHalf.begin(), halfFromFloat);
    changes.lastSequence = static_cast<std::int64_t>(matrix.rows);
    return changes;
}

struct BuiltIndex {
    std::shared_ptr<const VectorIndex> snapshot;
    std::chrono::duration<double> build{0};
    std::int64_t diskBytes = 0;
};

Result<BuiltIndex> build(IndexKind kind, const Matrix& base, const fs::path& folder, int threads)
{
    FileSystem files;
    LiveIndex::Options options;
    options.folder = folder;
    options.modelId = "bench";
    options.dimension = static_cast<int>(base.columns);
    options.kind = kind;
    options.buildThreads = threads;
    Result<std::unique_ptr<LiveIndex>> live = LiveIndex::open(options, files);
    if (!live) {
        return live.failure();
    }
    const Clock::time_point begun = Clock::now();
    if (Status applied = (*live)->apply(changesFrom(base)); !applied) {
        return applied.failure();
    }
    std::mutex mutex;
    std::condition_variable changed;
    Status built;
    bool isDone = false;
    (*live)->buildIfDue([&](Status status) {
        const std::lock_guard lock(mutex);
        built = std::move(status);
        isDone = true;
        changed.notify_one();
    });
    {
        std::unique_lock lock(mutex);
        // The builder may have decided that nothing is due, and then calls nobody.
        while (!isDone && (*live)->building()) {
            changed.wait_for(lock, std::chrono::milliseconds{20});
        }
    }
    if (!built) {
        return built.failure();
    }
    BuiltIndex index;
    index.build = Clock::now() - begun;
    index.snapshot = (*live)->snapshot();
    index.diskBytes = bytesBelow(folder);
    return index;
}

/// The ten nearest rows of each query, by the exact index.
Result<std::vector<std::unordered_set<ContentId>>> trueAnswers(const VectorIndex& exact, const Matrix& queries)
{
    std::vector<std::unordered_set<ContentId>> answers(queries.rows);
    for (std::size_t i = 0; i < queries.rows; ++i) {
        const auto found = exact.search(queries.row(i), kHits, nullptr);
        if (!found) {
            return found.failure();
        }
        for (const Neighbour& neighbour : *found) {
            answers[i].insert(neighbour.content);
        }
    }
    return answers;
}

/// One index while it is measured.
struct Contestant {
    const BuiltIndex* index = nullptr;
    std::vector<Latency> latencies;
    std::size_t right = 0;
    std::size_t asked = 0;
};

Status takeTurn(Contestant& contestant, const Matrix& queries,
                const std::vector<std::unordered_set<ContentId>>& answers, std::size_t first)
{
    for (std::size_t i = first; i < first + kTurn; ++i) {
        const std::size_t query = i % queries.rows;
        const Clock::time_point begun = Clock::now();
        const auto found = contestant.index->snapshot->search(queries.row(query), kHits, nullptr);
        contestant.latencies.push_back(Clock::now() - begun);
        if (!found) {
            return found.failure();
        }
        contestant.asked += answers[query].size();
        for (const Neighbour& neighbour : *found) {
            contestant.right += answers[query].count(neighbour.content);
        }
    }
    return {};
}

Status measure(std::vector<Contestant>& contestants, const QuerySet& queries, int searchCount, const VectorIndex& exact)
{
    const auto answers = trueAnswers(exact, queries.rows);
    if (!answers) {
        return answers.failure();
    }
    for (std::size_t first = 0; first < static_cast<std::size_t>(searchCount); first += kTurn) {
        for (Contestant& contestant : contestants) {
            if (Status done = takeTurn(contestant, queries.rows, *answers, first); !done) {
                return done;
            }
        }
    }
    return {};
}

} // namespace

Latency percentile(std::vector<Latency>& latencies, double share)
{
    std::sort(latencies.begin(), latencies.end());
    const auto at = static_cast<std::size_t>(share * static_cast<double>(latencies.size()));
    return latencies.empty() ? Latency{0} : latencies[std::min(at, latencies.size() - 1)];
}

Result<std::vector<SearchFigures>> measureSearches(Matrix base, std::vector<QuerySet> queries, int searchCount,
                                                   int threads)
{
    if (Status scaled = scaleToUnitLength(base); !scaled) {
        return scaled.failure();
    }
    for (QuerySet& set : queries) {
        if (set.rows.rows == 0 || set.rows.columns != base.columns) {
            return fail(ErrorCode::InvalidInput, "the " + set.kind + " queries are empty or of another dimension");
        }
        if (Status scaled = scaleToUnitLength(set.rows); !scaled) {
            return scaled.failure();
        }
    }
    const ScratchFolder scratch;
    const std::vector<std::pair<IndexKind, const char*>> kinds{{IndexKind::Exact, "exact"},
                                                               {IndexKind::Flat, "flat"},
                                                               {IndexKind::HnswIf, "hnsw-if"},
                                                               {IndexKind::Hnsw, "hnsw"}};
    std::vector<BuiltIndex> indexes;
    indexes.reserve(kinds.size());
    for (const auto& [kind, name] : kinds) {
        Result<BuiltIndex> built = build(kind, base, scratch.path() / name, threads);
        if (!built) {
            return built.failure();
        }
        indexes.push_back(std::move(*built));
    }
    const VectorIndex& exact = *indexes.front().snapshot;
    std::vector<SearchFigures> figures;
    for (const QuerySet& set : queries) {
        std::vector<Contestant> contestants(indexes.size());
        for (std::size_t i = 0; i < indexes.size(); ++i) {
            contestants[i].index = &indexes[i];
        }
        if (Status measured = measure(contestants, set, searchCount, exact); !measured) {
            return measured.failure();
        }
        const Latency hnswMedian = percentile(contestants.back().latencies, 0.5);
        for (Contestant& contestant : contestants) {
            const BuiltIndex& index = *contestant.index;
            const Latency median = percentile(contestant.latencies, 0.5);
            figures.push_back({index.snapshot->kind(), set.kind, base.rows,
                               static_cast<double>(contestant.right) / static_cast<double>(contestant.asked), median,
                               percentile(contestant.latencies, 0.99), median / hnswMedian,
                               index.snapshot->memoryBytes(), index.diskBytes, index.build});
        }
    }
    return figures;
}

} // namespace likeness::cli
