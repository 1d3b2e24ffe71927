#pragma once

#include "ui/models/map_camera.h"

namespace likeness {

/// How large photos are drawn on the map when their neighbours lie `spacingPx` apart on average: the nearer one comes,
/// the larger, but more slowly than the photos move apart, so that more and more of them find room.
/// Units: pixels of the view.
struct MapLook {
    float thumbnailPx = 0;    ///< edge of the square a thumbnail fits into; 0 = too far away for thumbnails
    float thumbnailShare = 0; ///< 0..1: how much they have come out; the points stay below them
    float pointPx = 0;        ///< diameter of a point
    float pointSpacingPx = 0; ///< points closer together than this are left out: they would hide each other

    static MapLook at(double spacingPx);
    friend bool operator==(const MapLook&, const MapLook&) = default;
};

/// The photos that are drawn as thumbnails, for a view and a little beyond it. A thumbnail grows out of its point as
/// there comes to be room for it: `kBudding` of its full edge is where it begins to be seen.
struct MapPlan {
    struct Thumbnail {
        std::int32_t place = -1;
        float distance = 0; ///< no other one is nearer, on the map
        bool answers = true;
    };

    static constexpr float kBudding = 0.5F;
    /// Beyond the view on each side: panning shows what is there already.
    static constexpr double kMargin = 0.15;
    /// A plan made for a scale is good for scales that differ by less than this factor.
    static constexpr double kScaleStretch = 1.12;
    static constexpr int kThumbnailsMax = 3000;

    MapRect rect;
    double scale = 0;
    MapLook look;
    std::vector<Thumbnail> thumbnails;     ///< in the order to draw them: the most important last
    std::vector<std::size_t> nearestFirst; ///< `thumbnails`, those in the middle of the view first

    /// `context`: photos that do not answer are shown too, where there is room; null when none is to be.
    static MapPlan make(const MapCamera& camera, const MapIndex& shown, const MapIndex* context,
                        const std::vector<std::int32_t>* rowOfPlace);
    bool isGoodFor(const MapCamera& camera) const;
};

} // namespace likeness
