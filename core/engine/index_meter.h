#pragma once

#include "core/engine/model_session.h"

#include <atomic>

namespace likeness {

/// Where a measurement is kept, beside the generations of the index.
std::filesystem::path measurementFile(const ModelSession& session);
/// What was measured before, from a file beside the index; nullopt when it is missing or damaged: both mean to measure
/// again.
std::optional<IndexMeasurement> readMeasurement(const std::filesystem::path& file);
/// Errors: Io, OutOfResources (disk full).
Status keepMeasurement(const IndexMeasurement& measurement, const std::filesystem::path& file, FileSystem& files);
/// Whether `measured` says nothing about an index of this kind with so many vectors: it is of another kind, or the
/// library has grown or shrunk by a tenth.
bool isOutdated(const std::optional<IndexMeasurement>& measured, const std::string& indexKind, std::size_t vectors);

/// Measures how right and how fast an index is, in a thread of its own that steps aside for searches.
///
/// Image queries are photos of the library, evenly drawn; word queries are captions, embedded once and kept beside the
/// index. Each is asked of the index and compared with the exact answer. Both are as many as the library's size lets
/// compare with in a few seconds.
/// Thread: `Search` objects from any thread, everything else from one.
class IndexMeter {
public:
    struct Job {
        std::shared_ptr<ModelSession> session;
        bool hurried = false; ///< a person waits for it: only searches under way are waited for
    };
    using Done = std::function<void(Result<IndexMeasurement>)>;

    /// While one lives, and for `quietTime` after the last unless it is hurried, a measurement waits.
    class Search {
    public:
        explicit Search(IndexMeter& meter);
        ~Search();
        Search(const Search&) = delete;
        Search& operator=(const Search&) = delete;

    private:
        IndexMeter& m_meter;
    };

    IndexMeter(std::filesystem::path library, FileSystem& files, std::chrono::milliseconds quietTime);
    ~IndexMeter() { stop(); }

    /// Begins a measurement; none may be running. The result is kept beside the index, and `done` gets it on
    /// the measuring thread. Errors: as the model and `VectorIndex::search`; Cancelled; NotFound (no vectors); Io.
    void start(Job job, Done done);
    /// Makes the one that is running a hurried one.
    void hurry();
    /// Asks it to end early and does not wait.
    void cancel();
    /// Ends it and waits.
    void stop();

    bool running() const { return m_running.load(); }
    /// How much of it is done, 0..1.
    double share() const;

private:
    Result<IndexMeasurement> measure(const Job& job);
    /// Shape: returns [count, dimension].
    Result<std::vector<float>> imageQueries(const ModelSession& session, std::size_t countMax);
    /// None where the model understands no words.
    Result<std::vector<float>> wordQueries(ModelSession& session, std::size_t countMax);
    Result<QueryFigures> ask(const SearchSnapshot& snapshot, const std::vector<float>& queries);
    /// Waits for a moment without searches. False: to end now.
    bool waitForQuiet();

    const std::filesystem::path m_library;
    FileSystem& m_files;
    const std::chrono::milliseconds m_quietTime;

    std::mutex m_mutex;
    std::condition_variable m_changed;
    int m_searches = 0;                                 // guarded by m_mutex: under way
    std::chrono::steady_clock::time_point m_lastSearch; // guarded by m_mutex
    bool m_hurried = false;                             // guarded by m_mutex
    std::atomic<bool> m_cancel{false};                  // set with m_mutex held
    std::atomic<bool> m_running{false};
    std::atomic<std::size_t> m_stepsDone{0};
    std::atomic<std::size_t> m_steps{0};
    std::thread m_thread;
};

} // namespace likeness
