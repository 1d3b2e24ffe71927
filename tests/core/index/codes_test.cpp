#include "core/base/half.h"
#include "core/index/codes.h"
#include "tests/core/index/index_fixture.h"

#include <cstring>
#include <hwy/targets.h>

using namespace likeness;
using namespace likeness::test;

namespace {

/// Codes of the rows of `values`, around their mean.
struct Coded {
    Coded(const std::vector<float>& values, int dimension, int bits, std::uint64_t seed = 5)
        : layout{rowStride(dimension), bits}
        , count(values.size() / static_cast<std::size_t>(dimension))
        , halves(count * layout.stride, 0)
    {
        const auto width = static_cast<std::size_t>(dimension);
        std::vector<float> centre(layout.stride, 0.0F);
        for (std::size_t row = 0; row < count; ++row) {
            for (std::size_t i = 0; i < width; ++i) {
                halves[row * layout.stride + i] = halfFromFloat(values[row * width + i]);
                centre[i] += values[row * width + i] / static_cast<float>(count);
            }
        }
        space.emplace(layout, seed, centre);
        blocks.resize(CodeLayout::blocksOf(count) * layout.blockBytes());
        for (std::size_t row = 0; row < count; ++row) {
            space->encode(halves.data() + row * layout.stride, block(row), row % kCodeBlockRows);
        }
    }

    std::byte* block(std::size_t row) { return blocks.data() + row / kCodeBlockRows * layout.blockBytes(); }

    std::vector<float> scores(const CodeQuery& query)
    {
        std::vector<float> scores(CodeLayout::blocksOf(count) * kCodeBlockRows);
        reaching.resize(CodeLayout::blocksOf(count));
        scoreCodes(query, layout, blocks, floor, scores.data(), reaching.data());
        return scores;
    }

    /// The scores as codes.h describes them, worked out byte by byte.
    std::vector<float> plainScores(const CodeQuery& query)
    {
        std::vector<float> scores;
        for (std::size_t row = 0; row < CodeLayout::blocksOf(count) * kCodeBlockRows; ++row) {
            std::array<float, 3> terms{};
            for (std::size_t i = 0; i < 3; ++i) {
                const std::size_t at = (i * kCodeBlockRows + row % kCodeBlockRows) * sizeof(float);
                std::memcpy(&terms[i], block(row) + at, sizeof(float));
            }
            unsigned sum = 0;
            for (std::size_t group = 0; group < layout.groups(); ++group) {
                const auto both
                    = std::to_integer<unsigned>(block(row)[kCodeBlockRows * 3 * sizeof(float) + group * 16 + row % 16]);
                sum += query.tables[group * 16 + (row % 32 < 16 ? both & 15U : both >> 4)];
            }
            const float estimate = terms[0] * (static_cast<float>(sum) * query.step + query.offset);
            scores.push_back((estimate + terms[1] * query.centreWeight) + (terms[2] * query.spread + query.constant));
        }
        return scores;
    }

    std::vector<float> padded(const float* query, int dimension) const
    {
        std::vector<float> all(layout.stride, 0.0F);
        std::copy_n(query, dimension, all.begin());
        return all;
    }

    CodeLayout layout;
    std::size_t count;
    std::vector<std::uint16_t> halves;
    std::optional<CodeSpace> space;
    std::vector<std::byte> blocks;
    std::vector<std::uint32_t> reaching;
    float floor = 0.5F;
};

} // namespace

class CodesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { hwy::SetSupportedTargetsForTest(0); }
    void cleanup() { hwy::SetSupportedTargetsForTest(0); }

    void everyInstructionSetComputesTheSameBits()
    {
        for (const int dimension : {1, 33, 64, 320, 384, 512, 1152, 4608}) { // the last has more than 1,024 groups
            for (const int bits : {1, 2, 4}) {
                RealisticVectors source(dimension, 31);
                Coded coded(source.images(75), dimension, bits); // the last block is not full
                const std::vector<float> words = source.words(1);
                const CodeQuery query = coded.space->prepare(coded.padded(words.data(), dimension).data(), 2.0F);
                const std::vector<float> expected = coded.plainScores(query);
                coded.floor = expected[40];
                int targets = 0;
                for (const std::int64_t target : hwy::SupportedAndGeneratedTargets()) {
                    hwy::SetSupportedTargetsForTest(target);
                    QVERIFY2(coded.scores(query) == expected, hwy::TargetName(target));
                    for (std::size_t row = 0; row < expected.size(); ++row) {
                        QCOMPARE((coded.reaching[row / 32] >> (row % 32) & 1U) != 0, expected[row] >= coded.floor);
                    }
                    ++targets;
                }
                hwy::SetSupportedTargetsForTest(0);
                QVERIFY(targets >= 2); // the plain one, and this processor's best
            }
        }
    }

    void theFastestSumsHoldTheLargestTables()
    {
        Coded coded(RealisticVectors(4608, 32).images(40), 4608, 4);
        CodeQuery query
            = coded.space->prepare(coded.padded(RealisticVectors(4608, 33).images(1).data(), 4608).data(), 0);
        std::fill(query.tables.begin(), query.tables.end(), static_cast<std::uint8_t>(kTableEntryMax));
        for (const std::int64_t target : hwy::SupportedAndGeneratedTargets()) {
            hwy::SetSupportedTargetsForTest(target);
            QVERIFY2(coded.scores(query) == coded.plainScores(query), hwy::TargetName(target));
        }
    }

    void rotationKeepsLengthsAndAnglesAndSpreads()
    {
        for (const std::size_t width : {32U, 96U, 320U, 384U, 512U, 1152U}) {
            const Rotation rotation(width, 9);
            std::vector<float> a(width, 0.0F), b(width, 0.0F);
            a[3] = 1.0F;
            b[3] = 0.6F;
            b[width - 1] = 0.8F;
            rotation.apply(a);
            rotation.apply(b);
            const auto dot
                = [](const auto& x, const auto& y) { return std::inner_product(x.begin(), x.end(), y.begin(), 0.0); };
            QVERIFY(std::abs(dot(a, a) - 1.0) < 1e-5);
            QVERIFY(std::abs(dot(b, b) - 1.0) < 1e-5);
            QVERIFY(std::abs(dot(a, b) - 0.6) < 1e-5);
            const float most = std::abs(
                *std::max_element(a.begin(), a.end(), [](float x, float y) { return std::abs(x) < std::abs(y); }));
            QVERIFY2(most < 6.0F / std::sqrt(static_cast<float>(width)), std::to_string(width).c_str());
            std::vector<float> again(width, 0.0F), other(width, 0.0F);
            again[3] = other[3] = 1.0F;
            Rotation(width, 9).apply(again);
            Rotation(width, 10).apply(other);
            QCOMPARE(again, a);
            QVERIFY(other != a);
        }
    }

    /// Codes in files were made with these; another sequence would answer nonsense.
    void rotationOfASeedNeverChanges()
    {
        std::vector<float> values(32, 0.0F);
        values[0] = 1.0F;
        Rotation(32, 0x4C696B656E657373).apply(values);
        std::uint32_t signs = 0;
        for (std::size_t i = 0; i < 32; ++i) {
            signs |= (values[i] > 0.0F ? 1U : 0U) << i;
        }
        QCOMPARE(signs, 0xEB9CFE01U);
    }

    void theErrorIsAsLargeAsTheCodeSays_data()
    {
        QTest::addColumn<int>("bits");
        QTest::newRow("1 bit") << 1;
        QTest::newRow("2 bits") << 2;
        QTest::newRow("4 bits") << 4;
    }

    void theErrorIsAsLargeAsTheCodeSays()
    {
        QFETCH(int, bits);
        constexpr int kDimension = 192; // not a power of two
        RealisticVectors source(kDimension, 34, RealisticVectors::Details::Photographic);
        Coded coded(source.images(3000), kDimension, bits);
        for (const bool words : {false, true}) {
            double sum = 0, squared = 0, beyondOne = 0, beyondThree = 0, all = 0;
            for (int i = 0; i < 40; ++i) {
                const std::vector<float> raw = words ? source.words(1) : source.images(1);
                const std::vector<float> query = coded.padded(raw.data(), kDimension);
                const std::vector<float> estimate = coded.scores(coded.space->prepare(query.data(), 0.0F));
                const std::vector<float> above = coded.scores(coded.space->prepare(query.data(), 1.0F));
                std::vector<float> exact(coded.count);
                scoreRows(query.data(), coded.halves.data(), coded.layout.stride, coded.count, exact.data());
                for (std::size_t row = 0; row < coded.count; ++row) {
                    const double error = (estimate[row] - exact[row]) / (above[row] - estimate[row] + 1e-9F);
                    sum += error;
                    squared += error * error;
                    beyondOne += std::abs(error) > 1 ? 1 : 0;
                    beyondThree += std::abs(error) > 3 ? 1 : 0;
                    ++all;
                }
            }
            qInfo("%s: mean %.3f, deviation %.3f, beyond one %.3f, beyond three %.5f", words ? "words" : "images",
                  sum / all, std::sqrt(squared / all), beyondOne / all, beyondThree / all);
            QVERIFY(std::abs(sum / all) < 0.2); // one rotation is a sample
            QVERIFY(std::sqrt(squared / all) > 0.7 && std::sqrt(squared / all) < 1.1);
            QVERIFY(beyondOne / all < 0.4);
            QVERIFY(beyondThree / all < 0.005);
        }
    }

    void moreBitsAreCloser()
    {
        RealisticVectors source(64, 35);
        const std::vector<float> images = source.images(500);
        const std::vector<float> query = source.words(1);
        double last = 1;
        for (const int bits : {1, 2, 4}) {
            Coded coded(images, 64, bits);
            const std::vector<float> estimate = coded.scores(coded.space->prepare(query.data(), 0.0F));
            std::vector<float> exact(coded.count);
            scoreRows(query.data(), coded.halves.data(), coded.layout.stride, coded.count, exact.data());
            double squared = 0;
            for (std::size_t row = 0; row < coded.count; ++row) {
                squared += (estimate[row] - exact[row]) * (estimate[row] - exact[row]);
            }
            const double error = std::sqrt(squared / static_cast<double>(coded.count));
            QVERIFY(error < 0.7 * last);
            last = error;
        }
    }

    void aCopiedCodeIsTheSameAnywhere()
    {
        for (const int bits : {1, 2, 4}) {
            Coded coded(RealisticVectors(96, 36).images(64), 96, bits);
            for (const auto& [from, to] : {std::pair{3U, 20U}, {20U, 3U}, {31U, 31U}, {0U, 15U}, {16U, 0U}}) {
                std::vector<std::byte> copied(coded.layout.blockBytes()), made(coded.layout.blockBytes());
                copyCode(coded.layout, coded.block(32), from, copied.data(), to);
                coded.space->encode(coded.halves.data() + (32 + from) * coded.layout.stride, made.data(), to);
                QVERIFY(copied == made);
            }
        }
    }

    void aRowOnTheCentreIsExact()
    {
        const std::vector<float> one = RealisticVectors(64, 37).images(1);
        std::vector<float> rounded(64);
        const auto halves = halvesFromFloats(one);
        std::transform(halves.begin(), halves.end(), rounded.begin(), floatFromHalf);
        Coded coded(rounded, 64, 1);
        const std::vector<float> query = RealisticVectors(64, 38).words(1);
        float exact = 0;
        scoreRows(query.data(), coded.halves.data(), 64, 1, &exact);
        QVERIFY(std::abs(coded.scores(coded.space->prepare(query.data(), 3.0F))[0] - exact) < 1e-5F);
    }
};

QTEST_GUILESS_MAIN(CodesTest)
#include "codes_test.moc"
