#include "core/index/row_bits.h"
#include "tests/core/index/index_fixture.h"

#include <hwy/targets.h>

using namespace likeness;
using namespace likeness::test;

namespace {

constexpr int kDimension = 48; // not a multiple of the kernels' width: rows are padded

std::vector<ContentId> contents(std::initializer_list<std::int64_t> ids)
{
    std::vector<ContentId> list;
    for (const std::int64_t id : ids) {
        list.push_back({id});
    }
    return list;
}

double plainHalf(std::uint16_t half)
{
    const int exponent = (half >> 10) & 0x1F;
    const double significand = half & 0x3FF;
    const double magnitude
        = exponent == 0 ? std::ldexp(significand, -24) : std::ldexp(significand + 1024, exponent - 25);
    return (half & 0x8000) != 0 ? -magnitude : magnitude;
}

} // namespace

class ExactTest : public QObject {
    Q_OBJECT

    std::unique_ptr<LiveIndex> opened(int dimension = kDimension)
    {
        m_folder.emplace();
        auto index = LiveIndex::open(optionsIn(*m_folder, dimension, IndexKind::Exact), m_files);
        return index ? std::move(*index) : nullptr;
    }

    std::optional<QTemporaryDir> m_folder;
    FileSystem m_files;

private Q_SLOTS:
    void aSampleIsDrawnEvenlyFromWhatIsThere()
    {
        const Vectors vectors(RealisticVectors(16, 90).images(10'000), 16);
        const QTemporaryDir folder;
        FileSystem files;
        auto index = *LiveIndex::open(optionsIn(folder, 16, IndexKind::Exact), files);
        QVERIFY(index->snapshot()->sample(500).empty());
        QVERIFY(index->apply(vectors.changes(0, 9'000, 1)));
        QVERIFY(build(*index));
        VectorChanges changes = vectors.changes(9'000, 1'000, 2); // beside the generation
        for (std::int64_t id = 2'001; id <= 7'000; ++id) {
            changes.removed.push_back({id});
        }
        QVERIFY(index->apply(changes)); // 1..2000 and 7001..10,000 are left
        const std::vector<ContentId> drawn = index->snapshot()->sample(500);
        QCOMPARE(drawn.size(), std::size_t{500});
        QCOMPARE(std::set<ContentId>(drawn.begin(), drawn.end()).size(), std::size_t{500});
        const auto early = std::count_if(drawn.begin(), drawn.end(), [](ContentId id) { return id.value <= 2'000; });
        QCOMPARE(early, std::ptrdiff_t{200});
        QVERIFY(std::all_of(drawn.begin(), drawn.end(),
                            [](ContentId id) { return id.value <= 2'000 || id.value > 7'000; }));
        QCOMPARE(index->snapshot()->sample(9'999).size(), std::size_t{5'000});
    }

    void init() { hwy::SetSupportedTargetsForTest(0); }

    void halvesRoundToNearestEven()
    {
        const std::vector<float> values{0.0F,     -0.0F,     1.0F,       -2.0F,         0.1F,       65504.0F,
                                        65519.9F, 65520.0F,  1.0009765F, 5.9604645e-8F, 2.9e-8F,    3.0e-8F,
                                        6.1e-5F,  -0.33333F, INFINITY,   1.00048828F,   1.00146484F};
        const std::vector<std::uint16_t> expected{0x0000, 0x8000, 0x3C00, 0xC000, 0x2E66, 0x7BFF,
                                                  0x7BFF, 0x7C00, 0x3C01, 0x0001, 0x0000, 0x0001,
                                                  0x03FF, 0xB555, 0x7C00, 0x3C00, 0x3C02};
        QCOMPARE(halvesFromFloats(values), expected);
        QVERIFY((halvesFromFloats(std::vector<float>{NAN})[0] & 0x7FFF) > 0x7C00);
    }

    void everyInstructionSetComputesTheSame()
    {
        std::mt19937 random(7);
        std::normal_distribution<float> normal(0.0F, 0.06F);
        for (const int dimension : {1, 31, 32, 33, 320, 384, 512}) {
            const std::size_t stride = rowStride(dimension);
            constexpr std::size_t kRows = 37;
            std::vector<float> query(stride, 0.0F), values(kRows * stride, 0.0F);
            std::generate_n(query.begin(), dimension, [&] { return normal(random); });
            for (std::size_t row = 0; row < kRows; ++row) {
                std::generate_n(values.begin() + static_cast<std::ptrdiff_t>(row * stride), dimension,
                                [&] { return normal(random); });
            }
            const std::vector<std::uint16_t> rows = halvesFromFloats(values);
            std::vector<std::uint32_t> listed{36, 0, 5, 5, 17, 1};

            int targets = 0;
            for (const std::int64_t target : hwy::SupportedAndGeneratedTargets()) {
                hwy::SetSupportedTargetsForTest(target);
                ++targets;
                std::vector<float> scores(kRows), listedScores(listed.size());
                scoreRows(query.data(), rows.data(), stride, kRows, scores.data());
                scoreListedRows(query.data(), rows.data(), stride, listed, listedScores.data());
                for (std::size_t row = 0; row < kRows; ++row) {
                    double expected = 0;
                    for (std::size_t i = 0; i < stride; ++i) {
                        expected += double{query[i]} * plainHalf(rows[row * stride + i]);
                    }
                    QVERIFY2(std::abs(scores[row] - expected) < 2e-6, hwy::TargetName(target));
                }
                for (std::size_t i = 0; i < listed.size(); ++i) {
                    QCOMPARE(listedScores[i], scores[listed[i]]);
                }
                const double expected = dotHalves(rows.data(), rows.data() + stride, stride);
                double plain = 0;
                for (std::size_t i = 0; i < stride; ++i) {
                    plain += plainHalf(rows[i]) * plainHalf(rows[stride + i]);
                }
                QVERIFY(std::abs(plain - expected) < 2e-6);
            }
            QVERIFY(targets >= 1);
        }
    }

    void searchReturnsNearestFirst()
    {
        const Vectors vectors(RealisticVectors(kDimension, 1).images(9000), kDimension); // more than two chunks
        auto index = opened();
        QVERIFY(index->apply(vectors.all()));
        for (const std::size_t queryRow : {std::size_t{0}, std::size_t{4095}, std::size_t{4096}, std::size_t{8999}}) {
            std::vector<std::pair<double, std::int64_t>> expected;
            for (std::size_t i = 0; i < vectors.count(); ++i) {
                double score = 0;
                for (std::size_t d = 0; d < kDimension; ++d) {
                    score += vectors.row(queryRow)[d] * plainHalf(vectors.halves()[i * kDimension + d]);
                }
                expected.emplace_back(-std::min(score, 1.0), static_cast<std::int64_t>(i + 1));
            }
            std::sort(expected.begin(), expected.end());
            const auto found = index->snapshot()->search(vectors.row(queryRow), 50, nullptr);
            QVERIFY(found);
            QCOMPARE(found->size(), std::size_t{50});
            for (std::size_t i = 0; i < found->size(); ++i) {
                QVERIFY(std::abs((*found)[i].score + expected[i].first) < 1e-5);
                if (i > 0) {
                    const Neighbour &before = (*found)[i - 1], &here = (*found)[i];
                    QVERIFY(before.score > here.score || (before.score == here.score && before.content < here.content));
                }
            }
        }
    }

    void identicalVectorsComeByAscendingId()
    {
        const std::vector<float> one = RealisticVectors(kDimension, 2).images(1);
        std::vector<float> many;
        for (int i = 0; i < 10'000; ++i) {
            many.insert(many.end(), one.begin(), one.end());
        }
        const Vectors vectors(std::move(many), kDimension);
        auto index = opened();
        VectorChanges changes = vectors.all();
        std::reverse(changes.added.begin(), changes.added.end()); // the order of arrival must not matter
        QVERIFY(index->apply(changes));
        const auto found = index->snapshot()->search(one, 300, nullptr);
        QVERIFY(found);
        std::vector<std::int64_t> expected(300);
        std::iota(expected.begin(), expected.end(), 1);
        QCOMPARE(idsOf(*found), expected);
        QVERIFY((*found)[0].score <= 1.0F && (*found)[0].score > 0.9999F);
    }

    void askingForMoreThanThereIsGivesAll()
    {
        const Vectors vectors(RealisticVectors(kDimension, 3).images(5), kDimension);
        auto index = opened();
        QVERIFY(index->snapshot()->search(vectors.row(0), 10, nullptr)->empty());
        QVERIFY(index->apply(vectors.all()));
        QCOMPARE(index->snapshot()->search(vectors.row(0), 0xFFFFFFFF, nullptr)->size(), std::size_t{5});
        QCOMPARE(index->snapshot()->search(vectors.row(0), 0, nullptr)->size(), std::size_t{0});
    }

    void badQueriesAreRefusedWithAReason()
    {
        const Vectors vectors(RealisticVectors(kDimension, 4).images(3), kDimension);
        auto index = opened();
        QVERIFY(index->apply(vectors.all()));
        std::vector<float> query(vectors.row(0).begin(), vectors.row(0).end());
        const auto codeOf = [&](std::span<const float> bad) {
            const auto found = index->snapshot()->search(bad, 3, nullptr);
            return found ? ErrorCode::Internal : found.error().code;
        };
        QCOMPARE(codeOf(std::span(query).first(10)), ErrorCode::InvalidInput);
        QCOMPARE(codeOf(std::vector<float>(kDimension, 0.0F)), ErrorCode::InvalidInput);
        query[7] = NAN;
        QCOMPARE(codeOf(query), ErrorCode::InvalidInput);
        query[7] = -INFINITY;
        QCOMPARE(codeOf(query), ErrorCode::InvalidInput);
    }

    void badVectorsAreRefusedWholeAndNamed()
    {
        const Vectors vectors(RealisticVectors(kDimension, 5).images(10), kDimension);
        auto index = opened();
        for (const std::uint16_t bad : {std::uint16_t{0x7C00}, std::uint16_t{0x7E00}, std::uint16_t{0xFC00}}) {
            VectorChanges changes = vectors.all(9);
            changes.addedHalf[3 * kDimension + 5] = bad;
            const Status applied = index->apply(changes);
            QVERIFY(!applied);
            QCOMPARE(applied.error().code, ErrorCode::InvalidInput);
            QVERIFY(applied.error().message.find("content 4") != std::string::npos);
        }
        VectorChanges zero = vectors.all(9);
        std::fill_n(zero.addedHalf.begin() + 6 * kDimension, kDimension, std::uint16_t{0x8000});
        QVERIFY(!index->apply(zero));
        VectorChanges shortOne = vectors.all(9);
        shortOne.addedHalf.pop_back();
        QVERIFY(!index->apply(shortOne));
        VectorChanges nameless = vectors.all(9);
        nameless.added[2] = {};
        QVERIFY(!index->apply(nameless));
        QCOMPARE(index->snapshot()->size(), std::size_t{0});
        QCOMPARE(index->lastSequence(), std::int64_t{0});
    }

    void replacingAndRemovingShowAtOnceAndLeaveOldSnapshotsAlone()
    {
        const Vectors vectors(RealisticVectors(kDimension, 6).images(5000), kDimension);
        auto index = opened();
        QVERIFY(index->apply(vectors.changes(0, 4000, 1)));
        const auto before = index->snapshot();
        const auto answerBefore = *before->search(vectors.row(10), 20, nullptr);

        VectorChanges changes = vectors.changes(4500, 1, 2);
        changes.added[0] = {11}; // row 10 gets another vector
        changes.removed = contents({21, 22, 99'999, 11});
        QVERIFY(index->apply(changes));
        const auto after = index->snapshot();
        QCOMPARE(after->size(), std::size_t{3998});
        QCOMPARE(index->lastSequence(), std::int64_t{2});
        const auto nearest = *after->search(vectors.row(4500), 1, nullptr);
        QCOMPARE(nearest[0].content.value, std::int64_t{11});
        const auto everything = idsOf(*after->search(vectors.row(20), 5000, nullptr));
        QCOMPARE(everything.size(), std::size_t{3998});
        QCOMPARE(std::set(everything.begin(), everything.end()).size(), std::size_t{3998});
        QVERIFY(std::find(everything.begin(), everything.end(), 21) == everything.end());

        QCOMPARE(before->size(), std::size_t{4000});
        QCOMPARE(*before->search(vectors.row(10), 20, nullptr), answerBefore);
    }

    void filtersOfEverySizeAreExact_data()
    {
        QTest::addColumn<int>("every");
        QTest::addColumn<bool>("saved");
        for (const int every : {1, 2, 10, 500, 6000, 1'000'000}) {
            QTest::addRow("1 of %d, in memory", every) << every << false;
            QTest::addRow("1 of %d, from a file", every) << every << true;
        }
    }

    void filtersOfEverySizeAreExact()
    {
        QFETCH(int, every);
        QFETCH(bool, saved);
        const Vectors vectors(RealisticVectors(kDimension, 8).images(6000), kDimension);
        auto index = opened();
        QVERIFY(index->apply(vectors.changes(0, 5500, 1)));
        if (saved) {
            QVERIFY(build(*index));
        }
        VectorChanges rest = vectors.changes(5500, 500, 2);
        rest.removed = contents({1, 4, 2001});
        QVERIFY(index->apply(rest));

        std::vector<ContentId> allowed{{7'000'000'000}, {-5}}; // far away and impossible ones do no harm
        std::set<std::int64_t> expectedIds;
        for (std::int64_t id = 1; id <= 6000; id += every) {
            allowed.push_back({id});
            if (id != 1 && id != 4 && id != 2001) {
                expectedIds.insert(id);
            }
        }
        std::reverse(allowed.begin(), allowed.end());
        const RowFilter filter(allowed);
        const auto found = *index->snapshot()->search(vectors.row(3), 40, &filter);
        const auto all = *index->snapshot()->search(vectors.row(3), 6000, nullptr);
        std::vector<Neighbour> expected;
        for (const Neighbour& neighbour : all) {
            if (expectedIds.contains(neighbour.content.value) && expected.size() < 40) {
                expected.push_back(neighbour);
            }
        }
        QCOMPARE(found, expected);
    }

    void aFilterKnowsWhatItAllows()
    {
        const RowFilter none{std::span<const ContentId>()};
        QCOMPARE(none.count(), std::size_t{0});
        QVERIFY(!none.allows({1}) && !none.allows({0}) && !none.allows({-1}));
        for (const std::int64_t far : {std::int64_t{130}, std::int64_t{1} << 50}) {
            const auto list = contents({64, 1, far, 64, 63});
            const RowFilter filter(list);
            QCOMPARE(filter.count(), std::size_t{4});
            QVERIFY(filter.allows({1}) && filter.allows({63}) && filter.allows({64}) && filter.allows({far}));
            QVERIFY(!filter.allows({2}) && !filter.allows({0}) && !filter.allows({-64}) && !filter.allows({far + 1}));
            QVERIFY(std::is_sorted(filter.contents().begin(), filter.contents().end()));
        }
    }

    void aFilterSaysWhichRowsItAllows_data()
    {
        QTest::addColumn<qint64>("first");
        QTest::addColumn<int>("gapEvery"); // an id is left out after so many; 0 = never
        QTest::addColumn<qint64>("far");   // an id far away, which makes bits for all too many
        QTest::newRow("no gaps") << qint64{1} << 0 << qint64{1};
        QTest::newRow("no gaps, later") << qint64{4321} << 0 << qint64{1};
        QTest::newRow("a gap now and then") << qint64{77} << 1000 << qint64{1};
        QTest::newRow("gaps everywhere") << qint64{3} << 5 << qint64{1};
        QTest::newRow("ids far apart") << qint64{5} << 700 << (qint64{1} << 50);
    }
    void aFilterSaysWhichRowsItAllows()
    {
        QFETCH(qint64, first);
        QFETCH(int, gapEvery);
        QFETCH(qint64, far);
        std::vector<ContentId> rows;
        std::int64_t id = first;
        for (int row = 0; row < 10'000; ++row, ++id) {
            id += gapEvery > 0 && row % gapEvery == gapEvery - 1 ? 1 : 0;
            rows.push_back({id});
        }
        std::mt19937 random(5);
        std::vector<ContentId> allowed{{far}, {1}, {first + 20'000}};
        for (std::int64_t other = first - 100; other < first + 13'000; ++other) {
            if (random() % 3 == 0) {
                allowed.push_back({other});
            }
        }
        const RowFilter filter(allowed);
        for (const std::size_t count :
             {rows.size(), std::size_t{8192}, std::size_t{64}, std::size_t{1}, std::size_t{0}}) {
            const RowBits bits = filter.rowsOf(std::span(rows).first(count));
            std::size_t held = 0;
            for (std::uint32_t row = 0; row < count; ++row) {
                QCOMPARE(bits.has(row), filter.allows(rows[row]));
                QCOMPARE((bits.of32(row / 32 * 32) >> (row % 32) & 1U) != 0, filter.allows(rows[row]));
                held += bits.has(row) ? 1 : 0;
            }
            QVERIFY(!bits.has(static_cast<std::uint32_t>(count)));
            QVERIFY(std::abs(bits.share() * static_cast<double>(count) - static_cast<double>(held)) < 0.5);
        }
    }

    void allRowsAreAllAndNoMore()
    {
        for (const std::size_t count : {1, 63, 64, 65, 200}) {
            RowBits all(count, true);
            QCOMPARE(all.share(), 1.0);
            QVERIFY(all.has(static_cast<std::uint32_t>(count - 1)) && !all.has(static_cast<std::uint32_t>(count)));
            QCOMPARE(RowBits(count).share(), 0.0);
        }
    }
};

QTEST_GUILESS_MAIN(ExactTest)
#include "exact_test.moc"
