#include "core/embed/model_folder.h"

#include "core/base/file_system.h"
#include "core/embed/processor.h"
#include "core/embed/weights_hash.h"

#include <algorithm>
#include <cctype>

namespace likeness {
namespace {

using Path = std::filesystem::path;

constexpr std::int64_t kModelCardMaxBytes = 1 << 20;
constexpr int kSiglipMultilingualVocabulary = 100'000; // SigLIP 1's English one has 32,000 entries

/// The files beside the weights that shape a vector; what else lies in a folder does not.
const std::vector<std::string> kShapingFiles
    = {"config.json",    "open_clip_config.json", "preprocessor_config.json", "processor_config.json",
       "tokenizer.json", "tokenizer_config.json", "special_tokens_map.json",  "vocab.json",
       "merges.txt",     "spiece.model",          "tokenizer.model"};

bool isThere(const Path& path)
{
    std::error_code ignored;
    return std::filesystem::exists(path, ignored);
}

bool isHex(const std::string& text)
{
    return std::all_of(text.begin(), text.end(), [](unsigned char c) { return std::isxdigit(c) != 0; });
}

std::string trimmed(const std::string& text)
{
    const char* blanks = " \t\r\"'";
    const auto first = text.find_first_not_of(blanks);
    return first == std::string::npos ? "" : text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

/// What is there instead of weights that can be read, in words.
Failure noWeights(const Path& folder, const ModelArchitecture& model)
{
    for (const char* name : {"pytorch_model.bin", "pytorch_model.bin.index.json", "open_clip_pytorch_model.bin"}) {
        if (isThere(folder / name)) {
            return fail(ErrorCode::Unsupported, displayPath(folder) + ": this model has only " + name
                                                    + "; convert it to safetensors or choose a repository that has "
                                                    + model.weightsStem + ".safetensors");
        }
    }
    return fail(ErrorCode::NotFound,
                displayPath(folder) + ": " + model.weightsStem
                    + ".safetensors, the model's weights, is missing; fetch it from the same place");
}

std::string familyName(const ModelArchitecture& model, bool isSiglip2)
{
    switch (model.family) {
    case ModelFamily::Clip:
        return "clip";
    case ModelFamily::Siglip:
        return isSiglip2 ? "siglip2" : "siglip";
    case ModelFamily::Dinov2:
        return "dinov2";
    case ModelFamily::Dinov3:
        return "dinov3";
    }
    return "";
}

std::string languagesOf(const ModelArchitecture& model, bool isSiglip2)
{
    if (!model.text) {
        return "";
    }
    if (isSiglip2) {
        return "over 100 languages";
    }
    return model.family == ModelFamily::Siglip && model.text->vocabulary > kSiglipMultilingualVocabulary
               ? "many languages"
               : "English";
}

/// The pictures that the preprocessing makes must be ones that the network takes.
Status checkInputSize(const Path& folder, const VisionShape& vision, const PixelRecipe& recipe)
{
    const std::string sizes = displayPath(folder) + ": the preprocessing makes pictures of "
                              + std::to_string(recipe.width()) + " x " + std::to_string(recipe.height()) + " pixels, ";
    if (vision.positions == Positions::Learned) {
        if (recipe.width() != vision.imagePx || recipe.height() != vision.imagePx) {
            return fail(ErrorCode::Corrupt, sizes + "but the model takes " + std::to_string(vision.imagePx) + " x "
                                                + std::to_string(vision.imagePx)
                                                + "; one of its configuration files is another model's");
        }
        return {};
    }
    if (recipe.width() % vision.patchPx != 0 || recipe.height() % vision.patchPx != 0) {
        return fail(ErrorCode::Corrupt,
                    sizes + "which are no multiples of the model's patch size of " + std::to_string(vision.patchPx));
    }
    const int patches = recipe.width() / vision.patchPx * (recipe.height() / vision.patchPx);
    if (patches > kPatchesMax) {
        return fail(ErrorCode::Unsupported, sizes + "which is more than " + std::to_string(kPatchesMax) + " patches");
    }
    return {};
}

} // namespace

std::string modelName(const Path& folder, const std::string& publishedName)
{
    const Path plain = std::filesystem::absolute(folder).lexically_normal();
    const Path path = plain.has_filename() ? plain : plain.parent_path();
    const std::string name = displayPath(path.filename());
    if (name.size() != 40 || !isHex(name)) {
        return name.empty() ? publishedName : name;
    }
    // A hub's cache: models--google--siglip2-base-patch16-224/snapshots/<revision>.
    const std::string repository = displayPath(path.parent_path().parent_path().filename());
    if (repository.starts_with("models--")) {
        const auto last = repository.rfind("--");
        return repository.substr(last + 2);
    }
    return publishedName.empty() ? name : publishedName;
}

std::string statedLicence(const Path& folder)
{
    constexpr const char* kUnknown = "unknown";
    const auto bytes = readFile(folder / "README.md", kModelCardMaxBytes);
    if (!bytes) {
        return kUnknown;
    }
    const std::string text(reinterpret_cast<const char*>(bytes->data()), bytes->size());
    if (!text.starts_with("---")) {
        return kUnknown;
    }
    // YAML between two lines of dashes, of which only "license: x", or the first item of a list below it, matters.
    std::string licence;
    std::string ownName;
    bool inList = false;
    for (std::size_t start = text.find('\n'); start != std::string::npos;) {
        const std::size_t end = text.find('\n', start + 1);
        const std::string line = text.substr(start + 1, end == std::string::npos ? end : end - start - 1);
        start = end;
        if (line.starts_with("---")) {
            break;
        }
        if (inList && trimmed(line).starts_with("- ")) {
            licence = licence.empty() ? trimmed(trimmed(line).substr(2)) : licence;
            continue;
        }
        inList = false;
        if (line.starts_with("license:")) {
            licence = trimmed(line.substr(8));
            inList = licence.empty();
        } else if (line.starts_with("license_name:")) {
            ownName = trimmed(line.substr(13));
        }
    }
    if (licence == "other" && !ownName.empty()) {
        return ownName;
    }
    return licence.empty() ? kUnknown : licence;
}

Result<ModelFolder> ModelFolder::read(const Path& folder)
{
    auto architecture = ModelArchitecture::read(folder);
    if (!architecture) {
        return architecture.failure();
    }
    auto files = SafetensorsSet::open(folder, architecture->weightsStem);
    if (!files) {
        const bool nothing = files.error().code == ErrorCode::NotFound
                             && !isThere(folder / (architecture->weightsStem + ".safetensors.index.json"));
        return nothing ? noWeights(folder, *architecture) : files.failure();
    }
    auto weights = ModelWeights::find(*files, *architecture);
    if (!weights) {
        return weights.failure();
    }
    const auto recipe = PixelRecipe::read(folder);
    if (!recipe) {
        return recipe.failure();
    }
    if (const Status fits = checkInputSize(folder, architecture->vision, *recipe); !fits) {
        return fits.failure();
    }
    std::optional<TokenizerKind> tokenizer;
    if (architecture->family == ModelFamily::Siglip) {
        const auto kind = siglipTokenizerKind(folder);
        if (!kind) {
            return kind.failure();
        }
        tokenizer = *kind;
    } else if (architecture->text) {
        tokenizer = TokenizerKind::Clip;
    }
    const auto hash = modelHash(folder, kShapingFiles, *files);
    if (!hash) {
        return hash.failure();
    }
    const bool isSiglip2 = tokenizer == TokenizerKind::Siglip2;
    const VisionShape& vision = architecture->vision;
    ModelInfo info;
    info.family = familyName(*architecture, isSiglip2);
    // Not the name: a folder that is renamed holds the same model. But the resolved recipe: should a later version of
    // this program prepare pictures differently, it is another model, whose vectors are not mixed with these.
    info.id = info.family + "-patch" + std::to_string(vision.patchPx) + "-" + std::to_string(vision.imagePx) + "-"
              + textHash(*hash + recipe->recipe()).substr(0, 8);
    info.name = modelName(folder, architecture->publishedName);
    info.dimension = architecture->dimension();
    for (const SafetensorsFile& file : files->files()) {
        const auto stamp = stampOf(file.path());
        info.sizeBytes += stamp ? stamp->sizeBytes : 0;
    }
    info.memoryBytes = computedParameters(*architecture) * (processorHasBfloat16() ? 2 : 4);
    info.understandsWords = architecture->text.has_value();
    info.languages = languagesOf(*architecture, isSiglip2);
    info.licence = statedLicence(folder);
    return ModelFolder{folder,    std::move(*architecture), std::move(*files), std::move(*weights), *recipe,
                       tokenizer, std::move(info)};
}

} // namespace likeness
