#include "core/embed/tokenizer.h"

#include "core/base/file_system.h"
#include "core/base/text.h"
#include "core/embed/tokenizer_kinds.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace likeness {
namespace {

constexpr std::int64_t kFileMaxBytes = std::int64_t{128} << 20; // Gemma's tokenizer.json has 34 MB
constexpr std::size_t kQuotedMaxBytes = 40;
constexpr int kContextLengthMin = 2; // begin and end
constexpr int kContextLengthMax = 65'536;

} // namespace

Result<std::optional<std::string>> readTokenizerFile(const std::filesystem::path& path)
{
    const auto bytes = readFile(path, kFileMaxBytes);
    if (!bytes) {
        if (bytes.error().code == ErrorCode::NotFound) {
            return std::optional<std::string>();
        }
        return bytes.failure();
    }
    return std::optional<std::string>(std::in_place, reinterpret_cast<const char*>(bytes->data()), bytes->size());
}

std::vector<std::int64_t> fitted(const std::vector<TokenId>& ids, std::size_t contextLength, TokenId end,
                                 TokenId padding)
{
    std::vector<std::int64_t> row(contextLength, padding);
    const std::size_t kept = std::min(ids.size(), contextLength - 1);
    std::copy_n(ids.begin(), kept, row.begin());
    row[kept] = end;
    return row;
}

std::string quotedToken(std::string_view token)
{
    std::size_t length = 0;
    while (length < std::min(token.size(), kQuotedMaxBytes)) {
        length += std::max<std::size_t>(firstCharacterLength(token.substr(length)), 1);
    }
    return '"' + std::string(token.substr(0, length)) + (length < token.size() ? "…\"" : "\"");
}

Failure notUtf8() { return fail(ErrorCode::InvalidInput, "the text is not UTF-8"); }

Result<std::unique_ptr<Tokenizer>> openTokenizer(const std::filesystem::path& folder, TokenizerKind kind,
                                                 int contextLength)
{
    if (contextLength < kContextLengthMin || contextLength > kContextLengthMax) {
        return fail(ErrorCode::Unsupported, displayPath(folder) + ": a text length of " + std::to_string(contextLength)
                                                + " tokens is not from 2 to 65,536");
    }
    const auto length = static_cast<std::size_t>(contextLength);
    return guarded("tokenizer", ErrorCode::Internal, [&] {
        switch (kind) {
        case TokenizerKind::Siglip:
            return openSiglipTokenizer(folder, length);
        case TokenizerKind::Siglip2:
            return openSiglip2Tokenizer(folder, length);
        case TokenizerKind::Clip:
            break;
        }
        return openClipTokenizer(folder, length);
    });
}

Result<TokenizerKind> siglipTokenizerKind(const std::filesystem::path& folder)
{
    const std::filesystem::path path = folder / "tokenizer_config.json";
    const auto text = readTokenizerFile(path);
    if (!text) {
        return text.failure();
    }
    if (*text) {
        const auto json = nlohmann::json::parse(**text, nullptr, /*allow_exceptions=*/false);
        if (!json.is_object()) {
            return fail(ErrorCode::Corrupt, displayPath(path) + ": not a JSON object");
        }
        const auto field = json.find("tokenizer_class");
        const std::string name = field != json.end() && field->is_string() ? field->get<std::string>() : "";
        if (name.starts_with("Gemma") || name.starts_with("Siglip2")) {
            return TokenizerKind::Siglip2;
        }
        if (name.starts_with("Siglip") || name.starts_with("T5")) {
            return TokenizerKind::Siglip;
        }
    }
    std::error_code ignored;
    if (std::filesystem::exists(folder / "spiece.model", ignored)) {
        return TokenizerKind::Siglip;
    }
    if (std::filesystem::exists(folder / "tokenizer.json", ignored)) {
        return TokenizerKind::Siglip2;
    }
    return fail(ErrorCode::NotFound, displayPath(folder)
                                         + ": neither spiece.model (SigLIP) nor tokenizer.json (SigLIP 2), which turn "
                                           "words into tokens; put the one of this model here");
}

} // namespace likeness
