#include "app/cli/commands.h"

#include "app/cli/text.h"
#include "app/watch/engine_watch.h"

#include <nlohmann/json.hpp>

namespace likeness::cli {
namespace {

/// Tells of every run of indexing that did something.
void reportRun(const IndexingFinished& finished, Session& session)
{
    session.console.progress().finishLine();
    if (finished.filesDone == 0) {
        return;
    }
    if (session.json) {
        session.report.measurement(
            {{"indexed", finished.filesDone - finished.filesFailed}, {"failed", finished.filesFailed}});
        return;
    }
    session.console.note("Indexed " + countText(finished.filesDone - finished.filesFailed, "file")
                         + (finished.filesFailed > 0 ? ", " + countText(finished.filesFailed) + " failed" : "") + ".");
}

void notePolledFolders(Session& session)
{
    const Result<FoldersListed> listed = session.client.ask<FoldersListed>(ListFolders{});
    if (!listed) {
        return;
    }
    for (const FolderInfo& folder : listed->folders) {
        if (folder.watch == WatchMode::Polled) {
            session.console.note(printable(folder.path) + " is looked at now and then: " + folder.watchReason);
        }
    }
}

} // namespace

ExitCode watch(Session& session)
{
    // Watching begins before the first scan, so that nothing falls between the two.
    EngineWatch watching(session.client.engine());
    session.client.observe([&](const Event& event) {
        watching.onEvent(event);
        if (const auto* finished = std::get_if<IndexingFinished>(&event)) {
            reportRun(*finished, session);
        }
    });
    const Result<IndexingFinished> first = session.client.indexAfter(Rescan{});
    if (!first && first.error().code != ErrorCode::Cancelled) {
        session.console.error(printable(first.error().message));
        return ExitCode::Failed;
    }
    if (first) {
        notePolledFolders(session);
        session.console.note("Following changes; Ctrl+C ends it.");
        session.client.followUntilInterrupted();
    }
    session.client.forgetObservers();
    return ExitCode::Done;
}

} // namespace likeness::cli
