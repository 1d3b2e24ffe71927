#pragma once

#include "core/index/dot.h"
#include "core/index/graph.h"
#include "core/index/top_list.h"
#include "core/index/vector_index.h"
#include "tests/support/realistic_vectors.h"

#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>
#include <cmath>
#include <condition_variable>
#include <fstream>
#include <mutex>
#include <numeric>
#include <set>

namespace likeness::test {

/// Vectors with the content ids 1, 2, 3, ... and their exact neighbours, worked out in the plainest way.
class Vectors {
public:
    Vectors(std::vector<float> values, int dimension)
        : m_dimension(static_cast<std::size_t>(dimension))
        , m_values(std::move(values))
        , m_halves(halvesFromFloats(m_values))
    {
    }

    std::size_t count() const { return m_values.size() / m_dimension; }
    std::span<const float> row(std::size_t i) const
    {
        return std::span(m_values).subspan(i * m_dimension, m_dimension);
    }
    const std::vector<std::uint16_t>& halves() const { return m_halves; }

    /// Rows [first, first + count) as changes; content = row + 1.
    VectorChanges changes(std::size_t first, std::size_t count, std::int64_t lastSequence) const
    {
        VectorChanges changes;
        for (std::size_t i = first; i < first + count; ++i) {
            changes.added.push_back({static_cast<std::int64_t>(i + 1)});
        }
        const auto begin = m_halves.begin() + static_cast<std::ptrdiff_t>(first * m_dimension);
        changes.addedHalf.assign(begin, begin + static_cast<std::ptrdiff_t>(count * m_dimension));
        changes.lastSequence = lastSequence;
        return changes;
    }
    VectorChanges all(std::int64_t lastSequence = 1) const { return changes(0, count(), lastSequence); }

private:
    std::size_t m_dimension;
    std::vector<float> m_values;
    std::vector<std::uint16_t> m_halves;
};

/// Vectors as the searches below a LiveIndex see them: rows named 1, 2, 3, ..., and what a search should find.
struct NamedRows {
    NamedRows(std::vector<float> values, int dimension)
        : vectors(std::move(values), dimension)
        , block{vectors.halves().data(), static_cast<std::uint32_t>(vectors.count()), rowStride(dimension)}
    {
        for (std::uint32_t row = 0; row < block.count; ++row) {
            contents.push_back({row + 1});
        }
    }

    std::vector<Neighbour> exact(std::span<const float> query, std::size_t count,
                                 const RowBits* allowed = nullptr) const
    {
        std::vector<float> scores(block.count);
        scoreRows(query.data(), block.halves, block.stride, block.count, scores.data());
        TopList found(count);
        for (std::uint32_t row = 0; row < block.count; ++row) {
            if (!allowed || allowed->has(row)) {
                found.offer({contents[row], std::min(1.0F, scores[row])});
            }
        }
        return found.takeSorted();
    }

    /// The rows that `isAllowed(row)`.
    template <class IsAllowed> RowBits rowsThat(const IsAllowed& isAllowed) const
    {
        RowBits rows(block.count);
        for (std::uint32_t row = 0; row < block.count; ++row) {
            if (isAllowed(row)) {
                rows.add(row);
            }
        }
        return rows;
    }

    Vectors vectors;
    RowBlock block;
    std::vector<ContentId> contents;
};

/// Waits for a background build. The callback may outlive it.
class BuildWaiter {
public:
    std::function<void(Status)> callback()
    {
        return [shared = m_shared](Status status) {
            const std::lock_guard lock(shared->mutex);
            shared->status = std::move(status);
            shared->done.notify_all();
        };
    }
    /// What the build said; nullopt if it said nothing for ten minutes (sanitizers on a busy machine take two).
    std::optional<Status> wait()
    {
        std::unique_lock lock(m_shared->mutex);
        m_shared->done.wait_for(lock, std::chrono::minutes(10), [this] { return m_shared->status.has_value(); });
        return std::exchange(m_shared->status, std::nullopt);
    }

private:
    struct Shared {
        std::mutex mutex;
        std::condition_variable done;
        std::optional<Status> status; // guarded by mutex
    };
    std::shared_ptr<Shared> m_shared = std::make_shared<Shared>();
};

inline LiveIndex::Options optionsIn(const QTemporaryDir& folder, int dimension, IndexKind kind)
{
    LiveIndex::Options options;
    options.folder = std::filesystem::path(folder.path().toStdString()) / "index";
    options.modelId = "test-model";
    options.dimension = dimension;
    options.kind = kind;
    options.buildThreads = 1; // the same graph every time
    return options;
}

/// Flips a bit of a file where it lies.
inline void flipBit(const std::filesystem::path& path, std::uint64_t bit)
{
    std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
    file.seekg(static_cast<std::streamoff>(bit / 8));
    const int byte = file.get();
    file.seekp(static_cast<std::streamoff>(bit / 8));
    file.put(static_cast<char>(byte ^ (1 << (bit % 8))));
}

/// What the check of the files found at `open` said; waits for it.
class CheckWaiter {
public:
    /// For `LiveIndex::Options::whenChecked`. May outlive this.
    std::function<void(const Status&)> callback() { return m_waiter.callback(); }
    std::optional<Status> wait() { return m_waiter.wait(); }

private:
    BuildWaiter m_waiter;
};

/// Runs the build that must be due to its end; false if it failed.
inline bool build(LiveIndex& index)
{
    BuildWaiter waiter;
    index.buildIfDue(waiter.callback());
    const auto status = waiter.wait();
    return status && status->has_value();
}

inline std::vector<std::int64_t> idsOf(const std::vector<Neighbour>& neighbours)
{
    std::vector<std::int64_t> ids;
    for (const Neighbour& neighbour : neighbours) {
        ids.push_back(neighbour.content.value);
    }
    return ids;
}

/// Share of the exact neighbours that were found. Neighbours as good as the worst exact one count as exact.
inline double recall(const std::vector<Neighbour>& exact, const std::vector<Neighbour>& found)
{
    if (exact.empty()) {
        return 1;
    }
    const float floor = exact.back().score - 1e-6F;
    const auto hits = std::count_if(found.begin(), found.end(), [&](const Neighbour& n) { return n.score >= floor; });
    return std::min(1.0, static_cast<double>(hits) / static_cast<double>(exact.size()));
}

} // namespace likeness::test
