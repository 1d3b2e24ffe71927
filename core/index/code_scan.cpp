// Highway compiles this file once per instruction set (foreach_target) and chooses at run time.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/index/code_scan.cpp"
#include <hwy/cache_control.h>
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "core/index/codes.h"

#include <algorithm>
#include <array>

HWY_BEFORE_NAMESPACE();
namespace likeness::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

using Floats = hn::CappedTag<float, 16>;
using Integers = hn::RebindToSigned<Floats>;

#if HWY_TARGET == HWY_SCALAR

/// The reference: what every other instruction set has to compute too.
void sumGroups(const std::uint8_t* tables, const std::uint8_t* codes, std::size_t groups, std::uint16_t* rows)
{
    std::fill_n(rows, kCodeBlockRows, std::uint16_t{0});
    for (std::size_t group = 0; group < groups; ++group) {
        const std::uint8_t* table = tables + group * 16;
        for (std::size_t i = 0; i < 16; ++i) {
            const std::uint8_t both = codes[group * 16 + i];
            rows[i] = static_cast<std::uint16_t>(rows[i] + table[both & 0xFU]);
            rows[i + 16] = static_cast<std::uint16_t>(rows[i + 16] + table[both >> 4]);
        }
    }
}

#else

// At most 64 bytes, so that a step is 1, 2 or 4 groups and 16 groups are a whole number of four steps.
using Bytes = hn::CappedTag<std::uint8_t, 64>;
using Words = hn::Repartition<std::uint16_t, Bytes>;
using Words128 = hn::FixedTag<std::uint16_t, 8>;

/// Sums of table entries for the 16 rows in the lower (or the upper) four bits: 16-bit sums of the even rows and of the
/// odd ones. Vectors of more than 16 bytes have a sum for each 16 bytes.
struct Sums {
    hn::Vec<Words> even, odd;
};

HWY_INLINE void addBytes(Sums& sums, hn::Vec<Bytes> bytes)
{
    const Words words;
    const auto pairs = hn::BitCast(words, bytes);
    sums.even = hn::Add(sums.even, hn::And(pairs, hn::Set(words, 0x00FF)));
    sums.odd = hn::Add(sums.odd, hn::ShiftRight<8>(pairs));
}

/// Writes the sums of 16 rows in their order.
HWY_INLINE void storeSums(const Sums& sums, std::uint16_t* rows)
{
    const Words words;
    const Words128 narrow;
    HWY_ALIGN std::array<std::uint16_t, 32> even, odd;
    hn::Store(sums.even, words, even.data());
    hn::Store(sums.odd, words, odd.data());
    auto allEven = hn::Load(narrow, even.data());
    auto allOdd = hn::Load(narrow, odd.data());
    for (std::size_t i = 8; i < hn::Lanes(words); i += 8) {
        allEven = hn::Add(allEven, hn::Load(narrow, even.data() + i));
        allOdd = hn::Add(allOdd, hn::Load(narrow, odd.data() + i));
    }
    hn::Store(hn::InterleaveLower(narrow, allEven, allOdd), narrow, rows);
    hn::Store(hn::InterleaveUpper(narrow, allEven, allOdd), narrow, rows + 8);
}

// Codes are fetched this far ahead, in bytes: memory is what a scan waits for. Gains 5 to 8 % of a search through
// lists.
constexpr std::size_t kFetchedAhead = 2048;

/// Sums of up to 1,024 groups, which 16 bits hold: 1,024 * 63 = 64,512.
HWY_INLINE void sumGroups(const std::uint8_t* tables, const std::uint8_t* codes, std::size_t groups,
                          std::uint16_t* rows)
{
    const Bytes bytes;
    const Words words;
    const auto lowBits = hn::Set(bytes, 0x0F);
    const auto zero = hn::Zero(words);
    Sums lower{zero, zero}, upper{zero, zero};
    const std::size_t step = hn::Lanes(bytes);
    for (std::size_t at = 0; at < groups * 16; at += 4 * step) {
        for (std::size_t line = 0; line < 4 * step; line += 64) {
            hwy::Prefetch(codes + at + kFetchedAhead + line);
        }
        auto lowerBytes = hn::Zero(bytes);
        auto upperBytes = hn::Zero(bytes);
        for (std::size_t i = 0; i < 4; ++i) {
            const auto code = hn::LoadU(bytes, codes + at + i * step);
            const auto table = hn::LoadU(bytes, tables + at + i * step);
            const auto high = hn::And(hn::BitCast(bytes, hn::ShiftRight<4>(hn::BitCast(words, code))), lowBits);
            lowerBytes = hn::Add(lowerBytes, hn::TableLookupBytes(table, hn::And(code, lowBits)));
            upperBytes = hn::Add(upperBytes, hn::TableLookupBytes(table, high));
        }
        addBytes(lower, lowerBytes);
        addBytes(upper, upperBytes);
    }
    storeSums(lower, rows);
    storeSums(upper, rows + 16);
}

#endif // HWY_SCALAR

void scoreCodesKernel(const CodeQuery& query, const CodeLayout& layout, std::span<const std::byte> blocks, float floor,
                      float* scores, std::uint32_t* reaching)
{
    constexpr std::size_t kGroupsMax = 1024;
    const Floats floats;
    const hn::Rebind<std::uint16_t, Floats> shorts;
    const Integers integers;
    const std::size_t groups = layout.groups();
    const std::size_t blockCount = blocks.size() / layout.blockBytes();
    for (std::size_t block = 0; block < blockCount; ++block) {
        const std::byte* at = blocks.data() + block * layout.blockBytes();
        const auto* terms = reinterpret_cast<const float*>(at);
        const auto* codes = reinterpret_cast<const std::uint8_t*>(at) + 3 * kCodeBlockRows * sizeof(float);
        HWY_ALIGN std::array<std::uint16_t, kCodeBlockRows> sums;
        HWY_ALIGN std::array<float, kCodeBlockRows> totals;
        for (std::size_t first = 0; first < groups; first += kGroupsMax) {
            const std::size_t count = groups - first < kGroupsMax ? groups - first : kGroupsMax;
            sumGroups(query.tables.data() + first * 16, codes + first * 16, count, sums.data());
            for (std::size_t row = 0; row < kCodeBlockRows; row += hn::Lanes(floats)) {
                // Whole numbers below 2^24, so the order of additions does not matter.
                auto total = hn::ConvertTo(floats, hn::PromoteTo(integers, hn::Load(shorts, sums.data() + row)));
                if (first > 0) {
                    total = hn::Add(total, hn::Load(floats, totals.data() + row));
                }
                hn::Store(total, floats, totals.data() + row);
            }
        }
        std::uint32_t bits = 0;
        for (std::size_t row = 0; row < kCodeBlockRows; row += hn::Lanes(floats)) {
            // Not MulAdd: every processor is to give the same bits.
            const auto estimate = hn::Add(hn::Mul(hn::Load(floats, totals.data() + row), hn::Set(floats, query.step)),
                                          hn::Set(floats, query.offset));
            const auto along
                = hn::Mul(hn::LoadU(floats, terms + kCodeBlockRows + row), hn::Set(floats, query.centreWeight));
            const auto error
                = hn::Mul(hn::LoadU(floats, terms + 2 * kCodeBlockRows + row), hn::Set(floats, query.spread));
            const auto score = hn::Add(hn::Add(hn::Mul(hn::LoadU(floats, terms + row), estimate), along),
                                       hn::Add(error, hn::Set(floats, query.constant)));
            hn::StoreU(score, floats, scores + block * kCodeBlockRows + row);
            std::uint8_t mask[8] = {};
            hn::StoreMaskBits(floats, hn::Ge(score, hn::Set(floats, floor)), mask);
            bits |= (mask[0] | static_cast<std::uint32_t>(mask[1]) << 8) << row;
        }
        reaching[block] = bits;
    }
}

} // namespace likeness::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace likeness {
HWY_EXPORT(scoreCodesKernel);

void scoreCodes(const CodeQuery& query, const CodeLayout& layout, std::span<const std::byte> blocks, float floor,
                float* scores, std::uint32_t* reaching)
{
    HWY_DYNAMIC_DISPATCH(scoreCodesKernel)(query, layout, blocks, floor, scores, reaching);
}

} // namespace likeness
#endif // HWY_ONCE
