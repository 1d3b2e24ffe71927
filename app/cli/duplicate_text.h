#pragma once

#include "core/api/duplicates.h"

#include <string>

namespace likeness::cli {

/// Why a photo of a group is or is not the proposed keeper, in a few words.
std::string reasonText(const DuplicateGroup& group, const DuplicateMember& member);

} // namespace likeness::cli
