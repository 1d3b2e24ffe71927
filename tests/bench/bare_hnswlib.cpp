#include "tests/bench/bare_hnswlib.h"

// This file is compiled for the processor it runs on, core/index for any: other names keep the linker from mixing them.
#define hnswlib bare_hnswlib
#define cpuid bare_cpuid
#define xgetbv bare_xgetbv
#define AVXCapable bareAvxCapable
#define AVX512Capable bareAvx512Capable
#include <hnswlib/hnswlib.h>

namespace likeness::bench {

struct BareHnswlib::Index {
    Index(std::size_t count, std::size_t dimension)
        : space(dimension)
        , graph(&space, count, 16, 200, 100)
    {
    }
    bare_hnswlib::InnerProductSpace space;
    bare_hnswlib::HierarchicalNSW<float> graph;
};

BareHnswlib::BareHnswlib(std::span<const float> vectors, int dimension)
{
    const auto width = static_cast<std::size_t>(dimension);
    const std::size_t count = vectors.size() / width;
    m_index = std::make_unique<Index>(count, width);
    m_index->graph.num_deleted_ = 0;
    for (std::size_t row = 0; row < count; ++row) {
        m_index->graph.addPoint(vectors.data() + row * width, row);
    }
}

BareHnswlib::~BareHnswlib() = default;

std::vector<std::uint32_t> BareHnswlib::search(const float* query, std::size_t count, std::size_t breadth)
{
    m_index->graph.setEf(breadth);
    auto found = m_index->graph.searchKnn(query, count);
    std::vector<std::uint32_t> rows(found.size());
    for (std::size_t i = rows.size(); i-- > 0; found.pop()) {
        rows[i] = static_cast<std::uint32_t>(found.top().second);
    }
    return rows;
}

std::size_t BareHnswlib::memoryBytes() const
{
    const auto& graph = m_index->graph;
    // Rows and bottom links, a pointer to upper links, a level, a mutex, and a node of the label table each.
    return graph.max_elements_
           * (graph.size_data_per_element_ + sizeof(void*) + sizeof(int) + sizeof(std::mutex) + 32 + sizeof(void*));
}

} // namespace likeness::bench
