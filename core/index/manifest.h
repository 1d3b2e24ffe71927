#pragma once

#include "core/index/lists.h"
#include "core/index/mapped_file.h"

#include <string>

namespace likeness {

inline constexpr std::string_view kRowsMagic("LKROWS\n\0", 8);
inline constexpr std::string_view kGraphMagic("LKGRAPH\n", 8);
inline constexpr std::string_view kCodesMagic("LKCODES\n", 8);
inline constexpr std::string_view kListsMagic("LKLISTS\n", 8);
inline constexpr std::size_t kFileHeaderBytes = 64; ///< of every file but the manifest

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
    std::uint32_t lists = 0;
    std::uint32_t listBlocks = 0;
    std::uint32_t clusteredRows = 0;
    float probeStrength = 0;
    double buildSeconds = 0;
    std::string modelId;
    FileSum rowsFile;
    FileSum graphFile;
    FileSum codesFile;
    FileSum listsFile;

    /// What the graph is over.
    std::uint32_t graphNodes() const { return lists > 0 ? lists : rows; }
};

std::vector<std::byte> encode(const Manifest& manifest);
/// Errors: Corrupt, Unsupported (version).
Result<Manifest> decode(std::span<const std::byte> bytes);

/// How long the files of a generation have to be.
std::size_t rowsFileBytes(std::size_t rows, std::size_t stride);
std::size_t graphFileBytes(std::size_t nodes, std::size_t records);
std::size_t codesFileBytes(std::size_t rows, const CodeLayout& layout);
std::size_t listsFileBytes(std::size_t lists, std::size_t blocks, const CodeLayout& layout);
/// Where the parts of the file of the lists begin.
struct ListsOffsets {
    std::size_t centres = 0;
    std::size_t rests = 0;
    std::size_t centreBlocks = 0;
    std::size_t rowNumbers = 0;
    std::size_t blocks = 0;
};
ListsOffsets listsOffsets(std::size_t lists, std::size_t blocks, std::size_t stride);
/// The lists in a file that was checked, with a graph and names from elsewhere.
ListsView listsIn(const std::byte* bytes, const Manifest& manifest, const GraphView& graph,
                  std::span<const ContentId> listNumbers);
/// 0, 1, 2, ...
std::vector<ContentId> numbersOfLists(std::uint32_t lists);
/// Where the halves of the rows begin in their file.
std::size_t halvesOffset(std::size_t rows);

} // namespace likeness
