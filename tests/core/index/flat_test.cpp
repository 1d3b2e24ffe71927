#include "core/index/flat_search.h"
#include "tests/core/index/index_fixture.h"

#include <cstring>

using namespace likeness;
using namespace likeness::test;

namespace {

constexpr int kDimension = 64;

/// One-bit codes of `values`, whose rows are named 1, 2, 3, ...
struct Flat : NamedRows {
    explicit Flat(std::vector<float> values)
        : NamedRows(std::move(values), kDimension)
    {
        const CodeLayout layout{block.stride, 1};
        std::vector<float> centre(block.stride, 0.0F);
        for (std::uint32_t row = 0; row < block.count; ++row) {
            for (std::size_t i = 0; i < kDimension; ++i) {
                centre[i] += vectors.row(row)[i] / static_cast<float>(block.count);
            }
        }
        bytes.resize(CodeLayout::blocksOf(block.count) * layout.blockBytes());
        codes.emplace(CodesView{CodeSpace(layout, 1, centre), bytes});
        for (std::uint32_t row = 0; row < block.count; ++row) {
            codes->space.encode(block.halves + row * block.stride,
                                bytes.data() + row / kCodeBlockRows * layout.blockBytes(), row % kCodeBlockRows);
        }
    }

    std::vector<Neighbour> search(std::span<const float> query, std::size_t count, int threads = 1,
                                  const RowBits* allowed = nullptr)
    {
        TopList found(count);
        completed
            = searchCodes(*codes, block, contents, {query.data(), waitingMax, threads}, allowed, found, &compared);
        return found.takeSorted();
    }

    double recallOf(const std::vector<float>& queries, std::size_t count, const RowBits* allowed = nullptr)
    {
        double sum = 0;
        const std::size_t queryCount = queries.size() / kDimension;
        for (std::size_t i = 0; i < queryCount; ++i) {
            const std::span<const float> query = std::span(queries).subspan(i * kDimension, kDimension);
            sum += recall(exact(query, count, allowed), search(query, count, 1, allowed));
        }
        return sum / static_cast<double>(queryCount);
    }

    std::vector<std::byte> bytes;
    std::optional<CodesView> codes;
    std::size_t waitingMax = std::numeric_limits<std::size_t>::max();
    std::size_t compared = 0;
    bool completed = false;
};

} // namespace

class FlatTest : public QObject {
    Q_OBJECT

    FileSystem m_files;

    std::unique_ptr<LiveIndex> opened(const QTemporaryDir& folder, int dimension = kDimension)
    {
        auto index = LiveIndex::open(optionsIn(folder, dimension, IndexKind::Flat), m_files);
        return index ? std::move(*index) : nullptr;
    }

    /// recall@10 of what the index says now, over images and words.
    static std::pair<double, double> recallsOf(const LiveIndex& index, RealisticVectors& source)
    {
        std::pair<double, double> sums;
        constexpr std::size_t kQueries = 60;
        const std::vector<float> images = source.images(kQueries), words = source.words(kQueries);
        for (std::size_t i = 0; i < kQueries; ++i) {
            for (const bool isWords : {false, true}) {
                const auto query = std::span(isWords ? words : images).subspan(i * kDimension, kDimension);
                const double one = recall(*index.exactSnapshot()->search(query, 10, nullptr),
                                          *index.snapshot()->search(query, 10, nullptr));
                (isWords ? sums.second : sums.first) += one / kQueries;
            }
        }
        return sums;
    }

    /// Lets a build run to its end if one is due.
    static bool buildIfDue(LiveIndex& index)
    {
        BuildWaiter waiter;
        index.buildIfDue(waiter.callback());
        if (!index.building()) {
            return true; // none was due, or it has ended
        }
        const auto status = waiter.wait();
        return status && status->has_value();
    }

private Q_SLOTS:
    void findsTheTrueNeighboursOfImagesAndWords()
    {
        for (const auto details : {RealisticVectors::Details::None, RealisticVectors::Details::Photographic}) {
            RealisticVectors source(kDimension, 41, details);
            Flat flat(source.images(20'011)); // the last block is not full
            const double images = flat.recallOf(source.images(300), 10);
            const double words = flat.recallOf(source.words(300), 10);
            qInfo("recall@10: images %.4f, words %.4f; the last compared with %zu rows", images, words, flat.compared);
            QVERIFY(images >= 0.998);
            QVERIFY(words >= 0.998);
            QVERIFY(flat.compared < flat.block.count / 4);
        }
    }

    void severalThreadsFindTheSame()
    {
        RealisticVectors source(kDimension, 42);
        Flat flat(source.images(20'000));
        for (int i = 0; i < 50; ++i) {
            const std::vector<float> query = i % 2 == 0 ? source.images(1) : source.words(1);
            const auto one = flat.search(query, 10, 1);
            QCOMPARE(one, flat.exact(query, 10));
            for (const int threads : {2, 3, 7}) {
                QCOMPARE(flat.search(query, 10, threads), one);
                QVERIFY(flat.completed);
            }
        }
        Flat tiny(source.images(3)); // fewer blocks than threads
        QCOMPARE(tiny.search(tiny.vectors.row(1), 2, 5), tiny.exact(tiny.vectors.row(1), 2));
    }

    void thousandsOfEqualVectorsAreAllFoundAndHideNothing()
    {
        RealisticVectors source(kDimension, 43);
        std::vector<float> values = source.images(6000);
        const std::vector<float> one = source.images(1);
        for (int i = 0; i < 5000; ++i) {
            values.insert(values.end(), one.begin(), one.end());
        }
        const std::vector<float> rest = source.images(1000);
        values.insert(values.end(), rest.begin(), rest.end());
        Flat flat(std::move(values));
        QCOMPARE(flat.search(one, 40), flat.exact(one, 40)); // by ascending id
        QCOMPARE(flat.search(one, 40, 3), flat.exact(one, 40));
        QCOMPARE(flat.search(one, 4000), flat.exact(one, 4000));
        QVERIFY(flat.recallOf(source.images(200), 10) >= 0.998);
    }

    void nothingButEqualVectors()
    {
        const std::vector<float> one = RealisticVectors(kDimension, 44).images(1);
        std::vector<float> many;
        for (int i = 0; i < 3000; ++i) {
            many.insert(many.end(), one.begin(), one.end());
        }
        Flat flat(std::move(many));
        QCOMPARE(flat.search(one, 100), flat.exact(one, 100));
        const std::vector<float> words = RealisticVectors(kDimension, 45).words(1);
        QCOMPARE(flat.search(words, 100), flat.exact(words, 100));
    }

    void aBurstOfNearlyEqualPicturesKeepsItsOrder()
    {
        RealisticVectors source(kDimension, 46);
        std::vector<float> values = source.images(10'000);
        const std::vector<float> one = source.images(1);
        std::mt19937 random(3);
        std::normal_distribution<float> normal(0.0F, 0.002F);
        for (int i = 0; i < 1000; ++i) {
            for (const float value : one) {
                values.push_back(value + normal(random));
            }
        }
        Flat flat(std::move(values));
        QVERIFY(recall(flat.exact(one, 10), flat.search(one, 10)) == 1.0);
        QVERIFY(flat.recallOf(one, 50) >= 0.98);
    }

    void filtersHoldWhateverTheirSize()
    {
        RealisticVectors source(kDimension, 47);
        Flat flat(source.images(10'000));
        for (const std::uint32_t every : {2U, 7U, 100U, 2000U, 20'000U}) {
            const RowBits allowed = flat.rowsThat([every](std::uint32_t row) { return row % every == 1; });
            QVERIFY2(flat.recallOf(source.words(50), 10, &allowed) >= 0.995, std::to_string(every).c_str());
            for (const Neighbour& n : flat.search(flat.vectors.row(0), 10, 1, &allowed)) {
                QVERIFY(allowed.has(static_cast<std::uint32_t>(n.content.value - 1)));
            }
        }
        const RowBits none(flat.block.count);
        QVERIFY(flat.search(flat.vectors.row(0), 10, 1, &none).empty());
    }

    void moreWaitingThanPermittedIsSaid()
    {
        RealisticVectors source(kDimension, 48);
        Flat flat(source.images(10'000));
        flat.waitingMax = 3;
        flat.search(source.words(1), 100);
        QVERIFY(!flat.completed);
    }

    void theSearchOfAnIndexScansCodesUnderWideFilters()
    {
        RealisticVectors source(kDimension, 55);
        const Vectors vectors(source.images(12'000), kDimension);
        const QTemporaryDir folder;
        auto index = opened(folder);
        QVERIFY(index->apply(vectors.all()));
        QVERIFY(build(*index));
        VectorChanges deletions;
        std::vector<ContentId> allowed;
        for (std::int64_t id = 1; id <= 12'000; ++id) {
            if (id % 9 == 0) {
                deletions.removed.push_back({id});
            }
            if (id % 3 == 0) {
                allowed.push_back({id});
            }
        }
        deletions.lastSequence = 2;
        QVERIFY(index->apply(deletions));
        const RowFilter filter(allowed);
        for (int i = 0; i < 60; ++i) {
            const std::vector<float> query = i % 2 == 0 ? source.images(1) : source.words(1);
            for (const RowFilter* one : {&filter, static_cast<const RowFilter*>(nullptr)}) {
                SearchTrace trace;
                const auto found = index->snapshot()->search(query, 10, one, &trace);
                QVERIFY(found && trace.rowsEstimated > 0);
                QCOMPARE(*found, *index->exactSnapshot()->search(query, 10, one));
            }
        }
    }

    void mergingCopiesTheCodesThatStayAndMakesTheOthers()
    {
        RealisticVectors source(kDimension, 49);
        const Vectors vectors(source.images(20'000), kDimension);
        const QTemporaryDir folder;
        auto index = opened(folder);
        QVERIFY(index->apply(vectors.changes(0, 12'000, 1)));
        QVERIFY(build(*index));
        VectorChanges changes = vectors.changes(12'000, 4'000, 2);
        for (std::int64_t id = 100; id < 1100; ++id) {
            changes.removed.push_back({id});
        }
        changes.added[0] = {5000}; // replaced
        QVERIFY(index->apply(changes));
        QVERIFY(build(*index));

        const auto openNewest = [&] {
            const auto home = optionsIn(folder, kDimension, IndexKind::Flat).folder;
            return *Generation::open(std::filesystem::directory_iterator(home)->path(), {"test-model", kDimension});
        };
        auto generation = openNewest();
        QCOMPARE(generation->staleRows(), 4000U); // the centre is the first one
        const auto isAsMadeAnew = [](const Generation& of) {
            const CodesView& codes = *of.codes();
            const std::size_t blockBytes = codes.space.layout().blockBytes();
            std::vector<std::byte> anew(codes.blocks.size());
            for (std::size_t row = 0; row < of.rows().count; ++row) {
                codes.space.encode(of.rows().halves + row * of.rows().stride,
                                   anew.data() + row / kCodeBlockRows * blockBytes, row % kCodeBlockRows);
            }
            return std::memcmp(anew.data(), codes.blocks.data(), anew.size()) == 0;
        };
        QVERIFY(isAsMadeAnew(*generation));
        const std::vector<float> centre(generation->codes()->space.centre().begin(),
                                        generation->codes()->space.centre().end());

        // Once half of the rows came later, a new centre is due.
        QVERIFY(index->apply(vectors.changes(0, 8'000, 3)));
        QVERIFY(build(*index));
        generation = openNewest();
        QCOMPARE(generation->staleRows(), 0U);
        QVERIFY(!std::equal(centre.begin(), centre.end(), generation->codes()->space.centre().begin()));
        QVERIFY(isAsMadeAnew(*generation));
        const auto [images, words] = recallsOf(*index, source);
        QVERIFY(images >= 0.995 && words >= 0.995);
    }

    void severalThreadsWriteTheSameFile()
    {
        const Vectors vectors(RealisticVectors(kDimension, 50).images(20'000), kDimension);
        std::vector<Checksum> sums;
        for (const int threads : {1, 2, 5}) {
            const QTemporaryDir folder;
            LiveIndex::Options options = optionsIn(folder, kDimension, IndexKind::Flat);
            options.buildThreads = threads;
            auto index = *LiveIndex::open(options, m_files);
            QVERIFY(index->apply(vectors.all()));
            QVERIFY(build(*index));
            sums.push_back(sumOfFile(options.folder / "gen-1" / "codes")->checksum);
        }
        QVERIFY(sums[0] == sums[1] && sums[1] == sums[2]);
    }

    /// The collection turns over three times in one of the ways that people's do; the floors are those of a fresh one.
    void churnCostsNoRecall_data()
    {
        QTest::addColumn<QString>("way");
        for (const char* way : {"clustered inserts", "sliding window", "random replacement"}) {
            QTest::newRow(way) << way;
        }
    }

    void churnCostsNoRecall()
    {
        QFETCH(QString, way);
        constexpr std::size_t kHeld = 10'000, kAll = 30'000, kStep = 500;
        RealisticVectors source(kDimension, 52, RealisticVectors::Details::Photographic);
        std::vector<float> values = source.images(kAll);
        if (way == "clustered inserts") { // one subject after the other: along one direction
            std::vector<std::size_t> order(kAll);
            std::iota(order.begin(), order.end(), 0U);
            std::sort(order.begin(), order.end(),
                      [&](std::size_t a, std::size_t b) { return values[a * kDimension] < values[b * kDimension]; });
            std::vector<float> sorted;
            for (const std::size_t row : order) {
                sorted.insert(sorted.end(), values.begin() + static_cast<std::ptrdiff_t>(row * kDimension),
                              values.begin() + static_cast<std::ptrdiff_t>((row + 1) * kDimension));
            }
            values = std::move(sorted);
        }
        const Vectors vectors(std::move(values), kDimension);
        const QTemporaryDir folder;
        auto index = opened(folder);
        QVERIFY(index->apply(vectors.changes(0, kHeld, 1)));
        QVERIFY(build(*index));
        std::mt19937 random(53);
        for (std::size_t at = kHeld; at < kAll; at += kStep) {
            VectorChanges changes = vectors.changes(at, kStep, static_cast<std::int64_t>(at));
            for (std::size_t i = 0; i < kStep; ++i) {
                if (way == "sliding window") {
                    changes.removed.push_back({static_cast<std::int64_t>(at - kHeld + i + 1)});
                } else if (way == "random replacement") {
                    changes.added[i] = {static_cast<std::int64_t>(random() % kHeld + 1)};
                }
            }
            QVERIFY(index->apply(changes));
            QVERIFY(buildIfDue(*index));
        }
        QCOMPARE(index->snapshot()->kind(), std::string("flat"));
        QCOMPARE(index->snapshot()->size(), way == "clustered inserts" ? kAll : kHeld);
        const auto [images, words] = recallsOf(*index, source);
        qInfo("recall@10: images %.4f, words %.4f", images, words);
        QVERIFY(images >= 0.995);
        QVERIFY(words >= 0.995);
        QVERIFY(index->verify()->empty());
    }

    void autoChoosesByTheNumberOfPhotos()
    {
        RealisticVectors source(32, 54);
        const Vectors vectors(source.images(21'000), 32);
        const QTemporaryDir folder;
        auto index = *LiveIndex::open(optionsIn(folder, 32, IndexKind::Auto), m_files);
        QVERIFY(index->apply(vectors.changes(0, 9000, 1)));
        QVERIFY(build(*index));
        QCOMPARE(index->snapshot()->kind(), std::string("exact"));
        QVERIFY(index->reason().find("fast enough") != std::string::npos);
        QVERIFY(index->apply(vectors.changes(9000, 12'000, 2)));
        QVERIFY(build(*index));
        QCOMPARE(index->snapshot()->kind(), std::string("flat"));
        QVERIFY(index->reason().find("codes of 21000 photos") != std::string::npos);
        const auto query = vectors.row(5);
        QVERIFY(
            recall(*index->exactSnapshot()->search(query, 10, nullptr), *index->snapshot()->search(query, 10, nullptr))
            == 1.0);
    }
};

QTEST_GUILESS_MAIN(FlatTest)
#include "flat_test.moc"
