#include "core/base/filter_value.h"

#include "core/base/text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <limits>

namespace likeness {
namespace {

using Key = FilterTerm::Key;

/// 0000-01-01T00:00:00 and 9999-12-31T23:59:59: what four digits of a year can say.
constexpr double kFirstSecond = -62'167'219'200;
constexpr double kLastSecond = 253'402'300'799;

/// All that one written value can mean, both ends included.
struct Span {
    double first = 0;
    double last = 0;
};

Failure wrong(std::string_view text, const char* wanted)
{
    return fail(ErrorCode::InvalidInput, "\"" + std::string(text) + "\" is not " + wanted);
}

/// Reads digits with at most one point, no sign and no exponent; advances `text`.
bool takeNumber(std::string_view& text, double& value, int& decimals)
{
    std::size_t length = 0;
    std::size_t pointAt = std::string_view::npos;
    while (length < text.size() && ((text[length] >= '0' && text[length] <= '9') || text[length] == '.')) {
        if (text[length] == '.') {
            if (pointAt != std::string_view::npos) {
                return false;
            }
            pointAt = length;
        }
        ++length;
    }
    const auto [end, error] = std::from_chars(text.data(), text.data() + length, value, std::chars_format::fixed);
    if (length == 0 || error != std::errc() || end != text.data() + length) {
        return false;
    }
    decimals = pointAt == std::string_view::npos ? 0 : static_cast<int>(length - pointAt - 1);
    text.remove_prefix(length);
    return true;
}

bool takeDigits(std::string_view& text, std::size_t count, int& value)
{
    if (text.size() < count) {
        return false;
    }
    const auto [end, error] = std::from_chars(text.data(), text.data() + count, value);
    if (error != std::errc() || end != text.data() + count || text[0] == '-') {
        return false;
    }
    text.remove_prefix(count);
    return true;
}

bool takeCharacter(std::string_view& text, char c)
{
    if (text.empty() || text[0] != c) {
        return false;
    }
    text.remove_prefix(1);
    return true;
}

/// 2019, 2019-06, 2019-06-01, 2019-06-01T10, 2019-06-01T10:30 or 2019-06-01T10:30:05.
Result<Span> parseDate(std::string_view text)
{
    namespace chr = std::chrono;
    constexpr const char* kWanted = "a date such as 2019, 2019-06, 2019-06-01 or 2019-06-01T10:30";
    std::string_view rest = text;
    int year = 0;
    int month = 0;
    int day = 0;
    if (!takeDigits(rest, 4, year)) {
        return wrong(text, kWanted);
    }
    if (takeCharacter(rest, '-')) {
        if (!takeDigits(rest, 2, month) || month < 1 || month > 12) {
            return wrong(text, kWanted);
        }
        if (takeCharacter(rest, '-') && (!takeDigits(rest, 2, day) || day < 1)) {
            return wrong(text, kWanted);
        }
    }
    const chr::year_month_day from{chr::year(year), chr::month(month == 0 ? 1U : static_cast<unsigned>(month)),
                                   chr::day(day == 0 ? 1U : static_cast<unsigned>(day))};
    if (!from.ok()) {
        return wrong(text, kWanted);
    }
    const auto seconds
        = [](chr::sys_days days) { return static_cast<double>(days.time_since_epoch().count()) * 86400; };
    Span span{seconds(from), 0};
    if (day != 0) {
        int parts[3] = {0, 0, 0};
        int count = 0;
        while (count < 3 && takeCharacter(rest, count == 0 ? 'T' : ':')) {
            if (!takeDigits(rest, 2, parts[count]) || parts[count] > (count == 0 ? 23 : 59)) {
                return wrong(text, kWanted);
            }
            ++count;
        }
        constexpr double kLengths[] = {86400, 3600, 60, 1};
        span.first += parts[0] * 3600.0 + parts[1] * 60.0 + parts[2];
        span.last = span.first + kLengths[count] - 1;
    } else if (month != 0) {
        span.last = seconds(chr::sys_days(from + chr::months(1))) - 1;
    } else {
        span.last = seconds(chr::sys_days(from + chr::years(1))) - 1;
    }
    return rest.empty() ? Result<Span>(span) : wrong(text, kWanted);
}

Result<Span> parseBytes(std::string_view text)
{
    struct Unit {
        std::string_view name;
        double bytes;
    };
    constexpr Unit kUnits[]
        = {{"", 1},    {"b", 1},    {"k", 1e3},    {"kb", 1e3},      {"m", 1e6},         {"mb", 1e6},
           {"g", 1e9}, {"gb", 1e9}, {"kib", 1024}, {"mib", 1048576}, {"gib", 1073741824}};
    constexpr const char* kWanted = "a file size such as 300kB, 5MB or 1.5MiB";
    std::string_view rest = text;
    double value = 0;
    int decimals = 0;
    if (!takeNumber(rest, value, decimals)) {
        return wrong(text, kWanted);
    }
    const std::string unit = foldCase(rest);
    for (const Unit& candidate : kUnits) {
        if (candidate.name == unit) {
            const double slack = candidate.bytes > 1 ? std::pow(10.0, -decimals) / 2 : 0;
            const Span span{std::ceil(std::max(0.0, value - slack) * candidate.bytes),
                            std::floor((value + slack) * candidate.bytes)};
            const double nearest = std::round(value * candidate.bytes);
            return span.first <= span.last ? span : Span{nearest, nearest}; // said more exactly than bytes are
        }
    }
    return wrong(text, kWanted);
}

Result<Span> parseWhole(std::string_view text, const char* wanted)
{
    std::string_view rest = text;
    double value = 0;
    int decimals = 0;
    if (!takeNumber(rest, value, decimals) || decimals != 0 || !rest.empty() || value > 1e15) {
        return wrong(text, wanted);
    }
    return Span{value, value};
}

/// EXIF stores 2.8 as 28/10 or as 2797/1000, so that a number means what would be written like it.
Result<Span> parseMeasure(std::string_view text, std::string_view unit, const char* wanted)
{
    std::string_view rest = text;
    double value = 0;
    int decimals = 0;
    if (!takeNumber(rest, value, decimals) || (!rest.empty() && foldCase(rest) != unit)) {
        return wrong(text, wanted);
    }
    const double slack = std::pow(10.0, -decimals) / 2;
    return Span{value - slack, value + slack};
}

/// 3:2, 16:9 or 1.5: long edge to short edge, so that a picture and the same one upright are alike. Cropping to whole
/// pixels and blocks of 8 leaves sides a little off: a proportion means what is within one hundredth of it.
Result<Span> parseAspect(std::string_view text)
{
    constexpr const char* kWanted = "a proportion such as 3:2 or 1.5";
    std::string_view rest = text;
    double width = 0;
    double height = 1;
    int decimals = 0;
    if (!takeNumber(rest, width, decimals)) {
        return wrong(text, kWanted);
    }
    if (takeCharacter(rest, ':') && !takeNumber(rest, height, decimals)) {
        return wrong(text, kWanted);
    }
    if (!rest.empty() || width <= 0 || height <= 0) {
        return wrong(text, kWanted);
    }
    const double ratio = std::max(width, height) / std::min(width, height);
    return Span{ratio * 0.99, ratio * 1.01};
}

Result<Span> parseSpan(Key key, std::string_view text)
{
    switch (key) {
    case Key::Date:
        return parseDate(text);
    case Key::Size:
        return parseBytes(text);
    case Key::Aspect:
        return parseAspect(text);
    case Key::Megapixels:
        return parseMeasure(text, "mp", "a number of megapixels such as 12 or 0.5");
    case Key::Aperture:
        return parseMeasure(text.starts_with("f/") ? text.substr(2) : text, "", "an aperture such as 2.8");
    case Key::FocalLength:
        return parseMeasure(text, "mm", "a focal length such as 35 or 35mm");
    case Key::Rating: {
        auto span = parseWhole(text, "a rating from 0 to 5");
        return span && span->last > 5 ? Result<Span>(wrong(text, "a rating from 0 to 5")) : span;
    }
    case Key::Iso:
        return parseWhole(text, "an ISO speed such as 400");
    default:
        return parseWhole(text, "a whole number");
    }
}

/// Bounds are inclusive, so that "more than" begins one step after what the value means: 1 where values are whole.
bool isContinuous(Key key)
{
    return key == Key::Aperture || key == Key::FocalLength || key == Key::Megapixels || key == Key::Aspect;
}

double justAbove(Key key, double value)
{
    return isContinuous(key) ? std::nextafter(value, std::numeric_limits<double>::infinity()) : value + 1;
}

double justBelow(Key key, double value)
{
    return isContinuous(key) ? std::nextafter(value, -std::numeric_limits<double>::infinity()) : value - 1;
}

Result<FilterTerm::Range> parseComparison(Key key, std::string_view text)
{
    const bool above = text[0] == '>';
    const bool inclusive = text.size() > 1 && text[1] == '=';
    auto span = parseSpan(key, text.substr(inclusive ? 2 : 1));
    if (!span) {
        return span.failure();
    }
    FilterTerm::Range range;
    if (above) {
        range.from = inclusive ? span->first : justAbove(key, span->last);
    } else {
        range.to = inclusive ? span->last : justBelow(key, span->first);
    }
    return range;
}

Result<double> parseDegrees(std::string_view text, double most, const char* wanted)
{
    const bool negative = text.starts_with('-');
    std::string_view rest = text.substr(negative ? 1 : 0);
    double value = 0;
    int decimals = 0;
    if (!takeNumber(rest, value, decimals) || !rest.empty() || value > most) {
        return wrong(text, wanted);
    }
    return negative ? -value : value;
}

// --- Writing what the functions above read ---------------------------------------------------------------------------

std::string withDecimals(double value, int decimals)
{
    std::array<char, 400> digits{};
    const auto written
        = std::to_chars(digits.data(), digits.data() + digits.size(), value, std::chars_format::fixed, decimals);
    return {digits.data(), written.ptr};
}

std::string shortest(double value)
{
    std::array<char, 400> digits{};
    const auto written = std::to_chars(digits.data(), digits.data() + digits.size(), value, std::chars_format::fixed);
    return {digits.data(), written.ptr};
}

/// A point in time as coarsely as it can be said: 2019, 2019-06, ... 2019-06-01T10:30:05.
std::vector<std::string> dateTexts(double seconds)
{
    namespace chr = std::chrono;
    const auto whole = static_cast<std::int64_t>(seconds);
    const auto days = chr::floor<chr::days>(chr::sys_seconds(chr::seconds(whole)));
    const chr::year_month_day date(days);
    const std::int64_t rest = whole - chr::sys_seconds(days).time_since_epoch().count();
    const int year = static_cast<int>(date.year());
    if (year < 0 || year > 9999) {
        return {};
    }
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02d", year, static_cast<unsigned>(date.month()),
                  static_cast<unsigned>(date.day()), static_cast<int>(rest / 3600), static_cast<int>(rest / 60 % 60),
                  static_cast<int>(rest % 60));
    std::vector<std::string> texts;
    for (const std::size_t length : {4U, 7U, 10U, 13U, 16U, 19U}) {
        texts.emplace_back(text.data(), length);
    }
    return texts;
}

/// Texts of which one may mean a bound that came out of an expression: that of a value written with as few digits as
/// can be, which stands for a little more and a little less than itself.
std::vector<std::string> boundTexts(Key key, double bound)
{
    std::vector<std::string> texts;
    switch (key) {
    case Key::Date:
        texts = dateTexts(bound);
        for (const double step : {-1.0, 1.0}) { // what ">" and "<" begin beside
            const auto beside = dateTexts(bound + step);
            texts.insert(texts.end(), beside.begin(), beside.end());
        }
        break;
    case Key::Aspect:
        for (const double step : {1.0, 0.01}) { // 3:2 before 1.78:1
            for (int height = 1; height < 100; ++height) {
                for (const double slack : {0.99, 1.01}) {
                    const double width = std::round(bound / slack * height / step) * step;
                    texts.push_back(withDecimals(width, step < 1 ? 2 : 0) + ":" + std::to_string(height));
                }
            }
        }
        break;
    case Key::Aperture:
    case Key::FocalLength:
    case Key::Megapixels:
        break;
    default:
        for (const double step : {0.0, -1.0, 1.0}) {
            texts.push_back(withDecimals(std::max(0.0, bound + step), 0));
        }
        return texts;
    }
    for (int decimals = 0; decimals < 16 && key != Key::Date; ++decimals) {
        const double slack = std::pow(10.0, -decimals) / 2;
        for (const double value : {bound + slack, bound - slack}) {
            texts.push_back(withDecimals(std::max(0.0, value), decimals));
        }
        if (key == Key::Aspect) {
            texts.push_back(withDecimals(bound / 0.99, decimals));
            texts.push_back(withDecimals(bound / 1.01, decimals));
        }
    }
    return texts;
}

bool means(Key key, const std::string& text, const FilterTerm::Range& range)
{
    const auto read = parseFilterRange(key, text);
    return read && *read == range;
}

/// A range that is open on one side.
std::optional<std::string> printSide(Key key, const FilterTerm::Range& range)
{
    const double bound = range.from ? *range.from : *range.to;
    for (const std::string& text : boundTexts(key, bound)) {
        for (const char* front : {range.from ? ">=" : "<=", range.from ? ">" : "<"}) {
            if (means(key, front + text, range)) {
                return front + text;
            }
        }
    }
    return std::nullopt;
}

std::string printRange(Key key, const FilterTerm::Range& range)
{
    if (range.from && range.to) {
        for (const std::string& text : boundTexts(key, *range.from)) {
            if (means(key, text, range)) {
                return text;
            }
        }
        // Each end as the other would leave it open: "a.." and "..b" mean the same ends as "a..b".
        std::string from;
        for (const std::string& text : boundTexts(key, *range.from)) {
            if (means(key, text + "..", {range.from, std::nullopt})) {
                from = text;
                break;
            }
        }
        for (const std::string& text : boundTexts(key, *range.to)) {
            if (!from.empty() && means(key, from + ".." + text, range)) {
                return from + ".." + text;
            }
        }
    } else if (auto side = printSide(key, range)) {
        return *side;
    }
    // Bounds that no expression gives: as near as the key can be written.
    const int decimals = isContinuous(key) ? 6 : 0;
    const auto nearly = [&](double bound) {
        return key == Key::Date ? dateTexts(std::clamp(bound, kFirstSecond, kLastSecond)).back()
                                : withDecimals(std::max(0.0, bound), decimals);
    };
    return (range.from ? nearly(*range.from) : "") + ".." + (range.to ? nearly(*range.to) : "");
}

} // namespace

Result<FilterTerm::Range> parseFilterRange(Key key, std::string_view text)
{
    if (text.starts_with('>') || text.starts_with('<')) {
        return parseComparison(key, text);
    }
    const std::size_t dots = text.find("..");
    if (dots == std::string_view::npos) {
        auto span = parseSpan(key, text);
        return span ? Result<FilterTerm::Range>(FilterTerm::Range{span->first, span->last}) : span.failure();
    }
    FilterTerm::Range range;
    if (dots > 0) {
        auto from = parseSpan(key, text.substr(0, dots));
        if (!from) {
            return from.failure();
        }
        range.from = from->first;
    }
    if (dots + 2 < text.size()) {
        auto to = parseSpan(key, text.substr(dots + 2));
        if (!to) {
            return to.failure();
        }
        range.to = to->last;
    }
    if (!range.from && !range.to) {
        return wrong(text, "a range: at least one end is needed");
    }
    if (range.from && range.to && *range.from > *range.to) {
        return fail(ErrorCode::InvalidInput, "the range \"" + std::string(text) + "\" ends before it begins");
    }
    return range;
}

Result<FilterTerm::Circle> parseFilterCircle(std::string_view latitude, std::string_view longitude,
                                             std::string_view distance)
{
    FilterTerm::Circle circle;
    auto north = parseDegrees(latitude, 90, "a latitude from -90 to 90");
    auto east = parseDegrees(longitude, 180, "a longitude from -180 to 180");
    if (!north || !east) {
        return north ? east.failure() : north.failure();
    }
    circle.centre = {*north, *east};
    std::string_view rest = distance;
    double value = 0;
    int decimals = 0;
    const bool isNumber = takeNumber(rest, value, decimals);
    const std::string unit = foldCase(rest);
    const double metres = unit == "m" ? 1 : unit == "km" ? 1000 : unit == "mi" ? 1609.344 : 0;
    if (!isNumber || metres == 0) {
        return wrong(distance, "a distance such as 500m, 5km or 3mi");
    }
    circle.radiusMetres = value * metres;
    return circle;
}

std::vector<std::string> printFilterValues(const FilterTerm& term)
{
    std::vector<std::string> values;
    if (const auto* text = std::get_if<FilterTerm::Text>(&term.value)) {
        values = text->alternatives;
    } else if (const auto* ranges = std::get_if<FilterTerm::Ranges>(&term.value)) {
        values.reserve(ranges->alternatives.size());
        for (const FilterTerm::Range& range : ranges->alternatives) {
            values.push_back(printRange(term.key, range));
        }
    } else if (const auto* clusters = std::get_if<FilterTerm::Clusters>(&term.value)) {
        values.reserve(clusters->alternatives.size());
        for (const ClusterId cluster : clusters->alternatives) {
            values.push_back(std::to_string(cluster.value));
        }
    } else {
        const auto& circle = std::get<FilterTerm::Circle>(term.value);
        values = {shortest(circle.centre.latitudeDegrees), shortest(circle.centre.longitudeDegrees),
                  shortest(circle.radiusMetres) + "m"};
    }
    return values;
}

} // namespace likeness
