#include "core/embed/torch_module.h"

#include "core/embed/model_config.h"

extern "C" {

__attribute__((visibility("default"))) void likenessOpenBuiltin(const likeness::EmbedderOptions& options,
                                                                std::optional<likeness::OpenedEmbedder>& opened)
{
    opened = likeness::openBuiltinOnTorch(options);
}

__attribute__((visibility("default"))) void likenessOpenModelFolder(const std::filesystem::path& folder,
                                                                    const likeness::EmbedderOptions& options,
                                                                    std::optional<likeness::OpenedEmbedder>& opened)
{
    opened = likeness::isTorchScriptFolder(folder) ? likeness::openTorchScriptOnTorch(folder, options)
                                                   : likeness::openTransformerOnTorch(folder, options);
}

} // extern "C"
