#include "app/cli/commands.h"
#include "app/cli/text.h"

#include <algorithm>
#include <map>

namespace likeness::cli {
namespace {

namespace fs = std::filesystem;

Result<std::vector<PhotoId>> photosPassing(const std::string& filter, const fs::path& folder, Session& session)
{
    Query query;
    query.filter = filter;
    query.folder = folder;
    const Result<QueryAnswered> answered = session.client.ask<QueryAnswered>(RunQuery{std::move(query)});
    return answered ? Result<std::vector<PhotoId>>(answered->result->photos) : answered.failure();
}

/// The numbers of photos that the library knows at these paths.
Result<std::vector<PhotoId>> photosAt(const std::vector<fs::path>& paths, Session& session)
{
    std::map<fs::path, std::vector<fs::path>> byFolder;
    for (const fs::path& path : paths) {
        byFolder[path.parent_path()].push_back(path);
    }
    std::map<fs::path, PhotoId> found;
    for (const auto& [folder, wanted] : byFolder) {
        const auto photos = photosPassing({}, folder, session);
        if (!photos) {
            return photos.failure();
        }
        const Status read
            = forEachRow(*photos, session, [&found](const PhotoRow& row) { found.emplace(row.path, row.id); });
        if (!read) {
            return read.failure();
        }
    }
    std::vector<PhotoId> photos;
    for (const fs::path& path : paths) {
        const auto photo = found.find(path);
        if (photo == found.end()) {
            return fail(ErrorCode::NotFound, printable(path)
                                                 + " is not in the library; `likeness-cli index` looks for "
                                                   "new photos in its folders");
        }
        photos.push_back(photo->second);
    }
    return photos;
}

Result<std::vector<PhotoId>> chosenPhotos(const PhotoChoice& choice, Session& session)
{
    return choice.photos.empty() ? photosPassing(choice.filter, {}, session) : photosAt(choice.photos, session);
}

ExitCode listTags(const PhotoChoice& choice, Session& session)
{
    ListTags question; // of no photos: all tags
    if (!choice.photos.empty() || !choice.filter.empty()) {
        Result<std::vector<PhotoId>> photos = chosenPhotos(choice, session);
        if (!photos) {
            return failed(session, photos.error());
        }
        if (photos->empty()) {
            session.report.tags({});
            return ExitCode::Done;
        }
        question.photos = std::move(*photos);
    }
    const Result<TagsListed> listed = session.client.ask<TagsListed>(std::move(question));
    if (!listed) {
        return failed(session, listed.error());
    }
    session.report.tags(listed->tags);
    return ExitCode::Done;
}

std::int64_t photosIn(const std::vector<TagEdit>& edits)
{
    std::int64_t count = 0;
    for (const TagEdit& edit : edits) {
        count += static_cast<std::int64_t>(edit.photos.size());
    }
    return count;
}

} // namespace

ExitCode tagPhotos(const TagCommand& command, Session& session)
{
    if (!command.renamed.empty()) {
        const Result<TagsChanged> changed
            = session.client.ask<TagsChanged>(RenameTag{command.renamed[0], command.renamed[1]});
        if (!changed) {
            return failed(session, changed.error());
        }
        session.report.tagged(photosIn(changed->undo), photosIn(changed->undo));
        return ExitCode::Done;
    }
    if (command.add.empty() && command.remove.empty() && !command.rating) {
        return listTags(command.choice, session);
    }
    const Result<std::vector<PhotoId>> photos = chosenPhotos(command.choice, session);
    if (!photos) {
        return failed(session, photos.error());
    }
    const Result<TagsChanged> changed
        = session.client.ask<TagsChanged>(SetTags{{{*photos, command.add, command.remove}}});
    if (!changed) {
        return failed(session, changed.error());
    }
    if (command.rating) {
        if (Status rated = session.client.tell(SetRating{*photos, *command.rating}); !rated) {
            return failed(session, rated.error());
        }
    }
    session.report.tagged(static_cast<std::int64_t>(photos->size()),
                          command.rating ? static_cast<std::int64_t>(photos->size()) : photosIn(changed->undo));
    return ExitCode::Done;
}

ExitCode writeMetadata(const WriteMetadataCommand& command, Session& session)
{
    const Result<std::vector<PhotoId>> photos = chosenPhotos(command.choice, session);
    if (!photos) {
        return failed(session, photos.error());
    }
    const Result<MetadataWritten> written
        = session.client.ask<MetadataWritten>(WriteMetadata{*photos, command.into, command.sidecarName});
    if (!written) {
        return failed(session, written.error());
    }
    session.report.written(*written);
    return written->failures.empty() ? ExitCode::Done : ExitCode::SomeFilesFailed;
}

} // namespace likeness::cli
