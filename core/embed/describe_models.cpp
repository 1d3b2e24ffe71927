#include "core/base/file_system.h"
#include "core/embed/builtin_file.h"
#include "core/embed/embedder.h"
#include "core/embed/model_config.h"
#include "core/embed/model_folder.h"
#include "core/embed/weights_hash.h"

#include <cctype>
#include <fstream>

namespace likeness {
namespace {

/// Lower-case letters, digits and dashes: what may stand in a file name everywhere.
std::string shortName(const std::string& name)
{
    std::string out;
    for (const char c : name) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 128 && std::isalnum(byte) != 0) {
            out += static_cast<char>(std::tolower(byte));
        } else if (!out.empty() && out.back() != '-') {
            out += '-';
        }
        if (out.size() == 32) {
            break;
        }
    }
    while (!out.empty() && out.back() == '-') {
        out.pop_back();
    }
    return out.empty() ? "model" : out;
}

/// TorchScript files are ZIP archives; anything else is refused before torch gets to see it.
bool looksLikeTorchScript(const std::filesystem::path& path)
{
    std::ifstream file(path, std::ios::binary);
    char start[4] = {};
    return file.read(start, sizeof start) && std::string_view(start, sizeof start) == std::string_view("PK\x03\x04", 4);
}

} // namespace

Result<ModelInfo> describeBuiltin(const std::filesystem::path& builtinFolder, int version)
{
    const auto file = BuiltinFile::find(builtinFolder, version);
    if (!file) {
        return file.failure();
    }
    ModelInfo info;
    info.id = builtinId(file->version);
    info.name = "Built-in";
    info.family = "builtin";
    info.licence = "GPL-3.0-or-later";
    info.dimension = file->dimension;
    std::error_code ignored;
    info.sizeBytes = static_cast<std::int64_t>(std::filesystem::file_size(file->tensors.path(), ignored));
    return info;
}

Result<ModelInfo> describeModelFolder(const std::filesystem::path& folder)
{
    if (!isTorchScriptFolder(folder)) {
        const auto model = ModelFolder::read(folder);
        return model ? Result<ModelInfo>(model->info) : model.failure();
    }
    const auto config = ModelConfig::read(folder);
    if (!config) {
        return config.failure();
    }
    const std::filesystem::path weights = folder / config->file;
    const auto stamp = stampOf(weights);
    if (!stamp) {
        return fail(stamp.error().code, displayPath(folder) + ": likeness.json names " + config->file
                                            + ", which cannot be read: " + stamp.error().message);
    }
    if (!looksLikeTorchScript(weights)) {
        return fail(ErrorCode::Corrupt, displayPath(weights) + ": not a TorchScript file");
    }
    const auto hash = weightsHash(weights);
    if (!hash) {
        return hash.failure();
    }
    ModelInfo info;
    info.id = shortName(config->name) + "-" + textHash(*hash + config->recipe()).substr(0, 8);
    info.name = config->name;
    info.family = "torchscript";
    info.dimension = config->dimension;
    info.sizeBytes = stamp->sizeBytes;
    info.licence = config->licence;
    return info;
}

} // namespace likeness
