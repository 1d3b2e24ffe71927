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

/// Where a place in a square of edge 1 lands when `symmetry` is done to it. Bits as in `symmetriesOf`: 4 exchanges x
/// and y, then 1 mirrors and 2 turns upside down.
std::pair<float, float> afterSymmetry(int symmetry, float x, float y)
{
    if ((symmetry & 4) != 0) {
        std::swap(x, y);
    }
    return {(symmetry & 1) != 0 ? 1 - x : x, (symmetry & 2) != 0 ? 1 - y : y};
}

/// The place that lands on (x, y).
std::pair<float, float> beforeSymmetry(int symmetry, float x, float y)
{
    x = (symmetry & 1) != 0 ? 1 - x : x;
    y = (symmetry & 2) != 0 ? 1 - y : y;
    return (symmetry & 4) != 0 ? std::pair(y, x) : std::pair(x, y);
}

/// A place in a line of a sketch: between `at` and the next pixel, `share` of the way.
struct Between {
    int at;
    float share;
};

Between betweenOf(float place)
{
    place = std::clamp(place - 0.5F, 0.0F, static_cast<float>(kEdge - 1));
    const int at = std::min(static_cast<int>(place), kEdge - 2);
    return {at, place - static_cast<float>(at)};
}

float sampleOf(const Sketch& sketch, Between x, Between y)
{
    const std::uint8_t* pixel = sketch.luma.data() + y.at * kEdge + x.at;
    const float upper = static_cast<float>(pixel[0]) * (1 - x.share) + static_cast<float>(pixel[1]) * x.share;
    const float lower
        = static_cast<float>(pixel[kEdge]) * (1 - x.share) + static_cast<float>(pixel[kEdge + 1]) * x.share;
    return upper * (1 - y.share) + lower * y.share;
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

/// Correlation of two lists of numbers; 0 where one of them hardly varies.
float correlationOf(std::span<const float> a, std::span<const float> b)
{
    double sumA = 0, sumB = 0, sumAA = 0, sumBB = 0, sumAB = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        const auto inA = static_cast<double>(a[i]), inB = static_cast<double>(b[i]);
        sumA += inA;
        sumB += inB;
        sumAA += inA * inA;
        sumBB += inB * inB;
        sumAB += inA * inB;
    }
    const auto count = static_cast<double>(a.size());
    const double spreadA = sumAA / count - sumA / count * (sumA / count);
    const double spreadB = sumBB / count - sumB / count * (sumB / count);
    if (spreadA < 1e-3 || spreadB < 1e-3) {
        return 0;
    }
    return static_cast<float>((sumAB / count - sumA / count * (sumB / count)) / std::sqrt(spreadA * spreadB));
}

/// Two pictures, the narrower turned as the wider one is, to be laid over parts of it. Where both show the same the
/// second takes the place of the wider one.
class Overlay {
public:
    /// `samples` are compared across and down.
    Overlay(const Sketch& a, const Sketch& b, const Alignment& alignment, int samples)
        : m_wider(alignment.wider == Alignment::Wider::First ? a : b)
        , m_samples(samples)
        , m_overNarrower(static_cast<std::size_t>(samples) * static_cast<std::size_t>(samples))
        , m_overWider(m_overNarrower.size())
    {
        const bool firstIsWider = alignment.wider == Alignment::Wider::First;
        const Sketch& narrower = firstIsWider ? b : a;
        std::size_t at = 0;
        for (int row = 0; row < samples; ++row) {
            for (int column = 0; column < samples; ++column) {
                const float x = placeOf(column), y = placeOf(row);
                const auto [there, below]
                    = firstIsWider ? afterSymmetry(alignment.symmetry, x, y) : beforeSymmetry(alignment.symmetry, x, y);
                m_overNarrower[at++] = sampleOf(narrower, betweenOf(there * kEdge), betweenOf(below * kEdge));
            }
        }
    }

    /// Lays the narrower picture over a part of the wider one.
    void layOver(const SketchPart& part)
    {
        std::array<Between, kEdge> columns{};
        for (int column = 0; column < m_samples; ++column) {
            columns[static_cast<std::size_t>(column)] = betweenOf(part.x + placeOf(column) * part.width);
        }
        std::size_t at = 0;
        for (int row = 0; row < m_samples; ++row) {
            const Between y = betweenOf(part.y + placeOf(row) * part.height);
            for (int column = 0; column < m_samples; ++column) {
                m_overWider[at++] = sampleOf(m_wider, columns[static_cast<std::size_t>(column)], y);
            }
        }
    }

    float correlation() const { return correlationOf(m_overNarrower, m_overWider); }
    float correlation(const SketchPart& part)
    {
        layOver(part);
        return correlation();
    }
    // Shape: both [samples, samples].
    std::span<const float> narrower() const { return m_overNarrower; }
    std::span<const float> wider() const { return m_overWider; }

private:
    float placeOf(int sample) const { return (static_cast<float>(sample) + 0.5F) / static_cast<float>(m_samples); }

    const Sketch& m_wider;
    const int m_samples;
    std::vector<float> m_overNarrower;
    std::vector<float> m_overWider;
};

/// What is left of a picture when every pixel loses the mean of those around it. Shape: [kEdge, kEdge].
std::vector<float> detailOf(std::span<const float> picture)
{
    constexpr int kReach = 4;
    constexpr int kSide = kEdge + 1;
    std::vector<double> sums(static_cast<std::size_t>(kSide) * kSide, 0.0); // of all pixels above and to the left
    const auto sum = [&](int x, int y) -> double& { return sums[static_cast<std::size_t>(y * kSide + x)]; };
    const auto pixel = [](int x, int y) { return static_cast<std::size_t>(y * kEdge + x); };
    for (int y = 0; y < kEdge; ++y) {
        for (int x = 0; x < kEdge; ++x) {
            sum(x + 1, y + 1) = static_cast<double>(picture[pixel(x, y)]) + sum(x, y + 1) + sum(x + 1, y) - sum(x, y);
        }
    }
    std::vector<float> detail(picture.size());
    for (int y = 0; y < kEdge; ++y) {
        const int top = std::max(0, y - kReach), bottom = std::min(kEdge, y + kReach + 1);
        for (int x = 0; x < kEdge; ++x) {
            const int left = std::max(0, x - kReach), right = std::min(kEdge, x + kReach + 1);
            const double around = sum(right, bottom) - sum(right, top) - sum(left, bottom) + sum(left, top);
            detail[pixel(x, y)] = picture[pixel(x, y)] - static_cast<float>(around / ((bottom - top) * (right - left)));
        }
    }
    return detail;
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
    return Overlay(a, b, alignment, kEdge).correlation(alignment.part);
}

float detailCorrelationOf(const Sketch& a, const Sketch& b, const Alignment& alignment)
{
    Overlay overlay(a, b, alignment, kEdge);
    overlay.layOver(alignment.part);
    return correlationOf(detailOf(overlay.narrower()), detailOf(overlay.wider()));
}

namespace {

/// Moves the part of an alignment that has a wider picture.
Alignment moved(const Sketch& a, const Sketch& b, Alignment alignment)
{
    // One edge at a time, the whole across or down, and all edges in or out: a cut keeps the proportions mostly.
    constexpr SketchPart kMoves[]
        = {{1, 0, -1, 0}, {0, 1, 0, -1}, {0, 0, 1, 0}, {0, 0, 0, 1}, {1, 0, 0, 0}, {0, 1, 0, 0}, {-0.5F, -0.5F, 1, 1}};
    Overlay overlay(a, b, alignment, kEdge / 2); // a quarter of the pixels tells as much
    float best = overlay.correlation(alignment.part);
    for (float step = 2; step >= 0.25F; step /= 2) {
        for (bool moving = true; moving;) {
            moving = false;
            for (const SketchPart& move : kMoves) {
                for (const float by : {step, -step}) {
                    const SketchPart& part = alignment.part;
                    const SketchPart other = {part.x + by * move.x, part.y + by * move.y, part.width + by * move.width,
                                              part.height + by * move.height};
                    if (!liesInside(other)) {
                        continue;
                    }
                    if (const float reached = overlay.correlation(other); reached > best + 1e-4F) {
                        best = reached;
                        alignment.part = other;
                        moving = true;
                    }
                }
            }
        }
    }
    return alignment;
}

} // namespace

Alignment refined(const Sketch& a, const Sketch& b, const Alignment& alignment)
{
    if (alignment.wider != Alignment::Wider::None) {
        return moved(a, b, alignment);
    }
    constexpr float kGoodEnough = 0.97F; // nothing is cut away that could be told from how the two were made smaller
    constexpr float kGainMin = 0.005F;
    Alignment best = alignment;
    float correlation = correlationOf(a, b, alignment);
    for (const auto wider : {Alignment::Wider::First, Alignment::Wider::Second}) {
        if (correlation >= kGoodEnough) {
            break;
        }
        Alignment other = alignment;
        other.wider = wider;
        other = moved(a, b, other);
        if (const float reached = correlationOf(a, b, other); reached > correlation + kGainMin) {
            correlation = reached;
            best = other;
        }
    }
    return best;
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
