#pragma once

#include "core/api/types.h"
#include "core/base/result.h"

#include <span>

namespace likeness {

/// An image brought into the form a model wants; what is inside is the model's own business.
struct ModelInput {
    std::vector<float> values;
    int width = 0;
    int height = 0;
};

/// Turns images (and words, where the model can) into unit-length vectors.
/// Thread: `prepare` from any thread, several at once; `embed*` from one thread at a time.
class Embedder {
public:
    virtual ~Embedder() = default;

    virtual const ModelInfo& info() const = 0;
    /// Names the exact preprocessing; vectors made with another are never mixed with these.
    virtual const std::string& preprocessingHash() const = 0;
    /// The short edge (pixels) a decoded image should at least have; a smaller one is enlarged.
    virtual int inputEdgePx() const = 0;
    /// How many images at once are a good batch on this device.
    virtual int batchSize() const = 0;
    /// What computes, for people ("CPU, 2 threads"), and why not the GPU (empty if it is the GPU).
    virtual std::string device() const = 0;
    virtual std::string deviceReason() const = 0;

    /// Errors: InvalidInput (empty image).
    virtual Result<ModelInput> prepare(const Image& image) const = 0;
    /// Shape: returns [inputs.size(), dimension], unit length. Errors: OutOfResources, Internal.
    virtual Result<std::vector<float>> embedImages(std::span<const ModelInput> inputs) = 0;
    /// Shape: returns [texts.size(), dimension], unit length. Errors: Unsupported (no text tower).
    virtual Result<std::vector<float>> embedTexts(std::span<const std::string> texts) = 0;
};

/// The number format a network computes in. Auto: what is fast on the device and keeps the vectors' directions within
/// a cosine of 0.999 of float's (float16 on a GPU; bfloat16 where the processor has it, else float32).
enum class Precision { Auto, Float32, BFloat16, Float16 };

struct EmbedderOptions {
    Device device = Device::Auto;
    Precision precision = Precision::Auto; ///< of the transformer families
    int threads = 0;                       ///< 0 = all cores
    std::filesystem::path builtinFolder;   ///< where likeness-builtin-N.safetensors is installed
    int builtinVersion = 0;                ///< of the built-in model; 0 = the newest in the folder
};

/// The built-in model. Errors: NotFound, Io, Corrupt (constants), Unsupported (of a later Likeness).
Result<std::unique_ptr<Embedder>> openBuiltinEmbedder(const EmbedderOptions& options);

/// The built-in model's identity without loading it; version 0 is the newest. Errors: as `openBuiltinEmbedder`.
Result<ModelInfo> describeBuiltin(const std::filesystem::path& builtinFolder, int version = 0);

/// The id of a version of the built-in model, and the version of an id (0: not a built-in model's).
std::string builtinId(int version);
int builtinVersion(const std::string& modelId);

/// A model that costs nothing: 32 averages of the image. For measuring everything around the model.
std::unique_ptr<Embedder> makeNullEmbedder();

/// Opens a model folder: TorchScript with a likeness.json; CLIP, SigLIP, SigLIP 2 (fixed resolution), DINOv2 or DINOv3
/// as Hugging Face stores them (config.json, model.safetensors, ...); CLIP as open_clip does (open_clip_config.json).
/// Errors: NotFound, Io, Corrupt (which file and what in it), Unsupported ("this model uses X"), OutOfResources.
Result<std::unique_ptr<Embedder>> openModelFolder(const std::filesystem::path& folder, const EmbedderOptions& options);

/// Whether Likeness runs models of this type, as config.json's model_type says it; "open_clip" for that layout.
/// Errors: Unsupported ("this model ...").
Status checkModelType(const std::string& type);

/// Reads a model folder's identity and size, and checks what can be checked, without loading its weights.
/// `info.memoryBytes` is what the weights need on this machine. Errors: as `openModelFolder`.
Result<ModelInfo> describeModelFolder(const std::filesystem::path& folder);

} // namespace likeness
