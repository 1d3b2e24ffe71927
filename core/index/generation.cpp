#include "core/index/generation.h"

#include "core/base/half.h"

#include <bit>
#include <cstring>
#include <future>
#include <xxhash.h>

namespace likeness {
namespace {

static_assert(std::endian::native == std::endian::little, "the files are little-endian and mapped as they are");
static_assert(sizeof(ContentId) == sizeof(std::int64_t), "content ids are mapped as they are");

constexpr std::string_view kManifestMagic("LKINDEX\n", 8);
constexpr std::string_view kRowsMagic("LKROWS\n\0", 8);
constexpr std::string_view kGraphMagic("LKGRAPH\n", 8);
constexpr std::string_view kCodesMagic("LKCODES\n", 8);
constexpr std::uint32_t kVersion = 2;
constexpr std::size_t kHeaderBytes = 64;
constexpr std::size_t kModelIdBytesMax = 4096;

std::size_t roundedUp(std::size_t bytes) { return (bytes + 63) / 64 * 64; }

/// The manifest's fields; see generation.h for the bytes.
struct Manifest {
    std::uint32_t dimension = 0;
    std::uint32_t stride = 0;
    std::uint32_t rows = 0;
    std::int64_t lastSequence = 0;
    std::uint32_t withGraph = 0;
    std::uint32_t entry = 0;
    std::uint32_t levels = 0;
    std::uint32_t records = 0;
    std::uint32_t codeBits = 0;
    std::uint64_t seed = 0;
    std::uint32_t staleRows = 0;
    std::string modelId;
    FileSum rowsFile;
    FileSum graphFile;
    FileSum codesFile;
};

Checksum checksumOf(std::span<const std::byte> bytes)
{
    XXH128_canonical_t canonical;
    XXH128_canonicalFromHash(&canonical, XXH3_128bits(bytes.data(), bytes.size()));
    Checksum checksum;
    std::memcpy(checksum.data(), canonical.digest, checksum.size());
    return checksum;
}

class Writer {
public:
    template <class T> void put(const T& value)
    {
        const auto bytes = std::as_bytes(std::span(&value, 1));
        m_bytes.insert(m_bytes.end(), bytes.begin(), bytes.end());
    }
    void put(std::string_view text)
    {
        const auto bytes = std::as_bytes(std::span(text));
        m_bytes.insert(m_bytes.end(), bytes.begin(), bytes.end());
    }
    std::vector<std::byte> take() { return std::move(m_bytes); }
    std::span<const std::byte> bytes() const { return m_bytes; }

private:
    std::vector<std::byte> m_bytes;
};

class Reader {
public:
    explicit Reader(std::span<const std::byte> bytes)
        : m_rest(bytes)
    {
    }
    template <class T> bool take(T& value)
    {
        if (m_rest.size() < sizeof(T)) {
            return false;
        }
        std::memcpy(&value, m_rest.data(), sizeof(T));
        m_rest = m_rest.subspan(sizeof(T));
        return true;
    }
    bool take(std::string& text, std::size_t size)
    {
        if (m_rest.size() < size) {
            return false;
        }
        text.assign(reinterpret_cast<const char*>(m_rest.data()), size);
        m_rest = m_rest.subspan(size);
        return true;
    }
    bool atEnd() const { return m_rest.empty(); }

private:
    std::span<const std::byte> m_rest;
};

std::vector<std::byte> encode(const Manifest& manifest)
{
    Writer out;
    out.put(kManifestMagic);
    out.put(kVersion);
    out.put(manifest.dimension);
    out.put(manifest.stride);
    out.put(manifest.rows);
    out.put(manifest.lastSequence);
    out.put(manifest.withGraph);
    out.put(manifest.entry);
    out.put(manifest.levels);
    out.put(manifest.records);
    out.put(manifest.codeBits);
    out.put(manifest.seed);
    out.put(manifest.staleRows);
    out.put(static_cast<std::uint32_t>(manifest.modelId.size()));
    out.put(std::string_view(manifest.modelId));
    for (const FileSum& file : {manifest.rowsFile, manifest.graphFile, manifest.codesFile}) {
        out.put(file.sizeBytes);
        out.put(file.checksum);
    }
    out.put(checksumOf(out.bytes()));
    return out.take();
}

/// Errors: Corrupt, Unsupported (version).
Result<Manifest> decode(std::span<const std::byte> bytes)
{
    const Failure corrupt = fail(ErrorCode::Corrupt, "the manifest is damaged");
    if (bytes.size() < kManifestMagic.size() + sizeof(Checksum)) {
        return corrupt;
    }
    const auto content = bytes.first(bytes.size() - sizeof(Checksum));
    Checksum checksum;
    std::memcpy(checksum.data(), bytes.data() + content.size(), checksum.size());
    Reader in(content);
    std::string magic;
    std::uint32_t version = 0;
    if (checksumOf(content) != checksum || !in.take(magic, kManifestMagic.size()) || magic != kManifestMagic
        || !in.take(version)) {
        return corrupt;
    }
    if (version != kVersion) {
        return fail(ErrorCode::Unsupported, "version " + std::to_string(version) + " of the index files");
    }
    Manifest manifest;
    std::uint32_t idLength = 0;
    const bool whole = in.take(manifest.dimension) && in.take(manifest.stride) && in.take(manifest.rows)
                       && in.take(manifest.lastSequence) && in.take(manifest.withGraph) && in.take(manifest.entry)
                       && in.take(manifest.levels) && in.take(manifest.records) && in.take(manifest.codeBits)
                       && in.take(manifest.seed) && in.take(manifest.staleRows) && in.take(idLength)
                       && idLength <= kModelIdBytesMax && in.take(manifest.modelId, idLength)
                       && in.take(manifest.rowsFile.sizeBytes) && in.take(manifest.rowsFile.checksum)
                       && in.take(manifest.graphFile.sizeBytes) && in.take(manifest.graphFile.checksum)
                       && in.take(manifest.codesFile.sizeBytes) && in.take(manifest.codesFile.checksum) && in.atEnd();
    if (!whole) {
        return corrupt;
    }
    return manifest;
}

std::size_t rowsFileBytes(std::size_t rows, std::size_t stride)
{
    return kHeaderBytes + roundedUp(rows * sizeof(ContentId)) + rows * stride * sizeof(std::uint16_t);
}

std::size_t graphFileBytes(std::size_t rows, std::size_t records)
{
    return kHeaderBytes
           + sizeof(std::uint32_t) * (rows * (1 + kBottomLinks) + rows + 1 + records * (1 + kGraphLinks) + rows);
}

std::size_t codesFileBytes(std::size_t rows, const CodeLayout& layout)
{
    return kHeaderBytes + layout.stride * sizeof(float) + CodeLayout::blocksOf(rows) * layout.blockBytes();
}

/// Maps a file after comparing every byte's checksum. Errors: Corrupt, NotFound, Io.
Result<std::unique_ptr<MappedFile>> openChecked(const std::filesystem::path& path, const FileSum& expected,
                                                std::string_view magic)
{
    const Result<FileSum> sum = sumOfFile(path);
    if (!sum) {
        return sum.failure();
    }
    if (*sum != expected) {
        return fail(ErrorCode::Corrupt,
                    path.filename().string()
                        + (sum->sizeBytes != expected.sizeBytes ? " has the wrong size" : " has a wrong checksum"));
    }
    auto file = MappedFile::open(path);
    if (file
        && ((*file)->bytes().size() != expected.sizeBytes || expected.sizeBytes < kHeaderBytes
            || std::memcmp((*file)->bytes().data(), magic.data(), magic.size()) != 0)) {
        return fail(ErrorCode::Corrupt, path.filename().string() + " is not what its name says");
    }
    return file;
}

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
        pad(kHeaderBytes);
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
        static constexpr std::array<std::byte, kHeaderBytes> kZeros{};
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
    file.pad(kHeaderBytes);
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

RowBlock blockIn(const MappedFile& file, std::uint32_t rows, std::size_t stride)
{
    const std::byte* at = file.bytes().data() + kHeaderBytes + roundedUp(rows * sizeof(ContentId));
    return {reinterpret_cast<const std::uint16_t*>(at), rows, stride};
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
        const RowBlock block = blockIn(**rowsFile, manifest.rows, rows.stride);
        Status added = plan.withGraph ? addGraph(manifest, plan, folder, block, files, cancel) : Status();
        if (added && plan.codeBits > 0) {
            added = addCodes(manifest, plan, places, folder, block, files, cancel);
        }
        if (!added) {
            return added;
        }
    }
    return files.replaceFile(folder / "manifest", encode(manifest));
}

} // namespace

Result<std::shared_ptr<const Generation>> Generation::open(const std::filesystem::path& folder,
                                                           const GenerationIdentity& identity)
{
    const auto bytes = readFile(folder / "manifest", std::int64_t{1} << 16);
    if (!bytes) {
        return bytes.failure();
    }
    const Result<Manifest> manifest = decode(*bytes);
    if (!manifest) {
        return manifest.failure();
    }
    if (manifest->modelId != identity.modelId
        || manifest->dimension != static_cast<std::uint32_t>(identity.dimension)) {
        return fail(ErrorCode::Unsupported, "the index was made for another model");
    }
    const std::size_t stride = rowStride(identity.dimension);
    const std::uint32_t codeBits = manifest->codeBits;
    const CodeLayout layout{stride, static_cast<int>(codeBits)};
    if (manifest->stride != stride || manifest->rowsFile.sizeBytes != rowsFileBytes(manifest->rows, stride)
        || manifest->withGraph > 1
        || (manifest->withGraph == 1
            && manifest->graphFile.sizeBytes != graphFileBytes(manifest->rows, manifest->records))
        || (codeBits != 0 && codeBits != 1 && codeBits != 2 && codeBits != 4)
        || (codeBits != 0 && manifest->codesFile.sizeBytes != codesFileBytes(manifest->rows, layout))) {
        return fail(ErrorCode::Corrupt, "sizes in the manifest do not fit");
    }

    std::shared_ptr<Generation> generation(new Generation);
    generation->m_folder = folder;
    generation->m_lastSequence = manifest->lastSequence;
    generation->m_rowsSum = manifest->rowsFile;
    generation->m_graphSum = manifest->graphFile;
    generation->m_codesSum = manifest->codesFile;
    generation->m_staleRows = manifest->staleRows;
    auto rowsFile = openChecked(folder / "rows", manifest->rowsFile, kRowsMagic);
    if (!rowsFile) {
        return rowsFile.failure();
    }
    generation->m_rowsFile = std::move(*rowsFile);
    generation->m_rows = blockIn(*generation->m_rowsFile, manifest->rows, stride);
    generation->m_contents
        = {reinterpret_cast<const ContentId*>(generation->m_rowsFile->bytes().data() + kHeaderBytes), manifest->rows};
    if (std::adjacent_find(generation->m_contents.begin(), generation->m_contents.end(), std::greater_equal<>())
        != generation->m_contents.end()) {
        return fail(ErrorCode::Corrupt, "rows are out of order");
    }

    if (manifest->withGraph == 1) {
        auto graphFile = openChecked(folder / "graph", manifest->graphFile, kGraphMagic);
        if (!graphFile) {
            return graphFile.failure();
        }
        generation->m_graphFile = std::move(*graphFile);
        const auto* at = reinterpret_cast<const std::uint32_t*>(generation->m_graphFile->bytes().data() + kHeaderBytes);
        const auto take = [&at](std::size_t count) {
            const std::span<const std::uint32_t> part(at, count);
            at += count;
            return part;
        };
        GraphView graph;
        graph.rows = manifest->rows;
        graph.entry = manifest->entry;
        graph.levels = manifest->levels;
        graph.bottom = take(std::size_t{graph.rows} * (1 + kBottomLinks));
        graph.upperFirst = take(std::size_t{graph.rows} + 1);
        graph.upper = take(std::size_t{manifest->records} * (1 + kGraphLinks));
        graph.nextSame = take(graph.rows);
        if (Status checked = checkGraph(graph); !checked) {
            return checked.failure();
        }
        generation->m_graph = graph;
        generation->m_seen = std::make_unique<SeenRows>(graph.rows);
    }
    if (codeBits != 0) {
        auto codesFile = openChecked(folder / "codes", manifest->codesFile, kCodesMagic);
        if (!codesFile) {
            return codesFile.failure();
        }
        generation->m_codesFile = std::move(*codesFile);
        const auto bytesOf = generation->m_codesFile->bytes().subspan(kHeaderBytes);
        const auto* centre = reinterpret_cast<const float*>(bytesOf.data());
        generation->m_codes.emplace(
            CodesView{CodeSpace(layout, manifest->seed, std::vector<float>(centre, centre + stride)),
                      bytesOf.subspan(stride * sizeof(float))});
    }
    return std::shared_ptr<const Generation>(std::move(generation));
}

std::size_t Generation::sizeBytes() const
{
    return m_rowsFile->bytes().size() + (m_graphFile ? m_graphFile->bytes().size() : 0)
           + (m_codesFile ? m_codesFile->bytes().size() : 0);
}

RowSet Generation::rowSetOf(const std::shared_ptr<const Generation>& self)
{
    RowSet rows;
    rows.stride = self->m_rows.stride;
    rows.baseRows = rows.baseLive = rows.live = self->m_rows.count;
    for (std::size_t first = 0; first < rows.baseRows; first += kChunkRows) {
        RowChunk chunk;
        chunk.owner = self;
        chunk.halves = self->m_rows.halves + first * rows.stride;
        chunk.contents = self->m_contents.data() + first;
        chunk.count = static_cast<std::uint32_t>(std::min<std::size_t>(kChunkRows, rows.baseRows - first));
        rows.chunks.push_back(std::move(chunk));
    }
    return rows;
}

Status Generation::verify() const
{
    const auto check = [this](const char* name, const FileSum& expected) -> Status {
        const auto sum = sumOfFile(m_folder / name);
        if (!sum) {
            return sum.failure();
        }
        if (*sum != expected) {
            return fail(ErrorCode::Corrupt, displayPath(m_folder / name) + " has changed since it was written");
        }
        return {};
    };
    const auto bytes = readFile(m_folder / "manifest", std::int64_t{1} << 16);
    if (!bytes) {
        return bytes.failure();
    }
    const Result<Manifest> manifest = decode(*bytes);
    if (!manifest) {
        return manifest.failure();
    }
    if (manifest->rows != m_rows.count || manifest->rowsFile != m_rowsSum || manifest->graphFile != m_graphSum
        || manifest->codesFile != m_codesSum) {
        return fail(ErrorCode::Corrupt, displayPath(m_folder / "manifest") + " has changed since it was opened");
    }
    if (Status rows = check("rows", m_rowsSum); !rows) {
        return rows;
    }
    if (Status graph = m_graph ? check("graph", m_graphSum) : Status(); !graph) {
        return graph;
    }
    return m_codes ? check("codes", m_codesSum) : Status();
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
