#pragma once

#include "ui/models/map_index.h"

#include <QtCore/QPointF>
#include <QtCore/QSizeF>

#include <optional>

namespace likeness {

/// Where on the map one looks, and how it gets from one place to the next.
/// Units: pixels of the view (device-independent) for what is on screen, those of MapPoint for what is on the map.
class MapCamera {
public:
    void setViewSize(QSizeF size);
    /// What there is to look at, and the closest one may come. A first call fits it into the view.
    void setMap(const MapRect& bounds, double scaleMax);

    QPointF centre() const { return m_centre; }
    /// Pixels for one unit of the map.
    double scale() const { return m_scale; }
    double fitScale() const { return m_fitScale; }
    double scaleMax() const { return m_scaleMax; }
    QSizeF viewSize() const { return m_view; }
    bool isMoving() const { return m_flight.has_value() || m_zoom.has_value() || !m_velocity.isNull(); }

    QPointF toScreen(MapPoint p) const;
    MapPoint toMap(QPointF px) const;
    /// What is in view, and `margin` times as much again on each side.
    MapRect seen(double margin = 0) const;
    bool seesEverything() const;

    /// The map follows the hand: what was under it stays under it.
    void panBy(QPointF px);
    /// It was let go of in motion. Units: pixels per second.
    void letGo(QPointF velocity);
    /// Nearer (`factor` > 1) or farther, what is at `at` staying there. `glide`: over the next frames.
    void zoomAt(QPointF at, double factor, bool glide);
    void flyTo(QPointF centre, double scale, bool glide);
    void fitAll(bool glide);
    /// Brings a place of the map into view if it is not, `border` pixels away from the edge.
    void reveal(MapPoint p, double border, bool glide);
    void stop();
    /// Moves on; false when it has come to rest.
    bool advance(double seconds);

private:
    struct Zoom {
        QPointF at;       ///< on screen
        QPointF point;    ///< on the map, to stay there
        double scale = 1; ///< aimed at
    };
    struct Flight {
        QPointF centre;
        double scale = 1;
    };

    void keepWithin();
    double limited(double scale) const;

    QSizeF m_view{1, 1};
    MapRect m_bounds;
    bool m_hasMap = false;
    bool m_untouched = true; ///< everything is shown, and stays shown when the view changes its size
    QPointF m_centre;
    double m_scale = 1;
    double m_fitScale = 1;
    double m_scaleMax = 1;
    QPointF m_velocity;
    std::optional<Zoom> m_zoom;
    std::optional<Flight> m_flight;
};

} // namespace likeness
