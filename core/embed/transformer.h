#pragma once

#include "core/embed/model_weights.h"

#include <ATen/ATen.h>
#include <map>
#include <mutex>
#include <span>

namespace likeness {

/// Where and in which number format a network multiplies its matrices. Sums along the way from block to block, norms
/// and the last projection are always in float: a bfloat16 sum would lose what a block adds to it.
struct ComputePlace {
    at::Device device = at::kCPU;
    at::ScalarType type = at::kFloat; ///< kFloat, kBFloat16 or kHalf
};

/// What to compute of a tower. The embedding alone needs only one token of the last block, where one is pooled.
enum class Wanted { Embedding, Everything };

/// What a tower makes of its input; `lastHidden` and `hidden` only when everything is wanted.
struct TowerOutput {
    at::Tensor lastHidden;          ///< [n, tokens, width], as transformers' `last_hidden_state`
    at::Tensor pooled;              ///< [n, width or dimension], as transformers' `pooler_output`
    at::Tensor embedding;           ///< [n, dimension], not yet of unit length
    std::vector<at::Tensor> hidden; ///< [n, tokens, width] before the first block and after each
};

/// y = x W^T + b, in the format of its weights.
struct Linear {
    at::Tensor weight; ///< [out, in]
    at::Tensor bias;   ///< [out], or undefined

    at::Tensor operator()(const at::Tensor& x) const;
};

/// Layer normalisation, in float.
struct Norm {
    at::Tensor weight;
    at::Tensor bias;
    double epsilon = 1e-5;

    at::Tensor operator()(const at::Tensor& x) const;
};

/// The two-layer network of a block; gated ones have the gate's rows first in `up`.
struct Mlp {
    Linear up;
    Linear down;
    Activation activation = Activation::Gelu;
    bool gated = false;

    at::Tensor operator()(const at::Tensor& x) const;
};

struct Block {
    Norm norm1;
    Linear qkv; ///< [3 width, width]
    Linear out;
    at::Tensor scale1; ///< [width], or undefined
    Norm norm2;
    Mlp mlp;
    at::Tensor scale2;
};

/// One network for every family: an image tower and, where the model has one, a text tower, as `ModelArchitecture`
/// says. Weights whose format is the computing one stay where they lie in the mapped files; a file that another program
/// shortens meanwhile therefore ends this one, as with any mapped file.
/// Thread: const functions from several threads at once; each must be in torch's inference mode.
/// Source: Dosovitskiy et al. 2020, arXiv:2010.11929 (ViT); Radford et al. 2021, arXiv:2103.00020 (CLIP); Zhai et al.
/// 2023, arXiv:2303.15343 (SigLIP); Oquab et al. 2023, arXiv:2304.07193 and Darcet et al. 2023, arXiv:2309.16588
/// (DINOv2, registers); Siméoni et al. 2025, arXiv:2508.10104 (DINOv3); modeling_*.py of huggingface/transformers.
class Transformer {
public:
    /// `files` must be the set that `weights` points into. Throws what torch throws (memory running out).
    Transformer(const ModelArchitecture& model, SafetensorsSet files, const ModelWeights& weights,
                const ComputePlace& place);

    const ModelArchitecture& architecture() const { return m_model; }
    const ComputePlace& place() const { return m_place; }
    /// exp of the stored scale, and the bias: similarities as the model was trained on them.
    double logitScale() const { return m_logitScale; }
    double logitBias() const { return m_logitBias; }

    /// Cuts images into patches, in the computing format, on the CPU (pinned when it computes on a GPU).
    /// Shape: each image [3, height, width]; returns [n, (height / patch) (width / patch), 3 patch patch].
    at::Tensor patches(std::span<const float* const> images, std::int64_t height, std::int64_t width) const;
    /// Cosines and sines of the rotation. Shape: [patches, head width].
    struct Rotation {
        at::Tensor cosine;
        at::Tensor sine;
    };
    /// What depends on the grid of patches alone.
    struct Grid {
        at::Tensor positions; ///< [1, patches, width], or undefined
        Rotation rotation;    ///< undefined unless rotary
    };
    /// Kept for the next call with the same grid.
    Grid gridOf(std::int64_t rows, std::int64_t columns) const;

    /// Shape: `patches` as above for a grid of `rows` x `columns`.
    TowerOutput vision(const at::Tensor& patches, std::int64_t rows, std::int64_t columns,
                       Wanted wanted = Wanted::Embedding) const;
    /// Shape: `ids` [n, length] int64 on the CPU, length up to the context length and, unless causal, equal to it.
    /// Throws c10::Error for an id outside the vocabulary.
    TowerOutput text(const at::Tensor& ids, Wanted wanted = Wanted::Embedding) const;

    /// The position of each text that its embedding is read from. Shape: `ids` [n, length] int64.
    std::vector<std::int64_t> pooledPositions(const at::Tensor& ids) const;

private:
    struct VisionTower {
        Linear patch;
        at::Tensor prefix;    ///< [1, 1 + registers, width]: class token with its position, registers; or undefined
        at::Tensor positions; ///< [grid, grid, width] in float, or undefined
        std::optional<Norm> normBefore;
        std::vector<Block> blocks;
        Norm normAfter;
        std::optional<Linear> projection;
        // The attention-pooling head; its query is the same for every image.
        at::Tensor probe; ///< [heads, 1, head width], projected
        Linear headKeyValue;
        Linear headOut;
        Norm headNorm;
        Mlp headMlp;
    };
    struct TextTower {
        at::Tensor tokens; ///< [vocabulary, width] as stored: only the rows of a text are ever read
        at::Tensor positions;
        at::Tensor causalMask; ///< [length, length], or undefined
        std::vector<Block> blocks;
        Norm normAfter;
        Linear projection;
    };
    at::Tensor there(const std::optional<TensorView>& view, at::ScalarType type = at::kFloat) const;
    Linear linear(const LinearWeights& weights, at::ScalarType type) const;
    Norm norm(const NormWeights& weights, double epsilon) const;
    Mlp mlp(const LinearWeights& up, const LinearWeights& down, const BlockShape& shape) const;
    std::vector<Block> blocks(const std::vector<BlockWeights>& weights, const BlockShape& shape) const;
    void loadVision(const VisionWeights& weights);
    void loadText(const TextWeights& weights);

    Grid makeGrid(std::int64_t rows, std::int64_t columns) const;
    at::Tensor attention(const Block& block, const at::Tensor& x, int heads, const at::Tensor& mask,
                         const Rotation& rotation) const;
    at::Tensor lastBlock(const Block& block, const at::Tensor& x, int heads, const at::Tensor& mask,
                         const Rotation& rotation, const at::Tensor& positions) const;
    void runBlocks(std::span<const Block> blocks, at::Tensor& x, int heads, const at::Tensor& mask,
                   const Rotation& rotation, std::vector<at::Tensor>* hidden) const;
    at::Tensor pooledByHead(const at::Tensor& tokens) const;

    ModelArchitecture m_model;
    ComputePlace m_place;
    SafetensorsSet m_files;
    double m_logitScale = 1;
    double m_logitBias = 0;
    VisionTower m_vision;
    std::optional<TextTower> m_text;
    mutable std::mutex m_gridMutex;
    mutable std::map<std::pair<std::int64_t, std::int64_t>, Grid> m_grids; ///< by rows and columns; one or two
};

} // namespace likeness
