#pragma once

#include "core/engine/exploration.h"

#include <condition_variable>
#include <thread>

namespace likeness {

/// The background work on neighbours, map and clusters of the model that answers: a thread of its own at low priority,
/// which stands still while photos are indexed.
///
/// Everything it makes lies in `explore/<model>/` of the library (`ExploreFiles`) and is derived; what is damaged or
/// missing is made again, see `bringUpToDate`. Thread: every function from any thread.
class ExploreJob {
public:
    struct Options {
        std::filesystem::path library;
        int threads = 0; ///< 0 = one for each core
        /// Gets ExploreProgress and ExploreChanged, on the job's threads.
        EventSink sink;
        /// Gets what was found, before ExploreChanged tells of it; to note in the catalog what must outlive derived
        /// files. Called on the job's thread; must not wait.
        std::function<void(std::shared_ptr<const Explored>)> found;
        /// For so long nothing may have changed before a run begins by itself.
        std::chrono::milliseconds quietTime = std::chrono::seconds(3);
    };
    using Done = std::function<void(const Status&)>;

    ExploreJob(Options options, FileSystem& files);
    ~ExploreJob();

    /// From now on this model is explored. A run on another one ends. `vocabulary` names what clusters may be called,
    /// one word a line; empty: the model understands no words.
    void explore(std::shared_ptr<ModelSession> session, std::filesystem::path vocabulary);
    /// Contents or vectors may have changed: looks, once it has been quiet for a while.
    void noteChange();
    /// Looks at once and calls `done` when everything is up to date or cannot be; not at all once stopping. `relayout`:
    /// the whole map is laid out anew.
    void update(bool relayout, Done done);
    /// Ends the run that is under way, which begins again where it was after `resume`.
    void pause();
    void resume();
    /// Asks the thread to end: within 100 ms, except for a file that is just being written.
    void requestStop();
    /// And waits for it.
    void stop();

    /// What was found last; null when nothing was yet. Opens files the first time.
    std::shared_ptr<const Explored> explored(const VectorIdentity& vectors);
    /// Grows with every ExploreChanged.
    std::int64_t revision() const { return m_revision.load(); }
    /// Something that is shown with map and clusters changed: sends ExploreChanged.
    void announce();

private:
    void run();
    ExploreOrder nextOrder();
    void work(std::unique_lock<std::mutex>& lock);
    void postpone();
    bool isDue() const;
    bool isPaused();
    void publish(const VectorIdentity& vectors, std::shared_ptr<const Explored> explored);
    void report(ExploreState state, double share, const std::string& problem = {});

    const Options m_options;
    FileSystem& m_files;
    std::atomic<std::int64_t> m_revision{0};

    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::shared_ptr<ModelSession> m_session; // guarded by m_mutex, as all down to m_stopping
    std::filesystem::path m_vocabulary;
    std::optional<std::chrono::steady_clock::time_point> m_dueAt; // nullopt = nothing to do
    bool m_relayout = false;
    std::vector<Done> m_waiting;
    std::stop_source m_running; // of the run under way
    bool m_paused = false;
    bool m_stopping = false;

    std::mutex m_exploredMutex;
    std::filesystem::path m_exploredFolder;     // guarded by m_exploredMutex
    std::shared_ptr<const Explored> m_explored; // guarded by m_exploredMutex

    std::string m_neighboursWhole;                        // of the job's thread: the vectors whose file was whole
    ExploreProgress m_progress;                           // of the job's thread
    std::chrono::steady_clock::time_point m_progressSent; // of the job's thread
    std::thread m_thread;
};

} // namespace likeness
