// explore_bench: what seeing the whole collection costs, stage by stage.
//   explore_bench --npy FILE.npy [--rows N]   rows of a float16 .npy file; more than it has are made from neighbours
//   explore_bench --rows N [--dimension D]    realistic synthetic vectors
//   --threads N   --search  asks an index for 1,000 new ones   --quality  layout measures on 10,000 rows   --grid
//   --out FILE  positions, and clusters beside
// One JSON object per line on stdout. Wall and processor seconds; peak resident memory of the process so far.
#include "core/base/half.h"
#include "core/explore/clusters.h"
#include "core/explore/map_layout.h"
#include "core/explore/near_duplicates.h"
#include "core/explore/principal_axes.h"
#include "core/explore/sorted_grid.h"
#include "core/index/dot.h"
#include "core/index/vector_index.h"
#include "tests/bench/index_data.h"
#include "tests/support/realistic_vectors.h"

#include <cmath>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <future>
#include <numeric>
#include <random>

using namespace likeness;

namespace {

struct Arguments {
    std::string npy;
    std::string out;
    std::size_t rows = 0;
    int dimension = 320;
    int threads = 2;
    bool search = false;
    bool quality = false;
    bool grid = false;
    DescentOptions descent;
    LayoutOptions layout;
    std::uint32_t links = 15;
};

struct Data {
    std::size_t dimension = 0;
    std::size_t stride = 0;
    std::vector<ContentId> contents;
    std::vector<std::uint16_t> halves; // Shape: [count, stride]

    VectorRows rows() const { return {contents, halves.data(), stride, &scoreListedRows}; }

    void add(std::span<const float> row)
    {
        const auto packed = halvesFromFloats(row);
        halves.insert(halves.end(), packed.begin(), packed.end());
        halves.resize(halves.size() + stride - dimension, 0);
        contents.push_back({static_cast<std::int64_t>(contents.size()) + 1});
    }
};

double megabytes(const char* what) { return static_cast<double>(bench::processBytes(what)) / (1 << 20); }

class Stage {
public:
    explicit Stage(std::string name)
        : m_name(std::move(name))
    {
    }
    ~Stage()
    {
        std::printf("{\"stage\":\"%s\",\"wall_s\":%.2f,\"cpu_s\":%.2f,\"peak_mb\":%.0f%s}\n", m_name.c_str(),
                    bench::wallSeconds() - m_wall, bench::processSeconds() - m_cpu, megabytes("VmHWM:"),
                    m_more.c_str());
    }
    void note(const std::string& name, double value)
    {
        char text[80];
        std::snprintf(text, sizeof text, ",\"%s\":%.6g", name.c_str(), value);
        m_more += text;
    }

private:
    std::string m_name;
    std::string m_more;
    double m_wall = bench::wallSeconds();
    double m_cpu = bench::processSeconds();
};

void stopOn(const Status& status)
{
    if (!status) {
        std::fprintf(stderr, "%s\n", status.error().message.c_str());
        std::exit(1);
    }
}

Data emptyData(std::size_t dimension)
{
    Data data;
    data.dimension = dimension;
    data.stride = rowStride(static_cast<int>(dimension));
    return data;
}

Data fromNpy(const std::string& path)
{
    const cli::Matrix matrix = bench::matrixFromNpy(path);
    Data data = emptyData(matrix.columns);
    for (std::size_t i = 0; i < matrix.rows; ++i) {
        data.add(matrix.row(i));
    }
    return data;
}

/// More of the same kind: a row moved towards one of its neighbours, and by what two other neighbours differ in.
void enlarge(Data& data, std::size_t wanted, int threads)
{
    const auto known = static_cast<std::uint32_t>(data.contents.size());
    NeighbourGraph graph("bench", 10);
    graph.apply(data.contents, {});
    ExploreRun run;
    run.threads = threads;
    stopOn(fillByDescent(graph, data.rows(), {}, run));
    MixedSequence random(7);
    const auto value
        = [&](std::uint32_t row, std::size_t i) { return floatFromHalf(data.halves[row * data.stride + i]); };
    std::vector<float> row(data.dimension);
    while (data.contents.size() < wanted) {
        const std::uint32_t from = random.below(known), other = random.below(known);
        const std::uint32_t to = graph.linksOf(from)[random.below(10)].row;
        const std::uint32_t otherTo = graph.linksOf(other)[random.below(10)].row;
        const float along = static_cast<float>(random.share());
        double length = 0;
        for (std::size_t i = 0; i < data.dimension; ++i) {
            row[i] = value(from, i) + along * (value(to, i) - value(from, i))
                     + 0.5F * (value(otherTo, i) - value(other, i));
            length += row[i] * row[i];
        }
        for (float& v : row) {
            v /= static_cast<float>(std::sqrt(length));
        }
        data.add(row);
    }
}

Data synthetic(std::size_t rows, int dimension)
{
    test::RealisticVectors source(dimension, 42);
    Data data = emptyData(static_cast<std::size_t>(dimension));
    for (std::size_t done = 0; done < rows; done += 1000) {
        const auto block = source.images(std::min<std::size_t>(1000, rows - done));
        for (std::size_t i = 0; i < block.size(); i += data.dimension) {
            data.add(std::span(block).subspan(i, data.dimension));
        }
    }
    return data;
}

/// Share of the exact neighbours of 300 rows that the graph holds; one exactly as good as the last counts.
double recallOf(const NeighbourGraph& graph, const VectorRows& rows)
{
    constexpr std::uint32_t kSampled = 300;
    std::vector<std::uint32_t> all(rows.count());
    std::iota(all.begin(), all.end(), 0U);
    std::vector<float> query(rows.stride), scores(rows.count());
    MixedSequence random(3);
    double found = 0, wanted = 0;
    for (std::uint32_t i = 0; i < kSampled; ++i) {
        const std::uint32_t row = random.below(rows.count());
        rows.copyRow(row, query.data());
        rows.scoreListed(query.data(), rows.halves, rows.stride, all, scores.data());
        scores[row] = -2;
        std::nth_element(scores.begin(), scores.begin() + graph.linksPerRow() - 1, scores.end(), std::greater<>());
        const float floor = scores[graph.linksPerRow() - 1];
        for (const GraphLink& link : graph.linksOf(row)) {
            found += link.score >= floor ? 1 : 0;
        }
        wanted += graph.linksPerRow();
    }
    return found / wanted;
}

ExploreRun runOf(const Arguments& arguments)
{
    ExploreRun run;
    run.threads = arguments.threads;
    return run;
}

NeighbourGraph neighbours(const Data& data, const Arguments& arguments)
{
    NeighbourGraph graph("bench", arguments.links);
    graph.apply(data.contents, {});
    {
        Stage stage("neighbours by descent");
        stopOn(fillByDescent(graph, data.rows(), arguments.descent, runOf(arguments)));
    }
    std::printf("{\"measure\":\"recall of the neighbour graph\",\"rows\":%u,\"recall\":%.4f}\n", graph.count(),
                recallOf(graph, data.rows()));
    return graph;
}

template <class T> T valueOf(Result<T> result)
{
    if (!result) {
        stopOn(result.failure());
    }
    return std::move(*result);
}

/// Ten thousand rows, taken evenly, of a larger layout.
void quality(const Data& data, std::span<const MapPoint> points, const Arguments& arguments)
{
    constexpr std::size_t kMeasured = 10'000;
    const std::size_t count = std::min(kMeasured, data.contents.size());
    Data some = emptyData(data.dimension);
    std::vector<MapPoint> places;
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t row = i * data.contents.size() / count;
        const auto from = data.halves.begin() + static_cast<std::ptrdiff_t>(row * data.stride);
        some.halves.insert(some.halves.end(), from, from + static_cast<std::ptrdiff_t>(data.stride));
        some.contents.push_back({static_cast<std::int64_t>(i) + 1});
        places.push_back(points[row]);
    }
    const LayoutQuality found = valueOf(measureLayout(some.rows(), places, 15, runOf(arguments)));
    std::printf("{\"measure\":\"layout\",\"rows\":%zu,\"of\":%zu,\"trustworthiness\":%.4f,\"kept\":%.4f}\n", count,
                data.contents.size(), found.trustworthiness, found.neighboursKept);
}

LinkedRows linksOf(const NeighbourGraph& graph, const Arguments& arguments)
{
    Stage stage("weighted links");
    LinkedRows links = valueOf(weightedLinks(graph, runOf(arguments)));
    stage.note("per_row", static_cast<double>(links.row.size()) / links.count());
    return links;
}

std::vector<MapPoint> layout(const Data& data, const LinkedRows& links, const Arguments& arguments)
{
    std::vector<float> start;
    {
        Stage stage("principal plane");
        start = valueOf(principalPlaces(data.rows(), 2, 1, runOf(arguments)));
    }
    std::vector<MapPoint> points;
    {
        Stage stage("layout");
        points = valueOf(layOut(links, start, arguments.layout, runOf(arguments)));
    }
    if (arguments.quality) {
        quality(data, points, arguments);
    }
    if (!arguments.out.empty()) {
        std::ofstream file(arguments.out, std::ios::binary);
        for (const MapPoint point : points) {
            file << point.x << ' ' << point.y << '\n';
        }
    }
    return points;
}

void clusters(const Data& data, const LinkedRows& links, const Arguments& arguments)
{
    ClusterTree tree;
    {
        Stage stage("clusters");
        tree = valueOf(findClusters(links, data.rows(), {}, runOf(arguments)));
    }
    for (std::size_t level = 0; level < tree.clusterOf.size(); ++level) {
        std::size_t count = 0, noise = 0, biggest = 0;
        for (const Cluster& cluster : tree.clusters) {
            if (cluster.level == level) {
                ++count;
                biggest = std::max(biggest, cluster.rows.size());
            }
        }
        for (const std::int32_t cluster : tree.clusterOf[level]) {
            noise += cluster == ClusterTree::kNoise ? 1 : 0;
        }
        std::printf("{\"measure\":\"clusters\",\"level\":%zu,\"count\":%zu,\"noise\":%zu,\"biggest\":%zu}\n", level,
                    count, noise, biggest);
    }
    if (!arguments.out.empty()) { // one line for each row, one column for each level
        std::ofstream file(arguments.out + ".clusters", std::ios::binary);
        for (std::size_t row = 0; row < data.contents.size(); ++row) {
            for (const auto& clusterOf : tree.clusterOf) {
                file << clusterOf[row] << ' ';
            }
            file << '\n';
        }
    }
}

void nearDuplicates(const Data& data, const NeighbourGraph& graph)
{
    Stage stage("near-duplicates");
    constexpr float kThreshold = 0.95F;
    const VectorRows rows = data.rows();
    std::vector<AlikePair> pairs;
    for (std::uint32_t row = 0; row < graph.count(); ++row) {
        for (const GraphLink& link : graph.linksOf(row)) {
            if (link.score >= kThreshold) {
                pairs.push_back({row, link.row, link.score});
            }
        }
    }
    std::vector<float> query(rows.stride);
    const AlikeGroups groups
        = groupAlike(graph.count(), std::move(pairs), {kThreshold, {}}, [&](std::uint32_t first, std::uint32_t second) {
              rows.copyRow(first, query.data());
              return rows.score(query.data(), second);
          });
    stage.note("groups", static_cast<double>(groups.count()));
    stage.note("members", static_cast<double>(groups.rows.size()));
}

/// An index of everything, with its graph.
std::unique_ptr<LiveIndex> indexOf(const Data& data, const std::filesystem::path& folder, FileSystem& files,
                                   const Arguments& arguments)
{
    LiveIndex::Options options;
    options.folder = folder;
    options.modelId = "bench";
    options.dimension = static_cast<int>(data.dimension);
    options.kind = IndexKind::Hnsw;
    options.buildThreads = arguments.threads;
    auto index = valueOf(LiveIndex::open(options, files));
    VectorChanges changes;
    changes.added = data.contents;
    changes.lastSequence = 1;
    for (std::size_t row = 0; row < data.contents.size(); ++row) {
        const auto from = data.halves.begin() + static_cast<std::ptrdiff_t>(row * data.stride);
        changes.addedHalf.insert(changes.addedHalf.end(), from, from + static_cast<std::ptrdiff_t>(data.dimension));
    }
    Stage stage("build of an index, to compare with");
    stopOn(index->apply(changes));
    std::promise<Status> done;
    index->buildIfDue([&done](Status status) { done.set_value(std::move(status)); });
    stopOn(done.get_future().get());
    return index;
}

/// The last 1,000 rows come later: found by asking an index, and placed on the map of the others.
void arrivals(const Data& data, const NeighbourGraph& graph, std::span<const MapPoint> points,
              const Arguments& arguments)
{
    constexpr std::size_t kNew = 1000;
    char pattern[] = "/tmp/explore_bench_XXXXXX";
    const std::filesystem::path folder = ::mkdtemp(pattern);
    {
        FileSystem files;
        const auto index = indexOf(data, folder, files, arguments);
        const auto snapshot = index->snapshot();
        const VectorRows rows = data.rows();
        const NeighbourSearch search = [&](ContentId content, std::uint32_t countMax) {
            std::vector<float> query(rows.stride);
            rows.copyRow(static_cast<std::uint32_t>(content.value - 1), query.data());
            query.resize(data.dimension);
            std::vector<ScoredContent> found;
            for (const Neighbour& hit : valueOf(snapshot->search(query, countMax, nullptr))) {
                found.push_back({hit.content, hit.score});
            }
            return Result<std::vector<ScoredContent>>(std::move(found));
        };
        NeighbourGraph later = graph;
        const std::span<const ContentId> fresh = std::span(data.contents).last(kNew);
        {
            Stage stage("1,000 photos taken out and in again");
            later.apply(fresh, fresh);
        }
        {
            Stage stage("their neighbours by search");
            stopOn(fillBySearch(later, search, runOf(arguments)));
        }
        std::printf("{\"measure\":\"recall after arrivals\",\"recall\":%.4f}\n", recallOf(later, rows));
        const LinkedRows links = valueOf(weightedLinks(later, runOf(arguments)));
        std::vector<std::uint8_t> placed(data.contents.size(), 1);
        std::fill(placed.end() - kNew, placed.end(), 0);
        std::vector<MapPoint> found;
        {
            Stage stage("their places on the map");
            found
                = valueOf(placeNew(links, {points.begin(), points.end()}, placed, arguments.layout, runOf(arguments)));
        }
        if (arguments.quality) {
            quality(data, found, arguments);
        }
        {
            Stage stage("save and open the graph");
            stopOn(later.save(folder / "neighbours", files));
            const auto again = valueOf(NeighbourGraph::open(folder / "neighbours"));
            stage.note("file_mb", static_cast<double>(std::filesystem::file_size(folder / "neighbours")) / 1e6);
            stage.note("rows", again.count());
        }
    }
    std::filesystem::remove_all(folder);
}

void grid(const Data& data, std::size_t count, const Arguments& arguments)
{
    VectorRows some = data.rows();
    some.contents = some.contents.first(std::min(count, data.contents.size()));
    std::vector<std::uint32_t> places;
    {
        Stage stage("sorted grid");
        stage.note("pictures", some.count());
        places = valueOf(sortOnGrid(some, {}, runOf(arguments)));
    }
    if (some.count() <= 4096) {
        const double found = valueOf(measureGrid(some, places, gridColumns(some.count(), {}), runOf(arguments)));
        std::printf("{\"measure\":\"sorted grid\",\"pictures\":%u,\"dpq16\":%.4f}\n", some.count(), found);
    }
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
        } else if (name == "--out" && more) {
            arguments.out = values[++i];
        } else if (name == "--rows" && more) {
            arguments.rows = std::stoull(values[++i]);
        } else if (name == "--dimension" && more) {
            arguments.dimension = std::stoi(values[++i]);
        } else if (name == "--threads" && more) {
            arguments.threads = std::stoi(values[++i]);
        } else if (name == "--links" && more) {
            arguments.links = static_cast<std::uint32_t>(std::stoul(values[++i]));
        } else if (name == "--trees" && more) {
            arguments.descent.trees = static_cast<std::uint32_t>(std::stoul(values[++i]));
        } else if (name == "--leaf" && more) {
            arguments.descent.leafRows = static_cast<std::uint32_t>(std::stoul(values[++i]));
        } else if (name == "--candidates" && more) {
            arguments.descent.candidates = static_cast<std::uint32_t>(std::stoul(values[++i]));
        } else if (name == "--rounds" && more) {
            arguments.descent.roundsMax = static_cast<std::uint32_t>(std::stoul(values[++i]));
        } else if (name == "--layout-rounds" && more) {
            arguments.layout.rounds = static_cast<std::uint32_t>(std::stoul(values[++i]));
        } else if (name == "--negatives" && more) {
            arguments.layout.negatives = static_cast<std::uint32_t>(std::stoul(values[++i]));
        } else if (name == "--search") {
            arguments.search = true;
        } else if (name == "--grid") {
            arguments.grid = true;
        } else if (name == "--quality") {
            arguments.quality = true;
        } else {
            std::fprintf(stderr, "unknown argument %s\n", name.c_str());
            return 2;
        }
    }
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    Data data = arguments.npy.empty() ? synthetic(std::max<std::size_t>(arguments.rows, 1000), arguments.dimension)
                                      : fromNpy(arguments.npy);
    if (arguments.rows > 0 && arguments.rows < data.contents.size()) {
        data.contents.resize(arguments.rows);
        data.halves.resize(arguments.rows * data.stride);
    }
    if (arguments.rows > data.contents.size()) {
        enlarge(data, arguments.rows, arguments.threads);
    }
    std::printf("{\"rows\":%zu,\"dimension\":%zu,\"threads\":%d,\"resident_mb\":%.0f}\n", data.contents.size(),
                data.dimension, arguments.threads, megabytes("VmRSS:"));
    const NeighbourGraph graph = neighbours(data, arguments);
    const LinkedRows links = linksOf(graph, arguments);
    const std::vector<MapPoint> points = layout(data, links, arguments);
    clusters(data, links, arguments);
    nearDuplicates(data, graph);
    if (arguments.search) {
        arrivals(data, graph, points, arguments);
    }
    if (arguments.grid) {
        grid(data, 1024, arguments);
        grid(data, GridOptions::kRowsMax, arguments);
    }
    return 0;
}
