#include "app/cli/report.h"

#include "app/cli/duplicate_text.h"
#include "app/cli/text.h"
#include "core/base/file_system.h"

#include <charconv>
#include <nlohmann/json.hpp>
#include <unordered_map>

namespace likeness::cli {
namespace {

using Json = nlohmann::ordered_json;

/// The double whose shortest decimal form is that of the float: 0.93, not 0.9300000071525574.
double shortest(float value)
{
    std::array<char, 32> text{};
    const char* end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
    double shortened = 0;
    std::from_chars(text.data(), end, shortened);
    return shortened;
}

/// Adds `path`, and `path_bytes` (percent-encoded) when the name is not UTF-8 and `path` cannot be opened as it stands.
void addPath(Json& object, const std::filesystem::path& path)
{
    std::string text = displayPath(path);
    const bool isLossy = text != path.native();
    object["path"] = std::move(text);
    if (isLossy) {
        object["path_bytes"] = percentEncoded(path);
    }
}

Json modelJson(const ModelInfo& model)
{
    return {{"id", model.id},
            {"family", model.family},
            {"dimension", model.dimension},
            {"bytes", model.sizeBytes},
            {"words", model.understandsWords},
            {"active", model.active},
            {"name", model.name},
            {"licence", model.licence},
            {"languages", model.languages},
            {"memory_bytes", model.memoryBytes},
            {"arriving", model.arriving},
            {"vectors", model.vectors},
            {"images_per_second", model.imagesPerSecond}};
}

Json figuresJson(const QueryFigures& figures)
{
    return {{"queries", figures.queries},
            {"recall10", figures.recall10},
            {"median_us", figures.median.count()},
            {"p95_us", figures.p95.count()},
            {"p99_us", figures.p99.count()}};
}

Json measurementJson(const IndexMeasurement& measured)
{
    return {{"when", isoTime({measured.whenSeconds, 0})},
            {"index", measured.indexKind},
            {"vectors", measured.vectors},
            {"image", figuresJson(measured.images)},
            {"words", measured.words ? figuresJson(*measured.words) : Json(nullptr)}};
}

class JsonReport final : public Report {
public:
    explicit JsonReport(std::ostream& out)
        : m_out(out)
    {
    }

    void hits(const QueryResult& result, std::span<const PhotoRow> rows, bool explain) override
    {
        const std::unordered_map<PhotoId, float> scores = scoresByPhoto(result);
        std::int64_t rank = 0;
        for (const PhotoRow& row : rows) {
            Json hit{{"rank", ++rank}};
            const auto score = scores.find(row.id);
            hit["score"] = score != scores.end() ? Json(shortest(score->second)) : Json(nullptr);
            addPath(hit, row.path);
            hit["photo"] = row.id.value;
            hit["width"] = row.width;
            hit["height"] = row.height;
            hit["taken"] = row.taken ? Json(isoTime(*row.taken)) : Json(nullptr);
            if (!row.online) {
                hit["online"] = false;
            }
            print(hit);
        }
        if (explain) {
            const SearchPlan& plan = result.plan;
            print({{"explain",
                    {{"index", result.indexKind},
                     {"plan", plan.words},
                     {"allowed", plan.allowedContents ? Json(*plan.allowedContents) : Json(nullptr)},
                     {"lists_probed", plan.listsProbed},
                     {"rows_estimated", plan.rowsEstimated},
                     {"rows_compared", plan.rowsCompared},
                     {"hits", result.photos.size()},
                     {"suggested_cut_off", shortest(result.suggestedCutOff)},
                     {"search_us", result.searchTime.count()},
                     {"catalog_us", plan.catalogTime.count()},
                     {"index_us", plan.indexTime.count()},
                     {"embed_us", result.embedTime.count()}}}});
        }
    }

    void duplicates(std::span<const DuplicateGroup> groups) override
    {
        for (const DuplicateGroup& group : groups) {
            Json photos = Json::array();
            for (const DuplicateMember& member : group.members) {
                Json photo;
                addPath(photo, member.row.path);
                photo["photo"] = member.row.id.value;
                photo["keep"] = member.keep;
                photo["reason"] = reasonText(group, member);
                photo["width"] = member.row.width;
                photo["height"] = member.row.height;
                photo["bytes"] = member.row.sizeBytes;
                photo["jpeg_quality"] = member.jpegQuality ? Json(*member.jpegQuality) : Json(nullptr);
                photos.push_back(std::move(photo));
            }
            const bool exact = group.kind == DuplicateKind::Exact;
            Json line{{"kind", exact ? "exact" : "near"}};
            if (exact) {
                line["same_bytes"] = group.sameBytes;
            }
            line["photos"] = std::move(photos);
            print(line);
        }
        m_out.flush(); // a long list is followed as it comes
    }

    void duplicatesEnd(std::int64_t, std::int64_t) override { }
    void clusters(std::span<const PhotoCluster> clusters, const PhotoPaths& paths) override
    {
        for (const PhotoCluster& cluster : clusters) {
            Json representatives = Json::array();
            for (const PhotoId photo : cluster.representatives) {
                if (const auto path = paths.find(photo); path != paths.end()) {
                    Json one;
                    addPath(one, path->second);
                    one["photo"] = photo.value;
                    representatives.push_back(std::move(one));
                }
            }
            print({{"cluster", cluster.id.value},
                   {"level", cluster.level},
                   {"parent", cluster.parent ? Json(cluster.parent.value) : Json(nullptr)},
                   {"name", cluster.name},
                   {"named", cluster.named},
                   {"pinned", cluster.pinned},
                   {"photos", cluster.photoCount},
                   {"representatives", std::move(representatives)}});
        }
    }

    void map(const PhotoMap& map, const PhotoPaths& paths) override
    {
        for (std::size_t i = 0; i < map.photos.size(); ++i) {
            Json clusters = Json::array(); // from the finest level up
            for (const auto& clusterOf : map.clusterOf) {
                const std::int32_t place = clusterOf[i];
                clusters.push_back(place == PhotoMap::kNoCluster
                                       ? Json(nullptr)
                                       : Json(map.clusters[static_cast<std::size_t>(place)].id.value));
            }
            Json line{{"photo", map.photos[i].value}};
            if (const auto path = paths.find(map.photos[i]); path != paths.end()) {
                addPath(line, path->second);
            }
            line["x"] = shortest(map.points[i].x);
            line["y"] = shortest(map.points[i].y);
            line["clusters"] = std::move(clusters);
            print(line);
        }
    }

    void models(std::span<const ModelInfo> models) override
    {
        for (const ModelInfo& one : models) {
            print(modelJson(one));
        }
    }

    void model(const ModelInfo& model) override { print(modelJson(model)); }

    void catalogue(std::span<const CatalogueModel> models) override
    {
        for (const CatalogueModel& one : models) {
            print({{"repository", one.repository},
                   {"name", one.name},
                   {"family", one.family},
                   {"dimension", one.dimension},
                   {"bytes", one.downloadBytes},
                   {"words", one.understandsWords},
                   {"languages", one.languages},
                   {"licence", one.licence},
                   {"terms", one.terms},
                   {"description", one.description},
                   {"fetchable", one.fetchable}});
        }
    }

    void embedded(std::span<const EmbeddedRow> rows) override
    {
        for (const EmbeddedRow& row : rows) {
            Json values = Json::array();
            for (const float value : row.vector) {
                values.push_back(shortest(value));
            }
            print({{row.isText ? "text" : "image", row.input},
                   {"dimension", row.vector.size()},
                   {"vector", std::move(values)}});
        }
    }

    void status(const LibraryStatus& status) override
    {
        Json object{{"library", displayPath(status.library)},
                    {"folders", status.folders},
                    {"photos", status.photos},
                    {"contents", status.contents},
                    {"vectors", status.vectors},
                    {"failures", status.failures},
                    {"offline_photos", status.offlinePhotos},
                    {"catalog_bytes", status.catalogBytes},
                    {"thumbnail_bytes", status.thumbnailBytes},
                    {"vector_bytes", status.vectorBytes},
                    {"index_bytes", status.indexBytes},
                    {"model", modelJson(status.model)},
                    {"index", status.indexKind},
                    {"index_reason", status.indexReason},
                    {"index_building", status.indexBuilding},
                    {"device", status.device},
                    {"device_reason", status.deviceReason},
                    {"searches", status.searches},
                    {"search_median_us", status.searchMedian.count()},
                    {"search_p99_us", status.searchP99.count()}};
        const auto& measured = status.measured;
        object["search_p95_us"] = status.searchP95.count();
        object["recall10"] = measured ? Json(measured->images.recall10) : Json(nullptr);
        object["recall10_words"] = measured && measured->words ? Json(measured->words->recall10) : Json(nullptr);
        object["measured"] = measured ? measurementJson(*measured) : Json(nullptr);
        object["measuring"] = status.measuring;
        object["waiting_vectors"] = status.waitingVectors;
        object["build_s"] = static_cast<double>(status.indexBuildTime.count()) / 1000;
        object["index_memory_bytes"] = status.indexHeldBytes;
        object["model_memory_bytes"] = status.modelHeldBytes;
        object["memory_bytes"] = status.processBytes;
        object["problem"] = status.problem;
        print(object);
    }

    void failures(std::span<const FailedFile> failures) override
    {
        for (const FailedFile& failure : failures) {
            Json object;
            addPath(object, failure.path);
            object["photo"] = failure.photo.value;
            object["reason"] = failure.reason;
            object["when"] = isoTime({failure.whenSeconds, 0});
            print(object);
        }
    }

    void tags(std::span<const TagCount> tags) override
    {
        for (const TagCount& tag : tags) {
            print({{"tag", tag.name}, {"photos", tag.photos}});
        }
    }

    void tagged(std::int64_t photos, std::int64_t changed) override
    {
        print({{"photos", photos}, {"changed", changed}});
    }

    void written(const MetadataWritten& outcome) override
    {
        for (const FailedFile& failure : outcome.failures) {
            Json object;
            addPath(object, failure.path);
            object["photo"] = failure.photo.value;
            object["reason"] = failure.reason;
            print(object);
        }
        print({{"written", outcome.written}, {"unchanged", outcome.unchanged}, {"failed", outcome.failures.size()}});
    }

    void verified(const VerifyFinished& outcome) override
    {
        print({{"checked", outcome.checked}, {"clean", outcome.problems.empty()}, {"problems", outcome.problems}});
    }

    void measurement(const Json& figures) override
    {
        print(figures);
        m_out.flush(); // `watch` and long measurements are followed as they go
    }

private:
    void print(const Json& object) { m_out << object.dump(-1, ' ', false, Json::error_handler_t::replace) << '\n'; }

    std::ostream& m_out;
};

} // namespace

std::unique_ptr<Report> makeJsonReport(std::ostream& out) { return std::make_unique<JsonReport>(out); }

} // namespace likeness::cli
