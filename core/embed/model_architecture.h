#pragma once

#include "core/base/result.h"

#include <filesystem>
#include <optional>
#include <string>

namespace likeness {

/// What a model was published as; the names of its tensors and some rules follow from it.
enum class ModelFamily { Clip, Siglip, Dinov2, Dinov3 };

/// How the tensors are called and laid out in the file.
enum class WeightLayout { HuggingFace, OpenClip };

/// Gelu: x Phi(x). GeluTanh: its approximation by tanh. QuickGelu: x sigmoid(1.702 x). Silu: x sigmoid(x).
enum class Activation { Gelu, GeluTanh, QuickGelu, Silu };

/// A stack of pre-norm transformer blocks: x += attention(norm1(x)); x += mlp(norm2(x)).
struct BlockShape {
    int layers = 0;
    int width = 0;
    int heads = 0;
    int mlpWidth = 0;
    Activation activation = Activation::Gelu;
    double normEpsilon = 1e-5;
    bool gated = false;      ///< mlp: down(activation(gate(x)) * up(x)) instead of down(activation(up(x)))
    bool layerScale = false; ///< a factor for each channel before each addition
    bool queryBias = true;
    bool keyBias = true;
    bool valueBias = true;
    bool outBias = true;
    bool mlpBias = true;
};

/// Where the image tower's patches are is told by:
enum class Positions {
    Learned,                 ///< a table for exactly one image size
    LearnedResized,          ///< a table, resized bicubically (a = -0.75) to the image's grid
    LearnedResizedAntialias, ///< a table, resized bicubically with antialiasing (a = -0.5)
    Rotary,                  ///< no table: queries and keys are rotated by the patch's coordinates
};

/// 1024 x 1024 pixels in patches of 16: attention compares each with each.
inline constexpr int kPatchesMax = 4'096;

/// The image tower.
struct VisionShape {
    BlockShape blocks;
    int imagePx = 0; ///< edge of the square image that the position table was made for
    int patchPx = 0;
    bool patchBias = true;
    bool classToken = true; ///< first token, and what the embedding is read from; else an attention-pooling head
    int registers = 0;      ///< tokens without a position between the class token and the patches
    Positions positions = Positions::Learned;
    double ropeTheta = 100;
    bool normBefore = false; ///< before the first block
    int projectionWidth = 0; ///< of the matrix from the pooled token to the embedding; 0 = none

    int gridEdge() const { return imagePx / patchPx; }
    int dimension() const { return projectionWidth > 0 ? projectionWidth : blocks.width; }
};

/// Which position of the text the embedding is read from.
enum class TextPooling {
    LargestId, ///< the first position of the largest id: where CLIP's original vocabulary has its end of text
    FirstEnd,  ///< the first position of `endId`
    Last,      ///< the last position, padding or not
};

/// The text tower.
struct TextShape {
    BlockShape blocks;
    int vocabulary = 0;
    int contextLength = 0;
    bool causal = false; ///< a token sees only those before it
    TextPooling pooling = TextPooling::Last;
    int endId = 0;
    int projectionWidth = 0;
    bool projectionBias = false;
};

/// Everything about a network that its configuration file says; the weights are checked against it.
/// Source: the classes of huggingface/transformers (names, defaults), mlfoundations/open_clip (the other layout).
struct ModelArchitecture {
    ModelFamily family = ModelFamily::Clip;
    WeightLayout layout = WeightLayout::HuggingFace;
    VisionShape vision;
    std::optional<TextShape> text;
    std::string textPrefix;    ///< before the names of the text tower's tensors (open_clip)
    std::string publishedName; ///< `_name_or_path`, or empty
    std::string configFile;    ///< "config.json"
    std::string weightsStem;   ///< "model": .safetensors or .safetensors.index.json follows

    int dimension() const { return vision.dimension(); }

    /// Reads `folder`/config.json, or open_clip_config.json where config.json or its weights are not there.
    /// Errors: NotFound (neither), Io, Corrupt (a field that cannot be, by name), Unsupported ("this model uses X").
    static Result<ModelArchitecture> read(const std::filesystem::path& folder);
};

} // namespace likeness
