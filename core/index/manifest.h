#pragma once

#include "core/index/codes.h"
#include "core/index/mapped_file.h"

#include <string>

namespace likeness {

inline constexpr std::string_view kRowsMagic("LKROWS\n\0", 8);
inline constexpr std::string_view kGraphMagic("LKGRAPH\n", 8);
inline constexpr std::string_view kCodesMagic("LKCODES\n", 8);
inline constexpr std::size_t kFileHeaderBytes = 64; ///< of the rows, the graph and the codes

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
    double buildSeconds = 0;
    std::string modelId;
    FileSum rowsFile;
    FileSum graphFile;
    FileSum codesFile;
};

std::vector<std::byte> encode(const Manifest& manifest);
/// Errors: Corrupt, Unsupported (version).
Result<Manifest> decode(std::span<const std::byte> bytes);

/// How long the files of a generation have to be.
std::size_t rowsFileBytes(std::size_t rows, std::size_t stride);
std::size_t graphFileBytes(std::size_t rows, std::size_t records);
std::size_t codesFileBytes(std::size_t rows, const CodeLayout& layout);
/// Where the halves of the rows begin in their file.
std::size_t halvesOffset(std::size_t rows);

} // namespace likeness
