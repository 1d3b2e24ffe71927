#include "tests/support/realistic_vectors.h"

#include <algorithm>
#include <cmath>

namespace likeness::test {
namespace {

constexpr std::size_t kLatent = 32;
constexpr std::size_t kHidden = 128;
constexpr std::size_t kManifolds = 400;

// One photo in six belongs to a burst, one in fifty is a copy: roughly what photo collections hold.
constexpr double kBurstShare = 0.16;
constexpr double kCopyShare = 0.02;
constexpr float kDetailScale = 0.45F;

std::vector<float> normals(std::size_t count, float scale, std::mt19937_64& random)
{
    std::normal_distribution<float> normal(0.0F, scale);
    std::vector<float> values(count);
    std::generate(values.begin(), values.end(), [&] { return normal(random); });
    return values;
}

} // namespace

RealisticVectors::RealisticVectors(int dimension, std::uint64_t seed, Details details)
    : m_dimension(dimension)
    , m_random(seed)
    , m_details(details)
{
    std::uniform_int_distribution<int> axisCount(4, 16);
    std::vector<double> weights;
    for (std::size_t i = 0; i < kManifolds; ++i) {
        Manifold manifold;
        manifold.centre = normals(kLatent, 0.7F, m_random);
        manifold.axisCount = axisCount(m_random);
        manifold.axes = normals(kLatent * static_cast<std::size_t>(manifold.axisCount), 0.3F, m_random);
        m_manifolds.push_back(std::move(manifold));
        weights.push_back(1.0 / static_cast<double>(i + 3)); // few subjects make up most of a collection
    }
    m_choice = std::discrete_distribution<std::size_t>(weights.begin(), weights.end());
    const auto outputs = static_cast<std::size_t>(dimension);
    m_first = normals(kLatent * kHidden, 1.0F / std::sqrt(static_cast<float>(kLatent)), m_random);
    m_second = normals(kHidden * outputs, 1.0F / std::sqrt(static_cast<float>(kHidden)), m_random);
    m_imageOffset = normals(outputs, 0.5F, m_random);
    m_wordOffset = normals(outputs, 0.5F, m_random);
}

std::vector<float> RealisticVectors::latentOf(const Manifold& manifold)
{
    std::vector<float> latent = manifold.centre;
    for (int axis = 0; axis < manifold.axisCount; ++axis) {
        const float along = m_normal(m_random);
        for (std::size_t i = 0; i < kLatent; ++i) {
            latent[i] += along * manifold.axes[static_cast<std::size_t>(axis) * kLatent + i];
        }
    }
    return latent;
}

/// Replaces `part` of the details by new ones. Their share of the variance, and how it falls from one dimension to the
/// next, give about the spectrum of real embeddings: two thirds of the variance in an eighth of the dimensions.
void RealisticVectors::drawDetails(float part)
{
    if (m_details == Details::None) {
        return;
    }
    const auto outputs = static_cast<std::size_t>(m_dimension);
    m_lastDetails.resize(outputs, 0.0F);
    const float kept = std::sqrt(1.0F - part * part);
    for (std::size_t i = 0; i < outputs; ++i) {
        const float scale = kDetailScale / std::sqrt(1.0F + 8.0F * static_cast<float>(i) / static_cast<float>(outputs));
        m_lastDetails[i] = kept * m_lastDetails[i] + part * scale * m_normal(m_random);
    }
}

void RealisticVectors::pushThroughNetwork(std::span<const float> latent, std::span<const float> offset,
                                          float* out) const
{
    std::vector<float> hidden(kHidden, 0.0F);
    for (std::size_t i = 0; i < kLatent; ++i) {
        for (std::size_t j = 0; j < kHidden; ++j) {
            hidden[j] += latent[i] * m_first[i * kHidden + j];
        }
    }
    const auto outputs = static_cast<std::size_t>(m_dimension);
    std::copy(offset.begin(), offset.end(), out);
    for (std::size_t j = 0; j < kHidden; ++j) {
        const float active = std::max(hidden[j], 0.1F * hidden[j]);
        for (std::size_t k = 0; k < outputs; ++k) {
            out[k] += active * m_second[j * outputs + k];
        }
    }
    for (std::size_t k = 0; k < m_lastDetails.size(); ++k) {
        out[k] += m_lastDetails[k];
    }
    double squared = 0;
    for (std::size_t k = 0; k < outputs; ++k) {
        squared += double{out[k]} * out[k];
    }
    const auto scale = static_cast<float>(1.0 / std::sqrt(squared));
    for (std::size_t k = 0; k < outputs; ++k) {
        out[k] *= scale;
    }
}

std::vector<float> RealisticVectors::images(std::size_t count)
{
    const auto outputs = static_cast<std::size_t>(m_dimension);
    std::vector<float> vectors(count * outputs);
    std::uniform_real_distribution<double> unit(0.0, 1.0);
    for (std::size_t row = 0; row < count; ++row) {
        const double kind = unit(m_random);
        if (kind < kCopyShare && row > 0) {
            const std::size_t original = std::uniform_int_distribution<std::size_t>(0, row - 1)(m_random);
            std::copy_n(vectors.begin() + static_cast<std::ptrdiff_t>(original * outputs), outputs,
                        vectors.begin() + static_cast<std::ptrdiff_t>(row * outputs));
            continue;
        }
        if (kind < kCopyShare + kBurstShare && !m_lastLatent.empty()) {
            for (float& value : m_lastLatent) {
                value += 0.02F * m_normal(m_random);
            }
            drawDetails(0.1F);
        } else {
            drawDetails(1.0F);
            m_lastLatent = latentOf(m_manifolds[m_choice(m_random)]);
        }
        pushThroughNetwork(m_lastLatent, m_imageOffset, vectors.data() + row * outputs);
    }
    return vectors;
}

std::vector<float> RealisticVectors::words(std::size_t count)
{
    const auto outputs = static_cast<std::size_t>(m_dimension);
    std::vector<float> vectors(count * outputs);
    for (std::size_t row = 0; row < count; ++row) {
        std::vector<float> latent = latentOf(m_manifolds[m_choice(m_random)]);
        for (float& value : latent) { // words leave much unsaid
            value = 0.6F * value + 0.2F * m_normal(m_random);
        }
        drawDetails(1.0F);
        pushThroughNetwork(latent, m_wordOffset, vectors.data() + row * outputs);
    }
    return vectors;
}

} // namespace likeness::test
