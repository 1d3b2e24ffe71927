#pragma once

#include "core/catalog/catalog.h"
#include "core/catalog/sqlite_database.h"

namespace likeness {

/// The catalog in catalog.db. Its functions lie in catalog_<group>.cpp, a group for each heading of `Catalog`.
class SqliteCatalog final : public Catalog {
public:
    SqliteCatalog(const std::filesystem::path& file, Access access);

    Result<FolderId> addFolder(const std::filesystem::path& path, const FolderRules& rules) override;
    Status removeFolder(FolderId folder) override;
    Status setFolderRules(FolderId folder, const FolderRules& rules) override;
    Status setFolderOnline(FolderId folder, bool online, std::uint64_t device) override;
    Result<std::vector<FolderRecord>> folders() const override;
    Result<std::vector<SubfoldersListed::Subfolder>> subfolders(const std::filesystem::path& parent) const override;

    Result<std::vector<KnownFile>> filesUnder(FolderId folder,
                                              const std::filesystem::path& relativePath) const override;
    Result<CommitOutcome> commit(const CatalogBatch& batch) override;
    Status moveFile(PhotoId photo, FolderId folder, const std::filesystem::path& relativePath,
                    const FileStamp& stamp) override;
    Result<std::optional<ContentId>> contentWithHash(const ContentHash& hash) const override;
    Status expectRewrite(PhotoId photo, const ContentHash& hash) override;
    Result<std::vector<FailedFile>> failures() const override;
    Status clearFailures() override;

    Result<std::vector<PhotoId>> photosMatching(const Query& query, const Filter& filter) const override;
    Result<std::vector<ContentId>> contentsMatching(const Query& query, const Filter& filter) const override;
    Result<std::vector<std::pair<ContentId, PhotoId>>> photosOf(std::span<const ContentId> contents) const override;
    Result<std::vector<PhotoRow>> rows(std::span<const PhotoId> photos) const override;
    Result<PhotoDetails> details(PhotoId photo) const override;
    Result<std::vector<Copies>> exactDuplicates() const override;
    Status forEachShot(const std::function<bool(const Shot&)>& visit) const override;
    Result<std::vector<ContentId>> contents() const override;
    Result<std::vector<ContentPhoto>> photosByContent() const override;
    Result<Facts> facts() const override;
    Result<std::int64_t> dataVersion() const override;
    Result<std::shared_ptr<const FacetTable>> facetTable(const std::function<bool()>& abandoned) const override;

    Status setRating(std::span<const PhotoId> photos, int rating) override;
    Result<std::vector<TagEdit>> editTags(std::span<const TagEdit> edits) override;
    Result<std::vector<TagEdit>> renameTag(const std::string& from, const std::string& to) override;
    Status setTexts(std::span<const PhotoId> photos, const std::optional<std::string>& title,
                    const std::optional<std::string>& description) override;
    Result<std::vector<TagCount>> tags(std::span<const PhotoId> photos) const override;
    Status setNotDuplicates(std::span<const PhotoId> photos, bool apart) override;
    Result<std::vector<std::pair<ContentId, ContentId>>> notDuplicates() const override;
    Result<SavedSearchId> saveSearch(const std::string& name, const Query& query) override;
    Status deleteSavedSearch(SavedSearchId search) override;
    Result<std::vector<SavedSearch>> savedSearches() const override;
    Status decideCluster(const ClusterDecision& decision) override;
    Result<std::vector<ClusterDecision>> clusterDecisions(const std::string& modelId) const override;
    Result<std::string> setting(const std::string& key) const override;
    Status setSetting(const std::string& key, const std::string& value) override;

    Result<Counts> counts() const override;
    Result<std::vector<std::string>> verify() const override;
    Result<std::vector<ContentId>> compact() override;

private:
    mutable SqliteDatabase m_database;
};

/// A file's place as the tables know it.
struct StoredPath {
    std::string_view folder;    ///< folder.path
    std::string_view directory; ///< directory.path
    std::string_view name;      ///< file.name

    std::filesystem::path relative() const;
    std::filesystem::path absolute() const;
};

/// Directories in the order of their paths: rank by directory id. Sorted lists break ties with it.
std::unordered_map<std::int64_t, std::int64_t> directoryRanks(const SqliteDatabase& database);

} // namespace likeness
