#pragma once

#include "types.h"

namespace likeness {

/// What photos are counted by.
enum class Facet {
    Camera,
    Lens,
    Iso,
    Aperture,
    FocalLength,
    Folder,
    Format,
    Orientation,
    Megapixels,
    FileSize,
    Rating,
    Tag,
    Place,
    Gps,
    Duplicate
};

/// One value of a facet and how many photos have it.
struct FacetValue {
    std::string value;        ///< as in a filter expression, without quotes: `key:value` lets these photos through
    std::string label;        ///< for people where it says more than `value`: the last name of a folder; else empty
    int depth = 0;            ///< 1 = part of the last value before it with 0: a place of a country
    bool negated = false;     ///< the value is `-key:value`: those without
    bool hasChildren = false; ///< a folder with folders in it
    std::int64_t count = 0;
    bool chosen = false;   ///< the filter names it, or more than it
    bool excluded = false; ///< the filter leaves it out
};

/// A facet's values over the photos that pass everything else: its own terms do not count, so that a second value can
/// be chosen beside the first.
struct FacetCounts {
    Facet facet = Facet::Camera;
    std::string key; ///< of the filter
    std::vector<FacetValue> values;
};

/// Photos by when they were taken (else: by the file's time), over those that pass all but the terms of `date`.
struct DateHistogram {
    enum class Step { Day, Week, Month, Quarter, Year };
    struct Bar {
        std::int64_t from = 0; ///< local seconds since 1970, first and last that belong to it
        std::int64_t to = 0;
        std::int64_t count = 0;
    };

    Step step = Step::Month;
    std::vector<Bar> bars;    ///< without gaps, empty ones included; mostly 20 to 120
    std::int64_t earlier = 0; ///< photos before the first bar and after the last: strays, or outside of the view
    std::int64_t later = 0;
    std::optional<std::int64_t> chosenFrom; ///< the one range that the filter names; open at an end that is absent
    std::optional<std::int64_t> chosenTo;
};

/// Local seconds since 1970, both ends included.
struct DateSpan {
    std::int64_t from = 0;
    std::int64_t to = 0;

    friend bool operator==(const DateSpan&, const DateSpan&) = default;
};

} // namespace likeness
