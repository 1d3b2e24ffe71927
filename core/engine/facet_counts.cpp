#include "core/engine/facet_counts.h"

#include "core/base/filter_value.h"
#include "core/base/text.h"
#include "core/places/places.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <numeric>
#include <unordered_map>

namespace likeness {
namespace {

using Key = FilterTerm::Key;

// Values written so that the end of one is the beginning of the next: "1.5..2.0" is 1.45 to 2.05, as 2.05 would be
// written 2.1. A value on a bound counts in the lower class.
constexpr const char* kIsoClasses[]
    = {"<=100", "101..200", "201..400", "401..800", "801..1600", "1601..3200", "3201..6400", "6401..12800", ">=12801"};
constexpr const char* kApertureClasses[]
    = {"<=1.4", "1.5..2.0", "2.1..2.8", "2.9..4.0", "4.1..5.6", "5.7..8.0", "8.1..11.0", "11.1..16.0", ">=16.1"};
constexpr const char* kFocalClasses[]
    = {"<=15", "16..24", "25..35", "36..50", "51..85", "86..135", "136..200", "201..300", ">=301"};
constexpr const char* kMegapixelClasses[]
    = {"<=0.9", "1.0..2.9", "3.0..5.9", "6.0..11.9", "12.0..23.9", "24.0..47.9", ">=48.0"};
constexpr const char* kFileSizeClasses[] = {"<=0.4MB",      "0.5MB..0.9MB",   "1.0MB..2.9MB",   "3.0MB..4.9MB",
                                            "5.0MB..9.9MB", "10.0MB..19.9MB", "20.0MB..49.9MB", ">=50.0MB"};

struct FacetKey {
    Facet facet;
    Key key;
    const char* name;
};
constexpr FacetKey kFacets[] = {{Facet::Camera, Key::Camera, "camera"},
                                {Facet::Lens, Key::Lens, "lens"},
                                {Facet::Iso, Key::Iso, "iso"},
                                {Facet::Aperture, Key::Aperture, "aperture"},
                                {Facet::FocalLength, Key::FocalLength, "focal"},
                                {Facet::Folder, Key::Folder, "folder"},
                                {Facet::Format, Key::Format, "format"},
                                {Facet::Orientation, Key::Orientation, "orientation"},
                                {Facet::Megapixels, Key::Megapixels, "megapixels"},
                                {Facet::FileSize, Key::Size, "size"},
                                {Facet::Rating, Key::Rating, "rating"},
                                {Facet::Tag, Key::Tag, "tag"},
                                {Facet::Place, Key::Place, "place"},
                                {Facet::Gps, Key::Has, "has"},
                                {Facet::Duplicate, Key::Has, "has"}};

/// The photos of each code. Shape: [codes].
std::vector<std::int64_t> histogram(const CodeColumn& column, std::size_t codes, const PhotoMask& mask)
{
    // Most photos have one of a few codes, and adding to a counter waits for the addition before: four take turns.
    constexpr std::size_t kTurns = 4;
    std::vector<std::array<std::uint32_t, kTurns>> turns(codes);
    column.visit([&](const auto& rows) {
        for (std::size_t row = 0; row < rows.size(); ++row) {
            turns[rows[row]][row % kTurns] += mask[row];
        }
    });
    std::vector<std::int64_t> counts(codes);
    std::ranges::transform(turns, counts.begin(),
                           [](const auto& turn) { return std::accumulate(turn.begin(), turn.end(), std::int64_t{0}); });
    return counts;
}

/// One facet's own terms, and what they say of its values.
class OwnTerms {
public:
    OwnTerms(const Filter& filter, Facet facet)
    {
        for (const FilterTerm& term : filter.terms) {
            if (homeOf(term).facet == facet) {
                m_terms.push_back(&term);
            }
        }
    }

    bool empty() const { return m_terms.empty(); }

    /// Marks the value if a term's words mean it.
    template <class Means> void mark(FacetValue& value, Means means) const
    {
        for (const FilterTerm* term : m_terms) {
            if (means(*term)) {
                (term->negated ? value.excluded : value.chosen) = true;
            }
        }
    }

    void markWord(FacetValue& value, const std::vector<std::string>& names) const
    {
        mark(value, [&](const FilterTerm& term) {
            const auto& words = std::get<FilterTerm::Text>(term.value).alternatives;
            return std::ranges::any_of(words, [&](const std::string& word) {
                const std::string pattern = foldCase(word);
                return std::ranges::any_of(
                    names, [&](const std::string& name) { return matchesText(pattern, foldCase(name)); });
            });
        });
    }

    /// A class is chosen by a range that holds all of it.
    void markRange(FacetValue& value, const FilterTerm::Range& range) const
    {
        mark(value, [&](const FilterTerm& term) {
            const auto& ranges = std::get<FilterTerm::Ranges>(term.value).alternatives;
            return std::ranges::any_of(ranges, [&](const FilterTerm::Range& outer) {
                const bool fromHeld = !outer.from || (range.from && *range.from >= *outer.from);
                const bool toHeld = !outer.to || (range.to && *range.to <= *outer.to);
                return fromHeld && toHeld;
            });
        });
    }

private:
    std::vector<const FilterTerm*> m_terms;
};

bool isShown(const FacetValue& value) { return value.count > 0 || value.chosen || value.excluded; }

class Counter {
public:
    Counter(const FacetBase& base, const Filter& filter, const std::filesystem::path& folder, const FacetTable& table)
        : m_base(base)
        , m_filter(filter)
        , m_folder(folder)
        , m_table(table)
    {
    }

    FacetCounts count(const FacetKey& kind)
    {
        FacetCounts counts{kind.facet, kind.name, {}};
        const OwnTerms own(m_filter, kind.facet);
        const PhotoMask& mask = m_base.of(kind.facet);
        std::vector<FacetValue>& values = counts.values;
        switch (kind.facet) {
        case Facet::Camera:
            countCameras(mask, own, values);
            break;
        case Facet::Lens:
            countNames(histogram(m_table.lens, m_table.lenses.size(), mask), m_table.lenses, 1, own, values);
            break;
        case Facet::Format:
            countNames(histogram(m_table.format, m_table.formats.size(), mask), m_table.formats, 0, own, values);
            break;
        case Facet::Tag:
            countNames(tagCounts(mask), m_table.tagNames, 0, own, values);
            break;
        case Facet::Iso:
            countClasses(kind, histogram(m_table.iso, m_table.isos.size(), mask), m_table.isos, own, values);
            break;
        case Facet::Aperture:
            countClasses(kind, histogram(m_table.aperture, m_table.apertures.size(), mask), m_table.apertures, own,
                         values);
            break;
        case Facet::FocalLength:
            countClasses(kind, histogram(m_table.focalLength, m_table.focalLengths.size(), mask), m_table.focalLengths,
                         own, values);
            break;
        case Facet::Megapixels:
            countMegapixels(kind, mask, own, values);
            break;
        case Facet::FileSize:
            countFileSizes(kind, mask, own, values);
            break;
        case Facet::Orientation:
            countOrientations(mask, own, values);
            break;
        case Facet::Rating:
            countRatings(mask, own, values);
            break;
        case Facet::Folder:
            countFolders(mask, own, values);
            break;
        case Facet::Place:
            countPlaces(mask, own, values);
            break;
        case Facet::Gps:
            m_table.place.visit([&](const auto& rows) {
                countThing("gps", mask, own, values, [&](std::size_t row) { return rows[row] != 0; });
            });
            break;
        case Facet::Duplicate:
            countThing("duplicate", mask, own, values,
                       [&](std::size_t row) { return (m_table.flags[row] & FacetTable::Flags::kDuplicate) != 0; });
            break;
        }
        return counts;
    }

private:
    static void sortByCount(std::vector<FacetValue>& values)
    {
        std::ranges::stable_sort(values, [](const FacetValue& a, const FacetValue& b) {
            return a.count != b.count ? a.count > b.count : a.value < b.value;
        });
        if (values.size() > kValuesMax) {
            values.resize(kValuesMax);
        }
    }

    /// Names that the program was given; the words of two that fold to one are one value.
    static void countNames(const std::vector<std::int64_t>& counts, const std::vector<std::string>& names,
                           std::size_t first, const OwnTerms& own, std::vector<FacetValue>& values)
    {
        std::unordered_map<std::string, std::size_t> placeOf;
        for (std::size_t code = first; code < names.size(); ++code) {
            if (names[code].empty() || !isUtf8(names[code])) {
                continue;
            }
            FacetValue value;
            value.value = names[code];
            value.count = counts[code];
            own.markWord(value, {names[code]});
            if (!isShown(value)) {
                continue;
            }
            const auto [place, isNew] = placeOf.try_emplace(foldCase(names[code]), values.size());
            if (isNew) {
                values.push_back(std::move(value));
            } else {
                values[place->second].count += value.count;
            }
        }
        sortByCount(values);
    }

    void countCameras(const PhotoMask& mask, const OwnTerms& own, std::vector<FacetValue>& values) const
    {
        const auto counts = histogram(m_table.camera, m_table.cameras.size(), mask);
        for (std::size_t code = 1; code < m_table.cameras.size(); ++code) {
            const auto& [make, model] = m_table.cameras[code];
            FacetValue value;
            value.value = cameraTitle(make, model);
            value.count = counts[code];
            own.markWord(value, {make, model, make + " " + model});
            if (isShown(value) && !value.value.empty()) {
                values.push_back(std::move(value));
            }
        }
        sortByCount(values);
    }

    std::vector<std::int64_t> tagCounts(const PhotoMask& mask) const
    {
        const auto sets = histogram(m_table.tags, m_table.tagSets.size(), mask);
        std::vector<std::int64_t> counts(m_table.tagNames.size());
        for (std::size_t set = 1; set < sets.size(); ++set) {
            for (const std::uint32_t tag : m_table.tagSets[set]) {
                counts[tag] += sets[set];
            }
        }
        return counts;
    }

    static std::vector<FilterTerm::Range> rangesOf(const FacetKey& kind)
    {
        std::vector<FilterTerm::Range> ranges;
        for (const char* text : facetClasses(kind.facet)) {
            ranges.push_back(*parseFilterRange(kind.key, text));
        }
        return ranges;
    }

    /// The first class that holds it: the bounds of two may touch.
    static std::size_t classOf(double number, const std::vector<FilterTerm::Range>& ranges)
    {
        const auto found
            = std::ranges::find_if(ranges, [number](const auto& range) { return !range.to || number <= *range.to; });
        return static_cast<std::size_t>(found - ranges.begin());
    }

    static void addClasses(const FacetKey& kind, const std::vector<FilterTerm::Range>& ranges,
                           const std::vector<std::int64_t>& counts, const OwnTerms& own,
                           std::vector<FacetValue>& values)
    {
        for (std::size_t i = 0; i < ranges.size(); ++i) {
            FacetValue value;
            value.value = facetClasses(kind.facet)[i];
            value.count = counts[i];
            own.markRange(value, ranges[i]);
            if (isShown(value)) {
                values.push_back(std::move(value));
            }
        }
    }

    static void countClasses(const FacetKey& kind, const std::vector<std::int64_t>& counts,
                             const std::vector<double>& numbers, const OwnTerms& own, std::vector<FacetValue>& values)
    {
        const auto ranges = rangesOf(kind);
        std::vector<std::int64_t> perClass(ranges.size());
        for (std::size_t code = 1; code < numbers.size(); ++code) {
            perClass[classOf(numbers[code], ranges)] += counts[code];
        }
        addClasses(kind, ranges, perClass, own, values);
    }

    void countMegapixels(const FacetKey& kind, const PhotoMask& mask, const OwnTerms& own,
                         std::vector<FacetValue>& values) const
    {
        const auto ranges = rangesOf(kind);
        const auto counts = histogram(m_table.dimensions, m_table.sizesPx.size(), mask);
        std::vector<std::int64_t> perClass(ranges.size());
        for (std::size_t code = 0; code < counts.size(); ++code) {
            const auto& [width, height] = m_table.sizesPx[code];
            perClass[classOf(static_cast<double>(width * height) / 1e6, ranges)] += counts[code];
        }
        addClasses(kind, ranges, perClass, own, values);
    }

    void countFileSizes(const FacetKey& kind, const PhotoMask& mask, const OwnTerms& own,
                        std::vector<FacetValue>& values) const
    {
        const auto ranges = rangesOf(kind);
        std::vector<std::int64_t> ends;
        ends.reserve(ranges.size());
        for (const FilterTerm::Range& range : ranges) {
            ends.push_back(range.to ? static_cast<std::int64_t>(*range.to) : std::numeric_limits<std::int64_t>::max());
        }
        std::vector<std::int64_t> perClass(ranges.size());
        for (std::size_t row = 0; row < mask.size(); ++row) {
            std::size_t place = 0;
            for (const std::int64_t end : ends) { // eight sums are quicker than branches that go either way
                place += m_table.fileBytes[row] > end ? 1 : 0;
            }
            perClass[place] += mask[row];
        }
        addClasses(kind, ranges, perClass, own, values);
    }

    void countOrientations(const PhotoMask& mask, const OwnTerms& own, std::vector<FacetValue>& values) const
    {
        const auto counts = histogram(m_table.dimensions, m_table.sizesPx.size(), mask);
        std::int64_t landscape = 0;
        std::int64_t portrait = 0;
        std::int64_t square = 0;
        for (std::size_t code = 0; code < counts.size(); ++code) {
            const auto& [width, height] = m_table.sizesPx[code];
            (width > height ? landscape : width < height ? portrait : square) += counts[code];
        }
        for (const auto& [name, count] :
             {std::pair("landscape", landscape), std::pair("portrait", portrait), std::pair("square", square)}) {
            FacetValue value;
            value.value = name;
            value.count = count;
            own.markWord(value, {name});
            if (isShown(value)) {
                values.push_back(std::move(value));
            }
        }
    }

    void countRatings(const PhotoMask& mask, const OwnTerms& own, std::vector<FacetValue>& values) const
    {
        const auto counts = histogram(m_table.rating, 6, mask);
        for (int stars = 5; stars >= 0; --stars) {
            FacetValue value;
            value.value = std::to_string(stars);
            value.count = counts[static_cast<std::size_t>(stars)];
            own.markRange(value, {stars, stars});
            if (isShown(value)) {
                values.push_back(std::move(value));
            }
        }
    }

    /// The folders one level below the present one; without one, the registered folders.
    void countFolders(const PhotoMask& mask, const OwnTerms& own, std::vector<FacetValue>& values) const
    {
        const auto counts = histogram(m_table.directory, m_table.directories.size(), mask);
        const std::string parent = m_folder.empty() ? std::string() : (m_folder / "").lexically_normal().native();
        std::map<std::string, FacetValue> found;
        for (std::size_t code = 0; code < counts.size(); ++code) {
            const FacetTable::Directory& directory = m_table.directories[code];
            const std::string path = directory.path.empty() ? directory.root : directory.root + "/" + directory.path;
            std::string child;
            if (parent.empty()) {
                child = directory.root;
            } else if (path.starts_with(parent) && path.size() > parent.size()) {
                child = path.substr(0, path.find('/', parent.size()));
            }
            if (child.empty() || !isUtf8(child)) {
                continue;
            }
            FacetValue& value = found[child];
            value.count += counts[code];
            value.hasChildren |= counts[code] > 0 && path.size() > child.size();
        }
        for (auto& [path, value] : found) {
            value.value = path;
            value.label = std::filesystem::path(path).filename().native();
            own.mark(value, [&folder = path](const FilterTerm& term) {
                const auto& words = std::get<FilterTerm::Text>(term.value).alternatives;
                return std::ranges::any_of(words, [&](const std::string& word) {
                    std::string pattern = foldCase(word);
                    while (pattern.size() > 1 && pattern.ends_with('/')) {
                        pattern.pop_back();
                    }
                    return matchesText(pattern, foldCase(folder)) || matchesText(pattern + "/*", foldCase(folder));
                });
            });
            if (isShown(value)) {
                values.push_back(std::move(value));
            }
        }
    }

    /// Countries, each with its places.
    void countPlaces(const PhotoMask& mask, const OwnTerms& own, std::vector<FacetValue>& values) const
    {
        const PlaceTable& table = PlaceTable::builtIn();
        const auto points = histogram(m_table.place, m_table.points.size(), mask);
        std::vector<std::int64_t> labels(table.labelCount());
        for (std::size_t code = 1; code < points.size(); ++code) {
            labels[m_table.pointLabels[code]] += points[code];
        }
        std::unordered_map<std::string_view, int> namesakes;
        for (PlaceTable::Label label = 1; label < labels.size(); ++label) {
            ++namesakes[table.nameOf(label).place];
        }
        struct Country {
            FacetValue value;
            std::vector<FacetValue> places;
        };
        std::map<std::string_view, Country> countries;
        for (PlaceTable::Label label = 1; label < labels.size(); ++label) {
            const PlaceTable::Name name = table.nameOf(label);
            const std::string place(name.place);
            const std::string country(name.country);
            FacetValue value;
            value.count = labels[label];
            value.depth = 1;
            if (!place.empty()) {
                value.value = namesakes[name.place] > 1 || place == country ? place + ", " + country : place;
                value.label = place;
                own.markWord(value, {place, place + ", " + country});
            }
            if (!isShown(value)) {
                continue;
            }
            Country& home = countries[name.country];
            home.value.count += value.count;
            if (!place.empty()) {
                home.places.push_back(std::move(value));
            }
        }
        std::vector<Country> sorted;
        for (auto& [name, country] : countries) {
            country.value.value = name;
            own.markWord(country.value, {std::string(name)});
            std::ranges::stable_sort(country.places, std::greater(), &FacetValue::count);
            sorted.push_back(std::move(country));
        }
        std::ranges::stable_sort(sorted,
                                 [](const Country& a, const Country& b) { return a.value.count > b.value.count; });
        for (Country& country : sorted) {
            values.push_back(std::move(country.value));
            std::ranges::move(country.places, std::back_inserter(values));
        }
        if (values.size() > kValuesMax) {
            values.resize(kValuesMax);
        }
    }

    /// Those with something and those without.
    template <class Has>
    static void countThing(const char* thing, const PhotoMask& mask, const OwnTerms& own,
                           std::vector<FacetValue>& values, Has has)
    {
        std::int64_t having = 0;
        std::int64_t all = 0;
        for (std::size_t row = 0; row < mask.size(); ++row) {
            having += has(row) ? mask[row] : 0;
            all += mask[row];
        }
        FacetValue with;
        with.value = thing;
        with.count = having;
        own.mark(with, [](const FilterTerm&) { return true; });
        FacetValue without;
        without.value = thing;
        without.negated = true;
        without.count = all - having;
        without.chosen = std::exchange(with.excluded, false);
        for (FacetValue* value : {&with, &without}) {
            if (isShown(*value)) {
                values.push_back(std::move(*value));
            }
        }
    }

    const FacetBase& m_base;
    const Filter& m_filter;
    const std::filesystem::path& m_folder;
    const FacetTable& m_table;
};

// --- Dates ----------------------------------------------------------------------------------------------------------

namespace chr = std::chrono;
using Step = DateHistogram::Step;
constexpr std::int64_t kDay = 86'400;
constexpr int kBarsMax = 120;

chr::sys_days dayOf(std::int64_t seconds) { return chr::floor<chr::days>(chr::sys_seconds(chr::seconds(seconds))); }
std::int64_t secondsOf(chr::sys_days day) { return chr::sys_seconds(day).time_since_epoch().count(); }

/// The first day of the step that a moment belongs to.
chr::sys_days beginOf(Step step, std::int64_t seconds)
{
    const chr::sys_days day = dayOf(seconds);
    const chr::year_month_day date(day);
    switch (step) {
    case Step::Day:
        return day;
    case Step::Week:
        return day - (chr::weekday(day) - chr::Monday);
    case Step::Month:
        return date.year() / date.month() / 1;
    case Step::Quarter:
        return date.year() / chr::month((static_cast<unsigned>(date.month()) - 1) / 3 * 3 + 1) / 1;
    case Step::Year:
        break;
    }
    return date.year() / 1 / 1;
}

chr::sys_days nextOf(Step step, chr::sys_days begin)
{
    const chr::year_month_day date(begin);
    switch (step) {
    case Step::Day:
        return begin + chr::days(1);
    case Step::Week:
        return begin + chr::days(7);
    case Step::Month:
        return date + chr::months(1);
    case Step::Quarter:
        return date + chr::months(3);
    case Step::Year:
        break;
    }
    return date + chr::years(1);
}

/// The finest step that gives at most kBarsMax bars; years give as many as there are.
Step stepFor(const DateSpan& span)
{
    for (const auto& [step, days] : {std::pair(Step::Day, 1.0), std::pair(Step::Week, 7.0),
                                     std::pair(Step::Month, 30.4), std::pair(Step::Quarter, 91.3)}) {
        if (static_cast<double>(span.to - span.from) / kDay / days + 1 <= kBarsMax) {
            return step;
        }
    }
    return Step::Year;
}

/// First and last moment, without strays: if one photo in 500 or fewer at an end makes the span more than twice as
/// long, it is left out.
std::optional<DateSpan> spanOf(const PhotoMask& mask, const FacetTable& table)
{
    std::vector<std::int64_t> seconds;
    for (std::size_t row = 0; row < mask.size(); ++row) {
        if (mask[row] != 0) {
            seconds.push_back(table.seconds[row]);
        }
    }
    if (seconds.empty()) {
        return std::nullopt;
    }
    const auto [first, last] = std::ranges::minmax(seconds);
    DateSpan span{first, last};
    const auto strays = static_cast<std::ptrdiff_t>(seconds.size() / 500);
    if (strays > 0) {
        std::ranges::nth_element(seconds, seconds.begin() + strays);
        const std::int64_t low = seconds[static_cast<std::size_t>(strays)];
        std::ranges::nth_element(seconds, seconds.end() - 1 - strays);
        const std::int64_t high = seconds[seconds.size() - 1 - static_cast<std::size_t>(strays)];
        const std::int64_t core = high - low + 365 * kDay;
        span.from = low - first > core ? low : first;
        span.to = last - high > core ? high : last;
    }
    return span;
}

} // namespace

std::span<const char* const> facetClasses(Facet facet)
{
    switch (facet) {
    case Facet::Iso:
        return kIsoClasses;
    case Facet::Aperture:
        return kApertureClasses;
    case Facet::FocalLength:
        return kFocalClasses;
    case Facet::Megapixels:
        return kMegapixelClasses;
    case Facet::FileSize:
        return kFileSizeClasses;
    default:
        return {};
    }
}

Result<FacetBase> facetBase(const Query& query, const Filter& filter, const FacetTable& table, const Catalog& catalog)
{
    PhotoMask rest = query.among ? maskOf(*query.among.photos, table) : PhotoMask(table.size(), 1);
    keepBelow(query.folder, table, rest);
    std::vector<std::pair<TermHome, PhotoMask>> groups; // one for each facet that has terms, and one for the date
    for (const FilterTerm& term : filter.terms) {
        const TermHome home = homeOf(term);
        PhotoMask* mask = &rest;
        if (!home.none()) {
            auto group = std::ranges::find_if(groups, [&](const auto& known) {
                return known.first.facet == home.facet && known.first.isDate == home.isDate;
            });
            if (group == groups.end()) {
                group = groups.emplace(group, home, PhotoMask(table.size(), 1));
            }
            mask = &group->second;
        }
        if (Status kept = keepMatching(term, table, catalog, *mask); !kept) {
            return kept.failure();
        }
    }
    FacetBase base;
    std::vector<std::uint8_t> failed(table.size()); // how many groups a photo does not pass
    for (const auto& [_, mask] : groups) {
        for (std::size_t row = 0; row < failed.size(); ++row) {
            failed[row] = static_cast<std::uint8_t>(failed[row] + (1 - mask[row]));
        }
    }
    base.all.resize(table.size());
    for (std::size_t row = 0; row < failed.size(); ++row) {
        base.all[row] = rest[row] & static_cast<std::uint8_t>(failed[row] == 0);
    }
    for (auto& [home, mask] : groups) {
        for (std::size_t row = 0; row < failed.size(); ++row) {
            // Passes all others: fails none, or this one only.
            mask[row] = rest[row] & static_cast<std::uint8_t>(failed[row] == 1 - mask[row]);
        }
        if (home.isDate) {
            base.dates = std::move(mask);
        } else {
            base.own.emplace(*home.facet, std::move(mask));
        }
    }
    return base;
}

std::vector<FacetCounts> countFacets(const FacetBase& base, const Filter& filter, const std::filesystem::path& folder,
                                     const FacetTable& table)
{
    Counter counter(base, filter, folder, table);
    std::vector<FacetCounts> facets;
    for (const FacetKey& kind : kFacets) {
        FacetCounts counts = counter.count(kind);
        if (!counts.values.empty()) {
            facets.push_back(std::move(counts));
        }
    }
    return facets;
}

DateHistogram countDates(const FacetBase& base, const Filter& filter, const std::optional<DateSpan>& view,
                         const FacetTable& table)
{
    DateHistogram dates;
    std::vector<FilterTerm::Range> chosen;
    for (const FilterTerm& term : filter.terms) {
        if (term.key == Key::Date && !term.negated) {
            const auto& ranges = std::get<FilterTerm::Ranges>(term.value).alternatives;
            chosen.insert(chosen.end(), ranges.begin(), ranges.end());
        }
    }
    if (chosen.size() == 1) {
        const auto whole = [](double seconds) { return static_cast<std::int64_t>(seconds); };
        dates.chosenFrom = chosen[0].from ? std::optional(whole(*chosen[0].from)) : std::nullopt;
        dates.chosenTo = chosen[0].to ? std::optional(whole(*chosen[0].to)) : std::nullopt;
    }
    const PhotoMask& mask = base.dates ? *base.dates : base.all;
    const auto span = view ? view : spanOf(mask, table);
    if (!span || span->from > span->to) {
        return dates;
    }
    dates.step = stepFor(*span);
    std::vector<std::int64_t> begins; // of the bars, and of what comes after them
    for (chr::sys_days day = beginOf(dates.step, span->from);; day = nextOf(dates.step, day)) {
        begins.push_back(secondsOf(day));
        if (begins.back() > span->to) {
            break;
        }
        dates.bars.push_back({begins.back(), secondsOf(nextOf(dates.step, day)) - 1, 0});
    }
    for (std::size_t row = 0; row < mask.size(); ++row) {
        if (mask[row] != 0) {
            const auto after = std::ranges::upper_bound(begins, table.seconds[row]);
            (after == begins.begin() ? dates.earlier
             : after == begins.end() ? dates.later
                                     : dates.bars[static_cast<std::size_t>(after - begins.begin()) - 1].count)
                += 1;
        }
    }
    return dates;
}

} // namespace likeness
