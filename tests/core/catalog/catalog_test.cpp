#include "catalog_fixture.h"

#include <QtTest>

#include <algorithm>
#include <random>

using namespace likeness;

class CatalogTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aFolderInsideAnotherIsRefused()
    {
        CatalogFixture fixture;
        QCOMPARE(fixture.catalog->addFolder("/photos/2019", {}).error().code, ErrorCode::InvalidInput);
        QCOMPARE(fixture.catalog->addFolder("/", {}).error().code, ErrorCode::InvalidInput);
        QCOMPARE(fixture.catalog->addFolder("/photos/", {}).error().code, ErrorCode::InvalidInput);
        QCOMPARE(fixture.catalog->addFolder("relative", {}).error().code, ErrorCode::InvalidInput);
        QVERIFY(fixture.catalog->addFolder("/photos2", {}));
    }

    void foldersComeBackAsTheyWereGiven()
    {
        CatalogFixture fixture;
        const FolderRules rules{{"*.tmp", "private/**"}};
        const FolderId second = *fixture.catalog->addFolder("/more", rules);
        fixture.add("a.jpg", 1);
        QVERIFY(fixture.catalog->setFolderOnline(second, false, 99));
        fixture.reopen();
        auto folders = fixture.catalog->folders();
        QCOMPARE(folders->size(), 2U);
        const auto& more = folders->at(0);
        QCOMPARE(more.info.path, std::filesystem::path("/more"));
        QVERIFY(more.info.rules == rules);
        QVERIFY(!more.info.online);
        QCOMPARE(more.device, 99U);
        QCOMPARE(more.info.photoCount, 0);
        QCOMPARE(folders->at(1).info.photoCount, 1);
        QVERIFY(fixture.catalog->setFolderRules(second, {{"x"}}));
        QVERIFY((*fixture.catalog->folders())[0].info.rules == FolderRules{{"x"}});
        QCOMPARE(fixture.catalog->setFolderRules({77}, {}).error().code, ErrorCode::NotFound);
    }

    void removingAFolderForgetsItsPhotosAndKeepsTheirContents()
    {
        CatalogFixture fixture;
        const PhotoId photo = fixture.add("sub/a.jpg", 1);
        const ContentId content = fixture.row(photo).content;
        QVERIFY(fixture.catalog->removeFolder(fixture.folder));
        QCOMPARE(fixture.catalog->removeFolder(fixture.folder).error().code, ErrorCode::NotFound);
        QCOMPARE(fixture.catalog->counts()->photos, 0);
        QVERIFY(fixture.catalog->contentWithHash(CatalogFixture::hash(1))->value() == content);
        QVERIFY(fixture.catalog->verify()->empty());
    }

    void everythingOfAPhotoComesBack()
    {
        CatalogFixture fixture;
        Metadata metadata;
        metadata.taken = CaptureTime{1'560'000'000, -90};
        metadata.place = GeoPoint{-33.5, 151.25};
        metadata.cameraMake = "Canon";
        metadata.cameraModel = "Canon EOS 5D";
        metadata.lens = "EF 50mm f/1.8";
        metadata.focalLengthMm = 50;
        metadata.apertureF = 1.8;
        metadata.exposureSeconds = 0.004;
        metadata.iso = 200;
        metadata.rating = 3;
        metadata.title = "Bridge";
        metadata.description = "Évening 日本";
        metadata.tags = {"b", "a"};
        const PhotoId photo = fixture.add("2019/bridge.jpg", 12, metadata);
        const PhotoId copy = fixture.add("2020/copy.jpg", 12, metadata);
        fixture.reopen();
        auto details = fixture.catalog->details(photo);
        QVERIFY(details);
        QVERIFY(details->metadata == metadata);
        QCOMPARE(details->row.path, std::filesystem::path("/photos/2019/bridge.jpg"));
        QCOMPARE(details->row.width, 400);
        QCOMPARE(details->row.height, 300);
        QCOMPARE(details->row.sizeBytes, 1012);
        QCOMPARE(details->row.modifiedSeconds, 12);
        QVERIFY(details->row.taken == metadata.taken);
        QCOMPARE(details->row.format, "jpeg");
        QCOMPARE(details->row.rating, 3);
        QCOMPARE(details->row.averageRgb, 0x102030U);
        QVERIFY(details->row.online);
        QCOMPARE(details->copies.size(), 1U);
        QCOMPARE(details->copies[0], std::filesystem::path("/photos/2020/copy.jpg"));
        QVERIFY(fixture.row(copy).content == details->row.content);
        QCOMPARE(fixture.catalog->details({999}).error().code, ErrorCode::NotFound);
    }

    void namesThatAreNotUtf8RoundTrip()
    {
        CatalogFixture fixture;
        const std::filesystem::path name("d\xFF\xFEr/\xE9t\xE9 '\"%_\n.jpg");
        const PhotoId photo = fixture.add(name, 1);
        fixture.reopen();
        QCOMPARE(fixture.row(photo).path.native(), "/photos" / name);
        auto files = fixture.catalog->filesUnder(fixture.folder, "d\xFF\xFEr");
        QCOMPARE(files->size(), 1U);
        QCOMPARE(files->at(0).relativePath.native(), name.native());
        QCOMPARE(fixture.add(name, 1), photo);
    }

    void onlyWholeNamesCountAsBelow()
    {
        CatalogFixture fixture;
        fixture.add("a/1.jpg", 1);
        fixture.add("a/b/2.jpg", 2);
        fixture.add("a.x/3.jpg", 3);
        fixture.add("ab/4.jpg", 4);
        fixture.add("a0/5.jpg", 5);
        fixture.add("6.jpg", 6);
        QCOMPARE(fixture.catalog->filesUnder(fixture.folder, "a")->size(), 2U);
        QCOMPARE(fixture.catalog->filesUnder(fixture.folder, "")->size(), 6U);
        QCOMPARE(fixture.catalog->filesUnder(fixture.folder, "a/b/2.jpg")->size(), 1U);
        QCOMPARE(fixture.catalog->filesUnder(fixture.folder, "6.jpg")->size(), 1U);
        QCOMPARE(fixture.catalog->filesUnder(fixture.folder, "nothing")->size(), 0U);
        Query query;
        query.folder = "/photos/a";
        QCOMPARE(fixture.matching("", query), QString("1 2"));
        query.folder = "/photos/";
        QCOMPARE(fixture.matching("", query), QString("1 2 3 4 5 6"));
        query.folder = "/";
        QCOMPARE(fixture.matching("", query), QString("1 2 3 4 5 6"));
        query.folder = "/pho";
        QCOMPARE(fixture.matching("", query), QString());
    }

    void subfoldersCountEverythingBelow()
    {
        CatalogFixture fixture;
        fixture.add("2019/05/a.jpg", 1);
        fixture.add("2019/06/b.jpg", 2);
        fixture.add("2019/c.jpg", 3);
        fixture.add("2020/d.jpg", 4);
        fixture.add("e.jpg", 5);
        auto children = fixture.catalog->subfolders("/photos");
        QCOMPARE(children->size(), 2U);
        QCOMPARE(children->at(0).path, std::filesystem::path("/photos/2019"));
        QCOMPARE(children->at(0).photoCount, 3);
        QVERIFY(children->at(0).hasChildren);
        QCOMPARE(children->at(1).photoCount, 1);
        QVERIFY(!children->at(1).hasChildren);
        auto roots = fixture.catalog->subfolders("");
        QCOMPARE(roots->size(), 1U);
        QCOMPARE(roots->at(0).path, std::filesystem::path("/photos"));
        QCOMPARE(roots->at(0).photoCount, 5);
        QVERIFY(roots->at(0).hasChildren);
        QCOMPARE(fixture.catalog->subfolders("/photos/2020")->size(), 0U);
        QCOMPARE(fixture.catalog->subfolders("/")->at(0).path, std::filesystem::path("/photos"));
    }

    void anOfflineFolderKeepsItsPhotos()
    {
        CatalogFixture fixture;
        const PhotoId photo = fixture.add("a.jpg", 1);
        QVERIFY(fixture.catalog->setFolderOnline(fixture.folder, false, 5));
        QVERIFY(!fixture.row(photo).online);
        QCOMPARE(fixture.matching(""), QString("a"));
        QCOMPARE(fixture.catalog->counts()->offlinePhotos, 1);
        QVERIFY(!fixture.catalog->filesUnder(fixture.folder, "")->at(0).online);
        QVERIFY(fixture.catalog->setFolderOnline(fixture.folder, true, 5));
        QVERIFY(fixture.row(photo).online);
        QCOMPARE(fixture.catalog->counts()->offlinePhotos, 0);
    }

    void failuresAreListedAndForgotten()
    {
        CatalogFixture fixture;
        const FileStamp stamp{10, 20, 30, 40};
        QVERIFY(fixture.catalog->commit({{}, {{fixture.folder, "x/bad.jpg", stamp, "it is empty"}}, {}}));
        auto failed = fixture.catalog->failures();
        QCOMPARE(failed->size(), 1U);
        QCOMPARE(failed->at(0).path, std::filesystem::path("/photos/x/bad.jpg"));
        QCOMPARE(failed->at(0).reason, "it is empty");
        QVERIFY(failed->at(0).whenSeconds > 1'600'000'000);
        auto known = fixture.catalog->filesUnder(fixture.folder, "");
        QVERIFY(known->at(0).failed);
        QVERIFY(known->at(0).stamp == stamp);
        QCOMPARE(known->at(0).content.value, 0);
        QCOMPARE(fixture.matching(""), QString());
        QCOMPARE(fixture.catalog->counts()->failures, 1);
        QCOMPARE(fixture.catalog->counts()->photos, 0);
        // The same photo once it can be read, and again when it no longer can.
        const PhotoId photo = failed->at(0).photo;
        QCOMPARE(fixture.add("x/bad.jpg", 3), photo);
        QCOMPARE(fixture.catalog->failures()->size(), 0U);
        QVERIFY(fixture.catalog->commit({{}, {{fixture.folder, "x/bad.jpg", stamp, "cut short"}}, {}}));
        QCOMPARE(fixture.catalog->failures()->at(0).photo, photo);
        QVERIFY(fixture.catalog->clearFailures());
        QCOMPARE(fixture.catalog->filesUnder(fixture.folder, "")->size(), 0U);
        QVERIFY(fixture.catalog->verify()->empty());
    }

    void aFailedFileThatIsGoneIsForgotten()
    {
        CatalogFixture fixture;
        QVERIFY(fixture.catalog->commit({{}, {{fixture.folder, "bad.jpg", {}, "it is empty"}}, {}}));
        const PhotoId photo = fixture.catalog->failures()->at(0).photo;
        QVERIFY(fixture.catalog->commit({{}, {}, fixture.gone({photo})}));
        QCOMPARE(fixture.catalog->failures()->size(), 0U);
        QVERIFY(fixture.catalog->verify()->empty());
    }

    void aContentThatNobodyBroughtIsRefused()
    {
        CatalogFixture fixture;
        IndexedFile file = fixture.file("a.jpg", 1);
        file.content.reset();
        QCOMPARE(fixture.catalog->commit({{file}, {}, {}}).error().code, ErrorCode::InvalidInput);
        // Brought along by another file of the batch is good enough.
        auto outcome = fixture.catalog->commit({{file, fixture.file("b.jpg", 1)}, {}, {}});
        QVERIFY(outcome);
        QVERIFY(outcome->contents[0] == outcome->contents[1]);
        QVERIFY(outcome->photos[0] != outcome->photos[1]);
        QCOMPARE(fixture.catalog->exactDuplicates()->size(), 1U);
    }

    void aBatchThatCannotBeWrittenChangesNothing()
    {
        CatalogFixture fixture;
        IndexedFile wrong = fixture.file("b.jpg", 2);
        wrong.folder = {55};
        QCOMPARE(fixture.catalog->commit({{fixture.file("a.jpg", 1), wrong}, {}, {}}).error().code,
                 ErrorCode::InvalidInput);
        QCOMPARE(fixture.catalog->counts()->photos, 0);
        QCOMPARE(fixture.catalog->counts()->contents, 0);
        wrong = fixture.file("/absolute.jpg", 2);
        QCOMPARE(fixture.catalog->commit({{wrong}, {}, {}}).error().code, ErrorCode::InvalidInput);
    }

    void ratingsHangOnTheContent()
    {
        CatalogFixture fixture;
        Metadata metadata;
        metadata.rating = 2;
        const PhotoId photo = fixture.add("a.jpg", 1, metadata);
        const PhotoId copy = fixture.add("copy.jpg", 1, metadata);
        QCOMPARE(fixture.row(photo).rating, 2);
        QVERIFY(fixture.catalog->setRating(std::span(&photo, 1), 5));
        QCOMPARE(fixture.row(copy).rating, 5);
        fixture.add("a.jpg", 1, metadata); // read again: the person's word stays
        QCOMPARE(fixture.row(photo).rating, 5);
        QVERIFY(fixture.catalog->setRating(std::span(&photo, 1), 0)); // also over the file's own stars
        QCOMPARE(fixture.row(photo).rating, 0);
        QCOMPARE(*fixture.catalog->details(photo)->metadata.rating, 2);
        QCOMPARE(fixture.catalog->setRating(std::span(&photo, 1), 6).error().code, ErrorCode::InvalidInput);
        const PhotoId nobody{99};
        QCOMPARE(fixture.catalog->setRating(std::span(&nobody, 1), 1).error().code, ErrorCode::NotFound);
    }

    void starsTakenBackAreTheFilesToSay()
    {
        CatalogFixture fixture;
        Metadata metadata;
        const PhotoId photo = fixture.add("a.jpg", 1, metadata); // without stars
        QVERIFY(fixture.catalog->setRating(std::span(&photo, 1), 5));
        QVERIFY(fixture.catalog->setRating(std::span(&photo, 1), 0)); // as it was before
        metadata.rating = 3;
        fixture.add("a.jpg", 1, metadata);
        QCOMPARE(fixture.row(photo).rating, 3);
    }

    void notDuplicatesAreKeptByWhatIsInTheFiles()
    {
        CatalogFixture fixture;
        const PhotoId a = fixture.add("a.jpg", 1), b = fixture.add("b.jpg", 2), c = fixture.add("c.jpg", 3);
        const ContentId contentA = fixture.row(a).content, contentB = fixture.row(b).content;
        QVERIFY(fixture.catalog->setNotDuplicates(std::array{b, a}, true));
        using Pairs = std::vector<std::pair<ContentId, ContentId>>;
        QCOMPARE(*fixture.catalog->notDuplicates(), (Pairs{{contentA, contentB}}));
        // Three: every two of them; what is there already stays.
        QVERIFY(fixture.catalog->setNotDuplicates(std::array{a, b, c}, true));
        QCOMPARE(fixture.catalog->notDuplicates()->size(), 3U);
        QVERIFY(fixture.catalog->setNotDuplicates(std::array{c, b}, false));
        QCOMPARE(fixture.catalog->notDuplicates()->size(), 2U);
        const PhotoId nobody{99};
        QCOMPARE(fixture.catalog->setNotDuplicates(std::array{c, nobody}, true).error().code, ErrorCode::NotFound);
        // The content goes for good and comes back under another number.
        QVERIFY(fixture.catalog->commit({{}, {}, fixture.gone({b})}));
        QVERIFY(fixture.catalog->compact());
        QCOMPARE(fixture.catalog->notDuplicates()->size(), 1U);
        fixture.reopen();
        const PhotoId again = fixture.add("elsewhere.jpg", 2);
        QVERIFY(fixture.row(again).content != contentB);
        QCOMPARE(fixture.catalog->notDuplicates()->size(), 2U);
        QVERIFY(fixture.catalog->verify()->empty());
    }

    void aContentMayHaveCopies()
    {
        CatalogFixture fixture;
        const PhotoId a = fixture.add("a.jpg", 1), copy = fixture.add("copy.jpg", 1);
        const ContentId content = fixture.row(a).content;
        QVERIFY(fixture.catalog->setNotDuplicates(std::array{a, copy}, true));
        QCOMPARE(*fixture.catalog->notDuplicates(), (std::vector<std::pair<ContentId, ContentId>>{{content, content}}));
    }

    void settingsAreKept()
    {
        CatalogFixture fixture;
        QCOMPARE(*fixture.catalog->setting("model"), std::string());
        QVERIFY(fixture.catalog->setSetting("model", "a"));
        QVERIFY(fixture.catalog->setSetting("model", "b"));
        fixture.reopen();
        QCOMPARE(*fixture.catalog->setting("model"), std::string("b"));
    }

    void savedSearchesComeBackWhole()
    {
        CatalogFixture fixture;
        Query query;
        query.filter = "camera:\"X 100\"";
        query.folder = "/photos/\xFF";
        query.sort = SortKey::Size;
        query.ascending = true;
        query.countMax = 17;
        query.scoreMin = 0.25F;
        query.exact = true;
        query.parts.push_back({PhotoId{4}, CropBox{0.25, 0.5, 0.125, 0.25, false}, -0.5});
        query.parts.push_back({ImageFile{"/tmp/\xE9.jpg"}, std::nullopt, 1});
        query.parts.push_back({Words{"a red 日本 bridge"}, CropBox{1, 2, 3, 4, true}, 2});
        query.parts.back().marked = true;
        const SavedSearchId id = *fixture.catalog->saveSearch("bridges", query);
        fixture.reopen();
        auto searches = fixture.catalog->savedSearches();
        QCOMPARE(searches->size(), 1U);
        QCOMPARE(searches->at(0).name, "bridges");
        QVERIFY(searches->at(0).query == query);
        QVERIFY(*fixture.catalog->saveSearch("bridges", Query{}) == id);
        QVERIFY(fixture.catalog->savedSearches()->at(0).query == Query{});
        QVERIFY(fixture.catalog->deleteSavedSearch(id));
        QCOMPARE(fixture.catalog->deleteSavedSearch(id).error().code, ErrorCode::NotFound);
        query.parts.push_back({ImageBytes{std::make_shared<std::vector<std::byte>>(3), "pasted"}, std::nullopt, 1});
        QCOMPARE(fixture.catalog->saveSearch("pasted", query).error().code, ErrorCode::InvalidInput);
        QCOMPARE(fixture.catalog->saveSearch("", {}).error().code, ErrorCode::InvalidInput);
    }

    void aSavedSearchThatCannotBeReadHidesNoOther()
    {
        CatalogFixture fixture;
        for (const char* name : {"a", "b", "c", "d"}) {
            QVERIFY(fixture.catalog->saveSearch(name, Query{}));
        }
        fixture.damage("UPDATE saved_search SET query = 'nonsense' WHERE name = 'b'");
        fixture.damage(
            "UPDATE saved_search SET query = replace(query, '\"format\":1', '\"format\":2') WHERE name = 'c'");
        const auto searches = fixture.catalog->savedSearches();
        QCOMPARE(searches->size(), 2U);
        QCOMPARE(searches->at(0).name, "a");
        QCOMPARE(searches->at(1).name, "d");
    }

    void decisionsAboutClustersAreKeptForEachModel()
    {
        CatalogFixture fixture;
        const ContentId a = fixture.row(fixture.add("a.jpg", 1)).content,
                        b = fixture.row(fixture.add("b.jpg", 2)).content;
        const ClusterDecision named{ClusterId{3}, "one", 1, "Bridges", false, {a, b}};
        const ClusterDecision pinned{ClusterId{5}, "one", 0, "", true, {b}};
        const ClusterDecision ofAnother{ClusterId{4}, "another", 2, "Dogs", true, {a}};
        for (const ClusterDecision& decision : {named, pinned, ofAnother}) {
            QVERIFY(fixture.catalog->decideCluster(decision));
        }
        fixture.reopen();
        QCOMPARE(*fixture.catalog->clusterDecisions("one"), (std::vector{named, pinned}));
        QCOMPARE(*fixture.catalog->clusterDecisions("another"), (std::vector{ofAnother}));
        ClusterDecision changed = named;
        changed.contents = {b};
        QVERIFY(fixture.catalog->decideCluster(changed));
        ClusterDecision undone = pinned;
        undone.pinned = false; // nothing is decided about it any more
        QVERIFY(fixture.catalog->decideCluster(undone));
        QCOMPARE(*fixture.catalog->clusterDecisions("one"), (std::vector{changed}));
        QCOMPARE(fixture.catalog->decideCluster({}).error().code, ErrorCode::InvalidInput);
    }

    void photosOfContentsComeInTheOrderAsked()
    {
        CatalogFixture fixture;
        const PhotoId b = fixture.add("b.jpg", 1);
        const PhotoId a = fixture.add("a.jpg", 1);
        const PhotoId c = fixture.add("c.jpg", 2);
        const std::vector<ContentId> asked{fixture.row(c).content, fixture.row(a).content, {99}};
        auto pairs = fixture.catalog->photosOf(asked);
        QCOMPARE(pairs->size(), 3U);
        QVERIFY((*pairs)[0] == std::pair(asked[0], c));
        QVERIFY((*pairs)[1] == std::pair(asked[1], a));
        QVERIFY((*pairs)[2] == std::pair(asked[1], b));
        QVERIFY((*fixture.catalog->contents() == std::vector{fixture.row(a).content, fixture.row(c).content}));
    }

    void sortingIsDeterministic()
    {
        CatalogFixture fixture;
        // Directories get their numbers in an order that is not that of their paths.
        std::vector<PhotoId> expected;
        IndexedFile second = fixture.file("z/1.jpg", 1);
        IndexedFile third = fixture.file("b/x/1.jpg", 2);
        IndexedFile first = fixture.file("b/10.jpg", 3);
        IndexedFile zeroth = fixture.file("b/9.JPG", 4);
        for (IndexedFile* file : {&second, &third, &first, &zeroth}) {
            file->stamp.modifiedNs = 5'000'000'000;
            file->stamp.sizeBytes = 7;
        }
        const PhotoId ids[] = {fixture.add(second), fixture.add(third), fixture.add(first), fixture.add(zeroth)};
        const std::vector<PhotoId> byPath{ids[3], ids[2], ids[1], ids[0]};
        for (const SortKey key : {SortKey::Date, SortKey::Size, SortKey::Score}) {
            for (const bool ascending : {true, false}) {
                Query query;
                query.sort = key;
                query.ascending = ascending;
                QVERIFY(*fixture.catalog->photosMatching(query, {}) == byPath);
                query.countMax = 3;
                QVERIFY(
                    (*fixture.catalog->photosMatching(query, {}) == std::vector(byPath.begin(), byPath.begin() + 3)));
            }
        }
        Query query;
        query.sort = SortKey::Name;
        query.ascending = true;
        QVERIFY((*fixture.catalog->photosMatching(query, {}) == std::vector{ids[1], ids[0], ids[3], ids[2]}));
        query.ascending = false;
        QVERIFY((*fixture.catalog->photosMatching(query, {}) == std::vector{ids[2], ids[3], ids[1], ids[0]}));
    }

    void dateIsCaptureTimeElseFileTime()
    {
        CatalogFixture fixture;
        Metadata metadata;
        metadata.taken = CaptureTime{50, std::nullopt};
        const PhotoId old = fixture.add("old.jpg", 10);
        const PhotoId taken = fixture.add("taken.jpg", 1, metadata);
        const PhotoId young = fixture.add("young.jpg", 90);
        QVERIFY((*fixture.catalog->photosMatching({}, {}) == std::vector{young, taken, old}));
        Query ascending;
        ascending.ascending = true;
        QVERIFY((*fixture.catalog->photosMatching(ascending, {}) == std::vector{old, taken, young}));
        // Metadata read anew (a better reader) moves the photo.
        metadata.taken = CaptureTime{5, std::nullopt};
        fixture.add("taken.jpg", 1, metadata);
        QVERIFY((*fixture.catalog->photosMatching({}, {}) == std::vector{young, old, taken}));
        QVERIFY(fixture.catalog->verify()->empty());
    }

    void compactDropsWhatNoFileHas()
    {
        CatalogFixture fixture;
        Metadata metadata;
        metadata.cameraModel = "X";
        metadata.tags = {"t"};
        const PhotoId gone = fixture.add("gone.jpg", 1, metadata);
        const ContentId content = fixture.row(gone).content;
        fixture.add("stays.jpg", 2);
        QVERIFY(fixture.catalog->commit({{}, {}, fixture.gone({gone})}));
        QCOMPARE(fixture.catalog->counts()->contents, 2);
        auto dropped = fixture.catalog->compact();
        QVERIFY(dropped);
        QVERIFY(*dropped == std::vector{content});
        QCOMPARE(fixture.catalog->counts()->contents, 1);
        QVERIFY(fixture.catalog->verify()->empty());
        // Its number is never given again: vectors and thumbnails elsewhere may still have it.
        const PhotoId again = fixture.add("gone.jpg", 1);
        QVERIFY(again.value > gone.value);
        QVERIFY(fixture.row(again).content.value > content.value);
    }
};

QTEST_GUILESS_MAIN(CatalogTest)
#include "catalog_test.moc"
