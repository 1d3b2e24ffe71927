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

    /// Shape: vectors [count, dimension].
    BareFaiss(Kind kind, std::span<const float> vectors, int dimension);
    ~BareFaiss();

    /// Rows, nearest first. `effort` is how many candidates (Hnsw) or lists (IvfPq) are looked at.
    std::vector<std::uint32_t> search(const float* query, std::size_t count, std::size_t effort);

private:
    struct Index;
    std::unique_ptr<Index> m_index;
};

} // namespace likeness::bench
