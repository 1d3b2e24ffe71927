#pragma once

#include "core/embed/pil_resize.h"

#include <cstddef>
#include <vector>

namespace likeness {

constexpr int kWeightBits = 22; ///< Pillow's: 8-bit samples and the overshoot of its filters still fit into 32 bits
/// A weight is split into high * 2^12 + low: both halves fit into 16 bits, whose products of pairs every processor adds
/// up in one instruction. All sums are whole numbers, so nothing is lost.
constexpr int kLowBits = 12;

/// Along one axis: which source samples make each wanted sample, and with what weights.
/// Shape: sample i is the sum of weights[i * stride + t] * source[first[i] + t], t < length[i].
struct Windows {
    std::size_t stride = 0;
    std::vector<int> first;
    std::vector<int> length;
    std::vector<double> weights;

    std::size_t count() const { return first.size(); }
    int lastEnd() const { return first.back() + length.back(); }
};

/// The same as fixed-point numbers for samples taken two at a time: pair p is samples 2p and 2p + 1, and a window that
/// begins or ends inside a pair has a weight of zero there.
/// Shape: of sample i, pair first[i] + j has the weights (low or high)[i * stride + j], the even one in the lower half.
struct PairWindows {
    std::size_t stride = 0;
    std::vector<int> first;
    std::vector<int> length; ///< pairs
    std::vector<std::int32_t> low;
    std::vector<std::int32_t> high;

    std::size_t count() const { return first.size(); }
};

/// The windows of the samples `from` .. `from + count` of the `target` that `length` samples become, as Pillow makes
/// them.
void makeWindows(int length, int target, int from, int count, PilFilter filter, Windows& windows);

/// Rounds the weights as Pillow does.
void makePairs(const Windows& windows, PairWindows& pairs);

} // namespace likeness
