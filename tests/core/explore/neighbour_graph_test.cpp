#include "tests/core/explore/explore_fixture.h"
#include "tests/support/faulty_file_system.h"

#include <fstream>

using namespace likeness;
using namespace likeness::test;

namespace {

/// Share of the true nearest that the graph has; one exactly as near as the last counts.
double recallOf(const NeighbourGraph& graph, const Collection& collection)
{
    double found = 0, wanted = 0;
    for (std::uint32_t row = 0; row < graph.count(); row += 7) {
        const auto nearest = collection.nearest(row, graph.linksPerRow());
        for (const GraphLink& link : graph.linksOf(row)) {
            found += link.score >= nearest.back().score ? 1 : 0;
        }
        wanted += static_cast<double>(nearest.size());
    }
    return found / wanted;
}

std::vector<ContentId> contentsOf(const Collection& collection, std::uint32_t from, std::uint32_t to)
{
    return {collection.contents().begin() + from, collection.contents().begin() + to};
}

} // namespace

class NeighbourGraphTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyRoundOfDescentCanBeSavedAndGoneOnFrom()
    {
        const Collection collection = Collection::realistic(3000);
        const QTemporaryDir folder;
        const std::filesystem::path path = folder.filePath("neighbours").toStdString();
        FileSystem files;
        NeighbourGraph graph("m", 15);
        graph.apply(collection.contents(), {});
        DescentOptions options;
        int rounds = 0;
        options.roundDone = [&]() -> Status {
            if (Status saved = graph.save(path, files); !saved) {
                return saved;
            }
            return ++rounds < 2 ? Status() : Status(fail(ErrorCode::Cancelled, "killed"));
        };
        QVERIFY(!fillByDescent(graph, collection.rows(), options, threads(2)));
        auto opened = NeighbourGraph::open(path);
        QVERIFY(opened.has_value());
        QCOMPARE(opened->pendingCount(), std::size_t{3000});
        QVERIFY(!opened->linksOf(0).empty());
        QVERIFY(fillByDescent(*opened, collection.rows(), {}, threads(2)));
        QCOMPARE(opened->pendingCount(), std::size_t{0});
        QVERIFY(recallOf(*opened, collection) >= 0.95);
    }

    void descentFindsNearlyAllNeighbours()
    {
        const Collection collection = Collection::realistic(4000);
        const NeighbourGraph graph = collection.graph();
        const double recall = recallOf(graph, collection);
        QVERIFY2(recall >= 0.97, qPrintable(QString("recall %1").arg(recall)));
        QCOMPARE(graph.pendingCount(), std::size_t{0});
        for (std::uint32_t row = 0; row < graph.count(); row += 101) {
            const auto links = graph.linksOf(row);
            QCOMPARE(links.size(), std::size_t{15});
            for (std::size_t i = 0; i < links.size(); ++i) {
                QVERIFY(links[i].row != row);
                QCOMPARE(links[i].score, collection.score(row, links[i].row));
                QVERIFY(i == 0 || links[i].score <= links[i - 1].score);
            }
        }
    }

    void theThreadsDoNotShowInTheAnswer()
    {
        const Collection collection = Collection::realistic(3000);
        const auto one = linksOf(collection.graph(15, 1));
        QVERIFY(one == linksOf(collection.graph(15, 3)));
        QVERIFY(one == linksOf(collection.graph(15, 8)));
    }

    void fewPhotosAndEqualPhotos()
    {
        QCOMPARE(Collection(64).graph().count(), 0U);
        const Collection three = Collection::realistic(3);
        const NeighbourGraph small = three.graph();
        for (std::uint32_t row = 0; row < 3; ++row) {
            QCOMPARE(linksOf(small)[row], three.nearest(row, 15));
        }
        Collection equal(64);
        for (int i = 0; i < 2000; ++i) {
            equal.add(std::vector<float>(64, 1.0F));
        }
        const NeighbourGraph graph = equal.graph();
        for (std::uint32_t row = 0; row < graph.count(); ++row) {
            QCOMPARE(graph.linksOf(row).size(), std::size_t{15});
            std::set<std::uint32_t> others;
            for (const GraphLink& link : graph.linksOf(row)) {
                others.insert(link.row);
            }
            QCOMPARE(others.size(), std::size_t{15});
        }
    }

    void searchFillsExactlyWhatItFinds()
    {
        const Collection collection = Collection::realistic(600);
        NeighbourGraph graph("m", 10);
        graph.apply(collection.contents(), {});
        QVERIFY(fillBySearch(graph, collection.searchAll(), threads(2)));
        for (std::uint32_t row = 0; row < graph.count(); ++row) {
            QCOMPARE(linksOf(graph)[row], collection.nearest(row, 10));
        }
    }

    void whatIsAddedLaterIsFoundFromBothSides()
    {
        const Collection collection = Collection::realistic(3000);
        NeighbourGraph graph("m", 15);
        graph.apply(contentsOf(collection, 0, 2800), {});
        QVERIFY(fillByDescent(graph, collection.first(2800), {}, threads(2)));
        graph.apply(contentsOf(collection, 2800, 3000), {});
        QCOMPARE(graph.pendingCount(), std::size_t{200});
        QVERIFY(fillBySearch(graph, collection.searchAll(), threads(2)));
        QCOMPARE(graph.pendingCount(), std::size_t{0});
        const double recall = recallOf(graph, collection);
        QVERIFY2(recall >= 0.97, qPrintable(QString("recall %1").arg(recall)));
        int pointed = 0;
        for (std::uint32_t row = 0; row < 2800; ++row) {
            const auto links = graph.linksOf(row);
            pointed += std::any_of(links.begin(), links.end(), [](auto& link) { return link.row >= 2800; }) ? 1 : 0;
        }
        QVERIFY(pointed > 500);
    }

    void descentTakesWhatWasAddedToo()
    {
        const Collection collection = Collection::realistic(3000);
        NeighbourGraph graph("m", 15);
        graph.apply(contentsOf(collection, 0, 2000), {});
        QVERIFY(fillByDescent(graph, collection.first(2000), {}, threads(2)));
        graph.apply(contentsOf(collection, 2000, 3000), {});
        QVERIFY(fillByDescent(graph, collection.rows(), {}, threads(2)));
        const double recall = recallOf(graph, collection);
        QVERIFY2(recall >= 0.95, qPrintable(QString("recall %1").arg(recall)));
    }

    void whatIsRemovedIsGoneAndTheRestStaysTrue()
    {
        const Collection collection = Collection::realistic(1000);
        NeighbourGraph graph("m", 10);
        graph.apply(collection.contents(), {});
        QVERIFY(fillBySearch(graph, collection.searchAll(), threads(2)));
        std::vector<ContentId> removed;
        std::set<ContentId> kept;
        for (std::uint32_t row = 0; row < 1000; ++row) {
            if (row % 4 == 1) {
                removed.push_back(collection.contents()[row]);
            } else {
                kept.insert(collection.contents()[row]);
            }
        }
        graph.apply({}, removed);
        QCOMPARE(graph.count(), 750U);
        QVERIFY(graph.pendingCount() > 0 && graph.pendingCount() < 300);
        QVERIFY(!graph.rowOf(removed[0]));
        QVERIFY(fillBySearch(graph, collection.search(kept), threads(2)));
        for (std::uint32_t row = 0; row < graph.count(); ++row) {
            const ContentId content = graph.contents()[row];
            std::vector<ContentId> expected, found;
            for (const GraphLink& link : collection.nearest(static_cast<std::uint32_t>(content.value / 10 - 1), 1000)) {
                if (kept.contains(collection.contents()[link.row])) {
                    expected.push_back(collection.contents()[link.row]);
                }
            }
            for (const GraphLink& link : graph.linksOf(row)) {
                found.push_back(graph.contents()[link.row]);
            }
            QVERIFY(found.size() >= 7);
            expected.resize(found.size());
            QCOMPARE(found, expected); // perhaps fewer, but always the nearest
        }
    }

    void aNewVectorForAPhotoReplacesItsLinks_data()
    {
        QTest::addColumn<bool>("removed");
        QTest::newRow("removed and added") << true;
        QTest::newRow("only added") << false;
    }
    void aNewVectorForAPhotoReplacesItsLinks()
    {
        QFETCH(bool, removed);
        const Collection collection = Collection::realistic(300);
        NeighbourGraph graph = collection.graph(10);
        const std::vector<ContentId> changed{collection.contents()[5]};
        graph.apply(changed, removed ? changed : std::vector<ContentId>());
        QCOMPARE(graph.count(), 300U);
        QVERIFY(graph.isPending(5));
        QVERIFY(graph.linksOf(5).empty());
        for (std::uint32_t row = 0; row < 300; ++row) {
            const auto links = graph.linksOf(row);
            QVERIFY(std::none_of(links.begin(), links.end(), [](auto& link) { return link.row == 5; }));
        }
    }

    void aStoppedFillGoesOnWhereItWas()
    {
        const Collection collection = Collection::realistic(3000);
        NeighbourGraph bySearch("m", 10);
        bySearch.apply(collection.contents(), {});
        StoppedRun soon(1);
        const Status stopped = fillBySearch(bySearch, collection.searchAll(), soon.run);
        QVERIFY(!stopped && stopped.error().code == ErrorCode::Cancelled);
        const std::size_t left = bySearch.pendingCount();
        QVERIFY(left > 0 && left < 3000);
        const QTemporaryDir folder;
        FileSystem files;
        QVERIFY(bySearch.save(fileIn(folder), files));
        auto again = NeighbourGraph::open(fileIn(folder));
        QVERIFY(again.has_value());
        QCOMPARE(again->pendingCount(), left);
        std::atomic<std::size_t> asked{0};
        const auto search = collection.searchAll();
        QVERIFY(fillBySearch(
            *again,
            [&](ContentId content, std::uint32_t countMax) {
                ++asked;
                return search(content, countMax);
            },
            threads(2)));
        QCOMPARE(asked.load(), left);
        QVERIFY(recallOf(*again, collection) == 1.0);

        NeighbourGraph byDescent("m", 15);
        byDescent.apply(collection.contents(), {});
        StoppedRun later(2);
        QVERIFY(!fillByDescent(byDescent, collection.rows(), {}, later.run));
        QCOMPARE(byDescent.pendingCount(), std::size_t{3000});
        QVERIFY(!byDescent.linksOf(0).empty()); // what was found is kept
        QVERIFY(fillByDescent(byDescent, collection.rows(), {}, threads(2)));
        QVERIFY(recallOf(byDescent, collection) >= 0.95);
    }

    void anIndexThatFailsSaysWhy()
    {
        const Collection collection = Collection::realistic(50);
        NeighbourGraph graph("m", 10);
        graph.apply(collection.contents(), {});
        const Status filled = fillBySearch(
            graph,
            [](ContentId, std::uint32_t) -> Result<std::vector<ScoredContent>> {
                return fail(ErrorCode::NotFound, "no vector");
            },
            threads(2));
        QVERIFY(!filled && filled.error().code == ErrorCode::NotFound);
        QCOMPARE(graph.pendingCount(), std::size_t{50});
        const Status other = fillByDescent(graph, collection.first(49), {}, threads(1));
        QVERIFY(!other && other.error().code == ErrorCode::InvalidInput);
    }

    void aSavedGraphComesBackTheSame()
    {
        const Collection collection = Collection::realistic(500);
        NeighbourGraph graph = collection.graph(12);
        graph.setLastSequence(77);
        const QTemporaryDir folder;
        FileSystem files;
        QVERIFY(graph.save(fileIn(folder), files));
        const auto again = NeighbourGraph::open(fileIn(folder));
        QVERIFY(again.has_value());
        QCOMPARE(again->modelId(), std::string("test-model"));
        QCOMPARE(again->lastSequence(), std::int64_t{77});
        QVERIFY(linksOf(*again) == linksOf(graph));
        QVERIFY(std::equal(again->contents().begin(), again->contents().end(), graph.contents().begin()));

        FaultyFileSystem full(0);
        QVERIFY(!NeighbourGraph("other", 3).save(fileIn(folder), full));
        QVERIFY(NeighbourGraph::open(fileIn(folder)).has_value()); // the old one is still whole
    }

    /// Whose checksum is right all the same: every reader relies on it.
    void whatPointsToNothingIsDamaged()
    {
        const QTemporaryDir folder;
        FileSystem files;
        const auto refused = [&](const std::vector<GraphLink>& links) {
            NeighbourGraph graph("model", 3);
            graph.apply(std::vector<ContentId>{{10}, {20}, {30}}, {});
            graph.setLinks(1, links, /*pending=*/false);
            if (!graph.save(fileIn(folder), files)) {
                return false;
            }
            const auto opened = NeighbourGraph::open(fileIn(folder));
            return !opened && opened.error().code == ErrorCode::Corrupt;
        };
        QVERIFY(!refused({{0, 0.9F}, {2, 0.5F}}));
        QVERIFY(refused({{0, 0.9F}, {3, 0.5F}})); // there are three
        QVERIFY(refused({{1, 0.9F}}));            // itself
        QVERIFY(refused({{2, 0.5F}, {0, 0.9F}})); // the nearer one second
    }

    void everyDamagedByteIsNoticed()
    {
        const Collection collection = Collection::realistic(20, 16);
        const QTemporaryDir folder;
        FileSystem files;
        QVERIFY(collection.graph(4).save(fileIn(folder), files));
        const auto good = readFile(fileIn(folder), 1 << 20);
        QVERIFY(good.has_value());
        for (std::size_t at = 0; at < good->size(); at += 3) {
            auto bad = *good;
            bad[at] ^= std::byte{0x10};
            QVERIFY(files.replaceFile(fileIn(folder), bad));
            const auto opened = NeighbourGraph::open(fileIn(folder));
            QVERIFY(!opened && opened.error().code == ErrorCode::Corrupt);
        }
        for (const std::size_t size : {std::size_t{0}, std::size_t{5}, std::size_t{30}, good->size() - 1}) {
            QVERIFY(files.replaceFile(fileIn(folder), std::span(*good).first(size)));
            QVERIFY(!NeighbourGraph::open(fileIn(folder)));
        }
        QVERIFY(NeighbourGraph::open(fileIn(folder) / "none").error().code != ErrorCode::Corrupt);
    }

    /// Two pairs, the others all equally far: a row's far weights are what is left of log2(4) after the near one's 1.
    void weightsFromBothSidesAreJoinedAsChances()
    {
        NeighbourGraph graph("model", 3);
        graph.apply(std::vector<ContentId>{{10}, {20}, {30}, {40}}, {});
        for (std::uint32_t row = 0; row < 4; ++row) {
            std::vector<GraphLink> links{{row ^ 1U, 0.9F}};
            for (std::uint32_t other = 0; other < 4; ++other) {
                if (other / 2 != row / 2) {
                    links.push_back({other, 0.5F});
                }
            }
            graph.setLinks(row, links, /*pending=*/false);
        }
        const auto linked = weightedLinks(graph, threads(1));
        QVERIFY(linked.has_value());
        QCOMPARE(linked->row.size(), std::size_t{12});
        for (std::uint32_t row = 0; row < 4; ++row) {
            for (std::uint32_t i = linked->first[row]; i < linked->first[row + 1]; ++i) {
                const bool near = linked->row[i] == (row ^ 1U);
                QVERIFY(std::abs(linked->weight[i] - (near ? 1.0F : 0.75F)) < 1e-3F); // .5 + .5 - .25
            }
        }
    }

    void linksGoBothWaysAndTheNearestCountsOne()
    {
        const Collection collection = Collection::realistic(800);
        const NeighbourGraph graph = collection.graph(10);
        const auto linked = weightedLinks(graph, threads(2));
        QVERIFY(linked.has_value());
        const auto weightOf = [&](std::uint32_t from, std::uint32_t to) {
            for (std::uint32_t i = linked->first[from]; i < linked->first[from + 1]; ++i) {
                if (linked->row[i] == to) {
                    return linked->weight[i];
                }
            }
            return -1.0F;
        };
        for (std::uint32_t row = 0; row < graph.count(); ++row) {
            QCOMPARE(weightOf(row, graph.linksOf(row)[0].row), 1.0F);
            for (std::uint32_t i = linked->first[row]; i < linked->first[row + 1]; ++i) {
                QVERIFY(linked->weight[i] > 0 && linked->weight[i] <= 1);
                QVERIFY(linked->row[i] != row);
                QVERIFY(i == linked->first[row] || linked->row[i] > linked->row[i - 1]);
                QCOMPARE(weightOf(linked->row[i], row), linked->weight[i]);
            }
        }
    }
};

QTEST_GUILESS_MAIN(NeighbourGraphTest)
#include "neighbour_graph_test.moc"
