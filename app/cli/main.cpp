#include "app/cli/bench.h"
#include "app/cli/commands.h"
#include "app/cli/text.h"
#include "core/engine/open_engine.h"

#include <csignal>
#include <iostream>
#include <poll.h>
#include <unistd.h>

namespace {

using namespace likeness;
using namespace likeness::cli;

// Signal handlers can reach nothing else.
std::atomic<bool> interruptedBySignal{false};
static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler may only touch lock-free atomics");

void catchSignals()
{
    struct sigaction action { };
    action.sa_handler = [](int) { interruptedBySignal = true; };
    // Restart: no read or write of the engine may fail because of Ctrl+C. Reset: a second Ctrl+C ends the program at
    // once, which costs no more than a kill.
    action.sa_flags = static_cast<int>(SA_RESTART | SA_RESETHAND);
    ::sigaction(SIGINT, &action, nullptr);
    ::sigaction(SIGTERM, &action, nullptr);
    std::signal(SIGPIPE, SIG_IGN); // `| head` must not end a run half-way
}

ProgressDisplay::Style progressStyle(const GlobalOptions& global)
{
    using Style = ProgressDisplay::Style;
    return global.quiet              ? Style::Silent
           : global.json             ? Style::Json
           : ::isatty(STDERR_FILENO) ? Style::Terminal
                                     : Style::Log;
}

/// True for commands that make sense before there is a library.
bool mayMakeLibrary(const CommandLine& command)
{
    return std::holds_alternative<AddCommand>(command) || std::holds_alternative<ModelsCommand>(command)
           || std::holds_alternative<EmbedCommand>(command);
}

ExitCode reportOpenError(const Error& error, Console& console)
{
    console.error(printable(error.message));
    return error.code == ErrorCode::Corrupt ? ExitCode::LibraryDamaged : ExitCode::Failed;
}

ExitCode runOnLibrary(const Invocation& invocation, Report& report, Console& console)
{
    const GlobalOptions& global = invocation.global;
    const std::filesystem::path library = global.library.empty() ? defaultLibrary() : global.library;
    std::error_code error;
    if (!mayMakeLibrary(invocation.command) && !std::filesystem::exists(library / "catalog.db", error)) {
        console.error("there is no library in " + printable(library) + " yet; `likeness-cli add FOLDER` makes one");
        return ExitCode::Failed;
    }
    Result<LibraryLock::Attempt> attempt = LibraryLock::tryAcquire(library);
    if (!attempt) {
        return reportOpenError(attempt.error(), console);
    }
    if (!attempt->lock) {
        const std::string holder = attempt->holderPid != 0 ? " (pid " + std::to_string(attempt->holderPid) + ")" : "";
        console.error("the library " + printable(library) + " is in use by another process" + holder
                      + "; close it, or choose another library with --library");
        return ExitCode::LibraryLocked;
    }
    Client client(interruptedBySignal); // outlives the engine, which sends to it until its last thread has ended
    if (!std::holds_alternative<AddCommand>(invocation.command)) { // which stops the indexing that adding begins
        client.observe([&console](const Event& event) {
            if (const auto* progress = std::get_if<IndexProgress>(&event)) {
                console.progress().show(*progress);
            } else if (const auto* download = std::get_if<DownloadProgress>(&event)) {
                console.progress().show(*download);
            } else if (const auto* exploring = std::get_if<ExploreProgress>(&event)) {
                console.progress().show(*exploring);
            }
        });
    }
    EngineOptions options;
    options.library = library;
    options.sink = client.sink();
    options.threads = global.threads;
    options.device = global.device;
    options.modelId = global.model;
    const Result<std::unique_ptr<Engine>> engine = openEngine(std::move(options), std::move(*attempt->lock));
    if (!engine) {
        return reportOpenError(engine.error(), console);
    }
    client.connect(**engine);
    const bool mayAsk = !global.json && ::isatty(STDIN_FILENO) != 0 && ::isatty(STDERR_FILENO) != 0;
    Session session{client, report, console, std::cin, global.json, mayAsk};
    return run(invocation.command, session);
}

/// A reader that went away (`| head`) is its own business; results that could not be written are not.
ExitCode checkOutput(ExitCode code, Console& console)
{
    if (std::cout.flush()) {
        return code;
    }
    pollfd reader{STDOUT_FILENO, POLLOUT, 0};
    if (::poll(&reader, 1, 0) > 0 && (reader.revents & POLLERR) != 0) {
        return code;
    }
    console.error("cannot write to standard output");
    return ExitCode::Failed;
}

} // namespace

int main(int argc, char** argv)
{
    std::ios::sync_with_stdio(false);
    const std::variant<Invocation, Farewell> parsed = parseArguments(argc, argv);
    if (const auto* farewell = std::get_if<Farewell>(&parsed)) {
        (farewell->code == ExitCode::Done ? std::cout : std::cerr) << farewell->text << std::flush;
        return static_cast<int>(farewell->code);
    }
    const auto& invocation = std::get<Invocation>(parsed);
    catchSignals();
    Console console(std::cerr, progressStyle(invocation.global));
    const std::unique_ptr<Report> report
        = invocation.global.json ? makeJsonReport(std::cout) : makeHumanReport(std::cout);
    ExitCode code = ExitCode::Done;
    const auto* bench = std::get_if<BenchCommand>(&invocation.command);
    if (bench != nullptr && needsNoLibrary(*bench)) {
        if (Status measured = benchWithoutLibrary(*bench, invocation.global, *report); !measured) {
            console.error(printable(measured.error().message));
            code = ExitCode::Failed;
        }
    } else {
        code = runOnLibrary(invocation, *report, console);
    }
    return static_cast<int>(checkOutput(code, console));
}
