#pragma once

#include "app/cli/arguments.h"
#include "app/cli/client.h"
#include "app/cli/console.h"
#include "app/cli/report.h"

#include <functional>
#include <istream>

namespace likeness::cli {

/// What a command works with.
struct Session {
    Client& client;
    Report& report;
    Console& console;
    std::istream& in; ///< standard input, for `search -`
    bool json = false;
    bool mayAsk = false; ///< a person sits at standard input and sees standard error
};

/// Says why a command failed.
ExitCode failed(Session& session, const Error& error, ExitCode code = ExitCode::Failed);
/// Done, or says why not.
ExitCode outcome(Session& session, const Status& status);

/// Reads the rows of photos, asked for in parts so that no answer is huge; those that are gone are left out.
Status forEachRow(const std::vector<PhotoId>& photos, Session& session,
                  const std::function<void(const PhotoRow&)>& visit);

/// Carries out a command on an open library and reports the outcome.
ExitCode run(const CommandLine& command, Session& session);

/// Lists, fetches and chooses models.
ExitCode runModels(const ModelsCommand& command, Session& session);

/// Sets or lists tags and ratings.
ExitCode tagPhotos(const TagCommand& command, Session& session);

/// Writes what the person decided into files.
ExitCode writeMetadata(const WriteMetadataCommand& command, Session& session);

/// Follows the folders until interrupted.
ExitCode watch(Session& session);

} // namespace likeness::cli
