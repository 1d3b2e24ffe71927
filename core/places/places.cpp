#include "core/places/places.h"

#include "core/base/text.h"

#include "places_data.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <numbers>
#include <optional>

namespace likeness {
namespace {

constexpr double kEarthRadiusMetres = 6'371'008.8;
constexpr double kCountryReachMetres = 500'000;
constexpr double kReachMaxMetres = 70'000;

constexpr double radians(double degrees) { return degrees * std::numbers::pi / 180; }
constexpr double degreesOf(double metres) { return metres / kEarthRadiusMetres * 180 / std::numbers::pi; }

std::array<double, 3> directionOf(double latitude, double longitude)
{
    const double ring = std::cos(radians(latitude));
    return {ring * std::cos(radians(longitude)), ring * std::sin(radians(longitude)), std::sin(radians(latitude))};
}

/// Along the surface, from the straight line through the Earth: no trouble at the poles or the date line.
double metresBetween(const std::array<double, 3>& a, const double (&b)[3])
{
    const double x = a[0] - b[0];
    const double y = a[1] - b[1];
    const double z = a[2] - b[2];
    return 2 * kEarthRadiusMetres * std::asin(std::min(1.0, std::sqrt(x * x + y * y + z * z) / 2));
}

std::optional<double> readDegrees(std::string_view text, double most)
{
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool whole = error == std::errc() && end == text.data() + text.size();
    return whole && std::abs(value) <= most ? std::optional(value) : std::nullopt;
}

/// How far from its centre a place of this class is named, in metres; 0 = no class.
double reachOf(std::string_view placeClass)
{
    return placeClass == "m"   ? 45'000
           : placeClass == "c" ? 25'000
           : placeClass == "t" ? 12'000
           : placeClass == "r" ? kReachMaxMetres
                               : 0;
}

std::string_view takeUntil(std::string_view& text, char end)
{
    const std::string_view head = text.substr(0, text.find(end));
    text.remove_prefix(std::min(text.size(), head.size() + 1));
    return head;
}

} // namespace

const PlaceTable& PlaceTable::builtIn()
{
    static const PlaceTable table = [] {
        auto read = PlaceTable::read(kPlacesTsv);
        return read ? std::move(*read) : PlaceTable(); // places_test reads it
    }();
    return table;
}

Result<PlaceTable> PlaceTable::read(std::string_view text)
{
    PlaceTable table;
    for (int number = 1; !text.empty(); ++number) {
        std::string_view line = takeUntil(text, '\n');
        if (line.empty() || line.starts_with('#')) {
            continue;
        }
        Place place;
        place.name = takeUntil(line, '\t');
        const std::string_view country = takeUntil(line, '\t');
        const auto latitude = readDegrees(takeUntil(line, '\t'), 90);
        const auto longitude = readDegrees(takeUntil(line, '\t'), 180);
        place.reachMetres = reachOf(line);
        place.isRegion = line == "r";
        if (place.name.empty() || country.empty() || !latitude || !longitude || place.reachMetres == 0) {
            return fail(ErrorCode::InvalidInput, "line " + std::to_string(number)
                                                     + " of the places: wanted name, country, latitude, longitude and "
                                                       "class (m, c, t or r) with tabs between");
        }
        auto known = std::ranges::find(table.m_countries, country);
        if (known == table.m_countries.end()) {
            known = table.m_countries.insert(known, country);
        }
        place.country = static_cast<std::uint32_t>(known - table.m_countries.begin());
        place.latitudeDegrees = *latitude;
        std::ranges::copy(directionOf(*latitude, *longitude), place.direction);
        table.m_places.push_back(place);
    }
    std::ranges::stable_sort(table.m_places, {}, &Place::latitudeDegrees);
    return table;
}

PlaceTable::Label PlaceTable::labelOf(const GeoPoint& point) const
{
    const auto here = directionOf(point.latitudeDegrees, point.longitudeDegrees);
    // All that may be in reach lies in a belt around the point's latitude: some sixty places of the built-in table.
    const auto belt = [&](double metres) {
        const double width = degreesOf(metres);
        return std::pair(
            std::ranges::lower_bound(m_places, point.latitudeDegrees - width, {}, &Place::latitudeDegrees),
            std::ranges::upper_bound(m_places, point.latitudeDegrees + width, {}, &Place::latitudeDegrees));
    };
    auto [begin, end] = belt(kReachMaxMetres);
    auto best = m_places.end();
    double bestDepth = 0;
    for (auto place = begin; place != end; ++place) {
        const double depth = metresBetween(here, place->direction) / place->reachMetres + (place->isRegion ? 1 : 0);
        const bool reaches = depth <= (place->isRegion ? 2 : 1);
        if (reaches && (best == m_places.end() || depth < bestDepth)) {
            best = place;
            bestDepth = depth;
        }
    }
    if (best != m_places.end()) {
        return static_cast<Label>(1 + (best - m_places.begin()));
    }
    std::tie(begin, end) = belt(kCountryReachMetres);
    double nearest = kCountryReachMetres;
    for (auto place = begin; place != end; ++place) {
        const double metres = metresBetween(here, place->direction);
        if (metres <= nearest) {
            nearest = metres;
            best = place;
        }
    }
    return best == m_places.end() ? 0 : static_cast<Label>(1 + m_places.size() + best->country);
}

PlaceTable::Name PlaceTable::nameOf(Label label) const
{
    if (label == 0 || label >= labelCount()) {
        return {};
    }
    const std::size_t index = label - 1;
    if (index < m_places.size()) {
        return {m_places[index].name, m_countries[m_places[index].country]};
    }
    return {{}, m_countries[index - m_places.size()]};
}

bool PlaceTable::matches(const Name& name, std::string_view pattern)
{
    const std::string place = foldCase(name.place);
    const std::string country = foldCase(name.country);
    return (!place.empty() && (matchesText(pattern, place) || matchesText(pattern, place + ", " + country)))
           || (!country.empty() && matchesText(pattern, country));
}

std::string PlaceTable::describe(const GeoPoint& point) const
{
    const Name name = nameOf(labelOf(point));
    if (!name.place.empty()) {
        return std::string(name.place) + ", " + std::string(name.country);
    }
    if (!name.country.empty()) {
        return std::string(name.country);
    }
    std::array<char, 64> text{};
    std::snprintf(text.data(), text.size(), "%.2f° %c, %.2f° %c", std::abs(point.latitudeDegrees),
                  point.latitudeDegrees < 0 ? 'S' : 'N', std::abs(point.longitudeDegrees),
                  point.longitudeDegrees < 0 ? 'W' : 'E');
    return text.data();
}

} // namespace likeness
