#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace likeness::bench {

/// hnswlib as it is used everywhere: floats, its own inner product, its own search. The peer of `index_bench`.
class BareHnswlib {
public:
    BareHnswlib(std::size_t rows, int dimension);
    ~BareHnswlib();

    /// Inserts the next rows. Shape: vectors [count, dimension].
    void add(std::span<const float> vectors, int threads);
    /// Rows, nearest first.
    std::vector<std::uint32_t> search(const float* query, std::size_t count, std::size_t breadth);
    std::size_t memoryBytes() const;

private:
    struct Index;
    std::unique_ptr<Index> m_index;
};

} // namespace likeness::bench
