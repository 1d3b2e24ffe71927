#pragma once

#include <array>
#include <chrono>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace likeness {

/// An integer that names one kind of thing and does not mix with the ids of another; 0 names nothing.
template <class Tag> struct Id {
    std::int64_t value = 0;

    constexpr explicit operator bool() const { return value != 0; }
    friend constexpr auto operator<=>(Id, Id) = default;
};

/// A file in the library. It keeps its id when the file is renamed or moved.
using PhotoId = Id<struct PhotoTag>;
/// The bytes of a photo. Files with the same bytes share one; embeddings, thumbnails and ratings hang here.
using ContentId = Id<struct ContentTag>;
/// A registered folder.
using FolderId = Id<struct FolderTag>;
/// A search that the person named and kept.
using SavedSearchId = Id<struct SavedSearchTag>;
/// A question put to the engine; the answer carries the same id.
using RequestId = Id<struct RequestTag>;

/// The first 128 bits of XXH3 over a whole file, big-endian as XXH128_canonicalFromHash writes them.
using ContentHash = std::array<std::uint8_t, 16>;

/// A decoded picture: 8-bit sRGB, `channels` interleaved samples per pixel (3 = RGB, 4 = RGBA), rows from the top, no
/// padding.
struct Image {
    int width = 0;
    int height = 0;
    int channels = 3;
    std::vector<std::uint8_t> pixels; ///< Shape: [height, width, channels]

    bool empty() const { return pixels.empty(); }
};

/// When a picture was taken, as its clock showed it, and how far that clock was from UTC where the file says so.
struct CaptureTime {
    std::int64_t localSeconds = 0;  ///< seconds since 1970-01-01 00:00 on the camera's own clock
    std::optional<int> zoneMinutes; ///< minutes east of UTC

    friend bool operator==(const CaptureTime&, const CaptureTime&) = default;
};

/// A place on Earth, WGS 84.
struct GeoPoint {
    double latitudeDegrees = 0;  ///< -90..90, north positive
    double longitudeDegrees = 0; ///< -180..180, east positive

    friend bool operator==(const GeoPoint&, const GeoPoint&) = default;
};

/// What a file and the sidecar beside it say in EXIF, XMP and IPTC. Absent values are empty or nullopt, never zero.
struct Metadata {
    std::optional<CaptureTime> taken;
    std::optional<GeoPoint> place;
    std::string cameraMake;
    std::string cameraModel;
    std::string lens;
    std::optional<double> focalLengthMm;
    std::optional<double> apertureF;
    std::optional<double> exposureSeconds;
    std::optional<int> iso;
    std::optional<int> rating; ///< 0..5
    std::string title;
    std::string description;
    std::vector<std::string> tags;

    friend bool operator==(const Metadata&, const Metadata&) = default;
};

/// The two thumbnails kept for every photo, named by their long edge in pixels.
enum class ThumbnailSize { Small236 = 236, Large474 = 474 };

/// One line of the photo list: what a grid needs to draw and sort a photo.
struct PhotoRow {
    PhotoId id;
    ContentId content;
    std::filesystem::path path; ///< absolute
    int width = 0;              ///< pixels, after EXIF orientation
    int height = 0;
    std::int64_t sizeBytes = 0;
    std::int64_t modifiedSeconds = 0; ///< the file's own time, seconds since 1970 UTC
    std::optional<CaptureTime> taken;
    std::string format;           ///< "jpeg", "png", "heif", ... in lower case
    int rating = 0;               ///< 0 = none, 1..5
    std::uint32_t averageRgb = 0; ///< 0xRRGGBB, to paint before the thumbnail is there
    bool online = true;           ///< false while the drive it lives on is away
};

/// A tag, and on how many photos it is.
struct TagCount {
    std::string name;
    std::int64_t photos = 0;

    friend bool operator==(const TagCount&, const TagCount&) = default;
};

/// Tags to put on photos and to take from them. Names are UTF-8, compared byte by byte.
struct TagEdit {
    std::vector<PhotoId> photos;
    std::vector<std::string> add;
    std::vector<std::string> remove;

    friend bool operator==(const TagEdit&, const TagEdit&) = default;
};

/// Where rating, tags, title and description are written when the person asks for it.
enum class MetadataPlace {
    Sidecar, ///< an XMP file beside the photo, which stays untouched
    Embedded ///< the XMP packet inside the photo
};

/// What a new sidecar of `IMG_1.CR2` is called; one that is there already is written whatever it is called.
enum class SidecarName {
    Full, ///< IMG_1.CR2.xmp, as darktable and digiKam call it
    Stem  ///< IMG_1.xmp, as Lightroom and Bridge call it
};

/// Everything known about one photo.
struct PhotoDetails {
    PhotoRow row;
    Metadata metadata; ///< tags, title and description with what the person decided; `rating` as the file has it
    std::vector<std::filesystem::path> copies; ///< other files with the same bytes
};

/// Why one file could not be indexed.
struct FailedFile {
    PhotoId photo;
    std::filesystem::path path;
    std::string reason; ///< plain words
    std::int64_t whenSeconds = 0;
};

/// What a registered folder leaves out. Globs match the path relative to the folder; `**` crosses slashes, and a
/// pattern without a slash matches a file or folder name at any depth.
struct FolderRules {
    std::vector<std::string> excludes;

    friend bool operator==(const FolderRules&, const FolderRules&) = default;
};

/// How changes in a folder are noticed.
enum class WatchMode { None, Live, Polled };

/// A registered folder and how it is.
struct FolderInfo {
    FolderId id;
    std::filesystem::path path;
    FolderRules rules;
    bool online = true;
    std::int64_t photoCount = 0;
    WatchMode watch = WatchMode::None;
    std::string watchReason; ///< why it is polled, in plain words; empty otherwise
};

/// What computes embeddings; `Auto` takes the fastest that works here.
enum class Device { Auto, Cpu, Cuda, Vulkan };

/// An embedding model that is installed.
struct ModelInfo {
    std::string id;     ///< stable name; changes when weights or preprocessing change
    std::string name;   ///< for people
    std::string family; ///< "builtin", "clip", "siglip", "siglip2", "dinov2", "dinov3", "torchscript", "null"
    int dimension = 0;
    std::int64_t sizeBytes = 0;   ///< on disk
    std::int64_t memoryBytes = 0; ///< while in use, about; 0 = unknown
    bool understandsWords = false;
    bool active = false;        ///< answers queries
    bool arriving = false;      ///< chosen, and still embedding the library; answers once that is done
    std::int64_t vectors = 0;   ///< contents of this library it has embedded
    double imagesPerSecond = 0; ///< measured on this machine; 0 = not yet
    std::string languages;      ///< of its words, for people: "English"; empty = no words, or unknown
    std::string licence;
};

/// A model that can be fetched from a hub in the layout of Hugging Face.
struct CatalogueModel {
    std::string repository; ///< "google/siglip2-base-patch16-224"
    std::string name;       ///< for people
    std::string family;     ///< as in `ModelInfo`
    int dimension = 0;
    std::int64_t downloadBytes = 0;
    bool understandsWords = false;
    std::string languages;
    std::string licence;
    std::string terms;       ///< what the licence asks of people, in a sentence; empty = nothing unusual
    std::string description; ///< what it is good at, in a sentence
    bool fetchable = true;   ///< false: its makers ask for a login; download by hand, then import
};

/// How the model hub is reached.
struct NetworkSettings {
    std::string mirror; ///< root of the hub, "https://huggingface.co" when empty
    std::string proxy;  ///< as curl takes it ("http://host:3128"); empty = what the environment says

    friend bool operator==(const NetworkSettings&, const NetworkSettings&) = default;
};

} // namespace likeness

template <class Tag> struct std::hash<likeness::Id<Tag>> {
    std::size_t operator()(likeness::Id<Tag> id) const noexcept { return std::hash<std::int64_t>{}(id.value); }
};
