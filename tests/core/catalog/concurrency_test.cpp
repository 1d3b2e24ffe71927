#include "catalog_fixture.h"

#include <QtTest>

#include <atomic>
#include <thread>

using namespace likeness;

class ConcurrencyTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readersSeeWholeBatchesWhileTheWriterCommits()
    {
        // Every batch holds ten photos with the same new content, so that each content always has ten photos.
        CatalogFixture fixture;
        constexpr int kBatches = 150;
        std::atomic<bool> done = false;
        std::atomic<int> wrong = 0;
        std::atomic<int> answers = 0;
        const std::filesystem::path library = fixture.library();
        std::vector<std::thread> readers;
        for (int reader = 0; reader < 4; ++reader) {
            readers.emplace_back([library, reader, &done, &wrong, &answers] {
                auto catalog = Catalog::open(library, Catalog::Access::ReadOnly);
                if (!catalog) {
                    ++wrong;
                    return;
                }
                std::int64_t before = 0;
                while (!done) {
                    const auto photos = (*catalog)->photosMatching({}, {});
                    const auto groups = (*catalog)->exactDuplicates();
                    if (!photos || !groups) {
                        ++wrong;
                        continue;
                    }
                    const auto now = static_cast<std::int64_t>(photos->size());
                    wrong += now % 10 != 0 || now < before ? 1 : 0;
                    before = now;
                    for (const auto& group : *groups) {
                        wrong += group.photos.size() != 10 ? 1 : 0;
                    }
                    const auto rows = (*catalog)->rows(*photos);
                    wrong += !rows || rows->size() < photos->size() ? 1 : 0;
                    ++answers;
                    if (reader == 0) { // and connections come and go
                        catalog = Catalog::open(library, Catalog::Access::ReadOnly);
                        wrong += catalog ? 0 : 1;
                    }
                }
            });
        }
        bool written = true;
        for (int batch = 0; batch < kBatches; ++batch) {
            CatalogBatch changes;
            for (int i = 0; i < 10; ++i) {
                changes.indexed.push_back(fixture.file(std::to_string(batch) + "/" + std::to_string(i), batch));
            }
            written = written && fixture.catalog->commit(changes);
        }
        while (answers < 20 && wrong == 0) {
            std::this_thread::yield();
        }
        done = true;
        for (std::thread& reader : readers) {
            reader.join();
        }
        QVERIFY(written);
        QCOMPARE(wrong.load(), 0);
        QCOMPARE(fixture.catalog->counts()->photos, kBatches * 10);
    }

    void theLogDoesNotGrowWithoutEnd()
    {
        CatalogFixture fixture;
        for (int batch = 0; batch < 200; ++batch) {
            CatalogBatch changes;
            for (int i = 0; i < 30; ++i) {
                changes.indexed.push_back(
                    fixture.file(std::to_string(batch) + "/" + std::to_string(i), batch * 30 + i));
            }
            QVERIFY(fixture.catalog->commit(changes));
        }
        const auto log = std::filesystem::file_size(fixture.library() / "catalog.db-wal");
        QVERIFY2(log < 20'000'000, qPrintable(QString::number(log)));
    }

    void compactingWorksBesideReaders()
    {
        CatalogFixture fixture;
        std::vector<PhotoId> photos;
        for (int i = 0; i < 20; ++i) {
            photos.push_back(fixture.add(std::to_string(i), i));
        }
        auto reader = Catalog::open(fixture.library(), Catalog::Access::ReadOnly);
        QCOMPARE((*reader)->counts()->photos, 20);
        QVERIFY(fixture.catalog->commit({{}, {}, fixture.gone({photos.begin(), photos.begin() + 5})}));
        const auto dropped = fixture.catalog->compact();
        QVERIFY2(dropped, dropped ? "" : dropped.error().message.c_str());
        QCOMPARE(dropped->size(), 5U);
        QCOMPARE((*reader)->counts()->contents, 15);
        QVERIFY((*reader)->verify()->empty());
    }
};

QTEST_GUILESS_MAIN(ConcurrencyTest)
#include "concurrency_test.moc"
