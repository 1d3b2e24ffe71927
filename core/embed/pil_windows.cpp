#include "core/embed/pil_windows.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace likeness {
namespace {

double sinc(double x) { return x == 0 ? 1 : std::sin(x * std::numbers::pi) / (x * std::numbers::pi); }

double supportOf(PilFilter filter)
{
    switch (filter) {
    case PilFilter::Lanczos:
        return 3;
    case PilFilter::Bicubic:
        return 2;
    case PilFilter::Bilinear:
        return 1;
    case PilFilter::Nearest:
        break;
    }
    return 0;
}

/// The filter's weight at a distance of `x`, in the order of operations that Pillow has: the last bit counts.
double weightAt(PilFilter filter, double x)
{
    if (filter == PilFilter::Lanczos) {
        return -3 <= x && x < 3 ? sinc(x) * sinc(x / 3) : 0;
    }
    x = std::abs(x);
    if (filter == PilFilter::Bilinear) {
        return x < 1 ? 1 - x : 0;
    }
    constexpr double kA = -0.5;
    if (x < 1) {
        return ((kA + 2) * x - (kA + 3)) * x * x + 1;
    }
    return x < 2 ? (((x - 5) * x + 8) * x - 4) * kA : 0;
}

/// One source sample for each; Pillow adds up the step, rounding errors included.
void nearestWindows(int length, int target, int from, int count, Windows& windows)
{
    windows.stride = 1;
    windows.length.assign(static_cast<std::size_t>(count), 1);
    windows.weights.assign(static_cast<std::size_t>(count), 1.0);
    windows.first.clear();
    const double step = static_cast<double>(length) / target;
    double at = step * 0.5;
    for (int i = 0; i < from + count; ++i, at += step) {
        if (i >= from) {
            windows.first.push_back(std::min(static_cast<int>(at), length - 1));
        }
    }
}

std::int32_t fixedPoint(double weight)
{
    return static_cast<std::int32_t>((weight < 0 ? -0.5 : 0.5) + weight * (1 << kWeightBits));
}

} // namespace

void makeWindows(int length, int target, int from, int count, PilFilter filter, Windows& windows)
{
    // An axis that keeps its length is not resampled; with one sample of weight one that needs no code of its own.
    if (filter == PilFilter::Nearest || length == target) {
        nearestWindows(length, target, from, count, windows);
        return;
    }
    const double scale = static_cast<double>(length) / target;
    const double filterScale = std::max(scale, 1.0);
    const double support = supportOf(filter) * filterScale;
    const double inverse = 1.0 / filterScale;
    windows.stride = static_cast<std::size_t>(std::ceil(support)) * 2 + 1;
    windows.first.resize(static_cast<std::size_t>(count));
    windows.length.resize(static_cast<std::size_t>(count));
    windows.weights.resize(static_cast<std::size_t>(count) * windows.stride);
    for (int i = 0; i < count; ++i) {
        const double centre = (from + i + 0.5) * scale;
        const int first = std::max(0, static_cast<int>(centre - support + 0.5));
        const int last = std::min(length, static_cast<int>(centre + support + 0.5));
        double* const weights = windows.weights.data() + static_cast<std::size_t>(i) * windows.stride;
        double sum = 0;
        for (int t = 0; t < last - first; ++t) {
            weights[t] = weightAt(filter, (t + first - centre + 0.5) * inverse);
            sum += weights[t];
        }
        for (int t = 0; t < last - first; ++t) {
            weights[t] = sum != 0 ? weights[t] / sum : weights[t];
        }
        windows.first[static_cast<std::size_t>(i)] = first;
        windows.length[static_cast<std::size_t>(i)] = last - first;
    }
}

void makePairs(const Windows& windows, PairWindows& pairs)
{
    const std::size_t count = windows.count();
    pairs.stride = windows.stride / 2 + 1;
    pairs.first.resize(count);
    pairs.length.resize(count);
    pairs.low.assign(count * pairs.stride, 0);
    pairs.high.assign(count * pairs.stride, 0);
    for (std::size_t i = 0; i < count; ++i) {
        const int first = windows.first[i];
        pairs.first[i] = first / 2;
        pairs.length[i] = (first + windows.length[i] + 1) / 2 - first / 2;
        for (int t = 0; t < windows.length[i]; ++t) {
            const std::int32_t weight = fixedPoint(windows.weights[i * windows.stride + static_cast<std::size_t>(t)]);
            const std::int32_t low = weight & ((1 << kLowBits) - 1);
            const std::int32_t high = weight >> kLowBits;
            const std::size_t at = i * pairs.stride + static_cast<std::size_t>((first + t) / 2 - first / 2);
            const bool second = (first + t) % 2 != 0;
            pairs.low[at] |= second ? low << 16 : low;
            pairs.high[at] |= second ? high << 16 : high & 0xFFFF;
        }
    }
}

} // namespace likeness
