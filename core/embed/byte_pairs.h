#pragma once

#include "core/embed/tokenizer_json.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace likeness {

/// The merges of a byte-pair encoding.
/// Thread: every const function from any thread.
/// Source: Sennrich, Haddow & Birch 2016, arXiv:1508.07909.
class BytePairs {
public:
    /// Errors: Corrupt (a merge of tokens that the vocabulary does not have), without the file's name.
    static Result<BytePairs> from(const TokenizerFile& file, const TokenIndex& index);

    /// Joins neighbours until no merge applies: the lowest rank first, the leftmost of equal ones. The time grows with
    /// n log n.
    void merge(std::vector<TokenId>& symbols) const;

private:
    using Rank = std::uint32_t;
    struct Pair {
        std::uint64_t key = 0; ///< left id in the upper half, right id in the lower
        Rank rank = 0;
    };

    static std::uint64_t keyOf(TokenId left, TokenId right);
    std::optional<Rank> rankOf(TokenId left, TokenId right) const;

    std::vector<Pair> m_pairs;     ///< in the order of their keys
    std::vector<TokenId> m_merged; ///< by rank
};

} // namespace likeness
