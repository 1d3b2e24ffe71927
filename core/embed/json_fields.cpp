#include "core/embed/json_fields.h"

#include "core/base/file_system.h"

#include <cmath>
#include <cstdio>

namespace likeness {
namespace {

using Json = nlohmann::json;

constexpr std::int64_t kJsonMaxBytes = 1 << 20;
constexpr std::size_t kShownMaxBytes = 60;

/// A value as it stands in the file, short and on one line.
std::string shown(const Json& value)
{
    std::string text = value.dump(-1, ' ', /*ensure_ascii=*/true, Json::error_handler_t::replace);
    if (text.size() > kShownMaxBytes) {
        text = text.substr(0, kShownMaxBytes) + "...";
    }
    return text;
}

std::string plain(double value)
{
    char text[32];
    std::snprintf(text, sizeof text, "%g", value);
    return text;
}

} // namespace

JsonFields::JsonFields(std::string where, std::vector<const Json*> objects)
    : m_where(std::move(where))
    , m_objects(std::move(objects))
{
    for (const Json*& object : m_objects) {
        if (object != nullptr && !object->is_null() && !object->is_object()) {
            complain("", "is not a JSON object");
        }
        if (object != nullptr && !object->is_object()) {
            object = nullptr;
        }
    }
}

const Json* JsonFields::find(const char* name) const
{
    for (auto object = m_objects.rbegin(); object != m_objects.rend(); ++object) {
        if (*object != nullptr) {
            const auto found = (*object)->find(name);
            if (found != (*object)->end() && !found->is_null()) {
                return &*found;
            }
        }
    }
    return nullptr;
}

int JsonFields::whole(const char* name, int otherwise, int least, int most)
{
    const Json* field = find(name);
    if (field == nullptr) {
        return otherwise;
    }
    if (!field->is_number_integer() || *field < least || *field > most) {
        complain(name, "must be a whole number from " + std::to_string(least) + " to " + std::to_string(most) + ", not "
                           + shown(*field));
        return otherwise;
    }
    return field->get<int>();
}

double JsonFields::number(const char* name, double otherwise, double least, double most)
{
    const Json* field = find(name);
    if (field == nullptr) {
        return otherwise;
    }
    const double value = field->is_number() ? field->get<double>() : std::nan("");
    if (!(value >= least && value <= most)) {
        complain(name, "must be a number from " + plain(least) + " to " + plain(most) + ", not " + shown(*field));
        return otherwise;
    }
    return value;
}

bool JsonFields::flag(const char* name, bool otherwise)
{
    const Json* field = find(name);
    if (field == nullptr) {
        return otherwise;
    }
    if (!field->is_boolean()) {
        complain(name, "must be true or false, not " + shown(*field));
        return otherwise;
    }
    return field->get<bool>();
}

std::string JsonFields::text(const char* name, const char* otherwise)
{
    const Json* field = find(name);
    if (field == nullptr) {
        return otherwise;
    }
    if (!field->is_string()) {
        complain(name, "must be a text, not " + shown(*field));
        return otherwise;
    }
    return field->get<std::string>();
}

void JsonFields::mustBe(const char* name, const Json& value)
{
    const Json* field = find(name);
    if (field != nullptr && *field != value) {
        complain("", "this model uses " + std::string(name) + " " + shown(*field) + ", which Likeness does not run",
                 ErrorCode::Unsupported);
    }
}

void JsonFields::complain(const std::string& field, const std::string& problem, ErrorCode code)
{
    if (m_status) {
        m_status = fail(code, m_where + ": " + (field.empty() ? "" : "\"" + field + "\" ") + problem);
    }
}

Status JsonFields::status() const { return m_status; }

Result<Json> readJsonObject(const std::filesystem::path& path)
{
    const auto bytes = readFile(path, kJsonMaxBytes);
    if (!bytes) {
        return bytes.failure();
    }
    const char* text = reinterpret_cast<const char*>(bytes->data());
    Json json = Json::parse(text, text + bytes->size(), nullptr, /*allow_exceptions=*/false);
    if (!json.is_object()) {
        return fail(ErrorCode::Corrupt, displayPath(path) + ": not a JSON object");
    }
    return json;
}

} // namespace likeness
