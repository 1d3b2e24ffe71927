#include "core/media/jpeg_quality.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <fstream>

namespace likeness {
namespace {

/// Table K.1 in zigzag order, as files hold it.
constexpr std::array<int, 64> kLuminance
    = {16, 11,  12, 14, 12, 10, 16,  14,  13,  14, 18, 17,  16,  19,  24,  40,  26, 24,  22,  22, 24, 49,
       35, 37,  29, 40, 58, 51, 61,  60,  57,  51, 56, 55,  64,  72,  92,  78,  64, 68,  87,  69, 55, 56,
       80, 109, 81, 87, 95, 98, 103, 104, 103, 62, 77, 113, 121, 112, 100, 120, 92, 101, 103, 99};

constexpr int kMarkersMax = 1000; // of a real file there are about ten before the picture

std::optional<int> byteOf(std::istream& in)
{
    const int value = in.get();
    return value >= 0 ? std::optional(value) : std::nullopt;
}

std::optional<int> numberOf(std::istream& in, int bytes)
{
    int value = 0;
    for (int i = 0; i < bytes; ++i) {
        const auto next = byteOf(in);
        if (!next) {
            return std::nullopt;
        }
        value = value * 256 + *next;
    }
    return value;
}

/// Entries that were cut to 1 or to 255 tell nothing about the factor.
std::optional<int> qualityOf(const std::array<int, 64>& table)
{
    double percent = 0;
    int counted = 0;
    for (std::size_t i = 0; i < table.size(); ++i) {
        if (table[i] > 1 && table[i] < 255) {
            percent += 100.0 * table[i] / kLuminance[i];
            ++counted;
        }
    }
    if (counted == 0) {
        return std::all_of(table.begin(), table.end(), [](int value) { return value == 1; }) ? 100 : 1;
    }
    percent /= counted;
    const double quality = percent <= 100 ? (200 - percent) / 2 : 5000 / percent;
    return std::clamp(static_cast<int>(std::lround(quality)), 1, 100);
}

} // namespace

// A marker is FF and its kind; all but a few are followed by a length (2 bytes, itself included) and that much content.
// DQT (DB): for each table a byte with precision (high half: 0 = 8 bits, 1 = 16) and number (low half, 0 is for
// brightness), then 64 entries.
std::optional<int> jpegQualityOf(const std::filesystem::path& file)
{
    std::ifstream in(file, std::ios::binary);
    if (numberOf(in, 2) != 0xFFD8) {
        return std::nullopt;
    }
    for (int markers = 0; markers < kMarkersMax; ++markers) {
        auto kind = byteOf(in);
        while (kind && *kind == 0xFF) {
            kind = byteOf(in);
        }
        const auto length = numberOf(in, 2);
        if (!kind || !length || *length < 2 || *kind == 0xDA) { // the picture begins
            return std::nullopt;
        }
        int left = *length - 2;
        while (*kind == 0xDB && left > 0) {
            const auto head = byteOf(in);
            const int entryBytes = head && *head >= 16 ? 2 : 1;
            std::array<int, 64> table{};
            for (int& entry : table) {
                entry = numberOf(in, entryBytes).value_or(0);
            }
            if (!in) {
                return std::nullopt;
            }
            if ((*head & 15) == 0) {
                return qualityOf(table);
            }
            left -= 1 + 64 * entryBytes;
        }
        in.ignore(left);
    }
    return std::nullopt;
}

} // namespace likeness
