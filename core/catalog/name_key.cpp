#include "core/catalog/name_key.h"

#include "core/base/text.h"

#include <algorithm>

namespace likeness {

std::string nameKey(std::string_view name)
{
    constexpr std::size_t kRunMax = 255; // what the length byte can say; longer runs are cut
    const std::string folded = foldCase(name);
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    std::string key;
    key.reserve(folded.size() + 2);
    std::size_t i = 0;
    while (i < folded.size()) {
        if (!isDigit(folded[i])) {
            key += folded[i++];
            continue;
        }
        while (i + 1 < folded.size() && folded[i] == '0' && isDigit(folded[i + 1])) {
            ++i;
        }
        std::size_t end = i;
        while (end < folded.size() && isDigit(folded[end]) && end - i < kRunMax) {
            ++end;
        }
        key += '0';
        key += static_cast<char>(end - i);
        key.append(folded, i, end - i);
        i = end;
    }
    return key;
}

} // namespace likeness
