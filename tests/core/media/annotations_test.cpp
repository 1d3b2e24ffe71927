// Writing rating, tags, title and description into photos and sidecars.

#include "core/base/file_system.h"
#include "core/media/annotations.h"
#include "core/media/media.h"
#include "core/media/xmp_packet.h"
#include "tests/core/media/samples.h"

#include <exiv2/exiv2.hpp>

#include <QtTest>

#include <fstream>

using namespace likeness;
using namespace likeness::test;

namespace {

/// What other programs have left in a photo, and must find again.
const Written kOthers{{{"Exif.Image.Make", "Canon"}, {"Exif.Image.Rating", "1"}, {"Exif.Photo.UserComment", "hello"}},
                      {{"Xmp.lr.hierarchicalSubject", "Places|Paris"},
                       {"Xmp.digiKam.TagsList", "Places/Paris"},
                       {"Xmp.dc.title", "lang=\"x-default\" Old"},
                       {"Xmp.dc.creator", "Somebody"},
                       {"Xmp.MicrosoftPhoto.Rating", "25"},
                       {"Xmp.crs.Exposure2012", "+0.50"}},
                      {}};

const Annotations kWanted{4, {"night", "Été", "a, b"}, "Über die Brücke", "Two\nlines & <tags>"};

std::string xmp(const Bytes& file, const char* key)
{
    const auto image
        = Exiv2::ImageFactory::open(reinterpret_cast<const Exiv2::byte*>(file.data()), static_cast<long>(file.size()));
    image->readMetadata();
    const auto entry = image->xmpData().findKey(Exiv2::XmpKey(key));
    return entry == image->xmpData().end() ? std::string("absent") : entry->toString();
}

Bytes bytesOf(std::string_view text)
{
    const auto bytes = std::as_bytes(std::span(text));
    return {bytes.begin(), bytes.end()};
}

bool says(const Bytes& file, const Annotations& wanted)
{
    const Metadata read = readMetadata(file, "a.jpg");
    std::vector<std::string> tags = wanted.tags;
    std::sort(tags.begin(), tags.end());
    return read.rating.value_or(0) == wanted.rating && read.tags == tags && read.title == wanted.title
           && read.description == wanted.description;
}

void addFormats()
{
    QTest::addColumn<QString>("ending");
    for (const char* ending : {".jpg", ".png", ".tif", ".webp", ".webp[lossless]", ".tif[compression=lzw]"}) {
        QTest::newRow(ending) << ending;
    }
}

} // namespace

class AnnotationsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(initialiseMedia()); }

    void aPhotoWithoutXmpIsWrittenAndReadBack_data() { addFormats(); }
    void aPhotoWithoutXmpIsWrittenAndReadBack()
    {
        QFETCH(QString, ending);
        const Bytes photo = savedAs(quadrants(64, 48), ending.toStdString());
        const auto written = annotated(photo, "a.jpg", kWanted);
        QVERIFY2(written && *written, written ? "nothing written" : written.error().message.c_str());
        QVERIFY(says(**written, kWanted));
        QVERIFY(sameButForXmp(photo, **written));
        QVERIFY(decodePhoto(**written, "a.jpg", 0)->image.pixels == decodePhoto(photo, "a.jpg", 0)->image.pixels);
        // Once it is said there is nothing more to write.
        const auto again = annotated(**written, "a.jpg", kWanted);
        QVERIFY(again && !*again);
    }

    void whatOtherProgramsWroteStays_data() { addFormats(); }
    void whatOtherProgramsWroteStays()
    {
        QFETCH(QString, ending);
        const Bytes photo = withMetadata(savedAs(quadrants(64, 48), ending.toStdString()), kOthers);
        const auto written = annotated(photo, "a.jpg", kWanted);
        QVERIFY2(written && *written, written ? "nothing written" : written.error().message.c_str());
        QVERIFY(says(**written, kWanted));
        QVERIFY(sameButForXmp(photo, **written));
        for (const char* key :
             {"Xmp.lr.hierarchicalSubject", "Xmp.digiKam.TagsList", "Xmp.dc.creator", "Xmp.crs.Exposure2012"}) {
            QCOMPARE(xmp(**written, key), xmp(photo, key));
            QVERIFY(xmp(photo, key) != "absent");
        }
        QCOMPARE(xmp(**written, "Xmp.MicrosoftPhoto.Rating"), std::string("75"));
        QCOMPARE(readMetadata(**written, "a.jpg").cameraMake, std::string("Canon"));
    }

    void aSecondChangeFitsIntoTheRoomOfTheFirst_data() { addFormats(); }
    void aSecondChangeFitsIntoTheRoomOfTheFirst()
    {
        QFETCH(QString, ending);
        const Bytes photo = savedAs(quadrants(64, 48), ending.toStdString());
        const Bytes once = **annotated(photo, "a.jpg", kWanted);
        Annotations more = kWanted;
        more.tags.emplace_back("one more");
        const auto twice = annotated(once, "a.jpg", more);
        QVERIFY2(twice && *twice, twice ? "nothing written" : twice.error().message.c_str());
        QCOMPARE((*twice)->size(), once.size());
        QVERIFY(says(**twice, more));
    }

    void everythingCanBeTakenAway_data() { addFormats(); }
    void everythingCanBeTakenAway()
    {
        QFETCH(QString, ending);
        const Bytes photo = withMetadata(savedAs(quadrants(64, 48), ending.toStdString()), kOthers);
        const Bytes full = **annotated(photo, "a.jpg", kWanted);
        const auto none = annotated(full, "a.jpg", {});
        QVERIFY(none && *none);
        QVERIFY(says(**none, {}));
        QCOMPARE(xmp(**none, "Xmp.dc.subject"), std::string("absent"));
        QCOMPARE(xmp(**none, "Xmp.xmp.Rating"), std::string("0"));
    }

    void onlyWhatDiffersIsWritten()
    {
        const Bytes photo = withMetadata(savedAs(quadrants(64, 48), ".jpg"), kOthers);
        const auto written = annotated(photo, "a.jpg", {1, {"night"}, "Old", ""});
        QVERIFY(written && *written);
        QCOMPARE(xmp(**written, "Xmp.xmp.Rating"), std::string("absent")); // EXIF says so
        QCOMPARE(xmp(**written, "Xmp.MicrosoftPhoto.Rating"), std::string("25"));
    }

    void microsoftsStarsFollowWhereThereAreSomeAndAreAddedNowhere()
    {
        const Bytes plain = savedAs(quadrants(64, 48), ".jpg");
        const Bytes titled = withMetadata(plain, {{}, {{"Xmp.dc.title", "lang=\"x-default\" Old"}}, {}});
        const Bytes rated = withMetadata(plain, {{}, {{"Xmp.MicrosoftPhoto.Rating", "25"}}, {}});
        const auto first = annotated(titled, "a.jpg", {4, {}, "Old", ""});
        const auto second = annotated(rated, "a.jpg", {5, {}, "", ""});
        QVERIFY(first && *first && second && *second);
        QCOMPARE(xmp(**first, "Xmp.xmp.Rating"), std::string("4"));
        QCOMPARE(xmp(**first, "Xmp.MicrosoftPhoto.Rating"), std::string("absent"));
        QCOMPARE(xmp(**second, "Xmp.xmp.Rating"), std::string("5"));
        QCOMPARE(xmp(**second, "Xmp.MicrosoftPhoto.Rating"), std::string("99"));
    }

    void theTitleInOtherLanguagesStays()
    {
        Bytes photo = savedAs(quadrants(64, 48), ".jpg");
        photo = withMetadata(photo, {{}, {{"Xmp.dc.title", "lang=\"x-default\" Bridge"}}, {}});
        photo = withMetadata(photo, {{}, {{"Xmp.dc.title", "lang=\"de-DE\" Brücke"}}, {}});
        const auto written = annotated(photo, "a.jpg", {0, {}, "New", ""});
        QVERIFY(written && *written);
        QVERIFY(xmp(**written, "Xmp.dc.title").find("lang=\"de-DE\" Brücke") != std::string::npos);
        QCOMPARE(readMetadata(**written, "a.jpg").title, std::string("New"));
    }

    void theOtherPagesOfATiffStay()
    {
        const Bytes photo = savedAs(quadrants(64, 48), ".tif", {.frames = 3});
        const auto written = annotated(photo, "a.tif", kWanted);
        QVERIFY(written && *written);
        QVERIFY(std::equal(photo.begin() + 8, photo.end(), (*written)->begin() + 8)); // all but the first pointer
        QVERIFY(sameButForXmp(photo, **written));
    }

    void whatFollowsAJpegStays()
    {
        Bytes photo = savedAs(quadrants(64, 48), ".jpg");
        const Bytes tail = bytesOf("a film that a telephone put behind its picture");
        photo.insert(photo.end(), tail.begin(), tail.end());
        const auto written = annotated(photo, "a.jpg", kWanted);
        QVERIFY(written && *written);
        QVERIFY(std::equal(tail.rbegin(), tail.rend(), (*written)->rbegin()));
    }

    void furtherPicturesInAJpegAreNotMovedAwayFromTheirIndex()
    {
        // XMP behind the index of pictures: only what fits into its room can be written.
        Bytes photo = **annotated(savedAs(quadrants(64, 48), ".jpg"), "a.jpg", {3, {}, "", ""});
        const Bytes index = bytesOf(std::string_view("\xFF\xE2\0\x0AMPF\0\0\0\0\0", 12));
        photo.insert(photo.begin() + 2, index.begin(), index.end());
        Annotations much{3, {}, "", std::string(9000, 'x')};
        const auto refused = annotated(photo, "a.jpg", much);
        QVERIFY(!refused);
        QVERIFY(refused.error().code == ErrorCode::Unsupported);
        QVERIFY(annotated(photo, "a.jpg", {5, {}, "", ""}).has_value());
    }

    void aPacketTooLongForAJpegIsRefused()
    {
        Annotations wanted;
        for (int i = 0; i < 700; ++i) {
            wanted.tags.push_back(std::string(100, 'x') + std::to_string(i));
        }
        const auto refused = annotated(savedAs(quadrants(64, 48), ".jpg"), "a.jpg", wanted);
        QVERIFY(!refused);
        QVERIFY(refused.error().message.starts_with("a.jpg: "));
        QVERIFY(annotated(savedAs(quadrants(64, 48), ".png"), "a.png", wanted).has_value());
    }

    void otherKindsOfFileAreRefused_data()
    {
        QTest::addColumn<QString>("ending");
        for (const char* ending : {".gif", ".avif", ".heic", ".jxl"}) {
            QTest::newRow(ending) << ending;
        }
    }
    void otherKindsOfFileAreRefused()
    {
        QFETCH(QString, ending);
        const Bytes photo = savedAs(quadrants(64, 48), ending.toStdString());
        if (photo.empty()) {
            QSKIP("libvips cannot write this format here");
        }
        const auto refused = annotated(photo, "a" + ending.toStdString(), kWanted);
        QVERIFY(!refused);
    }

    void damagedFilesAreRefusedNotMadeWorse_data() { addFormats(); }
    void damagedFilesAreRefusedNotMadeWorse()
    {
        QFETCH(QString, ending);
        const Bytes photo = withMetadata(savedAs(quadrants(64, 48), ending.toStdString()), kOthers);
        for (std::size_t length = 0; length < photo.size(); length += 1 + photo.size() / 97) {
            const Bytes cut(photo.begin(), photo.begin() + static_cast<std::ptrdiff_t>(length));
            if (const auto written = annotated(cut, "a.jpg", kWanted); written && *written) {
                QVERIFY(sameButForXmp(cut, **written));
            }
        }
    }

    void aDifferenceIsSeen_data() { addFormats(); }
    void aDifferenceIsSeen()
    {
        QFETCH(QString, ending);
        const Bytes photo = savedAs(quadrants(64, 48), ending.toStdString());
        Bytes written = **annotated(photo, "a.jpg", kWanted);
        // One bit of the picture's data, found by its bytes.
        const std::size_t middle = photo.size() / 2;
        const auto place = std::search(written.begin(), written.end(), photo.begin() + long(middle) - 20,
                                       photo.begin() + long(middle) + 20);
        QVERIFY(place != written.end());
        *place ^= std::byte{1};
        QVERIFY(!sameButForXmp(photo, written));
    }

    void aSidecarIsMadeAndChanged()
    {
        const auto made = annotatedSidecar({}, "a.raw.xmp", {}, kWanted);
        QVERIFY2(made && *made, made ? "nothing written" : made.error().message.c_str());
        QVERIFY(says(**made, kWanted));
        const auto same = annotatedSidecar(**made, "a.raw.xmp", {}, kWanted);
        QVERIFY(same && !*same);
        const auto changed = annotatedSidecar(**made, "a.raw.xmp", {}, {0, {"day"}, "", ""});
        QVERIFY(changed && *changed);
        QVERIFY(says(**changed, {0, {"day"}, "", ""}));
    }

    void aSidecarOfAnotherProgramKeepsItsOwn()
    {
        const Bytes old = bytesOf(
            "<?xml version='1.0' encoding='UTF-8'?>\n"
            "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>\n"
            "<rdf:Description rdf:about='' xmlns:xmp='http://ns.adobe.com/xap/1.0/' "
            "xmlns:darktable='http://darktable.sf.net/'\n"
            " xmlns:lr='http://ns.adobe.com/lightroom/1.0/' xmlns:own='http://example.org/own/'\n"
            " xmp:Rating='2' darktable:xmp_version='4' own:colour='blue'>\n"
            "<darktable:history><rdf:Seq><rdf:li darktable:operation='exposure' "
            "darktable:enabled='1'/></rdf:Seq></darktable:history>\n"
            "<lr:hierarchicalSubject><rdf:Bag><rdf:li>Places|Paris</rdf:li></rdf:Bag></lr:hierarchicalSubject>\n"
            "</rdf:Description></rdf:RDF></x:xmpmeta>\n");
        QCOMPARE(readMetadata(old, "a.xmp").rating.value_or(0), 2);
        const auto written = annotatedSidecar(old, "a.xmp", {}, {4, {"night"}, "", ""});
        QVERIFY2(written && *written, written ? "nothing written" : written.error().message.c_str());
        QVERIFY(says(**written, {4, {"night"}, "", ""}));
        QCOMPARE(xmp(**written, "Xmp.darktable.xmp_version"), std::string("4"));
        QCOMPARE(xmp(**written, "Xmp.darktable.history[1]/darktable:operation"), std::string("exposure"));
        QCOMPARE(xmp(**written, "Xmp.lr.hierarchicalSubject"), std::string("Places|Paris"));
        const std::string text(reinterpret_cast<const char*>((*written)->data()), (*written)->size());
        QVERIFY(text.find("blue") != std::string::npos);
    }

    void aSidecarSaysThatThereAreNoStarsWhereThePhotoHasSome()
    {
        const auto made = annotatedSidecar({}, "a.xmp", {3, {}, "", ""}, {});
        QVERIFY(made && *made);
        Metadata photo;
        photo.rating = 3;
        QCOMPARE(withSidecar(photo, readMetadata(**made, "a.xmp")).rating.value_or(-1), 0);
    }

    void aSidecarThatIsThereSaysSoToo()
    {
        const Bytes old = **annotatedSidecar({}, "a.xmp", {}, {0, {"day"}, "", ""});
        QCOMPARE(xmp(old, "Xmp.xmp.Rating"), std::string("absent"));
        const Annotations inPhoto{3, {}, "", ""}; // given by another program since
        const auto written = annotatedSidecar(old, "a.xmp", inPhoto, {0, {"day"}, "", ""});
        QVERIFY(written && *written);
        QCOMPARE(xmp(**written, "Xmp.xmp.Rating"), std::string("0"));
        QCOMPARE(xmp(**written, "Xmp.dc.subject"), std::string("day"));
    }

    void aSidecarIsNotMadeForNothing()
    {
        const auto made = annotatedSidecar({}, "a.xmp", kWanted, kWanted);
        QVERIFY(made && !*made);
    }

    void aDamagedSidecarIsNotOverwritten()
    {
        const auto refused
            = annotatedSidecar(bytesOf("<?xml version=\"1.0\"?><x:xmpmeta xmlns:x=\"adobe:ns"), "a.xmp", {}, kWanted);
        QVERIFY(!refused);
        QVERIFY(refused.error().message.starts_with("a.xmp: "));
    }

    void aSidecarGoesBeforeThePhotoWhereItSpeaks()
    {
        Metadata photo;
        photo.rating = 2;
        photo.tags = {"river"};
        photo.title = "in the photo";
        photo.cameraModel = "5D";
        Metadata sidecar;
        sidecar.tags = {"night"};
        const Metadata both = withSidecar(photo, sidecar);
        QCOMPARE(both.rating.value_or(0), 2);
        QVERIFY(both.tags == std::vector<std::string>{"night"});
        QCOMPARE(both.title, std::string("in the photo"));
        QCOMPARE(both.cameraModel, std::string("5D"));
        Metadata onlyStars;
        onlyStars.rating = 0;
        const Metadata starless = withSidecar(photo, onlyStars);
        QCOMPARE(starless.rating.value_or(-1), 0);
        QVERIFY(starless.tags == std::vector<std::string>{"river"});
        QCOMPARE(starless.title, std::string("in the photo"));
    }

    void realPhotosAreWritten_data()
    {
        QTest::addColumn<QString>("path");
        const std::filesystem::path folder = std::filesystem::path(LIKENESS_SHARED) / "photos";
        std::error_code error;
        for (const char* part : {"exif/orientation", "exif/drone-gps", "formats"}) {
            int count = 0;
            for (std::filesystem::recursive_directory_iterator entry(folder / part, error), end; entry != end;
                 entry.increment(error)) {
                if (entry->is_regular_file() && entry->file_size() < 12'000'000 && count < 60) {
                    ++count;
                    QTest::newRow(entry->path().filename().c_str()) << QString::fromStdString(entry->path());
                }
            }
        }
        if (!std::filesystem::exists(folder, error)) {
            QTest::newRow("none") << QString();
        }
    }
    void realPhotosAreWritten()
    {
        QFETCH(QString, path);
        if (path.isEmpty()) {
            QSKIP("the folder of photos is not here");
        }
        const auto photo = readFile(path.toStdString(), 1 << 30);
        const auto written = annotated(*photo, path.toStdString(), kWanted);
        if (!written) {
            qInfo("%s", written.error().message.c_str());
            return;
        }
        QVERIFY(*written);
        QVERIFY(says(**written, kWanted));
        const Metadata before = readMetadata(*photo, path.toStdString());
        const Metadata after = readMetadata(**written, path.toStdString());
        QVERIFY(before.taken == after.taken && before.place == after.place && before.lens == after.lens);
    }
};

QTEST_GUILESS_MAIN(AnnotationsTest)
#include "annotations_test.moc"
