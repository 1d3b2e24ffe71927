#include "core/index/generation.h"

#include "core/index/manifest.h"

#include <cstring>

namespace likeness {
namespace {

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
        && ((*file)->bytes().size() != expected.sizeBytes || expected.sizeBytes < kFileHeaderBytes
            || std::memcmp((*file)->bytes().data(), magic.data(), magic.size()) != 0)) {
        return fail(ErrorCode::Corrupt, path.filename().string() + " is not what its name says");
    }
    return file;
}

} // namespace

RowBlock rowsIn(const MappedFile& file, std::uint32_t rows, std::size_t stride)
{
    const std::byte* at = file.bytes().data() + halvesOffset(rows);
    return {reinterpret_cast<const std::uint16_t*>(at), rows, stride};
}

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
    generation->m_buildTime = std::chrono::duration<double>(manifest->buildSeconds);
    auto rowsFile = openChecked(folder / "rows", manifest->rowsFile, kRowsMagic);
    if (!rowsFile) {
        return rowsFile.failure();
    }
    generation->m_rowsFile = std::move(*rowsFile);
    generation->m_rows = rowsIn(*generation->m_rowsFile, manifest->rows, stride);
    generation->m_contents = {
        reinterpret_cast<const ContentId*>(generation->m_rowsFile->bytes().data() + kFileHeaderBytes), manifest->rows};
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
        const auto* at
            = reinterpret_cast<const std::uint32_t*>(generation->m_graphFile->bytes().data() + kFileHeaderBytes);
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
        const auto bytesOf = generation->m_codesFile->bytes().subspan(kFileHeaderBytes);
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

} // namespace likeness
