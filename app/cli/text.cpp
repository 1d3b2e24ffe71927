#include "app/cli/text.h"

#include "core/base/file_system.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace likeness::cli {
namespace {

template <class... Values> std::string formatted(const char* format, Values... values)
{
    std::array<char, 96> buffer{};
    const int length = std::snprintf(buffer.data(), buffer.size(), format, values...);
    return {buffer.data(), static_cast<std::size_t>(std::max(0, length))};
}

struct Civil {
    int year = 0;
    unsigned month = 0;
    unsigned day = 0;
    int hour = 0;
    int minute = 0;
    int second = 0;
};

Civil civilFrom(std::int64_t seconds)
{
    using namespace std::chrono;
    const sys_seconds time{std::chrono::seconds{seconds}};
    const auto midnight = floor<days>(time);
    const year_month_day date{midnight};
    const hh_mm_ss clock{time - midnight};
    return {int(date.year()),
            unsigned(date.month()),
            unsigned(date.day()),
            static_cast<int>(clock.hours().count()),
            static_cast<int>(clock.minutes().count()),
            static_cast<int>(clock.seconds().count())};
}

/// How many code points before `text[at]` are complete is not asked: this is the length of the one that starts there.
std::size_t codePointLength(const std::string& text, std::size_t at)
{
    const auto lead = static_cast<unsigned char>(text[at]);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    return std::min(length, text.size() - at);
}

char32_t codePointAt(const std::string& text, std::size_t at, std::size_t length)
{
    constexpr std::array<unsigned char, 5> kLeadMask{0, 0x7F, 0x1F, 0x0F, 0x07};
    char32_t code = static_cast<unsigned char>(text[at]) & kLeadMask[length];
    for (std::size_t i = 1; i < length; ++i) {
        code = (code << 6U) | (static_cast<unsigned char>(text[at + i]) & 0x3FU);
    }
    return code;
}

/// Unicode Standard Annex 11, coarsely: the blocks that terminals draw two columns wide.
bool isWide(char32_t code)
{
    return (code >= 0x1100 && code <= 0x115F) || (code >= 0x2E80 && code <= 0xA4CF)
           || (code >= 0xAC00 && code <= 0xD7A3) || (code >= 0xF900 && code <= 0xFAFF)
           || (code >= 0xFE30 && code <= 0xFE6F) || (code >= 0xFF00 && code <= 0xFF60)
           || (code >= 0x1F300 && code <= 0x1FAFF) || (code >= 0x20000 && code <= 0x3FFFD);
}

bool isCombining(char32_t code) { return (code >= 0x300 && code <= 0x36F) || code == 0x200D || code == 0xFE0F; }

} // namespace

std::string sizeText(std::int64_t sizeBytes)
{
    if (sizeBytes < 1000) {
        return formatted("%lld B", static_cast<long long>(sizeBytes));
    }
    constexpr std::array<const char*, 5> kUnits{"kB", "MB", "GB", "TB", "PB"};
    double value = static_cast<double>(sizeBytes) / 1000;
    std::size_t unit = 0;
    while (value >= 999.5 && unit + 1 < kUnits.size()) {
        value /= 1000;
        ++unit;
    }
    return formatted(value < 9.95 ? "%.1f %s" : "%.0f %s", value, kUnits[unit]);
}

std::string countText(std::int64_t count)
{
    std::string digits = std::to_string(count);
    const std::size_t first = digits[0] == '-' ? 1 : 0;
    for (std::size_t at = digits.size(); at > first + 3;) {
        at -= 3;
        digits.insert(at, 1, ',');
    }
    return digits;
}

std::string countText(std::int64_t count, const char* singular)
{
    return countText(count) + " " + singular + (count == 1 ? "" : "s");
}

std::string durationText(std::chrono::seconds duration)
{
    const auto total = static_cast<long long>(duration.count());
    if (total < 60) {
        return formatted("%lld s", total);
    }
    if (total < 3600) {
        return formatted("%lld min %lld s", total / 60, total % 60);
    }
    return formatted("%lld h %lld min", total / 3600, total % 3600 / 60);
}

std::string latencyText(std::chrono::microseconds duration)
{
    const auto us = static_cast<double>(duration.count());
    return us < 1000  ? formatted("%.0f µs", us)
           : us < 1e6 ? formatted("%.3g ms", us / 1e3)
                      : formatted("%.3g s", us / 1e6);
}

std::string isoTime(const CaptureTime& time)
{
    const Civil at = civilFrom(time.localSeconds);
    std::string text
        = formatted("%04d-%02u-%02uT%02d:%02d:%02d", at.year, at.month, at.day, at.hour, at.minute, at.second);
    if (time.zoneMinutes) {
        const int minutes = std::abs(*time.zoneMinutes);
        text += minutes == 0 ? "Z"
                             : formatted("%c%02d:%02d", *time.zoneMinutes < 0 ? '-' : '+', minutes / 60, minutes % 60);
    }
    return text;
}

std::string shortTime(const CaptureTime& time)
{
    const Civil at = civilFrom(time.localSeconds);
    return formatted("%04d-%02u-%02u %02d:%02d", at.year, at.month, at.day, at.hour, at.minute);
}

std::string printable(std::string text)
{
    for (char& c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20 || byte == 0x7F) {
            c = '?';
        }
    }
    return text;
}

std::string printable(const std::filesystem::path& path) { return printable(displayPath(path)); }

std::string percentEncoded(const std::filesystem::path& path)
{
    constexpr std::string_view kKept = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/";
    std::string text;
    for (const char c : path.native()) {
        text += kKept.find(c) != std::string_view::npos
                    ? std::string(1, c)
                    : formatted("%%%02X", static_cast<unsigned>(static_cast<unsigned char>(c)));
    }
    return text;
}

std::size_t columnsOf(const std::string& text)
{
    std::size_t columns = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t length = codePointLength(text, at);
        const char32_t code = codePointAt(text, at, length);
        columns += isCombining(code) ? 0 : isWide(code) ? 2 : 1;
        at += length;
    }
    return columns;
}

std::string Table::text() const
{
    std::vector<std::size_t> widths(m_alignment.size(), 0);
    for (const auto& line : m_lines) {
        for (std::size_t i = 0; i < line.size(); ++i) {
            widths[i] = std::max(widths[i], columnsOf(line[i]));
        }
    }
    std::string text;
    for (const auto& line : m_lines) {
        std::string row;
        for (std::size_t i = 0; i < line.size(); ++i) {
            const std::string padding(widths[i] - columnsOf(line[i]), ' ');
            row += i == 0 ? "" : "  ";
            row += m_alignment[i] == Align::Right ? padding + line[i] : line[i] + padding;
        }
        row.erase(row.find_last_not_of(' ') + 1);
        text += row + "\n";
    }
    return text;
}

} // namespace likeness::cli
