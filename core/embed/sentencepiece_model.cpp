#include "core/embed/sentencepiece_model.h"

#include "core/base/text.h"
#include "core/embed/unicode.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <limits>
#include <unordered_map>

namespace likeness {

enum class PieceType : std::uint64_t { Normal = 1, Unknown = 2, Control = 3, UserDefined = 4, Unused = 5, Byte = 6 };

/// A token as the file has it.
struct SentencePieceModel::Piece {
    std::string_view text;
    float score = 0;
    PieceType type = PieceType::Normal;
};

/// The parts of a model file that decide about the ids; what is left out is as here.
struct SentencePieceModel::Message {
    std::vector<Piece> pieces;
    std::uint64_t modelType = 1;
    bool byteFallback = false;
    bool spaceIsSuffix = false;
    std::string_view characterMap;
    bool removesExtraSpaces = true;
    bool escapesSpaces = true;
};

namespace {

static_assert(std::endian::native == std::endian::little, "the numbers are used as they lie in the file");

constexpr std::string_view kSpaceSymbol = "\u2581"; // "▁"
constexpr std::size_t kPieceMaxBytes = 1024;        // matching looks this far from every character of the text
constexpr std::size_t kMapKeyMaxBytes = 64;         // as above; nmt_nfkc's longest has 10
constexpr float kUnknownPenalty = 10;
constexpr int kUnigram = 1;

/// The fields of a protocol-buffers message, one after another.
/// Layout: varint (field number << 3 | wire type) | value: 0 varint, 1 eight bytes, 2 varint length and bytes, 5 four
/// bytes; a varint has seven bits per byte, the lowest first, and the high bit while it goes on.
class MessageReader {
public:
    explicit MessageReader(std::string_view bytes)
        : m_rest(bytes)
    {
    }

    /// Steps to the next field; false at the end, or at damage.
    bool next()
    {
        if (m_rest.empty() || m_isDamaged) {
            return false;
        }
        const std::uint64_t tag = varint();
        m_field = tag >> 3U;
        m_number = 0;
        m_bytes = {};
        switch (tag & 7U) {
        case 0:
            m_number = varint();
            break;
        case 1:
            m_bytes = take(8);
            break;
        case 2:
            m_bytes = take(varint());
            break;
        case 5:
            m_bytes = take(4);
            break;
        default:
            m_isDamaged = true;
        }
        m_isDamaged = m_isDamaged || m_field == 0;
        return !m_isDamaged;
    }

    std::uint64_t field() const { return m_field; }
    std::uint64_t number() const { return m_number; }
    std::string_view bytes() const { return m_bytes; }
    bool isDamaged() const { return m_isDamaged; }

    /// The field as a 32-bit floating-point number; NaN where it is none.
    float real() const
    {
        float value = std::numeric_limits<float>::quiet_NaN();
        if (m_bytes.size() == sizeof value) {
            std::memcpy(&value, m_bytes.data(), sizeof value);
        }
        return value;
    }

private:
    std::uint64_t varint()
    {
        std::uint64_t value = 0;
        for (unsigned shift = 0; shift < 64 && !m_rest.empty(); shift += 7) {
            const auto byte = static_cast<unsigned char>(m_rest.front());
            m_rest.remove_prefix(1);
            value |= std::uint64_t{byte & 0x7FU} << shift;
            if (byte < 0x80) {
                return value;
            }
        }
        m_isDamaged = true;
        return 0;
    }

    std::string_view take(std::uint64_t length)
    {
        if (length > m_rest.size()) {
            m_isDamaged = true;
            return {};
        }
        const std::string_view bytes = m_rest.substr(0, length);
        m_rest.remove_prefix(length);
        return bytes;
    }

    std::string_view m_rest;
    std::uint64_t m_field = 0;
    std::uint64_t m_number = 0;
    std::string_view m_bytes;
    bool m_isDamaged = false;
};

/// A unit of a double-array trie.
/// Layout: bits 0..7 label, 8 has a value, 9 offset is in 256s, 10..30 offset, 31 is a value (then 0..30 hold it).
/// Source: Darts-clone, https://github.com/s-yata/darts-clone.
struct TrieUnit {
    std::uint32_t bits = 0;

    bool hasValue() const { return (bits >> 8U & 1U) != 0; }
    std::uint32_t value() const { return bits & 0x7FFFFFFFU; }
    std::uint32_t label() const { return bits & 0x800000FFU; }
    std::uint32_t offset() const { return bits >> 10U << ((bits & 0x200U) >> 6U); }
};

Failure corrupt(const std::string& why) { return fail(ErrorCode::Corrupt, why); }

} // namespace

/// ModelProto: 1 pieces (1 piece, 2 score, 3 type), 2 trainer_spec (3 model_type, 24 treat_whitespace_as_suffix,
/// 35 byte_fallback), 3 normalizer_spec (2 precompiled_charsmap, 4 remove_extra_whitespaces, 5 escape_whitespaces).
std::optional<SentencePieceModel::Message> SentencePieceModel::readMessage(std::string_view bytes)
{
    Message model;
    MessageReader fields(bytes);
    while (fields.next()) {
        MessageReader inner(fields.bytes());
        Piece piece;
        while (fields.field() <= 3 && inner.next()) {
            const std::uint64_t field = fields.field() << 8U | inner.field();
            switch (field) {
            case 0x101:
                piece.text = inner.bytes();
                break;
            case 0x102:
                piece.score = inner.real();
                break;
            case 0x103:
                piece.type = static_cast<PieceType>(inner.number());
                break;
            case 0x203:
                model.modelType = inner.number();
                break;
            case 0x200 + 24:
                model.spaceIsSuffix = inner.number() != 0;
                break;
            case 0x200 + 35:
                model.byteFallback = inner.number() != 0;
                break;
            case 0x302:
                model.characterMap = inner.bytes();
                break;
            case 0x304:
                model.removesExtraSpaces = inner.number() != 0;
                break;
            case 0x305:
                model.escapesSpaces = inner.number() != 0;
                break;
            default:
                break;
            }
        }
        if (inner.isDamaged()) {
            return std::nullopt;
        }
        if (fields.field() == 1) {
            model.pieces.push_back(piece);
        }
    }
    return fields.isDamaged() ? std::nullopt : std::optional(std::move(model));
}

Result<SentencePieceModel> SentencePieceModel::parse(std::string_view bytes)
{
    const auto message = readMessage(bytes);
    if (!message || message->pieces.empty()) {
        return corrupt("not a SentencePiece model; truncated or damaged");
    }
    if (message->modelType != kUnigram || message->spaceIsSuffix || !message->escapesSpaces) {
        return fail(ErrorCode::Unsupported, "not a unigram model with spaces before the words, as SigLIP's is");
    }
    SentencePieceModel model;
    model.m_byteFallback = message->byteFallback;
    model.m_removesExtraSpaces = message->removesExtraSpaces;
    if (const auto read = model.readPieces(message->pieces); !read) {
        return read.failure();
    }
    if (const auto read = model.readCharacterMap(message->characterMap); !read) {
        return read.failure();
    }
    return model;
}

Status SentencePieceModel::readPieces(std::span<const Piece> pieces)
{
    std::unordered_map<std::string_view, TokenId> ids;
    std::vector<TokenTable::Entry> normal;
    float scoreMin = std::numeric_limits<float>::max();
    std::optional<TokenId> unknown;
    for (const Piece& piece : pieces) {
        const auto id = static_cast<TokenId>(ids.size());
        const std::string text(piece.text);
        if (text.empty() || text.size() > kPieceMaxBytes || !isUtf8(text) || !std::isfinite(piece.score)) {
            return corrupt("piece " + std::to_string(id) + " is empty, too long, not text, or has no score");
        }
        if (!ids.emplace(piece.text, id).second) {
            return corrupt("the piece " + quotedToken(text) + " appears twice");
        }
        m_scores.push_back(piece.score);
        switch (piece.type) {
        case PieceType::Normal:
            normal.emplace_back(text, id);
            scoreMin = std::min(scoreMin, piece.score);
            break;
        case PieceType::Unknown:
            if (unknown) {
                return corrupt("two pieces stand for what is unknown");
            }
            unknown = id;
            m_unknownText = text;
            break;
        case PieceType::UserDefined:
            // T5's <extra_id_0> and the like: the punctuation in them is gone before the pieces are looked for.
            if (std::none_of(text.begin(), text.end(), isAsciiPunctuation)) {
                return fail(ErrorCode::Unsupported, "the piece " + quotedToken(text) + " is user-defined");
            }
            break;
        case PieceType::Control:
        case PieceType::Unused:
        case PieceType::Byte:
            break;
        default:
            return corrupt("the piece " + quotedToken(text) + " is of an unknown type");
        }
    }
    if (!unknown || normal.empty()) {
        return corrupt("no piece stands for what is unknown, or no other");
    }
    for (std::size_t byte = 0; m_byteFallback && byte < m_bytes.size(); ++byte) {
        char name[8];
        std::snprintf(name, sizeof name, "<0x%02X>", static_cast<unsigned>(byte));
        const auto found = ids.find(name);
        if (found == ids.end()) {
            return corrupt(std::string("falls back to bytes, but has no piece ") + name);
        }
        m_bytes[byte] = found->second;
    }
    if (const auto end = ids.find("</s>"); end != ids.end()) {
        m_end = end->second;
    }
    m_unknown = *unknown;
    m_unknownScore = scoreMin - kUnknownPenalty;
    m_pieces = TokenTable(std::move(normal));
    return {};
}

/// Layout: u32 length of the trie in bytes | trie, units of u32 | texts, each with a zero at its end.
Status SentencePieceModel::readCharacterMap(std::string_view bytes)
{
    if (bytes.empty()) {
        return {};
    }
    std::uint32_t trieBytes = 0;
    if (bytes.size() < sizeof trieBytes) {
        return corrupt("the character map is too short");
    }
    std::memcpy(&trieBytes, bytes.data(), sizeof trieBytes);
    bytes.remove_prefix(sizeof trieBytes);
    if (trieBytes == 0 || trieBytes >= bytes.size() || trieBytes % sizeof(std::uint32_t) != 0 || bytes.back() != 0) {
        return corrupt("the character map's parts do not fit its length");
    }
    m_mapUnits.resize(trieBytes / sizeof(std::uint32_t));
    std::memcpy(m_mapUnits.data(), bytes.data(), trieBytes);
    m_mapTexts = bytes.substr(trieBytes);
    return {};
}

/// The longest entry of the character map that `utf8` begins with, or else its first character as it is.
SentencePieceModel::Replacement SentencePieceModel::replacementAt(std::string_view utf8) const
{
    Replacement found;
    const auto unitAt
        = [&](std::uint32_t at) { return at < m_mapUnits.size() ? TrieUnit{m_mapUnits[at]} : TrieUnit{}; };
    std::uint32_t at = unitAt(0).offset();
    for (std::size_t i = 0; i < std::min(utf8.size(), kMapKeyMaxBytes); ++i) {
        const auto byte = static_cast<unsigned char>(utf8[i]);
        at ^= byte;
        const TrieUnit unit = unitAt(at);
        if (at >= m_mapUnits.size() || unit.label() != byte) {
            break;
        }
        at ^= unit.offset();
        if (unit.hasValue() && unitAt(at).value() < m_mapTexts.size()) {
            found = {m_mapTexts.c_str() + unitAt(at).value(), i + 1};
        }
    }
    if (found.lengthBytes == 0) {
        found.lengthBytes = std::max<std::size_t>(firstCharacterLength(utf8), 1);
        found.text = utf8.substr(0, found.lengthBytes);
    }
    return found;
}

std::string SentencePieceModel::normalized(std::string_view utf8) const
{
    std::string text;
    bool isAfterSpace = m_removesExtraSpaces;
    while (!utf8.empty()) {
        Replacement replacement = replacementAt(utf8);
        utf8.remove_prefix(replacement.lengthBytes);
        while (isAfterSpace && replacement.text.starts_with(' ')) {
            replacement.text.remove_prefix(1);
        }
        for (const char c : replacement.text) {
            if (c == ' ') {
                text += kSpaceSymbol;
            } else {
                text += c;
            }
        }
        if (!replacement.text.empty()) {
            isAfterSpace = m_removesExtraSpaces && replacement.text.ends_with(' ');
        }
    }
    while (m_removesExtraSpaces && text.ends_with(kSpaceSymbol)) {
        text.resize(text.size() - kSpaceSymbol.size());
    }
    return text;
}

std::vector<TokenId> SentencePieceModel::encode(std::string_view utf8) const
{
    /// The best way to a place in the text.
    struct Path {
        float score = 0;
        std::size_t from = 0;
        TokenId piece = -1;
    };
    const std::string text = normalized(utf8);
    std::vector<Path> paths(text.size() + 1);
    for (std::size_t at = 0; at < text.size();) {
        const std::string_view rest = std::string_view(text).substr(at);
        const std::size_t characterLength = std::max<std::size_t>(firstCharacterLength(rest), 1);
        const float here = paths[at].score;
        bool hasCharacter = false;
        // Sums are compared as doubles and kept as floats. That decides between the same pieces in another order,
        // which would tie in exact arithmetic, as it does in SentencePiece.
        const auto consider = [&](std::size_t lengthBytes, double score, TokenId piece) {
            Path& path = paths[at + lengthBytes];
            if (path.piece < 0 || score > path.score) {
                path = {static_cast<float>(score), at, piece};
            }
        };
        m_pieces.forEachPrefix(rest, [&](std::size_t lengthBytes, TokenId piece) {
            consider(lengthBytes, static_cast<double>(m_scores[static_cast<std::size_t>(piece)]) + here, piece);
            hasCharacter = hasCharacter || lengthBytes == characterLength;
        });
        if (!hasCharacter) {
            consider(characterLength, m_unknownScore + here, m_unknown);
        }
        at += characterLength;
    }
    std::vector<std::size_t> ends;
    for (std::size_t end = text.size(); end > 0; end = paths[end].from) {
        ends.push_back(end);
    }
    std::vector<TokenId> ids;
    bool isAfterUnknown = false;
    for (auto end = ends.rbegin(); end != ends.rend(); ++end) {
        const Path& path = paths[*end];
        const bool isUnknown = path.piece == m_unknown;
        if (isUnknown && m_byteFallback) {
            for (std::size_t i = path.from; i < *end; ++i) {
                ids.push_back(m_bytes[static_cast<unsigned char>(text[i])]);
            }
        } else if (!isUnknown || !isAfterUnknown) {
            ids.push_back(path.piece);
        }
        isAfterUnknown = isUnknown;
    }
    return ids;
}

} // namespace likeness
