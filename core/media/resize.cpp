#include "core/media/media.h"

#include <algorithm>
#include <cmath>

namespace likeness {
namespace {

/// For one output place: which input places it averages, and their shares in `weights` (which sum to 1).
struct Window {
    int first = 0;
    int count = 0;
    int weightsAt = 0;
};

/// The windows of one axis: each output place is the average of the stretch of input it covers, the places at its ends
/// counted by the part that is covered.
struct AreaFilter {
    std::vector<Window> windows;
    std::vector<float> weights;

    AreaFilter(int from, int to)
    {
        const double scale = static_cast<double>(from) / to;
        windows.reserve(static_cast<std::size_t>(to));
        for (int i = 0; i < to; ++i) {
            const double begin = i * scale;
            const double end = std::min((i + 1) * scale, static_cast<double>(from));
            Window window;
            window.first = std::min(static_cast<int>(begin), from - 1);
            window.weightsAt = static_cast<int>(weights.size());
            for (int place = window.first; place < from && place < end; ++place) {
                const double covered = std::min(end, place + 1.0) - std::max(begin, static_cast<double>(place));
                if (covered > 1e-6 || window.count == 0) {
                    weights.push_back(static_cast<float>(covered / scale));
                    ++window.count;
                }
            }
            windows.push_back(window);
        }
    }
};

void addScaled(float* __restrict sum, const std::uint8_t* __restrict row, float weight, std::size_t count)
{
    for (std::size_t i = 0; i < count; ++i) {
        sum[i] += weight * static_cast<float>(row[i]);
    }
}

template <int kChannels>
void shrinkRow(const float* __restrict row, const AreaFilter& filter, std::uint8_t* __restrict to)
{
    for (const Window& window : filter.windows) {
        float sum[kChannels] = {};
        const float* from = row + static_cast<std::ptrdiff_t>(window.first) * kChannels;
        for (int k = 0; k < window.count; ++k) {
            const float weight = filter.weights[static_cast<std::size_t>(window.weightsAt + k)];
            for (int c = 0; c < kChannels; ++c) {
                sum[c] += weight * from[k * kChannels + c];
            }
        }
        for (int c = 0; c < kChannels; ++c) {
            to[c] = static_cast<std::uint8_t>(std::min(sum[c] + 0.5F, 255.0F));
        }
        to += kChannels;
    }
}

} // namespace

Image shrunkTo(const Image& image, int edgePx)
{
    const int longEdge = std::max(image.width, image.height);
    if (image.empty() || edgePx <= 0 || longEdge <= edgePx) {
        return image;
    }
    const double scale = static_cast<double>(edgePx) / longEdge;
    Image small;
    small.width = std::max(1, static_cast<int>(std::lround(image.width * scale)));
    small.height = std::max(1, static_cast<int>(std::lround(image.height * scale)));
    small.channels = image.channels;
    const auto channels = static_cast<std::size_t>(image.channels);
    const std::size_t fromRow = static_cast<std::size_t>(image.width) * channels;
    const std::size_t toRow = static_cast<std::size_t>(small.width) * channels;
    small.pixels.resize(toRow * static_cast<std::size_t>(small.height));

    const AreaFilter across(image.width, small.width);
    const AreaFilter down(image.height, small.height);
    std::vector<float> sum(fromRow);
    std::uint8_t* to = small.pixels.data();
    for (const Window& window : down.windows) {
        std::ranges::fill(sum, 0.0F);
        for (int k = 0; k < window.count; ++k) {
            const std::uint8_t* row = image.pixels.data() + static_cast<std::size_t>(window.first + k) * fromRow;
            addScaled(sum.data(), row, down.weights[static_cast<std::size_t>(window.weightsAt + k)], fromRow);
        }
        if (channels == 3) {
            shrinkRow<3>(sum.data(), across, to);
        } else {
            shrinkRow<4>(sum.data(), across, to);
        }
        to += toRow;
    }
    return small;
}

Result<Image> cropped(const Image& image, int x, int y, int width, int height)
{
    if (x < 0 || y < 0 || width <= 0 || height <= 0 || width > image.width || height > image.height
        || x > image.width - width || y > image.height - height) {
        return fail(ErrorCode::InvalidInput,
                    "the box " + std::to_string(x) + "," + std::to_string(y) + "," + std::to_string(width) + ","
                        + std::to_string(height) + " is empty or reaches outside the picture of "
                        + std::to_string(image.width) + " x " + std::to_string(image.height) + " pixels");
    }
    Image part;
    part.width = width;
    part.height = height;
    part.channels = image.channels;
    const auto channels = static_cast<std::size_t>(image.channels);
    const std::size_t fromRow = static_cast<std::size_t>(image.width) * channels;
    const std::size_t toRow = static_cast<std::size_t>(width) * channels;
    part.pixels.resize(toRow * static_cast<std::size_t>(height));
    const std::uint8_t* from
        = image.pixels.data() + static_cast<std::size_t>(y) * fromRow + static_cast<std::size_t>(x) * channels;
    for (int row = 0; row < height; ++row) {
        std::copy_n(from + static_cast<std::size_t>(row) * fromRow, toRow,
                    part.pixels.data() + static_cast<std::size_t>(row) * toRow);
    }
    return part;
}

std::uint32_t averageRgb(const Image& image)
{
    if (image.empty()) {
        return 0;
    }
    const auto channels = static_cast<std::size_t>(image.channels);
    std::uint64_t sum[3] = {};
    for (std::size_t i = 0; i + 2 < image.pixels.size(); i += channels) {
        sum[0] += image.pixels[i];
        sum[1] += image.pixels[i + 1];
        sum[2] += image.pixels[i + 2];
    }
    const std::uint64_t count = image.pixels.size() / channels;
    std::uint32_t colour = 0;
    for (const std::uint64_t channel : sum) {
        colour = colour << 8 | static_cast<std::uint32_t>((channel + count / 2) / count);
    }
    return colour;
}

} // namespace likeness
