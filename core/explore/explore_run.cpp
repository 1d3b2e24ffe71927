#include "core/explore/explore_run.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

namespace likeness {

ExploreRun ExploreRun::part(double from, double to) const
{
    ExploreRun inner{threads, stop, {}};
    if (progress) {
        inner.progress = [whole = progress, from, to](double share) { whole(from + (to - from) * share); };
    }
    return inner;
}

void ExploreRun::report(double share) const
{
    if (progress) {
        progress(std::clamp(share, 0.0, 1.0));
    }
}

Status inBlocks(std::size_t count, std::size_t blockSize, const ExploreRun& run,
                const std::function<void(std::size_t begin, std::size_t end)>& body)
{
    const std::size_t blocks = (count + blockSize - 1) / blockSize;
    const std::size_t threads = run.threads > 0 ? static_cast<std::size_t>(run.threads)
                                                : std::max<std::size_t>(1, std::thread::hardware_concurrency());
    std::atomic<std::size_t> next{0};
    std::mutex mutex;
    Status outcome;
    const auto work = [&](bool reports) {
        Status ended = guarded("exploring", ErrorCode::Internal, [&]() -> Status {
            for (std::size_t block = next++; block < blocks; block = next++) {
                if (run.stop.stop_requested()) {
                    return fail(ErrorCode::Cancelled, "exploring was stopped");
                }
                body(block * blockSize, std::min(count, (block + 1) * blockSize));
                if (reports) {
                    run.report(static_cast<double>(std::min(blocks, next.load())) / static_cast<double>(blocks));
                }
            }
            return {};
        });
        if (!ended) {
            next = blocks;
            const std::lock_guard lock(mutex);
            outcome = std::move(ended);
        }
    };
    {
        std::vector<std::jthread> helpers;
        try {
            for (std::size_t i = 1; i < std::min(threads, blocks); ++i) {
                helpers.emplace_back(work, false);
            }
        } catch (const std::system_error&) { // no more threads to be had: those there are do it all
        }
        work(true);
    }
    if (outcome && run.stop.stop_requested()) {
        return fail(ErrorCode::Cancelled, "exploring was stopped");
    }
    return outcome;
}

} // namespace likeness
