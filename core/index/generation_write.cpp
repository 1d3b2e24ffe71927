#include "core/index/generation.h"

#include "core/base/half.h"
#include "core/index/manifest.h"

#include <cstring>
#include <future>
#include <xxhash.h>

namespace likeness {
namespace {

/// Appends to a file in pieces of about a megabyte and keeps its checksum.
class FileBuilder {
public:
    FileBuilder(FileSystem& files, std::filesystem::path path, std::string_view magic)
        : m_files(files)
        , m_path(std::move(path))
        , m_state(XXH3_createState(), &XXH3_freeState)
    {
        XXH3_128bits_reset(m_state.get());
        m_buffer.reserve(kFlushBytes);
        add(std::as_bytes(std::span(magic)));
        pad(kFileHeaderBytes);
    }

    void add(std::span<const std::byte> bytes)
    {
        while (!bytes.empty() && m_status) {
            const std::size_t part = std::min(bytes.size(), kFlushBytes - m_buffer.size());
            m_buffer.insert(m_buffer.end(), bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(part));
            bytes = bytes.subspan(part);
            m_sizeBytes += part;
            if (m_buffer.size() == kFlushBytes) {
                flush();
            }
        }
    }

    template <class T> void addAll(std::span<const T> values) { add(std::as_bytes(values)); }

    void pad(std::size_t multiple)
    {
        static constexpr std::array<std::byte, kFileHeaderBytes> kZeros{};
        add(std::span(kZeros).first((multiple - m_sizeBytes % multiple) % multiple));
    }

    /// The first error of all, or the sum of a file that is on the disk.
    Result<FileSum> finish()
    {
        flush();
        if (m_status) {
            m_status = syncToDisk(m_path);
        }
        if (!m_status) {
            return m_status.failure();
        }
        FileSum sum;
        sum.sizeBytes = m_sizeBytes;
        XXH128_canonical_t canonical;
        XXH128_canonicalFromHash(&canonical, XXH3_128bits_digest(m_state.get()));
        std::memcpy(sum.checksum.data(), canonical.digest, sum.checksum.size());
        return sum;
    }

private:
    static constexpr std::size_t kFlushBytes = std::size_t{1} << 20;

    void flush()
    {
        if (m_status && !m_buffer.empty()) {
            XXH3_128bits_update(m_state.get(), m_buffer.data(), m_buffer.size());
            m_status = m_files.appendToFile(m_path, m_buffer);
            m_buffer.clear();
        }
    }

    FileSystem& m_files;
    std::filesystem::path m_path;
    std::unique_ptr<XXH3_state_t, decltype(&XXH3_freeState)> m_state;
    std::vector<std::byte> m_buffer;
    std::uint64_t m_sizeBytes = 0;
    Status m_status;
};

constexpr std::uint32_t kNewRow = std::numeric_limits<std::uint32_t>::max();

struct Place {
    ContentId content;
    const std::uint16_t* halves = nullptr;
    std::uint32_t baseRow = kNewRow;
};

/// Where the live rows are, in the order of a new generation.
std::vector<Place> placesOf(const RowSet& rows)
{
    std::vector<Place> places;
    places.reserve(rows.live);
    for (std::size_t i = 0; i < rows.chunks.size(); ++i) {
        const RowChunk& chunk = rows.chunks[i];
        for (std::uint32_t row = 0; row < chunk.count; ++row) {
            if (chunk.alive(row)) {
                const bool base = i < rows.baseChunks();
                places.push_back({chunk.contents[row], chunk.halves + row * rows.stride,
                                  base ? static_cast<std::uint32_t>(i * kChunkRows + row) : kNewRow});
            }
        }
    }
    std::sort(places.begin(), places.end(), [](const Place& a, const Place& b) { return a.content < b.content; });
    return places;
}

/// Errors: Cancelled, Io, OutOfResources.
Result<FileSum> writeRows(const std::filesystem::path& path, std::span<const Place> places, std::size_t stride,
                          FileSystem& files, const std::atomic<bool>& cancel)
{
    FileBuilder file(files, path, kRowsMagic);
    for (const Place& place : places) {
        file.addAll(std::span(&place.content, 1));
    }
    file.pad(kFileHeaderBytes);
    for (const Place& place : places) {
        if (cancel.load(std::memory_order_relaxed)) {
            return fail(ErrorCode::Cancelled, "writing the index was stopped");
        }
        file.addAll(std::span(place.halves, stride));
    }
    return file.finish();
}

Result<FileSum> writeGraph(const std::filesystem::path& path, const GraphView& graph, FileSystem& files)
{
    FileBuilder file(files, path, kGraphMagic);
    file.addAll(graph.bottom);
    file.addAll(graph.upperFirst);
    file.addAll(graph.upper);
    file.addAll(graph.nextSame);
    return file.finish();
}

/// Errors: as `buildGraph`; Io.
Status addGraph(Manifest& manifest, const GenerationPlan& plan, const std::filesystem::path& folder,
                const RowBlock& rows, FileSystem& files, const std::atomic<bool>& cancel)
{
    const auto graph = buildGraph(rows, plan.threads, cancel);
    if (!graph) {
        return graph.failure();
    }
    const auto sum = writeGraph(folder / "graph", graph->view(), files);
    if (!sum) {
        return sum.failure();
    }
    manifest.graphFile = *sum;
    manifest.withGraph = 1;
    manifest.entry = graph->entry;
    manifest.levels = graph->levels;
    manifest.records = graph->upperFirst.back();
    return {};
}

/// The mean of at most 65,536 rows, taken evenly.
std::vector<float> centreOf(const RowBlock& rows)
{
    constexpr std::uint32_t kSampleMax = 65'536;
    const std::uint32_t step = rows.count / kSampleMax + 1;
    std::vector<double> sums(rows.stride, 0.0);
    std::uint32_t count = 0;
    for (std::uint32_t row = 0; row < rows.count; row += step, ++count) {
        for (std::size_t i = 0; i < rows.stride; ++i) {
            sums[i] += floatFromHalf(rows.halves[row * rows.stride + i]);
        }
    }
    std::vector<float> centre(rows.stride);
    std::transform(sums.begin(), sums.end(), centre.begin(),
                   [count](double sum) { return static_cast<float>(sum / count); });
    return centre;
}

/// Which codes to write, and which to copy.
struct CodesPlan {
    CodeSpace space;
    const CodesView* copyFrom = nullptr; ///< of the rows' base; null = make all
    int threads = 1;
};

/// Errors: Cancelled, Io, OutOfResources.
Result<FileSum> writeCodes(const std::filesystem::path& path, const CodesPlan& plan, std::span<const Place> places,
                           FileSystem& files, const std::atomic<bool>& cancel)
{
    const CodeLayout& layout = plan.space.layout();
    const std::size_t blockBytes = layout.blockBytes();
    FileBuilder file(files, path, kCodesMagic);
    file.addAll(plan.space.centre());
    const auto fill = [&](std::span<std::byte> blocks, std::size_t firstRow) {
        std::fill(blocks.begin(), blocks.end(), std::byte{0});
        const std::size_t count = std::min(blocks.size() / blockBytes * kCodeBlockRows, places.size() - firstRow);
        for (std::size_t i = 0; i < count; ++i) {
            const Place& place = places[firstRow + i];
            std::byte* block = blocks.data() + i / kCodeBlockRows * blockBytes;
            if (plan.copyFrom && place.baseRow != kNewRow) {
                copyCode(layout, plan.copyFrom->blocks.data() + place.baseRow / kCodeBlockRows * blockBytes,
                         place.baseRow % kCodeBlockRows, block, i % kCodeBlockRows);
            } else {
                plan.space.encode(place.halves, block, i % kCodeBlockRows);
            }
        }
    };
    // Each thread fills a part, then all parts are written in their order.
    constexpr std::size_t kPartBlocks = 128;
    std::vector<std::byte> parts(static_cast<std::size_t>(plan.threads) * kPartBlocks * blockBytes);
    for (std::size_t block = 0; block < CodeLayout::blocksOf(places.size());) {
        if (cancel.load(std::memory_order_relaxed)) {
            return fail(ErrorCode::Cancelled, "writing the index was stopped");
        }
        std::vector<std::future<void>> others;
        const std::size_t first = block;
        for (int i = 0; i < plan.threads && block < CodeLayout::blocksOf(places.size()); ++i) {
            const std::size_t count = std::min(kPartBlocks, CodeLayout::blocksOf(places.size()) - block);
            const std::span<std::byte> part
                = std::span(parts).subspan((block - first) * blockBytes, count * blockBytes);
            if (plan.threads == 1) {
                fill(part, block * kCodeBlockRows);
            } else {
                others.push_back(std::async(std::launch::async, fill, part, block * kCodeBlockRows));
            }
            block += count;
        }
        for (std::future<void>& other : others) {
            other.get();
        }
        file.add(std::span(parts).first((block - first) * blockBytes));
    }
    return file.finish();
}

constexpr std::uint64_t kRotationSeed = 0x4C696B656E657373; // "Likeness"

/// Keeps the centre until half of the rows came after it was chosen: codes around an old centre are as right as others,
/// only less exact. Errors: as `writeCodes`.
Status addCodes(Manifest& manifest, const GenerationPlan& plan, std::span<const Place> places,
                const std::filesystem::path& folder, const RowBlock& rows, FileSystem& files,
                const std::atomic<bool>& cancel)
{
    const CodeLayout layout{rows.stride, plan.codeBits};
    const auto added = static_cast<std::uint64_t>(
        std::count_if(places.begin(), places.end(), [](const Place& place) { return place.baseRow == kNewRow; }));
    const CodesView* old = plan.previous && plan.previous->codes() ? &*plan.previous->codes() : nullptr;
    const std::uint64_t stale = old ? plan.previous->staleRows() + added : 0;
    const bool keep = old && old->space.layout().bits == plan.codeBits && stale * 2 <= rows.count;
    const CodesPlan codes{keep ? old->space : CodeSpace(layout, kRotationSeed, centreOf(rows)), keep ? old : nullptr,
                          plan.threads};
    const auto sum = writeCodes(folder / "codes", codes, places, files, cancel);
    if (!sum) {
        return sum.failure();
    }
    manifest.codesFile = *sum;
    manifest.codeBits = static_cast<std::uint32_t>(plan.codeBits);
    manifest.seed = kRotationSeed;
    manifest.staleRows = static_cast<std::uint32_t>(keep ? stale : 0);
    return {};
}

/// Errors: everything `writeGeneration` says; leaves the half-made folder.
Status fillFolder(const std::filesystem::path& folder, const GenerationPlan& plan, const RowSet& rows,
                  FileSystem& files, const std::atomic<bool>& cancel)
{
    const auto begun = std::chrono::steady_clock::now();
    Manifest manifest;
    manifest.dimension = static_cast<std::uint32_t>(plan.identity.dimension);
    manifest.stride = static_cast<std::uint32_t>(rows.stride);
    manifest.rows = static_cast<std::uint32_t>(rows.live);
    manifest.lastSequence = plan.lastSequence;
    manifest.modelId = plan.identity.modelId;
    const std::vector<Place> places = placesOf(rows);
    auto rowsSum = writeRows(folder / "rows", places, rows.stride, files, cancel);
    if (!rowsSum) {
        return rowsSum.failure();
    }
    manifest.rowsFile = *rowsSum;

    if (plan.withGraph || plan.codeBits > 0) {
        auto rowsFile = MappedFile::open(folder / "rows");
        if (!rowsFile) {
            return rowsFile.failure();
        }
        const RowBlock block = rowsIn(**rowsFile, manifest.rows, rows.stride);
        Status added = plan.withGraph ? addGraph(manifest, plan, folder, block, files, cancel) : Status();
        if (added && plan.codeBits > 0) {
            added = addCodes(manifest, plan, places, folder, block, files, cancel);
        }
        if (!added) {
            return added;
        }
    }
    manifest.buildSeconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
    return files.replaceFile(folder / "manifest", encode(manifest));
}

} // namespace

Result<std::shared_ptr<const Generation>> writeGeneration(const GenerationPlan& plan, const RowSet& rows,
                                                          FileSystem& files, const std::atomic<bool>& cancel)
{
    const std::filesystem::path beside = plan.folder.string() + ".tmp";
    return guarded("cannot write the index", ErrorCode::Io, [&]() -> Result<std::shared_ptr<const Generation>> {
        std::filesystem::remove_all(beside);
        std::filesystem::create_directories(beside);
        Status made = fillFolder(beside, plan, rows, files, cancel);
        if (made) {
            made = files.renameDurably(beside, plan.folder);
        }
        if (!made) {
            std::error_code ignored; // removed at the next open otherwise
            std::filesystem::remove_all(beside, ignored);
            std::filesystem::remove_all(plan.folder, ignored);
            return made.failure();
        }
        return Generation::open(plan.folder, plan.identity);
    });
}

} // namespace likeness