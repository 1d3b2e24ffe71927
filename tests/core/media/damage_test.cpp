#include "core/base/file_system.h"
#include "core/media/media.h"
#include "tests/core/media/samples.h"

#include <QtTest>

#include <algorithm>
#include <array>
#include <random>
#include <sys/resource.h>
#include <thread>

using namespace likeness;
using namespace likeness::test;

namespace {

Bytes bytesOf(const std::string& text)
{
    const auto bytes = std::as_bytes(std::span(text));
    return {bytes.begin(), bytes.end()};
}

long peakMemoryMb()
{
    rusage usage = {};
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss / 1024;
}

/// Fine-grained colour, so that every part of the file carries picture and none compresses to nothing.
Image detailed(int width, int height)
{
    Image image = quadrants(width, height);
    std::mt19937 random(7);
    for (std::uint8_t& sample : image.pixels) {
        sample = static_cast<std::uint8_t>(sample + random() % 32);
    }
    return image;
}

/// Decodes and reads metadata; whatever comes must be a whole picture or an error with words.
bool survives(const Bytes& file, const std::filesystem::path& path)
{
    readMetadata(file, path);
    for (const int edgePx : {236, 0}) {
        const Result<DecodedPhoto> photo = decodePhoto(file, path, edgePx);
        if (!photo) {
            if (photo.error().message.size() <= path.native().size() + 2) {
                return false;
            }
            continue;
        }
        const Image& image = photo->image;
        if (image.width < 1 || image.height < 1 || image.channels != 3
            || image.pixels.size()
                   != std::size_t{3} * static_cast<unsigned>(image.width) * static_cast<unsigned>(image.height)) {
            return false;
        }
    }
    return true;
}

} // namespace

class DamageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(initialiseMedia()); }

    void strangersAreNamedInPlainWords_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("words");
        const int unsupported = static_cast<int>(ErrorCode::Unsupported);
        QTest::newRow("empty") << QByteArray() << static_cast<int>(ErrorCode::Corrupt) << "the file is empty";
        QTest::newRow("text") << QByteArray("Dear diary,\n") << unsupported << "not an image: looks like text";
        QTest::newRow("bitmap-like text")
            << QByteArray("BM is a company in the United States\n") << unsupported << "not an image: looks like text";
        QTest::newRow("web page") << QByteArray("<!DOCTYPE html><html>") << unsupported
                                  << "not an image: looks like a web page";
        QTest::newRow("pdf") << QByteArray("%PDF-1.4\n") << unsupported << "not an image: looks like a PDF document";
        QTest::newRow("video") << QByteArray("\0\0\0\x18"
                                             "ftypisom\0\0\0\0isommp42",
                                             24)
                               << unsupported << "not an image: looks like a video";
        QTest::newRow("zeros") << QByteArray(4096, '\0') << unsupported << "not an image: it contains only zeros";
        QTest::newRow("noise") << QByteArray("\x01\x02\x03\x04\x05\x06\x07\x08\x09") << unsupported
                               << "not an image: its first bytes belong to no known format";
    }
    void strangersAreNamedInPlainWords()
    {
        QFETCH(QByteArray, content);
        QFETCH(int, code);
        QFETCH(QString, words);
        const Result<DecodedPhoto> photo = decodePhoto(bytesOf(content.toStdString()), "a.jpg", 236);
        QVERIFY(!photo);
        QCOMPARE(static_cast<int>(photo.error().code), code);
        QCOMPARE(QString::fromStdString(photo.error().message), "a.jpg: " + words);
    }

    void messagesAreUtf8ForAnyName()
    {
        const Result<DecodedPhoto> photo = decodePhoto({}, std::filesystem::path("caf\xE9.jpg"), 236);
        QVERIFY(!photo);
        QCOMPARE(QString::fromStdString(photo.error().message), QString("caf\uFFFD.jpg: the file is empty"));
    }

    void halfAJpegIsShown_data()
    {
        QTest::addColumn<QString>("ending");
        for (const char* ending : {".jpg", ".png", ".tif", ".gif"}) {
            QTest::newRow(ending) << ending;
        }
    }
    void halfAJpegIsShown()
    {
        QFETCH(QString, ending);
        Bytes file = savedAs(detailed(640, 480), ending.toStdString());
        file.resize(file.size() * 6 / 10);
        const Result<DecodedPhoto> photo = decodePhoto(file, "a", 236);
        if (ending == ".tif") { // its directory lies at the end
            QVERIFY(!photo);
            return;
        }
        QVERIFY2(photo, photo ? "" : photo.error().message.c_str());
        QCOMPARE(photo->fullHeight, 480);
        QVERIFY(colourDistance(colourAt(photo->image, 0.25, 0.2), kRed) < 40);
    }

    void aTenthOfAPictureIsDamage_data()
    {
        QTest::addColumn<QString>("ending");
        for (const char* ending : {".jpg", ".png", ".webp[lossless]", ".gif", ".tif", ".heic", ".avif", ".jxl"}) {
            QTest::newRow(ending) << ending;
        }
    }
    void aTenthOfAPictureIsDamage()
    {
        QFETCH(QString, ending);
        Bytes file = savedAs(detailed(640, 480), ending.toStdString());
        QVERIFY(!file.empty());
        file.resize(file.size() / 10);
        const Result<DecodedPhoto> photo = decodePhoto(file, "a", 236);
        QVERIFY(!photo);
        QVERIFY(photo.error().code == ErrorCode::Corrupt || photo.error().code == ErrorCode::Unsupported);
    }

    void progressiveJpegsShowTheirFirstPass()
    {
        Bytes file = savedAs(detailed(640, 480), ".jpg[interlace]");
        file.resize(file.size() / 2);
        const Result<DecodedPhoto> photo = decodePhoto(file, "a", 236);
        QVERIFY(photo);
        QVERIFY(colourDistance(colourAt(photo->image, 0.75, 0.9), kYellow) < 40);
    }

    void hugePicturesStaySmallInMemory_data()
    {
        QTest::addColumn<QString>("ending");
        for (const char* ending : {".jpg", ".png", ".tif[compression=deflate]"}) {
            QTest::newRow(ending) << ending;
        }
    }
    void hugePicturesStaySmallInMemory()
    {
        QFETCH(QString, ending);
        const Bytes file = flat(60000, 4000, ending.toStdString());
        QVERIFY(!file.empty());
        const long before = peakMemoryMb();
        const Result<DecodedPhoto> photo = decodePhoto(file, "a", 474);
        QVERIFY2(photo, photo ? "" : photo.error().message.c_str());
        QCOMPARE(photo->fullWidth, 60000);
        QVERIFY(photo->image.width >= 474);
        QVERIFY(photo->image.width <= 7500);
        // Whole it would be 720 MB.
        QVERIFY2(peakMemoryMb() - before < 200, qPrintable(QString::number(peakMemoryMb() - before)));
    }

    void bombsAreRefusedWithTheReason()
    {
        // A sound start, and a header that claims 65500 x 65500 pixels.
        Bytes file = savedAs(detailed(64, 48), ".jpg");
        const auto at = static_cast<std::size_t>(
            std::ranges::search(file, std::array{std::byte{0xFF}, std::byte{0xC0}}).begin() - file.begin());
        QVERIFY(at < file.size());
        for (const std::size_t i : {at + 5, at + 7}) {
            file[i] = std::byte{0xFF};
            file[i + 1] = std::byte{0xDC};
        }
        const Result<DecodedPhoto> jpeg = decodePhoto(file, "a.jpg", 236);
        QVERIFY(!jpeg);
        QCOMPARE(jpeg.error().message, std::string("a.jpg: the file is cut off: only 0 % of the picture is there"));

        const Bytes claims = withPngSize(savedAs(quadrants(64, 48), ".png[interlace]"), 16000, 16001);
        const Result<DecodedPhoto> png = decodePhoto(claims, "a.png", 236);
        QVERIFY(!png);
        QCOMPARE(png.error().code, ErrorCode::OutOfResources);
        QVERIFY(QString::fromStdString(png.error().message).startsWith("a.png: too large: 16000 x 16001 pixels"));
    }

    void everyOddFileIsSurvived()
    {
        const std::filesystem::path folder = std::filesystem::path(LIKENESS_SHARED) / "photos/formats";
        if (!std::filesystem::exists(folder)) {
            QSKIP("the shared photos are not here");
        }
        int shown = 0;
        int refused = 0;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
            if (!entry.is_regular_file()) {
                continue;
            }
            const auto file = readFile(entry.path(), 1 << 30);
            QVERIFY(file);
            QVERIFY2(survives(*file, entry.path()), entry.path().c_str());
            ++(decodePhoto(*file, entry.path(), 474) ? shown : refused);
        }
        qInfo("%d shown, %d refused, peak memory %ld MB", shown, refused, peakMemoryMb());
        QVERIFY(shown >= 50);
        QVERIFY(refused >= 10);
    }

    void randomDamageIsSurvived_data()
    {
        QTest::addColumn<QString>("ending");
        for (const char* ending : {".jpg", ".jpg[interlace]", ".png", ".webp", ".gif", ".tif",
                                   ".tif[compression=deflate]", ".heic", ".avif", ".jxl", ".bmp", "raw"}) {
            QTest::newRow(ending) << ending;
        }
    }
    void randomDamageIsSurvived()
    {
        QFETCH(QString, ending);
        const Image picture = detailed(96, 64);
        const Bytes sample = ending == "raw" ? rawWithPreview(savedAs(picture, ".jpg"), 96, 64, 1)
                                             : savedAs(picture, ending.toStdString());
        QVERIFY(!sample.empty());
        std::mt19937 random(20260101);
        for (int i = 0; i < 150; ++i) {
            Bytes file = sample;
            // Most damage goes where the decisions are made: into the headers.
            const std::size_t reach = i % 3 == 0 ? file.size() : std::min<std::size_t>(file.size(), 400);
            for (unsigned flips = 1 + random() % 8; flips > 0; --flips) {
                file[random() % reach] = static_cast<std::byte>(random());
            }
            if (i % 4 == 0) {
                file.resize(random() % file.size());
            }
            QVERIFY2(survives(file, "a.jpg"), qPrintable(QString("round %1").arg(i)));
        }
    }

    void severalThreadsMayDecode()
    {
        std::vector<Bytes> files;
        for (const char* ending : {".jpg", ".png", ".webp", ".tif", ".heic"}) {
            files.push_back(savedAs(quadrants(320, 200), ending));
        }
        files.push_back(bytesOf("no picture"));
        std::atomic<int> wrong = 0;
        std::vector<std::thread> threads;
        for (int i = 0; i < 4; ++i) {
            threads.emplace_back([&files, &wrong] {
                for (int round = 0; round < 5; ++round) {
                    for (const Bytes& file : files) {
                        const Result<DecodedPhoto> photo = decodePhoto(file, "a", 100);
                        const bool right = photo ? colourDistance(colourAt(photo->image, 0.25, 0.25), kRed) < 9
                                                 : &file == &files.back();
                        wrong += right ? 0 : 1;
                    }
                }
            });
        }
        for (std::thread& thread : threads) {
            thread.join();
        }
        QCOMPARE(wrong.load(), 0);
    }
};

QTEST_GUILESS_MAIN(DamageTest)
#include "damage_test.moc"
