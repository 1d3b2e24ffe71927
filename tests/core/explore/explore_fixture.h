#pragma once

#include "core/explore/neighbour_graph.h"
#include "core/index/dot.h"
#include "tests/support/realistic_vectors.h"

#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <set>

namespace likeness::test {

/// Vectors with contents 10, 20, 30, ... (so that a row is not its content), padded as the index pads them.
class Collection {
public:
    explicit Collection(int dimension)
        : m_dimension(static_cast<std::size_t>(dimension))
        , m_stride(rowStride(dimension))
    {
    }

    static Collection realistic(std::size_t count, int dimension = 64, std::uint64_t seed = 11)
    {
        Collection collection(dimension);
        RealisticVectors source(dimension, seed);
        const auto values = source.images(count);
        for (std::size_t i = 0; i < count; ++i) {
            collection.add(std::span(values).subspan(i * collection.m_dimension, collection.m_dimension));
        }
        return collection;
    }

    /// `groups` of `each` vectors around points far from one another; group g has rows g, g + groups, g + 2 groups, ...
    static Collection grouped(std::uint32_t groups, std::uint32_t each, float spread = 0.3F)
    {
        Collection collection(64);
        std::mt19937 random(3);
        std::normal_distribution<float> normal;
        std::vector<std::vector<float>> centres(groups, std::vector<float>(64));
        for (auto& centre : centres) {
            std::generate(centre.begin(), centre.end(), [&] { return normal(random); });
        }
        for (std::uint32_t i = 0; i < groups * each; ++i) {
            std::vector<float> row = centres[i % groups];
            for (float& value : row) {
                value += spread * normal(random);
            }
            collection.add(row);
        }
        return collection;
    }

    /// Shape: `row` [dimension]; made unit length.
    void add(std::span<const float> row)
    {
        double squared = 0;
        for (const float value : row) {
            squared += static_cast<double>(value) * static_cast<double>(value);
        }
        std::vector<float> unit(row.begin(), row.end());
        for (float& value : unit) {
            value = static_cast<float>(static_cast<double>(value) / std::sqrt(squared));
        }
        const auto packed = halvesFromFloats(unit);
        m_halves.insert(m_halves.end(), packed.begin(), packed.end());
        m_halves.resize(m_halves.size() + m_stride - m_dimension, 0);
        m_contents.push_back({static_cast<std::int64_t>(m_contents.size() + 1) * 10});
    }

    std::uint32_t count() const { return static_cast<std::uint32_t>(m_contents.size()); }
    const std::vector<ContentId>& contents() const { return m_contents; }
    VectorRows rows() const { return {m_contents, m_halves.data(), m_stride, &scoreListedRows}; }
    /// The first rows only.
    VectorRows first(std::uint32_t count) const
    {
        return {std::span(m_contents).first(count), m_halves.data(), m_stride, &scoreListedRows};
    }

    float score(std::uint32_t a, std::uint32_t b) const
    {
        return dotHalves(m_halves.data() + a * m_stride, m_halves.data() + b * m_stride, m_stride);
    }

    /// All others, nearest first, equals by row: worked out in the plainest way.
    std::vector<GraphLink> nearest(std::uint32_t row, std::size_t countMax) const
    {
        std::vector<GraphLink> all;
        for (std::uint32_t other = 0; other < count(); ++other) {
            if (other != row) {
                all.push_back({other, score(row, other)});
            }
        }
        std::sort(all.begin(), all.end(), [](const GraphLink& a, const GraphLink& b) {
            return a.score != b.score ? a.score > b.score : a.row < b.row;
        });
        all.resize(std::min(all.size(), countMax));
        return all;
    }

    /// Searches the contents in `known` as an exact index would, the content itself included.
    NeighbourSearch search(std::set<ContentId> known) const
    {
        return [this, known = std::move(known)](ContentId content, std::uint32_t countMax) {
            const auto row = static_cast<std::uint32_t>(content.value / 10 - 1);
            std::vector<ScoredContent> found{{content, 1.0F}};
            for (const GraphLink& link : nearest(row, count())) {
                if (found.size() < countMax && known.contains(m_contents[link.row])) {
                    found.push_back({m_contents[link.row], link.score});
                }
            }
            return Result<std::vector<ScoredContent>>(std::move(found));
        };
    }
    NeighbourSearch searchAll() const { return search({m_contents.begin(), m_contents.end()}); }

    /// The graph of everything.
    NeighbourGraph graph(std::uint32_t links = 15, int threads = 2) const
    {
        NeighbourGraph graph("test-model", links);
        graph.apply(m_contents, {});
        ExploreRun run;
        run.threads = threads;
        if (!fillByDescent(graph, rows(), {}, run)) {
            qFatal("the graph could not be made");
        }
        return graph;
    }

private:
    std::size_t m_dimension;
    std::size_t m_stride;
    std::vector<ContentId> m_contents;
    std::vector<std::uint16_t> m_halves;
};

inline ExploreRun threads(int count)
{
    ExploreRun run;
    run.threads = count;
    return run;
}

/// A run that someone stops once it has reported `reports` times.
struct StoppedRun {
    std::stop_source source;
    int left;
    ExploreRun run;

    explicit StoppedRun(int reports)
        : left(reports)
    {
        run.threads = 2;
        run.stop = source.get_token();
        if (reports == 0) {
            source.request_stop();
        }
        run.progress = [this](double) {
            if (--left <= 0) {
                source.request_stop();
            }
        };
    }
};

inline std::filesystem::path fileIn(const QTemporaryDir& folder)
{
    return std::filesystem::path(folder.path().toStdString()) / "file";
}

inline std::vector<std::vector<GraphLink>> linksOf(const NeighbourGraph& graph)
{
    std::vector<std::vector<GraphLink>> links;
    for (std::uint32_t row = 0; row < graph.count(); ++row) {
        links.emplace_back(graph.linksOf(row).begin(), graph.linksOf(row).end());
    }
    return links;
}

} // namespace likeness::test
