#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string_view>
#include <vector>

namespace likeness {

/// Turns words into the token ids a model's text tower was trained on. Immutable.
/// Thread: any, several at once.
class Tokenizer {
public:
    virtual ~Tokenizer() = default;

    /// Shape: exactly `contextLength` ids: truncated keeping the end token, padded as the family does.
    /// Errors: InvalidInput (not UTF-8).
    virtual Result<std::vector<std::int64_t>> encode(std::string_view text) const = 0;
};

/// Which family's rules turn words into ids.
enum class TokenizerKind {
    Clip,    ///< vocab.json and merges.txt, or tokenizer.json; padded with the end token
    Siglip,  ///< spiece.model; padded with the end token
    Siglip2, ///< Gemma's tokenizer.json, words in lower case; padded with <pad>
};

/// Reads the tokenizer files of a Hugging Face folder.
/// Errors: NotFound (which file, what it is for), Io, Corrupt, Unsupported (another kind of tokenizer; `contextLength`
/// not from 2 to 65,536), OutOfResources.
Result<std::unique_ptr<Tokenizer>> openTokenizer(const std::filesystem::path& folder, TokenizerKind kind,
                                                 int contextLength);

/// Siglip2 where the tokenizer files are Gemma's, Siglip otherwise: fixed-resolution SigLIP 2 checkpoints call
/// themselves "siglip".
/// Errors: NotFound (no tokenizer files), Io, Corrupt.
Result<TokenizerKind> siglipTokenizerKind(const std::filesystem::path& folder);

} // namespace likeness
