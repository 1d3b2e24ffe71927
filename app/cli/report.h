#pragma once

#include "core/api/events.h"

#include <nlohmann/json_fwd.hpp>
#include <ostream>
#include <span>
#include <unordered_map>

namespace likeness::cli {

/// One line of `embed`: what was embedded and its vector.
struct EmbeddedRow {
    std::string input;
    bool isText = false;
    std::span<const float> vector;
};

/// The score of each photo of a result; empty when the query had no examples.
inline std::unordered_map<PhotoId, float> scoresByPhoto(const QueryResult& result)
{
    std::unordered_map<PhotoId, float> scores;
    for (std::size_t i = 0; i < result.scores.size(); ++i) {
        scores.emplace(result.photos[i], result.scores[i]);
    }
    return scores;
}

/// Where photos are; those that are gone are missing.
using PhotoPaths = std::unordered_map<PhotoId, std::filesystem::path>;

/// Writes results to standard output: tables for people, or lines of JSON for scripts.
class Report {
public:
    virtual ~Report() = default;

    /// `rows` are the photos of `result`, in its order, photos that are gone left out.
    virtual void hits(const QueryResult& result, std::span<const PhotoRow> rows, bool explain) = 0;
    /// Some of the groups; called until all are told.
    virtual void duplicates(std::span<const DuplicateGroup> groups) = 0;
    virtual void duplicatesEnd(std::int64_t groups, std::int64_t photos) = 0;
    /// `paths` has those of the clusters' representatives.
    virtual void clusters(std::span<const PhotoCluster> clusters, const PhotoPaths& paths) = 0;
    /// `paths` has those of all photos.
    virtual void map(const PhotoMap& map, const PhotoPaths& paths) = 0;
    virtual void models(std::span<const ModelInfo> models) = 0;
    virtual void model(const ModelInfo& model) = 0;
    virtual void catalogue(std::span<const CatalogueModel> models) = 0;
    virtual void embedded(std::span<const EmbeddedRow> rows) = 0;
    virtual void status(const LibraryStatus& status) = 0;
    virtual void failures(std::span<const FailedFile> failures) = 0;
    virtual void tags(std::span<const TagCount> tags) = 0;
    /// What `tag` did: of so many photos, so many were changed.
    virtual void tagged(std::int64_t photos, std::int64_t changed) = 0;
    virtual void written(const MetadataWritten& outcome) = 0;
    virtual void verified(const VerifyFinished& outcome) = 0;
    /// A flat object of named figures.
    virtual void measurement(const nlohmann::ordered_json& figures) = 0;
};

std::unique_ptr<Report> makeHumanReport(std::ostream& out);
/// One JSON object per line; the field names are a contract.
std::unique_ptr<Report> makeJsonReport(std::ostream& out);

} // namespace likeness::cli
