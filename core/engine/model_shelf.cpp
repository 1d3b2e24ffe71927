#include "core/engine/model_shelf.h"

#include "core/base/file_system.h"

#include <algorithm>

namespace likeness {
namespace {

namespace fs = std::filesystem;

constexpr const char* kNullModel = "null"; // hidden from lists: only for measuring everything around the model

} // namespace

ModelShelf::ModelShelf(const EngineOptions& options, fs::path resources)
    : m_models(options.library / "models")
    , m_options{options.device, options.threads, resources / "builtin"}
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
        if (entry.path().extension() == ".new") {
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
    return [options = m_options] { return openBuiltinEmbedder(options); };
}

Result<std::string> ModelShelf::import(const fs::path& folder) const
{
    auto model = describeModelFolder(folder);
    if (!model) {
        return model.failure();
    }
    if (folderOf(model->id)) {
        return fail(ErrorCode::InvalidInput, "the model " + model->id + " is installed already");
    }
    // Copied beside and renamed: a copy that was cut short never looks like a model.
    const fs::path beside = m_models / (model->id + ".new");
    std::error_code error;
    fs::create_directories(m_models, error);
    fs::remove_all(beside, error);
    fs::copy(folder, beside, fs::copy_options::recursive, error);
    if (!error) {
        fs::rename(beside, m_models / model->id, error);
    }
    if (error) {
        std::error_code ignored;
        fs::remove_all(beside, ignored);
        return fail(ErrorCode::Io, "cannot copy " + displayPath(folder) + ": " + error.message());
    }
    return model->id;
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
