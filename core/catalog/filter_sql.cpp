#include "core/catalog/filter_sql.h"

#include "core/base/text.h"

#include <cmath>
#include <numbers>

namespace likeness {
namespace {

using Key = FilterTerm::Key;

constexpr double kEarthRadiusMetres = 6'371'008.8;

constexpr double radians(double degrees) { return degrees * std::numbers::pi / 180; }
constexpr double degrees(double radians) { return radians * 180 / std::numbers::pi; }

class Builder {
public:
    void addFolder(const std::filesystem::path& folder)
    {
        begin();
        m_condition.sql += "f.directory_id IN (SELECT d.id FROM directory d JOIN folder o ON o.id = d.folder_id"
                           " WHERE likeness_inside(likeness_path(o.path, d.path), ?))";
        std::string text = folder.lexically_normal().native();
        while (text.size() > 1 && text.ends_with('/')) {
            text.pop_back();
        }
        m_condition.values.emplace_back(std::move(text));
    }

    void addAmong(std::span<const PhotoId> photos)
    {
        begin();
        addIds("f.id", photos);
    }

    void add(const FilterTerm& term)
    {
        begin();
        m_condition.sql += term.negated ? "((" : "(";
        if (const auto* text = std::get_if<FilterTerm::Text>(&term.value)) {
            eachOf(text->alternatives, [&](const std::string& word) { addText(term.key, word); });
        } else if (const auto* ranges = std::get_if<FilterTerm::Ranges>(&term.value)) {
            eachOf(ranges->alternatives, [&](const FilterTerm::Range& range) { addRange(term.key, range); });
        } else if (const auto* circle = std::get_if<FilterTerm::Circle>(&term.value)) {
            addCircle(*circle);
        } else if (const auto* clusters = std::get_if<FilterTerm::Clusters>(&term.value)) {
            addIds("f.content_id",
                   clusters->members ? std::span<const ContentId>(*clusters->members) : std::span<const ContentId>());
        }
        // IS NOT TRUE: what is not known does not have the thing either.
        m_condition.sql += term.negated ? ") IS NOT TRUE)" : ")";
    }

    SqlCondition take() { return std::move(m_condition); }

private:
    void begin() { m_condition.sql += m_condition.sql.empty() ? "" : " AND "; }

    template <class List, class Add> void eachOf(const List& alternatives, Add addOne)
    {
        if (alternatives.empty()) {
            m_condition.sql += "0";
        }
        for (std::size_t i = 0; i < alternatives.size(); ++i) {
            m_condition.sql += i == 0 ? "" : " OR ";
            addOne(alternatives[i]);
        }
    }

    /// A list is handed over as JSON: SQLite makes a table of it once and looks each id up, however many there are.
    template <class Id> void addIds(const char* column, std::span<const Id> ids)
    {
        std::string list = "[";
        for (const Id id : ids) {
            list += (list.size() > 1 ? "," : "") + std::to_string(id.value);
        }
        m_condition.namesRows = true;
        m_condition.sql += std::string(column) + " IN (SELECT value FROM json_each(CAST(? AS TEXT)))";
        m_condition.values.emplace_back(list + "]");
    }

    void addContentSql(const char* sql)
    {
        m_condition.usesContent = true;
        m_condition.sql += sql;
    }

    void addText(Key key, const std::string& word)
    {
        const std::string pattern = foldCase(word);
        switch (key) {
        case Key::Camera:
            addContentSql("c.camera_id IN (SELECT id FROM camera WHERE likeness_matches(?, make)"
                          " OR likeness_matches(?, model) OR likeness_matches(?, make || ' ' || model))");
            m_condition.values.insert(m_condition.values.end(), 3, pattern);
            break;
        case Key::Lens:
            addContentSql("c.lens_id IN (SELECT id FROM lens WHERE likeness_matches(?, name))");
            m_condition.values.emplace_back(pattern);
            break;
        case Key::Place:
            // A number for every name: one look-up per photo, whatever is asked. The index holds all it needs.
            addContentSql("c.id IN (SELECT id FROM content WHERE latitude IS NOT NULL"
                          " AND likeness_place_matches(?, likeness_place(latitude, longitude)))");
            m_condition.values.emplace_back(pattern);
            break;
        case Key::Tag:
            // Tags first: joined, SQLite asks for the name of the tag of every content.
            addContentSql("c.id IN (SELECT content_id FROM content_tag"
                          " WHERE tag_id IN (SELECT id FROM tag WHERE likeness_matches(?, name)))");
            m_condition.values.emplace_back(pattern);
            break;
        case Key::Folder:
            addFolderText(pattern);
            break;
        case Key::Name:
            m_condition.sql += "likeness_matches(?, f.name)";
            m_condition.values.emplace_back("*" + pattern + "*");
            break;
        case Key::Format:
            addContentSql("likeness_matches(?, c.format)");
            m_condition.values.emplace_back(pattern);
            break;
        case Key::Orientation:
            addContentSql(pattern == "portrait" ? "c.width < c.height"
                          : pattern == "square" ? "c.width = c.height"
                                                : "c.width > c.height");
            break;
        case Key::Has:
            addThing(pattern);
            break;
        default:
            m_condition.sql += "0";
        }
    }

    /// An absolute path means that folder and all below; anything else matches inside "Photos/Trips/2019", the name of
    /// the registered folder and what lies below it, so that the way to it does not match by accident.
    void addFolderText(std::string pattern)
    {
        const bool isAbsolute = pattern.starts_with('/');
        m_condition.sql += "f.directory_id IN (SELECT d.id FROM directory d JOIN folder o ON o.id = d.folder_id WHERE ";
        if (isAbsolute) {
            while (pattern.size() > 1 && pattern.ends_with('/')) {
                pattern.pop_back();
            }
            m_condition.sql += "likeness_matches(?, likeness_path(o.path, d.path))"
                               " OR likeness_matches(?, likeness_path(o.path, d.path)))";
            m_condition.values.emplace_back(pattern);
            m_condition.values.emplace_back(pattern == "/" ? "/*" : pattern + "/*");
        } else {
            m_condition.sql += "likeness_matches(?, likeness_label(o.path, d.path)))";
            m_condition.values.emplace_back("*" + pattern + "*");
        }
    }

    void addThing(const std::string& thing)
    {
        if (thing == "gps") {
            addContentSql("c.latitude IS NOT NULL");
        } else if (thing == "rating") {
            addContentSql("coalesce(c.rating_decided, c.rating_in_file, 0) > 0");
        } else if (thing == "tag") {
            addContentSql("EXISTS (SELECT 1 FROM content_tag ct WHERE ct.content_id = c.id)");
        } else if (thing == "date") {
            addContentSql("c.taken_seconds IS NOT NULL");
        } else if (thing == "camera") {
            addContentSql("c.camera_id IS NOT NULL");
        } else if (thing == "lens") {
            addContentSql("c.lens_id IS NOT NULL");
        } else if (thing == "title") {
            addContentSql("coalesce(c.title_decided, c.title) <> ''");
        } else if (thing == "description") {
            addContentSql("coalesce(c.description_decided, c.description) <> ''");
        } else if (thing == "duplicate") {
            m_condition.sql += "EXISTS (SELECT 1 FROM file f2 WHERE f2.content_id = f.content_id AND f2.id <> f.id)";
        } else {
            m_condition.sql += "0";
        }
    }

    static const char* columnOf(Key key)
    {
        switch (key) {
        case Key::Date:
            return "f.sort_seconds";
        case Key::Size:
            return "f.size_bytes";
        case Key::Rating:
            return "coalesce(c.rating_decided, c.rating_in_file, 0)";
        case Key::Width:
            return "c.width";
        case Key::Height:
            return "c.height";
        case Key::Aspect:
            return "(1.0 * max(c.width, c.height) / min(c.width, c.height))";
        case Key::Megapixels:
            return "(c.width * c.height / 1e6)";
        case Key::Iso:
            return "c.iso";
        case Key::Aperture:
            return "c.aperture_f";
        case Key::FocalLength:
            return "c.focal_length_mm";
        default:
            return "NULL";
        }
    }

    void addRange(Key key, const FilterTerm::Range& range)
    {
        const std::string column = columnOf(key);
        m_condition.usesContent = m_condition.usesContent || !column.starts_with("f.");
        m_condition.sql += "(";
        m_condition.sql += range.from ? column + " >= ?" : column + " IS NOT NULL";
        if (range.from) {
            addNumber(*range.from);
        }
        if (range.to) {
            m_condition.sql += " AND " + column + " <= ?";
            addNumber(*range.to);
        }
        m_condition.sql += ")";
    }

    /// Whole numbers are bound as such, so that indexes on integers serve.
    void addNumber(double value)
    {
        if (value == std::floor(value) && std::abs(value) < 9e15) {
            m_condition.values.emplace_back(static_cast<std::int64_t>(value));
        } else {
            m_condition.values.emplace_back(value);
        }
    }

    /// A box that the index answers, then the distance itself.
    void addCircle(const FilterTerm::Circle& circle)
    {
        const double angle = circle.radiusMetres / kEarthRadiusMetres;
        const double latitude = circle.centre.latitudeDegrees;
        const double longitude = circle.centre.longitudeDegrees;
        addContentSql("c.latitude BETWEEN ? AND ?");
        constexpr double kSlackDegrees = 1e-9; // rounding must not cut the rim off
        m_condition.values.emplace_back(latitude - degrees(angle) - kSlackDegrees);
        m_condition.values.emplace_back(latitude + degrees(angle) + kSlackDegrees);
        const bool holdsPole = std::abs(latitude) + degrees(angle) >= 90;
        const double width = holdsPole ? 180 : degrees(std::asin(std::sin(angle) / std::cos(radians(latitude))));
        // Near the date line the box would have two halves; the distance alone decides there.
        if (!holdsPole && longitude - width >= -180 && longitude + width <= 180) {
            m_condition.sql += " AND c.longitude BETWEEN ? AND ?";
            m_condition.values.emplace_back(longitude - width - kSlackDegrees);
            m_condition.values.emplace_back(longitude + width + kSlackDegrees);
        }
        m_condition.sql += " AND likeness_distance(c.latitude, c.longitude, ?, ?) <= ?";
        m_condition.values.emplace_back(latitude);
        m_condition.values.emplace_back(longitude);
        m_condition.values.emplace_back(circle.radiusMetres);
    }

    SqlCondition m_condition;
};

} // namespace

void SqlCondition::bindTo(Statement& statement) const
{
    int index = 0;
    for (const Value& value : values) {
        ++index;
        if (const auto* text = std::get_if<std::string>(&value)) {
            statement.bindAt(index, Bytes{*text});
        } else if (const auto* whole = std::get_if<std::int64_t>(&value)) {
            statement.bindAt(index, *whole);
        } else {
            statement.bindAt(index, std::get<double>(value));
        }
    }
}

SqlCondition conditionOf(const Filter& filter, const Query& query)
{
    Builder builder;
    if (!query.folder.empty()) {
        builder.addFolder(query.folder);
    }
    if (query.among) {
        builder.addAmong(*query.among.photos);
    }
    for (const FilterTerm& term : filter.terms) {
        builder.add(term);
    }
    return builder.take();
}

double greatCircleMetres(const GeoPoint& a, const GeoPoint& b)
{
    // Haversine: exact for small distances, where the cosine formula loses its digits.
    const double north = std::sin(radians(b.latitudeDegrees - a.latitudeDegrees) / 2);
    const double east = std::sin(radians(b.longitudeDegrees - a.longitudeDegrees) / 2);
    const double h
        = north * north + std::cos(radians(a.latitudeDegrees)) * std::cos(radians(b.latitudeDegrees)) * east * east;
    return 2 * kEarthRadiusMetres * std::asin(std::min(1.0, std::sqrt(h)));
}

} // namespace likeness
