#include "tests/core/index/index_fixture.h"
#include "tests/support/faulty_file_system.h"

#include <QProcess>
#include <fstream>
#include <thread>

using namespace likeness;
using namespace likeness::test;

namespace {

constexpr int kDimension = 32;
const QString kKilledProcess = QStringLiteral("--to-be-killed");
constexpr std::size_t kRows = 10'500; // enough for a walk to be cheaper than a scan

std::vector<std::filesystem::path> foldersIn(const std::filesystem::path& folder)
{
    std::vector<std::filesystem::path> found;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        found.push_back(entry.path());
    }
    std::sort(found.begin(), found.end());
    return found;
}

IndexKind kindNamed(const QString& name)
{
    return name == "exact"     ? IndexKind::Exact
           : name == "flat"    ? IndexKind::Flat
           : name == "hnsw-if" ? IndexKind::HnswIf
                               : IndexKind::Hnsw;
}

void flipBit(const std::filesystem::path& path, std::uint64_t offset)
{
    std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
    file.seekg(static_cast<std::streamoff>(offset));
    const int byte = file.get();
    file.seekp(static_cast<std::streamoff>(offset));
    file.put(static_cast<char>(byte ^ 0x10));
}

} // namespace

class LiveIndexTest : public QObject {
    Q_OBJECT

    const Vectors m_vectors{RealisticVectors(kDimension, 21).images(kRows + 2000), kDimension};
    FileSystem m_files;

    std::unique_ptr<LiveIndex> open(const QTemporaryDir& folder, IndexKind kind, FileSystem* files = nullptr)
    {
        auto index = LiveIndex::open(optionsIn(folder, kDimension, kind), files ? *files : m_files);
        if (!index) {
            qWarning("%s", index.error().message.c_str());
        }
        return index ? std::move(*index) : nullptr;
    }

    /// Puts a copy of one generation, built once from the first kRows rows at sequence 1, into `folder`.
    bool copyPristine(const QTemporaryDir& folder, IndexKind kind)
    {
        static const QTemporaryDir pristineHnsw, pristineFlat, pristineHnswIf;
        const QTemporaryDir& pristine = kind == IndexKind::Flat     ? pristineFlat
                                        : kind == IndexKind::HnswIf ? pristineHnswIf
                                                                    : pristineHnsw;
        const auto source = std::filesystem::path(pristine.path().toStdString()) / "index" / "gen-1";
        if (!std::filesystem::exists(source)) {
            auto index = open(pristine, kind);
            if (!index->apply(m_vectors.changes(0, kRows, 1)) || !build(*index)) {
                return false;
            }
        }
        const auto target = std::filesystem::path(folder.path().toStdString()) / "index" / "gen-1";
        std::filesystem::create_directories(target.parent_path());
        std::filesystem::copy(source, target, std::filesystem::copy_options::recursive);
        return true;
    }

    /// Mapped parts of deleted files below `folder`.
    static int filesWithoutNames(const QTemporaryDir& folder)
    {
        int count = 0;
        std::ifstream maps("/proc/self/maps");
        for (std::string line; std::getline(maps, line);) {
            count += line.find(folder.path().toStdString()) != std::string::npos && line.ends_with("(deleted)") ? 1 : 0;
        }
        return count;
    }

    /// Answers to a few queries, from every row.
    std::vector<std::vector<Neighbour>> answers(const LiveIndex& index) const
    {
        std::vector<std::vector<Neighbour>> all;
        for (const std::size_t row : {0, 1234, 5999, 7000}) {
            all.push_back(*index.exactSnapshot()->search(m_vectors.row(row), 30, nullptr));
        }
        return all;
    }

    double foundShare(const LiveIndex& index, const RowFilter* filter = nullptr) const
    {
        double sum = 0;
        int count = 0;
        for (std::size_t row = 0; row < kRows + 2000; row += 80) {
            sum += recall(*index.exactSnapshot()->search(m_vectors.row(row), 10, filter),
                          *index.snapshot()->search(m_vectors.row(row), 10, filter));
            ++count;
        }
        return sum / count;
    }

    /// Makes a build due, and a short one.
    VectorChanges changesOfTheKilled() const
    {
        VectorChanges changes = m_vectors.changes(kRows, 2000, 2);
        for (std::int64_t id = 1; id <= 9000; ++id) {
            changes.removed.push_back({id});
        }
        return changes;
    }

public:
    int runToBeKilled(const QString& folder, const QString& kindName, int fatalWrite)
    {
        LethalFileSystem files(fatalWrite);
        LiveIndex::Options options;
        options.folder = std::filesystem::path(folder.toStdString()) / "index";
        options.modelId = "test-model";
        options.dimension = kDimension;
        options.kind = kindNamed(kindName);
        options.buildThreads = 1;
        auto index = LiveIndex::open(options, files);
        return index && (*index)->apply(changesOfTheKilled()) && build(**index) ? 0 : 1;
    }

private Q_SLOTS:
    void aLibraryTooSmallToSaveIsFedAgain()
    {
        const QTemporaryDir folder;
        auto index = open(folder, IndexKind::Auto);
        QVERIFY(index->apply(m_vectors.changes(0, 100, 7)));
        bool called = false;
        index->buildIfDue([&called](const Status&) { called = true; });
        QVERIFY(!index->building());
        index.reset(); // waits for threads
        QVERIFY(!called);
        index = open(folder, IndexKind::Auto);
        QCOMPARE(index->lastSequence(), std::int64_t{0});
        QCOMPARE(index->snapshot()->size(), std::size_t{0});
    }

    void rowsThatComeInGreatNumberLieInFilesWithoutNames_data()
    {
        QTest::addColumn<bool>("folderIsThere");
        QTest::newRow("room on the disk") << true;
        QTest::newRow("no file can be made") << false;
    }
    void rowsThatComeInGreatNumberLieInFilesWithoutNames()
    {
        QFETCH(bool, folderIsThere);
        constexpr std::size_t kTimes = 12; // 150,000 rows, of which the heap takes 131,072
        const QTemporaryDir folder;
        auto index = open(folder, IndexKind::Flat);
        if (!folderIsThere) {
            std::filesystem::remove_all(optionsIn(folder, kDimension, IndexKind::Flat).folder);
        }
        QVERIFY(index->apply(m_vectors.all()));
        std::vector<Neighbour> expected;
        const auto once = *index->exactSnapshot()->search(m_vectors.row(1234), 5, nullptr);
        for (const Neighbour& neighbour : once) {
            expected.insert(expected.end(), kTimes, neighbour);
        }
        for (std::size_t i = 1; i < kTimes; ++i) {
            VectorChanges changes = m_vectors.all(static_cast<std::int64_t>(i + 1));
            for (ContentId& content : changes.added) {
                content.value += static_cast<std::int64_t>(i * m_vectors.count());
            }
            QVERIFY(index->apply(changes));
        }
        QCOMPARE(filesWithoutNames(folder) > 0, folderIsThere);
        QCOMPARE(index->snapshot()->size(), kTimes * m_vectors.count());
        const auto scores = [](const std::vector<Neighbour>& neighbours) {
            std::vector<float> all(neighbours.size());
            std::transform(neighbours.begin(), neighbours.end(), all.begin(), [](const auto& n) { return n.score; });
            return all;
        };
        const auto ask = [&] { return *index->snapshot()->search(m_vectors.row(1234), 5 * kTimes, nullptr); };
        QCOMPARE(scores(ask()), scores(expected));
        if (folderIsThere) {
            QVERIFY(build(*index));
            index->buildIfDue([](Status) { QFAIL("nothing is due"); }); // joins the thread, which holds the rows
            QCOMPARE(filesWithoutNames(folder), 0);
            QCOMPARE(scores(ask()), scores(expected));
        }
    }

    void whatWasSavedIsThereAfterOpening_data()
    {
        QTest::addColumn<QString>("kindName");
        for (const char* kind : {"exact", "flat", "hnsw-if", "hnsw"}) {
            QTest::newRow(kind) << kind;
        }
    }

    void whatWasSavedIsThereAfterOpening()
    {
        QFETCH(QString, kindName);
        const IndexKind kind = kindNamed(kindName);
        const QTemporaryDir folder;
        auto index = open(folder, kind);
        QVERIFY(index->apply(m_vectors.changes(0, kRows, 70)));
        QCOMPARE(index->snapshot()->kind(), std::string("exact"));
        const auto expected = answers(*index);
        QVERIFY(build(*index));
        QCOMPARE(index->snapshot()->kind(), kindName.toStdString());
        QCOMPARE(answers(*index), expected);

        index = open(folder, kind);
        QCOMPARE(index->lastSequence(), std::int64_t{70});
        QCOMPARE(index->snapshot()->size(), kRows);
        QCOMPARE(index->snapshot()->kind(), kindName.toStdString());
        QCOMPARE(answers(*index), expected);
        QVERIFY(foundShare(*index) >= 0.98);
        QVERIFY(index->verify()->empty());
        index->buildIfDue([](const Status&) {});
        QVERIFY(!index->building()); // nothing is due

        // Newer rows, replacements and deletions beside the generation.
        VectorChanges newer = m_vectors.changes(kRows, 2000, 71);
        for (std::int64_t id = 1; id <= 300; ++id) {
            newer.removed.push_back({id});
        }
        newer.added[0] = {5000};
        QVERIFY(index->apply(newer));
        QCOMPARE(index->snapshot()->size(), kRows + 2000 - 300 - 1);
        QVERIFY(foundShare(*index) >= 0.98);
        QCOMPARE((*index->snapshot()->search(m_vectors.row(kRows), 1, nullptr))[0].content.value, std::int64_t{5000});
        const auto near = *index->snapshot()->search(m_vectors.row(10), 50, nullptr);
        QVERIFY(std::none_of(near.begin(), near.end(), [](const Neighbour& n) { return n.content.value <= 300; }));
    }

    void kindCanChangeFromOneOpeningToTheNext()
    {
        const QTemporaryDir folder;
        auto index = open(folder, IndexKind::Hnsw);
        QVERIFY(index->apply(m_vectors.changes(0, kRows, 3)));
        QVERIFY(build(*index));
        index = open(folder, IndexKind::Exact);
        QCOMPARE(index->snapshot()->kind(), std::string("exact"));
        QCOMPARE(index->snapshot()->size(), kRows);
        QVERIFY(index->discardGeneration());
        QVERIFY(build(*index));
        index = open(folder, IndexKind::Hnsw);
        QCOMPARE(index->snapshot()->kind(), std::string("exact"));
        QVERIFY(build(*index)); // rows are there, the graph is due
        QCOMPARE(index->snapshot()->kind(), std::string("hnsw"));
        QCOMPARE(foldersIn(std::filesystem::path(folder.path().toStdString()) / "index").size(), std::size_t{1});
    }

    void filtersKeepTheirRecallOverAGraph()
    {
        const QTemporaryDir folder;
        auto index = open(folder, IndexKind::Hnsw);
        QVERIFY(index->apply(m_vectors.changes(0, kRows, 3)));
        QVERIFY(build(*index));
        QVERIFY(index->apply(m_vectors.changes(kRows, 2000, 4)));
        for (const int every : {1, 2, 3, 10, 100, 3000}) {
            std::vector<ContentId> allowed;
            for (std::int64_t id = every; id <= static_cast<std::int64_t>(kRows + 2000); id += every) {
                allowed.push_back({id});
            }
            const RowFilter filter(allowed);
            QVERIFY2(foundShare(*index, &filter) >= 0.98, std::to_string(every).c_str());
        }
        std::vector<ContentId> most; // all but each twentieth: walks the graph, past rows that do not count
        for (std::int64_t id = 1; id <= static_cast<std::int64_t>(kRows + 2000); ++id) {
            if (id % 20 != 0) {
                most.push_back({id});
            }
        }
        const RowFilter allButSome(most);
        QVERIFY(foundShare(*index, &allButSome) >= 0.98);
        const auto near = *index->snapshot()->search(m_vectors.row(59), 30, &allButSome);
        for (const Neighbour& n : near) {
            QVERIFY(n.content.value % 20 != 0);
        }
        // One corner of the collection, far from the query.
        const auto corner = *index->exactSnapshot()->search(m_vectors.row(1), 3000, nullptr);
        std::vector<ContentId> allowed;
        std::transform(corner.begin(), corner.end(), std::back_inserter(allowed), [](auto& n) { return n.content; });
        const RowFilter filter(allowed);
        QVERIFY(foundShare(*index, &filter) >= 0.98);
    }

    void changesDuringABuildAreNotLost()
    {
        const QTemporaryDir folder;
        auto index = open(folder, IndexKind::Hnsw);
        QVERIFY(index->apply(m_vectors.changes(0, kRows, 1)));
        BuildWaiter waiter;
        index->buildIfDue(waiter.callback());
        QVERIFY(index->building());
        index->buildIfDue([](const Status&) { qFatal("a second build began beside the first"); });
        int batches = 0;
        for (std::size_t at = kRows; at < kRows + 2000; at += 64) {
            VectorChanges changes = m_vectors.changes(at, std::min<std::size_t>(64, kRows + 2000 - at), 2);
            changes.removed = {{static_cast<std::int64_t>(at - kRows + 1)}};
            changes.added.push_back({static_cast<std::int64_t>(3000 + batches)}); // replaced by a row far away
            const auto replacement = m_vectors.changes(4000 + static_cast<std::size_t>(batches), 1, 0).addedHalf;
            changes.addedHalf.insert(changes.addedHalf.end(), replacement.begin(), replacement.end());
            QVERIFY(index->apply(changes));
            ++batches;
        }
        const auto expected = answers(*index);
        const std::size_t size = index->snapshot()->size();
        const auto built = waiter.wait();
        QVERIFY(built && *built);
        QCOMPARE(index->snapshot()->kind(), std::string("hnsw"));
        QCOMPARE(index->snapshot()->size(), size);
        QCOMPARE(answers(*index), expected);
        QVERIFY(foundShare(*index) >= 0.98);
        QVERIFY(index->verify()->empty());

        index = open(folder, IndexKind::Hnsw); // the generation is as old as its beginning
        QCOMPARE(index->lastSequence(), std::int64_t{1});
        QCOMPARE(index->snapshot()->size(), kRows);
    }

    void searchesGoOnWhileRowsComeAndGenerationsChange()
    {
        const QTemporaryDir folder;
        auto index = open(folder, IndexKind::Hnsw);
        QVERIFY(index->apply(m_vectors.changes(0, 1500, 1)));
        std::atomic<bool> stop{false};
        std::atomic<int> searches{0}, wrong{0};
        std::vector<std::thread> readers;
        for (int i = 0; i < 2; ++i) {
            readers.emplace_back([&] {
                while (!stop.load()) {
                    const auto snapshot = index->snapshot();
                    const auto found = snapshot->search(m_vectors.row(42), 10, nullptr);
                    wrong += found && found->size() == 10 && (*found)[0].score > 0.999F ? 0 : 1;
                    ++searches;
                    std::this_thread::yield(); // the build is to come to its end on one processor too
                }
            });
        }
        for (int round = 0; round < 2; ++round) {
            QVERIFY(index->discardGeneration());
            BuildWaiter waiter;
            index->buildIfDue(waiter.callback());
            for (std::size_t at = 1500; at < 2000; at += 100) {
                QVERIFY(index->apply(m_vectors.changes(at, 100, round + 2)));
            }
            const auto built = waiter.wait();
            QVERIFY(built && *built);
        }
        stop.store(true);
        for (std::thread& reader : readers) {
            reader.join();
        }
        QVERIFY(searches.load() > 0);
        QCOMPARE(wrong.load(), 0);
    }

    void closingStopsABuildAndLeavesNoHalfMadeFiles()
    {
        const QTemporaryDir folder;
        auto index = open(folder, IndexKind::Hnsw);
        QVERIFY(index->apply(m_vectors.changes(0, kRows, 1)));
        BuildWaiter waiter;
        index->buildIfDue(waiter.callback());
        index.reset();
        const auto ended = waiter.wait();
        QVERIFY(ended);
        if (!*ended) { // unless it was faster
            QCOMPARE(ended->error().code, ErrorCode::Cancelled);
            QVERIFY(foldersIn(std::filesystem::path(folder.path().toStdString()) / "index").empty());
        }
    }

    void aWriteThatFailsLeavesTheOldGenerationAnswering_data()
    {
        QTest::addColumn<bool>("once");
        QTest::addColumn<QString>("kindName");
        for (const char* kind : {"flat", "hnsw-if", "hnsw"}) {
            QTest::addRow("%s, disk full from then on", kind) << false << kind;
            QTest::addRow("%s, one write refused", kind) << true << kind;
        }
    }

    void aWriteThatFailsLeavesTheOldGenerationAnswering()
    {
        QFETCH(bool, once);
        QFETCH(QString, kindName);
        const IndexKind kind = kindNamed(kindName);
        constexpr std::int64_t kGone = 9000;
        // Count the writes of one build first.
        FaultyFileSystem counting;
        {
            const QTemporaryDir folder;
            auto index = open(folder, kind, &counting);
            QVERIFY(index->apply(m_vectors.changes(0, kRows + 2000 - kGone, 1)));
            QVERIFY(build(*index));
        }
        const int writes = counting.writeCount();
        QVERIFY(writes >= 4);

        for (int n = 0; n < writes; ++n) {
            const QTemporaryDir folder;
            QVERIFY(copyPristine(folder, kind));
            FaultyFileSystem faulty(n, once ? FaultyFileSystem::Failing::Once : FaultyFileSystem::Failing::FromThen);
            auto index = open(folder, kind, &faulty);
            QCOMPARE(index->snapshot()->size(), kRows);
            VectorChanges changes = m_vectors.changes(kRows, 2000, 2);
            for (std::int64_t id = 1; id <= kGone; ++id) { // makes a build due, and a short one
                changes.removed.push_back({id});
            }
            QVERIFY(index->apply(changes));
            const auto expected = answers(*index);
            BuildWaiter waiter;
            index->buildIfDue(waiter.callback());
            const auto built = waiter.wait();
            QVERIFY(built);
            if (!*built) {
                QCOMPARE(built->error().code, ErrorCode::OutOfResources);
                QVERIFY(index->reason().find("no space left") != std::string::npos);
                index->buildIfDue([](const Status&) { qFatal("tried again at once"); });
                QVERIFY(!index->building());
            }
            QCOMPARE(index->snapshot()->kind(), kindName.toStdString()); // the old one
            QCOMPARE(answers(*index), expected);
            QVERIFY(index->verify()->empty());

            index = open(folder, kind);
            QVERIFY(index->lastSequence() == (*built ? 2 : 1));
            QCOMPARE(index->snapshot()->size(), *built ? kRows + 2000 - kGone : kRows);
            QVERIFY(index->verify()->empty());
            QCOMPARE(foldersIn(std::filesystem::path(folder.path().toStdString()) / "index").size(), std::size_t{1});
        }
    }

    void aKillAtAnyWriteLosesNothing_data()
    {
        QTest::addColumn<QString>("kindName");
        for (const char* kind : {"flat", "hnsw-if", "hnsw"}) {
            QTest::newRow(kind) << kind;
        }
    }

    /// A process of its own opens the index, changes it and is killed in the middle of the n-th write of the build.
    void aKillAtAnyWriteLosesNothing()
    {
        QFETCH(QString, kindName);
        const IndexKind kind = kindNamed(kindName);
        bool finished = false;
        int kills = 0;
        for (int n = 0; !finished; ++n) {
            const QTemporaryDir folder;
            QVERIFY(copyPristine(folder, kind));
            QProcess process;
            process.start(QCoreApplication::applicationFilePath(),
                          {kKilledProcess, folder.path(), kindName, QString::number(n)});
            QVERIFY(process.waitForFinished(600'000));
            finished = process.exitStatus() == QProcess::NormalExit;
            QVERIFY(!finished || process.exitCode() == 0);
            kills += finished ? 0 : 1;

            // Whole, old or new; and whatever it is, feeding what is newer makes it complete.
            auto index = open(folder, kind);
            QVERIFY(index->lastSequence() == 1 || index->lastSequence() == 2);
            QVERIFY(!finished || index->lastSequence() == 2);
            QCOMPARE(index->snapshot()->kind(), kindName.toStdString());
            QVERIFY(index->verify()->empty());
            QCOMPARE(foldersIn(std::filesystem::path(folder.path().toStdString()) / "index").size(), std::size_t{1});
            QVERIFY(index->apply(changesOfTheKilled()));
            QCOMPARE(index->snapshot()->size(), kRows + 2000 - 9000);
            QVERIFY(foundShare(*index) >= 0.98);
        }
        QVERIFY(kills >= 4);
    }

    void damageIsNoticedSetAsideAndRebuilt_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("damage");
        for (const char* file : {"rows", "graph", "codes", "lists", "manifest"}) {
            for (const char* damage :
                 {"flip 0", "flip 5", "flip 9", "flip 20", "flip 30", "flip 63", "flip 64", "flip middle", "flip last",
                  "cut 1", "cut half", "empty", "longer", "missing", "a folder"}) {
                QTest::addRow("%s: %s", file, damage) << file << damage;
            }
        }
    }

    void damageIsNoticedSetAsideAndRebuilt()
    {
        QFETCH(QString, file);
        QFETCH(QString, damage);
        const QString kindName = file == "codes" ? "flat" : file == "lists" ? "hnsw-if" : "hnsw";
        const IndexKind kind = kindNamed(kindName);
        const QTemporaryDir folder;
        const auto generation = std::filesystem::path(folder.path().toStdString()) / "index" / "gen-1";
        QVERIFY(copyPristine(folder, kind));
        const auto expected = answers(*open(folder, IndexKind::Exact));
        QCOMPARE(open(folder, kind)->lastSequence(), std::int64_t{1}); // the copy itself is sound

        const auto path = generation / file.toStdString();
        const auto size = std::filesystem::file_size(path);
        if (damage.startsWith("flip")) {
            const QString where = damage.mid(5);
            flipBit(path, where == "middle" ? size / 2 : where == "last" ? size - 1 : where.toULongLong());
        } else if (damage == "missing" || damage == "a folder") {
            std::filesystem::remove(path);
            if (damage == "a folder") {
                std::filesystem::create_directory(path);
            }
        } else {
            std::filesystem::resize_file(path, damage == "cut 1"      ? size - 1
                                               : damage == "cut half" ? size / 2
                                               : damage == "empty"    ? 0
                                                                      : size + 1);
        }

        auto index = open(folder, kind);
        QVERIFY(index);
        QCOMPARE(index->lastSequence(), std::int64_t{0});
        QVERIFY(index->reason().find("set aside") != std::string::npos);
        QVERIFY(index->apply(m_vectors.changes(0, kRows, 1)));
        QCOMPARE(index->snapshot()->kind(), std::string("exact"));
        QCOMPARE(answers(*index), expected);
        if (damage == "flip middle" || damage == "a folder") { // building for every row takes long
            QVERIFY(build(*index));
            QCOMPARE(index->snapshot()->kind(), kindName.toStdString());
            QVERIFY(index->reason().find("set aside") == std::string::npos);
            QCOMPARE(open(folder, kind)->lastSequence(), std::int64_t{1});
        }
    }

    void filesOfAnotherModelOrDimensionAreNotUsed()
    {
        const QTemporaryDir folder;
        {
            auto index = open(folder, IndexKind::Exact);
            QVERIFY(index->apply(m_vectors.changes(0, kRows, 1)));
            QVERIFY(build(*index));
        }
        LiveIndex::Options options = optionsIn(folder, kDimension, IndexKind::Exact);
        options.modelId = "another";
        auto other = LiveIndex::open(options, m_files);
        QVERIFY(other);
        QCOMPARE((*other)->lastSequence(), std::int64_t{0});
        QVERIFY((*other)->reason().find("another model") != std::string::npos);
        QVERIFY(foldersIn(options.folder).empty());
        options.dimension = 0;
        QCOMPARE(LiveIndex::open(options, m_files).error().code, ErrorCode::InvalidInput);
    }

    void anOlderWholeGenerationServesWhenTheNewestIsDamaged()
    {
        const QTemporaryDir folder;
        const auto home = std::filesystem::path(folder.path().toStdString()) / "index";
        {
            auto index = open(folder, IndexKind::Exact);
            QVERIFY(index->apply(m_vectors.changes(0, kRows, 5)));
            QVERIFY(build(*index));
        }
        // As after a crash between the rename and the removal of the old one, and a bad disk.
        std::filesystem::copy(home / "gen-1", home / "gen-10", std::filesystem::copy_options::recursive);
        std::filesystem::copy(home / "gen-1", home / "gen-11.tmp", std::filesystem::copy_options::recursive);
        flipBit(home / "gen-10" / "rows", 5000);
        auto index = open(folder, IndexKind::Exact);
        QCOMPARE(index->lastSequence(), std::int64_t{5});
        QVERIFY(index->reason().find("gen-10 was set aside") != std::string::npos);
        QCOMPARE(foldersIn(home), std::vector<std::filesystem::path>{home / "gen-1"});
    }

    void damageDoneWhileOpenIsFoundByVerifyAndMendedByDiscarding()
    {
        const QTemporaryDir folder;
        const auto home = std::filesystem::path(folder.path().toStdString()) / "index";
        auto index = open(folder, IndexKind::Hnsw);
        QVERIFY(index->apply(m_vectors.changes(0, kRows, 5)));
        QVERIFY(build(*index));
        QVERIFY(index->verify()->empty());

        QVERIFY(index->discardGeneration()); // whole: the rows stay
        QCOMPARE(index->lastSequence(), std::int64_t{5});
        QCOMPARE(index->snapshot()->size(), kRows);
        QCOMPARE(index->snapshot()->kind(), std::string("exact"));
        QVERIFY(foldersIn(home).empty());
        QVERIFY(build(*index));
        QCOMPARE(index->snapshot()->kind(), std::string("hnsw"));

        flipBit(foldersIn(home).front() / "rows", 100'000);
        QCOMPARE(index->verify()->size(), std::size_t{1});
        QVERIFY(index->verify()->front().find("rows") != std::string::npos);
        QVERIFY(index->discardGeneration()); // not whole: everything comes from the vectors again
        QCOMPARE(index->lastSequence(), std::int64_t{0});
        QCOMPARE(index->snapshot()->size(), std::size_t{0});
        QVERIFY(index->apply(m_vectors.changes(0, kRows, 5)));
        QVERIFY(build(*index));
        QVERIFY(index->verify()->empty());
    }

    void aTraceSaysHowTheAnswerWasFound()
    {
        const auto traceOf = [&](const LiveIndex& index, const RowFilter* filter) {
            SearchTrace trace;
            const auto with = index.snapshot()->search(m_vectors.row(7), 10, filter, &trace);
            return with && *with == *index.snapshot()->search(m_vectors.row(7), 10, filter) ? trace : SearchTrace();
        };
        const std::vector<ContentId> few{{1}, {2}, {static_cast<std::int64_t>(kRows + 1)}};
        const RowFilter filter(few);
        for (const IndexKind kind : {IndexKind::Flat, IndexKind::Hnsw}) {
            const QTemporaryDir folder;
            QVERIFY(copyPristine(folder, kind));
            auto index = open(folder, kind);
            SearchTrace trace = traceOf(*index, nullptr);
            QCOMPARE(trace.plan, kind == IndexKind::Flat ? std::string("codes of 10500 photos")
                                                         : std::string("graph over 10500 photos"));
            QCOMPARE(trace.rowsEstimated, kind == IndexKind::Flat ? kRows : 0);
            QVERIFY(trace.rowsCompared >= 10 && trace.rowsCompared < kRows / 2);
            QVERIFY(index->apply(m_vectors.changes(kRows, 100, 2)));
            const std::size_t before = trace.rowsCompared;
            trace = traceOf(*index, nullptr);
            QVERIFY(trace.plan.ends_with("; 100 newer ones compared in full"));
            QCOMPARE(trace.rowsCompared, before + 100);
            trace = traceOf(*index, &filter);
            QCOMPARE(trace.plan,
                     std::string("every one of 2 allowed photos compared in full; 1 newer ones compared in full"));
            QCOMPARE(trace.rowsCompared, std::size_t{3});
            QCOMPARE(trace.rowsEstimated, std::size_t{0});
        }
    }

    void figuresTellWhatItCostsAndHowRightItIs()
    {
        const QTemporaryDir folder;
        QVERIFY(copyPristine(folder, IndexKind::Hnsw));
        auto index = open(folder, IndexKind::Hnsw);
        QVERIFY(index->apply(m_vectors.changes(kRows, 200, 2)));
        const std::vector<float> queries = RealisticVectors(kDimension, 22).images(40);
        std::atomic<bool> cancel{false};
        auto figures = measureIndex(*index->snapshot(), *index->exactSnapshot(), queries, cancel);
        QVERIFY(figures);
        QCOMPARE(figures->rows, kRows + 200);
        QCOMPARE(figures->rowsWaiting, std::size_t{200});
        std::size_t bytes = 0;
        for (const char* file : {"rows", "graph"}) {
            bytes += std::filesystem::file_size(optionsIn(folder, kDimension, IndexKind::Hnsw).folder / "gen-1" / file);
        }
        QCOMPARE(figures->diskBytes, bytes);
        QVERIFY(figures->heldBytes >= 200 * kDimension * 2 && figures->heldBytes < 4'000'000);
        QVERIFY(figures->build.count() > 0);
        QCOMPARE(figures->queries, std::size_t{40});
        QVERIFY(figures->recall10 >= 0.98 && figures->recall10 <= 1);
        QVERIFY(figures->median.count() > 0 && figures->median <= figures->p95 && figures->p95 <= figures->p99);

        // With one row in fifty, nearly nothing is found.
        const QTemporaryDir otherFolder;
        auto other = open(otherFolder, IndexKind::Exact);
        QVERIFY(other->apply(m_vectors.changes(0, 200, 1)));
        QVERIFY(measureIndex(*other->snapshot(), *index->exactSnapshot(), queries, cancel)->recall10 < 0.5);
        QCOMPARE(measureIndex(*other->snapshot(), *index->exactSnapshot(), {}, cancel)->queries, std::size_t{0});
        QCOMPARE(
            measureIndex(*index->snapshot(), *index->exactSnapshot(), std::span(queries).first(5), cancel).error().code,
            ErrorCode::InvalidInput);
        cancel = true;
        QCOMPARE(measureIndex(*index->snapshot(), *index->exactSnapshot(), queries, cancel).error().code,
                 ErrorCode::Cancelled);
    }

    void twoOpeningsOfOneFolderAnswerAlike()
    {
        const QTemporaryDir folder;
        auto first = open(folder, IndexKind::Hnsw);
        QVERIFY(first->apply(m_vectors.changes(0, kRows, 5)));
        QVERIFY(build(*first));
        auto second = open(folder, IndexKind::Hnsw);
        QCOMPARE(answers(*second), answers(*first));
        QVERIFY(first->discardGeneration()); // the second one's files vanish, its memory does not
        QCOMPARE(answers(*second), answers(*first));
        QVERIFY(!second->verify()->empty());
    }

    void replacingEverythingAgainAndAgainLosesNoRecall()
    {
        const QTemporaryDir folder;
        auto index = open(folder, IndexKind::Hnsw);
        QVERIFY(index->apply(m_vectors.changes(0, kRows, 1)));
        QVERIFY(build(*index));
        for (int round = 0; round < 2; ++round) { // in the order of the folders, as people do
            for (std::size_t at = 0; at < kRows; at += 500) {
                QVERIFY(index->apply(m_vectors.changes(at, 500, round + 2)));
                BuildWaiter waiter;
                index->buildIfDue(waiter.callback());
                if (index->building()) {
                    QVERIFY(waiter.wait());
                }
            }
        }
        QCOMPARE(index->snapshot()->size(), kRows);
        QVERIFY(foundShare(*index) >= 0.98);
    }
};

int main(int count, char** values)
{
    QCoreApplication application(count, values);
    LiveIndexTest test;
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() == 5 && arguments[1] == kKilledProcess) {
        return test.runToBeKilled(arguments[2], arguments[3], arguments[4].toInt());
    }
    return QTest::qExec(&test, count, values);
}

#include "live_index_test.moc"
