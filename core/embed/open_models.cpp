#include "core/base/file_system.h"
#include "core/embed/torch_module.h"

#include <dlfcn.h>

namespace likeness {
namespace {

/// Where the module lies, relative to the program: the same in the build folder and once installed.
std::filesystem::path modulePath()
{
    std::error_code ignored;
    const auto program = std::filesystem::read_symlink("/proc/self/exe", ignored);
    return program.parent_path().parent_path() / LIKENESS_LIBDIR / "likeness" / kTorchModuleName;
}

/// Loads the module, once per process, and finds one of its doors. It stays loaded: torch cannot be taken out again.
Result<void*> doorOf(const char* name)
{
    const std::filesystem::path path = modulePath();
    void* module = ::dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
    if (module == nullptr) {
        const char* reason = ::dlerror();
        return fail(std::filesystem::exists(path) ? ErrorCode::Unsupported : ErrorCode::NotFound,
                    std::string("cannot load the part of Likeness that runs models: ")
                        + (reason != nullptr ? reason : displayPath(path).c_str()));
    }
    void* door = ::dlsym(module, name);
    if (door == nullptr) {
        return fail(ErrorCode::Corrupt, displayPath(path) + ": belongs to another version of Likeness");
    }
    return door;
}

} // namespace

Result<std::unique_ptr<Embedder>> openBuiltinEmbedder(const EmbedderOptions& options)
{
    const auto door = doorOf(kOpenBuiltinDoor);
    if (!door) {
        return door.failure();
    }
    std::optional<OpenedEmbedder> opened;
    reinterpret_cast<OpenBuiltinDoor*> (*door)(options, opened);
    return std::move(*opened);
}

Result<std::unique_ptr<Embedder>> openModelFolder(const std::filesystem::path& folder, const EmbedderOptions& options)
{
    const auto door = doorOf(kOpenModelFolderDoor);
    if (!door) {
        return door.failure();
    }
    std::optional<OpenedEmbedder> opened;
    reinterpret_cast<OpenModelFolderDoor*> (*door)(folder, options, opened);
    return std::move(*opened);
}

} // namespace likeness
