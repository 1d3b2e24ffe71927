#include "core/engine/explore_job.h"

#include "core/base/thread_priority.h"

namespace likeness {
namespace {

using Clock = std::chrono::steady_clock;
using namespace std::chrono_literals;

/// Behind everything that a person waits for; while one waits for a run itself, as the threads that index.
constexpr int kNiceness = 15;
constexpr int kNicenessAwaited = 5;
constexpr auto kProgressEvery = 100ms;

} // namespace

ExploreJob::ExploreJob(Options options, FileSystem& files)
    : m_options(std::move(options))
    , m_files(files)
    , m_thread([this] { run(); })
{
}

ExploreJob::~ExploreJob() { stop(); }

void ExploreJob::explore(std::shared_ptr<ModelSession> session, std::filesystem::path vocabulary)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_session != session) {
            m_running.request_stop();
        }
        m_session = std::move(session);
        m_vocabulary = std::move(vocabulary);
        postpone();
    }
    m_changed.notify_all();
}

void ExploreJob::noteChange()
{
    {
        const std::lock_guard lock(m_mutex);
        postpone();
    }
    m_changed.notify_all();
}

void ExploreJob::update(bool relayout, Done done)
{
    {
        const std::lock_guard lock(m_mutex);
        m_dueAt = Clock::now();
        m_relayout = m_relayout || relayout;
        if (done) {
            m_waiting.push_back(std::move(done));
        }
    }
    m_changed.notify_all();
}

void ExploreJob::pause()
{
    const std::lock_guard lock(m_mutex);
    if (!m_paused) {
        m_paused = true;
        m_running.request_stop();
    }
}

void ExploreJob::resume()
{
    {
        const std::lock_guard lock(m_mutex);
        m_paused = false;
    }
    m_changed.notify_all();
}

void ExploreJob::requestStop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
        m_running.request_stop();
    }
    m_changed.notify_all();
}

void ExploreJob::stop()
{
    requestStop();
    if (m_thread.joinable()) {
        m_thread.join();
    }
}

bool ExploreJob::isPaused()
{
    const std::lock_guard lock(m_mutex);
    return m_paused && !m_stopping;
}

/// A run that was asked for stays due at once. The mutex is held.
void ExploreJob::postpone()
{
    if (m_waiting.empty() && !m_relayout) {
        m_dueAt = Clock::now() + m_options.quietTime;
    }
}

/// The mutex is held.
bool ExploreJob::isDue() const { return m_session && m_dueAt && !m_paused && Clock::now() >= *m_dueAt; }

void ExploreJob::run()
{
    std::unique_lock lock(m_mutex);
    while (!m_stopping) {
        if (isDue()) {
            work(lock);
        } else if (m_session && m_dueAt && !m_paused) {
            m_changed.wait_until(lock, *m_dueAt);
        } else {
            m_changed.wait(lock);
        }
    }
}

/// The mutex is held.
ExploreOrder ExploreJob::nextOrder()
{
    return {.library = m_options.library,
            .session = m_session,
            .vocabulary = m_vocabulary,
            .relayout = std::exchange(m_relayout, false),
            .neighboursWhole = m_neighboursWhole == m_session->identity().name(),
            .threads = m_options.threads,
            .files = m_files,
            .stop = m_running.get_token(),
            .report = [this](ExploreState state, double share) { report(state, share); },
            .isPaused = [this] { return isPaused(); }};
}

/// One run; the mutex is held before and after.
void ExploreJob::work(std::unique_lock<std::mutex>& lock)
{
    m_running = {};
    const ExploreOrder order = nextOrder();
    std::vector<Done> waiting = std::exchange(m_waiting, {});
    m_dueAt.reset();
    lock.unlock();
    Result<ExploreOutcome> outcome = fail(ErrorCode::Internal, "exploring did not begin");
    // A thread for each run: its priority, which those that it starts inherit, can be lowered but never raised again.
    const auto body = [&] {
        lowerPriorityOfThisThread(waiting.empty() ? kNiceness : kNicenessAwaited);
        outcome = guarded("exploring", ErrorCode::Internal, [&] { return bringUpToDate(order); });
    };
    Status begun = guarded("exploring", ErrorCode::OutOfResources, [&]() -> Status {
        std::thread(body).join();
        return {};
    });
    if (!begun) {
        outcome = begun.failure();
    }
    const bool stopped = order.stop.stop_requested();
    if (outcome && outcome->neighboursWhole) {
        m_neighboursWhole = order.session->identity().name();
    }
    if (outcome && outcome->found) {
        publish(order.session->identity(), outcome->found);
    }
    const bool again = outcome ? outcome->lagsBehind : stopped;
    report(ExploreState::Idle, outcome ? 1 : 0, outcome || stopped ? std::string() : outcome.error().message);
    if (!again) {
        for (const Done& done : waiting) {
            done(outcome ? Status() : Status(outcome.failure()));
        }
    }
    lock.lock();
    if (again) {
        m_relayout = m_relayout || (order.relayout && !outcome);
        m_waiting.insert(m_waiting.begin(), waiting.begin(), waiting.end());
        m_dueAt = m_dueAt ? std::min(*m_dueAt, Clock::now()) : Clock::now();
    }
}

void ExploreJob::report(ExploreState state, double share, const std::string& problem)
{
    const auto now = Clock::now();
    const bool changed = state != m_progress.state || problem != m_progress.problem;
    if (!changed && (state == ExploreState::Idle || now - m_progressSent < kProgressEvery)) {
        return;
    }
    m_progress = {state, share, problem};
    m_progressSent = now;
    m_options.sink(m_progress);
}

void ExploreJob::publish(const VectorIdentity& vectors, std::shared_ptr<const Explored> explored)
{
    {
        const std::lock_guard lock(m_exploredMutex);
        m_exploredFolder = ExploreFiles::of(m_options.library, vectors).folder;
        m_explored = explored;
    }
    m_options.found(std::move(explored));
    announce();
}

void ExploreJob::announce() { m_options.sink(ExploreChanged{++m_revision}); }

std::shared_ptr<const Explored> ExploreJob::explored(const VectorIdentity& vectors)
{
    const ExploreFiles files = ExploreFiles::of(m_options.library, vectors);
    const std::lock_guard lock(m_exploredMutex);
    if (m_exploredFolder == files.folder) {
        return m_explored;
    }
    m_exploredFolder = files.folder;
    m_explored = savedExplored(files);
    return m_explored;
}

} // namespace likeness
