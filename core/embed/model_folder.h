#pragma once

#include "core/api/types.h"
#include "core/embed/model_weights.h"
#include "core/embed/pixel_recipe.h"
#include "core/embed/tokenizer.h"

namespace likeness {

/// A model folder in the layout of Hugging Face or of open_clip: read, checked and named, but nothing of its weights
/// loaded yet.
struct ModelFolder {
    std::filesystem::path path;
    ModelArchitecture architecture;
    SafetensorsSet files;
    ModelWeights weights; ///< views into `files`
    PixelRecipe recipe;
    std::optional<TokenizerKind> tokenizer; ///< where there is a text tower
    ModelInfo info;

    /// Errors: NotFound (no model, or no weights), Io, Corrupt and Unsupported (what, in which file).
    static Result<ModelFolder> read(const std::filesystem::path& folder);
};

/// What to call a model that lies in `folder`: the folder's name; where that is a revision in a cache of the hub, the
/// repository's; else `publishedName`.
std::string modelName(const std::filesystem::path& folder, const std::string& publishedName);

/// The licence that `folder`/README.md states in its front matter ("mit"), or "unknown".
std::string statedLicence(const std::filesystem::path& folder);

} // namespace likeness
