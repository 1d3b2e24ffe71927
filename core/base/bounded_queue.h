#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>

namespace likeness {

/// A first-in-first-out queue between threads that holds at most `capacity` things, so that a slow consumer slows the
/// producer down instead of filling the memory.
/// Thread: every function from any thread.
template <class T> class BoundedQueue {
public:
    explicit BoundedQueue(std::size_t capacity)
        : m_capacity(capacity)
    {
    }

    /// Waits for room. Returns false, and drops the value, once the queue is closed.
    bool push(T value)
    {
        std::unique_lock lock(m_mutex);
        m_hasRoom.wait(lock, [this] { return m_closed || m_items.size() < m_capacity; });
        if (m_closed) {
            return false;
        }
        m_items.push_back(std::move(value));
        lock.unlock();
        m_hasItem.notify_one();
        return true;
    }

    /// Waits for a value. Returns nullopt once the queue is closed and empty.
    std::optional<T> pop()
    {
        std::unique_lock lock(m_mutex);
        m_hasItem.wait(lock, [this] { return m_closed || !m_items.empty(); });
        return takeFront(lock);
    }

    /// Takes a value if one is there.
    std::optional<T> tryPop()
    {
        std::unique_lock lock(m_mutex);
        return takeFront(lock);
    }

    /// No more pushes; what is inside can still be popped.
    void close()
    {
        {
            std::lock_guard lock(m_mutex);
            m_closed = true;
        }
        m_hasItem.notify_all();
        m_hasRoom.notify_all();
    }

    /// Drops what is inside and returns how many things that were.
    std::size_t clear()
    {
        std::deque<T> dropped;
        {
            std::lock_guard lock(m_mutex);
            dropped.swap(m_items);
        }
        m_hasRoom.notify_all();
        return dropped.size();
    }

    std::size_t size() const
    {
        std::lock_guard lock(m_mutex);
        return m_items.size();
    }

    std::size_t capacity() const { return m_capacity; }

private:
    std::optional<T> takeFront(std::unique_lock<std::mutex>& lock)
    {
        if (m_items.empty()) {
            return std::nullopt;
        }
        std::optional<T> value(std::move(m_items.front()));
        m_items.pop_front();
        lock.unlock();
        m_hasRoom.notify_one();
        return value;
    }

    const std::size_t m_capacity;
    mutable std::mutex m_mutex;
    std::condition_variable m_hasItem;
    std::condition_variable m_hasRoom;
    std::deque<T> m_items; // guarded by m_mutex
    bool m_closed = false; // guarded by m_mutex
};

} // namespace likeness
