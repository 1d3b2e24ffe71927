#pragma once

#include "core/embed/token_table.h"
#include "core/embed/tokenizer_kinds.h"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace likeness {

/// A SentencePiece unigram model. Read here and not with libsentencepiece, which follows the offsets in a damaged
/// model's character map out of its memory, and brings a second copy of protobuf beside libtorch's.
/// Thread: every const function from any thread.
/// Source: Kudo 2018, arXiv:1804.10959; https://github.com/google/sentencepiece (sentencepiece_model.proto).
class SentencePieceModel {
public:
    /// Reads spiece.model. Errors: Corrupt, Unsupported, without the file's name.
    static Result<SentencePieceModel> parse(std::string_view bytes);

    /// The most likely pieces of a text, with neither a space put before it nor an end after it; a run of unknown
    /// characters is one.
    std::vector<TokenId> encode(std::string_view utf8) const;

    TokenId unknown() const { return m_unknown; }
    const std::string& unknownText() const { return m_unknownText; } ///< "<unk>"
    std::optional<TokenId> endOfSentence() const { return m_end; }   ///< the piece "</s>"

private:
    /// What one character, or several, are replaced with.
    struct Replacement {
        std::string_view text;
        std::size_t lengthBytes = 0; ///< of what is replaced
    };

    struct Piece;
    struct Message;

    static std::optional<Message> readMessage(std::string_view bytes);
    Status readPieces(std::span<const Piece> pieces);
    Status readCharacterMap(std::string_view bytes);
    std::string normalized(std::string_view utf8) const;
    Replacement replacementAt(std::string_view utf8) const;

    TokenTable m_pieces;
    std::vector<float> m_scores; ///< by id
    float m_unknownScore = 0;
    TokenId m_unknown = 0;
    std::string m_unknownText;
    std::optional<TokenId> m_end;
    bool m_byteFallback = false;
    std::array<TokenId, 256> m_bytes = {}; ///< for unknown characters, where the model falls back to bytes
    bool m_removesExtraSpaces = true;
    std::vector<std::uint32_t> m_mapUnits; ///< a double-array trie over UTF-8
    std::string m_mapTexts;                ///< what the trie's values point into; each ends with a zero
};

} // namespace likeness
