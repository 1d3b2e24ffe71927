#include "core/engine/model_shelf.h"

#include "core/base/file_system.h"

#include <algorithm>

namespace likeness {
namespace {

namespace fs = std::filesystem;

constexpr const char* kUnfinished = ".new";
constexpr const char* kNullModel = "null"; // hidden from lists: only for measuring everything around the model

} // namespace

ModelShelf::ModelShelf(const EngineOptions& options, fs::path resources)
    : m_models(options.library / "models")
    , m_options{.device = options.device, .threads = options.threads, .builtinFolder = resources / "builtin"}
{
}

std::vector<ModelInfo> ModelShelf::list(const std::string& activeId) const
{
    std::vector<ModelInfo> models;
    if (auto builtin = describeBuiltin(m_options.builtinFolder)) {
        models.push_back(std::move(*builtin));
    }
    std::error_code error;
    for (const fs::directory_entry& entry : fs::directory_iterator(m_models, error)) {
        if (entry.path().extension() == kUnfinished) {
            continue; // an import that was cut short
        }
        if (auto model = describeModelFolder(entry.path())) {
            models.push_back(std::move(*model));
        }
    }
    const auto afterBuiltin = models.begin() + (models.empty() ? 0 : 1);
    std::sort(afterBuiltin, models.end(), [](const ModelInfo& a, const ModelInfo& b) { return a.id < b.id; });
    for (ModelInfo& model : models) {
        model.active = model.id == activeId;
    }
    return models;
}

ModelInfo ModelShelf::builtin(int version) const
{
    ModelInfo model;
    if (auto installed = describeBuiltin(m_options.builtinFolder, version)) {
        model = std::move(*installed);
    }
    model.id = builtinId(version);
    model.name = "Built-in, version " + std::to_string(version);
    model.family = "builtin";
    return model;
}

Result<std::string> ModelShelf::resolve(const std::string& wanted) const
{
    if (wanted == kNullModel) {
        return wanted;
    }
    // A library made with an older built-in model moves on to this version's.
    if (wanted.empty() || wanted.starts_with("builtin")) {
        auto builtin = describeBuiltin(m_options.builtinFolder);
        if (!builtin) {
            return builtin.failure();
        }
        return builtin->id;
    }
    if (!folderOf(wanted)) {
        return fail(ErrorCode::NotFound,
                    "there is no model named " + wanted + "; `models list` shows what is installed");
    }
    return wanted;
}

std::optional<fs::path> ModelShelf::folderOf(const std::string& id) const
{
    std::error_code error;
    for (const fs::directory_entry& entry : fs::directory_iterator(m_models, error)) {
        auto model = describeModelFolder(entry.path());
        if (model && model->id == id) {
            return entry.path();
        }
    }
    return std::nullopt;
}

Inference::Opener ModelShelf::opener(const std::string& id) const
{
    if (id == kNullModel) {
        return []() -> Result<std::unique_ptr<Embedder>> { return makeNullEmbedder(); };
    }
    if (const auto folder = folderOf(id)) {
        return [folder = *folder, options = m_options] { return openModelFolder(folder, options); };
    }
    EmbedderOptions builtin = m_options;
    builtin.builtinVersion = builtinVersion(id);
    return [builtin] { return openBuiltinEmbedder(builtin); };
}

fs::path ModelShelf::freeFolder(const fs::path& name) const
{
    fs::path folder = m_models / name;
    for (int i = 2; fs::exists(folder); ++i) {
        folder = m_models / (name.native() + "-" + std::to_string(i));
    }
    return folder;
}

Result<std::string> ModelShelf::settle(const fs::path& folder, const fs::path& name, bool copy) const
{
    auto model = describeModelFolder(folder);
    if (!model) {
        return model.failure();
    }
    if (folderOf(model->id)) {
        return fail(ErrorCode::InvalidInput, "the model " + model->id + " is installed already");
    }
    // Only running it shows that everything is there and fits together; a model that is in the list works.
    if (auto works = openModelFolder(folder, m_options); !works) {
        return works.failure();
    }
    // Copied beside and renamed: a copy that was cut short never looks like a model.
    const fs::path place = freeFolder(name);
    const fs::path beside = copy ? fs::path(place.native() + kUnfinished) : folder;
    std::error_code error;
    fs::create_directories(m_models, error);
    if (copy) {
        fs::remove_all(beside, error);
        fs::copy(folder, beside, fs::copy_options::recursive, error);
    }
    if (!error) {
        fs::rename(beside, place, error);
    }
    if (error) {
        std::error_code ignored;
        if (copy) {
            fs::remove_all(beside, ignored);
        }
        return fail(ErrorCode::Io, "cannot put " + displayPath(folder) + " into the library: " + error.message());
    }
    auto settled = describeModelFolder(place); // its name, and with it its id, may come from the folder's
    return settled ? Result<std::string>(settled->id) : settled.failure();
}

Result<std::string> ModelShelf::import(const fs::path& folder) const
{
    std::error_code error;
    const fs::path whole = fs::canonical(folder, error);
    if (error || !fs::is_directory(whole, error)) {
        return fail(ErrorCode::NotFound, "there is no folder " + displayPath(folder));
    }
    return settle(whole, whole.filename(), /*copy=*/true);
}

fs::path ModelShelf::downloadFolder(const std::string& repository) const
{
    std::string name = repository; // "owner/name"; neither part may have two dashes at its end
    name.replace(name.find('/'), 1, "--");
    return m_models.parent_path() / "downloads" / name;
}

Result<std::string> ModelShelf::adoptDownload(const std::string& repository) const
{
    return settle(downloadFolder(repository), repository.substr(repository.find('/') + 1), /*copy=*/false);
}

Status ModelShelf::remove(const std::string& id) const
{
    const auto folder = folderOf(id);
    if (!folder) {
        return id.starts_with("builtin") ? Status(fail(ErrorCode::InvalidInput, "the built-in model cannot be removed"))
                                         : Status(fail(ErrorCode::NotFound, "there is no model named " + id));
    }
    return FileSystem().removeAll(*folder);
}

} // namespace likeness
