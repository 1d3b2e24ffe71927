// index_codes_bench: what codes of 1, 2 and 4 bits find, before anything is built on them.
//   index_codes_bench --npy FILE.npy | --rows N [--dimension D]   [--neighbours N]
// One JSON object per line on stdout: recall@10 by how many of the best by code are compared in full; how many have to
// be when the error bound decides; the time per row. tests/bench/plot_index_codes.py draws it.
#include "core/index/codes.h"
#include "core/index/dot.h"
#include "tests/bench/index_data.h"

#include <cmath>
#include <cstdio>
#include <cstring>
#include <numeric>

using namespace likeness;
using namespace likeness::bench;

namespace {

constexpr std::size_t kUsedQueries = 200;

class Experiment {
public:
    Experiment(Data data, std::size_t neighbours)
        : m_data(std::move(data))
        , m_neighbours(neighbours)
        , m_stride(rowStride(static_cast<int>(m_data.dimension)))
        , m_halves(padded(m_data.rows))
    {
        for (const Data::Queries& queries : m_data.queries) {
            std::vector<std::vector<float>> all;
            for (std::size_t i = 0; i < kUsedQueries; ++i) {
                all.push_back(exactScores(queries.values.data() + i * m_data.dimension));
                std::partial_sort(all.back().begin(), all.back().begin() + static_cast<std::ptrdiff_t>(m_neighbours),
                                  all.back().end(), std::greater<>());
                all.back().resize(m_neighbours);
            }
            m_best.push_back(std::move(all));
        }
    }

    void run(int bits, bool centred)
    {
        const CodeLayout layout{m_stride, bits};
        std::vector<float> centre(m_stride, 0.0F);
        if (centred) {
            for (std::size_t i = 0; i < m_data.rows.size(); ++i) {
                centre[i % m_data.dimension] += m_data.rows[i] / static_cast<float>(m_data.count());
            }
        }
        const CodeSpace space(layout, 1, centre);
        std::vector<std::byte> blocks(CodeLayout::blocksOf(m_data.count()) * layout.blockBytes());
        const double start = threadSeconds();
        for (std::size_t row = 0; row < m_data.count(); ++row) {
            space.encode(m_halves.data() + row * m_stride, blocks.data() + row / kCodeBlockRows * layout.blockBytes(),
                         row % kCodeBlockRows);
        }
        const double encodeMicros = 1e6 * (threadSeconds() - start) / static_cast<double>(m_data.count());
        for (std::size_t kind = 0; kind < m_data.queries.size(); ++kind) {
            Setting setting{bits, centred, kind, encodeMicros};
            measure(setting, space, blocks);
        }
    }

private:
    struct Setting {
        int bits;
        bool centred;
        std::size_t kind;
        double encodeMicros;
    };

    std::vector<std::uint16_t> padded(const std::vector<float>& rows) const
    {
        std::vector<std::uint16_t> halves(m_data.count() * m_stride);
        for (std::size_t row = 0; row < m_data.count(); ++row) {
            const auto one = halvesFromFloats(std::span(rows).subspan(row * m_data.dimension, m_data.dimension));
            std::copy(one.begin(), one.end(), halves.begin() + static_cast<std::ptrdiff_t>(row * m_stride));
        }
        return halves;
    }

    std::vector<float> paddedQuery(const float* query) const
    {
        std::vector<float> prepared(m_stride, 0.0F);
        std::copy_n(query, m_data.dimension, prepared.begin());
        return prepared;
    }

    std::vector<float> exactScores(const float* query) const
    {
        std::vector<float> scores(m_data.count());
        scoreRows(paddedQuery(query).data(), m_halves.data(), m_stride, m_data.count(), scores.data());
        return scores;
    }

    void measure(const Setting& setting, const CodeSpace& space, std::span<const std::byte> blocks) const
    {
        static constexpr std::size_t kDepths[] = {10, 20, 40, 80, 160, 320, 640, 1280, 2560};
        static constexpr float kDeviations[] = {1.0F, 1.5F, 2.0F, 2.5F, 3.0F, 4.0F};
        const std::size_t count = m_data.count();
        std::vector<double> recall(std::size(kDepths), 0.0), bounded(std::size(kDeviations), 0.0);
        std::vector<Timed> compared(std::size(kDeviations));
        Timed scan, prepare;
        double squaredError = 0;
        std::vector<float> scores(blocks.size() / space.layout().blockBytes() * kCodeBlockRows), upper(scores.size());
        std::vector<std::uint32_t> reaching(scores.size() / kCodeBlockRows), order(count);
        for (std::size_t i = 0; i < kUsedQueries; ++i) {
            const float* raw = m_data.queries[setting.kind].values.data() + i * m_data.dimension;
            const std::vector<float> query = paddedQuery(raw);
            const std::vector<float> exact = exactScores(raw);
            const float floor = m_best[setting.kind][i].back() - 1e-6F;
            double start = threadSeconds();
            const CodeQuery ready = space.prepare(query.data(), 0.0F);
            prepare.micros.push_back(1e6 * (threadSeconds() - start));
            start = threadSeconds();
            scoreCodes(ready, space.layout(), blocks, 2.0F, scores.data(), reaching.data());
            scan.micros.push_back(1e9 * (threadSeconds() - start) / static_cast<double>(count));
            for (std::size_t row = 0; row < count; ++row) {
                squaredError += (scores[row] - exact[row]) * (scores[row] - exact[row]);
            }
            std::iota(order.begin(), order.end(), 0U);
            const std::size_t deepest = std::min(count, kDepths[std::size(kDepths) - 1]);
            const auto better = [&](std::uint32_t a, std::uint32_t b) { return scores[a] > scores[b]; };
            std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(deepest), order.end(), better);
            for (std::size_t d = 0; d < std::size(kDepths); ++d) {
                std::size_t hits = 0;
                for (std::size_t at = 0; at < std::min(deepest, kDepths[d]); ++at) {
                    hits += exact[order[at]] >= floor ? 1 : 0;
                }
                recall[d]
                    += std::min(1.0, static_cast<double>(hits) / static_cast<double>(m_neighbours)) / kUsedQueries;
            }
            for (std::size_t d = 0; d < std::size(kDeviations); ++d) {
                scoreCodes(space.prepare(query.data(), kDeviations[d]), space.layout(), blocks, 2.0F, upper.data(),
                           reaching.data());
                std::size_t hits = 0, reached = 0;
                for (std::size_t row = 0; row < count; ++row) {
                    reached += upper[row] >= floor ? 1 : 0;
                    hits += upper[row] >= floor && exact[row] >= floor ? 1 : 0;
                }
                bounded[d]
                    += std::min(1.0, static_cast<double>(hits) / static_cast<double>(m_neighbours)) / kUsedQueries;
                compared[d].micros.push_back(static_cast<double>(reached));
            }
        }
        std::printf("{\"data\":\"%s\",\"rows\":%zu,\"dimension\":%zu,\"neighbours\":%zu,\"query\":\"%s\",\"bits\":%d,"
                    "\"centred\":%s,"
                    "\"bytes_per_row\":%.0f,\"encode_us\":%.2f,\"prepare_us\":%.1f,\"scan_ns_per_row\":%.2f,"
                    "\"error\":%.5f,\"depth\":{",
                    m_data.name.c_str(), count, m_data.dimension, m_neighbours,
                    m_data.queries[setting.kind].kind.c_str(), setting.bits, setting.centred ? "true" : "false",
                    static_cast<double>(space.layout().blockBytes()) / kCodeBlockRows, setting.encodeMicros,
                    prepare.at(.5), scan.at(.5),
                    std::sqrt(squaredError / static_cast<double>(count) / static_cast<double>(kUsedQueries)));
        for (std::size_t d = 0; d < std::size(kDepths); ++d) {
            std::printf("%s\"%zu\":%.4f", d > 0 ? "," : "", kDepths[d], recall[d]);
        }
        std::printf("},\"bound\":[");
        for (std::size_t d = 0; d < std::size(kDeviations); ++d) {
            std::printf("%s{\"deviations\":%.1f,\"recall10\":%.4f,\"median\":%.0f,\"p99\":%.0f}", d > 0 ? "," : "",
                        static_cast<double>(kDeviations[d]), bounded[d], compared[d].at(.5), compared[d].at(.99));
        }
        std::printf("]}\n");
    }

    Data m_data;
    std::size_t m_neighbours;
    std::size_t m_stride;
    std::vector<std::uint16_t> m_halves;
    std::vector<std::vector<std::vector<float>>> m_best; // by kind and query, the best scores
};

} // namespace

int main(int count, char** values)
{
    std::string npy;
    std::size_t rows = 100'000;
    int dimension = 512;
    std::size_t neighbours = kNeighbours;
    for (int i = 1; i + 1 < count; i += 2) {
        if (std::strcmp(values[i], "--npy") == 0) {
            npy = values[i + 1];
        } else if (std::strcmp(values[i], "--rows") == 0) {
            rows = std::stoull(values[i + 1]);
        } else if (std::strcmp(values[i], "--dimension") == 0) {
            dimension = std::stoi(values[i + 1]);
        } else if (std::strcmp(values[i], "--neighbours") == 0) {
            neighbours = std::stoull(values[i + 1]);
        } else {
            std::fprintf(stderr, "unknown argument %s\n", values[i]);
            return 2;
        }
    }
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    Experiment experiment(npy.empty() ? syntheticData(rows, dimension) : dataFromNpy(npy), neighbours);
    for (const bool centred : {true, false}) {
        if (!centred && neighbours != kNeighbours) {
            break; // asked for once
        }
        for (const int bits : {1, 2, 4}) {
            experiment.run(bits, centred);
        }
    }
    return 0;
}
