#include "app/cli/client.h"

namespace likeness::cli {
namespace {

using namespace std::chrono_literals;

/// How soon an interruption is noticed: a signal handler cannot wake a condition variable.
constexpr auto kWait = 100ms;
/// How long the current batch may take to commit after an interruption.
constexpr auto kPatience = 30s;

/// The request that an event answers; news on the way to an answer is none.
RequestId answeredBy(const Event& event)
{
    return std::visit(
        [](const auto& value) -> RequestId {
            using Kind = std::decay_t<decltype(value)>;
            constexpr bool isNews
                = std::is_same_v<
                      Kind,
                      DownloadProgress> || std::is_same_v<Kind, DuplicatesProgress> || std::is_same_v<Kind, MetadataProgress>;
            if constexpr (requires { value.request; } && !isNews) {
                return value.request;
            } else {
                return {};
            }
        },
        event);
}

} // namespace

EventSink Client::sink()
{
    return [this](Event event) {
        {
            const std::lock_guard lock(m_mutex);
            m_events.push_back(std::move(event));
        }
        m_hasEvent.notify_one();
    };
}

std::optional<Event> Client::nextEvent()
{
    std::unique_lock lock(m_mutex);
    if (!m_hasEvent.wait_for(lock, kWait, [this] { return !m_events.empty(); })) {
        return std::nullopt;
    }
    Event event = std::move(m_events.front());
    m_events.pop_front();
    lock.unlock();
    for (const Observer& observer : m_observers) {
        observer(event);
    }
    return event;
}

Result<Event> Client::waitFor(RequestId request)
{
    while (!m_interrupted) {
        std::optional<Event> event = nextEvent();
        if (!event || answeredBy(*event) != request) {
            continue;
        }
        if (const auto* failed = std::get_if<CommandFailed>(&*event)) {
            return Failure{failed->error};
        }
        return std::move(*event);
    }
    m_engine->cancel(request);
    return fail(ErrorCode::Cancelled, "stopped");
}

Result<Event> Client::answerTo(Command command) { return waitFor(m_engine->post(std::move(command))); }

Status Client::tell(Command command)
{
    const Result<CommandDone> done = ask<CommandDone>(std::move(command));
    return done ? Status() : Status(done.failure());
}

Result<IndexingFinished> Client::indexAfter(Command command)
{
    if (Status started = tell(std::move(command)); !started) {
        return started.failure();
    }
    std::optional<std::chrono::steady_clock::time_point> giveUpAt;
    while (!giveUpAt || std::chrono::steady_clock::now() < *giveUpAt) {
        if (m_interrupted && !giveUpAt) {
            m_engine->post(CancelIndexing{});
            giveUpAt = std::chrono::steady_clock::now() + kPatience;
        }
        const std::optional<Event> event = nextEvent();
        if (!event) {
            continue;
        }
        if (const auto* finished = std::get_if<IndexingFinished>(&*event); finished != nullptr && !giveUpAt) {
            return *finished;
        } else if (finished != nullptr) {
            break;
        }
        if (const auto* progress = std::get_if<IndexProgress>(&*event);
            progress != nullptr && !progress->problem.empty()) {
            return fail(ErrorCode::Io, progress->problem);
        }
    }
    return fail(ErrorCode::Cancelled, "stopped; what is done is kept, and the next run goes on from there");
}

void Client::followUntilInterrupted()
{
    while (!m_interrupted) {
        nextEvent();
    }
}

} // namespace likeness::cli
