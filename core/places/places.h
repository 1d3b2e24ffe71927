#pragma once

#include "core/base/result.h"

#include "core/api/types.h"

#include <string_view>

namespace likeness {

/// Says in words where a point on Earth is, without a network: the nearest of some 1,500 places the world over.
///
/// It is a table of well-known places, written for Likeness from general knowledge, not a gazetteer, and it has no
/// borders. A town is named up to 12 km from its centre, a city up to 25, a metropolis up to 45, a region, island or
/// park up to 70; of several in reach the one in whose reach the point lies deepest, towns before regions. Farther out
/// only the country is named, and that is the country of the nearest place within 500 km: near a border, or in
/// countries of which few places are listed, it can be the neighbour's. Centres are right to about 1 km for towns.
/// Thread: immutable once made.
class PlaceTable {
public:
    /// What a point is called: a number below `labelCount`, 0 = nowhere that is listed.
    using Label = std::uint32_t;
    struct Name {
        std::string_view place;   ///< empty: somewhere in the country
        std::string_view country; ///< empty: nowhere that is listed
    };

    /// The table that comes with the program.
    static const PlaceTable& builtIn();
    /// Reads lines of name, country, latitude, longitude and class (m, c, t or r) with tabs between; `#` begins a
    /// comment. `text` must outlive the table. Errors: InvalidInput, naming the line.
    static Result<PlaceTable> read(std::string_view text);

    Label labelOf(const GeoPoint& point) const;
    Label labelCount() const { return static_cast<Label>(1 + m_places.size() + m_countries.size()); }
    Name nameOf(Label label) const;
    /// Whether a name fits a pattern as `foldCase` returns it, `*` standing for anything: the place, the country, or
    /// "place, country".
    static bool matches(const Name& name, std::string_view pattern);
    /// For people: "Paris, France", "France", or "0.00° N, 30.00° W" where nothing is near.
    std::string describe(const GeoPoint& point) const;

private:
    struct Place {
        std::string_view name;
        std::uint32_t country = 0;
        double latitudeDegrees = 0;
        double direction[3] = {}; ///< from the middle of the Earth, length 1
        double reachMetres = 0;
        bool isRegion = false;
    };

    std::vector<Place> m_places; ///< from south to north
    std::vector<std::string_view> m_countries;
};

} // namespace likeness
