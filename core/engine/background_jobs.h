#pragma once

#include "core/api/types.h"

#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <thread>

namespace likeness {

/// Work that takes its time or waits for others (a model hub, a drive that is written), each piece in a thread of its
/// own: a hanging server must not hold up anything else. Thread: every function from any thread.
class BackgroundJobs {
public:
    using Job = std::function<void(std::stop_token)>;

    ~BackgroundJobs() { stop(); }

    /// `after`: a job that must have ended before; 0 = none.
    void start(RequestId request, Job job, RequestId after = {});
    /// Asks a job to end early.
    void cancel(RequestId request);
    /// True once a job has been asked to end early or has ended.
    bool isEnding(RequestId request);
    /// Ends all jobs and waits for them; what is started afterwards is not run.
    void stop();

private:
    struct Entry {
        std::jthread thread;
        bool finished = false;
    };

    std::mutex m_mutex;
    std::condition_variable m_ended;
    std::map<RequestId, Entry> m_jobs; // guarded by m_mutex
    bool m_stopping = false;           // guarded by m_mutex
};

} // namespace likeness
