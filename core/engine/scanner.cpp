#include "core/engine/scanner.h"

#include "core/base/glob.h"
#include "core/media/media.h"
#include "core/media/sidecar.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace likeness {
namespace {

namespace fs = std::filesystem;

struct FileKey {
    std::uint64_t device = 0;
    std::uint64_t inode = 0;
    std::int64_t sizeBytes = 0;
    std::int64_t modifiedNs = 0;

    explicit FileKey(const FileStamp& stamp)
        : device(stamp.device)
        , inode(stamp.inode)
        , sizeBytes(stamp.sizeBytes)
        , modifiedNs(stamp.modifiedNs)
    {
    }
    friend bool operator==(const FileKey&, const FileKey&) = default;
};

struct FileKeyHash {
    std::size_t operator()(const FileKey& key) const noexcept
    {
        return std::hash<std::uint64_t>{}(key.inode * 0x9E3779B97F4A7C15ULL ^ key.device
                                          ^ static_cast<std::uint64_t>(key.modifiedNs));
    }
};

/// One registered folder, or a part of it, during a scan.
struct Scope {
    FolderId folder;
    fs::path root;
    fs::path below; ///< relative to root; empty = all of it
    std::vector<KnownFile> known;
    std::unordered_map<std::string, std::size_t> byPath; ///< into `known`
    std::vector<bool> seen;
};

class Scan {
public:
    Scan(const Catalog& catalog, const ScanReport& report)
        : m_catalog(catalog)
        , m_report(report)
    {
    }

    Status run(const ScanRequest& wanted)
    {
        const ScanRequest request = withPhotosOfSidecars(wanted);
        if (request.paths.empty() && !wanted.paths.empty()) {
            return {}; // sidecars of nothing
        }
        auto folders = m_catalog.folders();
        if (!folders) {
            return folders.failure();
        }
        std::vector<Scope> scopes;
        for (const Catalog::FolderRecord& record : *folders) {
            if (Status added = addScopes(record, request, scopes); !added) {
                return added;
            }
        }
        for (const Scope& scope : scopes) {
            for (std::size_t i = 0; i < scope.known.size(); ++i) {
                m_byStamp.emplace(FileKey(scope.known[i].stamp), std::pair(&scope, i));
            }
        }
        for (Scope& scope : scopes) {
            const auto rules = std::find_if(folders->begin(), folders->end(), [&](const auto& record) {
                                   return record.info.id == scope.folder;
                               })->info.rules;
            if (!walk(scope, ExcludeRules(rules))) {
                return {}; // cancelled: what was not seen is not gone
            }
        }
        for (const Scope& scope : scopes) {
            reportGone(scope);
        }
        return {};
    }

private:
    /// A changed sidecar is a reason to look at the photos beside it.
    static ScanRequest withPhotosOfSidecars(const ScanRequest& wanted)
    {
        ScanRequest request;
        for (const fs::path& path : wanted.paths) {
            std::error_code error;
            if (isSidecarName(path) && !fs::is_directory(path, error)) {
                std::ranges::move(photosOfSidecar(path), std::back_inserter(request.paths));
            } else {
                request.paths.push_back(path);
            }
        }
        return request;
    }

    Status addScopes(const Catalog::FolderRecord& record, const ScanRequest& request, std::vector<Scope>& scopes)
    {
        std::vector<fs::path> below;
        if (request.paths.empty()) {
            below.emplace_back();
        }
        for (const fs::path& path : request.paths) {
            const fs::path relative = path.lexically_relative(record.info.path);
            if (relative == ".") {
                below.assign(1, fs::path());
                break;
            }
            if (!relative.empty() && *relative.begin() != "..") {
                below.push_back(relative);
            }
        }
        if (below.empty() || !checkOnline(record)) {
            return {};
        }
        std::sort(below.begin(), below.end());
        below.erase(std::unique(below.begin(), below.end()), below.end());
        for (fs::path& part : below) {
            auto known = m_catalog.filesUnder(record.info.id, part);
            if (!known) {
                return known.failure();
            }
            Scope scope{record.info.id, record.info.path, std::move(part), std::move(*known), {}, {}};
            scope.seen.resize(scope.known.size());
            for (std::size_t i = 0; i < scope.known.size(); ++i) {
                scope.byPath.emplace(scope.known[i].relativePath.native(), i);
            }
            scopes.push_back(std::move(scope));
        }
        return {};
    }

    /// True if the folder's drive is there. An empty mount point on another device than last time is an unmounted
    /// drive.
    bool checkOnline(const Catalog::FolderRecord& record)
    {
        std::error_code error;
        const bool isFolder = fs::is_directory(record.info.path, error);
        auto stamp = stampOf(record.info.path);
        bool online = isFolder && stamp;
        if (online && record.device != 0 && stamp->device != record.device && record.info.photoCount > 0) {
            online = !fs::is_empty(record.info.path, error) && !error;
        }
        const std::uint64_t device = online ? stamp->device : record.device;
        if (online != record.info.online || device != record.device) {
            m_report.folderOnline(record.info.id, online, device);
        }
        return online;
    }

    /// Returns false when cancelled.
    bool walk(Scope& scope, const ExcludeRules& rules)
    {
        const fs::path start = scope.below.empty() ? scope.root : scope.root / scope.below;
        for (fs::path part = scope.below; !part.empty(); part = part.parent_path()) {
            if (rules.excludes(part, part != scope.below || fs::is_directory(start))) {
                return true;
            }
        }
        std::error_code error;
        const fs::file_status status = fs::symlink_status(start, error);
        if (error || status.type() == fs::file_type::not_found) {
            return true; // everything known below is gone
        }
        if (status.type() != fs::file_type::directory) {
            return !hasPhotoExtension(start) || visit(scope, scope.below, sidecarStampOf(start));
        }
        std::vector<fs::path> pending{scope.below};
        while (!pending.empty()) {
            const fs::path folder = std::move(pending.back());
            pending.pop_back();
            if (m_report.cancelled() || !walkFolder(scope, folder, rules, pending)) {
                return false;
            }
        }
        return true;
    }

    bool walkFolder(Scope& scope, const fs::path& folder, const ExcludeRules& rules, std::vector<fs::path>& pending)
    {
        const fs::path absolute = folder.empty() ? scope.root : scope.root / folder;
        std::error_code error;
        fs::directory_iterator entries(absolute, error);
        if (error) {
            m_report.problem("cannot look into " + displayPath(absolute) + ": " + error.message());
            keepBelow(scope, folder); // a folder that cannot be read is not a folder that is empty
            return true;
        }
        std::vector<fs::path> files;
        std::vector<fs::path> subfolders;
        bool hasSidecars = false; // most folders have none, and need not be asked for one at each photo
        for (; entries != fs::directory_iterator(); entries.increment(error)) {
            const fs::path relative = folder / entries->path().filename();
            const bool isLink = entries->is_symlink(error);
            const bool isFolder = entries->is_directory(error);
            if ((isFolder && isLink) || rules.excludes(relative, isFolder)) {
                continue;
            }
            if (isFolder) {
                subfolders.push_back(relative);
            } else if (hasPhotoExtension(relative)) {
                files.push_back(relative);
            } else {
                hasSidecars = hasSidecars || isSidecarName(relative);
            }
        }
        if (error) {
            m_report.problem("cannot list " + displayPath(absolute) + ": " + error.message());
            keepBelow(scope, folder);
        }
        std::sort(files.begin(), files.end());
        std::sort(subfolders.begin(), subfolders.end(), std::greater<>()); // popped from the back: A before B
        pending.insert(pending.end(), subfolders.begin(), subfolders.end());
        m_report.found(static_cast<std::int64_t>(files.size()));
        return std::ranges::all_of(files, [&](const fs::path& relative) {
            return visit(scope, relative, hasSidecars ? sidecarStampOf(scope.root / relative) : 0);
        });
    }

    /// Returns false when the scan is to stop.
    bool visit(Scope& scope, const fs::path& relative, std::int64_t sidecarStamp)
    {
        const fs::path absolute = scope.root / relative;
        const auto known = scope.byPath.find(relative.native());
        auto stamp = stampOf(absolute);
        if (!stamp) {
            std::error_code error;
            if (!fs::is_symlink(fs::symlink_status(absolute, error))) {
                return true; // gone between listing and looking
            }
            stamp = FileStamp{}; // a link into nowhere or in a circle: reading it will say so
        }
        FileTask task{scope.folder, scope.root, relative, *stamp, sidecarStamp, /*readsMetadata=*/true};
        if (known != scope.byPath.end()) {
            scope.seen[known->second] = true;
            const KnownFile& file = scope.known[known->second];
            task.readsMetadata = !(file.stamp == *stamp) || file.sidecarStamp != sidecarStamp;
            const bool sameBytes
                = file.stamp.sizeBytes == stamp->sizeBytes && file.stamp.modifiedNs == stamp->modifiedNs;
            if (file.stamp == *stamp || (sameBytes && !file.failed)) {
                return visitUnchanged(scope, file, std::move(task));
            }
        } else if (const KnownFile* old = movedFrom(*stamp)) {
            m_moved.insert(old->photo);
            m_report.moved(old->photo, scope.folder, relative, *stamp);
            return old->sidecarStamp == sidecarStamp || m_report.task(std::move(task));
        } else {
            task.readsMetadata
                = sidecarStamp != 0; // else the bytes say it all, and a copy of known ones says nothing new
        }
        return m_report.task(std::move(task));
    }

    /// A file with the bytes that it had. Returns false when the scan is to stop.
    bool visitUnchanged(const Scope& scope, const KnownFile& file, FileTask task)
    {
        if (!(file.stamp == task.stamp)) { // a remounted drive gives new device and inode numbers
            m_report.moved(file.photo, scope.folder, task.relativePath, task.stamp);
        }
        const bool complete
            = file.failed || (file.sidecarStamp == task.sidecarStamp && !m_report.lacksSomething(file.content));
        return complete || m_report.task(std::move(task));
    }

    const KnownFile* movedFrom(const FileStamp& stamp) const
    {
        const auto [first, last] = m_byStamp.equal_range(FileKey(stamp));
        for (auto it = first; it != last; ++it) {
            const auto& [scope, index] = it->second;
            const KnownFile& file = scope->known[index];
            std::error_code error;
            const bool stillThere = fs::exists(fs::symlink_status(scope->root / file.relativePath, error));
            if (!file.failed && !stillThere && !m_moved.contains(file.photo)) {
                return &file;
            }
        }
        return nullptr;
    }

    void keepBelow(Scope& scope, const fs::path& folder)
    {
        const std::string prefix = folder.empty() ? std::string() : folder.native() + "/";
        for (std::size_t i = 0; i < scope.known.size(); ++i) {
            if (scope.known[i].relativePath.native().starts_with(prefix)) {
                scope.seen[i] = true;
            }
        }
    }

    void reportGone(const Scope& scope)
    {
        std::vector<GoneFile> gone;
        for (std::size_t i = 0; i < scope.known.size(); ++i) {
            if (!scope.seen[i] && !m_moved.contains(scope.known[i].photo)) {
                gone.push_back({scope.known[i].photo, scope.root / scope.known[i].relativePath});
            }
        }
        if (!gone.empty()) {
            m_report.gone(std::move(gone));
        }
    }

    const Catalog& m_catalog;
    const ScanReport& m_report;
    std::unordered_multimap<FileKey, std::pair<const Scope*, std::size_t>, FileKeyHash> m_byStamp;
    std::unordered_set<PhotoId> m_moved;
};

} // namespace

Status scan(const ScanRequest& request, const Catalog& catalog, const ScanReport& report)
{
    return Scan(catalog, report).run(request);
}

} // namespace likeness
