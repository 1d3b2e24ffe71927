#include "core/index/flat_search.h"

#include "core/index/candidates.h"
#include "core/index/in_threads.h"

namespace likeness {

bool searchCodes(const CodesView& codes, const RowBlock& rows, std::span<const ContentId> contents,
                 const FlatQuery& query, const RowBits* allowed, TopList& found, std::size_t* comparedCount)
{
    CodeQuery ready = codes.space.prepare(query.query, kCodeDeviations);
    ready.constant += kScoreRounding;
    CandidateTask task{rows, contents, query.query, allowed, query.waitingMax};
    const CodeLayout& layout = codes.space.layout();
    const std::size_t blocks = CodeLayout::blocksOf(rows.count);
    const auto threads = static_cast<std::size_t>(std::max(1, query.threads));
    const std::size_t perPart = (blocks + threads - 1) / threads;
    std::vector<Candidates> parts(threads, Candidates(task, found.countMax()));
    const auto scan = [&](std::size_t part) {
        const std::size_t first = std::min(blocks, part * perPart);
        const std::size_t count = std::min(blocks, first + perPart) - first;
        parts[part].scan(ready, layout, codes.blocks.subspan(first * layout.blockBytes(), count * layout.blockBytes()),
                         nullptr, static_cast<std::uint32_t>(first * kCodeBlockRows));
    };
    inThreads(query.threads, threads, scan);
    for (std::size_t i = 1; i < threads; ++i) {
        parts[0].absorb(parts[i]);
    }
    if (task.gaveUp.load()) {
        return false;
    }
    parts[0].finish(found);
    if (comparedCount) {
        *comparedCount = parts[0].compared();
    }
    return true;
}

} // namespace likeness
