#include "core/engine/duplicate_review.h"

#include "core/engine/look_hashes.h"
#include "core/explore/alike_pictures.h"
#include "core/explore/keeper.h"
#include "core/media/jpeg_quality.h"

#include <algorithm>
#include <cstdlib>
#include <sstream>
#include <unordered_set>

namespace likeness {
namespace {

namespace fs = std::filesystem;

constexpr int kLossless = 101;
/// Mean difference between the colour channels, of 255, below which a picture has no colours; JPEGs of grey pictures
/// stay below 2, the palest of the measured photos have 4.
constexpr double kColourMin = 3;
/// Members of which every two are laid over each other to see who is a part of whom; of more, each with the first ones.
constexpr std::size_t kComparedMax = 8;
/// Members whose thumbnails are looked at; in a group of thousands the rest differs by nothing that could be seen.
constexpr std::size_t kSeenMax = 64;
/// How many bits better a part must fit than the whole to be one.
constexpr int kPartBitsBetter = 4;
/// Share of what surrounds a picture that must be of one brightness to be a border. Some of the picture is in it too:
/// parts are tried in steps.
constexpr float kBorderEvenness = 0.6F;

int metadataCount(const Metadata& metadata)
{
    const bool known[]
        = {metadata.taken.has_value(), !metadata.cameraMake.empty() || !metadata.cameraModel.empty(),
           !metadata.lens.empty(),     metadata.exposureSeconds.has_value() || metadata.apertureF.has_value(),
           metadata.place.has_value(), !metadata.title.empty() || !metadata.description.empty(),
           !metadata.tags.empty()};
    return static_cast<int>(std::count(std::begin(known), std::end(known), true));
}

bool isGrey(const Image& image)
{
    std::int64_t difference = 0;
    for (std::size_t i = 0; i + 2 < image.pixels.size(); i += 3) {
        difference
            += std::abs(image.pixels[i] - image.pixels[i + 1]) + std::abs(image.pixels[i + 1] - image.pixels[i + 2]);
    }
    const double pixels = static_cast<double>(image.pixels.size()) / 3;
    return !image.empty() && static_cast<double>(difference) < 2 * kColourMin * pixels;
}

int qualityOf(const PhotoRow& row, std::optional<int> jpegQuality)
{
    const bool lossless = row.format == "png" || row.format == "tiff" || row.format == "bmp" || row.format == "raw";
    return lossless ? kLossless : jpegQuality.value_or(0);
}

/// What a near-duplicate shows.
struct Seen {
    Sketch sketch;
    LookHashes hashes;
};

/// Marks who shows a part of another, and who has a border around it.
void compareParts(const std::vector<std::optional<Seen>>& seen, std::vector<KeeperFacts>& facts)
{
    for (std::size_t i = 0; i < std::min(seen.size(), kComparedMax); ++i) {
        for (std::size_t j = i + 1; j < seen.size(); ++j) {
            if (!seen[i] || !seen[j]) {
                continue;
            }
            const Alignment whole = alignmentOf(seen[i]->hashes.whole, seen[j]->hashes.whole);
            const Alignment coarse = alignmentOf(seen[i]->hashes, seen[j]->hashes);
            if (coarse.wider == Alignment::Wider::None || coarse.distance + kPartBitsBetter > whole.distance) {
                continue;
            }
            const Alignment best = refined(seen[i]->sketch, seen[j]->sketch, coarse);
            const bool firstIsWider = best.wider == Alignment::Wider::First;
            const std::size_t wider = firstIsWider ? i : j, narrower = firstIsWider ? j : i;
            if (surroundEvenness(seen[i]->sketch, seen[j]->sketch, best) >= kBorderEvenness) {
                facts[wider].framed = true;
            } else {
                facts[narrower].part = true;
            }
        }
    }
}

Result<DuplicateGroup> groupOf(std::span<const PhotoId> photos, DuplicateKind kind, std::span<const fs::path> folders,
                               Readers& readers)
{
    auto catalog = readers.catalog();
    auto rows = catalog ? (*catalog)->rows(photos) : Result<std::vector<PhotoRow>>(catalog.failure());
    if (!rows) {
        return rows.failure();
    }
    std::vector<KeeperFacts> facts;
    std::vector<DuplicateMember> members;
    std::vector<std::optional<Seen>> seen;
    for (PhotoRow& row : *rows) {
        auto details = (*catalog)->details(row.id);
        if (!details) {
            continue; // gone just now
        }
        DuplicateMember member;
        member.jpegQuality = row.format == "jpeg" ? jpegQualityOf(row.path) : std::nullopt;
        member.metadataCount = metadataCount(details->metadata);
        member.copies = kind == DuplicateKind::Near ? static_cast<std::int64_t>(details->copies.size()) : 0;
        KeeperFacts fact;
        fact.pixels = std::int64_t{row.width} * row.height;
        fact.quality = qualityOf(row, member.jpegQuality);
        fact.metadataCount = member.metadataCount;
        fact.rating = row.rating;
        fact.folderRank = folderRankOf(row.path, folders);
        fact.sizeBytes = row.sizeBytes;
        fact.takenSeconds = row.taken ? std::optional(row.taken->localSeconds) : std::nullopt;
        fact.path = displayPath(row.path);
        if (kind == DuplicateKind::Near && seen.size() < kSeenMax) {
            const Image thumbnail = thumbnailOf(row.content, readers);
            fact.grey = isGrey(thumbnail);
            const Sketch sketch = sketchOf(thumbnail);
            seen.push_back(thumbnail.empty() ? std::nullopt : std::optional(Seen{sketch, lookHashesOf(sketch)}));
        }
        member.row = std::move(row);
        members.push_back(std::move(member));
        facts.push_back(std::move(fact));
    }
    compareParts(seen, facts);
    DuplicateGroup group;
    group.kind = kind;
    for (const KeeperPlace& place : inOrderOfKeeping(facts)) {
        members[place.member].keep = group.members.empty();
        members[place.member].reason = place.reason;
        group.members.push_back(std::move(members[place.member]));
    }
    return group;
}

struct CheckedDecision {
    std::vector<PhotoRow> keepers;
    std::vector<PhotoRow> trash;
};

/// Why no photo that is to be kept would be left when those at `leaving` are gone; empty when one would.
std::string whyNoneStays(const std::vector<PhotoRow>& keepers, const std::unordered_set<std::string>& leaving)
{
    if (keepers.empty()) {
        return "the photo to keep in its place has left the library";
    }
    std::string why;
    for (const PhotoRow& keeper : keepers) {
        // It must be there now, not only in the catalog: a drive may be away, a file deleted or cut short.
        const auto stamp = stampOf(keeper.path);
        std::error_code error;
        if (!stamp || stamp->sizeBytes != keeper.sizeBytes) {
            why = "is not there or has changed";
        } else if (fs::is_symlink(keeper.path, error) && leaving.contains(fs::canonical(keeper.path, error).native())) {
            why = "is only a link to one that is to be moved";
        } else {
            return {};
        }
    }
    return "the photo to keep in its place, " + displayPath(keepers.front().path) + ", " + why;
}

} // namespace

Result<std::vector<DuplicateGroup>> loadGroups(const DuplicateList& list, std::size_t first, std::size_t count,
                                               std::span<const fs::path> keeperFolders, Readers& readers)
{
    std::vector<DuplicateGroup> groups;
    const std::size_t end = std::min(list.count(), first + std::min(count, list.count()));
    for (std::size_t i = first; i < end; ++i) {
        auto group = groupOf(list.group(i), list.kind(), keeperFolders, readers);
        if (!group) {
            return group.failure();
        }
        group->sameBytes = list.sameBytes(i);
        groups.push_back(std::move(*group));
    }
    return groups;
}

Result<TrashPlan> checkDecisions(std::span<const DuplicateDecision> decisions, const Catalog& catalog)
{
    std::unordered_set<PhotoId> trashed;
    for (const DuplicateDecision& decision : decisions) {
        trashed.insert(decision.trash.begin(), decision.trash.end());
    }
    std::vector<CheckedDecision> checked;
    std::unordered_set<std::string> leaving; // paths
    for (const DuplicateDecision& decision : decisions) {
        const auto both = std::ranges::find_if(decision.keep, [&](PhotoId photo) { return trashed.contains(photo); });
        if (both != decision.keep.end()) {
            return fail(ErrorCode::InvalidInput,
                        "photo " + std::to_string(both->value) + " is to be kept and to be moved to the trash");
        }
        if (decision.trash.empty()) {
            continue;
        }
        if (decision.keep.empty()) {
            return fail(ErrorCode::InvalidInput, "nothing would be left of a group of "
                                                     + std::to_string(decision.trash.size())
                                                     + " duplicates: choose one to keep");
        }
        auto keepers = catalog.rows(decision.keep);
        auto rows = catalog.rows(decision.trash);
        if (!keepers || !rows) {
            return !keepers ? keepers.failure() : rows.failure();
        }
        for (const PhotoRow& row : *rows) {
            leaving.insert(row.path.native());
        }
        checked.push_back({std::move(*keepers), std::move(*rows)});
    }
    TrashPlan plan;
    for (CheckedDecision& decision : checked) {
        const std::string why = whyNoneStays(decision.keepers, leaving);
        for (PhotoRow& row : decision.trash) {
            if (why.empty()) {
                plan.rows.push_back(std::move(row));
            } else {
                plan.failures.push_back({row.id, row.path, why, 0});
            }
        }
    }
    return plan;
}

std::vector<fs::path> keeperFoldersFrom(const std::string& setting)
{
    std::vector<fs::path> folders;
    std::istringstream lines(setting);
    for (std::string line; std::getline(lines, line);) {
        folders.emplace_back(line);
    }
    return folders;
}

Result<std::string> settingOf(std::span<const fs::path> keeperFolders)
{
    std::string setting;
    for (const fs::path& folder : keeperFolders) {
        if (!folder.is_absolute() || folder.native().find('\n') != std::string::npos) {
            return fail(ErrorCode::InvalidInput,
                        "a folder to keep photos of is an absolute path without line breaks, not "
                            + displayPath(folder));
        }
        setting += folder.native() + "\n";
    }
    return setting;
}

} // namespace likeness
