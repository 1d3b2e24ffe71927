#pragma once

#include <cstdint>
#include <random>
#include <span>
#include <vector>

namespace likeness::test {

/// Unit vectors shaped like those of image models: a mixture of low-dimensional manifolds of very different sizes,
/// pushed through a random two-layer network, with a common offset (the "cone"), bursts of near-equal pictures and
/// exact copies. Words come from the same manifolds but lie aside from all images, as CLIP's do. Uniform random
/// vectors have no neighbours and prove nothing.
/// Thread: one.
class RealisticVectors {
public:
    /// What a vector holds besides its place on a manifold.
    enum class Details {
        None,        ///< all vectors lie in a space of 128 dimensions or so
        Photographic ///< every picture is a little its own way, in all dimensions, in some more than in others
    };

    RealisticVectors(int dimension, std::uint64_t seed, Details details = Details::None);

    /// The next `count` images. Shape: [count, dimension].
    std::vector<float> images(std::size_t count);
    /// The next `count` descriptions in words. Shape: [count, dimension].
    std::vector<float> words(std::size_t count);

private:
    struct Manifold {
        std::vector<float> centre; // Shape: [kLatent]
        std::vector<float> axes;   // Shape: [axisCount, kLatent]
        int axisCount = 0;
    };

    void pushThroughNetwork(std::span<const float> latent, std::span<const float> offset, float* out) const;
    void drawDetails(float part);
    std::vector<float> latentOf(const Manifold& manifold);

    int m_dimension;
    std::mt19937_64 m_random;
    std::normal_distribution<float> m_normal{0.0F, 1.0F};
    std::vector<Manifold> m_manifolds;
    std::discrete_distribution<std::size_t> m_choice;
    std::vector<float> m_first;       // Shape: [kLatent, kHidden]
    std::vector<float> m_second;      // Shape: [kHidden, dimension]
    std::vector<float> m_imageOffset; // Shape: [dimension]
    std::vector<float> m_wordOffset;
    std::vector<float> m_lastLatent; // of the image made last, for bursts
    Details m_details;
    std::vector<float> m_lastDetails; // Shape: [dimension], or empty without
};

} // namespace likeness::test
