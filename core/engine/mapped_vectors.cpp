#include "core/engine/mapped_vectors.h"

#include "core/base/descriptor.h"
#include "core/index/dot.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/mman.h>
#include <utility>

namespace likeness {
namespace {

/// Memory behind which lies a file of that size, without a name.
Result<void*> mapTemporary(const std::filesystem::path& folder, std::size_t sizeBytes)
{
    const auto refused = [&](int code) {
        return fail(code == ENOSPC || code == ENOMEM ? ErrorCode::OutOfResources : ErrorCode::Io,
                    "cannot put the vectors side by side in " + displayPath(folder) + ": " + std::strerror(code));
    };
    std::string name = (folder / "vectors.XXXXXX").native();
    const Descriptor file(::mkostemp(name.data(), O_CLOEXEC));
    if (!file.valid()) {
        return refused(errno);
    }
    ::unlink(name.c_str());
    // Allocated, not just made long: on a full disk this fails, where writing into the mapping would end the program.
    if (const int code = ::posix_fallocate(file.value(), 0, static_cast<off_t>(sizeBytes)); code != 0) {
        return refused(code);
    }
    void* memory = ::mmap(nullptr, sizeBytes, PROT_READ | PROT_WRITE, MAP_SHARED, file.value(), 0);
    return memory != MAP_FAILED ? Result<void*>(memory) : refused(errno);
}

} // namespace

Result<MappedVectors> MappedVectors::copy(const VectorStore& store, Wanted wanted, const ExploreRun& run)
{
    const std::size_t stride = rowStride(wanted.dimension);
    const std::size_t sizeBytes = wanted.contents.size() * stride * sizeof(std::uint16_t);
    if (sizeBytes == 0) {
        return MappedVectors({}, stride, nullptr, 0);
    }
    auto memory = mapTemporary(wanted.folder, sizeBytes);
    if (!memory) {
        return memory.failure();
    }
    MappedVectors mapped(std::move(wanted.contents), stride, *memory, sizeBytes);
    auto* halves = static_cast<std::uint16_t*>(*memory);
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

MappedVectors::MappedVectors(MappedVectors&& other) noexcept
    : m_contents(std::move(other.m_contents))
    , m_newer(std::move(other.m_newer))
    , m_stride(other.m_stride)
    , m_memory(std::exchange(other.m_memory, nullptr))
    , m_sizeBytes(other.m_sizeBytes)
{
}

MappedVectors::~MappedVectors()
{
    if (m_memory != nullptr) {
        ::munmap(m_memory, m_sizeBytes);
    }
}

VectorRows MappedVectors::rows() const
{
    return {m_contents, static_cast<const std::uint16_t*>(m_memory), m_stride, &scoreListedRows};
}

} // namespace likeness
