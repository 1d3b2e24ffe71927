#include "core/engine/facet_match.h"

#include "core/base/text.h"
#include "core/catalog/filter_sql.h"
#include "core/places/places.h"

#include <algorithm>

namespace likeness {
namespace {

using Key = FilterTerm::Key;

/// As the functions of the SQL conditions join them (core/catalog/filter_functions.cpp).
std::string joined(std::string_view folder, std::string_view directory)
{
    std::string path(folder);
    if (!directory.empty()) {
        path += path.ends_with('/') ? "" : "/";
        path += directory;
    }
    return path;
}

bool isBelow(std::string_view path, std::string_view parent)
{
    return path == parent
           || (path.size() > parent.size() && path.starts_with(parent)
               && (parent.ends_with('/') || path[parent.size()] == '/'));
}

bool folderMatches(std::string pattern, const FacetTable::Directory& directory)
{
    if (!pattern.starts_with('/')) {
        const std::string_view root = directory.root;
        const std::size_t slash = root.rfind('/');
        const auto name = root.substr(slash == std::string_view::npos ? 0 : slash + 1);
        return matchesText("*" + pattern + "*", foldCase(joined(name, directory.path)));
    }
    while (pattern.size() > 1 && pattern.ends_with('/')) {
        pattern.pop_back();
    }
    const std::string path = foldCase(joined(directory.root, directory.path));
    return matchesText(pattern, path) || matchesText(pattern == "/" ? "/*" : pattern + "/*", path);
}

bool cameraMatches(const std::string& pattern, const FacetTable::Camera& camera)
{
    return matchesText(pattern, foldCase(camera.make)) || matchesText(pattern, foldCase(camera.model))
           || matchesText(pattern, foldCase(camera.make + " " + camera.model));
}

bool orientationMatches(const std::string& word, const std::pair<std::int64_t, std::int64_t>& size)
{
    return word == "portrait" ? size.first < size.second
           : word == "square" ? size.first == size.second
                              : size.first > size.second;
}

double measureOf(Key key, const std::pair<std::int64_t, std::int64_t>& size)
{
    switch (key) {
    case Key::Width:
        return static_cast<double>(size.first);
    case Key::Height:
        return static_cast<double>(size.second);
    case Key::Megapixels:
        return static_cast<double>(size.first * size.second) / 1e6;
    default:
        return 1.0 * static_cast<double>(std::max(size.first, size.second))
               / static_cast<double>(std::min(size.first, size.second));
    }
}

/// Asks `passes(value)` of each entry of a dictionary, but not of the one at 0 where that means "none".
template <class Values, class Passes> PhotoMask marked(const Values& values, bool zeroIsNone, Passes passes)
{
    PhotoMask mask(values.size());
    for (std::size_t code = zeroIsNone ? 1 : 0; code < values.size(); ++code) {
        mask[code] = passes(values[code]) ? 1 : 0;
    }
    return mask;
}

const CodeColumn* columnOf(Key key, const FacetTable& table)
{
    switch (key) {
    case Key::Camera:
        return &table.camera;
    case Key::Lens:
        return &table.lens;
    case Key::Iso:
        return &table.iso;
    case Key::Aperture:
        return &table.aperture;
    case Key::FocalLength:
        return &table.focalLength;
    case Key::Folder:
        return &table.directory;
    case Key::Format:
        return &table.format;
    case Key::Orientation:
    case Key::Aspect:
    case Key::Width:
    case Key::Height:
    case Key::Megapixels:
        return &table.dimensions;
    case Key::Rating:
        return &table.rating;
    case Key::Tag:
        return &table.tags;
    case Key::Place:
    case Key::Near:
        return &table.place;
    default:
        return nullptr;
    }
}

template <class Has> void keepRows(PhotoMask& mask, bool negated, Has has)
{
    for (std::size_t row = 0; row < mask.size(); ++row) {
        mask[row] &= static_cast<std::uint8_t>(has(row) != negated);
    }
}

/// Adds the rows that have one of the things of `has:`.
void addThing(const std::string& thing, const FacetTable& table, PhotoMask& any)
{
    const auto addCodes = [&](const CodeColumn& column) {
        column.visit([&](const auto& codes) {
            for (std::size_t row = 0; row < any.size(); ++row) {
                any[row] |= static_cast<std::uint8_t>(codes[row] != 0);
            }
        });
    };
    const auto addFlag = [&](std::uint8_t flag) {
        for (std::size_t row = 0; row < any.size(); ++row) {
            any[row] |= static_cast<std::uint8_t>((table.flags[row] & flag) != 0);
        }
    };
    using Flags = FacetTable::Flags;
    if (thing == "gps") {
        addCodes(table.place);
    } else if (thing == "rating") {
        addCodes(table.rating);
    } else if (thing == "tag") {
        addCodes(table.tags);
    } else if (thing == "camera") {
        addCodes(table.camera);
    } else if (thing == "lens") {
        addCodes(table.lens);
    } else if (thing == "date") {
        addFlag(Flags::kTaken);
    } else if (thing == "title") {
        addFlag(Flags::kTitle);
    } else if (thing == "description") {
        addFlag(Flags::kDescription);
    } else if (thing == "duplicate") {
        addFlag(Flags::kDuplicate);
    }
}

} // namespace

TermHome homeOf(const FilterTerm& term)
{
    switch (term.key) {
    case Key::Camera:
        return {Facet::Camera};
    case Key::Lens:
        return {Facet::Lens};
    case Key::Iso:
        return {Facet::Iso};
    case Key::Aperture:
        return {Facet::Aperture};
    case Key::FocalLength:
        return {Facet::FocalLength};
    case Key::Folder:
        return {Facet::Folder};
    case Key::Format:
        return {Facet::Format};
    case Key::Orientation:
        return {Facet::Orientation};
    case Key::Megapixels:
        return {Facet::Megapixels};
    case Key::Size:
        return {Facet::FileSize};
    case Key::Rating:
        return {Facet::Rating};
    case Key::Tag:
        return {Facet::Tag};
    case Key::Place:
        return {Facet::Place};
    case Key::Date:
        return {std::nullopt, true};
    case Key::Has: {
        const auto& things = std::get<FilterTerm::Text>(term.value).alternatives;
        if (things.size() == 1 && things[0] == "gps") {
            return {Facet::Gps};
        }
        if (things.size() == 1 && things[0] == "duplicate") {
            return {Facet::Duplicate};
        }
        return {};
    }
    default:
        return {};
    }
}

PhotoMask codesMatching(const FilterTerm& term, const FacetTable& table)
{
    const auto* text = std::get_if<FilterTerm::Text>(&term.value);
    const auto* ranges = std::get_if<FilterTerm::Ranges>(&term.value);
    std::vector<std::string> patterns;
    for (const std::string& word : text != nullptr ? text->alternatives : std::vector<std::string>()) {
        patterns.push_back(foldCase(word));
    }
    const auto anyWord = [&](auto fits) {
        return [&patterns, fits](const auto& value) {
            return std::ranges::any_of(patterns, [&](const std::string& pattern) { return fits(pattern, value); });
        };
    };
    const auto anyRange = [&](double number) {
        return std::ranges::any_of(ranges->alternatives,
                                   [number](const FilterTerm::Range& range) { return range.contains(number); });
    };
    switch (term.key) {
    case Key::Camera:
        return marked(table.cameras, true, anyWord(cameraMatches));
    case Key::Lens:
        return marked(table.lenses, true, anyWord([](const std::string& pattern, const std::string& name) {
                          return matchesText(pattern, foldCase(name));
                      }));
    case Key::Iso:
        return marked(table.isos, true, anyRange);
    case Key::Aperture:
        return marked(table.apertures, true, anyRange);
    case Key::FocalLength:
        return marked(table.focalLengths, true, anyRange);
    case Key::Folder:
        return marked(table.directories, false, anyWord(folderMatches));
    case Key::Format:
        return marked(table.formats, false, anyWord([](const std::string& pattern, const std::string& format) {
                          return matchesText(pattern, foldCase(format));
                      }));
    case Key::Orientation:
        return marked(table.sizesPx, false, anyWord(orientationMatches));
    case Key::Aspect:
    case Key::Width:
    case Key::Height:
    case Key::Megapixels:
        return marked(table.sizesPx, false, [&](const auto& size) { return anyRange(measureOf(term.key, size)); });
    case Key::Rating:
        return marked(std::array{0.0, 1.0, 2.0, 3.0, 4.0, 5.0}, false, anyRange);
    case Key::Tag: {
        const auto names
            = marked(table.tagNames, false, anyWord([](const std::string& pattern, const std::string& name) {
                         return matchesText(pattern, foldCase(name));
                     }));
        return marked(table.tagSets, true, [&](const std::vector<std::uint32_t>& set) {
            return std::ranges::any_of(set, [&](std::uint32_t tag) { return names[tag] != 0; });
        });
    }
    case Key::Place: {
        const PlaceTable& places = PlaceTable::builtIn();
        PhotoMask labels(places.labelCount());
        for (PlaceTable::Label label = 1; label < labels.size(); ++label) {
            labels[label] = std::ranges::any_of(patterns, [&](const std::string& pattern) {
                return PlaceTable::matches(places.nameOf(label), pattern);
            });
        }
        return marked(table.pointLabels, true, [&](std::uint32_t label) { return labels[label] != 0; });
    }
    case Key::Near: {
        const auto& circle = std::get<FilterTerm::Circle>(term.value);
        return marked(table.points, true, [&](const GeoPoint& point) {
            return greatCircleMetres(point, circle.centre) <= circle.radiusMetres;
        });
    }
    default:
        return {};
    }
}

Status keepMatching(const FilterTerm& term, const FacetTable& table, const Catalog& catalog, PhotoMask& mask)
{
    if (const CodeColumn* column = columnOf(term.key, table)) {
        const PhotoMask codes = codesMatching(term, table);
        column->visit([&](const auto& rows) {
            keepRows(mask, term.negated, [&](std::size_t row) { return codes[rows[row]] != 0; });
        });
        return {};
    }
    if (const auto* ranges = std::get_if<FilterTerm::Ranges>(&term.value);
        ranges != nullptr && (term.key == Key::Date || term.key == Key::Size)) {
        const auto& numbers = term.key == Key::Date ? table.seconds : table.fileBytes;
        keepRows(mask, term.negated, [&](std::size_t row) {
            return std::ranges::any_of(ranges->alternatives, [number = static_cast<double>(numbers[row])](
                                                                 const auto& range) { return range.contains(number); });
        });
        return {};
    }
    if (term.key == Key::Has) {
        PhotoMask any(mask.size());
        for (const std::string& thing : std::get<FilterTerm::Text>(term.value).alternatives) {
            addThing(thing, table, any);
        }
        keepRows(mask, term.negated, [&](std::size_t row) { return any[row] != 0; });
        return {};
    }
    auto photos = catalog.photosMatching({}, Filter{{term}});
    if (!photos) {
        return photos.failure();
    }
    const PhotoMask found = maskOf(std::move(*photos), table);
    keepRows(mask, /*negated=*/false, [&](std::size_t row) { return found[row] != 0; });
    return {};
}

void keepBelow(const std::filesystem::path& folder, const FacetTable& table, PhotoMask& mask)
{
    if (folder.empty()) {
        return;
    }
    std::string parent = folder.lexically_normal().native();
    while (parent.size() > 1 && parent.ends_with('/')) {
        parent.pop_back();
    }
    const PhotoMask below = marked(table.directories, false, [&](const FacetTable::Directory& directory) {
        return isBelow(joined(directory.root, directory.path), parent);
    });
    table.directory.visit([&](const auto& rows) {
        keepRows(mask, /*negated=*/false, [&](std::size_t row) { return below[rows[row]] != 0; });
    });
}

PhotoMask maskOf(std::vector<PhotoId> photos, const FacetTable& table)
{
    std::ranges::sort(photos);
    PhotoMask mask(table.size());
    auto row = table.photos.begin();
    for (const PhotoId photo : photos) {
        row = std::lower_bound(row, table.photos.end(), photo);
        if (row == table.photos.end()) {
            break;
        }
        if (*row == photo) {
            mask[static_cast<std::size_t>(row - table.photos.begin())] = 1;
        }
    }
    return mask;
}

} // namespace likeness
