#pragma once

#include "core/api/explore.h"
#include "core/explore/neighbour_graph.h"

namespace likeness {

/// Where every content lies, as it is kept.
struct MapLayout {
    std::string modelId;
    std::vector<ContentId> contents; ///< ascending
    std::vector<MapPoint> points;    ///< Shape: [contents.size()]
    std::uint32_t roundsDone = 0;    ///< of a layout that was stopped; 0 = it is done

    /// Errors: NotFound, Io, Corrupt, Unsupported (version), OutOfResources: in every case lay out anew.
    static Result<MapLayout> open(const std::filesystem::path& path);
    /// Errors: Io, OutOfResources; what was there before stays.
    Status save(const std::filesystem::path& path, FileSystem& files) const;
};

/// The defaults are measured: tests/bench/RESULTS.md, "Explore".
struct LayoutOptions {
    std::uint64_t seed = 1;
    std::uint32_t rounds = 0;    ///< 0 = 500 for up to 10,000 rows, 200 for more
    std::uint32_t negatives = 4; ///< rows pushed away from for each one that is pulled
    /// Above 0, `layOut` goes on where it was stopped: `start` is where the rows were after so many rounds.
    std::uint32_t roundsDone = 0;
    /// `layOut` calls it after every round: the time to save. An error ends the layout with it.
    std::function<Status(std::uint32_t roundsDone, std::span<const MapPoint> points)> roundDone;
};

/// Lays out the whole graph on a plane, linked rows close together. `start` gives where each begins, in any unit: the
/// two widest of `principalPlaces`, so that what is far apart begins far apart.
///
/// Every row is moved in every round, on its own, seeing where all others were when the round began. So the answer
/// depends on the seed alone, not on the threads; the original moves both ends of a link at once, in whatever order
/// threads come along.
/// Shape: `start` [count, 2]. Errors: InvalidInput (shape), Cancelled, OutOfResources.
/// Source: McInnes, Healy & Melville 2018, arXiv:1802.03426 (UMAP), with its curve at a = b = 1, which needs no power;
/// Böhm, Berens & Kobak 2022, arXiv:2007.08902 show that this changes little. The weight of the push is that of Tang et
/// al. 2016, arXiv:1602.00370 (LargeVis).
Result<std::vector<MapPoint>> layOut(const LinkedRows& links, std::span<const float> start,
                                     const LayoutOptions& options, const ExploreRun& run);

/// Finds places for the rows that have none; the others stay exactly where they are. A new row begins among the rows it
/// is linked to; one that is linked to nothing placed goes to the map's border.
/// Shape: `points` and `placed` [count]; `placed` 0 = new. Errors: InvalidInput (shape), Cancelled, OutOfResources.
Result<std::vector<MapPoint>> placeNew(const LinkedRows& links, std::vector<MapPoint> points,
                                       std::span<const std::uint8_t> placed, const LayoutOptions& options,
                                       const ExploreRun& run);

/// How true a layout is to the vectors; 1 is best.
struct LayoutQuality {
    double trustworthiness = 0; ///< neighbours on the map are neighbours in truth (far ones cost more)
    double neighboursKept = 0;  ///< share of the true nearest that are among the nearest on the map
};

/// Compares the `neighbours` nearest of every row on the map with those by cosine, exactly: n² comparisons, for 10,000.
/// Shape: `points` [count]. Errors: InvalidInput (shape, fewer than three times as many rows as neighbours), Cancelled,
/// OutOfResources.
/// Source: Venna & Kaski 2001, "Neighborhood preservation in nonlinear projection methods", equation 1.
Result<LayoutQuality> measureLayout(const VectorRows& rows, std::span<const MapPoint> points, std::uint32_t neighbours,
                                    const ExploreRun& run);

} // namespace likeness
