#pragma once

#include <algorithm>
#include <atomic>
#include <future>
#include <vector>

namespace likeness {

/// Runs `work(i)` for each i below `count`, in several threads.
template <class Work> void inThreads(int threads, std::size_t count, const Work& work)
{
    std::atomic<std::size_t> next{0};
    const auto some = [&] {
        for (std::size_t i = next++; i < count; i = next++) {
            work(i);
        }
    };
    std::vector<std::future<void>> others;
    for (int i = 1; i < threads; ++i) {
        others.push_back(std::async(std::launch::async, some));
    }
    some();
    for (std::future<void>& other : others) {
        other.get();
    }
}

/// Runs `work(first, size)` for the parts of `count`, in several threads.
template <class Work> void inParts(int threads, std::size_t count, const Work& work)
{
    constexpr std::size_t kPart = 16'384;
    inThreads(threads, (count + kPart - 1) / kPart,
              [&](std::size_t part) { work(part * kPart, std::min(kPart, count - part * kPart)); });
}

} // namespace likeness
