// The commands about duplicates.

#include "core/base/thread_priority.h"
#include "core/engine/duplicate_review.h"
#include "core/engine/likeness_engine.h"
#include "core/engine/trash.h"

#include <algorithm>

namespace likeness {
namespace {

constexpr std::int64_t kGroupsAtOnce = 1000;
constexpr std::chrono::milliseconds kProgressEvery{100};
/// Of more photos the index is not asked for neighbours unless a person waits: about half a minute of one core.
constexpr std::size_t kNeighboursAskedUnasked = 20'000;
constexpr int kStacksNiceness = 10; // behind searches and what is being indexed

} // namespace

DuplicateSearch LikenessEngine::duplicateSearch(Readers& readers, const SearchSnapshot* snapshot)
{
    DuplicateSearch search{m_options.library, readers, snapshot, {}, {}};
    search.run.threads = m_options.threads;
    search.keepHashes = [this](std::vector<ThumbnailStore::PictureHashes> hashes) {
        onEngine([this, hashes = std::move(hashes)] {
            (void)m_thumbnails->putHashes(hashes); // derived: what is not kept is computed again
        });
    };
    return search;
}

std::shared_ptr<const QueryResult> LikenessEngine::stacked(std::shared_ptr<const QueryResult> result,
                                                           const Query& query)
{
    if (!query.stacked) {
        return result;
    }
    if (!m_stacksWanted.exchange(true)) {
        onEngine([this] { findStacksIfDue(); });
    }
    std::shared_ptr<const Stacks> stacks;
    {
        const std::lock_guard lock(m_duplicatesMutex);
        stacks = m_stacks;
    }
    auto folded = std::make_shared<QueryResult>(*result);
    fold(*folded, stacks ? *stacks : Stacks({}), query.unfolded);
    return folded;
}

void LikenessEngine::findStacksIfDue()
{
    const std::int64_t revision = m_photosRevision.load(), neighbours = m_neighboursRevision;
    const bool isCurrent
        = m_stacksRevision == revision && (!m_stacksLackNeighbours || m_stacksNeighboursRevision == neighbours);
    if (!m_stacksWanted || m_active || m_findingStacks || isCurrent) {
        return;
    }
    m_findingStacks = true;
    m_jobs.start({m_nextRequest++}, [this, revision, neighbours](const std::stop_token& stop) {
        lowerPriorityOfThisThread(kStacksNiceness);
        FoundStacks found = lookForStacks(stop);
        onEngine([this, revision, neighbours, found = std::move(found)] {
            m_findingStacks = false;
            m_stacksRevision = revision;
            m_stacksNeighboursRevision = neighbours;
            m_stacksLackNeighbours = found.lackNeighbours;
            if (found.stacks) {
                {
                    const std::lock_guard lock(m_duplicatesMutex);
                    m_stacks = found.stacks;
                }
                noteChange({}); // what is shown may be folded now
            }
            findStacksIfDue(); // photos, or their neighbours, may have come meanwhile
        });
    });
}

LikenessEngine::FoundStacks LikenessEngine::lookForStacks(const std::stop_token& stop)
{
    auto session = answering();
    if (!session || stop.stop_requested()) {
        return {};
    }
    Readers readers(m_options.library);
    const SearchSnapshot snapshot = (*session)->snapshot();
    DuplicateSearch search = duplicateSearch(readers, &snapshot);
    search.run.stop = stop;
    search.askedMax = kNeighboursAskedUnasked;
    auto near = findDuplicates({}, search);
    auto stacks = findStacks(readers, snapshot.vectors, near ? &near->list : nullptr, stop);
    return {stacks ? std::make_shared<const Stacks>(std::move(*stacks)) : nullptr, near && near->unasked > 0};
}

void LikenessEngine::handle(RequestId request, FindDuplicates command)
{
    m_jobs.start(request, [this, request, command = std::move(command)](const std::stop_token& stop) {
        Readers readers(m_options.library);
        // Same bytes need no model; everything else does.
        auto session = answering();
        if (!session && command.kind == DuplicateKind::Near) {
            return reply(request, session.failure());
        }
        const auto snapshot = session ? std::optional((*session)->snapshot()) : std::nullopt;
        DuplicateSearch search = duplicateSearch(readers, snapshot ? &*snapshot : nullptr);
        search.run.stop = stop;
        search.run.progress = [this, request, last = std::chrono::steady_clock::time_point()](double share) mutable {
            if (const auto now = std::chrono::steady_clock::now(); now - last >= kProgressEvery) {
                last = now;
                m_sink(DuplicatesProgress{request, share});
            }
        };
        auto searched = findDuplicates(command, search);
        auto catalog = readers.catalog();
        auto folders = catalog ? (*catalog)->setting(kKeeperFoldersKey) : Result<std::string>(catalog.failure());
        if (stop.stop_requested()) {
            return; // withdrawn: nobody waits for an answer
        }
        if (!searched || !folders) {
            return reply(request, !searched ? searched.failure() : folders.failure());
        }
        const auto list = std::make_shared<const DuplicateList>(std::move(searched->list));
        DuplicatesFound found{request,
                              {},
                              static_cast<std::int64_t>(list->count()),
                              static_cast<std::int64_t>(list->photoCount()),
                              keeperFoldersFrom(*folders)};
        {
            const std::lock_guard lock(m_duplicatesMutex);
            m_duplicates = list;
            found.list = {++m_duplicatesId.value};
        }
        m_sink(std::move(found));
    });
}

void LikenessEngine::handle(RequestId request, LoadDuplicates command)
{
    look(request, LookPool::Order::AsAsked, [this, request, command](Readers& readers) -> Result<Event> {
        std::shared_ptr<const DuplicateList> list;
        {
            const std::lock_guard lock(m_duplicatesMutex);
            list = command.list == m_duplicatesId ? m_duplicates : nullptr;
        }
        if (!list) {
            return fail(ErrorCode::NotFound, "this list of duplicates has been replaced by another; look again");
        }
        auto catalog = readers.catalog();
        auto folders = catalog ? (*catalog)->setting(kKeeperFoldersKey) : Result<std::string>(catalog.failure());
        if (!folders) {
            return folders.failure();
        }
        const auto first = static_cast<std::size_t>(std::max<std::int64_t>(0, command.first));
        const auto count = static_cast<std::size_t>(std::clamp<std::int64_t>(command.count, 0, kGroupsAtOnce));
        auto groups = loadGroups(*list, first, count, keeperFoldersFrom(*folders), readers);
        if (!groups) {
            return groups.failure();
        }
        return Event(DuplicatesLoaded{request, command.list, command.first, std::move(*groups)});
    });
}

void LikenessEngine::handle(RequestId request, SetNotDuplicates command)
{
    reply(request, m_catalog->setNotDuplicates(command.photos, command.apart));
}

void LikenessEngine::handle(RequestId request, SetKeeperFolders command)
{
    auto setting = settingOf(command.folders);
    reply(request, setting ? m_catalog->setSetting(kKeeperFoldersKey, *setting) : Status(setting.failure()));
}

void LikenessEngine::handle(RequestId request, ApplyDuplicates command)
{
    auto plan = checkDecisions(command.decisions, *m_catalog);
    if (!plan) {
        return reply(request, plan.failure());
    }
    removeFiles(request, plan->rows, moveToTrash, std::move(plan->failures));
}

} // namespace likeness
