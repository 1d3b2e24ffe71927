#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace likeness {

/// One alternative of a written filter term, without its quotes.
struct FilterValueText {
    std::string text;
    std::size_t at = 0; ///< byte of the expression at which it begins
};

/// A filter term as it is written, `-key:value,value`, before anybody asks what it means.
struct FilterTermText {
    std::string key; ///< its usual name in lower case (`f` is "aperture"); empty for a word alone
    bool negated = false;
    std::vector<FilterValueText> values; ///< alternatives, at least one
    std::size_t at = 0;                  ///< bytes of the expression: the term lies in [at, end)
    std::size_t end = 0;
};

/// A filter expression cut into terms. The engine and the filter panel read the same words from the same text.
struct FilterText {
    std::vector<FilterTermText> terms; ///< up to the problem
    std::string problem;               ///< what is wrong, in plain words; empty = nothing
    std::size_t problemAt = 0;         ///< byte
};

/// Cuts an expression at its spaces, colons and commas; quotes keep those together, a backslash inside quotes makes the
/// next character ordinary. Knows no keys: see `parseFilter`. Thread: any.
FilterText splitFilter(std::string_view expression);

/// Writes terms down again, quoting what needs it: `splitFilter` of the answer gives the same terms.
std::string joinFilter(const std::vector<FilterTermText>& terms);

/// The name under which a key is listed, for one that has several: "f" is "aperture". Others come back as they are.
std::string_view filterKeyName(std::string_view key);

} // namespace likeness
