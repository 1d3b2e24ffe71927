#include "core/index/generation.h"

#include "core/base/half.h"
#include "core/index/in_threads.h"
#include "core/index/lists_write.h"

namespace likeness {
namespace {

/// Where the live rows are, in the order of a new generation.
std::vector<RowSource> sourcesOf(const RowSet& rows)
{
    std::vector<RowSource> sources;
    sources.reserve(rows.live);
    for (std::size_t i = 0; i < rows.chunks.size(); ++i) {
        const RowChunk& chunk = rows.chunks[i];
        for (std::uint32_t row = 0; row < chunk.count; ++row) {
            if (chunk.alive(row)) {
                const bool base = i < rows.baseChunks();
                sources.push_back({chunk.contents[row], chunk.halves + row * rows.stride,
                                   base ? static_cast<std::uint32_t>(i * kChunkRows + row) : kNoRow});
            }
        }
    }
    std::sort(sources.begin(), sources.end(),
              [](const RowSource& a, const RowSource& b) { return a.content < b.content; });
    return sources;
}

/// Errors: Cancelled, Io, OutOfResources.
Result<FileSum> writeRows(const std::filesystem::path& path, std::span<const RowSource> sources, std::size_t stride,
                          FileSystem& files, const std::atomic<bool>& cancel)
{
    FileBuilder file(files, path, kRowsMagic);
    for (const RowSource& source : sources) {
        file.addAll(std::span(&source.content, 1));
    }
    file.pad(kFileHeaderBytes);
    for (const RowSource& source : sources) {
        if (cancel.load(std::memory_order_relaxed)) {
            return fail(ErrorCode::Cancelled, "writing the index was stopped");
        }
        file.addAll(std::span(source.halves, stride));
    }
    return file.finish();
}

/// Errors: as `buildGraph`; Io.
Status addRowGraph(Manifest& manifest, const GenerationPlan& plan, const std::filesystem::path& folder,
                   const RowBlock& rows, FileSystem& files, const std::atomic<bool>& cancel)
{
    manifest.withGraph = 1;
    return addGraph(manifest, folder, rows, plan.threads, files, cancel);
}

/// Which codes to write, and which to copy.
struct CodesPlan {
    CodeSpace space;
    const CodesView* copyFrom = nullptr; ///< of the rows' base; null = make all
    int threads = 1;
};

/// Errors: Cancelled, Io, OutOfResources.
Result<FileSum> writeCodes(const std::filesystem::path& path, const CodesPlan& plan, std::span<const RowSource> sources,
                           FileSystem& files, const std::atomic<bool>& cancel)
{
    const CodeLayout& layout = plan.space.layout();
    const std::size_t blockBytes = layout.blockBytes();
    FileBuilder file(files, path, kCodesMagic);
    file.addAll(plan.space.centre());
    const auto fill = [&](std::span<std::byte> blocks, std::size_t firstRow) {
        std::fill(blocks.begin(), blocks.end(), std::byte{0});
        const std::size_t count = std::min(blocks.size() / blockBytes * kCodeBlockRows, sources.size() - firstRow);
        for (std::size_t i = 0; i < count; ++i) {
            const RowSource& source = sources[firstRow + i];
            std::byte* block = blocks.data() + i / kCodeBlockRows * blockBytes;
            if (plan.copyFrom && source.baseRow != kNoRow) {
                copyCode(layout, plan.copyFrom->blocks.data() + source.baseRow / kCodeBlockRows * blockBytes,
                         source.baseRow % kCodeBlockRows, block, i % kCodeBlockRows);
            } else {
                plan.space.encode(source.halves, block, i % kCodeBlockRows);
            }
        }
    };
    // Each thread fills a part, then all parts are written in their order.
    constexpr std::size_t kPartBlocks = 128;
    const std::size_t blocks = CodeLayout::blocksOf(sources.size());
    const std::size_t atOnce = static_cast<std::size_t>(plan.threads) * kPartBlocks;
    std::vector<std::byte> parts(atOnce * blockBytes);
    for (std::size_t block = 0; block < blocks; block += atOnce) {
        if (cancel.load(std::memory_order_relaxed)) {
            return fail(ErrorCode::Cancelled, "writing the index was stopped");
        }
        const std::size_t count = std::min(atOnce, blocks - block);
        inThreads(plan.threads, (count + kPartBlocks - 1) / kPartBlocks, [&](std::size_t part) {
            const std::size_t first = part * kPartBlocks;
            fill(std::span(parts).subspan(first * blockBytes, std::min(kPartBlocks, count - first) * blockBytes),
                 (block + first) * kCodeBlockRows);
        });
        file.add(std::span(parts).first(count * blockBytes));
    }
    return file.finish();
}

/// Keeps the centre until half of the rows came after it was chosen: codes around an old centre are as right as others,
/// only less exact. Errors: as `writeCodes`.
Status addCodes(Manifest& manifest, const GenerationPlan& plan, std::span<const RowSource> sources,
                const std::filesystem::path& folder, const RowBlock& rows, FileSystem& files,
                const std::atomic<bool>& cancel)
{
    const CodeLayout layout{rows.stride, plan.codeBits};
    const auto added = static_cast<std::uint64_t>(std::count_if(
        sources.begin(), sources.end(), [](const RowSource& source) { return source.baseRow == kNoRow; }));
    const CodesView* old = plan.previous && plan.previous->codes() ? &*plan.previous->codes() : nullptr;
    const std::uint64_t stale = old ? plan.previous->staleRows() + added : 0;
    const bool keep = old && old->space.layout().bits == plan.codeBits && stale * 2 <= rows.count;
    const CodesPlan codes{keep ? old->space : CodeSpace(layout, kRotationSeed, centreOf(rows)), keep ? old : nullptr,
                          plan.threads};
    const auto sum = writeCodes(folder / "codes", codes, sources, files, cancel);
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
    const std::vector<RowSource> sources = sourcesOf(rows);
    auto rowsSum = writeRows(folder / "rows", sources, rows.stride, files, cancel);
    if (!rowsSum) {
        return rowsSum.failure();
    }
    manifest.rowsFile = *rowsSum;

    if (plan.withGraph || plan.withLists || plan.codeBits > 0) {
        auto rowsFile = MappedFile::open(folder / "rows");
        if (!rowsFile) {
            return rowsFile.failure();
        }
        const RowBlock block = rowsIn(**rowsFile, manifest.rows, rows.stride);
        Status added = plan.withGraph ? addRowGraph(manifest, plan, folder, block, files, cancel) : Status();
        if (added && plan.codeBits > 0) {
            added = addCodes(manifest, plan, sources, folder, block, files, cancel);
        }
        if (added && plan.withLists) {
            added = addLists(manifest, plan, folder, {sources, block}, files, cancel);
        }
        if (!added) {
            return added;
        }
    }
    manifest.buildSeconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
    return files.replaceFile(folder / "manifest", encode(manifest));
}

} // namespace

Status addGraph(Manifest& manifest, const std::filesystem::path& folder, const RowBlock& nodes, int threads,
                FileSystem& files, const std::atomic<bool>& cancel)
{
    const auto graph = buildGraph(nodes, threads, cancel);
    if (!graph) {
        return graph.failure();
    }
    const GraphView view = graph->view();
    FileBuilder file(files, folder / "graph", kGraphMagic);
    file.addAll(view.bottom);
    file.addAll(view.upperFirst);
    file.addAll(view.upper);
    file.addAll(view.nextSame);
    const auto sum = file.finish();
    if (!sum) {
        return sum.failure();
    }
    manifest.graphFile = *sum;
    manifest.entry = view.entry;
    manifest.levels = view.levels;
    manifest.records = view.upperFirst.back();
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

Result<std::shared_ptr<const Generation>> writeGeneration(const GenerationPlan& plan, const RowSet& rows,
                                                          FileSystem& files, const std::atomic<bool>& cancel)
{
    const std::filesystem::path beside = plan.folder.string() + ".tmp";
    return guarded("cannot write the index", ErrorCode::Io, [&]() -> Result<std::shared_ptr<const Generation>> {
        std::filesystem::remove_all(beside);
        std::filesystem::create_directories(beside);
        Status made = fillFolder(beside, plan, rows, files, cancel);
        if (made) {
            const auto written = Generation::open(beside, plan.identity);
            made = written ? (*written)->verify(cancel) : Status(written.failure());
        }
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