#pragma once

#include "core/embed/embedder.h"
#include "core/engine/inference.h"
#include "core/engine/open_engine.h"

namespace likeness {

/// The models a library can use: the built-in one, and the folders under `library`/models.
/// Thread: any; copies are cheap. No two of `import` and `adoptDownload` at once for one model.
class ModelShelf {
public:
    ModelShelf(const EngineOptions& options, std::filesystem::path resources);

    /// Everything installed, the built-in model first; folders that cannot be read are left out.
    std::vector<ModelInfo> list(const std::string& activeId) const;
    /// Another version of the built-in model than the newest; one that is not installed any more has a name only.
    ModelInfo builtin(int version) const;
    /// The full id of `wanted`: "" and "builtin" mean the built-in model of this version. Errors: NotFound.
    Result<std::string> resolve(const std::string& wanted) const;
    /// A function that loads the model, to be run on the infer thread.
    Inference::Opener opener(const std::string& id) const;
    /// Copies a model folder into the library, under its own name; returns its id. Errors: as `openModelFolder`
    /// and `describeModelFolder`, Io, NotFound, InvalidInput (already there).
    Result<std::string> import(const std::filesystem::path& folder) const;
    /// Where a repository's files arrive: beside the models, on the same file system.
    std::filesystem::path downloadFolder(const std::string& repository) const;
    /// Makes a complete download one of the models. Errors: as `import`.
    Result<std::string> adoptDownload(const std::string& repository) const;
    /// Errors: NotFound, InvalidInput (built in), Io.
    Status remove(const std::string& id) const;

private:
    std::filesystem::path freeFolder(const std::filesystem::path& name) const;
    Result<std::string> settle(const std::filesystem::path& folder, const std::filesystem::path& name, bool copy) const;
    std::optional<std::filesystem::path> folderOf(const std::string& id) const;

    std::filesystem::path m_models;
    EmbedderOptions m_options;
};

} // namespace likeness
