#include "core/engine/mapped_vectors.h"

#include "core/index/dot.h"

#include <algorithm>

namespace likeness {

Result<MappedVectors> MappedVectors::copy(const VectorStore& store, Wanted wanted, const ExploreRun& run)
{
    const std::size_t stride = rowStride(wanted.dimension);
    const std::size_t sizeBytes = wanted.contents.size() * stride * sizeof(std::uint16_t);
    auto memory = UnnamedFile::in(wanted.folder, sizeBytes);
    if (!memory) {
        return memory.failure();
    }
    MappedVectors mapped(std::move(wanted.contents), stride, std::move(*memory));
    auto* halves = static_cast<std::uint16_t*>(mapped.m_memory.data());
    const auto& contents = mapped.m_contents;
    std::size_t copied = 0;
    bool stopped = false;
    Status read = store.walk([&](ContentId content, std::int64_t sequence, std::span<const std::uint16_t> row) -> bool {
        constexpr std::size_t kRowsBetweenReports = 4096;
        const auto at = std::lower_bound(contents.begin(), contents.end(), content);
        if (at != contents.end() && *at == content) {
            std::copy(row.begin(), row.end(), halves + static_cast<std::size_t>(at - contents.begin()) * stride);
            if (sequence > wanted.after) {
                mapped.m_newer.push_back(content);
            }
            if (++copied % kRowsBetweenReports == 0) {
                run.report(static_cast<double>(copied) / static_cast<double>(contents.size()));
            }
        }
        stopped = run.stop.stop_requested();
        return !stopped;
    });
    if (!read) {
        return read.failure();
    }
    if (stopped) {
        return fail(ErrorCode::Cancelled, "exploring was stopped");
    }
    if (copied != contents.size()) {
        return fail(ErrorCode::NotFound, std::to_string(contents.size() - copied) + " photos have no vector any more");
    }
    std::sort(mapped.m_newer.begin(), mapped.m_newer.end());
    return mapped;
}

VectorRows MappedVectors::rows() const
{
    return {m_contents, static_cast<const std::uint16_t*>(m_memory.data()), m_stride, &scoreListedRows};
}

} // namespace likeness
