#include "core/embed/torch_module.h"

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
    opened = likeness::openTorchScriptOnTorch(folder, options);
}

} // extern "C"
