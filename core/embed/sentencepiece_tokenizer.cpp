#include "core/base/file_system.h"
#include "core/base/text.h"
#include "core/embed/sentencepiece_model.h"
#include "core/embed/token_table.h"
#include "core/embed/tokenizer_kinds.h"
#include "core/embed/unicode.h"

namespace likeness {
namespace {

constexpr char32_t kSpaceSymbol = U'\u2581'; // "▁"

/// What Python's `\s` matches and str.strip() strips.
bool isPythonSpace(char32_t c) { return isWhiteSpace(c) || (c >= 0x1C && c <= 0x1F); }

/// The text without ASCII punctuation, every run of white space one space, none at either end.
std::string canonical(std::string_view text)
{
    std::string result;
    bool isSpaceDue = false;
    for (const char32_t codePoint : codePointsOf(text)) {
        if (isPythonSpace(codePoint)) {
            isSpaceDue = !result.empty();
        } else if (!isAsciiPunctuation(codePoint)) {
            result += isSpaceDue ? " " : "";
            isSpaceDue = false;
            appendUtf8(result, codePoint);
        }
    }
    return result;
}

/// Source: SiglipTokenizer of Hugging Face's transformers, whose way to the pieces is kept because it decides between
/// segmentations of equal likelihood: `<unk>` before each text, and its pieces taken off the result.
class SiglipTokenizer final : public Tokenizer {
public:
    SiglipTokenizer(SentencePieceModel model, TokenId end, std::size_t contextLength)
        : m_model(std::move(model))
        , m_end(end)
        , m_contextLength(contextLength)
        , m_specials({{"</s>", end}, {m_model.unknownText(), m_model.unknown()}})
        , m_prefixPieceCount(m_model.encode(m_model.unknownText()).size())
    {
    }

    Result<std::vector<std::int64_t>> encode(std::string_view text) const override
    {
        if (!isUtf8(text)) {
            return notUtf8();
        }
        std::string lower;
        appendUtf8(lower, kSpaceSymbol);
        for (const char32_t codePoint : lowerCaseByCharacter(codePointsOf(text))) {
            appendUtf8(lower, codePoint == kSpaceSymbol ? U' ' : codePoint);
        }
        std::vector<TokenId> ids;
        m_specials.split(
            lower, [&](std::string_view part) { appendText(part, ids); }, [&](TokenId id) { ids.push_back(id); });
        return fitted(ids, m_contextLength, m_end, m_end);
    }

private:
    void appendText(std::string_view text, std::vector<TokenId>& ids) const
    {
        if (ids.size() >= m_contextLength) {
            return;
        }
        const std::vector<TokenId> pieces = m_model.encode(m_model.unknownText() + canonical(text));
        const bool hasPrefix = pieces.size() >= m_prefixPieceCount;
        const auto prefix = static_cast<std::ptrdiff_t>(hasPrefix ? m_prefixPieceCount : 0);
        ids.insert(ids.end(), pieces.begin() + prefix, pieces.end());
    }

    SentencePieceModel m_model;
    TokenId m_end;
    std::size_t m_contextLength;
    TokenTable m_specials;
    std::size_t m_prefixPieceCount;
};

} // namespace

Result<std::unique_ptr<Tokenizer>> openSiglipTokenizer(const std::filesystem::path& folder, std::size_t contextLength)
{
    const std::filesystem::path path = folder / "spiece.model";
    const auto bytes = readTokenizerFile(path);
    if (!bytes) {
        return bytes.failure();
    }
    if (!*bytes) {
        return fail(ErrorCode::NotFound, displayPath(path)
                                             + ": missing; it turns words into tokens, and comes with the model in "
                                               "Hugging Face's layout (google/siglip-*)");
    }
    auto model = SentencePieceModel::parse(**bytes);
    if (!model) {
        return fail(model.error().code, displayPath(path) + ": " + model.error().message);
    }
    const auto end = model->endOfSentence();
    if (!end) {
        return fail(ErrorCode::Corrupt, displayPath(path) + ": has no piece </s>");
    }
    return std::unique_ptr<Tokenizer>(std::make_unique<SiglipTokenizer>(std::move(*model), *end, contextLength));
}

} // namespace likeness
