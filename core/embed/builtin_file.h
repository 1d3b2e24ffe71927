#pragma once

#include "core/embed/safetensors.h"

#include <filesystem>
#include <string>

namespace likeness {

/// What a built-in model is made of; the metadata's "kind" says it, and that of the descriptor has none.
enum class BuiltinKind {
    Fisher,           ///< the classical descriptor (train/descriptor.py)
    Network,          ///< "residual network" (train/learned/network.py)
    FisherAndNetwork, ///< "Fisher vectors and residual network": both, projected together
};

/// The file of a built-in model: likeness-builtin-N.safetensors, N its version. Every change of numbers or code is a
/// new version, and the version is part of the model's id, so that libraries embed again and never mix the two.
struct BuiltinFile {
    SafetensorsFile tensors;
    int version = 0;
    BuiltinKind kind = BuiltinKind::Fisher;
    int dimension = 0;

    /// The newest version in `folder`, or the version asked for (0 = the newest).
    /// Errors: NotFound, Io, Corrupt (what in it), Unsupported (a kind of a later Likeness).
    static Result<BuiltinFile> find(const std::filesystem::path& folder, int version = 0);
};

} // namespace likeness
