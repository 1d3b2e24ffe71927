#include "app/cli/bench.h"
#include "app/cli/bench_vectors.h"

#include <cmath>
#include <nlohmann/json.hpp>
#include <random>
#include <unordered_set>

namespace likeness::cli {
namespace {

using Clock = std::chrono::steady_clock;
using Latency = std::chrono::duration<double, std::micro>;

constexpr std::uint32_t kHits = 100;       // about two screens of the grid
constexpr std::size_t kRecallQueries = 50; // each costs an exact search
constexpr std::uint32_t kSeed = 1;

double rounded(double value) { return std::round(value * 1000) / 1000; }

Query alike(PhotoId photo, bool exact, std::uint32_t countMax)
{
    Query query;
    query.parts = {{photo, {}, 1.0}};
    query.sort = SortKey::Score;
    query.countMax = countMax;
    query.exact = exact;
    return query;
}

/// Photos to search by, chosen with a fixed seed.
Result<std::vector<PhotoId>> somePhotos(Client& client, std::size_t count)
{
    const Result<QueryAnswered> all = client.ask<QueryAnswered>(RunQuery{});
    if (!all) {
        return all.failure();
    }
    if (all->result->photos.empty()) {
        return fail(ErrorCode::InvalidInput,
                    "the library has no photos to search by; `likeness-cli index` comes first");
    }
    std::mt19937 random(kSeed);
    std::uniform_int_distribution<std::size_t> which(0, all->result->photos.size() - 1);
    std::vector<PhotoId> photos(count);
    std::generate(photos.begin(), photos.end(), [&] { return all->result->photos[which(random)]; });
    return photos;
}

struct Searches {
    std::string index;
    std::vector<Latency> answered; ///< from the question to the answer
    std::vector<Latency> searched; ///< inside the engine, index and catalog
};

Result<Searches> searchFor(Client& client, std::span<const PhotoId> photos, bool exact)
{
    Searches searches;
    for (const PhotoId photo : photos) {
        const Clock::time_point begun = Clock::now();
        const Result<QueryAnswered> answer = client.ask<QueryAnswered>(RunQuery{alike(photo, exact, kHits)});
        if (!answer) {
            return answer.failure();
        }
        searches.answered.push_back(Clock::now() - begun);
        searches.searched.push_back(answer->result->searchTime);
        searches.index = answer->result->indexKind;
    }
    return searches;
}

/// The share of the exact ten best that the index finds too.
Result<double> recallOf(Client& client, std::span<const PhotoId> photos)
{
    std::size_t right = 0;
    std::size_t asked = 0;
    for (const PhotoId photo : photos) {
        const Result<QueryAnswered> truth = client.ask<QueryAnswered>(RunQuery{alike(photo, true, 10)});
        const Result<QueryAnswered> answer = client.ask<QueryAnswered>(RunQuery{alike(photo, false, 10)});
        if (!truth || !answer) {
            return truth ? answer.failure() : truth.failure();
        }
        const auto& found = answer->result->photos;
        const std::unordered_set<PhotoId> hits(found.begin(), found.end());
        for (const PhotoId wanted : truth->result->photos) {
            right += hits.count(wanted);
            ++asked;
        }
    }
    return static_cast<double>(right) / static_cast<double>(std::max<std::size_t>(asked, 1));
}

Status benchSearch(const BenchCommand& command, Client& client, Report& report)
{
    const Clock::time_point begun = Clock::now();
    const Result<std::vector<PhotoId>> photos = somePhotos(client, static_cast<std::size_t>(command.count));
    if (!photos) {
        return photos.failure();
    }
    const Result<QueryAnswered> first = client.ask<QueryAnswered>(RunQuery{alike(photos->front(), false, kHits)});
    const std::chrono::duration<double, std::milli> toFirst = Clock::now() - begun;
    const Result<StatusReported> reported = client.ask<StatusReported>(ReportStatus{});
    if (!first || !reported) {
        return first ? reported.failure() : first.failure();
    }
    const std::span<const PhotoId> some = std::span(*photos).first(std::min(photos->size(), kRecallQueries));
    const Result<double> recall = recallOf(client, some);
    if (!recall) {
        return recall.failure();
    }
    for (const bool exact : {false, true}) {
        Result<Searches> searches = searchFor(client, *photos, exact);
        if (!searches) {
            return searches.failure();
        }
        report.measurement({{"index", searches->index},
                            {"query", "image"},
                            {"rows", reported->status.vectors},
                            {"recall10", exact ? 1.0 : *recall},
                            {"median_us", rounded(percentile(searches->answered, 0.5).count())},
                            {"p99_us", rounded(percentile(searches->answered, 0.99).count())},
                            {"ratio_hnsw", nullptr}, // needs two indexes of one library in one run: --vectors
                            {"memory_bytes", nullptr},
                            {"disk_bytes", reported->status.indexBytes},
                            {"build_s", nullptr},
                            {"engine_median_us", rounded(percentile(searches->searched, 0.5).count())},
                            {"engine_p99_us", rounded(percentile(searches->searched, 0.99).count())},
                            {"open_to_first_ms", rounded(toFirst.count())}});
    }
    return {};
}

Status benchIndex(Client& client, Report& report)
{
    const Clock::time_point begun = Clock::now();
    if (Status rebuilt = client.tell(RebuildIndex{}); !rebuilt) {
        return rebuilt;
    }
    const std::chrono::duration<double> took = Clock::now() - begun;
    const Result<StatusReported> reported = client.ask<StatusReported>(ReportStatus{});
    if (!reported) {
        return reported.failure();
    }
    const LibraryStatus& status = reported->status;
    report.measurement({{"bench", "index"},
                        {"index", status.indexKind},
                        {"reason", status.indexReason},
                        {"rows", status.vectors},
                        {"build_s", rounded(took.count())},
                        {"disk_bytes", status.indexBytes}});
    return {};
}

} // namespace

Status benchLibrary(const BenchCommand& command, Client& client, Report& report)
{
    return command.what == BenchCommand::What::Index ? benchIndex(client, report)
                                                     : benchSearch(command, client, report);
}

} // namespace likeness::cli
