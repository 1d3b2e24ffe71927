#pragma once

#include "core/base/result.h"

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>

namespace likeness {

/// How a picture is brought to the square a network wants.
enum class ResizeMode {
    Stretch, ///< both edges to the size, whatever the proportions
    Crop,    ///< the short edge to the size, then the middle
    Pad,     ///< the long edge to the size, the rest filled with the mean
};

/// `likeness.json`: what must be known of a TorchScript model that the file itself does not say.
///
/// {"name": "SqueezeNet 1.1", "file": "model.ts.pt", "size": 224, "resize": "crop", "colours": "RGB",
///  "mean": [0.485, 0.456, 0.406], "std": [0.229, 0.224, 0.225], "dimension": 512, "licence": "Apache-2.0"}
/// `resize` ("crop"), `colours` ("RGB"), `mean` (zeros), `std` (ones) and `licence` (unknown) may be left out; a field
/// that is not known is refused, because it would be ignored silently.
struct ModelConfig {
    std::string name;
    std::string file; ///< inside the folder
    int sizePx = 0;
    ResizeMode resize = ResizeMode::Crop;
    bool blueFirst = false;
    std::array<double, 3> mean = {0, 0, 0};
    std::array<double, 3> deviation = {1, 1, 1};
    int dimension = 0;
    std::string licence;

    /// Errors: NotFound (no likeness.json), Io, Corrupt (what is wrong with it, in a sentence).
    static Result<ModelConfig> read(const std::filesystem::path& folder);

    /// Everything that shapes the network's input, as one line: equal lines, equal inputs.
    std::string recipe() const;
};

/// True when the folder says itself, with a likeness.json, that it holds a TorchScript model.
bool isTorchScriptFolder(const std::filesystem::path& folder);

} // namespace likeness
