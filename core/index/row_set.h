#pragma once

#include "core/base/unnamed_file.h"
#include "core/index/dot.h"
#include "core/index/top_list.h"

#include <array>
#include <unordered_map>

namespace likeness {

inline constexpr std::uint32_t kChunkRows = 4096;

/// Rows of one chunk that no longer count. Never written once it is shared.
struct DeadRows {
    std::array<std::uint64_t, kChunkRows / 64> words{};

    bool has(std::uint32_t row) const { return ((words[row / 64] >> (row % 64)) & 1U) != 0; }
};

/// Up to `kChunkRows` vectors. The memory behind it may be appended to by the writer, past the `count` seen here.
struct RowChunk {
    std::shared_ptr<const void> owner;
    const std::uint16_t* halves = nullptr; ///< Shape: [count, stride]
    const ContentId* contents = nullptr;   ///< Shape: [count]
    std::uint32_t count = 0;
    std::shared_ptr<const DeadRows> dead; ///< null = none

    bool alive(std::uint32_t row) const { return !dead || !dead->has(row); }
};

/// All vectors of a snapshot. A copy shares the vectors with the original.
///
/// The first `baseRows` rows are those of a generation, contiguous in memory and ascending by content; the rest were
/// applied later.
struct RowSet {
    std::size_t stride = 0;
    std::vector<RowChunk> chunks;
    std::size_t baseRows = 0;
    std::size_t baseLive = 0;
    std::size_t live = 0; ///< of all rows

    std::size_t baseChunks() const { return (baseRows + kChunkRows - 1) / kChunkRows; }
    const std::uint16_t* baseHalves() const { return baseRows > 0 ? chunks[0].halves : nullptr; }
    std::span<const ContentId> baseContents() const
    {
        return baseRows > 0 ? std::span(chunks[0].contents, baseRows) : std::span<const ContentId>();
    }
    bool baseAlive(std::size_t row) const
    {
        return chunks[row / kChunkRows].alive(static_cast<std::uint32_t>(row % kChunkRows));
    }
};

/// Offers the rows of `chunks` that are alive and allowed; returns how many they are. Shape: query [stride].
std::size_t scanChunks(const float* query, std::span<const RowChunk> chunks, std::size_t stride,
                       const RowFilter* filter, TopList& found);

/// Offers the allowed base rows by looking each one up, for filters that allow few; returns how many they are.
std::size_t scanAllowedBase(const float* query, const RowSet& rows, const RowFilter& filter, TopList& found);

/// Cosine from a dot product: rounding to halves can leave it a little outside -1..1. What is no number, as a damaged
/// file can make it, is the least of all: heaps and sorting need an order.
inline float clampedScore(float dot) { return std::min(std::max(-1.0F, dot), 1.0F); }

/// The writing end: appends, replaces and removes rows without disturbing the copies of `rows()` made before.
/// Thread: one.
class RowWriter {
public:
    /// Starts on `base`, whose rows must all be alive and be base rows. Rows that come in great number, as when a lost
    /// index is made again, lie in files without names in `folder` instead of on the heap.
    RowWriter(RowSet base, int dimension, std::filesystem::path folder = {});

    const RowSet& rows() const { return m_rows; }
    /// Shape: `halves` is [dimension].
    void replace(ContentId content, const std::uint16_t* halves);
    void remove(ContentId content);
    /// How far the rows are from their base: rows appended, dead ones too, and dead rows of the base.
    std::size_t unsavedRows() const { return m_appended + (m_rows.baseRows - m_rows.baseLive); }

private:
    struct ChunkMemory {
        std::vector<std::uint16_t> onHeap;
        UnnamedFile inFile;
        std::uint16_t* halves = nullptr; ///< Shape: [kChunkRows, stride], in one of both
        std::vector<ContentId> contents;
    };
    struct Place {
        std::uint32_t chunk = 0;
        std::uint32_t row = 0;
    };

    void startChunk();
    void markDead(Place place);

    RowSet m_rows;
    std::size_t m_dimension;
    std::filesystem::path m_folder;
    std::size_t m_appended = 0;
    std::shared_ptr<ChunkMemory> m_open;         // behind the last chunk, if rows can still be appended to it
    std::unordered_map<ContentId, Place> m_tail; // live rows after the base; base rows are found by binary search
};

} // namespace likeness
