#include "core/hub/catalogue.h"

#include "core/base/file_system.h"
#include "core/hub/hub_download.h"

#include <nlohmann/json.hpp>

namespace likeness {
namespace {

using Json = nlohmann::json;

constexpr std::int64_t kSizeMaxBytes = 1 << 20;

/// Takes the fields of one model out of their object, so that what is left over is not known.
class Fields {
public:
    explicit Fields(Json object)
        : m_object(std::move(object))
    {
    }

    template <class T> void take(const char* name, T& value)
    {
        const auto found = m_object.find(name);
        if (found == m_object.end()) {
            note(std::string("has no ") + name);
            return;
        }
        const bool fits = std::is_same_v<T, std::string> ? found->is_string()
                          : std::is_same_v<T, bool>      ? found->is_boolean()
                                                         : found->is_number_unsigned();
        if (fits) {
            value = found->get<T>();
        } else {
            note(std::string("has a wrong ") + name);
        }
        m_object.erase(found);
    }

    /// What was wrong first; empty when nothing was.
    std::string problem()
    {
        if (!m_object.empty()) {
            note("has the unknown field " + m_object.begin().key());
        }
        return m_problem;
    }

private:
    void note(std::string problem)
    {
        if (m_problem.empty()) {
            m_problem = std::move(problem);
        }
    }

    Json m_object;
    std::string m_problem;
};

} // namespace

Result<std::vector<CatalogueModel>> readCatalogue(const std::filesystem::path& file)
{
    const auto bytes = readFile(file, kSizeMaxBytes);
    if (!bytes) {
        return bytes.failure();
    }
    const auto* text = reinterpret_cast<const char*>(bytes->data());
    const Json whole = Json::parse(text, text + bytes->size(), nullptr, /*allow_exceptions=*/false);
    const auto corrupt = [&](const std::string& what) {
        return fail(ErrorCode::Corrupt, "the catalogue " + displayPath(file) + " " + what);
    };
    if (!whole.is_object() || whole.size() != 1 || !whole.contains("models") || !whole["models"].is_array()) {
        return corrupt("is not a list of models in JSON");
    }
    std::vector<CatalogueModel> models;
    for (const Json& entry : whole["models"]) {
        const std::string place = "is wrong at model " + std::to_string(models.size() + 1);
        if (!entry.is_object()) {
            return corrupt(place + ", which is not an object");
        }
        CatalogueModel model;
        Fields fields(entry);
        fields.take("repository", model.repository);
        fields.take("name", model.name);
        fields.take("family", model.family);
        fields.take("dimension", model.dimension);
        fields.take("downloadBytes", model.downloadBytes);
        fields.take("understandsWords", model.understandsWords);
        fields.take("languages", model.languages);
        fields.take("licence", model.licence);
        fields.take("terms", model.terms);
        fields.take("description", model.description);
        fields.take("fetchable", model.fetchable);
        if (const std::string problem = fields.problem(); !problem.empty()) {
            return corrupt(place + ", which " + problem);
        }
        if (!checkRepository(model.repository)) {
            return corrupt(place + ", whose repository is not owner/name");
        }
        models.push_back(std::move(model));
    }
    return models;
}

} // namespace likeness
