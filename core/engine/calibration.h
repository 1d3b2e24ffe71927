#pragma once

#include <span>
#include <vector>

namespace likeness {

/// How the scores of one example are spread over a library: the middle and the width of the crowd of photos that have
/// nothing to do with it. Median and median absolute deviation, scaled to a normal distribution's standard deviation:
/// the few photos that really are alike must not move the crowd they are to be told from.
struct ScoreSpread {
    float middle = 0;
    float deviation = 0; ///< 0 = not known: fewer than 8 scores, or all alike

    static ScoreSpread of(std::vector<float> scores);
};

/// One example of a query: its vector, how it counts, and how its scores are spread.
struct WeightedVector {
    std::vector<float> vector; ///< unit length
    double weight = 1;
    ScoreSpread spread;
};

/// The direction whose scores rank photos by the weighted sum of how far each stands out under every example, in
/// standard deviations of that example's own scores. A photo scores far lower against words than against another photo
/// (the modality gap) and with another spread; so standardised, a word neither vanishes beside an image nor drowns it.
/// Because standardising is linear, the sum is one vector again, up to a constant that changes no ranking.
/// Shape: [dimension], unit length; empty when the examples cancel each other out.
std::vector<float> combined(std::span<const WeightedVector> parts);

/// The score below which hits are no better than chance. `hits`: best first; `spread`: of this query over the library
/// of `libraryCount` photos.
///
/// It is the lowest hit for which at most every fifth photo above it would be expected there by chance, if the crowd's
/// scores are normally distributed; below the last hit when all of them are real. Source: Benjamini and Hochberg 1995
/// with an empirical null (Efron 2004). With no such hit, the score that the best of the crowd is expected to reach. -1
/// when the spread is not known.
float chanceCutOff(std::span<const float> hits, const ScoreSpread& spread, std::size_t libraryCount);

} // namespace likeness
