#include "core/engine/feedback.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace likeness {
namespace {

// The influence of the good is 1. Between 0.3 and 1 the others change the precision by a hundredth.
constexpr double kBadInfluence = 0.5;
constexpr double kBackgroundInfluence = 1;
constexpr double kRegularisation = 0.02;
constexpr int kSteps = 100; // each takes away a twelfth of the error

/// One term of the sum that is minimised: influence * log(1 + exp(-side * (w.x + b))).
struct Term {
    const std::vector<float>* vector;
    double side;
    double influence;
};

std::vector<Term> termsOf(std::span<const JudgedVector> judged, std::span<const std::vector<float>> background)
{
    double good = 0;
    double bad = 0;
    for (const JudgedVector& one : judged) {
        (one.weight > 0 ? good : bad) += std::abs(one.weight);
    }
    std::vector<Term> terms;
    terms.reserve(judged.size() + background.size());
    for (const JudgedVector& one : judged) {
        if (one.weight != 0) {
            terms.push_back({&one.vector, one.weight > 0 ? 1.0 : -1.0,
                             one.weight > 0 ? one.weight / good : kBadInfluence * -one.weight / bad});
        }
    }
    for (const std::vector<float>& vector : background) {
        terms.push_back({&vector, -1.0, kBackgroundInfluence / static_cast<double>(background.size())});
    }
    return terms;
}

} // namespace

std::vector<float> learntDirection(std::span<const JudgedVector> judged, std::span<const std::vector<float>> background)
{
    if (std::none_of(judged.begin(), judged.end(), [](const JudgedVector& one) { return one.weight > 0; })) {
        return {};
    }
    const std::vector<Term> terms = termsOf(judged, background);
    const std::size_t dimension = judged.front().vector.size();
    // A term curves by at most influence / 4 * (|x|^2 + 1), and every x has unit length.
    double curvature = kRegularisation;
    for (const Term& term : terms) {
        curvature += term.influence / 2;
    }
    const auto step = static_cast<float>(1 / curvature);
    const double root = std::sqrt(kRegularisation / curvature);
    const auto momentum = static_cast<float>((1 - root) / (1 + root));

    // The threshold b is the last value, regularised like the others: it only has to be near.
    std::vector<float> at(dimension + 1, 0.0F), ahead(dimension + 1, 0.0F), gradient(dimension + 1);
    for (int i = 0; i < kSteps; ++i) {
        std::transform(ahead.begin(), ahead.end(), gradient.begin(),
                       [](float value) { return static_cast<float>(kRegularisation) * value; });
        for (const Term& term : terms) {
            const std::vector<float>& x = *term.vector;
            const float score = std::inner_product(x.begin(), x.end(), ahead.begin(), ahead.back());
            const auto pull = static_cast<float>(-term.side * term.influence
                                                 / (1 + std::exp(term.side * static_cast<double>(score))));
            for (std::size_t d = 0; d < dimension; ++d) {
                gradient[d] += pull * x[d];
            }
            gradient.back() += pull;
        }
        for (std::size_t d = 0; d <= dimension; ++d) {
            const float before = at[d];
            at[d] = ahead[d] - step * gradient[d];
            ahead[d] = at[d] + momentum * (at[d] - before);
        }
    }
    at.pop_back();
    const double norm = std::sqrt(std::inner_product(at.begin(), at.end(), at.begin(), 0.0));
    if (!(norm > 1e-6)) {
        return {};
    }
    for (float& value : at) {
        value = static_cast<float>(value / norm);
    }
    return at;
}

} // namespace likeness
