#pragma once

#include "core/embed/embedder.h"

namespace likeness::test {

/// The vector of a single image; empty when it could not be made.
inline std::vector<float> embedOne(Embedder& embedder, const Image& image)
{
    auto input = embedder.prepare(image);
    if (!input) {
        return {};
    }
    const std::vector<ModelInput> inputs{std::move(*input)};
    auto vectors = embedder.embedImages(inputs);
    return vectors ? *vectors : std::vector<float>{};
}

} // namespace likeness::test
