#include "core/media/sidecar.h"

#include "core/base/file_system.h"
#include "core/media/media.h"

#include <algorithm>
#include <array>

namespace likeness {
namespace {

namespace fs = std::filesystem;

/// Larger ones hold no words about a photo but a picture somebody hid in them.
constexpr std::int64_t kSidecarBytesMax = std::int64_t{16} * 1024 * 1024;

std::string lowerExtension(const fs::path& path)
{
    std::string extension = path.extension().native();
    std::ranges::transform(extension, extension.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return extension;
}

fs::path withEnding(fs::path path, const char* ending)
{
    path += ending;
    return path;
}

fs::path stemOf(const fs::path& photo) { return photo.parent_path() / photo.stem(); }

/// In the order in which they are believed.
std::array<fs::path, 4> sidecarNames(const fs::path& photo)
{
    return {withEnding(photo, ".xmp"), withEnding(photo, ".XMP"), withEnding(stemOf(photo), ".xmp"),
            withEnding(stemOf(photo), ".XMP")};
}

/// Photos in the folder of `path` that are called as it is without its ending.
std::vector<fs::path> photosWithStem(const fs::path& path)
{
    std::vector<fs::path> photos;
    std::error_code error;
    for (fs::directory_iterator entry(path.parent_path(), error), end; !error && entry != end; entry.increment(error)) {
        if (entry->path().stem() == path.stem() && hasPhotoExtension(entry->path())) {
            photos.push_back(entry->path());
        }
    }
    return photos;
}

} // namespace

bool isSidecarName(const fs::path& path) { return lowerExtension(path) == ".xmp"; }

std::vector<fs::path> sidecarsOf(const fs::path& photo)
{
    std::vector<fs::path> there;
    for (const fs::path& path : sidecarNames(photo)) {
        std::error_code error;
        if (fs::is_regular_file(path, error)) {
            there.push_back(path);
        }
    }
    return there;
}

std::vector<fs::path> photosOfSidecar(const fs::path& sidecar)
{
    const fs::path named = sidecar.parent_path() / sidecar.stem();
    return hasPhotoExtension(named) ? std::vector{named} : photosWithStem(sidecar);
}

std::int64_t sidecarStampOf(const fs::path& photo)
{
    std::uint64_t all = 0;
    std::uint64_t place = 0;
    for (const fs::path& path : sidecarNames(photo)) {
        ++place;
        std::error_code error;
        if (auto stamp = stampOf(path); stamp && fs::is_regular_file(path, error)) {
            // FNV-1a over the numbers: any function does that hardly ever gives the same twice.
            for (const std::uint64_t number :
                 {place, static_cast<std::uint64_t>(stamp->sizeBytes), static_cast<std::uint64_t>(stamp->modifiedNs)}) {
                all = (all ^ number) * 0x100000001B3ULL + 1;
            }
        }
    }
    return static_cast<std::int64_t>(all);
}

fs::path sidecarToWrite(const fs::path& photo, SidecarName name)
{
    const auto names = sidecarNames(photo);
    std::error_code error;
    for (const fs::path& full : {names[0], names[1]}) {
        if (fs::exists(full, error)) {
            return full;
        }
    }
    const bool alone = photosWithStem(photo).size() <= 1;
    for (const fs::path& stem : {names[2], names[3]}) {
        if (alone && fs::exists(stem, error)) {
            return stem;
        }
    }
    return alone && name == SidecarName::Stem ? names[2] : names[0];
}

void renameSidecars(const fs::path& from, const fs::path& to)
{
    for (const fs::path& sidecar : sidecarsOf(from)) {
        const bool isFull = sidecar.stem() == from.filename();
        if (isFull || photosWithStem(from).empty()) {
            fs::path renamed = isFull ? to : stemOf(to);
            renamed += sidecar.extension();
            (void)renameWithoutReplacing(sidecar, renamed);
        }
    }
}

Metadata withSidecarsOf(Metadata photo, const fs::path& path)
{
    std::vector<fs::path> sidecars = sidecarsOf(path);
    std::ranges::reverse(sidecars); // the last word is the first one's
    for (const fs::path& sidecar : sidecars) {
        if (auto bytes = readFile(sidecar, kSidecarBytesMax)) {
            photo = withSidecar(std::move(photo), readMetadata(*bytes, sidecar));
        }
    }
    return photo;
}

} // namespace likeness
