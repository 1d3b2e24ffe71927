#include "map_camera.h"

#include <algorithm>
#include <cmath>

namespace likeness {

namespace {

/// Left free around a map that is shown whole.
constexpr double kBorderPx = 48;
/// How far out one may go beyond that.
constexpr double kOutMost = 0.7;
/// The share of the way still to go after a second: 0.02 % for a zoom, so that a notch of the wheel takes a fifth of
/// one.
constexpr double kZoomLeft = 2e-4;
constexpr double kFlightLeft = 1e-3;
constexpr double kSpeedLeft = 0.03;
constexpr double kSlowestPxPerS = 12;

} // namespace

void MapCamera::setViewSize(QSizeF size)
{
    m_view = QSizeF(std::max(size.width(), 1.0), std::max(size.height(), 1.0));
    setMap(m_bounds, m_scaleMax);
}

void MapCamera::setMap(const MapRect& bounds, double scaleMax)
{
    m_bounds = bounds;
    const double width = std::max(double(bounds.width()), 1e-6);
    const double height = std::max(double(bounds.height()), 1e-6);
    m_fitScale = std::min(std::max(m_view.width() - 2 * kBorderPx, 32.0) / width,
                          std::max(m_view.height() - 2 * kBorderPx, 32.0) / height);
    m_scaleMax = std::max(scaleMax, m_fitScale);
    if (m_untouched || !m_hasMap) {
        m_hasMap = true;
        fitAll(/*glide=*/false);
    } else {
        m_scale = limited(m_scale);
        keepWithin();
    }
}

QPointF MapCamera::toScreen(MapPoint p) const
{
    return {(double(p.x) - m_centre.x()) * m_scale + m_view.width() / 2,
            (double(p.y) - m_centre.y()) * m_scale + m_view.height() / 2};
}

MapPoint MapCamera::toMap(QPointF px) const
{
    return {float((px.x() - m_view.width() / 2) / m_scale + m_centre.x()),
            float((px.y() - m_view.height() / 2) / m_scale + m_centre.y())};
}

MapRect MapCamera::seen(double margin) const
{
    const double x = m_view.width() * (0.5 + margin) / m_scale;
    const double y = m_view.height() * (0.5 + margin) / m_scale;
    return {float(m_centre.x() - x), float(m_centre.y() - y), float(m_centre.x() + x), float(m_centre.y() + y)};
}

bool MapCamera::seesEverything() const
{
    const MapRect view = seen();
    return view.contains({m_bounds.left, m_bounds.top}) && view.contains({m_bounds.right, m_bounds.bottom});
}

void MapCamera::panBy(QPointF px)
{
    stop();
    m_untouched = false;
    m_centre -= px / m_scale;
    keepWithin();
}

void MapCamera::letGo(QPointF velocity)
{
    m_velocity = std::hypot(velocity.x(), velocity.y()) > 4 * kSlowestPxPerS ? velocity : QPointF();
}

void MapCamera::zoomAt(QPointF at, double factor, bool glide)
{
    m_flight.reset();
    m_velocity = {};
    m_untouched = false;
    const double from = m_zoom ? m_zoom->scale : m_scale;
    const MapPoint point = toMap(at);
    m_zoom = Zoom{at, {double(point.x), double(point.y)}, limited(from * factor)};
    if (!glide) {
        advance(1e3);
    }
}

void MapCamera::flyTo(QPointF centre, double scale, bool glide)
{
    stop();
    m_untouched = false;
    m_flight = Flight{centre, limited(scale)};
    if (!glide) {
        advance(1e3);
    }
}

void MapCamera::fitAll(bool glide)
{
    flyTo({double(m_bounds.left + m_bounds.right) / 2, double(m_bounds.top + m_bounds.bottom) / 2}, m_fitScale, glide);
    m_untouched = true;
}

void MapCamera::reveal(MapPoint p, double border, bool glide)
{
    const QPointF at = toScreen(p);
    const auto outside = [border](double v, double size) {
        const double edge = std::min(border, size / 2);
        return v < edge ? v - edge : std::max(0.0, v - (size - edge));
    };
    const QPointF by(outside(at.x(), m_view.width()), outside(at.y(), m_view.height()));
    if (!by.isNull()) {
        flyTo(m_centre + by / m_scale, m_scale, glide);
    }
}

void MapCamera::stop()
{
    m_velocity = {};
    m_zoom.reset();
    m_flight.reset();
}

bool MapCamera::advance(double seconds)
{
    if (m_zoom) {
        const double rest = std::log(m_zoom->scale / m_scale) * std::pow(kZoomLeft, seconds);
        const bool there = std::abs(rest) < 1e-3;
        m_scale = there ? m_zoom->scale : m_zoom->scale * std::exp(-rest);
        m_centre = m_zoom->point - (m_zoom->at - QPointF(m_view.width(), m_view.height()) / 2) / m_scale;
        if (there) {
            m_zoom.reset();
        }
    } else if (m_flight) {
        const double left = std::pow(kFlightLeft, seconds);
        m_centre = m_flight->centre + (m_centre - m_flight->centre) * left;
        m_scale = m_flight->scale * std::pow(m_scale / m_flight->scale, left);
        const QPointF off = (m_centre - m_flight->centre) * m_scale;
        if (std::hypot(off.x(), off.y()) < 0.3 && std::abs(std::log(m_scale / m_flight->scale)) < 1e-3) {
            m_centre = m_flight->centre;
            m_scale = m_flight->scale;
            m_flight.reset();
        }
        return isMoving(); // where it flies is within
    } else if (!m_velocity.isNull()) {
        m_centre -= m_velocity * seconds / m_scale;
        m_velocity *= std::pow(kSpeedLeft, seconds);
        if (std::hypot(m_velocity.x(), m_velocity.y()) < kSlowestPxPerS) {
            m_velocity = {};
        }
    }
    keepWithin();
    return isMoving();
}

void MapCamera::keepWithin()
{
    m_centre.setX(std::clamp(m_centre.x(), double(m_bounds.left), double(m_bounds.right)));
    m_centre.setY(std::clamp(m_centre.y(), double(m_bounds.top), double(m_bounds.bottom)));
}

double MapCamera::limited(double scale) const { return std::clamp(scale, m_fitScale * kOutMost, m_scaleMax); }

} // namespace likeness
