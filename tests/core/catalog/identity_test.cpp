#include "catalog_fixture.h"

#include <QtTest>

#include <algorithm>
#include <random>

using namespace likeness;

/// Which photo a file is after renames, moves and changes.
class IdentityTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aRenameInOneBatchKeepsThePhoto()
    {
        CatalogFixture fixture;
        const PhotoId photo = fixture.add("a.jpg", 1);
        IndexedFile moved = fixture.file("sub/b.jpg", 1);
        moved.content.reset();
        auto outcome = fixture.catalog->commit({{moved}, {}, fixture.gone({photo})});
        QCOMPARE(outcome->photos[0], photo);
        QCOMPARE(fixture.row(photo).path, std::filesystem::path("/photos/sub/b.jpg"));
        QCOMPARE(fixture.catalog->counts()->photos, 1);
    }

    void whatWasMissedAtAnOldPlaceIsNotGoneFromTheNewOne()
    {
        // A scan misses a file; before that is committed, the worker has found it elsewhere.
        CatalogFixture fixture;
        const PhotoId photo = fixture.add("a.jpg", 1);
        const std::vector<GoneFile> missed = fixture.gone({photo});
        QVERIFY(fixture.catalog->commit({{fixture.file("b.jpg", 1)}, {}, missed}));
        QVERIFY(fixture.catalog->commit({{}, {}, missed}));
        QCOMPARE(fixture.row(photo).path, std::filesystem::path("/photos/b.jpg"));
    }

    void aPhotoThatComesBackLaterIsTheSame()
    {
        CatalogFixture fixture;
        const PhotoId photo = fixture.add("a.jpg", 1);
        QVERIFY(fixture.catalog->setRating(std::span(&photo, 1), 4));
        QVERIFY(fixture.catalog->commit({{}, {}, fixture.gone({photo})}));
        QCOMPARE(fixture.row(photo).id.value, 0);
        QCOMPARE(fixture.matching(""), QString());
        QVERIFY(fixture.catalog->contents()->empty());
        fixture.reopen();
        QCOMPARE(fixture.add("elsewhere.jpg", 1), photo);
        QCOMPARE(fixture.row(photo).rating, 4);
        QVERIFY(fixture.catalog->verify()->empty());
    }

    void aChangeInPlaceKeepsThePhotoAndItsStars()
    {
        CatalogFixture fixture;
        const PhotoId photo = fixture.add("a.jpg", 1);
        const ContentId before = fixture.row(photo).content;
        QVERIFY(fixture.catalog->setRating(std::span(&photo, 1), 4));
        QCOMPARE(fixture.add("a.jpg", 2), photo);
        QVERIFY(fixture.row(photo).content != before);
        QCOMPARE(fixture.row(photo).rating, 4);
        Metadata metadata;
        metadata.rating = 1; // what the person decided here goes before what another program wrote
        QCOMPARE(fixture.add("a.jpg", 3, metadata), photo);
        QCOMPARE(fixture.row(photo).rating, 4);
    }

    void savingByDeletingAndWritingAnewKeepsThePhoto()
    {
        CatalogFixture fixture;
        const PhotoId photo = fixture.add("a.jpg", 1);
        auto outcome = fixture.catalog->commit({{fixture.file("a.jpg", 2)}, {}, fixture.gone({photo})});
        QCOMPARE(outcome->photos[0], photo);
        QVERIFY(fixture.catalog->verify()->empty());
        auto failed
            = fixture.catalog->commit({{}, {{fixture.folder, "a.jpg", {}, "cut short"}}, fixture.gone({photo})});
        QVERIFY(failed);
        QCOMPARE(fixture.catalog->failures()->at(0).photo, photo);
        QVERIFY(fixture.catalog->verify()->empty());
    }

    void aNewFileAtAnOldPlaceIsNewOnceThePhotoWasGone()
    {
        CatalogFixture fixture;
        const PhotoId photo = fixture.add("IMG_0001.jpg", 1);
        QVERIFY(fixture.catalog->commit({{}, {}, fixture.gone({photo})}));
        QVERIFY(fixture.add("IMG_0001.jpg", 2) != photo);
    }

    void aPhotoMovedOverAnotherTakesItsPlace()
    {
        CatalogFixture fixture;
        const PhotoId a = fixture.add("a.jpg", 1);
        const PhotoId b = fixture.add("b.jpg", 2);
        auto outcome = fixture.catalog->commit({{fixture.file("b.jpg", 1)}, {}, fixture.gone({a})});
        QCOMPARE(outcome->photos[0], a);
        QCOMPARE(fixture.row(b).id.value, 0);
        QCOMPARE(fixture.add("c.jpg", 2), b);
        QVERIFY(fixture.catalog->verify()->empty());
    }

    void ofSeveralGonePhotosTheOneWithTheSameNameComesBack()
    {
        CatalogFixture fixture;
        const PhotoId x = fixture.add("one/x.jpg", 1);
        const PhotoId y = fixture.add("one/y.jpg", 1);
        QVERIFY(fixture.catalog->commit({{}, {}, fixture.gone({x, y})}));
        QCOMPARE(fixture.add("two/y.jpg", 1), y);
        QCOMPARE(fixture.add("two/z.jpg", 1), x);
    }

    void ofAMoveAndACopyTheOneThatKeptItsNameWasMoved()
    {
        CatalogFixture fixture;
        const PhotoId photo = fixture.add("one/y.jpg", 1);
        auto outcome = fixture.catalog->commit(
            {{fixture.file("a/first.jpg", 1), fixture.file("z/y.jpg", 1), fixture.file("z/a.jpg", 1)},
             {},
             fixture.gone({photo})});
        QCOMPARE(outcome->photos[1], photo);
    }

    void aWholeChainOfRenamesKeepsEveryPhotoInAnyOrder()
    {
        // 0 → 1, 1 → 2, … and the last one away, in one batch, shuffled.
        std::mt19937 random(20240601);
        for (int round = 0; round < 10; ++round) {
            CatalogFixture fixture;
            constexpr int kCount = 6;
            std::vector<PhotoId> photos;
            CatalogBatch batch;
            for (int i = 0; i < kCount; ++i) {
                photos.push_back(fixture.add(std::to_string(i) + ".jpg", i + 1));
                batch.indexed.push_back(fixture.file(std::to_string(i + 1) + ".jpg", i + 1));
            }
            batch.gone = fixture.gone({photos[0]});
            std::ranges::shuffle(batch.indexed, random);
            auto outcome = fixture.catalog->commit(batch);
            QVERIFY(outcome);
            for (int i = 0; i < kCount; ++i) {
                QCOMPARE(fixture.row(photos[static_cast<std::size_t>(i)]).path,
                         std::filesystem::path("/photos/" + std::to_string(i + 1) + ".jpg"));
            }
            for (std::size_t i = 0; i < batch.indexed.size(); ++i) {
                QCOMPARE(fixture.row(outcome->photos[i]).path, "/photos" / batch.indexed[i].relativePath);
                QCOMPARE(fixture.row(outcome->photos[i]).content, outcome->contents[i]);
            }
            QVERIFY(fixture.catalog->verify()->empty());
        }
    }

    void theOrderInsideABatchDoesNotMatter()
    {
        std::mt19937 random(77);
        for (int round = 0; round < 40; ++round) {
            // A random state, a random batch; committed twice, the second time shuffled.
            std::vector<std::pair<std::string, int>> before;
            for (int i = 0; i < 8; ++i) {
                before.emplace_back("d" + std::to_string(i % 2) + "/" + std::to_string(i),
                                    1 + static_cast<int>(random() % 5));
            }
            std::vector<std::pair<std::string, int>> after;
            std::vector<std::size_t> gone;
            for (std::size_t i = 0; i < before.size(); ++i) {
                if (random() % 3 == 0) {
                    gone.push_back(i);
                }
                if (random() % 2 == 0) {
                    after.emplace_back("d" + std::to_string(random() % 4) + "/" + std::to_string(i),
                                       1 + static_cast<int>(random() % 6));
                }
            }
            std::vector<std::vector<std::pair<std::string, std::int64_t>>> results;
            for (int pass = 0; pass < 2; ++pass) {
                CatalogFixture fixture;
                CatalogBatch first;
                for (const auto& [path, seed] : before) {
                    first.indexed.push_back(fixture.file(path, seed));
                }
                const std::vector<PhotoId> photos = fixture.catalog->commit(first)->photos;
                CatalogBatch batch;
                for (const auto& [path, seed] : after) {
                    batch.indexed.push_back(fixture.file(path, seed));
                }
                std::vector<PhotoId> missed;
                for (const std::size_t i : gone) {
                    missed.push_back(photos[i]);
                }
                batch.gone = fixture.gone(missed);
                if (pass == 1) {
                    std::ranges::shuffle(batch.indexed, random);
                    std::ranges::shuffle(batch.gone, random);
                }
                QVERIFY(fixture.catalog->commit(batch));
                QVERIFY(fixture.catalog->verify()->empty());
                std::vector<std::pair<std::string, std::int64_t>> result;
                const auto files = fixture.catalog->filesUnder(fixture.folder, "");
                for (const KnownFile& file : *files) {
                    // New photos are told apart by being new; which number each gets may differ.
                    const bool isOld = std::ranges::find(photos, file.photo) != photos.end();
                    result.emplace_back(file.relativePath, isOld ? file.photo.value : 0);
                }
                results.push_back(std::move(result));
            }
            QVERIFY(results[0] == results[1]);
        }
    }

    void theSameFileTwiceInABatchIsOnePhoto()
    {
        CatalogFixture fixture;
        auto outcome = fixture.catalog->commit({{fixture.file("a.jpg", 1), fixture.file("a.jpg", 2)}, {}, {}});
        QVERIFY(outcome);
        QCOMPARE(outcome->photos[0], outcome->photos[1]);
        QCOMPARE(fixture.catalog->counts()->photos, 1);
        QVERIFY(fixture.row(outcome->photos[0]).content == outcome->contents[1]);
    }

    void movingAFileReplacesWhatIsThereAndRevivesWhatIsGone()
    {
        CatalogFixture fixture;
        const PhotoId a = fixture.add("a.jpg", 1);
        const PhotoId b = fixture.add("b.jpg", 2);
        const FileStamp stamp{5, 6'000'000'000, 7, 8};
        QVERIFY(fixture.catalog->moveFile(a, fixture.folder, "b.jpg", stamp));     // a → b
        QVERIFY(fixture.catalog->moveFile(b, fixture.folder, "new/c.jpg", stamp)); // and b was moved before that
        QCOMPARE(fixture.row(a).path, std::filesystem::path("/photos/b.jpg"));
        QCOMPARE(fixture.row(b).path, std::filesystem::path("/photos/new/c.jpg"));
        QCOMPARE(fixture.row(a).modifiedSeconds, 6);
        QVERIFY(fixture.catalog->filesUnder(fixture.folder, "b.jpg")->at(0).stamp == stamp);
        QCOMPARE(fixture.catalog->moveFile({99}, fixture.folder, "x.jpg", stamp).error().code, ErrorCode::NotFound);
        QCOMPARE(fixture.catalog->moveFile(a, {9}, "x.jpg", stamp).error().code, ErrorCode::InvalidInput);
        QVERIFY(fixture.catalog->verify()->empty());
        QCOMPARE(fixture.matching("name:c"), QString("c"));
    }
};

QTEST_GUILESS_MAIN(IdentityTest)
#include "identity_test.moc"
