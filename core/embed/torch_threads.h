#pragma once

#include <string>

namespace likeness {

/// Limits torch's own threads to one for the calling thread, and gives back what was before. Torch would otherwise
/// start a team of threads for every thread that calls it. Thread: belongs to the thread that made it.
class SingleTorchThread {
public:
    SingleTorchThread();
    ~SingleTorchThread();
    SingleTorchThread(const SingleTorchThread&) = delete;
    SingleTorchThread& operator=(const SingleTorchThread&) = delete;

private:
    int m_before;
};

/// Lets torch's operations use `threads` threads (0 = all cores) on the calling thread and those that follow, and keeps
/// the BLAS below it at one. Returns how many threads that are.
int useTorchThreads(int threads);

} // namespace likeness
