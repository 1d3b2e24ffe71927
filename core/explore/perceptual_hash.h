#pragma once

#include "core/api/types.h"

#include <array>
#include <cstdint>

namespace likeness {

/// What a picture looks like, squeezed into a square without colour: enough to tell whether two are the same picture
/// at another size, quality or brightness.
struct Sketch {
    static constexpr int kEdge = 64;

    std::array<std::uint8_t, std::size_t{kEdge} * kEdge> luma{}; ///< Shape: [kEdge, kEdge], rows from the top
};

/// An empty image gives an even grey.
Sketch sketchOf(const Image& image);

/// The signs of a picture's 63 lowest frequencies (bit 8 v + u: u half periods across, v down; bit 0 unused): the DCT
/// hash of pHash, cut at zero in place of the median, so that what is turned or mirrored follows from the bits alone.
/// Source: Zauner 2010, "Implementation and Benchmarking of Perceptual Image Hash Functions", section 3.2.
using PerceptualHash = std::uint64_t;

/// The hashes of a picture and of parts of it, so that a picture is found that is a part of another.
struct LookHashes {
    static constexpr std::size_t kPlaces = 9;          ///< the corners, the middles of the edges, the centre
    static constexpr std::size_t kParts = 4 * kPlaces; ///< parts of 95, 90, 85 and 80 % of width and height

    PerceptualHash whole = 0;
    std::array<PerceptualHash, kParts> parts{};

    friend bool operator==(const LookHashes&, const LookHashes&) = default;
};

LookHashes lookHashesOf(const Sketch& sketch);

/// The hash of the picture as it is, mirrored, upside down, and both; then those four after exchanging x and y.
std::array<PerceptualHash, 8> symmetriesOf(PerceptualHash hash);

/// A part of a sketch. Units: its pixels.
struct SketchPart {
    float x = 0;
    float y = 0;
    float width = Sketch::kEdge;
    float height = Sketch::kEdge;
};

/// How two pictures are laid over each other so that they agree best.
struct Alignment {
    enum class Wider { None, First, Second };

    int distance = 64;         ///< bits that differ, of 63: about 21 by chance, 0..8 for the same picture
    int symmetry = 0;          ///< what is done to the first: place in `symmetriesOf`
    Wider wider = Wider::None; ///< which one shows more than the other
    SketchPart part;           ///< of the wider one: what the other shows
};

/// The best of the eight symmetries, and of comparing each whole with the parts of the other.
Alignment alignmentOf(const LookHashes& a, const LookHashes& b);
/// The best of the eight symmetries, without parts.
Alignment alignmentOf(PerceptualHash a, PerceptualHash b);

/// The correlation of the pixels of two pictures that lie over each other, -1..1; brightness and contrast do not
/// count. 0 where one of them is all of one grey.
float correlationOf(const Sketch& a, const Sketch& b, const Alignment& alignment);

/// The same of what is left when every pixel loses the mean of the 9 × 9 around it: what tells two things of one shape
/// apart (two pairs of jeans on one carpet), once they lie exactly over each other.
float detailCorrelationOf(const Sketch& a, const Sketch& b, const Alignment& alignment);

/// Moves the part that is laid over the narrower picture until the pixels correlate best: the hashes try parts in
/// steps only, and too large ones for what is cut off a copy by a hair. Costs about 2 ms.
Alignment refined(const Sketch& a, const Sketch& b, const Alignment& alignment);

/// The share, 0..1, of the wider picture's pixels outside of the other that are of one brightness: most of a border's
/// are, hardly any of what was cut away. 0 without a part.
float surroundEvenness(const Sketch& a, const Sketch& b, const Alignment& alignment);

} // namespace likeness
