#include "core/explore/alike_pictures.h"

#include <QtTest>

#include <cmath>
#include <random>
#include <set>

using namespace likeness;

namespace {

/// Soft hills and a few hard edges, not like any other seed's.
Image picture(unsigned seed, int width = 240, int height = 160)
{
    std::mt19937 random(seed);
    std::uniform_real_distribution<double> share(0, 1);
    struct Hill {
        double x, y, size, height;
    };
    std::vector<Hill> hills;
    for (int i = 0; i < 24; ++i) {
        hills.push_back({share(random), share(random), 0.05 + 0.2 * share(random), 160 * share(random) - 80});
    }
    Image image{width, height, 3, {}};
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            double value = 128;
            for (const Hill& hill : hills) {
                const double dx = (x + 0.5) / width - hill.x, dy = (y + 0.5) / height - hill.y;
                value += hill.height * std::exp(-(dx * dx + dy * dy) / (hill.size * hill.size));
            }
            const auto byte = static_cast<std::uint8_t>(std::clamp(value, 0.0, 255.0));
            image.pixels.insert(image.pixels.end(), {byte, byte, byte});
        }
    }
    return image;
}

/// The picture whose pixel at (x, y) of `width` × `height` is that of `image` at `place(x, y)`.
template <class Place> Image moved(const Image& image, int width, int height, Place place)
{
    Image result{width, height, 3, {}};
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            const auto [fromX, fromY] = place(x, y);
            const std::size_t at = (static_cast<std::size_t>(fromY) * static_cast<std::size_t>(image.width)
                                    + static_cast<std::size_t>(fromX))
                                   * 3;
            result.pixels.insert(result.pixels.end(), image.pixels.begin() + static_cast<std::ptrdiff_t>(at),
                                 image.pixels.begin() + static_cast<std::ptrdiff_t>(at) + 3);
        }
    }
    return result;
}

/// The picture with a pattern of its own on it, as cloth has: too fine for the hash.
Image patterned(Image image, unsigned seed, int strength = 15)
{
    std::mt19937 random(seed);
    constexpr int kPatch = 8;
    const int across = (image.width + kPatch - 1) / kPatch;
    std::vector<int> patches(static_cast<std::size_t>(across * ((image.height + kPatch - 1) / kPatch)));
    std::generate(patches.begin(), patches.end(),
                  [&] { return static_cast<int>(random() % static_cast<unsigned>(2 * strength + 1)) - strength; });
    for (int y = 0; y < image.height; ++y) {
        for (int x = 0; x < image.width; ++x) {
            const int patch = patches[static_cast<std::size_t>(y / kPatch * across + x / kPatch)];
            for (int c = 0; c < 3; ++c) {
                std::uint8_t& value = image.pixels[static_cast<std::size_t>((y * image.width + x) * 3 + c)];
                value = static_cast<std::uint8_t>(std::clamp(value + patch, 0, 255));
            }
        }
    }
    return image;
}

/// `width` × `height` of the picture from (x, y) on.
Image cut(const Image& image, int x, int y, int width, int height)
{
    return moved(image, width, height, [&](int column, int row) { return std::pair(x + column, y + row); });
}

/// A third of the width and height: each pixel the mean of nine.
Image third(const Image& image)
{
    Image result{image.width / 3, image.height / 3, 3, {}};
    for (int y = 0; y < result.height; ++y) {
        for (int x = 0; x < result.width; ++x) {
            for (int c = 0; c < 3; ++c) {
                int sum = 0;
                for (int i = 0; i < 9; ++i) {
                    sum += image.pixels[static_cast<std::size_t>(((3 * y + i / 3) * image.width + 3 * x + i % 3) * 3
                                                                 + c)];
                }
                result.pixels.push_back(static_cast<std::uint8_t>(sum / 9));
            }
        }
    }
    return result;
}

LookHashes hashesOf(const Image& image) { return lookHashesOf(sketchOf(image)); }

} // namespace

class PerceptualHashTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theSamePictureIsAlikeAndAnotherIsNot()
    {
        for (unsigned seed = 1; seed <= 40; ++seed) {
            const Sketch sketch = sketchOf(picture(seed)), other = sketchOf(picture(seed + 100));
            const LookHashes hashes = lookHashesOf(sketch);
            QCOMPARE(alignmentOf(hashes, hashes).distance, 0);
            QVERIFY(alignmentOf(hashes.whole, hashesOf(picture(seed, 99, 140)).whole).distance <= 4);
            QCOMPARE(alikeScore(0.99F, sketch, other, alignmentOf(hashes, lookHashesOf(other))), 0.0F);
        }
    }

    void allEightWaysToTurnAPictureAreFoundAndNamed()
    {
        const Image image = picture(3);
        const Sketch sketch = sketchOf(image);
        std::set<int> symmetries;
        for (int way = 0; way < 8; ++way) {
            const bool across = (way & 4) != 0;
            const int width = across ? image.height : image.width, height = across ? image.width : image.height;
            const Image turned = moved(image, width, height, [&](int x, int y) {
                x = (way & 1) != 0 ? width - 1 - x : x;
                y = (way & 2) != 0 ? height - 1 - y : y;
                return across ? std::pair(y, x) : std::pair(x, y);
            });
            const Sketch seen = sketchOf(turned);
            const Alignment alignment = alignmentOf(lookHashesOf(sketch), lookHashesOf(seen));
            QVERIFY2(alignment.distance <= 4, qPrintable(QString("way %1: %2").arg(way).arg(alignment.distance)));
            QCOMPARE(alignment.symmetry, way);
            const float correlation = correlationOf(sketch, seen, alignment);
            QVERIFY2(correlation > 0.97F, qPrintable(QString::number(static_cast<double>(correlation))));
            symmetries.insert(alignment.symmetry);
        }
        QCOMPARE(symmetries.size(), std::size_t{8});
    }

    void aPartOfAPictureIsFoundAndTheWiderOneNamed()
    {
        const Image image = picture(5);
        const Image part
            = moved(image, 216, 144, [](int x, int y) { return std::pair(x + 24, y); }); // upper right 90 %
        const Sketch whole = sketchOf(image), narrow = sketchOf(part);
        const Alignment coarse = alignmentOf(lookHashesOf(whole), lookHashesOf(narrow));
        QVERIFY(coarse.distance <= 4);
        QVERIFY(coarse.wider == Alignment::Wider::First);
        const Alignment alignment = refined(whole, narrow, coarse);
        QVERIFY(correlationOf(whole, narrow, alignment) > 0.99F);
        QVERIFY(std::abs(alignment.part.x - 6.4F) <= 1 && std::abs(alignment.part.y) <= 1);
        QVERIFY(std::abs(alignment.part.width - 57.6F) <= 1 && std::abs(alignment.part.height - 57.6F) <= 1);
        QVERIFY(surroundEvenness(whole, narrow, alignment) < 0.5F);
        const Alignment back = alignmentOf(lookHashesOf(narrow), lookHashesOf(whole));
        QVERIFY(back.wider == Alignment::Wider::Second);
        QVERIFY(alignmentOf(hashesOf(image).whole, hashesOf(part).whole).distance > alignment.distance);
    }

    void aBorderIsToldFromWhatWasCutAway()
    {
        const Image image = picture(8);
        Image framed{264, 176, 3, std::vector<std::uint8_t>(264 * 176 * 3, 255)};
        for (int y = 0; y < image.height; ++y) {
            std::copy_n(image.pixels.begin() + y * image.width * 3, image.width * 3,
                        framed.pixels.begin() + ((y + 8) * 264 + 12) * 3);
        }
        const Sketch plain = sketchOf(image), around = sketchOf(framed);
        const Alignment alignment = refined(plain, around, alignmentOf(lookHashesOf(plain), lookHashesOf(around)));
        QVERIFY(alignment.wider == Alignment::Wider::Second);
        QVERIFY(surroundEvenness(plain, around, alignment) > 0.6F);
    }

    void brightnessAndColourDoNotCount()
    {
        const Image image = picture(11);
        Image other = image;
        for (std::size_t i = 0; i < other.pixels.size(); i += 3) {
            other.pixels[i] = static_cast<std::uint8_t>(other.pixels[i] / 2 + 60);
            other.pixels[i + 1] = static_cast<std::uint8_t>(other.pixels[i + 1] / 2 + 20);
            other.pixels[i + 2] = static_cast<std::uint8_t>(other.pixels[i + 2] / 2);
        }
        const Sketch a = sketchOf(image), b = sketchOf(other);
        const Alignment alignment = alignmentOf(lookHashesOf(a), lookHashesOf(b));
        QVERIFY(alignment.distance <= 3);
        QVERIFY(correlationOf(a, b, alignment) > 0.99F);
        QVERIFY(alikeScore(0.2F, a, b, alignment) > 0.99F);
        QCOMPARE(alikeScore(0.99F, a, b, Alignment{kAlikeBitsMax + 1, 0, Alignment::Wider::None, {}}), 0.0F);
    }

    void aHairCutOffIsFoundThoughNoHashHasIt()
    {
        const Image image = patterned(picture(21), 4, 40);
        const Sketch whole = sketchOf(image), narrow = sketchOf(cut(image, 4, 3, 236, 157));
        for (const bool swapped : {false, true}) {
            const Sketch &a = swapped ? narrow : whole, &b = swapped ? whole : narrow;
            const Alignment coarse = alignmentOf(lookHashesOf(a).whole, lookHashesOf(b).whole);
            QVERIFY(coarse.wider == Alignment::Wider::None);
            const Alignment alignment = refined(a, b, coarse);
            QVERIFY(alignment.wider == (swapped ? Alignment::Wider::Second : Alignment::Wider::First));
            QVERIFY(detailCorrelationOf(a, b, coarse) < 0.8F);
            QVERIFY(detailCorrelationOf(a, b, alignment) > 0.9F);
        }
    }

    void thingsOfOneShapeAreToldApartByTheirDetails()
    {
        for (unsigned seed = 1; seed <= 20; ++seed) {
            const Image shape = picture(seed);
            const Sketch a = sketchOf(patterned(shape, 2 * seed)), b = sketchOf(patterned(shape, 2 * seed + 1));
            const Alignment alignment = alignmentOf(lookHashesOf(a), lookHashesOf(b));
            QVERIFY(alignment.distance <= kAlikeBitsMax);
            QVERIFY(correlationOf(a, b, alignment) > 0.85F);
            QVERIFY(std::abs(detailCorrelationOf(a, b, alignment)) < 0.4F);
            QCOMPARE(alikeScore(0.99F, a, b, alignment), 0.0F);
            QVERIFY(detailCorrelationOf(a, a, Alignment{0, 0, Alignment::Wider::None, {}}) > 0.99F);
        }
    }

    /// Floors below what is measured, so that a change for the worse is noticed here and not in the next measurement.
    void copiesAreFoundAndStrangersAreNot()
    {
        constexpr unsigned kPictures = 40;
        std::vector<Image> pictures;
        for (unsigned seed = 0; seed < kPictures; ++seed) {
            pictures.push_back(patterned(picture(500 + seed / 2), seed)); // always two of one shape
        }
        const auto scoreOf = [](const Image& a, const Image& b) {
            const Sketch ofA = sketchOf(a), ofB = sketchOf(b);
            return alikeScore(0, ofA, ofB, alignmentOf(lookHashesOf(ofA), lookHashesOf(ofB)));
        };
        const auto copiesOf = [](const Image& image) {
            Image darker = image;
            for (std::uint8_t& value : darker.pixels) {
                value = static_cast<std::uint8_t>(value * 7 / 10);
            }
            Image framed{264, 176, 3, std::vector<std::uint8_t>(264 * 176 * 3, 255)};
            for (int y = 0; y < image.height; ++y) {
                std::copy_n(image.pixels.begin() + y * image.width * 3, image.width * 3,
                            framed.pixels.begin() + ((y + 8) * 264 + 12) * 3);
            }
            return std::array{third(image),
                              std::move(darker),
                              std::move(framed),
                              moved(image, 240, 160, [](int x, int y) { return std::pair(239 - x, y); }),
                              moved(image, 160, 240, [](int x, int y) { return std::pair(y, 159 - x); }),
                              cut(image, 5, 3, 228, 152),
                              cut(image, 20, 0, 216, 144),
                              cut(image, 30, 20, 192, 128)};
        };
        int copies = 0, found = 0, strangers = 0;
        for (std::size_t i = 0; i < pictures.size(); ++i) {
            for (const Image& copy : copiesOf(pictures[i])) {
                ++copies;
                found += scoreOf(copy, pictures[i]) >= 0.85F ? 1 : 0;
            }
            for (std::size_t j = 0; j < i; ++j) {
                strangers += scoreOf(pictures[i], pictures[j]) >= 0.85F ? 1 : 0;
            }
        }
        QVERIFY2(found >= copies * 97 / 100, qPrintable(QString("%1 of %2 copies").arg(found).arg(copies)));
        QCOMPARE(strangers, 0);
    }

    void nothingIsLikeAnEvenGrey()
    {
        const Sketch grey = sketchOf(Image{});
        const Sketch other = sketchOf(picture(2));
        QCOMPARE(correlationOf(grey, other, Alignment{}), 0.0F);
        QCOMPARE(correlationOf(grey, grey, Alignment{}), 0.0F);
    }

    /// Against comparing all with all.
    void everyPairOfCloseHashesIsFoundOnce()
    {
        std::mt19937_64 random(17);
        std::vector<PerceptualHash> hashes;
        for (int i = 0; i < 300; ++i) {
            hashes.push_back(random() & ~PerceptualHash{1});
            PerceptualHash changed = symmetriesOf(hashes.back())[static_cast<std::size_t>(i % 8)];
            for (int flipped = 0; flipped < i % 6; ++flipped) {
                changed ^= PerceptualHash{2} << (random() % 63);
            }
            hashes.push_back(changed);
        }
        hashes.insert(hashes.end(), {0, 0}); // nobody knows these
        using Pairs = std::set<std::pair<std::uint32_t, std::uint32_t>>;
        Pairs expected, found;
        for (std::uint32_t a = 0; a < hashes.size(); ++a) {
            for (std::uint32_t b = a + 1; b < hashes.size(); ++b) {
                if (hashes[a] != 0 && hashes[b] != 0 && alignmentOf(hashes[a], hashes[b]).distance <= kTurnedBitsMax) {
                    expected.emplace(a, b);
                }
            }
        }
        int twice = 0;
        QVERIFY(forEachHashPair(hashes, {}, [&](std::uint32_t a, std::uint32_t b) {
            twice += found.emplace(a, b).second ? 0 : 1;
            return Status();
        }));
        QCOMPARE(twice, 0);
        QVERIFY(expected.size() > 100);
        QCOMPARE(found, expected);
    }

    void lookingForHashesEndsWithTheFirstFailureAndWhenItIsStopped()
    {
        const std::vector<PerceptualHash> equal(100, 0x1234'5678'9ABC'DEF0U);
        int called = 0;
        const Status failed = forEachHashPair(equal, {}, [&](std::uint32_t, std::uint32_t) -> Status {
            return ++called < 3 ? Status() : fail(ErrorCode::Io, "enough");
        });
        QVERIFY(!failed && failed.error().code == ErrorCode::Io);
        QCOMPARE(called, 3);
        std::stop_source stop;
        stop.request_stop();
        ExploreRun run;
        run.stop = stop.get_token();
        const Status stopped = forEachHashPair(equal, run, [&](std::uint32_t, std::uint32_t) {
            ++called;
            return Status();
        });
        QVERIFY(!stopped && stopped.error().code == ErrorCode::Cancelled);
        QCOMPARE(called, 3);
    }
};

QTEST_GUILESS_MAIN(PerceptualHashTest)
#include "perceptual_hash_test.moc"
