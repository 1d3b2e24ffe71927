#include "tests/bench/bare_hnswlib.h"

#include "core/index/in_threads.h"

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

BareHnswlib::BareHnswlib(std::size_t rows, int dimension)
    : m_index(std::make_unique<Index>(rows, static_cast<std::size_t>(dimension)))
{
    m_index->graph.num_deleted_ = 0;
}

void BareHnswlib::add(std::span<const float> vectors, int threads)
{
    const std::size_t width = *static_cast<const std::size_t*>(m_index->space.get_dist_func_param());
    const std::size_t first = m_index->graph.cur_element_count;
    inThreads(threads, vectors.size() / width,
              [&](std::size_t i) { m_index->graph.addPoint(vectors.data() + i * width, first + i); });
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
