#include "core/media/photo_format.h"

#include "core/media/exif_orientation.h"
#include "core/media/media.h"

#include <algorithm>
#include <array>
#include <string_view>

using namespace std::string_view_literals;

namespace likeness {
namespace {

constexpr std::array kRawEndings
    = {"3fr"sv, "arw"sv, "cr2"sv, "cr3"sv, "crw"sv, "dng"sv, "erf"sv, "fff"sv, "iiq"sv, "k25"sv, "kdc"sv, "mef"sv,
       "mos"sv, "mrw"sv, "nef"sv, "nrw"sv, "orf"sv, "pef"sv, "raf"sv, "rw2"sv, "rwl"sv, "sr2"sv, "srf"sv, "srw"sv};
constexpr std::array kOtherEndings
    = {"jpg"sv,  "jpeg"sv, "jpe"sv,  "jfif"sv, "mpo"sv,  "png"sv, "webp"sv, "gif"sv, "tif"sv,
       "tiff"sv, "heic"sv, "heif"sv, "hif"sv,  "avif"sv, "jxl"sv, "bmp"sv,  "dib"sv};

/// The ending in lower case, without the dot.
std::string endingOf(const std::filesystem::path& path)
{
    std::string ending = path.extension().string();
    if (!ending.empty()) {
        ending.erase(0, 1);
    }
    for (char& c : ending) {
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return ending;
}

bool hasRawEnding(const std::filesystem::path& path)
{
    return std::ranges::find(kRawEndings, endingOf(path)) != kRawEndings.end();
}

bool isTiff(std::string_view bytes)
{
    return bytes.starts_with("II*\0"sv) || bytes.starts_with("MM\0*"sv) || bytes.starts_with("II+\0"sv)
           || bytes.starts_with("MM\0+"sv);
}

/// Cameras' own formats that are no TIFF by their first bytes, or a TIFF that says itself what it is.
bool isRawByContent(std::string_view bytes, std::span<const std::byte> file)
{
    if (bytes.starts_with("FUJIFILMCCD-RAW"sv) || bytes.starts_with("\0MRM"sv) || bytes.starts_with("IIU\0"sv)
        || bytes.starts_with("IIRO"sv) || bytes.starts_with("IIRS"sv) || bytes.starts_with("MMOR"sv)
        || bytes.substr(0, 14).ends_with("HEAPCCDR"sv)) {
        return true;
    }
    if (!isTiff(bytes)) {
        return false;
    }
    constexpr std::uint16_t kDngVersion = 0xC612;
    return bytes.substr(0, 10).ends_with("CR"sv) || readTiffTag(file, kDngVersion).has_value();
}

/// A Windows bitmap's second header says its own length; without this check any text that begins with "BM" is one.
bool isBmp(std::string_view bytes)
{
    constexpr std::array kHeaderSizes = {12, 16, 40, 52, 56, 64, 108, 124};
    return bytes.starts_with("BM"sv) && bytes.size() > 18 && bytes.substr(15, 3) == "\0\0\0"sv
           && std::ranges::find(kHeaderSizes, static_cast<unsigned char>(bytes[14])) != kHeaderSizes.end();
}

/// Which of the boxed (ISO base media) formats it is, by the brands of its first box: length (4 bytes), "ftyp", major
/// brand (4), version (4), compatible brands (4 each).
std::optional<PhotoFormat> boxedFormat(std::string_view bytes)
{
    if (bytes.size() < 16 || bytes.substr(4, 4) != "ftyp"sv) {
        return std::nullopt;
    }
    const std::size_t boxSize = std::min<std::size_t>(
        static_cast<unsigned char>(bytes[2]) * 256U + static_cast<unsigned char>(bytes[3]), bytes.size());
    std::optional<PhotoFormat> format;
    for (std::size_t at = 8; at + 4 <= boxSize; at += at == 8 ? 8 : 4) {
        const std::string_view brand = bytes.substr(at, 4);
        if (brand == "crx "sv) {
            return PhotoFormat::Raw;
        }
        if (brand == "avif"sv || brand == "avis"sv) {
            return PhotoFormat::Avif;
        }
        if (brand == "mif1"sv || brand == "msf1"sv || brand.starts_with("hei"sv) || brand.starts_with("hev"sv)) {
            format = PhotoFormat::Heif; // unless a later brand says AVIF: both may call themselves mif1
        }
    }
    return format;
}

/// What a file is that is no picture of ours, as one would say it.
std::string describeStranger(std::string_view bytes)
{
    struct Known {
        std::size_t at;
        std::string_view magic;
        const char* words;
    };
    static constexpr Known kKnown[] = {
        {0, "%PDF"sv, "a PDF document"},
        {0, "PK\3\4"sv, "a ZIP archive or office document"},
        {0, "8BPS"sv, "a Photoshop document"},
        {0, "FOVb"sv, "a Sigma X3F raw file"},
        {0, "\0\0\1\0"sv, "a Windows icon"},
        {0, "\0\0\0\14jP  "sv, "JPEG 2000"},
        {0, "\377O\377Q"sv, "JPEG 2000"},
        {0, "v/1\1"sv, "OpenEXR"},
        {0, "gimp xcf"sv, "a GIMP document"},
        {4, "ftyp"sv, "a video"},
        {0, "\x1A\x45\xDF\xA3"sv, "a video"},
        {8, "AVI "sv, "a video"},
        {0, "\177ELF"sv, "a program"},
        {0, "MZ"sv, "a program"},
        {0, "\x1F\x8B"sv, "a compressed file"},
        {0, "7z\xBC\xAF"sv, "an archive"},
        {0, "Rar!"sv, "an archive"},
        {0, "ID3"sv, "music"},
        {0, "OggS"sv, "music or a video"},
    };
    for (const Known& known : kKnown) {
        if (bytes.size() > known.at && bytes.substr(known.at).starts_with(known.magic)) {
            return std::string("looks like ") + known.words;
        }
    }
    const std::string_view head = bytes.substr(0, 512);
    if (std::ranges::all_of(head, [](char c) { return c == '\0'; })) {
        return "it contains only zeros";
    }
    const bool text = std::ranges::all_of(head, [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte >= 0x20 ? byte != 0x7F : byte == '\n' || byte == '\r' || byte == '\t' || byte == '\f';
    });
    if (!text) {
        return "its first bytes belong to no known format";
    }
    if (head.find("<svg"sv) != std::string_view::npos) {
        return "looks like an SVG drawing";
    }
    return head.find("<html"sv) != std::string_view::npos || head.find("<!DOCTYPE"sv) != std::string_view::npos
               ? "looks like a web page"
               : "looks like text";
}

} // namespace

const char* formatName(PhotoFormat format)
{
    switch (format) {
    case PhotoFormat::Jpeg:
        return "jpeg";
    case PhotoFormat::Png:
        return "png";
    case PhotoFormat::Webp:
        return "webp";
    case PhotoFormat::Gif:
        return "gif";
    case PhotoFormat::Tiff:
        return "tiff";
    case PhotoFormat::Heif:
        return "heif";
    case PhotoFormat::Avif:
        return "avif";
    case PhotoFormat::Jxl:
        return "jxl";
    case PhotoFormat::Bmp:
        return "bmp";
    case PhotoFormat::Raw:
        return "raw";
    }
    return "";
}

Result<PhotoFormat> sniffFormat(std::span<const std::byte> file, const std::filesystem::path& path)
{
    if (file.empty()) {
        return fail(ErrorCode::Corrupt, "the file is empty");
    }
    const std::string_view bytes(reinterpret_cast<const char*>(file.data()), file.size());
    if (bytes.starts_with("\xFF\xD8"sv)) {
        return PhotoFormat::Jpeg;
    }
    if (bytes.starts_with("\x89PNG"sv)) {
        return PhotoFormat::Png;
    }
    if (bytes.starts_with("RIFF"sv) && bytes.substr(0, 12).ends_with("WEBP"sv)) {
        return PhotoFormat::Webp;
    }
    if (bytes.starts_with("GIF8"sv)) {
        return PhotoFormat::Gif;
    }
    if (bytes.starts_with("\xFF\x0A"sv) || bytes.starts_with("\0\0\0\x0CJXL \r\n\x87\n"sv)) {
        return PhotoFormat::Jxl;
    }
    if (isRawByContent(bytes, file)) {
        return PhotoFormat::Raw;
    }
    if (isTiff(bytes)) {
        return hasRawEnding(path) ? PhotoFormat::Raw : PhotoFormat::Tiff;
    }
    if (isBmp(bytes)) {
        return PhotoFormat::Bmp;
    }
    if (const std::optional<PhotoFormat> boxed = boxedFormat(bytes)) {
        return *boxed;
    }
    return fail(ErrorCode::Unsupported, "not an image: " + describeStranger(bytes));
}

bool hasPhotoExtension(const std::filesystem::path& path)
{
    return hasRawEnding(path) || std::ranges::find(kOtherEndings, endingOf(path)) != kOtherEndings.end();
}

} // namespace likeness
