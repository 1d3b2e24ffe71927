#include "core/index/generation.h"

#include "core/index/manifest.h"

#include <array>
#include <cmath>
#include <cstring>
#include <numeric>

namespace likeness {
namespace {

GraphView graphIn(const std::byte* bytes, const Manifest& manifest)
{
    const auto* at = reinterpret_cast<const std::uint32_t*>(bytes + kFileHeaderBytes);
    const auto take = [&at](std::size_t count) {
        const std::span<const std::uint32_t> part(at, count);
        at += count;
        return part;
    };
    GraphView graph;
    graph.rows = manifest.graphNodes();
    graph.entry = manifest.entry;
    graph.levels = manifest.levels;
    graph.bottom = take(std::size_t{graph.rows} * (1 + kBottomLinks));
    graph.upperFirst = take(std::size_t{graph.rows} + 1);
    graph.upper = take(std::size_t{manifest.records} * (1 + kGraphLinks));
    graph.nextSame = take(graph.rows);
    return graph;
}

Failure corruptLists(const char* what) { return fail(ErrorCode::Corrupt, std::string("lists: ") + what); }

bool allFinite(std::span<const float> values)
{
    return std::all_of(values.begin(), values.end(), [](float value) { return std::isfinite(value); });
}

/// Whether every list lies behind the one before, all within the file, and holds what a list can. Errors: Corrupt.
Status checkTerms(const ListsView& lists, std::uint32_t rows)
{
    std::uint64_t block = 0;
    std::uint64_t count = 0;
    for (const ListTerms& terms : lists.terms) {
        if (terms.firstBlock != block) {
            return corruptLists("blocks out of order");
        }
        if (!std::isfinite(terms.spread) || terms.spread < 0) {
            return corruptLists("a spread that is none");
        }
        block += CodeLayout::blocksOf(terms.rows);
        count += terms.rows;
    }
    if (count != rows || block * kCodeBlockRows != lists.rowNumbers.size()) {
        return corruptLists("rows are missing");
    }
    return allFinite(lists.space.centre()) ? Status() : Status(corruptLists("a centre that is none"));
}

/// Whether the lists, whose terms are right, name rows that there are, each row once. Errors: Corrupt.
Status checkListedRows(const ListsView& lists, std::uint32_t rows)
{
    std::vector<bool> seen(rows);
    for (const ListTerms& terms : lists.terms) {
        const auto first = lists.rowNumbers.begin() + static_cast<std::ptrdiff_t>(terms.firstBlock * kCodeBlockRows);
        for (const std::uint32_t row : std::span(first, terms.rows)) {
            if (row >= rows || seen[row]) {
                return corruptLists("a row that is not there, or twice");
            }
            seen[row] = true;
        }
    }
    return {};
}

} // namespace

ListsView listsIn(const std::byte* bytes, const Manifest& manifest, const GraphView& graph,
                  std::span<const ContentId> listNumbers)
{
    const std::size_t stride = manifest.stride;
    const CodeLayout layout{stride, kListBits};
    const ListsOffsets at = listsOffsets(manifest.lists, manifest.listBlocks, stride);
    const auto* mean = reinterpret_cast<const float*>(bytes + kFileHeaderBytes);
    const CodeLayout centreLayout{stride, kCentreBits};
    return {CodeSpace(layout, manifest.seed, std::vector<float>(mean, mean + stride)),
            {reinterpret_cast<const ListTerms*>(mean + stride), manifest.lists},
            {reinterpret_cast<const std::uint16_t*>(bytes + at.centres), manifest.lists, stride},
            {reinterpret_cast<const std::uint16_t*>(bytes + at.rests), kRests, stride},
            CodeSpace(centreLayout, manifest.seed, std::vector<float>(mean, mean + stride)),
            {bytes + at.centreBlocks, CodeLayout::blocksOf(manifest.lists) * centreLayout.blockBytes()},
            {reinterpret_cast<const std::uint32_t*>(bytes + at.rowNumbers), manifest.listBlocks * kCodeBlockRows},
            {bytes + at.blocks, manifest.listBlocks * layout.blockBytes()},
            manifest.probeStrength,
            graph,
            listNumbers};
}

std::vector<ContentId> numbersOfLists(std::uint32_t lists)
{
    std::vector<ContentId> numbers(lists);
    for (std::uint32_t list = 0; list < lists; ++list) {
        numbers[list] = {list};
    }
    return numbers;
}

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
        || ((manifest->withGraph == 1 || manifest->lists > 0)
            && manifest->graphFile.sizeBytes != graphFileBytes(manifest->graphNodes(), manifest->records))
        || (manifest->lists > 0
            && (manifest->withGraph == 1
                || manifest->listsFile.sizeBytes
                       != listsFileBytes(manifest->lists, manifest->listBlocks, {stride, kListBits})))
        || (codeBits != 0 && codeBits != 1 && codeBits != 2 && codeBits != 4)
        || (codeBits != 0 && manifest->codesFile.sizeBytes != codesFileBytes(manifest->rows, layout))) {
        return fail(ErrorCode::Corrupt, "sizes in the manifest do not fit");
    }

    std::shared_ptr<Generation> generation(new Generation);
    generation->m_folder = folder;
    generation->m_lastSequence = manifest->lastSequence;
    generation->m_staleRows = manifest->staleRows;
    generation->m_clusteredRows = manifest->clusteredRows;
    generation->m_buildTime = std::chrono::duration<double>(manifest->buildSeconds);
    const auto rows = generation->addPart("rows", manifest->rowsFile, kRowsMagic);
    if (!rows) {
        return rows.failure();
    }
    generation->m_rows = rowsIn(*generation->m_parts.back().file, manifest->rows, stride);
    generation->m_contents = {reinterpret_cast<const ContentId*>(*rows + kFileHeaderBytes), manifest->rows};

    GraphView graph;
    if (manifest->withGraph == 1 || manifest->lists > 0) {
        const auto part = generation->addPart("graph", manifest->graphFile, kGraphMagic);
        if (!part) {
            return part.failure();
        }
        graph = graphIn(*part, *manifest);
        if (graph.entry >= graph.rows) {
            return fail(ErrorCode::Corrupt, "graph: no entry");
        }
        generation->m_seen = std::make_unique<SeenRows>(graph.rows);
    }
    if (manifest->withGraph == 1) {
        generation->m_graph = graph;
    }
    if (codeBits != 0) {
        const auto part = generation->addPart("codes", manifest->codesFile, kCodesMagic);
        if (!part) {
            return part.failure();
        }
        const auto* centre = reinterpret_cast<const float*>(*part + kFileHeaderBytes);
        generation->m_codes.emplace(
            CodesView{CodeSpace(layout, manifest->seed, std::vector<float>(centre, centre + stride)),
                      {reinterpret_cast<const std::byte*>(centre + stride),
                       CodeLayout::blocksOf(manifest->rows) * layout.blockBytes()}});
        if (!allFinite(generation->m_codes->space.centre())) {
            return fail(ErrorCode::Corrupt, "codes: a centre that is none");
        }
    }
    if (manifest->lists > 0) {
        const auto part = generation->addPart("lists", manifest->listsFile, kListsMagic);
        if (!part) {
            return part.failure();
        }
        generation->m_listNumbers = numbersOfLists(manifest->lists);
        generation->m_lists.emplace(listsIn(*part, *manifest, graph, generation->m_listNumbers));
        if (Status checked = checkTerms(*generation->m_lists, manifest->rows); !checked) {
            return checked.failure();
        }
    }
    return std::shared_ptr<const Generation>(std::move(generation));
}

Result<const std::byte*> Generation::addPart(const char* name, const FileSum& sum, std::string_view magic)
{
    auto file = MappedFile::open(m_folder / name);
    if (!file) {
        return file.failure();
    }
    const std::span<const std::byte> bytes = (*file)->bytes();
    if (bytes.size() != sum.sizeBytes) {
        return fail(ErrorCode::Corrupt, std::string(name) + " has the wrong size");
    }
    if (bytes.size() < kFileHeaderBytes || std::memcmp(bytes.data(), magic.data(), magic.size()) != 0) {
        return fail(ErrorCode::Corrupt, std::string(name) + " is not what its name says");
    }
    m_parts.push_back({name, sum, std::move(*file)});
    return m_parts.back().file->bytes().data();
}

std::size_t Generation::sizeBytes() const
{
    return std::accumulate(m_parts.begin(), m_parts.end(), std::size_t{0},
                           [](std::size_t sum, const Part& part) { return sum + part.file->bytes().size(); });
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

Status Generation::verifyPart(const Part& part, const std::atomic<bool>& cancel) const
{
    const auto sum = sumOfFile(m_folder / part.name, &cancel);
    if (!sum) {
        return sum.failure();
    }
    if (*sum != part.sum) {
        return fail(ErrorCode::Corrupt,
                    part.name
                        + (sum->sizeBytes != part.sum.sizeBytes ? " has the wrong size" : " has a wrong checksum"));
    }
    return {};
}

Status Generation::verifyRows(const std::atomic<bool>& cancel) const
{
    if (Status same = verifyPart(m_parts.front(), cancel); !same) {
        return same;
    }
    const bool ascending
        = std::adjacent_find(m_contents.begin(), m_contents.end(), std::greater_equal<>()) == m_contents.end();
    return ascending ? Status() : Status(fail(ErrorCode::Corrupt, "rows are out of order"));
}

Status Generation::verifyDerived(const std::atomic<bool>& cancel) const
{
    const auto bytes = readFile(m_folder / "manifest", std::int64_t{1} << 16);
    if (!bytes) {
        return bytes.failure();
    }
    const Result<Manifest> manifest = decode(*bytes);
    if (!manifest) {
        return manifest.failure();
    }
    const std::array now{manifest->rowsFile, manifest->graphFile, manifest->codesFile, manifest->listsFile};
    const bool isSame
        = manifest->rows == m_rows.count && std::all_of(m_parts.begin(), m_parts.end(), [&](const Part& part) {
              return std::find(now.begin(), now.end(), part.sum) != now.end();
          });
    if (!isSame) {
        return fail(ErrorCode::Corrupt, "manifest has changed since it was opened");
    }
    for (const Part& part : std::span(m_parts).subspan(1)) {
        if (Status same = verifyPart(part, cancel); !same) {
            return same;
        }
    }
    Status links = m_graph ? checkGraph(*m_graph) : m_lists ? checkGraph(m_lists->graph) : Status();
    return links && m_lists ? checkListedRows(*m_lists, m_rows.count) : links;
}

Status Generation::verify(const std::atomic<bool>& cancel) const
{
    Status derived = verifyDerived(cancel);
    return derived ? verifyRows(cancel) : derived;
}

} // namespace likeness
