#include "catalog_fixture.h"

#include <QtTest>

#include <random>

#include <sys/wait.h>
#include <unistd.h>

using namespace likeness;
namespace fs = std::filesystem;

namespace {

void fill(CatalogFixture& fixture, int count)
{
    CatalogBatch batch;
    for (int i = 1; i <= count; ++i) {
        Metadata metadata;
        metadata.tags = {"tag " + std::to_string(i % 7)};
        metadata.cameraModel = "camera " + std::to_string(i % 5);
        metadata.title = std::string(static_cast<std::size_t>(i % 200), 'x');
        batch.indexed.push_back(
            fixture.file("d" + std::to_string(i % 11) + "/" + std::to_string(i) + ".jpg", i, metadata));
    }
    if (!fixture.catalog->commit(batch)) {
        qFatal("cannot fill");
    }
}

/// Asks everything there is to ask; whatever comes is fine but a crash.
void askEverything(Catalog& catalog)
{
    (void)catalog.folders();
    (void)catalog.subfolders("/photos");
    (void)catalog.filesUnder({1}, "");
    (void)catalog.failures();
    const auto photos = catalog.photosMatching({}, *parseFilter("tag:tag* camera:*1 -name:7 near:0,0,5km"));
    (void)catalog.photosMatching({}, {});
    (void)catalog.contentsMatching({}, {});
    (void)catalog.exactDuplicates();
    (void)catalog.counts();
    (void)catalog.savedSearches();
    (void)catalog.setting("x");
    std::vector<PhotoId> ids;
    for (std::int64_t i = 1; i < 50; ++i) {
        ids.push_back({i});
        (void)catalog.details({i});
    }
    (void)catalog.rows(ids);
    (void)catalog.verify();
}

} // namespace

class DamageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void verifyNamesContradictions_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QString>("problem");
        const std::pair<const char*, const char*> rows[] = {
            {"PRAGMA foreign_keys = OFF; DELETE FROM content WHERE id = 3", "refers to a missing row of content"},
            {"PRAGMA foreign_keys = OFF; DELETE FROM directory WHERE id = 1", "refers to a missing row of directory"},
            {"PRAGMA foreign_keys = OFF; DELETE FROM tag WHERE id = 1", "refers to a missing row of tag"},
            {"UPDATE file SET sort_seconds = 5 WHERE id = 4", "photo 4: the date that it is sorted by"},
            {"UPDATE file SET name_key = x'61' WHERE id = 4", "photo 4: is not sorted by its name"},
            {"UPDATE file SET name = x'612F62' WHERE id = 4", "photo 4: its name is not a file name"},
            {"UPDATE file SET size_bytes = -1 WHERE id = 4", "photo 4: its size is negative"},
            {"INSERT INTO gone_file SELECT id, directory_id, name, content_id FROM file WHERE id = 2",
             "photo 2: is both there and gone"},
            {"UPDATE directory SET path = x'2F61' WHERE id = 1", "directory 1: its path begins"},
            {"INSERT INTO folder (path) VALUES (x'2F70686F746F732F61')", "lies inside another"},
            {"INSERT INTO folder (path) VALUES (x'61')", "its path is not absolute"},
            {"PRAGMA ignore_check_constraints = ON; UPDATE content SET rating_decided = 9 WHERE id = 5",
             "CHECK constraint failed"},
            {"PRAGMA ignore_check_constraints = ON; UPDATE content SET latitude = 99, longitude = 0 WHERE id = 5",
             "content 5: its place is not on Earth"},
            {"PRAGMA ignore_check_constraints = ON; UPDATE content SET width = 0 WHERE id = 5",
             "content 5: has no size"},
            {"PRAGMA ignore_check_constraints = ON; UPDATE content SET hash = x'00' WHERE id = 5",
             "content 5: its hash is not 16 bytes"},
            {"UPDATE sqlite_sequence SET seq = 2 WHERE name = 'content'", "its number would be given again"},
            {"UPDATE sqlite_sequence SET seq = 2 WHERE name = 'file'", "its number would be given again"},
            {"INSERT INTO saved_search (name, query) VALUES ('odd', '{')", "kept search \"odd\""},
            {"INSERT INTO saved_search (name, query) VALUES ('new', '{\"format\":99}')", "newer Likeness"},
        };
        for (const auto& [sql, problem] : rows) {
            QTest::newRow(sql) << sql << problem;
        }
    }
    void verifyNamesContradictions()
    {
        QFETCH(QString, sql);
        QFETCH(QString, problem);
        CatalogFixture fixture;
        fill(fixture, 20);
        QVERIFY(fixture.catalog->verify()->empty());
        fixture.damage(sql.toUtf8());
        const auto problems = fixture.catalog->verify();
        QVERIFY(problems);
        QString all;
        for (const std::string& line : *problems) {
            all += QString::fromStdString(line) + "\n";
        }
        QVERIFY2(all.contains(problem), qPrintable(all));
        askEverything(*fixture.catalog);
    }

    void oneSearchThatCannotBeReadHidesNoOther()
    {
        CatalogFixture fixture;
        QVERIFY(fixture.catalog->saveSearch("good", {}));
        fixture.damage("INSERT INTO saved_search (name, query) VALUES ('bad', '[]')");
        QCOMPARE(fixture.catalog->savedSearches()->size(), 1U);
    }

    void anotherKindOfFileIsNoCatalog_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("text") << QByteArray(
            "this is not a database, but a text that is long enough for a header, is it? "
            "A header of SQLite has one hundred bytes.");
        QTest::newRow("zeros") << QByteArray(8192, '\0');
        QTest::newRow("header alone") << QByteArray("SQLite format 3\0", 16);
    }
    void anotherKindOfFileIsNoCatalog()
    {
        QFETCH(QByteArray, bytes);
        const QTemporaryDir folder;
        const fs::path library = folder.path().toStdString();
        std::ofstream(library / "catalog.db", std::ios::binary) << bytes.toStdString();
        for (const auto access : {Catalog::Access::ReadWrite, Catalog::Access::ReadOnly}) {
            const auto opened = Catalog::open(library, access);
            QVERIFY(!opened);
            QCOMPARE(opened.error().code, ErrorCode::Corrupt);
            QVERIFY2(opened.error().message.find("catalog.db") != std::string::npos, opened.error().message.c_str());
            QVERIFY2(opened.error().message.find("backup") != std::string::npos, opened.error().message.c_str());
        }
        // And it is still what it was: nobody "repaired" it.
        std::ifstream file(library / "catalog.db", std::ios::binary);
        QCOMPARE(QByteArray::fromStdString(std::string(std::istreambuf_iterator<char>(file), {})), bytes);
    }

    void theDatabaseOfAnotherProgramIsLeftAlone()
    {
        CatalogFixture fixture;
        fixture.catalog.reset();
        fixture.damage("PRAGMA application_id = 12345");
        const auto opened = Catalog::open(fixture.library(), Catalog::Access::ReadWrite);
        QCOMPARE(opened.error().code, ErrorCode::Corrupt);
    }

    void aNewerFormatIsRefused()
    {
        CatalogFixture fixture;
        fixture.catalog.reset();
        fixture.damage("PRAGMA user_version = 999");
        const auto opened = Catalog::open(fixture.library(), Catalog::Access::ReadWrite);
        QCOMPARE(opened.error().code, ErrorCode::Unsupported);
        QVERIFY(opened.error().message.find("newer Likeness") != std::string::npos);
    }

    void aMissingCatalogIsMadeOnlyForWriting()
    {
        const QTemporaryDir folder;
        const fs::path library = fs::path(folder.path().toStdString()) / "a" / "b";
        QCOMPARE(Catalog::open(library, Catalog::Access::ReadOnly).error().code, ErrorCode::NotFound);
        QVERIFY(!fs::exists(library));
        QVERIFY(Catalog::open(library, Catalog::Access::ReadWrite));
        QVERIFY(Catalog::open(library, Catalog::Access::ReadOnly));
        const fs::path file = fs::path(folder.path().toStdString()) / "file";
        std::ofstream(file) << "x";
        QCOMPARE(Catalog::open(file, Catalog::Access::ReadWrite).error().code, ErrorCode::Io);
    }

    void readersCannotWrite()
    {
        CatalogFixture fixture;
        const PhotoId photo = fixture.add("a.jpg", 1);
        auto reader = Catalog::open(fixture.library(), Catalog::Access::ReadOnly);
        QCOMPARE((*reader)->setRating(std::span(&photo, 1), 3).error().code, ErrorCode::Io);
        QCOMPARE((*reader)->commit({{fixture.file("b.jpg", 2)}, {}, {}}).error().code, ErrorCode::Io);
        QCOMPARE((*reader)->counts()->photos, 1);
    }

    void flippedBytesAreReportedAndNeverCrash()
    {
        CatalogFixture fixture;
        fill(fixture, 600);
        fixture.catalog.reset();
        const fs::path file = fixture.library() / "catalog.db";
        std::ifstream in(file, std::ios::binary);
        const std::string whole(std::istreambuf_iterator<char>(in), {});
        in.close();
        std::mt19937 random(99);
        int noticed = 0;
        constexpr int kRounds = 60;
        for (int round = 0; round < kRounds; ++round) {
            std::string bytes = whole;
            if (round % 6 == 0) {
                bytes.resize(random() % bytes.size()); // cut short
            } else {
                for (int i = 0; i < 200; ++i) {
                    bytes[100 + random() % (bytes.size() - 100)] = static_cast<char>(random());
                }
            }
            fs::remove(file.string() + "-wal");
            fs::remove(file.string() + "-shm");
            std::ofstream(file, std::ios::binary) << bytes;
            auto opened = Catalog::open(fixture.library(), Catalog::Access::ReadWrite);
            if (!opened) {
                noticed += opened.error().code == ErrorCode::Corrupt ? 1 : 0;
                continue;
            }
            askEverything(**opened);
            const auto problems = (*opened)->verify();
            noticed += !problems || !problems->empty() ? 1 : 0;
            (void)(*opened)->commit(
                {{fixture.file("new.jpg", 7777)}, {}, {{{3}, "/photos/3.jpg"}, {{4}, "/photos/4.jpg"}}});
            (void)(*opened)->compact();
        }
        QVERIFY2(noticed >= kRounds - 2, qPrintable(QString::number(noticed)));
    }

    void aKillLosesAtMostTheBatch()
    {
        // A child commits batches of ten as fast as it can and is killed; what is there must be whole batches.
        std::mt19937 random(7);
        for (int round = 0; round < 12; ++round) {
            CatalogFixture fixture;
            const fs::path library = fixture.library();
            const FolderId folder = fixture.folder;
            int said[2];
            QVERIFY(::pipe(said) == 0);
            fixture.catalog.reset(); // a connection must not be carried over a fork
            const pid_t child = ::fork();
            if (child == 0) {
                auto catalog = Catalog::open(library, Catalog::Access::ReadWrite);
                for (int batch = 0;; ++batch) {
                    CatalogBatch changes;
                    for (int i = 0; i < 10; ++i) {
                        const int seed = batch * 10 + i;
                        IndexedFile file;
                        file.folder = folder;
                        file.relativePath = "d" + std::to_string(seed % 3) + "/" + std::to_string(seed);
                        file.hash = CatalogFixture::hash(seed);
                        file.content = IndexedFile::Content{10, 10, "jpeg", 0, {}};
                        changes.indexed.push_back(std::move(file));
                    }
                    if (!(*catalog)->commit(changes)) {
                        ::_exit(3);
                    }
                    const char done = 'x';
                    if (::write(said[1], &done, 1) != 1) {
                        ::_exit(4);
                    }
                }
            }
            ::close(said[1]);
            // Let it commit a few, then kill it somewhere inside what follows.
            const auto wanted = 1 + random() % 12;
            char byte = 0;
            std::int64_t promised = 0;
            for (std::size_t i = 0; i < wanted && ::read(said[0], &byte, 1) == 1; ++i) {
                ++promised;
            }
            random.discard(random() % 1'000'000); // up to a few milliseconds
            ::kill(child, SIGKILL);
            int status = 0;
            ::waitpid(child, &status, 0);
            QVERIFY(WIFSIGNALED(status));
            while (::read(said[0], &byte, 1) == 1) {
                ++promised;
            }
            ::close(said[0]);

            fixture.reopen();
            const auto counts = fixture.catalog->counts();
            QVERIFY(counts);
            QCOMPARE(counts->photos % 10, 0);
            QVERIFY2(counts->photos >= promised * 10, "a commit that was reported is lost");
            QVERIFY(counts->photos <= (promised + 1) * 10);
            QCOMPARE(counts->photos, counts->contents);
            QVERIFY(fixture.catalog->verify()->empty());
        }
    }
};

QTEST_GUILESS_MAIN(DamageTest)
#include "damage_test.moc"
