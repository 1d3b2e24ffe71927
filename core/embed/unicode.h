#pragma once

#include <string>
#include <string_view>

namespace likeness {

/// The code points of well-formed UTF-8.
std::u32string codePointsOf(std::string_view utf8);

/// Adds a code point as UTF-8.
void appendUtf8(std::string& utf8, char32_t codePoint);

/// Lower case, each character by itself: a final sigma becomes σ, and U+0130 becomes two code points.
/// Source: Unicode's simple lower-case mapping and the one unconditional line for lower case in SpecialCasing.txt.
std::u32string lowerCaseByCharacter(std::u32string_view text);

/// Normalization Form C, in a time that grows with the length however many marks are stacked.
std::u32string composed(std::u32string_view text);

/// Unicode's White_Space; neither U+FEFF nor U+001C..U+001F.
bool isWhiteSpace(char32_t codePoint);
/// The 32 of Python's string.punctuation.
bool isAsciiPunctuation(char32_t codePoint);
/// Unicode's general category L.
bool isLetter(char32_t codePoint);
/// Unicode's general category N.
bool isNumber(char32_t codePoint);

} // namespace likeness
