// index_lists_bench: how many rows lists have to be searched for a recall, by the length of the lists and the rule that
// says when to stop.
//   index_lists_bench --npy FILE.npy | --rows N [--dimension D]   as index_bench
//   --usual 128,256,512    lengths of lists (default 128)    --queries N  (default 200)    --threads N  (default 2)
//   --keep FOLDER   of rows, queries and lists, for the next run
// One JSON object per line. "strength" lines are real searches. Those of other rules are worked out from where the
// exact neighbours lie, and say how many rows are in the lists that have to be looked into for a recall: "number" takes
// as many lists for each query, "ratio" all whose centres are not further away than so many times the nearest, "width"
// those that can reach the last of the ten best, by widths of several kinds; see `searchLists`. "twice" has rows also
// in the list of their second nearest centre where that is nearly as near.
#include "core/index/dot.h"
#include "core/index/lists_write.h"
#include "tests/bench/index_data.h"

#include <cmath>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <numeric>
#include <sstream>

using namespace likeness;
using namespace likeness::bench;

namespace {

struct Arguments {
    std::string npy;
    std::size_t rows = 100'000;
    int dimension = 512;
    std::string usual = "128";
    std::size_t queries = 200;
    int threads = 2;
    std::string keep;
};

/// A query, and where its neighbours lie.
struct Asked {
    std::vector<float> query; ///< Shape: [stride]
    std::vector<std::uint32_t> rows;
    float worst = 0;                         ///< score of the last of them
    std::vector<float> centreScores;         ///< Shape: [lists]
    std::vector<std::uint32_t> listOf;       ///< of the neighbours
    std::vector<std::uint32_t> secondListOf; ///< the same as the first if there is none
};

template <class T> void save(const std::string& path, const std::vector<T>& v)
{
    std::ofstream(path, std::ios::binary)
        .write(reinterpret_cast<const char*>(v.data()), static_cast<std::streamsize>(v.size() * sizeof(T)));
}
template <class T> std::vector<T> load(const std::string& path)
{
    std::vector<T> v(std::filesystem::file_size(path) / sizeof(T));
    std::ifstream(path, std::ios::binary)
        .read(reinterpret_cast<char*>(v.data()), static_cast<std::streamsize>(v.size() * sizeof(T)));
    return v;
}
Data keptData(const Arguments& arguments)
{
    Data data;
    data.name = "kept";
    data.dimension = static_cast<std::size_t>(arguments.dimension);
    data.queries.push_back({"image", load<float>(arguments.keep + "/image")});
    data.queries.push_back({"words", load<float>(arguments.keep + "/words")});
    return data;
}

class Experiment {
public:
    Experiment(Data data, Arguments arguments)
        : m_data(std::move(data))
        , m_arguments(std::move(arguments))
        , m_stride(rowStride(static_cast<int>(m_data.dimension)))
    {
        char pattern[] = "/tmp/index_lists_bench_XXXXXX";
        m_folder = ::mkdtemp(pattern);
        const std::string kept = m_arguments.keep + "/rows";
        if (!m_arguments.keep.empty() && std::filesystem::exists(kept)) {
            m_halves = load<std::uint16_t>(kept);
            m_folder = m_arguments.keep;
        } else {
            m_halves.resize(m_data.count() * m_stride);
            for (std::size_t row = 0; row < m_data.count(); ++row) {
                const auto halves
                    = halvesFromFloats(std::span(m_data.rows).subspan(row * m_data.dimension, m_data.dimension));
                std::copy(halves.begin(), halves.end(), m_halves.begin() + static_cast<std::ptrdiff_t>(row * m_stride));
            }
            m_data.rows = {};
            if (!m_arguments.keep.empty()) {
                m_folder = m_arguments.keep;
                std::filesystem::create_directories(m_folder);
                save(m_arguments.keep + "/image", m_data.queries[0].values);
                save(m_arguments.keep + "/words", m_data.queries[1].values);
                save(kept, m_halves);
            }
        }
        std::vector<ContentId> contents(m_halves.size() / m_stride);
        for (std::size_t row = 0; row < contents.size(); ++row) {
            contents[row] = {static_cast<std::int64_t>(row + 1)};
        }
        m_contents = std::move(contents);
        for (const Data::Queries& queries : m_data.queries) {
            m_asked.push_back(askedFrom(queries));
        }
    }
    ~Experiment()
    {
        if (m_arguments.keep.empty()) {
            std::filesystem::remove_all(m_folder);
        }
    }

    void run(std::size_t usual)
    {
        const RowBlock rows = block();
        RowSet set;
        set.stride = m_stride;
        set.live = rows.count;
        set.chunks.push_back({nullptr, rows.halves, m_contents.data(), rows.count, nullptr});
        std::atomic<bool> cancel{false};
        GenerationPlan plan;
        plan.folder = m_folder / ("gen-" + std::to_string(usual));
        plan.identity = {"bench", static_cast<int>(m_data.dimension)};
        plan.withLists = true;
        plan.listSizes = {usual, 4 * usual, usual / 8};
        plan.threads = m_arguments.threads;
        const double cpu = processSeconds();
        const auto written = std::filesystem::exists(plan.folder) ? Generation::open(plan.folder, plan.identity)
                                                                  : writeGeneration(plan, set, m_files, cancel);
        if (!written) {
            std::fprintf(stderr, "%s\n", written.error().message.c_str());
            std::exit(1);
        }
        m_generation = *written;
        const ListsView& lists = *m_generation->lists();
        std::vector<std::uint32_t> sizes(lists.terms.size());
        std::transform(lists.terms.begin(), lists.terms.end(), sizes.begin(),
                       [](const ListTerms& t) { return t.rows; });
        std::sort(sizes.begin(), sizes.end());
        std::printf("{\"measure\":\"build\",\"rows\":%u,\"usual\":%zu,\"lists\":%zu,\"shortest\":%u,\"median\":%u,"
                    "\"longest\":%u,\"wall_s\":%.1f,\"cpu_s\":%.1f,\"strength\":%.2f}\n",
                    rows.count, usual, lists.terms.size(), sizes.front(), sizes[sizes.size() / 2], sizes.back(),
                    (*written)->buildTime().count(), processSeconds() - cpu, static_cast<double>(lists.strength));
        centres();
        place();
        for (std::size_t kind = 0; kind < m_asked.size(); ++kind) {
            strengths(usual, kind);
            otherRules(usual, kind);
        }
        if (m_arguments.keep.empty()) {
            std::filesystem::remove_all(plan.folder);
        }
    }

private:
    RowBlock block() const { return {m_halves.data(), static_cast<std::uint32_t>(m_contents.size()), m_stride}; }

    std::vector<Asked> askedFrom(const Data::Queries& queries) const
    {
        std::vector<Asked> asked(std::min(m_arguments.queries, kQueries));
        std::vector<float> padded(asked.size() * m_stride, 0.0F);
        std::vector<TopList> found(asked.size(), TopList(kNeighbours));
        for (std::size_t i = 0; i < asked.size(); ++i) {
            std::copy_n(queries.values.data() + i * m_data.dimension, m_data.dimension, padded.data() + i * m_stride);
            asked[i].query.assign(padded.data() + i * m_stride, padded.data() + (i + 1) * m_stride);
        }
        constexpr std::size_t kBlock = 64;
        std::vector<float> scores(asked.size() * kBlock);
        const RowBlock rows = block();
        for (std::size_t first = 0; first < rows.count; first += kBlock) {
            const std::size_t count = std::min<std::size_t>(kBlock, rows.count - first);
            scoreRowsForEach(padded.data(), asked.size(), rows.halves + first * m_stride, m_stride, count,
                             scores.data());
            for (std::size_t i = 0; i < asked.size(); ++i) {
                for (std::size_t at = 0; at < count; ++at) {
                    found[i].offer({{static_cast<std::int64_t>(first + at)}, scores[i * count + at]});
                }
            }
        }
        for (std::size_t i = 0; i < asked.size(); ++i) {
            const auto sorted = found[i].takeSorted();
            asked[i].worst = sorted.back().score;
            for (const Neighbour& n : sorted) {
                asked[i].rows.push_back(static_cast<std::uint32_t>(n.content.value));
            }
        }
        return asked;
    }

    /// Finds the lists of the neighbours, and what a second list for rows near a boundary would do.
    void place()
    {
        const ListsView& lists = *m_generation->lists();
        std::vector<std::uint32_t> listOf(m_contents.size());
        for (std::uint32_t list = 0; list < lists.terms.size(); ++list) {
            for (std::size_t i = 0; i < lists.terms[list].rows; ++i) {
                listOf[lists.rowNumbers[lists.terms[list].firstBlock * kCodeBlockRows + i]] = list;
            }
        }
        // A sample says how many rows get a second list; the neighbours themselves are worked out.
        std::vector<float> scores(lists.terms.size());
        std::vector<float> floats(m_stride);
        const auto second = [&](std::uint32_t row) {
            floatsFromHalves(m_halves.data() + row * m_stride, m_stride, floats.data());
            scoreRows(floats.data(), lists.centres.halves, m_stride, scores.size(), scores.data());
            const auto distance
                = [&](std::uint32_t list) { return 1.0F - 2.0F * scores[list] + lists.terms[list].centreSquared; };
            std::uint32_t best = listOf[row];
            float nearest = std::numeric_limits<float>::max();
            for (std::uint32_t list = 0; list < scores.size(); ++list) {
                if (list != listOf[row] && distance(list) < nearest) {
                    nearest = distance(list);
                    best = list;
                }
            }
            return nearest < kTwiceWithin * distance(listOf[row]) ? best : listOf[row];
        };
        std::size_t twice = 0;
        constexpr std::uint32_t kSample = 1000;
        const auto step = static_cast<std::uint32_t>(m_contents.size() / kSample);
        for (std::uint32_t i = 0; i < kSample; ++i) {
            twice += second(i * step) != listOf[i * step] ? 1 : 0;
        }
        m_twiceShare = static_cast<double>(twice) / kSample;
        for (std::vector<Asked>& kind : m_asked) {
            for (Asked& asked : kind) {
                asked.centreScores.resize(lists.terms.size());
                scoreRows(asked.query.data(), lists.centres.halves, m_stride, lists.terms.size(),
                          asked.centreScores.data());
                asked.listOf.clear();
                asked.secondListOf.clear();
                for (const std::uint32_t row : asked.rows) {
                    asked.listOf.push_back(listOf[row]);
                    asked.secondListOf.push_back(second(row));
                }
            }
        }
    }

    /// Comparing with all centres against walking through the graph over them.
    void centres()
    {
        const ListsView& lists = *m_generation->lists();
        SeenRows seen(lists.graph.rows);
        for (const std::size_t breadth : {64, 128, 256, 512}) {
            Timed scans, walks;
            double same = 0, asked = 0;
            for (const std::vector<Asked>& kind : m_asked) {
                for (const Asked& one : kind) {
                    double start = threadSeconds();
                    std::vector<float> scores(lists.terms.size());
                    scoreRows(one.query.data(), lists.centres.halves, m_stride, scores.size(), scores.data());
                    scans.micros.push_back(1e6 * (threadSeconds() - start));
                    TopList found(breadth);
                    start = threadSeconds();
                    walkGraph(lists.graph, lists.centres, lists.listNumbers,
                              {one.query.data(), breadth, std::numeric_limits<std::size_t>::max()}, nullptr, seen,
                              found);
                    walks.micros.push_back(1e6 * (threadSeconds() - start));
                    std::sort(scores.rbegin(), scores.rend());
                    const float least = scores[std::min(breadth, scores.size()) - 1];
                    same += static_cast<double>(std::count_if(found.unsorted().begin(), found.unsorted().end(),
                                                              [&](const Neighbour& n) { return n.score >= least; }));
                    asked += static_cast<double>(std::min(breadth, scores.size()));
                }
            }
            std::printf("{\"measure\":\"centres\",\"lists\":%zu,\"breadth\":%zu,\"scan_us\":%.0f,\"walk_us\":%.0f,"
                        "\"found\":%.4f}\n",
                        lists.terms.size(), breadth, scans.at(.5), walks.at(.5), same / asked);
        }
    }

    void strengths(std::size_t usual, std::size_t kind)
    {
        const ListsView& lists = *m_generation->lists();
        SeenRows seen(lists.graph.rows);
        for (const float strength : {3.5F, 4.0F, 4.25F, 4.5F, 4.75F, 5.0F, 5.5F, -1.0F}) {
            Timed times, probed;
            double found = 0, estimated = 0, compared = 0;
            for (const Asked& asked : m_asked[kind]) {
                TopList best(kNeighbours);
                const double start = threadSeconds();
                const float used = strength < 0 ? lists.strength : strength;
                const ListCounts counts = searchLists(lists, m_generation->rows(), m_generation->contents(),
                                                      {asked.query.data(), used}, nullptr, seen, best);
                times.micros.push_back(1e6 * (threadSeconds() - start));
                probed.micros.push_back(static_cast<double>(counts.probed));
                estimated += static_cast<double>(counts.estimated);
                compared += static_cast<double>(counts.compared);
                const auto hits = std::count_if(best.unsorted().begin(), best.unsorted().end(),
                                                [&](const Neighbour& n) { return n.score >= asked.worst - 2e-6F; });
                found += std::min(1.0, static_cast<double>(hits) / kNeighbours);
            }
            const auto count = static_cast<double>(m_asked[kind].size());
            std::printf("{\"rule\":\"strength\",\"usual\":%zu,\"query\":\"%s\",\"strength\":%.1f,\"recall10\":%.4f,"
                        "\"lists_median\":%.0f,\"lists_p99\":%.0f,\"estimated\":%.0f,\"compared\":%.0f,"
                        "\"median_us\":%.0f,\"p99_us\":%.0f}\n",
                        usual, m_data.queries[kind].kind.c_str(), static_cast<double>(strength), found / count,
                        probed.at(.5), probed.at(.99), estimated / count, compared / count, times.at(.5),
                        times.at(.99));
        }
    }

    /// How much sooner than others a rule looks into each list; the smaller, the sooner.
    using Keys = std::vector<float>;

    /// The rows in the lists that have to be looked into, if the rule goes as far for every query as is needed for a
    /// recall.
    void tally(const std::string& rule, std::size_t usual, std::size_t kind, bool twice, const std::vector<Keys>& keys)
    {
        const ListsView& lists = *m_generation->lists();
        const std::vector<Asked>& all = m_asked[kind];
        std::vector<float> needed;
        for (std::size_t i = 0; i < all.size(); ++i) {
            for (std::size_t at = 0; at < kNeighbours; ++at) {
                const float once = keys[i][all[i].listOf[at]];
                needed.push_back(twice ? std::min(once, keys[i][all[i].secondListOf[at]]) : once);
            }
        }
        std::sort(needed.begin(), needed.end());
        std::printf("{\"rule\":\"%s\",\"usual\":%zu,\"query\":\"%s\",\"twice_share\":%.3f", rule.c_str(), usual,
                    m_data.queries[kind].kind.c_str(), twice ? m_twiceShare : 0.0);
        for (const double recall : {0.9, 0.97, 0.98, 0.99, 0.995, 0.999}) {
            const float last
                = needed[static_cast<std::size_t>(std::ceil(recall * static_cast<double>(needed.size()))) - 1];
            Timed rows;
            for (const Keys& of : keys) {
                double sum = 0;
                for (std::size_t list = 0; list < of.size(); ++list) {
                    sum += of[list] <= last ? lists.terms[list].rows * (twice ? 1 + m_twiceShare : 1) : 0;
                }
                rows.micros.push_back(sum);
            }
            std::printf(",\"%.3f\":{\"key\":%.3f,\"mean\":%.0f,\"p99\":%.0f}", recall, static_cast<double>(last),
                        std::accumulate(rows.micros.begin(), rows.micros.end(), 0.0) / static_cast<double>(keys.size()),
                        rows.at(.99));
        }
        std::printf("}\n");
    }

    std::vector<std::uint32_t> nearestFirst(const Asked& asked) const
    {
        std::vector<std::uint32_t> order(asked.centreScores.size());
        std::iota(order.begin(), order.end(), 0U);
        std::sort(order.begin(), order.end(),
                  [&](std::uint32_t a, std::uint32_t b) { return asked.centreScores[a] > asked.centreScores[b]; });
        return order;
    }

    /// Root of the mean square by which the scores of rows differ from those of their centres, in units of the spread,
    /// in the `count` nearest lists.
    float widthNear(const Asked& asked, std::size_t count) const
    {
        const ListsView& lists = *m_generation->lists();
        const std::vector<std::uint32_t> order = nearestFirst(asked);
        double sum = 0, rows = 0;
        for (std::size_t i = 0; i < std::min(count, order.size()); ++i) {
            const ListTerms& terms = lists.terms[order[i]];
            std::vector<float> scores(terms.rows);
            scoreListedRows(asked.query.data(), m_generation->rows().halves, m_stride,
                            lists.rowNumbers.subspan(terms.firstBlock * kCodeBlockRows, terms.rows), scores.data());
            for (const float score : scores) {
                const double off = (score - asked.centreScores[order[i]]) / std::max(terms.spread, 1e-6F);
                sum += off * off;
            }
            rows += terms.rows;
        }
        return static_cast<float>(std::sqrt(sum / rows));
    }

    float widthEverywhere(const Asked& asked) const
    {
        const RowBlock& rests = m_generation->lists()->rests;
        std::vector<float> scores(rests.count);
        scoreRows(asked.query.data(), rests.halves, m_stride, rests.count, scores.data());
        return static_cast<float>(
            std::sqrt(std::inner_product(scores.begin(), scores.end(), scores.begin(), 0.0) / rests.count));
    }

    void otherRules(std::size_t usual, std::size_t kind)
    {
        const ListsView& lists = *m_generation->lists();
        const std::vector<Asked>& all = m_asked[kind];
        const auto keysBy = [&](const auto& key) {
            std::vector<Keys> keys(all.size(), Keys(lists.terms.size()));
            for (std::size_t i = 0; i < all.size(); ++i) {
                for (std::uint32_t list = 0; list < lists.terms.size(); ++list) {
                    keys[i][list] = key(i, list);
                }
            }
            return keys;
        };
        const auto distance = [&](std::size_t i, std::uint32_t list) {
            return std::sqrt(std::max(0.0F, 1.0F - 2.0F * all[i].centreScores[list] + lists.terms[list].centreSquared));
        };
        std::vector<float> nearest, near8, near32, everywhere;
        for (std::size_t i = 0; i < all.size(); ++i) {
            float least = std::numeric_limits<float>::max();
            for (std::uint32_t list = 0; list < lists.terms.size(); ++list) {
                least = std::min(least, distance(i, list));
            }
            nearest.push_back(least);
            near8.push_back(widthNear(all[i], 8));
            near32.push_back(widthNear(all[i], 32));
            everywhere.push_back(widthEverywhere(all[i]));
        }
        std::vector<Keys> ranks(all.size());
        for (std::size_t i = 0; i < all.size(); ++i) {
            const std::vector<std::uint32_t> order = nearestFirst(all[i]);
            ranks[i].resize(order.size());
            for (std::size_t rank = 0; rank < order.size(); ++rank) {
                ranks[i][order[rank]] = static_cast<float>(rank + 1);
            }
        }
        tally("number", usual, kind, false, ranks);
        tally("number, twice", usual, kind, true, ranks);
        const auto ratios = keysBy([&](std::size_t i, std::uint32_t list) { return distance(i, list) / nearest[i]; });
        tally("ratio", usual, kind, false, ratios);
        tally("ratio, twice", usual, kind, true, ratios);
        const auto byWidth = [&](const char* rule, bool twice, const auto& widthOf) {
            tally(rule, usual, kind, twice, keysBy([&](std::size_t i, std::uint32_t list) {
                      const float width = widthOf(i, list) * lists.terms[list].spread;
                      return (all[i].worst - all[i].centreScores[list]) / std::max(1e-6F, width);
                  }));
        };
        byWidth("width by distance", false, distance);
        byWidth("width near (8)", false, [&](std::size_t i, std::uint32_t) { return near8[i]; });
        byWidth("width near (32)", false, [&](std::size_t i, std::uint32_t) { return near32[i]; });
        byWidth("width everywhere", false, [&](std::size_t i, std::uint32_t) { return everywhere[i]; });
        const auto larger = [&](std::size_t i, std::uint32_t) { return std::max(near8[i], everywhere[i]); };
        byWidth("width, the larger", false, larger);
        byWidth("width, the larger, twice", true, larger);
    }

    // Rows whose second nearest centre is at most so many times as far, squared.
    static constexpr float kTwiceWithin = 1.1F;

    Data m_data;
    Arguments m_arguments;
    std::size_t m_stride;
    std::filesystem::path m_folder;
    FileSystem m_files;
    std::vector<std::uint16_t> m_halves;
    std::vector<ContentId> m_contents;
    std::vector<std::vector<Asked>> m_asked; // by kind
    std::shared_ptr<const Generation> m_generation;
    double m_twiceShare = 0;
};

} // namespace

int main(int count, char** values)
{
    Arguments arguments;
    for (int i = 1; i + 1 < count; i += 2) {
        if (std::strcmp(values[i], "--npy") == 0) {
            arguments.npy = values[i + 1];
        } else if (std::strcmp(values[i], "--rows") == 0) {
            arguments.rows = std::stoull(values[i + 1]);
        } else if (std::strcmp(values[i], "--dimension") == 0) {
            arguments.dimension = std::stoi(values[i + 1]);
        } else if (std::strcmp(values[i], "--usual") == 0) {
            arguments.usual = values[i + 1];
        } else if (std::strcmp(values[i], "--queries") == 0) {
            arguments.queries = std::stoull(values[i + 1]);
        } else if (std::strcmp(values[i], "--keep") == 0) {
            arguments.keep = values[i + 1];
        } else if (std::strcmp(values[i], "--threads") == 0) {
            arguments.threads = std::stoi(values[i + 1]);
        } else {
            std::fprintf(stderr, "unknown argument %s\n", values[i]);
            return 2;
        }
    }
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    Experiment experiment(!arguments.npy.empty() ? dataFromNpy(arguments.npy)
                          : std::filesystem::exists(arguments.keep + "/rows")
                              ? keptData(arguments)
                              : syntheticData(arguments.rows, arguments.dimension),
                          arguments);
    std::stringstream usual(arguments.usual);
    for (std::string one; std::getline(usual, one, ',');) {
        experiment.run(std::stoull(one));
    }
    return 0;
}
