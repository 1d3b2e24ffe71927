#include "core/engine/calibration.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace likeness {
namespace {

constexpr std::size_t kScoresMin = 8;
/// Of what is shown, this part may be there by chance.
constexpr double kFalsePart = 0.2;
/// Turns a normal distribution's median absolute deviation into its standard deviation.
constexpr float kDeviationOfMedian = 1.4826F;

float medianOf(std::vector<float>& values)
{
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

} // namespace

ScoreSpread ScoreSpread::of(std::vector<float> scores)
{
    if (scores.size() < kScoresMin) {
        return {};
    }
    const float middle = medianOf(scores);
    for (float& score : scores) {
        score = std::abs(score - middle);
    }
    return {middle, kDeviationOfMedian * medianOf(scores)};
}

std::vector<float> combined(std::span<const WeightedVector> parts)
{
    // Without a known spread, examples are taken to be spread alike.
    const bool known
        = std::all_of(parts.begin(), parts.end(), [](const auto& part) { return part.spread.deviation > 1e-6F; });
    std::vector<double> sum(parts.empty() ? 0 : parts.front().vector.size());
    for (const WeightedVector& part : parts) {
        const double scale = known ? part.weight / static_cast<double>(part.spread.deviation) : part.weight;
        for (std::size_t i = 0; i < sum.size(); ++i) {
            sum[i] += scale * static_cast<double>(part.vector[i]);
        }
    }
    double largest = 0; // what the sum is small against when the examples cancel
    for (const WeightedVector& part : parts) {
        largest = std::max(largest,
                           std::abs(known ? part.weight / static_cast<double>(part.spread.deviation) : part.weight));
    }
    const double norm = std::sqrt(std::inner_product(sum.begin(), sum.end(), sum.begin(), 0.0));
    if (!(norm > 1e-6 * largest)) {
        return {};
    }
    std::vector<float> direction(sum.size());
    std::transform(sum.begin(), sum.end(), direction.begin(),
                   [norm](double value) { return static_cast<float>(value / norm); });
    return direction;
}

float chanceCutOff(std::span<const float> hits, const ScoreSpread& spread, std::size_t libraryCount)
{
    if (!(spread.deviation > 0)) {
        return -1.0F; // too few photos to know what chance looks like
    }
    const auto count = static_cast<double>(std::max<std::size_t>(libraryCount, 2));
    const auto expectedAbove = [&](float score) {
        const double deviations = static_cast<double>((score - spread.middle) / spread.deviation);
        return count * 0.5 * std::erfc(deviations / std::sqrt(2.0));
    };
    const auto isReal = [&](float score, std::size_t shown) {
        return expectedAbove(score) <= kFalsePart * static_cast<double>(shown);
    };
    std::size_t shown = hits.size();
    while (shown > 0 && !isReal(hits[shown - 1], shown)) {
        --shown;
    }
    if (shown > 0 && shown == hits.size()) {
        // The list was cut short by the number asked for: how far down may the score go with as many above?
        float real = hits[shown - 1];
        float chance = std::min(spread.middle, real);
        for (int i = 0; i < 30; ++i) {
            const float between = (real + chance) / 2;
            (isReal(between, shown) ? real : chance) = between;
        }
        return real;
    }
    if (shown > 0) {
        return hits[shown - 1];
    }
    const auto best = static_cast<float>(std::sqrt(2 * std::log(count)));
    return std::min(spread.middle + spread.deviation * best, 0.999F);
}

} // namespace likeness
