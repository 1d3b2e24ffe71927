#pragma once

#include "core/index/generation.h"

namespace likeness {

/// How a snapshot finds base rows; what its generation lacks gives way to `Rows`.
enum class SearchWith { Rows, Codes, Lists, Graph };

/// One state of the index, never changed: rows, and the codes of the base rows, lists of them or the graph over them.
///
/// A search scans the codes, looks into lists, walks the graph, or compares with every base row that is allowed,
/// whichever is expected to take least; rows newer than the base are always compared with. A walk that finds too little
/// or grows too long, and codes that leave too many rows, are abandoned for the comparison with every row, so neither
/// filters nor deletions cost recall.
class Snapshot final : public VectorIndex {
public:
    /// `generation` is null when there are no base rows.
    Snapshot(std::shared_ptr<const RowSet> rows, std::shared_ptr<const Generation> generation, int dimension,
             SearchWith with);

    std::string kind() const override { return m_graph ? "hnsw" : m_lists ? "hnsw-if" : m_codes ? "flat" : "exact"; }
    int dimension() const override { return m_dimension; }
    std::size_t size() const override { return m_rows->live; }
    std::size_t memoryBytes() const override;
    std::vector<ContentId> sample(std::size_t countMax) const override;
    IndexFigures figures() const override;
    Result<std::vector<Neighbour>> search(std::span<const float> query, std::uint32_t countMax, const RowFilter* filter,
                                          SearchTrace* trace = nullptr) const override;

private:
    bool scanCodes(const float* query, const RowFilter* filter, TopList& found, SearchTrace& trace) const;
    bool probeLists(const float* query, const RowFilter* filter, TopList& found, SearchTrace& trace) const;
    bool walkBase(const float* query, const RowFilter* filter, TopList& found, SearchTrace& trace) const;
    void scanBase(const float* query, const RowFilter* filter, TopList& found, SearchTrace& trace) const;
    /// How many base rows are alive and allowed, at most.
    std::size_t allowedBase(const RowFilter* filter) const;
    /// The rows of the base that are alive and allowed; nullopt = all.
    std::optional<RowBits> allowedRows(const RowFilter* filter) const;

    std::shared_ptr<const RowSet> m_rows;
    std::shared_ptr<const Generation> m_generation;
    int m_dimension;
    const GraphView* m_graph; // inside m_generation, as the others; all null = compare with every row
    const CodesView* m_codes;
    const ListsView* m_lists;
};

} // namespace likeness
