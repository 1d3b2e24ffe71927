#pragma once

#include "core/embed/model_architecture.h"
#include "core/embed/safetensors.h"

namespace likeness {

/// Layer normalisation. Shape: both [width].
struct NormWeights {
    TensorView weight;
    TensorView bias;
};

/// y = x W^T + b, its rows in one or several tensors (queries, keys and values; gate and up).
struct LinearWeights {
    std::vector<TensorView> weight;              ///< each [out, in]; [in, out] when `inputFirst`
    std::vector<std::optional<TensorView>> bias; ///< each [out], where there is one
    bool inputFirst = false;
};

struct BlockWeights {
    NormWeights norm1;
    LinearWeights qkv;
    LinearWeights out;
    std::optional<TensorView> scale1; ///< [width]
    NormWeights norm2;
    LinearWeights up; ///< gate first where the block is gated
    LinearWeights down;
    std::optional<TensorView> scale2;
};

/// SigLIP's attention pooling: one learned query asks all tokens, and an mlp refines the answer.
struct PoolingHeadWeights {
    TensorView probe; ///< [1, 1, width]
    LinearWeights qkv;
    LinearWeights out;
    NormWeights norm;
    LinearWeights up;
    LinearWeights down;
};

struct VisionWeights {
    TensorView patch;                         ///< [width, 3, patch, patch]
    std::optional<TensorView> patchBias;      ///< [width]
    std::optional<TensorView> classToken;     ///< width numbers
    std::optional<TensorView> registerTokens; ///< [1, registers, width]
    std::optional<TensorView> positions;      ///< [(1,) (1 +) grid * grid, width], the class token's first
    std::optional<NormWeights> normBefore;
    std::vector<BlockWeights> blocks;
    NormWeights normAfter;
    std::optional<PoolingHeadWeights> head;
    std::optional<LinearWeights> projection;
};

struct TextWeights {
    TensorView tokens;    ///< [vocabulary, width]
    TensorView positions; ///< [contextLength, width]
    std::vector<BlockWeights> blocks;
    NormWeights normAfter;
    LinearWeights projection;
};

/// Every tensor of a model, found by name and checked for shape and number format; nothing is read but the header.
/// Valid as long as the files that the views point into are.
struct ModelWeights {
    VisionWeights vision;
    std::optional<TextWeights> text;
    std::optional<TensorView> logitScale; ///< one number: similarities are exp(scale) * cosine + bias
    std::optional<TensorView> logitBias;

    /// Errors: Corrupt (a tensor is missing, has another shape or format than the configuration asks for, or is one
    /// that such a model does not have; by name).
    static Result<ModelWeights> find(const SafetensorsSet& files, const ModelArchitecture& model);
};

/// How many numbers all weights have that are computed with (the text tower's table of tokens is only looked up).
std::int64_t computedParameters(const ModelArchitecture& model);

} // namespace likeness
