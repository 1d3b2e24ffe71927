#include "core/media/metadata.h"

#include "core/media/media.h"

#include <exiv2/exiv2.hpp>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>
#include <mutex>
#include <string_view>

namespace likeness {
namespace {

/// Longer texts are no captions but data someone hid in one.
constexpr std::size_t kTextBytesMax = 16 * 1024;
constexpr std::size_t kTagsMax = 1000;

/// What Exiv2's XMP parser, which is one for the whole process, is handed as its lock.
void lockXmp(void* mutex, bool lock)
{
    auto* xmpMutex = static_cast<std::mutex*>(mutex);
    if (lock) {
        xmpMutex->lock();
    } else {
        xmpMutex->unlock();
    }
}

template <class Value> std::optional<int> wholeNumber(const Value& value)
{
    if (value.count() == 0) {
        return std::nullopt;
    }
#if EXIV2_TEST_VERSION(0, 28, 0)
    const auto number = value.toInt64();
#else
    const auto number = value.toLong();
#endif
    if (number < std::numeric_limits<int>::min() || number > std::numeric_limits<int>::max()) {
        return std::nullopt;
    }
    return static_cast<int>(number);
}

/// Text as UTF-8 without the blanks and zeros that cameras pad with. What is not UTF-8 is read as Latin-1, which is
/// what old programs wrote.
std::string cleanText(std::string text)
{
    text.resize(std::min(text.size(), kTextBytesMax));
    text.erase(std::find(text.begin(), text.end(), '\0'), text.end());
    const auto isBlank = [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; };
    text.erase(std::find_if_not(text.rbegin(), text.rend(), isBlank).base(), text.end());
    text.erase(text.begin(), std::ranges::find_if_not(text, isBlank));

    bool valid = true;
    for (std::size_t i = 0; i < text.size() && valid;) {
        const auto lead = static_cast<unsigned char>(text[i]);
        const std::size_t more = lead < 0x80 ? 0 : lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : 1;
        valid = lead < 0x80 || (lead >= 0xC2 && lead < 0xF5);
        for (std::size_t k = 1; k <= more && valid; ++k) {
            valid = i + k < text.size() && (static_cast<unsigned char>(text[i + k]) & 0xC0) == 0x80;
        }
        i += more + 1;
    }
    if (valid) {
        return text;
    }
    std::string utf8;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x80) {
            utf8 += c;
        } else {
            utf8 += static_cast<char>(0xC0 | byte >> 6);
            utf8 += static_cast<char>(0x80 | (byte & 0x3F));
        }
    }
    return utf8;
}

/// One file's three kinds of metadata, asked by key. Nothing here throws for a value that is absent or nonsense.
class Tags {
public:
    explicit Tags(const Exiv2::Image& image)
        : m_exif(image.exifData())
        , m_xmp(image.xmpData())
        , m_iptc(image.iptcData())
    {
    }

    const Exiv2::Exifdatum* exif(const char* key) const
    {
        const auto entry = m_exif.findKey(Exiv2::ExifKey(key));
        return entry == m_exif.end() || entry->count() == 0 ? nullptr : &*entry;
    }

    std::string exifText(const char* key) const
    {
        const Exiv2::Exifdatum* entry = exif(key);
        return entry == nullptr ? std::string() : cleanText(entry->toString());
    }

    /// A positive number; cameras write 0 or 0/0 for what they do not know.
    std::optional<double> exifPositive(const char* key) const
    {
        const Exiv2::Exifdatum* entry = exif(key);
        if (entry == nullptr) {
            return std::nullopt;
        }
        const auto [above, below] = entry->toRational();
        const double value = below == 0 ? 0 : static_cast<double>(above) / below;
        return value > 0 && std::isfinite(value) ? std::optional(value) : std::nullopt;
    }

    std::string xmpText(const char* key) const
    {
        const auto entry = m_xmp.findKey(Exiv2::XmpKey(key));
        if (entry == m_xmp.end() || entry->count() == 0) {
            return {};
        }
        if (const auto* languages = dynamic_cast<const Exiv2::LangAltValue*>(&entry->value())) {
            const auto preferred = languages->value_.find("x-default");
            return cleanText(preferred != languages->value_.end() ? preferred->second
                                                                  : languages->value_.begin()->second);
        }
        return cleanText(entry->toString(0));
    }

    std::vector<std::string> xmpList(const char* key) const
    {
        std::vector<std::string> texts;
        if (const auto entry = m_xmp.findKey(Exiv2::XmpKey(key)); entry != m_xmp.end()) {
            for (long i = 0; i < static_cast<long>(std::min<std::size_t>(entry->count(), kTagsMax)); ++i) {
                texts.push_back(cleanText(entry->toString(i)));
            }
        }
        return texts;
    }

    std::vector<std::string> iptcList(const char* key) const
    {
        std::vector<std::string> texts;
        const Exiv2::IptcKey wanted(key);
        for (const Exiv2::Iptcdatum& entry : m_iptc) {
            if (entry.tag() == wanted.tag() && entry.record() == wanted.record() && texts.size() < kTagsMax) {
                texts.push_back(cleanText(entry.toString()));
            }
        }
        return texts;
    }

    std::string iptcText(const char* key) const
    {
        const std::vector<std::string> texts = iptcList(key);
        return texts.empty() ? std::string() : texts.front();
    }

private:
    const Exiv2::ExifData& m_exif;
    const Exiv2::XmpData& m_xmp;
    const Exiv2::IptcData& m_iptc;
};

/// Reads `digits` decimal digits at `at`.
std::optional<int> numberAt(std::string_view text, std::size_t at, std::size_t digits)
{
    int value = 0;
    if (text.size() < at + digits) {
        return std::nullopt;
    }
    const char* end = text.data() + at + digits;
    const auto [stop, error] = std::from_chars(text.data() + at, end, value);
    return error == std::errc() && stop == end && value >= 0 ? std::optional(value) : std::nullopt;
}

/// "+02:00" and "Z".
std::optional<int> parseZone(std::string_view text)
{
    if (text == "Z") {
        return 0;
    }
    const std::optional<int> hours = numberAt(text, 1, 2);
    const std::optional<int> minutes = numberAt(text, 4, 2);
    if (!hours || !minutes || *hours > 14 || *minutes > 59 || (text[0] != '+' && text[0] != '-')) {
        return std::nullopt;
    }
    return (text[0] == '-' ? -1 : 1) * (*hours * 60 + *minutes);
}

/// "2019:06:01 10:00:00" of EXIF and "2019-06-01T10:00:00.5+02:00" of XMP (where the time and the zone may be absent).
std::optional<CaptureTime> parseTime(std::string_view text)
{
    namespace chrono = std::chrono;
    const std::optional<int> year = numberAt(text, 0, 4);
    const std::optional<int> month = numberAt(text, 5, 2);
    const std::optional<int> day = numberAt(text, 8, 2);
    if (!year || !month || !day) {
        return std::nullopt;
    }
    const chrono::year_month_day date{chrono::year(*year), chrono::month(static_cast<unsigned>(*month)),
                                      chrono::day(static_cast<unsigned>(*day))};
    if (!date.ok() || *year < 1800) { // cameras without a set clock write zeros
        return std::nullopt;
    }
    const int hour = numberAt(text, 11, 2).value_or(0);
    const int minute = numberAt(text, 14, 2).value_or(0);
    const int second = numberAt(text, 17, 2).value_or(0);
    if (hour > 23 || minute > 59 || second > 60) {
        return std::nullopt;
    }
    CaptureTime time;
    time.localSeconds
        = chrono::sys_days(date).time_since_epoch() / chrono::seconds(1) + hour * 3600 + minute * 60 + second;
    if (text.size() > 16) {
        const std::size_t zone = text.find_first_of("Z+-", 16);
        time.zoneMinutes = zone == std::string_view::npos ? std::nullopt : parseZone(text.substr(zone));
    }
    return time;
}

std::optional<CaptureTime> captureTime(const Tags& tags)
{
    struct Source {
        const char* time;
        const char* zone;
    };
    // Scanners set only DateTimeDigitized, old phones only DateTime.
    for (const Source& source : {Source{"Exif.Photo.DateTimeOriginal", "Exif.Photo.OffsetTimeOriginal"},
                                 Source{"Exif.Photo.DateTimeDigitized", "Exif.Photo.OffsetTimeDigitized"}}) {
        if (std::optional<CaptureTime> time = parseTime(tags.exifText(source.time))) {
            std::string zone = tags.exifText(source.zone);
            if (zone.empty()) {
                zone = tags.exifText("Exif.Photo.OffsetTime");
            }
            time->zoneMinutes = parseZone(zone);
            return time;
        }
    }
    for (const char* key : {"Xmp.exif.DateTimeOriginal", "Xmp.photoshop.DateCreated", "Xmp.xmp.CreateDate"}) {
        if (const std::optional<CaptureTime> time = parseTime(tags.xmpText(key))) {
            return time;
        }
    }
    return parseTime(tags.exifText("Exif.Image.DateTime"));
}

/// Degrees, minutes and seconds as three fractions.
std::optional<double> coordinate(const Tags& tags, const char* key, const char* referenceKey, char negative)
{
    const Exiv2::Exifdatum* entry = tags.exif(key);
    if (entry == nullptr || entry->count() < 1 || entry->count() > 3) {
        return std::nullopt;
    }
    double degrees = 0;
    double unit = 1;
    for (long i = 0; i < static_cast<long>(entry->count()); ++i) {
        const auto [above, below] = entry->toRational(i);
        if (below == 0 && above != 0) {
            return std::nullopt;
        }
        degrees += below == 0 ? 0 : unit * above / below;
        unit /= 60;
    }
    const std::string reference = tags.exifText(referenceKey);
    return !reference.empty() && reference[0] == negative ? -degrees : degrees;
}

std::optional<GeoPoint> place(const Tags& tags)
{
    const std::optional<double> latitude
        = coordinate(tags, "Exif.GPSInfo.GPSLatitude", "Exif.GPSInfo.GPSLatitudeRef", 'S');
    const std::optional<double> longitude
        = coordinate(tags, "Exif.GPSInfo.GPSLongitude", "Exif.GPSInfo.GPSLongitudeRef", 'W');
    if (!latitude || !longitude || std::abs(*latitude) > 90 || std::abs(*longitude) > 180) {
        return std::nullopt;
    }
    if (*latitude == 0 && *longitude == 0) {
        return std::nullopt; // a receiver without a fix
    }
    return GeoPoint{*latitude, *longitude};
}

std::optional<int> rating(const Tags& tags)
{
    std::optional<int> stars;
    if (const std::string text = tags.xmpText("Xmp.xmp.Rating"); !text.empty()) {
        double value = 0;
        if (std::from_chars(text.data(), text.data() + text.size(), value).ec == std::errc()) {
            stars = static_cast<int>(std::lround(std::clamp(value, -1.0, 5.0)));
        }
    } else if (const Exiv2::Exifdatum* entry = tags.exif("Exif.Image.Rating")) {
        stars = wholeNumber(*entry);
    }
    return stars && *stars >= 0 && *stars <= 5 ? stars : std::nullopt; // -1 means rejected, which is no rating
}

std::string firstText(std::initializer_list<std::string> texts)
{
    const auto found = std::ranges::find_if(texts, [](const std::string& text) { return !text.empty(); });
    return found == texts.end() ? std::string() : *found;
}

/// XMP goes before IPTC, as the Metadata Working Group has it: who takes a tag away writes XMP, and the old IPTC must
/// not bring it back.
std::vector<std::string> keywords(const Tags& tags)
{
    std::vector<std::string> words = tags.xmpList("Xmp.dc.subject");
    std::erase(words, std::string());
    if (words.empty()) {
        words = tags.iptcList("Iptc.Application2.Keywords");
        std::erase(words, std::string());
    }
    std::ranges::sort(words);
    words.erase(std::ranges::unique(words).begin(), words.end());
    return words;
}

std::optional<int> isoSpeed(const Tags& tags)
{
    for (const char* key :
         {"Exif.Photo.ISOSpeedRatings", "Exif.Photo.RecommendedExposureIndex", "Exif.Image.ISOSpeedRatings"}) {
        if (const Exiv2::Exifdatum* entry = tags.exif(key)) {
            // 65535 means "see the 32-bit tag".
            if (const std::optional<int> iso = wholeNumber(*entry); iso && *iso > 0 && *iso != 65535) {
                return iso;
            }
        }
    }
    return std::nullopt;
}

Metadata collect(const Tags& tags)
{
    Metadata metadata;
    metadata.taken = captureTime(tags);
    metadata.place = place(tags);
    metadata.cameraMake = firstText({tags.exifText("Exif.Image.Make"), tags.xmpText("Xmp.tiff.Make")});
    metadata.cameraModel = firstText({tags.exifText("Exif.Image.Model"), tags.xmpText("Xmp.tiff.Model")});
    metadata.lens = firstText({tags.exifText("Exif.Photo.LensModel"), tags.xmpText("Xmp.aux.Lens")});
    metadata.focalLengthMm = tags.exifPositive("Exif.Photo.FocalLength");
    metadata.apertureF = tags.exifPositive("Exif.Photo.FNumber");
    metadata.exposureSeconds = tags.exifPositive("Exif.Photo.ExposureTime");
    metadata.iso = isoSpeed(tags);
    metadata.rating = rating(tags);
    metadata.title = firstText({tags.xmpText("Xmp.dc.title"), tags.iptcText("Iptc.Application2.ObjectName")});
    metadata.description = firstText({tags.xmpText("Xmp.dc.description"), tags.iptcText("Iptc.Application2.Caption"),
                                      tags.exifText("Exif.Image.ImageDescription")});
    metadata.tags = keywords(tags);
    return metadata;
}

} // namespace

void initialiseMetadata()
{
    static std::mutex xmpMutex; // as global as the parser that it guards
    Exiv2::LogMsg::setLevel(Exiv2::LogMsg::mute);
    Exiv2::XmpParser::initialize(lockXmp, &xmpMutex);
#if !EXIV2_TEST_VERSION(0, 28, 0)
    Exiv2::enableBMFF(true);
#endif
}

Metadata readMetadata(std::span<const std::byte> file, const std::filesystem::path&)
{
    if (file.empty()) {
        return {};
    }
    const auto metadata = guarded("metadata", ErrorCode::Corrupt, [&]() -> Result<Metadata> {
        const auto image = Exiv2::ImageFactory::open(reinterpret_cast<const Exiv2::byte*>(file.data()),
                                                     static_cast<long>(file.size()));
        image->readMetadata();
        return collect(Tags(*image));
    });
    return metadata ? *metadata : Metadata();
}

} // namespace likeness
