#pragma once

#include "ui/models/map_index.h"

#include <QtGui/QImage>

namespace likeness {

/// A map made ready for the window. Immutable, shared between threads.
struct MapScene {
    std::shared_ptr<const PhotoMap> map;
    std::shared_ptr<const MapIndex> all;
    std::vector<std::pair<PhotoId, std::int32_t>> byId; ///< every photo's place, ascending
    std::vector<MapPoint> before; ///< where each photo lay on the map shown before; Shape: [photos], or empty
    QImage overview;              ///< the whole map, small, its long edge at most `kOverviewPx`

    static constexpr int kOverviewPx = 320;

    /// Takes about a second for a million photos: not for the gui thread. `previous` may be null.
    static std::shared_ptr<const MapScene> make(std::shared_ptr<const PhotoMap> map, const MapScene* previous);

    int count() const { return int(map->photos.size()); }
    /// -1 when the photo is not on the map.
    std::int32_t placeOf(PhotoId photo) const;
};

/// How a map and the photo list of the present question fit together. Immutable, shared between threads.
struct MapMatch {
    std::vector<std::int32_t> rowOfPlace;  ///< Shape: [photos on the map]; -1 = not in the list
    std::vector<std::int32_t> placeOfRow;  ///< Shape: [rows]; -1 = not on the map
    std::shared_ptr<const MapIndex> shown; ///< of the photos that are in the list
    int notOnMap = 0;                      ///< rows of the list without a place

    /// As for `MapScene::make`.
    static std::shared_ptr<const MapMatch> make(const MapScene& scene, const std::vector<PhotoId>& list);

    int rowAt(std::int32_t place) const { return place >= 0 ? rowOfPlace[std::size_t(place)] : -1; }
    int placeAt(int row) const
    {
        return row >= 0 && std::size_t(row) < placeOfRow.size() ? placeOfRow[std::size_t(row)] : -1;
    }
};

} // namespace likeness
