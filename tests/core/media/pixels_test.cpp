#include "core/media/media.h"
#include "tests/core/media/samples.h"

#include <QtTest>

#include <cstring>
#include <random>

using namespace likeness;
using namespace likeness::test;

namespace {

Image noise(int width, int height, int channels, unsigned seed)
{
    Image image;
    image.width = width;
    image.height = height;
    image.channels = channels;
    image.pixels.resize(static_cast<std::size_t>(width * height * channels));
    std::mt19937 random(seed);
    for (std::uint8_t& sample : image.pixels) {
        sample = static_cast<std::uint8_t>(random());
    }
    return image;
}

std::span<const std::byte> bytesOf(const char* text) { return std::as_bytes(std::span(text, std::strlen(text))); }

QByteArray hex(const ContentHash& hash)
{
    return QByteArray(reinterpret_cast<const char*>(hash.data()), static_cast<int>(hash.size())).toHex();
}

} // namespace

class PixelsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(initialiseMedia()); }

    void hashesAreThePublishedOnes()
    {
        // The empty input's value is in the xxHash specification; the other keeps catalogs valid: it must never change.
        QCOMPARE(hex(hashContent({})), QByteArray("99aa06d3014798d86001c324468d497f"));
        QCOMPARE(hex(hashContent(bytesOf("likeness"))), QByteArray("76e5255c1f272c8be22c7f0660cf175d"));
    }

    void shrinkingKeepsTheShapeAndNeverEnlarges()
    {
        const Image image = noise(500, 282, 3, 1);
        const Image small = shrunkTo(image, 474);
        QCOMPARE(small.width, 474);
        QCOMPARE(small.height, 267);
        QCOMPARE(small.pixels.size(), std::size_t{474 * 267 * 3});
        QCOMPARE(shrunkTo(image, 500).pixels, image.pixels);
        QCOMPARE(shrunkTo(image, 4000).pixels, image.pixels);
        QCOMPARE(shrunkTo(noise(2000, 3, 3, 2), 100).height, 1);
        QCOMPARE(shrunkTo(noise(3, 2000, 4, 2), 100).width, 1);
    }

    void shrinkingByAWholeNumberAveragesBoxes_data()
    {
        QTest::addColumn<int>("channels");
        QTest::newRow("rgb") << 3;
        QTest::newRow("rgba") << 4;
    }
    void shrinkingByAWholeNumberAveragesBoxes()
    {
        QFETCH(int, channels);
        const Image image = noise(64, 48, channels, 3);
        const Image small = shrunkTo(image, 16);
        for (int y = 0; y < 12; ++y) {
            for (int x = 0; x < 16; ++x) {
                for (int c = 0; c < channels; ++c) {
                    int sum = 0;
                    for (int k = 0; k < 16; ++k) {
                        const int at = ((y * 4 + k / 4) * 64 + x * 4 + k % 4) * channels + c;
                        sum += image.pixels[static_cast<std::size_t>(at)];
                    }
                    const int found = small.pixels[static_cast<std::size_t>((y * 16 + x) * channels + c)];
                    QVERIFY(std::abs(found - sum / 16.0) <= 0.51);
                }
            }
        }
    }

    void shrinkingKeepsTheMeanAndFlatColours()
    {
        const Image image = noise(333, 222, 3, 4);
        const Image small = shrunkTo(image, 100);
        QVERIFY(colourDistance(averageRgb(image), averageRgb(small)) <= 1);
        Image white = noise(333, 222, 3, 5);
        std::ranges::fill(white.pixels, std::uint8_t{255});
        const Image smallWhite = shrunkTo(white, 77);
        QVERIFY(std::ranges::all_of(smallWhite.pixels, [](std::uint8_t sample) { return sample == 255; }));
    }

    void croppingTakesExactlyTheBox()
    {
        const Image image = quadrants(40, 20);
        const Result<Image> part = cropped(image, 20, 0, 20, 10);
        QVERIFY(part);
        QCOMPARE(part->width, 20);
        QCOMPARE(part->height, 10);
        QCOMPARE(averageRgb(*part), kGreen);
        QCOMPARE(cropped(image, 0, 0, 40, 20)->pixels, image.pixels);
    }

    void boxesOutsideAreRefused_data()
    {
        QTest::addColumn<QList<int>>("box");
        QTest::newRow("empty") << QList<int>{0, 0, 0, 5};
        QTest::newRow("negative") << QList<int>{0, 0, 5, -5};
        QTest::newRow("left") << QList<int>{-1, 0, 5, 5};
        QTest::newRow("too wide") << QList<int>{0, 0, 41, 5};
        QTest::newRow("over the edge") << QList<int>{36, 0, 5, 5};
        QTest::newRow("overflow") << QList<int>{2147483647, 0, 2147483647, 5};
    }
    void boxesOutsideAreRefused()
    {
        QFETCH(QList<int>, box);
        const Result<Image> part = cropped(quadrants(40, 20), box[0], box[1], box[2], box[3]);
        QVERIFY(!part);
        QCOMPARE(part.error().code, ErrorCode::InvalidInput);
    }

    void encodedPicturesComeBack()
    {
        const Image image = quadrants(320, 200);
        const auto file = encodeJpeg(image, 90);
        QVERIFY(file);
        const Result<DecodedPhoto> photo = decodePhoto(*file, "a.jpg", 0);
        QVERIFY(photo);
        QCOMPARE(photo->image.width, 320);
        QVERIFY(colourDistance(colourAt(photo->image, 0.25, 0.75), kBlue) <= 3);
        QVERIFY(encodeJpeg(noise(33, 17, 4, 6), 80));
        QVERIFY(!encodeJpeg({}, 80));
    }

    void averageIsTheMeanOfEachChannel()
    {
        QCOMPARE(averageRgb({}), 0U);
        QCOMPARE(averageRgb({2, 1, 3, {10, 20, 30, 20, 40, 61}}), 0x0F1E2EU);
        QCOMPARE(averageRgb({1, 2, 4, {255, 0, 0, 9, 255, 0, 0, 9}}), 0xFF0000U);
    }
};

QTEST_GUILESS_MAIN(PixelsTest)
#include "pixels_test.moc"
