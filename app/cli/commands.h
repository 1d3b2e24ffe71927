#pragma once

#include "app/cli/arguments.h"
#include "app/cli/client.h"
#include "app/cli/console.h"
#include "app/cli/report.h"

#include <istream>

namespace likeness::cli {

/// What a command works with.
struct Session {
    Client& client;
    Report& report;
    Console& console;
    std::istream& in; ///< standard input, for `search -`
    bool json = false;
};

/// Carries out a command on an open library and reports the outcome.
ExitCode run(const CommandLine& command, Session& session);

/// Follows the folders until interrupted.
ExitCode watch(Session& session);

} // namespace likeness::cli
