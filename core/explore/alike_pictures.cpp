#include "core/explore/alike_pictures.h"

#include <algorithm>
#include <array>
#include <bit>

namespace likeness {
namespace {

/// Two hashes that differ in `kTurnedBitsMax` bits agree in at least one of so many pieces.
constexpr int kPieces = kTurnedBitsMax + 1;
constexpr int kPieceBits = 64 / kPieces;
constexpr std::size_t kPieceValues = std::size_t{1} << kPieceBits;
/// Of natural pictures, a piece is shared by some dozens in a million; of blank ones by all.
constexpr std::uint32_t kSharedMax = 4096;

std::size_t pieceOf(PerceptualHash hash, int piece)
{
    return static_cast<std::size_t>(hash >> (piece * kPieceBits)) & (kPieceValues - 1);
}

/// The rows of each value of one piece, one value after the other.
struct PieceTable {
    std::vector<std::uint32_t> first; // Shape: [kPieceValues + 1]
    std::vector<std::uint32_t> rows;

    PieceTable(std::span<const PerceptualHash> hashes, int piece)
        : first(kPieceValues + 1)
        , rows(hashes.size())
    {
        for (const PerceptualHash hash : hashes) {
            ++first[pieceOf(hash, piece) + 1];
        }
        for (std::size_t value = 0; value < kPieceValues; ++value) {
            first[value + 1] += first[value];
        }
        std::vector<std::uint32_t> next(first.begin(), first.end() - 1);
        for (std::uint32_t row = 0; row < hashes.size(); ++row) {
            rows[next[pieceOf(hashes[row], piece)]++] = row;
        }
    }
};

} // namespace

float alikeScore(float cosine, const Sketch& a, const Sketch& b, const Alignment& alignment)
{
    if (alignment.distance > kAlikeBitsMax) {
        return 0;
    }
    const Alignment best = refined(a, b, alignment);
    if (detailCorrelationOf(a, b, best) < kAlikeDetailMin) {
        return 0;
    }
    return std::clamp(std::max(cosine, correlationOf(a, b, best)), 0.0F, 1.0F);
}

Status forEachHashPair(std::span<const PerceptualHash> hashes, const ExploreRun& run,
                       const std::function<Status(std::uint32_t first, std::uint32_t second)>& each)
{
    std::vector<PieceTable> tables;
    tables.reserve(kPieces);
    for (int piece = 0; piece < kPieces; ++piece) {
        tables.emplace_back(hashes, piece);
    }
    std::vector<std::uint32_t> met;
    for (std::uint32_t row = 0; row < hashes.size(); ++row) {
        if (row % 256 == 0) {
            if (run.stop.stop_requested()) {
                return fail(ErrorCode::Cancelled, "the comparison of hashes was stopped");
            }
            run.report(static_cast<double>(row) / static_cast<double>(hashes.size()));
        }
        if (hashes[row] == 0) {
            continue;
        }
        met.clear();
        for (const PerceptualHash form : symmetriesOf(hashes[row])) {
            for (int piece = 0; piece < kPieces; ++piece) {
                const PieceTable& table = tables[static_cast<std::size_t>(piece)];
                const std::size_t value = pieceOf(form, piece);
                const std::uint32_t begin = table.first[value], end = table.first[value + 1];
                for (std::uint32_t at = begin; end - begin <= kSharedMax && at < end; ++at) {
                    const std::uint32_t other = table.rows[at];
                    if (other > row && hashes[other] != 0 && std::popcount(form ^ hashes[other]) <= kTurnedBitsMax) {
                        met.push_back(other);
                    }
                }
            }
        }
        std::sort(met.begin(), met.end());
        met.erase(std::unique(met.begin(), met.end()), met.end());
        for (const std::uint32_t other : met) {
            if (Status taken = each(row, other); !taken) {
                return taken;
            }
        }
    }
    return {};
}

} // namespace likeness
