#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

namespace likeness {

/// The file with another XMP packet in it. Everything else stays byte for byte where it can: JPEG segments, PNG and
/// WebP chunks are kept as they are; of a TIFF only the pointer to the packet changes (and, where there was none, the
/// first directory is written anew at the end). A packet that fits into the room of the old one is padded with blanks,
/// so that nothing moves.
/// Errors: Unsupported (another kind of file, or one in which that cannot be done safely; the message says why),
/// Corrupt, OutOfResources (too long for this kind of file).
/// Source: Adobe XMP specification part 3 (2020), "Storage in files".
Result<std::vector<std::byte>> withXmpPacket(std::span<const std::byte> file, std::string_view packet);

/// Says whether two files are the same but for their XMP packets; found out by taking both apart, not by knowing how
/// `withXmpPacket` puts them together. Errors: Corrupt, saying what differs.
Status sameButForXmp(std::span<const std::byte> before, std::span<const std::byte> after);

} // namespace likeness
