#include "core/base/file_system.h"
#include "core/media/media.h"
#include "tests/core/media/samples.h"

#include <QtTest>

#include <thread>

using namespace likeness;
using namespace likeness::test;

namespace {

Metadata readBack(const Written& written, const std::string& ending = ".jpg")
{
    return readMetadata(withMetadata(savedAs(quadrants(64, 48), ending), written), "a" + ending);
}

/// Seconds since 1970 of a date and time without a zone.
qint64 seconds(const char* text)
{
    return QDateTime::fromString(QString::fromLatin1(text) + "Z", Qt::ISODate).toSecsSinceEpoch();
}

} // namespace

class MetadataTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(initialiseMedia()); }

    void cameraAndExposureAreRead_data()
    {
        QTest::addColumn<QString>("ending");
        for (const char* ending : {".jpg", ".png", ".webp", ".tif"}) {
            QTest::newRow(ending) << ending;
        }
    }
    void cameraAndExposureAreRead()
    {
        QFETCH(QString, ending);
        const Metadata metadata = readBack({{{"Exif.Image.Make", "Canon  "},
                                             {"Exif.Image.Model", "Canon EOS 5D"},
                                             {"Exif.Photo.LensModel", "EF35mm f/2 IS USM"},
                                             {"Exif.Photo.FocalLength", "35/1"},
                                             {"Exif.Photo.FNumber", "28/10"},
                                             {"Exif.Photo.ExposureTime", "1/250"},
                                             {"Exif.Photo.ISOSpeedRatings", "400"}},
                                            {},
                                            {}},
                                           ending.toStdString());
        QCOMPARE(metadata.cameraMake, std::string("Canon"));
        QCOMPARE(metadata.cameraModel, std::string("Canon EOS 5D"));
        QCOMPARE(metadata.lens, std::string("EF35mm f/2 IS USM"));
        QCOMPARE(metadata.focalLengthMm.value_or(0), 35.0);
        QCOMPARE(metadata.apertureF.value_or(0), 2.8);
        QCOMPARE(metadata.exposureSeconds.value_or(0), 0.004);
        QCOMPARE(metadata.iso.value_or(0), 400);
    }

    void captureTimeIsRead_data()
    {
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("zone");
        QTest::addColumn<QString>("expected"); // empty = absent
        QTest::addColumn<int>("zoneMinutes");  // 9999 = absent
        QTest::newRow("no zone") << "2019:06:01 10:00:00"
                                 << ""
                                 << "2019-06-01T10:00:00" << 9999;
        QTest::newRow("east") << "2019:06:01 10:00:00"
                              << "+05:30"
                              << "2019-06-01T10:00:00" << 330;
        QTest::newRow("west") << "2019:06:01 10:00:00"
                              << "-03:00"
                              << "2019-06-01T10:00:00" << -180;
        QTest::newRow("utc") << "2019:06:01 10:00:00"
                             << "Z"
                             << "2019-06-01T10:00:00" << 0;
        QTest::newRow("nonsense zone") << "2019:06:01 10:00:00"
                                       << "Paris"
                                       << "2019-06-01T10:00:00" << 9999;
        QTest::newRow("before 1970") << "1955:01:02 03:04:05"
                                     << ""
                                     << "1955-01-02T03:04:05" << 9999;
        QTest::newRow("leap day") << "2020:02:29 23:59:59"
                                  << ""
                                  << "2020-02-29T23:59:59" << 9999;
        QTest::newRow("dashes") << "2019-06-01 10:00:00"
                                << ""
                                << "2019-06-01T10:00:00" << 9999;
        QTest::newRow("zeros") << "0000:00:00 00:00:00"
                               << ""
                               << "" << 9999;
        QTest::newRow("no such day") << "2019:02:30 10:00:00"
                                     << ""
                                     << "" << 9999;
        QTest::newRow("no such hour") << "2019:02:20 25:00:00"
                                      << ""
                                      << "" << 9999;
        QTest::newRow("blank") << "    :  :     :  :  "
                               << ""
                               << "" << 9999;
        QTest::newRow("words") << "yesterday"
                               << ""
                               << "" << 9999;
    }
    void captureTimeIsRead()
    {
        QFETCH(QString, value);
        QFETCH(QString, zone);
        QFETCH(QString, expected);
        QFETCH(int, zoneMinutes);
        Written written;
        written.exif = {{"Exif.Photo.DateTimeOriginal", value.toStdString()}};
        if (!zone.isEmpty()) {
            written.exif.emplace_back("Exif.Photo.OffsetTimeOriginal", zone.toStdString());
        }
        const Metadata metadata = readBack(written);
        QCOMPARE(metadata.taken.has_value(), !expected.isEmpty());
        if (metadata.taken) {
            QCOMPARE(metadata.taken->localSeconds, seconds(expected.toLatin1()));
            QCOMPARE(metadata.taken->zoneMinutes.value_or(9999), zoneMinutes);
        }
    }

    void captureTimeFallsBack()
    {
        QCOMPARE(readBack({{{"Exif.Image.DateTime", "2001:02:03 04:05:06"}}, {}, {}}).taken->localSeconds,
                 seconds("2001-02-03T04:05:06"));
        const auto fromXmp = readBack({{}, {{"Xmp.photoshop.DateCreated", "2001-02-03T04:05:06+01:00"}}, {}}).taken;
        QVERIFY(fromXmp);
        QCOMPARE(fromXmp->localSeconds, seconds("2001-02-03T04:05:06"));
        QCOMPARE(fromXmp->zoneMinutes.value_or(0), 60);
        const auto dayOnly = readBack({{}, {{"Xmp.xmp.CreateDate", "2001-02-03"}}, {}}).taken;
        QVERIFY(dayOnly);
        QCOMPARE(dayOnly->localSeconds, seconds("2001-02-03T00:00:00"));
    }

    void placeIsRead()
    {
        Written written;
        written.exif = {{"Exif.GPSInfo.GPSLatitude", "33/1 51/1 2484/100"},
                        {"Exif.GPSInfo.GPSLatitudeRef", "S"},
                        {"Exif.GPSInfo.GPSLongitude", "151/1 12/1 36/1"},
                        {"Exif.GPSInfo.GPSLongitudeRef", "E"}};
        const auto place = readBack(written).place;
        QVERIFY(place);
        QVERIFY(std::abs(place->latitudeDegrees - -33.8569) < 1e-6);
        QVERIFY(std::abs(place->longitudeDegrees - 151.21) < 1e-6);
    }

    void nonsensePlacesAreAbsent()
    {
        Written written;
        written.exif = {{"Exif.GPSInfo.GPSLatitude", "0/1 0/1 0/1"}, {"Exif.GPSInfo.GPSLongitude", "0/1 0/1 0/1"}};
        QVERIFY(!readBack(written).place);
        written.exif = {{"Exif.GPSInfo.GPSLatitude", "133/1 0/1 0/1"}, {"Exif.GPSInfo.GPSLongitude", "1/1 0/1 0/1"}};
        QVERIFY(!readBack(written).place);
        written.exif = {{"Exif.GPSInfo.GPSLatitude", "33/0 0/1 0/1"}, {"Exif.GPSInfo.GPSLongitude", "1/1 0/1 0/1"}};
        QVERIFY(!readBack(written).place);
    }

    void zerosMeanUnknown()
    {
        const Metadata metadata = readBack({{{"Exif.Photo.FocalLength", "0/1"},
                                             {"Exif.Photo.FNumber", "0/0"},
                                             {"Exif.Photo.ExposureTime", "1/0"},
                                             {"Exif.Photo.ISOSpeedRatings", "0"},
                                             {"Exif.Image.Make", "   "}},
                                            {},
                                            {}});
        QVERIFY(metadata == Metadata());
    }

    void ratingIsRead_data()
    {
        QTest::addColumn<QString>("xmp");
        QTest::addColumn<QString>("exif");
        QTest::addColumn<int>("stars"); // -1 = absent
        QTest::newRow("xmp") << "4"
                             << "" << 4;
        QTest::newRow("exif") << ""
                              << "3" << 3;
        QTest::newRow("xmp wins") << "5"
                                  << "3" << 5;
        QTest::newRow("rejected") << "-1"
                                  << "" << -1;
        QTest::newRow("beyond") << "77"
                                << "" << 5;
        QTest::newRow("fraction") << "2.6"
                                  << "" << 3;
        QTest::newRow("words") << "good"
                               << "" << -1;
        QTest::newRow("none") << ""
                              << "" << -1;
    }
    void ratingIsRead()
    {
        QFETCH(QString, xmp);
        QFETCH(QString, exif);
        QFETCH(int, stars);
        Written written;
        if (!xmp.isEmpty()) {
            written.xmp = {{"Xmp.xmp.Rating", xmp.toStdString()}};
        }
        if (!exif.isEmpty()) {
            written.exif = {{"Exif.Image.Rating", exif.toStdString()}};
        }
        QCOMPARE(readBack(written).rating.value_or(-1), stars);
    }

    void wordsOfXmpAndIptcAreRead()
    {
        const Metadata both = readBack({{{"Exif.Image.ImageDescription", "from the camera"}},
                                        {{"Xmp.dc.title", "lang=\"x-default\" A bridge"},
                                         {"Xmp.dc.description", "lang=\"x-default\" Über den Fluß"},
                                         {"Xmp.dc.subject", "bridge"},
                                         {"Xmp.dc.subject", "river"}},
                                        {{"Iptc.Application2.Keywords", "river"},
                                         {"Iptc.Application2.Keywords", "night"},
                                         {"Iptc.Application2.ObjectName", "other title"}}});
        QCOMPARE(both.title, std::string("A bridge"));
        QCOMPARE(both.description, std::string("Über den Fluß"));
        // IPTC is asked only where XMP is silent.
        QVERIFY(both.tags == (std::vector<std::string>{"bridge", "river"}));

        const Metadata iptc = readBack({{},
                                        {},
                                        {{"Iptc.Application2.ObjectName", "caf\xE9"}, // Latin-1
                                         {"Iptc.Application2.Keywords", "river"},
                                         {"Iptc.Application2.Keywords", "night"},
                                         {"Iptc.Application2.Caption", "caption"}}});
        QVERIFY(iptc.tags == (std::vector<std::string>{"night", "river"}));
        QCOMPARE(iptc.title, std::string("café"));
        QCOMPARE(iptc.description, std::string("caption"));
        QCOMPARE(readBack({{{"Exif.Image.ImageDescription", "from the camera"}}, {}, {}}).description,
                 std::string("from the camera"));
    }

    void whatIsNoPhotoHasNoMetadata()
    {
        QVERIFY(readMetadata({}, "a.jpg") == Metadata());
        const Bytes zeros(1000);
        QVERIFY(readMetadata(zeros, "a.jpg") == Metadata());
    }

    void dronePhotosTellWhereTheyWereTaken()
    {
        const std::filesystem::path path
            = std::filesystem::path(LIKENESS_SHARED) / "photos/exif/drone-gps/DJI_0018.JPG";
        const auto file = readFile(path, 1 << 28);
        if (!file) {
            QSKIP("the shared photos are not here");
        }
        const Metadata metadata = readMetadata(*file, path);
        QCOMPARE(metadata.cameraMake, std::string("DJI"));
        QVERIFY(metadata.place);
        QVERIFY(metadata.taken);
        QVERIFY(metadata.exposureSeconds);
    }

    void severalThreadsMayRead()
    {
        const Bytes file = withMetadata(savedAs(quadrants(64, 48), ".jpg"),
                                        {{{"Exif.Image.Make", "Canon"}}, {{"Xmp.dc.subject", "bridge"}}, {}});
        const Metadata expected = readMetadata(file, "a.jpg");
        std::atomic<int> wrong = 0;
        std::vector<std::thread> threads;
        for (int i = 0; i < 4; ++i) {
            threads.emplace_back([&file, &expected, &wrong] {
                for (int k = 0; k < 100; ++k) {
                    wrong += readMetadata(file, "a.jpg") == expected ? 0 : 1;
                }
            });
        }
        for (std::thread& thread : threads) {
            thread.join();
        }
        QCOMPARE(wrong.load(), 0);
        QCOMPARE(expected.tags.size(), std::size_t{1});
    }
};

QTEST_GUILESS_MAIN(MetadataTest)
#include "metadata_test.moc"
