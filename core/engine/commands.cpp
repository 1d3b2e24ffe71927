#include "core/engine/likeness_engine.h"
#include "core/engine/sort_by_look.h"
#include "core/engine/trash.h"
#include "core/engine/upkeep.h"
#include "core/media/sidecar.h"

#include <algorithm>

namespace likeness {
namespace {

namespace fs = std::filesystem;

bool isInside(const fs::path& path, const fs::path& folder)
{
    const fs::path relative = path.lexically_relative(folder);
    return !relative.empty() && *relative.begin() != "..";
}

template <class Command, class... Kinds> constexpr bool kOneOf = (std::is_same_v<Command, Kinds> || ...);
/// Commands that only look go straight to the look threads; everything else passes through the engine thread.
template <class Command>
constexpr bool kOnlyLooks
    = kOneOf<Command, RunQuery, LoadPhotos, LoadDetails, LoadThumbnail, LoadImage, ListSubfolders, ListFailures,
             ListTags, ListSavedSearches, FindDuplicates, EmbedThings, ExportLibrary, LoadMap, ListClusters, UpdateMap,
             ExportMap, RelayoutMap, LoadFacets, SortOnGrid, LoadDuplicates, PlanMetadata>;

} // namespace

RequestId LikenessEngine::post(Command command)
{
    const RequestId request{m_nextRequest++};
    std::visit(
        [this, request](auto&& value) {
            using Kind = std::decay_t<decltype(value)>;
            if constexpr (kOnlyLooks<Kind>) {
                handle(request, std::forward<decltype(value)>(value));
            } else {
                onEngine([this, request, value = std::forward<decltype(value)>(value)] { handle(request, value); });
            }
        },
        std::move(command));
    return request;
}

void LikenessEngine::cancel(RequestId request)
{
    m_look.cancel(request);
    m_facets.cancel(request);
    m_jobs.cancel(request);
}

void LikenessEngine::look(RequestId request, LookPool::Order order, Look question)
{
    look(request, order, LongLook([question = std::move(question)](Readers& readers, const std::stop_token&) {
             return question(readers);
         }));
}

void LikenessEngine::look(RequestId request, LookPool::Order order, LongLook question)
{
    m_look.post(request, order,
                [this, request, question = std::move(question)](Readers& readers, const std::stop_token& stop) {
                    auto event = question(readers, stop);
                    if (event || event.error().code != ErrorCode::Cancelled || !stop.stop_requested()) {
                        m_sink(event ? std::move(*event) : Event(CommandFailed{request, event.error()}));
                    }
                });
}

void LikenessEngine::reply(RequestId request, Status status)
{
    if (status) {
        m_sink(CommandDone{request});
    } else {
        m_sink(CommandFailed{request, status.error()});
    }
}

// --- Folders and indexing -------------------------------------------------------------------------------------------

void LikenessEngine::enqueueScan(ScanRequest request)
{
    if (m_embedding) {
        m_active = true;
        m_buildChecked = false;
    }
    if (m_measureRequests.empty()) {
        m_meter.cancel(); // comes back when this run has ended
    }
    ++m_scansPending;
    if (!m_embedding || !m_scans.push({std::move(request), m_scanEpoch.load()})) {
        --m_scansPending;
    }
}

void LikenessEngine::scanOnce(const EpochScan& wanted, Readers& readers)
{
    auto session = embedding();
    auto catalog = readers.catalog();
    if (!session || !catalog) {
        return;
    }
    const std::shared_ptr<Ingest> ingest = (*session)->ingest();
    if (!ingest) {
        return; // another model has just been chosen: that begins a scan of its own
    }
    auto lacking = contentsLackingSomething(readers, (*session)->identity());
    ScanReport report;
    report.found = [this](std::int64_t files) { m_filesFound += files; };
    report.task = [&ingest](FileTask task) { return ingest->submit(std::move(task)); };
    report.lacksSomething = [&lacking](ContentId content) { return lacking && lacking->erase(content) > 0; };
    report.moved = [this](PhotoId photo, FolderId folder, fs::path path, FileStamp stamp) {
        onEngine([this, photo, folder, path = std::move(path), stamp] {
            if (Status moved = m_catalog->moveFile(photo, folder, path, stamp); moved) {
                noteChange({});
            }
        });
    };
    report.gone = [this](std::vector<GoneFile> files) {
        onEngine([this, files = std::move(files)]() mutable { forgetFiles(std::move(files)); });
    };
    report.folderOnline = [this](FolderId folder, bool online, std::uint64_t device) {
        onEngine([this, folder, online, device] {
            if (m_catalog->setFolderOnline(folder, online, device)) {
                noteChange({.foldersChanged = true});
            }
        });
    };
    report.cancelled = [this, epoch = wanted.epoch] { return m_scanEpoch.load() != epoch; };
    Status scanned = scan(wanted.request, **catalog, report);
    onEngine([this, scanned, request = wanted.request, epoch = wanted.epoch] {
        if (!scanned) {
            m_problem = scanned.error().message;
        } else if (epoch == m_scanEpoch.load()) {
            noteScanned(request);
        }
    });
}

void LikenessEngine::forgetFiles(std::vector<GoneFile> files)
{
    CatalogBatch batch;
    batch.gone = std::move(files);
    if (m_catalog->commit(batch)) {
        ++m_photosRevision;
        noteChange({});
        findStacksIfDue();
    }
}

void LikenessEngine::handle(RequestId request, AddFolder command)
{
    std::error_code error;
    const fs::path path = fs::canonical(command.path, error);
    if (error || !fs::is_directory(path, error)) {
        return reply(request, fail(ErrorCode::NotFound, "there is no folder " + displayPath(command.path)));
    }
    auto folders = m_catalog->folders();
    if (!folders) {
        return reply(request, folders.failure());
    }
    for (const Catalog::FolderRecord& record : *folders) {
        if (record.info.path == path) {
            if (Status changed = m_catalog->setFolderRules(record.info.id, command.rules); !changed) {
                return reply(request, changed);
            }
            reply(request, {});
            return enqueueScan({{path}});
        }
        if (isInside(path, record.info.path)) {
            return reply(request, fail(ErrorCode::InvalidInput, displayPath(path) + " lies inside "
                                                                    + displayPath(record.info.path)
                                                                    + ", which is indexed already"));
        }
        if (isInside(record.info.path, path)) {
            return reply(request,
                         fail(ErrorCode::InvalidInput, displayPath(path) + " contains " + displayPath(record.info.path)
                                                           + ", which is indexed already: remove that folder first"));
        }
    }
    auto folder = m_catalog->addFolder(path, command.rules);
    if (!folder) {
        return reply(request, folder.failure());
    }
    auto stamp = stampOf(path);
    Status online = m_catalog->setFolderOnline(*folder, true, stamp ? stamp->device : 0);
    noteChange({.foldersChanged = true});
    reply(request, online);
    enqueueScan({{path}});
}

void LikenessEngine::handle(RequestId request, RemoveFolder command)
{
    Status removed = m_catalog->removeFolder(command.folder);
    m_watchModes.erase(command.folder);
    noteChange({.foldersChanged = true});
    reply(request, removed);
}

void LikenessEngine::handle(RequestId request, SetFolderRules command)
{
    Status changed = m_catalog->setFolderRules(command.folder, command.rules);
    noteChange({.foldersChanged = true});
    reply(request, changed);
    enqueueScan({});
}

void LikenessEngine::handle(RequestId request, Rescan command)
{
    reply(request, m_embedding ? Status() : Status(fail(ErrorCode::NotFound, m_problem)));
    enqueueScan({std::move(command.paths)});
}

void LikenessEngine::handle(RequestId request, NoteWatchMode command)
{
    m_watchModes[command.folder] = {command.mode, std::move(command.reason)};
    noteChange({.foldersChanged = true});
    reply(request, {});
}

void LikenessEngine::handle(RequestId request, PauseIndexing)
{
    if (m_embedding) {
        m_embedding->ingest()->pause();
        m_sink(progress());
    }
    reply(request, {});
}

void LikenessEngine::handle(RequestId request, ResumeIndexing)
{
    if (m_embedding) {
        const bool tryAgain = !m_problem.empty();
        m_problem.clear();
        m_embedding->inference().forgetFailure();
        m_embedding->ingest()->resume();
        if (tryAgain) {
            enqueueScan({}); // what was dropped meanwhile
        }
        m_sink(progress());
    }
    reply(request, {});
}

void LikenessEngine::handle(RequestId request, CancelIndexing)
{
    ++m_scanEpoch;
    m_scansPending -= static_cast<int>(m_scans.clear());
    m_scannedFolders.clear();
    if (m_embedding) {
        m_embedding->ingest()->cancel();
        m_embedding->ingest()->resume();
    }
    reply(request, {});
}

void LikenessEngine::handle(RequestId request, RetryFailures)
{
    Status cleared = m_catalog->clearFailures();
    reply(request, cleared);
    enqueueScan({});
}

// --- Looking --------------------------------------------------------------------------------------------------------

Result<std::shared_ptr<const QueryResult>> LikenessEngine::alike(const ResolvedQuery& query, Readers& readers)
{
    auto session = answering(query.query.model);
    return session ? findAlike(query, (*session)->snapshot(), readers, (*session)->inference()) : session.failure();
}

void LikenessEngine::handle(RequestId request, RunQuery command)
{
    look(request, LookPool::Order::AsAsked,
         [this, request, query = std::move(command.query)](Readers& readers) -> Result<Event> {
             auto filter = filterOf(query);
             if (!filter) {
                 return filter.failure();
             }
             // Lists do not wait for the model and its index to be opened.
             if (query.parts.empty()) {
                 auto listed = listPhotos({query, *filter}, readers);
                 return listed ? Result<Event>(QueryAnswered{request, stacked(std::move(*listed), query)})
                               : listed.failure();
             }
             const IndexMeter::Search search(m_meter);
             auto found = alike({query, std::move(*filter)}, readers);
             if (!found) {
                 return found.failure();
             }
             m_latencies.add((*found)->searchTime);
             return Event(QueryAnswered{request, stacked(std::move(*found), query)});
         });
}

void LikenessEngine::handle(RequestId request, LoadFacets command) { m_facets.ask(request, std::move(command)); }

void LikenessEngine::handle(RequestId request, SortOnGrid command)
{
    look(request, LookPool::Order::AsAsked,
         [this, request, command = std::move(command)](Readers& readers, const std::stop_token& stop) -> Result<Event> {
             auto session = answering();
             if (!session) {
                 return session.failure();
             }
             auto sorted = sortedByLook(command, (*session)->identity(), readers, stop);
             if (!sorted) {
                 return sorted.failure();
             }
             return Event(GridSorted{request, std::move(*sorted)});
         });
}

void LikenessEngine::handle(RequestId request, LoadPhotos command)
{
    look(request, LookPool::Order::AsAsked,
         [request, photos = std::move(command.photos)](Readers& readers) -> Result<Event> {
             auto catalog = readers.catalog();
             auto rows = catalog ? (*catalog)->rows(photos) : Result<std::vector<PhotoRow>>(catalog.failure());
             if (!rows) {
                 return rows.failure();
             }
             return Event(PhotosLoaded{request, std::move(*rows)});
         });
}

void LikenessEngine::handle(RequestId request, LoadDetails command)
{
    look(request, LookPool::Order::AsAsked, [request, photo = command.photo](Readers& readers) -> Result<Event> {
        auto catalog = readers.catalog();
        auto details = catalog ? (*catalog)->details(photo) : Result<PhotoDetails>(catalog.failure());
        if (!details) {
            return details.failure();
        }
        return Event(DetailsLoaded{request, std::move(*details)});
    });
}

void LikenessEngine::handle(RequestId request, LoadThumbnail command)
{
    look(request, LookPool::Order::NewestFirst, [request, command](Readers& readers) -> Result<Event> {
        auto catalog = readers.catalog();
        auto thumbnails = readers.thumbnails();
        if (!catalog || !thumbnails) {
            return !catalog ? catalog.failure() : thumbnails.failure();
        }
        auto rows = (*catalog)->rows(std::span(&command.photo, 1));
        if (!rows) {
            return rows.failure();
        }
        ThumbnailLoaded answer{request, nullptr};
        if (!rows->empty()) {
            auto encoded = (*thumbnails)->encoded(rows->front().content, command.size);
            if (!encoded) {
                return encoded.failure();
            }
            if (!encoded->empty()) {
                answer.encoded = std::make_shared<const std::vector<std::byte>>(std::move(*encoded));
            }
        }
        return Event(std::move(answer));
    });
}

void LikenessEngine::handle(RequestId request, LoadImage command)
{
    look(request, LookPool::Order::NewestFirst,
         [request, command = std::move(command)](Readers& readers) -> Result<Event> {
             auto loaded = loadImage(command.source, command.edgePx, readers);
             if (!loaded) {
                 return loaded.failure();
             }
             return Event(ImageLoaded{request, std::make_shared<const Image>(std::move(loaded->image)),
                                      loaded->fullWidth, loaded->fullHeight});
         });
}

void LikenessEngine::handle(RequestId request, ListSubfolders command)
{
    look(request, LookPool::Order::AsAsked,
         [request, parent = std::move(command.parent)](Readers& readers) -> Result<Event> {
             auto catalog = readers.catalog();
             if (!catalog) {
                 return catalog.failure();
             }
             auto children = (*catalog)->subfolders(parent);
             if (!children) {
                 return children.failure();
             }
             return Event(SubfoldersListed{request, parent, std::move(*children)});
         });
}

void LikenessEngine::handle(RequestId request, ListFailures)
{
    look(request, LookPool::Order::AsAsked, [request](Readers& readers) -> Result<Event> {
        auto catalog = readers.catalog();
        auto failures = catalog ? (*catalog)->failures() : Result<std::vector<FailedFile>>(catalog.failure());
        if (!failures) {
            return failures.failure();
        }
        return Event(FailuresListed{request, std::move(*failures)});
    });
}

void LikenessEngine::handle(RequestId request, ListSavedSearches)
{
    look(request, LookPool::Order::AsAsked, [request](Readers& readers) -> Result<Event> {
        auto catalog = readers.catalog();
        auto searches = catalog ? (*catalog)->savedSearches() : Result<std::vector<SavedSearch>>(catalog.failure());
        if (!searches) {
            return searches.failure();
        }
        return Event(SavedSearchesListed{request, std::move(*searches)});
    });
}

void LikenessEngine::handle(RequestId request, EmbedThings command)
{
    look(request, LookPool::Order::AsAsked,
         [this, request, command = std::move(command)](Readers& readers) -> Result<Event> {
             auto session = answering();
             if (!session) {
                 return session.failure();
             }
             auto values = embedAll(command, readers, (*session)->inference());
             if (!values) {
                 return values.failure();
             }
             return Event(Embedded{request, (*session)->identity().header.dimension, std::move(*values)});
         });
}

void LikenessEngine::handle(RequestId request, ExportLibrary command)
{
    look(request, LookPool::Order::AsAsked,
         [this, request, file = std::move(command.file)](Readers& readers) -> Result<Event> {
             auto session = answering();
             if (!session) {
                 return session.failure();
             }
             if (Status written = exportLibrary(file, readers, (*session)->identity()); !written) {
                 return written.failure();
             }
             return Event(CommandDone{request});
         });
}

// --- Changing -------------------------------------------------------------------------------------------------------

void LikenessEngine::handle(RequestId request, SetRating command)
{
    if (command.rating < 0 || command.rating > 5) {
        return reply(request, fail(ErrorCode::InvalidInput, "a rating is a number from 0 to 5"));
    }
    Status rated = m_catalog->setRating(command.photos, command.rating);
    noteChange({});
    reply(request, rated);
}

void LikenessEngine::removePhotos(RequestId request, const std::vector<PhotoId>& photos, const Remove& remove)
{
    auto rows = m_catalog->rows(photos);
    if (!rows) {
        return reply(request, rows.failure());
    }
    removeFiles(request, *rows, remove, {});
}

void LikenessEngine::removeFiles(RequestId request, const std::vector<PhotoRow>& rows, const Remove& remove,
                                 std::vector<FailedFile> failures)
{
    TrashedFiles outcome{request, {}, std::move(failures)};
    std::vector<GoneFile> gone;
    for (const PhotoRow& row : rows) {
        Result<fs::path> removed = remove(row.path);
        if (removed) {
            outcome.items.push_back({row.id, row.path, std::move(*removed)});
            gone.push_back({row.id, row.path});
        } else {
            outcome.failures.push_back({row.id, row.path, removed.error().message, 0});
        }
    }
    forgetFiles(std::move(gone));
    m_sink(std::move(outcome));
}

void LikenessEngine::handle(RequestId request, MoveToTrash command)
{
    removePhotos(request, command.photos, moveToTrash);
}

void LikenessEngine::handle(RequestId request, DeleteForever command)
{
    removePhotos(request, command.photos, [](const fs::path& path) -> Result<fs::path> {
        std::error_code error;
        if (!fs::remove(path, error)) {
            return fail(ErrorCode::Io,
                        "cannot delete " + displayPath(path) + ": " + (error ? error.message() : "it is gone already"));
        }
        return fs::path();
    });
}

void LikenessEngine::handle(RequestId request, RestoreFromTrash command)
{
    Status outcome;
    ScanRequest again;
    for (const TrashedFiles::Item& item : command.items) {
        Status restored = restoreFromTrash(item.inTrash, item.original);
        if (restored) {
            again.paths.push_back(item.original);
        } else if (outcome) {
            outcome = restored;
        }
    }
    reply(request, outcome);
    if (!again.paths.empty()) {
        enqueueScan(std::move(again));
    }
}

void LikenessEngine::handle(RequestId request, RenamePhoto command)
{
    const fs::path name(command.newName);
    if (command.newName.empty() || name.filename() != name || command.newName == "." || command.newName == "..") {
        return reply(request, fail(ErrorCode::InvalidInput, "\"" + command.newName + "\" is not a file name"));
    }
    auto rows = m_catalog->rows(std::span(&command.photo, 1));
    if (!rows || rows->empty()) {
        return reply(request, fail(ErrorCode::NotFound, "this photo is no longer in the library"));
    }
    const fs::path& from = rows->front().path;
    const fs::path to = from.parent_path() / name;
    Status renamed = renameWithoutReplacing(from, to);
    if (renamed) {
        renameSidecars(from, to);
        enqueueScan({{from, to}}); // same inode: seen as moved, keeps its id
    }
    reply(request, renamed);
}

// --- Lists and upkeep -----------------------------------------------------------------------------------------------

void LikenessEngine::handle(RequestId request, ListFolders)
{
    auto records = m_catalog->folders();
    if (!records) {
        return reply(request, records.failure());
    }
    FoldersListed answer{request, {}};
    for (Catalog::FolderRecord& record : *records) {
        if (const auto mode = m_watchModes.find(record.info.id); mode != m_watchModes.end()) {
            std::tie(record.info.watch, record.info.watchReason) = mode->second;
        }
        answer.folders.push_back(std::move(record.info));
    }
    m_sink(std::move(answer));
}

void LikenessEngine::handle(RequestId request, SaveSearch command)
{
    auto saved = m_catalog->saveSearch(command.name, command.query);
    noteChange({.searchesChanged = true});
    reply(request, saved ? Status() : Status(saved.failure()));
}

void LikenessEngine::handle(RequestId request, DeleteSavedSearch command)
{
    Status removed = m_catalog->deleteSavedSearch(command.search);
    noteChange({.searchesChanged = true});
    reply(request, removed);
}

void LikenessEngine::handle(RequestId request, VerifyLibrary)
{
    std::vector<std::string> problems;
    if (m_answering) {
        if (auto found = m_answering->index().verify()) {
            problems = std::move(*found);
        } else {
            problems.push_back(found.error().message);
        }
    }
    look(request, LookPool::Order::AsAsked,
         [this, request, problems = std::move(problems)](Readers& readers) -> Result<Event> {
             auto session = answering();
             if (!session) {
                 return session.failure();
             }
             auto finished = verifyLibrary(readers, (*session)->identity());
             if (!finished) {
                 return finished.failure();
             }
             finished->request = request;
             finished->problems.insert(finished->problems.end(), problems.begin(), problems.end());
             return Event(std::move(*finished));
         });
}

void LikenessEngine::handle(RequestId request, RebuildIndex)
{
    if (!m_answering) {
        return reply(request, fail(ErrorCode::NotFound, m_problem));
    }
    if (Status begun = rebuildIndex(m_answering); !begun) {
        return reply(request, begun);
    }
    m_rebuildRequests.push_back(request); // answered by tick() when the new index is in use
}

void LikenessEngine::handle(RequestId request, CompactLibrary)
{
    auto dropped = m_catalog->compact();
    if (!dropped) {
        return reply(request, dropped.failure());
    }
    Status done = m_thumbnails->remove(*dropped);
    for (const std::string& model : modelsWithVectors()) {
        auto session = done ? openSession(model) : Result<SessionPtr>(done.failure());
        done = session ? (*session)->vectors().remove(*dropped) : Status(session.failure());
        if (done) {
            done = (*session)->feedIndex();
            (*session)->publish();
        }
    }
    noteChange({});
    reply(request, done);
}

} // namespace likeness
