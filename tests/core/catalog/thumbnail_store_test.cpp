#include "core/catalog/catalog.h"

#include <QTemporaryDir>
#include <QtTest>

#include <random>

using namespace likeness;

namespace {

std::vector<std::byte> picture(int seed, std::size_t sizeBytes)
{
    std::mt19937 random(static_cast<unsigned>(seed));
    std::vector<std::byte> bytes(sizeBytes);
    for (std::byte& byte : bytes) {
        byte = static_cast<std::byte>(random());
    }
    bytes[0] = std::byte{0xFF};
    bytes[1] = std::byte{0xD8};
    return bytes;
}

class StoreFixture {
public:
    StoreFixture() { reopen(); }

    void reopen()
    {
        store.reset();
        auto opened = ThumbnailStore::open(library(), Catalog::Access::ReadWrite);
        if (!opened) {
            qFatal("%s", opened.error().message.c_str());
        }
        store = std::move(*opened);
    }

    std::filesystem::path library() const { return m_folder.path().toStdString(); }

    Status putBoth(std::int64_t content, int seed)
    {
        const auto small = picture(seed, 9'000);
        const auto large = picture(seed + 1, 33'000);
        const ThumbnailStore::Entry entries[]
            = {{{content}, ThumbnailSize::Small236, small}, {{content}, ThumbnailSize::Large474, large}};
        return store->put(entries);
    }

    std::unique_ptr<ThumbnailStore> store;

private:
    QTemporaryDir m_folder;
};

} // namespace

class ThumbnailStoreTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void hashesAreAddedPartByPart()
    {
        StoreFixture fixture;
        const ContentHash pixels{1, 2, 3};
        const std::vector<std::byte> look = picture(4, 296);
        QVERIFY(fixture.store->lookHash({7})->empty());
        QVERIFY(!fixture.store->pixelHash({7})->has_value());
        QVERIFY(fixture.store->putHashes(std::array{ThumbnailStore::PictureHashes{{7}, look, {}}}));
        QVERIFY(fixture.store->putHashes(std::array{ThumbnailStore::PictureHashes{{7}, {}, pixels},
                                                    ThumbnailStore::PictureHashes{{9}, {}, pixels}}));
        fixture.reopen();
        QCOMPARE(*fixture.store->lookHash({7}), look);
        QCOMPARE(**fixture.store->pixelHash({7}), pixels);
        QVERIFY(fixture.store->lookHash({9})->empty());
        std::vector<ContentId> met;
        QVERIFY(fixture.store->forEachLookHash([&](ContentId content, std::span<const std::byte> bytes) {
            met.push_back(content);
            QCOMPARE(bytes.size(), std::size_t{296});
        }));
        QCOMPARE(met, (std::vector<ContentId>{{7}}));
        QVERIFY(fixture.store->contents()->empty()); // they are no thumbnails
        QVERIFY(fixture.store->remove(std::array{ContentId{7}}));
        QVERIFY(fixture.store->lookHash({7})->empty());
    }

    void bothSizesComeBack()
    {
        StoreFixture fixture;
        QVERIFY(fixture.putBoth(1, 10));
        QVERIFY(fixture.putBoth(2, 20));
        QVERIFY(fixture.putBoth(1, 30)); // replaced
        fixture.reopen();
        QVERIFY(*fixture.store->encoded({1}, ThumbnailSize::Small236) == picture(30, 9'000));
        QVERIFY(*fixture.store->encoded({1}, ThumbnailSize::Large474) == picture(31, 33'000));
        QVERIFY(*fixture.store->encoded({2}, ThumbnailSize::Large474) == picture(21, 33'000));
        QVERIFY(fixture.store->encoded({3}, ThumbnailSize::Small236)->empty());
        QVERIFY((*fixture.store->contents() == std::vector{ContentId{1}, ContentId{2}}));
        QVERIFY(fixture.store->verify()->empty());
    }

    void oneSizeAloneIsNotComplete()
    {
        StoreFixture fixture;
        const auto bytes = picture(1, 5'000);
        const ThumbnailStore::Entry entry{{4}, ThumbnailSize::Large474, bytes};
        QVERIFY(fixture.store->put(std::span(&entry, 1)));
        QVERIFY(fixture.store->contents()->empty());
        QVERIFY(*fixture.store->encoded({4}, ThumbnailSize::Large474) == bytes);
    }

    void emptyPicturesAreRefused()
    {
        StoreFixture fixture;
        const ThumbnailStore::Entry entry{{4}, ThumbnailSize::Large474, {}};
        QCOMPARE(fixture.store->put(std::span(&entry, 1)).error().code, ErrorCode::InvalidInput);
    }

    void removingGivesTheSpaceBack()
    {
        StoreFixture fixture;
        std::vector<ContentId> all;
        for (int i = 1; i <= 60; ++i) {
            QVERIFY(fixture.putBoth(i, i));
            all.push_back({i});
        }
        fixture.reopen();
        const auto before = std::filesystem::file_size(fixture.library() / "thumbs.db");
        QVERIFY(before > 60U * 42'000);
        QVERIFY(fixture.store->remove(all));
        fixture.reopen();
        QVERIFY(std::filesystem::file_size(fixture.library() / "thumbs.db") < before / 10);
        QVERIFY(fixture.store->contents()->empty());
    }

    void verifyNamesWhatIsNoPicture()
    {
        StoreFixture fixture;
        QVERIFY(fixture.putBoth(1, 1));
        auto bytes = picture(1, 5'000);
        bytes[0] = std::byte{0};
        const ThumbnailStore::Entry entry{{4}, ThumbnailSize::Large474, bytes};
        QVERIFY(fixture.store->put(std::span(&entry, 1)));
        const auto problems = fixture.store->verify();
        QCOMPARE(problems->size(), 1U);
        QVERIFY(problems->front().find("content 4") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(ThumbnailStoreTest)
#include "thumbnail_store_test.moc"
