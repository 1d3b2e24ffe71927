#include "core/engine/open_engine.h"
#include "tests/support/temp_library.h"

#include <QTest>

#include <fstream>

using namespace likeness;
using likeness::test::TempLibrary;

namespace fs = std::filesystem;

/// The whole engine on real files, a real catalog and the null model.
class EngineTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void indexesAFolderAndListsItsPhotos();
    void findsTheEditedCopyOfAPhotoFirst();
    void aSecondRunReadsNothingAgain();
    void aRenamedFileKeepsItsIdAndIsNotReadAgain();
    void aFileMovedToAnotherFolderKeepsItsRating();
    void aChangedFileIsIndexedAgainUnderTheSameId();
    void aDeletedFileLeavesTheList();
    void aFolderThatIsAwayMarksItsPhotosOffline();
    void excludedFilesAreNotIndexed();
    void aBrokenFileIsListedWithItsReasonAndCanBeTriedAgain();
    void pausedIndexingWaitsAndGoesOn();
    void whatWasIndexedIsThereAfterReopening();
    void aSecondProcessIsRefused();
    void nestedFoldersAreRefused();
    void trashTakesAFileAwayAndBringsItBackWithItsRating();
    void tagsAreSetListedRenamedAndUndone();
    void renamingKeepsTheIdAndNeverReplaces();
    void wrongFiltersSayTheColumn();
    void wordsAreRefusedByAModelWithoutThem();
    void negativeExamplesPushAway();
    void dateSortKeepsToTheCutOff();
    void savedSearchesComeBack();
    void lostThumbnailsAndVectorsAreMadeAgain();
    void closingInTheMiddleOfIndexingLosesNothing();
    void exportsEveryPhoto();
    void verifyIsCleanAndCompactDropsWhatIsGone();
    void cancelledIndexingEndsAndCanBeResumed();

private:
    static PhotoId idOf(TempLibrary& library, const std::string& name);
    static std::vector<PhotoId> similarTo(TempLibrary& library, Query query);
};

PhotoId EngineTest::idOf(TempLibrary& library, const std::string& name)
{
    for (const PhotoRow& row : library.rows()) {
        if (row.path.filename() == name) {
            return row.id;
        }
    }
    return {};
}

std::vector<PhotoId> EngineTest::similarTo(TempLibrary& library, Query query)
{
    query.sort = SortKey::Score;
    auto answered = library.ask<QueryAnswered>(RunQuery{std::move(query)});
    return answered ? answered->result->photos : std::vector<PhotoId>();
}

void EngineTest::indexesAFolderAndListsItsPhotos()
{
    TempLibrary library;
    for (int i = 0; i < 20; ++i) {
        library.writePhoto("trip/" + std::to_string(i) + ".jpg", i);
    }
    std::ofstream(library.photos() / "notes.txt") << "not a photo";
    QVERIFY(library.open());
    QVERIFY(library.index());
    const auto rows = library.rows();
    QCOMPARE(rows.size(), std::size_t{20});
    QCOMPARE(rows[0].width, 320);
    QCOMPARE(rows[0].height, 240);
    QCOMPARE(rows[0].format, std::string("jpeg"));
    auto thumbnail = library.ask<ThumbnailLoaded>(LoadThumbnail{rows[0].id, ThumbnailSize::Small236});
    QVERIFY(thumbnail && thumbnail->encoded);
    auto image = library.ask<ImageLoaded>(LoadImage{rows[0].id, 0});
    QVERIFY(image && image->image);
    QCOMPARE(image->fullWidth, 320);
}

void EngineTest::findsTheEditedCopyOfAPhotoFirst()
{
    TempLibrary library;
    for (int i = 0; i < 50; ++i) {
        library.writePhoto(std::to_string(i) + ".jpg", i);
    }
    const fs::path smaller = library.writePhoto("smaller.jpg", 17, 200, 150);
    fs::rename(smaller, library.root() / "smaller.jpg"); // an image that is not in the library
    QVERIFY(library.open());
    QVERIFY(library.index());
    Query query;
    query.parts.push_back({ImageFile{library.root() / "smaller.jpg"}, {}, 1.0});
    const auto hits = similarTo(library, query);
    QVERIFY(!hits.empty());
    QCOMPARE(hits.front(), idOf(library, "17.jpg"));
}

void EngineTest::aSecondRunReadsNothingAgain()
{
    TempLibrary library;
    library.writePhoto("a.jpg", 1);
    library.writePhoto("b.jpg", 2);
    QVERIFY(library.open());
    QVERIFY(library.index());
    QVERIFY(library.ask<CommandDone>(Rescan{}));
    auto finished = library.log().waitFor<IndexingFinished>([](const auto&) { return true; });
    QVERIFY(finished);
    QCOMPARE(finished->filesDone, 0);
}

void EngineTest::aRenamedFileKeepsItsIdAndIsNotReadAgain()
{
    TempLibrary library;
    library.writePhoto("before.jpg", 1);
    QVERIFY(library.open());
    QVERIFY(library.index());
    const PhotoId before = idOf(library, "before.jpg");
    fs::rename(library.photos() / "before.jpg", library.photos() / "after.jpg");
    QVERIFY(library.ask<CommandDone>(Rescan{}));
    auto finished = library.log().waitFor<IndexingFinished>([](const auto&) { return true; });
    QVERIFY(finished);
    QCOMPARE(finished->filesDone, 0);
    QCOMPARE(library.rows().size(), std::size_t{1});
    QCOMPARE(idOf(library, "after.jpg"), before);
}

void EngineTest::aFileMovedToAnotherFolderKeepsItsRating()
{
    TempLibrary library;
    library.writePhoto("old/a.jpg", 1);
    QVERIFY(library.open());
    QVERIFY(library.index());
    const PhotoId before = idOf(library, "a.jpg");
    QVERIFY(library.ask<CommandDone>(SetRating{{before}, 4}));
    // Copied and deleted, as between two drives: another inode, another time.
    fs::create_directories(library.photos() / "new");
    fs::copy_file(library.photos() / "old/a.jpg", library.photos() / "new/b.jpg");
    fs::remove(library.photos() / "old/a.jpg");
    QVERIFY(library.rescan());
    const auto rows = library.rows();
    QCOMPARE(rows.size(), std::size_t{1});
    QCOMPARE(rows[0].id, before);
    QCOMPARE(rows[0].rating, 4);
    QCOMPARE(rows[0].path, library.photos() / "new/b.jpg");
}

void EngineTest::aChangedFileIsIndexedAgainUnderTheSameId()
{
    TempLibrary library;
    library.writePhoto("a.jpg", 1);
    QVERIFY(library.open());
    QVERIFY(library.index());
    const auto before = library.rows();
    library.writePhoto("a.jpg", 2, 400, 300);
    QVERIFY(library.rescan());
    const auto after = library.rows();
    QCOMPARE(after.size(), std::size_t{1});
    QCOMPARE(after[0].id, before[0].id);
    QVERIFY(after[0].content != before[0].content);
    QCOMPARE(after[0].width, 400);
}

void EngineTest::aDeletedFileLeavesTheList()
{
    TempLibrary library;
    library.writePhoto("a.jpg", 1);
    library.writePhoto("b.jpg", 2);
    QVERIFY(library.open());
    QVERIFY(library.index());
    const PhotoId a = idOf(library, "a.jpg");
    fs::remove(library.photos() / "b.jpg");
    QVERIFY(library.rescan());
    QCOMPARE(library.rows().size(), std::size_t{1});
    Query query;
    query.parts.push_back({a, {}, 1.0});
    QCOMPARE(similarTo(library, query), std::vector<PhotoId>{a});
}

void EngineTest::aFolderThatIsAwayMarksItsPhotosOffline()
{
    TempLibrary library;
    library.writePhoto("a.jpg", 1);
    QVERIFY(library.open());
    QVERIFY(library.index());
    fs::rename(library.photos(), library.root() / "unplugged");
    QVERIFY(library.rescan());
    auto rows = library.rows();
    QCOMPARE(rows.size(), std::size_t{1});
    QVERIFY(!rows[0].online);
    auto thumbnail = library.ask<ThumbnailLoaded>(LoadThumbnail{rows[0].id, ThumbnailSize::Small236});
    QVERIFY(thumbnail && thumbnail->encoded);
    fs::rename(library.root() / "unplugged", library.photos());
    QVERIFY(library.rescan());
    rows = library.rows();
    QCOMPARE(rows.size(), std::size_t{1});
    QVERIFY(rows[0].online);
}

void EngineTest::excludedFilesAreNotIndexed()
{
    TempLibrary library;
    library.writePhoto("keep/a.jpg", 1);
    library.writePhoto("skip/b.jpg", 2);
    library.writePhoto("keep/c.tmp.jpg", 3);
    QVERIFY(library.open());
    QVERIFY(library.ask<CommandDone>(AddFolder{library.photos(), {{"skip", "*.tmp.jpg"}}}));
    QVERIFY(library.log().waitFor<IndexingFinished>([](const auto&) { return true; }));
    QCOMPARE(library.rows().size(), std::size_t{1});
}

void EngineTest::aBrokenFileIsListedWithItsReasonAndCanBeTriedAgain()
{
    TempLibrary library;
    library.writePhoto("good.jpg", 1);
    std::ofstream(library.photos() / "empty.jpg");
    QVERIFY(library.open());
    QVERIFY(library.index());
    auto listed = library.ask<FailuresListed>(ListFailures{});
    QVERIFY(listed);
    QCOMPARE(listed->failures.size(), std::size_t{1});
    QVERIFY(listed->failures[0].reason.find("empty") != std::string::npos);
    library.writePhoto("other.jpg", 2);
    fs::copy_file(library.photos() / "other.jpg", library.photos() / "empty.jpg", fs::copy_options::overwrite_existing);
    QVERIFY(library.ask<CommandDone>(RetryFailures{}));
    QVERIFY(library.log().waitFor<IndexingFinished>([](const auto&) { return true; }));
    listed = library.ask<FailuresListed>(ListFailures{});
    QVERIFY(listed && listed->failures.empty());
    QCOMPARE(library.rows().size(), std::size_t{3});
}

void EngineTest::pausedIndexingWaitsAndGoesOn()
{
    TempLibrary library;
    for (int i = 0; i < 30; ++i) {
        library.writePhoto(std::to_string(i) + ".jpg", i);
    }
    QVERIFY(library.open());
    QVERIFY(library.ask<CommandDone>(PauseIndexing{}));
    QVERIFY(library.ask<CommandDone>(AddFolder{library.photos(), {}}));
    auto paused = library.log().waitFor<IndexProgress>(
        [](const IndexProgress& news) { return news.state == IndexingState::Paused && news.filesToDo == 30; });
    QVERIFY(paused);
    QCOMPARE(paused->filesDone, 0);
    QVERIFY(library.ask<CommandDone>(ResumeIndexing{}));
    auto finished = library.log().waitFor<IndexingFinished>([](const auto&) { return true; });
    QVERIFY(finished);
    QCOMPARE(finished->filesDone, 30);
}

void EngineTest::whatWasIndexedIsThereAfterReopening()
{
    TempLibrary library;
    for (int i = 0; i < 10; ++i) {
        library.writePhoto(std::to_string(i) + ".jpg", i);
    }
    QVERIFY(library.open());
    QVERIFY(library.index());
    const PhotoId photo = idOf(library, "3.jpg");
    Query query;
    query.parts.push_back({photo, {}, 1.0});
    const auto before = similarTo(library, query);
    QCOMPARE(before.size(), std::size_t{10});
    QVERIFY(library.open());
    QCOMPARE(similarTo(library, query), before);
}

void EngineTest::aSecondProcessIsRefused()
{
    TempLibrary library;
    QVERIFY(library.open());
    auto attempt = LibraryLock::tryAcquire(library.library());
    QVERIFY(attempt);
    QVERIFY(!attempt->lock);
    QCOMPARE(attempt->holderPid, static_cast<int>(QCoreApplication::applicationPid()));
    library.close();
    attempt = LibraryLock::tryAcquire(library.library());
    QVERIFY(attempt && attempt->lock);
}

void EngineTest::nestedFoldersAreRefused()
{
    TempLibrary library;
    library.writePhoto("inner/a.jpg", 1);
    QVERIFY(library.open());
    QVERIFY(library.index());
    QVERIFY(library.ask<CommandFailed>(AddFolder{library.photos() / "inner", {}}));
    QVERIFY(library.ask<CommandFailed>(AddFolder{library.root(), {}}));
    QVERIFY(library.ask<CommandFailed>(AddFolder{library.root() / "missing", {}}));
}

void EngineTest::tagsAreSetListedRenamedAndUndone()
{
    TempLibrary library;
    for (int i = 0; i < 3; ++i) {
        library.writePhoto(std::to_string(i) + ".jpg", i);
    }
    QVERIFY(library.open());
    QVERIFY(library.index());
    const std::vector<PhotoId> photos = library.ask<QueryAnswered>(RunQuery{})->result->photos;
    QCOMPARE(photos.size(), 3U);
    QVERIFY(library.ask<TagsChanged>(SetTags{{{{photos[0], photos[1]}, {"night", "boat"}, {}}}}));
    const auto changed = library.ask<TagsChanged>(RenameTag{"boat", "ship"});
    QVERIFY(changed);
    QVERIFY((library.ask<TagsListed>(ListTags{})->tags == std::vector<TagCount>{{"night", 2}, {"ship", 2}}));
    QVERIFY((library.ask<TagsListed>(ListTags{{photos[1], photos[2]}})->tags
             == std::vector<TagCount>{{"night", 1}, {"ship", 1}}));
    QVERIFY(library.ask<TagsChanged>(SetTags{changed->undo}));
    QVERIFY((library.ask<TagsListed>(ListTags{})->tags == std::vector<TagCount>{{"boat", 2}, {"night", 2}}));
    QVERIFY(library.ask<CommandDone>(SetTexts{{photos[2]}, "A title", {}}));
    QCOMPARE(library.ask<DetailsLoaded>(LoadDetails{photos[2]})->details.metadata.title, std::string("A title"));
    Query query;
    query.filter = "tag:boat";
    QCOMPARE(library.ask<QueryAnswered>(RunQuery{query})->result->photos.size(), 2U);
}

void EngineTest::trashTakesAFileAwayAndBringsItBackWithItsRating()
{
    TempLibrary library;
    qputenv("XDG_DATA_HOME", QByteArray::fromStdString((library.root() / "data").native()));
    library.writePhoto("a b%.jpg", 1);
    QVERIFY(library.open());
    QVERIFY(library.index());
    const PhotoId photo = idOf(library, "a b%.jpg");
    QVERIFY(library.ask<CommandDone>(SetRating{{photo}, 5}));
    auto trashed = library.ask<TrashedFiles>(MoveToTrash{{photo}});
    QVERIFY(trashed);
    QCOMPARE(trashed->items.size(), std::size_t{1});
    QVERIFY(!fs::exists(library.photos() / "a b%.jpg"));
    QVERIFY(fs::exists(trashed->items[0].inTrash));
    QVERIFY(fs::exists(library.root() / "data/Trash/info/a b%.jpg.trashinfo"));
    QVERIFY(library.rows().empty());
    QVERIFY(library.ask<CommandDone>(RestoreFromTrash{trashed->items}));
    QVERIFY(library.log().waitFor<IndexingFinished>([](const auto&) { return true; }));
    const auto rows = library.rows();
    QCOMPARE(rows.size(), std::size_t{1});
    QCOMPARE(rows[0].id, photo);
    QCOMPARE(rows[0].rating, 5);
    qunsetenv("XDG_DATA_HOME");
}

void EngineTest::renamingKeepsTheIdAndNeverReplaces()
{
    TempLibrary library;
    library.writePhoto("a.jpg", 1);
    library.writePhoto("b.jpg", 2);
    QVERIFY(library.open());
    QVERIFY(library.index());
    const PhotoId photo = idOf(library, "a.jpg");
    QVERIFY(library.ask<CommandFailed>(RenamePhoto{photo, "b.jpg"}));
    QVERIFY(library.ask<CommandFailed>(RenamePhoto{photo, "../c.jpg"}));
    QVERIFY(library.ask<CommandDone>(RenamePhoto{photo, "c.jpg"}));
    QVERIFY(library.log().waitFor<IndexingFinished>([](const auto&) { return true; }));
    QCOMPARE(idOf(library, "c.jpg"), photo);
    QCOMPARE(library.rows().size(), std::size_t{2});
}

void EngineTest::wrongFiltersSayTheColumn()
{
    TempLibrary library;
    QVERIFY(library.open());
    Query query;
    query.filter = "rating:>=3 width:wide";
    auto failed = library.ask<CommandFailed>(RunQuery{query});
    QVERIFY(failed);
    QCOMPARE(failed->error.code, ErrorCode::InvalidInput);
    QVERIFY(failed->error.message.find("column") != std::string::npos);
}

void EngineTest::wordsAreRefusedByAModelWithoutThem()
{
    TempLibrary library;
    library.writePhoto("a.jpg", 1);
    QVERIFY(library.open());
    QVERIFY(library.index());
    Query query;
    query.parts.push_back({Words{"a red car"}, {}, 1.0});
    auto failed = library.ask<CommandFailed>(RunQuery{query});
    QVERIFY(failed);
    QCOMPARE(failed->error.code, ErrorCode::Unsupported);
}

void EngineTest::negativeExamplesPushAway()
{
    TempLibrary library;
    for (int i = 0; i < 30; ++i) {
        library.writePhoto(std::to_string(i) + ".jpg", i);
    }
    QVERIFY(library.open());
    QVERIFY(library.index());
    Query query;
    query.parts.push_back({idOf(library, "3.jpg"), {}, 1.0});
    const auto plain = similarTo(library, query);
    query.parts.push_back({plain[1], {}, -0.7});
    const auto pushed = similarTo(library, query);
    QCOMPARE(pushed.size(), plain.size());
    const auto rank = std::find(pushed.begin(), pushed.end(), plain[1]) - pushed.begin();
    QVERIFY2(rank > 1, qPrintable(QString::number(rank)));
}

void EngineTest::dateSortKeepsToTheCutOff()
{
    TempLibrary library;
    for (int i = 0; i < 12; ++i) {
        library.writePhoto(std::to_string(i) + ".jpg", i);
    }
    QVERIFY(library.open());
    QVERIFY(library.index());
    Query query;
    query.parts.push_back({idOf(library, "3.jpg"), {}, 1.0});
    query.sort = SortKey::Score;
    auto byScore = library.ask<QueryAnswered>(RunQuery{query});
    QVERIFY(byScore && byScore->result->scores.size() == 12);
    query.scoreMin = byScore->result->scores[4];
    query.sort = SortKey::Name;
    query.ascending = true;
    auto byName = library.ask<QueryAnswered>(RunQuery{query});
    QVERIFY(byName);
    QCOMPARE(byName->result->photos.size(), std::size_t{5});
    auto loaded = library.ask<PhotosLoaded>(LoadPhotos{byName->result->photos});
    QVERIFY(loaded);
    QVERIFY(std::is_sorted(loaded->rows.begin(), loaded->rows.end(),
                           [](const PhotoRow& a, const PhotoRow& b) { return a.path.filename() < b.path.filename(); }));
}

void EngineTest::savedSearchesComeBack()
{
    TempLibrary library;
    QVERIFY(library.open());
    Query query;
    query.filter = "rating:>=3";
    QVERIFY(library.ask<CommandDone>(SaveSearch{"the good ones", query}));
    QVERIFY(library.open());
    auto listed = library.ask<SavedSearchesListed>(ListSavedSearches{});
    QVERIFY(listed);
    QCOMPARE(listed->searches.size(), std::size_t{1});
    QCOMPARE(listed->searches[0].name, std::string("the good ones"));
    QVERIFY(listed->searches[0].query == query);
    QVERIFY(library.ask<CommandDone>(DeleteSavedSearch{listed->searches[0].id}));
}

void EngineTest::lostThumbnailsAndVectorsAreMadeAgain()
{
    TempLibrary library;
    for (int i = 0; i < 5; ++i) {
        library.writePhoto(std::to_string(i) + ".jpg", i);
    }
    QVERIFY(library.open());
    QVERIFY(library.index());
    library.close();
    fs::remove(library.library() / "thumbs.db");
    fs::remove_all(library.library() / "thumbs");
    fs::remove_all(library.library() / "vectors");
    QVERIFY(library.open());
    QVERIFY(library.rescan());
    const auto rows = library.rows();
    QCOMPARE(rows.size(), std::size_t{5});
    auto thumbnail = library.ask<ThumbnailLoaded>(LoadThumbnail{rows[0].id, ThumbnailSize::Large474});
    QVERIFY(thumbnail && thumbnail->encoded);
    auto verified = library.ask<VerifyFinished>(VerifyLibrary{});
    QVERIFY(verified);
    QCOMPARE(verified->problems, std::vector<std::string>());
}

void EngineTest::closingInTheMiddleOfIndexingLosesNothing()
{
    TempLibrary library;
    for (int i = 0; i < 60; ++i) {
        library.writePhoto(std::to_string(i) + ".jpg", i);
    }
    for (int round = 0; round < 5; ++round) {
        QVERIFY(library.open());
        QVERIFY(library.ask<CommandDone>(AddFolder{library.photos(), {}}));
    }
    QVERIFY(library.open());
    QVERIFY(library.rescan());
    QCOMPARE(library.rows().size(), std::size_t{60});
    auto verified = library.ask<VerifyFinished>(VerifyLibrary{});
    QVERIFY(verified);
    QCOMPARE(verified->problems, std::vector<std::string>());
}

void EngineTest::exportsEveryPhoto()
{
    TempLibrary library;
    library.writePhoto("a, \"b\".jpg", 1);
    library.writePhoto("c.jpg", 2);
    QVERIFY(library.open());
    QVERIFY(library.index());
    QVERIFY(library.ask<CommandDone>(ExportLibrary{library.root() / "out.csv"}));
    std::ifstream csv(library.root() / "out.csv");
    const std::string text((std::istreambuf_iterator<char>(csv)), {});
    QVERIFY(text.find("a, \"\"b\"\".jpg\"") != std::string::npos);
    QVERIFY(library.ask<CommandDone>(ExportLibrary{library.root() / "out.npy"}));
    QVERIFY(fs::file_size(library.root() / "out.npy") % 64 == 0 || fs::file_size(library.root() / "out.npy") > 128);
    QVERIFY(fs::exists(library.root() / "out.jsonl"));
    QVERIFY(library.ask<CommandFailed>(ExportLibrary{library.root() / "out.xls"}));
}

void EngineTest::verifyIsCleanAndCompactDropsWhatIsGone()
{
    TempLibrary library;
    library.writePhoto("a.jpg", 1);
    library.writePhoto("b.jpg", 2);
    QVERIFY(library.open());
    QVERIFY(library.index());
    fs::remove(library.photos() / "b.jpg");
    QVERIFY(library.rescan());
    auto before = library.ask<StatusReported>(ReportStatus{});
    QVERIFY(before);
    QCOMPARE(before->status.vectors, 2);
    QVERIFY(library.ask<CommandDone>(CompactLibrary{}));
    auto after = library.ask<StatusReported>(ReportStatus{});
    QVERIFY(after);
    QCOMPARE(after->status.vectors, 1);
    QCOMPARE(after->status.photos, 1);
    auto verified = library.ask<VerifyFinished>(VerifyLibrary{});
    QVERIFY(verified);
    QCOMPARE(verified->problems, std::vector<std::string>());
    QVERIFY(library.ask<CommandDone>(RebuildIndex{}));
}

void EngineTest::cancelledIndexingEndsAndCanBeResumed()
{
    TempLibrary library;
    for (int i = 0; i < 40; ++i) {
        library.writePhoto(std::to_string(i) + ".jpg", i);
    }
    QVERIFY(library.open());
    QVERIFY(library.ask<CommandDone>(PauseIndexing{}));
    QVERIFY(library.ask<CommandDone>(AddFolder{library.photos(), {}}));
    QVERIFY(library.log().waitFor<IndexProgress>([](const IndexProgress& news) { return news.filesToDo == 40; }));
    QVERIFY(library.ask<CommandDone>(CancelIndexing{}));
    auto finished = library.log().waitFor<IndexingFinished>([](const auto&) { return true; });
    QVERIFY(finished);
    QVERIFY(finished->filesDone < 40);
    QVERIFY(library.rescan());
    QCOMPARE(library.rows().size(), std::size_t{40});
}

QTEST_GUILESS_MAIN(EngineTest)
#include "engine_test.moc"
