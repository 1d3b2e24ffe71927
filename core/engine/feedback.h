#pragma once

#include <span>
#include <vector>

namespace likeness {

/// A picture that a person has judged: an example of what is looked for, or a photo marked among the results.
struct JudgedVector {
    std::vector<float> vector; ///< unit length
    double weight = 1;         ///< above 0: more like this; below: less like this
};

/// The direction that best tells what was judged good from what was judged bad and from the rest of the library: the
/// normal of an L2-regularised logistic regression. Most of a library has nothing to do with what is looked for, so
/// some of it stands in for all the bad examples nobody marks. However many are judged, the good ones together, the bad
/// ones together and the library each keep their share of the influence. Shape: `background` [any number][dimension];
/// result [dimension], unit length; empty without a good one. Source: Yan, Hauptmann & Jin 2003, "Negative
/// pseudo-relevance feedback in content-based video retrieval" (classifier, negatives from the library); Nesterov 1983
/// (the minimisation). Measured against Rocchio 1971: tests/bench/RESULTS.md.
std::vector<float> learntDirection(std::span<const JudgedVector> judged,
                                   std::span<const std::vector<float>> background);

} // namespace likeness
