#include "core/catalog/filter_sql.h"

#include "core/base/text.h"
#include "core/places/places.h"

#include <memory>
#include <sqlite3.h>
#include <vector>

namespace likeness {
namespace {

std::string_view bytesOf(sqlite3_value* value)
{
    const void* data = sqlite3_value_blob(value);
    return {static_cast<const char*>(data), static_cast<std::size_t>(sqlite3_value_bytes(value))};
}

/// SQLite is C: nothing may be thrown through it.
template <class Body> void guardedCall(sqlite3_context* context, Body body)
{
    try {
        body();
    } catch (...) {
        sqlite3_result_error_nomem(context);
    }
}

void setText(sqlite3_context* context, const std::string& text)
{
    sqlite3_result_blob64(context, text.data(), text.size(), SQLITE_TRANSIENT);
}

std::string joined(std::string_view folder, std::string_view directory)
{
    std::string path(folder);
    if (!directory.empty()) {
        path += path.ends_with('/') ? "" : "/";
        path += directory;
    }
    return path;
}

/// likeness_matches(pattern in lower case, text)
void matches(sqlite3_context* context, int, sqlite3_value** arguments)
{
    guardedCall(context, [&] {
        sqlite3_result_int(context, matchesText(bytesOf(arguments[0]), foldCase(bytesOf(arguments[1]))) ? 1 : 0);
    });
}

/// likeness_path(folder.path, directory.path): the absolute path of a directory
void path(sqlite3_context* context, int, sqlite3_value** arguments)
{
    guardedCall(context, [&] { setText(context, joined(bytesOf(arguments[0]), bytesOf(arguments[1]))); });
}

/// likeness_label(folder.path, directory.path): beginning with the name of the registered folder
void label(sqlite3_context* context, int, sqlite3_value** arguments)
{
    guardedCall(context, [&] {
        const std::string_view folder = bytesOf(arguments[0]);
        const std::size_t slash = folder.rfind('/');
        setText(context, joined(folder.substr(slash == std::string_view::npos ? 0 : slash + 1), bytesOf(arguments[1])));
    });
}

/// likeness_inside(path, parent): the same or below
void inside(sqlite3_context* context, int, sqlite3_value** arguments)
{
    const std::string_view path = bytesOf(arguments[0]);
    const std::string_view parent = bytesOf(arguments[1]);
    const bool same = path == parent;
    const bool below = path.size() > parent.size() && path.starts_with(parent)
                       && (parent.ends_with('/') || path[parent.size()] == '/');
    sqlite3_result_int(context, same || below ? 1 : 0);
}

/// likeness_distance(latitude, longitude, latitude, longitude), in metres
void distance(sqlite3_context* context, int, sqlite3_value** arguments)
{
    sqlite3_result_double(context,
                          greatCircleMetres({sqlite3_value_double(arguments[0]), sqlite3_value_double(arguments[1])},
                                            {sqlite3_value_double(arguments[2]), sqlite3_value_double(arguments[3])}));
}

/// likeness_place(latitude, longitude): PlaceTable::Label
void place(sqlite3_context* context, int, sqlite3_value** arguments)
{
    const GeoPoint point{sqlite3_value_double(arguments[0]), sqlite3_value_double(arguments[1])};
    sqlite3_result_int64(context, PlaceTable::builtIn().labelOf(point));
}

/// likeness_place_matches(pattern in lower case, PlaceTable::Label)
void placeMatches(sqlite3_context* context, int, sqlite3_value** arguments)
{
    guardedCall(context, [&] {
        const PlaceTable& table = PlaceTable::builtIn();
        // The pattern is the same in every row: SQLite keeps what was found for it beside it.
        auto* known = static_cast<std::vector<bool>*>(sqlite3_get_auxdata(context, 0));
        if (known == nullptr) {
            auto fresh = std::make_unique<std::vector<bool>>(table.labelCount());
            for (PlaceTable::Label label = 0; label < table.labelCount(); ++label) {
                (*fresh)[label] = PlaceTable::matches(table.nameOf(label), bytesOf(arguments[0]));
            }
            sqlite3_set_auxdata(context, 0, fresh.release(),
                                [](void* data) { delete static_cast<std::vector<bool>*>(data); });
            known = static_cast<std::vector<bool>*>(sqlite3_get_auxdata(context, 0)); // null when memory ran out
        }
        const auto label = static_cast<std::size_t>(sqlite3_value_int64(arguments[1]));
        sqlite3_result_int(context, known != nullptr && label < known->size() && (*known)[label] ? 1 : 0);
    });
}

} // namespace

void registerFilterFunctions(SqliteDatabase& database)
{
    struct Function {
        const char* name;
        int arguments;
        void (*call)(sqlite3_context*, int, sqlite3_value**);
    };
    constexpr Function kFunctions[] = {{"likeness_matches", 2, matches},
                                       {"likeness_path", 2, path},
                                       {"likeness_label", 2, label},
                                       {"likeness_inside", 2, inside},
                                       {"likeness_distance", 4, distance},
                                       {"likeness_place", 2, place},
                                       {"likeness_place_matches", 2, placeMatches}};
    for (const Function& function : kFunctions) {
        database.check(sqlite3_create_function_v2(database.handle(), function.name, function.arguments,
                                                  SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY, nullptr,
                                                  function.call, nullptr, nullptr, nullptr));
    }
}

} // namespace likeness
