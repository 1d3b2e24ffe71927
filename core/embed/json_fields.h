#pragma once

#include "core/base/result.h"

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace likeness {

/// Takes checked values out of a JSON object and remembers the first thing that is wrong with it, so that a reader can
/// take all its fields and ask once. A field that is absent or null has the value `otherwise`.
class JsonFields {
public:
    /// `where` names the object in messages ("config.json: text_config"). Of several objects the last one that has a
    /// field decides, as later versions of a file override earlier ones; the objects must outlive this.
    JsonFields(std::string where, std::vector<const nlohmann::json*> objects);

    bool has(const char* name) const { return find(name) != nullptr; }
    /// A whole number from `least` to `most`.
    int whole(const char* name, int otherwise, int least, int most);
    /// A finite number from `least` to `most`.
    double number(const char* name, double otherwise, double least, double most);
    bool flag(const char* name, bool otherwise);
    std::string text(const char* name, const char* otherwise);
    /// A field whose other values mean a network that Likeness does not run: anything but `value` is a problem.
    void mustBe(const char* name, const nlohmann::json& value);

    /// Notes a problem unless there is one already. `field` may be empty.
    void complain(const std::string& field, const std::string& problem, ErrorCode code = ErrorCode::Corrupt);
    Status status() const;

private:
    const nlohmann::json* find(const char* name) const;

    std::string m_where;
    std::vector<const nlohmann::json*> m_objects;
    Status m_status;
};

/// Reads a file that must hold one JSON object. Errors: NotFound, Io, OutOfResources (larger than 1 MiB), Corrupt.
Result<nlohmann::json> readJsonObject(const std::filesystem::path& path);

} // namespace likeness
