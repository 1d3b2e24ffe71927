#pragma once

#include "core/api/engine.h"
#include "core/base/result.h"

#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>

namespace likeness::cli {

/// The engine for a program that may wait: posts a command and returns when its answer is there.
/// Thread: one, except `sink`, which the engine calls from its own.
class Client {
public:
    using Observer = std::function<void(const Event&)>;

    /// `interrupted` becomes true when the person wants to stop; a signal handler may set it.
    explicit Client(const std::atomic<bool>& interrupted)
        : m_interrupted(interrupted)
    {
    }

    /// Where the engine is to send its events; this object must outlive the engine.
    EventSink sink();
    void connect(Engine& engine) { m_engine = &engine; }
    /// Calls `observer` with every event from now on, in the waiting thread.
    void observe(Observer observer) { m_observers.push_back(std::move(observer)); }
    void forgetObservers() { m_observers.clear(); }
    bool interrupted() const { return m_interrupted.load(); }
    Engine& engine() { return *m_engine; }

    /// Posts a command that is answered by an `Answer`. Errors: those of the command; Cancelled when interrupted;
    /// Internal when another event answers.
    template <class Answer> Result<Answer> ask(Command command)
    {
        Result<Event> event = answerTo(std::move(command));
        if (!event) {
            return event.failure();
        }
        if (Answer* answer = std::get_if<Answer>(&*event)) {
            return std::move(*answer);
        }
        return fail(ErrorCode::Internal, "the engine gave an unexpected answer");
    }

    /// Posts a command that is answered by CommandDone.
    Status tell(Command command);

    /// Posts a command that starts indexing and waits for the end of the run. When interrupted, what is queued is
    /// dropped and what is done is committed first.
    /// Errors: those of the command; Cancelled; Io (the library cannot be written).
    Result<IndexingFinished> indexAfter(Command command);

    /// Waits until interrupted; observers see what happens.
    void followUntilInterrupted();

private:
    Result<Event> answerTo(Command command);
    Result<Event> waitFor(RequestId request);
    /// The next event, or nullopt after a short while without one.
    std::optional<Event> nextEvent();

    const std::atomic<bool>& m_interrupted;
    Engine* m_engine = nullptr;
    std::vector<Observer> m_observers;
    std::mutex m_mutex;
    std::condition_variable m_hasEvent;
    std::deque<Event> m_events; // guarded by m_mutex
};

} // namespace likeness::cli
