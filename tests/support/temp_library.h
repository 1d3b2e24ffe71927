#pragma once

#include "core/engine/open_engine.h"

#include <QTemporaryDir>

#include <condition_variable>
#include <mutex>

namespace likeness::test {

/// Keeps what an engine says, so that a test can wait for it.
/// Thread: every function from any thread.
class EventLog {
public:
    EventSink sink();

    /// The answer to a request; nullopt after 60 s. A CommandFailed for it is found by asking for that type.
    template <class Kind> std::optional<Kind> answerTo(RequestId request)
    {
        return waitFor<Kind>([request](const Kind& event) { return event.request == request; });
    }

    /// The first event of a kind that passes, not looked at before; nullopt after `longest`. Consumes it.
    template <class Kind>
    std::optional<Kind> waitFor(const std::function<bool(const Kind&)>& passes,
                                std::chrono::seconds longest = std::chrono::seconds(60))
    {
        std::unique_lock lock(m_mutex);
        std::optional<Kind> found;
        m_arrived.wait_for(lock, longest, [&] {
            for (auto it = m_events.begin(); it != m_events.end(); ++it) {
                const Kind* event = std::get_if<Kind>(&*it);
                if (event != nullptr && passes(*event)) {
                    found = std::move(*event);
                    m_events.erase(it);
                    return true;
                }
            }
            return false;
        });
        return found;
    }

    void clear()
    {
        const std::lock_guard lock(m_mutex);
        m_events.clear();
    }

    /// Events of a kind that are there now.
    template <class Kind> int count() const
    {
        const std::lock_guard lock(m_mutex);
        int found = 0;
        for (const Event& event : m_events) {
            found += std::holds_alternative<Kind>(event) ? 1 : 0;
        }
        return found;
    }

private:
    mutable std::mutex m_mutex;
    std::condition_variable m_arrived;
    std::vector<Event> m_events; // guarded by m_mutex
};

/// A library and a folder of photos that vanish with the object, and an engine on them.
class TempLibrary {
public:
    explicit TempLibrary(std::string modelId = "null");

    /// Of engines opened from now on: after how long they measure their index. Never, unless a test wants it.
    std::chrono::milliseconds idleTime = std::chrono::hours(24);

    /// Of engines opened from now on: the folder with builtin/.
    std::filesystem::path resources = std::filesystem::path(LIKENESS_BUILTIN).parent_path();

    /// Of engines opened from now on; see `EngineOptions`.
    std::string indexKind = "auto";

    std::filesystem::path library() const { return m_root / "library"; }
    std::filesystem::path photos() const { return m_root / "photos"; }
    std::filesystem::path root() const { return m_root; }

    /// Writes a JPEG whose picture depends on `seed` only. Parent folders are made.
    std::filesystem::path writePhoto(const std::string& name, int seed, int width = 320, int height = 240) const;

    /// Opens the engine; closes it first if it is open.
    Result<Engine*> open();
    void close();

    Engine& engine() { return *m_engine; }
    EventLog& log() { return m_log; }

    /// Posts and waits for the answer of that kind.
    template <class Kind> std::optional<Kind> ask(Command command)
    {
        return m_log.answerTo<Kind>(m_engine->post(std::move(command)));
    }

    /// Registers photos() and waits until all is indexed; false on failure.
    bool index();
    /// Looks for changes, everywhere or at some paths, and waits until the work is done.
    bool rescan(std::vector<std::filesystem::path> paths = {});
    /// Every photo by name, or what matches the filter.
    std::vector<PhotoRow> rows(const std::string& filter = {});

private:
    QTemporaryDir m_folder;
    std::filesystem::path m_root;
    std::string m_modelId;
    EventLog m_log;
    std::unique_ptr<Engine> m_engine;
};

} // namespace likeness::test
