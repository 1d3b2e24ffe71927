#include "core/engine/index_meter.h"

#include "core/base/thread_priority.h"
#include "core/engine/search_latencies.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace likeness {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

/// A recall of .99 from so many queries is known to about .003.
constexpr std::size_t kQueriesMax = 500;
constexpr std::size_t kQueriesMin = 100;
/// Comparing a query with every photo is what takes time: this many rows, a third of a millisecond for 10,000, take
/// about ten seconds for each kind of query.
constexpr std::size_t kRowsCompared = 200'000'000;
constexpr std::int64_t kMeasurementBytesMax = 1 << 16;
constexpr int kMeasurementVersion = 1;
/// The lowest there is, unless a person waits; then as the threads that index.
constexpr int kNiceness = 19;
constexpr int kNicenessAwaited = 5;

Failure cancelled() { return fail(ErrorCode::Cancelled, "the measurement was stopped"); }

/// `count` of `total` things, evenly spread.
std::vector<std::size_t> evenly(std::size_t total, std::size_t count)
{
    std::vector<std::size_t> chosen(std::min(total, count));
    for (std::size_t i = 0; i < chosen.size(); ++i) {
        chosen[i] = i * total / chosen.size();
    }
    return chosen;
}

Json jsonOf(const QueryFigures& figures)
{
    return {{"queries", figures.queries},
            {"recall10", figures.recall10},
            {"median_us", figures.median.count()},
            {"p95_us", figures.p95.count()},
            {"p99_us", figures.p99.count()}};
}

std::optional<QueryFigures> figuresFrom(const Json& json)
{
    QueryFigures figures;
    figures.queries = json.at("queries").get<std::int64_t>();
    figures.recall10 = json.at("recall10").get<double>();
    figures.median = std::chrono::microseconds(json.at("median_us").get<std::int64_t>());
    figures.p95 = std::chrono::microseconds(json.at("p95_us").get<std::int64_t>());
    figures.p99 = std::chrono::microseconds(json.at("p99_us").get<std::int64_t>());
    const bool possible = figures.queries > 0 && figures.recall10 >= 0 && figures.recall10 <= 1;
    return possible ? std::optional(figures) : std::nullopt;
}

std::optional<IndexMeasurement> measurementFrom(const Json& json)
{
    if (json.at("version").get<int>() != kMeasurementVersion) {
        return std::nullopt;
    }
    IndexMeasurement measured;
    measured.whenSeconds = json.at("when").get<std::int64_t>();
    measured.indexKind = json.at("index").get<std::string>();
    measured.vectors = json.at("vectors").get<std::int64_t>();
    const auto images = figuresFrom(json.at("images"));
    const Json& words = json.at("words");
    if (!words.is_null()) {
        measured.words = figuresFrom(words);
    }
    if (!images || (!words.is_null() && !measured.words)) {
        return std::nullopt;
    }
    measured.images = *images;
    return measured;
}

} // namespace

fs::path measurementFile(const ModelSession& session) { return session.indexFolder() / "measured.json"; }

std::optional<IndexMeasurement> readMeasurement(const fs::path& file)
{
    auto bytes = readFile(file, kMeasurementBytesMax);
    if (!bytes) {
        return std::nullopt;
    }
    try {
        const auto* text = reinterpret_cast<const char*>(bytes->data());
        return measurementFrom(Json::parse(text, text + bytes->size()));
    } catch (const Json::exception&) {
        return std::nullopt;
    }
}

Status keepMeasurement(const IndexMeasurement& measurement, const fs::path& file, FileSystem& files)
{
    const Json json{{"version", kMeasurementVersion},
                    {"when", measurement.whenSeconds},
                    {"index", measurement.indexKind},
                    {"vectors", measurement.vectors},
                    {"images", jsonOf(measurement.images)},
                    {"words", measurement.words ? jsonOf(*measurement.words) : Json(nullptr)}};
    const std::string text = json.dump(2) + "\n";
    return files.replaceFile(file, std::as_bytes(std::span(text)));
}

bool isOutdated(const std::optional<IndexMeasurement>& measured, const std::string& indexKind, std::size_t vectors)
{
    if (!measured || measured->indexKind != indexKind) {
        return true;
    }
    const auto then = static_cast<std::size_t>(measured->vectors);
    return vectors * 10 >= then * 11 || vectors * 11 <= then * 10;
}

IndexMeter::Search::Search(IndexMeter& meter)
    : m_meter(meter)
{
    const std::lock_guard lock(m_meter.m_mutex);
    ++m_meter.m_searches;
}

IndexMeter::Search::~Search()
{
    {
        const std::lock_guard lock(m_meter.m_mutex);
        --m_meter.m_searches;
        m_meter.m_lastSearch = std::chrono::steady_clock::now();
    }
    m_meter.m_changed.notify_all();
}

IndexMeter::IndexMeter(fs::path library, FileSystem& files, std::chrono::milliseconds quietTime)
    : m_library(std::move(library))
    , m_files(files)
    , m_quietTime(quietTime)
{
}

void IndexMeter::start(Job job, Done done)
{
    stop(); // has ended, but is still to be joined
    {
        const std::lock_guard lock(m_mutex);
        m_hurried = job.hurried;
    }
    m_cancel = false;
    m_steps = 0;
    m_stepsDone = 0;
    m_running = true;
    m_thread = std::thread([this, job = std::move(job), done = std::move(done)] {
        lowerPriorityOfThisThread(job.hurried ? kNicenessAwaited : kNiceness);
        auto measured = measure(job);
        m_running = false;
        done(std::move(measured));
    });
}

void IndexMeter::hurry()
{
    {
        const std::lock_guard lock(m_mutex);
        m_hurried = true;
    }
    m_changed.notify_all();
}

void IndexMeter::cancel()
{
    {
        const std::lock_guard lock(m_mutex);
        m_cancel = true;
    }
    m_changed.notify_all();
}

void IndexMeter::stop()
{
    if (m_thread.joinable()) {
        cancel();
        m_thread.join();
    }
}

double IndexMeter::share() const
{
    const std::size_t steps = m_steps.load();
    return steps > 0 ? static_cast<double>(std::min(m_stepsDone.load(), steps)) / static_cast<double>(steps) : 0;
}

bool IndexMeter::waitForQuiet()
{
    std::unique_lock lock(m_mutex);
    while (!m_cancel) {
        const auto quietFrom = m_hurried ? m_lastSearch : m_lastSearch + m_quietTime;
        if (m_searches == 0 && std::chrono::steady_clock::now() >= quietFrom) {
            return true;
        }
        if (m_searches > 0) {
            m_changed.wait(lock);
        } else {
            m_changed.wait_until(lock, quietFrom);
        }
    }
    return false;
}

Result<IndexMeasurement> IndexMeter::measure(const Job& job)
{
    const SearchSnapshot snapshot = job.session->snapshot();
    const std::size_t rows = snapshot.exact->size();
    if (rows == 0) {
        return fail(ErrorCode::NotFound, "there is nothing to measure with: no photo is indexed yet");
    }
    const std::size_t countMax = std::clamp(kRowsCompared / rows, kQueriesMin, kQueriesMax);
    m_steps = 2 * countMax;
    auto images = imageQueries(*job.session, countMax);
    if (!images) {
        return images.failure();
    }
    auto words = wordQueries(*job.session, countMax);
    if (!words) {
        return words.failure();
    }
    const auto dimension = static_cast<std::size_t>(snapshot.index->dimension());
    m_steps = (images->size() + words->size()) / dimension;
    m_stepsDone = 0;
    IndexMeasurement measurement;
    measurement.indexKind = snapshot.index->kind();
    measurement.vectors = static_cast<std::int64_t>(rows);
    auto ofImages = ask(snapshot, *images);
    if (!ofImages) {
        return ofImages.failure();
    }
    measurement.images = *ofImages;
    if (!words->empty()) {
        auto ofWords = ask(snapshot, *words);
        if (!ofWords) {
            return ofWords.failure();
        }
        measurement.words = *ofWords;
    }
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    measurement.whenSeconds = std::chrono::duration_cast<std::chrono::seconds>(now).count();
    Status kept = keepMeasurement(measurement, measurementFile(*job.session), m_files);
    return kept ? Result<IndexMeasurement>(measurement) : kept.failure();
}

Result<std::vector<float>> IndexMeter::imageQueries(const ModelSession& session, std::size_t countMax)
{
    Readers readers(m_library);
    auto vectors = readers.vectors(session.identity());
    auto contents = vectors ? (*vectors)->contents() : Result<std::vector<ContentId>>(vectors.failure());
    if (!contents) {
        return contents.failure();
    }
    std::vector<float> queries;
    for (const std::size_t at : evenly(contents->size(), countMax)) {
        auto vector = (*vectors)->vectorOf((*contents)[at]);
        if (!vector) {
            return vector.failure();
        }
        queries.insert(queries.end(), vector->begin(), vector->end()); // nothing, if it has just been removed
    }
    return queries;
}

Result<std::vector<float>> IndexMeter::wordQueries(ModelSession& session, std::size_t countMax)
{
    const std::size_t begun = m_stepsDone;
    auto all = session.captionVectors([&](std::size_t embedded) {
        m_stepsDone = begun + embedded;
        return waitForQuiet();
    });
    if (!all) {
        return all;
    }
    const auto dimension = static_cast<std::size_t>(session.identity().header.dimension);
    std::vector<float> queries;
    for (const std::size_t at : evenly(all->size() / dimension, countMax)) {
        const auto begin = all->begin() + static_cast<std::ptrdiff_t>(at * dimension);
        queries.insert(queries.end(), begin, begin + static_cast<std::ptrdiff_t>(dimension));
    }
    return queries;
}

Result<QueryFigures> IndexMeter::ask(const SearchSnapshot& snapshot, const std::vector<float>& queries)
{
    const auto dimension = static_cast<std::size_t>(snapshot.index->dimension());
    const std::size_t count = queries.size() / dimension;
    std::vector<std::chrono::microseconds> times;
    times.reserve(count);
    double recall = 0;
    for (std::size_t i = 0; i < count; ++i) {
        // One at a time, so that a person's search waits for no more than one.
        if (!waitForQuiet()) {
            return cancelled();
        }
        const auto query = std::span(queries).subspan(i * dimension, dimension);
        auto figures = measureIndex(*snapshot.index, *snapshot.exact, query, m_cancel);
        if (!figures) {
            return figures.failure();
        }
        recall += figures->recall10;
        times.push_back(std::chrono::round<std::chrono::microseconds>(figures->median));
        ++m_stepsDone;
    }
    QueryFigures result;
    result.queries = static_cast<std::int64_t>(count);
    result.recall10 = count > 0 ? recall / static_cast<double>(count) : 0;
    result.median = percentile(times, 0.5);
    result.p95 = percentile(times, 0.95);
    result.p99 = percentile(times, 0.99);
    return result;
}

} // namespace likeness
