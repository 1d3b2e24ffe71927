#pragma once

#include "core/api/types.h"
#include "core/base/result.h"

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace likeness {

/// What a person says about a photo, whole.
struct Annotations {
    int rating = 0; ///< 0 = none, 1..5
    std::vector<std::string> tags;
    std::string title;
    std::string description;

    friend bool operator==(const Annotations&, const Annotations&) = default;
};

/// True for kinds of photo (as `DecodedPhoto::format` names them) whose XMP packet Likeness can write: JPEG, PNG, TIFF
/// and WebP. What is written into the others nobody could take back.
bool canHoldAnnotations(std::string_view format);

/// The photo with `wanted` in its XMP packet: xmp:Rating (and MicrosoftPhoto:Rating where there is one), dc:subject,
/// dc:title and dc:description; only what differs from what the file says, as `readMetadata` reads it. Other
/// properties, hierarchical subjects among them, stay. Nothing when the file says it all already. What comes back has
/// been read again: the packet says what it should, everything else is the same byte for byte, and the picture decodes
/// to the same pixels. Errors: Unsupported (this kind of file; or it cannot be done safely), Corrupt, OutOfResources;
/// each names the file. Thread: any.
Result<std::optional<std::vector<std::byte>>> annotated(std::span<const std::byte> file,
                                                        const std::filesystem::path& path, const Annotations& wanted);

/// A sidecar that says `wanted`. `old` is the one that is there, empty if there is none; of that one only what differs
/// is changed. Nothing when it says it all already, or when there is none and `inPhoto` says the same.
/// Errors: Corrupt (the one that is there cannot be read; it is not to be overwritten).
/// Thread: any.
Result<std::optional<std::vector<std::byte>>> annotatedSidecar(std::span<const std::byte> old,
                                                               const std::filesystem::path& path,
                                                               const Annotations& inPhoto, const Annotations& wanted);

/// What the photo says with what its sidecar says over it: rating, tags, title and description, each where the sidecar
/// has one.
Metadata withSidecar(Metadata photo, const Metadata& sidecar);

} // namespace likeness
