#include "app/cli/commands.h"

#include "app/cli/bench.h"
#include "app/cli/npy.h"
#include "app/cli/text.h"

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>

namespace likeness::cli {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

/// The registered folder at `path`; null when there is none.
const FolderInfo* folderAt(const std::vector<FolderInfo>& folders, const fs::path& path)
{
    std::error_code error;
    const fs::path canonical = fs::weakly_canonical(path, error);
    const auto found = std::find_if(folders.begin(), folders.end(), [&](const FolderInfo& folder) {
        return folder.path == path || folder.path == canonical;
    });
    return found == folders.end() ? nullptr : &*found;
}

ExitCode run(const AddCommand& command, Session& session)
{
    for (const fs::path& path : command.folders) {
        const Result<FoldersListed> known = session.client.ask<FoldersListed>(ListFolders{});
        if (!known) {
            return failed(session, known.error());
        }
        AddFolder add{path, {command.excludes}};
        if (const FolderInfo* folder = folderAt(known->folders, path); folder != nullptr && command.excludes.empty()) {
            add.rules = folder->rules; // adding a folder again must not forget what it leaves out
        }
        if (Status added = session.client.tell(std::move(add)); !added) {
            return failed(session, added.error());
        }
    }
    // Adding starts to index; this command only registers.
    const Status stopped = session.client.tell(CancelIndexing{});
    session.console.note("Registered " + countText(static_cast<std::int64_t>(command.folders.size()), "folder")
                         + "; `likeness-cli index` indexes the photos.");
    return outcome(session, stopped);
}

ExitCode run(const RemoveCommand& command, Session& session)
{
    const Result<FoldersListed> known = session.client.ask<FoldersListed>(ListFolders{});
    if (!known) {
        return failed(session, known.error());
    }
    for (const fs::path& path : command.folders) {
        const FolderInfo* folder = folderAt(known->folders, path);
        if (folder == nullptr) {
            return failed(session, {ErrorCode::NotFound, "the folder " + printable(path) + " is not registered"});
        }
        if (Status removed = session.client.tell(RemoveFolder{folder->id}); !removed) {
            return failed(session, removed.error());
        }
    }
    return ExitCode::Done;
}

/// Indexes after `start` and says how it went.
ExitCode indexAfter(Command start, Session& session)
{
    const Clock::time_point begun = Clock::now();
    const Result<IndexingFinished> finished = session.client.indexAfter(std::move(start));
    session.console.progress().finishLine();
    if (!finished) {
        return failed(session, finished.error());
    }
    const Result<FailuresListed> failures = session.client.ask<FailuresListed>(ListFailures{});
    if (!failures) {
        return failed(session, failures.error());
    }
    const std::chrono::duration<double> took = Clock::now() - begun;
    const auto failureCount = static_cast<std::int64_t>(failures->failures.size());
    if (session.json) {
        session.report.measurement({{"indexed", finished->filesDone - finished->filesFailed},
                                    {"failed", finished->filesFailed},
                                    {"embedded", finished->filesEmbedded},
                                    {"failures", failureCount},
                                    {"seconds", std::round(took.count() * 1000) / 1000}});
    } else {
        session.console.note("Indexed " + countText(finished->filesDone - finished->filesFailed, "file") + " in "
                             + durationText(std::chrono::round<std::chrono::seconds>(took)) + ".");
    }
    if (failureCount > 0) {
        session.console.note(countText(failureCount, "file")
                             + " could not be indexed; `likeness-cli failures` says why.");
        return ExitCode::SomeFilesFailed;
    }
    return ExitCode::Done;
}

ExitCode run(const IndexCommand&, Session& session)
{
    const Result<FoldersListed> known = session.client.ask<FoldersListed>(ListFolders{});
    if (known && known->folders.empty()) {
        session.console.note("No folder is registered yet; `likeness-cli add FOLDER` does that.");
    }
    return indexAfter(Rescan{}, session);
}

ExitCode run(const WatchCommand&, Session& session) { return watch(session); }

/// Standard input, whole. Errors: InvalidInput (empty), OutOfResources.
Result<ImageBytes> imageFrom(std::istream& in)
{
    constexpr std::size_t kSizeMaxBytes = std::size_t{1} << 30;
    auto bytes = std::make_shared<std::vector<std::byte>>();
    std::vector<char> block(std::size_t{1} << 16);
    while (in.read(block.data(), static_cast<std::streamsize>(block.size())) || in.gcount() > 0) {
        const auto* data = reinterpret_cast<const std::byte*>(block.data());
        bytes->insert(bytes->end(), data, data + in.gcount());
        if (bytes->size() > kSizeMaxBytes) {
            return fail(ErrorCode::OutOfResources, "standard input is larger than 1 GiB");
        }
    }
    if (bytes->empty()) {
        return fail(ErrorCode::InvalidInput, "there is no image on standard input");
    }
    return ImageBytes{std::move(bytes), "standard input"};
}

ExitCode run(const SearchCommand& command, Session& session)
{
    Query query = command.query;
    if (command.readsStandardInput) {
        Result<ImageBytes> image = imageFrom(session.in);
        if (!image) {
            return failed(session, image.error());
        }
        for (QueryPart& part : query.parts) {
            if (std::holds_alternative<ImageBytes>(part.source)) {
                part.source = *image;
            }
        }
    }
    const Result<QueryAnswered> answer = session.client.ask<QueryAnswered>(RunQuery{std::move(query)});
    if (!answer) {
        const bool isWrongUsage = answer.error().code == ErrorCode::InvalidInput;
        return failed(session, answer.error(), isWrongUsage ? ExitCode::WrongUsage : ExitCode::Failed);
    }
    const Result<PhotosLoaded> loaded = session.client.ask<PhotosLoaded>(LoadPhotos{answer->result->photos});
    if (!loaded) {
        return failed(session, loaded.error());
    }
    session.report.hits(*answer->result, loaded->rows, command.explain);
    return ExitCode::Done;
}

ExitCode run(const DuplicatesCommand& command, Session& session)
{
    constexpr std::int64_t kGroupsAtOnce = 100; // so that memory does not grow with the list
    const Result<DuplicatesFound> found
        = session.client.ask<DuplicatesFound>(FindDuplicates{command.kind, command.threshold, {}});
    if (!found) {
        return failed(session, found.error());
    }
    for (std::int64_t first = 0; first < found->groups; first += kGroupsAtOnce) {
        const Result<DuplicatesLoaded> page
            = session.client.ask<DuplicatesLoaded>(LoadDuplicates{found->list, first, kGroupsAtOnce});
        if (!page) {
            return failed(session, page.error());
        }
        session.report.duplicates(page->groups);
    }
    session.report.duplicatesEnd(found->groups, found->photos);
    return ExitCode::Done;
}

Result<PhotoPaths> pathsOf(const std::vector<PhotoId>& photos, Session& session)
{
    PhotoPaths paths;
    const Status read = forEachRow(photos, session, [&paths](const PhotoRow& row) { paths.emplace(row.id, row.path); });
    return read ? Result<PhotoPaths>(std::move(paths)) : read.failure();
}

/// Neighbours, map and clusters, brought up to date.
Status updateMap(Session& session)
{
    const Status updated = session.client.tell(UpdateMap{});
    session.console.progress().finishLine();
    return updated;
}

ExitCode run(const ClustersCommand& command, Session& session)
{
    if (const Status updated = updateMap(session); !updated) {
        return failed(session, updated.error());
    }
    Result<ClustersListed> listed = session.client.ask<ClustersListed>(ListClusters{});
    if (!listed) {
        return failed(session, listed.error());
    }
    std::vector<PhotoId> photos;
    std::erase_if(listed->clusters,
                  [&](const PhotoCluster& cluster) { return command.level && cluster.level != *command.level; });
    for (const PhotoCluster& cluster : listed->clusters) {
        photos.insert(photos.end(), cluster.representatives.begin(), cluster.representatives.end());
    }
    const Result<PhotoPaths> paths = pathsOf(photos, session);
    if (!paths) {
        return failed(session, paths.error());
    }
    session.report.clusters(listed->clusters, *paths);
    return ExitCode::Done;
}

ExitCode run(const MapCommand& command, Session& session)
{
    if (const Status updated = updateMap(session); !updated) {
        return failed(session, updated.error());
    }
    if (session.json) {
        const Result<MapLoaded> loaded = session.client.ask<MapLoaded>(LoadMap{});
        const Result<PhotoPaths> paths
            = loaded ? pathsOf(loaded->map->photos, session) : Result<PhotoPaths>(loaded.failure());
        if (!paths) {
            return failed(session, paths.error());
        }
        session.report.map(*loaded->map, *paths);
    }
    if (command.out.empty()) {
        return ExitCode::Done;
    }
    const Status written = session.client.tell(ExportMap{command.out, command.edgePx});
    if (written) {
        session.console.note("Wrote " + printable(command.out) + ".");
    }
    return outcome(session, written);
}

ExitCode run(const ModelsCommand& command, Session& session) { return runModels(command, session); }

ExitCode run(const EmbedCommand& command, Session& session)
{
    EmbedThings things;
    for (const fs::path& image : command.images) {
        things.images.push_back({image});
    }
    things.texts = command.texts;
    const Result<Embedded> embedded = session.client.ask<Embedded>(std::move(things));
    if (!embedded) {
        return failed(session, embedded.error());
    }
    Matrix matrix{command.images.size() + command.texts.size(), static_cast<std::size_t>(embedded->dimension),
                  embedded->values};
    if (matrix.values.size() != matrix.rows * matrix.columns) {
        return failed(session, {ErrorCode::Internal, "the engine returned a wrong number of vectors"});
    }
    if (!command.out.empty()) {
        return outcome(session, writeNpy(command.out, matrix));
    }
    std::vector<EmbeddedRow> rows;
    for (std::size_t i = 0; i < matrix.rows; ++i) {
        const bool isText = i >= command.images.size();
        rows.push_back(
            {isText ? command.texts[i - command.images.size()] : printable(command.images[i]), isText, matrix.row(i)});
    }
    session.report.embedded(rows);
    return ExitCode::Done;
}

ExitCode run(const StatusCommand& command, Session& session)
{
    const Result<StatusReported> reported
        = session.client.ask<StatusReported>(command.measure ? Command(MeasureIndex{}) : Command(ReportStatus{}));
    if (!reported) {
        return failed(session, reported.error());
    }
    session.report.status(reported->status);
    return ExitCode::Done;
}

ExitCode run(const FailuresCommand& command, Session& session)
{
    ExitCode code = ExitCode::Done;
    if (command.retry) {
        const Result<IndexingFinished> finished = session.client.indexAfter(RetryFailures{});
        session.console.progress().finishLine();
        if (!finished) {
            return failed(session, finished.error());
        }
    }
    const Result<FailuresListed> listed = session.client.ask<FailuresListed>(ListFailures{});
    if (!listed) {
        return failed(session, listed.error());
    }
    session.report.failures(listed->failures);
    return command.retry && !listed->failures.empty() ? ExitCode::SomeFilesFailed : code;
}

ExitCode run(const TagCommand& command, Session& session) { return tagPhotos(command, session); }

ExitCode run(const WriteMetadataCommand& command, Session& session) { return writeMetadata(command, session); }

ExitCode run(const VerifyCommand&, Session& session)
{
    const Result<VerifyFinished> finished = session.client.ask<VerifyFinished>(VerifyLibrary{});
    if (!finished) {
        return failed(session, finished.error());
    }
    session.report.verified(*finished);
    if (finished->problems.empty()) {
        return ExitCode::Done;
    }
    session.console.error(
        "the library is damaged; `likeness-cli rebuild` makes the index again, and `likeness-cli index` "
        "missing thumbnails and vectors");
    return ExitCode::LibraryDamaged;
}

ExitCode run(const RebuildCommand&, Session& session)
{
    const Status rebuilt = session.client.tell(RebuildIndex{});
    if (rebuilt) {
        session.console.note("The index is new.");
    }
    return outcome(session, rebuilt);
}

ExitCode run(const CompactCommand&, Session& session)
{
    return outcome(session, session.client.tell(CompactLibrary{}));
}

ExitCode run(const ExportCommand& command, Session& session)
{
    const Status written = session.client.tell(ExportLibrary{command.out});
    if (written) {
        session.console.note("Wrote " + printable(command.out) + ".");
    }
    return outcome(session, written);
}

ExitCode run(const BenchCommand& command, Session& session)
{
    const Status measured = benchLibrary(command, session.client, session.report);
    return outcome(session, measured);
}

} // namespace

ExitCode failed(Session& session, const Error& error, ExitCode code)
{
    session.console.error(printable(error.message));
    return code;
}

ExitCode outcome(Session& session, const Status& status)
{
    return status ? ExitCode::Done : failed(session, status.error());
}

Status forEachRow(const std::vector<PhotoId>& photos, Session& session,
                  const std::function<void(const PhotoRow&)>& visit)
{
    constexpr std::size_t kRowsAtOnce = 10'000;
    for (std::size_t begin = 0; begin < photos.size(); begin += kRowsAtOnce) {
        const auto first = photos.begin() + static_cast<std::ptrdiff_t>(begin);
        const auto last = first + static_cast<std::ptrdiff_t>(std::min(kRowsAtOnce, photos.size() - begin));
        const Result<PhotosLoaded> loaded = session.client.ask<PhotosLoaded>(LoadPhotos{{first, last}});
        if (!loaded) {
            return loaded.failure();
        }
        std::for_each(loaded->rows.begin(), loaded->rows.end(), visit);
    }
    return {};
}

ExitCode run(const CommandLine& command, Session& session)
{
    return std::visit([&](const auto& chosen) { return run(chosen, session); }, command);
}

} // namespace likeness::cli
