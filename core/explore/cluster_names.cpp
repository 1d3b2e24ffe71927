#include "core/explore/cluster_names.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace likeness {
namespace {

constexpr double kShareMin = 0.6;
constexpr double kShareOfTwoMin = 0.25;
constexpr double kLiftMin = 2;

struct Candidate {
    const FieldCount* first = nullptr;
    const FieldCount* second = nullptr; // null = one value says it
    double share = 0;
    double says = 0; // bits per photo
};

enum class Slot { Where, When, With };

Slot slotOf(NameField field)
{
    switch (field) {
    case NameField::Place:
    case NameField::Folder:
        return Slot::Where;
    case NameField::Day:
    case NameField::Month:
    case NameField::Year:
        return Slot::When;
    case NameField::Camera:
        break;
    }
    return Slot::With;
}

double shareOf(const FieldCount& count, std::uint64_t photos)
{
    return static_cast<double>(count.inCluster) / static_cast<double>(photos);
}

/// The values of one field, the most frequent first, equals by name.
std::vector<const FieldCount*> valuesOf(NameField field, std::span<const FieldCount> counts,
                                        std::uint64_t clusterPhotos, std::uint64_t libraryPhotos)
{
    std::vector<const FieldCount*> values;
    for (const FieldCount& count : counts) {
        const bool canBe = count.inCluster > 0 && count.inCluster <= count.inLibrary && count.inCluster <= clusterPhotos
                           && count.inLibrary <= libraryPhotos && !count.value.empty();
        if (count.field == field && canBe) {
            values.push_back(&count);
        }
    }
    std::sort(values.begin(), values.end(), [](const FieldCount* a, const FieldCount* b) {
        return a->inCluster != b->inCluster ? a->inCluster > b->inCluster : a->value < b->value;
    });
    return values;
}

/// The best that a field can say, `says` 0 if nothing.
Candidate bestOf(NameField field, std::span<const FieldCount> counts, std::uint64_t clusterPhotos,
                 std::uint64_t libraryPhotos)
{
    const auto values = valuesOf(field, counts, clusterPhotos, libraryPhotos);
    Candidate best;
    const auto consider = [&](const FieldCount* first, const FieldCount* second) {
        const double share = shareOf(*first, clusterPhotos) + (second ? shareOf(*second, clusterPhotos) : 0);
        const double usual = static_cast<double>(first->inLibrary + (second ? second->inLibrary : 0))
                             / static_cast<double>(libraryPhotos);
        if (share >= kShareMin && share >= kLiftMin * usual) {
            const double says = share * std::log2(share / usual);
            if (says > best.says) {
                best = {first, second, share, says};
            }
        }
    };
    if (!values.empty()) {
        consider(values[0], nullptr);
    }
    if (best.first == nullptr && values.size() > 1 && shareOf(*values[1], clusterPhotos) >= kShareOfTwoMin) {
        consider(values[0], values[1]);
    }
    return best;
}

} // namespace

std::vector<NamePart> nameParts(std::span<const FieldCount> counts, std::uint64_t clusterPhotos,
                                std::uint64_t libraryPhotos)
{
    if (clusterPhotos == 0 || libraryPhotos < clusterPhotos) {
        return {};
    }
    constexpr std::array kFields{NameField::Place, NameField::Day,    NameField::Month,
                                 NameField::Year,  NameField::Folder, NameField::Camera};
    std::vector<NamePart> parts;
    for (const Slot slot : {Slot::Where, Slot::When, Slot::With}) {
        if (slot == Slot::With && !parts.empty()) {
            break; // a camera is named only where nothing else can be
        }
        Candidate best;
        for (const NameField field : kFields) {
            if (slotOf(field) != slot || (field == NameField::Folder && best.first != nullptr)) {
                continue; // a place says more to a person than a folder
            }
            const Candidate candidate = bestOf(field, counts, clusterPhotos, libraryPhotos);
            if (candidate.says > best.says) {
                best = candidate;
            }
        }
        if (slot == Slot::When && best.second != nullptr && best.second < best.first) { // both are of `counts`
            std::swap(best.first, best.second);
        }
        for (const FieldCount* value : {best.first, best.second}) {
            if (value != nullptr) {
                parts.push_back({value->field, value->value, shareOf(*value, clusterPhotos)});
            }
        }
    }
    return parts;
}

} // namespace likeness
