#pragma once

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <sys/resource.h>

namespace likeness::bench {

/// Of the whole process, user and system.
inline double cpuSeconds()
{
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

/// Prints a row of a table: what, how many answers `body` returned, the best of `rounds` by the wall and by the
/// processor: other programs on the machine only ever add time.
template <class Body> void measure(const char* what, int rounds, Body body)
{
    double wallBest = 1e30;
    double cpuBest = 1e30;
    std::size_t answers = 0;
    for (int round = 0; round < rounds; ++round) {
        const auto begin = std::chrono::steady_clock::now();
        const double cpu = cpuSeconds();
        answers = body();
        const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - begin;
        wallBest = std::min(wallBest, wall.count());
        cpuBest = std::min(cpuBest, cpuSeconds() - cpu);
    }
    std::printf("| %s | %zu | %.1f ms | %.1f ms |\n", what, answers, wallBest * 1e3, cpuBest * 1e3);
    std::fflush(stdout);
}

} // namespace likeness::bench
