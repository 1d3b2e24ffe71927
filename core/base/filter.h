#pragma once

#include "core/api/types.h"
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
        Width,
        Height,
        Iso,
        Aperture,
        FocalLength,
        Size,
        Has,
        Near,
        Tag,
        Name
    };

    /// Text to match: whole, without regard to case, `*` standing for anything; folders and names match anywhere
    /// inside.
    struct Text {
        std::vector<std::string> alternatives;
    };
    /// Inclusive bounds; an absent one is open. Dates are local seconds since 1970, the end being the last second
    /// meant.
    struct Range {
        std::optional<double> from;
        std::optional<double> to;
    };
    struct Ranges {
        std::vector<Range> alternatives;
    };
    struct Circle {
        GeoPoint centre;
        double radiusMetres = 0;
    };

    Key key = Key::Name;
    bool negated = false;
    std::variant<Text, Ranges, Circle> value;
};

/// A filter expression, parsed: all terms must hold.
struct Filter {
    std::vector<FilterTerm> terms;
};

/// Reads `camera:"Canon EOS 5D" date:2019-01..2020-06 rating:>=3 folder:Trips format:raw,heic orientation:portrait
/// width:>3000 has:gps near:48.85,2.35,5km -tag:print`; a word without a key matches the file name.
///
/// Keys: camera, lens, date, rating, folder, format, orientation, width, height, iso, aperture (f), focal, size, has
/// (gps, rating, tag, date, camera, lens, title, description, duplicate), near, tag, name. A comma separates
/// alternatives, `-` in front negates (and lets photos through of which the thing is not known), quotes keep spaces,
/// commas and colons together, a backslash inside quotes makes the next character ordinary. Errors: InvalidInput, the
/// message beginning with "column N: " (characters, from 1).
Result<Filter> parseFilter(const std::string& expression);

} // namespace likeness
