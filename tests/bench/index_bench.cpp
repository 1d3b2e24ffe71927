// index_bench: recall, latency against bare hnswlib in the same run, memory, files, build and open times.
//   index_bench --npy FILE.npy            rows of a float16 .npy file; the last 1,000 are the queries
//   index_bench --rows N [--dimension D]  realistic synthetic vectors, image and word queries
//   --threads N  of our build (default 1, as the peer)   --no-peer   --sweep  recall and cost per breadth
// One JSON object per line on stdout. Times are of the thread's own processor clock: other work on the machine does not
// count, its cache misses do.
#include "core/index/dot.h"
#include "core/index/generation.h"
#include "tests/bench/bare_hnswlib.h"
#include "tests/support/realistic_vectors.h"

#include <cstdio>
#include <cstring>
#include <ctime>
#include <fstream>
#include <future>
#include <numeric>
#include <set>
#include <string>

using namespace likeness;

namespace {

constexpr std::size_t kQueries = 1000;
constexpr std::size_t kNeighbours = 10;

struct Arguments {
    std::string npy;
    std::size_t rows = 100'000;
    int dimension = 320;
    int threads = 1;
    bool peer = true;
    bool sweep = false;
};

struct Data {
    std::size_t dimension = 0;
    std::vector<float> rows;
    std::vector<std::pair<std::string, std::vector<float>>> queries; // by kind

    std::size_t count() const { return rows.size() / dimension; }
};

double threadSeconds()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

double processSeconds()
{
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

double wallSeconds()
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

/// A line of /proc/self/status, in bytes.
std::size_t processBytes(const char* what)
{
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with(what)) {
            return std::stoull(line.substr(std::strlen(what) + 1)) * 1024;
        }
    }
    return 0;
}

float floatFromHalf(std::uint16_t half)
{
    const int exponent = (half >> 10) & 0x1F;
    const auto significand = static_cast<float>(half & 0x3FF);
    const float magnitude
        = exponent == 0 ? std::ldexp(significand, -24) : std::ldexp(significand + 1024, exponent - 25);
    return (half & 0x8000) != 0 ? -magnitude : magnitude;
}

Data fromNpy(const std::string& path)
{
    std::ifstream file(path, std::ios::binary);
    std::string head(10, '\0');
    file.read(head.data(), 10);
    std::string header(static_cast<unsigned char>(head[8]) + 256U * static_cast<unsigned char>(head[9]), '\0');
    file.read(header.data(), static_cast<std::streamsize>(header.size()));
    std::size_t count = 0, dimension = 0;
    if (header.find("'<f2'") == std::string::npos
        || std::sscanf(header.c_str() + header.find('('), "(%zu, %zu)", &count, &dimension) != 2) {
        std::fprintf(stderr, "%s: not two-dimensional float16\n", path.c_str());
        std::exit(2);
    }
    std::vector<std::uint16_t> halves(count * dimension);
    file.read(reinterpret_cast<char*>(halves.data()), static_cast<std::streamsize>(halves.size() * 2));
    Data data;
    data.dimension = dimension;
    data.rows.resize(halves.size());
    std::transform(halves.begin(), halves.end(), data.rows.begin(), floatFromHalf);
    const auto cut = data.rows.end() - static_cast<std::ptrdiff_t>(kQueries * dimension);
    data.queries.emplace_back("image", std::vector<float>(cut, data.rows.end()));
    data.rows.erase(cut, data.rows.end());
    for (std::size_t i = 0; i < kQueries; ++i) { // halves are of unit length to three digits only
        float* query = data.queries[0].second.data() + i * dimension;
        const auto scale
            = static_cast<float>(1.0 / std::sqrt(std::inner_product(query, query + dimension, query, 0.0)));
        std::transform(query, query + dimension, query, [scale](float value) { return value * scale; });
    }
    return data;
}

Data synthetic(std::size_t rows, int dimension)
{
    test::RealisticVectors source(dimension, 42);
    Data data;
    data.dimension = static_cast<std::size_t>(dimension);
    data.rows = source.images(rows);
    data.queries.emplace_back("image", source.images(kQueries));
    data.queries.emplace_back("words", source.words(kQueries));
    return data;
}

struct Timed {
    std::vector<double> micros;

    double at(double share)
    {
        std::sort(micros.begin(), micros.end());
        return micros[static_cast<std::size_t>(share * static_cast<double>(micros.size() - 1))];
    }
};

using Truth = std::vector<std::vector<Neighbour>>;

/// Share of the exact neighbours found; a row exactly as good as the tenth counts.
template <class Rows> double hitsOf(const std::vector<Neighbour>& exact, const Rows& scores)
{
    const float floor = exact.back().score - 1e-6F;
    return static_cast<double>(std::count_if(scores.begin(), scores.end(), [&](float s) { return s >= floor; }))
           / static_cast<double>(exact.size());
}

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
        feed();
        buildOurs();
        std::unique_ptr<bench::BareHnswlib> peer;
        if (m_arguments.peer) {
            const double start = threadSeconds();
            peer = std::make_unique<bench::BareHnswlib>(m_data.rows, static_cast<int>(m_data.dimension));
            std::printf("{\"index\":\"bare hnswlib\",\"rows\":%zu,\"dimension\":%zu,\"build_s\":%.1f,"
                        "\"memory_bytes\":%zu}\n",
                        m_data.count(), m_data.dimension, threadSeconds() - start, peer->memoryBytes());
        }
        for (const auto& [kind, queries] : m_data.queries) {
            measure(kind, queries, peer.get());
            if (m_arguments.sweep) {
                sweep(kind, queries);
            }
        }
    }

private:
    const float* query(const std::vector<float>& queries, std::size_t i) const
    {
        return queries.data() + i * m_data.dimension;
    }

    void feed()
    {
        LiveIndex::Options options;
        options.folder = m_folder / "index";
        options.modelId = "bench";
        options.dimension = static_cast<int>(m_data.dimension);
        options.kind = IndexKind::Hnsw;
        options.buildThreads = m_arguments.threads;
        m_options = options;
        m_index = std::move(*LiveIndex::open(options, m_files));
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
            if (!m_index->apply(changes)) {
                std::exit(1);
            }
            applied.micros.push_back(1e6 * (threadSeconds() - start));
        }
        std::printf("{\"measure\":\"apply of 64 rows\",\"rows\":%zu,\"median_us\":%.0f,\"p99_us\":%.0f}\n",
                    m_data.count(), applied.at(.5), applied.at(.99));
    }

    void buildOurs()
    {
        const double wall = wallSeconds(), cpu = processSeconds();
        std::promise<Status> done;
        m_index->buildIfDue([&done](Status status) { done.set_value(std::move(status)); });
        const Status built = done.get_future().get();
        if (!built) {
            std::fprintf(stderr, "%s\n", built.error().message.c_str());
            std::exit(1);
        }
        const double buildWall = wallSeconds() - wall, buildCpu = processSeconds() - cpu;
        m_index.reset();
        const std::size_t anonymousBefore = processBytes("RssAnon:");
        const double start = wallSeconds();
        m_index = std::move(*LiveIndex::open(m_options, m_files));
        const double opened = wallSeconds() - start;
        std::size_t diskBytes = 0;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(m_options.folder)) {
            diskBytes += entry.is_regular_file() ? entry.file_size() : 0;
        }
        std::printf("{\"measure\":\"hnsw files\",\"rows\":%zu,\"build_s\":%.1f,\"build_cpu_s\":%.1f,\"threads\":%d,"
                    "\"open_ms\":%.0f,\"disk_bytes\":%zu,\"anonymous_bytes\":%lld}\n",
                    m_data.count(), buildWall, buildCpu, m_arguments.threads, 1e3 * opened, diskBytes,
                    static_cast<long long>(processBytes("RssAnon:")) - static_cast<long long>(anonymousBefore));
    }

    std::vector<float> scoresOf(const std::vector<std::uint32_t>& rows, const float* query) const
    {
        std::vector<float> scores;
        for (const std::uint32_t row : rows) {
            const float* at = m_data.rows.data() + row * m_data.dimension;
            scores.push_back(static_cast<float>(std::inner_product(query, query + m_data.dimension, at, 0.0)));
        }
        return scores;
    }

    double peerRecall(bench::BareHnswlib& peer, const std::vector<float>& queries, const Truth& truth,
                      std::size_t breadth) const
    {
        double sum = 0;
        for (std::size_t i = 0; i < kQueries; ++i) {
            // Halves round a score by up to 2e-5 (measured), so the peer's exact floats get that much room.
            std::vector<float> scores
                = scoresOf(peer.search(query(queries, i), kNeighbours, breadth), query(queries, i));
            std::transform(scores.begin(), scores.end(), scores.begin(), [](float s) { return s + 2e-5F; });
            sum += hitsOf(truth[i], scores);
        }
        return sum / kQueries;
    }

    void measure(const std::string& kind, const std::vector<float>& queries, bench::BareHnswlib* peer)
    {
        const auto exact = m_index->exactSnapshot();
        const auto hnsw = m_index->snapshot();
        Timed exactTimes, hnswTimes, peerTimes;
        Truth truth;
        double found = 0;
        for (std::size_t i = 0; i < kQueries; ++i) {
            const std::span<const float> q(query(queries, i), m_data.dimension);
            double start = threadSeconds();
            truth.push_back(*exact->search(q, kNeighbours, nullptr));
            exactTimes.micros.push_back(1e6 * (threadSeconds() - start));
            start = threadSeconds();
            const auto hits = *hnsw->search(q, kNeighbours, nullptr);
            hnswTimes.micros.push_back(1e6 * (threadSeconds() - start));
            std::vector<float> scores;
            std::transform(hits.begin(), hits.end(), std::back_inserter(scores), [](auto& n) { return n.score; });
            found += hitsOf(truth.back(), scores);
        }
        const double recall = found / kQueries;

        std::size_t peerBreadth = 0;
        double peerReached = 0;
        if (peer != nullptr) {
            for (peerBreadth = 40; peerBreadth < 600; peerBreadth += std::max<std::size_t>(8, peerBreadth / 8)) {
                peerReached = peerRecall(*peer, queries, truth, peerBreadth);
                if (peerReached >= recall) {
                    break;
                }
            }
            // Both again, one after the other, so that neither has a quieter machine.
            hnswTimes.micros.clear();
            for (std::size_t i = 0; i < kQueries; ++i) {
                const std::span<const float> q(query(queries, i), m_data.dimension);
                double start = threadSeconds();
                (void)peer->search(q.data(), kNeighbours, peerBreadth);
                peerTimes.micros.push_back(1e6 * (threadSeconds() - start));
                start = threadSeconds();
                (void)hnsw->search(q, kNeighbours, nullptr);
                hnswTimes.micros.push_back(1e6 * (threadSeconds() - start));
            }
            std::printf("{\"index\":\"bare hnswlib\",\"query\":\"%s\",\"rows\":%zu,\"breadth\":%zu,\"recall10\":%.4f,"
                        "\"median_us\":%.0f,\"p99_us\":%.0f}\n",
                        kind.c_str(), m_data.count(), peerBreadth, peerReached, peerTimes.at(.5), peerTimes.at(.99));
        }
        const double peerMedian = peer != nullptr ? peerTimes.at(.5) : 0;
        const auto report = [&](const VectorIndex& index, double reached, Timed& times) {
            std::printf("{\"index\":\"%s\",\"query\":\"%s\",\"rows\":%zu,\"recall10\":%.4f,\"median_us\":%.0f,"
                        "\"p99_us\":%.0f,\"ratio_hnsw\":%.2f,\"memory_bytes\":%zu}\n",
                        index.kind().c_str(), kind.c_str(), m_data.count(), reached, times.at(.5), times.at(.99),
                        peerMedian > 0 ? times.at(.5) / peerMedian : 0.0, index.memoryBytes());
        };
        report(*exact, 1.0, exactTimes);
        report(*hnsw, recall, hnswTimes);
    }

    void sweep(const std::string& kind, const std::vector<float>& queries)
    {
        const auto exact = m_index->exactSnapshot();
        const auto generation = *Generation::open(std::filesystem::directory_iterator(m_options.folder)->path(),
                                                  {m_options.modelId, m_options.dimension});
        Truth truth;
        for (std::size_t i = 0; i < kQueries; ++i) {
            truth.push_back(*exact->search(std::span(query(queries, i), m_data.dimension), kNeighbours, nullptr));
        }
        for (const std::size_t breadth : {16, 32, 48, 64, 96, 128, 192, 256, 384}) {
            Timed times;
            double sum = 0, scored = 0;
            for (std::size_t i = 0; i < kQueries; ++i) {
                std::vector<float> padded(generation->rows().stride, 0.0F);
                std::copy_n(query(queries, i), m_data.dimension, padded.begin());
                const GraphQuery walk{padded.data(), breadth, std::numeric_limits<std::size_t>::max()};
                TopList best(kNeighbours);
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
            std::printf("{\"measure\":\"breadth\",\"query\":\"%s\",\"rows\":%zu,\"breadth\":%zu,\"recall10\":%.4f,"
                        "\"median_us\":%.0f,\"compared\":%.0f}\n",
                        kind.c_str(), m_data.count(), breadth, sum / kQueries, times.at(.5), scored / kQueries);
        }
    }

    Data m_data;
    Arguments m_arguments;
    std::filesystem::path m_folder;
    FileSystem m_files;
    LiveIndex::Options m_options;
    std::unique_ptr<LiveIndex> m_index;
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
        } else if (name == "--threads" && more) {
            arguments.threads = std::stoi(values[++i]);
        } else if (name == "--no-peer") {
            arguments.peer = false;
        } else if (name == "--sweep") {
            arguments.sweep = true;
        } else {
            std::fprintf(stderr, "unknown argument %s\n", name.c_str());
            return 2;
        }
    }
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    Data data = arguments.npy.empty() ? synthetic(arguments.rows, arguments.dimension) : fromNpy(arguments.npy);
    Bench(std::move(data), std::move(arguments)).run();
    return 0;
}
