// Highway compiles this file once per instruction set (foreach_target) and chooses at run time.
// Floating-point contraction is off for it (CMakeLists.txt), so that every instruction set computes the same bits.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/embed/pil_resize.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "core/embed/pil_resize.h"
#include "core/embed/pil_windows.h"

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <vector>

#ifndef LIKENESS_PIL_RESIZE_ONCE
#define LIKENESS_PIL_RESIZE_ONCE

namespace likeness {

/// Columns of the result. So few are made at a time that the unpacked source below them stays in the nearest cache.
struct Columns {
    std::size_t begin = 0;
    std::size_t end = 0;
};
constexpr std::size_t kColumnsAtOnce = 64;

/// What a thread keeps from picture to picture.
struct ResizeScratch {
    Windows windows;
    PairWindows across;
    PairWindows down;
    Windows floatAcross;
    Windows floatDown;
    std::vector<std::int16_t> pairs; ///< the source rows at hand, see unpackPairs
    std::vector<std::uint8_t> rows;  ///< resized across, waiting to be resized down
    std::vector<float> floats;       ///< one row, resized down

    std::size_t sizeBytes() const
    {
        std::size_t bytes
            = pairs.capacity() * sizeof(std::int16_t) + rows.capacity() + floats.capacity() * sizeof(float);
        for (const Windows* axis : {&windows, &floatAcross, &floatDown}) {
            bytes += (axis->first.capacity() + axis->length.capacity()) * sizeof(int)
                     + axis->weights.capacity() * sizeof(double);
        }
        for (const PairWindows* axis : {&across, &down}) {
            bytes += (axis->first.capacity() + axis->length.capacity() + axis->low.capacity() + axis->high.capacity())
                     * sizeof(std::int32_t);
        }
        return bytes;
    }
};

} // namespace likeness
#endif // LIKENESS_PIL_RESIZE_ONCE

HWY_BEFORE_NAMESPACE();
namespace likeness::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

#if HWY_TARGET == HWY_SCALAR // no vectors: one row at a time, in the layout of a vector of one block

constexpr std::size_t sumLanes() { return 4; }

std::uint8_t level(std::int32_t sum) { return static_cast<std::uint8_t>(std::clamp(sum >> kWeightBits, 0, 255)); }

std::int32_t evenWeight(std::int32_t low, std::int32_t high)
{
    return static_cast<std::int16_t>(high & 0xFFFF) * (1 << kLowBits) + (low & 0xFFFF);
}

std::int32_t oddWeight(std::int32_t low, std::int32_t high) { return (high >> 16) * (1 << kLowBits) + (low >> 16); }

void unpackPairs(const std::uint8_t* from, const std::uint8_t* end, int channels, int pairCount,
                 std::size_t blockStride, std::int16_t* to)
{
    for (int i = 0; i < pairCount && from < end; ++i, from += 2 * channels, to += blockStride) {
        for (int c = 0; c < 3; ++c) {
            const int channel = channels < 3 ? 0 : c;
            to[2 * c] = from[channel];
            to[2 * c + 1] = end - from > channels ? from[channels + channel] : std::uint8_t{0};
        }
    }
}

void resizeAcross(const std::int16_t* pairs, const PairWindows& across, Columns columns, std::size_t /*rowStride*/,
                  std::uint8_t* rows)
{
    for (std::size_t x = columns.begin; x < columns.end; ++x) {
        const std::int16_t* from = pairs + static_cast<std::size_t>(across.first[x] - across.first[columns.begin]) * 8;
        std::int32_t sums[3] = {1 << (kWeightBits - 1), 1 << (kWeightBits - 1), 1 << (kWeightBits - 1)};
        for (std::size_t j = x * across.stride; j < x * across.stride + static_cast<std::size_t>(across.length[x]);
             ++j) {
            const std::int32_t even = evenWeight(across.low[j], across.high[j]);
            const std::int32_t odd = oddWeight(across.low[j], across.high[j]);
            for (int c = 0; c < 3; ++c) {
                sums[c] += from[2 * c] * even + from[2 * c + 1] * odd;
            }
            from += 8;
        }
        for (std::size_t c = 0; c < 3; ++c) {
            rows[3 * x + c] = level(sums[c]);
        }
    }
}

void resizeDown(const std::uint8_t* rows, std::size_t rowStride, int pairCount, const std::int32_t* low,
                const std::int32_t* high, std::size_t sampleCount, std::uint8_t* to)
{
    for (std::size_t i = 0; i < sampleCount; ++i) {
        std::int32_t sum = 1 << (kWeightBits - 1);
        const std::uint8_t* from = rows + i;
        for (int j = 0; j < pairCount; ++j, from += 2 * rowStride) {
            sum += from[0] * evenWeight(low[j], high[j]) + from[rowStride] * oddWeight(low[j], high[j]);
        }
        to[i] = level(sum);
    }
}

#else // vectors

using Sums = hn::CappedTag<std::int32_t, 16>; // a block of 128 bits (red, green, blue, nothing) for each of 1 to 4 rows
using Halves = hn::Repartition<std::int16_t, Sums>;
using Bytes = hn::Rebind<std::uint8_t, Sums>;
using ByteBlock = hn::Full128<std::uint8_t>;

HWY_INLINE std::size_t sumLanes() { return hn::Lanes(Sums()); }

// Sums of products of pairs come in two parts until the end: some processors keep even and odd products apart.
HWY_INLINE void addPairs(hn::Vec<Halves> samples, std::int32_t weights, hn::Vec<Sums>& even, hn::Vec<Sums>& odd)
{
    const auto pair = hn::BitCast(Halves(), hn::Set(Sums(), weights));
    even = hn::ReorderWidenMulAccumulate(Sums(), samples, pair, even, odd);
}

/// Rounds as Pillow does: half a level is added, then the fraction is cut off, then the level is clamped.
HWY_INLINE hn::Vec<Bytes> levels(hn::Vec<Sums> low, hn::Vec<Sums> high)
{
    const auto half = hn::Set(Sums(), 1 << (kWeightBits - 1));
    const auto sum = hn::Add(hn::Add(hn::ShiftLeft<kLowBits>(high), low), half);
    return hn::DemoteTo(Bytes(), hn::ShiftRight<kWeightBits>(sum));
}

/// Spreads `pairCount` pairs of pixels (and one more where that is odd) of one row, from `from` on, into blocks of
/// eight numbers: red, red, green, green, blue, blue, 0, 0. Blocks of one row are `blockStride` numbers apart. Bytes
/// from `end` on are not read.
HWY_INLINE void unpackPairs(const std::uint8_t* from, const std::uint8_t* end, int channels, int pairCount,
                            std::size_t blockStride, std::int16_t* to)
{
    const ByteBlock bytes;
    alignas(16) std::uint8_t places[2][16];
    for (int pair = 0; pair < 2; ++pair) {
        for (int i = 0; i < 16; ++i) {
            const int channel = channels < 3 ? 0 : i / 4;
            const bool used = i < 12 && i % 2 == 0;
            places[pair][i] = static_cast<std::uint8_t>(used ? (2 * pair + i / 2 % 2) * channels + channel : 0x80);
        }
    }
    const auto firstPair = hn::Load(bytes, places[0]);
    const auto secondPair = hn::Load(bytes, places[1]);
    for (int i = 0; i < pairCount; i += 2) {
        alignas(16) std::uint8_t last[16] = {};
        const std::uint8_t* source = from;
        if (end - from < 16) {
            std::memcpy(last, from, static_cast<std::size_t>(end - from));
            source = last;
        }
        const auto pixels = hn::LoadU(bytes, source);
        hn::StoreU(hn::TableLookupBytesOr0(pixels, firstPair), bytes, reinterpret_cast<std::uint8_t*>(to));
        hn::StoreU(hn::TableLookupBytesOr0(pixels, secondPair), bytes,
                   reinterpret_cast<std::uint8_t*>(to + blockStride));
        from += std::min<std::ptrdiff_t>(4 * channels, end - from);
        to += 2 * blockStride;
    }
}

/// Makes `columns` of the rows in `pairs`, as many as a vector has blocks. Writes one byte beyond each row's columns.
HWY_INLINE void resizeAcross(const std::int16_t* pairs, const PairWindows& across, Columns columns,
                             std::size_t rowStride, std::uint8_t* rows)
{
    const Halves halves;
    const std::size_t lanes = sumLanes();
    for (std::size_t x = columns.begin; x < columns.end; ++x) {
        const std::int16_t* from
            = pairs + static_cast<std::size_t>(across.first[x] - across.first[columns.begin]) * 2 * lanes;
        const std::int32_t* low = across.low.data() + x * across.stride;
        const std::int32_t* high = across.high.data() + x * across.stride;
        auto lowEven = hn::Zero(Sums()), lowOdd = lowEven, highEven = lowEven, highOdd = lowEven;
        for (int j = 0; j < across.length[x]; ++j, from += 2 * lanes) {
            const auto samples = hn::LoadU(halves, from);
            addPairs(samples, low[j], lowEven, lowOdd);
            addPairs(samples, high[j], highEven, highOdd);
        }
        alignas(16) std::uint8_t pixels[16];
        hn::StoreU(levels(hn::RearrangeToOddPlusEven(lowEven, lowOdd), hn::RearrangeToOddPlusEven(highEven, highOdd)),
                   Bytes(), pixels);
        for (std::size_t block = 0; block < lanes / 4; ++block) {
            std::memcpy(rows + block * rowStride + 3 * x, pixels + 4 * block, 4);
        }
    }
}

/// Makes one row out of those from `rows` on, `pairCount` pairs of them. Shape: whole vectors of samples.
HWY_INLINE void resizeDown(const std::uint8_t* rows, std::size_t rowStride, int pairCount, const std::int32_t* low,
                           const std::int32_t* high, std::size_t sampleCount, std::uint8_t* to)
{
    const Sums sums;
    const Bytes bytes;
    for (std::size_t i = 0; i < sampleCount; i += hn::Lanes(sums)) {
        auto lowEven = hn::Zero(Sums()), lowOdd = lowEven, highEven = lowEven, highOdd = lowEven;
        const std::uint8_t* from = rows + i;
        for (int j = 0; j < pairCount; ++j, from += 2 * rowStride) {
            const auto upper = hn::PromoteTo(sums, hn::LoadU(bytes, from));
            const auto lower = hn::PromoteTo(sums, hn::LoadU(bytes, from + rowStride));
            const auto samples = hn::BitCast(Halves(), hn::Or(upper, hn::ShiftLeft<16>(lower)));
            addPairs(samples, low[j], lowEven, lowOdd);
            addPairs(samples, high[j], highEven, highOdd);
        }
        hn::StoreU(levels(hn::RearrangeToOddPlusEven(lowEven, lowOdd), hn::RearrangeToOddPlusEven(highEven, highOdd)),
                   bytes, to + i);
    }
}

#endif // vectors

void resizeKernel(const Image& image, ResizeScratch& scratch, std::uint8_t* result)
{
    const PairWindows& across = scratch.across;
    const PairWindows& down = scratch.down;
    const std::size_t lanes = sumLanes();
    const int group = static_cast<int>(lanes / 4);
    const std::size_t rowBytes = across.count() * 3;
    const std::size_t rowStride = (rowBytes / 64 + 2) * 64; // a whole vector may be read and written at its last byte
    const int longest = 2 * *std::max_element(down.length.begin(), down.length.end());
    const int capacity = 2 * (longest + group);
    // The last row of all is the one being made.
    scratch.rows.resize(static_cast<std::size_t>(capacity + 1) * rowStride);
    std::uint8_t* const rows = scratch.rows.data();
    std::uint8_t* const made = rows + static_cast<std::size_t>(capacity) * rowStride;

    const std::size_t sourceStride = static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.channels);
    const std::uint8_t* const end = image.pixels.data() + static_cast<std::size_t>(image.height) * sourceStride;
    int held = 2 * down.first[0]; // the source row that rows[0] was made of
    int next = held;              // the first that was not yet resized across
    for (std::size_t y = 0; y < down.count(); ++y) {
        const int first = 2 * down.first[y];
        const int needed = std::min(first + 2 * down.length[y], image.height);
        if (next < first) { // nearest neighbour skips rows
            held = first;
            next = first;
        }
        for (; next < needed; next = std::min(next + group, image.height)) {
            if (next + group - held > capacity) {
                std::memmove(rows, rows + static_cast<std::size_t>(first - held) * rowStride,
                             static_cast<std::size_t>(next - first) * rowStride);
                held = first;
            }
            std::uint8_t* const to = rows + static_cast<std::size_t>(next - held) * rowStride;
            for (Columns columns; columns.begin < across.count(); columns.begin = columns.end) {
                columns.end = std::min(columns.begin + kColumnsAtOnce, across.count());
                const int left = across.first[columns.begin];
                const int pairCount = across.first[columns.end - 1] + across.length[columns.end - 1] - left;
                scratch.pairs.resize(static_cast<std::size_t>(pairCount + 1) * 2 * lanes);
                for (int i = 0; i < group; ++i) {
                    const int row = std::min(next + i, image.height - 1);
                    const std::uint8_t* const from = image.pixels.data() + static_cast<std::size_t>(row) * sourceStride
                                                     + static_cast<std::size_t>(2 * left * image.channels);
                    unpackPairs(from, end, image.channels, pairCount, 2 * lanes, scratch.pairs.data() + 8 * i);
                }
                resizeAcross(scratch.pairs.data(), across, columns, rowStride, to);
            }
        }
        resizeDown(rows + static_cast<std::size_t>(first - held) * rowStride, rowStride, down.length[y],
                   down.low.data() + y * down.stride, down.high.data() + y * down.stride, rowBytes, made);
        std::memcpy(result + y * rowBytes, made, rowBytes);
    }
}

/// One pixel out of `length` of a row. Shape: one float beyond the last pixel can be read.
HWY_INLINE void floatPixel(const float* from, std::size_t channels, const double* weights, int length, float* to)
{
#if HWY_TARGET == HWY_SCALAR
    float pixel[4] = {};
    for (int t = 0; t < length; ++t, from += channels) {
        for (std::size_t c = 0; c < 4; ++c) {
            pixel[c] += static_cast<float>(weights[t]) * from[c];
        }
    }
#else
    const hn::Full128<float> block;
    auto sum = hn::Zero(block);
    for (int t = 0; t < length; ++t, from += channels) {
        sum = hn::Add(sum, hn::Mul(hn::Set(block, static_cast<float>(weights[t])), hn::LoadU(block, from)));
    }
    alignas(16) float pixel[4];
    hn::Store(sum, block, pixel);
#endif
    for (std::size_t c = 0; c < 3; ++c) {
        to[c] = pixel[channels < 3 ? 0 : c];
    }
}

void floatKernel(const Image& image, ResizeScratch& scratch, float* to)
{
    const hn::CappedTag<float, 16> floats;
    const hn::Rebind<std::int32_t, decltype(floats)> wholes;
    const hn::Rebind<std::uint8_t, decltype(floats)> bytes;
    const Windows& across = scratch.floatAcross;
    const Windows& down = scratch.floatDown;
    const auto channels = static_cast<std::size_t>(image.channels);
    const std::size_t sourceStride = static_cast<std::size_t>(image.width) * channels;
    const std::size_t sourceLeft = static_cast<std::size_t>(across.first[0]) * channels;
    const std::size_t sampleCount = static_cast<std::size_t>(across.lastEnd()) * channels - sourceLeft;
    scratch.floats.resize(sampleCount + 4); // the last pixel is read as a block
    float* const row = scratch.floats.data();
    for (std::size_t y = 0; y < down.count(); ++y) {
        // Down first: that loop runs over contiguous samples. Nothing is rounded between, so the order is free.
        const std::uint8_t* const source
            = image.pixels.data() + static_cast<std::size_t>(down.first[y]) * sourceStride + sourceLeft;
        const double* const downWeights = down.weights.data() + y * down.stride;
        std::size_t i = 0;
        for (; i + hn::Lanes(floats) <= sampleCount; i += hn::Lanes(floats)) {
            auto sum = hn::Zero(floats);
            for (int t = 0; t < down.length[y]; ++t) {
                const auto samples = hn::LoadU(bytes, source + static_cast<std::size_t>(t) * sourceStride + i);
                const auto weight = hn::Set(floats, static_cast<float>(downWeights[t]));
                sum = hn::Add(sum, hn::Mul(weight, hn::ConvertTo(floats, hn::PromoteTo(wholes, samples))));
            }
            hn::StoreU(sum, floats, row + i);
        }
        for (; i < sampleCount; ++i) {
            float sum = 0;
            for (int t = 0; t < down.length[y]; ++t) {
                sum += static_cast<float>(downWeights[t]) * source[static_cast<std::size_t>(t) * sourceStride + i];
            }
            row[i] = sum;
        }
        for (std::size_t x = 0; x < across.count(); ++x, to += 3) {
            const std::size_t first = static_cast<std::size_t>(across.first[x] - across.first[0]) * channels;
            floatPixel(row + first, channels, across.weights.data() + x * across.stride, across.length[x], to);
        }
    }
}

} // namespace likeness::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace likeness {
HWY_EXPORT(resizeKernel);
HWY_EXPORT(floatKernel);

namespace {

constexpr std::size_t kKeptMaxBytes = std::size_t{4} << 20;

ResizeScratch& threadScratch()
{
    thread_local ResizeScratch scratch;
    return scratch;
}

void trimScratch()
{
    if (threadScratch().sizeBytes() > kKeptMaxBytes) {
        threadScratch() = ResizeScratch();
    }
}

} // namespace

void pilResize(const Image& image, const ResizedCrop& crop, PilFilter filter, std::span<std::uint8_t> to)
{
    ResizeScratch& scratch = threadScratch();
    makeWindows(image.width, crop.width, crop.left, crop.cropWidth, filter, scratch.windows);
    makePairs(scratch.windows, scratch.across);
    makeWindows(image.height, crop.height, crop.top, crop.cropHeight, filter, scratch.windows);
    makePairs(scratch.windows, scratch.down);
    HWY_DYNAMIC_DISPATCH(resizeKernel)(image, scratch, to.data());
    trimScratch();
}

void floatResize(const Image& image, const ResizedCrop& crop, PilFilter filter, std::span<float> to)
{
    ResizeScratch& scratch = threadScratch();
    makeWindows(image.width, crop.width, crop.left, crop.cropWidth, filter, scratch.floatAcross);
    makeWindows(image.height, crop.height, crop.top, crop.cropHeight, filter, scratch.floatDown);
    HWY_DYNAMIC_DISPATCH(floatKernel)(image, scratch, to.data());
    trimScratch();
}

} // namespace likeness
#endif // HWY_ONCE
