#pragma once

#include "core/embed/tokenizer_kinds.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace likeness {

/// Many short texts in one block: 600,000 strings of their own would be slower than reading the file.
class TextList {
public:
    void add(std::string_view text)
    {
        m_bytes += text;
        m_ends.push_back(m_bytes.size());
    }
    std::size_t size() const { return m_ends.size(); }
    std::string_view operator[](std::size_t i) const
    {
        const std::size_t begin = i == 0 ? 0 : m_ends[i - 1];
        return std::string_view(m_bytes).substr(begin, m_ends[i] - begin);
    }

private:
    std::string m_bytes;
    std::vector<std::size_t> m_ends;
};

/// A token that is cut out of the text before anything else happens to it.
struct AddedToken {
    std::string content;
    TokenId id = 0;
    bool plain = true; ///< matched exactly, in the raw text: none of normalized, lstrip, rstrip and single_word
};

/// What Likeness takes from tokenizer.json, or from vocab.json and merges.txt.
struct TokenizerFile {
    std::string type;            ///< of the model: "BPE"; empty in old files
    std::string endOfWordSuffix; ///< "</w>" for CLIP
    bool byteFallback = false;   ///< characters without a token become `<0xNN>`
    bool ignoreMerges = false;   ///< a word that is a token is taken whole
    TextList tokens;
    std::vector<TokenId> ids; ///< of `tokens`
    TextList merges;          ///< left and right of each in turn, in the order of their rank
    std::vector<AddedToken> added;
};

/// Reads {"added_tokens": [{"id", "content", ...}], "model": {"vocab": {token: id}, "merges": ["a b" or ["a", "b"]]}}.
/// Errors: Corrupt, without the file's name.
Result<TokenizerFile> parseTokenizerJson(std::string_view json);
/// Reads vocab.json, {token: id}, into `file`. Errors: Corrupt, without the file's name.
Status parseVocabulary(std::string_view json, TokenizerFile& file);
/// Reads merges.txt, `a b` in each line, into `file`. Errors: Corrupt, without the file's name.
Status parseMerges(std::string_view text, TokenizerFile& file);

/// Finds tokens by their text; lives no longer than the file it was made of.
class TokenIndex {
public:
    /// Checks that the ids count the tokens without gap or repetition.
    /// Errors: Corrupt, without the file's name.
    static Result<TokenIndex> of(const TokenizerFile& file);

    std::optional<TokenId> find(std::string_view token) const;

private:
    std::unordered_map<std::string_view, TokenId> m_ids;
};

} // namespace likeness
