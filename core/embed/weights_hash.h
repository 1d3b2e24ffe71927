#pragma once

#include "core/base/result.h"
#include "core/embed/safetensors.h"

#include <filesystem>
#include <string>
#include <vector>

namespace likeness {

/// XXH3-128 of a whole file, 32 hexadecimal digits. Reads through a small buffer: weights may be gigabytes.
/// Errors: NotFound, Io.
Result<std::string> weightsHash(const std::filesystem::path& path);

/// XXH3-128 of a text, 32 hexadecimal digits.
std::string textHash(const std::string& text);

/// XXH3-128, 32 hexadecimal digits, of a model in a folder: of `smallFiles` (names in `folder`; those that do not exist
/// count as absent) every byte; of the weights every tensor's name, format and shape, and 4 KiB from its middle.
///
/// Gigabytes of weights cannot be read whenever models are listed, and a stored hash of the whole would have to be kept
/// true beside files that other programs replace. The sample is enough because no training leaves a tensor's middle as
/// it was in every tensor: optimisers change every number a little, and so does converting to another number format.
/// It is an identity, not a check against damage: that is the business of whoever fetches the files.
/// Errors: Io, OutOfResources (a small file that is not small).
Result<std::string> modelHash(const std::filesystem::path& folder, const std::vector<std::string>& smallFiles,
                              const SafetensorsSet& weights);

} // namespace likeness
