#include "core/explore/perceptual_hash.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numbers>
#include <span>
#include <vector>

namespace likeness {
namespace {

constexpr int kEdge = Sketch::kEdge;
constexpr int kFrequencies = 8;
/// Edges of the parts in pixels of a sketch.
constexpr std::array<int, 4> kPartEdges = {61, 58, 54, 51};
static_assert(LookHashes::kParts == kPartEdges.size() * LookHashes::kPlaces);

constexpr PerceptualHash kOddAcross = 0xAAAAAAAAAAAAAAAAULL; // u odd: what changes sign in a mirror
constexpr PerceptualHash kOddDown = 0xFF00FF00FF00FF00ULL;   // v odd
constexpr PerceptualHash kUsed = ~PerceptualHash{1};

/// A square of a sketch.
struct Square {
    int x = 0;
    int y = 0;
    int edge = kEdge;
};

Square squareOf(std::size_t part)
{
    const int edge = kPartEdges[part / LookHashes::kPlaces];
    const int place = static_cast<int>(part % LookHashes::kPlaces);
    return {(kEdge - edge) * (place % 3) / 2, (kEdge - edge) * (place / 3) / 2, edge};
}

/// The cosines of a DCT-II of some length; the frequencies of a sample lie together, so that they are summed at once.
class CosineTable {
public:
    explicit CosineTable(int length)
        : m_values(static_cast<std::size_t>(length))
    {
        for (int i = 0; i < length; ++i) {
            for (int u = 0; u < kFrequencies; ++u) {
                m_values[static_cast<std::size_t>(i)][static_cast<std::size_t>(u)]
                    = static_cast<float>(std::cos(std::numbers::pi * (i + 0.5) * u / length));
            }
        }
    }
    const std::array<float, kFrequencies>& at(int sample) const { return m_values[static_cast<std::size_t>(sample)]; }

private:
    std::vector<std::array<float, kFrequencies>> m_values; // Shape: [length, kFrequencies]
};

PerceptualHash hashOf(const Sketch& sketch, const Square& square, const CosineTable& cosines)
{
    std::array<std::array<float, kFrequencies>, kFrequencies> sums{}; // [v][u]
    for (int row = 0; row < square.edge; ++row) {
        const std::uint8_t* luma = sketch.luma.data() + (square.y + row) * kEdge + square.x;
        std::array<float, kFrequencies> across{};
        for (int i = 0; i < square.edge; ++i) {
            const auto value = static_cast<float>(luma[i]);
            const auto& cosine = cosines.at(i);
            for (std::size_t u = 0; u < kFrequencies; ++u) {
                across[u] += value * cosine[u];
            }
        }
        const auto& cosine = cosines.at(row);
        for (std::size_t v = 0; v < kFrequencies; ++v) {
            for (std::size_t u = 0; u < kFrequencies; ++u) {
                sums[v][u] += cosine[v] * across[u];
            }
        }
    }
    PerceptualHash hash = 0;
    for (std::size_t v = 0; v < kFrequencies; ++v) {
        for (std::size_t u = 0; u < kFrequencies; ++u) {
            hash |= PerceptualHash{sums[v][u] > 0 ? 1U : 0U} << (8 * v + u);
        }
    }
    return hash & kUsed;
}

/// Rows become columns. Source: Warren, "Hacker's Delight", 2nd edition, section 7-3.
PerceptualHash transposed(PerceptualHash x)
{
    const auto swap = [&x](PerceptualHash mask, int shift) {
        const PerceptualHash moved = (x ^ (x >> shift)) & mask;
        x ^= moved ^ (moved << shift);
    };
    swap(0x00AA00AA00AA00AAULL, 7);
    swap(0x0000CCCC0000CCCCULL, 14);
    swap(0x00000000F0F0F0F0ULL, 28);
    return x;
}

/// The place in a square of edge 1 that lands on (x, y) when `symmetry` is done to the picture.
std::pair<float, float> beforeSymmetry(int symmetry, float x, float y)
{
    // Bits as in `symmetriesOf`: 1 mirrors, 2 turns upside down, both after 4 has exchanged x and y.
    if ((symmetry & 1) != 0) {
        x = 1 - x;
    }
    if ((symmetry & 2) != 0) {
        y = 1 - y;
    }
    return (symmetry & 4) != 0 ? std::pair(y, x) : std::pair(x, y);
}

/// Between the four pixels around. `x` and `y` in pixels from the upper left corner.
float sampleOf(const Sketch& sketch, float x, float y)
{
    x = std::clamp(x - 0.5F, 0.0F, static_cast<float>(kEdge - 1));
    y = std::clamp(y - 0.5F, 0.0F, static_cast<float>(kEdge - 1));
    const int left = std::min(static_cast<int>(x), kEdge - 2);
    const int top = std::min(static_cast<int>(y), kEdge - 2);
    const float right = x - static_cast<float>(left), below = y - static_cast<float>(top);
    const std::uint8_t* pixel = sketch.luma.data() + top * kEdge + left;
    return (static_cast<float>(pixel[0]) * (1 - right) + static_cast<float>(pixel[1]) * right) * (1 - below)
           + (static_cast<float>(pixel[kEdge]) * (1 - right) + static_cast<float>(pixel[kEdge + 1]) * right) * below;
}

/// Where the pixels of one line of a sketch come from in a line of an image.
struct Stretch {
    int begin;
    int end; // past the last
};

Stretch stretchOf(int at, int length)
{
    const int begin = static_cast<int>(std::int64_t{at} * length / kEdge);
    const int end = static_cast<int>((std::int64_t{at} + 1) * length / kEdge);
    return {begin, std::max(begin + 1, end)};
}

/// Makes `best` the alignment of `forms` of the first with `other` if that is better.
void improve(Alignment& best, const std::array<PerceptualHash, 8>& forms, PerceptualHash other, Alignment::Wider wider,
             const Square& part)
{
    for (std::size_t i = 0; i < forms.size(); ++i) {
        if (const int distance = std::popcount(forms[i] ^ other); distance < best.distance) {
            best = {distance,
                    static_cast<int>(i),
                    wider,
                    {static_cast<float>(part.x), static_cast<float>(part.y), static_cast<float>(part.edge),
                     static_cast<float>(part.edge)}};
        }
    }
}

/// As `correlationOf`, from every `step`-th pixel across and down.
float correlation(const Sketch& a, const Sketch& b, const Alignment& alignment, int step)
{
    const SketchPart ofA = alignment.wider == Alignment::Wider::First ? alignment.part : SketchPart{};
    const SketchPart ofB = alignment.wider == Alignment::Wider::Second ? alignment.part : SketchPart{};
    double count = 0, sumA = 0, sumB = 0, sumAA = 0, sumBB = 0, sumAB = 0;
    for (int row = step / 2; row < kEdge; row += step) {
        for (int column = step / 2; column < kEdge; column += step) {
            const float x = (static_cast<float>(column) + 0.5F) / kEdge, y = (static_cast<float>(row) + 0.5F) / kEdge;
            const auto [beforeX, beforeY] = beforeSymmetry(alignment.symmetry, x, y);
            const auto inA
                = static_cast<double>(sampleOf(a, ofA.x + beforeX * ofA.width, ofA.y + beforeY * ofA.height));
            const auto inB = static_cast<double>(sampleOf(b, ofB.x + x * ofB.width, ofB.y + y * ofB.height));
            ++count;
            sumA += inA;
            sumB += inB;
            sumAA += inA * inA;
            sumBB += inB * inB;
            sumAB += inA * inB;
        }
    }
    const double spreadA = sumAA / count - sumA / count * (sumA / count);
    const double spreadB = sumBB / count - sumB / count * (sumB / count);
    if (spreadA < 1e-3 || spreadB < 1e-3) {
        return 0;
    }
    return static_cast<float>((sumAB / count - sumA / count * (sumB / count)) / std::sqrt(spreadA * spreadB));
}

bool liesInside(const SketchPart& part)
{
    constexpr float kWidthMin = kEdge / 2.0F;
    return part.x >= 0 && part.y >= 0 && part.width >= kWidthMin && part.height >= kWidthMin
           && part.x + part.width <= kEdge && part.y + part.height <= kEdge;
}

} // namespace

Sketch sketchOf(const Image& image)
{
    Sketch sketch;
    if (image.empty() || image.width < 1 || image.height < 1 || image.channels < 3) {
        sketch.luma.fill(128);
        return sketch;
    }
    const auto channels = static_cast<std::size_t>(image.channels);
    for (int y = 0; y < kEdge; ++y) {
        const Stretch rows = stretchOf(y, image.height);
        for (int x = 0; x < kEdge; ++x) {
            const Stretch columns = stretchOf(x, image.width);
            std::int64_t sum = 0;
            for (int row = rows.begin; row < rows.end; ++row) {
                const std::size_t first = static_cast<std::size_t>(row) * static_cast<std::size_t>(image.width)
                                          + static_cast<std::size_t>(columns.begin);
                const std::uint8_t* pixel = image.pixels.data() + first * channels;
                for (int column = columns.begin; column < columns.end; ++column, pixel += channels) {
                    sum += 299 * pixel[0] + 587 * pixel[1] + 114 * pixel[2]; // ITU-R BT.601
                }
            }
            const std::int64_t weight = std::int64_t{1000} * (rows.end - rows.begin) * (columns.end - columns.begin);
            sketch.luma[static_cast<std::size_t>(y * kEdge + x)] = static_cast<std::uint8_t>(sum / weight);
        }
    }
    return sketch;
}

LookHashes lookHashesOf(const Sketch& sketch)
{
    static const CosineTable kWhole(kEdge);
    static const std::array<CosineTable, kPartEdges.size()> kParts = {
        CosineTable(kPartEdges[0]), CosineTable(kPartEdges[1]), CosineTable(kPartEdges[2]), CosineTable(kPartEdges[3])};
    LookHashes hashes;
    hashes.whole = hashOf(sketch, {}, kWhole);
    for (std::size_t part = 0; part < LookHashes::kParts; ++part) {
        hashes.parts[part] = hashOf(sketch, squareOf(part), kParts[part / LookHashes::kPlaces]);
    }
    return hashes;
}

std::array<PerceptualHash, 8> symmetriesOf(PerceptualHash hash)
{
    std::array<PerceptualHash, 8> forms{};
    const std::array<PerceptualHash, 2> bases = {hash, transposed(hash)};
    for (std::size_t i = 0; i < forms.size(); ++i) {
        const PerceptualHash across = (i & 1U) != 0 ? kOddAcross : 0, down = (i & 2U) != 0 ? kOddDown : 0;
        forms[i] = (bases[i / 4] ^ across ^ down) & kUsed;
    }
    return forms;
}

Alignment alignmentOf(PerceptualHash a, PerceptualHash b)
{
    Alignment best;
    improve(best, symmetriesOf(a), b, Alignment::Wider::None, {});
    return best;
}

Alignment alignmentOf(const LookHashes& a, const LookHashes& b)
{
    const auto forms = symmetriesOf(a.whole);
    Alignment best;
    improve(best, forms, b.whole, Alignment::Wider::None, {});
    for (std::size_t part = 0; part < LookHashes::kParts; ++part) {
        improve(best, forms, b.parts[part], Alignment::Wider::Second, squareOf(part));
        improve(best, symmetriesOf(a.parts[part]), b.whole, Alignment::Wider::First, squareOf(part));
    }
    return best;
}

float correlationOf(const Sketch& a, const Sketch& b, const Alignment& alignment)
{
    return correlation(a, b, alignment, 1);
}

Alignment refined(const Sketch& a, const Sketch& b, Alignment alignment)
{
    if (alignment.wider == Alignment::Wider::None) {
        return alignment;
    }
    constexpr int kSampled = 2; // a quarter of the pixels tells as much
    float best = correlation(a, b, alignment, kSampled);
    for (float step = 2; step >= 0.5F; step /= 2) {
        for (bool moving = true; moving;) {
            moving = false;
            for (int change = 0; change < 8; ++change) {
                Alignment other = alignment;
                const float by = change % 2 == 0 ? step : -step;
                float* const edges[] = {&other.part.x, &other.part.y, &other.part.width, &other.part.height};
                *edges[change / 2] += by;
                const float reached = liesInside(other.part) ? correlation(a, b, other, kSampled) : best;
                if (reached > best + 1e-4F) {
                    best = reached;
                    alignment = other;
                    moving = true;
                }
            }
        }
    }
    return alignment;
}

float surroundEvenness(const Sketch& a, const Sketch& b, const Alignment& alignment)
{
    if (alignment.wider == Alignment::Wider::None) {
        return 0;
    }
    constexpr int kSameLuma = 10; // of 255: what compression does to an even border
    const Sketch& wider = alignment.wider == Alignment::Wider::First ? a : b;
    const SketchPart& inner = alignment.part;
    std::vector<int> around;
    around.reserve(wider.luma.size());
    for (int y = 0; y < kEdge; ++y) {
        for (int x = 0; x < kEdge; ++x) {
            const float centreX = static_cast<float>(x) + 0.5F, centreY = static_cast<float>(y) + 0.5F;
            if (centreX < inner.x || centreX > inner.x + inner.width || centreY < inner.y
                || centreY > inner.y + inner.height) {
                around.push_back(wider.luma[static_cast<std::size_t>(y * kEdge + x)]);
            }
        }
    }
    if (around.empty()) {
        return 0;
    }
    const auto middle = around.begin() + static_cast<std::ptrdiff_t>(around.size() / 2);
    std::nth_element(around.begin(), middle, around.end());
    const auto even = std::count_if(around.begin(), around.end(),
                                    [luma = *middle](int value) { return std::abs(value - luma) <= kSameLuma; });
    return static_cast<float>(even) / static_cast<float>(around.size());
}

} // namespace likeness
