#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace likeness {

/// Lower case for comparing: ASCII, Latin, Greek, Cyrillic and Armenian letters, one to one; everything else, bytes
/// that are not UTF-8 included, stays as it is. Does not depend on the locale.
std::string foldCase(std::string_view text);

/// What a camera is called: "Canon EOS 6D" of "Canon" and "Canon EOS 6D", "NIKON Z 6" of "NIKON CORPORATION" and
/// "NIKON Z 6", "Apple iPhone 12" of "Apple" and "iPhone 12". Empty if neither is known.
std::string cameraTitle(std::string_view make, std::string_view model);

/// True when the whole of `text` fits `pattern`, in which `*` stands for anything. Both as `foldCase` returns them.
bool matchesText(std::string_view pattern, std::string_view text);

/// Bytes of the character that `text` begins with; 0 when it does not begin with well-formed UTF-8, or is empty.
std::size_t firstCharacterLength(std::string_view text);

/// True when the bytes are well-formed UTF-8.
bool isUtf8(std::string_view text);

} // namespace likeness
