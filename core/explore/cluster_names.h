#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace likeness {

/// What photos can share. Earlier ones say more and come first in a name.
enum class NameField { Place, Day, Month, Year, Folder, Camera };

/// How many photos have a value, in a cluster and in the whole library.
struct FieldCount {
    NameField field = NameField::Folder;
    std::string value; ///< as it is to be shown, or in a form that the caller can show
    std::uint64_t inCluster = 0;
    std::uint64_t inLibrary = 0;
};

/// A part of a name.
struct NamePart {
    NameField field = NameField::Folder;
    std::string value;
    double share = 0; ///< of the cluster's photos, 0..1

    friend bool operator==(const NamePart&, const NamePart&) = default;
};

/// What a cluster's photos share and others do not: at most one place or folder and one time, or else a camera; empty
/// if nothing stands out. A value must be that of at least six in ten, and twice as frequent as in the library; or two
/// values of one field are, together, each of a quarter. Of those that pass, the one that tells most wins: share times
/// the logarithm of how much more frequent it is.
/// Of two places the more frequent one comes first; two times come as `counts` has them, so give it the earlier first.
/// Errors: none; counts that cannot be (more in the cluster than there are) are passed over.
/// Source: the measure is one term of Kullback & Leibler's divergence, 1951.
std::vector<NamePart> nameParts(std::span<const FieldCount> counts, std::uint64_t clusterPhotos,
                                std::uint64_t libraryPhotos);

} // namespace likeness
