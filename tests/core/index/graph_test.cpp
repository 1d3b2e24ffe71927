#include "core/index/graph.h"
#include "tests/core/index/index_fixture.h"

using namespace likeness;
using namespace likeness::test;

namespace {

constexpr int kDimension = 64;

/// A graph over `values` whose rows are named 1, 2, 3, ...
struct GraphOf : NamedRows {
    GraphOf(std::vector<float> values, int threads = 1)
        : NamedRows(std::move(values), kDimension)
        , arrays(buildGraph(block, threads, cancel))
        , seen(block.count)
    {
    }

    std::vector<Neighbour> walk(std::span<const float> query, std::size_t count, std::size_t breadth = 96,
                                const RowBits* allowed = nullptr)
    {
        GraphQuery walk{query.data(), breadth, std::numeric_limits<std::size_t>::max()};
        TopList found(count);
        completed = walkGraph(arrays->view(), block, contents, walk, allowed, seen, found);
        return found.takeSorted();
    }

    double recallOf(const std::vector<float>& queries, std::size_t count)
    {
        double sum = 0;
        const std::size_t queryCount = queries.size() / kDimension;
        for (std::size_t i = 0; i < queryCount; ++i) {
            const std::span<const float> query = std::span(queries).subspan(i * kDimension, kDimension);
            sum += recall(exact(query, count), walk(query, count));
        }
        return sum / static_cast<double>(queryCount);
    }

    std::atomic<bool> cancel{false};
    Result<GraphArrays> arrays;
    SeenRows seen;
    bool completed = false;
};

} // namespace

class GraphTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void findsTheTrueNeighboursOfImagesAndWords()
    {
        RealisticVectors source(kDimension, 11);
        GraphOf graph(source.images(20'000));
        QVERIFY(graph.arrays);
        QVERIFY(checkGraph(graph.arrays->view()));
        const double images = graph.recallOf(source.images(200), 10);
        const double words = graph.recallOf(source.words(200), 10);
        qInfo("recall@10: images %.4f, words %.4f", images, words);
        QVERIFY(images >= 0.98);
        QVERIFY(words >= 0.95);
    }

    void oneThreadBuildsTheSameGraphEveryTime()
    {
        const std::vector<float> values = RealisticVectors(kDimension, 12).images(3000);
        GraphOf first(values), second(values);
        QVERIFY(first.arrays && second.arrays);
        QCOMPARE(first.arrays->bottom, second.arrays->bottom);
        QCOMPARE(first.arrays->upper, second.arrays->upper);
        QCOMPARE(first.arrays->entry, second.arrays->entry);
    }

    void severalThreadsBuildOneThatFindsAsMuch()
    {
        RealisticVectors source(kDimension, 13);
        GraphOf graph(source.images(10'000), 4);
        QVERIFY(graph.arrays);
        QVERIFY(checkGraph(graph.arrays->view()));
        QVERIFY(graph.recallOf(source.images(200), 10) >= 0.98);
    }

    void thousandsOfEqualVectorsAreAllFoundAndHideNothing()
    {
        RealisticVectors source(kDimension, 14);
        std::vector<float> values = source.images(6000);
        const std::vector<float> one = source.images(1);
        for (int i = 0; i < 5000; ++i) {
            values.insert(values.end(), one.begin(), one.end());
        }
        const std::vector<float> rest = source.images(1000);
        values.insert(values.end(), rest.begin(), rest.end());
        GraphOf graph(std::move(values));
        QVERIFY(graph.arrays);
        QCOMPARE(graph.walk(one, 40), graph.exact(one, 40)); // by ascending id
        QCOMPARE(graph.walk(one, 4000, 5000), graph.exact(one, 4000));
        QVERIFY(graph.recallOf(source.images(200), 10) >= 0.98);
        const std::size_t afterTheBurst = 11'500;
        QCOMPARE(graph.walk(graph.vectors.row(afterTheBurst), 1)[0].score,
                 graph.exact(graph.vectors.row(afterTheBurst), 1)[0].score);
    }

    void rowsThatAreNotAllowedStillLeadToOthers()
    {
        RealisticVectors source(kDimension, 15);
        GraphOf graph(source.images(10'000));
        const RowBits allowed = graph.rowsThat([](std::uint32_t row) { return row % 5 == 3; });
        double sum = 0;
        const std::vector<float> queries = source.images(100);
        for (std::size_t i = 0; i < 100; ++i) {
            const auto query = std::span(queries).subspan(i * kDimension, kDimension);
            const auto found = graph.walk(query, 10, 96, &allowed);
            QVERIFY(graph.completed);
            for (const Neighbour& neighbour : found) {
                QVERIFY(allowed.has(static_cast<std::uint32_t>(neighbour.content.value - 1)));
            }
            sum += recall(graph.exact(query, 10, &allowed), found);
        }
        QVERIFY(sum / 100 >= 0.98);
    }

    void aWalkThatCannotFillItsListSaysSo()
    {
        GraphOf graph(RealisticVectors(kDimension, 16).images(500));
        const RowBits allowed = graph.rowsThat([](std::uint32_t row) { return row < 5; });
        graph.walk(graph.vectors.row(100), 10, 96, &allowed);
        QVERIFY(!graph.completed);
        GraphQuery tooLong{graph.vectors.row(0).data(), 96, 100};
        TopList found(10);
        QVERIFY(!walkGraph(graph.arrays->view(), graph.block, graph.contents, tooLong, nullptr, graph.seen, found));
        QCOMPARE(found.size(), std::size_t{0});
    }

    void oneRowIsAGraph()
    {
        GraphOf graph(RealisticVectors(kDimension, 17).images(1));
        QVERIFY(graph.arrays);
        QVERIFY(checkGraph(graph.arrays->view()));
        QCOMPARE(idsOf(graph.walk(graph.vectors.row(0), 1, 1)), std::vector<std::int64_t>{1});
    }

    void buildingStopsWhenAsked()
    {
        const Vectors vectors(RealisticVectors(kDimension, 18).images(2000), kDimension);
        const std::atomic<bool> cancel{true};
        const auto graph = buildGraph({vectors.halves().data(), 2000, rowStride(kDimension)}, 2, cancel);
        QVERIFY(!graph);
        QCOMPARE(graph.error().code, ErrorCode::Cancelled);
    }

    void linksThatLeadNowhereAreNoticed()
    {
        GraphOf graph(RealisticVectors(kDimension, 19).images(3000));
        const auto damaged = [&](auto damage) {
            GraphArrays copy = *graph.arrays;
            damage(copy);
            const Status checked = checkGraph(copy.view());
            return !checked && checked.error().code == ErrorCode::Corrupt;
        };
        QVERIFY(damaged([](GraphArrays& a) { a.entry = 3000; }));
        QVERIFY(damaged([](GraphArrays& a) { a.levels = 1000; }));
        QVERIFY(damaged([](GraphArrays& a) { a.levels += 1; }));
        QVERIFY(damaged([](GraphArrays& a) { a.bottom[0] = kBottomLinks + 1; }));
        QVERIFY(damaged([](GraphArrays& a) { a.bottom[1] = 3000; }));
        QVERIFY(damaged([](GraphArrays& a) { a.upper[0] = kGraphLinks + 1; }));
        QVERIFY(damaged([](GraphArrays& a) { a.upperFirst[1500] = 0xFFFFFFFF; }));
        QVERIFY(damaged([](GraphArrays& a) { a.nextSame[10] = 10; })); // would walk for ever
        QVERIFY(damaged([](GraphArrays& a) { a.bottom.pop_back(); }));
        QVERIFY(damaged([](GraphArrays& a) { // a row that is not on that level
            const auto low = std::adjacent_find(a.upperFirst.begin(), a.upperFirst.end()) - a.upperFirst.begin();
            a.upper[0] = std::max(a.upper[0], 1U);
            a.upper[1] = static_cast<std::uint32_t>(low);
        }));
    }
};

QTEST_GUILESS_MAIN(GraphTest)
#include "graph_test.moc"
