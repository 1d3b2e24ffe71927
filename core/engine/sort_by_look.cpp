#include "core/engine/sort_by_look.h"

#include "core/explore/sorted_grid.h"
#include "core/index/dot.h"

#include <algorithm>

namespace likeness {

static_assert(SortOnGrid::kPhotosMax == GridOptions::kRowsMax);

Result<std::vector<PhotoId>> sortedByLook(const SortOnGrid& command, const VectorIdentity& identity, Readers& readers,
                                          const std::stop_token& stop)
{
    if (command.photos.size() > SortOnGrid::kPhotosMax) {
        return fail(ErrorCode::InvalidInput, "at most " + std::to_string(SortOnGrid::kPhotosMax)
                                                 + " photos can be arranged by how they look, not "
                                                 + std::to_string(command.photos.size()) + "; ask for fewer of them");
    }
    auto catalog = readers.catalog();
    auto vectors = readers.vectors(identity);
    if (!catalog || !vectors) {
        return !catalog ? catalog.failure() : vectors.failure();
    }
    auto rows = (*catalog)->rows(command.photos);
    if (!rows) {
        return rows.failure();
    }
    // One after the other in the file, and as `VectorRows` wants them.
    std::vector<std::pair<ContentId, PhotoId>> wanted;
    wanted.reserve(rows->size());
    for (const PhotoRow& row : *rows) {
        wanted.emplace_back(row.content, row.id);
    }
    std::stable_sort(wanted.begin(), wanted.end(), [](const auto& a, const auto& b) { return a.first < b.first; });

    const std::size_t stride = rowStride(identity.header.dimension);
    std::vector<ContentId> contents;
    std::vector<PhotoId> photos;
    std::vector<std::uint16_t> halves;
    contents.reserve(wanted.size());
    photos.reserve(wanted.size());
    halves.reserve(wanted.size() * stride);
    for (const auto& [content, photo] : wanted) {
        if (stop.stop_requested()) {
            return fail(ErrorCode::Cancelled, "arranging photos was stopped");
        }
        if (contents.empty() || contents.back() != content) {
            auto vector = (*vectors)->vectorOf(content);
            if (!vector) {
                return vector.failure();
            }
            if (vector->empty()) {
                continue;
            }
            vector->resize(stride);
            const std::vector<std::uint16_t> row = halvesFromFloats(*vector);
            halves.insert(halves.end(), row.begin(), row.end());
        } else { // a copy of the photo before
            halves.resize(halves.size() + stride);
            std::copy_n(halves.end() - static_cast<std::ptrdiff_t>(2 * stride), stride,
                        halves.end() - static_cast<std::ptrdiff_t>(stride));
        }
        contents.push_back(content);
        photos.push_back(photo);
    }

    GridOptions options;
    options.columns = command.columns;
    ExploreRun run;
    run.threads = 1; // the other cores may be indexing, or drawing what is on screen
    run.stop = stop;
    auto order = sortOnGrid({contents, halves.data(), stride, &scoreListedRows}, options, run);
    if (!order) {
        return order.failure();
    }
    std::vector<PhotoId> sorted;
    sorted.reserve(command.photos.size());
    for (const std::uint32_t row : *order) {
        sorted.push_back(photos[row]);
    }
    std::sort(photos.begin(), photos.end());
    for (const PhotoId photo : command.photos) {
        if (!std::binary_search(photos.begin(), photos.end(), photo)) {
            sorted.push_back(photo);
        }
    }
    return sorted;
}

} // namespace likeness
