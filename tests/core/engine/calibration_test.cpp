#include "core/engine/calibration.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

using namespace likeness;

namespace {

constexpr int kDimension = 64;
using Vector = std::vector<float>;

Vector unit(Vector vector)
{
    const float norm = std::sqrt(std::inner_product(vector.begin(), vector.end(), vector.begin(), 0.0F));
    for (float& value : vector) {
        value /= norm;
    }
    return vector;
}

float dot(const Vector& a, const Vector& b) { return std::inner_product(a.begin(), a.end(), b.begin(), 0.0F); }

Vector noise(std::mt19937& random)
{
    std::normal_distribution<float> normal;
    Vector vector(kDimension);
    std::generate(vector.begin(), vector.end(), [&] { return normal(random); });
    return unit(vector);
}

/// `base` mixed with noise.
Vector near(const Vector& base, float share, std::mt19937& random)
{
    Vector mixed = noise(random);
    for (int i = 0; i < kDimension; ++i) {
        mixed[static_cast<std::size_t>(i)]
            = share * base[static_cast<std::size_t>(i)] + (1 - share) * mixed[static_cast<std::size_t>(i)];
    }
    return unit(mixed);
}

/// A library with a modality gap: photos share a direction, words point away from it and score low and close together.
struct Library {
    std::mt19937 random{7};
    Vector common = noise(random);
    Vector beach = noise(random);
    Vector dog = noise(random);
    std::vector<Vector> photos; ///< 0..9 a dog on a beach, 10..39 a beach, 40..69 a dog, the rest anything

    Library()
    {
        for (int i = 0; i < 1000; ++i) {
            Vector photo = noise(random);
            for (std::size_t d = 0; d < kDimension; ++d) {
                photo[d] += 2.0F * common[d] + (i < 40 ? 1.2F * beach[d] : 0)
                            + (i < 10 || (i >= 40 && i < 70) ? 1.2F * dog[d] : 0);
            }
            photos.push_back(unit(photo));
        }
    }

    /// Words for something: a small part of it, far from every photo.
    Vector words(const Vector& what) const
    {
        Vector vector(kDimension);
        for (std::size_t d = 0; d < kDimension; ++d) {
            vector[d] = 0.15F * what[d] - common[d];
        }
        return unit(vector);
    }

    ScoreSpread spreadOf(const Vector& vector) const
    {
        Vector scores;
        for (const Vector& photo : photos) {
            scores.push_back(dot(vector, photo));
        }
        return ScoreSpread::of(scores);
    }

    WeightedVector part(Vector vector, double weight) const
    {
        const ScoreSpread spread = spreadOf(vector);
        return {std::move(vector), weight, spread};
    }

    std::vector<int> best(const Vector& query, int count) const
    {
        std::vector<int> order(photos.size());
        std::iota(order.begin(), order.end(), 0);
        std::sort(order.begin(), order.end(), [&](int a, int b) {
            return dot(query, photos[static_cast<std::size_t>(a)]) > dot(query, photos[static_cast<std::size_t>(b)]);
        });
        order.resize(static_cast<std::size_t>(count));
        return order;
    }
};

int countBelow(const std::vector<int>& list, int end)
{
    return static_cast<int>(std::count_if(list.begin(), list.end(), [end](int i) { return i < end; }));
}

} // namespace

class CalibrationTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void spreadIgnoresTheFewThatAreAlike()
    {
        std::mt19937 random(1);
        std::normal_distribution<float> normal(0.2F, 0.05F);
        Vector scores;
        for (int i = 0; i < 500; ++i) {
            scores.push_back(i < 40 ? 0.9F : normal(random));
        }
        const ScoreSpread spread = ScoreSpread::of(scores);
        QVERIFY(std::abs(spread.middle - 0.2F) < 0.02F);
        QVERIFY(std::abs(spread.deviation - 0.05F) < 0.015F);
        QCOMPARE(ScoreSpread::of({0.1F, 0.2F}).deviation, 0.0F);
    }

    void oneExampleStaysAsItIs()
    {
        const Library library;
        const Vector query = combined(std::vector{library.part(library.beach, 1)});
        QVERIFY(dot(query, library.beach) > 0.99999F);
    }

    void everyPartSpreadsTheSumAlike()
    {
        const Library library;
        const Vector image = library.photos[20];
        const Vector words = library.words(library.dog);
        const WeightedVector parts[] = {library.part(image, 1), library.part(words, 1)};
        const Vector both = combined(parts);
        // What one part adds to the score, over the library: its projection's spread. Equal weights, equal spreads.
        const double imageShare = 1 / static_cast<double>(parts[0].spread.deviation);
        const double wordShare = 1 / static_cast<double>(parts[1].spread.deviation);
        Vector expected(kDimension);
        for (std::size_t d = 0; d < kDimension; ++d) {
            expected[d] = static_cast<float>(imageShare * static_cast<double>(image[d])
                                             + wordShare * static_cast<double>(words[d]));
        }
        QVERIFY(dot(both, unit(expected)) > 0.99999F);
    }

    void wordsNeitherVanishNorDrownThePicture()
    {
        Library library;
        const Vector image = near(library.photos[25], 0.9F, library.random); // a beach
        const Vector words = library.words(library.dog);
        const Vector both = combined(std::vector{library.part(image, 1), library.part(words, 1)});
        const int together = countBelow(library.best(both, 10), 10);
        const int imageOnly = countBelow(library.best(image, 10), 10);
        const int wordsOnly = countBelow(library.best(words, 10), 10);
        Vector plain(kDimension);
        for (std::size_t d = 0; d < kDimension; ++d) {
            plain[d] = image[d] + words[d];
        }
        const QByteArray figures = QByteArray::number(together) + " " + QByteArray::number(imageOnly) + " "
                                   + QByteArray::number(wordsOnly) + " "
                                   + QByteArray::number(countBelow(library.best(unit(plain), 10), 10));
        QVERIFY2(together >= 8 && together > imageOnly && together > wordsOnly, figures);
        QVERIFY2(together >= countBelow(library.best(unit(plain), 10), 10), figures);
    }

    void whatCancelsOutLeavesNothing()
    {
        const Library library;
        QVERIFY(combined(std::vector{library.part(library.dog, 1), library.part(library.dog, -1)}).empty());
        QVERIFY(combined({}).empty());
    }

    void cutOffKeepsTheRealHits()
    {
        std::mt19937 random(3);
        std::normal_distribution<float> normal(0.1F, 0.08F);
        constexpr int kCrowd = 5000;
        Vector scores;
        for (int i = 0; i < kCrowd; ++i) {
            scores.push_back(normal(random));
        }
        const ScoreSpread spread = ScoreSpread::of(scores);
        for (int i = 0; i < 50; ++i) {
            scores.push_back(0.45F + 0.004F * static_cast<float>(i)); // 4.4 deviations and more
        }
        std::sort(scores.rbegin(), scores.rend());
        scores.resize(1000);
        const float cutOff = chanceCutOff(scores, spread, kCrowd + 50);
        const auto kept
            = std::count_if(scores.begin(), scores.end(), [cutOff](float score) { return score >= cutOff; });
        QVERIFY2(kept >= 50 && kept <= 65, QByteArray::number(qint64(kept)) + " at " + QByteArray::number(cutOff));
    }

    void askingForFewerHitsDoesNotRaiseTheCutOff()
    {
        const ScoreSpread spread{0.1F, 0.08F};
        Vector scores;
        for (int i = 0; i < 200; ++i) {
            scores.push_back(0.9F - 0.004F * static_cast<float>(i));
        }
        const float ofAll = chanceCutOff(scores, spread, 10'000);
        scores.resize(3);
        const float ofThree = chanceCutOff(scores, spread, 10'000);
        QVERIFY(ofThree < scores.back());
        QVERIFY(ofThree > ofAll && ofThree < ofAll + 0.15F);
    }

    void cutOffOfPureChanceKeepsNextToNothing()
    {
        std::mt19937 random(5);
        std::normal_distribution<float> normal(0.1F, 0.08F);
        int kept = 0;
        for (int round = 0; round < 20; ++round) {
            Vector scores;
            for (int i = 0; i < 5000; ++i) {
                scores.push_back(normal(random));
            }
            const ScoreSpread spread = ScoreSpread::of(scores);
            std::sort(scores.rbegin(), scores.rend());
            const float cutOff = chanceCutOff(scores, spread, scores.size());
            kept += static_cast<int>(
                std::count_if(scores.begin(), scores.end(), [cutOff](float score) { return score >= cutOff; }));
        }
        QVERIFY2(kept <= 30, QByteArray::number(kept));
        QCOMPARE(chanceCutOff({}, {}, 10), -1.0F);
    }
};

QTEST_GUILESS_MAIN(CalibrationTest)
#include "calibration_test.moc"
