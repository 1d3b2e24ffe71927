#pragma once

#include "core/base/result.h"
#include "core/embed/embedder.h"
#include "core/embed/pil_resize.h"

#include <array>
#include <filesystem>
#include <string>

namespace likeness {

/// What a checkpoint's image processor does to a picture, read from the file that says so:
///   preprocessor_config.json, or processor_config.json's "image_processor" (transformers from version 5 on);
///   open_clip_config.json's "preprocess_cfg" where those or config.json are missing (open_clip's layout).
/// The steps: resize, cut out the middle, scale the levels, subtract the mean and divide by the deviation.
/// Transformers' CLIP, Bit (DINOv2), SigLIP and DINOv3 processors and open_clip's are known; a processor of another
/// name, and every step that is not one of these, is refused by name. Pictures are computed as Pillow computes them,
/// also for the processors called "Fast", whose own results differ by up to two levels from machine to machine.
struct PixelRecipe {
    enum class Fit {
        Squash,    ///< both edges to the size, whatever the proportions
        ShortEdge, ///< the short edge to the size, the long one in proportion, cut down to whole pixels
        LongEdge,  ///< open_clip's "longest": the whole picture inside the size, the rest filled with `fillLevel`
    };

    /// Errors: NotFound (none of the files), Io, Corrupt (which field and why), Unsupported (named).
    static Result<PixelRecipe> read(const std::filesystem::path& folder);

    /// Everything that shapes the input, as one line: equal lines, equal inputs.
    std::string recipe() const;

    /// The size (pixels) of what `prepare` gives.
    int width() const { return cropWidth; }
    int height() const { return cropHeight; }
    /// The short edge (pixels) a decoded picture should at least have so that nothing is lost.
    int shortEdgePx() const;

    /// What is computed of a picture of `imageWidth` x `imageHeight` pixels.
    ResizedCrop placement(int imageWidth, int imageHeight) const;

    Fit fit = Fit::ShortEdge;
    int fitWidth = 0; ///< pixels; with ShortEdge both are that edge
    int fitHeight = 0;
    int cropWidth = 0; ///< pixels
    int cropHeight = 0;
    PilFilter filter = PilFilter::Bicubic;
    bool inFloats = false; ///< DINOv3: levels are not rounded or clamped between the passes and after them
    bool evenMiddle
        = false; ///< half a pixel off the middle goes to the even side (torchvision), not always up and left
    double rescaleFactor = 1; ///< from levels 0..255 to what `mean` and `deviation` mean
    std::array<double, 3> mean = {0, 0, 0};
    std::array<double, 3> deviation = {1, 1, 1};
    int fillLevel = 0; ///< 0..255, for LongEdge
};

/// Shape: values are [3, height, width], float32, red first.
/// Errors: InvalidInput (empty image).
/// Thread: any; each thread keeps at most 4 MiB and one input's bytes between calls.
Result<ModelInput> prepare(const Image& image, const PixelRecipe& recipe);

} // namespace likeness
