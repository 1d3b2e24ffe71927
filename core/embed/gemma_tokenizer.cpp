#include "core/base/file_system.h"
#include "core/base/text.h"
#include "core/embed/byte_pairs.h"
#include "core/embed/token_table.h"
#include "core/embed/tokenizer_json.h"
#include "core/embed/tokenizer_kinds.h"
#include "core/embed/unicode.h"

#include <array>
#include <cstdio>

namespace likeness {
namespace {

constexpr char32_t kSpaceSymbol = U'\u2581'; // "▁"
constexpr std::size_t kByteCount = 256;
constexpr std::size_t kAddedTokenMaxBytes = 256; // matching looks this far from every byte of the text

/// Source: the tokenizer of google/siglip2-*: Gemma's byte pairs over the text in lower case.
class GemmaTokenizer final : public Tokenizer {
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
        auto tokenizer = std::unique_ptr<GemmaTokenizer>(new GemmaTokenizer(std::move(*pairs), contextLength));
        for (std::size_t i = 0; i < file.tokens.size(); ++i) {
            const std::string_view token = file.tokens[i];
            if (!token.empty() && firstCharacterLength(token) == token.size()) {
                tokenizer->m_characters.emplace(codePointsOf(token)[0], file.ids[i]);
            }
        }
        const auto end = index->find("<eos>");
        const auto padding = index->find("<pad>");
        if (!end || !padding) {
            return fail(ErrorCode::Corrupt, "the vocabulary has no <eos> or no <pad>");
        }
        tokenizer->m_end = *end;
        tokenizer->m_padding = *padding;
        for (std::size_t byte = 0; byte < kByteCount; ++byte) {
            char name[8];
            std::snprintf(name, sizeof name, "<0x%02X>", static_cast<unsigned>(byte));
            const auto id = index->find(name);
            // Gemma has the tab as a character instead.
            if (!id && (byte >= 0x80 || !tokenizer->m_characters.contains(static_cast<char32_t>(byte)))) {
                return fail(ErrorCode::Corrupt, std::string("the vocabulary has no ") + name);
            }
            tokenizer->m_bytes[byte] = id.value_or(0);
        }
        std::vector<TokenTable::Entry> added;
        for (const AddedToken& token : file.added) {
            if (!token.plain || token.content.size() > kAddedTokenMaxBytes) {
                return fail(ErrorCode::Unsupported, "the added token " + quotedToken(token.content)
                                                        + " is not one that is matched as it stands");
            }
            added.emplace_back(token.content, token.id);
        }
        tokenizer->m_added = TokenTable(std::move(added));
        return std::unique_ptr<Tokenizer>(std::move(tokenizer));
    }

    Result<std::vector<std::int64_t>> encode(std::string_view text) const override
    {
        if (!isUtf8(text)) {
            return notUtf8();
        }
        std::vector<TokenId> ids;
        m_added.split(
            text, [&](std::string_view part) { appendText(part, ids); }, [&](TokenId id) { ids.push_back(id); });
        return fitted(ids, m_contextLength, m_end, m_padding);
    }

private:
    GemmaTokenizer(BytePairs pairs, std::size_t contextLength)
        : m_pairs(std::move(pairs))
        , m_contextLength(contextLength)
    {
    }

    void appendText(std::string_view text, std::vector<TokenId>& ids) const
    {
        if (ids.size() >= m_contextLength) {
            return;
        }
        std::vector<TokenId> symbols;
        std::string bytes;
        for (const char32_t codePoint : lowerCaseByCharacter(codePointsOf(text))) {
            const char32_t character = codePoint == U' ' ? kSpaceSymbol : codePoint;
            if (const auto found = m_characters.find(character); found != m_characters.end()) {
                symbols.push_back(found->second);
                continue;
            }
            bytes.clear();
            appendUtf8(bytes, character);
            for (const char byte : bytes) {
                symbols.push_back(m_bytes[static_cast<unsigned char>(byte)]);
            }
        }
        m_pairs.merge(symbols);
        ids.insert(ids.end(), symbols.begin(), symbols.end());
    }

    BytePairs m_pairs;
    std::size_t m_contextLength;
    TokenId m_end = 0;
    TokenId m_padding = 0;
    std::unordered_map<char32_t, TokenId> m_characters;
    std::array<TokenId, kByteCount> m_bytes = {}; ///< for characters that are no tokens
    TokenTable m_added;
};

} // namespace

Result<std::unique_ptr<Tokenizer>> openSiglip2Tokenizer(const std::filesystem::path& folder, std::size_t contextLength)
{
    const std::filesystem::path path = folder / "tokenizer.json";
    const auto json = readTokenizerFile(path);
    if (!json) {
        return json.failure();
    }
    if (!*json) {
        return fail(ErrorCode::NotFound, displayPath(path)
                                             + ": missing; it turns words into tokens, and comes with the model (in "
                                               "google/siglip2-base-patch16-224 it is the same for all of SigLIP 2)");
    }
    const auto file = parseTokenizerJson(**json);
    if (!file) {
        return fail(file.error().code, displayPath(path) + ": " + file.error().message);
    }
    if ((!file->type.empty() && file->type != "BPE") || !file->byteFallback || file->ignoreMerges) {
        return fail(ErrorCode::Unsupported,
                    displayPath(path) + ": not Gemma's tokenizer (byte pairs with a fallback to bytes)");
    }
    auto tokenizer = GemmaTokenizer::from(*file, contextLength);
    return tokenizer ? std::move(tokenizer)
                     : fail(tokenizer.error().code, displayPath(path) + ": " + tokenizer.error().message);
}

} // namespace likeness
