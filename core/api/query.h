#pragma once

#include "types.h"

#include <variant>

namespace likeness {

/// A rectangle of an image. Units: fractions of width and height, or pixels of the upright image if `inPixels`.
struct CropBox {
    double x = 0;
    double y = 0;
    double width = 1;
    double height = 1;
    bool inPixels = false;

    friend bool operator==(const CropBox&, const CropBox&) = default;
};

/// An image file anywhere on disk, in the library or not.
struct ImageFile {
    std::filesystem::path path;

    friend bool operator==(const ImageFile&, const ImageFile&) = default;
};

/// An encoded image without a file: dropped from a browser, pasted, or read from standard input.
struct ImageBytes {
    std::shared_ptr<const std::vector<std::byte>> bytes;
    std::string label; ///< what to call it on screen

    friend bool operator==(const ImageBytes&, const ImageBytes&) = default;
};

/// A description in words, for models with a text tower.
struct Words {
    std::string text;

    friend bool operator==(const Words&, const Words&) = default;
};

/// One example in a query. A negative weight means "less like this". Of parts of several kinds, each counts by how far
/// a photo stands out from the library under it, so that equal weights mean equal influence.
struct QueryPart {
    std::variant<PhotoId, ImageFile, ImageBytes, Words> source;
    std::optional<CropBox> crop;
    double weight = 1.0;
    /// Marked among the results, as more (weight above 0) or less like what is looked for. Marks refine the examples
    /// together instead of each standing beside them, however many there are.
    bool marked = false;

    friend bool operator==(const QueryPart&, const QueryPart&) = default;
};

/// Photos picked one by one: what a lasso on the map encloses. Shared, never changed; two with the same photos in them
/// are equal.
struct PhotoSet {
    std::shared_ptr<const std::vector<PhotoId>> photos; ///< null = all there are

    explicit operator bool() const { return photos != nullptr; }
    friend bool operator==(const PhotoSet& a, const PhotoSet& b)
    {
        return a.photos == b.photos || (a.photos && b.photos && *a.photos == *b.photos);
    }
};

enum class SortKey { Score, Date, Name, Size };

/// What to show: everything that passes `filter` under `folder`, ordered by likeness to `parts` when there are any.
struct Query {
    std::vector<QueryPart> parts;
    std::string filter;           ///< expression as in `camera:"Canon EOS 5D" date:2019..2020`; empty = all
    std::filesystem::path folder; ///< only below this folder; empty = all
    PhotoSet among;               ///< only these; a search that is saved loses it
    SortKey sort = SortKey::Date; ///< Score needs parts
    bool ascending = false;       ///< false: best, newest, largest first (names: Z first)
    std::uint32_t countMax = 0;   ///< 0 = no limit; with parts at most 10,000
    std::optional<float> scoreMin;
    std::string model;  ///< answer with this model's vectors (see ModelInfo::id); empty = the active one
    bool exact = false; ///< compare with every photo instead of asking the index
    /// Frames of a burst, near-duplicates and copies become one photo: the first of them in this order. Which photos
    /// belong together is found in the background after the first such query; LibraryChanged tells when it is known.
    bool stacked = false;
    std::vector<PhotoId> unfolded; ///< photos whose stacks are shown whole

    friend bool operator==(const Query&, const Query&) = default;
};

/// How an answer was found, for people who ask why.
struct SearchPlan {
    std::string words; ///< "every one of 812 allowed photos compared in full"; empty without parts
    std::optional<std::int64_t> allowedContents; ///< what filter and folder let through; nullopt = everything
    std::int64_t listsProbed = 0;                ///< of those an index for large libraries keeps
    std::int64_t rowsEstimated = 0;              ///< by their codes
    std::int64_t rowsCompared = 0;               ///< in full
    std::chrono::microseconds catalogTime{0};    ///< filters, and the photos of what was found
    std::chrono::microseconds indexTime{0};
};

/// The answer to a query. Immutable, shared between threads.
struct QueryResult {
    std::vector<PhotoId> photos;
    std::vector<float> scores; ///< same length as `photos`, or empty when the query had no parts; cosine, -1..1
    /// Same length as `photos`, or empty unless asked for: how many of the photos found are in the stack that this one
    /// is the first of; 1 = it stands alone, 0 = it lies behind the first of an unfolded stack.
    std::vector<std::uint32_t> stackSizes;
    std::int64_t folded = 0;                 ///< photos that are not in `photos` because their stack is not unfolded
    float suggestedCutOff = -1.0F;           ///< score below which a hit is no better than chance for this query
    std::string indexKind;                   ///< "exact", "flat", "hnsw-if", "hnsw"; empty without parts
    std::chrono::microseconds searchTime{0}; ///< index and catalog, without embedding the query
    std::chrono::microseconds embedTime{0};
    SearchPlan plan;
};

/// A query the person kept under a name. Parts made of bytes cannot be kept.
struct SavedSearch {
    SavedSearchId id;
    std::string name;
    Query query;
};

} // namespace likeness
