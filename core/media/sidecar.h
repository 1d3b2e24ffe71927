#pragma once

#include "core/media/annotations.h"

namespace likeness {

/// True for XMP files, whatever they belong to.
bool isSidecarName(const std::filesystem::path& path);

/// The XMP files that lie beside a photo now, those that go before others first: IMG_1.CR2.xmp, then IMG_1.xmp.
std::vector<std::filesystem::path> sidecarsOf(const std::filesystem::path& photo);

/// The photos beside a sidecar, there or not, that it belongs to: IMG_1.CR2.xmp to one, IMG_1.xmp to all IMG_1.
std::vector<std::filesystem::path> photosOfSidecar(const std::filesystem::path& sidecar);

/// Sizes and times of a photo's sidecars as one number, to notice a change; 0 = there is none. Does not depend on where
/// the photo lies.
std::int64_t sidecarStampOf(const std::filesystem::path& photo);

/// The sidecar to write: the one that is there, else a new one as `name` says. IMG_1.xmp is left to the other photos
/// where there are some with that name: whatever is said of IMG_1.JPG must not be said of IMG_1.CR2.
std::filesystem::path sidecarToWrite(const std::filesystem::path& photo, SidecarName name);

/// Takes the sidecars of a photo that was renamed along; one that other photos share stays, and so does one whose new
/// name is taken.
void renameSidecars(const std::filesystem::path& from, const std::filesystem::path& to);

/// What the photo says with what its sidecars say over it; one that cannot be read says nothing.
Metadata withSidecarsOf(Metadata photo, const std::filesystem::path& path);

} // namespace likeness
