#pragma once

#include <algorithm>
#include <map>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

namespace likeness::test {

struct Retrieval {
    double precisionAt1 = 0;
    double meanAverage = 0; ///< mAP@100
};

/// Cosine of two unit vectors; below every cosine when they do not compare.
inline float similarity(const std::vector<float>& a, const std::vector<float>& b)
{
    return a.size() == b.size() && !a.empty() ? std::inner_product(a.begin(), a.end(), b.begin(), 0.0F) : -2.0F;
}

/// Each photo asks for the others; those with its own label are right. The usual measure of image embeddings.
inline Retrieval leaveOneOut(const std::vector<std::vector<float>>& vectors, const std::vector<std::string>& labels)
{
    const std::size_t count = vectors.size();
    std::map<std::string, std::size_t> labelCount;
    for (const auto& label : labels) {
        ++labelCount[label];
    }
    Retrieval sum;
    for (std::size_t query = 0; query < count; ++query) {
        std::vector<std::pair<float, std::size_t>> ranked;
        for (std::size_t i = 0; i < count; ++i) {
            if (i != query) {
                ranked.emplace_back(-similarity(vectors[query], vectors[i]), i);
            }
        }
        const std::size_t depth = std::min<std::size_t>(100, ranked.size());
        std::partial_sort(ranked.begin(), ranked.begin() + static_cast<std::ptrdiff_t>(depth), ranked.end());
        std::size_t hits = 0;
        double precisions = 0;
        for (std::size_t rank = 0; rank < depth; ++rank) {
            if (labels[ranked[rank].second] == labels[query]) {
                precisions += static_cast<double>(++hits) / static_cast<double>(rank + 1);
                sum.precisionAt1 += rank == 0 ? 1 : 0;
            }
        }
        const std::size_t possible = std::min(depth, labelCount[labels[query]] - 1);
        sum.meanAverage += possible == 0 ? 0 : precisions / static_cast<double>(possible);
    }
    return {sum.precisionAt1 / static_cast<double>(count), sum.meanAverage / static_cast<double>(count)};
}

} // namespace likeness::test
