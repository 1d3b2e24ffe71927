#include "core/base/file_system.h"
#include "core/base/text.h"
#include "core/embed/byte_pairs.h"
#include "core/embed/token_table.h"
#include "core/embed/tokenizer_json.h"
#include "core/embed/tokenizer_kinds.h"
#include "core/embed/unicode.h"

#include <array>

namespace likeness {
namespace {

constexpr const char* kBegin = "<|startoftext|>";
constexpr const char* kEnd = "<|endoftext|>";
constexpr const char* kWordEnd = "</w>";
constexpr std::size_t kByteCount = 256;

/// The visible characters that stand for the bytes 0 to 255 in the vocabulary: printable Latin-1 for itself, the
/// others for U+0100 onward.
std::array<std::string, kByteCount> byteSymbols()
{
    std::array<std::string, kByteCount> symbols;
    char32_t substitute = 0x100;
    for (char32_t byte = 0; byte < kByteCount; ++byte) {
        const bool isPrintable
            = (byte >= '!' && byte <= '~') || (byte >= 0xA1 && byte <= 0xAC) || (byte >= 0xAE && byte <= 0xFF);
        appendUtf8(symbols[byte], isPrintable ? byte : substitute++);
    }
    return symbols;
}

/// Length of the contraction ('s 't 're 've 'm 'll 'd) that `text` begins with, or 0.
std::size_t contractionLength(std::u32string_view text)
{
    for (const std::u32string_view contraction : {U"'s", U"'t", U"'re", U"'ve", U"'m", U"'ll", U"'d"}) {
        if (text.starts_with(contraction)) {
            return contraction.size();
        }
    }
    return 0;
}

/// Length of the word that `text` begins with, by the pattern
/// 's|'t|'re|'ve|'m|'ll|'d|\p{L}+|\p{N}|[^\s\p{L}\p{N}]+ ; 0 at white space.
std::size_t wordLength(std::u32string_view text)
{
    if (const std::size_t contraction = contractionLength(text); contraction > 0) {
        return contraction;
    }
    if (isNumber(text[0])) {
        return 1;
    }
    const auto isOther = [](char32_t c) { return !isWhiteSpace(c) && !isLetter(c) && !isNumber(c); };
    const bool inLetters = isLetter(text[0]);
    std::size_t length = 0;
    while (length < text.size() && (inLetters ? isLetter(text[length]) : isOther(text[length]))) {
        ++length;
    }
    return length;
}

/// Source: https://github.com/openai/CLIP (simple_tokenizer.py), in the form that Hugging Face's fast tokenizer gives
/// it: no repair of broken encodings, lower case by character.
class ClipTokenizer final : public Tokenizer {
public:
    /// Errors: Corrupt, Unsupported, without the file's name.
    static Result<std::unique_ptr<Tokenizer>> from(const TokenizerFile& file, std::size_t contextLength)
    {
        const auto index = TokenIndex::of(file);
        if (!index) {
            return index.failure();
        }
        auto pairs = BytePairs::from(file, *index);
        if (!pairs) {
            return pairs.failure();
        }
        auto tokenizer = std::unique_ptr<ClipTokenizer>(new ClipTokenizer(std::move(*pairs), contextLength));
        const auto take = [&](const std::string& token, TokenId& id) {
            const auto found = index->find(token);
            id = found.value_or(0);
            return found.has_value();
        };
        for (const auto& [token, id] : {std::pair(kBegin, &tokenizer->m_begin), std::pair(kEnd, &tokenizer->m_end)}) {
            if (!take(token, *id)) {
                return fail(ErrorCode::Corrupt, std::string("the vocabulary has no ") + token);
            }
        }
        const auto symbols = byteSymbols();
        for (std::size_t byte = 0; byte < kByteCount; ++byte) {
            if (!take(symbols[byte], tokenizer->m_bytes[byte])
                || !take(symbols[byte] + kWordEnd, tokenizer->m_lastBytes[byte])) {
                return fail(ErrorCode::Corrupt, "the vocabulary lacks the byte " + std::to_string(byte)
                                                    + ", within or at the end of a word");
            }
        }
        tokenizer->m_rawSpecials = TokenTable({{kEnd, tokenizer->m_end}});
        tokenizer->m_lowerCaseSpecials = TokenTable({{kBegin, tokenizer->m_begin}});
        return std::unique_ptr<Tokenizer>(std::move(tokenizer));
    }

    Result<std::vector<std::int64_t>> encode(std::string_view text) const override
    {
        if (!isUtf8(text)) {
            return notUtf8();
        }
        std::vector<TokenId> ids = {m_begin};
        const auto onToken = [&](TokenId id) { ids.push_back(id); };
        const auto onWords = [&](std::string_view words) { appendWords(words, ids); };
        const auto onRaw = [&](std::string_view raw) {
            std::string lower;
            for (const char32_t codePoint : lowerCaseByCharacter(composed(codePointsOf(raw)))) {
                appendUtf8(lower, codePoint);
            }
            m_lowerCaseSpecials.split(lower, onWords, onToken);
        };
        m_rawSpecials.split(text, onRaw, onToken);
        return fitted(ids, m_contextLength, m_end, m_end);
    }

private:
    ClipTokenizer(BytePairs pairs, std::size_t contextLength)
        : m_pairs(std::move(pairs))
        , m_contextLength(contextLength)
    {
    }

    void appendWords(std::string_view words, std::vector<TokenId>& ids) const
    {
        const std::u32string text = codePointsOf(words);
        std::u32string_view rest = text;
        std::string bytes;
        while (!rest.empty() && ids.size() < m_contextLength) {
            const std::size_t length = wordLength(rest);
            bytes.clear();
            for (const char32_t codePoint : rest.substr(0, length)) {
                appendUtf8(bytes, codePoint);
            }
            rest.remove_prefix(std::max<std::size_t>(length, 1));
            std::vector<TokenId> symbols;
            for (const char byte : bytes) {
                symbols.push_back(m_bytes[static_cast<unsigned char>(byte)]);
            }
            if (!symbols.empty()) {
                symbols.back() = m_lastBytes[static_cast<unsigned char>(bytes.back())];
                m_pairs.merge(symbols);
            }
            ids.insert(ids.end(), symbols.begin(), symbols.end());
        }
    }

    BytePairs m_pairs;
    std::size_t m_contextLength;
    TokenId m_begin = 0;
    TokenId m_end = 0;
    std::array<TokenId, kByteCount> m_bytes = {};
    std::array<TokenId, kByteCount> m_lastBytes = {}; ///< of a word
    TokenTable m_rawSpecials;
    TokenTable m_lowerCaseSpecials;
};

} // namespace

Result<std::unique_ptr<Tokenizer>> openClipTokenizer(const std::filesystem::path& folder, std::size_t contextLength)
{
    const std::filesystem::path vocabularyPath = folder / "vocab.json";
    const std::filesystem::path mergesPath = folder / "merges.txt";
    const std::filesystem::path jsonPath = folder / "tokenizer.json";
    const auto named = [](const std::filesystem::path& path, const Error& error) {
        return fail(error.code, displayPath(path) + ": " + error.message);
    };
    const auto vocabulary = readTokenizerFile(vocabularyPath);
    if (!vocabulary) {
        return vocabulary.failure();
    }
    const auto merges = readTokenizerFile(mergesPath);
    if (!merges) {
        return merges.failure();
    }
    if (*vocabulary && *merges) {
        TokenizerFile file;
        if (const auto parsed = parseVocabulary(**vocabulary, file); !parsed) {
            return named(vocabularyPath, parsed.error());
        }
        if (const auto parsed = parseMerges(**merges, file); !parsed) {
            return named(mergesPath, parsed.error());
        }
        auto tokenizer = ClipTokenizer::from(file, contextLength);
        return tokenizer ? std::move(tokenizer) : named(folder / "vocab.json and merges.txt", tokenizer.error());
    }
    const auto json = readTokenizerFile(jsonPath);
    if (!json) {
        return json.failure();
    }
    if (!*json) {
        return fail(
            ErrorCode::NotFound,
            displayPath(folder)
                + ": no tokenizer, which turns words into tokens; put tokenizer.json, or vocab.json and "
                  "merges.txt, of this model here (those of openai/clip-vit-base-patch32 fit most CLIP models)");
    }
    const auto file = parseTokenizerJson(**json);
    if (!file) {
        return named(jsonPath, file.error());
    }
    if ((!file->type.empty() && file->type != "BPE") || file->endOfWordSuffix != kWordEnd) {
        return fail(ErrorCode::Unsupported,
                    displayPath(jsonPath) + ": not CLIP's tokenizer (byte pairs whose words end with </w>)");
    }
    auto tokenizer = ClipTokenizer::from(*file, contextLength);
    return tokenizer ? std::move(tokenizer) : named(jsonPath, tokenizer.error());
}

} // namespace likeness
