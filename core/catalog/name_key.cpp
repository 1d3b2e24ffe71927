#include "core/catalog/name_key.h"

#include "core/base/text.h"

namespace likeness {

namespace {

bool isDigit(char c) { return c >= '0' && c <= '9'; }

void appendKey(std::string& key, std::string_view folded)
{
    constexpr std::size_t kRunMax = 255; // what the length byte can say; longer runs are cut
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
}

} // namespace

std::string nameKey(std::string_view name)
{
    const std::string folded = foldCase(name);
    const std::size_t dot = folded.rfind('.');
    const std::size_t stemLength = dot == std::string::npos || dot == 0 ? folded.size() : dot;
    std::string key;
    key.reserve(folded.size() + 4);
    appendKey(key, std::string_view(folded).substr(0, stemLength));
    key += '\0';
    appendKey(key, std::string_view(folded).substr(stemLength));
    return key;
}

} // namespace likeness
