// Writing what the person decided into files, and finding it there again: the photos stay what they were.

#include "core/catalog/catalog.h"
#include "core/engine/metadata_writing.h"
#include "core/media/media.h"
#include "core/media/sidecar.h"
#include "tests/support/faulty_file_system.h"
#include "tests/support/temp_library.h"

#include <QtTest>

#include <fstream>
#include <sys/stat.h>
#include <sys/wait.h>
#include <sys/xattr.h>
#include <unistd.h>

using namespace likeness;
using namespace likeness::test;
namespace fs = std::filesystem;

namespace {

using Bytes = std::vector<std::byte>;

Bytes bytesOf(const fs::path& path)
{
    auto bytes = readFile(path, 1 << 30);
    return bytes ? *bytes : Bytes();
}

void writeText(const fs::path& path, const std::string& text) { std::ofstream(path, std::ios::binary) << text; }

std::string sidecarText(int rating, const std::string& tag)
{
    return "<?xml version='1.0'?><x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF"
           " xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description rdf:about=''"
           " xmlns:xmp='http://ns.adobe.com/xap/1.0/' xmlns:dc='http://purl.org/dc/elements/1.1/' xmp:Rating='"
           + std::to_string(rating) + "'><dc:subject><rdf:Bag><rdf:li>" + tag
           + "</rdf:li></rdf:Bag></dc:subject></rdf:Description></rdf:RDF></x:xmpmeta>";
}

PhotoDetails detailsFor(const fs::path& path, int rating, std::vector<std::string> tags = {})
{
    PhotoDetails details;
    details.row.id = PhotoId{7};
    details.row.path = path;
    details.row.format = "jpeg";
    details.row.rating = rating;
    details.metadata.tags = std::move(tags);
    return details;
}

std::size_t filesIn(const fs::path& folder)
{
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

} // namespace

class MetadataWritingTest : public QObject {
    Q_OBJECT

private:
    static PhotoId photoAt(TempLibrary& library, const std::string& name)
    {
        for (const PhotoRow& row : library.rows()) {
            if (row.path == library.photos() / name) {
                return row.id;
            }
        }
        return {};
    }
    static PhotoDetails detailsOf(TempLibrary& library, PhotoId photo)
    {
        auto loaded = library.ask<DetailsLoaded>(LoadDetails{photo});
        return loaded ? loaded->details : PhotoDetails{};
    }
    /// Looks for changes, everywhere or in `paths`; how many photos were embedded anew.
    static std::int64_t embeddedAgain(TempLibrary& library, std::vector<fs::path> paths = {})
    {
        library.log().clear();
        library.engine().post(Rescan{std::move(paths)});
        const auto finished = library.log().waitFor<IndexingFinished>([](const IndexingFinished&) { return true; });
        return finished ? finished->filesEmbedded : -1;
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY(initialiseMedia()); }

    void aWrittenPhotoStaysTheSamePhoto()
    {
        TempLibrary library;
        library.writePhoto("a.jpg", 1);
        QVERIFY(library.open());
        QVERIFY(library.index());
        const PhotoId photo = photoAt(library, "a.jpg");
        const ContentId content = detailsOf(library, photo).row.content;
        QVERIFY(library.ask<CommandDone>(SetRating{{photo}, 4}));
        QVERIFY(library.ask<TagsChanged>(SetTags{{{{photo}, {"night"}, {}}}}));
        const auto written = library.ask<MetadataWritten>(WriteMetadata{{photo}, MetadataPlace::Embedded});
        QVERIFY(written);
        QCOMPARE(written->written, 1);
        QVERIFY2(written->failures.empty(), written->failures.empty() ? "" : written->failures[0].reason.c_str());
        const Metadata inFile = readMetadata(bytesOf(library.photos() / "a.jpg"), "a.jpg");
        QCOMPARE(inFile.rating.value_or(0), 4);
        QVERIFY(inFile.tags == std::vector<std::string>{"night"});
        QCOMPARE(detailsOf(library, photo).row.content, content);
        QCOMPARE(detailsOf(library, photo).metadata.rating.value_or(0), 4);
        QCOMPARE(embeddedAgain(library), 0);
        QCOMPARE(photoAt(library, "a.jpg"), photo);
        QCOMPARE(detailsOf(library, photo).row.content, content);
        QCOMPARE(filesIn(library.photos()), 1U);
        const auto again = library.ask<MetadataWritten>(WriteMetadata{{photo}, MetadataPlace::Embedded});
        QCOMPARE(again->unchanged, 1);
        const auto verified = library.ask<VerifyFinished>(VerifyLibrary{});
        QVERIFY(verified->problems.empty());
    }

    void aKillBetweenFileAndCatalogLosesNothing()
    {
        TempLibrary library;
        library.writePhoto("a.jpg", 1);
        QVERIFY(library.open());
        QVERIFY(library.index());
        const PhotoId photo = photoAt(library, "a.jpg");
        QVERIFY(library.ask<CommandDone>(SetRating{{photo}, 4}));
        const PhotoDetails before = detailsOf(library, photo);
        library.close();
        {
            // What the engine does, up to the moment of the kill.
            FileSystem files;
            auto write = PreparedWrite::prepare({before, MetadataPlace::Embedded, SidecarName::Full}, files);
            QVERIFY2(write && *write, write ? "nothing to write" : write.error().message.c_str());
            auto catalog = Catalog::open(library.library(), Catalog::Access::ReadWrite);
            QVERIFY((*catalog)->expectRewrite(photo, (*write)->hash()));
            QVERIFY((*write)->replace(files));
        }
        QVERIFY(library.open());
        QCOMPARE(embeddedAgain(library), 0);
        const PhotoDetails after = detailsOf(library, photo);
        QCOMPARE(after.row.content, before.row.content);
        QCOMPARE(after.row.rating, 4);
        QCOMPARE(after.metadata.rating.value_or(0), 4); // read from the file anew
    }

    void aPhotoThatChangedSinceTheLastScanIsNotTakenForTheOldOne_data()
    {
        QTest::addColumn<bool>("known");
        QTest::newRow("to a picture nobody has seen") << false;
        QTest::newRow("to a picture that the library has elsewhere") << true;
    }
    void aPhotoThatChangedSinceTheLastScanIsNotTakenForTheOldOne()
    {
        QFETCH(bool, known);
        TempLibrary library;
        library.writePhoto("a.jpg", 1);
        if (known) {
            library.writePhoto("b.jpg", 2, 200, 100);
        }
        QVERIFY(library.open());
        QVERIFY(library.index());
        const PhotoId photo = photoAt(library, "a.jpg");
        const ContentId content = detailsOf(library, photo).row.content;
        QVERIFY(library.ask<CommandDone>(SetRating{{photo}, 4}));
        library.writePhoto("a.jpg", 2, 200, 100); // another picture
        QCOMPARE(library.ask<MetadataWritten>(WriteMetadata{{photo}, MetadataPlace::Embedded})->written, 1);
        QVERIFY(library.rescan());
        QVERIFY(detailsOf(library, photo).row.content != content);
        QCOMPARE(detailsOf(library, photo).row.width, 200);
        QCOMPARE(detailsOf(library, photo).row.rating, 4);
    }

    void whatIsWrittenIntoOneOfTwoCopiesIsLostForNeither()
    {
        TempLibrary library;
        library.writePhoto("a.jpg", 1);
        library.writePhoto("b.jpg", 1);
        QVERIFY(library.open());
        QVERIFY(library.index());
        const PhotoId first = photoAt(library, "a.jpg");
        const PhotoId second = photoAt(library, "b.jpg");
        QVERIFY(library.ask<TagsChanged>(SetTags{{{{first}, {"night"}, {}}}}));
        const Bytes copy = bytesOf(library.photos() / "b.jpg");
        QCOMPARE(library.ask<MetadataWritten>(WriteMetadata{{first}, MetadataPlace::Embedded})->written, 1);
        QVERIFY(library.rescan());
        QVERIFY(bytesOf(library.photos() / "b.jpg") == copy);
        QVERIFY(detailsOf(library, first).metadata.tags == std::vector<std::string>{"night"});
        QVERIFY(detailsOf(library, second).metadata.tags == std::vector<std::string>{"night"});
        QVERIFY(detailsOf(library, first).row.content != detailsOf(library, second).row.content);
    }

    void aNewSidecarIsWrittenAndRead()
    {
        TempLibrary library;
        library.writePhoto("a.jpg", 1);
        QVERIFY(library.open());
        QVERIFY(library.index());
        const PhotoId photo = photoAt(library, "a.jpg");
        const Bytes before = bytesOf(library.photos() / "a.jpg");
        QVERIFY(library.ask<TagsChanged>(SetTags{{{{photo}, {"night"}, {}}}}));
        const auto plan = library.ask<MetadataPlanned>(PlanMetadata{{photo}});
        QCOMPARE(plan->example, library.photos() / "a.jpg.xmp");
        QCOMPARE(plan->embeddable, 1);
        QCOMPARE(library.ask<MetadataWritten>(WriteMetadata{{photo}, MetadataPlace::Sidecar})->written, 1);
        QVERIFY(bytesOf(library.photos() / "a.jpg") == before);
        QVERIFY(readMetadata(bytesOf(library.photos() / "a.jpg.xmp"), "").tags == std::vector<std::string>{"night"});
        QCOMPARE(filesIn(library.photos()), 2U);
        QCOMPARE(embeddedAgain(library), 0);
        QCOMPARE(library.ask<MetadataPlanned>(PlanMetadata{{photo}})->sidecarsThere, 1);
    }

    void sidecarsAreReadWithTheirPhotosAndWhenTheyChange()
    {
        TempLibrary library;
        const fs::path photoPath = library.writePhoto("a.jpg", 1);
        writeText(library.photos() / "a.jpg.xmp", sidecarText(3, "river"));
        QVERIFY(library.open());
        QVERIFY(library.index());
        const PhotoId photo = photoAt(library, "a.jpg");
        QCOMPARE(detailsOf(library, photo).row.rating, 3);
        QVERIFY(detailsOf(library, photo).metadata.tags == std::vector<std::string>{"river"});
        // Changed by another program: noticed by the name of the sidecar alone, as the watcher gives it.
        writeText(library.photos() / "a.jpg.xmp", sidecarText(5, "night sky"));
        QCOMPARE(embeddedAgain(library, {library.photos() / "a.jpg.xmp"}), 0);
        QCOMPARE(detailsOf(library, photo).row.rating, 5);
        QVERIFY(detailsOf(library, photo).metadata.tags == std::vector<std::string>{"night sky"});
        // What the person decides here goes before it.
        QVERIFY(library.ask<CommandDone>(SetRating{{photo}, 1}));
        writeText(library.photos() / "a.jpg.xmp", sidecarText(2, "night"));
        QCOMPARE(embeddedAgain(library), 0);
        QCOMPARE(detailsOf(library, photo).row.rating, 1);
        QVERIFY(detailsOf(library, photo).metadata.tags == std::vector<std::string>{"night"});
        // And when it is gone, the photo itself is asked again.
        fs::remove(library.photos() / "a.jpg.xmp");
        QCOMPARE(embeddedAgain(library), 0);
        QVERIFY(detailsOf(library, photo).metadata.tags.empty());
    }

    void theSidecarOfAnotherPhotoIsLeftAlone()
    {
        TempLibrary library;
        library.writePhoto("IMG_1.jpg", 1);
        library.writePhoto("IMG_1.jpeg", 2);
        writeText(library.photos() / "IMG_1.xmp", sidecarText(3, "river"));
        const fs::path jpg = library.photos() / "IMG_1.jpg";
        QCOMPARE(sidecarToWrite(jpg, SidecarName::Stem), library.photos() / "IMG_1.jpg.xmp");
        fs::remove(library.photos() / "IMG_1.jpeg");
        QCOMPARE(sidecarToWrite(jpg, SidecarName::Full), library.photos() / "IMG_1.xmp");
        fs::remove(library.photos() / "IMG_1.xmp");
        QCOMPARE(sidecarToWrite(jpg, SidecarName::Full), library.photos() / "IMG_1.jpg.xmp");
        QCOMPARE(sidecarToWrite(jpg, SidecarName::Stem), library.photos() / "IMG_1.xmp");
        QVERIFY(photosOfSidecar(library.photos() / "IMG_1.jpg.xmp") == std::vector{jpg});
        QVERIFY(photosOfSidecar(library.photos() / "IMG_1.xmp") == std::vector{jpg});
    }

    void aSidecarGoesWithItsPhotoWhenThatIsRenamed_data()
    {
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("after");
        QTest::newRow("called as the photo") << "a.jpg.xmp"
                                             << "b.jpg.xmp";
        QTest::newRow("called as the photo without its ending") << "a.xmp"
                                                                << "b.xmp";
    }
    void aSidecarGoesWithItsPhotoWhenThatIsRenamed()
    {
        QFETCH(QString, before);
        QFETCH(QString, after);
        TempLibrary library;
        library.writePhoto("a.jpg", 1);
        writeText(library.photos() / before.toStdString(), sidecarText(3, "river"));
        QVERIFY(library.open());
        QVERIFY(library.index());
        const PhotoId photo = photoAt(library, "a.jpg");
        QVERIFY(library.ask<CommandDone>(RenamePhoto{photo, "b.jpg"}));
        QVERIFY(fs::exists(library.photos() / after.toStdString()));
        QVERIFY(!fs::exists(library.photos() / before.toStdString()));
        QVERIFY(library.rescan());
        QCOMPARE(photoAt(library, "b.jpg"), photo);
        QCOMPARE(detailsOf(library, photo).row.rating, 3);
    }

    void permissionsAndAttributesStay()
    {
        TempLibrary library;
        const fs::path path = library.writePhoto("a.jpg", 1);
        ::chmod(path.c_str(), 0640);
        const bool hasAttributes = ::setxattr(path.c_str(), "user.comment", "mine", 4, 0) == 0;
        FileSystem files;
        auto write = PreparedWrite::prepare({detailsFor(path, 3), MetadataPlace::Embedded}, files);
        QVERIFY(write && *write);
        QVERIFY((*write)->replace(files));
        struct stat info { };
        QCOMPARE(::stat(path.c_str(), &info), 0);
        QCOMPARE(int(info.st_mode & 07777), 0640);
        if (hasAttributes) {
            char value[8] = {};
            QCOMPARE(::getxattr(path.c_str(), "user.comment", value, sizeof value), ssize_t(4));
            QCOMPARE(std::string(value), std::string("mine"));
        }
    }

    void aLinkIsFollowed()
    {
        TempLibrary library;
        const fs::path real = library.root() / "real.jpg";
        fs::rename(library.writePhoto("a.jpg", 1), real);
        fs::create_symlink(real, library.photos() / "a.jpg");
        FileSystem files;
        auto write
            = PreparedWrite::prepare({detailsFor(library.photos() / "a.jpg", 3), MetadataPlace::Embedded}, files);
        QVERIFY(write && *write);
        QVERIFY((*write)->replace(files));
        QVERIFY(fs::is_symlink(library.photos() / "a.jpg"));
        QCOMPARE(readMetadata(bytesOf(real), "a.jpg").rating.value_or(0), 3);
    }

    void whatCannotBeReplacedWithoutHarmIsRefused_data()
    {
        QTest::addColumn<QString>("what");
        QTest::addColumn<QString>("reason");
        QTest::newRow("hard link") << "link"
                                   << "hard links";
        QTest::newRow("write-protected") << "protected"
                                         << "write-protected";
        QTest::newRow("raw") << "raw"
                             << "write a sidecar instead";
        QTest::newRow("gone") << "gone"
                              << "is not there";
        QTest::newRow("damaged") << "damaged"
                                 << "a.jpg";
    }
    void whatCannotBeReplacedWithoutHarmIsRefused()
    {
        QFETCH(QString, what);
        QFETCH(QString, reason);
        TempLibrary library;
        const fs::path path = library.writePhoto("a.jpg", 1);
        PhotoDetails details = detailsFor(path, 3);
        if (what == "link") {
            fs::create_hard_link(path, library.photos() / "b.jpg");
        } else if (what == "protected") {
            ::chmod(path.c_str(), 0444);
        } else if (what == "raw") {
            details.row.format = "raw";
        } else if (what == "gone") {
            fs::remove(path);
        } else if (what == "damaged") {
            writeText(path, std::string("\xFF\xD8\xFF\xE0") + "no picture at all");
        }
        const Bytes before = bytesOf(path);
        const std::size_t count = filesIn(library.photos());
        FileSystem files;
        const auto refused = PreparedWrite::prepare({details, MetadataPlace::Embedded}, files);
        QVERIFY(!refused);
        QVERIFY2(refused.error().message.find(reason.toStdString()) != std::string::npos,
                 refused.error().message.c_str());
        QVERIFY(bytesOf(path) == before);
        QCOMPARE(filesIn(library.photos()), count);
    }

    void whatADriveWritesWronglyTakesNoPhotosPlace()
    {
        class Forgetful final : public FileSystem {
            Status writeBeside(const fs::path& beside, std::span<const std::byte> content,
                               const fs::path& original) override
            {
                Bytes wrong(content.begin(), content.end());
                wrong[wrong.size() / 2] ^= std::byte{1};
                return FileSystem::writeBeside(beside, wrong, original);
            }
        };
        TempLibrary library;
        const fs::path path = library.writePhoto("a.jpg", 1);
        const Bytes before = bytesOf(path);
        Forgetful files;
        for (const MetadataPlace place : {MetadataPlace::Embedded, MetadataPlace::Sidecar}) {
            const auto write = PreparedWrite::prepare({detailsFor(path, 3), place}, files);
            QVERIFY(!write && write.error().code == ErrorCode::Io);
            QVERIFY(bytesOf(path) == before);
            QCOMPARE(filesIn(library.photos()), 1U);
        }
    }

    void aPhotoThatChangesMeanwhileIsNotReplaced()
    {
        TempLibrary library;
        const fs::path path = library.writePhoto("a.jpg", 1);
        FileSystem files;
        auto write = PreparedWrite::prepare({detailsFor(path, 3), MetadataPlace::Embedded}, files);
        QVERIFY(write && *write);
        library.writePhoto("a.jpg", 2, 64, 64);
        const Bytes changed = bytesOf(path);
        QVERIFY(!(*write)->replace(files));
        write->reset();
        QVERIFY(bytesOf(path) == changed);
        QCOMPARE(filesIn(library.photos()), 1U);
    }

    void aFullDiskLeavesEverythingAsItWas_data()
    {
        QTest::addColumn<bool>("embedded");
        QTest::newRow("photo") << true;
        QTest::newRow("sidecar") << false;
    }
    void aFullDiskLeavesEverythingAsItWas()
    {
        QFETCH(bool, embedded);
        const MetadataPlace place = embedded ? MetadataPlace::Embedded : MetadataPlace::Sidecar;
        for (int failing = 0; failing < 2; ++failing) {
            TempLibrary library;
            const fs::path path = library.writePhoto("a.jpg", 1);
            writeText(library.photos() / "a.jpg.xmp", sidecarText(1, "river"));
            const Bytes before = bytesOf(path);
            const Bytes sidecar = bytesOf(library.photos() / "a.jpg.xmp");
            FaultyFileSystem files(failing);
            {
                auto write = PreparedWrite::prepare({detailsFor(path, 3, {"night"}), place}, files);
                const Status replaced = write ? (*write)->replace(files) : Status(write.failure());
                QVERIFY(!replaced);
                QVERIFY(replaced.error().message.find("no space left") != std::string::npos);
            }
            QVERIFY(bytesOf(path) == before);
            QVERIFY(bytesOf(library.photos() / "a.jpg.xmp") == sidecar);
            QCOMPARE(filesIn(library.photos()), 2U);
        }
    }

    void aKillAtAnyStepLeavesAWholePhotoAndTheNextTryWorks()
    {
        for (int fatal = 0; fatal < 3; ++fatal) {
            TempLibrary library;
            const fs::path path = library.writePhoto("a.jpg", 1);
            const Bytes before = bytesOf(path);
            const pid_t child = ::fork();
            if (child == 0) {
                LethalFileSystem files(fatal);
                auto write = PreparedWrite::prepare({detailsFor(path, 3), MetadataPlace::Embedded}, files);
                if (write && *write) {
                    (void)(*write)->replace(files);
                }
                ::_exit(0);
            }
            int status = 0;
            ::waitpid(child, &status, 0);
            QCOMPARE(WIFSIGNALED(status) != 0, fatal < 2);
            const bool written = fatal == 2;
            QVERIFY(written || bytesOf(path) == before);
            QCOMPARE(readMetadata(bytesOf(path), path).rating.value_or(0), written ? 3 : 0);
            FileSystem files;
            {
                auto write = PreparedWrite::prepare({detailsFor(path, 4), MetadataPlace::Embedded}, files);
                QVERIFY(write && *write);
                QVERIFY((*write)->replace(files));
            }
            QCOMPARE(readMetadata(bytesOf(path), path).rating.value_or(0), 4);
            QCOMPARE(filesIn(library.photos()), 1U); // what the kill left is gone too
        }
    }
};

QTEST_GUILESS_MAIN(MetadataWritingTest)
#include "metadata_writing_test.moc"
