// index_bench: recall, latency, memory, files, build and open times of our kinds and of their peers, in one run.
//   index_bench --npy FILE.npy            rows of a float16 .npy file; the last 1,000 are the queries
//   index_bench --rows N [--dimension D]  realistic synthetic vectors
//   --kinds flat,hnsw-if,hnsw   ours besides exact, which is always there (default flat)
//   --peers hnswlib,faiss-ivfpq,faiss-hnsw   (default hnswlib; FAISS where libfaiss-dev was installed)
//   --threads N  of our build (default 1, as the peers)    --queries N  (default 1000)
//   --neighbours N  (default 10)
//   --sweep      hnsw only: recall and cost per breadth
// One JSON object per line on stdout. Latencies are of the thread's own processor clock: other work on the machine does
// not count, its cache misses do. All answer each query in turn, so that none has a quieter machine.
#include "core/index/dot.h"
#include "core/index/generation.h"
#include "tests/bench/bare_hnswlib.h"
#include "tests/bench/index_data.h"
#ifdef LIKENESS_BENCH_FAISS
#include "tests/bench/bare_faiss.h"
#endif

#include <cstdio>
#include <functional>
#include <future>
#include <numeric>

using namespace likeness;
using namespace likeness::bench;

namespace {

struct Arguments {
    std::string npy;
    std::size_t rows = 100'000;
    int dimension = 512;
    std::string kinds = "flat";
    std::string peers = "hnswlib";
    int threads = 1;
    std::size_t queries = kQueries;
    bool sweep = false;
    std::uint32_t neighbours = kNeighbours;
};

bool names(const std::string& list, const std::string& name)
{
    return ("," + list + ",").find("," + name + ",") != std::string::npos;
}

/// Something of other people's that answers, with more effort better.
struct Peer {
    std::string name;
    std::function<std::vector<std::uint32_t>(const float*, std::size_t effort)> search;
    std::vector<std::size_t> efforts; ///< ascending
};

/// An index of ours, open.
struct Ours {
    std::string name;
    LiveIndex::Options options;
    std::unique_ptr<LiveIndex> index;
};

using Truth = std::vector<std::vector<Neighbour>>;

class Bench {
public:
    Bench(Data data, Arguments arguments)
        : m_data(std::move(data))
        , m_arguments(std::move(arguments))
    {
        char pattern[] = "/tmp/index_bench_XXXXXX";
        m_folder = ::mkdtemp(pattern);
    }
    ~Bench() { std::filesystem::remove_all(m_folder); }

    void run()
    {
        for (const auto& [name, kind] : {std::pair{"hnsw-if", IndexKind::HnswIf}, std::pair{"flat", IndexKind::Flat},
                                         std::pair{"hnsw", IndexKind::Hnsw}}) {
            if (names(m_arguments.kinds, name)) {
                m_ours.push_back(built(name, kind));
            }
        }
        buildPeers();
        for (const Data::Queries& queries : m_data.queries) {
            measure(queries);
            if (m_arguments.sweep) {
                sweep(queries);
            }
        }
    }

private:
    const float* query(const Data::Queries& queries, std::size_t i) const
    {
        return queries.values.data() + i * m_data.dimension;
    }

    Ours built(const std::string& name, IndexKind kind)
    {
        Ours ours;
        ours.name = name;
        ours.options.folder = m_folder / name;
        ours.options.modelId = "bench";
        ours.options.dimension = static_cast<int>(m_data.dimension);
        ours.options.kind = kind;
        ours.options.buildThreads = m_arguments.threads;
        ours.index = std::move(*LiveIndex::open(ours.options, m_files));
        feed(*ours.index);
        const double wall = wallSeconds(), cpu = processSeconds();
        std::promise<Status> done;
        ours.index->buildIfDue([&done](Status status) { done.set_value(std::move(status)); });
        if (const Status status = done.get_future().get(); !status) {
            std::fprintf(stderr, "%s\n", status.error().message.c_str());
            std::exit(1);
        }
        const double buildWall = wallSeconds() - wall, buildCpu = processSeconds() - cpu;
        ours.index.reset();
        const std::size_t anonymousBefore = processBytes("RssAnon:");
        const double start = wallSeconds(), startCpu = processSeconds();
        ours.index = std::move(*LiveIndex::open(ours.options, m_files));
        const double opened = wallSeconds() - start, openedCpu = processSeconds() - startCpu;
        (void)ours.index->snapshot()->search({query(m_data.queries[0], 0), m_data.dimension}, m_arguments.neighbours,
                                             nullptr);
        const double answered = wallSeconds() - start;
        std::size_t diskBytes = 0;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(ours.options.folder)) {
            diskBytes += entry.is_regular_file() ? entry.file_size() : 0;
        }
        std::printf(
            "{\"measure\":\"files\",\"index\":\"%s\",\"rows\":%zu,\"dimension\":%zu,\"build_s\":%.2f,"
            "\"build_cpu_s\":%.2f,\"threads\":%d,\"open_ms\":%.0f,\"open_cpu_ms\":%.0f,\"first_answer_ms\":%.0f,"
            "\"disk_bytes\":%zu,\"anonymous_bytes\":%lld}\n",
            name.c_str(), m_data.count(), m_data.dimension, buildWall, buildCpu, m_arguments.threads, 1e3 * opened,
            1e3 * openedCpu, 1e3 * answered, diskBytes,
            static_cast<long long>(processBytes("RssAnon:")) - static_cast<long long>(anonymousBefore));
        return ours;
    }

    void feed(LiveIndex& index) const
    {
        constexpr std::size_t kBatch = 64;
        Timed applied;
        for (std::size_t first = 0; first < m_data.count(); first += kBatch) {
            const std::size_t count = std::min(kBatch, m_data.count() - first);
            VectorChanges changes;
            for (std::size_t i = 0; i < count; ++i) {
                changes.added.push_back({static_cast<std::int64_t>(first + i + 1)});
            }
            changes.addedHalf
                = halvesFromFloats(std::span(m_data.rows).subspan(first * m_data.dimension, count * m_data.dimension));
            changes.lastSequence = static_cast<std::int64_t>(first + count);
            const double start = threadSeconds();
            if (!index.apply(changes)) {
                std::exit(1);
            }
            applied.micros.push_back(1e6 * (threadSeconds() - start));
        }
        std::printf("{\"measure\":\"apply of 64 rows\",\"rows\":%zu,\"median_us\":%.0f,\"p99_us\":%.0f}\n",
                    m_data.count(), applied.at(.5), applied.at(.99));
    }

    template <class Made>
    std::shared_ptr<Made> timed(const std::string& name, std::function<std::shared_ptr<Made>()> make)
    {
        const std::size_t before = processBytes("RssAnon:");
        const double start = threadSeconds();
        std::shared_ptr<Made> made = make();
        std::printf(
            "{\"measure\":\"build\",\"index\":\"%s\",\"rows\":%zu,\"build_cpu_s\":%.1f,\"anonymous_bytes\":%zu}\n",
            name.c_str(), m_data.count(), threadSeconds() - start, processBytes("RssAnon:") - before);
        return made;
    }

    void buildPeers()
    {
        const auto dimension = static_cast<int>(m_data.dimension);
        std::vector<std::size_t> breadths;
        for (std::size_t breadth = 24; breadth <= 1500; breadth += std::max<std::size_t>(8, breadth / 6)) {
            breadths.push_back(breadth);
        }
        if (names(m_arguments.peers, "hnswlib")) {
            auto peer
                = timed<BareHnswlib>("hnswlib", [&] { return std::make_shared<BareHnswlib>(m_data.rows, dimension); });
            m_peers.push_back({"hnswlib",
                               [peer, this](const float* q, std::size_t effort) {
                                   return peer->search(q, m_arguments.neighbours, effort);
                               },
                               breadths});
        }
#ifdef LIKENESS_BENCH_FAISS
        for (const auto& [name, kind] :
             {std::pair{"faiss-ivfpq", BareFaiss::Kind::IvfPq}, std::pair{"faiss-hnsw", BareFaiss::Kind::Hnsw}}) {
            if (names(m_arguments.peers, name)) {
                auto peer = timed<BareFaiss>(
                    name, [&, kind = kind] { return std::make_shared<BareFaiss>(kind, m_data.rows, dimension); });
                std::vector<std::size_t> efforts{2,  4,   8,   12,  16,  24,  32,  48,  64,
                                                 96, 128, 192, 256, 384, 512, 768, 1024};
                m_peers.push_back({name,
                                   [peer, this](const float* q, std::size_t effort) {
                                       return peer->search(q, m_arguments.neighbours, effort);
                                   },
                                   kind == BareFaiss::Kind::Hnsw ? breadths : efforts});
            }
        }
#endif
    }

    double peerRecall(const Peer& peer, const Data::Queries& queries, const Truth& truth, std::size_t effort) const
    {
        double sum = 0;
        for (std::size_t i = 0; i < truth.size(); ++i) {
            std::vector<float> scores;
            for (const std::uint32_t row : peer.search(query(queries, i), effort)) {
                const float* at = m_data.rows.data() + row * m_data.dimension;
                // Halves round a score by up to 2e-5 (measured), so the peer's exact floats get that much room.
                scores.push_back(std::inner_product(at, at + m_data.dimension, query(queries, i), 2e-5F));
            }
            sum += hitsOf(truth[i], scores);
        }
        return sum / static_cast<double>(truth.size());
    }

    void measure(const Data::Queries& queries)
    {
        // The clock of the process: a search may use several threads.
        const auto exact = m_ours.front().index->exactSnapshot();
        Truth truth;
        Timed exactTimes;
        for (std::size_t i = 0; i < m_arguments.queries; ++i) {
            const double start = threadSeconds();
            truth.push_back(*exact->search({query(queries, i), m_data.dimension}, m_arguments.neighbours, nullptr));
            exactTimes.micros.push_back(1e6 * (threadSeconds() - start));
        }
        std::vector<double> recalls(m_ours.size(), 0.0);
        for (std::size_t at = 0; at < m_ours.size(); ++at) {
            for (std::size_t i = 0; i < truth.size(); ++i) {
                const auto found = m_ours[at].index->snapshot()->search({query(queries, i), m_data.dimension},
                                                                        m_arguments.neighbours, nullptr);
                std::vector<float> scores;
                for (const Neighbour& n : *found) {
                    scores.push_back(n.score);
                }
                recalls[at] += hitsOf(truth[i], scores) / static_cast<double>(truth.size());
            }
        }
        // Each peer with the least effort that finds as much as the first of ours, or with all of it.
        std::vector<std::size_t> efforts;
        std::vector<double> peerRecalls;
        for (const Peer& peer : m_peers) {
            double reached = 0;
            std::size_t used = 0;
            for (const std::size_t effort : peer.efforts) {
                used = effort;
                reached = peerRecall(peer, queries, truth, effort);
                if (reached >= recalls.front() - 5e-5) {
                    break;
                }
            }
            efforts.push_back(used);
            peerRecalls.push_back(reached);
        }
        std::vector<Timed> times(m_ours.size()), wall(m_ours.size()), peerTimes(m_peers.size());
        for (std::size_t i = 0; i < truth.size(); ++i) {
            for (std::size_t at = 0; at < m_ours.size(); ++at) {
                const auto snapshot = m_ours[at].index->snapshot();
                const double start = processSeconds(), startWall = wallSeconds();
                (void)snapshot->search({query(queries, i), m_data.dimension}, m_arguments.neighbours, nullptr);
                times[at].micros.push_back(1e6 * (processSeconds() - start));
                wall[at].micros.push_back(1e6 * (wallSeconds() - startWall));
            }
            for (std::size_t at = 0; at < m_peers.size(); ++at) {
                const double start = processSeconds();
                (void)m_peers[at].search(query(queries, i), efforts[at]);
                peerTimes[at].micros.push_back(1e6 * (processSeconds() - start));
            }
        }
        report("exact", queries, 1.0, exactTimes, 0);
        for (std::size_t at = 0; at < m_ours.size(); ++at) {
            report(m_ours[at].name, queries, recalls[at], times[at], m_ours[at].index->snapshot()->memoryBytes());
            std::printf("{\"measure\":\"wall\",\"index\":\"%s\",\"query\":\"%s\",\"median_us\":%.0f,\"p99_us\":%.0f}\n",
                        m_ours[at].name.c_str(), queries.kind.c_str(), wall[at].at(.5), wall[at].at(.99));
        }
        for (std::size_t at = 0; at < m_peers.size(); ++at) {
            report(m_peers[at].name, queries, peerRecalls[at], peerTimes[at], 0);
            std::printf("{\"measure\":\"ratio\",\"query\":\"%s\",\"index\":\"%s\",\"peer\":\"%s\",\"effort\":%zu,"
                        "\"ratio_median\":%.2f,\"ratio_p99\":%.2f}\n",
                        queries.kind.c_str(), m_ours.front().name.c_str(), m_peers[at].name.c_str(), efforts[at],
                        times.front().at(.5) / peerTimes[at].at(.5), times.front().at(.99) / peerTimes[at].at(.99));
        }
    }

    void report(const std::string& name, const Data::Queries& queries, double reached, Timed& times,
                std::size_t bytes) const
    {
        std::printf("{\"index\":\"%s\",\"query\":\"%s\",\"rows\":%zu,\"dimension\":%zu,\"recall10\":%.4f,"
                    "\"median_us\":%.0f,\"p99_us\":%.0f,\"mapped_bytes\":%zu}\n",
                    name.c_str(), queries.kind.c_str(), m_data.count(), m_data.dimension, reached, times.at(.5),
                    times.at(.99), bytes);
    }

    void sweep(const Data::Queries& queries) const
    {
        const auto hnsw
            = std::find_if(m_ours.begin(), m_ours.end(), [](const Ours& ours) { return ours.name == "hnsw"; });
        if (hnsw == m_ours.end()) {
            return;
        }
        const auto exact = hnsw->index->exactSnapshot();
        const auto generation = *Generation::open(std::filesystem::directory_iterator(hnsw->options.folder)->path(),
                                                  {hnsw->options.modelId, hnsw->options.dimension});
        Truth truth;
        for (std::size_t i = 0; i < m_arguments.queries; ++i) {
            truth.push_back(*exact->search({query(queries, i), m_data.dimension}, m_arguments.neighbours, nullptr));
        }
        for (const std::size_t breadth : {16, 32, 48, 64, 96, 128, 192, 256, 384}) {
            Timed times;
            double sum = 0, scored = 0;
            for (std::size_t i = 0; i < truth.size(); ++i) {
                std::vector<float> padded(generation->rows().stride, 0.0F);
                std::copy_n(query(queries, i), m_data.dimension, padded.begin());
                const GraphQuery walk{padded.data(), breadth, std::numeric_limits<std::size_t>::max()};
                TopList best(m_arguments.neighbours);
                std::size_t count = 0;
                const double start = threadSeconds();
                walkGraph(*generation->graph(), generation->rows(), generation->contents(), walk, nullptr,
                          generation->seen(), best, &count);
                times.micros.push_back(1e6 * (threadSeconds() - start));
                scored += static_cast<double>(count);
                std::vector<float> scores;
                for (const Neighbour& n : best.unsorted()) {
                    scores.push_back(n.score);
                }
                sum += hitsOf(truth[i], scores);
            }
            const auto all = static_cast<double>(truth.size());
            std::printf("{\"measure\":\"breadth\",\"query\":\"%s\",\"rows\":%zu,\"breadth\":%zu,\"recall10\":%.4f,"
                        "\"median_us\":%.0f,\"compared\":%.0f}\n",
                        queries.kind.c_str(), m_data.count(), breadth, sum / all, times.at(.5), scored / all);
        }
    }

    Data m_data;
    Arguments m_arguments;
    std::filesystem::path m_folder;
    FileSystem m_files;
    std::vector<Ours> m_ours;
    std::vector<Peer> m_peers;
};

} // namespace

int main(int count, char** values)
{
    Arguments arguments;
    for (int i = 1; i < count; ++i) {
        const std::string name = values[i];
        const bool more = i + 1 < count;
        if (name == "--npy" && more) {
            arguments.npy = values[++i];
        } else if (name == "--rows" && more) {
            arguments.rows = std::stoull(values[++i]);
        } else if (name == "--dimension" && more) {
            arguments.dimension = std::stoi(values[++i]);
        } else if (name == "--kinds" && more) {
            arguments.kinds = values[++i];
        } else if (name == "--peers" && more) {
            arguments.peers = values[++i];
        } else if (name == "--threads" && more) {
            arguments.threads = std::stoi(values[++i]);
        } else if (name == "--queries" && more) {
            arguments.queries = std::min<std::size_t>(std::stoull(values[++i]), kQueries);
        } else if (name == "--neighbours" && more) {
            arguments.neighbours = static_cast<std::uint32_t>(std::stoul(values[++i]));
        } else if (name == "--sweep") {
            arguments.sweep = true;
        } else {
            std::fprintf(stderr, "unknown argument %s\n", name.c_str());
            return 2;
        }
    }
    if (!names(arguments.kinds, "flat") && !names(arguments.kinds, "hnsw") && !names(arguments.kinds, "hnsw-if")) {
        std::fprintf(stderr, "--kinds %s names none of flat, hnsw-if, hnsw\n", arguments.kinds.c_str());
        return 2;
    }
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    Data data = arguments.npy.empty() ? syntheticData(arguments.rows, arguments.dimension) : dataFromNpy(arguments.npy);
    Bench(std::move(data), std::move(arguments)).run();
    return 0;
}
