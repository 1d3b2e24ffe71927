#pragma once

#include "core/api/types.h"

#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace likeness {

/// Small numbers, one for each photo, in as few bytes each as the largest needs.
class CodeColumn {
public:
    void reserve(std::size_t rows) { std::get<Wide>(m_codes).reserve(rows); }
    /// Before `pack`.
    void push(std::uint32_t code) { std::get<Wide>(m_codes).push_back(code); }
    void pack();
    std::size_t bytes() const;
    /// Calls `body` with the codes, a vector of std::uint8_t, std::uint16_t or std::uint32_t.
    template <class Body> auto visit(Body body) const { return std::visit(body, m_codes); }

private:
    using Wide = std::vector<std::uint32_t>;
    std::variant<Wide, std::vector<std::uint16_t>, std::vector<std::uint8_t>> m_codes;
};

/// What photos are filtered and counted by, of all photos, in columns: a code for each photo and a dictionary of the
/// values there are, so that a question is asked once for each value and not for each photo. Some 50 bytes a photo.
/// Thread: immutable once made.
struct FacetTable {
    struct Camera {
        std::string make;
        std::string model;
    };
    struct Directory {
        std::string root; ///< path of the registered folder
        std::string path; ///< below it; empty = the folder itself
    };
    struct Flags {
        static constexpr std::uint8_t kTaken = 1;
        static constexpr std::uint8_t kTitle = 2;
        static constexpr std::uint8_t kDescription = 4;
        static constexpr std::uint8_t kDuplicate = 8;
    };

    std::vector<PhotoId> photos;       ///< ascending; the rows of every column
    std::vector<std::int64_t> seconds; ///< when taken, else when modified
    std::vector<std::int64_t> fileBytes;
    std::vector<std::uint8_t> flags;
    CodeColumn camera, lens, iso, aperture, focalLength, dimensions, format, rating, directory, tags, place;

    // By code. Code 0 of camera, lens, iso, aperture, focal length, tags and place means: not known, none.
    std::vector<Camera> cameras;
    std::vector<std::string> lenses;
    std::vector<double> isos, apertures, focalLengths;
    std::vector<std::pair<std::int64_t, std::int64_t>> sizesPx; ///< width, height
    std::vector<std::string> formats;
    std::vector<Directory> directories;
    std::vector<std::vector<std::uint32_t>> tagSets; ///< places in `tagNames`
    std::vector<std::string> tagNames;
    std::vector<GeoPoint> points;
    std::vector<std::uint32_t> pointLabels; ///< PlaceTable::Label of each point

    std::size_t size() const { return photos.size(); }
    std::size_t bytes() const;
};

} // namespace likeness
