#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace likeness::testing {

/// A photo that does not exist: the same numbers always give the same bytes.
struct PhotoSpec {
    int width = 320;
    int height = 240;
    std::uint32_t seed = 1;
    int quality = 90;
};

/// A JPEG with structure at every scale, grain, a few shapes, and EXIF: camera, lens setting, a date between 2005 and
/// 2024. Its entropy per pixel is near that of a camera's file.
std::vector<std::byte> makePhoto(const PhotoSpec& spec);

/// How many photos to write, and where.
struct PhotoSeries {
    std::filesystem::path folder; ///< made when it is missing; files go to folders of 1,000 below it
    int count = 0;
    PhotoSpec first; ///< the n-th photo has the seed `first.seed` + n
    int threads = 1;
};

/// Writes `series.count` photos; returns the paths, or nothing when a file could not be written.
std::vector<std::filesystem::path> writePhotos(const PhotoSeries& series);

} // namespace likeness::testing
