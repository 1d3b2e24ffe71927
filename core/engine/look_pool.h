#pragma once

#include "core/engine/readers.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <stop_token>
#include <thread>
#include <unordered_map>

namespace likeness {

/// The threads that answer what a person waits for: searches and lists in the order asked, thumbnails newest first, so
/// that what is on screen now comes before what has scrolled away. Apart from the ingest threads, so that a slow decode
/// there never stands in front of a click.
/// Thread: `post` and `cancel` from any thread.
class LookPool {
public:
    /// What takes long asks the token now and then.
    using Job = std::function<void(Readers&, const std::stop_token&)>;
    enum class Order { AsAsked, NewestFirst };

    LookPool(const std::filesystem::path& library, int threads);
    ~LookPool();

    void post(RequestId request, Order order, Job job);
    /// Drops a job that has not begun; one that has is asked to stop.
    void cancel(RequestId request);
    /// Drops what has not begun, asks what has to stop, and waits for it.
    void stop();

private:
    struct Entry {
        RequestId request;
        Job job;
    };

    void run(const std::filesystem::path& library);

    std::mutex m_mutex;
    std::condition_variable m_hasWork;
    std::deque<Entry> m_asAsked;                               // guarded by m_mutex
    std::deque<Entry> m_newestFirst;                           // guarded by m_mutex; newest at the back
    std::unordered_map<RequestId, std::stop_source> m_running; // guarded by m_mutex
    bool m_stopping = false;                                   // guarded by m_mutex
    std::vector<std::thread> m_threads;
};

} // namespace likeness
