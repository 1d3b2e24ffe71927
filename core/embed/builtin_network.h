#pragma once

#include "core/api/types.h"
#include "core/embed/safetensors.h"

#include <memory>
#include <span>
#include <vector>

namespace likeness {

/// The learned built-in model: a residual network of plain convolutions, and a whitening of what it says.
///
/// `resources/builtin/train/learned/network.py` says the same in Python; `export.py` beside it writes what is read
/// here. The number of channels, blocks and pixels come from the file. Always float32: the same vectors on every
/// processor, and fast enough. 8.2 ms CPU per image of the shipped size at batch 8, where bfloat16 takes 12.5
/// (AVX512-BF16 without AMX; where AMX is has not been measured). Thread: `pixels` from any thread, several at once;
/// `embed` from one thread at a time. Source: He et al. 2015, arXiv:1512.03385 (residual networks).
class BuiltinNetwork {
public:
    /// Errors: Corrupt (which tensor and why), Unsupported (another way to resize pictures), OutOfResources.
    static Result<std::unique_ptr<BuiltinNetwork>> open(const SafetensorsFile& file);

    ~BuiltinNetwork();

    int dimension() const;
    /// Pictures are stretched to a square of this edge.
    int edgePx() const;

    /// A picture as `embed` wants it. Shape: returns [3, edgePx, edgePx]. Errors: InvalidInput (empty image).
    Result<std::vector<float>> pixels(const Image& image) const;

    /// Shape: each of `pictures` is [3, edgePx, edgePx]; returns [pictures.size(), dimension], unit length.
    /// Errors: InvalidInput (size), OutOfResources, Internal.
    Result<std::vector<float>> embed(const std::vector<std::span<const float>>& pictures) const;

private:
    struct Layers;

    explicit BuiltinNetwork(std::unique_ptr<const Layers> layers);

    std::unique_ptr<const Layers> m_layers;
};

} // namespace likeness
