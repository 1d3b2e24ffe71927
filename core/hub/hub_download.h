#pragma once

#include "core/base/file_system.h"
#include "core/hub/http_client.h"
#include "core/hub/hub_listing.h"

namespace likeness {

/// Where a download stands.
struct DownloadStep {
    std::int64_t doneBytes = 0;
    std::int64_t totalBytes = 0;
    double bytesPerSecond = 0; ///< over the last few seconds
    std::string step;          ///< for people: a file's name, "checking", "waiting to try again"
};

/// What a download fetches.
struct HubPlan {
    std::string repository;
    std::string revision;  ///< the commit that all files are of
    std::string modelType; ///< as config.json says ("clip", "dinov2"); "open_clip" in that layout
    std::vector<HubFile> files;
    std::int64_t totalBytes = 0;
    std::int64_t haveBytes = 0; ///< of those, already in the folder; unchecked
};

/// Errors: InvalidInput (not "owner/name").
Status checkRepository(const std::string& repository);

/// One model of a hub in Hugging Face's layout, fetched into a folder of its own.
/// Thread: one; a stop may be requested from any. No two at once in one folder.
/// Source: the Hub's HTTP interface, `/api/models/{repository}/revision/main` and `/{repository}/resolve/{commit}/`.
class HubDownload {
public:
    struct Options {
        std::string repository; ///< "owner/name"
        NetworkSettings network;
        std::filesystem::path folder; ///< made if need be; what has come stays there when cut short
        /// Called at most every 100 ms and at each new step, from the thread that fetches.
        std::function<void(const DownloadStep&)> progress;
        std::stop_token stop; ///< ends everything at once, waits included
        Patience patience;
        FileSystem* files = nullptr; ///< null = the real one
    };

    explicit HubDownload(Options options);
    ~HubDownload();

    /// Asks the hub which files the model has, and chooses those that Likeness reads: Hugging Face's layout where its
    /// config.json names a model type (timm's does not), else open_clip's.
    /// Errors: NotFound (no such model), InvalidInput (name, mirror, proxy), Unsupported (asks for a login; nothing we
    /// can read), Corrupt (the answer makes no sense), Io (network), Cancelled.
    Result<HubPlan> plan();

    /// Brings the files of the plan, and only those, into the folder; each one is there whole, verified and synced
    /// when this returns. Goes on where an earlier attempt stopped.
    /// Errors: as `plan`; OutOfResources (disk full, which is looked at first), Corrupt (arrived wrong twice).
    Status fetch(const HubPlan& plan);

private:
    class Run;

    Options m_options;
    FileSystem m_realFiles;
};

} // namespace likeness
