#pragma once

#include "core/embed/tokenizer.h"

#include <cstddef>
#include <optional>
#include <string>

namespace likeness {

/// A token's number: the row of its embedding.
using TokenId = std::int32_t;

/// The three ways to `openTokenizer`, without its checks.
Result<std::unique_ptr<Tokenizer>> openClipTokenizer(const std::filesystem::path& folder, std::size_t contextLength);
Result<std::unique_ptr<Tokenizer>> openSiglipTokenizer(const std::filesystem::path& folder, std::size_t contextLength);
Result<std::unique_ptr<Tokenizer>> openSiglip2Tokenizer(const std::filesystem::path& folder, std::size_t contextLength);

/// Reads a tokenizer file whole, or nothing where there is none. Errors: Io, OutOfResources (larger than 128 MiB).
Result<std::optional<std::string>> readTokenizerFile(const std::filesystem::path& path);

/// Cuts or fills ids to the length a text tower takes, `end` after the last of the text.
std::vector<std::int64_t> fitted(const std::vector<TokenId>& ids, std::size_t contextLength, TokenId end,
                                 TokenId padding);

/// A token for a message: in quotation marks, its beginning where it is long.
std::string quotedToken(std::string_view token);

/// The answer to a text that is not UTF-8.
Failure notUtf8();

} // namespace likeness
