#pragma once

#include "core/api/types.h"

#include <cstdint>
#include <span>

namespace likeness {

/// Pillow's resampling filters under its own numbers.
enum class PilFilter { Nearest = 0, Lanczos = 1, Bilinear = 2, Bicubic = 3 };

/// A picture resized to `width` x `height`, of which only a part is wanted.
struct ResizedCrop {
    int width = 0;
    int height = 0;
    int left = 0; ///< of the part, inside the resized picture
    int top = 0;
    int cropWidth = 0;
    int cropHeight = 0;

    friend bool operator==(const ResizedCrop&, const ResizedCrop&) = default;
};

/// Resizes 8-bit pixels as Pillow's Image.resize does, bit for bit, and computes only what the part needs: across
/// first, rounded and clamped to 0..255, then down, both with weights of 22 fractional bits.
/// Shape: `image` is not empty, the part lies inside the resized picture; `to` is [cropHeight, cropWidth, 3]. Alpha is
/// dropped, grey is repeated.
/// Thread: any; each thread keeps at most 4 MiB between calls.
void pilResize(const Image& image, const ResizedCrop& crop, PilFilter filter, std::span<std::uint8_t> to);

/// The same filters over floats, neither rounded nor clamped (torchvision's antialiased resize of float tensors).
/// Shape: as `pilResize`. Units: levels, 0..255, and a little beyond where a filter overshoots.
/// Thread: as `pilResize`.
void floatResize(const Image& image, const ResizedCrop& crop, PilFilter filter, std::span<float> to);

} // namespace likeness
