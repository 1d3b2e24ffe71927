#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace likeness {

/// A file of a repository.
struct HubFile {
    std::string name;            ///< no folders, letters digits - _ . only
    std::int64_t sizeBytes = -1; ///< -1 = the listing does not say
    std::string checksum;        ///< as `Checksum`; empty = the listing does not say
};

/// What a hub says of a repository.
struct HubListing {
    std::string revision; ///< the commit, 40 hexadecimal digits
    bool gated = false;   ///< its page asks for a login
    std::vector<HubFile> files;
};

/// How a repository stores a model: config.json with model.safetensors, or open_clip_config.json with
/// open_clip_model.safetensors. Either's weights may be in several files with an index.
enum class HubLayout { HuggingFace, OpenClip };

/// No file of a model is larger.
constexpr std::int64_t kHubFileMaxBytes = std::int64_t{100} << 30;

/// True for names that may be made in a folder as they are: letters, digits, - _ . only, not hidden, not too long.
bool isPlainFileName(std::string_view name);

/// True for the names that `chooseFiles` can choose.
bool isModelFileName(std::string_view name);

/// Reads what `{hub}/api/models/{repository}/revision/main?blobs=true` answers.
/// Errors: Corrupt (not such an answer; names that lead out of a folder; sizes that cannot be; too many files).
Result<HubListing> readListing(std::string_view json);

/// The "model_type" of a config.json; empty when it has none, as timm's have none.
std::string modelTypeOf(std::string_view configJson);

/// Whether configuration and weights of a layout are all there.
bool offers(const HubListing& listing, HubLayout layout);

/// The files that Likeness reads: configuration, preprocessing, tokenizer, licence, and the weights of this layout;
/// never *.bin. The smallest first: a model that cannot be used is known before its weights have come.
/// Errors: Unsupported (the layout is not there; says what is), Corrupt (sizes that cannot be).
Result<std::vector<HubFile>> chooseFiles(const HubListing& listing, HubLayout layout);

} // namespace likeness
