#include "core/hub/hub_download.h"

#include "core/hub/checksum.h"
#include "core/hub/part_file.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <condition_variable>
#include <cstdio>
#include <deque>
#include <mutex>
#include <set>

namespace likeness {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;
using End = HttpOutcome::End;
using namespace std::chrono_literals;

constexpr std::size_t kTextMaxBytes = std::size_t{32} << 20;
/// A try that brought so much counts as the first again.
constexpr std::int64_t kGotFurtherBytes = std::int64_t{1} << 20;
constexpr int kRoundsMax = 2; // of fetching a file whose checksum was wrong
constexpr auto kRetryAfterMax = 5min;
constexpr auto kReportInterval = 100ms;
constexpr auto kSpeedWindow = 5s;
constexpr std::size_t kRepositoryPartMax = 96;

/// What is to be done after a try.
struct Verdict {
    enum class Next { Done, TryAgain, GiveUp };
    Next next = Next::Done;
    Error error;
    std::optional<std::chrono::seconds> wait; ///< asked for by the server
    bool gotFurther = false;
};
using Next = Verdict::Next;

Verdict giveUp(const Error& error) { return {Next::GiveUp, error, {}, false}; }
Verdict tryAgain(const Error& error) { return {Next::TryAgain, error, {}, false}; }

Failure cancelled()
{
    return fail(ErrorCode::Cancelled, "stopped; what has arrived is kept, and the next try goes on");
}

std::string gigabytes(double bytes)
{
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.1f GB", bytes / 1e9);
    return text.data();
}

std::optional<std::int64_t> numberIn(std::string_view text)
{
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() && value >= 0 ? std::optional(value) : std::nullopt;
}

/// "bytes 100-199/200": whether it begins at `begin` and does not contradict `total`. Source: RFC 9110, 14.4.
bool isRangeFrom(std::string_view text, std::int64_t begin, std::int64_t total)
{
    constexpr std::string_view kUnit = "bytes ";
    if (!text.starts_with(kUnit)) {
        return false;
    }
    text.remove_prefix(kUnit.size());
    const std::size_t dash = text.find('-');
    const std::size_t slash = text.find('/');
    if (dash == std::string_view::npos || slash == std::string_view::npos) {
        return false;
    }
    const std::string_view whole = text.substr(slash + 1);
    return numberIn(text.substr(0, dash)) == begin && (whole == "*" || numberIn(whole) == total);
}

bool hasChecksum(const std::string& text, const std::string& checksum)
{
    auto sum = Checksum::begin(checksum, static_cast<std::int64_t>(text.size()));
    if (!sum) {
        return false;
    }
    sum->add(std::as_bytes(std::span(text)));
    return sum->finish() == checksum;
}

/// How fast bytes come, over the last few seconds.
class Speed {
public:
    void note(std::int64_t receivedBytes)
    {
        const Clock::time_point now = Clock::now();
        m_samples.emplace_back(now, receivedBytes);
        while (m_samples.size() > 2 && now - m_samples.front().first > kSpeedWindow) {
            m_samples.pop_front();
        }
    }
    double bytesPerSecond() const
    {
        if (m_samples.size() < 2) {
            return 0;
        }
        const std::chrono::duration<double> span = m_samples.back().first - m_samples.front().first;
        const auto bytes = static_cast<double>(m_samples.back().second - m_samples.front().second);
        return span.count() > 0 ? bytes / span.count() : 0;
    }

private:
    std::deque<std::pair<Clock::time_point, std::int64_t>> m_samples;
};

} // namespace

Status checkRepository(const std::string& repository)
{
    const std::size_t slash = repository.find('/');
    const auto isPart = [](const std::string& part) {
        return isPlainFileName(part) && part.size() <= kRepositoryPartMax && part.front() != '-'
               && part.find("..") == std::string::npos;
    };
    if (slash == std::string::npos || !isPart(repository.substr(0, slash)) || !isPart(repository.substr(slash + 1))) {
        return fail(ErrorCode::InvalidInput,
                    "a model on a hub is named owner/name, as google/siglip2-base-patch16-224 is");
    }
    return {};
}

/// One call of `plan` or `fetch`: its connection and its progress.
class HubDownload::Run {
public:
    Run(const Options& options, FileSystem& files)
        : m_options(options)
        , m_files(files)
        , m_root(hubRoot(options.network))
        , m_hub(hostOf(m_root))
        , m_http(options.network.proxy, options.patience, options.stop)
    {
    }

    Result<HubPlan> plan();
    Status fetch(const HubPlan& plan);

private:
    /// Tries until it is done, hopeless, or has been in vain `triesMax` times in a row.
    template <class Attempt> Status persist(int triesMax, Attempt attempt);
    /// False when stopped.
    bool waitFor(std::chrono::milliseconds time);
    /// What an outcome means. `file` is what was asked for; empty = the model.
    Verdict judge(const HttpOutcome& outcome, const std::string& file) const;
    Verdict judgeStatus(const HttpOutcome& outcome, const std::string& file) const;
    Error because(ErrorCode code, const std::string& problem) const;

    /// A short answer. `file` is what it should be; without a name it is the list of files.
    Result<std::string> fetchText(const std::string& url, const HubFile& file);
    /// What config.json calls the model; empty when it does not.
    Result<std::string> modelType(const HubListing& listing);
    Result<std::vector<HubFile>> choose(const HubListing& listing, std::string& type);
    Status askAbout(HubFile& file, const std::string& revision);

    Status checkPlan(const HubPlan& plan) const;
    Status removeLeftovers(const HubPlan& plan);
    Status checkRoom() const;
    Status fetchFile(const HubFile& file, const std::string& revision);
    Verdict receive(const HubFile& file, const std::string& revision, PartFile& part);
    std::optional<Verdict> beginBody(const HttpHead& head, const HubFile& file, PartFile& part);

    std::string addressOf(const std::string& revision, const std::string& name) const
    {
        return m_root + "/" + m_options.repository + "/resolve/" + revision + "/" + name;
    }
    void setHave(const std::string& name, std::int64_t bytes);
    void step(const std::string& what);
    void report(bool always);

    const Options& m_options;
    FileSystem& m_files;
    std::string m_root;
    std::string m_hub; ///< its host, for people
    HttpClient m_http;

    std::map<std::string, std::int64_t> m_have; ///< bytes of each file
    DownloadStep m_step;
    std::int64_t m_receivedBytes = 0;
    Speed m_speed;
    Clock::time_point m_lastReport{};
};

// --- Trying and waiting ---------------------------------------------------------------------------------------------

template <class Attempt> Status HubDownload::Run::persist(int triesMax, Attempt attempt)
{
    for (int tries = 1;; ++tries) {
        const Verdict verdict = attempt();
        if (verdict.next == Next::Done) {
            return {};
        }
        if (verdict.gotFurther) {
            tries = 1;
        }
        if (verdict.next == Next::GiveUp || tries >= triesMax) {
            return Failure{verdict.error};
        }
        const auto growing = m_options.patience.firstWait * (std::int64_t{1} << std::min(tries - 1, 20));
        const std::chrono::milliseconds asked
            = std::min<std::chrono::milliseconds>(verdict.wait.value_or(0s), kRetryAfterMax);
        step("waiting to try again");
        if (!waitFor(std::max(asked, std::min(growing, m_options.patience.longestWait)))) {
            return cancelled();
        }
    }
}

bool HubDownload::Run::waitFor(std::chrono::milliseconds time)
{
    std::mutex mutex;
    std::condition_variable_any never;
    std::unique_lock lock(mutex);
    never.wait_for(lock, m_options.stop, time, [] { return false; });
    return !m_options.stop.stop_requested();
}

Error HubDownload::Run::because(ErrorCode code, const std::string& problem) const
{
    return {code, m_options.repository + " cannot be downloaded: " + problem};
}

Verdict HubDownload::Run::judge(const HttpOutcome& outcome, const std::string& file) const
{
    switch (outcome.end) {
    case End::Stopped:
        return giveUp(cancelled().error);
    case End::Broken:
        return tryAgain(because(ErrorCode::Io, outcome.problem));
    case End::Hopeless:
        return giveUp(because(ErrorCode::Io, outcome.problem));
    case End::Answered:
    case End::Refused:
        break;
    }
    return judgeStatus(outcome, file);
}

Verdict HubDownload::Run::judgeStatus(const HttpOutcome& outcome, const std::string& file) const
{
    const long status = outcome.head.status;
    // What the Hub says where the status alone is ambiguous: it hides private models behind 401.
    const std::string reason = outcome.head.header("x-error-code");
    const std::string& repository = m_options.repository;
    const std::string answer = outcome.host + " answers with error " + std::to_string(status)
                               + (file.empty() ? "" : " when asked for " + file);
    if (status == 200 || status == 206) {
        return {};
    }
    if (reason == "RepoNotFound" || (status == 404 && reason.empty() && file.empty())) {
        return giveUp({ErrorCode::NotFound, "there is no model " + repository + " on " + m_hub
                                                + " that can be had without a login; check the spelling"});
    }
    if (status == 401 || status == 403) {
        return giveUp({ErrorCode::Unsupported,
                       m_hub + " asks for a login before it gives " + repository
                           + ", or wants its terms accepted; do that on its page in a browser, download the files "
                             "there, then import the folder"});
    }
    if (status == 407) {
        return giveUp(because(ErrorCode::Io, "the proxy asks for a login; write it into its address: "
                                             "http://name:password@host:port"));
    }
    if (status == 429) {
        Verdict verdict = tryAgain(because(ErrorCode::Io, outcome.host
                                                              + " has had too many downloads from this "
                                                                "network; try again later"));
        verdict.wait = outcome.retryAfter;
        return verdict;
    }
    if (status == 408 || status == 425 || status >= 500) {
        Verdict verdict = tryAgain(because(ErrorCode::Io, answer + "; try again later"));
        verdict.wait = outcome.retryAfter;
        return verdict;
    }
    return giveUp(because(status == 404 ? ErrorCode::NotFound : ErrorCode::Io, answer));
}

// --- What there is to fetch -----------------------------------------------------------------------------------------

Result<std::string> HubDownload::Run::fetchText(const std::string& url, const HubFile& file)
{
    std::string body;
    HttpRequest request;
    request.url = url;
    request.begin = [&body](const HttpHead&) {
        body.clear();
        return true;
    };
    request.receive = [&body](std::span<const std::byte> bytes) {
        body.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
        return body.size() <= kTextMaxBytes;
    };
    const Status asked = persist(m_options.patience.triesToAsk, [&] {
        const HttpOutcome outcome = m_http.perform(request);
        if (outcome.end == End::Refused) {
            return giveUp(because(ErrorCode::Corrupt, m_hub + " answers with more than any model has"));
        }
        const Verdict verdict = judge(outcome, file.name);
        const bool isWrong = verdict.next == Next::Done && !file.checksum.empty() && !hasChecksum(body, file.checksum);
        return isWrong ? tryAgain(because(ErrorCode::Corrupt, file.name + " arrived with a wrong checksum")) : verdict;
    });
    return asked ? Result<std::string>(std::move(body)) : asked.failure();
}

Result<std::string> HubDownload::Run::modelType(const HubListing& listing)
{
    const auto config = std::find_if(listing.files.begin(), listing.files.end(),
                                     [](const HubFile& file) { return file.name == "config.json"; });
    const auto text = fetchText(addressOf(listing.revision, config->name), *config);
    return text ? Result<std::string>(modelTypeOf(*text)) : text;
}

Result<std::vector<HubFile>> HubDownload::Run::choose(const HubListing& listing, std::string& type)
{
    HubLayout layout = HubLayout::OpenClip;
    type = "open_clip";
    if (offers(listing, HubLayout::HuggingFace)) {
        const auto found = modelType(listing);
        if (!found) {
            return found.failure();
        }
        if (!found->empty()) {
            layout = HubLayout::HuggingFace;
            type = *found;
        }
    }
    auto chosen = chooseFiles(listing, layout);
    if (!chosen) {
        const bool isHubsFault = chosen.error().code == ErrorCode::Corrupt;
        return Failure{because(chosen.error().code, (isHubsFault ? m_hub : "it") + " " + chosen.error().message)};
    }
    return chosen;
}

/// Fills in what the listing does not say; mirrors need not have it.
Status HubDownload::Run::askAbout(HubFile& file, const std::string& revision)
{
    HttpRequest request;
    request.url = addressOf(revision, file.name);
    request.headOnly = true;
    return persist(m_options.patience.triesToAsk, [&]() -> Verdict {
        const HttpOutcome outcome = m_http.perform(request);
        const bool isElsewhere
            = outcome.end == End::Answered && outcome.head.status >= 300 && outcome.head.status < 400;
        if (Verdict verdict = judge(outcome, file.name); !isElsewhere && verdict.next != Next::Done) {
            return verdict;
        }
        std::string sum = outcome.head.linkedSum;
        std::string size = outcome.head.header("x-linked-size");
        if (sum.empty() && !isElsewhere) {
            sum = entityTag(outcome.head.header("etag"));
        }
        if (size.empty() && !isElsewhere) {
            size = outcome.head.header("content-length");
        }
        const auto sizeBytes = numberIn(size);
        if (!Checksum::isOne(sum) || !sizeBytes || *sizeBytes > kHubFileMaxBytes) {
            return giveUp(because(ErrorCode::Unsupported, m_hub + " does not say how large " + file.name
                                                              + " is and what its checksum is; use another mirror"));
        }
        file.checksum = sum;
        file.sizeBytes = *sizeBytes;
        return {};
    });
}

Result<HubPlan> HubDownload::Run::plan()
{
    const auto json = fetchText(m_root + "/api/models/" + m_options.repository + "/revision/main?blobs=true", {});
    if (!json) {
        return json.failure();
    }
    const auto listing = readListing(*json);
    if (!listing) {
        return Failure{because(listing.error().code, m_hub + " " + listing.error().message)};
    }
    if (listing->gated) {
        HttpOutcome refused;
        refused.head.status = 403;
        return Failure{judgeStatus(refused, "").error};
    }
    HubPlan plan;
    plan.repository = m_options.repository;
    plan.revision = listing->revision;
    auto chosen = choose(*listing, plan.modelType);
    if (!chosen) {
        return chosen.failure();
    }
    plan.files = std::move(*chosen);
    for (HubFile& file : plan.files) {
        if (file.sizeBytes < 0 || file.checksum.empty()) {
            if (Status asked = askAbout(file, plan.revision); !asked) {
                return asked.failure();
            }
        }
        plan.totalBytes += file.sizeBytes;
        plan.haveBytes += PartFile::haveBytes(m_options.folder, file);
    }
    return plan;
}

// --- Fetching -------------------------------------------------------------------------------------------------------

Status HubDownload::Run::checkPlan(const HubPlan& plan) const
{
    std::set<std::string> names;
    const bool isWhole = plan.repository == m_options.repository && plan.revision.size() == 40
                         && Checksum::isOne(plan.revision) && !plan.files.empty();
    const bool areFiles = std::all_of(plan.files.begin(), plan.files.end(), [&](const HubFile& file) {
        return isModelFileName(file.name) && isPlainFileName(file.name) && names.insert(file.name).second
               && Checksum::isOne(file.checksum) && file.sizeBytes >= 0 && file.sizeBytes <= kHubFileMaxBytes;
    });
    return isWhole && areFiles
               ? Status()
               : Status(Failure{because(ErrorCode::InvalidInput, "what is to be fetched is not a plan for it")});
}

/// Files of another version of the model, which would be taken for parts of this one.
Status HubDownload::Run::removeLeftovers(const HubPlan& plan)
{
    std::set<fs::path> wanted;
    for (const HubFile& file : plan.files) {
        wanted.insert(PartFile::finalPath(m_options.folder, file).filename());
        wanted.insert(PartFile::partPath(m_options.folder, file).filename());
    }
    std::error_code error;
    std::vector<fs::path> leftovers;
    for (const fs::directory_entry& entry : fs::directory_iterator(m_options.folder, error)) {
        const fs::path name = entry.path().filename();
        if (!wanted.contains(name) && (name.extension() == ".part" || isModelFileName(name.string()))) {
            leftovers.push_back(entry.path());
        }
    }
    for (const fs::path& leftover : leftovers) {
        if (Status removed = m_files.removeAll(leftover); !removed) {
            return removed;
        }
    }
    return {};
}

Status HubDownload::Run::checkRoom() const
{
    const std::int64_t missingBytes = m_step.totalBytes - m_step.doneBytes;
    std::error_code error;
    const fs::space_info space = fs::space(m_options.folder, error);
    if (error || static_cast<std::uint64_t>(missingBytes) <= space.available) {
        return {}; // a file system that cannot say may have room
    }
    return Failure{because(ErrorCode::OutOfResources,
                           "there is not enough room on the disk; " + gigabytes(static_cast<double>(missingBytes))
                               + " are still to come, and " + displayPath(m_options.folder) + " has "
                               + gigabytes(static_cast<double>(space.available)) + " left")};
}

Status HubDownload::Run::fetch(const HubPlan& plan)
{
    if (Status checked = checkPlan(plan); !checked) {
        return checked;
    }
    std::error_code error;
    fs::create_directories(m_options.folder, error);
    if (!fs::is_directory(m_options.folder, error)) {
        return fail(ErrorCode::Io, "cannot make the folder " + displayPath(m_options.folder));
    }
    if (Status removed = removeLeftovers(plan); !removed) {
        return removed;
    }
    for (const HubFile& file : plan.files) {
        m_step.totalBytes += file.sizeBytes;
        setHave(file.name, PartFile::haveBytes(m_options.folder, file));
    }
    if (Status room = checkRoom(); !room) {
        return room;
    }
    for (const HubFile& file : plan.files) {
        if (Status fetched = fetchFile(file, plan.revision); !fetched) {
            return fetched;
        }
    }
    m_step.step.clear();
    report(/*always=*/true);
    return {};
}

Status HubDownload::Run::fetchFile(const HubFile& file, const std::string& revision)
{
    const fs::path& folder = m_options.folder;
    for (int round = 0; round < kRoundsMax; ++round) {
        step("checking");
        const auto whole = PartFile::isWhole(folder, file, m_options.stop);
        if (!whole) {
            return whole.failure();
        }
        if (*whole) {
            setHave(file.name, file.sizeBytes);
            return {};
        }
        if (Status removed = m_files.removeAll(PartFile::finalPath(folder, file)); !removed) {
            return removed;
        }
        auto part = PartFile::open(m_files, folder, file, m_options.stop);
        if (!part) {
            return part.failure();
        }
        setHave(file.name, part->sizeBytes());
        const Status received = persist(m_options.patience.triesToFetch, [&] {
            return part->sizeBytes() == file.sizeBytes ? Verdict() : receive(file, revision, *part);
        });
        if (!received) {
            return received;
        }
        step("checking");
        const auto finished = part->finish();
        if (!finished) {
            return finished.failure();
        }
        if (*finished) {
            return {};
        }
        setHave(file.name, 0);
    }
    return Failure{because(ErrorCode::Corrupt, file.name + " arrived twice with a wrong checksum; the network or "
                                                   + m_hub + " changes it on the way; try again later or elsewhere")};
}

/// Decides on the head of an answer whether its body may come; a verdict when it may not.
std::optional<Verdict> HubDownload::Run::beginBody(const HttpHead& head, const HubFile& file, PartFile& part)
{
    const auto contradicts = [&](const std::string& what) {
        return tryAgain(because(ErrorCode::Corrupt, m_hub + " gives " + file.name + " another " + what
                                                        + " than its list does; try again later"));
    };
    if (Checksum::isOne(head.linkedSum) && head.linkedSum.size() == file.checksum.size()
        && head.linkedSum != file.checksum) {
        return contradicts("checksum");
    }
    if (head.status == 206 && isRangeFrom(head.header("content-range"), part.sizeBytes(), file.sizeBytes)) {
        return std::nullopt;
    }
    const auto length = numberIn(head.header("content-length"));
    if (head.status == 200 && length && *length != file.sizeBytes) {
        return contradicts("size");
    }
    // The whole file instead of the rest, or some other piece of it.
    const Status restarted = part.sizeBytes() > 0 ? part.restart() : Status();
    setHave(file.name, part.sizeBytes());
    if (!restarted) {
        return giveUp(restarted.error());
    }
    return head.status == 200 ? std::nullopt : std::optional(contradicts("range"));
}

/// One try to get what is missing of a file.
Verdict HubDownload::Run::receive(const HubFile& file, const std::string& revision, PartFile& part)
{
    step(file.name);
    const std::int64_t receivedBefore = m_receivedBytes;
    std::optional<Verdict> refusal;
    HttpRequest request;
    request.url = addressOf(revision, file.name);
    request.fromByte = part.sizeBytes();
    request.tick = [this] { report(/*always=*/false); };
    request.begin = [&](const HttpHead& head) {
        refusal = beginBody(head, file, part);
        return !refusal;
    };
    request.receive = [&](std::span<const std::byte> bytes) {
        const auto missing = static_cast<std::size_t>(file.sizeBytes - part.sizeBytes());
        const bool isTooMuch = bytes.size() > missing;
        if (Status written = part.append(bytes.first(std::min(missing, bytes.size()))); !written) {
            refusal = giveUp(written.error());
            return false;
        }
        m_receivedBytes += static_cast<std::int64_t>(bytes.size());
        setHave(file.name, part.sizeBytes());
        report(/*always=*/false);
        return !isTooMuch; // whether what came so far is right, the checksum says
    };
    const HttpOutcome outcome = m_http.perform(request);
    if (Status flushed = part.flush(); !flushed && !refusal) {
        refusal = giveUp(flushed.error());
    }
    Verdict verdict = refusal ? *refusal : judge(outcome, file.name);
    if (!refusal && outcome.end == End::Answered && outcome.head.status == 416 && part.sizeBytes() > 0) {
        // The server has less than we do: what we have cannot be of this file.
        const Status restarted = part.restart();
        setHave(file.name, part.sizeBytes());
        verdict = restarted ? tryAgain(verdict.error) : giveUp(restarted.error());
    }
    if (verdict.next == Next::Done && part.sizeBytes() < file.sizeBytes) {
        verdict = tryAgain(because(ErrorCode::Io, outcome.host + " sends only a part of " + file.name));
    }
    verdict.gotFurther = m_receivedBytes - receivedBefore >= kGotFurtherBytes;
    return verdict;
}

// --- Progress -------------------------------------------------------------------------------------------------------

void HubDownload::Run::setHave(const std::string& name, std::int64_t bytes)
{
    std::int64_t& have = m_have[name];
    m_step.doneBytes += bytes - have;
    have = bytes;
}

void HubDownload::Run::step(const std::string& what)
{
    const bool isNew = m_step.step != what;
    m_step.step = what;
    report(isNew);
}

void HubDownload::Run::report(bool always)
{
    const Clock::time_point now = Clock::now();
    if (!m_options.progress || (!always && now - m_lastReport < kReportInterval)) {
        return;
    }
    m_lastReport = now;
    m_speed.note(m_receivedBytes);
    m_step.bytesPerSecond = m_speed.bytesPerSecond();
    m_options.progress(m_step);
}

// --- The public face ------------------------------------------------------------------------------------------------

HubDownload::HubDownload(Options options)
    : m_options(std::move(options))
{
}

HubDownload::~HubDownload() = default;

Result<HubPlan> HubDownload::plan()
{
    return guarded("cannot ask the hub", ErrorCode::Internal, [this]() -> Result<HubPlan> {
        if (Status named = checkRepository(m_options.repository); !named) {
            return named.failure();
        }
        if (Status reachable = checkNetwork(m_options.network); !reachable) {
            return reachable.failure();
        }
        return Run(m_options, m_options.files != nullptr ? *m_options.files : m_realFiles).plan();
    });
}

Status HubDownload::fetch(const HubPlan& plan)
{
    return guarded("cannot download", ErrorCode::Internal, [this, &plan]() -> Status {
        if (Status named = checkRepository(m_options.repository); !named) {
            return named;
        }
        if (Status reachable = checkNetwork(m_options.network); !reachable) {
            return reachable;
        }
        return Run(m_options, m_options.files != nullptr ? *m_options.files : m_realFiles).fetch(plan);
    });
}

} // namespace likeness
