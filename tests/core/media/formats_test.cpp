#include "core/base/file_system.h"
#include "core/media/media.h"
#include "tests/core/media/samples.h"

#include <QtTest>

using namespace likeness;
using namespace likeness::test;

namespace {

/// Lossy coding and chroma subsampling move a flat colour by a few steps.
constexpr int kTolerance = 8;

/// The four quarters' colours, upper left, upper right, lower left, lower right.
using Quarters = std::array<std::uint32_t, 4>;
constexpr Quarters kAsPainted = {kRed, kGreen, kBlue, kYellow};

void compareQuarters(const Image& image, const Quarters& expected, int tolerance = kTolerance)
{
    const Quarters found = {colourAt(image, 0.25, 0.25), colourAt(image, 0.75, 0.25), colourAt(image, 0.25, 0.75),
                            colourAt(image, 0.75, 0.75)};
    for (std::size_t i = 0; i < found.size(); ++i) {
        QVERIFY2(colourDistance(found[i], expected[i]) <= tolerance,
                 qPrintable(QString("quarter %1: %2 instead of %3")
                                .arg(i)
                                .arg(found[i], 6, 16, QChar('0'))
                                .arg(expected[i], 6, 16, QChar('0'))));
    }
}

QByteArray messageOf(const Result<DecodedPhoto>& photo)
{
    return photo ? QByteArray() : QByteArray::fromStdString(photo.error().message);
}

/// What the file of a picture with orientation n shows once it is upright: the stored quarters, moved.
Quarters turned(int orientation)
{
    switch (orientation) {
    case 2:
        return {kGreen, kRed, kYellow, kBlue};
    case 3:
        return {kYellow, kBlue, kGreen, kRed};
    case 4:
        return {kBlue, kYellow, kRed, kGreen};
    case 5:
        return {kRed, kBlue, kGreen, kYellow};
    case 6:
        return {kBlue, kRed, kYellow, kGreen};
    case 7:
        return {kYellow, kGreen, kBlue, kRed};
    case 8:
        return {kGreen, kYellow, kRed, kBlue};
    default:
        return kAsPainted;
    }
}

} // namespace

class FormatsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(initialiseMedia()); }

    void everyFormatShowsThePicture_data()
    {
        QTest::addColumn<QString>("ending");
        QTest::addColumn<QString>("format");
        QTest::newRow("jpeg") << ".jpg"
                              << "jpeg";
        QTest::newRow("progressive jpeg") << ".jpg[interlace]"
                                          << "jpeg";
        QTest::newRow("png") << ".png"
                             << "png";
        QTest::newRow("interlaced png") << ".png[interlace]"
                                        << "png";
        QTest::newRow("palette png") << ".png[palette]"
                                     << "png";
        QTest::newRow("webp") << ".webp"
                              << "webp";
        QTest::newRow("lossless webp") << ".webp[lossless]"
                                       << "webp";
        QTest::newRow("gif") << ".gif"
                             << "gif";
        QTest::newRow("tiff") << ".tif"
                              << "tiff";
        QTest::newRow("tiled tiff") << ".tif[tile,compression=deflate]"
                                    << "tiff";
        QTest::newRow("jpeg tiff") << ".tif[compression=jpeg]"
                                   << "tiff";
        QTest::newRow("big tiff") << ".tif[bigtiff]"
                                  << "tiff";
        QTest::newRow("heic") << ".heic"
                              << "heif";
        QTest::newRow("avif") << ".avif"
                              << "avif";
        QTest::newRow("jxl") << ".jxl"
                             << "jxl";
        QTest::newRow("bmp") << ".bmp"
                             << "bmp";
    }
    void everyFormatShowsThePicture()
    {
        QFETCH(QString, ending);
        QFETCH(QString, format);
        const Bytes file = savedAs(quadrants(640, 400), ending.toStdString());
        QVERIFY2(!file.empty(), "libvips cannot write the sample: is its module installed?");
        for (const int edgePx : {0, 100, 640, 4000}) {
            const Result<DecodedPhoto> photo = decodePhoto(file, "a.jpg", edgePx);
            QVERIFY2(photo, messageOf(photo));
            QCOMPARE(QString::fromStdString(photo->format), format);
            QCOMPARE(photo->fullWidth, 640);
            QCOMPARE(photo->fullHeight, 400);
            QCOMPARE(photo->image.channels, 3);
            QCOMPARE(photo->image.pixels.size(),
                     static_cast<std::size_t>(photo->image.width * photo->image.height * 3));
            QVERIFY(photo->image.width >= (edgePx == 100 ? 100 : 640));
            QVERIFY(photo->image.width < (edgePx == 100 ? 201 : 641));
            compareQuarters(photo->image, kAsPainted);
        }
    }

    void orientationIsApplied_data()
    {
        QTest::addColumn<QString>("ending");
        QTest::addColumn<int>("orientation");
        for (const char* ending : {".jpg", ".jpg[interlace]", ".tif", ".webp", ".png"}) {
            for (int orientation = 1; orientation <= 8; ++orientation) {
                QTest::newRow(qPrintable(QString("%1 %2").arg(ending).arg(orientation))) << ending << orientation;
            }
        }
    }
    void orientationIsApplied()
    {
        QFETCH(QString, ending);
        QFETCH(int, orientation);
        SampleOptions options;
        options.orientation = orientation;
        Bytes file = savedAs(quadrants(320, 200), ending.toStdString(), options);
        if (ending == ".png") { // libvips 8.14 writes no EXIF there
            file = withPngOrientation(file, orientation);
        }
        for (const int edgePx : {0, 80}) {
            const Result<DecodedPhoto> photo = decodePhoto(file, "a", edgePx);
            QVERIFY2(photo, messageOf(photo));
            QCOMPARE(photo->fullWidth, orientation >= 5 ? 200 : 320);
            QCOMPARE(photo->fullHeight, orientation >= 5 ? 320 : 200);
            QCOMPARE(photo->image.width < photo->image.height, orientation >= 5);
            compareQuarters(photo->image, turned(orientation));
        }
    }

    void theShortEdgeIsLargeEnough_data()
    {
        QTest::addColumn<QString>("ending");
        for (const char* ending : {".jpg", ".tif", ".webp", ".png"}) {
            QTest::newRow(ending) << ending;
        }
    }
    void theShortEdgeIsLargeEnough()
    {
        QFETCH(QString, ending);
        const Bytes file = savedAs(quadrants(2400, 600), ending.toStdString());
        const auto photo = decodePhoto(file, "a", DecodeSize(400, 140));
        QVERIFY2(photo, messageOf(photo));
        QVERIFY(photo->image.height >= 140);
        QVERIFY(photo->image.height <= 300); // and no larger than need be
        const auto small = decodePhoto(savedAs(quadrants(300, 50), ending.toStdString()), "a", DecodeSize(0, 140));
        QVERIFY2(small, messageOf(small));
        QCOMPARE(small->image.width, 300);
    }

    /// A box is one of the upright picture, whichever way the file lies.
    void aPartIsLargeEnough_data()
    {
        QTest::addColumn<QString>("ending");
        QTest::addColumn<int>("orientation");
        QTest::addColumn<bool>("inPixels");
        for (const char* ending : {".jpg", ".tif", ".webp"}) {
            for (const int orientation : {1, 6}) {
                for (const bool inPixels : {false, true}) {
                    QTest::addRow("%s %d %s", ending, orientation, inPixels ? "pixels" : "fractions")
                        << ending << orientation << inPixels;
                }
            }
        }
    }
    void aPartIsLargeEnough()
    {
        QFETCH(QString, ending);
        QFETCH(int, orientation);
        QFETCH(bool, inPixels);
        SampleOptions options;
        options.orientation = orientation;
        const Bytes file = savedAs(quadrants(1600, 1200), ending.toStdString(), options);
        const double fullWidth = orientation == 6 ? 1200 : 1600;
        const double fullHeight = orientation == 6 ? 1600 : 1200;
        // A tenth of the width and half of the height, upright.
        CropBox box{0.2, 0.3, 0.1, 0.5, false};
        if (inPixels) {
            box = {0.2 * fullWidth, 0.3 * fullHeight, 0.1 * fullWidth, 0.5 * fullHeight, true};
        }
        const auto photo = decodePhoto(file, "a", DecodeSize(0, 60, box));
        QVERIFY2(photo, messageOf(photo));
        const double partWidth = 0.1 * photo->image.width;
        const double partHeight = 0.5 * photo->image.height;
        QVERIFY2(std::min(partWidth, partHeight) >= 59.5, QByteArray::number(partWidth));
        const auto whole = decodePhoto(file, "a", DecodeSize(0, 60));
        QVERIFY(whole && whole->image.width < photo->image.width);
    }

    void aPartOfARawPictureIsLargeEnough()
    {
        const Bytes file = rawWithPreview(savedAs(quadrants(1600, 1200), ".jpg"), 1600, 1200, 6);
        const auto photo = decodePhoto(file, "a.dng", DecodeSize(0, 60, CropBox{120, 480, 120, 800, true}));
        QVERIFY2(photo, messageOf(photo));
        QVERIFY(photo->image.width >= 590);
    }

    // These formats turn the picture by a property of their own, which their libraries obey; the EXIF copy of it must
    // not turn it once more.
    void exifDoesNotTurnWhatTheContainerTurns_data()
    {
        QTest::addColumn<QString>("ending");
        QTest::newRow("heic") << ".heic";
        QTest::newRow("avif") << ".avif";
        QTest::newRow("jxl") << ".jxl";
    }
    void exifDoesNotTurnWhatTheContainerTurns()
    {
        QFETCH(QString, ending);
        SampleOptions options;
        options.orientation = 6;
        const Bytes file = savedAs(quadrants(320, 200), ending.toStdString(), options);
        QVERIFY(!file.empty());
        const Result<DecodedPhoto> photo = decodePhoto(file, "a", 0);
        QVERIFY2(photo, messageOf(photo));
        QCOMPARE(photo->fullWidth, photo->image.width);
        QCOMPARE(photo->fullHeight, photo->image.height);
        compareQuarters(photo->image, photo->image.width > photo->image.height ? kAsPainted : turned(6));
    }

    void cameraOrientationSamplesAllLookAlike_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("landscape") << "Landscape";
        QTest::newRow("portrait") << "Portrait";
    }
    void cameraOrientationSamplesAllLookAlike()
    {
        QFETCH(QString, name);
        const std::filesystem::path folder = std::filesystem::path(LIKENESS_SHARED) / "photos/exif/orientation";
        if (!std::filesystem::exists(folder)) {
            QSKIP("the shared photos are not here");
        }
        Image upright;
        for (int i = 1; i <= 8; ++i) {
            const auto path = folder / (name.toStdString() + "_" + std::to_string(i) + ".jpg");
            const auto file = readFile(path, 1 << 28);
            QVERIFY(file);
            const Result<DecodedPhoto> photo = decodePhoto(*file, path, 64);
            QVERIFY2(photo, messageOf(photo));
            const Image small = shrunkTo(photo->image, 24); // too small for the printed number to matter
            if (i == 1) {
                upright = small;
                continue;
            }
            QCOMPARE(small.width, upright.width);
            QCOMPARE(small.height, upright.height);
            qint64 difference = 0;
            for (std::size_t k = 0; k < small.pixels.size(); ++k) {
                difference += std::abs(small.pixels[k] - upright.pixels[k]);
            }
            QVERIFY2(difference < static_cast<qint64>(small.pixels.size()) * 6,
                     qPrintable(QString::number(difference)));
        }
    }

    void displayP3BecomesSrgb_data()
    {
        QTest::addColumn<QString>("ending");
        for (const char* ending : {".jpg[Q=95,no-subsample]", ".png", ".tif", ".webp[lossless]"}) {
            QTest::newRow(ending) << ending;
        }
    }
    void displayP3BecomesSrgb()
    {
        QFETCH(QString, ending);
        SampleOptions options;
        options.displayP3 = true;
        const Bytes file = savedAs(quadrants(320, 200), ending.toStdString(), options);
        QVERIFY(!file.empty());
        const Result<DecodedPhoto> photo = decodePhoto(file, "a", 0);
        QVERIFY2(photo, messageOf(photo));
        // Without the conversion the red is off by 16.
        compareQuarters(photo->image, kAsPainted, 5);
    }

    void inksBecomeSrgb_data()
    {
        QTest::addColumn<QString>("ending");
        QTest::newRow("jpeg") << ".jpg";
        QTest::newRow("tiff") << ".tif";
    }
    void inksBecomeSrgb()
    {
        QFETCH(QString, ending);
        SampleOptions options;
        options.cmyk = true;
        const Bytes file = savedAs(quadrants(320, 200), ending.toStdString(), options);
        QVERIFY(!file.empty());
        for (const int edgePx : {0, 100}) {
            const Result<DecodedPhoto> photo = decodePhoto(file, "a", edgePx);
            QVERIFY2(photo, messageOf(photo));
            compareQuarters(photo->image, kAsPainted, 40); // inks cannot print this blue
        }
    }

    void sixteenBitsBecomeEight_data()
    {
        QTest::addColumn<QString>("ending");
        QTest::newRow("png") << ".png";
        QTest::newRow("tiff") << ".tif";
    }
    void sixteenBitsBecomeEight()
    {
        QFETCH(QString, ending);
        SampleOptions options;
        options.sixteenBits = true;
        const Bytes file = savedAs(quadrants(320, 200), ending.toStdString(), options);
        QVERIFY(!file.empty());
        const Result<DecodedPhoto> photo = decodePhoto(file, "a", 0);
        QVERIFY2(photo, messageOf(photo));
        compareQuarters(photo->image, kAsPainted, 2);
    }

    void greyBecomesThreeEqualChannels_data()
    {
        QTest::addColumn<QString>("ending");
        for (const char* ending : {".jpg", ".png", ".tif", ".webp"}) {
            QTest::newRow(ending) << ending;
        }
    }
    void greyBecomesThreeEqualChannels()
    {
        QFETCH(QString, ending);
        SampleOptions options;
        options.grey = true;
        const Result<DecodedPhoto> photo
            = decodePhoto(savedAs(quadrants(320, 200), ending.toStdString(), options), "a", 0);
        QVERIFY2(photo, messageOf(photo));
        QCOMPARE(photo->image.channels, 3);
        const std::uint32_t colour = colourAt(photo->image, 0.25, 0.25);
        QVERIFY(colourDistance(colour, (colour & 0xFF) * 0x010101) <= 1);
        QVERIFY(colourDistance(colour, 0x626262) < 20);
    }

    void transparencyLiesOnWhite_data()
    {
        QTest::addColumn<QString>("ending");
        for (const char* ending : {".png", ".png[palette]", ".webp[lossless]", ".gif", ".tif", ".avif", ".jxl"}) {
            QTest::newRow(ending) << ending;
        }
    }
    void transparencyLiesOnWhite()
    {
        QFETCH(QString, ending);
        SampleOptions options;
        options.transparent = true;
        const Bytes file = savedAs(quadrants(320, 200), ending.toStdString(), options);
        QVERIFY(!file.empty());
        for (const int edgePx : {0, 100}) {
            const Result<DecodedPhoto> photo = decodePhoto(file, "a", edgePx);
            QVERIFY2(photo, messageOf(photo));
            compareQuarters(photo->image, {kRed, kGreen, 0xFFFFFF, 0xFFFFFF});
        }
    }

    void animationsShowTheirFirstFrame_data()
    {
        QTest::addColumn<QString>("ending");
        for (const char* ending : {".gif", ".webp", ".tif"}) {
            QTest::newRow(ending) << ending;
        }
    }
    void animationsShowTheirFirstFrame()
    {
        QFETCH(QString, ending);
        SampleOptions options;
        options.frames = 3;
        const Bytes file = savedAs(quadrants(320, 200), ending.toStdString(), options);
        QVERIFY(!file.empty());
        const Result<DecodedPhoto> photo = decodePhoto(file, "a", 0);
        QVERIFY2(photo, messageOf(photo));
        QCOMPARE(photo->fullHeight, 200);
        compareQuarters(photo->image, kAsPainted);
    }

    void rawShowsItsPreview_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<int>("kind");
        for (const PreviewKind kind : {PreviewKind::Interchange, PreviewKind::Strip}) {
            QTest::addRow("named dng %d", static_cast<int>(kind)) << "a.dng" << static_cast<int>(kind);
            QTest::addRow("named tif %d", static_cast<int>(kind)) << "a.tif" << static_cast<int>(kind);
        }
    }
    void rawShowsItsPreview()
    {
        QFETCH(QString, path);
        QFETCH(int, kind);
        const Bytes file
            = rawWithPreview(savedAs(quadrants(320, 200), ".jpg"), 320, 200, 6, static_cast<PreviewKind>(kind));
        const Result<DecodedPhoto> photo = decodePhoto(file, path.toStdString(), 0);
        QVERIFY2(photo, messageOf(photo));
        QCOMPARE(photo->format, std::string("raw"));
        QCOMPARE(photo->fullWidth, 200);
        QCOMPARE(photo->fullHeight, 320);
        compareQuarters(photo->image, turned(6));
    }

    void rawWithoutPreviewSaysSo()
    {
        const Result<DecodedPhoto> photo = decodePhoto(savedAs(quadrants(320, 200), ".tif"), "a.nef", 0);
        QVERIFY(!photo);
        QCOMPARE(photo.error().code, ErrorCode::Unsupported);
    }

    void photoEndingsAreKnownInAnyCase()
    {
        for (const char* name :
             {"a.jpg", "a.JPEG", "b.Heic", "c.webp", "d.CR3", "e.nef", "x/y.z/f.tiff", "g.jxl", "h.bmp"}) {
            QVERIFY2(hasPhotoExtension(name), name);
        }
        for (const char* name : {"a", "jpg", ".jpg", "a.txt", "a.jpg.txt", "a.mp4", "a.xmp", "folder.jpg/a"}) {
            QVERIFY2(!hasPhotoExtension(name), name);
        }
    }
};

QTEST_GUILESS_MAIN(FormatsTest)
#include "formats_test.moc"
