#include "core/embed/unicode.h"

#include "core/base/text.h"

#include <algorithm>
#include <utf8proc.h>
#include <vector>

namespace likeness {
namespace {

constexpr char32_t kDottedCapitalI = 0x130;
constexpr std::size_t kDecomposedMax = 32; // code points; the longest of Unicode has 4
constexpr auto kCompose = static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE);

utf8proc_int32_t signedOf(char32_t codePoint) { return static_cast<utf8proc_int32_t>(codePoint); }

utf8proc_propval_t combiningClass(utf8proc_int32_t codePoint)
{
    return utf8proc_get_property(codePoint)->combining_class;
}

} // namespace

std::u32string codePointsOf(std::string_view utf8)
{
    std::u32string text;
    text.reserve(utf8.size());
    while (!utf8.empty()) {
        const std::size_t length = firstCharacterLength(utf8);
        if (length == 0) {
            break;
        }
        const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(utf8[i]); };
        char32_t codePoint = length == 1 ? byte(0) : byte(0) & (0x7FU >> length);
        for (std::size_t i = 1; i < length; ++i) {
            codePoint = codePoint << 6U | (byte(i) & 0x3FU);
        }
        text.push_back(codePoint);
        utf8.remove_prefix(length);
    }
    return text;
}

void appendUtf8(std::string& utf8, char32_t codePoint)
{
    utf8proc_uint8_t bytes[4];
    const auto length = utf8proc_encode_char(signedOf(codePoint), bytes);
    utf8.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(length));
}

std::u32string lowerCaseByCharacter(std::u32string_view text)
{
    std::u32string lower;
    lower.reserve(text.size());
    for (const char32_t codePoint : text) {
        if (codePoint == kDottedCapitalI) {
            lower += U"i\u0307";
        } else {
            lower.push_back(static_cast<char32_t>(utf8proc_tolower(signedOf(codePoint))));
        }
    }
    return lower;
}

std::u32string composed(std::u32string_view text)
{
    std::vector<utf8proc_int32_t> decomposed;
    decomposed.reserve(text.size());
    for (const char32_t codePoint : text) {
        utf8proc_int32_t parts[kDecomposedMax];
        int boundary = 0;
        const auto count = utf8proc_decompose_char(signedOf(codePoint), parts, kDecomposedMax, kCompose, &boundary);
        if (count < 0 || count > static_cast<utf8proc_ssize_t>(kDecomposedMax)) {
            decomposed.push_back(signedOf(codePoint));
        } else {
            decomposed.insert(decomposed.end(), parts, parts + count);
        }
    }
    // utf8proc_map would sort the marks by exchanging neighbours: 28 s for 100 kB of them, measured.
    for (auto at = decomposed.begin(); at != decomposed.end();) {
        const auto isStarter = [](utf8proc_int32_t codePoint) { return combiningClass(codePoint) == 0; };
        const auto marks = std::find_if_not(at, decomposed.end(), isStarter);
        at = std::find_if(marks, decomposed.end(), isStarter);
        std::stable_sort(marks, at,
                         [](utf8proc_int32_t a, utf8proc_int32_t b) { return combiningClass(a) < combiningClass(b); });
    }
    const auto length
        = utf8proc_normalize_utf32(decomposed.data(), static_cast<utf8proc_ssize_t>(decomposed.size()), kCompose);
    return {decomposed.begin(), decomposed.begin() + std::max<utf8proc_ssize_t>(length, 0)};
}

bool isWhiteSpace(char32_t codePoint)
{
    return (codePoint >= 0x9 && codePoint <= 0xD) || codePoint == 0x20 || codePoint == 0x85 || codePoint == 0xA0
           || codePoint == 0x1680 || (codePoint >= 0x2000 && codePoint <= 0x200A) || codePoint == 0x2028
           || codePoint == 0x2029 || codePoint == 0x202F || codePoint == 0x205F || codePoint == 0x3000;
}

bool isAsciiPunctuation(char32_t codePoint)
{
    return (codePoint >= '!' && codePoint <= '/') || (codePoint >= ':' && codePoint <= '@')
           || (codePoint >= '[' && codePoint <= '`') || (codePoint >= '{' && codePoint <= '~');
}

bool isLetter(char32_t codePoint)
{
    const auto category = utf8proc_category(signedOf(codePoint));
    return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO;
}

bool isNumber(char32_t codePoint)
{
    const auto category = utf8proc_category(signedOf(codePoint));
    return category >= UTF8PROC_CATEGORY_ND && category <= UTF8PROC_CATEGORY_NO;
}

} // namespace likeness
