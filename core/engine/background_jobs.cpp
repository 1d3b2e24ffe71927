#include "core/engine/background_jobs.h"

namespace likeness {

void BackgroundJobs::start(RequestId request, Job job, RequestId after)
{
    const std::lock_guard lock(m_mutex);
    if (m_stopping) {
        return;
    }
    std::erase_if(m_jobs, [](const auto& entry) { return entry.second.finished; }); // joins: they have ended
    m_jobs[request].thread = std::jthread([this, request, after, job = std::move(job)](const std::stop_token& stop) {
        {
            std::unique_lock waiting(m_mutex);
            m_ended.wait(waiting, [&] {
                const auto before = m_jobs.find(after);
                return before == m_jobs.end() || before->second.finished;
            });
        }
        job(stop);
        {
            const std::lock_guard ended(m_mutex);
            if (const auto entry = m_jobs.find(request); entry != m_jobs.end()) {
                entry->second.finished = true;
            }
        }
        m_ended.notify_all();
    });
}

bool BackgroundJobs::isEnding(RequestId request)
{
    const std::lock_guard lock(m_mutex);
    const auto entry = m_jobs.find(request);
    return entry == m_jobs.end() || entry->second.finished || entry->second.thread.get_stop_token().stop_requested();
}

void BackgroundJobs::cancel(RequestId request)
{
    const std::lock_guard lock(m_mutex);
    if (const auto entry = m_jobs.find(request); entry != m_jobs.end()) {
        entry->second.thread.request_stop();
    }
}

void BackgroundJobs::stop()
{
    std::map<RequestId, Entry> ending;
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
        ending.swap(m_jobs);
    }
    for (auto& [_, entry] : ending) {
        entry.thread.request_stop();
    }
    m_ended.notify_all(); // none is found any more, so none is waited for
} // joined as `ending` goes

} // namespace likeness
