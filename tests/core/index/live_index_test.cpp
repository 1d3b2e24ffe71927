#include "core/index/snapshot.h"
#include "tests/core/index/index_fixture.h"
#include "tests/support/faulty_file_system.h"

#include <QProcess>
#include <fstream>
#include <sstream>
#include <thread>

using namespace likeness;
using namespace likeness::test;

namespace {

constexpr int kDimension = 32;
const QString kKilledProcess = QStringLiteral("--to-be-killed");
constexpr std::size_t kRows = 10'500; // enough for a walk to be cheaper than a scan
const std::atomic<bool> kGoOn{false};

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

/// A generation of `rows`, small enough to try every bit of it.
std::shared_ptr<const Generation> writtenIn(const QTemporaryDir& folder, const NamedRows& rows, IndexKind kind)
{
    RowSet set;
    set.stride = rows.block.stride;
    set.live = rows.block.count;
    set.chunks.push_back({nullptr, rows.block.halves, rows.contents.data(), rows.block.count, nullptr});
    GenerationPlan plan;
    plan.folder = std::filesystem::path(folder.path().toStdString()) / "gen-1";
    plan.identity = {"test-model", kDimension};
    plan.withGraph = kind == IndexKind::Hnsw;
    plan.codeBits = kind == IndexKind::Flat ? 2 : 0;
    plan.withLists = kind == IndexKind::HnswIf;
    plan.listSizes = {16, 64, 2};
    FileSystem files;
    auto written = writeGeneration(plan, set, files, kGoOn);
    return written ? *written : nullptr;
}

/// A disk that keeps one byte of a file otherwise than it was given.
class ForgetfulFileSystem final : public FileSystem {
public:
    explicit ForgetfulFileSystem(std::string file)
        : m_file(std::move(file))
    {
    }

    Status appendToFile(const std::filesystem::path& path, std::span<const std::byte> content) override
    {
        std::vector<std::byte> kept(content.begin(), content.end());
        if (path.filename() == m_file && kept.size() > 3000) {
            kept[kept.size() - 100] ^= std::byte{4};
        }
        return FileSystem::appendToFile(path, kept);
    }

private:
    std::string m_file;
};

/// Asks a generation whose files may be damaged in every way that there is. Returns what not even such an answer may
/// be: too long, out of order, or with a score that is no cosine; empty if there is nothing of the kind.
std::string oddities(const std::shared_ptr<const Generation>& generation, std::span<const float> query)
{
    const auto set = std::make_shared<const RowSet>(Generation::rowSetOf(generation));
    const RowBlock rows = generation->rows();
    RowBits second(rows.count);
    for (std::uint32_t row = 1; row < rows.count; row += 2) {
        second.add(row);
    }
    std::vector<std::vector<Neighbour>> answers;
    constexpr std::size_t kCount = 5;
    for (const SearchWith with : {SearchWith::Rows, SearchWith::Codes, SearchWith::Lists}) {
        const auto found = Snapshot(set, generation, kDimension, with).search(query, kCount, nullptr);
        if (!found) {
            return found.error().message;
        }
        answers.push_back(*found);
    }
    for (const auto* allowed : {static_cast<decltype(&second)>(nullptr), &second}) {
        TopList walked(kCount), probed(kCount);
        if (generation->graph()) {
            walkGraph(*generation->graph(), rows, generation->contents(), {query.data(), 20, rows.count}, allowed,
                      generation->seen(), walked);
        }
        if (generation->lists()) {
            searchLists(*generation->lists(), rows, generation->contents(),
                        {query.data(), generation->lists()->strength, /*walkFrom=*/1}, allowed, generation->seen(),
                        probed);
        }
        answers.push_back(walked.takeSorted());
        answers.push_back(probed.takeSorted());
    }
    for (const std::vector<Neighbour>& answer : answers) {
        const auto isCosine = [](const Neighbour& n) { return n.score >= -1 && n.score <= 1; };
        const auto nearer = [](const Neighbour& a, const Neighbour& b) { return a.score > b.score; };
        if (answer.size() > kCount || !std::all_of(answer.begin(), answer.end(), isCosine)
            || !std::is_sorted(answer.begin(), answer.end(), nearer)) {
            return "an answer that cannot be";
        }
    }
    return {};
}

/// How much of the files below `folder` is in this process' memory: the bytes mapped, and those touched.
std::pair<std::size_t, std::size_t> mappedAndTouched(const std::filesystem::path& folder)
{
    std::ifstream maps("/proc/self/smaps");
    std::pair<std::size_t, std::size_t> sums;
    bool isOurs = false;
    for (std::string line; std::getline(maps, line);) {
        const bool isHeader = line.find('-') < line.find(' ');
        isOurs = isHeader ? line.find(folder.string()) != std::string::npos : isOurs;
        std::istringstream words(line);
        std::string name;
        std::size_t kilobytes = 0;
        if (isOurs && !isHeader && words >> name >> kilobytes) {
            sums.first += name == "Size:" ? kilobytes * 1024 : 0;
            sums.second += name == "Rss:" ? kilobytes * 1024 : 0;
        }
    }
    return sums;
}

/// What this thread has asked to read from files.
std::size_t bytesReadByThisThread()
{
    std::ifstream figures("/proc/thread-self/io");
    std::string name;
    std::size_t bytes = 0;
    figures >> name >> bytes;
    return name == "rchar:" ? bytes : std::numeric_limits<std::size_t>::max();
}

} // namespace

class LiveIndexTest : public QObject {
    Q_OBJECT

    const Vectors m_vectors{RealisticVectors(kDimension, 21).images(kRows + 2000), kDimension};
    FileSystem m_files;

    std::unique_ptr<LiveIndex> open(const QTemporaryDir& folder, IndexKind kind, FileSystem* files = nullptr,
                                    std::function<void(const Status&)> whenChecked = {})
    {
        LiveIndex::Options options = optionsIn(folder, kDimension, kind);
        options.whenChecked = std::move(whenChecked);
        auto index = LiveIndex::open(options, files ? *files : m_files);
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

    void whatTheDiskGetsWrongIsNoticedBeforeItIsUsed_data()
    {
        QTest::addColumn<QString>("kindName");
        QTest::addColumn<QString>("file");
        for (const auto& [kind, file] : {std::pair("flat", "rows"),
                                         {"flat", "codes"},
                                         {"hnsw-if", "rows"},
                                         {"hnsw-if", "lists"},
                                         {"hnsw-if", "graph"},
                                         {"hnsw", "graph"}}) {
            QTest::addRow("%s, %s", kind, file) << kind << file;
        }
    }

    void whatTheDiskGetsWrongIsNoticedBeforeItIsUsed()
    {
        QFETCH(QString, kindName);
        QFETCH(QString, file);
        const QTemporaryDir folder;
        ForgetfulFileSystem files(file.toStdString());
        auto index = open(folder, kindNamed(kindName), &files);
        QVERIFY(index->apply(m_vectors.changes(0, kRows, 1)));
        BuildWaiter waiter;
        index->buildIfDue(waiter.callback());
        const auto built = waiter.wait();
        QVERIFY(built && !*built);
        QCOMPARE(built->error().code, ErrorCode::Corrupt);
        QVERIFY(built->error().message.find(file.toStdString()) != std::string::npos);
        QCOMPARE(index->snapshot()->kind(), "exact");
        QCOMPARE(index->snapshot()->size(), kRows);
        QVERIFY(foldersIn(std::filesystem::path(folder.path().toStdString()) / "index").empty());
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
            flipBit(path, 8 * (where == "middle" ? size / 2 : where == "last" ? size - 1 : where.toULongLong()) + 4);
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

        CheckWaiter waiter;
        auto index = open(folder, kind, nullptr, waiter.callback());
        QVERIFY(index);
        const bool seenAtOnce = index->lastSequence() == 0;
        const bool isFlip = damage.startsWith("flip"); // of what is no magic number, nor the manifest
        QCOMPARE(seenAtOnce, !isFlip || file == "manifest" || damage == "flip 0" || damage == "flip 5");
        if (!seenAtOnce) { // until the check
            const auto checked = waiter.wait();
            QVERIFY(checked && !*checked);
            QCOMPARE(checked->error().code, ErrorCode::Corrupt);
            QVERIFY(!index->checking());
            QCOMPARE(index->snapshot()->kind(), std::string("exact"));
            QVERIFY(index->verify()->front().find(file.toStdString() + " has a wrong checksum") != std::string::npos);
            if (file != "rows") {
                QCOMPARE(answers(*index), expected);
            }
            QVERIFY(index->discardGeneration());
            QCOMPARE(index->lastSequence(), std::int64_t{file == "rows" ? 0 : 1});
        }
        QVERIFY(index->reason().find("set aside") != std::string::npos);
        QVERIFY(index->apply(m_vectors.changes(0, kRows, 1)));
        QCOMPARE(index->snapshot()->kind(), std::string("exact"));
        QCOMPARE(answers(*index), expected);
        if (damage == "flip middle" || damage == "a folder") { // building for every row takes long
            QVERIFY(build(*index));
            QCOMPARE(index->snapshot()->kind(), kindName.toStdString());
            QVERIFY(index->reason().find("set aside") == std::string::npos);
            QVERIFY(index->verify()->empty());
            QCOMPARE(open(folder, kind)->lastSequence(), std::int64_t{1});
        }
    }

    void everyFlippedBitOfEveryFileIsNoticedAndHarmless_data()
    {
        QTest::addColumn<QString>("kindName");
        for (const char* kind : {"flat", "hnsw-if", "hnsw"}) {
            QTest::newRow(kind) << kind;
        }
    }

    void everyFlippedBitOfEveryFileIsNoticedAndHarmless()
    {
        QFETCH(QString, kindName);
        const NamedRows rows(RealisticVectors(kDimension, 51).images(150), kDimension);
        const QTemporaryDir folder;
        const auto written = writtenIn(folder, rows, kindNamed(kindName));
        QVERIFY(written);
        QVERIFY(!written->lists() || written->lists()->terms.size() > 4);
        const GenerationIdentity identity{"test-model", kDimension};
        for (const auto& entry : std::filesystem::directory_iterator(written->folder())) {
            const std::size_t bits = 8 * entry.file_size();
            for (std::size_t bit = 0; bit < bits; bit += 5) { // every byte, and each bit of a byte by turns
                flipBit(entry.path(), bit);
                const auto opened = Generation::open(written->folder(), identity);
                const bool noticed = !opened || !(*opened)->verify(kGoOn);
                const std::string odd = opened ? oddities(*opened, rows.vectors.row(7)) : "";
                if (!noticed || !odd.empty()) {
                    QFAIL((entry.path().filename().string() + ", bit " + std::to_string(bit) + ": "
                           + (noticed ? odd : "not noticed"))
                              .c_str());
                }
                flipBit(entry.path(), bit);
            }
            QVERIFY((*Generation::open(written->folder(), identity))->verify(kGoOn));
        }
    }

    /// Damage of more than a bit: whole stretches of nonsense behind the beginning of a file.
    void nonsenseInFilesIsHarmless()
    {
        std::mt19937_64 random(52);
        const NamedRows rows(RealisticVectors(kDimension, 53).images(2000), kDimension);
        const GenerationIdentity identity{"test-model", kDimension};
        for (const IndexKind kind : {IndexKind::Flat, IndexKind::HnswIf, IndexKind::Hnsw}) {
            const QTemporaryDir folder;
            const auto written = writtenIn(folder, rows, kind);
            int opened = 0;
            for (const char* name : {"rows", "codes", "lists", "graph"}) {
                const auto path = written->folder() / name;
                if (!std::filesystem::exists(path)) {
                    continue;
                }
                const auto whole = *readFile(path, 1 << 24);
                for (int round = 0; round < 40; ++round) {
                    std::vector<std::byte> bytes = whole;
                    const std::size_t first = 64 + random() % (bytes.size() - 64);
                    const std::size_t count = std::min<std::size_t>(bytes.size() - first, random() % 20'000);
                    std::generate_n(bytes.begin() + static_cast<std::ptrdiff_t>(first), count, [&] {
                        return round % 2 == 0 ? std::byte{0xFF} : static_cast<std::byte>(random());
                    });
                    std::ofstream(path, std::ios::binary)
                        .write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
                    if (const auto generation = Generation::open(written->folder(), identity)) {
                        ++opened;
                        QCOMPARE(oddities(*generation, rows.vectors.row(7)), std::string());
                    }
                }
                std::ofstream(path, std::ios::binary)
                    .write(reinterpret_cast<const char*>(whole.data()), static_cast<std::streamsize>(whole.size()));
            }
            QVERIFY(opened > 20);
        }
    }

    void openingReadsNextToNothing_data() { everyFlippedBitOfEveryFileIsNoticedAndHarmless_data(); }
    void openingReadsNextToNothing()
    {
        QFETCH(QString, kindName);
        const QTemporaryDir folder;
        QVERIFY(copyPristine(folder, kindNamed(kindName)));
        const auto path = std::filesystem::path(folder.path().toStdString()) / "index" / "gen-1";
        const std::size_t before = bytesReadByThisThread();
        const auto generation = Generation::open(path, {"test-model", kDimension});
        const std::size_t read = bytesReadByThisThread() - before;
        const auto [mapped, touched] = mappedAndTouched(path);
        qInfo("%zu bytes read, %zu of %zu touched", read, touched, mapped);
        QVERIFY(generation && mapped > 900'000);
        QVERIFY(read < 16'384);
        QVERIFY(touched <= mapped / 4); // the system maps 64 kB around what is touched
    }

    void aBuildCopiesNothingDamaged_data()
    {
        QTest::addColumn<QString>("kindName");
        QTest::addColumn<QString>("file");
        QTest::newRow("codes") << "flat"
                               << "codes";
        QTest::newRow("lists") << "hnsw-if"
                               << "lists";
        QTest::newRow("rows") << "flat"
                              << "rows";
    }

    /// A build that is due before the check has ended.
    void aBuildCopiesNothingDamaged()
    {
        QFETCH(QString, kindName);
        QFETCH(QString, file);
        const IndexKind kind = kindNamed(kindName);
        const QTemporaryDir folder;
        QVERIFY(copyPristine(folder, kind));
        const auto path = std::filesystem::path(folder.path().toStdString()) / "index" / "gen-1" / file.toStdString();
        flipBit(path, 8 * (std::filesystem::file_size(path) - 500));
        auto index = open(folder, kind);
        QCOMPARE(index->lastSequence(), std::int64_t{1});
        VectorChanges changes = changesOfTheKilled();
        changes.removed.resize(3000); // enough for a build
        QVERIFY(index->apply(changes));
        BuildWaiter waiter;
        index->buildIfDue(waiter.callback());
        const auto built = waiter.wait();
        QVERIFY(built);
        if (file == "rows") {
            QCOMPARE(built->error().code, ErrorCode::Cancelled);
            QVERIFY(index->discardGeneration());
            QCOMPARE(index->lastSequence(), std::int64_t{0});
            QVERIFY(index->apply(m_vectors.changes(0, kRows, 1)));
            QVERIFY(index->apply(changes));
            QVERIFY(build(*index));
        } else {
            QVERIFY(*built);
        }
        QVERIFY(index->verify()->empty());

        // The same as what is built from the vectors alone.
        const QTemporaryDir freshFolder;
        auto fresh = open(freshFolder, kind);
        QVERIFY(fresh->apply(m_vectors.changes(0, kRows, 1)));
        QVERIFY(fresh->apply(changes));
        QVERIFY(build(*fresh));
        const auto sumIn = [&file](const QTemporaryDir& of) {
            const auto home = std::filesystem::path(of.path().toStdString()) / "index";
            return sumOfFile(foldersIn(home).front() / file.toStdString())->checksum;
        };
        QVERIFY(sumIn(folder) == sumIn(freshFolder));
    }

    /// So many rows that their check takes longer than beginning to copy them.
    void aBuildBegunAtOnceWaitsForTheCheck()
    {
        const Vectors vectors(RealisticVectors(kDimension, 54).images(100'000), kDimension);
        const QTemporaryDir folder;
        auto index = open(folder, IndexKind::Flat);
        QVERIFY(index->apply(vectors.all()));
        QVERIFY(build(*index));
        index.reset();
        const auto rows = std::filesystem::path(folder.path().toStdString()) / "index" / "gen-1" / "rows";
        flipBit(rows, 8 * (std::filesystem::file_size(rows) - 500));
        index = open(folder, IndexKind::HnswIf); // lists are missing, so a build is due
        BuildWaiter waiter;
        index->buildIfDue(waiter.callback());
        const auto built = waiter.wait();
        QVERIFY(built && !*built);
        QCOMPARE(built->error().code, ErrorCode::Cancelled);
    }

    void closingDoesNotWaitForTheCheck()
    {
        const QTemporaryDir folder;
        QVERIFY(copyPristine(folder, IndexKind::Flat));
        for (int i = 0; i < 20; ++i) { // at any moment of it
            auto index = open(folder, IndexKind::Flat, nullptr, [](const Status& checked) { QVERIFY(checked); });
            QCOMPARE(index->snapshot()->kind(), std::string("flat"));
        }
        auto index = open(folder, IndexKind::Flat);
        QVERIFY(index->discardGeneration()); // the same; whatever it had seen, the rows are sound
        QCOMPARE(index->lastSequence(), std::int64_t{1});
        QVERIFY(!index->checking());
        QVERIFY(build(*index));
        QVERIFY(index->verify()->empty());
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
        flipBit(home / "gen-10" / "manifest", 500);
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

        flipBit(foldersIn(home).front() / "rows", 800'000);
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
        CheckWaiter checked;
        auto second = open(folder, IndexKind::Hnsw, nullptr, checked.callback());
        QCOMPARE(answers(*second), answers(*first));
        QVERIFY(checked.wait()->has_value());
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
