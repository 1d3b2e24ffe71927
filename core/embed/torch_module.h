#pragma once

#include "core/embed/embedder.h"

#include <optional>

namespace likeness {

// libtorch is loaded when the first model is opened, not when the program starts: mapping its 280 libraries takes 0.4 s
// of CPU and 160 MB, and a window, or `likeness-cli status`, needs none of it. What includes torch is therefore a
// module of its own, found beside the program and loaded with dlopen; these are its only two doors.

inline constexpr const char* kTorchModuleName = "likeness-torch.so";

using OpenedEmbedder = Result<std::unique_ptr<Embedder>>;

/// Inside the module: what `openBuiltinEmbedder` and `openModelFolder` promise.
OpenedEmbedder openBuiltinOnTorch(const EmbedderOptions& options);
OpenedEmbedder openTorchScriptOnTorch(const std::filesystem::path& folder, const EmbedderOptions& options);
OpenedEmbedder openTransformerOnTorch(const std::filesystem::path& folder, const EmbedderOptions& options);

/// The module's doors, by name. They fill `opened`, because a C function cannot return a class.
using OpenBuiltinDoor = void(const EmbedderOptions& options, std::optional<OpenedEmbedder>& opened);
using OpenModelFolderDoor
    = void(const std::filesystem::path& folder, const EmbedderOptions& options, std::optional<OpenedEmbedder>& opened);
inline constexpr const char* kOpenBuiltinDoor = "likenessOpenBuiltin";
inline constexpr const char* kOpenModelFolderDoor = "likenessOpenModelFolder";

} // namespace likeness
