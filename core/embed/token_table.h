#pragma once

#include "core/embed/tokenizer_kinds.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace likeness {

/// Tokens in the order of their bytes, so that those which a text begins with are found byte by byte.
/// Thread: every const function from any thread.
class TokenTable {
public:
    using Entry = std::pair<std::string, TokenId>;

    TokenTable() = default;
    explicit TokenTable(std::vector<Entry> entries)
        : m_entries(std::move(entries))
    {
        std::sort(m_entries.begin(), m_entries.end());
    }

    /// Calls `found(lengthBytes, id)` for every token that `text` begins with, the shortest first.
    template <class Found> void forEachPrefix(std::string_view text, Found found) const
    {
        auto first = m_entries.begin();
        auto last = m_entries.end();
        for (std::size_t depth = 0; depth < text.size() && first != last; ++depth) {
            const auto byte = static_cast<unsigned char>(text[depth]);
            const auto byteOf = [&](const Entry& entry) { return static_cast<unsigned char>(entry.first[depth]); };
            first = std::partition_point(
                first, last, [&](const Entry& entry) { return entry.first.size() <= depth || byteOf(entry) < byte; });
            last = std::partition_point(first, last, [&](const Entry& entry) { return byteOf(entry) == byte; });
            if (first != last && first->first.size() == depth + 1) {
                found(depth + 1, first->second);
            }
        }
    }

    /// Cuts `text` at the tokens in it, leftmost first, the longest of those that begin at one place; calls
    /// `onText(part)` for what lies between (never empty) and `onToken(id)`.
    template <class OnText, class OnToken> void split(std::string_view text, OnText onText, OnToken onToken) const
    {
        std::size_t begin = 0;
        for (std::size_t at = 0; at < text.size();) {
            std::size_t length = 0;
            TokenId token = 0;
            forEachPrefix(text.substr(at), [&](std::size_t lengthBytes, TokenId id) {
                length = lengthBytes;
                token = id;
            });
            if (length == 0) {
                ++at;
                continue;
            }
            if (at > begin) {
                onText(text.substr(begin, at - begin));
            }
            onToken(token);
            at += length;
            begin = at;
        }
        if (begin < text.size()) {
            onText(text.substr(begin));
        }
    }

private:
    std::vector<Entry> m_entries;
};

} // namespace likeness
