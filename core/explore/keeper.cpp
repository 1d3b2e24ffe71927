#include "core/explore/keeper.h"

#include <algorithm>
#include <compare>
#include <limits>
#include <numeric>

namespace likeness {
namespace {

struct Comparison {
    std::strong_ordering order = std::strong_ordering::equal; ///< less: the first is the better one
    KeepReason reason = KeepReason::Path;
};

Comparison compare(const KeeperFacts& a, const KeeperFacts& b)
{
    // A file without a capture time says nothing about its age, so it counts as the younger one.
    constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::max();
    const Comparison criteria[] = {
        {a.grey <=> b.grey, KeepReason::Colour},
        {a.part <=> b.part, KeepReason::Whole},
        {a.framed <=> b.framed, KeepReason::Unframed},
        {b.pixels <=> a.pixels, KeepReason::Pixels},
        {b.metadataCount <=> a.metadataCount, KeepReason::Metadata},
        {b.quality <=> a.quality, KeepReason::Quality},
        {b.rating <=> a.rating, KeepReason::Rating},
        {a.folderRank <=> b.folderRank, KeepReason::Folder},
        {b.sizeBytes <=> a.sizeBytes, KeepReason::Bytes},
        {a.takenSeconds.value_or(kNever) <=> b.takenSeconds.value_or(kNever), KeepReason::Date},
        {a.path.size() <=> b.path.size(), KeepReason::Path},
        {a.path.compare(b.path) <=> 0, KeepReason::Path},
    };
    const auto* decided
        = std::find_if(std::begin(criteria), std::end(criteria), [](const Comparison& one) { return one.order != 0; });
    return decided != std::end(criteria) ? *decided : Comparison{};
}

} // namespace

std::vector<KeeperPlace> inOrderOfKeeping(std::span<const KeeperFacts> members)
{
    std::vector<std::size_t> order(members.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return compare(members[a], members[b]).order < 0; });
    std::vector<KeeperPlace> places;
    places.reserve(order.size());
    for (std::size_t i = 0; i < order.size(); ++i) {
        const std::size_t other = i == 0 ? order[order.size() > 1 ? 1 : 0] : order[i];
        places.push_back({order[i], compare(members[order[0]], members[other]).reason});
    }
    return places;
}

std::size_t folderRankOf(const std::filesystem::path& path, std::span<const std::filesystem::path> folders)
{
    const auto holds = [&path](const std::filesystem::path& folder) {
        return std::mismatch(folder.begin(), folder.end(), path.begin(), path.end()).first == folder.end();
    };
    return static_cast<std::size_t>(std::find_if(folders.begin(), folders.end(), holds) - folders.begin());
}

} // namespace likeness
