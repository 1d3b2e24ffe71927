#pragma once

#include "app/cli/arguments.h"
#include "app/cli/client.h"
#include "app/cli/report.h"

namespace likeness::cli {

/// True for measurements that need no library: decoding, embedding, and searching vectors from a file.
bool needsNoLibrary(const BenchCommand& command);

/// Errors: NotFound, Io, Corrupt, Unsupported (the input), InvalidInput (too few rows).
Status benchWithoutLibrary(const BenchCommand& command, const GlobalOptions& global, Report& report);

/// Searches the library, or builds its index. Errors: those of the engine; InvalidInput (no photos).
Status benchLibrary(const BenchCommand& command, Client& client, Report& report);

} // namespace likeness::cli
