#pragma once

#include <string>

namespace likeness {

/// What went wrong, in the eight ways a caller can react to.
enum class ErrorCode {
    NotFound,       ///< the thing named does not exist
    InvalidInput,   ///< the caller's argument is wrong; trying again cannot help
    Corrupt,        ///< stored bytes are not what they should be
    Io,             ///< the operating system refused a read or a write
    Unsupported,    ///< understood, but not something Likeness does
    OutOfResources, ///< memory, disk space, file handles, watches
    Cancelled,      ///< someone asked to stop
    Internal,       ///< a bug in Likeness
};

/// An error with its cause; `message` is English, names the file, and is meant for the log and the command line.
struct Error {
    ErrorCode code = ErrorCode::Internal;
    std::string message;
};

} // namespace likeness
