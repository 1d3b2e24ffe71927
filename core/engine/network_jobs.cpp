#include "core/engine/network_jobs.h"

namespace likeness {

void NetworkJobs::start(RequestId request, Job job)
{
    const std::lock_guard lock(m_mutex);
    if (m_stopping) {
        return;
    }
    std::erase_if(m_jobs, [](const auto& entry) { return entry.second.finished; }); // joins: they have ended
    m_jobs[request].thread = std::jthread([this, request, job = std::move(job)](const std::stop_token& stop) {
        job(stop);
        const std::lock_guard ended(m_mutex);
        if (const auto entry = m_jobs.find(request); entry != m_jobs.end()) {
            entry->second.finished = true;
        }
    });
}

void NetworkJobs::cancel(RequestId request)
{
    const std::lock_guard lock(m_mutex);
    if (const auto entry = m_jobs.find(request); entry != m_jobs.end()) {
        entry->second.thread.request_stop();
    }
}

void NetworkJobs::stop()
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
} // joined as `ending` goes

} // namespace likeness
