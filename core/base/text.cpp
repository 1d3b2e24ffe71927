#include "core/base/text.h"

#include <cstdint>

namespace likeness {
namespace {

struct Decoded {
    std::uint32_t codePoint = 0;
    std::size_t length = 0; ///< 0 = not UTF-8
};

Decoded decodeFirst(std::string_view text)
{
    const auto byte = [&](std::size_t i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(text[i])); };
    const std::uint32_t lead = byte(0);
    if (lead < 0x80) {
        return {lead, 1};
    }
    const std::size_t length = lead >= 0xC2 && lead < 0xE0   ? 2
                               : lead >= 0xE0 && lead < 0xF0 ? 3
                               : lead >= 0xF0 && lead < 0xF5 ? 4
                                                             : 0;
    if (length == 0 || text.size() < length) {
        return {};
    }
    std::uint32_t codePoint = lead & (0x7FU >> length);
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xC0U) != 0x80U) {
            return {};
        }
        codePoint = codePoint << 6 | (byte(i) & 0x3FU);
    }
    const bool tooLong = (length == 3 && codePoint < 0x800) || (length == 4 && codePoint < 0x10000);
    const bool surrogate = codePoint >= 0xD800 && codePoint < 0xE000;
    if (tooLong || surrogate || codePoint > 0x10FFFF) {
        return {};
    }
    return {codePoint, length};
}

/// The blocks in which lower case lies at a fixed distance, or next to upper case.
std::uint32_t lowerCase(std::uint32_t c)
{
    if ((c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7) || (c >= 0x391 && c <= 0x3AB && c != 0x3A2)
        || (c >= 0x410 && c <= 0x42F)) {
        return c + 0x20;
    }
    if (c >= 0x400 && c <= 0x40F) {
        return c + 0x50;
    }
    if (c >= 0x531 && c <= 0x556) {
        return c + 0x30;
    }
    const bool upperIsEven = (c >= 0x100 && c <= 0x137 && c != 0x130) || (c >= 0x14A && c <= 0x177)
                             || (c >= 0x1DE && c <= 0x1EF) || (c >= 0x1F8 && c <= 0x21F) || (c >= 0x222 && c <= 0x233)
                             || (c >= 0x460 && c <= 0x481) || (c >= 0x48A && c <= 0x4BF) || (c >= 0x4D0 && c <= 0x52F)
                             || (c >= 0x1E00 && c <= 0x1E95) || (c >= 0x1EA0 && c <= 0x1EFF);
    const bool upperIsOdd = (c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E) || (c >= 0x1CD && c <= 0x1DC);
    if (upperIsEven) {
        return c | 1U;
    }
    if (upperIsOdd && (c & 1U) != 0) {
        return c + 1;
    }
    if (c == 0x178) {
        return 0xFF;
    }
    return c == 0x3C2 ? 0x3C3 : c; // a final sigma is a sigma
}

void append(std::string& text, std::uint32_t c)
{
    if (c < 0x80) {
        text += static_cast<char>(c);
    } else if (c < 0x800) {
        text += static_cast<char>(0xC0U | c >> 6);
        text += static_cast<char>(0x80U | (c & 0x3FU));
    } else {
        text += static_cast<char>(0xE0U | c >> 12); // none of the letters above lies beyond U+FFFF
        text += static_cast<char>(0x80U | (c >> 6 & 0x3FU));
        text += static_cast<char>(0x80U | (c & 0x3FU));
    }
}

} // namespace

std::string foldCase(std::string_view text)
{
    std::string folded;
    folded.reserve(text.size());
    while (!text.empty()) {
        const Decoded decoded = decodeFirst(text);
        const std::size_t length = decoded.length == 0 ? 1 : decoded.length;
        const std::uint32_t lower = lowerCase(decoded.codePoint);
        if (decoded.length == 0 || lower == decoded.codePoint) {
            folded.append(text.substr(0, length));
        } else {
            append(folded, lower);
        }
        text.remove_prefix(length);
    }
    return folded;
}

std::string cameraTitle(std::string_view make, std::string_view model)
{
    if (make.empty() || model.empty()) {
        return std::string(model.empty() ? make : model);
    }
    // Most makers begin the model's name with their own, without what follows it ("CORPORATION").
    const std::string brand = foldCase(make.substr(0, make.find(' ')));
    return foldCase(model).starts_with(brand) ? std::string(model) : std::string(make) + " " + std::string(model);
}

bool matchesText(std::string_view pattern, std::string_view text)
{
    std::size_t p = 0;
    std::size_t t = 0;
    std::size_t starAt = std::string_view::npos;
    std::size_t retryAt = 0;
    while (t < text.size()) {
        if (p < pattern.size() && pattern[p] == '*') {
            starAt = p++;
            retryAt = t;
        } else if (p < pattern.size() && pattern[p] == text[t]) {
            ++p;
            ++t;
        } else if (starAt != std::string_view::npos) {
            p = starAt + 1;
            t = ++retryAt;
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern[p] == '*') {
        ++p;
    }
    return p == pattern.size();
}

std::size_t firstCharacterLength(std::string_view text) { return text.empty() ? 0 : decodeFirst(text).length; }

bool isUtf8(std::string_view text)
{
    while (!text.empty()) {
        const Decoded decoded = decodeFirst(text);
        if (decoded.length == 0) {
            return false;
        }
        text.remove_prefix(decoded.length);
    }
    return true;
}

} // namespace likeness
