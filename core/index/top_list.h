#pragma once

#include "core/index/vector_index.h"

#include <algorithm>

namespace likeness {

/// The best `countMax` of the neighbours offered: highest score first, equal scores by ascending id.
class TopList {
public:
    explicit TopList(std::size_t countMax)
        : m_countMax(countMax)
    {
    }

    std::size_t countMax() const { return m_countMax; }
    bool full() const { return m_heap.size() >= m_countMax; }
    std::size_t size() const { return m_heap.size(); }
    /// Score that something new has to reach; -2, below every cosine, while there is room.
    float worstScore() const { return full() && !m_heap.empty() ? m_heap.front().score : -2.0F; }

    bool takes(const Neighbour& neighbour) const
    {
        return m_heap.size() < m_countMax || (!m_heap.empty() && better(neighbour, m_heap.front()));
    }

    void offer(const Neighbour& neighbour)
    {
        if (m_heap.size() < m_countMax) {
            m_heap.push_back(neighbour);
            std::push_heap(m_heap.begin(), m_heap.end(), better);
        } else if (!m_heap.empty() && better(neighbour, m_heap.front())) {
            std::pop_heap(m_heap.begin(), m_heap.end(), better);
            m_heap.back() = neighbour;
            std::push_heap(m_heap.begin(), m_heap.end(), better);
        }
    }

    const std::vector<Neighbour>& unsorted() const { return m_heap; }

    std::vector<Neighbour> takeSorted()
    {
        std::sort(m_heap.begin(), m_heap.end(), better);
        return std::move(m_heap);
    }

private:
    static bool better(const Neighbour& a, const Neighbour& b)
    {
        return a.score != b.score ? a.score > b.score : a.content < b.content;
    }

    std::size_t m_countMax;
    std::vector<Neighbour> m_heap; // the worst in front
};

} // namespace likeness
