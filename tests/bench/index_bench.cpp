// index_bench: recall, latency, memory, files, build and open times of our kinds and of their peers, in one run.
//   index_bench --npy FILE.npy            rows of a float16 .npy file; the last 1,000 are the queries
//   index_bench --rows N [--dimension D]  realistic synthetic vectors
//   --kinds flat,hnsw-if,hnsw   ours besides exact, which is always there (default flat)
//   --peers hnswlib,faiss-ivfpq,faiss-hnsw,none   (default hnswlib; FAISS where libfaiss-dev was installed)
//   --threads N  of our build, hnswlib's and the exact answers (default 1, as FAISS)    --queries N  (default 1000)
//   --neighbours N  (default 10)
//   --sweep      hnsw only: recall and cost per breadth
//   --filters N  asks N queries of each kind again, limited to some of the rows: random ones, those most like the
//                query's nearest row, as a folder of the same subject has them, and those least like it
//   --merge      then adds a sixteenth more rows and builds again
//   --folder F   where the files are made (default /tmp)
//   --open F     nothing but opening and asking five times the index that a run left behind in F (stop it to keep one)
// One JSON object per line on stdout. Rows come in blocks and lie in our files only, so that ten million fit; the peers
// get the same halves as floats. Latencies are of the process's own processor clock: other work on the machine does not
// count, its cache misses do. All answer each query in turn, so that none has a quieter machine. Anonymous memory can
// be limited with `ulimit -d`.
#include "core/base/half.h"
#include "core/index/dot.h"
#include "core/index/generation.h"
#include "tests/bench/bare_hnswlib.h"
#include "tests/bench/index_data.h"
#include "tests/support/realistic_vectors.h"
#ifdef LIKENESS_BENCH_FAISS
#include "tests/bench/bare_faiss.h"
#endif

#include <cstdio>
#include <functional>
#include <future>
#include <numeric>
#include <random>

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
    std::size_t filters = 0;
    bool merge = false;
    std::string folder = "/tmp";
    std::string open;
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
    std::function<void(std::span<const float>)> add;
    double buildSeconds = 0;
    std::size_t anonymousBytes = 0;
};

/// An index of ours, open.
struct Ours {
    std::string name;
    LiveIndex::Options options;
    std::unique_ptr<LiveIndex> index;
    Timed applied;
};

using Truth = std::vector<std::vector<Neighbour>>;

/// Waits until the files were compared with their checksums, which goes on beside the first answers.
class Check {
public:
    explicit Check(LiveIndex::Options& options)
    {
        options.whenChecked = [ended = m_ended](const Status&) { ended->set_value(); };
    }
    void wait(const LiveIndex& index) const
    {
        if (index.checking()) {
            m_ended->get_future().wait();
        }
    }

private:
    std::shared_ptr<std::promise<void>> m_ended = std::make_shared<std::promise<void>>();
};

class Bench {
public:
    explicit Bench(Arguments arguments)
        : m_arguments(std::move(arguments))
        , m_stream(m_arguments.npy, m_arguments.rows, m_arguments.dimension)
        , m_dimension(m_stream.dimension())
    {
        std::string pattern = m_arguments.folder + "/index_bench_XXXXXX";
        m_folder = ::mkdtemp(pattern.data());
    }
    ~Bench()
    {
        m_ours.clear();
        std::filesystem::remove_all(m_folder);
    }

    void run()
    {
        for (const auto& [name, kind] : {std::pair{"hnsw-if", IndexKind::HnswIf}, std::pair{"flat", IndexKind::Flat},
                                         std::pair{"hnsw", IndexKind::Hnsw}}) {
            if (names(m_arguments.kinds, name)) {
                m_ours.push_back(opened(name, kind));
            }
        }
        addAll();
        m_queries = m_stream.queries();
        for (Ours& ours : m_ours) {
            build(ours);
        }
        m_base = generationOf(m_ours.front());
        for (const Data::Queries& queries : m_queries) {
            m_truths.push_back(exactNeighbours(queries));
        }
        for (std::size_t kind = 0; kind < m_queries.size(); ++kind) {
            measure(m_queries[kind], m_truths[kind]);
            if (m_arguments.sweep) {
                sweep(m_queries[kind], m_truths[kind]);
            }
        }
        reportResident("after the queries");
        m_peers.clear();
        if (m_arguments.filters > 0) {
            for (const Data::Queries& queries : m_queries) {
                filters(queries);
            }
        }
        m_base.reset();
        if (m_arguments.merge) {
            merge();
        }
    }

private:
    const float* query(const Data::Queries& queries, std::size_t i) const
    {
        return queries.values.data() + i * m_dimension;
    }
    std::span<const float> querySpan(const Data::Queries& queries, std::size_t i) const
    {
        return {query(queries, i), m_dimension};
    }
    std::size_t queryCount() const { return std::min(m_arguments.queries, kQueries); }

    Ours opened(const std::string& name, IndexKind kind)
    {
        Ours ours;
        ours.name = name;
        ours.options.folder = m_folder / name;
        ours.options.modelId = "bench";
        ours.options.dimension = static_cast<int>(m_dimension);
        ours.options.kind = kind;
        ours.options.buildThreads = m_arguments.threads;
        ours.index = std::move(*LiveIndex::open(ours.options, m_files));
        return ours;
    }

    std::shared_ptr<const Generation> generationOf(const Ours& ours) const
    {
        for (const auto& entry : std::filesystem::directory_iterator(ours.options.folder)) {
            if (entry.path().filename().string().starts_with("gen-")) {
                return *Generation::open(entry.path(), {ours.options.modelId, ours.options.dimension});
            }
        }
        std::fprintf(stderr, "no generation of %s\n", ours.name.c_str());
        std::exit(1);
    }

    /// Gives every block to all.
    void addAll()
    {
        const std::size_t before = processBytes("RssAnon:");
        {
            AnonymousPeak peak;
            std::size_t first = 0;
            for (auto halves = m_stream.next(); !halves.empty(); halves = m_stream.next()) {
                for (Ours& ours : m_ours) {
                    apply(ours, first, halves);
                }
                if (m_arguments.peers != "none") {
                    std::vector<float> floats(halves.size());
                    std::transform(halves.begin(), halves.end(), floats.begin(), floatFromHalf);
                    if (first == 0) {
                        makePeers(floats);
                    }
                    for (Peer& peer : m_peers) {
                        timed(peer, [&] { peer.add(floats); });
                    }
                }
                first += halves.size() / m_dimension;
            }
            std::printf("{\"measure\":\"fed\",\"rows\":%zu,\"anonymous_before\":%zu,\"peak_anonymous_bytes\":%zu}\n",
                        first, before, peak.takeBytes());
        }
        for (Ours& ours : m_ours) {
            std::printf("{\"measure\":\"apply of 64 rows\",\"index\":\"%s\",\"rows\":%zu,\"median_us\":%.0f,"
                        "\"p99_us\":%.0f}\n",
                        ours.name.c_str(), m_stream.count(), ours.applied.at(.5), ours.applied.at(.99));
        }
        for (const Peer& peer : m_peers) {
            std::printf("{\"measure\":\"build\",\"index\":\"%s\",\"rows\":%zu,\"build_cpu_s\":%.1f,"
                        "\"anonymous_bytes\":%zu}\n",
                        peer.name.c_str(), m_stream.count(), peer.buildSeconds, peer.anonymousBytes);
        }
    }

    void apply(Ours& ours, std::size_t firstRow, std::span<const std::uint16_t> halves) const
    {
        constexpr std::size_t kBatch = 64;
        const std::size_t rows = halves.size() / m_dimension;
        for (std::size_t first = 0; first < rows; first += kBatch) {
            const std::size_t count = std::min(kBatch, rows - first);
            VectorChanges changes;
            for (std::size_t i = 0; i < count; ++i) {
                changes.added.push_back({static_cast<std::int64_t>(firstRow + first + i + 1)});
            }
            const auto part = halves.subspan(first * m_dimension, count * m_dimension);
            changes.addedHalf.assign(part.begin(), part.end());
            changes.lastSequence = static_cast<std::int64_t>(firstRow + first + count);
            const double start = threadSeconds();
            if (const Status applied = ours.index->apply(changes); !applied) {
                std::fprintf(stderr, "%s\n", applied.error().message.c_str());
                std::exit(1);
            }
            ours.applied.micros.push_back(1e6 * (threadSeconds() - start));
        }
    }

    template <class Work> static void timed(Peer& peer, const Work& work)
    {
        const std::size_t before = processBytes("RssAnon:");
        const double start = processSeconds();
        work();
        peer.buildSeconds += processSeconds() - start;
        peer.anonymousBytes += processBytes("RssAnon:") - before;
    }

    /// What went into its building, wall and processor seconds.
    std::pair<double, double> buildNow(LiveIndex& index) const
    {
        const double wall = wallSeconds(), cpu = processSeconds();
        std::promise<Status> done;
        index.buildIfDue([&done](Status status) { done.set_value(std::move(status)); });
        if (const Status status = done.get_future().get(); !status) {
            std::fprintf(stderr, "%s\n", status.error().message.c_str());
            std::exit(1);
        }
        return {wallSeconds() - wall, processSeconds() - cpu};
    }

    void build(Ours& ours)
    {
        const std::size_t before = processBytes("RssAnon:");
        std::size_t peakBytes = 0;
        std::pair<double, double> seconds;
        {
            AnonymousPeak peak;
            seconds = buildNow(*ours.index);
            peakBytes = peak.takeBytes();
        }
        ours.index.reset();
        const Check check(ours.options);
        const std::size_t anonymousBefore = processBytes("RssAnon:");
        const double start = wallSeconds(), startCpu = processSeconds();
        ours.index = std::move(*LiveIndex::open(ours.options, m_files));
        const double opened = wallSeconds() - start, openedCpu = processSeconds() - startCpu;
        (void)ours.index->snapshot()->search(querySpan(m_queries[0], 0), m_arguments.neighbours, nullptr);
        const double answered = wallSeconds() - start, answeredCpu = processSeconds() - startCpu;
        std::size_t diskBytes = 0;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(ours.options.folder)) {
            diskBytes += entry.is_regular_file() ? entry.file_size() : 0;
        }
        std::printf("{\"measure\":\"files\",\"index\":\"%s\",\"rows\":%zu,\"dimension\":%zu,\"build_s\":%.2f,"
                    "\"build_cpu_s\":%.2f,\"threads\":%d,\"anonymous_before\":%zu,\"peak_anonymous_bytes\":%zu,"
                    "\"open_ms\":%.0f,\"open_cpu_ms\":%.0f,\"first_answer_ms\":%.0f,\"first_answer_cpu_ms\":%.0f,"
                    "\"disk_bytes\":%zu,\"anonymous_bytes\":%lld}\n",
                    ours.name.c_str(), m_stream.count(), m_dimension, seconds.first, seconds.second,
                    m_arguments.threads, before, peakBytes, 1e3 * opened, 1e3 * openedCpu, 1e3 * answered,
                    1e3 * answeredCpu, diskBytes,
                    static_cast<long long>(processBytes("RssAnon:")) - static_cast<long long>(anonymousBefore));
        check.wait(*ours.index);
    }

    void makePeers(std::span<const float> sample)
    {
        const auto dimension = static_cast<int>(m_dimension);
        const auto add = [this](const std::string& name, auto make, std::vector<std::size_t> efforts) {
            Peer peer;
            peer.name = name;
            timed(peer, [&] {
                const auto made = make();
                peer.add = [made, this](std::span<const float> vectors) {
                    if constexpr (requires { made->add(vectors, m_arguments.threads); }) {
                        made->add(vectors, m_arguments.threads);
                    } else {
                        made->add(vectors);
                    }
                };
                peer.search = [made, this](const float* q, std::size_t effort) {
                    return made->search(q, m_arguments.neighbours, effort);
                };
            });
            peer.efforts = std::move(efforts);
            m_peers.push_back(std::move(peer));
        };
        std::vector<std::size_t> breadths;
        for (std::size_t breadth = 24; breadth <= 1500; breadth += std::max<std::size_t>(8, breadth / 6)) {
            breadths.push_back(breadth);
        }
        if (names(m_arguments.peers, "hnswlib")) {
            add(
                "hnswlib", [&] { return std::make_shared<BareHnswlib>(m_stream.count(), dimension); }, breadths);
        }
#ifdef LIKENESS_BENCH_FAISS
        const std::vector<std::size_t> lists{2, 4, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512, 768, 1024};
        for (const auto& [name, kind] :
             {std::pair{"faiss-ivfpq", BareFaiss::Kind::IvfPq}, std::pair{"faiss-hnsw", BareFaiss::Kind::Hnsw}}) {
            if (names(m_arguments.peers, name)) {
                add(
                    name,
                    [&, kind = kind] { return std::make_shared<BareFaiss>(kind, m_stream.count(), sample, dimension); },
                    kind == BareFaiss::Kind::Hnsw ? breadths : lists);
            }
        }
#endif
    }

    /// Scores of all rows against some vectors, block after block. Shape: vectors [count, stride]; `take(first, n,
    /// scores)` gets scores [count, n] of the rows from `first` on, from several threads.
    template <class Take> void scoreAll(std::span<const float> vectors, std::size_t count, const Take& take) const
    {
        constexpr std::size_t kBlock = 64, kPart = 16'384;
        const RowBlock rows = m_base->rows();
        std::atomic<std::size_t> next{0};
        const auto work = [&] {
            std::vector<float> scores(count * kBlock);
            for (std::size_t part = next.fetch_add(kPart); part < rows.count; part = next.fetch_add(kPart)) {
                for (std::size_t first = part; first < std::min<std::size_t>(part + kPart, rows.count);
                     first += kBlock) {
                    const std::size_t n = std::min<std::size_t>(kBlock, rows.count - first);
                    scoreRowsForEach(vectors.data(), count, rows.halves + first * rows.stride, rows.stride, n,
                                     scores.data());
                    take(first, n, std::span<const float>(scores));
                }
            }
        };
        std::vector<std::future<void>> others;
        for (int i = 1; i < m_arguments.threads; ++i) {
            others.push_back(std::async(std::launch::async, work));
        }
        work();
        for (std::future<void>& other : others) {
            other.get();
        }
    }

    std::vector<float> padded(const Data::Queries& queries, std::size_t count) const
    {
        const std::size_t stride = m_base->rows().stride;
        std::vector<float> values(count * stride, 0.0F);
        for (std::size_t i = 0; i < count; ++i) {
            std::copy_n(query(queries, i), m_dimension, values.data() + i * stride);
        }
        return values;
    }

    Truth exactNeighbours(const Data::Queries& queries) const
    {
        const std::size_t count = queryCount();
        std::vector<TopList> best(count, TopList(m_arguments.neighbours));
        std::mutex mutex;
        const std::vector<float> vectors = padded(queries, count);
        scoreAll(vectors, count, [&](std::size_t first, std::size_t n, std::span<const float> scores) {
            const std::lock_guard lock(mutex);
            for (std::size_t i = 0; i < count; ++i) {
                for (std::size_t at = 0; at < n; ++at) {
                    if (scores[i * n + at] >= best[i].worstScore()) {
                        best[i].offer({m_base->contents()[first + at], scores[i * n + at]});
                    }
                }
            }
        });
        Truth truth;
        for (TopList& list : best) {
            truth.push_back(list.takeSorted());
        }
        return truth;
    }

    static std::vector<float> scoresOf(const std::vector<Neighbour>& found)
    {
        std::vector<float> scores;
        for (const Neighbour& n : found) {
            scores.push_back(n.score);
        }
        return scores;
    }

    double peerRecall(const Peer& peer, const Data::Queries& queries, const Truth& truth, std::size_t effort) const
    {
        const RowBlock rows = m_base->rows();
        const std::vector<float> vectors = padded(queries, truth.size());
        double sum = 0;
        for (std::size_t i = 0; i < truth.size(); ++i) {
            const std::vector<std::uint32_t> found = peer.search(query(queries, i), effort);
            std::vector<float> scores(found.size());
            scoreListedRows(vectors.data() + i * rows.stride, rows.halves, rows.stride, found, scores.data());
            sum += hitsOf(truth[i], scores);
        }
        return sum / static_cast<double>(truth.size());
    }

    /// The clock of the process: a search may use several threads.
    void measure(const Data::Queries& queries, const Truth& truth)
    {
        Timed exactTimes;
        const auto exact = m_ours.front().index->exactSnapshot();
        for (std::size_t i = 0; i < std::min(kExactTimed, truth.size()); ++i) {
            const double start = processSeconds();
            (void)exact->search(querySpan(queries, i), m_arguments.neighbours, nullptr);
            exactTimes.micros.push_back(1e6 * (processSeconds() - start));
        }
        std::vector<double> recalls(m_ours.size(), 0.0);
        std::vector<Timed> probed(m_ours.size());
        for (std::size_t at = 0; at < m_ours.size(); ++at) {
            for (std::size_t i = 0; i < truth.size(); ++i) {
                SearchTrace trace;
                const auto found = m_ours[at].index->snapshot()->search(querySpan(queries, i), m_arguments.neighbours,
                                                                        nullptr, &trace);
                recalls[at] += hitsOf(truth[i], scoresOf(*found)) / static_cast<double>(truth.size());
                probed[at].micros.push_back(static_cast<double>(trace.listsProbed));
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
                (void)snapshot->search(querySpan(queries, i), m_arguments.neighbours, nullptr);
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
            std::printf("{\"measure\":\"wall\",\"index\":\"%s\",\"query\":\"%s\",\"median_us\":%.0f,\"p99_us\":%.0f,"
                        "\"lists_median\":%.0f,\"lists_p99\":%.0f}\n",
                        m_ours[at].name.c_str(), queries.kind.c_str(), wall[at].at(.5), wall[at].at(.99),
                        probed[at].at(.5), probed[at].at(.99));
        }
        for (std::size_t at = 0; at < m_peers.size(); ++at) {
            report(m_peers[at].name, queries, peerRecalls[at], peerTimes[at], 0);
            for (std::size_t our = 0; our < m_ours.size(); ++our) {
                std::printf("{\"measure\":\"ratio\",\"query\":\"%s\",\"index\":\"%s\",\"peer\":\"%s\",\"effort\":%zu,"
                            "\"ratio_median\":%.2f,\"ratio_p99\":%.2f}\n",
                            queries.kind.c_str(), m_ours[our].name.c_str(), m_peers[at].name.c_str(), efforts[at],
                            times[our].at(.5) / peerTimes[at].at(.5), times[our].at(.99) / peerTimes[at].at(.99));
            }
        }
    }

    /// Recall and cost of each of ours under filters of every size, of three kinds.
    void filters(const Data::Queries& queries) const
    {
        const std::size_t count = std::min(m_arguments.filters, kQueries);
        const RowBlock rows = m_base->rows();
        const std::vector<float> vectors = padded(queries, count);
        std::vector<std::vector<float>> asked(count, std::vector<float>(rows.count)), liked = asked;
        const auto keep = [&](std::vector<std::vector<float>>& in) {
            return [&in, count](std::size_t first, std::size_t n, std::span<const float> scores) {
                for (std::size_t i = 0; i < count; ++i) {
                    std::copy_n(scores.data() + i * n, n, in[i].data() + first);
                }
            };
        };
        scoreAll(vectors, count, keep(asked));
        std::vector<float> nearest(count * rows.stride);
        for (std::size_t i = 0; i < count; ++i) {
            const auto row
                = static_cast<std::size_t>(std::max_element(asked[i].begin(), asked[i].end()) - asked[i].begin());
            floatsFromHalves(rows.halves + row * rows.stride, rows.stride, nearest.data() + i * rows.stride);
        }
        scoreAll(nearest, count, keep(liked));

        for (const std::string shape : {"random", "alike", "unlike"}) {
            for (const double share : {.0001, .001, .01, .1, .5, .9}) {
                const std::size_t allowed
                    = std::max<std::size_t>(1, static_cast<std::size_t>(share * static_cast<double>(rows.count)));
                std::vector<Timed> times(m_ours.size()), wall(m_ours.size());
                std::vector<double> recalls(m_ours.size(), 0.0);
                std::vector<std::string> plans(m_ours.size());
                const RowFilter sameForAll(randomContents(allowed));
                for (std::size_t i = 0; i < count; ++i) {
                    const RowFilter own(shape == "random" ? std::vector<ContentId>()
                                                          : contentsBy(liked[i], allowed, shape == "alike"));
                    const RowFilter& filter = shape == "random" ? sameForAll : own;
                    TopList best(m_arguments.neighbours);
                    for (const ContentId content : filter.contents()) {
                        best.offer({content, asked[i][static_cast<std::size_t>(content.value - 1)]});
                    }
                    const std::vector<Neighbour> truth = best.takeSorted();
                    for (std::size_t at = 0; at < m_ours.size(); ++at) {
                        const auto snapshot = m_ours[at].index->snapshot();
                        SearchTrace trace;
                        const double start = processSeconds();
                        const auto found
                            = snapshot->search(querySpan(queries, i), m_arguments.neighbours, &filter, &trace);
                        times[at].micros.push_back(1e6 * (processSeconds() - start));
                        recalls[at] += hitsOf(truth, scoresOf(*found)) / static_cast<double>(count);
                        plans[at] = trace.plan;
                    }
                }
                for (std::size_t at = 0; at < m_ours.size(); ++at) {
                    std::printf("{\"measure\":\"filter\",\"index\":\"%s\",\"query\":\"%s\",\"rows\":\"%s\","
                                "\"share\":%g,\"allowed\":%zu,\"recall10\":%.4f,\"median_us\":%.0f,\"p99_us\":%.0f,"
                                "\"plan\":\"%s\"}\n",
                                m_ours[at].name.c_str(), queries.kind.c_str(), shape.c_str(), share, allowed,
                                recalls[at], times[at].at(.5), times[at].at(.99), plans[at].c_str());
                }
            }
        }
    }

    std::vector<ContentId> randomContents(std::size_t count) const
    {
        std::mt19937_64 random(44);
        std::vector<ContentId> contents;
        std::sample(m_base->contents().begin(), m_base->contents().end(), std::back_inserter(contents), count, random);
        return contents;
    }

    /// The `count` rows with the highest scores, or with the lowest.
    std::vector<ContentId> contentsBy(const std::vector<float>& scores, std::size_t count, bool highest) const
    {
        std::vector<float> sorted = scores;
        const auto edge = sorted.begin() + static_cast<std::ptrdiff_t>(count - 1);
        if (highest) {
            std::nth_element(sorted.begin(), edge, sorted.end(), std::greater<>());
        } else {
            std::nth_element(sorted.begin(), edge, sorted.end());
        }
        std::vector<ContentId> contents;
        for (std::size_t row = 0; row < scores.size() && contents.size() < count; ++row) {
            if (highest ? scores[row] >= *edge : scores[row] <= *edge) {
                contents.push_back(m_base->contents()[row]);
            }
        }
        return contents;
    }

    /// As a library goes on growing.
    void merge()
    {
        test::RealisticVectors source(static_cast<int>(m_dimension), 45, test::RealisticVectors::Details::Photographic);
        const std::size_t more = std::max<std::size_t>(65'537, m_stream.count() / 16 + 1);
        const std::vector<std::uint16_t> halves = halvesFromFloats(source.images(more));
        for (Ours& ours : m_ours) {
            apply(ours, m_stream.count(), halves);
            const auto [wall, cpu] = buildNow(*ours.index);
            std::printf("{\"measure\":\"merge\",\"index\":\"%s\",\"rows\":%zu,\"new\":%zu,\"wall_s\":%.2f,"
                        "\"cpu_s\":%.2f}\n",
                        ours.name.c_str(), m_stream.count(), more, wall, cpu);
        }
    }

    static void reportResident(const char* when)
    {
        std::printf("{\"measure\":\"resident\",\"when\":\"%s\",\"anonymous_bytes\":%zu,\"mapped_bytes\":%zu}\n", when,
                    processBytes("RssAnon:"), processBytes("RssFile:"));
    }

    void report(const std::string& name, const Data::Queries& queries, double reached, Timed& times,
                std::size_t bytes) const
    {
        std::printf("{\"index\":\"%s\",\"query\":\"%s\",\"rows\":%zu,\"dimension\":%zu,\"recall10\":%.4f,"
                    "\"median_us\":%.0f,\"p99_us\":%.0f,\"mapped_bytes\":%zu}\n",
                    name.c_str(), queries.kind.c_str(), m_stream.count(), m_dimension, reached, times.at(.5),
                    times.at(.99), bytes);
    }

    void sweep(const Data::Queries& queries, const Truth& truth) const
    {
        const auto hnsw
            = std::find_if(m_ours.begin(), m_ours.end(), [](const Ours& ours) { return ours.name == "hnsw"; });
        if (hnsw == m_ours.end()) {
            return;
        }
        const auto generation = generationOf(*hnsw);
        for (const std::size_t breadth : {16, 32, 48, 64, 96, 128, 192, 256, 384}) {
            Timed times;
            double sum = 0, scored = 0;
            for (std::size_t i = 0; i < truth.size(); ++i) {
                std::vector<float> padded(generation->rows().stride, 0.0F);
                std::copy_n(query(queries, i), m_dimension, padded.begin());
                const GraphQuery walk{padded.data(), breadth, std::numeric_limits<std::size_t>::max()};
                TopList best(m_arguments.neighbours);
                std::size_t count = 0;
                const double start = threadSeconds();
                walkGraph(*generation->graph(), generation->rows(), generation->contents(), walk, nullptr,
                          generation->seen(), best, &count);
                times.micros.push_back(1e6 * (threadSeconds() - start));
                scored += static_cast<double>(count);
                sum += hitsOf(truth[i], scoresOf(best.unsorted()));
            }
            const auto all = static_cast<double>(truth.size());
            std::printf("{\"measure\":\"breadth\",\"query\":\"%s\",\"rows\":%zu,\"breadth\":%zu,\"recall10\":%.4f,"
                        "\"median_us\":%.0f,\"compared\":%.0f}\n",
                        queries.kind.c_str(), m_stream.count(), breadth, sum / all, times.at(.5), scored / all);
        }
    }

    static constexpr std::size_t kExactTimed = 20;

    Arguments m_arguments;
    Stream m_stream;
    std::size_t m_dimension;
    std::filesystem::path m_folder;
    FileSystem m_files;
    std::shared_ptr<const Generation> m_base; // whose rows the exact answers are from
    std::vector<Data::Queries> m_queries;
    std::vector<Truth> m_truths; // of each kind
    std::vector<Ours> m_ours;
    std::vector<Peer> m_peers;
};

int openAgain(const Arguments& arguments)
{
    const auto query = test::RealisticVectors(arguments.dimension, 42).images(1);
    FileSystem files;
    for (int i = 0; i < 5; ++i) {
        LiveIndex::Options options;
        options.folder = arguments.open;
        options.modelId = "bench";
        options.dimension = arguments.dimension;
        const Check check(options);
        const double start = wallSeconds(), cpu = threadSeconds(), processCpu = processSeconds();
        auto index = LiveIndex::open(options, files);
        if (!index) {
            std::fprintf(stderr, "%s\n", index.error().message.c_str());
            return 1;
        }
        const double opened = wallSeconds() - start, openedCpu = threadSeconds() - cpu;
        (void)(*index)->snapshot()->search(query, arguments.neighbours, nullptr);
        const double answered = wallSeconds() - start, answeredCpu = threadSeconds() - cpu;
        check.wait(**index);
        std::printf("{\"measure\":\"open\",\"index\":\"%s\",\"rows\":%zu,\"open_ms\":%.1f,\"open_cpu_ms\":%.1f,"
                    "\"first_answer_ms\":%.1f,\"first_answer_cpu_ms\":%.1f,\"checked_cpu_ms\":%.0f}\n",
                    (*index)->snapshot()->kind().c_str(), (*index)->snapshot()->size(), 1e3 * opened, 1e3 * openedCpu,
                    1e3 * answered, 1e3 * answeredCpu, 1e3 * (processSeconds() - processCpu));
    }
    return 0;
}

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
        } else if (name == "--filters" && more) {
            arguments.filters = std::stoull(values[++i]);
        } else if (name == "--merge") {
            arguments.merge = true;
        } else if (name == "--open" && more) {
            arguments.open = values[++i];
        } else if (name == "--folder" && more) {
            arguments.folder = values[++i];
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
    if (!arguments.open.empty()) {
        return openAgain(arguments);
    }
    Bench(std::move(arguments)).run();
    return 0;
}
