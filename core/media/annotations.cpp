#include "core/media/annotations.h"

#include "core/base/file_system.h"
#include "core/media/media.h"
#include "core/media/metadata.h"
#include "core/media/xmp_packet.h"

#include <exiv2/exiv2.hpp>

#include <algorithm>
#include <array>

namespace likeness {
namespace {

using File = std::span<const std::byte>;
using Written = std::optional<std::vector<std::byte>>;

constexpr const char* kRating = "Xmp.xmp.Rating";
constexpr const char* kMicrosoftRating = "Xmp.MicrosoftPhoto.Rating";
constexpr const char* kSubject = "Xmp.dc.subject";
constexpr const char* kTitle = "Xmp.dc.title";
constexpr const char* kDescription = "Xmp.dc.description";

/// Microsoft's rating is a percentage, by number of stars.
constexpr std::array kMicrosoftPercent = {0, 1, 25, 50, 75, 99};

Annotations annotationsOf(const Metadata& metadata)
{
    return {metadata.rating.value_or(0), metadata.tags, metadata.title, metadata.description};
}

std::vector<std::string> sorted(std::vector<std::string> texts)
{
    std::ranges::sort(texts);
    return texts;
}

bool has(const Exiv2::XmpData& xmp, const char* key) { return xmp.findKey(Exiv2::XmpKey(key)) != xmp.end(); }

void erase(Exiv2::XmpData& xmp, const char* key)
{
    if (const auto entry = xmp.findKey(Exiv2::XmpKey(key)); entry != xmp.end()) {
        xmp.erase(entry);
    }
}

/// The text in the default language; what it says in other languages stays.
void setText(Exiv2::XmpData& xmp, const char* key, const std::string& text)
{
    Exiv2::LangAltValue languages;
    if (const auto entry = xmp.findKey(Exiv2::XmpKey(key)); entry != xmp.end()) {
        if (const auto* old = dynamic_cast<const Exiv2::LangAltValue*>(&entry->value())) {
            languages.value_ = old->value_;
        }
        xmp.erase(entry);
    }
    if (!text.empty()) { // without a default the other languages would be read as the text
        languages.value_["x-default"] = text;
        xmp.add(Exiv2::XmpKey(key), &languages);
    }
}

void setSubjects(Exiv2::XmpData& xmp, const std::vector<std::string>& tags)
{
    erase(xmp, kSubject);
    if (tags.empty()) {
        return;
    }
    Exiv2::XmpArrayValue bag(Exiv2::xmpBag);
    for (const std::string& tag : tags) {
        bag.read(tag);
    }
    xmp.add(Exiv2::XmpKey(kSubject), &bag);
}

/// Changes what differs; returns whether anything did.
bool apply(Exiv2::XmpData& xmp, const Annotations& now, const Annotations& wanted)
{
    if (now.rating != wanted.rating) {
        xmp[kRating] = std::to_string(wanted.rating);
        if (has(xmp, kMicrosoftRating)) {
            xmp[kMicrosoftRating]
                = std::to_string(kMicrosoftPercent.at(static_cast<std::size_t>(std::clamp(wanted.rating, 0, 5))));
        }
    }
    const bool otherTags = sorted(now.tags) != sorted(wanted.tags);
    if (otherTags) {
        setSubjects(xmp, wanted.tags);
    }
    if (now.title != wanted.title) {
        setText(xmp, kTitle, wanted.title);
    }
    if (now.description != wanted.description) {
        setText(xmp, kDescription, wanted.description);
    }
    return now.rating != wanted.rating || otherTags || now.title != wanted.title
           || now.description != wanted.description;
}

std::string encoded(const Exiv2::XmpData& xmp, std::uint16_t flags)
{
    std::string packet;
    if (Exiv2::XmpParser::encode(packet, xmp, flags) != 0) {
        throw Exiv2::Error(Exiv2::kerErrorMessage, "its XMP cannot be written");
    }
    return packet;
}

std::vector<std::string> entriesOf(const Exiv2::XmpData& xmp)
{
    std::vector<std::string> entries;
    entries.reserve(static_cast<std::size_t>(xmp.count()));
    for (const Exiv2::Xmpdatum& entry : xmp) {
        entries.push_back(entry.key() + '=' + entry.toString());
    }
    return sorted(std::move(entries));
}

Exiv2::XmpData xmpIn(File file)
{
    const auto image
        = Exiv2::ImageFactory::open(reinterpret_cast<const Exiv2::byte*>(file.data()), static_cast<long>(file.size()));
    image->readMetadata();
    return image->xmpData();
}

/// What is about to be written, read as any program would.
Status verify(File before, File after, const std::filesystem::path& path, const Exiv2::XmpData& wanted)
{
    if (Status same = sameButForXmp(before, after); !same) {
        return same;
    }
    if (entriesOf(xmpIn(after)) != entriesOf(wanted)) {
        return fail(ErrorCode::Unsupported, "its XMP would not come back as it was written");
    }
    const DecodeSize small(static_cast<int>(ThumbnailSize::Small236));
    auto was = decodePhoto(before, path, small);
    auto is = decodePhoto(after, path, small);
    if (!was || !is) {
        return !was ? was.failure() : is.failure();
    }
    return was->image.pixels == is->image.pixels ? Status()
                                                 : fail(ErrorCode::Unsupported, "its picture would look different");
}

Failure about(const std::filesystem::path& path, const Error& error)
{
    const std::string prefix = displayPath(path) + ": ";
    return fail(error.code, error.message.starts_with(prefix) ? error.message : prefix + error.message);
}

} // namespace

bool canHoldAnnotations(std::string_view format)
{
    return format == "jpeg" || format == "png" || format == "tiff" || format == "webp";
}

Result<Written> annotated(std::span<const std::byte> file, const std::filesystem::path& path, const Annotations& wanted)
{
    auto written = guarded(displayPath(path).c_str(), ErrorCode::Corrupt, [&]() -> Result<Written> {
        Exiv2::XmpData xmp = xmpIn(file);
        if (!apply(xmp, annotationsOf(readMetadata(file, path)), wanted)) {
            return Written();
        }
        auto made = withXmpPacket(file, encoded(xmp, 0));
        if (!made) {
            return made.failure();
        }
        if (Status good = verify(file, *made, path, xmp); !good) {
            return good.failure();
        }
        return Written(std::move(*made));
    });
    return written ? std::move(written) : about(path, written.error());
}

Result<Written> annotatedSidecar(std::span<const std::byte> old, const std::filesystem::path& path,
                                 const Annotations& inPhoto, const Annotations& wanted)
{
    auto written = guarded(displayPath(path).c_str(), ErrorCode::Corrupt, [&]() -> Result<Written> {
        Exiv2::XmpData xmp;
        Annotations now{inPhoto.rating == wanted.rating ? 0 : -1, {}, {}, {}};
        if (old.empty()) {
            if (inPhoto.rating == wanted.rating && sorted(inPhoto.tags) == sorted(wanted.tags)
                && inPhoto.title == wanted.title && inPhoto.description == wanted.description) {
                return Written();
            }
        } else {
            xmp = xmpIn(old);
            const Metadata said = readMetadata(old, path);
            now = annotationsOf(said);
            if (!said.rating && inPhoto.rating != wanted.rating) {
                now.rating = -1; // "no stars" must be said, or those in the photo would count
            }
        }
        if (!apply(xmp, now, wanted)) {
            return Written();
        }
        const std::string text
            = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + encoded(xmp, Exiv2::XmpParser::omitPacketWrapper) + '\n';
        const auto bytes = std::as_bytes(std::span(text));
        if (entriesOf(xmpIn(bytes)) != entriesOf(xmp)) {
            return fail(ErrorCode::Unsupported, "its XMP would not come back as it was written");
        }
        return Written(std::vector(bytes.begin(), bytes.end()));
    });
    return written ? std::move(written) : about(path, written.error());
}

Metadata withSidecar(Metadata photo, const Metadata& sidecar)
{
    photo.rating = sidecar.rating ? sidecar.rating : photo.rating;
    photo.tags = !sidecar.tags.empty() ? sidecar.tags : std::move(photo.tags);
    photo.title = !sidecar.title.empty() ? sidecar.title : std::move(photo.title);
    photo.description = !sidecar.description.empty() ? sidecar.description : std::move(photo.description);
    return photo;
}

} // namespace likeness
