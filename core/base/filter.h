#pragma once

#include "core/api/explore.h"
#include "core/base/result.h"

#include <variant>

namespace likeness {

/// One condition of a filter expression, `key:value`. Several values of one key are alternatives; different keys must
/// all hold.
struct FilterTerm {
    enum class Key {
        Camera,
        Lens,
        Date,
        Rating,
        Folder,
        Format,
        Orientation,
        Aspect,
        Width,
        Height,
        Megapixels,
        Iso,
        Aperture,
        FocalLength,
        Size,
        Has,
        Near,
        Place,
        Tag,
        Name,
        Cluster
    };

    /// Text to match: whole, without regard to case, `*` standing for anything; folders and names match anywhere
    /// inside.
    struct Text {
        std::vector<std::string> alternatives;

        friend bool operator==(const Text&, const Text&) = default;
    };
    /// Inclusive bounds; an absent one is open. Dates are local seconds since 1970, the end being the last second
    /// meant.
    struct Range {
        std::optional<double> from;
        std::optional<double> to;

        bool contains(double number) const { return (!from || number >= *from) && (!to || number <= *to); }
        friend bool operator==(const Range&, const Range&) = default;
    };
    struct Ranges {
        std::vector<Range> alternatives;

        friend bool operator==(const Ranges&, const Ranges&) = default;
    };
    struct Circle {
        GeoPoint centre;
        double radiusMetres = 0;

        friend bool operator==(const Circle&, const Circle&) = default;
    };

    /// Clusters by their ids. Who is in them is known to the engine alone, which puts it in before the catalog is
    /// asked.
    struct Clusters {
        std::vector<ClusterId> alternatives;
        std::shared_ptr<const std::vector<ContentId>> members; ///< of any of them, ascending; null = nobody

        friend bool operator==(const Clusters& a, const Clusters& b) { return a.alternatives == b.alternatives; }
    };

    Key key = Key::Name;
    bool negated = false;
    std::variant<Text, Ranges, Circle, Clusters> value;

    friend bool operator==(const FilterTerm&, const FilterTerm&) = default;
};

/// A filter expression, parsed: all terms must hold.
struct Filter {
    std::vector<FilterTerm> terms;

    friend bool operator==(const Filter&, const Filter&) = default;
};

/// Reads `camera:"Canon EOS 5D" date:2019-01..2020-06 rating:>=3 folder:Trips format:raw,heic orientation:portrait
/// width:>3000 has:gps near:48.85,2.35,5km -tag:print`; a word without a key matches the file name.
///
/// Keys: camera, lens, date, rating, folder, format, orientation, aspect (3:2 is 2:3 too), width, height, megapixels
/// (mp), iso, aperture (f), focal, size, has (gps, rating, tag, date, camera, lens, title, description, duplicate),
/// near, place (a town, region or country of core/places), tag, name, cluster (its number). A comma separates
/// alternatives, `-` in front negates (and lets photos through of which the thing is not known), quotes keep spaces,
/// commas and colons together, a backslash inside quotes makes the next character ordinary. Errors: InvalidInput, the
/// message beginning with "column N: " (characters, from 1).
Result<Filter> parseFilter(const std::string& expression);

/// The expression that `parseFilter` reads as this filter: the same bounds to the last bit where they came from an
/// expression, six decimals otherwise.
std::string printFilter(const Filter& filter);

} // namespace likeness
