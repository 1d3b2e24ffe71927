#include "core/embed/resample.h"

#include <algorithm>
#include <cmath>

namespace likeness {
namespace {

/// The source samples, and their weights, that make one target sample.
struct Taps {
    int first = 0;
    std::vector<float> weights;
};

std::vector<Taps> triangleTaps(int length, int target)
{
    const double scale = static_cast<double>(length) / target;
    const double support = std::max(scale, 1.0);
    std::vector<Taps> all(static_cast<std::size_t>(target));
    for (int i = 0; i < target; ++i) {
        const double centre = (i + 0.5) * scale;
        const int first = std::max(0, static_cast<int>(std::floor(centre - support - 0.5)));
        const int last = std::min(length - 1, static_cast<int>(std::ceil(centre + support - 0.5)));
        Taps& taps = all[static_cast<std::size_t>(i)];
        taps.first = first;
        double sum = 0;
        for (int j = first; j <= last; ++j) {
            const double weight = std::max(0.0, 1.0 - std::abs(j + 0.5 - centre) / support);
            taps.weights.push_back(static_cast<float>(weight));
            sum += weight;
        }
        for (float& weight : taps.weights) {
            weight = static_cast<float>(weight / sum);
        }
    }
    return all;
}

} // namespace

std::vector<float> resampledPlanes(const Image& image, int width, int height)
{
    const std::size_t rowSamples = static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.channels);
    const std::vector<Taps> down = triangleTaps(image.height, height);
    const std::vector<Taps> across = triangleTaps(image.width, width);
    const std::size_t planeSize = static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
    std::vector<float> planes(3 * planeSize);
    std::vector<float> row(rowSamples);
    for (int y = 0; y < height; ++y) {
        // Rows first: that loop runs over contiguous samples, which the compiler vectorises.
        std::fill(row.begin(), row.end(), 0.0F);
        const Taps& rows = down[static_cast<std::size_t>(y)];
        for (std::size_t t = 0; t < rows.weights.size(); ++t) {
            const float weight = rows.weights[t] / 255.0F;
            const std::uint8_t* from = image.pixels.data() + (static_cast<std::size_t>(rows.first) + t) * rowSamples;
            for (std::size_t i = 0; i < rowSamples; ++i) {
                row[i] += weight * static_cast<float>(from[i]);
            }
        }
        for (int x = 0; x < width; ++x) {
            const Taps& columns = across[static_cast<std::size_t>(x)];
            float sums[3] = {0, 0, 0};
            const float* from = row.data() + static_cast<std::size_t>(columns.first) * image.channels;
            for (const float weight : columns.weights) {
                for (int c = 0; c < 3; ++c) {
                    sums[c] += weight * from[image.channels < 3 ? 0 : c];
                }
                from += image.channels;
            }
            for (std::size_t c = 0; c < 3; ++c) {
                planes[c * planeSize + static_cast<std::size_t>(y) * width + x] = sums[c];
            }
        }
    }
    return planes;
}

} // namespace likeness
