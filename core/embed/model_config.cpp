#include "core/embed/model_config.h"

#include "core/base/file_system.h"

#include <cmath>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <set>

namespace likeness {
namespace {

using Json = nlohmann::json;

constexpr const char* kConfigName = "likeness.json";
constexpr std::int64_t kConfigMaxBytes = 1 << 20;
constexpr int kSizeMinPx = 16;
constexpr int kSizeMaxPx = 2048;
constexpr int kDimensionMax = 8192;

/// Collects the first thing that is wrong while fields are taken out of the JSON.
class FieldReader {
public:
    explicit FieldReader(const Json& json)
        : m_json(json)
    {
    }

    std::string text(const char* name, const char* otherwise)
    {
        const Json* field = take(name, otherwise != nullptr);
        if (field == nullptr) {
            return otherwise != nullptr ? otherwise : "";
        }
        if (!field->is_string() || field->get<std::string>().empty()) {
            complain(std::string("\"") + name + "\" must be a text");
            return "";
        }
        return field->get<std::string>();
    }

    int wholeNumber(const char* name, int least, int most)
    {
        const Json* field = take(name, /*optional=*/false);
        if (field == nullptr) {
            return 0;
        }
        if (!field->is_number_integer() || *field < least || *field > most) {
            complain(std::string("\"") + name + "\" must be a whole number from " + std::to_string(least) + " to "
                     + std::to_string(most));
            return 0;
        }
        return field->get<int>();
    }

    std::array<double, 3> triple(const char* name, double otherwise, bool positive)
    {
        std::array<double, 3> values = {otherwise, otherwise, otherwise};
        const Json* field = take(name, /*optional=*/true);
        if (field == nullptr) {
            return values;
        }
        bool fits = field->is_array() && field->size() == 3;
        for (std::size_t i = 0; fits && i < 3; ++i) {
            fits = (*field)[i].is_number();
            values[i] = fits ? (*field)[i].get<double>() : 0;
            fits = fits && std::isfinite(values[i]) && std::abs(values[i]) < 1000 && (!positive || values[i] > 1e-6);
        }
        if (!fits) {
            complain(std::string("\"") + name + "\" must be three " + (positive ? "positive " : "") + "numbers");
        }
        return values;
    }

    void complain(const std::string& problem)
    {
        if (m_problem.empty()) {
            m_problem = problem;
        }
    }

    const std::string& problem()
    {
        for (const auto& [name, value] : m_json.items()) {
            if (!m_known.contains(name)) {
                complain("\"" + name + "\" is not a field that Likeness knows");
            }
        }
        return m_problem;
    }

private:
    const Json* take(const char* name, bool optional)
    {
        m_known.insert(name);
        const auto found = m_json.find(name);
        if (found == m_json.end()) {
            if (!optional) {
                complain(std::string("\"") + name + "\" is missing");
            }
            return nullptr;
        }
        return &*found;
    }

    const Json& m_json;
    std::set<std::string> m_known;
    std::string m_problem;
};

bool isPlainFileName(const std::string& name)
{
    return !name.empty() && name != "." && name != ".." && name.find('/') == std::string::npos
           && name.find('\0') == std::string::npos;
}

} // namespace

Result<ModelConfig> ModelConfig::read(const std::filesystem::path& folder)
{
    const std::filesystem::path path = folder / kConfigName;
    const auto bytes = readFile(path, kConfigMaxBytes);
    if (!bytes) {
        return bytes.error().code == ErrorCode::NotFound
                   ? fail(ErrorCode::NotFound, displayPath(folder) + ": no model here (no likeness.json)")
                   : bytes.failure();
    }
    const char* text = reinterpret_cast<const char*>(bytes->data());
    const Json json = Json::parse(text, text + bytes->size(), nullptr, /*allow_exceptions=*/false);
    if (!json.is_object()) {
        return fail(ErrorCode::Corrupt, displayPath(path) + ": not a JSON object");
    }
    FieldReader fields(json);
    ModelConfig config;
    config.name = fields.text("name", nullptr);
    config.file = fields.text("file", nullptr);
    config.sizePx = fields.wholeNumber("size", kSizeMinPx, kSizeMaxPx);
    config.dimension = fields.wholeNumber("dimension", 1, kDimensionMax);
    config.mean = fields.triple("mean", 0, /*positive=*/false);
    config.deviation = fields.triple("std", 1, /*positive=*/true);
    config.licence = fields.text("licence", "unknown");
    const std::string colours = fields.text("colours", "RGB");
    const std::string resize = fields.text("resize", "crop");
    if (colours != "RGB" && colours != "BGR") {
        fields.complain("\"colours\" must be \"RGB\" or \"BGR\"");
    }
    if (resize != "crop" && resize != "stretch" && resize != "pad") {
        fields.complain("\"resize\" must be \"crop\", \"stretch\" or \"pad\"");
    }
    if (!isPlainFileName(config.file)) {
        fields.complain("\"file\" must be the name of a file in this folder");
    }
    if (!fields.problem().empty()) {
        return fail(ErrorCode::Corrupt, displayPath(path) + ": " + fields.problem());
    }
    config.blueFirst = colours == "BGR";
    config.resize = resize == "crop" ? ResizeMode::Crop : resize == "pad" ? ResizeMode::Pad : ResizeMode::Stretch;
    return config;
}

std::string ModelConfig::recipe() const
{
    char line[400];
    std::snprintf(line, sizeof line,
                  "torchscript 1: triangle, %d px, resize %d, %s, mean %.9g %.9g %.9g, std %.9g %.9g %.9g", sizePx,
                  static_cast<int>(resize), blueFirst ? "BGR" : "RGB", mean[0], mean[1], mean[2], deviation[0],
                  deviation[1], deviation[2]);
    return line;
}

bool isTorchScriptFolder(const std::filesystem::path& folder)
{
    std::error_code ignored;
    return std::filesystem::exists(std::filesystem::symlink_status(folder / kConfigName, ignored));
}

} // namespace likeness
