#include "core/base/thread_priority.h"
#include "core/index/snapshot.h"

#include <charconv>
#include <condition_variable>
#include <thread>

namespace likeness {
namespace {

// From here on Auto makes codes. Comparing with as many rows of 512 numbers takes .4 ms, through codes .09 ms; it finds
// everything and needs no building. See tests/bench/RESULTS.md, "Index: flat".
constexpr std::size_t kCodesFrom = 10'000;
// From here on Auto makes lists. Codes alone find everything and need no calibration, but take .7 ms for 100,000 rows
// and 10.6 for a million; lists take .3 and 1.4. See "Index: hnsw-if" there.
constexpr std::size_t kListsFrom = 200'000;
// One bit is faster by a tenth of a millisecond at 50,000 rows when ten are asked for; the window asks for 1,000, and
// then two bits leave a half (images) to a third (words) of the rows to be compared in full. See "Index: codes" there.
constexpr int kCodeBits = 2;
// New rows are compared with one by one, so a generation is made again when they are a quarter of it: often enough for
// searches, seldom enough that the first indexing of a library writes each row about five times in all.
constexpr std::size_t kUnsavedMin = 4096;
constexpr std::size_t kUnsavedDivisor = 4;
// Without a graph a generation is made by copying, so it can be made again sooner: comparing with 65,536 rows takes
// less than scanning the codes of a million.
constexpr std::size_t kUnsavedWithoutGraphMax = 65'536;
constexpr std::size_t kUnsavedWithoutGraphDivisor = 16;

constexpr int kCheckNiceness = 10; // behind searches and what is being indexed

constexpr std::string_view kFolderPrefix = "gen-";

/// The N of "gen-N"; nullopt for anything else.
std::optional<std::uint64_t> generationNumber(const std::string& name)
{
    std::uint64_t number = 0;
    const char* end = name.data() + name.size();
    if (!name.starts_with(kFolderPrefix)
        || std::from_chars(name.data() + kFolderPrefix.size(), end, number) != std::from_chars_result{end, {}}) {
        return std::nullopt;
    }
    return number;
}

bool isHalfNormal(std::span<const std::uint16_t> halves)
{
    constexpr std::uint16_t kMagnitude = 0x7FFF;
    constexpr std::uint16_t kInfinite = 0x7C00;
    bool anything = false;
    for (const std::uint16_t half : halves) {
        const std::uint16_t magnitude = half & kMagnitude;
        if (magnitude >= kInfinite) {
            return false;
        }
        anything = anything || magnitude != 0;
    }
    return anything;
}

class LiveIndexOfFiles final : public LiveIndex {
public:
    LiveIndexOfFiles(Options options, FileSystem& files)
        : m_options(std::move(options))
        , m_files(files)
        , m_writer(RowSet(), m_options.dimension, m_options.folder)
    {
    }

    ~LiveIndexOfFiles() override { stopThreads(); }

    Status load();

    std::int64_t lastSequence() const override
    {
        const std::lock_guard lock(m_mutex);
        return m_lastSequence;
    }
    std::shared_ptr<const VectorIndex> snapshot() const override
    {
        const std::lock_guard lock(m_mutex);
        return m_snapshot;
    }
    std::shared_ptr<const VectorIndex> exactSnapshot() const override
    {
        const std::lock_guard lock(m_mutex);
        return m_exact;
    }
    bool building() const override { return m_building.load(); }
    bool checking() const override { return m_checking.load(); }

    Status apply(const VectorChanges& changes) override;
    void buildIfDue(std::function<void(Status)> whenDone) override;
    Status discardGeneration() override;
    std::string reason() const override;
    Result<std::vector<std::string>> verify() const override;

private:
    GenerationIdentity identity() const { return {m_options.modelId, m_options.dimension}; }
    bool wantsGraph() const { return m_options.kind == IndexKind::Hnsw; }
    bool wantsLists(std::size_t rows) const
    {
        return m_options.kind == IndexKind::HnswIf || (m_options.kind == IndexKind::Auto && rows >= kListsFrom);
    }
    bool wantsCodes(std::size_t rows) const
    {
        return m_options.kind == IndexKind::Flat
               || (m_options.kind == IndexKind::Auto && rows >= kCodesFrom && !wantsLists(rows));
    }
    SearchWith searchWith() const;
    bool isDue() const;
    void publish();
    Status build(const RowSet& rows, std::int64_t lastSequence);
    void adopt(std::shared_ptr<const Generation> generation, const RowSet& built);
    void removeOthers(const std::filesystem::path& keep);
    void check(const Generation& generation);
    bool awaitCheck() const;
    void stopThreads();

    const Options m_options;
    FileSystem& m_files;

    mutable std::mutex m_mutex;
    RowWriter m_writer;                             // guarded by m_mutex, as all down to m_buildFailure
    std::shared_ptr<const Generation> m_generation; // behind the base rows; null without
    bool m_discarded = false;                       // its files are gone, and its graph and codes are not to be used
    std::int64_t m_lastSequence = 0;
    std::shared_ptr<const VectorIndex> m_snapshot;
    std::shared_ptr<const VectorIndex> m_exact;
    std::string m_setAside;     // why a generation found at open is not used
    bool m_rowsDamaged = false; // nothing of it is to be believed
    std::string m_damage;       // that the check found, until the next generation
    std::string m_buildFailure; // of the last build
    std::size_t m_unsavedAtFailure = 0;

    std::uint64_t m_nextNumber = 1; // of the thread that builds, or of the owner while none does
    std::atomic<bool> m_cancel{false};
    std::atomic<bool> m_building{false};
    std::atomic<bool> m_checking{false}; // set to false with m_mutex held
    mutable std::condition_variable m_checked;
    std::thread m_buildThread;
    std::thread m_checkThread;
};

Status LiveIndexOfFiles::load()
{
    std::error_code error;
    std::filesystem::create_directories(m_options.folder, error);
    if (error) {
        return fail(ErrorCode::Io, "cannot make " + displayPath(m_options.folder) + ": " + error.message());
    }
    std::vector<std::uint64_t> numbers;
    for (auto entry = std::filesystem::directory_iterator(m_options.folder, error);
         !error && entry != std::filesystem::directory_iterator(); entry.increment(error)) {
        if (const auto number = generationNumber(entry->path().filename().string())) {
            numbers.push_back(*number);
        }
    }
    if (error) {
        return fail(ErrorCode::Io, "cannot list " + displayPath(m_options.folder) + ": " + error.message());
    }
    std::sort(numbers.rbegin(), numbers.rend());
    m_nextNumber = numbers.empty() ? 1 : numbers.front() + 1;

    for (const std::uint64_t number : numbers) {
        const std::filesystem::path folder = m_options.folder / (std::string(kFolderPrefix) + std::to_string(number));
        auto generation
            = guarded("cannot open the index", ErrorCode::Io, [&] { return Generation::open(folder, identity()); });
        if (generation) {
            m_generation = std::move(*generation);
            m_writer = RowWriter(Generation::rowSetOf(m_generation), m_options.dimension, m_options.folder);
            m_lastSequence = m_generation->lastSequence();
            break;
        }
        m_setAside = folder.filename().string() + " was set aside: " + generation.error().message;
    }
    removeOthers(m_generation ? m_generation->folder() : std::filesystem::path());
    publish();
    if (m_generation) {
        m_checking.store(true);
        m_checkThread = std::thread([this, generation = m_generation] { check(*generation); });
    }
    return {};
}

/// On the checking thread.
void LiveIndexOfFiles::check(const Generation& generation)
{
    lowerPriorityOfThisThread(kCheckNiceness);
    constexpr const char* kWhat = "cannot check the index";
    const Status derived = guarded(kWhat, ErrorCode::Internal, [&] { return generation.verifyDerived(m_cancel); });
    const Status rows = guarded(kWhat, ErrorCode::Internal, [&] { return generation.verifyRows(m_cancel); });
    const bool stopped = m_cancel.load();
    const Status found = !rows ? rows : derived;
    {
        const std::lock_guard lock(m_mutex);
        if (!stopped && !found) {
            m_damage = generation.folder().filename().string() + " was set aside: " + found.error().message;
            m_setAside = m_damage;
            m_rowsDamaged = !rows;
            m_discarded = true;
            publish();
        }
        m_checking.store(false);
    }
    m_checked.notify_all();
    if (!stopped && m_options.whenChecked) {
        m_options.whenChecked(found);
    }
}

/// Waits for the end of the check; false when the rows are damaged or it was stopped.
bool LiveIndexOfFiles::awaitCheck() const
{
    std::unique_lock lock(m_mutex);
    m_checked.wait(lock, [this] { return !m_checking.load(); });
    return !m_rowsDamaged && !m_cancel.load();
}

/// Removes every other generation, whole, half-made or damaged: nothing in them is not in the vectors too. What cannot
/// be removed is passed over at the next open again.
void LiveIndexOfFiles::removeOthers(const std::filesystem::path& keep)
{
    std::vector<std::filesystem::path> others;
    std::error_code error;
    for (auto entry = std::filesystem::directory_iterator(m_options.folder, error);
         !error && entry != std::filesystem::directory_iterator(); entry.increment(error)) {
        if (entry->path() != keep && entry->path().filename().string().starts_with(kFolderPrefix)) {
            others.push_back(entry->path());
        }
    }
    for (const std::filesystem::path& other : others) {
        (void)m_files.removeAll(other);
    }
}

Status LiveIndexOfFiles::apply(const VectorChanges& changes)
{
    const auto dimension = static_cast<std::size_t>(m_options.dimension);
    if (changes.addedHalf.size() != changes.added.size() * dimension) {
        return fail(ErrorCode::InvalidInput, "vectors to index do not have " + std::to_string(dimension) + " numbers");
    }
    for (std::size_t i = 0; i < changes.added.size(); ++i) {
        if (!changes.added[i] || changes.added[i].value < 0) {
            return fail(ErrorCode::InvalidInput, "a vector to index names no content");
        }
        if (!isHalfNormal(std::span(changes.addedHalf).subspan(i * dimension, dimension))) {
            return fail(ErrorCode::InvalidInput, "the vector of content " + std::to_string(changes.added[i].value)
                                                     + " is zero or holds a number that is not finite");
        }
    }
    return guarded("cannot index vectors", ErrorCode::Internal, [&]() -> Status {
        const std::lock_guard lock(m_mutex);
        for (const ContentId content : changes.removed) {
            m_writer.remove(content);
        }
        for (std::size_t i = 0; i < changes.added.size(); ++i) {
            m_writer.replace(changes.added[i], changes.addedHalf.data() + i * dimension);
        }
        m_lastSequence = std::max(m_lastSequence, changes.lastSequence);
        publish();
        return {};
    });
}

/// What the generation offers and the kind permits. The mutex is held, or nobody else knows this object yet.
SearchWith LiveIndexOfFiles::searchWith() const
{
    const IndexKind kind = m_options.kind;
    if (!m_generation || m_discarded || kind == IndexKind::Exact) {
        return SearchWith::Rows;
    }
    const auto may = [kind](IndexKind one) { return kind == IndexKind::Auto || kind == one; };
    return m_generation->lists() && may(IndexKind::HnswIf) ? SearchWith::Lists
           : m_generation->codes() && may(IndexKind::Flat) ? SearchWith::Codes
           : m_generation->graph() && may(IndexKind::Hnsw) ? SearchWith::Graph
                                                           : SearchWith::Rows;
}

/// The mutex is held, or nobody else knows this object yet.
void LiveIndexOfFiles::publish()
{
    const auto rows = std::make_shared<const RowSet>(m_writer.rows());
    m_exact = std::make_shared<Snapshot>(rows, m_generation, m_options.dimension, SearchWith::Rows);
    m_snapshot = std::make_shared<Snapshot>(rows, m_generation, m_options.dimension, searchWith());
}

/// The mutex is held.
bool LiveIndexOfFiles::isDue() const
{
    const std::size_t live = m_writer.rows().live;
    const std::size_t unsaved = m_writer.unsavedRows();
    if (live == 0 || live > std::numeric_limits<std::uint32_t>::max()) {
        return false;
    }
    if (!m_buildFailure.empty() && unsaved < m_unsavedAtFailure + kUnsavedMin) {
        return false; // a full disk is still full a second later
    }
    const bool lacksGraph = wantsGraph() && !(m_generation && m_generation->graph());
    const bool lacksCodes = wantsCodes(live) && !(m_generation && m_generation->codes());
    const bool lacksLists = wantsLists(live) && !(m_generation && m_generation->lists());
    const std::size_t base = m_writer.rows().baseRows;
    std::size_t unsavedMax = std::max(kUnsavedMin, base / kUnsavedDivisor);
    if (!wantsGraph()) {
        unsavedMax = std::min(unsavedMax, std::max(kUnsavedWithoutGraphMax, base / kUnsavedWithoutGraphDivisor));
    }
    return m_discarded || lacksGraph || lacksCodes || lacksLists || unsaved > unsavedMax;
}

void LiveIndexOfFiles::buildIfDue(std::function<void(Status)> whenDone)
{
    if (m_building.load()) {
        return;
    }
    if (m_buildThread.joinable()) {
        m_buildThread.join(); // it has ended
    }
    std::unique_lock lock(m_mutex);
    if (!isDue()) {
        return;
    }
    m_building.store(true);
    m_buildThread = std::thread([this, rows = m_writer.rows(), sequence = m_lastSequence, done = std::move(whenDone)] {
        const Status built = awaitCheck() ? build(rows, sequence)
                                          : Status(fail(ErrorCode::Cancelled, "the rows have to be given again first"));
        {
            const std::lock_guard guard(m_mutex);
            m_buildFailure = built ? std::string() : built.error().message;
            m_unsavedAtFailure = m_writer.unsavedRows();
            if (!built && built.error().code == ErrorCode::Cancelled) {
                m_buildFailure.clear();
            }
        }
        m_building.store(false);
        if (done) {
            done(built);
        }
    });
}

/// On the building thread.
Status LiveIndexOfFiles::build(const RowSet& rows, std::int64_t lastSequence)
{
    GenerationPlan plan;
    plan.folder = m_options.folder / (std::string(kFolderPrefix) + std::to_string(m_nextNumber++));
    plan.identity = identity();
    plan.lastSequence = lastSequence;
    plan.withGraph = wantsGraph();
    plan.codeBits = wantsCodes(rows.live) ? kCodeBits : 0;
    plan.withLists = wantsLists(rows.live);
    const std::vector<float> words
        = plan.withLists && m_options.wordQueries ? m_options.wordQueries(m_cancel) : std::vector<float>();
    plan.wordQueries = words;
    {
        const std::lock_guard lock(m_mutex);
        plan.previous = m_discarded ? nullptr : m_generation; // what was discarded is not copied from
    }
    plan.threads
        = m_options.buildThreads > 0 ? m_options.buildThreads : static_cast<int>(std::thread::hardware_concurrency());
    auto generation = writeGeneration(plan, rows, m_files, m_cancel);
    if (!generation) {
        return generation.failure();
    }
    const std::filesystem::path folder = (*generation)->folder();
    Status adopted = guarded("cannot take the new index into use", ErrorCode::Internal, [&]() -> Status {
        adopt(std::move(*generation), rows);
        return {};
    });
    if (adopted) {
        removeOthers(folder);
    }
    return adopted;
}

/// Puts the new generation under the rows that came, and the deletions that happened, since `built` was copied.
void LiveIndexOfFiles::adopt(std::shared_ptr<const Generation> generation, const RowSet& built)
{
    const std::lock_guard lock(m_mutex);
    RowWriter writer(Generation::rowSetOf(generation), m_options.dimension, m_options.folder);
    const std::vector<RowChunk>& now = m_writer.rows().chunks;
    for (std::size_t i = 0; i < built.chunks.size(); ++i) {
        if (now[i].dead == built.chunks[i].dead) {
            continue;
        }
        for (std::uint32_t row = 0; row < built.chunks[i].count; ++row) {
            if (built.chunks[i].alive(row) && !now[i].alive(row)) {
                writer.remove(now[i].contents[row]);
            }
        }
    }
    for (std::size_t i = 0; i < now.size(); ++i) {
        for (std::uint32_t row = i < built.chunks.size() ? built.chunks[i].count : 0; row < now[i].count; ++row) {
            if (now[i].alive(row)) {
                writer.replace(now[i].contents[row], now[i].halves + row * writer.rows().stride);
            }
        }
    }
    m_writer = std::move(writer);
    m_generation = std::move(generation);
    m_discarded = false;
    m_setAside.clear();
    m_damage.clear();
    publish();
}

Status LiveIndexOfFiles::discardGeneration()
{
    stopThreads();
    // The rows in memory are those of the file. Is that damaged, or was it changed behind our back, the rows are not to
    // be believed, and everything has to come from the vectors again.
    const bool believed = !m_rowsDamaged && (!m_generation || m_discarded || m_generation->verifyRows(m_cancel));
    {
        const std::lock_guard lock(m_mutex);
        if (!believed) {
            m_writer = RowWriter(RowSet(), m_options.dimension, m_options.folder);
            m_generation.reset();
            m_lastSequence = 0;
            m_rowsDamaged = false;
        }
        m_discarded = true;
        m_buildFailure.clear();
        publish();
    }
    removeOthers({});
    return {};
}

void LiveIndexOfFiles::stopThreads()
{
    m_cancel.store(true);
    for (std::thread* thread : {&m_checkThread, &m_buildThread}) { // a build waits for the check
        if (thread->joinable()) {
            thread->join();
        }
    }
    m_cancel.store(false);
}

std::string LiveIndexOfFiles::reason() const
{
    const std::lock_guard lock(m_mutex);
    const std::size_t live = m_writer.rows().live;
    std::string reason;
    if (m_snapshot->kind() != "exact") {
        const std::string photos = std::to_string(m_writer.rows().baseLive) + " photos";
        reason = m_snapshot->kind() == "hnsw" ? "a graph over " + photos
                 : m_snapshot->kind() == "hnsw-if"
                     ? photos + " in lists of similar ones, of which the nearest are searched"
                     : "codes of " + photos + " point out the few to compare with in full";
        if (live > m_writer.rows().baseLive) {
            reason += "; the " + std::to_string(live - m_writer.rows().baseLive)
                      + " newer ones are compared with one by one";
        }
    } else if (wantsGraph() || wantsLists(live) || wantsCodes(live)) {
        const std::string missing = wantsGraph()       ? "the graph is built"
                                    : wantsLists(live) ? "the lists are made"
                                                       : "the codes are made";
        reason = "every photo is compared with until " + missing;
    } else if (m_options.kind == IndexKind::Exact) {
        reason = "comparing with every photo was asked for";
    } else {
        reason = "comparing with every photo is fast enough below " + std::to_string(kCodesFrom);
    }
    if (!m_setAside.empty()) {
        reason += "; " + m_setAside;
    }
    if (!m_buildFailure.empty()) {
        reason += "; the last build failed: " + m_buildFailure;
    }
    return reason;
}

Result<std::vector<std::string>> LiveIndexOfFiles::verify() const
{
    std::shared_ptr<const Generation> generation;
    std::vector<std::string> problems;
    {
        const std::lock_guard lock(m_mutex);
        generation = m_discarded ? nullptr : m_generation;
        if (!m_damage.empty()) {
            problems.push_back(m_damage);
        }
        const RowSet& rows = m_writer.rows();
        std::size_t live = 0;
        for (const RowChunk& chunk : rows.chunks) {
            for (std::uint32_t row = 0; row < chunk.count; ++row) {
                live += chunk.alive(row) ? 1 : 0;
            }
        }
        if (live != rows.live) {
            problems.push_back("the index counts " + std::to_string(rows.live) + " rows but holds "
                               + std::to_string(live));
        }
    }
    if (generation) {
        const std::atomic<bool> goOn{false};
        if (const Status checked = generation->verify(goOn); !checked) {
            problems.push_back(displayPath(generation->folder()) + ": " + checked.error().message);
        }
    }
    return problems;
}

} // namespace

Result<std::unique_ptr<LiveIndex>> LiveIndex::open(const Options& options, FileSystem& files)
{
    constexpr int kDimensionMax = 16384;
    if (options.dimension < 1 || options.dimension > kDimensionMax) {
        return fail(ErrorCode::InvalidInput, "an index of " + std::to_string(options.dimension) + " dimensions");
    }
    return guarded("cannot open the index", ErrorCode::Io, [&]() -> Result<std::unique_ptr<LiveIndex>> {
        auto index = std::make_unique<LiveIndexOfFiles>(options, files);
        if (Status loaded = index->load(); !loaded) {
            return loaded.failure();
        }
        return std::unique_ptr<LiveIndex>(std::move(index));
    });
}

} // namespace likeness
