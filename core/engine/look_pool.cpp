#include "core/engine/look_pool.h"

#include <algorithm>

namespace likeness {

LookPool::LookPool(const std::filesystem::path& library, int threads)
{
    for (int i = 0; i < threads; ++i) {
        m_threads.emplace_back([this, library] { run(library); });
    }
}

LookPool::~LookPool() { stop(); }

void LookPool::post(RequestId request, Order order, Job job)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_stopping) {
            return;
        }
        (order == Order::AsAsked ? m_asAsked : m_newestFirst).push_back({request, std::move(job)});
    }
    m_hasWork.notify_one();
}

void LookPool::cancel(RequestId request)
{
    const std::lock_guard lock(m_mutex);
    const auto same = [request](const Entry& entry) { return entry.request == request; };
    std::erase_if(m_asAsked, same);
    std::erase_if(m_newestFirst, same);
    if (const auto running = m_running.find(request); running != m_running.end()) {
        running->second.request_stop();
    }
}

void LookPool::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
        m_asAsked.clear();
        m_newestFirst.clear();
        for (auto& [request, running] : m_running) {
            running.request_stop();
        }
    }
    m_hasWork.notify_all();
    for (std::thread& thread : m_threads) {
        if (thread.joinable()) {
            thread.join();
        }
    }
}

void LookPool::run(const std::filesystem::path& library)
{
    Readers readers(library);
    std::unique_lock lock(m_mutex);
    while (true) {
        m_hasWork.wait(lock, [this] { return m_stopping || !m_asAsked.empty() || !m_newestFirst.empty(); });
        if (m_stopping) {
            return;
        }
        Entry entry;
        if (!m_asAsked.empty()) {
            entry = std::move(m_asAsked.front());
            m_asAsked.pop_front();
        } else {
            entry = std::move(m_newestFirst.back());
            m_newestFirst.pop_back();
        }
        const std::stop_token stop = m_running[entry.request].get_token();
        lock.unlock();
        entry.job(readers, stop);
        entry.job = nullptr; // what it captured goes before the next wait
        lock.lock();
        m_running.erase(entry.request);
    }
}

} // namespace likeness
