// Tags, texts, and writing them into files: the handlers of LikenessEngine.

#include "core/engine/likeness_engine.h"
#include "core/engine/metadata_writing.h"
#include "core/media/media.h"
#include "core/media/sidecar.h"

#include <algorithm>
#include <semaphore>

namespace likeness {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

/// Files that lie ready while the engine thread is busy: each costs its size on the person's drive.
constexpr int kPreparedMax = 4;
constexpr auto kProgressInterval = 100ms;

MetadataPlanned planOf(const std::vector<PhotoRow>& rows, SidecarName name)
{
    MetadataPlanned plan;
    plan.photos = static_cast<std::int64_t>(rows.size());
    for (const PhotoRow& row : rows) {
        if (!row.online) {
            ++plan.offline;
            continue;
        }
        const bool canHold = canHoldAnnotations(row.format);
        plan.embeddable += canHold ? 1 : 0;
        if (!canHold && std::ranges::find(plan.cannotHold, row.format) == plan.cannotHold.end()) {
            plan.cannotHold.push_back(row.format);
        }
        plan.sidecarsThere += sidecarsOf(row.path).empty() ? 0 : 1;
        if (plan.example.empty()) {
            plan.example = sidecarToWrite(row.path, name);
        }
    }
    std::ranges::sort(plan.cannotHold);
    return plan;
}

/// The reason without the path before it, which a list shows beside it.
std::string reasonOf(const Error& error, const fs::path& path)
{
    const std::string prefix = displayPath(path) + ": ";
    return error.message.starts_with(prefix) ? error.message.substr(prefix.size()) : error.message;
}

} // namespace

/// A WriteMetadata on its way. The counts belong to the engine thread.
struct LikenessEngine::MetadataJob {
    MetadataWritten outcome;
    std::int64_t done = 0;
    std::int64_t total = 0;
    std::chrono::steady_clock::time_point lastProgress;
    std::counting_semaphore<kPreparedMax> room{kPreparedMax};
};

void LikenessEngine::handle(RequestId request, SetTags command)
{
    tagsChanged(request, m_catalog->editTags(command.edits));
}

void LikenessEngine::handle(RequestId request, RenameTag command)
{
    tagsChanged(request, m_catalog->renameTag(command.from, command.to));
}

void LikenessEngine::tagsChanged(RequestId request, Result<std::vector<TagEdit>> undo)
{
    if (!undo) {
        return reply(request, undo.failure());
    }
    if (!undo->empty()) {
        noteChange({});
    }
    m_sink(TagsChanged{request, std::move(*undo)});
}

void LikenessEngine::handle(RequestId request, SetTexts command)
{
    Status set = m_catalog->setTexts(command.photos, command.title, command.description);
    noteChange({});
    reply(request, set);
}

void LikenessEngine::handle(RequestId request, ListTags command)
{
    look(request, LookPool::Order::AsAsked,
         [request, photos = std::move(command.photos)](Readers& readers) -> Result<Event> {
             auto catalog = readers.catalog();
             auto tags = catalog ? (*catalog)->tags(photos) : Result<std::vector<TagCount>>(catalog.failure());
             if (!tags) {
                 return tags.failure();
             }
             return Event(TagsListed{request, std::move(*tags)});
         });
}

void LikenessEngine::handle(RequestId request, PlanMetadata command)
{
    look(request, LookPool::Order::AsAsked, [request, command = std::move(command)](Readers& readers) -> Result<Event> {
        auto catalog = readers.catalog();
        auto rows = catalog ? (*catalog)->rows(command.photos) : Result<std::vector<PhotoRow>>(catalog.failure());
        if (!rows) {
            return rows.failure();
        }
        MetadataPlanned plan = planOf(*rows, command.sidecarName);
        plan.request = request;
        return Event(std::move(plan));
    });
}

void LikenessEngine::handle(RequestId request, WriteMetadata command)
{
    auto job = std::make_shared<MetadataJob>();
    job->outcome.request = request;
    job->total = static_cast<std::int64_t>(command.photos.size());
    m_jobs.start(request, [this, job, command = std::move(command)](const std::stop_token& stop) {
        Readers readers(m_options.library);
        for (const PhotoId photo : command.photos) {
            while (!job->room.try_acquire_for(kProgressInterval)) {
                if (stop.stop_requested()) {
                    return; // the engine thread has ended
                }
            }
            if (stop.stop_requested()) {
                break;
            }
            auto catalog = readers.catalog();
            auto details = catalog ? (*catalog)->details(photo) : Result<PhotoDetails>(catalog.failure());
            const fs::path path = details ? details->row.path : fs::path();
            auto prepared = details ? PreparedWrite::prepare({*details, command.into, command.sidecarName}, m_files)
                                    : Result<std::unique_ptr<PreparedWrite>>(details.failure());
            Error failure = prepared ? Error{} : prepared.error();
            std::shared_ptr<PreparedWrite> write = prepared ? std::move(*prepared) : nullptr;
            onEngine([this, job, photo, path, write, failed = !prepared, failure = std::move(failure)] {
                if (!failed && write == nullptr) {
                    ++job->outcome.unchanged;
                } else if (Status put = failed ? Status(Failure{failure}) : putInPlace(*write); put) {
                    ++job->outcome.written;
                } else {
                    job->outcome.failures.push_back({photo, path, reasonOf(put.error(), path), 0});
                }
                job->room.release();
                noteWritten(*job);
            });
        }
        onEngine([this, job] { m_sink(std::move(job->outcome)); });
    });
}

void LikenessEngine::noteWritten(MetadataJob& job)
{
    ++job.done;
    const auto now = std::chrono::steady_clock::now();
    if (now - job.lastProgress >= kProgressInterval) {
        job.lastProgress = now;
        m_sink(MetadataProgress{job.outcome.request, job.done, job.total});
    }
}

Status LikenessEngine::putInPlace(PreparedWrite& write)
{
    // First the promise, then the file, then what became of it: a kill in between leaves a file that the next scan
    // finds changed and knows all the same. None is made for bytes that the catalog has not seen: their picture may be
    // another one.
    const PhotoId photo = write.photo();
    auto before = m_catalog->contentWithHash(write.hashBefore());
    auto rows = m_catalog->rows(std::span(&photo, 1));
    if (!before || !rows) {
        return !before ? before.failure() : rows.failure();
    }
    if (write.intoPhoto() && *before && !rows->empty() && rows->front().content == **before) {
        if (Status expected = m_catalog->expectRewrite(photo, write.hash()); !expected) {
            return expected;
        }
    }
    if (Status replaced = write.replace(m_files); !replaced) {
        return replaced;
    }
    auto known = m_catalog->contentWithHash(write.hash());
    auto folders = m_catalog->folders();
    auto stamp = stampOf(write.path());
    if (!known || !*known || !folders || !stamp) {
        enqueueScan({{write.path()}}); // other files have the old bytes, or somebody changed the photo: look at it anew
        return {};
    }
    for (const Catalog::FolderRecord& record : *folders) {
        const fs::path relative = write.path().lexically_relative(record.info.path);
        if (relative.empty() || *relative.begin() == "..") {
            continue;
        }
        CatalogBatch batch;
        batch.indexed.push_back(
            {record.info.id, relative, *stamp, write.hash(), {}, write.metadata(), sidecarStampOf(write.path())});
        if (!m_catalog->commit(batch)) {
            enqueueScan({{write.path()}});
        }
        noteChange({});
    }
    return {};
}

} // namespace likeness
