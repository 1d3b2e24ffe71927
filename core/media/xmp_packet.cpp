#include "core/media/xmp_packet.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>

namespace likeness {
namespace {

using File = std::span<const std::byte>;

// JPEG: an APP1 segment beginning with this name and a zero byte. A segment holds at most 65,533 bytes.
constexpr std::string_view kJpegXmp{"http://ns.adobe.com/xap/1.0/\0", 29};
constexpr std::string_view kJpegExif{"Exif\0", 5};
constexpr std::string_view kJpegPictures{"MPF\0", 4}; ///< Multi-Picture Format: offsets into the file
constexpr std::size_t kSegmentBytesMax = 65'533;
// PNG: an iTXt chunk: keyword, 0, not compressed, method 0, no language, no translated keyword, text.
constexpr std::string_view kPngXmp{"XML:com.adobe.xmp\0\0\0\0\0", 22};
constexpr std::string_view kPngXmpKeyword{"XML:com.adobe.xmp\0", 18};
constexpr std::string_view kPngOldXmpKeyword{"Raw profile type xmp\0", 21};
constexpr std::string_view kPngSignature{"\x89PNG\r\n\x1A\n", 8};
// WebP: a chunk of this name; a bit in the VP8X chunk says that there is one.
constexpr std::string_view kWebpXmp = "XMP ";
constexpr std::uint8_t kWebpXmpBit = 0x04;
constexpr std::uint8_t kWebpAlphaBit = 0x10;
// TIFF: an entry of the first directory, 12 bytes: tag, type, count, offset.
constexpr std::uint16_t kTiffXmpTag = 700;
constexpr std::uint16_t kTiffByteType = 1;
constexpr std::size_t kTiffEntryBytes = 12;

/// Room for the next change, so that it need not move what comes after.
constexpr std::size_t kPaddingBytes = 2048;

std::string_view textAt(File file, std::size_t at, std::size_t length)
{
    return at <= file.size()
               ? std::string_view(reinterpret_cast<const char*>(file.data()) + at, std::min(length, file.size() - at))
               : std::string_view();
}

bool isAt(File file, std::size_t at, std::string_view text) { return textAt(file, at, text.size()) == text; }

enum class Order { Little, Big };

/// `bytes` bytes as a number; what lies beyond the end reads as 0.
std::uint32_t number(File file, std::size_t at, std::size_t bytes, Order order)
{
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < bytes; ++i) {
        const std::size_t place = at + (order == Order::Big ? i : bytes - 1 - i);
        value = value << 8 | (place < file.size() ? static_cast<std::uint32_t>(file[place]) : 0U);
    }
    return value;
}

void setNumber(std::span<std::byte> target, std::uint32_t value, Order order)
{
    for (std::size_t i = 0; i < target.size(); ++i) {
        const std::size_t shift = 8 * (order == Order::Big ? target.size() - 1 - i : i);
        target[i] = static_cast<std::byte>(value >> shift & 0xFF);
    }
}

class Writer {
public:
    explicit Writer(std::size_t roomBytes) { m_bytes.reserve(roomBytes); }
    void add(File part) { m_bytes.insert(m_bytes.end(), part.begin(), part.end()); }
    void add(std::string_view text) { add(std::as_bytes(std::span(text))); }
    void add(std::uint32_t value, std::size_t bytes, Order order)
    {
        m_bytes.resize(m_bytes.size() + bytes);
        setNumber(std::span(m_bytes).last(bytes), value, order);
    }
    std::vector<std::byte>& bytes() { return m_bytes; }

private:
    std::vector<std::byte> m_bytes;
};

/// The packet with blanks before its trailer, so that it is `bytes` long.
std::string padded(std::string_view packet, std::size_t bytes)
{
    std::string text(packet);
    const std::size_t trailer = std::min(text.rfind("<?xpacket end"), text.size());
    if (bytes > text.size()) {
        text.insert(trailer, bytes - text.size(), ' ');
    }
    return text;
}

/// The packet without the blanks that its maker put before the trailer.
std::string compact(std::string_view packet)
{
    std::string text(packet);
    const std::size_t trailer = text.rfind("<?xpacket end");
    if (trailer != std::string::npos) {
        const std::size_t last = text.find_last_not_of(" \t\r\n", std::max<std::size_t>(trailer, 1) - 1);
        text.erase(last + 1, trailer - last - 1);
        text.insert(last + 1, "\n");
    }
    return text;
}

/// The packet as long as the old one where that is long enough, else with some room to grow.
std::string fitted(std::string_view packet, std::size_t oldBytes, std::size_t bytesMax)
{
    return padded(packet, packet.size() <= oldBytes ? oldBytes : std::min(packet.size() + kPaddingBytes, bytesMax));
}

Failure corrupt(const char* what) { return fail(ErrorCode::Corrupt, what); }

/// A stretch of a file that stands for itself.
struct Piece {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::string_view name;     ///< marker or chunk type, 1 to 4 bytes
    std::size_t dataBegin = 0; ///< after marker, length and name of the chunk
    bool isXmp = false;

    std::size_t size() const { return end - begin; }
};
using Pieces = std::vector<Piece>;

std::optional<std::size_t> xmpAmong(const Pieces& pieces)
{
    const auto found = std::ranges::find(pieces, true, &Piece::isXmp);
    return found == pieces.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - pieces.begin()));
}

Status oneXmpAtMost(const Pieces& pieces)
{
    return std::ranges::count(pieces, true, &Piece::isXmp) > 1
               ? Status(fail(ErrorCode::Unsupported, "it has more than one XMP packet"))
               : Status();
}

// --- JPEG -----------------------------------------------------------------------------------------------------------

/// Segments up to the picture's data; the last piece is all the rest.
Result<Pieces> jpegPieces(File file)
{
    Pieces pieces{{0, 2, {}, 2, false}};
    std::size_t at = 2;
    while (true) {
        if (at + 4 > file.size() || file[at] != std::byte{0xFF}) {
            return corrupt("its JPEG segments are damaged");
        }
        const auto marker = static_cast<std::uint8_t>(file[at + 1]);
        if (marker == 0xFF) { // fill bytes belong to the segment that follows
            pieces.push_back({at, at + 1, {}, at + 1, false});
            ++at;
            continue;
        }
        if (marker == 0xDA) {
            pieces.push_back({at, file.size(), {}, at, false});
            return pieces;
        }
        const std::size_t length = number(file, at + 2, 2, Order::Big);
        if (length < 2 || at + 2 + length > file.size()) {
            return corrupt("its JPEG segments are damaged");
        }
        const bool isXmp = marker == 0xE1 && isAt(file, at + 4, kJpegXmp);
        pieces.push_back({at, at + 2 + length, textAt(file, at + 1, 1), at + 4, isXmp});
        at += 2 + length;
    }
}

Result<std::vector<std::byte>> jpegWithPacket(File file, std::string_view packet)
{
    auto pieces = jpegPieces(file);
    if (!pieces) {
        return pieces.failure();
    }
    const std::size_t packetMax = kSegmentBytesMax - kJpegXmp.size();
    if (packet.size() > packetMax) {
        return fail(ErrorCode::OutOfResources, "its XMP packet would be longer than the 64 KiB that a JPEG can hold");
    }
    const std::optional<std::size_t> old = xmpAmong(*pieces);
    const std::size_t oldBytes = old ? pieces->at(*old).size() - 4 - kJpegXmp.size() : 0;
    // After the headers that readers want first.
    std::size_t place = 1;
    while (isAt(file, pieces->at(place).begin, "\xFF\xE0")
           || (isAt(file, pieces->at(place).begin, "\xFF\xE1") && isAt(file, pieces->at(place).dataBegin, kJpegExif))) {
        ++place;
    }
    place = old.value_or(place);
    const std::string text = fitted(packet, oldBytes, packetMax);
    const auto listsPictures
        = [&](const Piece& piece) { return piece.name == "\xE2" && isAt(file, piece.dataBegin, kJpegPictures); };
    if (text.size() != oldBytes
        && std::any_of(pieces->begin(), pieces->begin() + static_cast<std::ptrdiff_t>(place), listsPictures)) {
        return fail(ErrorCode::Unsupported, "it holds further pictures, which would be moved away from their index");
    }
    Writer out(file.size() + text.size() + 64);
    for (std::size_t i = 0; i < pieces->size(); ++i) {
        const Piece& piece = pieces->at(i);
        if (i == place) {
            out.add("\xFF\xE1");
            out.add(static_cast<std::uint32_t>(2 + kJpegXmp.size() + text.size()), 2, Order::Big);
            out.add(kJpegXmp);
            out.add(text);
        }
        if (!piece.isXmp) {
            out.add(file.subspan(piece.begin, piece.size()));
        }
    }
    return std::move(out.bytes());
}

// --- PNG ------------------------------------------------------------------------------------------------------------

/// The checksum of a chunk's name and data. Source: PNG specification, annex D.
std::uint32_t crc32(File bytes)
{
    std::uint32_t crc = 0xFFFFFFFF;
    for (const std::byte byte : bytes) {
        crc ^= static_cast<std::uint32_t>(byte);
        for (int bit = 0; bit < 8; ++bit) {
            crc = (crc & 1U) != 0 ? crc >> 1 ^ 0xEDB88320U : crc >> 1;
        }
    }
    return ~crc;
}

/// Signature, chunks, and what may follow the last chunk.
Result<Pieces> pngPieces(File file)
{
    Pieces pieces{{0, kPngSignature.size(), {}, kPngSignature.size(), false}};
    std::size_t at = kPngSignature.size();
    while (pieces.back().name != "IEND") {
        const std::size_t length = number(file, at, 4, Order::Big);
        if (at + 12 > file.size() || length > file.size() - at - 12) {
            return corrupt("its PNG chunks are damaged");
        }
        const std::string_view name = textAt(file, at + 4, 4);
        const bool isText = name == "iTXt" || name == "zTXt" || name == "tEXt";
        const bool isXmp = isText && (isAt(file, at + 8, kPngXmpKeyword) || isAt(file, at + 8, kPngOldXmpKeyword));
        pieces.push_back({at, at + 12 + length, name, at + 8, isXmp});
        at += 12 + length;
    }
    pieces.push_back({at, file.size(), {}, at, false});
    return pieces;
}

Result<std::vector<std::byte>> pngWithPacket(File file, std::string_view packet)
{
    auto pieces = pngPieces(file);
    if (!pieces) {
        return pieces.failure();
    }
    const std::optional<std::size_t> old = xmpAmong(*pieces);
    const bool sameKind = old && isAt(file, pieces->at(*old).dataBegin, kPngXmp);
    const std::size_t oldBytes = sameKind ? pieces->at(*old).size() - 12 - kPngXmp.size() : 0;
    const std::string text = fitted(packet, oldBytes, std::string::npos);
    const auto data = std::ranges::find(*pieces, "IDAT", &Piece::name);
    if (data == pieces->end()) {
        return corrupt("its PNG chunks are damaged");
    }
    const std::size_t place = old.value_or(static_cast<std::size_t>(data - pieces->begin()));
    Writer out(file.size() + text.size() + 64);
    for (std::size_t i = 0; i < pieces->size(); ++i) {
        const Piece& piece = pieces->at(i);
        if (i == place) {
            out.add(static_cast<std::uint32_t>(kPngXmp.size() + text.size()), 4, Order::Big);
            const std::size_t begin = out.bytes().size();
            out.add("iTXt");
            out.add(kPngXmp);
            out.add(text);
            out.add(crc32(std::span(out.bytes()).subspan(begin)), 4, Order::Big);
        }
        if (!piece.isXmp) {
            out.add(file.subspan(piece.begin, piece.size()));
        }
    }
    return std::move(out.bytes());
}

// --- WebP -----------------------------------------------------------------------------------------------------------

/// The RIFF header, chunks with their padding byte, and what may follow.
Result<Pieces> webpPieces(File file)
{
    const std::size_t end = 8 + static_cast<std::size_t>(number(file, 4, 4, Order::Little));
    if (end > file.size()) {
        return corrupt("its WebP chunks are damaged");
    }
    Pieces pieces{{0, 12, {}, 12, false}};
    std::size_t at = 12;
    while (at + 8 <= end) {
        const std::size_t length = number(file, at + 4, 4, Order::Little);
        const std::size_t next = at + 8 + length + length % 2;
        if (length > end - at - 8 || next > end) {
            return corrupt("its WebP chunks are damaged");
        }
        const std::string_view name = textAt(file, at, 4);
        pieces.push_back({at, next, name, at + 8, name == kWebpXmp});
        at = next;
    }
    pieces.push_back({at, file.size(), {}, at, false});
    return pieces;
}

/// The header that a simple WebP lacks. Source: RFC 9649, sections 2.5 to 2.7; RFC 6386, section 9.1 (VP8).
/// VP8X data: flags 1, reserved 3, width - 1 3, height - 1 3, all little-endian.
Result<std::array<std::byte, 10>> extendedHeader(File file, const Piece& picture)
{
    std::uint32_t width = 0;
    std::uint32_t height = 0;
    std::uint32_t flags = 0;
    if (picture.name == "VP8 " && picture.size() >= 18) { // frame tag 3, start code 3, width 14 bits, height 14 bits
        width = number(file, picture.dataBegin + 6, 2, Order::Little) & 0x3FFFU;
        height = number(file, picture.dataBegin + 8, 2, Order::Little) & 0x3FFFU;
    } else if (picture.name == "VP8L" && picture.size() >= 13) { // signature 1, width - 1 and height - 1 14 bits, alpha
        const std::uint32_t bits = number(file, picture.dataBegin + 1, 4, Order::Little);
        width = (bits & 0x3FFFU) + 1;
        height = (bits >> 14 & 0x3FFFU) + 1;
        flags = (bits >> 28 & 1U) != 0 ? kWebpAlphaBit : 0U;
    }
    if (width == 0 || height == 0) {
        return corrupt("its WebP chunks are damaged");
    }
    std::array<std::byte, 10> header{};
    header[0] = static_cast<std::byte>(flags);
    setNumber(std::span(header).subspan(4, 3), width - 1, Order::Little);
    setNumber(std::span(header).subspan(7, 3), height - 1, Order::Little);
    return header;
}

Result<std::vector<std::byte>> webpWithPacket(File file, std::string_view packet)
{
    auto pieces = webpPieces(file);
    if (!pieces) {
        return pieces.failure();
    }
    if (pieces->size() < 3) {
        return corrupt("its WebP chunks are damaged");
    }
    std::array<std::byte, 10> header{};
    const bool extended = pieces->at(1).name == "VP8X" && pieces->at(1).size() >= 18;
    if (extended) {
        std::memcpy(header.data(), file.data() + pieces->at(1).dataBegin, header.size());
    } else if (auto made = extendedHeader(file, pieces->at(1)); made) {
        header = *made;
    } else {
        return made.failure();
    }
    header[0] |= std::byte{kWebpXmpBit};
    const std::optional<std::size_t> old = xmpAmong(*pieces);
    const std::size_t oldBytes = old ? number(file, pieces->at(*old).begin + 4, 4, Order::Little) : 0;
    const std::string text = fitted(packet, oldBytes, std::string::npos);
    const std::size_t place = old.value_or(pieces->size() - 1);
    Writer out(file.size() + text.size() + 64);
    out.add(file.first(12));
    out.add("VP8X");
    out.add(static_cast<std::uint32_t>(header.size()), 4, Order::Little);
    out.add(header);
    std::size_t riffEnd = 0;
    for (std::size_t i = extended ? 2 : 1; i < pieces->size(); ++i) {
        const Piece& piece = pieces->at(i);
        if (i == place) {
            out.add(kWebpXmp);
            out.add(static_cast<std::uint32_t>(text.size()), 4, Order::Little);
            out.add(text);
            out.add(0, text.size() % 2, Order::Little);
        }
        if (i + 1 == pieces->size()) {
            riffEnd = out.bytes().size();
        }
        if (!piece.isXmp) {
            out.add(file.subspan(piece.begin, piece.size()));
        }
    }
    setNumber(std::span(out.bytes()).subspan(4, 4), static_cast<std::uint32_t>(riffEnd - 8), Order::Little);
    return std::move(out.bytes());
}

// --- TIFF -----------------------------------------------------------------------------------------------------------

/// What matters of a classic TIFF. Header: order 2, 42 2, offset of the first directory 4. Directory: number of entries
/// 2, entries of 12, offset of the next 4.
struct Tiff {
    Order order = Order::Little;
    std::size_t directory = 0;
    std::uint32_t entryCount = 0;
    std::size_t entry = 0; ///< where the packet's entry lies; 0 = there is none
    std::size_t packetBegin = 0;
    std::size_t packetBytes = 0;

    std::size_t entryAt(std::uint32_t i) const { return directory + 2 + i * kTiffEntryBytes; }
    std::size_t directoryBytes() const { return 2 + entryCount * kTiffEntryBytes + 4; }
};

Result<Tiff> tiffOf(File file)
{
    Tiff tiff;
    tiff.order = isAt(file, 0, "II") ? Order::Little : Order::Big;
    tiff.directory = number(file, 4, 4, tiff.order);
    tiff.entryCount = number(file, tiff.directory, 2, tiff.order);
    if (tiff.directory < 8 || tiff.directory + tiff.directoryBytes() > file.size()) {
        return corrupt("its TIFF directory is damaged");
    }
    for (std::uint32_t i = 0; i < tiff.entryCount; ++i) {
        const std::size_t at = tiff.entryAt(i);
        if (number(file, at, 2, tiff.order) != kTiffXmpTag) {
            continue;
        }
        const std::uint32_t type = number(file, at + 2, 2, tiff.order); // 1 byte, 7 undefined: both of one byte
        tiff.packetBytes = number(file, at + 4, 4, tiff.order);
        tiff.packetBegin = tiff.packetBytes <= 4 ? at + 8 : number(file, at + 8, 4, tiff.order);
        tiff.entry = at;
        if ((type != kTiffByteType && type != 7) || tiff.packetBegin > file.size()
            || tiff.packetBytes > file.size() - tiff.packetBegin) {
            return corrupt("its TIFF directory is damaged");
        }
    }
    return tiff;
}

/// The entry of a packet of `bytes` at `offset`.
std::array<std::byte, kTiffEntryBytes> packetEntry(std::size_t bytes, std::size_t offset, Order order)
{
    std::array<std::byte, kTiffEntryBytes> entry{};
    const std::span all(entry);
    setNumber(all.subspan(0, 2), kTiffXmpTag, order);
    setNumber(all.subspan(2, 2), kTiffByteType, order);
    setNumber(all.subspan(4, 4), static_cast<std::uint32_t>(bytes), order);
    setNumber(all.subspan(8, 4), static_cast<std::uint32_t>(offset), order);
    return entry;
}

/// The first directory once more at the end, with an entry for a packet that begins at `offset`; entries ascend by tag.
void appendDirectory(Writer& out, File file, const Tiff& tiff, File entry)
{
    const std::size_t begin = out.bytes().size();
    out.add(tiff.entryCount + 1, 2, tiff.order);
    std::uint32_t i = 0;
    for (; i < tiff.entryCount && number(file, tiff.entryAt(i), 2, tiff.order) < kTiffXmpTag; ++i) {
        out.add(file.subspan(tiff.entryAt(i), kTiffEntryBytes));
    }
    out.add(entry);
    out.add(file.subspan(tiff.entryAt(i), (tiff.entryCount - i) * kTiffEntryBytes + 4));
    setNumber(std::span(out.bytes()).subspan(4, 4), static_cast<std::uint32_t>(begin), tiff.order);
}

Result<std::vector<std::byte>> tiffWithPacket(File file, std::string_view packet)
{
    auto tiff = tiffOf(file);
    if (!tiff) {
        return tiff.failure();
    }
    const std::size_t room = tiff->packetBytes > 4 ? tiff->packetBytes : 0;
    const std::string text = fitted(packet, room, std::string::npos);
    Writer out(file.size() + text.size() + tiff->directoryBytes() + 64);
    out.add(file);
    if (text.size() == room) {
        std::ranges::copy(std::as_bytes(std::span(text)),
                          out.bytes().begin() + static_cast<std::ptrdiff_t>(tiff->packetBegin));
        return std::move(out.bytes());
    }
    out.add(0, out.bytes().size() % 2, tiff->order); // everything in a TIFF begins at an even place
    const auto entry = packetEntry(text.size(), out.bytes().size(), tiff->order);
    out.add(text);
    out.add(0, out.bytes().size() % 2, tiff->order);
    if (tiff->entry != 0) {
        std::ranges::copy(entry, out.bytes().begin() + static_cast<std::ptrdiff_t>(tiff->entry));
    } else {
        appendDirectory(out, file, *tiff, entry);
    }
    if (out.bytes().size() > 0xFFFFFFFFU) {
        return fail(ErrorCode::OutOfResources, "it would be larger than the 4 GiB that a TIFF can hold");
    }
    return std::move(out.bytes());
}

/// Every byte that was there is there still, except the packet and what points to it; the directory says the same.
Status sameTiff(File before, File after)
{
    auto was = tiffOf(before);
    auto is = tiffOf(after);
    if (!was || !is) {
        return !was ? was.failure() : is.failure();
    }
    const auto isFree = [&](std::size_t i) {
        const bool inPointer = i >= 4 && i < 8;
        const bool inEntry = was->entry != 0 && i >= was->entry && i < was->entry + kTiffEntryBytes;
        const bool inPacket = i >= was->packetBegin && i < was->packetBegin + was->packetBytes;
        return inPointer || inEntry || inPacket;
    };
    if (after.size() < before.size()) {
        return corrupt("the file became shorter");
    }
    for (std::size_t i = 0; i < before.size(); ++i) {
        if (before[i] != after[i] && !isFree(i)) {
            return corrupt("more than the XMP packet changed");
        }
    }
    const auto entries = [](File file, const Tiff& tiff) {
        std::vector<std::string_view> list;
        for (std::uint32_t i = 0; i < tiff.entryCount; ++i) {
            if (tiff.entryAt(i) != tiff.entry) {
                list.push_back(textAt(file, tiff.entryAt(i), kTiffEntryBytes));
            }
        }
        list.push_back(textAt(file, tiff.entryAt(tiff.entryCount), 4));
        return list;
    };
    return entries(before, *was) == entries(after, *is) ? Status() : corrupt("the TIFF directory changed");
}

// --- Any of them ----------------------------------------------------------------------------------------------------

enum class Kind { None, Jpeg, Png, Webp, Tiff };

Kind kindOf(File file)
{
    if (isAt(file, 0, "\xFF\xD8\xFF")) {
        return Kind::Jpeg;
    }
    if (isAt(file, 0, kPngSignature)) {
        return Kind::Png;
    }
    if (isAt(file, 0, "RIFF") && isAt(file, 8, "WEBP")) {
        return Kind::Webp;
    }
    const bool isTiff = isAt(file, 0, std::string_view("II*\0", 4)) || isAt(file, 0, std::string_view("MM\0*", 4));
    return isTiff ? Kind::Tiff : Kind::None;
}

Result<Pieces> piecesOf(File file, Kind kind)
{
    return kind == Kind::Jpeg ? jpegPieces(file) : kind == Kind::Png ? pngPieces(file) : webpPieces(file);
}

/// What the file says apart from XMP, piece by piece.
std::vector<std::string> substance(File file, Kind kind, const Pieces& pieces)
{
    std::vector<std::string> parts;
    for (const Piece& piece : pieces) {
        std::string bytes(textAt(file, piece.begin, piece.size()));
        if (kind == Kind::Webp && piece.begin == 0) {
            bytes.replace(4, 4, 4, ' '); // the length of the whole
        } else if (piece.name == "VP8X") {
            continue; // compared apart
        }
        if (!piece.isXmp) {
            parts.push_back(std::move(bytes));
        }
    }
    return parts;
}

/// An extended header may be new, but it must not say anything new.
bool sameExtendedHeader(File before, const Pieces& was, File after, const Pieces& is)
{
    const auto headerOf = [](File file, const Pieces& pieces) {
        if (pieces.size() > 1 && pieces[1].name == "VP8X") {
            return std::string(textAt(file, pieces[1].dataBegin, pieces[1].end - pieces[1].dataBegin));
        }
        const auto made = pieces.size() > 1 ? extendedHeader(file, pieces[1]) : fail(ErrorCode::Corrupt, "");
        return made ? std::string(textAt(*made, 0, made->size())) : std::string();
    };
    std::string old = headerOf(before, was);
    const std::string now = headerOf(after, is);
    if (!old.empty()) {
        old[0] = static_cast<char>(static_cast<std::uint8_t>(old[0]) | kWebpXmpBit);
    }
    return old == now;
}

} // namespace

Result<std::vector<std::byte>> withXmpPacket(std::span<const std::byte> file, std::string_view given)
{
    const std::string packet = compact(given);
    const Kind kind = kindOf(file);
    if (kind == Kind::None) {
        return fail(ErrorCode::Unsupported, "this kind of file cannot be written");
    }
    if (kind == Kind::Tiff) {
        return tiffWithPacket(file, packet);
    }
    auto pieces = piecesOf(file, kind);
    if (!pieces) {
        return pieces.failure();
    }
    if (Status single = oneXmpAtMost(*pieces); !single) {
        return single.failure();
    }
    return kind == Kind::Jpeg  ? jpegWithPacket(file, packet)
           : kind == Kind::Png ? pngWithPacket(file, packet)
                               : webpWithPacket(file, packet);
}

Status sameButForXmp(std::span<const std::byte> before, std::span<const std::byte> after)
{
    const Kind kind = kindOf(before);
    if (kind == Kind::None || kindOf(after) != kind) {
        return corrupt("the kind of file changed");
    }
    if (kind == Kind::Tiff) {
        return sameTiff(before, after);
    }
    auto was = piecesOf(before, kind);
    auto is = piecesOf(after, kind);
    if (!was || !is) {
        return !was ? was.failure() : is.failure();
    }
    const bool same = substance(before, kind, *was) == substance(after, kind, *is)
                      && (kind != Kind::Webp || sameExtendedHeader(before, *was, after, *is));
    return same ? Status() : corrupt("more than the XMP packet changed");
}

} // namespace likeness
