#include "core/base/file_system.h"
#include "core/embed/torch_module.h"

#include <cstdlib>
#include <dlfcn.h>

namespace likeness {
namespace {

/// Tells OpenBLAS, which libtorch multiplies with, the kernels that fit this processor, unless the person has. Debian
/// 12's (0.3.21) goes by the processor's model number, and gives every one that is newer than itself the kernels of
/// 2004: half of the built-in model's speed. It reads the environment when it is loaded; that can only be set safely
/// before there are threads, so before `main`.
[[maybe_unused]] const bool kKernelsChosen = [] {
#ifdef __x86_64__
    __builtin_cpu_init();
    const auto choose = [](const char* kernels) { ::setenv("OPENBLAS_CORETYPE", kernels, /*overwrite=*/0); };
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw")
        && __builtin_cpu_supports("avx512vl")) {
        choose("SkylakeX");
    } else if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) {
        choose("Haswell");
    }
#endif
    return true;
}();

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
