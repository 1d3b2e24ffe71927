#include "core/catalog/catalog.h"
#include "core/engine/model_session.h"
#include "core/engine/open_engine.h"
#include "core/explore/neighbour_graph.h"
#include "tests/support/temp_library.h"

#include <QTest>

#include <algorithm>
#include <fstream>
#include <map>
#include <set>

using namespace likeness;
using likeness::test::TempLibrary;

namespace fs = std::filesystem;

/// Map and clusters of real files, through the engine.
class ExploreTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aLibraryWithoutPhotosHasAnEmptyMap();
    void everyPhotoFindsItsPlaceAndItsCluster();
    void mapAndClustersComeByThemselvesAfterIndexing();
    void photosThatComeMoveNoOldPoint();
    void photosThatGoLeaveTheMap();
    void aLibraryThatOutgrowsItsMapIsLaidOutAnew();
    void nothingIsDoneTwice();
    void aPhotoWithAnotherVectorIsLookedAtAgain();
    void damagedAndLostFilesAreMadeAgain_data();
    void damagedAndLostFilesAreMadeAgain();
    void namesAndPinsStayWhenClustersAreFoundAnew();
    void aClusterIsAFilterThatGoesWithLikeness();
    void aClusterThatIsNotThereIsSaid();
    void pickedPhotosLimitListsAndSearches();
    void closingInTheMiddleLosesNothing();
    void anotherModelHasItsOwnMap();

private:
    static constexpr int kGroups = 5;
    static constexpr int kEach = 10;

    /// Pictures of `kGroups` kinds: one motif each in many sizes, named "group-number".
    static void write(TempLibrary& library, int from, int to);
    static std::map<PhotoId, std::string> names(TempLibrary& library);
    static std::map<std::string, MapPoint> places(TempLibrary& library);
    static std::vector<PhotoCluster> clusters(TempLibrary& library);
    static std::set<std::string> namesIn(TempLibrary& library, const std::string& filter);
    static fs::path exploreFolder(const TempLibrary& library);
};

void ExploreTest::write(TempLibrary& library, int from, int to)
{
    for (int group = 0; group < kGroups; ++group) {
        for (int i = from; i < to; ++i) {
            library.writePhoto(std::to_string(group) + "/" + std::to_string(group) + "-" + std::to_string(i) + ".jpg",
                               1000 + group, 200 + 8 * i, 150 + 5 * i);
        }
    }
}

std::map<PhotoId, std::string> ExploreTest::names(TempLibrary& library)
{
    std::map<PhotoId, std::string> names;
    for (const PhotoRow& row : library.rows()) {
        names.emplace(row.id, row.path.stem().string());
    }
    return names;
}

std::map<std::string, MapPoint> ExploreTest::places(TempLibrary& library)
{
    const auto loaded = library.ask<MapLoaded>(LoadMap{});
    const auto name = names(library);
    std::map<std::string, MapPoint> places;
    for (std::size_t i = 0; loaded && i < loaded->map->photos.size(); ++i) {
        places.emplace(name.at(loaded->map->photos[i]), loaded->map->points[i]);
    }
    return places;
}

std::vector<PhotoCluster> ExploreTest::clusters(TempLibrary& library)
{
    const auto listed = library.ask<ClustersListed>(ListClusters{});
    return listed ? listed->clusters : std::vector<PhotoCluster>();
}

std::set<std::string> ExploreTest::namesIn(TempLibrary& library, const std::string& filter)
{
    std::set<std::string> found;
    for (const PhotoRow& row : library.rows(filter)) {
        found.insert(row.path.stem().string());
    }
    return found;
}

fs::path ExploreTest::exploreFolder(const TempLibrary& library)
{
    return fs::directory_iterator(library.library() / "explore")->path();
}

void ExploreTest::aLibraryWithoutPhotosHasAnEmptyMap()
{
    TempLibrary library;
    QVERIFY(library.open());
    QVERIFY(library.ask<CommandDone>(UpdateMap{}));
    const auto loaded = library.ask<MapLoaded>(LoadMap{});
    QVERIFY(loaded && loaded->map->photos.empty() && loaded->map->missing == 0);
    QVERIFY(clusters(library).empty());
    // One, two, three photos: too few for clusters, enough for a map.
    for (int i = 0; i < 3; ++i) {
        library.writePhoto(std::to_string(i) + ".jpg", i);
        QVERIFY(library.index());
        QVERIFY(library.ask<CommandDone>(UpdateMap{}));
        QCOMPARE(places(library).size(), static_cast<std::size_t>(i + 1));
    }
}

void ExploreTest::everyPhotoFindsItsPlaceAndItsCluster()
{
    TempLibrary library;
    write(library, 0, kEach);
    fs::copy_file(library.photos() / "0/0-0.jpg", library.photos() / "copy.jpg");
    QVERIFY(library.open());
    QVERIFY(library.index());
    const auto before = library.ask<MapLoaded>(LoadMap{});
    QCOMPARE(before->map->missing, kGroups * kEach + 1);
    QVERIFY(library.ask<CommandDone>(UpdateMap{}));

    const auto place = places(library);
    QCOMPARE(place.size(), static_cast<std::size_t>(kGroups * kEach + 1));
    QVERIFY(place.at("copy") == place.at("0-0"));
    const auto listed = library.ask<ClustersListed>(ListClusters{});
    QVERIFY(listed->clusters.size() >= kGroups);
    std::int64_t clustered = 0;
    for (const PhotoCluster& cluster : listed->clusters) {
        const auto members = namesIn(library, "cluster:" + std::to_string(cluster.id.value));
        QCOMPARE(members.size(), static_cast<std::size_t>(cluster.photoCount));
        QVERIFY(!cluster.representatives.empty());
        for (const PhotoId photo : cluster.representatives) {
            QVERIFY(members.contains(names(library).at(photo)));
        }
        std::set<char> groups;
        for (const std::string& name : members) {
            groups.insert(name == "copy" ? '0' : name[0]);
        }
        if (cluster.level == 0) {
            QCOMPARE(groups.size(), std::size_t{1});
            clustered += cluster.photoCount;
        }
    }
    QCOMPARE(clustered + listed->unclustered, kGroups * kEach + 1);
}

void ExploreTest::mapAndClustersComeByThemselvesAfterIndexing()
{
    TempLibrary library;
    library.idleTime = std::chrono::milliseconds(0);
    write(library, 0, 4);
    QVERIFY(library.open());
    QVERIFY(library.index());
    QTRY_COMPARE_WITH_TIMEOUT(places(library).size(), std::size_t{kGroups * 4}, 60'000);
    QVERIFY(library.log().waitFor<ExploreProgress>(
        [](const auto& progress) { return progress.state == ExploreState::Idle && progress.problem.empty(); }));
    QVERIFY(library.log().waitFor<ExploreChanged>([](const auto&) { return true; }));
    library.writePhoto("new.jpg", 1001, 340, 230);
    QVERIFY(library.rescan());
    QTRY_COMPARE_WITH_TIMEOUT(places(library).size(), std::size_t{kGroups * 4 + 1}, 60'000);
}

void ExploreTest::photosThatComeMoveNoOldPoint()
{
    TempLibrary library;
    write(library, 0, kEach);
    QVERIFY(library.open());
    QVERIFY(library.index());
    QVERIFY(library.ask<CommandDone>(UpdateMap{}));
    const auto before = places(library);
    library.writePhoto("new.jpg", 1002, 333, 222);
    QVERIFY(library.rescan());
    QVERIFY(library.ask<CommandDone>(UpdateMap{}));
    const auto after = places(library);
    QCOMPARE(after.size(), before.size() + 1);
    for (const auto& [name, point] : before) {
        QVERIFY2(after.at(name) == point, name.c_str());
    }
    // Among its own kind.
    const auto distance = [&](const std::string& name) {
        return std::hypot(after.at("new").x - after.at(name).x, after.at("new").y - after.at(name).y);
    };
    QVERIFY(distance("2-5") < distance("3-5"));
    QVERIFY(distance("2-5") < distance("0-5"));
    QVERIFY(library.ask<CommandDone>(RelayoutMap{}));
    QVERIFY(library.ask<CommandDone>(UpdateMap{}));
    QVERIFY(places(library) != after);
}

void ExploreTest::photosThatGoLeaveTheMap()
{
    TempLibrary library;
    write(library, 0, kEach);
    QVERIFY(library.open());
    QVERIFY(library.index());
    QVERIFY(library.ask<CommandDone>(UpdateMap{}));
    for (int i = 0; i < kEach; ++i) {
        fs::remove(library.photos() / "3" / ("3-" + std::to_string(i) + ".jpg"));
    }
    QVERIFY(library.rescan());
    QCOMPARE(places(library).size(), static_cast<std::size_t>((kGroups - 1) * kEach)); // at once
    for (const PhotoCluster& cluster : clusters(library)) {
        QVERIFY(cluster.photoCount > 0);
    }
    QVERIFY(library.ask<CommandDone>(UpdateMap{}));
    QCOMPARE(places(library).size(), static_cast<std::size_t>((kGroups - 1) * kEach));
    QVERIFY(library.ask<CommandDone>(CompactLibrary{}));
    QVERIFY(library.ask<CommandDone>(UpdateMap{}));
    QCOMPARE(places(library).size(), static_cast<std::size_t>((kGroups - 1) * kEach));
}

void ExploreTest::aLibraryThatOutgrowsItsMapIsLaidOutAnew()
{
    TempLibrary library;
    write(library, 0, 2);
    QVERIFY(library.open());
    QVERIFY(library.index());
    QVERIFY(library.ask<CommandDone>(UpdateMap{}));
    const auto before = places(library);
    write(library, 2, kEach);
    QVERIFY(library.rescan());
    QVERIFY(library.ask<CommandDone>(UpdateMap{}));
    const auto after = places(library);
    QCOMPARE(after.size(), static_cast<std::size_t>(kGroups * kEach));
    QVERIFY(
        std::any_of(before.begin(), before.end(), [&](const auto& one) { return after.at(one.first) != one.second; }));
}

void ExploreTest::nothingIsDoneTwice()
{
    TempLibrary library;
    write(library, 0, 4);
    QVERIFY(library.open());
    QVERIFY(library.index());
    QVERIFY(library.ask<CommandDone>(UpdateMap{}));
    const auto before = places(library);
    library.close();
    std::map<fs::path, fs::file_time_type> times;
    for (const auto& entry : fs::directory_iterator(exploreFolder(library))) {
        times.emplace(entry.path(), entry.last_write_time());
    }
    QCOMPARE(times.size(), std::size_t{3}); // nothing temporary is left
    QVERIFY(library.open());
    QVERIFY(library.ask<CommandDone>(UpdateMap{}));
    QVERIFY(places(library) == before);
    QCOMPARE(library.log().count<ExploreChanged>(), 0);
    for (const auto& [path, time] : times) {
        QVERIFY2(fs::last_write_time(path) == time, path.c_str());
    }
}

void ExploreTest::aPhotoWithAnotherVectorIsLookedAtAgain()
{
    TempLibrary library;
    write(library, 0, kEach);
    QVERIFY(library.open());
    QVERIFY(library.index());
    QVERIFY(library.ask<CommandDone>(UpdateMap{}));
    library.close();
    const auto linksOf = [&](ContentId content) {
        const auto graph = NeighbourGraph::open(exploreFolder(library) / "neighbours");
        std::set<ContentId> found;
        for (const GraphLink& link : graph->linksOf(graph->rowOf(content).value())) {
            found.insert(graph->contents()[link.row]);
        }
        return found;
    };
    const ContentId first{1}, last{kGroups * kEach};
    const auto before = linksOf(first);
    {
        auto catalog = Catalog::open(library.library(), Catalog::Access::ReadOnly);
        const auto identity = ModelSession::knownIdentity(library.library(), "null", **catalog);
        auto vectors = VectorStore::open(identity->file, identity->header, Catalog::Access::ReadWrite);
        QVERIFY(vectors);
        QVERIFY((*vectors)->put(std::array{first}, *(*vectors)->vectorOf(last))); // as a better decoder would give it
    }
    QVERIFY(library.open());
    QVERIFY(library.ask<CommandDone>(UpdateMap{}));
    QVERIFY(linksOf(first) != before);
    QVERIFY(linksOf(first).contains(last));
}
void ExploreTest::damagedAndLostFilesAreMadeAgain_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<bool>("lost");
    for (const char* file : {"neighbours", "map", "clusters", "map.part"}) {
        QTest::addRow("%s damaged", file) << QString(file) << false;
        QTest::addRow("%s lost", file) << QString(file) << true;
    }
}

void ExploreTest::damagedAndLostFilesAreMadeAgain()
{
    QFETCH(QString, file);
    QFETCH(bool, lost);
    TempLibrary library;
    write(library, 0, kEach);
    QVERIFY(library.open());
    QVERIFY(library.index());
    QVERIFY(library.ask<CommandDone>(UpdateMap{}));
    const auto before = places(library);
    const auto clustersBefore = clusters(library);
    library.close();
    const fs::path path = exploreFolder(library) / file.toStdString();
    if (file == "map.part") { // of a map that was being laid out
        fs::rename(exploreFolder(library) / "map", path);
    }
    if (lost) {
        fs::remove(path);
    } else {
        std::fstream damaged(path, std::ios::in | std::ios::out | std::ios::binary);
        damaged.seekp(static_cast<std::streamoff>(fs::file_size(path) / 2));
        damaged.put('\x5A').put('\x5A').put('\x5A');
    }
    QVERIFY(library.open());
    QVERIFY(library.ask<CommandDone>(UpdateMap{}));
    QVERIFY(places(library) == before);
    QCOMPARE(clusters(library).size(), clustersBefore.size());
    library.close();
    QVERIFY(library.open());
    QVERIFY(places(library) == before); // and it was saved
}

void ExploreTest::namesAndPinsStayWhenClustersAreFoundAnew()
{
    TempLibrary library;
    write(library, 0, kEach);
    QVERIFY(library.open());
    QVERIFY(library.index());
    QVERIFY(library.ask<CommandDone>(UpdateMap{}));
    const auto found = clusters(library);
    const PhotoCluster second = found.at(1);
    const auto members = namesIn(library, "cluster:" + std::to_string(second.id.value));
    QVERIFY(library.ask<CommandDone>(NameCluster{second.id, "Bridges"}));
    QVERIFY(library.log().waitFor<ExploreChanged>([](const auto&) { return true; }));
    QVERIFY(library.ask<CommandDone>(PinCluster{second.id, true}));
    const auto check = [&] {
        const auto now = clusters(library);
        return !now.empty() && now.front().id == second.id && now.front().name == "Bridges" && now.front().named
               && now.front().pinned;
    };
    QVERIFY(check());

    const auto decided = [&] { // what the decision will be known again by
        auto catalog = Catalog::open(library.library(), Catalog::Access::ReadOnly);
        const auto decisions = (*catalog)->clusterDecisions(exploreFolder(library).filename());
        return decisions && decisions->size() == 1 ? decisions->front().contents.size() : 0;
    };
    QCOMPARE(decided(), members.size());

    write(library, kEach, kEach + 6); // some more of each kind
    QVERIFY(library.rescan());
    QVERIFY(library.ask<CommandDone>(UpdateMap{}));
    QVERIFY(check());
    QVERIFY(library.ask<CommandDone>(SetKeeperFolders{})); // comes after what was to be written down
    QCOMPARE(decided(), namesIn(library, "cluster:" + std::to_string(second.id.value)).size());
    // Everything derived is lost: what was decided is known by what is in it.
    library.close();
    fs::remove_all(library.library() / "explore");
    QVERIFY(library.open());
    QVERIFY(library.ask<CommandDone>(UpdateMap{}));
    QVERIFY(check());
    const auto again = namesIn(library, "cluster:" + std::to_string(second.id.value));
    QVERIFY(std::includes(again.begin(), again.end(), members.begin(), members.end()));
    // No other cluster has an id that was given before.
    std::set<std::int64_t> before;
    for (const PhotoCluster& cluster : found) {
        before.insert(cluster.id.value);
    }
    for (const PhotoCluster& cluster : clusters(library)) {
        QVERIFY(cluster.id == second.id || !before.contains(cluster.id.value));
    }
    QVERIFY(library.ask<CommandDone>(NameCluster{second.id, ""}));
    QVERIFY(library.ask<CommandDone>(PinCluster{second.id, false}));
    const auto plain = clusters(library);
    QVERIFY(std::none_of(plain.begin(), plain.end(), [](const auto& one) { return one.named || one.pinned; }));
    QVERIFY(library.ask<CommandFailed>(NameCluster{ClusterId{999'999}, "nothing"}));
}

void ExploreTest::aClusterIsAFilterThatGoesWithLikeness()
{
    TempLibrary library;
    write(library, 0, kEach);
    QVERIFY(library.open());
    QVERIFY(library.index());
    QVERIFY(library.ask<CommandDone>(UpdateMap{}));
    const auto found = clusters(library);
    const std::string first = std::to_string(found.at(0).id.value), second = std::to_string(found.at(1).id.value);
    const auto all = namesIn(library, "");
    const auto inFirst = namesIn(library, "cluster:" + first), inSecond = namesIn(library, "cluster:" + second);
    QVERIFY(!inFirst.empty() && !inSecond.empty());
    std::set<std::string> both = inFirst;
    both.insert(inSecond.begin(), inSecond.end());
    QVERIFY(namesIn(library, "cluster:" + first + "," + second) == both);
    QVERIFY(namesIn(library, "cluster:" + first + " cluster:" + second).empty());
    std::set<std::string> neither;
    std::set_difference(all.begin(), all.end(), both.begin(), both.end(), std::inserter(neither, neither.end()));
    QVERIFY(namesIn(library, "-cluster:" + first + "," + second) == neither);
    QCOMPARE(namesIn(library, "cluster:" + first + " name:*-3").size(), std::size_t{1});

    // With likeness: what everyone scores, in that order, without those that are not in the cluster.
    Query query;
    query.parts.push_back({library.rows("name:4-4").front().id, {}, 1.0});
    query.sort = SortKey::Score;
    const auto everyone = library.ask<QueryAnswered>(RunQuery{query});
    query.filter = "-cluster:" + first;
    const auto others = library.ask<QueryAnswered>(RunQuery{query});
    const auto name = names(library);
    std::vector<PhotoId> expected;
    std::copy_if(everyone->result->photos.begin(), everyone->result->photos.end(), std::back_inserter(expected),
                 [&](PhotoId photo) { return !inFirst.contains(name.at(photo)); });
    QCOMPARE(others->result->photos, expected);
}

void ExploreTest::aClusterThatIsNotThereIsSaid()
{
    TempLibrary library;
    library.writePhoto("a.jpg", 1);
    QVERIFY(library.open());
    QVERIFY(library.index());
    Query query;
    query.filter = "cluster:12";
    const auto failed = library.ask<CommandFailed>(RunQuery{query});
    QVERIFY(failed && failed->error.code == ErrorCode::NotFound);
    QCOMPARE(failed->error.message, std::string("there is no cluster 12 yet"));
    query.filter = "cluster:first";
    const auto wrong = library.ask<CommandFailed>(RunQuery{query});
    QVERIFY(wrong && wrong->error.code == ErrorCode::InvalidInput);
    QCOMPARE(wrong->error.message, std::string("column 9: \"first\" is not the number of a cluster"));
}

void ExploreTest::pickedPhotosLimitListsAndSearches()
{
    TempLibrary library;
    write(library, 0, 4);
    QVERIFY(library.open());
    QVERIFY(library.index());
    const auto rows = library.rows("name:1-*,2-*");
    auto picked = std::make_shared<std::vector<PhotoId>>();
    for (const PhotoRow& row : rows) {
        picked->push_back(row.id);
    }
    QCOMPARE(picked->size(), std::size_t{8});
    Query query;
    query.among = {picked};
    query.sort = SortKey::Name;
    query.ascending = true;
    const auto listed = library.ask<QueryAnswered>(RunQuery{query});
    QCOMPARE(listed->result->photos, *picked);
    query.filter = "folder:2";
    QCOMPARE(library.ask<QueryAnswered>(RunQuery{query})->result->photos.size(), std::size_t{4});
    query.filter.clear();
    query.parts.push_back({library.rows("name:0-0").front().id, {}, 1.0});
    query.sort = SortKey::Score;
    auto alike = library.ask<QueryAnswered>(RunQuery{query})->result->photos;
    std::sort(alike.begin(), alike.end());
    std::sort(picked->begin(), picked->end());
    QCOMPARE(alike, *picked);
    query.among = {std::make_shared<const std::vector<PhotoId>>()};
    QVERIFY(library.ask<QueryAnswered>(RunQuery{query})->result->photos.empty());

    Query same = query;
    same.among = {std::make_shared<const std::vector<PhotoId>>()};
    QVERIFY(same == query);
    same.among = {};
    QVERIFY(same != query);
}

void ExploreTest::closingInTheMiddleLosesNothing()
{
    TempLibrary library;
    write(library, 0, kEach);
    QVERIFY(library.open());
    QVERIFY(library.index());
    for (const auto state : {ExploreState::Neighbours, ExploreState::Layout, ExploreState::Clusters}) {
        library.engine().post(RelayoutMap{});
        QVERIFY(library.log().waitFor<ExploreProgress>([&](const auto& progress) { return progress.state == state; }));
        QVERIFY(library.open()); // closes first
    }
    QVERIFY(library.ask<CommandDone>(UpdateMap{}));
    QCOMPARE(places(library).size(), static_cast<std::size_t>(kGroups * kEach));
}

void ExploreTest::anotherModelHasItsOwnMap()
{
    TempLibrary library("");
    write(library, 0, 3);
    QVERIFY(library.open());
    QVERIFY(library.ask<CommandDone>(UseModel{"null"}));
    QVERIFY(library.index());
    QVERIFY(library.ask<CommandDone>(UpdateMap{}));
    const auto underNull = places(library);
    QCOMPARE(underNull.size(), std::size_t{kGroups * 3});
    library.log().clear();
    QVERIFY(library.ask<CommandDone>(UseModel{"builtin"}));
    QVERIFY(library.log().waitFor<LibraryChanged>([](const auto& change) { return change.modelsChanged; }));
    QVERIFY(library.ask<CommandDone>(UpdateMap{}));
    const auto underBuiltin = places(library);
    QCOMPARE(underBuiltin.size(), underNull.size());
    QVERIFY(underBuiltin != underNull);
}

QTEST_GUILESS_MAIN(ExploreTest)
#include "explore_test.moc"
