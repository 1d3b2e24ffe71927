#include "tests/bench/bare_faiss.h"

#include <cmath>
#include <faiss/IndexHNSW.h>
#include <faiss/IndexIVFPQFastScan.h>
#include <faiss/IndexRefine.h>
#include <faiss/index_factory.h>
#include <omp.h>
#include <string>

namespace likeness::bench {

struct BareFaiss::Index {
    Kind kind;
    std::unique_ptr<faiss::Index> index;
};

BareFaiss::BareFaiss(Kind kind, std::size_t rows, std::span<const float> sample, int dimension)
    : m_index(std::make_unique<Index>())
{
    omp_set_num_threads(1);
    m_index->kind = kind;
    if (kind == Kind::Hnsw) {
        auto hnsw = std::make_unique<faiss::IndexHNSWFlat>(dimension, 16, faiss::METRIC_INNER_PRODUCT);
        hnsw->hnsw.efConstruction = 200;
        m_index->index = std::move(hnsw);
    } else {
        const int lists = static_cast<int>(std::sqrt(static_cast<double>(rows)));
        const std::string recipe = "IVF" + std::to_string(lists) + ",PQ" + std::to_string(dimension / 2) + "x4fs,RFlat";
        m_index->index.reset(faiss::index_factory(dimension, recipe.c_str(), faiss::METRIC_INNER_PRODUCT));
        const auto given = static_cast<faiss::Index::idx_t>(sample.size() / static_cast<std::size_t>(dimension));
        m_index->index->train(std::min<faiss::Index::idx_t>(given, 40LL * lists), sample.data());
    }
}

void BareFaiss::add(std::span<const float> vectors)
{
    const auto width = static_cast<std::size_t>(m_index->index->d);
    m_index->index->add(static_cast<faiss::Index::idx_t>(vectors.size() / width), vectors.data());
}

BareFaiss::~BareFaiss() = default;

std::vector<std::uint32_t> BareFaiss::search(const float* query, std::size_t count, std::size_t effort)
{
    if (m_index->kind == Kind::Hnsw) {
        static_cast<faiss::IndexHNSWFlat&>(*m_index->index).hnsw.efSearch = static_cast<int>(effort);
    } else {
        auto& refine = static_cast<faiss::IndexRefineFlat&>(*m_index->index);
        refine.k_factor = 20;
        static_cast<faiss::IndexIVF*>(dynamic_cast<faiss::IndexIVF*>(refine.base_index))->nprobe = effort;
    }
    std::vector<float> scores(count);
    std::vector<faiss::Index::idx_t> labels(count);
    m_index->index->search(1, query, static_cast<faiss::Index::idx_t>(count), scores.data(), labels.data());
    std::vector<std::uint32_t> rows;
    for (const faiss::Index::idx_t label : labels) {
        if (label >= 0) {
            rows.push_back(static_cast<std::uint32_t>(label));
        }
    }
    return rows;
}

} // namespace likeness::bench
