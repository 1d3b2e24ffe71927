#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace likeness::bench {

/// FAISS as its authors advise for such sets: a graph, or lists of codes of two bits per dimension whose best are
/// compared in full. Peers of `index_bench`. One thread.
class BareFaiss {
public:
    enum class Kind { Hnsw, IvfPq };

    /// An index of `rows` to come, trained on some of the first. Shape: sample [count, dimension].
    BareFaiss(Kind kind, std::size_t rows, std::span<const float> sample, int dimension);
    ~BareFaiss();

    /// Adds the next rows. Shape: vectors [count, dimension].
    void add(std::span<const float> vectors);
    /// Rows, nearest first. `effort` is how many candidates (Hnsw) or lists (IvfPq) are looked at.
    std::vector<std::uint32_t> search(const float* query, std::size_t count, std::size_t effort);

private:
    struct Index;
    std::unique_ptr<Index> m_index;
};

} // namespace likeness::bench
